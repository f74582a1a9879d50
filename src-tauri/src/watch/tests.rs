//! Watches from the first listing to the toast, without a market or a clock.

use market_client::{Account, EventKind};
use serde_json::json;

use super::*;
use crate::bridge::{Remedy, WatchesView};
use crate::settings::Realm;
use crate::texts::{Language, Texts, spoken};

const MARKET: &str = "wss://market.example";
const PLAYER: &str = "exile";

/// The watches, their time, and what they did last.
struct Stage {
    watches: Watches,
    now: Now,
    link: LinkStatus,
    effects: Vec<Effect>,
}

impl Stage {
    /// Online, logged in, with nothing watched for.
    fn new() -> Self {
        Self::with(Vec::new())
    }

    fn with(kept: Vec<Kept>) -> Self {
        let now = Now {
            instant: Instant::now(),
            wall: time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000),
        };
        let mut stage = Self {
            watches: Watches::new(kept),
            now,
            link: LinkStatus::Stopped,
            effects: Vec::new(),
        };
        stage.market(MARKET, true);
        stage
    }

    /// One watch for a ring at or below the ceiling, with these seen before.
    fn watching(ceiling: &str, seen: &[Value]) -> Self {
        let mut stage = Self::new();
        stage.add(276, ceiling, seen);
        stage
    }

    fn market(&mut self, address: &str, lasting: bool) {
        self.step(Input::Market {
            address: address.to_owned(),
            lasting,
        });
        self.online();
    }

    fn online(&mut self) {
        let account = Account {
            id: PLAYER.into(),
            ..Account::default()
        };
        self.link(LinkStatus::Ready {
            account: Some(account),
        });
    }

    fn offline(&mut self) {
        self.link(LinkStatus::Stopped);
    }

    fn link(&mut self, link: LinkStatus) {
        self.link = link.clone();
        self.step(Input::Link(link));
    }

    fn add(&mut self, unique: i64, ceiling: &str, seen: &[Value]) {
        self.step(Input::Add(Box::new(NewWatch {
            subject: Subject {
                name: "Raven Frost".into(),
                ..Subject::default()
            },
            query: json!({"type": "item", "item.unique.id": unique, "is_ladder": true, "is_hardcore": false}),
            ceiling: ceiling.to_owned(),
            seen: seen.iter().map(read).collect(),
        })));
    }

    fn step(&mut self, input: Input) {
        self.effects = self.watches.step(input, self.now);
    }

    fn pass(&mut self, time: Duration) {
        self.now.instant += time;
        self.now.wall += time;
        self.step(Input::Tick);
    }

    fn hear(&mut self, kind: EventKind, record: Value) {
        self.step(Input::Heard(ServiceEvent {
            service: "market/listing".into(),
            kind,
            data: record,
        }));
    }

    fn look(&self) -> Option<(LookId, Value)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Look { look, query } => Some((*look, query.clone())),
            _ => None,
        })
    }

    /// The market answers the question under way with these.
    fn answer(&mut self, records: &[Value]) -> Value {
        let (look, query) = self.look().expect("the market is asked");
        self.step(Input::Looked {
            look,
            result: Ok(page(records)),
        });
        query
    }

    fn hits(&self) -> Vec<&Hit> {
        self.effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Tell(hit) => Some(&**hit),
                _ => None,
            })
            .collect()
    }

    /// The ids of what the player is told.
    fn told(&self) -> Vec<&str> {
        self.hits()
            .into_iter()
            .map(|hit| hit.listing.id.as_str())
            .collect()
    }

    fn kept(&self) -> Option<&[Kept]> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Keep(kept) => Some(kept.as_slice()),
            _ => None,
        })
    }

    /// The next slow look finds these.
    fn looks(&mut self, records: &[Value]) {
        self.pass(LOOK_EVERY);
        self.answer(records);
    }

    fn view(&self) -> WatchesView {
        self.view_in(Language::En)
    }

    fn view_in(&self, language: Language) -> WatchesView {
        view(Texts::of(language), &self.watches, &self.link, self.now)
    }
}

fn record(id: &str, price: &str) -> Value {
    json!({
        "_id": id, "user_id": "seller", "type": "item", "price": price, "is_ladder": true, "is_hardcore": false,
        "user": {"username": "Seller"},
        "item": {"name": "Raven Frost", "unique": {"id": 276}},
    })
}

fn with(mut record: Value, field: &str, value: Value) -> Value {
    record[field] = value;
    record
}

fn read(record: &Value) -> Listing {
    Listing::from_market(record).expect("a listing")
}

fn page(records: &[Value]) -> ListingPage {
    ListingPage::new(records.iter().map(read).collect(), records.len())
}

#[test]
fn a_match_is_asked_about_at_once_and_told() {
    let mut stage = Stage::watching("0.5", &[]);
    stage.hear(EventKind::Created, record("a", "0.4"));
    let query = stage.answer(&[record("a", "0.4")]);
    assert_eq!(query["_id"], json!({"$in": ["a"]}));
    assert_eq!(query["item.unique.id"], 276);
    assert!(query["updated_at"]["$gte"].is_string());
    let hits = stage.hits();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].listing.seller.as_deref(), Some("Seller"));
    assert_eq!((hits[0].ceiling, hits[0].more), (Some(0.5), 0));
    assert_eq!(stage.kept().expect("kept")[0].told, ["a"]);
}

