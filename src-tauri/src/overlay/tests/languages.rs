//! The same states in both languages. The German ones are kept for the pages' tests and pictures.

use std::collections::BTreeMap;

use game_desktop::{Chord, ChordProblem, ChordState, DesktopError};
use item_parsers::currency::{Held, kind};
use item_parsers::stash::NoMatch;
use market_client::{LinkProblem, Listed, NotListed};

use super::sale::{away, made, stash_item};
use super::*;
use crate::bridge::WatchAction;
use crate::sale::{Candidate, Finding, Purse, StashItem};
use crate::texts::spoken;

/// Nine days ago, as seen from a [`Stage`].
const LONG_AGO: &str = "2024-09-25T00:00:00.000Z";

type State = fn(Stage) -> Stage;

/// As wide as names get.
const LONG: &str =
    "The Extraordinarily Long-Winded Grandmaster’s Ring of the Unpronounceable Hierophants";

const STATES: [(&str, State); 41] = [
    ("hint-missed", |stage| {
        missed(stage, MissReason::NothingCopied)
    }),
    ("hint-clipboard", |stage| {
        missed(stage, MissReason::ClipboardUnresponsive)
    }),
    ("hint-focus", |stage| missed(stage, MissReason::FocusLost)),
    ("hint-keys", |stage| missed(stage, MissReason::KeysRefused)),
    ("hint-no-item", |stage| {
        hint(stage, Content::Text("{".to_owned()))
    }),
    ("hint-no-text", |stage| hint(stage, Content::NotText)),
    ("hint-too-large", |stage| {
        hint(stage, Content::TooLarge { bytes: 1 })
    }),
    ("check-waiting", |stage| stage.check(1).shown()),
    ("check-item", item_with_everything),
    ("check-found", |stage| answered(stage, Ok(many()))),
    ("check-few", |stage| {
        answered(
            stage,
            Ok(page(&[listing("a", "0.5"), listing("b", "offer")])),
        )
    }),
    ("check-nothing", |stage| answered(stage, Ok(page(&[])))),
    ("check-ways-out", ways_out),
    ("check-reading", reading),
    ("check-watching", watching),
    ("check-login", |stage| {
        answered(stage, Err(CallError::LoginNeeded))
    }),
    ("check-away", |stage| answered(stage, Err(away()))),
    ("check-refused", |stage| answered(stage, Err(refused()))),
    ("check-ended", |stage| {
        linked(answered(stage, Ok(many())), LinkStatus::LoginExpired)
    }),
    ("check-ended-long", long_and_ended),
    ("check-login-refused", |stage| {
        let message = "no".to_owned();
        let link = LinkStatus::LoginRefused { message };
        linked(answered(stage, Err(CallError::LoginNeeded)), link)
    }),
    ("check-offline", |stage| {
        let link = LinkStatus::Waiting {
            retry_in: Duration::from_secs(4),
            reason: LinkProblem::Cut,
        };
        linked(answered(stage, Ok(many())), link)
    }),
    ("sale-finding", |stage| stage.sell()),
    ("sale-found", |stage| {
        guided(stage.sell().find(one(stash_item())))
    }),
    ("sale-choosing", |stage| {
        stage
            .sell()
            .find(Ok(Finding::Several(vec![candidate(true), candidate(true)])))
    }),
    ("sale-near", |stage| {
        stage
            .sell()
            .find(Ok(Finding::Several(vec![candidate(false)])))
    }),
    ("sale-nowhere", |stage| {
        nowhere(stage, NoMatch::OthersOfItsKind, false)
    }),
    ("sale-empty", |stage| {
        nowhere(stage, NoMatch::EmptyStash, false)
    }),
    ("sale-unknown", |stage| {
        nowhere(stage, NoMatch::UnknownBase, false)
    }),
    ("sale-elsewhere", |stage| {
        nowhere(stage, NoMatch::NothingOfItsKind, true)
    }),
    ("sale-no-account", |stage| {
        stage.sell().find(Ok(Finding::NoGameAccount))
    }),
    ("sale-login", |stage| {
        stage.sell().find(Err(CallError::LoginNeeded))
    }),
    ("sale-bad-price", |stage| entered(stage, "-1")),
    ("sale-no-price", |stage| entered(stage, "")),
    ("sale-sending", |stage| entered(stage, "0.5")),
    ("sale-not-listed", not_listed),
    ("sale-listed", |stage| {
        stage.sell().find(one(StashItem {
            listing: Some(*made()),
            ..stash_item()
        }))
    }),
    ("currency", currency),
    ("currency-login", |stage| {
        purse(stage, Err(CallError::LoginNeeded))
    }),
    ("notices-trouble", trouble),
    ("notices-listed", listed),
];

