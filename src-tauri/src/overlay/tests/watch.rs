//! A watch from the check to the toast.

use super::*;
use crate::bridge::{CheckWatch, Notice, Remedy, WatchAction, WatchForm};
use crate::watch::{self, LookId};

impl Stage {
    /// A check that found these, on a market that is reached.
    fn on_market(listings: &[serde_json::Value]) -> Self {
        Self::checked(1).shown().reach_market(listings)
    }

    /// The check on show is answered with these.
    pub(super) fn reach_market(mut self, listings: &[serde_json::Value]) -> Self {
        let stage = &mut self;
        stage.step(Input::Watch(watch::Input::Market {
            address: "wss://market.example".into(),
            lasting: true,
        }));
        stage.step(Input::Link(LinkStatus::Ready { account: None }));
        let search = SearchId(stage.overlay.searches);
        stage.step(Input::Answer {
            search,
            result: Ok(page(listings)),
        });
        self
    }

    pub(super) fn ask(&mut self, action: WatchAction) {
        self.step(Input::Page(Action::Watch { action }));
    }

    pub(super) fn start(&mut self, ceiling: &str) {
        self.ask(WatchAction::Start {
            ceiling: ceiling.into(),
        });
    }

    fn watch_view(&mut self) -> CheckWatch {
        match stage_panel(self) {
            Panel::Check(check) => check.watch,
            other => panic!("{other:?}"),
        }
    }

    fn watch_form(&mut self) -> WatchForm {
        self.watch_view().form.expect("the form is open")
    }

    /// Somebody lists one, and the market says that it fits.
    pub(super) fn listed(&mut self, id: &str, price: &str) {
        let mut record = listing(id, price);
        record["is_ladder"] = json!(true);
        record["is_hardcore"] = json!(false);
        record["item"]["corrupted"] = json!(true);
        self.step(Input::Market(ServiceEvent {
            service: "market/listing".into(),
            kind: EventKind::Created,
            data: record.clone(),
        }));
        let look = self.look().expect("asked about");
        self.step(Input::Watch(watch::Input::Looked {
            look,
            result: Ok(page(&[record])),
        }));
    }

    fn look(&self) -> Option<LookId> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::LookForWatch { look, .. } => Some(*look),
            _ => None,
        })
    }

    fn notices(&self) -> Vec<Notice> {
        self.view().expect("drawn").notices.clone()
    }

    fn focus_game(&mut self) {
        self.desktop(DesktopEvent::GameFocused {
            area: GAME,
            monitor: GAME,
            window: WindowId(1),
        });
    }
}

fn sellers() -> Vec<serde_json::Value> {
    ["0.2", "0.4", "0.6", "0.8", "1"]
        .iter()
        .map(|price| {
            let mut listing = listing(&format!("id{price}"), price);
            listing["user_id"] = json!(price);
            listing
        })
        .collect()
}

#[test]
fn the_lower_quartile_is_suggested_until_something_is_typed() {
    let mut stage = Stage::on_market(&sellers());
    assert_eq!(stage.watch_view().form, None);
    stage.ask(WatchAction::Form { open: true });
    assert_eq!(stage.watch_form().ceiling, "0.4");
    stage.ask(WatchAction::Draft {
        ceiling: "soon".into(),
    });
    let form = stage.watch_form();
    assert_eq!((form.ceiling.as_str(), form.reading.bad), ("soon", true));
    stage.start("soon");
    assert_eq!(stage.watch_view().watch, None, "it is no price");
    stage.ask(WatchAction::Form { open: false });
    assert_eq!(stage.watch_view().form, None);
}

#[test]
fn a_check_says_that_its_question_is_watched_and_no_other() {
    let mut stage = Stage::on_market(&sellers());
    stage.ask(WatchAction::Form { open: true });
    stage.start("0.3");
    assert!(stage.has(|effect| matches!(effect, Effect::KeepWatches(kept) if kept.len() == 1)));
    let watch = stage.watch_view();
    assert!(watch.watch.is_some() && watch.form.is_none());
    stage.ask(WatchAction::Form { open: true });
    assert_eq!(stage.watch_form().ceiling, "0.3");
    let Panel::Check(check) = stage_panel(&mut stage) else {
        panic!("no check")
    };
    let filter = check.filters.first().expect("a filter");
    stage.step(Input::Page(Action::Toggle {
        filter: filter.id,
        on: !filter.on,
    }));
    assert_eq!(stage.watch_view().watch, None, "other filters");
}

