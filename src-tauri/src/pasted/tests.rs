//! Pasted texts, from what is pasted to listings, without a window, a clipboard or a market.

use std::time::{Duration, Instant};

use item_parsers::listing::Listing;
use serde_json::json;

use super::*;
use crate::bridge::{self, Message};

mod languages;

const RAVEN_FROST: &str = include_str!("../overlay/tests/raven-frost.json");
const TOOLTIP: &str =
    "Raven Frost\nUnique Ring\n+18 to Dexterity\n+241 to Attack Rating\nFits like a glove";

fn now() -> Now {
    Now {
        instant: Instant::now(),
        wall: time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000),
    }
}

fn text(text: &str) -> Input {
    Input::Clipboard(Some(Content::Text(text.to_owned())))
}

fn asked(effects: &[Effect]) -> Option<SearchId> {
    effects.iter().find_map(|effect| match effect {
        Effect::Ask(overlay::Effect::Ask { search, .. }) => Some(*search),
        _ => None,
    })
}

fn view(pasted: &Pasted) -> PastedView {
    pasted.view(Texts::default(), &LinkStatus::Stopped, now())
}

fn check(pasted: &Pasted) -> bridge::Check {
    match view(pasted).state {
        PastedState::Checked(check) => *check,
        other => panic!("no check: {other:?}"),
    }
}

fn refusal(pasted: &Pasted) -> Message {
    match view(pasted).state {
        PastedState::Refused(message) => message,
        other => panic!("not refused: {other:?}"),
    }
}

fn pasted(given: &str) -> (Pasted, SearchId) {
    let mut pasted = Pasted::new(Realm::default());
    let effects = pasted.step(text(given), now());
    let search = asked(&effects).expect("the market is asked");
    (pasted, search)
}

fn page() -> ListingPage {
    let listing = json!({
        "_id": "a", "user_id": "u1", "type": "item", "price": "0.5",
        "bumped_at": "2024-10-04T00:00:00.000Z", "user": { "username": "Seller" },
        "item": { "name": "Raven Frost", "base_code": "rin", "unique": { "id": 276 }, "quality": { "id": 7, "name": "Unique" }, "modifiers": [] },
    });
    ListingPage::new(vec![Listing::from_market(&listing).expect("a listing")], 1)
}

#[test]
fn both_forms_of_an_item_become_the_check_that_the_panel_shows() {
    for given in [RAVEN_FROST, TOOLTIP] {
        let (pasted, _) = pasted(given);
        let check = check(&pasted);
        assert_eq!(check.header.name, "Raven Frost");
        assert!(check.filters.iter().any(|filter| filter.on));
        assert!(matches!(check.search, bridge::Search::Waiting { .. }));
        assert_eq!(view(&pasted).text.0, given);
    }
}

#[test]
fn what_was_not_understood_is_noted() {
    let notes = check(&pasted(TOOLTIP).0).header.notes;
    assert!(
        notes.iter().any(|note| note.contains("Fits like a glove")),
        "{notes:?}"
    );
}

#[test]
fn listings_come_and_an_older_answer_changes_nothing() {
    let (mut pasted, older) = pasted(TOOLTIP);
    let newer = asked(&pasted.step(Input::Page(Action::Search), now())).expect("asked");
    for (search, comes) in [(older, false), (newer, true)] {
        let result = Ok(page());
        pasted.step(Input::Answered(Answer::Listings(search, result)), now());
        let found = matches!(check(&pasted).search, bridge::Search::Found(_));
        assert_eq!(found, comes);
    }
}

#[test]
fn filters_are_changed_and_searched_for() {
    let (mut pasted, _) = pasted(TOOLTIP);
    let filter = check(&pasted).filters[0].clone();
    let on = !filter.on;
    pasted.step(
        Input::Page(Action::Toggle {
            filter: filter.id,
            on,
        }),
        now(),
    );
    assert_eq!(check(&pasted).filters[0].on, on);
    assert!(check(&pasted).filters_changed);
    assert!(asked(&pasted.step(Input::Page(Action::Search), now())).is_some());
    assert!(!check(&pasted).filters_changed);
}

