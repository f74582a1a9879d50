//! The driver over a fake market in memory, with paused time: no socket, no waiting.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::CancellationToken;

use crate::client::client_over;
use crate::packet::Dialect;
use crate::token::sample_jwt;
use crate::transport::{Opener, upgrade};
use crate::{
    Call, CallError, ClientConfig, EventKind, LinkProblem, LinkStatus, Listed, ListingChange,
    MarketClient, NewListing, NotListed, Realm, Token,
};

mod link;
mod secrecy;
mod services;

const OPEN: &str = r#"0{"sid":"Zx","upgrades":[],"pingInterval":25000,"pingTimeout":5000}"#;

/// The market's end of one websocket.
struct Peer(WebSocketStream<DuplexStream>);

impl Peer {
    async fn greeted(mut self) -> Self {
        self.say(OPEN).await;
        self.say("40").await;
        self
    }

    async fn say(&mut self, frame: &str) {
        self.0
            .send(Message::text(frame))
            .await
            .expect("the client listens");
    }

    /// The next text frame; `None` when the client has gone.
    async fn hear(&mut self) -> Option<String> {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Text(text))) => return Some(text.to_string()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// The next call: its ack id and its array.
    async fn call(&mut self) -> (String, Value) {
        loop {
            let frame = self.hear().await.expect("a call");
            if let Some(call) = frame.strip_prefix("42") {
                let start = call.find('[').expect("an array");
                let array = serde_json::from_str(&call[start..]).expect("JSON");
                return (call[..start].to_owned(), array);
            }
        }
    }

    async fn answer(&mut self, ack: &str, result: &Value) {
        self.say(&format!("43{ack}{}", json!([null, result]))).await;
    }
}

struct Fixture {
    client: MarketClient,
    peers: mpsc::UnboundedReceiver<DuplexStream>,
    shutdown: CancellationToken,
    driver: JoinHandle<()>,
}

impl Fixture {
    fn new(token: Option<Token>) -> Self {
        Self::with(&ClientConfig::default(), token)
    }

    fn with(config: &ClientConfig, token: Option<Token>) -> Self {
        let (links, peers) = mpsc::unbounded_channel();
        let config = ClientConfig {
            address: "ws://127.0.0.1:1".parse().expect("an address"),
            ..config.clone()
        };
        let opener = opener(&config, links);
        let (client, driver) = client_over(&config, token, opener, Box::new(|| 0.0));
        let shutdown = CancellationToken::new();
        let driver = tokio::spawn(driver.run(shutdown.clone()));
        Self {
            client,
            peers,
            shutdown,
            driver,
        }
    }

    /// The market's end of the next connection, before any frame.
    async fn peer(&mut self) -> Peer {
        let io = self.peers.recv().await.expect("a connection");
        Peer(
            tokio_tungstenite::accept_async(io)
                .await
                .expect("an upgrade"),
        )
    }

    fn ask(&self, call: Call) -> JoinHandle<Result<Value, CallError>> {
        let client = self.client.clone();
        tokio::spawn(async move { client.call(call).await })
    }

    async fn until(&self, wanted: impl Fn(&LinkStatus) -> bool) -> LinkStatus {
        let mut status = self.client.status();
        status
            .wait_for(|status| wanted(status))
            .await
            .expect("a driver")
            .clone()
    }

    async fn end(self) {
        self.shutdown.cancel();
        self.driver.await.expect("no panic");
    }
}

fn opener(config: &ClientConfig, links: mpsc::UnboundedSender<DuplexStream>) -> Opener {
    let config = config.clone();
    Box::new(move |dialect| {
        let config = config.clone();
        let (ours, theirs) = tokio::io::duplex(64 * 1024);
        let taken = links.send(theirs);
        Box::pin(async move {
            taken.map_err(|_| LinkProblem::Cut)?;
            upgrade(
                &config.address,
                dialect,
                Box::new(ours),
                None,
                config.max_answer,
            )
            .await
        })
    })
}

fn token() -> Token {
    Token::parse(&sample_jwt(r#"{"exp":99999999999}"#)).expect("a token")
}

fn find(n: u64) -> Call {
    Call::find("market/listing", json!({"n": n}))
}

fn create(n: u64) -> Call {
    Call::create("market/listing", json!({"n": n}))
}
