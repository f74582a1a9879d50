//! Watches from the first listing to the toast, without a market or a clock.

mod keeping;
mod languages;
mod looking;
mod telling;

use std::time::Duration;

use market_client::{Account, EventKind};
use serde_json::json;

use super::looking::PAUSE;
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
