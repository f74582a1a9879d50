//! Which watches there are, over changes and restarts.

use super::*;

#[test]
fn a_restart_forgets_nothing_and_what_came_meanwhile_is_told() {
    let mut stage = Stage::watching("0.5", &[record("seen", "0.3")]);
    stage.hear(EventKind::Created, record("a", "0.4"));
    stage.answer(&[record("a", "0.4")]);
    let kept = serde_json::to_string(stage.kept().expect("kept")).expect("writes");
    let mut stage = Stage::with(serde_json::from_str(&kept).expect("reads"));
    stage.pass(FIRST_LOOK);
    stage.answer(&[
        record("a", "0.4"),
        record("seen", "0.3"),
        record("b", "0.2"),
    ]);
    assert_eq!(stage.told(), ["b"]);
}

#[test]
fn watches_belong_to_their_market_and_those_of_the_practice_end_with_it() {
    let mut stage = Stage::watching("", &[]);
    stage.market("ws://127.0.0.1:9", false);
    stage.hear(EventKind::Created, record("a", "0.1"));
    assert!(stage.look().is_none(), "it is the real market's watch");
    stage.add(276, "0.5", &[]);
    assert_eq!(
        stage.kept().expect("kept").len(),
        1,
        "the practice's is not kept"
    );
    stage.hear(EventKind::Created, record("b", "0.1"));
    stage.answer(&[record("b", "0.1")]);
    assert_eq!(stage.told(), ["b"]);
    assert_eq!(stage.view().rows.len(), 2);
    assert_eq!(stage.view().rows[1].state, format!("belongs to {MARKET}"));
    assert_eq!(stage.view().here, 1, "each market has its own number");
    stage.market(MARKET, true);
    assert_eq!(stage.view().rows.len(), 1);
    stage.hear(EventKind::Created, record("c", "0.1"));
    stage.pass(PAUSE);
    stage.answer(&[record("c", "0.1")]);
    assert_eq!(stage.told(), ["c"]);
}

#[test]
fn a_ceiling_is_changed_with_a_price_and_nothing_else() {
    let mut stage = Stage::watching("0.5", &[record("a", "0.8")]);
    stage.step(Input::SetCeiling {
        watch: 1,
        ceiling: "soon".into(),
    });
    assert_eq!(stage.kept(), None);
    let row = stage.view().rows.swap_remove(0);
    assert_eq!(row.ceiling, "0.5");
    assert!(row.problem.is_some());
    stage.step(Input::SetCeiling {
        watch: 1,
        ceiling: " 1 ".into(),
    });
    let row = stage.view().rows.swap_remove(0);
    assert_eq!((row.ceiling.as_str(), row.problem), ("1", None));
    stage.looks(&[record("a", "0.8")]);
    assert_eq!(stage.told(), ["a"], "it is cheap enough now");
}

#[test]
fn a_paused_watch_rests_and_a_stopped_one_is_gone() {
    let mut stage = Stage::watching("", &[]);
    stage.step(Input::Pause { watch: 1, on: true });
    stage.hear(EventKind::Created, record("a", "0.1"));
    stage.pass(LOOK_EVERY);
    assert!(stage.look().is_none());
    assert_eq!(stage.watches.wake_at(), None);
    stage.step(Input::Pause {
        watch: 1,
        on: false,
    });
    stage.answer(&[record("a", "0.1")]);
    assert_eq!(stage.told(), ["a"]);
    stage.step(Input::Stop { watch: 1 });
    assert_eq!(
        stage.effects,
        [Effect::Keep(Vec::new()), Effect::Withdraw { watch: 1 }],
        "kept before the player sees it go"
    );
    assert!(stage.view().rows.is_empty());
    stage.step(Input::Stop { watch: 1 });
    assert!(stage.effects.is_empty());
}

#[test]
fn the_same_question_is_watched_once_and_there_are_not_too_many() {
    let mut stage = Stage::watching("0.5", &[]);
    stage.add(276, "1", &[]);
    assert!(stage.effects.is_empty());
    for unique in 0..MOST as i64 {
        stage.add(unique, "", &[]);
    }
    assert!(stage.watches.is_full());
    assert_eq!(stage.view().rows.len(), MOST);
}

#[test]
fn what_is_remembered_is_bounded() {
    let mut kept = Kept::default();
    for no in 0..3 * kept::TOLD_KEPT {
        kept.tell(&no.to_string());
    }
    assert_eq!(kept.told.len(), kept::TOLD_KEPT);
    assert_eq!(
        kept.told.last(),
        Some(&(3 * kept::TOLD_KEPT - 1).to_string())
    );
}

#[test]
fn a_watch_of_another_version_is_read_all_the_same() {
    let kept: Vec<Kept> =
        serde_json::from_str(r#"[{"id": 3, "market": "m", "query": {"a": 1}, "new": true}]"#)
            .expect("reads");
    assert_eq!((kept[0].id, kept[0].subject.realm), (3, Realm::default()));
}

#[test]
fn ceilings_are_read_as_prices() {
    for (text, read) in [
        ("", Some(None)),
        (" 0.5 ", Some(Some(0.5))),
        ("1 hr", Some(Some(1.0))),
    ] {
        assert_eq!(read_ceiling(text).ok(), read, "{text}");
    }
    for text in ["offer", "-1", "0", "½"] {
        assert!(read_ceiling(text).is_err(), "{text}");
    }
}
