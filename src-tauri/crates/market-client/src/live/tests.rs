//! Answers and events in any order: after all have come, what is shown is what the market has.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::event::EventKind;
use crate::services::LISTINGS;

fn record(id: u32, price: u32) -> Value {
    json!({"_id": id.to_string(), "hr_price": price, "item": {"name": "Ring"}})
}

fn event(kind: EventKind, data: Value) -> ServiceEvent {
    ServiceEvent {
        service: LISTINGS.to_owned(),
        kind,
        data,
    }
}

fn page(records: &BTreeMap<u32, u32>) -> ListingPage {
    let listings: Vec<Listing> = records
        .iter()
        .map(|(id, price)| Listing::from_market(&record(*id, *price)).expect("a listing"))
        .collect();
    let total = listings.len();
    ListingPage::new(listings, total)
}

fn shown(live: &Live) -> BTreeMap<u32, u32> {
    let Search::Found(answer) = live.search() else {
        panic!("found, not {:?}", live.search());
    };
    let all: BTreeMap<u32, u32> = answer
        .listings
        .iter()
        .map(|listing| {
            let price = listing.hr_price.expect("a price");
            (listing.id.parse().expect("a number"), price as u32)
        })
        .collect();
    assert_eq!(all.len(), answer.listings.len(), "nothing twice");
    assert_eq!(answer.total, all.len());
    all
}

fn found(records: &[(u32, u32)]) -> (Live, Instant) {
    let now = Instant::now();
    let mut live = Live::new(SearchId(1), now);
    assert!(live.answered(
        SearchId(1),
        Ok(page(&records.iter().copied().collect())),
        now
    ));
    (live, now)
}

#[test]
fn an_answer_of_an_older_question_changes_nothing() {
    let now = Instant::now();
    let mut live = Live::new(SearchId(1), now);
    live.ask_anew(SearchId(2), now);
    assert!(!live.answered(SearchId(1), Ok(page(&BTreeMap::new())), now));
    assert!(matches!(live.search(), Search::Waiting { .. }));
    assert!(live.answered(SearchId(2), Err(CallError::LoginNeeded), now));
    assert_eq!(live.search(), &Search::Failed(CallError::LoginNeeded));
    assert_eq!(live.due(), None);
}

#[test]
fn a_silent_market_is_asked_again_gently() {
    let (mut live, now) = found(&[(1, 5)]);
    assert_eq!(live.due(), Some(now + QUIET));
    live.looking(SearchId(2), now + QUIET);
    assert_eq!(live.due(), None, "one look at a time");
    let later = now + QUIET + Duration::from_millis(80);
    assert!(!live.answered(SearchId(2), Err(CallError::Stopped), later));
    assert_eq!(
        shown(&live),
        BTreeMap::from([(1, 5)]),
        "a failed look takes nothing away"
    );
    assert_eq!(live.due(), Some(later + QUIET));
}

#[test]
fn what_appears_is_looked_for_soon_but_not_in_a_flood() {
    let (mut live, now) = found(&[]);
    let new = event(EventKind::Created, record(1, 5));
    assert!(!live.event(&new, |_| false, now));
    assert_eq!(
        live.due(),
        Some(now + QUIET),
        "somebody else's kind of thing"
    );
    assert!(!live.event(&new, |_| true, now));
    assert_eq!(live.due(), Some(now));
    live.looking(SearchId(2), now);
    assert!(live.answered(SearchId(2), Ok(page(&BTreeMap::from([(1, 5)]))), now));
    assert!(matches!(live.search(), Search::Found(answer) if answer.fresh == ["1"]));
    assert!(!live.event(&event(EventKind::Created, record(2, 5)), |_| true, now));
    assert_eq!(live.due(), Some(now + PAUSE));
}

#[test]
fn a_flood_while_a_question_is_under_way_is_looked_after() {
    let now = Instant::now();
    let mut live = Live::new(SearchId(1), now);
    for id in 0..=MOST_CHANGES {
        let new = event(
            EventKind::Created,
            record(u32::try_from(id).expect("small"), 5),
        );
        assert!(!live.event(&new, |_| false, now));
    }
    assert_eq!(live.since_asked.len(), MOST_CHANGES);
    assert!(live.answered(SearchId(1), Ok(page(&BTreeMap::new())), now));
    assert_eq!(live.due(), Some(now), "at once, not after the usual quiet");
}

