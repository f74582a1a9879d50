//! The services on top of calls.

use super::*;

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

const PATIENCE: Duration = Duration::from_secs(600);

type Outcome = Result<Listed, NotListed>;

/// Lists an item in the background; gives the outcome, and whether it was looked for.
fn listing(client: &MarketClient) -> JoinHandle<(Outcome, bool)> {
    let client = client.clone();
    tokio::spawn(async move {
        let mut looked = false;
        let outcome = client
            .list_once(&new_listing(), PATIENCE, || looked = true)
            .await;
        (outcome, looked)
    })
}

/// Answers a look for the item with so many of its listings.
async fn answer_look(peer: &mut Peer, found: &[Value]) {
    let (ack, array) = peer.call().await;
    assert_eq!(
        (&array[0], &array[2]["item.hash"]),
        (&json!("find"), &json!("h"))
    );
    peer.answer(&ack, &json!({"total": found.len(), "data": found}))
        .await;
}

#[tokio::test(start_paused = true)]
async fn an_item_is_listed_once_and_one_that_is_listed_is_left_alone() {
    for before in [true, false] {
        let mut fixture = Fixture::new(None);
        let made = listing(&fixture.client);
        let mut peer = fixture.peer().await.greeted().await;
        if before {
            answer_look(&mut peer, &[shako("h")]).await;
        } else {
            answer_look(&mut peer, &[]).await;
            let (ack, array) = peer.call().await;
            assert_eq!(
                (&array[0], &array[2]["item"]["account_id"]),
                (&json!("create"), &json!("cain"))
            );
            peer.answer(&ack, &shako("h")).await;
        }
        let (outcome, looked) = made.await.expect("no panic");
        let listed = outcome.expect("listed");
        assert_eq!(matches!(listed, Listed::Before(_)), before);
        assert!(!looked, "nothing was lost");
        fixture.end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_listing_whose_answer_was_lost_is_looked_up_and_never_made_twice() {
    // Found at once, at the second look, after another cut, or never.
    for (cuts, empty_looks, found) in [(1, 0, true), (1, 1, true), (2, 1, true), (2, 2, false)] {
        let mut fixture = Fixture::new(None);
        let made = listing(&fixture.client);
        let mut peer = fixture.peer().await.greeted().await;
        answer_look(&mut peer, &[]).await;
        assert_eq!(peer.call().await.1[0], "create");
        for _ in 0..cuts {
            drop(peer);
            peer = fixture.peer().await.greeted().await;
        }
        for _ in 0..empty_looks {
            answer_look(&mut peer, &[]).await;
            // Keeps the link alive while time passes.
            peer.say("3").await;
        }
        if found {
            answer_look(&mut peer, &[shako("h")]).await;
        }
        let (outcome, looked) = made.await.expect("no panic");
        assert!(looked);
        match outcome {
            Ok(Listed::Now(listing)) => assert!(found && listing.id == "l1"),
            Err(NotListed::Surely(error)) => assert!(!found && error.outcome_unknown()),
            other => panic!("{other:?}"),
        }
        fixture.end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_market_that_stays_away_leaves_the_outcome_unknown() {
    let mut fixture = Fixture::new(None);
    let made = listing(&fixture.client);
    let mut peer = fixture.peer().await.greeted().await;
    answer_look(&mut peer, &[]).await;
    assert_eq!(peer.call().await.1[0], "create");
    drop(peer);
    let from = Instant::now();
    while !made.is_finished() {
        tokio::select! {
            peer = fixture.peer() => drop(peer),
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
        }
    }
    let (outcome, _) = made.await.expect("no panic");
    assert!(matches!(outcome, Err(NotListed::Unknown(_))), "{outcome:?}");
    assert!(from.elapsed() >= PATIENCE);
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn listings_are_changed_and_taken_back() {
    let mut fixture = Fixture::new(None);
    let client = fixture.client.clone();
    let work = tokio::spawn(async move {
        let made = client.list_once(&new_listing(), PATIENCE, || {}).await;
        assert!(matches!(made, Ok(Listed::Now(_))));
        let price = ListingChange::Price {
            text: "2 hr".into(),
            hr: Some(2.0),
        };
        let changes = [
            price,
            ListingChange::Bump,
            ListingChange::Delist,
            ListingChange::Delist,
        ];
        for change in changes {
            let left = client.change_listing("l1", &change).await.expect("done");
            assert_eq!(left.is_none(), change == ListingChange::Delist);
        }
        client
            .listings_of("u", Realm::default())
            .await
            .expect("mine")
            .len()
    });
    let mut peer = fixture.peer().await.greeted().await;
    answer_look(&mut peer, &[]).await;
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
async fn all_open_offers_are_asked_for_page_by_page_and_each_is_taken_once() {
    let mut fixture = Fixture::new(None);
    let client = fixture.client.clone();
    let work = tokio::spawn(async move { client.open_offers_for(&["l1", "l2"]).await });
    let mut peer = fixture.peer().await.greeted().await;
    let pages = [
        json!([{"_id": "a"}, {"_id": "b"}, {"odd": true}]),
        json!([{"_id": "b"}, {"_id": "no", "rejected": true}, {"_id": "c", "rejected": null}]),
        json!([{"_id": "d", "rejected": false}]),
    ];
    for (skip, page) in [0, 3, 6].into_iter().zip(&pages) {
        let (ack, array) = peer.call().await;
        let query = &array[2];
        assert_eq!(query["$skip"], skip);
        assert_eq!(query["listing_id"], json!({"$in": ["l1", "l2"]}));
        assert_eq!(query["rejected"], json!({"$in": [false, null]}));
        peer.answer(&ack, &json!({"total": 7, "data": page})).await;
    }
    let offers = work.await.expect("no panic").expect("offers");
    let ids: Vec<&str> = offers.iter().map(|offer| offer.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d"]);
    fixture.end().await;
}

#[tokio::test(start_paused = true)]
async fn offers_of_a_market_that_counts_wrongly_or_does_not_page_come_to_an_end() {
    for (answer, asked) in [
        (json!([{"_id": "a"}]), 1),
        (json!({"total": 9, "data": []}), 1),
        (json!({"total": u64::MAX, "data": [{"_id": "a"}]}), 20),
    ] {
        let mut fixture = Fixture::new(None);
        let client = fixture.client.clone();
        let work = tokio::spawn(async move { client.open_offers_for(&["l1"]).await });
        let mut peer = fixture.peer().await.greeted().await;
        for _ in 0..asked {
            let (ack, _) = peer.call().await;
            peer.answer(&ack, &answer).await;
        }
        let offers = work.await.expect("no panic").expect("offers");
        assert!(offers.len() <= 1, "{offers:?}");
        fixture.end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_whose_answer_was_lost_is_looked_at_before_it_is_made_again() {
    let price = ListingChange::Price {
        text: "1 hr".into(),
        hr: Some(1.0),
    };
    let old = json!({"_id":"l1","price":"9 hr","bumped_at":"2020-01-01T00:00:00.000Z","item":{}});
    let done = json!({"_id":"l1","price":"1 hr","bumped_at":"2999-01-01T00:00:00.000Z","item":{}});
    let cases = [
        (price.clone(), Some(&done), false),
        (price, Some(&old), true),
        (ListingChange::Bump, Some(&done), false),
        (ListingChange::Bump, Some(&old), true),
        (ListingChange::Delist, None, false),
        (ListingChange::Delist, Some(&old), true),
    ];
    for (change, found, again) in cases {
        let mut fixture = Fixture::new(None);
        let client = fixture.client.clone();
        let sent = change.clone();
        let work = tokio::spawn(async move { client.change_listing("l1", &sent).await });
        let mut peer = fixture.peer().await.greeted().await;
        peer.call().await;
        drop(peer);
        let mut peer = fixture.peer().await.greeted().await;
        let (ack, array) = peer.call().await;
        assert_eq!(array[0], "get");
        match found {
            Some(found) => peer.answer(&ack, found).await,
            None => {
                peer.say(&format!(r#"43{ack}[{{"code":404,"message":"gone"}}]"#))
                    .await;
            }
        }
        if again {
            let (ack, array) = peer.call().await;
            assert_ne!(array[0], "get");
            peer.answer(&ack, &done).await;
        }
        let left = work.await.expect("no panic").expect("done");
        assert_eq!(
            left.is_none(),
            change == ListingChange::Delist,
            "{change:?}"
        );
        fixture.end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_that_cannot_be_looked_at_may_have_been_made() {
    let mut fixture = Fixture::new(None);
    let client = fixture.client.clone();
    let work = tokio::spawn(async move { client.change_listing("l1", &ListingChange::Bump).await });
    let mut peer = fixture.peer().await.greeted().await;
    peer.call().await;
    // The market is away from here on.
    drop(peer);
    let error = work.await.expect("no panic").expect_err("no answer");
    assert!(error.outcome_unknown(), "{error}");
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
