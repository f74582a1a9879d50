use serde::Serialize;

use super::{AffixTier, Cast, Roll};
use crate::catalog;

/// A property of an item.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Modifier {
    /// The market's name for it; empty where the market's name is not known.
    pub name: &'static str,
    /// The numbers as the market stores them; empty where their order is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<i64>,
    /// The line that the player reads.
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roll: Option<Roll>,
    /// The affix that gives it; on magic, rare and crafted items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affix: Option<AffixTier>,
    /// The corruption gave or raised it.
    pub corrupted: bool,
    /// The text does not tell for sure that this is the property, or its value.
    pub uncertain: bool,
    #[serde(flatten)]
    pub cast: Option<Cast>,
    /// Other properties that the text may mean; the market is asked for any of them.
    #[serde(skip)]
    pub alternatives: Vec<Alternative>,
    /// The item's table gives each such item this very amount.
    #[serde(skip)]
    pub fixed: bool,
    /// Its class or skill differs from item to item.
    #[serde(skip)]
    pub choice: bool,
    /// It repeats another property's line (the greatest damage beside the range), so it is not shown.
    #[serde(skip)]
    pub hidden: bool,
}

/// Another market property that a line may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    pub name: &'static str,
    /// The skill, class or tab in `values[0]`.
    pub param: Option<i64>,
}

impl Modifier {
    /// Which of `values` is the amount that rolls and is searched for.
    ///
    /// Class, tab, skill and aura properties keep an id in front of it.
    #[must_use]
    pub fn amount_index(&self) -> usize {
        usize::from(is_keyed(self.name) || self.name == "corrupted")
    }

    /// The amount that rolls and is searched for.
    #[must_use]
    pub fn amount(&self) -> Option<i64> {
        self.values.get(self.amount_index()).copied()
    }

    /// The class, tab or skill that it is for.
    #[must_use]
    pub fn param(&self) -> Option<i64> {
        if is_keyed(self.name) {
            self.values.first().copied()
        } else {
            None
        }
    }
}

/// Whether the market keeps an id in `values[0]` of this property.
#[must_use]
pub(crate) fn is_keyed(name: &str) -> bool {
    use catalog::Form;
    let form = catalog::stat_by_market(name).map(|stat| stat.form);
    matches!(
        form,
        Some(Form::Class | Form::Tab | Form::Skill | Form::Aura)
    )
}
