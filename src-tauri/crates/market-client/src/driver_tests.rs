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
    Call, CallError, ClientConfig, EventKind, LinkProblem, LinkStatus, MarketClient, NewListing,
    Realm, Token,
};

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

#[tokio::test(start_paused = true)]
async fn answers_reach_their_own_calls_in_any_order() {
    let mut fixture = Fixture::new(None);
    let calls: Vec<_> = (0..50).map(|n| fixture.ask(find(n))).collect();
    let mut peer = fixture.peer().await.greeted().await;
    let mut asked = Vec::new();
    for _ in 0..50 {
        asked.push(peer.call().await);
    }
    for (ack, array) in asked.into_iter().rev() {
        peer.answer(&ack, &array[2]["n"]).await;
    }
    for (n, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.expect("no panic"), Ok(json!(n)));
    }
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn logs_in_first_and_again_after_a_cut_and_repeats_the_read() {
    let mut fixture = Fixture::new(Some(token()));
    let read = fixture.ask(find(1));
    let write = fixture.ask(create(2));
    let account = json!({"user":{"_id":"u","username":"Cain"}});
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, login) = peer.call().await;
    assert_eq!(login[1], "security/session");
    assert_eq!(login[2]["accessToken"], token().expose());
    peer.answer(&ack, &account).await;
    for _ in 0..2 {
        peer.call().await;
    }
    drop(peer);
    assert_eq!(
        write.await.expect("no panic"),
        Err(CallError::LinkLost {
            outcome_unknown: true
        })
    );
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, login) = peer.call().await;
    assert_eq!(login[1], "security/session");
    peer.answer(&ack, &account).await;
    let (ack, array) = peer.call().await;
    assert_eq!(array, json!(["find", "market/listing", {"n": 1}]));
    peer.answer(&ack, &json!("late but right")).await;
    assert_eq!(read.await.expect("no panic"), Ok(json!("late but right")));
    let status = fixture.until(LinkStatus::is_connected).await;
    assert_eq!(status.words(), "Connected as Cain.");
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_silent_market_is_left_after_the_handshakes_times() {
    let mut fixture = Fixture::new(None);
    let start = Instant::now();
    let mut peer = fixture.peer().await.greeted().await;
    assert_eq!(peer.hear().await.as_deref(), Some("2"));
    assert_eq!(start.elapsed().as_secs(), 25);
    peer.say("3").await;
    assert_eq!(peer.hear().await.as_deref(), Some("2"));
    assert_eq!(peer.hear().await, None, "no pong: the client goes");
    assert_eq!(start.elapsed().as_secs(), 25 + 25 + 5);
    fixture.peer().await.greeted().await;
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_long_answer_on_its_way_keeps_the_link() {
    let mut fixture = Fixture::new(None);
    let io = fixture.peers.recv().await.expect("a connection");
    let mut peer = Peer(
        tokio_tungstenite::accept_async(io)
            .await
            .expect("an upgrade"),
    )
    .greeted()
    .await;
    let client = fixture.client.clone();
    let call =
        tokio::spawn(async move { client.call_within(find(1), Duration::from_secs(120)).await });
    let (ack, _) = peer.call().await;
    // One frame of 200 bytes, one byte a second: the pongs stand behind it.
    let text = format!("43{ack}{}", json!([null, "x".repeat(100)]));
    let mut bytes = vec![0x81, u8::try_from(text.len()).expect("short")];
    bytes.extend(text.as_bytes());
    for byte in bytes {
        let io = peer.0.get_mut();
        io.write_all(&[byte]).await.expect("the link lives");
        tokio::time::advance(Duration::from_millis(400)).await;
    }
    assert!(call.await.expect("no panic").is_ok());
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_does_not_read_holds_nobody_up() {
    let mut fixture = Fixture::new(None);
    let _deaf = fixture.peer().await.greeted().await;
    fixture.until(LinkStatus::is_connected).await;
    let big = || Call::find("market/listing", json!({"x": "x".repeat(200_000)}));
    let calls: Vec<_> = (0..5).map(|_| fixture.ask(big())).collect();
    for call in calls {
        let ended = call.await.expect("no panic");
        assert_eq!(
            ended,
            Err(CallError::Deadline {
                outcome_unknown: false
            })
        );
    }
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_above_the_bound_is_an_error_and_the_next_call_works() {
    let config = ClientConfig {
        max_answer: 10_000,
        ..ClientConfig::default()
    };
    let mut fixture = Fixture::with(&config, None);
    let call = fixture.ask(find(1));
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, _) = peer.call().await;
    peer.answer(&ack, &json!("x".repeat(20_000))).await;
    let ended = call.await.expect("no panic");
    assert!(
        matches!(ended, Err(CallError::TooLarge { limit: 10_000, .. })),
        "{ended:?}"
    );
    let call = fixture.ask(find(2));
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, _) = peer.call().await;
    peer.answer(&ack, &json!(2)).await;
    assert_eq!(call.await.expect("no panic"), Ok(json!(2)));
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn events_reach_everybody_who_listens() {
    let mut fixture = Fixture::new(None);
    let mut first = fixture.client.events();
    let mut second = fixture.client.events();
    let mut peer = fixture.peer().await.greeted().await;
    peer.say(r#"42["market/listing created",{"_id":"a"}]"#)
        .await;
    for events in [&mut first, &mut second] {
        let event = events.recv().await.expect("an event");
        assert_eq!(
            (
                event.service.as_str(),
                event.kind.clone(),
                event.record_id()
            ),
            ("market/listing", EventKind::Created, Some("a"))
        );
    }
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_is_taken_back() {
    let mut fixture = Fixture::new(None);
    let moot = fixture.ask(create(1));
    tokio::task::yield_now().await;
    moot.abort();
    assert!(moot.await.expect_err("aborted").is_cancelled());
    let call = fixture.ask(find(2));
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, array) = peer.call().await;
    assert_eq!(array[2]["n"], 2, "the write never went out");
    peer.answer(&ack, &Value::Null).await;
    assert_eq!(call.await.expect("no panic"), Ok(Value::Null));
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn the_end_answers_everybody_and_says_goodbye() {
    let mut fixture = Fixture::new(None);
    let mut peer = fixture.peer().await.greeted().await;
    let read = fixture.ask(find(1));
    let write = fixture.ask(create(2));
    for _ in 0..2 {
        peer.call().await;
    }
    let client = fixture.client.clone();
    let goodbye = tokio::spawn(async move { peer.hear().await });
    fixture.end().await;
    assert_eq!(read.await.expect("no panic"), Err(CallError::Stopped));
    assert_eq!(
        write.await.expect("no panic"),
        Err(CallError::LinkLost {
            outcome_unknown: true
        })
    );
    assert_eq!(goodbye.await.expect("no panic"), None);
    assert_eq!(client.call(find(3)).await, Err(CallError::Stopped));
    assert_eq!(client.log_in(token()).await, Err(CallError::Stopped));
    assert_eq!(*client.status().borrow(), LinkStatus::Stopped);
}

#[tokio::test(start_paused = true)]
async fn the_driver_ends_with_its_last_client() {
    let mut fixture = Fixture::new(None);
    let mut peer = fixture.peer().await.greeted().await;
    drop(fixture.client);
    assert_eq!(peer.hear().await, None);
    fixture.driver.await.expect("no panic");
}

#[tokio::test(start_paused = true)]
async fn asks_in_the_other_dialect_where_the_first_is_turned_down() {
    let dialects = Arc::new(Mutex::new(Vec::new()));
    let asked = Arc::clone(&dialects);
    let (links, mut peers) = mpsc::unbounded_channel();
    let config = ClientConfig {
        address: "ws://127.0.0.1:1".parse().expect("an address"),
        ..ClientConfig::default()
    };
    let mut over = opener(&config, links);
    let opener: Opener = Box::new(move |dialect| {
        asked.lock().expect("not poisoned").push(dialect);
        match dialect {
            Dialect::V3 => Box::pin(async { Err(LinkProblem::Http(400)) }),
            Dialect::V4 => over(dialect),
        }
    });
    let (client, driver) = client_over(&config, None, opener, Box::new(|| 0.0));
    let shutdown = CancellationToken::new();
    let driver = tokio::spawn(driver.run(shutdown.clone()));
    let io = peers.recv().await.expect("a connection");
    let mut peer = Peer(
        tokio_tungstenite::accept_async(io)
            .await
            .expect("an upgrade"),
    );
    peer.say(OPEN).await;
    assert_eq!(peer.hear().await.as_deref(), Some("40"));
    peer.say(r#"40{"sid":"a"}"#).await;
    peer.say("2").await;
    assert_eq!(peer.hear().await.as_deref(), Some("3"));
    assert!(client.status().borrow().is_connected());
    assert_eq!(
        *dialects.lock().expect("not poisoned"),
        [Dialect::V3, Dialect::V4]
    );
    shutdown.cancel();
    driver.await.expect("no panic");
}

fn shako(hash: &str) -> Value {
    json!({"_id":"l1","user_id":"u","price":"1 hr","item":{"name":"Shako","hash":hash}})
}

fn new_listing() -> NewListing {
    NewListing {
        item: json!({"hash":"h","name":"Shako"}),
        account: "Cain".into(),
        user_id: "u".into(),
        realm: Realm::default(),
        price: "1 hr".into(),
        hr_price: Some(1.0),
    }
}

#[tokio::test(start_paused = true)]
async fn a_listing_whose_answer_was_lost_is_looked_up_and_never_made_twice() {
    for found in [true, false] {
        let mut fixture = Fixture::new(None);
        let client = fixture.client.clone();
        let made = tokio::spawn(async move { client.create_listing(&new_listing()).await });
        let mut peer = fixture.peer().await.greeted().await;
        let (_, array) = peer.call().await;
        assert_eq!(
            (&array[0], &array[2]["item"]["account_id"]),
            (&json!("create"), &json!("cain"))
        );
        drop(peer);
        let mut peer = fixture.peer().await.greeted().await;
        let (ack, array) = peer.call().await;
        assert_eq!(
            (&array[0], &array[2]["item.hash"]),
            (&json!("find"), &json!("h"))
        );
        let data = if found { vec![shako("h")] } else { vec![] };
        peer.answer(&ack, &json!({"total": data.len(), "data": data}))
            .await;
        match made.await.expect("no panic") {
            Ok(listing) => assert!(found && listing.id == "l1"),
            Err(error) => assert!(!found && error.outcome_unknown()),
        }
        fixture.end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn listings_are_changed_and_taken_back() {
    let mut fixture = Fixture::new(None);
    let client = fixture.client.clone();
    let work = tokio::spawn(async move {
        client.create_listing(&new_listing()).await.expect("made");
        client
            .set_price("l1", "2 hr", Some(2.0))
            .await
            .expect("priced");
        client.bump("l1").await.expect("bumped");
        client.delist("l1").await.expect("taken back");
        client.delist("l1").await.expect("gone already");
        client
            .listings_of("u", Realm::default())
            .await
            .expect("mine")
            .len()
    });
    let mut peer = fixture.peer().await.greeted().await;
    for wanted in ["create", "patch", "patch", "remove"] {
        let (ack, array) = peer.call().await;
        assert_eq!(array[0], wanted);
        peer.answer(&ack, &shako("h")).await;
    }
    let (ack, _) = peer.call().await;
    peer.say(&format!(r#"43{ack}[{{"code":404,"message":"gone"}}]"#))
        .await;
    for skip in [0, 2] {
        let (ack, array) = peer.call().await;
        assert_eq!(array[2]["$skip"], skip);
        let data = [shako("a"), json!({"odd": true})];
        peer.answer(&ack, &json!({"total": 4, "data": data})).await;
    }
    assert_eq!(work.await.expect("no panic"), 2);
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_stash_is_asked_for_once_in_five_minutes_and_anew_for_another_user() {
    let mut fixture = Fixture::new(None);
    let client = fixture.client.clone();
    let asks = tokio::spawn(async move {
        let realm = Realm::default();
        let (one, two) = tokio::join!(client.stash("cain", realm), client.stash("cain", realm));
        assert!(Arc::ptr_eq(&one.expect("a stash"), &two.expect("a stash")));
        tokio::time::advance(Duration::from_secs(299)).await;
        assert!(
            client.stash("cain", realm).await.expect("a stash").age() >= Duration::from_secs(299)
        );
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(client.stash("cain", realm).await.expect("a stash").age() < Duration::from_secs(1));
        client.log_out();
        client.stash("cain", realm).await.expect("a stash");
    });
    let mut peer = fixture.peer().await.greeted().await;
    for _ in 0..3 {
        let (ack, array) = peer.call().await;
        assert_eq!(
            array,
            json!(["get","game/stash","cain",{"account":"cain","softcore":true,"ladder":false}])
        );
        peer.answer(&ack, &json!({"items":[{"hash":"h"}]})).await;
        // Keeps the link alive while the clock is moved.
        peer.say("3").await;
    }
    asks.await.expect("no panic");
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn equal_searches_under_way_share_one_call() {
    let mut fixture = Fixture::new(None);
    let client = fixture.client.clone();
    let searches = tokio::spawn(async move {
        let search = || client.find_listings(json!({"a": 1}));
        tokio::join!(search(), search())
    });
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, _) = peer.call().await;
    peer.answer(&ack, &json!([shako("h")])).await;
    let (one, two) = searches.await.expect("no panic");
    assert_eq!(one, two);
    assert_eq!(one.expect("a page").listings.len(), 1);
    fixture.end().await;
}

/// Everything that is logged, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_in_no_log_error_or_status() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // For the whole process: what other tests log at the same time decides on what is logged at all.
    tracing::subscriber::set_global_default(subscriber).expect("the only one");
    let secret = token();
    let mut shown = String::new();
    let mut fixture = Fixture::new(Some(secret.clone()));
    let account = json!({"accessToken": secret.expose(), "user":{"_id":"u","username":"Cain"}});

    // Accepted, cut, cut in the middle of the login, refused with the token in the server's words, an odd frame.
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, _) = peer.call().await;
    peer.answer(&ack, &account).await;
    shown += &format!("{:?}", fixture.until(|s| s.account().is_some()).await);
    peer.say(&format!("4{}", secret.expose())).await;
    drop(peer);
    let mut peer = fixture.peer().await.greeted().await;
    peer.call().await;
    peer.say(&format!("44{}", json!({"message": secret.expose()})))
        .await;
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, _) = peer.call().await;
    let refusal = json!([{"code": 401, "message": format!("jwt {} malformed", secret.expose())}]);
    peer.say(&format!("43{ack}{refusal}")).await;
    let refused = fixture
        .until(|s| matches!(s, LinkStatus::LoginRefused { .. }))
        .await;
    shown += &format!("{refused:?} {refused}");
    let call = fixture.ask(create(1));
    let (ack, _) = peer.call().await;
    let refusal = json!([{"code": 400, "message": format!("no {}", secret.expose())}]);
    peer.say(&format!("43{ack}{refusal}")).await;
    let error = call.await.expect("no panic").expect_err("refused");
    shown += &format!("{error:?} {error}");
    fixture.end().await;

    shown += &String::from_utf8_lossy(&log.0.lock().expect("not poisoned"));
    assert!(
        shown.contains("linked to the market"),
        "the log was heard: {shown}"
    );
    assert!(
        shown.contains("(hidden)"),
        "the server's words came through"
    );
    for part in secret.expose().split('.') {
        assert!(!shown.contains(part), "{shown}");
    }
}
