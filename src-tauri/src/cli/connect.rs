//! One connection to the market for one command.
//!
//! Must not know what the command asks.

use std::time::Duration;

use market_client::{CallError, ClientConfig, MarketAddress, MarketClient, Token};
use tokio_util::sync::CancellationToken;

use super::{Exit, print};
use crate::overlay::words;
use crate::settings::Settings;
use crate::texts::{Language, Texts};

/// How long a person at a terminal waits for the market.
const DEADLINE: Duration = Duration::from_secs(15);

/// The token of this run: the environment's, or the one that was got for this very market.
pub fn token(
    settings: &Settings,
    address: &MarketAddress,
) -> Result<Option<Token>, market_client::TokenError> {
    match std::env::var("HAGGLE_TOKEN") {
        Ok(token) => Token::parse(&token).map(Some),
        Err(_) => Ok(settings.token_for(address)),
    }
}

/// Connects, lets the command ask, and says goodbye.
pub fn with_market(
    settings: &Settings,
    ask: impl AsyncFnOnce(MarketClient) -> anyhow::Result<Exit>,
) -> anyhow::Result<Exit> {
    let address: MarketAddress = settings.market.parse()?;
    let token = match token(settings, &address) {
        Ok(token) => token,
        Err(error) => {
            print::problem(&format!("HAGGLE_TOKEN: {error}"));
            return Ok(Exit::LoginNeeded);
        }
    };
    let config = ClientConfig {
        address,
        call_deadline: DEADLINE,
        ..ClientConfig::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let (client, driver) = market_client::client(config, token);
        let shutdown = CancellationToken::new();
        let asked = async {
            let done = ask(client).await;
            shutdown.cancel();
            done
        };
        tokio::join!(asked, driver.run(shutdown.clone())).0
    })
}

/// Tells why the market gave no answer, and the exit code for it.
pub fn failed(error: &CallError) -> Exit {
    // The command line speaks English.
    let message = words::call_error(Texts::of(Language::En), error);
    match error {
        CallError::LoginNeeded | CallError::LoginRefused(_) => {
            print::problem(&format!(
                "{}: start haggle and log in, or set HAGGLE_TOKEN.",
                message.title
            ));
            Exit::LoginNeeded
        }
        error if error.outcome_unknown() => {
            print::problem(&format!(
                "It is not known whether the market did it ({error}): look with `haggle listings` first."
            ));
            Exit::MarketAway
        }
        CallError::Deadline { .. } | CallError::LinkLost { .. } | CallError::NotReachable(_) => {
            print::problem(&format!("{}: {error}.", message.title));
            Exit::MarketAway
        }
        _ => {
            print::problem(&format!("{} {}", message.title, message.text));
            Exit::MarketAway
        }
    }
}
