//! Why a call to the market gave no answer, in variants that a caller acts on and words that a player understands.

/// What went wrong with one call.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum CallError {
    /// The market wants a login for this (401).
    #[error("the market wants a login for this: log in and try again")]
    LoginNeeded,
    /// The market did not take the login; it is not tried again.
    #[error("the market did not accept the login ({0}): log in again")]
    LoginRefused(String),
    /// A write waited for its user's login, and somebody else logged in.
    #[error("another player logged in meanwhile: nothing was sent, try again")]
    OtherUser,
    /// A newer login or a logout came in between.
    #[error("another login took the place of this one")]
    Superseded,
    /// The market answered with an error.
    #[error("the market refused: {message}")]
    Refused {
        /// HTTP-like code (404, 405, 400 …); `None` where the market gave none.
        code: Option<u16>,
        /// The kind of error, such as `NotFound`; may be empty.
        name: String,
        /// The market's own words.
        message: String,
    },
    /// The market is connected but gave no answer in time.
    #[error("the market did not answer in time: try again{}", unsure(*outcome_unknown))]
    Deadline {
        /// The call was a write that had been sent: it may have been carried out.
        outcome_unknown: bool,
    },
    /// The connection broke while the call was under way.
    #[error("the connection to the market broke: try again{}", unsure(*outcome_unknown))]
    LinkLost {
        /// The call was a write that had been sent: it may have been carried out.
        outcome_unknown: bool,
    },
    /// No connection came about within the call's time; holds the reason.
    #[error("the market cannot be reached ({0}): check your connection, then try again")]
    NotReachable(String),
    /// The call or its answer is larger than what can be carried.
    #[error("{what} is too large for the market: {bytes} bytes, at most {limit}")]
    TooLarge {
        /// `the request` or `the answer`.
        what: &'static str,
        /// Its size; for an answer, where known, else the bound itself.
        bytes: usize,
        /// The bound, in bytes.
        limit: usize,
    },
    /// The answer makes no sense.
    #[error("the market's answer could not be read ({reason}){}", unsure(*outcome_unknown))]
    Malformed {
        /// What was wrong with it; no part of its content.
        reason: String,
        /// The call was a write: it may have been carried out.
        outcome_unknown: bool,
    },
    /// The client has been shut down.
    #[error("Haggle is closing its connection to the market")]
    Stopped,
}

fn unsure(outcome_unknown: bool) -> &'static str {
    if outcome_unknown {
        " (look at your listings first: it may have been done)"
    } else {
        ""
    }
}

impl CallError {
    /// Whether the market did not answer at all, so that the same call may fare better later.
    #[must_use]
    pub fn market_away(&self) -> bool {
        matches!(
            self,
            Self::Deadline { .. } | Self::LinkLost { .. } | Self::NotReachable(_) | Self::Stopped
        )
    }

    /// Whether the market may have carried out the write: look it up before doing it again.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        matches!(
            self,
            Self::Deadline {
                outcome_unknown: true
            } | Self::LinkLost {
                outcome_unknown: true
            } | Self::Malformed {
                outcome_unknown: true,
                ..
            }
        )
    }

    /// Whether a new login is the cure.
    #[must_use]
    pub fn wants_login(&self) -> bool {
        matches!(self, Self::LoginNeeded | Self::LoginRefused(_))
    }
}
