//! A search that finds nothing, and the ways out of it.

use super::*;
use crate::bridge::{Nothing, Sold};

impl Stage {
    /// A check that found nothing, with the questions that follow: the first count's and the archive's.
    fn nothing() -> (Self, SearchId, SearchId) {
        let mut stage = Self::checked(1).shown();
        let search = SearchId(stage.overlay.searches);
        stage.step(Input::Answer {
            search,
            result: Ok(page(&[])),
        });
        let count = stage.counts().expect("counts");
        let archive = stage.asks_archive().expect("asks the archive");
        (stage, count, archive)
    }

    pub(super) fn counts(&self) -> Option<SearchId> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Count { search, .. } => Some(*search),
            _ => None,
        })
    }

    pub(super) fn asks_archive(&self) -> Option<SearchId> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::AskArchive { search, .. } => Some(*search),
            _ => None,
        })
    }

    fn counted(&mut self, search: SearchId, total: usize) {
        self.step(Input::Counted {
            search,
            result: Ok(ListingPage::new(Vec::new(), total)),
        });
    }

    fn drawn_nothing(&self) -> Nothing {
        match self.search_view() {
            SearchView::Nothing(nothing) => *nothing,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn ways_out_are_counted_one_by_one_and_one_is_taken_by_a_click() {
    let (mut stage, first, _) = Stage::nothing();
    assert_eq!(stage.drawn_nothing().looking_ms, Some(0));
    stage.counted(first, 9);
    let nothing = stage.drawn_nothing();
    assert_eq!(nothing.ways.len(), 1);
    assert_eq!(nothing.ways[0].count, "9 listings");
    let second = stage.counts().expect("counts on");
    stage.counted(second, 0);
    let way = stage.drawn_nothing().ways[0].clone();
    assert_eq!(
        stage.drawn_nothing().ways.len(),
        1,
        "what gives none is no way"
    );
    stage.step(Input::Page(Action::GiveUp {
        filters: way.filters.clone(),
    }));
    assert!(stage.asked().is_some());
    let Some(Panel::Check(check)) = stage.view().map(|view| view.panel.clone()) else {
        panic!("no check")
    };
    let off = check.filters.iter().filter(|filter| !filter.on);
    assert!(off.map(|filter| filter.id).any(|id| way.filters == [id]));
    assert!(!check.filters_changed);
}

#[test]
fn an_answer_to_an_older_count_and_a_way_that_was_not_offered_change_nothing() {
    let (mut stage, first, archive) = Stage::nothing();
    stage.step(Input::Page(Action::GiveUp { filters: vec![0] }));
    assert!(stage.effects.is_empty());
    stage.step(Input::Page(Action::Search));
    stage.counted(first, 9);
    assert!(stage.effects.is_empty());
    stage.step(Input::ArchiveAnswered {
        search: archive,
        result: Ok(page(&[listing("a", "0.5")])),
    });
    assert!(stage.effects.is_empty());
}

#[test]
fn a_listing_that_comes_in_ends_the_looking() {
    let (mut stage, first, _) = Stage::nothing();
    stage.pass(Duration::from_secs(60));
    let again = stage.asked().expect("looks again");
    stage.step(Input::Answer {
        search: again,
        result: Ok(page(&[listing("a", "0.5")])),
    });
    assert!(matches!(stage.search_view(), SearchView::Found(_)));
    stage.counted(first, 9);
    assert!(stage.effects.is_empty());
}

#[test]
fn the_archive_says_what_such_items_went_for() {
    let (mut stage, _, archive) = Stage::nothing();
    assert_eq!(
        stage.drawn_nothing().sold,
        Some(Sold::Waiting { since_ms: 0 })
    );
    let seller = |id: &str, price: &str| {
        let mut listing = listing(id, price);
        listing["user_id"] = json!(id);
        listing
    };
    stage.step(Input::ArchiveAnswered {
        search: archive,
        result: Ok(page(&[
            seller("a", "0.4"),
            seller("b", "0.5"),
            seller("c", "0.6"),
        ])),
    });
    assert_eq!(
        stage.drawn_nothing().sold,
        Some(Sold::Known {
            price: "0.45 – 0.55 HR".to_owned(),
            text: "3 listings in the last 14 days".to_owned()
        })
    );
}

#[test]
fn an_archive_that_wants_a_login_is_asked_again_after_it_and_nags_nobody() {
    let (mut stage, _, archive) = Stage::nothing();
    stage.step(Input::ArchiveAnswered {
        search: archive,
        result: Err(CallError::LoginNeeded),
    });
    assert!(matches!(
        stage.drawn_nothing().sold,
        Some(Sold::LogIn { .. })
    ));
    assert!(stage.view().is_some_and(|view| view.notices.is_empty()));
    stage.step(Input::LoggedIn(Account {
        id: "1".into(),
        name: "exile".into(),
        ..Account::default()
    }));
    assert!(stage.asks_archive().is_some());
}

#[test]
fn listings_without_a_price_let_the_archive_say_one() {
    let mut stage = Stage::checked(1).shown();
    let search = SearchId(stage.overlay.searches);
    stage.step(Input::Answer {
        search,
        result: Ok(page(&[listing("a", "offer")])),
    });
    assert!(stage.counts().is_none());
    let archive = stage.asks_archive().expect("asks the archive");
    stage.step(Input::ArchiveAnswered {
        search: archive,
        result: Ok(page(&[listing("b", "0.5")])),
    });
    let SearchView::Found(found) = stage.search_view() else {
        panic!("{:?}", stage.search_view())
    };
    assert!(matches!(found.sold, Some(Sold::Known { price, .. }) if price == "0.5 HR"));
}
