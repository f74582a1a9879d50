//! A window that stands for the game: it copies an item when C is let go while Ctrl is down, as the game does.
#![allow(unsafe_code)]

use std::cell::RefCell;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use windows::Win32::Foundation::{HANDLE, HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::DataExchange::{
    CloseClipboard, EmptyClipboard, OpenClipboard, SetClipboardData,
};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::System::Memory::{GMEM_MOVEABLE, GlobalAlloc, GlobalLock, GlobalUnlock};
use windows::Win32::UI::Input::KeyboardAndMouse::{GetKeyState, VK_CONTROL, VK_MENU, VK_SHIFT};
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DefWindowProcW, DispatchMessageW, GetMessageW, MSG, PostMessageW,
    PostQuitMessage, RegisterClassW, SetForegroundWindow, TranslateMessage, WINDOW_EX_STYLE,
    WM_CLOSE, WM_DESTROY, WM_KEYDOWN, WM_KEYUP, WM_KILLFOCUS, WM_SETFOCUS, WM_SYSKEYDOWN,
    WM_SYSKEYUP, WNDCLASSW, WS_OVERLAPPEDWINDOW, WS_VISIBLE,
};
use windows::core::{HSTRING, Result, w};

const C: usize = 0x43;
/// The clipboard's format of text in the system's old code page, which is what the game writes.
const CF_TEXT: u32 = 1;
/// Where its inside lies, roughly: the frame comes on top.
pub const PLACE: (i32, i32, i32, i32) = (60, 60, 800, 600);

/// What happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saw {
    Focus,
    Blur,
    Key {
        key: usize,
        down: bool,
        ctrl: bool,
        alt: bool,
        shift: bool,
    },
    /// It was asked for a copy, and has made one or not.
    Asked {
        copied: bool,
    },
}

/// What the hovered item's text is; nothing is hovered where there is none.
pub type Hovered = Arc<Mutex<Option<Vec<u8>>>>;

/// The open window.
pub struct Game {
    window: isize,
    thread: Option<JoinHandle<()>>,
    saw: Receiver<Saw>,
    hovered: Hovered,
}

struct State {
    tell: Sender<Saw>,
    hovered: Hovered,
}

thread_local! {
    static STATE: RefCell<Option<State>> = const { RefCell::new(None) };
}

impl Game {
    /// Opens it with this title, on a thread of its own.
    pub fn open(title: &str) -> Self {
        let (tell, saw) = mpsc::channel();
        let (ready, opened) = mpsc::channel();
        let hovered = Hovered::default();
        let state = State {
            tell,
            hovered: Arc::clone(&hovered),
        };
        let title = title.to_owned();
        let thread = std::thread::spawn(move || {
            STATE.with(|own| own.replace(Some(state)));
            let window = create(&title).expect("the window opens");
            ready.send(window.0 as isize).expect("it is waited for");
            run();
        });
        Self {
            window: opened.recv().expect("the window opened"),
            thread: Some(thread),
            saw,
            hovered,
        }
    }

    /// Its number.
    pub fn window(&self) -> HWND {
        HWND(self.window as *mut _)
    }

    /// The mouse is over an item with this text from now on; or over none.
    pub fn hover(&self, item: Option<&[u8]>) {
        *self.hovered.lock().expect("no thread panicked") = item.map(<[u8]>::to_vec);
    }

    /// The player clicks into it.
    pub fn focus(&self) {
        // SAFETY: the window is open as long as this value lives.
        let _ = unsafe { SetForegroundWindow(self.window()) };
    }

    /// What happens to it, as it happens.
    pub fn saw(&self) -> &Receiver<Saw> {
        &self.saw
    }
}

impl Drop for Game {
    fn drop(&mut self) {
        // SAFETY: a window that is gone makes the call fail.
        let _ = unsafe { PostMessageW(Some(self.window()), WM_CLOSE, WPARAM(0), LPARAM(0)) };
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(
            std::thread::panicking() || !matches!(ended, Some(Err(_))),
            "the game's thread panicked"
        );
    }
}

