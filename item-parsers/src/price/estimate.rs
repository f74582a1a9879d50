use std::collections::HashMap;

use crate::listing::Listing;

/// What listings say of a price, in HR.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    pub median: f64,
    /// The lower quartile.
    pub low: f64,
    /// The upper quartile.
    pub high: f64,
    /// Listings with a readable price.
    pub asks: usize,
    /// Distinct sellers of those.
    pub sellers: usize,
    pub sure: Sureness,
}

impl Estimate {
    /// Whether an asking price is so far from the median that it says nothing of the item's worth.
    #[must_use]
    pub fn is_apart(&self, hr: f64) -> bool {
        hr > self.median * FAR || hr * FAR < self.median
    }
}

/// How much an estimate is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// Fewer than three sellers.
    TooFew,
    /// Few sellers, or prices far apart.
    Rough,
    /// Eight sellers or more, the quartiles within a factor of 2.5.
    Fair,
}

impl Sureness {
    /// In the player's words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::TooFew => "too few to say",
            Self::Rough => "a rough idea",
            Self::Fair => "fairly sure",
        }
    }
}

/// The least number of sellers to say anything.
const ENOUGH_SELLERS: usize = 3;
const MANY_SELLERS: usize = 8;
const WIDE_SPREAD: f64 = 2.5;
/// A price is apart when it is this many times the median, or the median this many times the price.
const FAR: f64 = 3.0;

/// The median and the quartiles of the asking prices, in HR. `None` where no price can be read.
///
/// A seller counts once, with the cheapest ask, for nobody buys the dearer one first. Sold listings do not
/// count. Quartiles are interpolated between neighbours.
#[must_use]
pub fn estimate(listings: &[Listing]) -> Option<Estimate> {
    let mut asks = 0;
    let mut cheapest: HashMap<&str, f64> = HashMap::new();
    for listing in listings.iter().filter(|listing| !listing.accepted) {
        let Some(hr) = listing.hr.filter(|hr| hr.is_finite()) else {
            continue;
        };
        asks += 1;
        let seller = if listing.user_id.is_empty() {
            listing.id.as_str()
        } else {
            listing.user_id.as_str()
        };
        cheapest
            .entry(seller)
            .and_modify(|known| *known = known.min(hr))
            .or_insert(hr);
    }
    let mut prices: Vec<f64> = cheapest.into_values().collect();
    prices.sort_by(f64::total_cmp);
    let low = quantile(&prices, 0.25)?;
    let high = quantile(&prices, 0.75)?;
    Some(Estimate {
        median: quantile(&prices, 0.5)?,
        low,
        high,
        asks,
        sellers: prices.len(),
        sure: sureness(prices.len(), low, high),
    })
}

fn sureness(sellers: usize, low: f64, high: f64) -> Sureness {
    if sellers < ENOUGH_SELLERS {
        Sureness::TooFew
    } else if sellers < MANY_SELLERS || high > low * WIDE_SPREAD {
        Sureness::Rough
    } else {
        Sureness::Fair
    }
}

/// The value below which this share of the sorted prices lies.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let (below, above) = (
        sorted[place.floor() as usize],
        sorted[place.ceil() as usize],
    );
    Some(below + (above - below) * place.fract())
}
