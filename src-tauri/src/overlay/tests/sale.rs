//! Listing an item: from the hotkey to what the player is told, without a window, a market or a clock.

use market_client::{Listed, NotListed};

use super::*;
use crate::bridge::{Draft, Remedy, Sale as Form, SaleStage};
use crate::sale::{Finding, StashItem};

impl Stage {
    /// Presses the hotkey for listing over an item.
    pub(super) fn selling() -> Self {
        Self::new().sell()
    }

    pub(super) fn sell(mut self) -> Self {
        self.list_chord(1);
        self.copied(1, RAVEN_FROST);
        self
    }

    fn list_chord(&mut self, capture: u64) {
        self.desktop(DesktopEvent::CheckStarted {
            capture: CaptureId(capture),
            command: Command::List,
            pointer: Point { x: 300, y: 300 },
            stamps: Stamps {
                pressed: self.now.instant,
                keys_sent: None,
                changed: None,
                read: None,
            },
        });
    }

    /// The item was found in the stash, and the form is on the screen.
    fn found() -> Self {
        Self::selling().find(Ok(Finding::One(Box::new(stash_item()))))
    }

    /// The stashes were searched, and the form is on the screen.
    pub(super) fn find(mut self, result: Result<Finding, CallError>) -> Self {
        let task = self.task();
        self.lay_out();
        self.step(Input::StashSearched { task, result });
        self
    }

    /// Enter was pressed; gives the name of what was sent.
    fn sent(price: &str) -> (Self, TaskId) {
        let mut stage = Self::found();
        stage.enter(price);
        let task = stage.task();
        (stage, task)
    }

    pub(super) fn enter(&mut self, price: &str) {
        self.step(Input::Page(Action::GiveIn {
            draft: draft(price),
        }));
    }

    /// What was asked of the market last.
    pub(super) fn task(&self) -> TaskId {
        let task = self.effects.iter().find_map(|effect| match effect {
            Effect::FindInStash { task, .. }
            | Effect::ListOnce { task, .. }
            | Effect::ChangeListing { task, .. } => Some(*task),
            _ => None,
        });
        task.expect("something was asked")
    }

    fn form(&self) -> Form {
        match self.view().map(|view| &view.panel) {
            Some(Panel::Sale(form)) => (**form).clone(),
            other => panic!("no form is drawn: {other:?}"),
        }
    }

    fn told(&self) -> Vec<crate::bridge::Notice> {
        self.view()
            .map_or_else(Vec::new, |view| view.notices.clone())
    }

    fn lists(&self) -> bool {
        self.has(|effect| matches!(effect, Effect::ListOnce { .. }))
    }
}

fn guide(stage: &Stage) -> (SearchId, bool) {
    let asked = stage.effects.iter().find_map(|effect| match effect {
        Effect::Ask { search, query, .. } => Some((*search, query["is_hardcore"] == true)),
        _ => None,
    });
    asked.expect("the likes are asked for")
}

#[test]
fn in_another_realm_its_own_listings_guide_the_price() {
    let mut stage = Stage::selling();
    let (search, hardcore) = guide(&stage);
    assert!(!hardcore);
    let task = stage.task();
    stage.lay_out();
    let asks = |price: &str| {
        Ok(page(&["a", "b", "c", "d", "e"].map(|seller| {
            let mut one = listing(seller, price);
            one["user_id"] = json!(seller);
            one
        })))
    };
    stage.step(Input::Answer {
        search,
        result: asks("0.5"),
    });
    let elsewhere = StashItem {
        realm: market_client::Realm::of(true, true),
        ..stash_item()
    };
    stage.step(Input::StashSearched {
        task,
        result: Ok(Finding::Nowhere {
            reason: item_parsers::stash::NoMatch::NothingOfItsKind,
            saved_at: None,
            elsewhere: Some(Box::new(elsewhere)),
        }),
    });
    assert_eq!(stage.form().price, "0.5");
    stage.step(Input::Page(Action::ChooseElsewhere));
    assert_eq!(stage.form().price, "", "no other realm's price");
    let (search, hardcore) = guide(&stage);
    assert!(hardcore);
    stage.step(Input::Answer {
        search,
        result: asks("2"),
    });
    assert_eq!(stage.form().price, "2");
}

fn draft(price: &str) -> Draft {
    Draft {
        price: price.to_owned(),
        ..Draft::default()
    }
}

pub(super) fn stash_item() -> StashItem {
    StashItem {
        item: json!({"hash": "h", "name": "Raven Frost"}),
        account: "cain".to_owned(),
        user_id: "u".to_owned(),
        realm: market_client::Realm::default(),
        listing: None,
    }
}

