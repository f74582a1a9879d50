//! Which window has the foreground on Windows, and where the game lies. What follows from it is not known here.
#![allow(unsafe_code)]

use std::mem::size_of;

use windows::Win32::Foundation::{CloseHandle, E_ACCESSDENIED, HANDLE, HWND, POINT, RECT};
use windows::Win32::Graphics::Gdi::{
    ClientToScreen, GetMonitorInfoW, HMONITOR, MONITOR_DEFAULTTONEAREST, MONITORINFO,
    MonitorFromPoint, MonitorFromWindow,
};
use windows::Win32::Security::{GetTokenInformation, TOKEN_ELEVATION, TOKEN_QUERY, TokenElevation};
use windows::Win32::System::Threading::{
    GetCurrentProcess, OpenProcess, OpenProcessToken, PROCESS_QUERY_LIMITED_INFORMATION,
};
use windows::Win32::UI::HiDpi::{
    DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2, SetThreadDpiAwarenessContext,
};
use windows::Win32::UI::Shell::{QUNS_RUNNING_D3D_FULL_SCREEN, SHQueryUserNotificationState};
use windows::Win32::UI::WindowsAndMessaging::{
    FindWindowExW, GetClientRect, GetCursorPos, GetForegroundWindow, GetWindowThreadProcessId,
    InternalGetWindowText, SetForegroundWindow,
};
use windows::core::{PCWSTR, Result};

use crate::focus::{Game, Seen, title_matches};
use crate::{Point, Rect, WindowId};

/// Titles longer than this are cut, in UTF-16 units.
const TITLE_LENGTH: usize = 256;

/// Looks at the foreground window.
#[derive(Debug, Default)]
pub struct Foreground {
    title: String,
    panel: Option<WindowId>,
    game: Option<WindowId>,
    /// The window that had the keyboard when ours took it, where that was not the game.
    before: Option<WindowId>,
}

impl Foreground {
    pub fn set_title(&mut self, title: &str) {
        title.clone_into(&mut self.title);
    }

    pub fn set_panel(&mut self, panel: Option<WindowId>) {
        self.panel = panel;
    }

    /// A window of ours is about to take the foreground.
    pub fn remember(&mut self, ours: WindowId) {
        // SAFETY: takes nothing.
        let now = id(unsafe { GetForegroundWindow() });
        if now != ours {
            self.before = (now.0 != 0 && self.game != Some(now)).then_some(now);
        }
    }

    /// The window that had the foreground before ours; where that is not known, the game that had it last.
    pub fn take_former(&mut self) -> Option<WindowId> {
        self.before.take().or(self.game)
    }

    pub fn look(&mut self) -> Seen {
        // SAFETY: takes nothing.
        let window = unsafe { GetForegroundWindow() };
        if window.is_invalid() {
            return Seen::Other;
        }
        // The title decides first: the practice game may be a window of this very process.
        if title_matches(&title_of(window), &self.title) {
            let game = game_at(window);
            self.game = game.map(|game| game.window).or(self.game);
            return game.map_or(Seen::Other, Seen::Game);
        }
        if process_of(window) == std::process::id() || self.panel == Some(id(window)) {
            return Seen::Own(self.game.and_then(|game| game_at(handle(game))));
        }
        Seen::Other
    }

    /// Whether the game has rights that we have not, so that the system drops our keys.
    pub fn game_is_elevated(&self) -> bool {
        self.game.is_some_and(outranks_us)
    }
}

/// Whether the program behind this window has rights that we have not.
pub fn outranks_us(window: WindowId) -> bool {
    // SAFETY: the handle of this process is always valid and needs no closing.
    let own = unsafe { is_elevated(GetCurrentProcess()) };
    !own.unwrap_or(false) && process_is_elevated(process_of(handle(window)))
}

/// Whether a program draws on the screen past the system's compositor, so that nothing is seen over it.
pub fn is_exclusive() -> bool {
    // SAFETY: takes nothing and asks the shell.
    match unsafe { SHQueryUserNotificationState() } {
        Ok(state) => state == QUNS_RUNNING_D3D_FULL_SCREEN,
        Err(error) => {
            tracing::debug!(%error, "the shell does not tell who has the screen");
            false
        }
    }
}

/// Coordinates on this thread are physical pixels from now on.
pub fn see_physical_pixels() {
    // SAFETY: changes this thread alone; an older system refuses.
    unsafe { SetThreadDpiAwarenessContext(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2) };
}

/// Where the mouse is.
pub fn pointer() -> Point {
    let mut point = POINT::default();
    // SAFETY: `point` is ours for the length of the call.
    if let Err(error) = unsafe { GetCursorPos(&raw mut point) } {
        tracing::debug!(%error, "the mouse is not on this desktop");
    }
    Point {
        x: point.x,
        y: point.y,
    }
}