fn create(title: &str) -> Result<HWND> {
    // SAFETY: the class's procedure lives as long as the program; a second registration fails and is not needed.
    unsafe {
        let module = GetModuleHandleW(None)?;
        let class = WNDCLASSW {
            lpfnWndProc: Some(procedure),
            hInstance: module.into(),
            lpszClassName: w!("stand-in game"),
            ..WNDCLASSW::default()
        };
        RegisterClassW(&raw const class);
        let (x, y, width, height) = PLACE;
        CreateWindowExW(
            WINDOW_EX_STYLE(0),
            w!("stand-in game"),
            &HSTRING::from(title),
            WS_OVERLAPPEDWINDOW | WS_VISIBLE,
            x,
            y,
            width,
            height,
            None,
            None,
            Some(module.into()),
            None,
        )
    }
}

fn run() {
    let mut message = MSG::default();
    // SAFETY: `message` is ours for the length of each call.
    while unsafe { GetMessageW(&raw mut message, None, 0, 0) }.as_bool() {
        // SAFETY: the message came from the queue of this thread.
        unsafe {
            let _ = TranslateMessage(&raw const message);
            DispatchMessageW(&raw const message);
        }
    }
}

unsafe extern "system" fn procedure(
    window: HWND,
    message: u32,
    what: WPARAM,
    more: LPARAM,
) -> LRESULT {
    match message {
        WM_SETFOCUS => tell(Saw::Focus),
        WM_KILLFOCUS => tell(Saw::Blur),
        WM_KEYDOWN | WM_SYSKEYDOWN => tell(key(what.0, true)),
        WM_KEYUP | WM_SYSKEYUP => {
            let key = key(what.0, false);
            let copies = matches!(
                key,
                Saw::Key {
                    key: C,
                    ctrl: true,
                    alt: false,
                    ..
                }
            );
            tell(key);
            if copies {
                tell(Saw::Asked {
                    copied: copy(window),
                });
            }
        }
        // SAFETY: takes a number.
        WM_DESTROY => unsafe { PostQuitMessage(0) },
        // SAFETY: what came is handed on.
        _ => return unsafe { DefWindowProcW(window, message, what, more) },
    }
    LRESULT(0)
}

fn tell(saw: Saw) {
    STATE.with_borrow(|state| {
        if let Some(state) = state {
            // Nobody may listen any more.
            let _ = state.tell.send(saw);
        }
    });
}

fn key(key: usize, down: bool) -> Saw {
    // SAFETY: takes a number and reads this thread's keyboard state.
    let held = |key: u16| unsafe { GetKeyState(key.into()) < 0 };
    Saw::Key {
        key,
        down,
        ctrl: held(VK_CONTROL.0),
        alt: held(VK_MENU.0),
        shift: held(VK_SHIFT.0),
    }
}

fn copy(window: HWND) -> bool {
    let item = STATE.with_borrow(|state| {
        let state = state.as_ref()?;
        state.hovered.lock().ok()?.clone()
    });
    item.is_some_and(|item| put(window, CF_TEXT, &[&item, &b"\0"[..]].concat()).is_ok())
}

/// Makes this the clipboard's only content.
fn put(window: HWND, format: u32, bytes: &[u8]) -> Result<()> {
    // SAFETY: the clipboard is open and the window's own when it is written to.
    unsafe {
        OpenClipboard(Some(window))?;
        let written = EmptyClipboard().and_then(|()| add(format, bytes));
        CloseClipboard()?;
        written
    }
}

/// Adds a format to the open clipboard.
///
/// # Errors
/// When the system refuses.
pub fn add(format: u32, bytes: &[u8]) -> Result<()> {
    // SAFETY: the memory is as long as what is copied into it, and the clipboard's from then on.
    unsafe {
        let memory = GlobalAlloc(GMEM_MOVEABLE, bytes.len())?;
        let place = GlobalLock(memory);
        std::ptr::copy_nonoverlapping(bytes.as_ptr(), place.cast(), bytes.len());
        let _ = GlobalUnlock(memory);
        SetClipboardData(format, Some(HANDLE(memory.0))).map(|_| ())
    }
}
