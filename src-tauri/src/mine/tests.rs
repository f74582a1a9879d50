//! The window of the player's own listings, without a window or a market.

use serde_json::json;

use super::*;
use crate::bridge::MineState;
use crate::texts::{Language, spoken};

struct Desk {
    mine: Mine,
    now: Now,
}

impl Desk {
    fn opened() -> Self {
        let now = Now {
            instant: Instant::now(),
            wall: time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000),
        };
        let mut desk = Self {
            mine: Mine::default(),
            now,
        };
        desk.mine.state = State::Ready;
        assert_eq!(desk.step(Input::Opened), [Effect::Load]);
        desk
    }

    /// With listings `a`, `b` and `c`; `c` was bumped an hour ago.
    fn with_three() -> Self {
        let mut desk = Self::opened();
        let all = ["a", "b", "c"].map(|id| own(id, if id == "c" { 1 } else { 20 }));
        desk.step(Input::Loaded(Ok(all.into())));
        desk
    }

    fn step(&mut self, input: Input) -> Vec<Effect> {
        self.mine.step(input, self.now)
    }

    fn ask(&mut self, action: MineAction) -> Vec<Effect> {
        self.step(Input::Asked(action))
    }

    fn view(&self) -> MineView {
        self.view_in(Language::En)
    }

    fn view_in(&self, language: Language) -> MineView {
        let link = market_client::LinkStatus::Stopped;
        self.mine.view(Texts::of(language), &link, self.now)
    }

    fn busy(&self) -> Vec<String> {
        let rows = self.view().rows.into_iter();
        rows.filter(|row| row.busy).map(|row| row.id).collect()
    }
}

fn listing(id: &str, bumped_hours_ago: i64, price: &str) -> Listing {
    let bumped = time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000)
        - time::Duration::hours(bumped_hours_ago);
    Listing::from_market(&json!({
        "_id": id, "user_id": "me", "price": price, "bumped_at": crate::clock::iso(bumped),
        "item": {"name": "Shako", "quality": {"name": "Unique"}, "item_level": 85},
    }))
    .expect("a listing")
}

fn own(id: &str, bumped_hours_ago: i64) -> Own {
    Own {
        listing: listing(id, bumped_hours_ago, "0.5"),
        realm: Realm::of(true, false),
        offers: Vec::new(),
    }
}

fn ids(of: &[&str]) -> Vec<String> {
    of.iter().map(|id| (*id).to_owned()).collect()
}

fn change(id: &str, change: ListingChange, after: Duration) -> Vec<Effect> {
    vec![Effect::Change {
        listing: id.to_owned(),
        change,
        after,
    }]
}

fn refused() -> CallError {
    CallError::Refused {
        code: Some(400),
        name: String::new(),
        message: "no".to_owned(),
    }
}

#[test]
fn listings_are_shown_with_price_age_and_when_they_can_be_bumped() {
    let desk = Desk::with_three();
    let view = desk.view();
    assert_eq!(view.state, MineState::Ready);
    assert_eq!(view.rows.len(), 3);
    assert_eq!(
        (view.rows[0].hr, view.rows[0].age.as_str()),
        (Some(0.5), "20 h")
    );
    assert!(view.rows[0].bump.can);
    assert_eq!(view.rows[2].bump.when, "in 11 h");
    assert_eq!(view.rows[0].details, "item level 85");
}

#[test]
fn several_are_bumped_one_after_another_and_those_that_cannot_be_are_left() {
    let mut desk = Desk::with_three();
    let all = ids(&["a", "b", "c", "unknown"]);
    let first = desk.ask(MineAction::Bump { ids: all });
    assert_eq!(first, change("a", ListingChange::Bump, Duration::ZERO));
    assert_eq!(desk.busy(), ["a", "b"]);
    let second = desk.step(Input::Changed(Ok(Some(Box::new(listing("a", 0, "0.5"))))));
    assert_eq!(second, change("b", ListingChange::Bump, PACE));
    assert!(!desk.view().rows[0].bump.can);
    let job = desk.view().job.expect("a job");
    assert_eq!((job.done, job.total), (1, 2));
    let end = desk.step(Input::Changed(Err(refused())));
    assert_eq!(end, [Effect::Load]);
    let view = desk.view();
    assert_eq!(view.job, None);
    let message = view.message.expect("a message");
    assert_eq!(message.title, "1 of 2 bumped");
    assert!(message.text.starts_with("1 could not be bumped"));
    assert!(view.rows[1].problem.is_some());
}

#[test]
fn a_job_is_cancelled_between_two_changes() {
    let mut desk = Desk::with_three();
    desk.ask(MineAction::Delist {
        ids: ids(&["a", "b", "c"]),
    });
    assert_eq!(desk.ask(MineAction::Cancel), []);
    assert_eq!(desk.step(Input::Changed(Ok(None))), [Effect::Load]);
    let view = desk.view();
    assert_eq!(view.rows.len(), 2);
    let message = view.message.expect("a message");
    assert_eq!(
        (message.title.as_str(), message.text.as_str()),
        ("1 of 3 taken back", "2 were left as they are.")
    );
}

