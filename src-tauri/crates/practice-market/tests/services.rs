//! What the services answer.

mod common;

use std::time::Duration;

use common::{Client, code, request};
use practice_market::{Options, PracticeMarket, start};
use serde_json::{Value, json};

async fn market() -> PracticeMarket {
    start(Options::default()).await.expect("a market")
}

fn raven_frost(limit: u32) -> Value {
    json!({
        "type": "item",
        "$limit": limit,
        "$skip": 0,
        "accepted_offer_id": null,
        "$sort": {"bumped_at": -1},
        "$resolve": {"user": {"in_game_account": true}},
        "is_hardcore": false,
        "is_ladder": true,
        "item.unique.id": 276,
        "item.modifiers": {"$all": [
            {"$elemMatch": {"name": "dexterity", "values.0": {"$gte": 18, "$lte": 20}}},
            {"$elemMatch": {"name": "corrupted"}},
        ]},
    })
}

#[tokio::test]
async fn listings_are_found_by_id_and_modifiers() {
    let market = market().await;
    let mut client = Client::open(&market).await;
    let find = json!(["find", "market/listing", raven_frost(250)]);
    let page = client.call(find).await.expect("a page");
    let listings = page["data"].as_array().expect("listings");
    assert!(listings.len() >= 20, "{} found", listings.len());
    assert_eq!(page["total"], listings.len());
    for listing in listings {
        assert_eq!(listing["item"]["name"], "Raven Frost");
        assert!(listing["user"]["username"].is_string());
        let modifiers = listing["item"]["modifiers"].as_array().expect("modifiers");
        let dexterity = modifiers.iter().find(|one| one["name"] == "dexterity");
        let roll = dexterity.expect("dexterity")["values"][0].as_u64();
        assert!(roll.is_some_and(|roll| (18..=20).contains(&roll)));
    }
    let bumped: Vec<_> = listings
        .iter()
        .map(|one| one["bumped_at"].as_str())
        .collect();
    assert!(bumped.is_sorted_by(|newer, older| newer >= older));
    market.stop().await;
}

#[tokio::test]
async fn pages_are_clamped_and_follow_each_other() {
    let market = market().await;
    let mut client = Client::open(&market).await;
    let find = |query: Value| json!(["find", "market/listing", query]);
    let all = client
        .call(find(json!({"$limit": 9999})))
        .await
        .expect("a page");
    assert_eq!(
        (&all["limit"], all["data"].as_array().map(Vec::len)),
        (&json!(250), Some(250))
    );
    assert_eq!(all["total"], market.listings());
    let few = client.call(find(json!({}))).await.expect("a page");
    assert_eq!(few["limit"], 10);
    let next = client
        .call(find(json!({"$skip": 10})))
        .await
        .expect("a page");
    assert_eq!(next["data"][0]["_id"], all["data"][10]["_id"]);
    market.stop().await;
}

#[tokio::test]
async fn one_listing_by_its_id() {
    let market = market().await;
    let mut client = Client::open(&market).await;
    let page = client
        .call(json!(["find", "market/listing", {"$limit": 1}]))
        .await;
    let listing = page.expect("a page")["data"][0].clone();
    let got = client
        .call(json!(["get", "market/listing", listing["_id"], {}]))
        .await;
    assert_eq!(got.expect("a listing"), listing);
    assert_eq!(
        code(
            &client
                .call(json!(["get", "market/listing", "nobody", {}]))
                .await
        ),
        404
    );
    market.stop().await;
}

#[tokio::test]
async fn a_login_answers_with_the_user() {
    let market = market().await;
    let mut client = Client::open(&market).await;
    let token = market.token("Exile");
    let session = client.log_in(&token).await.expect("a session");
    assert_eq!(session["accessToken"], token.as_str());
    assert_eq!(session["user"]["username"], "Exile");
    assert_eq!(session["user"]["game"]["accounts"], json!(["exile"]));
    market.stop().await;
}

