//! The worth of the stash's runes, gems and the like: what is held, and what is known of each kind's worth.
//!
//! Must not know: windows, the page's types, how the market is reached.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use item_parsers::currency::{self, Held, Kind};
use item_parsers::price::{Estimate, Sureness};
use market_client::{CallError, ListingPage};

use super::sale::TaskId;
use super::{Effect, Now, Overlay, Phase, words};
use crate::bridge::Tone;
use crate::clock;
use crate::economy::{Economy, EconomyError, Quote};
use crate::sale::Purse;
use crate::settings::Realm;

/// How many listings of a kind are asked for.
const LISTINGS: u32 = 100;
/// How long a worth is taken as it was.
const KEPT: Duration = Duration::from_secs(30 * 60);
/// How long what pd2.tools says is taken as it was; it changes once a day.
const PUBLIC_KEPT: Duration = Duration::from_secs(6 * 60 * 60);

/// What the player says one piece is worth, by code, in HR.
pub type OwnWorths = BTreeMap<String, f64>;

/// The panel of the currency.
#[derive(Debug)]
pub struct Currency {
    pub stage: Stage,
}

/// How far the reading of the stash is.
#[derive(Debug)]
pub enum Stage {
    Reading { task: TaskId, since: Instant },
    Stuck(CallError),
    Read(Purse),
}

/// What is known of worths, kept while the panel is closed.
#[derive(Debug, Default)]
pub struct Worths {
    own: OwnWorths,
    realm: Option<Realm>,
    known: HashMap<&'static str, Known>,
    economy: Public,
    /// The player wants to see what pd2.tools says.
    shows_economy: bool,
    asked: Option<(TaskId, &'static Kind)>,
    /// Why the market gave no worth: the others are not asked for.
    refused: Option<CallError>,
}

/// What pd2.tools says.
#[derive(Debug, Default)]
enum Public {
    #[default]
    Unknown,
    Asked,
    Known(Economy, Instant),
    /// It gave no answer; not asked again before that.
    Away(Instant),
}

/// What listings said of a kind.
#[derive(Debug)]
pub struct Known {
    /// `None` where nobody names a price.
    pub estimate: Option<Estimate>,
    /// When the newest of the listings was bumped, as ISO 8601.
    pub newest: Option<String>,
    at: Instant,
}

/// Where a worth is from.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    Own(f64),
    Market(&'a Known),
    Public(Quote),
    /// The market is asked, or is still to be.
    Awaited,
    /// The market did not say.
    Unsaid,
}

impl Worths {
    pub fn new(own: OwnWorths, shows_economy: bool) -> Self {
        Self {
            own,
            shows_economy,
            ..Self::default()
        }
    }

    /// Whether the player wants to see what pd2.tools says. What is known stays: it is not asked for again before its time.
    pub fn show_economy(&mut self, on: bool) {
        self.shows_economy = on;
    }

    /// What is known of a kind's worth; the player's own word counts first.
    #[must_use]
    pub fn of(&self, kind: &Kind) -> Source<'_> {
        if let Some(own) = self.own.get(kind.code) {
            return Source::Own(*own);
        }
        let known = self.known.get(kind.code);
        let quote = match &self.economy {
            Public::Known(economy, _) if self.shows_economy => economy.quote(kind),
            _ => None,
        };
        match (known, quote) {
            (Some(known), None) => Source::Market(known),
            (Some(known), Some(_)) if known.says_enough() => Source::Market(known),
            (_, Some(quote)) => Source::Public(quote),
            (None, None) if self.refused.is_some() => Source::Unsaid,
            (None, None) => Source::Awaited,
        }
    }

    fn wants_economy(&self, now: Instant) -> bool {
        let age = |at: Instant| now.saturating_duration_since(at);
        match &self.economy {
            Public::Unknown => true,
            Public::Asked => false,
            Public::Known(_, at) => age(*at) >= PUBLIC_KEPT,
            Public::Away(at) => age(*at) >= KEPT,
        }
    }

    /// What listings said is of another market than the one from now on.
    pub fn forget(&mut self) {
        self.known.clear();
        self.asked = None;
        self.realm = None;
    }

    /// What of the worths is older than it may be, or another realm's.
    fn forget_old(&mut self, realm: Realm, now: Instant) {
        if self.realm != Some(realm) {
            self.forget();
            self.realm = Some(realm);
        }
        self.refused = None;
        self.known
            .retain(|_, known| now.saturating_duration_since(known.at) < KEPT);
    }
}

impl Known {
    /// Whether there are enough listings to go by.
    fn says_enough(&self) -> bool {
        let estimate = self.estimate.as_ref();
        estimate.is_some_and(|estimate| estimate.sure != Sureness::TooFew)
    }
}

impl Source<'_> {
    /// HR for one piece, where it is known.
    #[must_use]
    pub fn each(&self) -> Option<f64> {
        match self {
            Self::Own(own) => Some(*own),
            Self::Market(known) => known.estimate.as_ref().map(|estimate| estimate.median),
            Self::Public(quote) => Some(quote.hr),
            Self::Awaited | Self::Unsaid => None,
        }
    }
}

