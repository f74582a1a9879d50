//! Practice: a market on loopback and the practice game as a program of its own, as the real game is.

use std::process::Stdio;

use anyhow::Context;
use practice_market::{Options, PracticeMarket};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio_util::sync::CancellationToken;

use super::practice_word::Word;
use super::signal::{Signal, Signals};
use crate::bridge::View;
use crate::cli::PracticeArgs;
use crate::language::Language;
use crate::lesson::Lesson;
use crate::settings::Hotkeys;

/// A practice session.
pub struct Practice {
    market: PracticeMarket,
    lesson: Lesson,
    /// On their way to the game.
    words: UnboundedSender<Word>,
    ended: CancellationToken,
    game: tokio::task::JoinHandle<()>,
}

impl Practice {
    /// Starts the market and opens the game's window.
    ///
    /// # Errors
    /// When no port is free or the game cannot be started.
    pub async fn start(
        args: &PracticeArgs,
        game_title: &str,
        language: Language,
        signals: Signals,
    ) -> anyhow::Result<Self> {
        let options = Options {
            login_required: args.login_required,
            live_events: true,
            ..Options::default()
        };
        let market = practice_market::start(options)
            .await
            .context("the practice market could not start")?;
        let child =
            start_game(args, game_title, language).context("the practice game could not start")?;
        let ended = CancellationToken::new();
        let (words, to_tell) = mpsc::unbounded_channel();
        let game = tokio::spawn(watch(child, to_tell, ended.clone(), signals));
        Ok(Self {
            market,
            lesson: Lesson::default(),
            words,
            ended,
            game,
        })
    }

    /// The practice market's address, for the client.
    #[must_use]
    pub fn market_url(&self) -> String {
        self.market.market_url()
    }

    /// The practice market's login page, in the player's language.
    #[must_use]
    pub fn login_url(&self, language: Language) -> String {
        format!("{}?language={}", self.market.login_url(), language.code())
    }

    /// Tells the game that its own words are to be of another language.
    pub fn speak(&self, language: Language) {
        self.tell(Word::Language(language));
    }

    /// The lesson sees what the panel shows, and the game's page what that ticked off.
    pub fn see(&mut self, view: &View, hotkeys: &Hotkeys) {
        if let Some(task) = self.lesson.see(view) {
            tracing::info!(?task, "a step of the lesson is done");
            self.show_lesson(hotkeys);
        }
    }

    /// Shows the lesson as it stands.
    pub fn show_lesson(&self, hotkeys: &Hotkeys) {
        self.tell(Word::Lesson(self.lesson.view(hotkeys)));
    }

    fn tell(&self, word: Word) {
        if self.words.send(word).is_err() {
            tracing::debug!("the practice game has ended");
        }
    }

    /// Closes the game and the market, and waits for both.
    pub async fn stop(self) {
        self.ended.cancel();
        if let Err(error) = self.game.await {
            tracing::error!(%error, "the practice game ended badly");
        }
        self.market.stop().await;
    }
}

fn start_game(args: &PracticeArgs, game_title: &str, language: Language) -> anyhow::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg("practice-game")
        .arg("--title")
        .arg(game_title)
        .arg("--language")
        .arg(language.code())
        .arg("--copy-delay")
        .arg(args.game.copy_delay.to_string());
    if args.game.fullscreen {
        command.arg("--fullscreen");
    }
    // A driver of the overlay's webview must not find the game's instead.
    // The game ends when its standard input does: with this program, however that ends.
    command
        .env_remove("TAURI_WEBVIEW_AUTOMATION")
        .arg("--until-input-ends")
        .stdin(Stdio::piped())
        .kill_on_drop(true);
    Ok(command.spawn()?)
}

async fn watch(
    mut child: Child,
    mut words: UnboundedReceiver<Word>,
    ended: CancellationToken,
    signals: Signals,
) {
    // Waiting for a child closes its input, which would end the game: held here instead.
    let mut input = child.stdin.take();
    loop {
        tokio::select! {
            status = child.wait() => {
                tracing::info!(?status, "the practice game was closed");
                return signals.send(Signal::PracticeEnded);
            }
            Some(word) = words.recv() => {
                if let Some(input) = &mut input
                    && let Err(error) = write(input, &word).await
                {
                    tracing::warn!(%error, "the practice game does not listen");
                }
            }
            () = ended.cancelled() => {
                if let Err(error) = child.kill().await {
                    tracing::warn!(%error, "the practice game could not be ended");
                }
                return;
            }
        }
    }
}

async fn write(input: &mut ChildStdin, word: &Word) -> anyhow::Result<()> {
    input.write_all(word.line()?.as_bytes()).await?;
    Ok(input.flush().await?)
}
