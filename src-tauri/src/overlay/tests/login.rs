//! Link and login: what waits for them goes on after them, and the end of a login is announced.

use super::*;

#[test]
fn a_search_that_wanted_a_login_goes_on_after_it() {
    let mut stage = Stage::checked(1).shown();
    let search = SearchId(stage.overlay.searches);
    stage.step(Input::Answer {
        search,
        result: Err(CallError::LoginNeeded),
    });
    let SearchView::Failed(message) = stage.search_view() else {
        panic!("{:?}", stage.search_view())
    };
    assert_eq!(
        (message.code.as_str(), message.remedy),
        ("login_needed", Some(crate::bridge::Remedy::LogIn))
    );
    let account = Account {
        id: "1".into(),
        name: "exile".into(),
        ..Account::default()
    };
    stage.step(Input::LoggedIn(account));
    assert!(stage.asked().is_some());
}

#[test]
fn the_panel_makes_room_for_the_login_and_comes_back() {
    let mut stage = Stage::checked(1).shown();
    stage.step(Input::Page(Action::LogIn));
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    assert!(stage.has(|effect| matches!(effect, Effect::LogIn)));
    stage.step(Input::Link(LinkStatus::Ready { account: None }));
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
    stage.step(Input::LoginClosed);
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToGame)));
    assert!(
        stage.view().is_none(),
        "nothing comes up before the game has the focus again"
    );
    stage.desktop(DesktopEvent::GameFocused {
        area: GAME,
        monitor: GAME,
        window: WindowId(1),
    });
    stage.lay_out();
    assert!(stage.has(|effect| matches!(effect, Effect::Show { .. })));
}

/// A link whose login ends after so many minutes, which is soon or not.
fn ends_in(stage: &Stage, minutes: u64, soon: bool) -> Input {
    let left = Duration::from_secs(minutes * 60);
    Input::Link(LinkStatus::Ready {
        account: Some(Account {
            id: "1".into(),
            expires_at: Some(SystemTime::from(stage.now.wall) + left),
            expires_soon: soon,
            ..Account::default()
        }),
    })
}

fn titles(stage: &Stage) -> Vec<String> {
    let told = stage
        .overlay
        .notices
        .view(Texts::default(), stage.now.instant);
    told.into_iter().map(|told| told.message.title).collect()
}

#[test]
fn the_end_of_a_login_is_announced_once() {
    let mut stage = Stage::new();
    stage.step(ends_in(&stage, 600, false));
    assert!(titles(&stage).is_empty());
    stage.step(ends_in(&stage, 14, true));
    let told = stage
        .overlay
        .notices
        .view(Texts::default(), stage.now.instant);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].message.remedy, Some(crate::bridge::Remedy::LogIn));

    // Read, it is not told again when the connection comes anew.
    let notice = told[0].id;
    stage.step(Input::Page(Action::Dismiss { notice }));
    stage.step(Input::Link(LinkStatus::Authenticating));
    stage.step(ends_in(&stage, 14, true));
    assert!(titles(&stage).is_empty());
    // The next login has an end of its own.
    stage.step(ends_in(&stage, 15, true));
    assert_eq!(titles(&stage).len(), 1);
}

#[test]
fn an_announcement_on_show_says_when_the_login_has_ended_and_goes_with_the_next() {
    let mut stage = Stage::new();
    stage.step(ends_in(&stage, 1, true));
    let before = titles(&stage);
    stage.step(Input::Link(LinkStatus::LoginExpired));
    let after = titles(&stage);
    assert_eq!(after.len(), 1);
    assert_ne!(before, after);
    stage.step(Input::LoggedIn(Account::default()));
    assert!(!titles(&stage).contains(&after[0]), "{:?}", titles(&stage));
}

#[test]
fn an_end_that_was_not_announced_is_left_to_the_status_line() {
    let mut stage = Stage::new();
    stage.step(Input::Link(LinkStatus::LoginExpired));
    assert!(titles(&stage).is_empty());
}

#[test]
fn after_an_outage_the_panel_looks_again_and_asks_for_what_had_no_answer() {
    let answered = |result| {
        let mut stage = Stage::checked(1).shown();
        let search = SearchId(stage.overlay.searches);
        stage.step(Input::Answer { search, result });
        stage
    };
    let mut stage = answered(Ok(page(&[listing("a", "0.5")])));
    stage.step(Input::EventsMissed);
    assert_eq!(stage.asked(), None, "what is shown stays until then");
    stage.pass(Duration::ZERO);
    assert!(stage.asked().is_some());

    let mut stage = answered(Err(CallError::NotReachable("x".to_owned())));
    stage.step(Input::EventsMissed);
    assert!(stage.asked().is_some());
    let mut stage = answered(Err(CallError::LoginNeeded));
    stage.step(Input::EventsMissed);
    assert_eq!(stage.asked(), None, "that is not what it lacks");
}
