/// A price in HR and how much it counts, above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighted {
    pub hr: f64,
    pub weight: f64,
}

/// Prices in order, each with its weight.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prices(Vec<Weighted>);

impl FromIterator<Weighted> for Prices {
    fn from_iter<T: IntoIterator<Item = Weighted>>(prices: T) -> Self {
        let mut prices: Vec<Weighted> = prices.into_iter().collect();
        prices.sort_by(|one, other| {
            let by_price = one.hr.total_cmp(&other.hr);
            by_price.then(one.weight.total_cmp(&other.weight))
        });
        Self(prices)
    }
}

impl Prices {
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value below which this share of the weight lies, between neighbours by their place: with equal weights the
    /// usual interpolated quantile. `None` without prices.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let (first, last) = (self.0.first()?, self.0.last()?);
        let ends = (first.weight + last.weight) / 2.0;
        let whole: f64 = self.0.iter().map(|price| price.weight).sum::<f64>() - ends;
        let wanted = share * whole;
        let mut place = 0.0;
        for pair in self.0.windows(2) {
            let step = (pair[0].weight + pair[1].weight) / 2.0;
            if wanted <= place + step {
                let part = ((wanted - place) / step).clamp(0.0, 1.0);
                return Some(pair[0].hr + (pair[1].hr - pair[0].hr) * part);
            }
            place += step;
        }
        Some(last.hr)
    }

    /// How many prices of equal weight would say as much: Kish's effective sample size, (Σw)² ∕ Σw².
    #[must_use]
    pub fn effective(&self) -> f64 {
        let sum: f64 = self.0.iter().map(|price| price.weight).sum();
        let squares: f64 = self.0.iter().map(|price| price.weight.powi(2)).sum();
        if squares > 0.0 {
            sum.powi(2) / squares
        } else {
            0.0
        }
    }

    /// Where the prices fall into two groups with nothing between: the greatest step from one price to the next,
    /// if it is at least `step` times and each side has at least `least` prices. The prices below and above it.
    #[must_use]
    pub fn split(&self, step: f64, least: usize) -> Option<(Self, Self)> {
        let (place, times) = self
            .0
            .windows(2)
            .map(|pair| pair[1].hr / pair[0].hr)
            .enumerate()
            .max_by(|one, other| one.1.total_cmp(&other.1))?;
        let (below, above) = self.0.split_at(place + 1);
        let wide = times >= step && below.len() >= least && above.len() >= least;
        wide.then(|| (Self(below.to_vec()), Self(above.to_vec())))
    }
}
