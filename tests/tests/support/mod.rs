//! A stage for end-to-end tests: a desktop, the program with its page driven by WebDriver, the practice game, a person.

// Each test program uses its part of the stage.
#![allow(dead_code)]

mod clipboard;
pub mod cutter;
pub mod page;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use haggle_tests::desk::{Canvas, Chord, Desk, OtherWindow, Part, Parts, Person, Picture};
use haggle_tests::haggle::{self, Haggle, program, project};
use haggle_tests::{inventory, wait};
use tempfile::TempDir;

use clipboard::Clipboard;
use page::Page;

const LOGIN_WINDOW: &str = "Log in to the market · Haggle";
/// The colour of unique items in the practice game.
const UNIQUE: [u8; 3] = [0xcd, 0xa8, 0x68];
/// The colour of the login page's button.
const LOGIN_BUTTON: [u8; 3] = [0xd8, 0xb7, 0x6a];
/// The field of the form's price.
const PRICE: &str = "[data-part=sale] .field input";

/// For how long a panel that stays is watched: twice the time after which one goes that the mouse has left.
const OBSERVED: Duration = Duration::from_millis(600);
/// How many places a hand moves the mouse over.
const STEPS: i32 = 40;

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

    /// Checks an item and waits for its listings.
    pub fn check_item(&mut self, id: &str, name: &str) -> Result<()> {
        self.point_at_item(id)?;
        self.person.press(Chord::CHECK)?;
        self.wait_name(name)?;
        self.wait_listings()?;
        self.wait_still().map(drop)
    }

    pub fn name(&mut self) -> Result<Option<String>> {
        self.page.text(".panel h1")
    }

    pub fn wait_name(&mut self, name: &str) -> Result<()> {
        self.page.wait_text(".panel h1", name)
    }

    pub fn wait_hint(&mut self, text: &str) -> Result<()> {
        self.page.wait_text("[data-part=hint]", text)
    }

    /// Presses the hotkey over an item, and waits for its form to come to this stage.
    pub fn open_form(&mut self, id: &str, stage: &str) -> Result<()> {
        self.point_at_item(id)?;
        self.person.press(Chord::LIST)?;
        self.wait_form(stage)
    }

    /// Waits until the form has come to a stage, and the price can be typed where it has one.
    pub fn wait_form(&mut self, stage: &str) -> Result<()> {
        let page = &mut self.page;
        let form = format!("[data-part=sale][data-stage={stage}]");
        wait::until(&format!("the form to be at {stage}"), || {
            Ok((page.count(&form)? > 0).then_some(()))
        })?;
        if matches!(stage, "found" | "listed") {
            self.wait_focus(PRICE)?;
        }
        Ok(())
    }

    /// What the form's price is, as soon as there is one.
    pub fn wait_price(&mut self) -> Result<String> {
        let page = &mut self.page;
        wait::until("a price", || {
            Ok(page.value(PRICE)?.filter(|price| !price.is_empty()))
        })
    }

    /// Types a price in place of what is there.
    pub fn type_price(&mut self, price: &str) -> Result<()> {
        self.person.press(Chord::SELECT_ALL)?;
        self.person.write(price)?;
        let page = &mut self.page;
        wait::until("the price to be typed", || {
            Ok((page.value(PRICE)?.as_deref() == Some(price)).then_some(()))
        })
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

    pub fn wait_notice(&mut self, text: &str) -> Result<()> {
        self.page.wait_text("[data-part=notice]", text)
    }

    pub fn wait_failed(&mut self, text: &str) -> Result<()> {
        self.page.wait_text("[data-part=message]", text)
    }

    pub fn wait_listings(&mut self) -> Result<()> {
        let page = &mut self.page;
        wait::until("listings", || {
            Ok((page.count("[data-part=listing]")? > 0).then_some(()))
        })
    }

    pub fn wait_hidden(&mut self) -> Result<()> {
        let page = &mut self.page;
        wait::until("the panel to be empty", || {
            Ok((page.count("h1, [data-part=hint]")? == 0).then_some(()))
        })
    }

    /// Watches the panel for longer than the mouse may be elsewhere before it goes.
    pub fn stays_shown(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < OBSERVED {
            if self.person.find_window("Haggle")?.is_none() {
                bail!("the panel went after {:?}", start.elapsed());
            }
        }
        Ok(())
    }

    /// Waits until the panel's window is on the screen, or off it.
    pub fn wait_panel(&self, shown: bool) -> Result<()> {
        wait::until("the panel's window to come or go", || {
            let window = self.person.find_window("Haggle")?;
            Ok((window.is_some() == shown).then_some(()))
        })
    }

    /// Watches what is drawn in a part of the panel's window.
    pub fn canvas_of_panel(&self, part: Part) -> Result<Canvas> {
        let window = self.person.wait_made("Haggle")?;
        self.desk.canvas(window, part)
    }

    /// Moves the mouse from where it is into the panel, as a hand does: over all places between.
    pub fn move_into_panel(&mut self, selector: &str) -> Result<()> {
        let (x, y) = self.place_in_panel(selector)?;
        let (from_x, from_y) = self.person.pointer()?;
        for step in 1..=STEPS {
            let on_the_way = |from: i32, to: i32| from + (to - from) * step / STEPS;
            self.person
                .point_at(on_the_way(from_x, x), on_the_way(from_y, y))?;
        }
        Ok(())
    }

    /// Where the middle of an element of the panel is on the screen.
    fn place_in_panel(&mut self, selector: &str) -> Result<(i32, i32)> {
        let (x, y) = self
            .page
            .centre(selector)?
            .with_context(|| format!("nothing in the panel is {selector}"))?;
        let panel = self.person.wait_window("Haggle")?;
        let (left, top, ..) = self.person.area_of(panel)?;
        Ok((left + x, top + y))
    }

    /// How many pixels below the panel and below the game are not the bare desktop's, which is seen at the screen's left
    /// edge. The panel's window reaches that far, and is transparent there.
    pub fn remains_below(&mut self, picture: &Picture) -> Result<usize> {
        let script = "const [, done] = arguments;
            done(Math.ceil(document.querySelector('.column').getBoundingClientRect().bottom))";
        let bottom = self.page.run(script, serde_json::Value::Null)?;
        let bottom = i32::try_from(bottom.as_i64().context("the panel's end")?)?;
        let (left, top, width, height) = self.person.area_of(self.person.wait_window("Haggle")?)?;
        let (_, game_top, _, game_height) = self.person.area_of(self.game)?;
        // The window manager's frame ends a few pixels below the game.
        let from = (top + bottom).max(game_top + game_height + 16);
        let till = (top + height).min(1000);
        anyhow::ensure!(till - from > 40, "too little is seen below the panel");
        let mut remains = 0;
        for y in from..till {
            for x in left..left + width {
                let at = |x: i32| -> Result<[u8; 3]> {
                    Ok(picture.pixel(usize::try_from(x)?, usize::try_from(y)?))
                };
                remains += usize::from(at(x)? != at(0)?);
            }
        }
        Ok(remains)
    }

    /// How many listings fit in all, from the status line: `13 of 40 · 7 ms`.
    pub fn total(&mut self) -> Result<u64> {
        let text = self
            .page
            .text("[data-part=summary]")?
            .context("no summary")?;
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = words
            .iter()
            .position(|word| *word == "of")
            .context("no total")?;
        Ok(words.get(at + 1).context("no total")?.parse()?)
    }

    pub fn wait_total(&mut self, fits: impl Fn(u64) -> bool) -> Result<u64> {
        wait::until("another number of listings", || {
            Ok(self.total().ok().filter(|total| fits(*total)))
        })
    }

    /// Clicks, with the real mouse, in the middle of an element of the panel.
    pub fn click_in_panel(&mut self, selector: &str) -> Result<()> {
        self.point_in_panel(selector)?;
        self.person.click()
    }

    /// Waits until an element of the panel has the keyboard.
    pub fn wait_focus(&mut self, selector: &str) -> Result<()> {
        let page = &mut self.page;
        wait::until(&format!("{selector} to have the keyboard"), || {
            Ok(page.has_focus(selector)?.then_some(()))
        })
    }

    /// Moves the real mouse to the middle of an element of the panel.
    pub fn point_in_panel(&mut self, selector: &str) -> Result<()> {
        let (x, y) = self.place_in_panel(selector)?;
        self.person.point_at(x, y)
    }

    /// The same, if there is such an element; `false` when there is none (any more).
    pub fn click_first_in_panel(&mut self, selector: &str) -> Result<bool> {
        let before = self.page.count(selector)?;
        if before == 0 {
            return Ok(false);
        }
        self.click_in_panel(selector)?;
        let page = &mut self.page;
        wait::until("the click to take effect", || {
            Ok((page.count(selector)? != before).then_some(()))
        })?;
        Ok(true)
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

    /// Waits for the login's window and its page; the field for the name has the keyboard then.
    pub fn wait_login(&self) -> Result<u32> {
        let window = self.person.wait_window(LOGIN_WINDOW)?;
        self.person.wait_keyboard(window)?;
        self.wait_colour(window, LOGIN_BUTTON, 4_000)?;
        Ok(window)
    }

    /// Types a name and a password into the login's page, each seen before the next, and gives them in.
    pub fn log_in(&self, name: &str, password: &str) -> Result<()> {
        self.write_seen(name)?;
        self.person.press(Chord::TAB)?;
        self.write_seen(password)?;
        self.person.press(Chord::ENTER)
    }

    fn write_seen(&self, text: &str) -> Result<()> {
        let before = self.person.wait_still()?;
        self.person.write(text)?;
        wait::until("the typed letters to show", || {
            let letters = self.person.look()?.differences(&before);
            Ok((letters > 20 * text.len()).then_some(()))
        })
    }

    pub fn wait_login_closed(&self) -> Result<()> {
        wait::until("the login window to close", || {
            let window = self.person.find_window(LOGIN_WINDOW)?;
            Ok(window.is_none().then_some(()))
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
