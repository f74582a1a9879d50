//! Offers, the archive, talks and what the market pushes, through the typed services.

use market_client::{CallError, Listed, ListingChange, NewListing, Notice, Realm};
use serde_json::json;
use tokio::time::timeout;

use crate::fixture::{Fixture, HANG};

pub async fn offers_are_made_refused_and_taken(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    let client = &fixture.client;
    let made = client
        .make_offer("id-1", "2 gul", Some(0.4))
        .await
        .expect("made");
    assert_eq!(
        (made.offer.as_deref(), made.hr_offer, made.rejected),
        (Some("2 gul"), Some(0.4), false)
    );
    assert_eq!(
        client.offers_for("id-1").await.expect("offers"),
        std::slice::from_ref(&made)
    );
    assert_eq!(client.offers_for("id-2").await.expect("offers"), []);
    let of_both = client.open_offers_for(&["id-2", "id-1"]).await;
    assert_eq!(of_both.expect("offers"), std::slice::from_ref(&made));
    let own = client
        .offers_of(made.user_id.as_deref().expect("a user"))
        .await;
    assert_eq!(own.expect("offers"), std::slice::from_ref(&made));
    client.reject_offer(&made.id).await.expect("refused");
    assert!(client.offers_for("id-1").await.expect("offers")[0].rejected);
    let open = client.open_offers_for(&["id-2", "id-1"]).await;
    assert_eq!(open.expect("offers"), [], "a refused one is not open");
    let sold = async || {
        let page = client
            .find_listings(json!({"_id": "id-1"}))
            .await
            .expect("a page");
        page.listings[0].accepted
    };
    assert!(!sold().await);
    client
        .accept_offer("id-1", Some(&made.id))
        .await
        .expect("taken");
    assert!(
        sold().await,
        "what was known is out of date after the write"
    );
    client.accept_offer("id-1", None).await.expect("taken back");
    assert!(!sold().await);
    client.log_out();
    let refused = client.offers_for("id-1").await;
    assert_eq!(refused, Err(CallError::LoginNeeded));
    fixture.end().await;
}

pub async fn a_listing_is_made_once_found_by_its_item_changed_and_taken_back(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    let client = &fixture.client;
    let who = client.account().await.expect("a login");
    let new = NewListing {
        item: json!({"hash": "mine", "name": "Shako", "odd": [null]}),
        account: "Cain".into(),
        user_id: who.id.clone(),
        realm: Realm::default(),
        price: "1 hr".into(),
        hr_price: Some(1.0),
    };
    let Ok(Listed::Now(made)) = client.list_once(&new, HANG, || {}).await else {
        panic!("it was not made");
    };
    let again = client.list_once(&new, HANG, || {}).await;
    assert!(matches!(again, Ok(Listed::Before(before)) if before.id == made.id));
    assert_eq!(fixture.server.count("create").await, 1);
    let found = client.listings_of_items(&who.id, &["other", "mine"]).await;
    assert_eq!(found.expect("a page")[0].id, made.id);
    let price = ListingChange::Price {
        text: "2 hr".into(),
        hr: Some(2.0),
    };
    for change in [price, ListingChange::Bump] {
        let left = client.change_listing(&made.id, &change).await;
        let left = left.expect("changed").expect("it is there");
        assert_eq!(left.price.as_deref(), Some("2 hr"));
    }
    let left = client
        .change_listing(&made.id, &ListingChange::Delist)
        .await;
    assert_eq!(left.expect("taken back"), None);
    assert_eq!(client.listing(&made.id).await.expect("an answer"), None);
    fixture.end().await;
}

pub async fn the_archive_and_talks_are_read(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    let query = json!({"item.name": "Raven Frost"});
    let archived = fixture.client.find_archived(query).await.expect("a page");
    assert_eq!((archived.total, archived.listings.len()), (1, 1));
    let talks = fixture
        .client
        .conversations_of("user-1")
        .await
        .expect("talks");
    assert_eq!((talks.len(), talks[0].unread), (1, Some(1)));
    let messages = fixture
        .client
        .messages_of(&talks[0].id)
        .await
        .expect("messages");
    let words: Vec<&str> = messages
        .iter()
        .map(|message| message.content.as_str())
        .collect();
    assert_eq!(words, ["hello", "still for sale?"]);
    fixture.end().await;
}

pub async fn what_is_pushed_reaches_the_player(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation})).await;
    let mut events = fixture.client.events();
    let offer = json!({"_id": "n", "type": "offer_received", "data": {"listing_id": "id-1"}});
    let event = "system/notification pushed";
    fixture
        .server
        .tell(json!({"do": "emit", "event": event, "data": offer}))
        .await;
    let notice = async {
        loop {
            let event = events.recv().await.expect("a driver");
            if let Some(notice) = Notice::of(&event) {
                return notice;
            }
        }
    };
    let notice = timeout(HANG, notice).await.expect("it is pushed");
    assert_eq!(
        notice,
        Notice::OfferReceived {
            listing_id: Some("id-1".into())
        }
    );
    fixture.end().await;
}
