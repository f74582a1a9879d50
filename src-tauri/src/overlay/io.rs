//! What the overlay is told, and what it wants done.

use std::time::Instant;

use game_desktop::{CaptureId, Event as DesktopEvent, HoverArea, Rect};
use item_parsers::Item;
use item_parsers::listing::Listing;
use market_client::{
    Account, CallError, LinkStatus, Listed, ListingChange, ListingPage, NewListing, NotListed,
    SearchId, ServiceEvent,
};
use serde_json::Value;

use super::{OwnWorths, Room, TaskId};
use crate::bridge::{Action, Appearance, Message, Section, Tone, View, WatchAction};
use crate::economy::{Economy, EconomyError};
use crate::sale::{Drafts, Finding, Purse};
use crate::settings::{PanelPlace, Realm};
use crate::texts::Texts;
use crate::watch::{self, Kept, LookId};

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    Desktop(DesktopEvent),
    Page(Action),
    Answer {
        search: SearchId,
        result: Result<ListingPage, CallError>,
    },
    /// How many listings another choice of filters would find.
    Counted {
        search: SearchId,
        result: Result<ListingPage, CallError>,
    },
    /// Listings that ended.
    ArchiveAnswered {
        search: SearchId,
        result: Result<ListingPage, CallError>,
    },
    /// What the stashes hold of an item.
    StashSearched {
        task: TaskId,
        result: Result<Finding, CallError>,
    },
    /// The answer to a listing was lost; it is looked for.
    ListingLookedFor(TaskId),
    /// What became of a listing.
    ListingMade {
        task: TaskId,
        result: Result<Listed, NotListed>,
    },
    /// What became of a change; with the listing as it is then, none where it was taken back.
    ListingChanged {
        task: TaskId,
        result: Result<Option<Box<Listing>>, CallError>,
    },
    CurrencyRead {
        task: TaskId,
        result: Result<Purse, CallError>,
    },
    /// Listings of one kind of currency.
    WorthAnswered {
        task: TaskId,
        result: Result<ListingPage, CallError>,
    },
    EconomyRead(Result<Economy, EconomyError>),
    /// Another market is spoken to; its watches outlast the program or not.
    MarketChosen {
        address: String,
        lasting: bool,
    },
    Market(ServiceEvent),
    /// The market has told things that nobody heard.
    EventsMissed,
    Watch(watch::Input),
    /// The window of the watches asks.
    WatchAsked(WatchAction),
    Link(LinkStatus),
    LoggedIn(Account),
    LoginFailed(Message),
    /// The login window was closed, with or without a login.
    LoginClosed,
    Options(Options),
    Tell {
        tone: Tone,
        message: Message,
    },
    /// The time that the last step asked to be woken at has come.
    Tick,
}

/// Something that is to be done.
#[derive(Debug)]
pub enum Effect {
    /// The panel's window is to have this room.
    MakeRoom(Room),
    Draw(Box<View>),
    /// Put the drawn panel on the screen; `area` is in physical pixels, `mouse` tells whether it takes the mouse.
    Show {
        area: Rect,
        mouse: bool,
    },
    Hide,
    /// Tell when the mouse has left this area; where there is none, watch it no longer.
    WatchMouse(Option<HoverArea>),
    KeyboardToPanel,
    KeyboardToGame,
    Ask {
        search: SearchId,
        query: Value,
        /// An answer of late is not enough.
        fresh: bool,
    },
    /// Ask how many listings a query finds. Another search that is not a mere look again takes its place.
    Count {
        search: SearchId,
        query: Value,
    },
    /// Ask the archive; the same holds.
    AskArchive {
        search: SearchId,
        query: Value,
    },
    /// Ask the market for a watch, whatever it answered of late.
    LookForWatch {
        look: LookId,
        query: Value,
    },
    /// Keep the watches over restarts.
    KeepWatches(Vec<Kept>),
    OpenWatches,
    /// Look for an item in the player's stashes of a realm.
    FindInStash {
        task: TaskId,
        item: Box<Item>,
        realm: Realm,
        fresh: bool,
    },
    ListOnce {
        task: TaskId,
        new: Box<NewListing>,
    },
    ChangeListing {
        task: TaskId,
        listing: String,
        change: ListingChange,
    },
    /// Count the runes, gems and the like of the player's stash of a realm.
    ReadCurrency {
        task: TaskId,
        realm: Realm,
        fresh: bool,
    },
    AskWorth {
        task: TaskId,
        query: Value,
    },
    /// Ask pd2.tools for its prices.
    AskEconomy,
    /// Keep what the player says that things are worth.
    KeepWorths(OwnWorths),
    /// Keep what was typed over restarts.
    KeepDrafts(Drafts),
    LogIn,
    LogOut,
    OpenSettings {
        section: Option<Section>,
    },
    /// Show the window that texts are pasted into.
    OpenPasted,
    OpenListings,
    OpenListing {
        id: String,
    },
    /// The picture of this view of a capture is on the screen.
    Painted {
        capture: CaptureId,
        revision: u64,
    },
}

/// The moment of a step.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    pub instant: Instant,
    /// UTC, for ages of listings.
    pub wall: time::OffsetDateTime,
}

impl Now {
    /// For how many milliseconds something is waited for.
    #[must_use]
    pub fn waited_ms(self, since: Instant) -> u32 {
        let waited = self.instant.saturating_duration_since(since).as_millis();
        u32::try_from(waited).unwrap_or(u32::MAX)
    }
}

/// What of the settings and the desktop the overlay depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    pub texts: Texts,
    pub realm: Realm,
    /// Prices of pd2.tools are wanted.
    pub economy: bool,
    /// What is copied by hand is checked.
    pub watch_copies: bool,
    pub place: PanelPlace,
    pub appearance: Appearance,
    /// Physical pixels of one CSS pixel.
    pub pixel_ratio: f64,
}
