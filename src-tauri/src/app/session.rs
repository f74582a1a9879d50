//! A connection to one market, from its start to its awaited end.

use std::time::Duration;

use anyhow::Context;
use market_client::{ClientConfig, LinkStatus, MarketAddress, MarketClient, Token};
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::network;
use super::signal::{Signal, Signals};
use crate::overlay::Input;
use crate::settings::Settings;

/// How long what the player did waits for a new login, when the market finds that the last one has ended.
const LOGIN_WAIT: Duration = Duration::from_secs(10 * 60);

/// The market that is spoken to.
pub struct Session {
    pub address: MarketAddress,
    pub client: MarketClient,
    shutdown: CancellationToken,
    task: JoinHandle<()>,
}

impl Session {
    /// Connects in the background; what happens on the connection comes as signals.
    #[must_use]
    pub fn start(address: MarketAddress, token: Option<Token>, signals: Signals) -> Self {
        let config = ClientConfig {
            address: address.clone(),
            login_wait: Some(LOGIN_WAIT),
            ..ClientConfig::default()
        };
        let (client, driver) = market_client::client(config, token);
        let shutdown = CancellationToken::new();
        let watcher = watch(client.clone(), signals, shutdown.clone());
        let driver = driver.run(shutdown.clone());
        let woken = client.clone();
        let task = tokio::spawn(async move {
            tokio::select! {
                _ = async { tokio::join!(driver, watcher) } => {}
                () = network::watch(|| woken.wake()) => {}
            }
        });
        Self {
            address,
            client,
            shutdown,
            task,
        }
    }

    /// How the connection stands.
    #[must_use]
    pub fn status(&self) -> LinkStatus {
        self.client.status().borrow().clone()
    }

    /// Ends the connection and waits until it has ended.
    pub async fn stop(self) {
        self.shutdown.cancel();
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the market session ended badly");
        }
    }
}

async fn watch(client: MarketClient, signals: Signals, shutdown: CancellationToken) {
    let mut status = client.status();
    let mut events = client.events();
    status.mark_changed();
    let mut linked = false;
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return,
            changed = status.changed() => match changed {
                Ok(()) => {
                    let link = status.borrow_and_update().clone();
                    let was_linked = linked;
                    linked = stays_linked(was_linked, &link);
                    signals.send(Signal::Overlay(Input::Link(link)));
                    if linked && !was_linked {
                        signals.send(Signal::Overlay(Input::EventsMissed));
                    }
                }
                Err(_) => return,
            },
            event = events.recv() => match event {
                Ok(event) => signals.send(Signal::Overlay(Input::Market(event))),
                Err(RecvError::Lagged(missed)) => {
                    tracing::warn!(missed, "market events came faster than they were read");
                    signals.send(Signal::Overlay(Input::EventsMissed));
                }
                Err(RecvError::Closed) => return,
            },
        }
    }
}

/// The market that this run speaks to, with its token.
///
/// # Errors
/// The address is none, or what the environment gives as a token.
pub fn market_of(settings: &Settings) -> anyhow::Result<(MarketAddress, Option<Token>)> {
    let address = settings
        .market
        .parse()
        .context("the market that --market, or “market” in settings.json, names cannot be asked")?;
    let token = crate::cli::token(settings, &address)
        .context("HAGGLE_TOKEN cannot be used (set it to a whole token, or leave it out)")?;
    Ok((address, token))
}

/// Whether the market's word is heard; the same as before while a login is looked at.
fn stays_linked(linked: bool, link: &LinkStatus) -> bool {
    link.is_connected() || (linked && *link == LinkStatus::Authenticating)
}

/// The page of a listing on the market's site.
#[must_use]
pub fn listing_page(id: &str) -> Option<String> {
    // Ids are hexadecimal; anything else would be an address made up by the answer.
    let plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric());
    plain.then(|| format!("https://www.projectdiablo2.com/market/listing/{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_no_outage_and_a_new_connection_is_one() {
        let ready = LinkStatus::Ready { account: None };
        assert!(stays_linked(false, &ready));
        assert!(stays_linked(true, &LinkStatus::Authenticating));
        assert!(!stays_linked(false, &LinkStatus::Authenticating));
        assert!(!stays_linked(true, &LinkStatus::Connecting { attempt: 1 }));
    }

    #[test]
    fn a_market_that_cannot_be_asked_is_named_with_what_is_wrong() {
        let settings = Settings {
            market: "https://market.example".to_owned(),
            ..Settings::default()
        };
        let error = market_of(&settings).map(drop).expect_err("not wss://");
        let words = format!("{error:#}");
        for part in ["--market", "settings.json", "wss://, not https://"] {
            assert!(words.contains(part), "{words}");
        }
    }

    #[test]
    fn only_plain_ids_become_addresses() {
        assert!(listing_page("ebe26a5b05f80072cb0aeeba").is_some());
        for id in ["", "../login", "a?b", "a b"] {
            assert_eq!(listing_page(id), None, "{id}");
        }
    }
}
