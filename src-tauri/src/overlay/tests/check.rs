//! A check: the item at once, its listings when they come, filters, hints where there is no item.

use super::*;

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

#[test]
fn no_item_takes_nothing_away_that_the_player_works_at() {
    let pinned = || {
        let mut stage = Stage::checked(1).shown();
        stage.step(Input::Page(Action::Pin { pinned: true }));
        stage
    };
    for (stage, is_left) in [
        (
            pinned(),
            (|phase| matches!(phase, Phase::Check(_))) as fn(&Phase) -> bool,
        ),
        (Stage::selling().shown(), |phase| {
            matches!(phase, Phase::Sale(_))
        }),
    ] {
        let mut stage = stage;
        stage.chord(7);
        stage.desktop(DesktopEvent::Missed {
            capture: CaptureId(7),
            reason: MissReason::NothingCopied,
        });
        assert!(is_left(&stage.overlay.phase));
        let told = stage.view().expect("drawn").notices.clone();
        assert_eq!(told.len(), 1, "why there is none is told beside it");
        stage.chord(8);
        stage.copied(8, "no item");
        stage.pass(Duration::from_secs(5));
        assert!(is_left(&stage.overlay.phase));
        assert_eq!(stage.view().map(|view| view.notices.len()), Some(0));
    }
}

#[test]
fn a_market_that_is_out_of_reach_is_told_at_once_and_the_answer_shown_when_it_comes() {
    let mut stage = Stage::checked(1).shown();
    let search = stage.overlay.searches;
    let out_of_reach = LinkStatus::Waiting {
        retry_in: Duration::from_secs(4),
        reason: market_client::LinkProblem::NotTried,
    };
    for link in [out_of_reach, LinkStatus::Connecting { attempt: 2 }] {
        stage.step(Input::Link(link));
        assert!(
            matches!(stage.search_view(), SearchView::Failed(message) if message.code == "market_away")
        );
    }
    stage.step(Input::Link(LinkStatus::Ready { account: None }));
    assert!(matches!(stage.search_view(), SearchView::Waiting { .. }));
    stage.step(Input::Answer {
        search: SearchId(search),
        result: Ok(page(&[listing("l1", "0.5")])),
    });
    assert!(matches!(stage.search_view(), SearchView::Found(_)));
}