#[test]
fn what_is_shown_changes_at_once() {
    let (mut live, now) = found(&[(1, 5), (2, 6)]);
    assert!(live.event(&event(EventKind::Patched, record(1, 4)), |_| true, now));
    assert_eq!(shown(&live), BTreeMap::from([(1, 4), (2, 6)]));
    let mut sold = record(2, 6);
    sold["accepted_offer_id"] = json!("o");
    assert!(live.event(&event(EventKind::Patched, sold), |_| true, now));
    assert_eq!(shown(&live), BTreeMap::from([(1, 4)]));
    assert!(!live.event(
        &event(EventKind::Removed, json!({"_id": "9"})),
        |_| true,
        now
    ));
    assert!(!live.event(&event(EventKind::Patched, json!("odd")), |_| true, now));
    let mut other = event(EventKind::Removed, json!({"_id": "1"}));
    other.service = "market/offer".to_owned();
    assert!(!live.event(&other, |_| true, now));
}

/// What happens: on the market, and on the way to us.
#[derive(Clone, Debug)]
enum Move {
    /// A listing gets this price, new or not.
    Put(u32, u32),
    Take(u32),
    /// The next event arrives.
    Hear,
    /// A look that is due goes out; the market reads it at once.
    Look,
    /// The answer arrives.
    Answer,
    Fail,
    Later,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        (0u32..6, 1u32..9).prop_map(|(id, price)| Move::Put(id, price)),
        (0u32..6).prop_map(Move::Take),
        Just(Move::Hear),
        Just(Move::Hear),
        Just(Move::Look),
        Just(Move::Answer),
        Just(Move::Fail),
        Just(Move::Later),
    ];
    prop::collection::vec(one, 1..80)
}

struct Stage {
    live: Live,
    now: Instant,
    market: BTreeMap<u32, u32>,
    events: std::collections::VecDeque<ServiceEvent>,
    asked: Option<(SearchId, ListingPage)>,
    searches: u64,
}

impl Stage {
    fn new() -> Self {
        let now = Instant::now();
        Self {
            live: Live::new(SearchId(1), now),
            now,
            market: BTreeMap::new(),
            events: std::collections::VecDeque::new(),
            asked: Some((SearchId(1), page(&BTreeMap::new()))),
            searches: 1,
        }
    }

    fn hear(&mut self) {
        if let Some(event) = self.events.pop_front() {
            self.live.event(&event, |_| true, self.now);
        }
    }

    fn look(&mut self) {
        if self.live.due().is_some_and(|at| at <= self.now) {
            self.searches += 1;
            let id = SearchId(self.searches);
            self.live.looking(id, self.now);
            self.asked = Some((id, page(&self.market)));
        }
    }

    fn answer(&mut self, fails: bool) {
        if let Some((id, page)) = self.asked.take() {
            // The first answer is not lost here: an error there ends the question.
            let result = if fails && id != SearchId(1) {
                Err(CallError::Stopped)
            } else {
                Ok(page)
            };
            self.live.answered(id, result, self.now);
        }
    }

    fn play(&mut self, step: Move) {
        match step {
            Move::Put(id, price) => {
                let new = self.market.insert(id, price).is_none();
                let kind = if new {
                    EventKind::Created
                } else {
                    EventKind::Patched
                };
                self.events.push_back(event(kind, record(id, price)));
            }
            Move::Take(id) => {
                if self.market.remove(&id).is_some() {
                    let gone = json!({"_id": id.to_string()});
                    self.events.push_back(event(EventKind::Removed, gone));
                }
            }
            Move::Hear => self.hear(),
            Move::Look => self.look(),
            Move::Answer => self.answer(false),
            Move::Fail => self.answer(true),
            Move::Later => self.now += PAUSE,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn whatever_the_order_it_ends_with_what_the_market_has(moves in moves()) {
        let mut stage = Stage::new();
        for step in moves {
            stage.play(step);
            if matches!(stage.live.search(), Search::Found(_)) {
                shown(&stage.live);
            }
        }
        // All that is on its way arrives, and the next look.
        while !stage.events.is_empty() {
            stage.hear();
        }
        stage.answer(false);
        prop_assert!(stage.live.due().is_some(), "there is always another look");
        stage.now += QUIET;
        stage.look();
        stage.answer(false);
        prop_assert_eq!(shown(&stage.live), stage.market.clone());
    }
}
