//! The practice game: a window titled like the game, with an inventory; Ctrl+C over an item copies what the game would.
//!
//! A program of its own: the overlay meets it as it meets the real game, by its window and the clipboard alone.

use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use practice_market::inventory::{self, PracticeItem};
use tauri::window::Color;
use tauri::{AppHandle, Emitter, Manager, State, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use super::drawing;
use super::page_window::stays;
use super::practice_word::Word;
use crate::bridge::LessonView;
use crate::cli::{Exit, GameArgs};
use crate::language::Language;
use crate::lesson::Lesson;
use crate::settings::Hotkeys;

/// The window's name; the page's capabilities hang on it.
const WINDOW: &str = "practice";
/// The colour behind the page, until and where it draws nothing.
const WALL: Color = Color(13, 11, 10, 255);

/// What the window needs to play the game.
struct Game {
    items: Vec<PracticeItem>,
    clipboard: game_desktop::ClipboardWriter,
    copy_delay: Duration,
    /// As the overlay showed it last.
    lesson: Mutex<LessonView>,
}

/// Runs the practice game until its window is closed.
///
/// # Errors
/// Without a display, or when the window cannot be made.
pub fn run(args: &GameArgs) -> anyhow::Result<Exit> {
    game_desktop::require_display()?;
    drawing::by_processor();
    let game = Game {
        items: inventory::items(),
        clipboard: game_desktop::ClipboardWriter::open()?,
        copy_delay: Duration::from_millis(args.copy_delay),
        lesson: Mutex::new(Lesson::default().view(&Hotkeys::default())),
    };
    let (title, fullscreen) = (args.title.clone(), args.fullscreen);
    let page = format!(
        "practice.html?language={}",
        Language::of_locale(&args.language).code()
    );
    let follow_input = args.until_input_ends;
    tauri::Builder::default()
        .manage(game)
        .invoke_handler(tauri::generate_handler![
            practice_items,
            practice_copy,
            practice_lesson
        ])
        .setup(move |app| {
            let window = WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::App(page.into()))
                .title(title)
                .inner_size(960.0, 640.0)
                .min_inner_size(960.0, 640.0)
                .background_color(WALL)
                .center()
                .fullscreen(fullscreen)
                .on_navigation(stays)
                .build()?;
            stay_lit(&window)?;
            if follow_input {
                let app = app.handle().clone();
                std::thread::spawn(move || follow(&app));
            }
            Ok(())
        })
        .run(tauri::generate_context!())
        .context("the practice game's window could not be made")?;
    Ok(Exit::Done)
}

/// Without the focus the game looks as with it. On X11 each press of a hotkey is told to it as a loss of the focus, and
/// dimming its window would take some milliseconds that no game takes for that.
#[cfg(target_os = "linux")]
fn stay_lit(window: &WebviewWindow) -> tauri::Result<()> {
    use gtk::glib::Propagation;
    use gtk::prelude::WidgetExt;

    window
        .gtk_window()?
        .connect_focus_out_event(|_, _| Propagation::Stop);
    Ok(())
}

#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps, reason = "as on Linux, where it can fail")]
fn stay_lit(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Does what each line of the standard input says, and ends the game when nobody holds its other end any more.
fn follow(app: &AppHandle) {
    for line in io::stdin().lines() {
        let line = match line {
            Ok(line) => line,
            Err(error) => {
                tracing::debug!(%error, "standard input broke");
                break;
            }
        };
        match Word::read(&line) {
            Ok(word) => hear(app, word),
            Err(error) => tracing::warn!(%error, "a word was not understood"),
        }
    }
    app.exit(0);
}

fn hear(app: &AppHandle, word: Word) {
    let told = match word {
        Word::Language(language) => app.emit_to(WINDOW, "language", language),
        Word::Lesson(lesson) => {
            // Kept first: a page that listens too late asks for it.
            let game = app.state::<Game>();
            game.lesson
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone_from(&lesson);
            app.emit_to(WINDOW, "lesson", lesson)
        }
    };
    if let Err(error) = told {
        tracing::error!(%error, "the practice game's page could not be reached");
    }
}

#[tauri::command]
fn practice_lesson(game: State<'_, Game>) -> LessonView {
    let lesson = game.lesson.lock().unwrap_or_else(PoisonError::into_inner);
    lesson.clone()
}

#[tauri::command]
fn practice_items(game: State<'_, Game>) -> Vec<PracticeItem> {
    game.items.clone()
}

/// Copies one item. The delay stands for a slow game, which is what it is there to try.
#[tauri::command]
async fn practice_copy(id: String, game: State<'_, Game>) -> Result<(), String> {
    let Some(item) = game.items.iter().find(|item| item.id == id) else {
        return Err("no such item".to_owned());
    };
    if !game.copy_delay.is_zero() {
        tokio::time::sleep(game.copy_delay).await;
    }
    game.clipboard
        .write(&item.clipboard)
        .map_err(|error| error.to_string())
}
