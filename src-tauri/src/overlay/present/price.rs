//! What the listings say of the price, as the panel draws it.

use item_parsers::listing::Listing;
use item_parsers::price::{Estimate, Standing, Sureness};

use super::{hr, range};
use crate::estimate::stamp;
use crate::overlay::Now;
use crate::texts::{Text, Texts};
use crate::{bridge, clock};

/// The price strip; `estimate` is of these listings.
pub fn price_view(
    texts: Texts,
    estimate: &Estimate,
    listings: &[Listing],
    now: Now,
) -> bridge::Price {
    let newest = listings
        .iter()
        .filter_map(stamp)
        .max()
        .and_then(|stamp| clock::age(stamp, now.wall))
        .map(|age| {
            texts.get(Text::PriceNewest {
                age: &texts.age(age),
            })
        })
        .unwrap_or_default();
    let known = estimate.sure != Sureness::TooFew;
    bridge::Price {
        median: known.then(|| hr(estimate.median)),
        sure: texts.sureness(estimate.sure),
        spread: spread(texts, estimate, known),
        newest,
        remarks: if known {
            remarks(texts, estimate)
        } else {
            Vec::new()
        },
        chart: known.then(|| chart(estimate, listings)),
    }
}

/// Why a listing does not count, in a few words; `None` where there is nothing to say.
pub fn apart(texts: Texts, standing: Standing) -> Option<String> {
    let text = match standing {
        Standing::TooDear(times) => Text::ApartTooDear {
            times: times.round().into(),
        },
        Standing::TooCheap(times) => Text::ApartTooCheap {
            times: times.round().into(),
        },
        Standing::Stale => Text::ApartStale,
        Standing::Contradicts => Text::ApartUnclear,
        Standing::Own => Text::ApartOwn,
        Standing::Counts | Standing::SameSeller | Standing::Unpriced => return None,
    };
    Some(texts.get(text))
}

fn remarks(texts: Texts, estimate: &Estimate) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some((below, above)) = estimate.levels {
        remarks.push(texts.get(Text::RemarkLevels {
            below: &hr(below),
            above: &hr(above),
        }));
    } else if hr(estimate.yours) != hr(estimate.median) {
        remarks.push(texts.get(Text::RemarkYours {
            hr: &hr(estimate.yours),
        }));
    }
    match estimate.apart() {
        0 => {}
        apart => remarks.push(texts.get(Text::RemarkApart {
            count: apart.into(),
        })),
    }
    remarks
}

fn chart(estimate: &Estimate, listings: &[Listing]) -> bridge::Chart {
    let drawn = |(listing, standing): (&Listing, &Standing)| {
        let hr = listing.hr.filter(|hr| hr.is_finite() && *hr > 0.0)?;
        let shown = *standing == Standing::Counts || standing.is_apart();
        shown.then(|| bridge::ChartAsk {
            hr,
            apart: standing.is_apart(),
        })
    };
    let mut asks: Vec<bridge::ChartAsk> = listings
        .iter()
        .zip(&estimate.standings)
        .filter_map(drawn)
        .collect();
    asks.sort_by(|one, other| one.hr.total_cmp(&other.hr));
    bridge::Chart {
        asks,
        median: estimate.median,
        low: estimate.low,
        high: estimate.high,
        yours: estimate.yours,
    }
}

/// From what to what they ask. The median above it says that it is HR; where there is none, this does.
fn spread(texts: Texts, estimate: &Estimate, known: bool) -> String {
    let mut range = range(estimate.low, estimate.high);
    if !known {
        range = texts.get(Text::ReadingHr { hr: &range });
    }
    let (asks, sellers) = texts.counts(estimate);
    texts.get(Text::PriceSpread {
        range: &range,
        asks: &asks,
        sellers: &sellers,
    })
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use item_parsers::price::{Ask, estimate};
    use serde_json::json;
    use time::OffsetDateTime;

    use super::*;

    fn listings(prices: &[f64]) -> Vec<Listing> {
        let listing = |(seller, hr): (usize, &f64)| {
            let row = json!({"_id": seller.to_string(), "hr_price": hr, "item": {"name": "Ring"}});
            Listing::from_market(&row).expect("a listing")
        };
        prices.iter().enumerate().map(listing).collect()
    }

    fn view(prices: &[f64]) -> (Estimate, bridge::Price) {
        let listings = listings(prices);
        let asks: Vec<Ask<'_>> = listings.iter().map(Ask::of).collect();
        let estimate = estimate(&asks).expect("a price");
        let now = Now {
            instant: Instant::now(),
            wall: OffsetDateTime::UNIX_EPOCH,
        };
        let view = price_view(Texts::default(), &estimate, &listings, now);
        (estimate, view)
    }

    #[test]
    fn asks_that_are_set_apart_are_drawn_and_counted() {
        let (estimate, view) = view(&[1.0, 1.0, 1.0, 1.0, 1.0, 4.0]);
        assert_eq!(view.median.as_deref(), Some("1"));
        assert_eq!(view.spread, "1 from 5 asks of 5 sellers");
        assert_eq!(view.remarks, ["1 ask is set apart."]);
        let chart = view.chart.expect("a chart");
        assert_eq!(chart.asks.iter().filter(|ask| ask.apart).count(), 1);
        assert_eq!(chart.asks.len(), 6);
        assert_eq!(
            apart(Texts::default(), estimate.standings[5]).as_deref(),
            Some("apart: 4× median")
        );
        assert_eq!(apart(Texts::default(), estimate.standings[0]), None);
    }

    #[test]
    fn two_levels_are_both_said() {
        let (_, view) = view(&[0.2, 0.2, 0.2, 2.0, 2.0, 2.0]);
        assert_eq!(
            view.remarks,
            ["Sellers ask about 0.2 or about 2, and little between."]
        );
    }

    #[test]
    fn too_few_to_say_says_no_number_and_draws_nothing() {
        let (_, view) = view(&[1.0, 3.0]);
        let spread = view.spread;
        assert!(spread.ends_with(" HR from 2 asks of 2 sellers"), "{spread}");
        assert_eq!((view.median, view.chart), (None, None));
        assert_eq!(view.sure, "too few to say");
        assert!(view.remarks.is_empty());
    }
}
