//! Whether the market answers.

use std::time::Duration;

use market_client::{Call, CallError, ClientConfig, MarketAddress};
use serde_json::json;
use tokio_util::sync::CancellationToken;

/// How long the market may take to show that it is there.
const DEADLINE: Duration = Duration::from_secs(8);

/// Whether the market answers.
#[derive(Debug, Clone)]
pub struct MarketState {
    /// As it was looked for.
    pub address: String,
    pub trouble: Option<Trouble>,
}

/// Why it does not.
#[derive(Debug, Clone)]
pub enum Trouble {
    /// The address is none.
    BadAddress(String),
    Call(CallError),
    /// The system refuses what it takes to ask.
    System(String),
}

/// Asks it something small. Blocks; for a thread without a runtime.
pub fn look(address: &Result<MarketAddress, String>) -> MarketState {
    let address = match address {
        Ok(address) => address,
        Err(reason) => {
            return MarketState {
                address: String::new(),
                trouble: Some(Trouble::BadAddress(reason.clone())),
            };
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let trouble = match runtime.map(|runtime| runtime.block_on(reach(address.clone()))) {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(Trouble::Call(error)),
        Err(error) => Some(Trouble::System(error.to_string())),
    };
    MarketState {
        address: address.to_string(),
        trouble,
    }
}

/// Asks for one listing, which needs no login: an answer of any kind shows that the market is there.
async fn reach(address: MarketAddress) -> Result<(), CallError> {
    let config = ClientConfig {
        address,
        call_deadline: DEADLINE,
        ..ClientConfig::default()
    };
    let (client, driver) = market_client::client(config, None);
    let shutdown = CancellationToken::new();
    let asked = async {
        let answer = client
            .call(Call::Find {
                service: "market/listing".into(),
                query: json!({ "$limit": 1 }),
            })
            .await;
        shutdown.cancel();
        match answer {
            Ok(_) | Err(CallError::Refused { .. } | CallError::LoginNeeded) => Ok(()),
            Err(error) => Err(error),
        }
    };
    let (reached, ()) = tokio::join!(asked, driver.run(shutdown.clone()));
    reached
}
