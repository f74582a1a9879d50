//! Speaks to the Project Diablo 2 market: Feathers calls over socket.io, on one websocket.
//!
//! [`client`] gives a handle and a driver. The driver keeps the connection: it reconnects, logs in first, matches answers
//! to calls by ack id alone, repeats reads after a cut and writes never. Inside, `packet` (codec) and `session` (state
//! machine) are pure; `driver`, `link` and `transport` feed them.
//!
//! Must not know items beyond a listing's form, windows, settings files or clipboards.

mod account;
mod address;
mod backoff;
mod call;
mod client;
mod driver;
#[cfg(test)]
mod driver_tests;
mod error;
mod event;
mod link;
mod live;
mod packet;
mod proxy;
mod services;
mod session;
#[cfg(test)]
mod soak_tests;
mod status;
mod token;
mod transport;

pub use account::Account;
pub use address::{AddressError, MarketAddress};
pub use backoff::Backoff;
pub use call::Call;
pub use client::{ClientConfig, MarketClient, client};
pub use driver::Driver;
pub use error::CallError;
pub use event::{EventKind, Notice, ServiceEvent};
pub use live::{Answer, Live, Search, SearchId, Subscription};
pub use services::{
    Conversation, Listed, ListingChange, ListingNews, ListingPage, Message, NewListing, NotListed,
    Offer, Realm, Stash,
};
pub use session::Rate;
pub use status::{LinkProblem, LinkStatus};
pub use token::{Token, TokenError};
