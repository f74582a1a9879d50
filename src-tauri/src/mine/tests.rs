//! The window of the player's own listings, without a window or a market.

use market_client::LinkStatus;
use serde_json::json;

use super::*;
use crate::bridge::{MineNews, MineState, Tone};
use crate::texts::{Language, spoken};

struct Desk {
    mine: Mine,
    link: LinkStatus,
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
            link: LinkStatus::Ready { account: None },
            now,
        };
        desk.mine.state = State::Ready;
        assert!(loads(&desk.step(Input::Opened)));
        desk
    }

    /// With listings `a`, `b` and `c`; `c` was bumped an hour ago.
    fn with_three() -> Self {
        let mut desk = Self::opened();
        let all = ["a", "b", "c"].map(|id| own(id, if id == "c" { 1 } else { 20 }));
        desk.load(Ok(all.into()));
        desk
    }

    fn step(&mut self, input: Input) -> Vec<Effect> {
        self.mine.step(input, self.now)
    }

    /// What was asked for last is there.
    fn load(&mut self, result: Result<Vec<Own>, CallError>) -> Vec<Effect> {
        let result = result.map(|listings| of("me", listings));
        self.step(Input::Loaded(LoadId(self.mine.loads), result))
    }

    fn ask(&mut self, action: MineAction) -> Vec<Effect> {
        self.step(Input::Asked(action))
    }

    fn view(&self) -> MineView {
        self.view_in(Language::En)
    }

    fn view_in(&self, language: Language) -> MineView {
        self.mine.view(Texts::of(language), &self.link, self.now)
    }

    fn news(&self) -> MineNews {
        self.view().news.expect("news")
    }

    /// The tone, the title and the text of the news.
    fn told(&self) -> (Tone, String, String) {
        let MineNews { tone, message } = self.news();
        (tone, message.title, message.text)
    }

    fn busy(&self) -> Vec<String> {
        let rows = self.view().rows.into_iter();
        rows.filter(|row| row.busy).map(|row| row.id).collect()
    }
}

fn loads(effects: &[Effect]) -> bool {
    matches!(effects, [Effect::Load(_)])
}

