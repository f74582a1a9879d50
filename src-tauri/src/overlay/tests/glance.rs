//! When a panel goes away by itself, and when it stays.

use super::*;

const ELSEWHERE: DesktopEvent = DesktopEvent::GameBlurred {
    to_own_window: false,
};
const BACK: DesktopEvent = DesktopEvent::GameFocused {
    area: GAME,
    monitor: GAME,
    window: WindowId(1),
};

impl Stage {
    fn pinned() -> Self {
        let mut stage = Self::checked(1).shown();
        stage.pin(true);
        stage
    }

    fn pin(&mut self, pinned: bool) {
        self.step(Input::Page(Action::Pin { pinned }));
    }

    fn mouse_left(&mut self, capture: u64) {
        let capture = CaptureId(capture);
        self.desktop(DesktopEvent::MouseLeft { capture });
    }

    /// What the last step said about watching the mouse, if anything.
    fn watches(&self) -> Option<Option<HoverArea>> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::WatchMouse(area) => Some(*area),
            _ => None,
        })
    }

    fn is_on_show(&self) -> bool {
        matches!(self.overlay.window, Window::Shown(_))
    }
}

#[test]
fn the_mouse_is_watched_around_the_item_and_its_panel_while_it_is_shown() {
    let mut stage = Stage::checked(1);
    assert_eq!(stage.watches(), None, "nothing is on show yet");
    stage.lay_out();
    let area = stage.watches().flatten().expect("watched");
    assert_eq!(area.capture, CaptureId(1));
    assert!(area.item.contains(Point { x: 300, y: 300 }));
    assert_eq!(area.item.overlap(&area.panel), 0);
    assert_eq!(stage.overlay.window, Window::Shown(area.panel));
    stage.desktop(DesktopEvent::EscapePressed);
    assert_eq!(stage.watches(), Some(None));
}

#[test]
fn a_glanced_panel_goes_with_the_mouse() {
    let mut stage = Stage::checked(2).shown();
    stage.mouse_left(1);
    assert!(stage.is_on_show(), "that was an older one");
    stage.mouse_left(2);
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    assert!(!stage.has(|effect| matches!(effect, Effect::KeyboardToGame)));
}

#[test]
fn notices_outlast_the_glance() {
    let mut stage = Stage::checked(1).shown();
    let (tone, message) = (Tone::Warn, words::sale_waits(Texts::of(Language::En)));
    stage.step(Input::Tell { tone, message });
    stage.mouse_left(1);
    assert!(matches!(
        stage.view().map(|view| &view.panel),
        Some(Panel::Notices)
    ));
}

#[test]
fn a_panel_that_the_player_turned_to_stays_when_the_mouse_leaves() {
    let take_focus = |_: &Stage| Action::TakeFocus;
    let tick = |stage: &Stage| {
        let Phase::Check(check) = &stage.overlay.phase else {
            panic!("no check")
        };
        let filter = &check.filters[0];
        let (filter, on) = (filter.id, !filter.on);
        Action::Toggle { filter, on }
    };
    let ways: [&dyn Fn(&Stage) -> Action; 2] = [&take_focus, &tick];
    for way in ways {
        let mut stage = Stage::checked(1).shown();
        stage.step(Input::Page(way(&stage)));
        assert_eq!(stage.watches(), Some(None));
        stage.mouse_left(1);
        assert!(stage.is_on_show());
        stage.desktop(DesktopEvent::ClickedOutside { in_game: true });
        assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    }
}

#[test]
fn a_pinned_panel_stays_until_it_is_closed_or_the_game_is_clicked() {
    let mut stage = Stage::pinned();
    assert_eq!(stage.watches(), Some(None));
    stage.mouse_left(1);
    stage.desktop(DesktopEvent::ClickedOutside { in_game: false });
    assert!(stage.is_on_show());
    stage.desktop(DesktopEvent::ClickedOutside { in_game: true });
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));

    let mut stage = Stage::pinned();
    stage.desktop(DesktopEvent::EscapePressed);
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
}

#[test]
fn a_panel_that_is_let_go_leaves_with_the_mouse_again() {
    let mut stage = Stage::checked(1).shown();
    stage.step(Input::Page(Action::TakeFocus));
    stage.pin(true);
    stage.pin(false);
    assert!(stage.watches().flatten().is_some());
    stage.mouse_left(1);
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToGame)));
}

#[test]
fn a_glance_ends_with_a_click_anywhere_else() {
    for in_game in [true, false] {
        let mut stage = Stage::checked(1).shown();
        stage.desktop(DesktopEvent::ClickedOutside { in_game });
        assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    }
}

#[test]
fn what_the_player_works_at_waits_for_the_game_and_a_glance_does_not() {
    let mut attended = Stage::checked(1).shown();
    attended.step(Input::Page(Action::TakeFocus));
    let glanced = Stage::checked(1).shown();
    for (mut stage, waits) in [(attended, true), (Stage::selling(), true), (glanced, false)] {
        stage.lay_out();
        stage.desktop(ELSEWHERE);
        assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
        stage.desktop(BACK);
        assert_eq!(stage.view().is_some(), waits);
    }
}

#[test]
fn a_pinned_panel_is_out_of_the_way_of_other_programs_and_comes_back_with_the_game() {
    let mut stage = Stage::pinned();
    stage.desktop(ELSEWHERE);
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    stage.step(Input::Link(LinkStatus::Ready { account: None }));
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
    stage.desktop(BACK);
    stage.lay_out();
    assert!(stage.is_on_show());
    let Phase::Check(check) = &stage.overlay.phase else {
        panic!("no check")
    };
    assert!(check.pinned && check.capture == CaptureId(1));
}
