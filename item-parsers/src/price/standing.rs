use std::collections::HashMap;
use std::time::Duration;

use super::Ask;
use super::quantile::{Prices, Weighted};

/// What an ask says of the price.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    Counts,
    /// It has no price that can be put into HR, or it is sold.
    Unpriced,
    /// The player's own ask says nothing of what others ask.
    Own,
    /// Another ask of the same seller counts: one that is as alike and cheaper, or more alike.
    SameSeller,
    /// Nobody bought it for long.
    Stale,
    /// The seller's number and words are far apart.
    Contradicts,
    /// So many times the median.
    TooDear(f64),
    /// The median is so many times the price.
    TooCheap(f64),
}

impl Standing {
    /// It is left out of the estimate as a price that says nothing.
    #[must_use]
    pub fn is_apart(self) -> bool {
        matches!(
            self,
            Self::Stale | Self::Contradicts | Self::TooDear(_) | Self::TooCheap(_)
        )
    }
}

/// The least number of sellers to say anything.
pub(super) const ENOUGH_SELLERS: usize = 3;
/// Prices this many times apart are not for the same thing.
pub(super) const FAR: f64 = 3.0;
/// Prices far off that at least this share of the sellers ask are no mistake: they are a second level.
const LEVEL_SHARE: f64 = 0.25;
const LEVEL_SELLERS: usize = 2;
/// An ask that is not sold and was not put in front for so long says what nobody pays.
const STALE: Duration = Duration::from_secs(48 * 60 * 60);
/// Of a seller's asks, those at least this share as alike as the most alike one are for the same thing.
const AS_ALIKE: f64 = 0.9;

/// How many sellers a level of prices has at least, of so many.
pub(super) fn least_of_a_level(sellers: usize) -> usize {
    ((LEVEL_SHARE * sellers as f64).ceil() as usize).max(LEVEL_SELLERS)
}

/// The asks with what each says so far.
pub(super) struct Sieve<'a> {
    asks: &'a [Ask<'a>],
    standings: Vec<Standing>,
}

impl<'a> Sieve<'a> {
    /// Takes the asks through all the rules of [`super::estimate`].
    pub(super) fn through(asks: &'a [Ask<'a>]) -> Self {
        let mut sieve = Self {
            asks,
            standings: asks.iter().map(readable).collect(),
        };
        sieve.set_stale_apart();
        sieve.keep_one_of_each_seller();
        sieve.set_absurd_apart();
        sieve
    }

    /// What became of each ask.
    pub(super) fn standings(self) -> Vec<Standing> {
        self.standings
    }

    /// The prices of the asks that count, of those of a kind.
    pub(super) fn prices(&self, which: impl Fn(&Ask<'_>) -> bool) -> Prices {
        let counting = self.counting().into_iter().map(|place| &self.asks[place]);
        counting
            .filter(|ask| which(ask))
            .filter_map(|ask| {
                Some(Weighted {
                    hr: ask.hr?,
                    weight: ask.likeness.weight,
                })
            })
            .collect()
    }

    /// Asks that count, and those that stand behind another of the same seller.
    pub(super) fn asks_of_counting_sellers(&self) -> usize {
        let sellers: Vec<&str> = self
            .counting()
            .into_iter()
            .map(|place| self.asks[place].seller)
            .collect();
        let counts = |(ask, standing): &(&Ask<'_>, &Standing)| match standing {
            Standing::Counts => true,
            Standing::SameSeller => sellers.contains(&ask.seller),
            _ => false,
        };
        self.asks.iter().zip(&self.standings).filter(counts).count()
    }

    /// The places of the asks that count as yet.
    fn counting(&self) -> Vec<usize> {
        (0..self.asks.len())
            .filter(|place| self.standings[*place] == Standing::Counts)
            .collect()
    }

    fn set_stale_apart(&mut self) {
        let (stale, fresh): (Vec<usize>, Vec<usize>) = self
            .counting()
            .into_iter()
            .partition(|place| self.asks[*place].age.is_some_and(|age| age >= STALE));
        let mut sellers: Vec<&str> = fresh.iter().map(|place| self.asks[*place].seller).collect();
        sellers.sort_unstable();
        sellers.dedup();
        if sellers.len() >= ENOUGH_SELLERS {
            for place in stale {
                self.standings[place] = Standing::Stale;
            }
        }
    }

    fn keep_one_of_each_seller(&mut self) {
        let mut by_seller: HashMap<&str, Vec<usize>> = HashMap::new();
        for place in self.counting() {
            by_seller
                .entry(self.asks[place].seller)
                .or_default()
                .push(place);
        }
        for places in by_seller.into_values() {
            let best = self.best(&places);
            for place in places.into_iter().filter(|place| Some(*place) != best) {
                self.standings[place] = Standing::SameSeller;
            }
        }
    }

    /// Of one seller's asks the cheapest of those that are most alike; of like prices the most alike, then the first.
    fn best(&self, places: &[usize]) -> Option<usize> {
        let weight = |place: usize| self.asks[place].likeness.weight;
        let most = places
            .iter()
            .map(|place| weight(*place))
            .fold(0.0, f64::max);
        let price = |place: usize| self.asks[place].hr.unwrap_or(f64::MAX);
        places
            .iter()
            .copied()
            .filter(|place| weight(*place) >= most * AS_ALIKE)
            .min_by(|one, other| {
                let by_price = price(*one).total_cmp(&price(*other));
                by_price.then(weight(*other).total_cmp(&weight(*one)))
            })
    }

    fn set_absurd_apart(&mut self) {
        let all = self.prices(|_| true);
        let Some(median) = all.quantile(0.5).filter(|_| all.len() >= ENOUGH_SELLERS) else {
            return;
        };
        let off = |hr: f64| {
            if hr > median * FAR {
                Some(Standing::TooDear(hr / median))
            } else if hr * FAR < median {
                Some(Standing::TooCheap(median / hr))
            } else {
                None
            }
        };
        let off_places: Vec<(usize, Standing)> = self
            .counting()
            .into_iter()
            .filter_map(|place| Some((place, off(self.asks[place].hr?)?)))
            .collect();
        let dear = |standing: &Standing| matches!(standing, Standing::TooDear(_));
        let many = |side: bool| {
            let of_side = off_places
                .iter()
                .filter(|(_, off)| dear(off) == side)
                .count();
            of_side >= least_of_a_level(all.len())
        };
        let (dear_level, cheap_level) = (many(true), many(false));
        for (place, standing) in off_places {
            let level = if dear(&standing) {
                dear_level
            } else {
                cheap_level
            };
            if !level {
                self.standings[place] = standing;
            }
        }
    }
}

fn readable(ask: &Ask<'_>) -> Standing {
    if ask.own {
        return Standing::Own;
    }
    let usable = |hr: &f64| hr.is_finite() && *hr > 0.0;
    let Some(hr) = ask.hr.filter(usable) else {
        return Standing::Unpriced;
    };
    match ask.worded.filter(usable) {
        Some(worded) if (hr / worded).max(worded / hr) >= FAR => Standing::Contradicts,
        _ => Standing::Counts,
    }
}
