use std::time::Duration;

use super::{Rates, hr_of_note};
use crate::item::Item;
use crate::listing::{Likeness, Listing};

/// What the estimate knows of one listing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ask<'a> {
    /// Tells sellers apart.
    pub seller: &'a str,
    /// In HR; `None` where no price can be read, or the item is sold.
    pub hr: Option<f64>,
    /// What the words beside it say, in HR, where the seller gave a number and words.
    pub worded: Option<f64>,
    pub likeness: Likeness,
    /// The player asks it.
    pub own: bool,
    /// Since it was listed or put in front; `None` where that is not known or does not matter.
    pub age: Option<Duration>,
}

impl<'a> Ask<'a> {
    /// A listing's ask, not compared with an item.
    #[must_use]
    pub fn of(listing: &'a Listing) -> Self {
        let seller = if listing.user_id.is_empty() {
            &listing.id
        } else {
            &listing.user_id
        };
        let worded = || {
            listing.hr_price?;
            Some(hr_of_note(listing.price.as_deref()?, Rates::usual())?.hr)
        };
        let usable = |hr: &f64| hr.is_finite() && *hr > 0.0 && !listing.accepted;
        Self {
            seller,
            hr: listing.hr.filter(usable),
            worded: worded(),
            likeness: Likeness::SAME,
            own: false,
            age: None,
        }
    }

    /// A listing's ask for one of the pieces that it is for: a stack's price, in number and words, is for all of it.
    /// `player` is the player's id at the market, where that is known.
    #[must_use]
    pub fn for_one_piece(listing: &'a Listing, player: Option<&str>) -> Self {
        Self {
            own: is_of(listing, player),
            ..Self::of(listing).for_pieces(1, listing)
        }
    }

    /// The same for so many pieces.
    fn for_pieces(self, pieces: u32, listing: &Listing) -> Self {
        let share = f64::from(pieces) / listing.item.quantity.unwrap_or(1).max(1) as f64;
        Self {
            hr: self.hr.map(|hr| hr * share),
            worded: self.worded.map(|hr| hr * share),
            ..self
        }
    }

    /// The asks of listings, each compared with the player's item, and for as many pieces as that is of. `player` is the player's id at the market, where that
    /// is known; `age` says how old a listing is.
    #[must_use]
    pub fn compared(
        item: &Item,
        listings: &'a [Listing],
        player: Option<&str>,
        age: impl Fn(&Listing) -> Option<Duration>,
    ) -> Vec<Self> {
        let ask = |listing: &'a Listing| Self {
            likeness: Likeness::of(item, &listing.item),
            own: is_of(listing, player),
            age: age(listing),
            ..Self::of(listing).for_pieces(item.quantity.unwrap_or(1).max(1), listing)
        };
        listings.iter().map(ask).collect()
    }
}

/// Whether the player offers it.
fn is_of(listing: &Listing, player: Option<&str>) -> bool {
    player.is_some_and(|player| player == listing.user_id)
}
