//! `market/offer`: what buyers offered to the user. The practice market has none. Must not know
//! listings.

use serde_json::Value;

use super::{Context, read_query, unsupported};
use crate::{
    call::{Call, Method},
    feathers_error::FeathersError,
};

pub fn answer(context: &Context<'_>, call: &Call) -> Result<Value, FeathersError> {
    match call.method {
        Method::Find => {
            context.user()?;
            let query = read_query(call)?;
            Ok(context.market.store().offers.find(&query, |_| {}))
        }
        _ => Err(unsupported(call)),
    }
}
