//! What counts as done, and what only looks like it.

use super::*;
use crate::bridge::{
    Appearance, CheckWatch, Found, Header, Link, LinkState, Message, Notice, Quality, Row, Tone,
};
use crate::language::Language;

fn view(panel: Panel) -> View {
    View {
        language: Language::default(),
        revision: 1,
        capture: 1,
        panel,
        link: Link {
            state: LinkState::Live,
            text: String::new(),
        },
        realm: String::new(),
        notices: Vec::new(),
        appearance: Appearance {
            scale: 1.0,
            opaque: false,
        },
        room: 940.0,
    }
}

fn check(search: Search) -> Check {
    Check {
        header: Header {
            name: String::new(),
            quality: Quality::Unique,
            base_line: String::new(),
            badges: Vec::new(),
            notes: Vec::new(),
        },
        filters: Vec::new(),
        search,
        filters_changed: false,
        pinned: false,
        watch: CheckWatch {
            watch: None,
            form: None,
        },
    }
}

fn waiting() -> Search {
    Search::Waiting { since_ms: 0 }
}

fn found(rows: usize) -> Search {
    let row = Row {
        id: String::new(),
        price: String::new(),
        note: None,
        differences: Vec::new(),
        seller: String::new(),
        in_game: false,
        age: String::new(),
        apart: None,
        fresh: false,
        gone: false,
    };
    Search::Found(Box::new(Found {
        rows: vec![row; rows],
        waiting: 0,
        news: String::new(),
        summary: String::new(),
        price: None,
        sold: None,
    }))
}

fn shown(check: Check) -> View {
    view(Panel::Check(Box::new(check)))
}

fn notice(undo_ms: Option<u32>) -> View {
    let mut view = view(Panel::Notices);
    view.notices.push(Notice {
        id: 1,
        tone: Tone::Good,
        message: Message::new(String::new(), String::new(), String::new()),
        undo_ms,
        listing: None,
        watch: None,
    });
    view
}

fn states(lesson: &Lesson) -> Vec<LessonState> {
    let view = lesson.view(&Hotkeys::default());
    view.steps.iter().map(|step| step.state).collect()
}

const DONE: LessonState = LessonState::Done;
const NEXT: LessonState = LessonState::Next;
const LATER: LessonState = LessonState::Later;

#[test]
fn a_whole_lesson_in_its_order() {
    let mut lesson = Lesson::default();
    assert_eq!(states(&lesson), [NEXT, LATER, LATER, LATER]);
    assert_eq!(lesson.see(&shown(check(waiting()))), None);
    let seen = lesson.see(&shown(check(found(3))));
    assert_eq!(seen, Some(LessonTask::Check));
    assert_eq!(states(&lesson), [DONE, NEXT, LATER, LATER]);

    let changed = |search| Check {
        filters_changed: true,
        ..check(search)
    };
    assert_eq!(lesson.see(&shown(changed(found(3)))), None);
    assert_eq!(lesson.see(&shown(check(waiting()))), None);
    let seen = lesson.see(&shown(check(found(5))));
    assert_eq!(seen, Some(LessonTask::Filter));

    let pinned = Check {
        pinned: true,
        ..check(waiting())
    };
    assert_eq!(lesson.see(&shown(pinned)), Some(LessonTask::Pin));
    assert_eq!(states(&lesson), [DONE, DONE, DONE, NEXT]);
    assert_eq!(lesson.see(&notice(Some(9_000))), Some(LessonTask::List));
    assert_eq!(states(&lesson), [DONE; 4]);
    assert_eq!(lesson.see(&notice(Some(8_000))), None, "once");
}

#[test]
fn the_order_is_the_player_s_and_the_next_step_is_the_first_that_is_left() {
    let mut lesson = Lesson::default();
    lesson.see(&notice(Some(9_000)));
    assert_eq!(states(&lesson), [NEXT, LATER, LATER, DONE]);
    let pinned = Check {
        pinned: true,
        ..check(found(1))
    };
    assert_eq!(lesson.see(&shown(pinned)), Some(LessonTask::Pin));
    assert_eq!(states(&lesson), [DONE, NEXT, DONE, DONE]);
}

#[test]
fn what_only_looks_like_it_is_not_ticked_off() {
    let mut lesson = Lesson::default();
    for other in [
        view(Panel::Hidden),
        view(Panel::Notices),
        notice(None),
        shown(check(waiting())),
        shown(check(found(0))),
    ] {
        assert_eq!(lesson.see(&other), None);
    }
    // Changed filters of one item, and another item checked.
    lesson.see(&shown(Check {
        filters_changed: true,
        ..check(waiting())
    }));
    let mut other = shown(check(found(1)));
    other.capture = 2;
    assert_eq!(lesson.see(&other), Some(LessonTask::Check));
    assert_eq!(states(&lesson)[1], NEXT);
}

#[test]
fn steps_name_the_hotkeys_as_they_are_set() {
    let mut hotkeys = Hotkeys::default();
    hotkeys
        .0
        .insert(Command::Check, "Ctrl+Alt+F5".parse().expect("a chord"));
    let steps = Lesson::default().view(&hotkeys).steps;
    let keys: Vec<&str> = steps.iter().map(|step| step.keys.as_str()).collect();
    assert_eq!(keys, ["Ctrl+Alt+F5", "", "Ctrl+Alt+D", "Ctrl+L"]);
}
