//! `haggle check --hotkey`: the hotkey over the game, the price on the terminal. There is no window, and so no webview.
//!
//! Must not know how items, queries and prices are printed.

use anyhow::Context;
use game_desktop::{Command, Content, Event, MissReason};
use item_parsers::Item;
use market_client::MarketClient;
use tokio::sync::mpsc;

use super::connect::with_market;
use super::{Exit, market, print};
use crate::overlay::words;
use crate::settings::{Realm, Settings};
use crate::texts::{Language, Texts};

/// Checks each item whose hotkey is pressed, until it is interrupted or the display is gone.
pub fn check(json: bool, settings: &Settings) -> anyhow::Result<Exit> {
    let mut config = settings.desktop();
    config
        .chords
        .retain(|(command, _)| *command == Command::Check);
    let (sender, mut events) = mpsc::unbounded_channel();
    let desktop = game_desktop::open(
        config,
        // The receiver goes with the program alone.
        Box::new(move |event| drop(sender.send(event))),
    )
    .context("hotkeys need a desktop")?;
    let done = with_market(settings, async |client| {
        let mut listener = Listener {
            client,
            json,
            realm: settings.realm,
            armed: false,
        };
        while let Some(event) = events.recv().await {
            listener.take(event).await?;
        }
        Ok(Exit::Done)
    });
    desktop.shutdown();
    done
}

struct Listener {
    client: MarketClient,
    json: bool,
    realm: Realm,
    /// The person was told that the hotkey works.
    armed: bool,
}

impl Listener {
    async fn take(&mut self, event: Event) -> anyhow::Result<()> {
        // The command line speaks English.
        let texts = Texts::of(Language::En);
        match event {
            Event::ChordsChanged(states) => {
                for state in states {
                    if let Some(problem) = state.problem {
                        print::problem(&texts.chord_problem(&problem));
                    } else if state.bound && !std::mem::replace(&mut self.armed, true) {
                        print::problem(&format!(
                            "hold the mouse over an item and press {}",
                            state.label
                        ));
                    }
                }
            }
            Event::Captured { content, .. } => self.copied(&content).await?,
            Event::Missed { reason, .. } => {
                let (title, text) = texts.missed(reason);
                print::problem(&format!("{title} {text}"));
            }
            Event::OnlyTexts => anyhow::bail!(
                "this desktop lets no program have hotkeys: give the item's text to `haggle check`, or paste it into Check text"
            ),
            Event::Failed(error) => return Err(error.into()),
            _ => {}
        }
        Ok(())
    }

    async fn copied(&self, content: &Content) -> anyhow::Result<()> {
        match read(content) {
            // What went wrong with one item was told; the next one may do better.
            Ok(item) => market::ask(&self.client, &item, self.json, self.realm)
                .await
                .map(drop),
            Err(why) => {
                print::problem(&why);
                Ok(())
            }
        }
    }
}

/// The item that the game copied, or why it is none.
fn read(content: &Content) -> Result<Item, String> {
    let texts = Texts::of(Language::En);
    let said = |(title, text): (String, String)| format!("{title} {text}");
    match content {
        Content::Text(text) => item_parsers::parse_clipboard(text)
            .map_err(|error| said(words::not_an_item(texts, &error))),
        Content::Empty => Err(said(texts.missed(MissReason::NothingCopied))),
        Content::NotText | Content::TooLarge { .. } => Err(said(words::no_text(texts, content))),
    }
}