fn listing(id: &str, bumped_hours_ago: i64, price: &str) -> Listing {
    let bumped = time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000)
        - time::Duration::hours(bumped_hours_ago);
    Listing::from_market(&json!({
        "_id": id, "user_id": "me", "price": price, "bumped_at": crate::clock::iso(bumped),
        "item": {"name": "Harlequin Crest", "base_code": "uap", "quality": {"name": "Unique"}, "item_level": 85,
            "modifiers": [{"name": "armorclass", "values": [141]}, {"name": "item_allskills", "values": [2]}]},
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

fn of(player: &str, listings: Vec<Own>) -> Theirs {
    Theirs {
        player: player.to_owned(),
        listings,
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
    assert_eq!(
        view.rows[0].details,
        "Shako · 2 skills · 141 def · item level 85"
    );
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
    assert!(loads(&end));
    let view = desk.view();
    assert_eq!(view.job, None);
    assert!(view.rows[1].problem.is_some());
    let (tone, title, text) = desk.told();
    assert_eq!((tone, title.as_str()), (Tone::Warn, "1 of 3 bumped"));
    assert_eq!(
        text,
        "1 could not be bumped: the reason stands at each. 1 was left alone: it was bumped less than 12 hours ago."
    );
}

#[test]
fn what_cannot_be_bumped_yet_is_not_left_without_a_word() {
    let mut desk = Desk::with_three();
    let asked = desk.ask(MineAction::Bump { ids: ids(&["c"]) });
    assert!(loads(&asked), "its time may have come elsewhere");
    let (tone, title, text) = desk.told();
    assert_eq!((tone, title.as_str()), (Tone::Warn, "0 of 1 bumped"));
    assert!(text.starts_with("1 was left alone"));
}

#[test]
fn what_became_of_a_job_has_its_tone_and_is_shown_until_it_is_dismissed() {
    let mut desk = Desk::with_three();
    desk.ask(MineAction::Delist { ids: ids(&["a"]) });
    desk.step(Input::Changed(Ok(None)));
    assert_eq!(desk.news().tone, Tone::Good);
    desk.load(Ok(vec![own("b", 1), own("c", 1)]));
    assert_eq!(desk.news().message.title, "1 of 1 taken back");
    desk.ask(MineAction::Delist { ids: ids(&["b"]) });
    assert_eq!(desk.view().news, None);
    desk.step(Input::Changed(Err(refused())));
    assert_eq!(desk.news().tone, Tone::Bad);
    // The trouble of now comes first, and goes with it.
    desk.load(Err(CallError::NotReachable("x".into())));
    let MineNews { tone, message } = desk.news();
    assert_eq!((tone, message.code.as_str()), (Tone::Warn, "market_away"));
    desk.ask(MineAction::Dismiss);
    assert_eq!(desk.news().message.title, "0 of 1 taken back");
    desk.ask(MineAction::Dismiss);
    assert_eq!(desk.view().news, None);
}

#[test]
fn a_job_is_cancelled_between_two_changes() {
    let mut desk = Desk::with_three();
    desk.ask(MineAction::Delist {
        ids: ids(&["a", "b", "c"]),
    });
    assert_eq!(desk.ask(MineAction::Cancel), []);
    assert!(loads(&desk.step(Input::Changed(Ok(None)))));
    let view = desk.view();
    assert_eq!(view.rows.len(), 2);
    let (tone, title, text) = desk.told();
    assert_eq!(
        (tone, title.as_str(), text.as_str()),
        (Tone::Warn, "1 of 3 taken back", "2 were left as they are.")
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
    let (tone, title, text) = desk.told();
    assert_eq!((tone, title.as_str()), (Tone::Bad, "0 of 2 taken back"));
    assert_eq!(
        text,
        "1 could not be taken back: the reason stands at each. 1 was left as it is."
    );
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
        let view = desk.view();
        assert!(view.bad_price.is_some(), "{price}");
        assert_eq!((view.job, view.news), (None, None));
    }
    let effects = desk.ask(MineAction::Reprice {
        ids: ids(&["a"]),
        price: "2 gul".to_owned(),
    });
    assert!(
        matches!(&effects[..], [Effect::Change { change: ListingChange::Price { text, hr: Some(_) }, .. }] if text == "2 gul")
    );
    assert_eq!(desk.view().bad_price, None);
}

#[test]
fn an_amount_alone_leaves_each_listing_its_terms_and_its_note() {
    let mut desk = Desk::opened();
    let priced = |id: &str, price: &str| Own {
        listing: listing(id, 20, price),
        ..own(id, 20)
    };
    desk.load(Ok(vec![
        priced("a", "0.5 obo, perfect"),
        priced("b", "0.6"),
    ]));
    let to = |text: &str| ListingChange::Price {
        text: text.to_owned(),
        hr: Some(0.7),
    };
    let first = desk.ask(MineAction::Reprice {
        ids: ids(&["a", "b"]),
        price: "0.7".to_owned(),
    });
    assert_eq!(first, change("a", to("0.7 obo, perfect"), Duration::ZERO));
    let repriced = listing("a", 20, "0.7 obo, perfect");
    let second = desk.step(Input::Changed(Ok(Some(Box::new(repriced)))));
    assert_eq!(second, change("b", to("0.7"), PACE));
}

#[test]
fn a_refresh_shows_for_how_long_it_is_awaited() {
    let mut desk = Desk::with_three();
    assert_eq!(desk.view().refreshing_ms, None);
    desk.ask(MineAction::Refresh);
    desk.now.instant += Duration::from_millis(200);
    assert_eq!(desk.view().refreshing_ms, Some(200));
    desk.load(Ok(vec![own("a", 1)]));
    assert_eq!(desk.view().refreshing_ms, None);
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
    assert!(loads(&desk.step(event("a", "me"))));
    // One answer at a time; what came meanwhile is looked at afterwards.
    assert_eq!(desk.step(event("new", "me")), []);
    assert!(loads(&desk.load(Ok(vec![own("a", 1)]))));
    assert_eq!(desk.load(Ok(vec![own("a", 1)])), []);
}

#[test]
fn a_failure_is_shown_where_there_is_nothing_else() {
    let mut desk = Desk::opened();
    desk.load(Err(CallError::LoginNeeded));
    assert!(matches!(desk.view().state, MineState::Failed(message) if message.remedy.is_some()));
    assert!(loads(&desk.step(Input::LoggedIn)));
    let mut desk = Desk::with_three();
    desk.ask(MineAction::Refresh);
    desk.load(Err(CallError::NotReachable("x".into())));
    let view = desk.view();
    assert_eq!((view.rows.len(), view.state), (3, MineState::Ready));
    assert_eq!(desk.news().tone, Tone::Warn);
    desk.ask(MineAction::Refresh);
    desk.load(Ok(vec![own("a", 1)]));
    assert_eq!(desk.view().news, None, "it answers again");
}

/// The window in some states, by name.
fn states() -> [(&'static str, Desk); 8] {
    let failed = |error, link| {
        let mut desk = Desk::opened();
        desk.link = link;
        desk.load(Err(error));
        desk
    };
    let job = |action: MineAction, results: Vec<Result<Option<Box<Listing>>, CallError>>| {
        let mut desk = Desk::with_three();
        desk.ask(action);
        for result in results {
            desk.step(Input::Changed(result));
        }
        desk
    };
    let all = || ids(&["a", "b"]);
    let mut bad = Desk::with_three();
    bad.ask(MineAction::Reprice {
        ids: all(),
        price: "-1".to_owned(),
    });
    [
        (
            "login",
            failed(CallError::LoginNeeded, LinkStatus::Ready { account: None }),
        ),
        (
            "expired",
            failed(
                CallError::LoginRefused("jwt expired".to_owned()),
                LinkStatus::LoginExpired,
            ),
        ),
        (
            "away",
            failed(CallError::NotReachable("x".to_owned()), LinkStatus::Stopped),
        ),
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
            "resting",
            job(
                MineAction::Bump {
                    ids: ids(&["a", "c"]),
                },
                vec![Ok(Some(Box::new(listing("a", 0, "0.5"))))],
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

#[test]
fn after_an_outage_they_are_read_again() {
    let mut desk = Desk::with_three();
    assert!(loads(&desk.step(Input::EventsMissed)));

    let mut desk = Desk::opened();
    let away = CallError::NotReachable("x".to_owned());
    desk.load(Err(away));
    assert!(loads(&desk.step(Input::EventsMissed)));

    let mut desk = Desk::opened();
    desk.load(Err(CallError::LoginNeeded));
    assert_eq!(
        desk.step(Input::EventsMissed),
        [],
        "that is not what they lack"
    );
    assert_eq!(Mine::default().step(Input::EventsMissed, desk.now), []);
}

#[test]
fn listings_of_another_market_are_not_shown() {
    let mut desk = Desk::with_three();
    assert!(loads(&desk.step(Input::OtherMarket)));
    // An answer of the one before is late.
    let late = LoadId(desk.mine.loads - 1);
    desk.step(Input::Loaded(late, Ok(of("me", vec![own("a", 1)]))));
    let view = desk.view();
    assert!(view.rows.is_empty());
    assert!(matches!(view.state, MineState::Waiting { .. }), "{view:?}");

    // Behind a closed window they are forgotten.
    let mut desk = Desk::with_three();
    desk.mine.forget();
    assert_eq!(desk.step(Input::OtherMarket), []);
    assert!(loads(&desk.step(Input::Opened)));
    assert!(desk.view().rows.is_empty());
}

#[test]
fn listings_of_the_player_before_are_not_shown_after_a_login() {
    let mut desk = Desk::with_three();
    desk.ask(MineAction::Bump {
        ids: ids(&["a", "b"]),
    });
    desk.ask(MineAction::Refresh);
    let late = LoadId(desk.mine.loads);
    assert!(loads(&desk.step(Input::LoggedIn)));
    desk.step(Input::Loaded(late, Ok(of("me", vec![own("a", 1)]))));
    assert!(desk.view().rows.is_empty());
    let theirs = of("other", vec![own("d", 1)]);
    desk.step(Input::Loaded(LoadId(desk.mine.loads), Ok(theirs)));
    let view = desk.view();
    assert_eq!((view.rows.len(), view.job), (1, None), "no job goes on");
}

#[test]
fn the_first_listing_of_a_player_who_had_none_is_noticed() {
    let mut desk = Desk::opened();
    desk.load(Ok(Vec::new()));
    let created = ServiceEvent {
        service: "market/listing".to_owned(),
        kind: market_client::EventKind::Created,
        data: json!({"_id": "first", "user_id": "me"}),
    };
    assert!(loads(&desk.step(Input::Market(created))));
}
