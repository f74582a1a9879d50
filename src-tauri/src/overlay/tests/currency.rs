//! What the stash's currency is worth: whose worths are shown, and what comes of a market that is silent.

use item_parsers::currency::{Held, kind};

use super::*;
use crate::bridge::{CurrencyRow, CurrencyStage};
use crate::economy::EconomyError;
use crate::sale::Purse;

impl Stage {
    /// Presses the hotkey and finds these kinds in the stash.
    pub(super) fn with_currency(mut self, codes: &[&str]) -> Self {
        self.desktop(DesktopEvent::CommandPressed(Command::Currency));
        self.count(codes);
        self
    }

    fn count(&mut self, codes: &[&str]) {
        let task = self.effects.iter().find_map(|effect| match effect {
            Effect::ReadCurrency { task, .. } => Some(*task),
            _ => None,
        });
        let held = codes.iter().map(|code| Held {
            kind: kind(code).expect(code),
            count: 1,
        });
        self.lay_out();
        self.step(Input::CurrencyRead {
            task: task.expect("the stash is read"),
            result: Ok(Purse {
                held: held.collect(),
                saved_at: None,
            }),
        });
    }

    pub(super) fn asked_worth(&self) -> Option<TaskId> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::AskWorth { task, .. } => Some(*task),
            _ => None,
        })
    }

    fn worth(&mut self, result: Result<ListingPage, CallError>) {
        let task = self.asked_worth().expect("a worth is asked for");
        self.step(Input::WorthAnswered { task, result });
    }

    fn rows(&self) -> Vec<CurrencyRow> {
        match self.view().map(|view| &view.panel) {
            Some(Panel::Currency(currency)) if currency.stage == CurrencyStage::Read => currency
                .groups
                .iter()
                .flat_map(|group| group.rows.clone())
                .collect(),
            other => panic!("no currency is drawn: {other:?}"),
        }
    }
}

#[test]
fn a_market_that_is_silent_takes_nothing_off_the_table() {
    let mut stage = Stage::new().with_currency(&["r30", "r29", "r28"]);
    stage.worth(Ok(page(&[])));
    stage.worth(Err(CallError::NotReachable("x".to_owned())));
    assert_eq!(stage.asked_worth(), None, "the others would fare no better");
    let rows = stage.rows();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| !row.waiting), "{rows:?}");
    let told = stage.view().expect("drawn").notices.clone();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].message.title, "The market does not answer");

    // A look again asks for what is not known.
    stage.step(Input::Page(Action::LookAgain));
    stage.count(&["r30", "r29"]);
    stage.worth(Err(CallError::NotReachable("x".to_owned())));
    // So does the end of the outage.
    stage.step(Input::EventsMissed);
    assert!(stage.asked_worth().is_some());
    assert!(stage.rows().iter().any(|row| row.waiting));
    let told = stage.view().expect("drawn").notices.clone();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn worths_are_of_one_realm_of_one_market() {
    let known = || {
        let mut stage = Stage::new().with_currency(&["r30"]);
        stage.worth(Ok(page(&[])));
        assert_eq!(stage.asked_worth(), None);
        stage
    };
    // Kept for a while,
    let mut stage = known();
    stage.desktop(DesktopEvent::EscapePressed);
    assert_eq!(stage.with_currency(&["r30"]).asked_worth(), None);

    // but not where another market is spoken to, whose panel this is not,
    let mut stage = known();
    stage.step(Input::MarketChosen {
        address: "ws://127.0.0.1:1".to_owned(),
        lasting: false,
    });
    assert!(stage.has(|effect| matches!(effect, Effect::Hide)));
    assert!(stage.with_currency(&["r30"]).asked_worth().is_some());

    // and an open panel is read anew for another realm.
    let mut stage = known();
    let realm = Realm {
        hardcore: true,
        ..Realm::default()
    };
    let options = Options {
        realm,
        ..stage.overlay.options
    };
    stage.step(Input::Options(options));
    let reads = |effect: &Effect| matches!(effect, Effect::ReadCurrency { realm: read, .. } if *read == realm);
    assert!(stage.has(reads));
    stage.count(&["r30"]);
    assert!(stage.asked_worth().is_some());
}

#[test]
fn public_prices_are_asked_for_once_however_often_they_are_switched_on() {
    let asks = |stage: &Stage| stage.has(|effect| matches!(effect, Effect::AskEconomy));
    let switch = |stage: &mut Stage, economy| {
        let options = Options {
            economy,
            ..stage.overlay.options
        };
        stage.step(Input::Options(options));
        stage.desktop(DesktopEvent::EscapePressed);
        stage.desktop(DesktopEvent::CommandPressed(Command::Currency));
    };
    let mut stage = Stage::new();
    switch(&mut stage, true);
    assert!(asks(&stage));
    switch(&mut stage, false);
    switch(&mut stage, true);
    assert!(!asks(&stage), "the answer is still awaited");
    stage.step(Input::EconomyRead(Err(EconomyError::Unreadable)));
    switch(&mut stage, false);
    switch(&mut stage, true);
    assert!(!asks(&stage), "it was asked a moment ago");
    stage.now.instant += Duration::from_secs(31 * 60);
    switch(&mut stage, true);
    assert!(asks(&stage));
}
