//! All states in German.

use super::*;

/// The window with watches in many states.
fn many() -> Stage {
    let mut stage = Stage::new();
    for (unique, ceiling) in [(1, "0.5"), (2, "2 gul"), (276, ""), (4, "1")] {
        stage.add(unique, ceiling, &[]);
    }
    stage.hear(EventKind::Created, record("a", "0.4"));
    stage.answer(&[record("a", "0.4")]);
    stage.step(Input::Pause { watch: 1, on: true });
    stage.step(Input::SetCeiling {
        watch: 2,
        ceiling: "offer".into(),
    });
    stage.pass(LOOK_EVERY);
    let (look, _) = stage.look().expect("asked");
    stage.step(Input::Looked {
        look,
        result: Err(CallError::LoginNeeded),
    });
    stage
}

/// The window in some states, by name.
fn states() -> [(&'static str, Stage); 3] {
    let mut offline = many();
    offline.offline();
    let mut other = many();
    other.market("ws://127.0.0.1:9", false);
    [("many", many()), ("offline", offline), ("other", other)]
}

#[test]
fn each_state_is_german_in_german() {
    for (name, stage) in states() {
        let [english, german] = Language::ALL.map(|language| stage.view_in(language));
        spoken::is_german(name, &english, &german);
    }
}

/// Named so that it is run with what else is made for the pages.
#[test]
fn export_bindings_german_views() {
    let views = states().map(|(name, stage)| (name.to_owned(), stage.view_in(Language::De)));
    spoken::write_views("german-watches.json", &views.into());
}
