//! The handle that the program holds, and the thread behind it.

use std::sync::mpsc;
use std::thread::JoinHandle;

use crate::backend::{Hotkeys as _, Inbox, Request, Signal};
use crate::bare::Bare;
use crate::driver::{Driver, Sink};
use crate::event::Event;
use crate::labels;
use crate::{Config, DesktopError, HoverArea, Rect, WindowId, platform};

/// The desktop side at work. Dropping it ends it, as [`Desktop::shutdown`] does; never from within the sink, whose
/// thread that would wait for itself.
pub struct Desktop {
    inbox: Inbox,
    thread: Option<JoinHandle<()>>,
}

/// Starts the desktop side on a thread of its own. `sink` is called on that thread and must not block.
///
/// One per process at a time: the hotkey library reports to the one that was opened last.
///
/// # Errors
/// [`DesktopError`] where there is no display, or it lacks what is needed.
pub fn open(
    config: Config,
    sink: Box<dyn Fn(Event) + Send + Sync>,
) -> Result<Desktop, DesktopError> {
    let (ready, opened) = mpsc::channel();
    let thread = std::thread::Builder::new()
        .name("game-desktop".to_owned())
        .spawn(move || run(config, sink, &ready))
        .map_err(|error| thread_error(&error))?;
    match opened.recv() {
        Ok(Ok(inbox)) => Ok(Desktop {
            inbox,
            thread: Some(thread),
        }),
        Ok(Err(error)) => Err(error),
        Err(mpsc::RecvError) => Err(DesktopError::System {
            what: "start the desktop thread",
            reason: "it ended at once".to_owned(),
        }),
    }
}

fn run(config: Config, sink: Sink, ready: &mpsc::Sender<Result<Inbox, DesktopError>>) {
    // Nobody waits any more where `open` was unwound: then there is nothing to drive.
    match platform::open() {
        Ok((backend, inbox)) => {
            labels::put_up(backend.labels());
            if ready.send(Ok(inbox)).is_ok() {
                Driver::new(backend, config, sink).run();
            }
        }
        Err(why) if platform::has_windows_without_it(&why) => {
            let (backend, inbox) = Bare::open(why);
            if ready.send(Ok(inbox)).is_ok() {
                sink(Event::OnlyTexts);
                Driver::new(backend, config, sink).run();
            }
        }
        Err(error) => drop(ready.send(Err(error))),
    }
}

fn thread_error(error: &std::io::Error) -> DesktopError {
    DesktopError::System {
        what: "start a thread",
        reason: error.to_string(),
    }
}

impl Desktop {
    /// Uses these settings from now on.
    pub fn reconfigure(&self, config: Config) {
        self.request(Request::Reconfigure(config));
    }

    /// Says where the panel is shown, in physical pixels, and in which window; `None` while it is hidden. While it is
    /// shown, Esc is bound as a hotkey as long as the game has the keyboard, and clicks outside of it are reported.
    pub fn panel_shown(&self, area: Option<Rect>, window: Option<WindowId>) {
        self.request(Request::Panel { area, window });
    }

    /// Watches the mouse until it has left this area, which [`Event::MouseLeft`] then tells; `None` watches no longer.
    pub fn watch_mouse(&self, area: Option<HoverArea>) {
        self.request(Request::WatchMouse(area));
    }

    /// Gives the keyboard to a window of ours.
    pub fn focus(&self, window: WindowId) {
        self.request(Request::Focus(window));
    }

    /// Gives the keyboard back to the window that had it when ours took it; where that is not known, to the game that had
    /// it last.
    pub fn focus_game(&self) {
        self.request(Request::FocusGame);
    }

    /// Reads the clipboard once; [`Event::ClipboardRead`] follows.
    pub fn read_clipboard(&self) {
        self.request(Request::ReadClipboard);
    }

    /// Ends the desktop side: hotkeys are free and threads have ended when this returns.
    pub fn shutdown(self) {
        drop(self);
    }

    fn request(&self, request: Request) {
        self.inbox.post(Signal::Request(request));
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        self.request(Request::Shutdown);
        if self
            .thread
            .take()
            .is_some_and(|thread| thread.join().is_err())
        {
            tracing::error!("the desktop thread panicked");
        }
    }
}
