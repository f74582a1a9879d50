//! What each service answers. Must not know links and frames: a [`Call`] and the user of its link
//! come in, an answer goes out.

mod listing;
mod offer;
mod session;
mod stash;

use std::time::Duration;

use serde_json::Value;

use crate::{
    call::{Call, not_supported},
    clock,
    feathers_error::FeathersError,
    market::Market,
    query::{Query, QueryError},
    token::Claims,
    user::User,
};

/// What a call did.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    pub answer: Value,
    /// Set when the call logged its link in.
    pub login: Option<Claims>,
}

impl From<Value> for Outcome {
    fn from(answer: Value) -> Self {
        Self {
            answer,
            login: None,
        }
    }
}

/// A call with what the services need to answer it.
pub(crate) struct Context<'a> {
    pub market: &'a Market,
    /// The login of the link, expired or not.
    pub login: Option<&'a Claims>,
    /// Time since 1970.
    pub now: Duration,
}

impl Context<'_> {
    /// The user of the link, or the error that says why there is none.
    fn user(&self) -> Result<User, FeathersError> {
        let claims = self
            .login
            .ok_or_else(|| FeathersError::not_authenticated("Not authenticated"))?;
        if self.market.tokens.is_expired(claims, self.now.as_secs()) {
            return Err(FeathersError::not_authenticated("jwt expired"));
        }
        Ok(User::from(claims))
    }

    /// Fails where even reading needs a login that is not there.
    fn may_read(&self) -> Result<(), FeathersError> {
        match self.market.options.login_required {
            true => self.user().map(|_| ()),
            false => Ok(()),
        }
    }

    fn iso_now(&self) -> String {
        clock::iso(self.now)
    }
}

/// Answers a call.
pub(crate) fn answer(context: &Context<'_>, call: &Call) -> Result<Outcome, FeathersError> {
    match call.service.as_str() {
        "security/session" => session::answer(context, call),
        "market/listing" => listing::answer(context, call).map(Outcome::from),
        "market/listingArchive" => listing::answer_archive(context, call).map(Outcome::from),
        "market/offer" => offer::answer(context, call).map(Outcome::from),
        "game/stash" => stash::answer(context, call).map(Outcome::from),
        other => Err(FeathersError::not_found(format!(
            "Service '{other}' not found"
        ))),
    }
}

fn unsupported(call: &Call) -> FeathersError {
    not_supported(call.method.name())
}

fn read_query(call: &Call) -> Result<Query, FeathersError> {
    Ok(Query::read(&call.query)?)
}

impl From<QueryError> for FeathersError {
    fn from(error: QueryError) -> Self {
        Self::bad_request(error.to_string())
    }
}

/// The id of a record; many records at once are not for clients.
fn record_id<'a>(id: &'a Value, method: &str) -> Result<&'a str, FeathersError> {
    match id {
        Value::String(id) => Ok(id),
        Value::Null => Err(FeathersError::method_not_allowed(format!(
            "Can not {method} multiple entries"
        ))),
        _ => Err(FeathersError::bad_request("The id must be a text")),
    }
}

fn no_record(id: &str) -> FeathersError {
    FeathersError::not_found(format!("No record found for id '{id}'"))
}