#[tokio::test]
async fn bad_logins() {
    let market = market().await;
    let mut client = Client::open(&market).await;
    let message = |outcome: Result<Value, Value>| {
        assert_eq!(code(&outcome), 401);
        outcome.expect_err("an error")["message"].clone()
    };
    assert_eq!(message(client.log_in("nonsense").await), "jwt malformed");
    let good = market.token("exile");
    assert_eq!(
        message(client.log_in(&format!("x{good}")).await),
        "invalid signature"
    );
    market.expire_tokens();
    assert_eq!(message(client.log_in(&good).await), "jwt expired");
    market.refuse_logins(true);
    assert_eq!(
        message(client.log_in(&market.token("exile")).await),
        "Logins are refused"
    );
    market.stop().await;
}

#[tokio::test]
async fn private_calls_need_a_login() {
    let market = market().await;
    let mut client = Client::open(&market).await;
    for call in [
        json!(["get", "game/stash", "exile", {}]),
        json!(["find", "market/offer", {}]),
        json!(["create", "market/listing", {}]),
        json!(["patch", "market/listing", "1", {"price": "1"}]),
        json!(["remove", "market/listing", "1"]),
    ] {
        assert_eq!(code(&client.call(call.clone()).await), 401, "{call}");
    }
    market.stop().await;
}

#[tokio::test]
async fn reading_needs_a_login_where_the_market_says_so() {
    let options = Options {
        login_required: true,
        ..Options::default()
    };
    let market = start(options).await.expect("a market");
    let mut client = Client::open(&market).await;
    let find = json!(["find", "market/listing", {}]);
    assert_eq!(code(&client.call(find.clone()).await), 401);
    client
        .log_in(&market.token("exile"))
        .await
        .expect("a login");
    assert!(client.call(find.clone()).await.is_ok());
    market.expire_tokens();
    let error = client.call(find).await.expect_err("expired");
    assert_eq!(error["message"], "jwt expired");
    market.stop().await;
}

/// Lists the first item of the stash.
async fn list(client: &mut Client, price: &str) -> Result<Value, Value> {
    let stash = client
        .call(json!(["get", "game/stash", "exile", {"account": "exile", "softcore": true, "ladder": true}]))
        .await
        .expect("a stash");
    let mut item = stash["items"][0].clone();
    item["account_id"] = json!("exile");
    let data = json!({"type": "item", "item": item, "price": price, "is_hardcore": false, "is_ladder": true});
    client
        .call(json!(["create", "market/listing", data, {}]))
        .await
}

#[tokio::test]
async fn the_stash_holds_the_practice_items_of_its_owner_alone() {
    let market = market().await;
    let mut client = Client::logged_in(&market, "exile").await;
    let stash = client
        .call(json!(["get", "game/stash", "exile", {}]))
        .await
        .expect("a stash");
    let items = stash["items"].as_array().expect("items");
    assert_eq!(items.len(), practice_market::inventory::items().len());
    assert_eq!(
        code(&client.call(json!(["get", "game/stash", "other", {}])).await),
        403
    );
    market.stop().await;
}

#[tokio::test]
async fn a_listing_lives_and_dies_by_its_owner() {
    let market = market().await;
    let mut owner = Client::logged_in(&market, "exile").await;
    let mut other = Client::logged_in(&market, "stranger").await;
    let before = market.listings();
    let listing = list(&mut owner, "2 hr").await.expect("a listing");
    let id = listing["_id"].clone();
    assert_eq!(market.listings(), before + 1);
    let patch = json!(["patch", "market/listing", id, {"price": "3", "hr_price": 3}]);
    assert_eq!(code(&other.call(patch.clone()).await), 403);
    assert_eq!(owner.call(patch).await.expect("a listing")["price"], "3");
    let bump = json!(["patch", "market/listing", id, {"bumped_at": "2030-01-01T00:00:00.000Z"}]);
    assert_eq!(code(&owner.call(bump).await), 400, "bumped within 12 hours");
    let remove = json!(["remove", "market/listing", id, {}]);
    assert_eq!(code(&other.call(remove.clone()).await), 403);
    assert_eq!(
        owner.call(remove.clone()).await.expect("a listing")["_id"],
        id
    );
    assert_eq!(code(&owner.call(remove).await), 404);
    assert_eq!(market.listings(), before);
    let archived = json!(["find", "market/listingArchive", {"_id": id}]);
    let page = owner.call(archived.clone()).await.expect("a page");
    assert_eq!(page["total"], 1);
    let mut nobody = Client::open(&market).await;
    assert_eq!(code(&nobody.call(archived).await), 401);
    market.stop().await;
}

