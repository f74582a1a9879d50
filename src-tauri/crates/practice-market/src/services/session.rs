//! `security/session`: turns a token into a login of the link. Must not know how tokens are made.

use serde_json::{Value, json};

use super::{Context, Outcome, unsupported};
use crate::{
    call::{Call, Method},
    feathers_error::FeathersError,
    user::User,
};

pub fn answer(context: &Context<'_>, call: &Call) -> Result<Outcome, FeathersError> {
    match &call.method {
        Method::Create(data) => create(context, data),
        Method::Remove(_) => Ok(Outcome::from(json!({}))),
        _ => Err(unsupported(call)),
    }
}

fn create(context: &Context<'_>, data: &Value) -> Result<Outcome, FeathersError> {
    let field = |name| data.get(name).and_then(Value::as_str);
    if field("strategy") != Some("jwt") {
        return Err(FeathersError::bad_request(
            "Invalid authentication information: use the strategy jwt",
        ));
    }
    if context.market.controls.refuses_logins() {
        return Err(FeathersError::not_authenticated("Logins are refused"));
    }
    let token =
        field("accessToken").ok_or_else(|| FeathersError::not_authenticated("No access token"))?;
    let claims = context
        .market
        .tokens
        .check(token, context.now.as_secs())
        .map_err(|error| FeathersError::not_authenticated(error.to_string()))?;
    let user = User::from(&claims);
    context.market.welcome(&user, context.now);
    Ok(Outcome {
        answer: json!({"accessToken": token, "user": user.to_json()}),
        login: Some(claims),
    })
}