impl Overlay {
    /// Shows what the currency of the stash is worth; pressed again, it goes away.
    pub(super) fn toggle_currency(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if matches!(self.phase, Phase::Currency(_)) {
            return self.dismiss(true, effects);
        }
        self.read_currency(false, now, effects);
        self.draw_new(now, effects);
    }

    pub(super) fn read_currency(&mut self, fresh: bool, now: Now, effects: &mut Vec<Effect>) {
        let task = self.sales.next_task();
        let realm = self.options.realm;
        self.worths.forget_old(realm, now.instant);
        self.phase = Phase::Currency(Currency {
            stage: Stage::Reading {
                task,
                since: now.instant,
            },
        });
        effects.push(Effect::ReadCurrency { task, realm, fresh });
        if self.options.economy && self.worths.wants_economy(now.instant) {
            self.worths.economy = Public::Asked;
            effects.push(Effect::AskEconomy);
        }
    }

    /// pd2.tools has answered, or not.
    pub(super) fn economy_read(
        &mut self,
        result: Result<Economy, EconomyError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        match result {
            Ok(economy) => self.worths.economy = Public::Known(economy, now.instant),
            Err(error) => {
                self.worths.economy = Public::Away(now.instant);
                self.tell(
                    Tone::Warn,
                    move |texts| words::economy_away(texts, &error),
                    now,
                    effects,
                );
            }
        }
        if matches!(self.phase, Phase::Currency(_)) {
            self.redraw(now, effects);
        }
    }

    /// Goes on with the worths that were not had for such an error.
    pub(super) fn ask_worths_where(
        &mut self,
        is_such: impl Fn(&CallError) -> bool,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        if self
            .worths
            .refused
            .take_if(|error| is_such(error))
            .is_some()
        {
            self.ask_next_worth(now, effects);
            self.withdraw(words::NO_WORTH, now, effects);
            self.redraw(now, effects);
        }
    }

    /// The panel of the currency, where it is on show, is to be read anew.
    pub(super) fn reread_currency(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if matches!(self.phase, Phase::Currency(_)) {
            self.read_currency(false, now, effects);
            self.redraw(now, effects);
        }
    }

    pub(super) fn currency_read(
        &mut self,
        task: TaskId,
        result: Result<Purse, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Phase::Currency(currency) = &mut self.phase else {
            return;
        };
        if !matches!(currency.stage, Stage::Reading { task: reading, .. } if reading == task) {
            return;
        }
        currency.stage = match result {
            Ok(purse) => Stage::Read(purse),
            Err(error) => Stage::Stuck(error),
        };
        self.ask_next_worth(now, effects);
        self.redraw(now, effects);
    }

    /// Asks for the worth of the next kind of which nothing is known: one at a time.
    fn ask_next_worth(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Phase::Currency(Currency {
            stage: Stage::Read(purse),
        }) = &self.phase
        else {
            return;
        };
        let unknown = |held: &&Held| !self.worths.known.contains_key(held.kind.code);
        let Some(kind) = purse.held.iter().find(unknown).map(|held| held.kind) else {
            return;
        };
        if self.worths.asked.is_some() || self.worths.refused.is_some() {
            return;
        }
        let task = self.sales.next_task();
        self.worths.asked = Some((task, kind));
        let scope = self
            .options
            .realm
            .scope(LISTINGS, clock::listings_since(now.wall));
        effects.push(Effect::AskWorth {
            task,
            query: currency::query(kind, &scope),
        });
    }

    pub(super) fn worth_answered(
        &mut self,
        task: TaskId,
        result: &Result<ListingPage, CallError>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Some((_, kind)) = self.worths.asked.take_if(|(asked, _)| *asked == task) else {
            return;
        };
        match result {
            Ok(page) => {
                let player = self.link.account().map(|account| account.id.as_str());
                let stamps = page.listings.iter().filter_map(|one| one.bumped_at.clone());
                let known = Known {
                    estimate: currency::worth(kind, &page.listings, player),
                    newest: stamps.max(),
                    at: now.instant,
                };
                self.worths.known.insert(kind.code, known);
                self.ask_next_worth(now, effects);
            }
            // The others would fare no better; a look again asks for all of them.
            Err(error) => {
                self.worths.refused = Some(error.clone());
                if matches!(self.phase, Phase::Currency(_)) {
                    let error = error.clone();
                    let saying = move |texts| words::no_worth(texts, &error);
                    self.tell(Tone::Warn, saying, now, effects);
                }
            }
        }
        if matches!(self.phase, Phase::Currency(_)) {
            self.redraw(now, effects);
        }
    }

    /// The player says what one piece is worth, or takes that back.
    pub(super) fn set_worth(
        &mut self,
        code: &str,
        hr: Option<f64>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Some(kind) = currency::kind(code) else {
            return;
        };
        match hr.filter(|hr| hr.is_finite() && *hr > 0.0) {
            Some(hr) => {
                self.worths.own.insert(kind.code.to_owned(), hr);
            }
            None => {
                self.worths.own.remove(kind.code);
            }
        }
        effects.push(Effect::KeepWorths(self.worths.own.clone()));
        self.ask_next_worth(now, effects);
        self.redraw(now, effects);
    }
}