pub(super) fn made() -> Box<Listing> {
    Box::new(Listing::from_market(&listing("l1", "0.5")).expect("a listing"))
}

pub(super) fn away() -> CallError {
    CallError::NotReachable("x".to_owned())
}

#[test]
fn the_stash_and_the_likes_are_asked_at_once_and_the_form_takes_the_keyboard() {
    let mut stage = Stage::selling();
    assert!(stage.has(|effect| matches!(effect, Effect::FindInStash { fresh: false, .. })));
    assert!(stage.asked().is_some());
    assert!(matches!(stage.form().stage, SaleStage::Finding { .. }));
    stage.lay_out();
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToPanel)));
}

#[test]
fn a_price_is_suggested_where_none_was_typed() {
    let prices: Vec<_> = (0..4)
        .map(|no| {
            let mut one = listing(&format!("l{no}"), "0.5");
            one["user_id"] = json!(format!("u{no}"));
            one
        })
        .collect();
    for typed in [false, true] {
        let mut stage = Stage::selling();
        let search = stage.asked().expect("asked");
        if typed {
            stage.step(Input::Page(Action::Draft {
                draft: draft("0.7"),
            }));
        }
        stage.step(Input::Answer {
            search,
            result: Ok(page(&prices)),
        });
        assert_eq!(stage.form().price, if typed { "0.7" } else { "0.5" });
        assert!(stage.form().guide.contains("4 asks of 4 sellers"));
    }
}

#[test]
fn enter_lists_once_and_only_what_was_found() {
    let mut stage = Stage::selling();
    stage.enter("0.5");
    assert!(!stage.lists(), "it is not found yet");
    let mut stage = Stage::found();
    stage.enter("-1");
    assert!(!stage.lists());
    assert!(stage.form().reading.bad && stage.form().problem.is_none());
    stage.enter("");
    assert!(!stage.lists());
    assert_eq!(stage.form().problem.expect("told").code, "bad_price");
    stage.enter("0.5");
    let sent = stage.effects.iter().find_map(|effect| match effect {
        Effect::ListOnce { new, .. } => Some(new.clone()),
        _ => None,
    });
    let sent = sent.expect("listed");
    assert_eq!(sent.item, stash_item().item, "as the stash has it");
    assert_eq!((sent.price.as_str(), sent.hr_price), ("0.5", Some(0.5)));
    stage.enter("0.5");
    assert!(!stage.lists(), "it is under way");
}

#[test]
fn the_same_item_is_not_sent_again_while_it_is_under_way() {
    let (mut stage, _) = Stage::sent("0.5");
    stage.step(Input::Page(Action::Close));
    stage.list_chord(2);
    stage.copied(2, RAVEN_FROST);
    let task = stage.task();
    stage.step(Input::StashSearched {
        task,
        result: Ok(Finding::One(Box::new(stash_item()))),
    });
    assert!(matches!(stage.form().stage, SaleStage::Sending { .. }));
    stage.enter("0.5");
    assert!(!stage.lists());
}

#[test]
fn a_listing_is_told_with_ten_seconds_to_undo_it() {
    let (mut stage, task) = Stage::sent("0.5");
    stage.step(Input::ListingMade {
        task,
        result: Ok(Listed::Now(made())),
    });
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToGame)));
    let told = stage.told();
    assert_eq!(told[0].message.title, "Listed for 0.5 HR");
    assert_eq!(
        (told[0].undo_ms, told[0].listing.as_deref()),
        (Some(10_000), Some("l1"))
    );
    let notice = told[0].id;
    stage.step(Input::Page(Action::Undo { notice }));
    assert!(stage.has(|effect| matches!(
        effect,
        Effect::ChangeListing { listing, change: ListingChange::Delist, .. } if listing == "l1"
    )));
    let task = stage.task();
    stage.step(Input::ListingChanged {
        task,
        result: Ok(None),
    });
    assert_eq!(stage.told()[0].message.title, "Taken back");

    let (mut stage, task) = Stage::sent("0.5");
    stage.step(Input::ListingMade {
        task,
        result: Ok(Listed::Now(made())),
    });
    let notice = stage.told()[0].id;
    stage.pass(Duration::from_secs(10));
    stage.step(Input::Page(Action::Undo { notice }));
    assert!(!stage.has(|effect| matches!(effect, Effect::ChangeListing { .. })));
}

