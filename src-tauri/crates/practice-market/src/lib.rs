//! A market on loopback: answers Feathers calls over socket.io as the real market does, has a login
//! page, a few thousand plausible listings, and the items of the practice game. Newcomers learn
//! Haggle with it without an account, and tests have it as their counterpart.
//!
//! It must not know the program: it has its own server side of the protocol and its own texts of
//! items, so that a mistake in the program's reading shows.

mod call;
mod clock;
mod controls;
mod document;
mod feathers_error;
mod generate;
mod link;
mod live;
mod market;
mod options;
mod pages;
mod recipe;
mod record;
mod server;
mod services;
mod stash;
mod store;
mod token;
mod user;
mod wire;

pub mod inventory;
pub mod query;

pub use market::Change;
pub use options::Options;
pub use server::{PracticeMarket, StartError, start};
