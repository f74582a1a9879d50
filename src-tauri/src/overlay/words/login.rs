//! The login: made, about to end, ended, failed.

use market_client::Account;

use crate::bridge::{Message, Remedy};
use crate::texts::{Text, Texts};

/// The good news after a login.
pub fn logged_in(texts: Texts, account: &Account) -> Message {
    Message::new(
        "logged_in",
        texts.get(Text::LoggedInTitle {
            name: &account.name,
        }),
        texts.get(Text::LoggedInText),
    )
}

/// The code of the notices about the end of the login.
pub const LOGIN_ENDS: &str = "login_ends";

/// The login ends in less than a quarter of an hour: so long before, the market's client tells of it.
pub fn login_ends(texts: Texts) -> Message {
    Message::new(
        LOGIN_ENDS,
        texts.get(Text::LoginEndsTitle),
        texts.get(Text::LoginEndsText),
    )
    .with(Remedy::LogIn)
}

/// The login has ended.
pub fn login_ended(texts: Texts) -> Message {
    Message::new(
        LOGIN_ENDS,
        texts.get(Text::LoginEndedTitle),
        texts.get(Text::LoginEndedText),
    )
    .with(Remedy::LogIn)
}

/// The code of the notice that a login failed.
pub const LOGIN_FAILED: &str = "login_failed";

/// A login failed, and why.
pub fn login_failed(texts: Texts, text: String) -> Message {
    Message::new(LOGIN_FAILED, texts.get(Text::LoginFailedTitle), text).with(Remedy::LogIn)
}
