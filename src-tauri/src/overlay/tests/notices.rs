//! What is told beside the panel, and the ways out.

use super::*;
use crate::bridge::Message;

#[test]
fn a_taken_chord_is_told_with_the_way_out_until_it_is_free() {
    let mut stage = Stage::new();
    let chord = game_desktop::Config::default_chord(Command::Check);
    let state = |problem: Option<game_desktop::ChordProblem>| {
        DesktopEvent::ChordsChanged(vec![game_desktop::ChordState {
            command: Command::Check,
            chord,
            label: chord.to_string(),
            bound: problem.is_none(),
            problem,
        }])
    };
    stage.desktop(state(Some(game_desktop::ChordProblem::Taken { chord })));
    let notices = stage.view().expect("drawn").notices.clone();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].message.title.contains("Ctrl+D"));
    stage.lay_out();
    stage.desktop(state(None));
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
}

#[test]
fn a_chord_that_does_nothing_says_why_and_leads_to_the_hotkeys() {
    use game_desktop::ChordProblem;
    let chord = game_desktop::Config::default_chord(Command::Check);
    let other = Command::List;
    let reason = "x".to_owned();
    for (problem, title) in [
        (ChordProblem::Taken { chord }, "Ctrl+D is taken"),
        (
            ChordProblem::Doubled { chord, other },
            "Ctrl+D is used twice",
        ),
        (ChordProblem::NotOnKeyboard { chord }, "No key for Ctrl+D"),
        (
            ChordProblem::Refused { chord, reason },
            "The system refused Ctrl+D",
        ),
    ] {
        let message = words::chord_problem(Texts::ENGLISH, &chord, &problem, false);
        assert_eq!(message.title, title);
        assert_eq!(message.remedy, Some(Remedy::OpenHotkeys));
    }
}

#[test]
fn the_settings_open_at_the_section_that_a_message_is_about() {
    let newer = words::newer_version(Texts::ENGLISH, "9.0.0");
    assert!(newer.text.contains("under Privacy"), "{}", newer.text);
    assert_eq!(newer.remedy, Some(Remedy::OpenPrivacy));
    for (asked, section) in [
        (
            r#"{"do":"openSettings","section":"privacy"}"#,
            Some(Section::Privacy),
        ),
        (r#"{"do":"openSettings"}"#, None),
    ] {
        let mut stage = Stage::new();
        stage.step(Input::Page(serde_json::from_str(asked).expect("an action")));
        assert!(stage.has(|effect| {
            matches!(effect, Effect::OpenSettings { section: opened } if *opened == section)
        }));
    }
}

#[test]
fn what_was_not_opened_names_its_address() {
    let message = words::not_opened(Texts::ENGLISH, "https://market.example/a", "no program");
    assert!(
        message.text.contains("https://market.example/a"),
        "{}",
        message.text
    );
}

#[test]
fn a_game_that_has_the_screen_for_itself_is_told_of_once() {
    let mut stage = Stage::new();
    stage.desktop(DesktopEvent::Unseen);
    stage.desktop(DesktopEvent::Unseen);
    let notices = stage.view().expect("drawn").notices.clone();
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].message.text.contains("windowed"));
}

#[test]
fn notices_wait_for_the_game_and_are_read_with_escape() {
    let mut stage = Stage::new();
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    let message = words::desktop_failed(
        Texts::default(),
        &game_desktop::DesktopError::DisplayLost {
            reason: "it was closed".to_owned(),
        },
    );
    stage.step(Input::Tell {
        tone: Tone::Bad,
        message,
    });
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
    let focused = || DesktopEvent::GameFocused {
        area: GAME,
        monitor: GAME,
        window: WindowId(1),
    };
    stage.desktop(focused());
    assert_eq!(stage.view().map(|view| view.notices.len()), Some(1));
    stage.lay_out();
    stage.desktop(DesktopEvent::EscapePressed);
    stage.desktop(focused());
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
}

#[test]
fn a_hint_leaves_the_notices_as_they_were() {
    let mut stage = Stage::new();
    stage.step(Input::Tell {
        tone: Tone::Warn,
        message: Message::new("read_me", String::new(), String::new()),
    });
    stage.lay_out();
    stage.chord(1);
    stage.desktop(DesktopEvent::Missed {
        capture: CaptureId(1),
        reason: MissReason::NothingCopied,
    });
    stage.lay_out();
    assert!(
        stage.has(|effect| matches!(effect, Effect::Show { mouse: true, .. })),
        "what is told can be clicked beside the hint"
    );
    stage.pass(HINT_STAYS);
    assert!(matches!(stage.overlay.phase, Phase::Notices));
    assert_eq!(stage.view().map(|view| view.notices.len()), Some(1));
}
