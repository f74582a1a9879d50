//! The page's side of the program: one `view` event out, one `dispatch` command in.

mod action;
mod currency;
mod mine;
mod nothing;
mod price;
mod sale;
mod view;
mod watch;

pub use action::{Action, Draft, SettingChange};
pub use currency::*;
pub use mine::*;
pub use nothing::*;
pub use price::*;
pub use sale::*;
pub use view::*;
pub use watch::*;
