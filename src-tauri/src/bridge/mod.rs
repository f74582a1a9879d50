//! The page's side of the program: one `view` event out, one `dispatch` command in.

mod action;
mod view;

pub use action::{Action, SettingChange};
pub use view::*;
