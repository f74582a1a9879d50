//! `game/stash`: the practice game's items as the market's records of them. Must not know listings.

use serde_json::{Value, json};

use super::{Context, record_id, unsupported};
use crate::{
    call::{Call, Method},
    feathers_error::FeathersError,
};

pub fn answer(context: &Context<'_>, call: &Call) -> Result<Value, FeathersError> {
    match &call.method {
        Method::Get(account) => {
            let flag = |name: &str| call.query.get(name).and_then(Value::as_bool);
            // The practice game is played in softcore, on the ladder.
            let is_played = flag("softcore").unwrap_or(true) && flag("ladder").unwrap_or(true);
            get(context, record_id(account, "get")?, is_played)
        }
        _ => Err(unsupported(call)),
    }
}

fn get(context: &Context<'_>, account: &str, is_played: bool) -> Result<Value, FeathersError> {
    let user = context.user()?;
    if account.to_lowercase() != user.account() {
        return Err(FeathersError::forbidden(
            "This account belongs to somebody else",
        ));
    }
    if !is_played {
        return Ok(
            json!({"file": {"identifier": account}, "stats": {}, "currency": {}, "items": []}),
        );
    }
    Ok(json!({
        "file": {"identifier": account, "updated_at": context.iso_now()},
        "stats": {},
        "currency": context.market.stash.currency,
        "items": *context.market.stash.items(),
    }))
}
