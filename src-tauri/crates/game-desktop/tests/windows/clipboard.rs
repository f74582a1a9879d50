//! The clipboard after a check: what was on it is back, with all of its formats, and nobody's history keeps it twice.
#![allow(unsafe_code)]

use std::time::{Duration, Instant};

use windows::Win32::Foundation::HGLOBAL;
use windows::Win32::System::DataExchange::{
    CloseClipboard, EmptyClipboard, GetClipboardData, IsClipboardFormatAvailable, OpenClipboard,
    RegisterClipboardFormatW,
};
use windows::Win32::System::Memory::{GlobalLock, GlobalSize, GlobalUnlock};
use windows::Win32::UI::WindowsAndMessaging::GetDesktopWindow;
use windows::core::{HSTRING, Result};

use crate::game;
use crate::hand::{CTRL, D};
use crate::session::{Session, alone, patient, text};

const CF_UNICODETEXT: u32 = 13;
const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn all_formats_are_back_after_a_check_and_kept_out_of_the_history() {
    let html = format("HTML Format");
    let own = format("a program's own");
    let utf16: Vec<u8> = "märz\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let before = [
        (html, b"<b>m&auml;rz</b>\0".to_vec()),
        (CF_UNICODETEXT, utf16),
        (own, vec![0, 1, 2, 0, 255]),
    ];
    // Before the desktop opens: the system tells of a change a moment after it.
    let alone = alone();
    fill(&before);
    let mut session = Session::open_alone(patient(), alone);
    session.game.focus();
    session.wait_armed();
    session.game.hover(Some(b"{ring}"));
    session.hand.chord(&[CTRL, D]);
    assert_eq!(session.captured().1, text("{ring}"));
    wait_for(html);
    for (number, bytes) in &before {
        // The system may give more memory than was asked for.
        let found = read(*number).unwrap_or_else(|| panic!("format {number} is not back"));
        assert_eq!(&found[..bytes.len()], bytes, "format {number}");
    }
    let history = format("CanIncludeInClipboardHistory");
    assert_eq!(read(history).as_deref(), Some(&0u32.to_le_bytes()[..]));
    for name in [
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanUploadToCloudClipboard",
    ] {
        assert!(read(format(name)).is_some(), "{name}");
    }
}

fn format(name: &str) -> u32 {
    // SAFETY: the name lives through the call.
    unsafe { RegisterClipboardFormatW(&HSTRING::from(name)) }
}

fn fill(formats: &[(u32, Vec<u8>)]) {
    opened(|| {
        // SAFETY: the clipboard is open.
        unsafe { EmptyClipboard() }.unwrap();
        for (number, bytes) in formats {
            game::add(*number, bytes).unwrap();
        }
    });
}

fn read(number: u32) -> Option<Vec<u8>> {
    opened(|| {
        // SAFETY: the clipboard is open, and the memory its own until it is closed.
        unsafe {
            let memory = HGLOBAL(GetClipboardData(number).ok()?.0);
            let place = GlobalLock(memory);
            let bytes = std::slice::from_raw_parts(place.cast::<u8>(), GlobalSize(memory)).to_vec();
            let _ = GlobalUnlock(memory);
            Some(bytes)
        }
    })
}

/// Another program may have it open for a moment, and the system does not tell when it is free. It is opened for a window:
/// Wine lets several threads have it open for none.
fn opened<T>(act: impl FnOnce() -> T) -> T {
    let until = Instant::now() + LIMIT;
    // SAFETY: closed below.
    while let Err(error) = unsafe { OpenClipboard(Some(GetDesktopWindow())) } as Result<()> {
        assert!(Instant::now() < until, "{error}");
        std::thread::yield_now();
    }
    let result = act();
    // SAFETY: this thread has opened it.
    unsafe { CloseClipboard() }.unwrap();
    result
}

fn wait_for(number: u32) {
    let until = Instant::now() + LIMIT;
    // SAFETY: takes a number.
    while unsafe { IsClipboardFormatAvailable(number) }.is_err() {
        assert!(Instant::now() < until, "it did not come back");
        std::thread::yield_now();
    }
}
