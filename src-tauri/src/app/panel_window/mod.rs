//! The panel's window: transparent, above the game, without its keyboard; only the drawn part takes the mouse.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
use linux as platform;
#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as platform;

use game_desktop::{Rect, WindowId};
use tauri::{
    AppHandle, Emitter, Monitor, Webview, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
};

use super::page_window::stays;
use crate::bridge::{Panel, View};
use crate::overlay::Room;

/// The window's name; the page's capabilities hang on it.
pub const LABEL: &str = "panel";

/// The panel's window.
#[derive(Debug)]
pub struct PanelWindow {
    window: WebviewWindow,
    id: Option<WindowId>,
    composited: bool,
}

impl PanelWindow {
    /// Makes the window, hidden, with its page loading.
    ///
    /// # Errors
    /// When the webview cannot be made.
    pub fn build(app: &AppHandle, room: Room) -> tauri::Result<Self> {
        let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
            .title("Haggle")
            .transparent(true)
            .decorations(false)
            .always_on_top(true)
            .skip_taskbar(true)
            .shadow(false)
            .resizable(false)
            .visible(false)
            .focused(false)
            .inner_size(room.width, room.height)
            .on_navigation(stays)
            .build()?;
        let id = platform::prepare(&window)?;
        let composited = platform::composited(&window);
        Ok(Self {
            window,
            id,
            composited,
        })
    }

    /// The window as the desktop knows it.
    #[must_use]
    pub fn id(&self) -> Option<WindowId> {
        self.id
    }

    /// Whether the desktop could show the window transparent when it was made.
    #[must_use]
    pub fn composited(&self) -> bool {
        self.composited
    }

    /// Physical pixels of one CSS pixel on the monitor that lies here; where none is known, on the window's own.
    #[must_use]
    pub fn pixel_ratio(&self, monitor: Option<Rect>) -> f64 {
        let own = || self.window.scale_factor().unwrap_or(1.0);
        let monitors = self.window.available_monitors().unwrap_or_else(|error| {
            tracing::error!(%error, "the monitors are not known");
            Vec::new()
        });
        monitor
            .and_then(|wanted| ratio_at(&wanted, &monitors))
            .unwrap_or_else(own)
    }

    /// Makes room for another panel.
    pub fn make_room(&self, room: Room) {
        let size = (room.width.ceil() as i32, room.height.ceil() as i32);
        self.on_main_thread(move |window| platform::resize(window, size));
    }

    /// Gives the page something to draw.
    pub fn draw(&self, view: &View) {
        if let Err(error) = self.window.emit_to(LABEL, "view", view) {
            tracing::error!(%error, "the panel's page could not be reached");
        }
        if view.panel != Panel::Hidden {
            let revision = view.revision;
            self.on_main_thread(move |window| platform::drawn(window, revision));
        }
    }

    /// The page has painted this view.
    pub fn painted(&self, revision: u64) {
        self.on_main_thread(move |window| platform::painted(window, revision));
    }

    /// Shows the window so that its drawn part covers `area`, in physical pixels.
    pub fn show(&self, area: Rect, mouse: bool) {
        self.on_main_thread(move |window| platform::show(window, area, mouse));
    }

    /// Lets keys that come to the window go on to its page.
    pub fn focus_page(&self) {
        let page: &Webview = self.window.as_ref();
        if let Err(error) = page.set_focus() {
            tracing::error!(%error, "the panel's page could not be focused");
        }
    }

    /// Takes the window off the screen.
    pub fn hide(&self) {
        self.on_main_thread(platform::hide);
    }

    fn on_main_thread(
        &self,
        act: impl FnOnce(&WebviewWindow) -> tauri::Result<()> + Send + 'static,
    ) {
        let window = self.window.clone();
        let queued = self.window.run_on_main_thread(move || {
            if let Err(error) = act(&window) {
                tracing::error!(%error, "the panel's window refused");
            }
        });
        if let Err(error) = queued {
            tracing::error!(%error, "the window loop is gone");
        }
    }
}

/// The scale of the monitor that has most of this rectangle.
fn ratio_at(wanted: &Rect, monitors: &[Monitor]) -> Option<f64> {
    let common = |monitor: &Monitor| {
        let (at, size) = (monitor.position(), monitor.size());
        let area = Rect {
            x: at.x,
            y: at.y,
            width: size.width,
            height: size.height,
        };
        area.overlap(wanted)
    };
    let found = monitors.iter().max_by_key(|monitor| common(monitor))?;
    (common(found) > 0).then(|| found.scale_factor())
}
