//! The console of the program that started this one.
//!
//! A program with windows has none of its own, or each start from the desktop would open one.
#![allow(unsafe_code)]

use windows::Win32::System::Console::{
    ATTACH_PARENT_PROCESS, AttachConsole, FreeConsole, GetConsoleWindow, GetStdHandle,
    STD_ERROR_HANDLE, STD_OUTPUT_HANDLE, SetStdHandle,
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
    // SAFETY: take numbers; a program that was started from the desktop has no console to join, which is no fault.
    unsafe {
        let goes_somewhere = |which| GetStdHandle(which).ok().filter(|to| !to.is_invalid());
        let (output, errors) = (
            goes_somewhere(STD_OUTPUT_HANDLE),
            goes_somewhere(STD_ERROR_HANDLE),
        );
        if output.is_some() && errors.is_some() {
            return;
        }
        if let Err(error) = AttachConsole(ATTACH_PARENT_PROCESS) {
            tracing::debug!(%error, "no console to print to");
        }
        for (which, kept) in [(STD_OUTPUT_HANDLE, output), (STD_ERROR_HANDLE, errors)] {
            if let Some(kept) = kept
                && let Err(error) = SetStdHandle(which, kept)
            {
                tracing::debug!(%error, "prints go to the console alone");
            }
        }
    }
}

/// Is no longer one of the console's programs: what ends those, Ctrl+C or a closed window, is not for the overlay.
pub fn leave_console() {
    // SAFETY: takes nothing; without a console it fails, which is no fault.
    if let Err(error) = unsafe { FreeConsole() } {
        tracing::debug!(%error, "there was no console");
    }
}
