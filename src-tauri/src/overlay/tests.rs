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
mod currency;
mod glance;
mod keyboard;
mod languages;
mod login;
mod nothing;
mod reading;
mod sale;
mod watch;

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

#[test]
fn the_item_is_drawn_at_once_and_the_market_asked() {
    let stage = Stage::checked(1);
    let view = stage.view().expect("drawn");
    assert_eq!(view.capture, 1);
    let Panel::Check(check) = &view.panel else {
        panic!("{:?}", view.panel)
    };
    assert_eq!(check.header.name, "Raven Frost");
    assert!(check.filters.iter().any(|filter| filter.on));
    assert!(matches!(check.search, SearchView::Waiting { .. }));
    assert!(stage.asked().is_some());
}

#[test]
fn the_window_comes_when_the_page_has_laid_it_out_and_leaves_the_item_free() {
    let mut stage = Stage::checked(1);
    assert!(!stage.has(|effect| matches!(effect, Effect::Show { .. })));
    stage.lay_out();
    let area = stage.effects.iter().find_map(|effect| match effect {
        Effect::Show { area, mouse: true } => Some(*area),
        _ => None,
    });
    let area = area.expect("shown");
    assert!(!area.contains(Point { x: 300, y: 300 }));
    assert_eq!((area.width, area.height), (452, 600));
}

#[test]
fn a_layout_of_an_older_view_shows_nothing() {
    let mut stage = Stage::checked(1);
    let older = stage.overlay.revision - 1;
    stage.step(Input::Page(Action::LaidOut {
        revision: older,
        width: 1.0,
        height: 1.0,
    }));
    assert!(stage.effects.is_empty());
}

#[test]
fn listings_are_drawn_when_they_come() {
    let mut stage = Stage::checked(1).shown();
    let search = SearchId(stage.overlay.searches);
    stage.step(Input::Answer {
        search,
        result: Ok(page(&[listing("a", "0.5"), listing("b", "1")])),
    });
    let SearchView::Found(found) = stage.search_view() else {
        panic!("{:?}", stage.search_view())
    };
    assert_eq!(
        found
            .rows
            .iter()
            .map(|row| row.price.as_str())
            .collect::<Vec<_>>(),
        ["0.5", "1"]
    );
}

#[test]
fn an_answer_to_an_older_search_changes_nothing() {
    let mut stage = Stage::checked(1).shown();
    let older = SearchId(stage.overlay.searches);
    stage.chord(2);
    stage.copied(2, RAVEN_FROST);
    assert!(stage.asked().is_some_and(|search| search != older));
    stage.step(Input::Answer {
        search: older,
        result: Ok(page(&[listing("a", "0.5")])),
    });
    assert!(stage.effects.is_empty());
}

#[test]
fn a_copy_that_belongs_to_an_older_check_is_not_shown() {
    let mut stage = Stage::new();
    stage.chord(1);
    stage.chord(2);
    stage.copied(1, RAVEN_FROST);
    assert!(stage.effects.is_empty());
    stage.copied(2, RAVEN_FROST);
    assert_eq!(stage.view().map(|view| view.capture), Some(2));
}

#[test]
fn a_correction_of_the_check_on_show_is_drawn() {
    let mut stage = Stage::checked(1).shown();
    stage.copied(1, RAVEN_FROST);
    assert!(stage.asked().is_some());
}

#[test]
fn nothing_hovered_gives_a_hint_that_goes_by_itself_and_takes_no_mouse() {
    let mut stage = Stage::new();
    stage.chord(1);
    stage.desktop(DesktopEvent::Missed {
        capture: CaptureId(1),
        reason: MissReason::NothingCopied,
    });
    assert!(matches!(
        stage.view().map(|view| &view.panel),
        Some(Panel::Hint { .. })
    ));
    stage.lay_out();
    assert!(stage.has(|effect| matches!(effect, Effect::Show { mouse: false, .. })));
    assert!(stage.overlay.wake_at().is_some());
    stage.pass(HINT_STAYS);
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
}

#[test]
fn what_is_no_item_gives_a_hint() {
    for text in ["hello", "{\"a\":1}", "{", ""] {
        let mut stage = Stage::new();
        stage.chord(1);
        stage.copied(1, text);
        assert!(
            matches!(
                stage.view().map(|view| &view.panel),
                Some(Panel::Hint { .. })
            ),
            "{text:?}"
        );
        assert_eq!(stage.asked(), None);
    }
}

