//! Where the keyboard is: with the game, until the player wants it in the panel.

use super::*;

#[test]
fn a_clicked_panel_has_the_keyboard_until_it_is_closed() {
    let mut stage = Stage::checked(1).shown();
    stage.step(Input::Page(Action::TakeFocus));
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToPanel)));
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: true,
    });
    assert!(stage.effects.is_empty());
    stage.step(Input::Page(Action::Close));
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToGame)));
}

#[test]
fn a_panel_that_is_pinned_again_takes_the_keyboard() {
    let mut stage = Stage::new();
    stage.chord_for(1, Command::CheckPinned);
    stage.copied(1, RAVEN_FROST);
    stage.lay_out();
    assert!(!stage.has(|effect| matches!(effect, Effect::KeyboardToPanel)));
    stage.chord_for(2, Command::CheckPinned);
    stage.copied(2, RAVEN_FROST);
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToPanel)));
    assert_eq!(stage.asked(), None, "the check goes on");
    stage.step(Input::Page(Action::Close));
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToGame)));
}

#[test]
fn a_check_by_the_other_hotkey_never_takes_the_keyboard() {
    let mut stage = Stage::checked(1).shown();
    stage.chord(2);
    stage.copied(2, RAVEN_FROST);
    assert!(stage.asked().is_some());
    stage.lay_out();
    stage.chord_for(3, Command::CheckPinned);
    stage.copied(3, RAVEN_FROST);
    assert!(!stage.has(|effect| matches!(effect, Effect::KeyboardToPanel)));
}

impl Stage {
    fn pinned_over_nothing(&mut self, capture: u64) {
        self.chord_for(capture, Command::CheckPinned);
        self.desktop(DesktopEvent::Missed {
            capture: CaptureId(capture),
            reason: MissReason::NothingCopied,
        });
    }

    fn with_notice(message: &str) -> Self {
        let mut stage = Self::new();
        let message = crate::bridge::Message::new(message, message.to_owned(), String::new());
        stage.step(Input::Tell {
            tone: Tone::Warn,
            message,
        });
        stage.lay_out();
        stage
    }

    fn keyboard_goes_to_the_panel(&self) -> bool {
        self.has(|effect| matches!(effect, Effect::KeyboardToPanel))
    }

    fn keyboard_goes_to_the_game(&self) -> bool {
        self.has(|effect| matches!(effect, Effect::KeyboardToGame))
    }

    fn panel(&self) -> &Phase {
        &self.overlay.phase
    }
}

#[test]
fn pinned_over_nothing_the_keyboard_goes_into_what_is_on_show() {
    let mut stage = Stage::with_notice("read me");
    stage.pinned_over_nothing(1);
    assert!(stage.keyboard_goes_to_the_panel());
    let told = stage.view().expect("drawn").notices.clone();
    assert_eq!(told.len(), 2, "the player is told, too");
    assert!(
        matches!(stage.panel(), Phase::Notices),
        "no hint takes its place"
    );
    stage.step(Input::Page(Action::Close));
    assert!(stage.keyboard_goes_to_the_game());

    let mut stage = Stage::new();
    stage.desktop(DesktopEvent::CommandPressed(Command::Currency));
    stage.lay_out();
    stage.pinned_over_nothing(1);
    assert!(stage.keyboard_goes_to_the_panel());
    assert!(matches!(stage.panel(), Phase::Currency(_)));
}

#[test]
fn with_nothing_on_show_or_by_the_other_hotkey_it_is_a_hint() {
    let mut stage = Stage::new();
    stage.pinned_over_nothing(1);
    assert!(!stage.keyboard_goes_to_the_panel());
    assert!(matches!(stage.panel(), Phase::Hint { .. }));

    let mut stage = Stage::with_notice("read me");
    stage.chord(1);
    stage.desktop(DesktopEvent::Missed {
        capture: CaptureId(1),
        reason: MissReason::NothingCopied,
    });
    assert!(!stage.keyboard_goes_to_the_panel());
    assert!(matches!(stage.panel(), Phase::Hint { .. }));
}

#[test]
fn a_click_on_a_notice_leaves_the_keyboard_with_the_game() {
    let mut stage = Stage::with_notice("read me");
    stage.step(Input::Page(Action::TakeFocus));
    assert!(!stage.keyboard_goes_to_the_panel());
}

#[test]
fn the_game_has_the_keyboard_again_when_the_last_notice_goes() {
    let mut stage = Stage::with_notice("read me");
    stage.pinned_over_nothing(1);
    let notices = stage
        .overlay
        .notices
        .view(Texts::default(), stage.now.instant);
    for notice in notices {
        assert!(!stage.keyboard_goes_to_the_game());
        stage.step(Input::Page(Action::Dismiss { notice: notice.id }));
    }
    assert!(stage.keyboard_goes_to_the_game());
    assert!(matches!(stage.panel(), Phase::Hidden));
}

#[test]
fn a_click_beside_notices_gives_the_keyboard_to_what_was_clicked() {
    let mut stage = Stage::with_notice("read me");
    stage.pinned_over_nothing(1);
    stage.desktop(DesktopEvent::ClickedOutside { in_game: false });
    assert!(matches!(stage.panel(), Phase::Hidden));
    assert!(!stage.keyboard_goes_to_the_game());
}

#[test]
fn that_the_keyboard_is_here_is_said_no_longer_than_it_is() {
    let mut stage = Stage::checked(1).shown();
    stage.pinned_over_nothing(2);
    assert!(stage.overlay.notices.has(words::KEYBOARD_HERE));
    stage.desktop(DesktopEvent::EscapePressed);
    assert!(!stage.overlay.notices.has(words::KEYBOARD_HERE));
}
