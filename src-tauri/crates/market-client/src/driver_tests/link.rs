//! What goes over a link, and what comes of links that fail.

use super::*;

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