#[tokio::test]
async fn a_new_user_has_listings_of_which_one_can_be_bumped() {
    let market = market().await;
    let mut client = Client::logged_in(&market, "exile").await;
    let user = client
        .log_in(&market.token("exile"))
        .await
        .expect("a session")["user"]
        .clone();
    let mine = json!(["find", "market/listing", {"user_id": user["_id"]}]);
    let page = client.call(mine).await.expect("a page");
    assert_eq!(page["total"], 3, "a second login adds none");
    let mut bumped = 0;
    for listing in page["data"].as_array().expect("listings") {
        let bump = json!(["patch", "market/listing", listing["_id"], {"bumped_at": "now"}]);
        if let Ok(after) = client.call(bump).await {
            bumped += 1;
            assert!(after["bumped_at"].as_str() > listing["bumped_at"].as_str());
        }
    }
    assert_eq!(bumped, 1);
    market.stop().await;
}

#[tokio::test]
async fn what_cannot_be_listed() {
    let market = market().await;
    let mut client = Client::logged_in(&market, "exile").await;
    for data in [
        json!({}),
        json!({"item": {"name": "x"}}),
        json!({"item": {"hash": "1", "account_id": "other"}}),
        json!({"item": {"hash": "1", "account_id": "exile"}, "price": 3}),
    ] {
        let call = json!(["create", "market/listing", data, {}]);
        assert_eq!(code(&client.call(call).await), 400, "{data}");
    }
    for id in [json!(null), json!(7)] {
        let call = json!(["remove", "market/listing", id, {}]);
        assert!(client.call(call).await.is_err());
    }
    market.stop().await;
}

#[tokio::test]
async fn everybody_hears_of_changes_and_their_maker_before_the_answer() {
    let market = market().await;
    let mut owner = Client::logged_in(&market, "exile").await;
    let mut other = Client::open(&market).await;
    let listing = list(&mut owner, "2").await.expect("a listing");
    // The event was collected while the answer was waited for.
    assert_eq!(owner.events.len(), 1);
    assert_eq!(
        owner.event().await,
        ("market/listing created".into(), listing.clone())
    );
    assert_eq!(
        other.event().await,
        ("market/listing created".into(), listing)
    );
    market.stop().await;
}

#[tokio::test]
async fn events_stop_with_the_login() {
    let market = market().await;
    let mut client = Client::logged_in(&market, "exile").await;
    market.publish("social/message pushed", json!({"no": 1}));
    assert_eq!(client.event().await.1, json!({"no": 1}));
    market.expire_tokens();
    market.publish("social/message pushed", json!({"no": 2}));
    client.send("2").await;
    assert_eq!(client.text().await, "3");
    market.stop().await;
}

#[tokio::test]
async fn other_sellers_are_at_work() {
    let options = Options {
        live_events: true,
        live_pause: Duration::ZERO..Duration::from_millis(2),
        ..Options::default()
    };
    let market = start(options).await.expect("a market");
    let mut client = Client::open(&market).await;
    let mut missing = vec![
        "market/listing created",
        "market/listing patched",
        "market/listing removed",
    ];
    while !missing.is_empty() {
        let (name, listing) = client.event().await;
        assert!(listing["_id"].is_string());
        missing.retain(|wanted| *wanted != name);
    }
    market.stop().await;
}

