//! The market client against the public Feathers packages: what the protocol says, said by somebody else's code.
//!
//! Needs `npm ci` in `tests/feathers-server` (`cargo xtask test` does it) and Node on the path.

#[path = "conformance/cuts.rs"]
mod cuts;
#[path = "conformance/fixture.rs"]
mod fixture;
#[path = "conformance/follow.rs"]
mod follow;
#[path = "conformance/services.rs"]
mod services;
#[path = "conformance/trouble.rs"]
mod trouble;

use fixture::{Fixture, Server};
use follow::the_program_follows_a_market;
use market_client::{Call, CallError, EventKind, LinkStatus, Token};
use serde_json::{Value, json};
use services::*;
use tokio::task::JoinSet;
use trouble::*;

/// Each of these is held to Feathers 4.5 on socket.io 2 and to Feathers 5 on socket.io 4.
macro_rules! against_both {
    ($($name:ident)*) => {
        mod feathers_4 {
            $(#[tokio::test] async fn $name() { super::$name(4).await; })*
        }
        mod feathers_5 {
            $(#[tokio::test] async fn $name() { super::$name(5).await; })*
        }
    };
}

against_both! {
    finds_without_a_login
    logs_in_and_out
    wrong_and_expired_tokens_are_refused_once
    a_login_that_ends_on_a_live_link_is_noticed
    a_login_the_server_cannot_check_is_tried_again
    errors_come_with_their_class_and_words
    writes_change_records_and_events_tell_of_them
    the_heartbeat_keeps_the_link_alive
    thousands_of_calls_under_delay_and_reordering_get_their_own_answers
    large_answers_are_taken
    a_request_just_below_the_bound_is_taken_and_one_above_is_not_sent
    a_cut_is_mended_with_a_login_and_reads_are_repeated
    a_write_under_way_at_a_cut_is_never_sent_again
    a_41_is_a_close
    a_server_that_restarts_is_found_again
    a_subscription_shows_what_the_server_has
    the_program_follows_a_market
    offers_are_made_refused_and_taken
    a_listing_is_made_once_found_by_its_item_changed_and_taken_back
    the_archive_and_talks_are_read
    what_is_pushed_reaches_the_player
    nobody_there_is_said_in_words
}

fn refused(result: Result<Value, CallError>) -> (Option<u16>, String) {
    match result {
        Err(CallError::Refused { code, message, .. }) => (code, message),
        other => panic!("refused, not {other:?}"),
    }
}

async fn finds_without_a_login(generation: u8) {
    let fixture = Fixture::new(json!({"generation": generation})).await;
    let query = json!({
        "type": "item", "$limit": 5, "$skip": 5, "$sort": {"bumped_at": -1},
        "item.name": "Raven Frost",
        "item.modifiers": {"$all": [{"$elemMatch": {"name": "dexterity", "values.0": {"$gte": 15, "$lte": 20}}}]},
        "$resolve": {"user": {"in_game_account": true}}
    });
    let page = fixture.client.find_listings(query).await.expect("a page");
    assert_eq!(
        (page.total, page.limit, page.skip, page.listings.len()),
        (15, 5, 5, 5)
    );
    assert!(
        page.listings
            .iter()
            .all(|one| one.item.name == "Raven Frost")
    );
    let page = fixture
        .client
        .find_listings(json!({"$limit": 9_999}))
        .await
        .expect("a page");
    assert_eq!(page.limit, 250, "clamped by the server");
    fixture.end().await;
}

async fn logs_in_and_out(generation: u8) {
    let fixture = Fixture::new(json!({"generation": generation})).await;
    assert_eq!(fixture.create("a").await, Err(CallError::LoginNeeded));
    let token = fixture.server.token(3_600).await;
    let account = fixture
        .client
        .log_in(token.clone())
        .await
        .expect("logged in");
    assert_eq!(
        (account.id.as_str(), account.name.as_str()),
        ("user-1", "Deckard")
    );
    assert_eq!(account.game_accounts, ["cain", "akara"]);
    assert_eq!(account.expires_at, token.expires_at());
    let made = fixture.create("a").await.expect("made");
    assert_eq!(made["user_id"], "user-1");
    let stash = Call::get(
        "game/stash",
        "cain",
        json!({"account":"cain","softcore":true,"ladder":true}),
    );
    let stash = fixture.client.call(stash).await.expect("a stash");
    assert_eq!(stash["file"]["identifier"], "cain");
    fixture.client.log_out();
    fixture
        .until(|status| *status == LinkStatus::Ready { account: None })
        .await;
    assert_eq!(fixture.create("b").await, Err(CallError::LoginNeeded));
    fixture.end().await;
}

async fn wrong_and_expired_tokens_are_refused_once(generation: u8) {
    let server = Server::start(json!({"generation": generation})).await;
    let expired = server.token(-10).await;
    let good = server.token(3_600).await;
    let mut parts: Vec<&str> = good.expose().split('.').collect();
    parts[2] = "AAAA";
    let forged = Token::parse(&parts.join(".")).expect("the form of a JWT");
    let nobody = server.tell(json!({"do":"token","user":"nobody"})).await;
    let nobody = Token::parse(nobody["token"].as_str().expect("a token")).expect("a JWT");

    let fixture = Fixture::with(server, Some(expired));
    fixture
        .until(|status| *status == LinkStatus::LoginExpired)
        .await;
    assert_eq!(fixture.create("a").await, Err(CallError::LoginNeeded));
    let refused = fixture.client.log_in(forged).await;
    assert!(
        matches!(refused, Err(CallError::LoginRefused(_))),
        "{refused:?}"
    );
    fixture
        .until(|status| matches!(status, LinkStatus::LoginRefused { .. }))
        .await;
    let refused = fixture.client.log_in(nobody).await;
    assert!(
        matches!(refused, Err(CallError::LoginRefused(_))),
        "{refused:?}"
    );
    // A new link does not try it again, and reading goes on.
    fixture.server.tell(json!({"do":"drop"})).await;
    let page = fixture
        .client
        .find_listings(json!({}))
        .await
        .expect("a page");
    assert_eq!(page.total, 30);
    assert_eq!(fixture.server.count("login").await, 3);
    assert!(fixture.client.log_in(good).await.is_ok());
    fixture.end().await;
}

async fn a_login_that_ends_on_a_live_link_is_noticed(generation: u8) {
    let server = Server::start(json!({"generation": generation})).await;
    let short = server.token(2).await;
    let fixture = Fixture::with(server, Some(short));
    let account = fixture.until(|status| status.account().is_some()).await;
    assert!(
        account
            .account()
            .is_some_and(|account| account.expires_soon)
    );
    fixture
        .until(|status| *status == LinkStatus::LoginExpired)
        .await;
    // The server may notice some milliseconds after us; Feathers 5 then cuts the link too.
    while fixture.create("early").await != Err(CallError::LoginNeeded) {}
    let again = fixture.server.token(3_600).await;
    fixture.client.log_in(again).await.expect("logged in");
    assert!(fixture.create("a").await.is_ok());
    fixture.end().await;
}

async fn a_login_the_server_cannot_check_is_tried_again(generation: u8) {
    let server = Server::start(json!({"generation": generation})).await;
    let token = server.token(3_600).await;
    server.tell(json!({"do":"failLogins","times":1})).await;
    let fixture = Fixture::with(server, Some(token));
    fixture.until(|status| status.account().is_some()).await;
    assert_eq!(fixture.server.count("login").await, 2);
    fixture.end().await;
}

async fn errors_come_with_their_class_and_words(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    let call = |call| fixture.client.call(call);
    let (code, message) = refused(call(Call::get("market/listing", "none", Value::Null)).await);
    assert_eq!(
        (code, message.as_str()),
        (Some(404), "No record found for id 'none'")
    );
    let (code, _) = refused(call(Call::find("market/nonsense", Value::Null)).await);
    assert_eq!(code, Some(404));
    let (code, _) = refused(call(Call::remove("game/stash", "cain")).await);
    assert_eq!(code, Some(405));
    let (code, message) = refused(call(Call::find("market/listing", json!({"$limit":"x"}))).await);
    assert_eq!((code, message.as_str()), (Some(400), "$limit is no number"));
    let (_, message) = refused(call(Call::create("test/echo", json!({}))).await);
    assert_eq!(message, "a plain error");
    fixture.end().await;
}

async fn writes_change_records_and_events_tell_of_them(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    let mut events = fixture.client.events();
    let made = fixture.create("mine").await.expect("made");
    // The stock server tells of a record before it answers the call that made it: the event is there already.
    let event = events.try_recv().expect("an event before the answer");
    assert_eq!(
        (event.service.as_str(), &event.kind),
        ("market/listing", &EventKind::Created)
    );
    assert_eq!(event.data, made);
    let id = made["_id"].as_str().expect("an id");
    let patch = Call::patch("market/listing", id, json!({"price":"2 hr"}));
    let patched = fixture.client.call(patch).await.expect("patched");
    assert_eq!(patched["price"], "2 hr");
    let got = fixture
        .client
        .call(Call::get("market/listing", id, Value::Null))
        .await;
    assert_eq!(got.expect("a record")["price"], "2 hr");
    fixture
        .client
        .call(Call::remove("market/listing", id))
        .await
        .expect("removed");
    let kinds: Vec<EventKind> = std::iter::from_fn(|| events.try_recv().ok())
        .map(|e| e.kind)
        .collect();
    assert_eq!(kinds, [EventKind::Patched, EventKind::Removed]);
    fixture
        .server
        .tell(json!({"do":"emit","event":"system/notification pushed","data":{"type":"offer_received"}}))
        .await;
    let event = events.recv().await.expect("an event");
    assert_eq!(
        (event.service.as_str(), &event.kind),
        ("system/notification", &EventKind::Pushed)
    );
    fixture.end().await;
}

async fn the_heartbeat_keeps_the_link_alive(generation: u8) {
    let fixture =
        Fixture::new(json!({"generation": generation, "pingInterval": 100, "pingTimeout": 100}))
            .await;
    fixture.until(LinkStatus::is_connected).await;
    let mut status = fixture.client.status();
    status.mark_unchanged();
    // Ten intervals and more: without pings the server would have dropped the link after two.
    let slow = Call::find("test/echo", json!({"echo":"alive","wait":1_500}));
    let answer = fixture.client.call(slow).await.expect("an answer");
    assert_eq!(answer["echo"], "alive");
    assert!(
        !status.has_changed().expect("a driver"),
        "the same link all the time"
    );
    fixture.end().await;
}

async fn thousands_of_calls_under_delay_and_reordering_get_their_own_answers(generation: u8) {
    let fixture = Fixture::new(json!({"generation": generation})).await;
    let mut calls = JoinSet::new();
    for n in 0..3_000_u64 {
        let client = fixture.client.clone();
        calls.spawn(async move {
            // Spread over 200 ms in an order that has nothing to do with that of asking.
            let query = json!({"echo": n, "wait": n * 7_919 % 200});
            (n, client.call(Call::find("test/echo", query)).await)
        });
    }
    while let Some(ended) = calls.join_next().await {
        let (n, answer) = ended.expect("no panic");
        assert_eq!(answer, Ok(json!({"echo": n})));
    }
    fixture.end().await;
}

async fn large_answers_are_taken(generation: u8) {
    let fixture = Fixture::new(json!({"generation": generation})).await;
    for size in [1_000_000, 8_000_000] {
        let answer = fixture
            .client
            .call(Call::get("test/echo", &size.to_string(), Value::Null))
            .await;
        let blob = answer.expect("an answer");
        assert_eq!(blob["blob"].as_str().map(str::len), Some(size));
    }
    let huge = fixture
        .client
        .call(Call::get("test/echo", "17000000", Value::Null))
        .await;
    assert!(matches!(huge, Err(CallError::TooLarge { .. })), "{huge:?}");
    assert!(
        fixture.client.find_listings(json!({})).await.is_ok(),
        "the next call works"
    );
    fixture.end().await;
}

async fn a_request_just_below_the_bound_is_taken_and_one_above_is_not_sent(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    let made = fixture.create(&"x".repeat(999_800)).await;
    assert!(made.is_ok(), "{made:?}");
    let made = fixture.create(&"x".repeat(1_000_000)).await;
    assert!(matches!(made, Err(CallError::TooLarge { .. })), "{made:?}");
    assert_eq!(fixture.server.count("create").await, 1);
    fixture.end().await;
}