/// Gives the foreground to a window.
pub fn bring_up(window: WindowId) {
    // SAFETY: a window that is gone makes the call fail.
    if !unsafe { SetForegroundWindow(handle(window)) }.as_bool() {
        tracing::warn!("the system refused to give the keyboard to a window");
    }
}

/// The first top-level window with this title.
pub fn find(title: &str) -> Option<Game> {
    let mut last = None;
    loop {
        // SAFETY: asks for the window after `last` at the top level; one that is gone makes the call fail.
        let next = unsafe { FindWindowExW(None, last, PCWSTR::null(), PCWSTR::null()) };
        let window = next.ok()?;
        if title_matches(&title_of(window), title) {
            return game_at(window);
        }
        last = Some(window);
    }
}

fn id(window: HWND) -> WindowId {
    WindowId(window.0 as u64)
}

/// Its handle.
pub fn handle(window: WindowId) -> HWND {
    HWND(window.0 as *mut _)
}

fn title_of(window: HWND) -> String {
    let mut title = [0; TITLE_LENGTH];
    // Not by a message: that one waits for the window's thread, which may be our own and wait for this one.
    // SAFETY: the buffer is ours, and its length goes with it.
    let length = unsafe { InternalGetWindowText(window, &mut title) };
    let length = usize::try_from(length).unwrap_or(0).min(TITLE_LENGTH);
    String::from_utf16_lossy(&title[..length])
}

fn process_of(window: HWND) -> u32 {
    let mut process = 0;
    // SAFETY: `process` is ours for the length of the call.
    unsafe { GetWindowThreadProcessId(window, Some(&raw mut process)) };
    process
}

fn game_at(window: HWND) -> Option<Game> {
    let (mut inside, mut corner) = (RECT::default(), POINT::default());
    // SAFETY: all of these are ours for the length of the calls; a window that is gone makes them fail.
    let screen = unsafe {
        GetClientRect(window, &raw mut inside).ok()?;
        ClientToScreen(window, &raw mut corner).ok().ok()?;
        MonitorFromWindow(window, MONITOR_DEFAULTTONEAREST)
    };
    let area = Rect {
        x: corner.x,
        y: corner.y,
        ..rect(inside)
    };
    Some(Game {
        window: id(window),
        area,
        monitor: area_of(screen)?,
    })
}

/// The monitor that shows a point, or the one nearest to it; the point alone where there is none.
pub fn monitor_at(point: Point) -> Rect {
    let Point { x, y } = point;
    // SAFETY: takes numbers; there is always a nearest one while a session has a desktop.
    let screen = unsafe { MonitorFromPoint(POINT { x, y }, MONITOR_DEFAULTTONEAREST) };
    area_of(screen).unwrap_or(Rect::pixel(point))
}

fn area_of(screen: HMONITOR) -> Option<Rect> {
    let mut monitor = MONITORINFO {
        cbSize: u32::try_from(size_of::<MONITORINFO>()).ok()?,
        ..MONITORINFO::default()
    };
    // SAFETY: `monitor` is ours for the length of the call; a screen that is gone makes it fail.
    let known = unsafe { GetMonitorInfoW(screen, &raw mut monitor) };
    known.as_bool().then(|| rect(monitor.rcMonitor))
}

fn rect(rect: RECT) -> Rect {
    let length = |from: i32, to: i32| u32::try_from(to.saturating_sub(from)).unwrap_or(0);
    Rect {
        x: rect.left,
        y: rect.top,
        width: length(rect.left, rect.right),
        height: length(rect.top, rect.bottom),
    }
}

fn process_is_elevated(process: u32) -> bool {
    // SAFETY: the handle is closed below.
    let opened = unsafe { OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, false, process) };
    let Ok(process) = opened else {
        return false;
    };
    // SAFETY: the handle is valid until it is closed here.
    let elevated = unsafe {
        let elevated = is_elevated(process);
        let _ = CloseHandle(process);
        elevated
    };
    match elevated {
        Ok(elevated) => elevated,
        // Only a process with more rights than ours keeps its token from us.
        Err(error) => error.code() == E_ACCESSDENIED,
    }
}

/// # Safety
/// `process` must be a valid handle that may be asked for its token.
unsafe fn is_elevated(process: HANDLE) -> Result<bool> {
    let mut token = HANDLE::default();
    let mut elevation = TOKEN_ELEVATION::default();
    let mut length = u32::try_from(size_of::<TOKEN_ELEVATION>()).unwrap_or_default();
    // SAFETY: the caller vouches for the process; the token is closed here; the buffer is as long as its length says.
    unsafe {
        OpenProcessToken(process, TOKEN_QUERY, &raw mut token)?;
        let got = GetTokenInformation(
            token,
            TokenElevation,
            Some((&raw mut elevation).cast()),
            length,
            &raw mut length,
        );
        let _ = CloseHandle(token);
        got?;
    }
    Ok(elevation.TokenIsElevated != 0)
}
