//! A thousand faults of a market, in paused time: nothing hangs, no answer goes astray, no write is done twice.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::CancellationToken;

use crate::client::client_over;
use crate::token::sample_jwt;
use crate::transport::{Opener, upgrade};
use crate::{Call, CallError, ClientConfig, LinkProblem, MarketClient, Rate, Token};

const FAULTS: u64 = 1_000;
const OPEN: &str = r#"0{"sid":"Zx","upgrades":[],"pingInterval":25000,"pingTimeout":5000}"#;
const UNSENT: &str = r#"[{"code":401,"name":"NotAuthenticated","message":"jwt expired"}]"#;

/// Numbers that look random and are the same in every run.
#[derive(Clone)]
struct Chance(Arc<AtomicU64>);

impl Chance {
    fn below(&self, end: u64) -> u64 {
        let step = |x: u64| {
            x.wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407)
        };
        let before = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |x| Some(step(x)));
        (before.unwrap_or_default() >> 33) % end
    }
}

#[derive(Clone)]
struct Market {
    chance: Chance,
    faults: Arc<AtomicU64>,
    written: Arc<Mutex<HashMap<u64, u32>>>,
}

impl Market {
    /// Serves one link until its fault comes.
    async fn serve(self, io: DuplexStream) {
        let lasts = self.chance.below(12);
        let fault = self.chance.below(9);
        self.faults.fetch_add(1, Ordering::Relaxed);
        if lasts == 0 && fault == 0 {
            // Cut before the upgrade.
            return;
        }
        let Ok(mut link) = tokio_tungstenite::accept_async(io).await else {
            return;
        };
        for greeting in [OPEN, "40"] {
            if link.send(Message::text(greeting)).await.is_err() {
                return;
            }
        }
        let mut held = Vec::new();
        for _ in 0..lasts {
            let Some(Ok(Message::Text(frame))) = link.next().await else {
                return;
            };
            held.extend(self.answer(&frame));
            // Answers go out late and out of order.
            while !held.is_empty() && self.chance.below(3) > 0 {
                let which = usize::try_from(self.chance.below(held.len() as u64)).unwrap_or(0);
                if link
                    .send(Message::text(held.swap_remove(which)))
                    .await
                    .is_err()
                {
                    return;
                }
            }
        }
        self.fail(fault, link).await;
    }

    /// Carries a frame out; the answer, if it has one.
    fn answer(&self, frame: &str) -> Option<String> {
        if frame == "2" {
            return Some("3".to_owned());
        }
        let call = frame.strip_prefix("42")?;
        let (ack, array) = call.split_at(call.find('[')?);
        let array: Value = serde_json::from_str(array).ok()?;
        if array[1] == "security/session" {
            return Some(format!("43{ack}{}", json!([null, {"user": {"_id": "u"}}])));
        }
        if self.chance.below(20) == 0 {
            return Some(format!("43{ack}{UNSENT}"));
        }
        let n = array[2]["n"].as_u64()?;
        if array[0] == "create" {
            *self
                .written
                .lock()
                .expect("not poisoned")
                .entry(n)
                .or_default() += 1;
        }
        Some(format!("43{ack}{}", json!([null, {"n": n}])))
    }

    async fn fail(&self, fault: u64, mut link: WebSocketStream<DuplexStream>) {
        let hang = Duration::from_secs(self.chance.below(90));
        match fault {
            // Cut.
            0 | 1 => {}
            // Stall: half open, nothing is read and nothing said.
            2 => tokio::time::sleep(hang).await,
            // The session ends, the socket stays.
            3 | 4 => {
                let frame = if fault == 3 {
                    "41"
                } else {
                    r#"44{"message":"enough"}"#
                };
                let _ = link.send(Message::text(frame)).await;
                tokio::time::sleep(hang).await;
            }
            // Bytes that are no frame.
            5 => {
                let _ = link.get_mut().write_all(b"HTTP/1.1 500 no\r\n\r\n").await;
                tokio::time::sleep(hang).await;
            }
            // A frame that trickles and never ends.
            6 => {
                let _ = link.get_mut().write_all(&[0x81, 0x7e, 0x10, 0x00]).await;
                for _ in 0..200 {
                    if link.get_mut().write_all(b"4").await.is_err() {
                        return;
                    }
                    tokio::time::sleep(Duration::from_millis(500)).await;
                }
            }
            // Answers to calls that nobody made, and packets of no kind.
            7 => {
                for frame in ["4399999[null,{\"n\":1}]", "43[", "4x", "", "42{}", "451-[]"] {
                    let _ = link.send(Message::text(frame)).await;
                }
            }
            // A proper close.
            _ => drop(link.close(None).await),
        }
    }
}

