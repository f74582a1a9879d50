//! The console of the program that started this one.
//!
//! A program with windows has none of its own, or each start from the desktop would open one.
#![allow(unsafe_code)]

use windows::Win32::System::Console::{
    ATTACH_PARENT_PROCESS, AttachConsole, GetConsoleWindow, GetStdHandle, STD_OUTPUT_HANDLE,
};
use windows::Win32::UI::WindowsAndMessaging::{MB_ICONERROR, MessageBoxW};
use windows::core::{HSTRING, w};

/// Tells a person who started the program from the desktop, and so sees nothing that is printed.
pub fn show_problem(text: &str) {
    let text = HSTRING::from(text);
    // SAFETY: takes nothing; both texts live through the call, which belongs to no window.
    unsafe {
        if GetConsoleWindow().is_invalid() {
            MessageBoxW(None, &text, w!("Haggle"), MB_ICONERROR);
        }
    }
}

/// Prints go there from now on; what goes to a file or another program already stays as it is.
pub fn join_console() {
    // SAFETY: takes a number.
    let goes_somewhere =
        unsafe { GetStdHandle(STD_OUTPUT_HANDLE) }.is_ok_and(|to| !to.is_invalid());
    // SAFETY: takes a number; a program that was started from the desktop has no console to join.
    if !goes_somewhere && let Err(error) = unsafe { AttachConsole(ATTACH_PARENT_PROCESS) } {
        tracing::debug!(%error, "no console to print to");
    }
}
