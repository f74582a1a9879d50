//! What sellers' words are worth, and what listings say of a price. All worth is in HR, the market's unit.
//!
//! Must not know: how listings were asked for, how a price is shown.

mod ask;
mod asking;
mod estimate;
mod note;
mod quantile;
mod rates;
mod standing;

pub use ask::Ask;
pub use asking::{Asking, BadPrice, LONGEST};
pub use estimate::{Estimate, Sureness, estimate};
pub use note::{Worth, hr_of_note};
pub use rates::{Rate, Rates};
pub use standing::Standing;
