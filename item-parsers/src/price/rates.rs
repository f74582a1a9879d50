use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// What one of a thing is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// What sellers call it, in lower case: `ist`, `wss`.
    pub names: Vec<String>,
    /// HR for one.
    pub hr: f64,
}

/// What runes, shards and the like are worth in HR. Replaceable, for worth changes through a season.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    rates: Vec<Rate>,
}

static USUAL: LazyLock<Rates> = LazyLock::new(|| {
    let rates = serde_json::from_str(include_str!("../../data/rates.json"));
    Rates::new(rates.expect("the embedded rates are well formed"))
});

impl Rates {
    /// Rates that are not finite and above zero are left out.
    #[must_use]
    pub fn new(rates: Vec<Rate>) -> Self {
        let mut rates = rates;
        rates.retain(|rate| rate.hr.is_finite() && rate.hr > 0.0);
        for name in rates.iter_mut().flat_map(|rate| rate.names.iter_mut()) {
            *name = name.to_lowercase();
        }
        Self { rates }
    }

    /// The rates that come with Haggle; see `data/SOURCES.md`.
    #[must_use]
    pub fn usual() -> &'static Self {
        &USUAL
    }

    /// HR for one of what sellers call so (in lower case), one or several: `ist`, `ists`.
    #[must_use]
    pub fn hr(&self, name: &str) -> Option<f64> {
        self.exactly(name)
            .or_else(|| self.exactly(name.strip_suffix('s')?))
    }

    fn exactly(&self, name: &str) -> Option<f64> {
        let rate = self
            .rates
            .iter()
            .find(|rate| rate.names.iter().any(|own| own == name))?;
        Some(rate.hr)
    }
}
