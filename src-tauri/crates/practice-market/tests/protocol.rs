//! The wire, as the stock server behaves.

mod common;

use std::time::Duration;

use common::{Client, LINK, Received, code, request};
use practice_market::{Options, start};
use serde_json::{Value, json};

#[tokio::test]
async fn the_handshake_tells_both_times() {
    let market = start(Options {
        ping_interval: Duration::from_millis(1234),
        ping_timeout: Duration::from_millis(567),
        ..Options::default()
    })
    .await
    .expect("a market");
    let mut client = Client::connect(&market, LINK).await.expect("a link");
    let handshake = client.text().await;
    let open: Value = serde_json::from_str(&handshake[1..]).expect("JSON");
    assert_eq!(open["pingInterval"], 1234);
    assert_eq!(open["pingTimeout"], 567);
    assert_eq!(open["upgrades"], json!([]));
    assert_eq!(client.text().await, "40");
    market.stop().await;
}

#[tokio::test]
async fn heartbeats_are_answered() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::open(&market).await;
    client.send("2").await;
    assert_eq!(client.text().await, "3");
    client.send("2probe").await;
    assert_eq!(client.text().await, "3probe");
    market.stop().await;
}

#[tokio::test]
async fn silent_clients_are_dropped_without_a_code() {
    let market = start(Options {
        ping_interval: Duration::from_millis(20),
        ping_timeout: Duration::from_millis(10),
        ..Options::default()
    })
    .await
    .expect("a market");
    let mut client = Client::open(&market).await;
    assert_eq!(client.next().await, Received::Closed(None));
    market.stop().await;
}

#[tokio::test]
async fn malformed_frames_close_the_link() {
    let market = start(Options::default()).await.expect("a market");
    for frame in ["", "x", "42", "42{", "429[1", "7"] {
        let mut client = Client::open(&market).await;
        client.send(frame).await;
        assert_eq!(client.next().await, Received::Closed(None), "{frame:?}");
    }
    market.stop().await;
}

#[tokio::test]
async fn frames_over_the_bound_close_the_link_with_1009() {
    let market = start(Options::default()).await.expect("a market");
    let frame = |bytes: usize| {
        let call = r#"420["find","market/listing",{"x":""}]"#;
        call.replace("\"\"", &format!("\"{}\"", "y".repeat(bytes - call.len())))
    };
    let mut client = Client::open(&market).await;
    client.send(&frame(1_000_000)).await;
    assert!(client.answer().await.1.is_ok());
    client.send(&frame(1_000_001)).await;
    assert_eq!(client.next().await, Received::Closed(Some(1009)));
    market.stop().await;
}

#[tokio::test]
async fn only_engine_io_3_over_websocket() {
    let market = start(Options::default()).await.expect("a market");
    let check = async |target: &str, expected: Value| {
        let answer = request(&market, "GET", target, "").await;
        assert_eq!((answer.status, answer.json()), (400, expected), "{target}");
    };
    let protocol = json!({"code": 5, "message": "Unsupported protocol version"});
    let transport = json!({"code": 0, "message": "Transport unknown"});
    let request = json!({"code": 3, "message": "Bad request"});
    check("/socket.io/?EIO=4&transport=websocket", protocol.clone()).await;
    check("/socket.io/?transport=websocket", protocol).await;
    check("/socket.io/?EIO=3&transport=polling", transport.clone()).await;
    check("/socket.io/", transport).await;
    check(LINK, request).await;
    market.stop().await;
}

#[tokio::test]
async fn unknown_services_and_methods() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::open(&market).await;
    assert_eq!(
        code(&client.call(json!(["find", "no/such", {}])).await),
        404
    );
    assert_eq!(
        code(
            &client
                .call(json!(["create", "market/listingArchive", {}]))
                .await
        ),
        405
    );
    assert_eq!(
        code(&client.call(json!(["conjure", "market/listing"])).await),
        405
    );
    assert_eq!(code(&client.call(json!(["find"])).await), 400);
    assert_eq!(
        code(
            &client
                .call(json!(["find", "market/listing", {"$where": 1}]))
                .await
        ),
        400
    );
    market.stop().await;
}

#[tokio::test]
async fn slow_answers_let_later_ones_pass() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::open(&market).await;
    let find = json!(["find", "market/listing", {"$limit": 0}]);
    market.set_answer_delay(Duration::from_secs(1));
    let slow = client.start_call(&find).await;
    market.wait_for_calls("find", "market/listing", 1).await;
    market.set_answer_delay(Duration::ZERO);
    let quick = client.start_call(&find).await;
    assert_eq!(client.answer().await.0, quick);
    assert_eq!(client.answer().await.0, slow);
    market.stop().await;
}

#[tokio::test]
async fn calls_open_when_the_link_is_cut_are_never_answered() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::open(&market).await;
    let before = market.listings();
    market.hold_answers(true);
    client
        .start_call(&json!(["find", "market/listing", {}]))
        .await;
    market.wait_for_calls("find", "market/listing", 1).await;
    assert_eq!(market.drop_links(), 1);
    assert_eq!(client.next().await, Received::Gone);
    market.hold_answers(false);
    let mut again = Client::open(&market).await;
    assert!(
        again
            .call(json!(["find", "market/listing", {}]))
            .await
            .is_ok()
    );
    assert_eq!(market.listings(), before);
    market.stop().await;
}

#[tokio::test]
async fn after_a_disconnect_the_link_is_open_but_deaf() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::open(&market).await;
    assert_eq!(market.disconnect_links(), 1);
    assert_eq!(client.text().await, "41");
    client
        .start_call(&json!(["find", "market/listing", {}]))
        .await;
    client.send("2").await;
    assert_eq!(client.text().await, "3");
    assert_eq!(market.calls("find", "market/listing"), 0);
    market.stop().await;
}

#[tokio::test]
async fn an_unreachable_market_takes_no_links() {
    let market = start(Options::default()).await.expect("a market");
    market.set_reachable(false);
    assert_eq!(Client::connect(&market, LINK).await.err(), Some(503));
    market.set_reachable(true);
    Client::open(&market).await;
    market.stop().await;
}

#[tokio::test]
async fn stopping_closes_links_and_port() {
    let market = start(Options::default()).await.expect("a market");
    let mut client = Client::open(&market).await;
    let address = common::address(&market);
    let silent = tokio::net::TcpStream::connect(&address).await;
    market.stop().await;
    assert_eq!(client.next().await, Received::Closed(None));
    assert!(
        silent.is_ok(),
        "a connection without a request does not hinder the stop"
    );
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