#[test]
fn what_is_no_item_is_told_with_the_way_out_and_kept_for_a_correction() {
    for (given, code) in [
        ("hello", "no_item"),
        ("{\"a\":1}", "other_data"),
        ("{\"name\":", "broken_item"),
        ("", "nothing_copied"),
        ("  \n ", "nothing_copied"),
    ] {
        let mut pasted = Pasted::new(Realm::default());
        let effects = pasted.step(text(given), now());
        assert!(asked(&effects).is_none());
        let message = refusal(&pasted);
        assert_eq!(message.code, code, "{given:?}");
        // Nothing is to be hovered here, and no hotkey pressed.
        let words = format!("{} {}", message.title, message.text);
        assert!(!words.contains("hotkey"), "{words}");
        assert_eq!(view(&pasted).text.0, given);
    }
}

#[test]
fn pictures_silence_and_far_too_much_text_are_told_apart() {
    let ten_mega = "a".repeat(10_000_000);
    for (content, code, says) in [
        (Some(Content::NotText), "no_text", "picture"),
        (Some(Content::Empty), "nothing_copied", "Copy"),
        (
            Some(Content::TooLarge { bytes: 10_000_000 }),
            "too_large",
            "10000 KB",
        ),
        (Some(Content::Text(ten_mega)), "too_large", "10000 KB"),
        (
            Some(Content::Text("a".repeat(400_000))),
            "too_large",
            "400 KB",
        ),
        (None, "clipboard_silent", "Copy again"),
    ] {
        let (mut pasted, _) = pasted(TOOLTIP);
        pasted.step(Input::Clipboard(content), now());
        let message = refusal(&pasted);
        assert_eq!(message.code, code);
        assert!(
            message.text.contains(says) || message.title.contains(says),
            "{message:?}"
        );
        assert_eq!(view(&pasted).text, ItemText::default());
    }
}

#[test]
fn another_realm_and_a_login_ask_again() {
    let (mut pasted, search) = pasted(TOOLTIP);
    let hardcore = Realm {
        hardcore: true,
        ..Realm::default()
    };
    assert!(asked(&pasted.step(Input::Realm(Realm::default()), now())).is_none());
    assert!(
        asked(&pasted.step(Input::Realm(hardcore), now())).is_some_and(|again| again != search)
    );
    assert!(asked(&pasted.step(Input::LoggedIn, now())).is_none());
    let failed = Err(CallError::LoginNeeded);
    let search = SearchId(pasted.searches);
    pasted.step(Input::Answered(Answer::Listings(search, failed)), now());
    assert!(asked(&pasted.step(Input::LoggedIn, now())).is_some());
}

#[test]
fn the_market_is_looked_at_again_while_an_item_is_shown() {
    let (mut pasted, search) = pasted(TOOLTIP);
    let result = Ok(page());
    pasted.step(Input::Answered(Answer::Listings(search, result)), now());
    let due = pasted.wake_at().expect("a look is due some time");
    let later = |instant| Now { instant, ..now() };
    let early = due.checked_sub(Duration::from_millis(1)).expect("a time");
    assert!(pasted.step(Input::Tick, later(early)).is_empty());
    let effects = pasted.step(Input::Tick, later(due));
    assert!(matches!(
        effects[..],
        [Effect::Ask(overlay::Effect::Ask { fresh: true, .. })]
    ));
}

#[test]
fn a_window_that_is_opened_again_is_empty() {
    let (mut pasted, _) = pasted(TOOLTIP);
    pasted.step(Input::Opened(Realm::default()), now());
    assert_eq!(view(&pasted).state, PastedState::Empty);
    assert_eq!(pasted.wake_at(), None);
}

#[test]
fn a_pasted_text_never_shows_in_a_log() {
    let (pasted, _) = pasted(TOOLTIP);
    let logged = format!("{:?}", view(&pasted).text);
    assert_eq!(logged, format!("ItemText({} bytes)", TOOLTIP.len()));
    let action = Action::CheckText {
        text: ItemText("secret".to_owned()),
    };
    assert!(!format!("{action:?}").contains("secret"));
}