#[tokio::test]
async fn what_is_searched_for_changes_more_often() {
    let options = Options {
        live_events: true,
        live_pause: Duration::ZERO..Duration::from_millis(2),
        ..Options::default()
    };
    let market = start(options).await.expect("a market");
    let mut client = Client::open(&market).await;
    client
        .call(json!(["find", "market/listing", raven_frost(1)]))
        .await
        .expect("a page");
    client.events.clear();
    let mut watched = 0;
    for _ in 0..100 {
        let (_, listing) = client.event().await;
        watched += usize::from(listing["item"]["name"] == "Raven Frost");
    }
    // Half of them and a few more by chance; of 24 items one would get 4.
    assert!(watched > 25, "{watched}");
    market.stop().await;
}

#[tokio::test]
async fn the_login_page_gives_a_token_that_logs_in() {
    let market = market().await;
    let page = request(&market, "GET", "/login", "").await;
    assert_eq!(page.status, 200);
    assert!(
        page.headers
            .contains("content-security-policy: default-src 'none'")
    );
    let credentials = json!({"strategy": "local", "username": "exile", "password": "exile"});
    let answer = request(
        &market,
        "POST",
        "/security/session",
        &credentials.to_string(),
    )
    .await;
    assert_eq!(answer.status, 201);
    let token = answer.json()["accessToken"]
        .as_str()
        .expect("a token")
        .to_owned();
    let mut client = Client::open(&market).await;
    assert_eq!(
        client.log_in(&token).await.expect("a session")["user"]["username"],
        "exile"
    );
    market.stop().await;
}

#[tokio::test]
async fn the_login_page_refuses() {
    let market = market().await;
    let post = async |body: &str| request(&market, "POST", "/security/session", body).await;
    let wrong = post(r#"{"username": "exile", "password": "wrong"}"#).await;
    assert_eq!(
        (wrong.status, &wrong.json()["message"]),
        (401, &json!("Invalid login"))
    );
    assert_eq!(
        post(r#"{"username": " ", "password": "x"}"#).await.status,
        401
    );
    assert_eq!(post(r#"{"username": "exile"}"#).await.status, 400);
    assert_eq!(post("not JSON").await.status, 400);
    market.stop().await;
}

#[tokio::test]
async fn the_pages_speak_the_language_that_they_are_asked_for_in() {
    let market = market().await;
    let get = async |path: &str| request(&market, "GET", path, "").await.body;
    let ids = |html: &str| -> Vec<String> {
        let words = html.split('"').collect::<Vec<_>>();
        let named = words.windows(2).filter(|pair| pair[0].ends_with(" id="));
        named.map(|pair| pair[1].to_owned()).collect()
    };
    for (page, english, german) in [
        ("/", "Nobody is logged in.", "Niemand ist eingeloggt."),
        ("/login", "User name", "Benutzername"),
    ] {
        let [plain, other, asked] =
            ["", "?language=fr", "?language=de"].map(|query| format!("{page}{query}"));
        let plain = get(&plain).await;
        assert!(plain.contains(r#"lang="en""#) && plain.contains(english));
        assert_eq!(get(&other).await, plain);
        let asked = get(&asked).await;
        assert!(asked.contains(r#"lang="de""#) && asked.contains(german));
        assert!(!asked.contains(english), "{asked}");
        // The script finds in the one what it finds in the other.
        assert!(!ids(&plain).is_empty());
        assert_eq!(ids(&asked), ids(&plain));
    }
    market.stop().await;
}

#[tokio::test]
async fn every_file_that_the_pages_name_is_there() {
    let market = market().await;
    for page in ["/", "/login", "/?language=de", "/login?language=de"] {
        let html = request(&market, "GET", page, "").await.body;
        let files = html
            .split(['"'])
            .filter(|word| word.ends_with(".css") || word.ends_with(".js"));
        let files: Vec<_> = files.collect();
        assert_eq!(files.len(), 2, "{page}");
        for file in files {
            assert_eq!(
                request(&market, "GET", file, "").await.status,
                200,
                "{file}"
            );
        }
    }
    market.stop().await;
}