fn missed(mut stage: Stage, reason: MissReason) -> Stage {
    stage.chord(1);
    let capture = CaptureId(1);
    stage.desktop(DesktopEvent::Missed { capture, reason });
    stage
}

fn hint(mut stage: Stage, content: Content) -> Stage {
    stage.chord(1);
    stage.desktop(DesktopEvent::Captured {
        capture: CaptureId(1),
        content,
        stamps: stage.stamps(),
    });
    stage
}

/// Corrupted, ethereal, with sockets, not identified, and with something that Haggle does not know.
fn item_with_everything(mut stage: Stage) -> Stage {
    let mut item: serde_json::Value = serde_json::from_str(RAVEN_FROST).expect("JSON");
    item["isEthereal"] = true.into();
    item["sockets"] = 2.into();
    item["isIdentified"] = false.into();
    item["oddity"] = 1.into();
    stage.chord(1);
    stage.copied(1, &item.to_string());
    stage.lay_out();
    stage
}

fn answered(stage: Stage, result: Result<ListingPage, CallError>) -> Stage {
    let mut stage = stage.check(1).shown();
    let search = SearchId(stage.overlay.searches);
    stage.step(Input::Answer { search, result });
    stage
}

fn linked(mut stage: Stage, link: LinkStatus) -> Stage {
    stage.step(Input::Link(link));
    stage
}

/// The longest of everything that stands beside the state of the connection.
fn long_and_ended(mut stage: Stage) -> Stage {
    let realm = Realm {
        ladder: false,
        hardcore: true,
    };
    stage.step(Input::Options(Options {
        realm,
        ..stage.overlay.options
    }));
    let mut item: serde_json::Value = serde_json::from_str(RAVEN_FROST).expect("JSON");
    item["quality"] = "Rare".into();
    item["name"] = LONG.into();
    stage.chord(1);
    stage.copied(1, &item.to_string());
    stage.lay_out();
    stage.now.instant += Duration::from_millis(1_204);
    let listings = many().listings;
    let search = SearchId(stage.overlay.searches);
    let result = Ok(ListingPage::new(listings, 4_312));
    stage.step(Input::Answer { search, result });
    linked(stage, LinkStatus::LoginExpired)
}

/// Nothing fits; one filter less would do, and the archive wants a login.
fn ways_out(stage: Stage) -> Stage {
    let mut stage = answered(stage, Ok(page(&[])));
    let search = stage.counts().expect("counts");
    let archive = stage.asks_archive().expect("asks the archive");
    let result = Ok(ListingPage::new(Vec::new(), 9));
    stage.step(Input::Counted { search, result });
    stage.step(Input::ArchiveAnswered {
        search: archive,
        result: Err(CallError::LoginNeeded),
    });
    stage
}

/// One has gone while the player reads, and no seller names a price; such items went for something.
fn reading(stage: Stage) -> Stage {
    let listings = [listing("a", "offer"), listing("b", "offer")];
    let mut stage = answered(stage, Ok(page(&listings)));
    let search = stage.asks_archive().expect("asks the archive");
    let result = Ok(many());
    stage.step(Input::ArchiveAnswered { search, result });
    stage.step(Input::Page(Action::ReadListings { on: true }));
    stage.step(Input::Market(ServiceEvent {
        service: "market/listing".into(),
        kind: EventKind::Removed,
        data: listing("a", "offer"),
    }));
    stage
}

/// The form of a watch is open beside what another one has told.
fn watching(stage: Stage) -> Stage {
    let mut stage = stage.check(1).shown().reach_market(&[]);
    stage.start("0.5");
    stage.listed("new", "0.3");
    stage.ask(WatchAction::Draft {
        ceiling: "offer".into(),
    });
    stage
}

/// Enough listings, of different sellers, for an estimate.
fn many() -> ListingPage {
    let all = (0..9).map(|at| {
        let mut one = listing(&format!("l{at}"), &format!("0.{}", at + 1));
        one["user_id"] = format!("u{at}").into();
        one["hr_price"] = (f64::from(at + 1) / 10.0).into();
        if at > 6 {
            one["bumped_at"] = LONG_AGO.into();
        }
        one
    });
    page(&all.collect::<Vec<_>>())
}

fn refused() -> CallError {
    CallError::Refused {
        code: Some(400),
        name: "BadRequest".to_owned(),
        message: "no".to_owned(),
    }
}

fn one(item: StashItem) -> Result<Finding, CallError> {
    Ok(Finding::One(Box::new(item)))
}

fn candidate(equal: bool) -> Candidate {
    let listing = equal.then(|| *made());
    Candidate {
        found: StashItem {
            item: json!({"location": {"stash_page": 2}, "position": {"column": 3, "row": 1}}),
            listing,
            ..stash_item()
        },
        equal,
        differences: Vec::new(),
    }
}