#[test]
fn the_market_says_whether_it_fits() {
    let mut stage = Stage::watching("0.5", &[]);
    stage.hear(EventKind::Created, record("a", "0.4"));
    stage.answer(&[]);
    assert!(stage.hits().is_empty());
    stage.pass(PAUSE);
    assert!(stage.look().is_none(), "it is not asked about again");
}

#[test]
fn what_is_dearer_is_not_told_until_its_price_drops() {
    let mut stage = Stage::watching("0.5", &[record("a", "0.8")]);
    stage.hear(EventKind::Patched, record("a", "0.6"));
    assert!(stage.look().is_none());
    stage.hear(EventKind::Created, record("b", "offer"));
    assert!(stage.look().is_none(), "without an amount it is not cheap");
    stage.hear(EventKind::Patched, record("a", "0.5"));
    stage.answer(&[record("a", "0.5")]);
    assert_eq!(stage.told(), ["a"]);
}

#[test]
fn a_listing_is_told_once_and_what_was_seen_is_not() {
    let mut stage = Stage::watching("0.5", &[record("seen", "0.3")]);
    stage.hear(EventKind::Patched, record("seen", "0.2"));
    assert!(stage.look().is_none());
    stage.hear(EventKind::Created, record("a", "0.4"));
    let (look, _) = stage.look().expect("asked");
    stage.hear(EventKind::Patched, record("a", "0.3"));
    stage.step(Input::Looked {
        look,
        result: Ok(page(&[record("a", "0.3")])),
    });
    assert_eq!(stage.told(), ["a"]);
    stage.pass(PAUSE);
    assert!(stage.look().is_none());
    stage.hear(EventKind::Patched, record("a", "0.1"));
    assert!(stage.look().is_none());
    stage.looks(&[record("a", "0.1"), record("seen", "0.2")]);
    assert!(stage.hits().is_empty());
}

#[test]
fn two_watches_tell_of_a_listing_once() {
    let mut stage = Stage::watching("0.5", &[]);
    stage.step(Input::Add(Box::new(NewWatch {
        subject: Subject::default(),
        query: json!({"item.unique.id": 276}),
        ceiling: String::new(),
        seen: Vec::new(),
    })));
    stage.hear(EventKind::Created, record("a", "0.4"));
    stage.answer(&[record("a", "0.4")]);
    assert_eq!(stage.told(), ["a"]);
    stage.pass(PAUSE);
    stage.answer(&[record("a", "0.4")]);
    assert!(stage.hits().is_empty());
}

#[test]
fn the_cheapest_of_several_is_told_with_how_many_more_there_are() {
    let mut stage = Stage::watching("", &[]);
    stage.looks(&[record("a", "0.9"), record("b", "0.4"), record("c", "offer")]);
    let hits = stage.hits();
    assert_eq!(stage.told(), ["b"]);
    assert_eq!((hits[0].more, hits[0].ceiling), (2, None));
}

#[test]
fn what_is_sold_before_it_is_asked_about_is_not_told_and_what_was_told_is_withdrawn() {
    let mut stage = Stage::watching("0.5", &[]);
    stage.hear(EventKind::Created, record("a", "0.4"));
    let (look, _) = stage.look().expect("asked");
    stage.hear(EventKind::Created, record("b", "0.4"));
    stage.hear(
        EventKind::Patched,
        with(record("b", "0.4"), "accepted_offer_id", json!("offer")),
    );
    stage.step(Input::Looked {
        look,
        result: Ok(page(&[record("a", "0.4")])),
    });
    assert_eq!(stage.told(), ["a"]);
    stage.pass(PAUSE);
    assert!(stage.look().is_none(), "b is sold");
    stage.hear(EventKind::Removed, record("a", "0.4"));
    assert_eq!(stage.effects, [Effect::Withdraw { watch: 1 }]);
    stage.hear(EventKind::Removed, record("a", "0.4"));
    assert!(stage.effects.is_empty());
}

#[test]
fn what_is_the_players_own_or_anothers_kind_or_realm_is_left_alone() {
    let mut stage = Stage::watching("", &[]);
    for other in [
        with(record("a", "0.1"), "user_id", json!(PLAYER)),
        with(record("a", "0.1"), "is_ladder", json!(false)),
        with(record("a", "0.1"), "is_hardcore", json!(true)),
        with(record("a", "0.1"), "item", json!({"unique": {"id": 1}})),
        json!({"_id": "a"}),
    ] {
        stage.hear(EventKind::Created, other.clone());
        assert!(stage.look().is_none(), "{other}");
    }
    stage.looks(&[with(record("a", "0.1"), "user_id", json!(PLAYER))]);
    assert!(stage.hits().is_empty());
}

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
