//! Listings that come, change and go while the player reads them.

use super::*;
use crate::bridge::Found;

fn event(kind: EventKind, data: serde_json::Value) -> Input {
    Input::Market(ServiceEvent {
        service: "market/listing".into(),
        kind,
        data,
    })
}

impl Stage {
    /// A check that found these, by id and price.
    fn found_these(listings: &[(&str, &str)]) -> Self {
        let mut stage = Self::checked(1).shown();
        let search = SearchId(stage.overlay.searches);
        stage.answer(search, listings);
        stage
    }

    fn answer(&mut self, search: SearchId, listings: &[(&str, &str)]) {
        let listings: Vec<_> = listings
            .iter()
            .map(|(id, price)| listing(id, price))
            .collect();
        self.step(Input::Answer {
            search,
            result: Ok(page(&listings)),
        });
    }

    /// The next look finds these.
    fn looks(&mut self, listings: &[(&str, &str)]) {
        self.pass(Duration::from_secs(60));
        let again = self.asked().expect("asked again");
        self.answer(again, listings);
    }

    fn reads(&mut self, on: bool) {
        self.step(Input::Page(Action::ReadListings { on }));
    }

    fn drawn_found(&self) -> Found {
        match self.search_view() {
            SearchView::Found(found) => *found,
            other => panic!("{other:?}"),
        }
    }
}

/// `a 0.5`, `b 1 gone`, `c 2 new`
fn rows(found: &Found) -> Vec<String> {
    let words = |row: &crate::bridge::Row| {
        let gone = if row.gone { " gone" } else { "" };
        let fresh = if row.fresh { " new" } else { "" };
        format!("{} {}{gone}{fresh}", row.id, row.price)
    };
    found.rows.iter().map(words).collect()
}

#[test]
fn nothing_moves_under_the_mouse_and_all_is_up_to_date_when_it_leaves() {
    let mut stage = Stage::found_these(&[("a", "0.5"), ("b", "1")]);
    stage.reads(true);
    assert!(stage.effects.is_empty(), "reading alone changes nothing");
    stage.step(event(EventKind::Patched, listing("b", "0.75")));
    assert_eq!(rows(&stage.drawn_found()), ["a 0.5", "b 0.75"]);
    stage.step(event(EventKind::Removed, listing("a", "0.5")));
    assert_eq!(rows(&stage.drawn_found()), ["a 0.5 gone", "b 0.75"]);
    stage.looks(&[("c", "2"), ("b", "0.75")]);
    let found = stage.drawn_found();
    assert_eq!(rows(&found), ["a 0.5 gone", "b 0.75"]);
    assert_eq!(found.waiting, 1);
    assert_eq!(found.news, "1 listing came in, 1 listing gone");
    assert_eq!(found.summary.split(" · ").next(), Some("2 of 2"));
    stage.reads(false);
    let found = stage.drawn_found();
    assert_eq!(rows(&found), ["c 2 new", "b 0.75"]);
    assert_eq!(found.waiting, 0);
}

#[test]
fn what_waits_is_shown_when_it_is_asked_for() {
    let mut stage = Stage::found_these(&[("a", "0.5")]);
    stage.reads(true);
    stage.looks(&[("c", "2"), ("a", "0.5")]);
    stage.step(Input::Page(Action::ShowNew));
    assert_eq!(rows(&stage.drawn_found()), ["c 2 new", "a 0.5"]);
    stage.step(Input::Page(Action::ShowNew));
    assert!(stage.effects.is_empty(), "there is nothing more to show");
}

#[test]
fn the_last_one_goes_under_the_mouse_and_the_list_stays_until_it_leaves() {
    let mut stage = Stage::found_these(&[("a", "0.5")]);
    stage.reads(true);
    stage.step(event(EventKind::Removed, listing("a", "0.5")));
    assert_eq!(rows(&stage.drawn_found()), ["a 0.5 gone"]);
    stage.reads(false);
    assert!(matches!(stage.search_view(), SearchView::Nothing { .. }));
}

#[test]
fn another_search_begins_with_rows_of_its_own() {
    let mut stage = Stage::found_these(&[("a", "0.5")]);
    stage.reads(true);
    stage.step(Input::Page(Action::Search));
    let search = stage.asked().expect("asked");
    stage.answer(search, &[("b", "1"), ("c", "2")]);
    assert_eq!(rows(&stage.drawn_found()), ["b 1", "c 2"]);
    assert_eq!(stage.drawn_found().news, "");
}
