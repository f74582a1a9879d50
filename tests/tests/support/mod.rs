//! A stage for end-to-end tests: a desktop, the program with its page driven by WebDriver, the practice game, a person.

// Each test program uses its part of the stage.
#![allow(dead_code)]

mod clipboard;
pub mod cutter;
mod form;
mod login;
pub mod page;
mod panel;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, bail};
use haggle_tests::desk::{Chord, Desk, OtherWindow, Parts, Person, Picture};
use haggle_tests::haggle::{self, Haggle, program, project};
use haggle_tests::{inventory, wait};
use tempfile::TempDir;

use clipboard::Clipboard;
use page::Page;

/// The colour of unique items in the practice game.
const UNIQUE: [u8; 3] = [0xcd, 0xa8, 0x68];

/// One stage at a time: two webviews with their desktops are more than a small machine should draw at once.
static STAGE: Mutex<()> = Mutex::new(());

/// How a stage is set.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub desk: Parts,
    pub fullscreen: bool,
    pub copy_delay_ms: u64,
    /// Another program holds Ctrl+D before Haggle starts.
    pub chord_taken: bool,
    pub login_required: bool,
    /// The player is logged in from the start.
    pub token: Option<String>,
    /// Files that are in the configuration folder from an earlier run: name and text.
    pub kept: Vec<(&'static str, String)>,
    /// Nobody has started the program before.
    pub first_start: bool,
    /// More words for the program.
    pub args: Vec<&'static str>,
}

/// Where a test leaves its screenshot.
pub fn shot(name: &str) -> PathBuf {
    project()
        .join("target")
        .join("screenshots")
        .join(format!("{name}.png"))
}

/// The running stage. Its parts end in the order of the fields.
pub struct Stage {
    page: Page,
    // A game that was started beside the program, not by it.
    _game: Option<Haggle>,
    holder: Option<Person>,
    clipboard: Cell<Option<Clipboard>>,
    pub person: Person,
    pub game: u32,
    pub folder: TempDir,
    market: String,
    desk: Desk,
    _alone: MutexGuard<'static, ()>,
}

impl Stage {
    /// The practice session: game, market and overlay.
    pub fn practice(options: Options) -> Result<Self> {
        let mut args = vec!["practice".to_owned()];
        args.extend(game_args(&options));
        if options.login_required {
            args.push("--login-required".to_owned());
        }
        Self::set(&options, args, false)
    }

    /// The overlay as players start it, with a market of the test's choice and the practice game beside it.
    pub fn with_market(options: Options, market: &str, login_page: &str) -> Result<Self> {
        let args = ["--market", market, "--login-page", login_page]
            .map(str::to_owned)
            .to_vec();
        let mut stage = Self::set(&options, args, true)?;
        market.clone_into(&mut stage.market);
        Ok(stage)
    }

    fn set(options: &Options, mut args: Vec<String>, game_beside: bool) -> Result<Self> {
        let alone = STAGE.lock().unwrap_or_else(PoisonError::into_inner);
        let desk = Desk::start(options.desk)?;
        let person = desk.person()?;
        let holder = if options.chord_taken {
            Some(desk.person()?)
        } else {
            None
        };
        if let Some(holder) = &holder {
            holder.take(Chord::CHECK)?;
        }
        let folder = tempfile::tempdir()?;
        for (name, text) in &options.kept {
            std::fs::write(folder.path().join(name), text)?;
        }
        if !options.first_start {
            haggle::known(folder.path())?;
        }
        args.extend(options.args.iter().map(|word| (*word).to_owned()));
        args.extend([
            "--log".to_owned(),
            "debug".to_owned(),
            "--config-dir".to_owned(),
            path_text(folder.path())?,
        ]);
        let page = Page::open(&desk, &program()?, &args, options.token.as_deref())?;
        let game_process = if game_beside {
            let mut args = vec!["practice-game".to_owned()];
            args.extend(game_args(options));
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            Some(Haggle::start(&desk, folder.path(), &args)?)
        } else {
            None
        };
        let game = person.wait_window("Diablo II")?;
        if options.desk.window_manager {
            person.wait_keyboard(game)?;
        }
        let stage = Self {
            page,
            _game: game_process,
            holder,
            clipboard: Cell::new(None),
            person,
            game,
            folder,
            market: String::new(),
            desk,
            _alone: alone,
        };
        // The game is ready when it has drawn its inventory, the program when it holds the keys. A game that loads slowly
        // is still, too, and has no item to hover.
        if !options.first_start {
            stage.wait_colour(game, UNIQUE, 200)?;
        }
        stage.wait_still()?;
        if stage.holder.is_none() {
            stage.person.wait_taken(Chord::CHECK, true)?;
        }
        Ok(stage)
    }

    /// Moves the mouse over an item of the practice game.
    pub fn point_at_item(&self, id: &str) -> Result<()> {
        self.point_at(inventory::place_of(id)?)
    }

    /// Moves the mouse to a place in the game's window.
    pub fn point_at(&self, (x, y): (i32, i32)) -> Result<()> {
        let (left, top, ..) = self.person.area_of(self.game)?;
        // A step beside it first: a page hears of a hovered place by movement alone.
        self.person.point_at(left + x - 3, top + y)?;
        self.person.point_at(left + x, top + y)?;
        self.person.wait_still().map(drop)
    }

    /// The same, without a look at what becomes of it.
    pub fn move_to(&self, (x, y): (i32, i32)) -> Result<()> {
        let (left, top, ..) = self.person.area_of(self.game)?;
        self.person.point_at(left + x, top + y)
    }