#[test]
fn a_lost_answer_says_that_it_is_looked_for_and_then_what_is_so() {
    let (mut stage, task) = Stage::sent("0.5");
    stage.step(Input::ListingLookedFor(task));
    assert!(
        matches!(stage.form().stage, SaleStage::Sending { text, .. } if text.starts_with("Checking"))
    );
    stage.step(Input::ListingMade {
        task,
        result: Err(NotListed::Surely(away())),
    });
    let form = stage.form();
    assert!(matches!(form.stage, SaleStage::Found(_)));
    assert_eq!(
        (
            form.price.as_str(),
            form.problem.expect("told").title.as_str()
        ),
        ("0.5", "Not listed")
    );
}

#[test]
fn what_became_of_it_is_told_when_the_form_was_closed() {
    for (result, title, remedy) in [
        (Ok(Listed::Now(made())), "Listed for 0.5 HR", None),
        (Err(NotListed::Surely(away())), "Not listed", None),
        (
            Err(NotListed::Unknown(away())),
            "It is not known whether it was listed",
            Some(Remedy::OpenListings),
        ),
    ] {
        let (mut stage, task) = Stage::sent("0.5");
        stage.step(Input::Page(Action::Close));
        stage.step(Input::ListingMade { task, result });
        let told = stage.told();
        assert_eq!(
            (told[0].message.title.as_str(), told[0].message.remedy),
            (title, remedy)
        );
    }
}

#[test]
fn a_login_that_ends_under_way_is_told_where_the_form_is_closed() {
    for closed in [false, true] {
        let mut stage = Stage::new();
        stage.step(Input::Link(LinkStatus::Ready {
            account: Some(Account::default()),
        }));
        stage.list_chord(1);
        stage.copied(1, RAVEN_FROST);
        let task = stage.task();
        stage.step(Input::StashSearched {
            task,
            result: Ok(Finding::One(Box::new(stash_item()))),
        });
        stage.enter("0.5");
        if closed {
            stage.step(Input::Page(Action::Close));
        }
        stage.step(Input::Link(LinkStatus::LoginExpired));
        assert_eq!(stage.told().len(), usize::from(closed));
        if !closed {
            assert!(matches!(
                stage.form().stage,
                SaleStage::Sending {
                    wants_login: true,
                    ..
                }
            ));
        }
        stage.step(Input::LoggedIn(Account::default()));
        assert!(
            stage
                .told()
                .iter()
                .all(|notice| notice.message.code != "sale_waits")
        );
    }
}

#[test]
fn an_answer_of_something_else_changes_nothing() {
    let (mut stage, task) = Stage::sent("0.5");
    let other = TaskId(task.0 + 7);
    for input in [
        Input::StashSearched {
            task: other,
            result: Err(away()),
        },
        Input::ListingMade {
            task: other,
            result: Ok(Listed::Now(made())),
        },
        Input::ListingChanged {
            task: other,
            result: Ok(None),
        },
        Input::ListingLookedFor(other),
    ] {
        stage.step(input);
        assert!(stage.effects.is_empty(), "{:?}", stage.effects);
    }
}

#[test]
fn what_is_typed_is_kept_after_a_pause_and_comes_back() {
    let kept = |stage: &Stage| stage.has(|effect| matches!(effect, Effect::KeepDrafts(_)));
    let mut stage = Stage::found();
    stage.step(Input::Page(Action::Draft {
        draft: draft("1.25"),
    }));
    assert!(!kept(&stage));
    stage.pass(Duration::from_millis(500));
    assert!(kept(&stage));
    stage.step(Input::Page(Action::Draft {
        draft: draft("1.5"),
    }));
    stage.step(Input::Page(Action::Close));
    assert!(kept(&stage));
    stage.list_chord(2);
    stage.copied(2, RAVEN_FROST);
    assert_eq!(stage.form().price, "1.5");
}

#[test]
fn a_stash_that_wants_a_login_is_read_after_it() {
    let mut stage = Stage::selling();
    let task = stage.task();
    stage.lay_out();
    stage.step(Input::StashSearched {
        task,
        result: Err(CallError::LoginNeeded),
    });
    assert!(
        matches!(stage.form().stage, SaleStage::Stuck(message) if message.remedy == Some(Remedy::LogIn))
    );
    stage.step(Input::LoggedIn(Account::default()));
    assert!(stage.has(|effect| matches!(effect, Effect::FindInStash { .. })));
}

#[test]
fn a_checked_item_is_listed_in_the_same_place() {
    let mut stage = Stage::checked(1).shown();
    stage.step(Input::Page(Action::List));
    assert!(matches!(stage.form().stage, SaleStage::Finding { .. }));
    stage.lay_out();
    assert!(!stage.has(|effect| matches!(effect, Effect::Show { .. })));
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToPanel)));
}