#[test]
fn what_the_check_shows_is_no_news_and_what_comes_later_is_told() {
    let mut stage = Stage::on_market(&sellers());
    stage.start("0.5");
    stage.listed("new", "0.3");
    let notices = stage.notices();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].message.title, "Raven Frost for 0.3 HR");
    assert!(notices[0].message.text.contains("Seller"));
    assert_eq!(notices[0].listing.as_deref(), Some("new"));
    let watch = notices[0].watch.expect("can be stopped");
    stage.ask(WatchAction::Stop { watch });
    assert!(stage.notices().is_empty());
    assert_eq!(stage.watch_view().watch, None);
}

#[test]
fn a_match_waits_for_the_game_and_a_click_there_does_not_read_it() {
    let mut stage = Stage::on_market(&[]);
    stage.start("");
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    stage.listed("new", "0.3");
    assert!(
        stage.view().is_none(),
        "nothing comes up over other programs"
    );
    stage.pass(Duration::from_secs(20));
    stage.focus_game();
    assert_eq!(stage.notices().len(), 1);
    stage.lay_out();
    stage.desktop(DesktopEvent::ClickedOutside { in_game: true });
    assert_eq!(stage.notices().len(), 1);
    assert!(!stage.has(|effect| matches!(effect, Effect::Hide)));
    stage.pass(Duration::from_secs(31));
    assert!(
        stage.has(|effect| matches!(effect, Effect::Hide)),
        "it had its time"
    );
}

#[test]
fn a_match_outlives_the_check_that_it_was_told_under() {
    let mut stage = Stage::on_market(&[]);
    stage.start("");
    stage.listed("new", "0.3");
    stage.desktop(DesktopEvent::ClickedOutside { in_game: true });
    let view = stage.view().expect("drawn");
    assert_eq!((&view.panel, view.notices.len()), (&Panel::Notices, 1));
}

#[test]
fn a_match_that_is_sold_is_withdrawn() {
    let mut stage = Stage::on_market(&[]);
    stage.start("");
    stage.desktop(DesktopEvent::EscapePressed);
    stage.listed("new", "0.3");
    stage.lay_out();
    stage.step(Input::Market(ServiceEvent {
        service: "market/listing".into(),
        kind: EventKind::Removed,
        data: json!({"_id": "new"}),
    }));
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
}

#[test]
fn the_window_shows_and_changes_all_watches() {
    let mut stage = Stage::on_market(&[]);
    stage.start("0.5");
    let view = stage.overlay.watches_view(stage.now);
    assert_eq!(
        (view.rows.len(), view.rows[0].name.as_str()),
        (1, "Raven Frost")
    );
    assert!(!view.rows[0].properties.is_empty());
    stage.step(Input::WatchAsked(WatchAction::Pause {
        watch: view.rows[0].id,
        on: true,
    }));
    assert!(stage.overlay.watches_view(stage.now).rows[0].paused);
    stage.step(Input::Page(Action::OpenWatches));
    assert!(stage.has(|effect| matches!(effect, Effect::OpenWatches)));
}

#[test]
fn a_login_ends_the_wait_of_a_watch() {
    let mut stage = Stage::on_market(&[]);
    stage.start("");
    stage.now.instant += Duration::from_secs(60);
    stage.step(Input::Tick);
    let look = stage.look().expect("looked at");
    stage.step(Input::Watch(watch::Input::Looked {
        look,
        result: Err(CallError::LoginNeeded),
    }));
    let remedy = |stage: &Stage| stage.overlay.watches_view(stage.now).remedy;
    assert_eq!(remedy(&stage), Some(Remedy::LogIn));
    stage.step(Input::LoggedIn(Account::default()));
    assert_eq!(remedy(&stage), None);
}

#[test]
fn another_watch_leaves_the_form_on_show_alone() {
    let mut stage = Stage::on_market(&[]);
    stage.start("0.5");
    let first = stage.watch_view().watch.expect("it is watched");
    let Panel::Check(check) = stage_panel(&mut stage) else {
        panic!("no check")
    };
    let filter = check.filters.first().expect("a filter");
    stage.step(Input::Page(Action::Toggle {
        filter: filter.id,
        on: !filter.on,
    }));
    stage.ask(WatchAction::Draft {
        ceiling: "0.3".into(),
    });
    stage.step(Input::WatchAsked(WatchAction::SetCeiling {
        watch: first,
        ceiling: "0.4".into(),
    }));
    assert_eq!(stage.watch_form().ceiling, "0.3");
    stage.step(Input::WatchAsked(WatchAction::Stop { watch: first }));
    assert_eq!(stage.watch_form().ceiling, "0.3");
}
