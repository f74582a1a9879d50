//! What was on the clipboard before a check is there again after it.

use std::io::Write;
use std::process::{Command, Stdio};

use game_desktop::{CaptureId, ClipboardWriter, Config};

use crate::display::{Manager, on_display, start};
use crate::game::{OnCopy, Saw};
use crate::hand::{CTRL, D};
use crate::session::{Session, patient, text};

/// A foreign owner takes the clipboard; it holds it when this returns.
pub fn copy(kind: &str, bytes: &[u8]) {
    let mut xclip = start(
        Command::new("xclip")
            .args(["-selection", "clipboard", "-in", "-target", kind])
            .stdin(Stdio::piped())
            .stdout(Stdio::null()),
        "xclip",
    );
    let mut stdin = xclip.stdin.take().expect("xclip's input");
    stdin.write_all(bytes).expect("xclip reads");
    drop(stdin);
    // It goes on in the background, and may own the clipboard a little later.
    assert!(xclip.wait().expect("xclip ends").success());
    wait_pasted(kind, |pasted| pasted == bytes);
}

fn paste(kind: &str) -> Vec<u8> {
    let output = Command::new("xclip")
        .args(["-selection", "clipboard", "-out", "-target", kind])
        .output()
        .expect("xclip");
    output.stdout
}

/// Asks until the clipboard holds it; the test's own time limit ends a wait in vain.
pub fn wait_pasted(kind: &str, wanted: impl Fn(&[u8]) -> bool) {
    while !wanted(&paste(kind)) {
        std::thread::yield_now();
    }
}

#[test]
fn text_is_put_back() {
    on_display(Manager::None, || {
        copy("UTF8_STRING", "ärger".as_bytes());
        let session = Session::armed(patient());
        for n in 1..=3 {
            session.game.on_copy(OnCopy::Text(format!("item {n}")));
            session.hand.chord(&[CTRL, D]);
            assert_eq!(
                session.captured(),
                (CaptureId(n), text(&format!("item {n}")))
            );
            wait_pasted("UTF8_STRING", |bytes| bytes == "ärger".as_bytes());
        }
        // Another copy in between is the one that is put back from then on.
        copy("UTF8_STRING", b"later");
        session.hand.chord(&[CTRL, D]);
        assert_eq!(session.captured(), (CaptureId(4), text("item 3")));
        wait_pasted("UTF8_STRING", |bytes| bytes == b"later");
    });
}

#[test]
fn a_program_of_the_same_process_may_copy() {
    on_display(Manager::None, || {
        copy("UTF8_STRING", b"before");
        let session = Session::armed(patient());
        let writer = ClipboardWriter::open().expect("the clipboard");
        for n in 1..=4 {
            session.hand.chord(&[CTRL, D]);
            session.game.saw(|saw| *saw == Saw::Asked);
            let item = format!("item {n}");
            writer.write(&item).expect("copied");
            assert_eq!(session.captured(), (CaptureId(n), text(&item)));
            wait_pasted("UTF8_STRING", |bytes| bytes == b"before");
        }
    });
}

#[test]
fn an_image_is_put_back() {
    on_display(Manager::None, || {
        copy("image/png", PNG);
        let session = Session::armed(patient());
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        session.hand.chord(&[CTRL, D]);
        assert_eq!(session.captured(), (CaptureId(1), text("{ring}")));
        wait_pasted("image/png", |bytes| bytes.starts_with(b"\x89PNG"));
    });
}

#[test]
fn it_is_left_alone_when_the_player_wants_so() {
    on_display(Manager::None, || {
        copy("UTF8_STRING", b"before");
        let session = Session::armed(Config {
            restore_clipboard: false,
            ..patient()
        });
        session.game.on_copy(OnCopy::Text("{ring}".into()));
        session.hand.chord(&[CTRL, D]);
        assert_eq!(session.captured(), (CaptureId(1), text("{ring}")));
        session.desktop.shutdown();
        assert_eq!(paste("UTF8_STRING"), b"{ring}");
    });
}

/// One transparent pixel.
pub const PNG: &[u8] = include_bytes!("pixel.png");
