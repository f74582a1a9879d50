//! What the player copies by hand, from real owners of the clipboard.

use game_desktop::{CaptureId, Config, Content, Event, Point, Rect};

use crate::clipboard::{PNG, copy, wait_pasted};
use crate::display::{Manager, on_display};
use crate::game::{Game, OnCopy};
use crate::hand::{CTRL, D};
use crate::session::{Session, patient, text};

/// More than any item has, and no more than a display takes at once.
const FAR_TOO_MUCH: usize = 2 << 20;

fn watching() -> Config {
    Config {
        watch_copies: true,
        ..patient()
    }
}

fn by_hand(event: &Event) -> Option<(CaptureId, Content, Point, Rect)> {
    match event {
        Event::CopiedByHand {
            capture,
            content,
            pointer,
            monitor,
        } => Some((*capture, content.clone(), *pointer, *monitor)),
        _ => None,
    }
}

#[test]
fn a_copy_in_the_game_or_anywhere_is_told_with_the_place_of_the_mouse() {
    on_display(Manager::None, || {
        let session = Session::armed(watching());
        session.hand.click(321, 123);
        session.game.copy("a ring");
        let (capture, content, pointer, monitor) = session.until("a copy in the game", by_hand);
        assert_eq!((capture, content), (CaptureId(1), text("a ring")));
        assert_eq!(pointer, Point { x: 321, y: 123 });
        assert_eq!((monitor.width, monitor.height), (1280, 800));

        let browser = Game::open("a browser");
        browser.focus();
        copy("UTF8_STRING", "ärger".as_bytes());
        let (capture, content, ..) = session.until("a copy elsewhere", by_hand);
        assert_eq!((capture, content), (CaptureId(2), text("ärger")));
    });
}

#[test]
fn what_is_no_item_is_told_for_what_it_is() {
    on_display(Manager::None, || {
        let session = Session::armed(watching());
        copy("image/png", PNG);
        assert_eq!(session.until("an image", by_hand).1, Content::NotText);
        copy("text/uri-list", b"file:///tmp/a\n");
        assert_eq!(session.until("files", by_hand).1, Content::NotText);
        session.game.copy("");
        assert_eq!(session.until("nothing", by_hand).1, Content::Empty);
        session.game.copy(&"a".repeat(FAR_TOO_MUCH));
        let bytes = FAR_TOO_MUCH;
        let told = session.until("far too much text", by_hand).1;
        assert_eq!(told, Content::TooLarge { bytes });
    });
}

#[test]
fn checks_and_what_is_put_back_after_them_are_not_told() {
    on_display(Manager::None, || {
        copy("UTF8_STRING", b"before");
        let session = Session::armed(watching());
        session.game.on_copy(OnCopy::Text("an item".to_owned()));
        for n in 1..=3 {
            session.hand.chord(&[CTRL, D]);
            assert_eq!(session.captured(), (CaptureId(n), text("an item")));
            wait_pasted("UTF8_STRING", |bytes| bytes == b"before");
        }
        session.game.copy("an amulet");
        let (passed, (capture, content, ..)) = session.collect("the copy by hand", by_hand);
        assert_eq!((capture, content), (CaptureId(4), text("an amulet")));
        assert!(passed.iter().all(|event| by_hand(event).is_none()));
    });
}

#[test]
fn nothing_is_told_until_it_is_switched_on() {
    on_display(Manager::None, || {
        let session = Session::armed(patient());
        session.game.copy("a ring");
        session.desktop.reconfigure(watching());
        session.desktop.read_clipboard();
        let read = |event: &Event| match event {
            Event::ClipboardRead(content) => Some(content.clone()),
            _ => None,
        };
        // Asked after the copy, answered after it: had it been told, it would have come before.
        let (passed, content) = session.collect("the clipboard", read);
        assert_eq!(content, Some(text("a ring")));
        assert!(passed.iter().all(|event| by_hand(event).is_none()));
        session.game.copy("an amulet");
        let told = session.until("a copy by hand", by_hand).1;
        assert_eq!(told, text("an amulet"));
    });
}
