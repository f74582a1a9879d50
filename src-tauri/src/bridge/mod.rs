//! The page's side of the program: one `view` event out, one `dispatch` command in.

mod action;
mod currency;
mod lesson;
mod mine;
mod nothing;
mod pasted;
mod price;
mod sale;
mod settings;
mod view;
mod watch;
mod welcome;

pub use action::{Action, Draft};
pub use currency::*;
pub use lesson::*;
pub use mine::*;
pub use nothing::*;
pub use pasted::*;
pub use price::*;
pub use sale::*;
pub use settings::*;
pub use view::*;
pub use watch::*;
pub use welcome::*;
