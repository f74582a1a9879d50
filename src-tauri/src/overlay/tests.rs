//! The overlay from key press to close, without a window, a market or a clock.

use game_desktop::{Content, Event as DesktopEvent, MissReason, Rect, Stamps, WindowId};
use item_parsers::listing::Listing;
use market_client::{Account, CallError, EventKind, ListingPage, SearchId, ServiceEvent};
use serde_json::json;

use super::*;
use crate::bridge::{
    Appearance, LinkState, Panel, Remedy, Search as SearchView, Section, Tone, View,
};
use crate::settings::{PanelPlace, Realm};
use crate::texts::{Language, Texts};

mod by_hand;
mod check;
mod currency;
mod glance;
mod keyboard;
mod languages;
mod login;
mod nothing;
mod notices;
mod reading;
mod sale;
mod watch;
mod window;

const RAVEN_FROST: &str = include_str!("tests/raven-frost.json");
const GAME: Rect = Rect {
    x: 0,
    y: 0,
    width: 1600,
    height: 900,
};

/// An overlay, its time, and what it did last.
struct Stage {
    overlay: Overlay,
    now: Now,
    effects: Vec<Effect>,
}

impl Stage {
    fn new() -> Self {
        Self::speaking(Language::En)
    }

    fn speaking(language: Language) -> Self {
        let options = Options {
            texts: Texts::of(language),
            realm: Realm::default(),
            economy: false,
            watch_copies: false,
            place: PanelPlace::Beside,
            appearance: Appearance {
                scale: 1.0,
                opaque: false,
            },
            pixel_ratio: 1.0,
        };
        let now = Now {
            instant: Instant::now(),
            wall: time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000),
        };
        let mut stage = Self {
            overlay: Overlay::new(options, Drafts::default(), OwnWorths::new(), Vec::new()),
            now,
            effects: Vec::new(),
        };
        stage.desktop(DesktopEvent::GameFocused {
            area: GAME,
            monitor: GAME,
            window: WindowId(1),
        });
        stage
    }

    fn step(&mut self, input: Input) {
        self.effects = self.overlay.step(input, self.now);
    }

    fn desktop(&mut self, event: DesktopEvent) {
        self.step(Input::Desktop(event));
    }

    fn pass(&mut self, time: Duration) {
        self.now.instant += time;
        self.step(Input::Tick);
    }

    fn chord(&mut self, capture: u64) {
        self.chord_for(capture, Command::Check);
    }

    fn chord_for(&mut self, capture: u64, command: Command) {
        let stamps = Stamps {
            pressed: self.now.instant,
            keys_sent: None,
            changed: None,
            read: None,
        };
        let pointer = Point { x: 300, y: 300 };
        self.desktop(DesktopEvent::CheckStarted {
            capture: CaptureId(capture),
            command,
            pointer,
            stamps,
        });
    }

    fn copied(&mut self, capture: u64, text: &str) {
        let stamps = Stamps {
            pressed: self.now.instant,
            keys_sent: None,
            changed: None,
            read: None,
        };
        self.desktop(DesktopEvent::Captured {
            capture: CaptureId(capture),
            content: Content::Text(text.to_owned()),
            stamps,
        });
    }

    /// Presses the chord over an item and lets the page lay it out.
    fn checked(capture: u64) -> Self {
        Self::new().check(capture)
    }

    fn check(mut self, capture: u64) -> Self {
        self.chord(capture);
        self.copied(capture, RAVEN_FROST);
        self
    }

    fn shown(mut self) -> Self {
        self.lay_out();
        self
    }

    fn lay_out(&mut self) {
        let revision = self.overlay.revision;
        self.step(Input::Page(Action::LaidOut {
            revision,
            width: 452.0,
            height: 600.0,
        }));
    }

    fn view(&self) -> Option<&View> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Draw(view) => Some(&**view),
            _ => None,
        })
    }

    fn asked(&self) -> Option<SearchId> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Ask { search, .. } => Some(*search),
            _ => None,
        })
    }

    fn search_view(&self) -> SearchView {
        match self.view().map(|view| &view.panel) {
            Some(Panel::Check(check)) => check.search.clone(),
            other => panic!("no check is drawn: {other:?}"),
        }
    }

    fn has(&self, wanted: impl Fn(&Effect) -> bool) -> bool {
        self.effects.iter().any(wanted)
    }
}

fn listing(id: &str, price: &str) -> serde_json::Value {
    json!({
        "_id": id, "user_id": "u1", "type": "item", "price": price, "bumped_at": "2024-10-04T00:00:00.000Z",
        "user": { "username": "Seller" },
        "item": { "name": "Raven Frost", "base_code": "rin", "unique": { "id": 276 }, "quality": { "id": 7, "name": "Unique" }, "modifiers": [] },
    })
}

fn page(listings: &[serde_json::Value]) -> ListingPage {
    let listings: Vec<Listing> = listings
        .iter()
        .map(|listing| Listing::from_market(listing).expect("a listing"))
        .collect();
    let total = listings.len();
    ListingPage::new(listings, total)
}

fn stage_panel(stage: &mut Stage) -> Panel {
    stage.step(Input::Page(Action::Ready));
    stage.view().expect("drawn").panel.clone()
}