#[test]
fn a_market_that_is_away_ends_the_job_and_loses_nothing() {
    let mut desk = Desk::with_three();
    desk.ask(MineAction::Delist {
        ids: ids(&["a", "b"]),
    });
    desk.step(Input::Changed(Err(CallError::NotReachable("x".into()))));
    let view = desk.view();
    assert_eq!((view.rows.len(), view.job), (3, None));
    assert_eq!(view.message.expect("a message").title, "0 of 2 taken back");
}

#[test]
fn a_bad_price_changes_nothing_and_is_told() {
    let mut desk = Desk::with_three();
    for price in ["-1", "1e999", "½", &"9".repeat(5_000)] {
        let effects = desk.ask(MineAction::Reprice {
            ids: ids(&["a"]),
            price: price.to_owned(),
        });
        assert_eq!(effects, []);
        assert_eq!(desk.view().message.expect("a message").code, "bad_price");
    }
    let effects = desk.ask(MineAction::Reprice {
        ids: ids(&["a"]),
        price: "2 gul".to_owned(),
    });
    assert!(
        matches!(&effects[..], [Effect::Change { change: ListingChange::Price { text, hr: Some(_) }, .. }] if text == "2 gul")
    );
}

#[test]
fn a_second_job_waits_for_the_player_to_begin_it() {
    let mut desk = Desk::with_three();
    desk.ask(MineAction::Delist { ids: ids(&["a"]) });
    assert_eq!(desk.ask(MineAction::Delist { ids: ids(&["b"]) }), []);
}

#[test]
fn events_of_ones_own_ask_again_and_those_of_others_do_not() {
    let mut desk = Desk::with_three();
    let event = |id: &str, user: &str| {
        Input::Market(ServiceEvent {
            service: "market/listing".to_owned(),
            kind: market_client::EventKind::Patched,
            data: json!({"_id": id, "user_id": user}),
        })
    };
    assert_eq!(desk.step(event("x", "other")), []);
    assert_eq!(desk.step(event("a", "me")), [Effect::Load]);
    // One answer at a time; what came meanwhile is looked at afterwards.
    assert_eq!(desk.step(event("new", "me")), []);
    assert_eq!(
        desk.step(Input::Loaded(Ok(vec![own("a", 1)]))),
        [Effect::Load]
    );
    assert_eq!(desk.step(Input::Loaded(Ok(vec![own("a", 1)]))), []);
}

#[test]
fn a_failure_is_shown_where_there_is_nothing_else() {
    let mut desk = Desk::opened();
    desk.step(Input::Loaded(Err(CallError::LoginNeeded)));
    assert!(matches!(desk.view().state, MineState::Failed(message) if message.remedy.is_some()));
    assert_eq!(desk.step(Input::LoggedIn), [Effect::Load]);
    let mut desk = Desk::with_three();
    desk.ask(MineAction::Refresh);
    desk.step(Input::Loaded(Err(CallError::NotReachable("x".into()))));
    let view = desk.view();
    assert_eq!((view.rows.len(), view.state), (3, MineState::Ready));
    assert!(view.message.is_some());
}

/// The window in some states, by name.
fn states() -> [(&'static str, Desk); 5] {
    let job = |action: MineAction, results: Vec<Result<Option<Box<Listing>>, CallError>>| {
        let mut desk = Desk::with_three();
        desk.ask(action);
        for result in results {
            desk.step(Input::Changed(result));
        }
        desk
    };
    let all = || ids(&["a", "b"]);
    let mut login = Desk::opened();
    login.step(Input::Loaded(Err(CallError::LoginNeeded)));
    let mut bad = Desk::with_three();
    bad.ask(MineAction::Reprice {
        ids: all(),
        price: "-1".to_owned(),
    });
    [
        ("login", login),
        ("bad-price", bad),
        ("bumping", job(MineAction::Bump { ids: all() }, vec![])),
        (
            "bumped",
            job(
                MineAction::Bump { ids: all() },
                vec![Err(refused()), Err(CallError::LoginNeeded)],
            ),
        ),
        (
            "cut",
            job(
                MineAction::Delist { ids: all() },
                vec![Err(CallError::LinkLost {
                    outcome_unknown: true,
                })],
            ),
        ),
    ]
}

#[test]
fn each_state_is_german_in_german() {
    for (name, desk) in states() {
        let [english, german] = Language::ALL.map(|language| desk.view_in(language));
        spoken::is_german(name, &english, &german);
    }
}

/// Named so that it is run with what else is made for the pages.
#[test]
fn export_bindings_german_views() {
    let views = states().map(|(name, desk)| (name.to_owned(), desk.view_in(Language::De)));
    spoken::write_views("german-mine.json", &views.into());
}