#[test]
fn escape_closes_and_draws_an_empty_page() {
    let mut stage = Stage::checked(1).shown();
    stage.desktop(DesktopEvent::EscapePressed);
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    assert!(matches!(
        stage.view().map(|view| &view.panel),
        Some(Panel::Hidden)
    ));
    assert!(
        !stage.has(|effect| matches!(effect, Effect::KeyboardToGame)),
        "the game had it all the time"
    );
}

#[test]
fn the_panel_has_the_room_that_the_game_has_before_it_is_drawn_there() {
    let moved = |height: u32| DesktopEvent::GameMoved {
        area: Rect { height, ..GAME },
        monitor: GAME,
    };
    let mut stage = Stage::new();
    stage.desktop(moved(720));
    let room = Room {
        height: 720.0,
        ..Room::largest(1.0)
    };
    assert!(matches!(stage.effects[..], [Effect::MakeRoom(made)] if made == room));
    stage.chord(1);
    stage.copied(1, RAVEN_FROST);
    assert_eq!(stage.view().map(|view| view.room), Some(720.0));
    assert!(!stage.has(|effect| matches!(effect, Effect::MakeRoom(_))));
    stage.lay_out();
    stage.desktop(moved(640));
    assert!(matches!(stage.effects[0], Effect::MakeRoom(room) if room.height == 640.0));
    assert_eq!(stage.view().map(|view| view.room), Some(640.0));
    // Where the window is as large as the panel it is to be cut to it again.
    assert!(stage.has(|effect| matches!(effect, Effect::Show { mouse: true, .. })));
}

#[test]
fn a_panel_that_was_put_away_stays_away_when_its_page_is_late() {
    let mut stage = Stage::new();
    stage.chord_for(1, Command::CheckPinned);
    stage.copied(1, RAVEN_FROST);
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    stage.lay_out();
    assert!(!stage.has(|effect| matches!(effect, Effect::Show { .. })));
}

#[test]
fn the_panel_goes_with_the_game() {
    let mut stage = Stage::checked(1).shown();
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
}

#[test]
fn changed_filters_are_drawn_and_asked_for_when_wanted() {
    let mut stage = Stage::checked(1).shown();
    let Panel::Check(check) = stage_panel(&mut stage) else {
        panic!("no check")
    };
    let filter = check.filters.first().expect("a filter").clone();
    stage.step(Input::Page(Action::Toggle {
        filter: filter.id,
        on: !filter.on,
    }));
    assert!(
        matches!(stage.view().map(|view| &view.panel), Some(Panel::Check(check)) if check.filters_changed)
    );
    assert_eq!(stage.asked(), None);
    stage.step(Input::Page(Action::Search));
    assert!(stage.asked().is_some());
    stage.step(Input::Page(Action::Toggle {
        filter: 9_999,
        on: true,
    }));
    assert!(stage.effects.is_empty());
}

fn stage_panel(stage: &mut Stage) -> Panel {
    stage.step(Input::Page(Action::Ready));
    stage.view().expect("drawn").panel.clone()
}

#[test]
fn a_sold_listing_goes_and_a_new_one_is_looked_for() {
    let mut stage = Stage::checked(1).shown();
    let search = SearchId(stage.overlay.searches);
    stage.step(Input::Answer {
        search,
        result: Ok(page(&[listing("a", "0.5"), listing("b", "1")])),
    });
    let event = |kind, data| {
        Input::Market(ServiceEvent {
            service: "market/listing".into(),
            kind,
            data,
        })
    };
    stage.step(event(EventKind::Removed, listing("a", "0.5")));
    let SearchView::Found(found) = stage.search_view() else {
        panic!("{:?}", stage.search_view())
    };
    assert_eq!(found.rows.len(), 1);
    stage.step(event(EventKind::Created, listing("c", "2")));
    stage.pass(Duration::ZERO);
    let again = stage.asked().expect("asked again");
    stage.step(Input::Answer {
        search: again,
        result: Ok(page(&[listing("c", "2"), listing("b", "1")])),
    });
    let SearchView::Found(found) = stage.search_view() else {
        panic!("{:?}", stage.search_view())
    };
    assert_eq!(
        found.rows.iter().map(|row| row.fresh).collect::<Vec<_>>(),
        [true, false]
    );
}

