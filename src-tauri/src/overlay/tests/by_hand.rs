//! Items that are copied by hand.

use super::*;

const MONITOR: Rect = Rect {
    x: 1600,
    y: 0,
    width: 1920,
    height: 1080,
};
const TOOLTIP: &str = "Raven Frost\nUnique Ring\n+15 to Dexterity\n+200 to Attack Rating";

impl Stage {
    /// Another program than the game has the keyboard.
    fn elsewhere() -> Self {
        let mut stage = Self::new();
        stage.desktop(DesktopEvent::GameBlurred {
            to_own_window: false,
        });
        stage
    }

    fn by_hand(&mut self, capture: u64, content: Content) {
        self.desktop(DesktopEvent::CopiedByHand {
            capture: CaptureId(capture),
            content,
            pointer: Point { x: 300, y: 300 },
            monitor: MONITOR,
        });
    }

    fn by_hand_text(&mut self, capture: u64, text: &str) {
        self.by_hand(capture, Content::Text(text.to_owned()));
    }

    fn checked_capture(&self) -> Option<u64> {
        let view = self.view()?;
        matches!(view.panel, Panel::Check(_)).then_some(view.capture)
    }

    fn shown_at(&self) -> Option<Rect> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Show { area, mouse: true } => Some(*area),
            _ => None,
        })
    }
}

#[test]
fn in_the_game_the_item_is_checked_beside_the_mouse() {
    let mut stage = Stage::new();
    stage.by_hand_text(5, RAVEN_FROST);
    assert_eq!(stage.checked_capture(), Some(5));
    assert!(stage.asked().is_some());
    stage.lay_out();
    let beside = stage.shown_at().expect("shown");
    assert!(!beside.contains(Point { x: 300, y: 300 }));
    assert_eq!(beside.overlap(&GAME), 452 * 600, "{beside:?}");
}

#[test]
fn elsewhere_it_is_checked_in_the_corner_and_takes_no_keyboard() {
    let mut stage = Stage::elsewhere();
    stage.by_hand_text(5, TOOLTIP);
    assert_eq!(stage.checked_capture(), Some(5));
    stage.lay_out();
    let corner = stage.shown_at().expect("shown");
    assert_eq!((corner.x, corner.y), (1600 + 1920 - 452, 0));
    assert!(!stage.has(|effect| matches!(effect, Effect::KeyboardToPanel)));
}

#[test]
fn a_click_elsewhere_closes_it_and_what_comes_next_waits_for_the_game_again() {
    let mut stage = Stage::elsewhere();
    stage.by_hand_text(5, RAVEN_FROST);
    stage.lay_out();
    stage.desktop(DesktopEvent::ClickedOutside { in_game: false });
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    stage.step(Input::Tell {
        tone: Tone::Warn,
        message: words::sale_waits(Texts::default()),
    });
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
}

#[test]
fn a_pinned_one_stays_where_it_is_whatever_has_the_keyboard() {
    let mut stage = Stage::elsewhere();
    stage.by_hand_text(5, RAVEN_FROST);
    stage.lay_out();
    assert!(stage.overlay.hover_area().is_none(), "it is under no mouse");
    stage.step(Input::Page(Action::TakeFocus));
    stage.step(Input::Page(Action::Pin { pinned: true }));
    for event in [
        DesktopEvent::GameBlurred {
            to_own_window: false,
        },
        DesktopEvent::ClickedOutside { in_game: false },
    ] {
        stage.desktop(event);
        assert!(!stage.has(|effect| matches!(effect, Effect::Hide)));
    }
    stage.step(Input::Page(Action::Close));
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
}

#[test]
fn it_comes_back_after_a_login_without_a_game() {
    let mut stage = Stage::elsewhere();
    stage.by_hand_text(5, RAVEN_FROST);
    stage.lay_out();
    stage.step(Input::Page(Action::LogIn));
    assert!(stage.has(|effect| matches!(effect, Effect::LogIn)));
    stage.step(Input::LoginClosed);
    assert_eq!(stage.checked_capture(), Some(5));
    stage.lay_out();
    assert!(stage.shown_at().is_some_and(|area| area.x >= MONITOR.x));
}

#[test]
fn what_is_no_item_is_passed_over() {
    let mut stage = Stage::checked(1).shown();
    let shown = stage.overlay.revision;
    for text in [
        "hello",
        "{\"a\":1}",
        "{",
        "Ring",
        "Raven Frost",
        "Spirit\nlol",
    ] {
        stage.by_hand_text(5, text);
        assert!(stage.effects.is_empty(), "{text:?}");
    }
    for content in [
        Content::Empty,
        Content::NotText,
        Content::TooLarge { bytes: 10 << 20 },
    ] {
        stage.by_hand(5, content);
        assert!(stage.effects.is_empty());
    }
    assert_eq!(stage.overlay.revision, shown);
}

#[test]
fn the_same_item_again_is_checked_again_in_the_game_and_elsewhere_left_alone() {
    let mut stage = Stage::new();
    stage.by_hand_text(5, RAVEN_FROST);
    stage.by_hand_text(6, RAVEN_FROST);
    assert_eq!(stage.checked_capture(), Some(6));
    // The game has ended, and a program that keeps the clipboard alive takes it over.
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    stage.by_hand_text(7, RAVEN_FROST);
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
    stage.by_hand_text(8, TOOLTIP);
    assert_eq!(stage.checked_capture(), Some(8));
}

#[test]
fn the_next_check_by_hotkey_goes_beside_the_mouse_again() {
    let mut stage = Stage::elsewhere();
    stage.by_hand_text(5, RAVEN_FROST);
    stage.lay_out();
    stage.desktop(DesktopEvent::GameFocused {
        area: GAME,
        monitor: GAME,
        window: WindowId(1),
    });
    stage.chord(6);
    stage.copied(6, RAVEN_FROST);
    stage.lay_out();
    assert!(stage.shown_at().is_some_and(|area| area.x < MONITOR.x));
}

#[test]
fn a_taken_chord_offers_it_where_it_is_off() {
    let told = |watch_copies: bool| {
        let mut stage = Stage::new();
        let options = Options {
            watch_copies,
            ..stage.overlay.options
        };
        stage.step(Input::Options(options));
        let chord: game_desktop::Chord = "Ctrl+D".parse().expect("a chord");
        let state = |command| game_desktop::ChordState {
            command,
            chord,
            label: chord.to_string(),
            bound: false,
            problem: Some(game_desktop::ChordProblem::Taken { chord }),
        };
        stage.desktop(DesktopEvent::ChordsChanged(vec![state(Command::Check)]));
        let view = stage.view().expect("drawn");
        view.notices[0]
            .message
            .text
            .contains("whatever item you copy")
    };
    assert!(told(false));
    assert!(!told(true));
}

#[test]
fn a_copy_elsewhere_has_the_room_of_its_own_monitor() {
    let mut stage = Stage::elsewhere();
    stage.by_hand_text(5, RAVEN_FROST);
    let largest = Room::largest(1.0);
    assert!(matches!(stage.effects[0], Effect::MakeRoom(room) if room == largest));
    assert_eq!(stage.view().map(|view| view.room), Some(largest.height));
    stage.lay_out();
    stage.step(Input::Page(Action::Close));
    let place = |wanted: fn(&Effect) -> bool| stage.effects.iter().position(wanted);
    let hidden = place(|effect| matches!(effect, Effect::Hide));
    let back = place(|effect| matches!(effect, Effect::MakeRoom(room) if room.height == 900.0));
    assert!(hidden.is_some() && hidden < back, "{:?}", stage.effects);
}
