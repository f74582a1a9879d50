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
