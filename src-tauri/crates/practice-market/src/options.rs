//! How a practice market behaves. Must not know how any of it is done.

use std::{ops::Range, time::Duration};

/// Settings of one practice market, fixed for its life (but see the controls of
/// [`PracticeMarket`](crate::PracticeMarket)).
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether reading `market/listing` needs a login too (answers 401 without one).
    pub login_required: bool,
    /// The same seed gives the same items, sellers and prices.
    pub seed: u64,
    /// How long each answer is held back: a network far away.
    pub answer_delay: Duration,
    /// Whether other sellers create, bump, reprice and remove listings by themselves.
    pub live_events: bool,
    /// The time between two such changes, drawn anew for each.
    pub live_pause: Range<Duration>,
    /// Sent in the handshake: how often the client must ping.
    pub ping_interval: Duration,
    /// Sent in the handshake: how much later than `ping_interval` a ping may come.
    pub ping_timeout: Duration,
    /// Whether each user finds a few listings of their own at their first login.
    pub own_listings: bool,
    /// How long a token of the login page is good for.
    pub token_lifetime: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            login_required: false,
            seed: 1,
            answer_delay: Duration::ZERO,
            live_events: false,
            live_pause: Duration::from_secs(2)..Duration::from_secs(6),
            ping_interval: Duration::from_secs(25),
            ping_timeout: Duration::from_secs(5),
            own_listings: true,
            token_lifetime: Duration::from_secs(7 * 24 * 60 * 60),
        }
    }
}
