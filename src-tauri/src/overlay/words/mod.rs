//! What the overlay says: every failure with what happened and what to do. The words themselves are in the catalogue.

mod check;
mod login;
mod market;
mod program;
mod sale;

pub use check::*;
pub use login::*;
pub use market::*;
pub use program::*;
pub use sale::*;
