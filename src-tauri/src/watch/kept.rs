//! A watch as it is kept over restarts.
//!
//! Must not know when it is looked at, or who is told.

use item_parsers::Item;
use item_parsers::filter::Filter;
use item_parsers::listing::Listing;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{WatchId, read_ceiling};
use crate::settings::Realm;
use crate::texts::{Text, Texts};

/// So many listings that were told of are remembered, for each watch; the oldest go first.
pub const TOLD_KEPT: usize = 200;

/// What is watched for, and what was told.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    pub id: WatchId,
    /// The market that it was made for.
    pub market: String,
    pub subject: Subject,
    /// The listing query, of any time.
    pub query: Value,
    /// The highest price, in the player's words; empty for any.
    pub ceiling: String,
    pub paused: bool,
    /// Ids of listings that the player knows of, the oldest first.
    pub told: Vec<String>,
    pub last: Option<Last>,
}

/// What the player was told last.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Last {
    pub price: String,
    /// ISO 8601.
    pub at: String,
}

/// What a watch is about, for those who read it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Subject {
    pub name: String,
    /// By the name that the market gives it.
    pub quality: Option<String>,
    pub runeword: bool,
    /// Ethereal or with sockets.
    pub socketed: bool,
    /// The properties that are searched for, each with its bounds.
    pub properties: Vec<String>,
    pub realm: Realm,
}

impl Subject {
    /// Of an item, the filters that are on, and the realm they are searched in.
    #[must_use]
    pub fn new(texts: Texts, item: &Item, filters: &[Filter], realm: Realm) -> Self {
        let on = filters.iter().filter(|filter| filter.on);
        Self {
            name: item.name.clone(),
            quality: item.quality.map(|quality| quality.name().to_owned()),
            runeword: item.is_runeword(),
            socketed: item.ethereal || item.sockets > 0,
            properties: on.map(|filter| property(texts, filter)).collect(),
            realm,
        }
    }
}

/// `+18 to Dexterity (17+)`
fn property(texts: Texts, filter: &Filter) -> String {
    let text = texts.filter(filter);
    match filter.bounds.map(|bounds| (bounds.min, bounds.max)) {
        Some((Some(min), Some(max))) => format!("{text} ({min}–{max})"),
        Some((Some(min), None)) => format!("{text} ({min}+)"),
        Some((None, Some(max))) => texts.get(Text::WatchAtMost {
            property: &text,
            most: &max.to_string(),
        }),
        Some((None, None)) | None => text,
    }
}

impl Kept {
    /// What the ceiling is worth; `None` where any price will do, or the words cannot be read any more.
    #[must_use]
    pub fn ceiling_hr(&self) -> Option<f64> {
        read_ceiling(&self.ceiling).ok().flatten()
    }

    /// Whether a listing that fits is news: not the player's own, not sold, not told of, and cheap enough.
    #[must_use]
    pub fn wants(&self, listing: &Listing, player: Option<&str>) -> bool {
        let own = player.is_some_and(|player| player == listing.user_id);
        let known = || self.told.contains(&listing.id);
        let cheap = || match self.ceiling_hr() {
            Some(ceiling) => listing.hr.is_some_and(|hr| hr <= ceiling),
            None => true,
        };
        !own && !listing.accepted && cheap() && !known()
    }

    /// The player knows of this listing from now on.
    pub fn tell(&mut self, id: &str) {
        self.told.push(id.to_owned());
        let too_many = self.told.len().saturating_sub(TOLD_KEPT);
        self.told.drain(..too_many);
    }
}