/// Asks and writes until enough has gone wrong. Gives how its writes ended.
async fn player(
    client: MarketClient,
    market: Market,
    ids: Arc<AtomicU64>,
) -> Vec<(u64, Result<(), bool>)> {
    let mut writes = Vec::new();
    while market.faults.load(Ordering::Relaxed) < FAULTS {
        let n = ids.fetch_add(1, Ordering::Relaxed);
        let write = market.chance.below(2) == 0;
        let call = if write {
            Call::create("market/listing", json!({"n": n}))
        } else {
            Call::find("market/listing", json!({"n": n}))
        };
        let answer = client.call(call).await;
        if let Ok(answer) = &answer {
            assert_eq!(answer["n"], n, "its own answer");
        }
        if answer == Err(CallError::LoginNeeded) && market.chance.below(3) == 0 {
            // Its end does not matter: the next call shows.
            let _ = client.log_in(token()).await;
        }
        if write {
            writes.push((n, answer.map(drop).map_err(|error| error.outcome_unknown())));
        }
    }
    writes
}

fn token() -> Token {
    Token::parse(&sample_jwt(r#"{"exp":99999999999}"#)).expect("a token")
}

#[tokio::test(start_paused = true)]
async fn a_thousand_faults_lose_nothing_and_double_nothing() {
    let market = Market {
        chance: Chance(Arc::new(AtomicU64::new(7))),
        faults: Arc::default(),
        written: Arc::default(),
    };
    let config = ClientConfig {
        address: "ws://127.0.0.1:1".parse().expect("an address"),
        rate: Rate {
            burst: 10_000,
            per_second: 10_000.0,
        },
        ..ClientConfig::default()
    };
    let (links, mut arrivals) = mpsc::unbounded_channel();
    let opened = config.clone();
    let opener: Opener = Box::new(move |dialect| {
        let config = opened.clone();
        let (ours, theirs) = tokio::io::duplex(16 * 1024);
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
    });
    let (client, driver) = client_over(&config, Some(token()), opener, Box::new(|| 0.5));
    let shutdown = CancellationToken::new();
    let driver = tokio::spawn(driver.run(shutdown.clone()));
    let serving = market.clone();
    let server = tokio::spawn(async move {
        let mut links = JoinSet::new();
        while let Some(io) = arrivals.recv().await {
            links.spawn(serving.clone().serve(io));
        }
    });
    let ids = Arc::new(AtomicU64::new(1));
    let mut players = JoinSet::new();
    for _ in 0..16 {
        players.spawn(player(client.clone(), market.clone(), Arc::clone(&ids)));
    }
    let mut writes = Vec::new();
    while let Some(ended) = players.join_next().await {
        writes.extend(ended.expect("no panic"));
    }
    shutdown.cancel();
    driver.await.expect("no panic");
    drop(client);
    server.await.expect("no panic");

    let written = market.written.lock().expect("not poisoned");
    assert!(written.values().all(|times| *times == 1), "no write twice");
    let (mut done, mut unsure) = (0, 0);
    for (n, ended) in &writes {
        let carried_out = written.contains_key(n);
        match ended {
            Ok(()) => {
                done += 1;
                assert!(carried_out, "{n} was said to be done");
            }
            Err(true) => unsure += 1,
            Err(false) => assert!(!carried_out, "{n} was said not to be done"),
        }
    }
    assert!(
        done > 100 && unsure > 100,
        "both happened: {done} done, {unsure} unsure"
    );
}
