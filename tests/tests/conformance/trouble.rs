//! Links that are cut, servers that go away and come back, and what a player sees of it.

use std::time::Duration;

use market_client::{Call, CallError, ClientConfig, LinkStatus, Search, client};
use serde_json::json;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::fixture::{Fixture, HANG, Server};

pub async fn a_cut_is_mended_with_a_login_and_reads_are_repeated(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    for _ in 0..3 {
        let client = fixture.client.clone();
        let mut status = fixture.client.status();
        status.mark_unchanged();
        let read = tokio::spawn(async move {
            client
                .call(Call::find("test/echo", json!({"echo":1,"wait":300})))
                .await
        });
        // Answered, so the read before it is on its way too.
        fixture
            .client
            .find_listings(json!({"$limit":1}))
            .await
            .expect("a page");
        fixture.server.tell(json!({"do":"drop"})).await;
        status
            .wait_for(|status| !status.is_connected())
            .await
            .expect("a driver");
        assert_eq!(read.await.expect("no panic"), Ok(json!({"echo":1})));
        assert!(fixture.create("after").await.is_ok(), "logged in again");
    }
    fixture.end().await;
}

pub async fn a_write_under_way_at_a_cut_is_never_sent_again(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    fixture
        .server
        .tell(json!({"do":"wait","least":300,"most":300}))
        .await;
    let client = fixture.client.clone();
    let write = tokio::spawn(async move {
        client
            .call(Call::create(
                "market/listing",
                json!({"item":{"hash":"once"}}),
            ))
            .await
    });
    // An answer to what was asked after it: the server has the write.
    fixture
        .client
        .call(Call::find("test/echo", json!({"echo":1})))
        .await
        .expect("an answer");
    fixture.server.tell(json!({"do":"drop"})).await;
    assert_eq!(
        write.await.expect("no panic"),
        Err(CallError::LinkLost {
            outcome_unknown: true
        })
    );
    fixture
        .server
        .tell(json!({"do":"wait","least":0,"most":0}))
        .await;
    // Looking it up tells what became of it.
    let query = json!({"item.hash":"once"});
    while fixture
        .client
        .find_listings(query.clone())
        .await
        .expect("a page")
        .total
        == 0
    {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        fixture
            .client
            .find_listings(query)
            .await
            .expect("a page")
            .total,
        1
    );
    assert_eq!(fixture.server.count("create").await, 1);
    fixture.end().await;
}

pub async fn a_41_is_a_close(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    let mut status = fixture.client.status();
    status.mark_unchanged();
    fixture.server.tell(json!({"do":"leave"})).await;
    let waiting = status
        .wait_for(|status| !status.is_connected())
        .await
        .expect("a driver")
        .clone();
    assert!(matches!(waiting, LinkStatus::Waiting { .. }), "{waiting:?}");
    fixture.until(|status| status.account().is_some()).await;
    assert!(fixture.create("after").await.is_ok());
    fixture.end().await;
}

pub async fn a_server_that_restarts_is_found_again(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    let client = fixture.client.clone();
    let restart = fixture.server.tell(json!({"do":"restart","away":1_200}));
    let ask = async {
        let mut status = client.status();
        status.mark_unchanged();
        status
            .wait_for(|status| !status.is_connected())
            .await
            .expect("a driver");
        // Asked while there is nobody: waits, and is answered when the server is back.
        client.find_listings(json!({})).await
    };
    let (_, page) = tokio::join!(restart, ask);
    assert_eq!(page.expect("a page").total, 30);
    assert!(fixture.create("after").await.is_ok());
    fixture.end().await;
}

pub async fn a_subscription_shows_what_the_server_has(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation, "listings": 0})).await;
    let query = || json!({"type": "item", "$limit": 50});
    let mut subscription = fixture.client.subscribe(query, |_| true);
    let shown = |search: &Search| match search {
        Search::Found(answer) => {
            let hashes = answer.listings.iter().map(|one| one.item.hash.clone());
            Some(hashes.flatten().collect::<Vec<String>>())
        }
        _ => None,
    };
    let mut until = async |wanted: &[&str]| {
        let reached = async {
            while shown(subscription.search()).is_none_or(|hashes| hashes != wanted) {
                subscription.changed().await;
            }
        };
        timeout(HANG, reached)
            .await
            .unwrap_or_else(|_| panic!("{wanted:?} is not shown"));
    };
    until(&[]).await;
    let made = fixture.create("a").await.expect("made");
    until(&["a"]).await;
    // What happens while the link is away is seen after it.
    fixture.server.tell(json!({"do":"drop"})).await;
    // A cut in the middle of it leaves open whether it was made.
    let made_b = async || {
        let by_hash = json!({"item.hash": "b"});
        let found = fixture.client.find_listings_within(by_hash, Duration::ZERO);
        found.await.is_ok_and(|page| page.total == 1)
    };
    while fixture.create("b").await.is_err() && !made_b().await {}
    until(&["a", "b"]).await;
    let id = made["_id"].as_str().expect("an id").to_owned();
    fixture
        .client
        .call(Call::remove("market/listing", &id))
        .await
        .expect("removed");
    until(&["b"]).await;
    fixture.end().await;
}

pub async fn nobody_there_is_said_in_words(generation: u8) {
    let server = Server::start(json!({"generation": generation})).await;
    let config = ClientConfig {
        address: format!("ws://127.0.0.1:{}", server.port)
            .parse()
            .expect("an address"),
        call_deadline: Duration::from_millis(700),
        ..ClientConfig::default()
    };
    drop(server);
    let (client, driver) = client(config, None);
    let shutdown = CancellationToken::new();
    let driver = tokio::spawn(driver.run(shutdown.clone()));
    let error = client
        .find_listings(json!({}))
        .await
        .expect_err("nobody there");
    assert!(matches!(error, CallError::NotReachable(_)), "{error:?}");
    shutdown.cancel();
    driver.await.expect("no panic");
}
