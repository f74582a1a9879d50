//! When the market is asked, and about what.

use super::*;

#[test]
fn there_is_one_look_a_minute_over_all_watches_each_in_its_turn() {
    let mut stage = Stage::new();
    for unique in 1..=3 {
        stage.add(unique, "", &[]);
    }
    let mut turns = Vec::new();
    for _ in 0..6 {
        stage.pass(LOOK_EVERY - Duration::from_secs(1));
        assert!(stage.look().is_none());
        stage.pass(Duration::from_secs(1));
        turns.push(stage.answer(&[])["item.unique.id"].clone());
    }
    assert_eq!(turns, [1, 2, 3, 1, 2, 3]);
}

#[test]
fn questions_are_spread_out_and_never_asked_side_by_side() {
    let mut stage = Stage::watching("", &[]);
    stage.hear(EventKind::Created, record("a", "1"));
    let (look, _) = stage.look().expect("asked at once");
    stage.hear(EventKind::Created, record("b", "1"));
    assert!(stage.look().is_none());
    assert_eq!(stage.watches.wake_at(), None, "an answer is awaited");
    stage.step(Input::Looked {
        look,
        result: Ok(page(&[])),
    });
    assert!(stage.look().is_none());
    stage.hear(EventKind::Created, record("c", "1"));
    let due = stage.watches.wake_at().expect("due");
    stage.pass(due - stage.now.instant);
    assert_eq!(
        stage.answer(&[])["_id"],
        json!({"$in": ["b", "c"]}),
        "all of them at once"
    );
}

#[test]
fn without_a_market_nothing_is_asked_and_afterwards_it_is_looked_soon() {
    let mut stage = Stage::watching("", &[]);
    stage.offline();
    assert_eq!(stage.watches.wake_at(), None);
    stage.pass(10 * LOOK_EVERY);
    assert!(stage.look().is_none());
    assert_eq!(stage.view().rows[0].state, "waits for the market");
    stage.online();
    stage.pass(FIRST_LOOK);
    stage.answer(&[record("a", "0.4")]);
    assert_eq!(stage.told(), ["a"]);
}

#[test]
fn an_answer_that_comes_after_the_link_was_lost_or_an_error_changes_nothing() {
    let mut stage = Stage::watching("", &[]);
    stage.pass(LOOK_EVERY);
    let (look, _) = stage.look().expect("asked");
    stage.offline();
    stage.step(Input::Looked {
        look,
        result: Ok(page(&[record("a", "0.4")])),
    });
    assert!(stage.effects.is_empty());
    stage.online();
    stage.pass(LOOK_EVERY);
    let (look, _) = stage.look().expect("asked again");
    stage.step(Input::Looked {
        look,
        result: Err(CallError::LoginNeeded),
    });
    assert!(stage.effects.is_empty(), "nobody is nagged");
    assert_eq!(stage.view().rows[0].state, "waits for your login");
}

#[test]
fn a_login_that_is_waited_for_is_offered_and_what_waited_is_looked_at_soon_after_it() {
    let mut stage = Stage::watching("", &[]);
    stage.add(1, "", &[]);
    assert_eq!(stage.view().remedy, None);
    stage.pass(LOOK_EVERY);
    let (look, query) = stage.look().expect("asked");
    stage.step(Input::Looked {
        look,
        result: Err(CallError::LoginNeeded),
    });
    assert_eq!(stage.view().remedy, Some(Remedy::LogIn));
    stage.offline();
    assert_eq!(stage.view().remedy, None, "a login alone would not help");
    stage.online();
    stage.step(Input::LoggedIn);
    let view = stage.view();
    assert_eq!(
        (view.remedy, view.rows[0].state.as_str()),
        (None, "looks soon")
    );
    stage.pass(FIRST_LOOK);
    assert_eq!(
        stage.answer(&[])["item.unique.id"],
        query["item.unique.id"],
        "the one that waited comes first"
    );
}

#[test]
fn what_was_asked_for_a_stopped_watch_is_nothing_to_its_successor() {
    let mut stage = Stage::watching("", &[]);
    stage.hear(EventKind::Created, record("a", "0.1"));
    let (look, _) = stage.look().expect("asked about what was heard");
    stage.step(Input::Stop { watch: 1 });
    stage.add(12, "", &[]);
    stage.step(Input::Looked {
        look,
        result: Ok(page(&[record("a", "0.1")])),
    });
    assert!(stage.hits().is_empty());
}

#[test]
fn a_watch_that_hears_much_takes_no_turn_of_another() {
    let mut stage = Stage::watching("1", &[]);
    stage.add(248, "1", &[]);
    let mut turns: Vec<(i64, bool)> = Vec::new();
    let mut hear = |stage: &mut Stage, id: &str, unique: i64| {
        let item = json!({"name": "Ring", "unique": {"id": unique}});
        stage.hear(EventKind::Created, with(record(id, "0.5"), "item", item));
        if stage.look().is_some() {
            let query = stage.answer(&[]);
            let unique = query["item.unique.id"].as_i64().expect("of a ring");
            turns.push((unique, query.get("_id").is_none()));
        }
    };
    for no in 0..40 {
        hear(&mut stage, &format!("busy{no}"), 276);
        if no == 20 {
            hear(&mut stage, "other", 248);
        }
        stage.now.instant += PAUSE;
    }
    let turns_of = |turn| turns.iter().filter(|made| **made == turn).count();
    assert!(turns_of((276, false)) > 30, "{turns:?}");
    assert_eq!(
        turns_of((248, false)),
        1,
        "what the other has heard of: {turns:?}"
    );
    assert!(
        turns.iter().any(|(_, all)| *all),
        "the slow look: {turns:?}"
    );
}