    /// Turns from the panel's page to that of another window of the program: the one that has such an element.
    pub fn turn_to(&mut self, selector: &str) -> Result<()> {
        self.page.turn_to(selector)
    }

    /// The kind of the control that has the page's keyboard, or else its text.
    pub fn focused(&mut self) -> Result<String> {
        let kind = self.page.focused()?;
        Ok(kind.unwrap_or_default())
    }

    /// Goes on by Tab until a button with this text has the keyboard; `false` where none comes.
    pub fn focus_button(&mut self, text: &str) -> Result<bool> {
        for _ in 0..20 {
            if self.focused()? == text {
                return Ok(true);
            }
            self.person.press(Chord::TAB)?;
        }
        Ok(false)
    }

    pub fn value(&mut self, selector: &str) -> Result<Option<String>> {
        self.page.value(selector)
    }

    pub fn wait_window_closed(&self, title: &str) -> Result<()> {
        wait::until(&format!("{title} to close"), || {
            Ok(self.person.find_window(title)?.is_none().then_some(()))
        })
    }

    /// Waits until so many steps of the lesson were done.
    pub fn wait_lesson(&self, task: &str) -> Result<()> {
        let line = format!("a step of the lesson is done task={task}");
        wait::until(&format!("{task} to be ticked off"), || {
            Ok(self.log()?.contains(&line).then_some(()))
        })
    }

    /// Runs a script in the panel's page, as something that got into it could: it gets an argument, and a function to
    /// call with its answer.
    pub fn run_in_page(
        &mut self,
        script: &str,
        argument: serde_json::Value,
    ) -> Result<serde_json::Value> {
        self.page.run(script, argument)
    }

    pub fn count(&mut self, selector: &str) -> Result<u64> {
        self.page.count(selector)
    }

    pub fn wait_text(&mut self, selector: &str, text: &str) -> Result<()> {
        self.page.wait_text(selector, text)
    }

    pub fn text(&mut self, selector: &str) -> Result<Option<String>> {
        self.page.text(selector)
    }

    pub fn click_into_game(&self) -> Result<()> {
        self.point_at(inventory::empty_place())?;
        self.person.click()
    }

    pub fn wait_keyboard_left_game(&self) -> Result<()> {
        wait::until("the keyboard to leave the game", || {
            Ok((!self.person.has_keyboard(self.game)?).then_some(()))
        })
    }

    /// Waits until a window has this colour on at least so many pixels.
    pub fn wait_colour(&self, window: u32, colour: [u8; 3], pixels: usize) -> Result<()> {
        let (x, y, width, height) = self.person.area_of(window)?;
        wait::until("the window to be drawn", || {
            let picture = self.person.look_at(
                x.try_into()?,
                y.try_into()?,
                width.try_into()?,
                height.try_into()?,
            )?;
            Ok((picture.count(colour) >= pixels).then_some(()))
        })
    }

    pub fn open_other_window(&self) -> Result<OtherWindow> {
        self.desk.other_window()
    }

    /// Another program copies something.
    pub fn copy_elsewhere(&self, text: &str) -> Result<()> {
        self.clipboard.set(Some(Clipboard::copy(&self.desk, text)?));
        Ok(())
    }

    /// Another program copies something that is no text.
    pub fn copy_other(&self, kind: &str, bytes: &[u8]) -> Result<()> {
        let copied = Clipboard::copy_kind(&self.desk, kind, bytes)?;
        self.clipboard.set(Some(copied));
        Ok(())
    }

    pub fn wait_clipboard(&self, text: &str) -> Result<()> {
        wait::until("the clipboard to be given back", || {
            Ok((clipboard::paste(&self.desk)?.as_deref() == Some(text)).then_some(()))
        })
    }

    /// Waits until a paste would give something with this in it.
    pub fn wait_clipboard_with(&self, part: &str) -> Result<()> {
        wait::until("the copied item", || {
            let pasted = clipboard::paste(&self.desk)?;
            Ok(pasted.is_some_and(|text| text.contains(part)).then_some(()))
        })
    }

    /// Waits until nothing moves on the screen any more.
    pub fn wait_still(&self) -> Result<Picture> {
        self.person.wait_still()
    }

    /// The address of the market that the stage was set with.
    pub fn market(&self) -> &str {
        &self.market
    }

    /// Starts the program once more, as a click on its launcher does, and waits until that one has ended.
    pub fn start_again(&self) -> Result<Output> {
        Command::new(program()?)
            .arg("--config-dir")
            .arg(self.folder.path())
            .envs(self.desk.environment())
            .stdin(Stdio::null())
            .output()
            .context("haggle cannot be started")
    }

    /// The whole page as it is drawn.
    pub fn html(&mut self) -> Result<String> {
        self.page.html()
    }

    /// What the program logged so far.
    pub fn log(&self) -> Result<String> {
        Ok(std::fs::read_to_string(
            self.folder.path().join("haggle.log"),
        )?)
    }
}

/// `HAGGLE_TEST_LOG=1` shows what the program logged in each test, for one who looks for a fault.
impl Drop for Stage {
    fn drop(&mut self) {
        if std::env::var_os("HAGGLE_TEST_LOG").is_some() {
            eprintln!("{}", self.log().unwrap_or_default());
        }
    }
}

fn game_args(options: &Options) -> Vec<String> {
    let mut args = vec!["--copy-delay".to_owned(), options.copy_delay_ms.to_string()];
    if options.fullscreen {
        args.push("--fullscreen".to_owned());
    }
    args
}

fn path_text(path: &Path) -> Result<String> {
    match path.to_str() {
        Some(text) => Ok(text.to_owned()),
        None => bail!("{} is no text", path.display()),
    }
}