fn nowhere(stage: Stage, reason: NoMatch, elsewhere: bool) -> Stage {
    stage.sell().find(Ok(Finding::Nowhere {
        reason,
        saved_at: Some(LONG_AGO.to_owned()),
        elsewhere: elsewhere.then(|| Box::new(stash_item())),
    }))
}

/// The likes of the item are known.
fn guided(mut stage: Stage) -> Stage {
    let search = SearchId(stage.overlay.searches);
    let result = Ok(many());
    stage.step(Input::Answer { search, result });
    stage
}

fn entered(stage: Stage, price: &str) -> Stage {
    let mut stage = stage.sell().find(one(stash_item()));
    stage.enter(price);
    stage
}

fn not_listed(stage: Stage) -> Stage {
    let mut stage = entered(stage, "0.5");
    let task = stage.task();
    let result = Err(NotListed::Surely(refused()));
    stage.step(Input::ListingMade { task, result });
    stage
}

fn listed(stage: Stage) -> Stage {
    let mut stage = entered(stage, "0.5");
    let task = stage.task();
    let result = Ok(Listed::Now(made()));
    stage.step(Input::ListingMade { task, result });
    stage
}

fn purse(mut stage: Stage, result: Result<Purse, CallError>) -> Stage {
    stage.desktop(DesktopEvent::CommandPressed(Command::Currency));
    let task = stage.effects.iter().find_map(|effect| match effect {
        Effect::ReadCurrency { task, .. } => Some(*task),
        _ => None,
    });
    let task = task.expect("the stash is read");
    stage.step(Input::CurrencyRead { task, result });
    stage
}

/// Some of it with a price of the player's own, some with the market's, some without.
fn currency(stage: Stage) -> Stage {
    let held = [("r30", 2), ("r29", 1), ("pk1", 7)].map(|(code, count)| Held {
        kind: kind(code).expect(code),
        count,
    });
    let saved_at = Some(LONG_AGO.to_owned());
    let held = held.into();
    let mut stage = purse(stage, Ok(Purse { held, saved_at }));
    let task = stage.effects.iter().find_map(|effect| match effect {
        Effect::AskWorth { task, .. } => Some(*task),
        _ => None,
    });
    let task = task.expect("a worth is asked for");
    let result = Ok(page(&[]));
    stage.step(Input::WorthAnswered { task, result });
    stage.step(Input::Page(Action::SetWorth {
        code: "r29".to_owned(),
        hr: Some(1.0),
    }));
    stage
}

fn trouble(mut stage: Stage) -> Stage {
    let chord: Chord = "Ctrl+D".parse().expect("a chord");
    stage.desktop(DesktopEvent::ChordsChanged(vec![ChordState {
        command: Command::Check,
        chord,
        label: chord.to_string(),
        bound: false,
        problem: Some(ChordProblem::Taken { chord }),
    }]));
    stage.desktop(DesktopEvent::Failed(DesktopError::DisplayLost {
        reason: "x".to_owned(),
    }));
    stage.step(Input::Link(LinkStatus::Stopped));
    stage
}

#[test]
fn each_state_is_german_in_german() {
    for (name, state) in STATES {
        let [english, german] =
            Language::ALL.map(|language| state(Stage::speaking(language)).drawn());
        assert_eq!(german.language, Language::De);
        spoken::is_german(name, &english, &german);
    }
}

/// Named so that it is run with what else is made for the pages.
#[test]
fn export_bindings_german_views() {
    let views = STATES.map(|(name, state)| {
        let german = state(Stage::speaking(Language::De)).drawn();
        (name.to_owned(), german)
    });
    spoken::write_views("german-panel.json", &BTreeMap::from(views));
}

#[test]
fn another_language_is_spoken_at_once() {
    for (name, state) in STATES {
        // A hint is gone before anybody has come to the settings.
        if name.starts_with("hint") {
            continue;
        }
        let mut stage = state(Stage::new());
        let english = stage.drawn();
        let texts = Texts::of(Language::De);
        stage.step(Input::Options(Options {
            texts,
            ..stage.overlay.options
        }));
        spoken::is_german(name, &english, &stage.drawn());
    }
}

impl Stage {
    /// The page is new, and asks what there is to draw.
    fn drawn(&mut self) -> View {
        self.step(Input::Page(Action::Ready));
        self.view().expect("a page is always answered").clone()
    }

    fn stamps(&self) -> Stamps {
        Stamps {
            pressed: self.now.instant,
            keys_sent: None,
            changed: None,
            read: None,
        }
    }
}
