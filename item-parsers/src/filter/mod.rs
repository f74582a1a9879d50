//! What can be searched for in an item, and what Haggle searches for to begin with.
//!
//! Must not know: how the market is asked (that is [`crate::query`]), prices.

mod local;
mod margin;
mod preselect;
mod relax;

pub use local::fits;
pub use preselect::preselect;
pub use relax::{Relaxation, relaxations, wider_relaxations};

use crate::item::{Alternative, Cast, Roll};

/// A line that can be searched for.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Its place in the list; stays while the item is shown.
    pub id: u32,
    /// The line that the player reads: a property as the game writes it, or what else is asked about, in English.
    pub text: String,
    /// It is part of the search.
    pub on: bool,
    /// The corruption gave or raised it.
    pub corrupted: bool,
    /// Several market properties are possible, and all are asked for.
    pub uncertain: bool,
    /// `None` for what is there or not, without a number.
    pub bounds: Option<Bounds>,
    /// The item's own amount, in the market's unit.
    pub value: Option<f64>,
    pub roll: Option<Roll>,
    pub target: Target,
    /// How much it moves the price; what is worth least is dropped first when nothing is found.
    pub worth: u32,
}

/// The bounds of a filter, both included; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// What one press of an arrow key changes.
    pub step: f64,
}

/// What a filter asks about.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A property, or any of those that the text may mean.
    Modifier {
        name: &'static str,
        /// Which of `values` the bounds are for.
        index: usize,
        /// The class, tab or skill in `values[0]`.
        param: Option<i64>,
        alternatives: Vec<Alternative>,
    },
    /// A skill on an event, or charges: there or not.
    Cast {
        name: &'static str,
        cast: Cast,
    },
    Ethereal(bool),
    Corrupted(bool),
    /// The number of sockets.
    Sockets,
    ItemLevel,
    /// The very base, by code.
    Base(&'static str),
}

impl Target {
    /// Every property and its param that would do.
    pub fn readings(&self) -> Vec<Alternative> {
        match self {
            Self::Modifier {
                name,
                param,
                alternatives,
                ..
            } => {
                let mut all = vec![Alternative {
                    name,
                    param: *param,
                }];
                all.extend(alternatives);
                all
            }
            _ => Vec::new(),
        }
    }
}