#[test]
fn a_taken_chord_is_told_with_the_way_out_until_it_is_free() {
    let mut stage = Stage::new();
    let chord = game_desktop::Config::default_chord(Command::Check);
    let state = |problem: Option<game_desktop::ChordProblem>| {
        DesktopEvent::ChordsChanged(vec![game_desktop::ChordState {
            command: Command::Check,
            chord,
            label: chord.to_string(),
            bound: problem.is_none(),
            problem,
        }])
    };
    stage.desktop(state(Some(game_desktop::ChordProblem::Taken { chord })));
    let notices = stage.view().expect("drawn").notices.clone();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].message.title.contains("Ctrl+D"));
    stage.lay_out();
    stage.desktop(state(None));
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
}

#[test]
fn a_chord_that_does_nothing_says_why_and_leads_to_the_hotkeys() {
    use game_desktop::ChordProblem;
    let chord = game_desktop::Config::default_chord(Command::Check);
    let other = Command::List;
    let reason = "x".to_owned();
    for (problem, title) in [
        (ChordProblem::Taken { chord }, "Ctrl+D is taken"),
        (
            ChordProblem::Doubled { chord, other },
            "Ctrl+D is used twice",
        ),
        (ChordProblem::NotOnKeyboard { chord }, "No key for Ctrl+D"),
        (
            ChordProblem::Refused { chord, reason },
            "The system refused Ctrl+D",
        ),
    ] {
        let message = words::chord_problem(Texts::ENGLISH, &chord, &problem, false);
        assert_eq!(message.title, title);
        assert_eq!(message.remedy, Some(Remedy::OpenHotkeys));
    }
}

#[test]
fn the_settings_open_at_the_section_that_a_message_is_about() {
    let newer = words::newer_version(Texts::ENGLISH, "9.0.0");
    assert!(newer.text.contains("under Privacy"), "{}", newer.text);
    assert_eq!(newer.remedy, Some(Remedy::OpenPrivacy));
    for (asked, section) in [
        (
            r#"{"do":"openSettings","section":"privacy"}"#,
            Some(Section::Privacy),
        ),
        (r#"{"do":"openSettings"}"#, None),
    ] {
        let mut stage = Stage::new();
        stage.step(Input::Page(serde_json::from_str(asked).expect("an action")));
        assert!(stage.has(|effect| {
            matches!(effect, Effect::OpenSettings { section: opened } if *opened == section)
        }));
    }
}

#[test]
fn what_was_not_opened_names_its_address() {
    let message = words::not_opened(Texts::ENGLISH, "https://market.example/a", "no program");
    assert!(
        message.text.contains("https://market.example/a"),
        "{}",
        message.text
    );
}

#[test]
fn a_game_that_has_the_screen_for_itself_is_told_of_once() {
    let mut stage = Stage::new();
    stage.desktop(DesktopEvent::Unseen);
    stage.desktop(DesktopEvent::Unseen);
    let notices = stage.view().expect("drawn").notices.clone();
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].message.text.contains("windowed"));
}

#[test]
fn notices_wait_for_the_game_and_are_read_with_escape() {
    let mut stage = Stage::new();
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    let message = words::desktop_failed(
        Texts::default(),
        &game_desktop::DesktopError::DisplayLost {
            reason: "it was closed".to_owned(),
        },
    );
    stage.step(Input::Tell {
        tone: Tone::Bad,
        message,
    });
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
    let focused = || DesktopEvent::GameFocused {
        area: GAME,
        monitor: GAME,
        window: WindowId(1),
    };
    stage.desktop(focused());
    assert_eq!(stage.view().map(|view| view.notices.len()), Some(1));
    stage.lay_out();
    stage.desktop(DesktopEvent::EscapePressed);
    stage.desktop(focused());
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
}

#[test]
fn another_realm_is_searched_at_once() {
    let mut stage = Stage::checked(1).shown();
    let realm = Realm {
        hardcore: true,
        ..Realm::default()
    };
    let options = Options {
        realm,
        ..stage.overlay.options
    };
    stage.step(Input::Options(options));
    assert!(stage.asked().is_some());
}

#[test]
fn the_status_line_tells_of_the_connection() {
    let mut stage = Stage::checked(1).shown();
    stage.step(Input::Link(LinkStatus::Ready { account: None }));
    assert_eq!(
        stage.view().map(|view| view.link.state),
        Some(LinkState::Live)
    );
    stage.step(Input::Link(LinkStatus::Stopped));
    assert_eq!(
        stage.view().map(|view| view.link.state),
        Some(LinkState::Off)
    );
}
