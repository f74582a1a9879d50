//! Chords by their place on the keyboard, through changes of its layout, and what they are called then.

use game_desktop::{Chord, Command, Config, Event};
use x11rb::protocol::xkb::{self, ConnectionExt as _};
use x11rb::protocol::xproto::ModMask;

use crate::display::{Manager, on_display, start};
use crate::game::OnCopy;
use crate::hand::{CTRL, D, Z};
use crate::session::{Session, patient, text};

/// The layout of the whole display, as players set it.
fn set_layout(names: &str) {
    let mut command = std::process::Command::new("setxkbmap");
    let mut setxkbmap = start(command.args(["-layout", names]), "x11-xkb-utils");
    assert!(setxkbmap.wait().expect("setxkbmap ends").success());
}

/// Switches between the layouts of the keyboard.
fn switch_to(group: u8) {
    let (conn, _) = x11rb::connect(None).expect("the display");
    conn.xkb_use_extension(1, 0)
        .expect("request")
        .reply()
        .expect("the extension");
    let none = ModMask::default();
    conn.xkb_latch_lock_state(
        xkb::ID::USE_CORE_KBD.into(),
        none,
        none,
        true,
        group.into(),
        none,
        false,
        0,
    )
    .expect("request")
    .check()
    .expect("switched");
}

fn chord() -> Chord {
    "Ctrl+Z".parse().expect("a chord")
}

fn config() -> Config {
    Config {
        chords: vec![
            (Command::Check, Config::default_chord(Command::Check)),
            (Command::Settings, chord()),
        ],
        ..patient()
    }
}

fn wait_called(session: &Session, label: &str) {
    session.until(
        &format!("the chord is called {label}"),
        |event| match event {
            Event::ChordsChanged(states) => (states[1].label == label).then_some(()),
            _ => None,
        },
    );
    assert_eq!(chord().shown(), label);
}

fn both_work(session: &Session, item: &str) {
    session.hand.chord(&[CTRL, Z]);
    session.until("the settings", |event| {
        matches!(event, Event::CommandPressed(Command::Settings)).then_some(())
    });
    session.game.on_copy(OnCopy::Text(item.to_owned()));
    session.hand.chord(&[CTRL, D]);
    assert_eq!(session.captured().1, text(item));
}

#[test]
fn a_chord_keeps_its_place_and_is_called_as_the_layout_prints_it() {
    on_display(Manager::None, || {
        let session = Session::armed(config());
        assert_eq!(chord().shown(), "Ctrl+Z");
        both_work(&session, "us");
        for (layout, label) in [
            ("de", "Ctrl+Y"),
            ("fr", "Ctrl+W"),
            ("ru", "Ctrl+Я"),
            ("us", "Ctrl+Z"),
        ] {
            set_layout(layout);
            wait_called(&session, label);
            both_work(&session, layout);
        }
    });
}

#[test]
fn a_switch_between_the_layouts_of_one_keyboard_is_followed() {
    on_display(Manager::None, || {
        let session = Session::armed(config());
        set_layout("us,ru,de");
        for (group, label) in [(1, "Ctrl+Я"), (2, "Ctrl+Y"), (0, "Ctrl+Z")] {
            switch_to(group);
            wait_called(&session, label);
            both_work(&session, label);
        }
    });
}

#[test]
fn a_layout_that_changes_while_the_game_is_away_is_known_when_it_comes_back() {
    on_display(Manager::None, || {
        let session = Session::open(config());
        set_layout("de");
        wait_called(&session, "Ctrl+Y");
        session.game.focus();
        session.wait_armed();
        both_work(&session, "de");
    });
}