#[test]
fn the_form_leaves_the_keyboard_where_the_player_has_put_it() {
    let takes = |stage: &Stage| stage.has(|effect| matches!(effect, Effect::KeyboardToPanel));
    let mut stage = Stage::selling();
    let task = stage.task();
    stage.lay_out();
    let focused = || DesktopEvent::GameFocused {
        area: GAME,
        monitor: GAME,
        window: WindowId(1),
    };
    stage.desktop(focused());
    stage.step(Input::StashSearched {
        task,
        result: Ok(Finding::One(Box::new(stash_item()))),
    });
    stage.lay_out();
    assert!(!takes(&stage), "the player is in the game");
    stage.desktop(DesktopEvent::GameBlurred {
        to_own_window: false,
    });
    stage.desktop(focused());
    stage.lay_out();
    assert!(takes(&stage), "it comes back to be typed into");
}

#[test]
fn another_realm_is_looked_in_while_the_former_is_still_looked_in() {
    let mut stage = Stage::selling();
    let former = stage.task();
    stage.lay_out();
    let realm = Realm {
        hardcore: true,
        ..Realm::default()
    };
    stage.step(Input::Options(Options {
        realm,
        ..stage.overlay.options
    }));
    assert!(stage.has(
        |effect| matches!(effect, Effect::FindInStash { realm: asked, .. } if *asked == realm)
    ));
    stage.step(Input::StashSearched {
        task: former,
        result: Ok(Finding::One(Box::new(stash_item()))),
    });
    assert!(stage.effects.is_empty(), "that answer is of the former");
}

#[test]
fn a_price_that_became_the_listings_is_no_draft_any_more_though_its_form_was_closed() {
    let mut stage = Stage::found();
    let Phase::Sale(sale) = &mut stage.overlay.phase else {
        panic!("no form")
    };
    sale.listed(stash_item(), *made());
    stage.enter("0.7");
    let task = stage
        .effects
        .iter()
        .find_map(|effect| match effect {
            Effect::ChangeListing { task, .. } => Some(*task),
            _ => None,
        })
        .expect("the price is changed");
    stage.step(Input::Page(Action::Close));
    stage.step(Input::ListingChanged {
        task,
        result: Ok(Some(made())),
    });
    assert!(stage.has(
        |effect| matches!(effect, Effect::KeepDrafts(drafts) if *drafts == Drafts::default())
    ));
}

#[test]
fn a_form_that_is_closed_on_a_listing_without_a_login_leaves_a_word() {
    let (mut stage, _) = Stage::sent("0.5");
    stage.step(Input::Link(LinkStatus::LoginExpired));
    assert!(stage.told().is_empty());
    stage.step(Input::Page(Action::Close));
    assert_eq!(stage.told()[0].message.code, words::SALE_WAITS);
}

#[test]
fn what_is_undone_by_the_keyboard_gives_the_game_the_keyboard_at_once() {
    let (mut stage, task) = Stage::sent("0.5");
    stage.step(Input::ListingMade {
        task,
        result: Ok(Listed::Now(made())),
    });
    stage.lay_out();
    stage.chord_for(2, Command::CheckPinned);
    stage.desktop(DesktopEvent::Missed {
        capture: CaptureId(2),
        reason: MissReason::NothingCopied,
    });
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToPanel)));
    let made = stage.told()[0].id;
    stage.step(Input::Page(Action::Undo { notice: made }));
    assert!(stage.has(|effect| matches!(effect, Effect::KeyboardToGame)));
}

#[test]
fn a_price_that_may_be_a_slip_is_warned_of_and_listed_all_the_same() {
    let asks: Vec<_> = (0..5)
        .map(|no| {
            let mut one = listing(&format!("l{no}"), "90");
            one["user_id"] = json!(format!("u{no}"));
            one
        })
        .collect();
    let mut stage = Stage::found();
    let search = SearchId(stage.overlay.searches);
    stage.step(Input::Answer {
        search,
        result: Ok(page(&asks)),
    });
    assert!(!stage.form().guide_warns);
    for (price, warns) in [
        ("1.5", true),
        ("31", false),
        ("300", true),
        ("offer", false),
    ] {
        stage.step(Input::Page(Action::Draft {
            draft: draft(price),
        }));
        let form = stage.form();
        assert_eq!(form.guide_warns, warns, "{price}: {}", form.guide);
    }
    stage.enter("1.5");
    assert!(stage.lists());
}
