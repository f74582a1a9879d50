//! A search that found nothing: which filters to give up and how many listings that gives. Counts are asked one after
//! another.
//!
//! Must not know: windows, the page's types, how the market is reached.

use std::collections::VecDeque;
use std::time::Instant;

use item_parsers::filter::{self, Filter, Relaxation};
use market_client::{CallError, ListingPage, SearchId};

/// How many single filters are tried,
const SINGLES: usize = 8;
/// until so many of them help.
const MOST_OFFERS: usize = 4;
/// How many ways to give up several are tried, besides giving up all.
const SEVERAL: usize = 2;

/// What is known so far.
#[derive(Debug)]
pub struct Nothing {
    untried: VecDeque<Relaxation>,
    /// Tried where giving up one filter does not help.
    wider: VecDeque<Relaxation>,
    asked: Option<Asked>,
    offers: Vec<Offer>,
}

#[derive(Debug)]
struct Asked {
    search: SearchId,
    since: Instant,
    relaxation: Relaxation,
}

/// A search that would find something.
#[derive(Debug)]
pub struct Offer {
    pub relaxation: Relaxation,
    /// How many listings it finds; at least one.
    pub count: usize,
}

impl Nothing {
    /// Begins to look for a way out.
    #[must_use]
    pub fn new(filters: &[Filter]) -> Self {
        let mut untried = filter::relaxations(filters);
        untried.truncate(SINGLES);
        let mut wider = filter::wider_relaxations(filters);
        let last = wider.pop();
        wider.truncate(SEVERAL);
        Self {
            untried: untried.into(),
            wider: wider.into_iter().chain(last).collect(),
            asked: None,
            offers: Vec::new(),
        }
    }

    /// The searches that would find something, what matters least given up first.
    #[must_use]
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// Since when a count is waited for.
    #[must_use]
    pub fn counting_since(&self) -> Option<Instant> {
        self.asked.as_ref().map(|asked| asked.since)
    }

    /// The filters to count the listings of next, under this name; `None` when all is known.
    pub fn count_next(&mut self, search: SearchId, now: Instant) -> Option<&[Filter]> {
        if self.asked.is_some() || self.offers.len() >= MOST_OFFERS {
            return None;
        }
        let relaxation = match self.untried.pop_front() {
            Some(single) => single,
            None if self.offers.is_empty() => self.wider.pop_front()?,
            None => return None,
        };
        let asked = self.asked.insert(Asked {
            search,
            since: now,
            relaxation,
        });
        Some(&asked.relaxation.filters)
    }

    /// Takes a count, if it is the one that is waited for.
    pub fn counted(&mut self, search: SearchId, result: &Result<ListingPage, CallError>) -> bool {
        let Some(asked) = self.asked.take_if(|asked| asked.search == search) else {
            return false;
        };
        match result {
            Ok(page) if page.total > 0 => self.offers.push(Offer {
                relaxation: asked.relaxation,
                count: page.total,
            }),
            Ok(_) => {}
            // The others would fare no better. The connection's own status tells of the trouble.
            Err(error) => {
                tracing::debug!(%error, "not counted");
                self.untried.clear();
                self.wider.clear();
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The filters of a rare ring with so many properties, all of them searched for.
    fn filters(count: usize) -> Vec<Filter> {
        let stats = [
            json!({"name": "to Strength", "value": 12}),
            json!({"name": "Mana stolen per hit", "stat_id": 62, "value": 4}),
            json!({"name": "Faster Cast Rate", "stat_id": 105, "value": 10}),
            json!({"name": "to Dexterity", "value": 9}),
            json!({"name": "to Mana", "value": 30}),
            json!({"name": "to Life", "value": 30}),
        ];
        let item = json!({"type": "Ring", "quality": "Rare", "name": "Storm Whorl", "stats": stats[..count]});
        let item = item_parsers::parse_clipboard(&item.to_string()).expect("an item");
        let mut filters = filter::preselect(&item);
        for filter in &mut filters {
            filter.on = matches!(filter.target, filter::Target::Modifier { .. });
        }
        filters
    }

    fn page(total: usize) -> Result<ListingPage, CallError> {
        Ok(ListingPage::new(Vec::new(), total))
    }

    /// Counts until nothing more is asked: how many filters each question had, and what was offered.
    fn count(filters: &[Filter], total: impl Fn(usize) -> usize) -> (Vec<usize>, Vec<usize>) {
        let now = Instant::now();
        let mut nothing = Nothing::new(filters);
        let (mut asked, mut no) = (Vec::new(), 1);
        loop {
            no += 1;
            let search = SearchId(no);
            let Some(filters) = nothing.count_next(search, now) else {
                break;
            };
            let on = filters.iter().filter(|filter| filter.on).count();
            asked.push(on);
            assert!(
                nothing.count_next(SearchId(99), now).is_none(),
                "one at a time"
            );
            assert!(nothing.counted(search, &page(total(on))));
        }
        let offered = nothing.offers().iter().map(|offer| offer.count).collect();
        (asked, offered)
    }

    #[test]
    fn one_filter_after_another_is_left_out_and_what_helps_is_offered() {
        assert_eq!(count(&filters(3), |_| 9), (vec![2; 3], vec![9; 3]));
        assert_eq!(
            count(&filters(6), |_| 9),
            (vec![5; MOST_OFFERS], vec![9; 4])
        );
    }

    #[test]
    fn where_no_single_one_helps_more_and_more_is_given_up_until_something_is_found() {
        let nothing_but_the_item = |on| if on == 0 { 30 } else { 0 };
        assert_eq!(
            count(&filters(6), nothing_but_the_item),
            (vec![5, 5, 5, 5, 5, 5, 4, 3, 0], vec![30])
        );
        let two_less = |on| if on <= 4 { 2 } else { 0 };
        assert_eq!(
            count(&filters(6), two_less),
            (vec![5, 5, 5, 5, 5, 5, 4], vec![2])
        );
        assert_eq!(count(&filters(1), |_| 0), (vec![0], vec![]));
        assert_eq!(count(&[], |_| 0), (vec![], vec![]));
    }

    #[test]
    fn a_count_that_is_not_waited_for_changes_nothing_and_trouble_ends_the_counting() {
        let now = Instant::now();
        let mut nothing = Nothing::new(&filters(3));
        assert!(nothing.count_next(SearchId(2), now).is_some());
        assert!(!nothing.counted(SearchId(7), &page(1)));
        assert!(nothing.counted(SearchId(2), &Err(CallError::Stopped)));
        assert!(nothing.count_next(SearchId(3), now).is_none());
        assert!(nothing.offers().is_empty());
    }
}
