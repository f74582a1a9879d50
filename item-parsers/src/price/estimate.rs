use super::Ask;
use super::quantile::Prices;
use super::standing::{ENOUGH_SELLERS, FAR, Sieve, Standing, least_of_a_level};
use crate::listing::Side;

/// What listings say of a price, in HR.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    pub median: f64,
    /// The lower quartile.
    pub low: f64,
    /// The upper quartile.
    pub high: f64,
    /// What the player's own item would go for: the median, kept between what better and what worse items are asked for.
    pub yours: f64,
    /// Asks that count, and further ones of the same sellers.
    pub asks: usize,
    /// Distinct sellers of those.
    pub sellers: usize,
    pub sure: Sureness,
    /// Two prices that sellers believe in, with nothing between: the median of either.
    pub levels: Option<(f64, f64)>,
    /// What became of each ask, in the order in which they were given.
    pub standings: Vec<Standing>,
}

impl Estimate {
    /// How many asks are set apart as prices that say nothing.
    #[must_use]
    pub fn apart(&self) -> usize {
        self.standings.iter().filter(|it| it.is_apart()).count()
    }
}

/// How much an estimate is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Fewer than three sellers.
    TooFew,
    /// Few sellers of items like this, prices far apart, or two levels of prices.
    Rough,
    /// Six sellers' worth of like items or more, the quartiles within a factor of 2.5.
    Fair,
    /// Twelve or more, the quartiles within a factor of 1.6.
    Sure,
}

impl Sureness {
    /// A word for the price strip.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::TooFew => "too few to say",
            Self::Rough => "a rough idea",
            Self::Fair => "fairly sure",
            Self::Sure => "sure",
        }
    }
}

/// Effective sellers, see [`Prices::effective`], and the widest quartiles.
const FAIR: (f64, f64) = (6.0, 2.5);
const SURE: (f64, f64) = (12.0, 1.6);

/// What the asks say of the price. `None` where no price can be read.
///
/// The player's own asks do not count. Of the others:
/// 1. An ask whose number and words are three times apart or more is set apart.
/// 2. Asks of 48 hours and more without a bump are set apart, unless fewer than three sellers would be left.
/// 3. A seller counts once: with the most alike item, and of like ones with the cheapest, for nobody buys the dearer
///    one first. So ten listings of one seller weigh as much as one.
/// 4. Asks of more than three times the median or less than a third of it are set apart, unless a quarter of the
///    sellers are on that side: those are a level of prices, and the estimate names both.
/// 5. Median and quartiles are those of what is left, each ask weighted by how alike its item is.
/// 6. `yours` is the median, but not above the median of the better items nor below that of the worse ones, where
///    there are three sellers of such.
#[must_use]
pub fn estimate(asks: &[Ask<'_>]) -> Option<Estimate> {
    let sieve = Sieve::through(asks);
    let prices = sieve.prices(|_| true);
    let low = prices.quantile(0.25)?;
    let median = prices.quantile(0.5)?;
    let high = prices.quantile(0.75)?;
    let levels = levels(&prices);
    Some(Estimate {
        median,
        low,
        high,
        yours: yours(median, &sieve),
        asks: sieve.asks_of_counting_sellers(),
        sellers: prices.len(),
        sure: sureness(&prices, low, high, levels.is_some()),
        levels,
        standings: sieve.standings(),
    })
}

fn levels(prices: &Prices) -> Option<(f64, f64)> {
    let (below, above) = prices.split(FAR, least_of_a_level(prices.len()))?;
    Some((below.quantile(0.5)?, above.quantile(0.5)?))
}

fn yours(median: f64, sieve: &Sieve<'_>) -> f64 {
    let of = |side: Side| {
        let prices = sieve.prices(|ask| ask.likeness.side == side);
        let enough = prices.len() >= ENOUGH_SELLERS;
        enough.then(|| prices.quantile(0.5)).flatten()
    };
    match (of(Side::Worse), of(Side::Better)) {
        // Worse items that are dearer than better ones: prices do not follow the rolls.
        (Some(least), Some(most)) if least > most => median,
        (least, most) => median
            .max(least.unwrap_or(0.0))
            .min(most.unwrap_or(f64::MAX)),
    }
}

fn sureness(prices: &Prices, low: f64, high: f64, two_levels: bool) -> Sureness {
    let reaches = |(sellers, spread): (f64, f64)| {
        prices.effective() >= sellers && high <= low * spread && !two_levels
    };
    if prices.len() < ENOUGH_SELLERS {
        Sureness::TooFew
    } else if reaches(SURE) {
        Sureness::Sure
    } else if reaches(FAIR) {
        Sureness::Fair
    } else {
        Sureness::Rough
    }
}
