//! Listing the hovered item, from the hotkey to the market's own record of it, on a display of its own.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use haggle_tests::desk::Chord;
use haggle_tests::{inventory, wait};
use practice_market::{Options as MarketOptions, PracticeMarket};
use serde_json::{Value, json};
use support::cutter::{Cutter, Way};
use support::{Options, Stage};
use tokio::runtime::Runtime;

const USER: &str = "exile";
/// The button of the notice that undoes.
const UNDO: &str = "[data-part=notice] button:not([aria-label])";

/// A market of the test's own, and a player who is logged in.
struct Shop {
    stage: Stage,
    wire: Option<Cutter>,
    market: PracticeMarket,
    runtime: Runtime,
}

impl Shop {
    fn open() -> Result<Self> {
        Self::with(Options::default(), MarketOptions::default())
    }

    fn with(options: Options, market: MarketOptions) -> Result<Self> {
        Self::over(options, market, false)
    }

    /// The same, over a wire that can be cut.
    fn over(options: Options, market: MarketOptions, can_be_cut: bool) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let market = runtime.block_on(practice_market::start(market))?;
        let options = Options {
            token: Some(market.token(USER)),
            ..options
        };
        let wire = match can_be_cut {
            true => Some(runtime.block_on(Cutter::lay(&market.market_url()))?),
            false => None,
        };
        let url = wire
            .as_ref()
            .map_or_else(|| market.market_url(), Cutter::market_url);
        let stage = Stage::with_market(options, &url, &market.login_url())?;
        Ok(Self {
            stage,
            wire,
            market,
            runtime,
        })
    }

    /// Waits until the program says what became of a listing: `true` when it is listed.
    fn is_listed(&mut self, name: &str) -> Result<bool> {
        let stage = &mut self.stage;
        wait::until(&format!("word of {name}"), || {
            let notices = stage.text("[data-part=notice]")?.unwrap_or_default();
            if notices.contains("Listed for") && notices.contains(name) {
                return Ok(Some(true));
            }
            let problem = stage.text("[data-part=message]")?.unwrap_or_default();
            Ok(problem.contains("Not listed").then_some(false))
        })
    }

    /// The stash item of this name.
    fn stash_item(&self, name: &str) -> Result<Value> {
        let mut found = None;
        self.market.change_stash(|items| {
            found = items.iter().find(|item| item["name"] == name).cloned();
        });
        found.with_context(|| format!("{name} is in the stash"))
    }

    /// Waits until the program has asked for this.
    fn wait_calls(&self, method: &str, service: &str) {
        self.runtime
            .block_on(self.market.wait_for_calls(method, service, 1));
    }

    /// The user's listings of items with this name.
    fn listings(&self, name: &str) -> Vec<Value> {
        let mut listings = self.market.listings_of(USER);
        listings.retain(|listing| listing["item"]["name"] == name);
        listings
    }

    fn wait_listings(&self, name: &str, count: usize) -> Result<Vec<Value>> {
        let waited = wait::until(&format!("{count} listings of {name}"), || {
            Ok(Some(self.listings(name)).filter(|listings| listings.len() == count))
        });
        if waited.is_err() {
            let picture = self.stage.person.look()?;
            picture.save(&support::shot("listings-in-vain"))?;
        }
        waited
    }
}

/// What the market has is the stash's item as it was, and whose it is.
fn is_of(listing: &Value, item: &Value) -> bool {
    let mut item = item.clone();
    item["account_id"] = json!(USER);
    listing["item"] == item
}

#[test]
fn two_presses_list_the_hovered_item_and_a_third_takes_it_back() -> Result<()> {
    let mut shop = Shop::open()?;
    let item = shop.stash_item("Raven Frost")?;
    shop.stage.open_form("raven-frost", "found")?;
    let price = shop.stage.wait_price()?;
    shop.stage.wait_still()?.save(&support::shot("list"))?;
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage.wait_notice(&format!("Listed for {price} HR"))?;
    let listings = shop.wait_listings("Raven Frost", 1)?;
    assert!(is_of(&listings[0], &item), "{:#}", listings[0]);
    assert_eq!(listings[0]["price"], price.as_str());
    assert_eq!(listings[0]["hr_price"].as_f64(), price.parse().ok());
    shop.stage.person.wait_keyboard(shop.stage.game)?;
    // Its seconds run, so that nothing comes to rest.
    shop.stage.person.look()?.save(&support::shot("listed"))?;

    shop.stage.click_in_panel(UNDO)?;
    shop.stage.wait_notice("Taken back")?;
    shop.wait_listings("Raven Frost", 0)?;
    shop.stage
        .wait_still()?
        .save(&support::shot("taken-back"))?;
    Ok(())
}

#[test]
fn what_was_listed_is_undone_by_the_keyboard_alone() -> Result<()> {
    let mut shop = Shop::open()?;
    shop.stage.open_form("raven-frost", "found")?;
    shop.stage.wait_price()?;
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage.wait_notice("Listed for")?;
    shop.stage.person.wait_keyboard(shop.stage.game)?;
    // With nothing under the mouse, pinning is the way into what is on show.
    shop.stage.move_to(inventory::empty_place())?;
    shop.stage.person.press(Chord::CHECK_PINNED)?;
    shop.stage.wait_keyboard_left_game()?;
    shop.stage.person.press(Chord::TAB)?;
    shop.stage.wait_focus(UNDO)?;
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage.wait_notice("Taken back")?;
    shop.wait_listings("Raven Frost", 0)?;
    shop.stage.person.press(Chord::ESCAPE)?;
    shop.stage.person.wait_keyboard(shop.stage.game)
}

#[test]
fn of_two_that_are_just_alike_the_player_chooses() -> Result<()> {
    let mut shop = Shop::open()?;
    let mut twin = shop.stash_item("Raven Frost")?;
    twin["hash"] = json!("7".repeat(40));
    twin["position"] = json!({"column": 1, "row": 7});
    let second = twin.clone();
    shop.market.change_stash(|items| items.push(second));
    shop.stage.open_form("raven-frost", "choosing")?;
    // A quick Enter takes none of them.
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage
        .wait_still()?
        .save(&support::shot("list-choice"))?;
    assert_eq!(shop.stage.count("[data-part=choice]")?, 2);
    shop.stage.person.write("2")?;
    shop.stage.wait_form("found")?;
    shop.stage
        .wait_text("[data-part=spot]", "column 2, row 8")?;
    shop.stage.type_price("2 gul")?;
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage.wait_notice("Listed for 2 gul")?;
    let listings = shop.wait_listings("Raven Frost", 1)?;
    assert!(is_of(&listings[0], &twin), "{:#}", listings[0]);
    Ok(())
}

#[test]
fn an_item_that_is_not_in_the_stash_is_told_and_found_when_it_is() -> Result<()> {
    let mut shop = Shop::open()?;
    let item = shop.stash_item("Raven Frost")?;
    shop.market
        .change_stash(|items| items.retain(|one| one["hash"] != item["hash"]));
    shop.stage.open_form("raven-frost", "nowhere")?;
    shop.stage
        .wait_text("[data-part=message]", "when you leave a game")?;
    shop.stage
        .wait_still()?
        .save(&support::shot("list-not-in-stash"))?;
    shop.market.change_stash(|items| items.push(item));
    shop.stage
        .click_in_panel("[data-part=sale] .body .buttons button")?;
    shop.stage.wait_form("found")?;
    assert_eq!(shop.market.listings_of(USER).len(), 3, "as before");
    Ok(())
}

#[test]
fn an_item_of_another_realm_can_be_listed_there() -> Result<()> {
    let options = Options {
        args: vec!["--hardcore"],
        ..Options::default()
    };
    let mut shop = Shop::with(options, MarketOptions::default())?;
    shop.stage.open_form("raven-frost", "nowhere")?;
    shop.stage
        .wait_text("[data-part=message]", "another realm")?;
    shop.stage
        .wait_still()?
        .save(&support::shot("list-other-realm"))?;
    shop.stage
        .click_in_panel("[data-part=sale] .body .buttons button")?;
    shop.stage.wait_form("found")?;
    shop.stage.type_price("0.5")?;
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage.wait_notice("Listed for 0.5 HR")?;
    let listings = shop.wait_listings("Raven Frost", 1)?;
    assert_eq!(listings[0]["is_hardcore"], false);
    Ok(())
}

#[test]
fn a_login_that_ends_before_enter_is_asked_for_and_the_listing_goes_out() -> Result<()> {
    let mut shop = Shop::open()?;
    shop.stage.open_form("raven-frost", "found")?;
    shop.stage.type_price("0.5")?;
    shop.market.expire_tokens();
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage
        .wait_text("[data-part=message]", "Your login has ended")?;
    shop.stage
        .wait_still()?
        .save(&support::shot("list-login-ended"))?;
    ensure!(shop.listings("Raven Frost").is_empty());
    shop.stage.click_in_panel("[data-part=message] button")?;
    shop.stage.wait_login()?;
    shop.stage.log_in(USER, USER)?;
    shop.wait_listings("Raven Frost", 1)?;
    shop.stage.wait_notice("Listed for 0.5 HR")
}

#[test]
fn what_is_typed_outlives_errors_the_form_and_the_program() -> Result<()> {
    let mut shop = Shop::open()?;
    shop.stage.open_form("raven-frost", "found")?;
    shop.stage.type_price("-1")?;
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage
        .wait_text("[data-part=sale] .wrong", "A price is above 0")?;
    shop.stage
        .wait_still()?
        .save(&support::shot("list-bad-price"))?;
    shop.stage.type_price("1.25 obo")?;
    shop.stage.person.press(Chord::ESCAPE)?;
    shop.stage.wait_hidden()?;
    shop.stage.person.wait_keyboard(shop.stage.game)?;
    shop.stage.person.wait_taken(Chord::LIST, true)?;
    shop.stage.open_form("raven-frost", "found")?;
    assert_eq!(shop.stage.wait_price()?, "1.25 obo");
    let kept = std::fs::read_to_string(shop.stage.folder.path().join("drafts.json"))?;
    ensure!(kept.contains("1.25 obo"));
    ensure!(shop.listings("Raven Frost").is_empty());
    drop(shop);

    let options = Options {
        kept: vec![("drafts.json", kept)],
        ..Options::default()
    };
    let mut shop = Shop::with(options, MarketOptions::default())?;
    shop.stage.open_form("raven-frost", "found")?;
    assert_eq!(shop.stage.wait_price()?, "1.25 obo");
    Ok(())
}

#[test]
fn what_is_listed_already_is_repriced_bumped_and_taken_back() -> Result<()> {
    let mut shop = Shop::open()?;
    let bumped = |shop: &Shop| shop.listings("Dracul's Grasp")[0]["bumped_at"].clone();
    shop.stage.open_form("draculs", "listed")?;
    shop.stage
        .wait_text("[data-part=listed]", "Listed for 0.5")?;
    shop.stage
        .wait_still()?
        .save(&support::shot("list-listed-already"))?;
    let before = bumped(&shop);
    shop.stage.click_in_panel("[data-part=sale] .ways button")?;
    shop.stage.wait_notice("Bumped")?;
    ensure!(bumped(&shop) != before);
    // Clicked buttons have the keyboard: back to the price.
    shop.stage.click_in_panel("[data-part=sale] .field input")?;
    shop.stage.type_price("0.75")?;
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage.wait_notice("Now listed for 0.75 HR")?;
    let listings = shop.wait_listings("Dracul's Grasp", 1)?;
    assert_eq!(listings[0]["price"], "0.75");

    shop.stage.person.wait_keyboard(shop.stage.game)?;
    shop.stage.person.wait_taken(Chord::LIST, true)?;
    shop.stage.open_form("draculs", "listed")?;
    shop.stage.wait_still()?;
    shop.stage
        .click_in_panel("[data-part=sale] .ways button:last-child")?;
    shop.wait_listings("Dracul's Grasp", 0)?;
    shop.stage.wait_form("found")
}

/// Items of the practice game that it and the market call by the same name.
const ITEMS: [(&str, &str); 12] = [
    ("raven-frost", "Raven Frost"),
    ("jordan", "The Stone of Jordan"),
    ("shako", "Harlequin Crest"),
    ("arachnid", "Arachnid Mesh"),
    ("windforce", "Windforce"),
    ("torch", "Hellfire Torch"),
    ("monarch", "Monarch"),
    ("annihilus", "Annihilus"),
    ("draculs", "Dracul's Grasp"),
    ("facet", "Rainbow Facet"),
    ("vex", "Vex Rune"),
    ("amethyst", "Perfect Amethyst"),
];

/// After so many bytes from Enter on: inside the look before the create, inside the create, behind it, inside each answer.
const CUTS: [(Way, i64); 12] = [
    (Way::ToMarket, 0),
    (Way::ToMarket, 100),
    (Way::FromMarket, 0),
    (Way::FromMarket, 60),
    (Way::ToMarket, 300),
    (Way::ToMarket, 600),
    (Way::ToMarket, 900),
    (Way::FromMarket, 100),
    (Way::FromMarket, 101),
    (Way::FromMarket, 400),
    (Way::FromMarket, 550),
    (Way::FromMarket, 700),
];

#[test]
fn a_link_cut_anywhere_about_the_create_leaves_one_listing() -> Result<()> {
    let market = MarketOptions {
        own_listings: false,
        ..MarketOptions::default()
    };
    let mut shop = Shop::over(Options::default(), market, true)?;
    let mut resolved = [0, 0];
    for ((id, name), (way, bytes)) in ITEMS.into_iter().zip(CUTS) {
        shop.stage.person.wait_taken(Chord::LIST, true)?;
        shop.stage.open_form(id, "found")?;
        shop.stage.type_price("0.5")?;
        shop.wire.as_ref().context("a wire")?.cut_after(way, bytes);
        shop.stage.person.press(Chord::ENTER)?;
        let mut again = 0;
        while !shop.is_listed(name)? {
            // It says surely that nothing was listed, and so it is.
            ensure!(
                shop.listings(name).is_empty(),
                "{name} cut at {way:?} {bytes}"
            );
            shop.stage.click_in_panel("[data-part=sale] .field input")?;
            shop.stage.person.press(Chord::ENTER)?;
            again += 1;
            ensure!(again < 3, "{name} cut at {way:?} {bytes}: not listed");
        }
        let wire = shop.wire.as_ref().context("a wire")?;
        ensure!(wire.has_cut(), "{way:?} {bytes} is beyond the exchange");
        let listings = shop.listings(name);
        ensure!(
            listings.len() == 1,
            "{name} cut at {way:?} {bytes}: {}",
            listings.len()
        );
        resolved[usize::from(again > 0)] += 1;
        shop.stage.person.wait_keyboard(shop.stage.game)?;
        shop.stage.person.press(Chord::ESCAPE)?;
        shop.stage.wait_hidden()?;
    }
    // Both outcomes were seen: the market had taken it, and had not.
    ensure!(resolved[0] > 1 && resolved[1] > 1, "{resolved:?}");
    Ok(())
}

#[test]
fn an_offer_is_announced_and_all_that_can_be_is_bumped_in_the_window_of_the_listings() -> Result<()>
{
    let mut shop = Shop::open()?;
    let bumped = |shop: &Shop, name: &str| shop.listings(name)[0]["bumped_at"].clone();
    // The first is known once the player is logged in; all of them are when one is looked for.
    shop.stage.open_form("draculs", "listed")?;
    let before = bumped(&shop, "Dracul's Grasp");
    let too_early = bumped(&shop, "Rainbow Facet");
    shop.stage.person.press(Chord::ESCAPE)?;
    shop.stage.wait_hidden()?;
    shop.stage.person.wait_keyboard(shop.stage.game)?;
    let id = shop.listings("Dracul's Grasp")[0]["_id"].clone();
    shop.market.publish(
        "system/notification pushed",
        json!({"type": "offer_received", "data": {"listing_id": id}}),
    );
    shop.stage
        .wait_notice("Somebody offers something for Dracul's Grasp.")?;
    shop.stage
        .wait_still()?
        .save(&support::shot("offer-received"))?;
    shop.stage
        .click_in_panel("[data-part=notice] button:not([aria-label])")?;
    let window = shop.stage.person.wait_window("My listings · Haggle")?;
    shop.stage.person.wait_keyboard(window)?;
    shop.wait_calls("find", "market/offer");
    shop.stage
        .wait_still()?
        .save(&support::shot("my-listings"))?;
    // Search, refresh, and the button that bumps.
    for _ in 0..3 {
        shop.stage.person.press(Chord::TAB)?;
    }
    shop.stage.person.write(" ")?;
    wait::until("the bump", || {
        Ok((bumped(&shop, "Dracul's Grasp") != before).then_some(()))
    })?;
    assert_eq!(bumped(&shop, "Rainbow Facet"), too_early);
    shop.stage
        .wait_still()?
        .save(&support::shot("my-listings-bumped"))?;
    Ok(())
}

#[test]
fn the_currency_of_the_stash_is_worth_what_listings_say_or_the_player() -> Result<()> {
    let mut shop = Shop::open()?;
    shop.stage.person.press(Chord::CURRENCY)?;
    shop.stage.wait_text("[data-part=currency]", "Ber")?;
    // The last of the kinds has its worth.
    wait::until("all worths", || {
        let note = shop.stage.text("[data-part=currency] .note")?;
        Ok(note
            .is_some_and(|note| note == "from 5 kinds")
            .then_some(()))
    })?;
    let total = |shop: &mut Shop| -> Result<f64> {
        let text = shop.stage.text("[data-part=total]")?.unwrap_or_default();
        Ok(text.trim_end_matches("HR").trim().parse()?)
    };
    let by_listings = total(&mut shop)?;
    // Three Ber at about 1 HR, four Vex at 0.4, and smaller things.
    ensure!((4.0..9.0).contains(&by_listings), "{by_listings}");
    shop.stage.wait_still()?.save(&support::shot("currency"))?;
    assert!(shop.stage.person.has_keyboard(shop.stage.game)?);

    shop.stage
        .click_in_panel("[aria-label='What one Ber is worth in HR']")?;
    shop.stage.wait_keyboard_left_game()?;
    shop.stage.person.press(Chord::SELECT_ALL)?;
    shop.stage.person.write("10")?;
    shop.stage.person.press(Chord::ENTER)?;
    shop.stage.wait_text("[data-part=currency]", "yours")?;
    let by_hand = total(&mut shop)?;
    ensure!((30.0..38.0).contains(&by_hand), "{by_hand}");
    shop.stage
        .wait_still()?
        .save(&support::shot("currency-by-hand"))?;
    shop.stage.person.press(Chord::ESCAPE)?;
    shop.stage.wait_hidden()?;
    let kept = std::fs::read_to_string(shop.stage.folder.path().join("worths.json"))?;
    let kept: Value = serde_json::from_str(&kept)?;
    assert_eq!(kept, json!({"r30": 10.0}));

    // What is known is not asked for again.
    let asked = shop.market.calls("find", "market/listing");
    shop.stage.person.wait_keyboard(shop.stage.game)?;
    shop.stage.person.wait_taken(Chord::CURRENCY, true)?;
    shop.stage.person.press(Chord::CURRENCY)?;
    shop.stage
        .wait_text("[data-part=currency] .note", "from 5 kinds")?;
    assert_eq!(shop.market.calls("find", "market/listing"), asked);
    Ok(())
}

/// Answers every request with this JSON, as pd2.tools does, and counts them.
async fn serve_prices(
    listener: tokio::net::TcpListener,
    asked: Arc<AtomicUsize>,
    json: &'static str,
) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    while let Ok((mut link, _)) = listener.accept().await {
        asked.fetch_add(1, Ordering::SeqCst);
        let mut request = [0; 4096];
        // A request this small comes at once.
        let _ = link.read(&mut request).await;
        let answer = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{json}",
            json.len()
        );
        let _ = link.write_all(answer.as_bytes()).await;
    }
}

#[test]
fn public_prices_are_used_where_they_are_switched_on_and_the_market_has_too_few() -> Result<()> {
    const PRICES: &str = r#"{"items":[{"item_name":"El Rune","price_data":[{"price":0.002,"date":"2026-11-23","numListings":7}]}]}"#;
    let runtime = tokio::runtime::Runtime::new()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let url = format!("http://{}", listener.local_addr()?);
    let asked = Arc::new(AtomicUsize::new(0));
    runtime.spawn(serve_prices(listener, Arc::clone(&asked), PRICES));
    let el = json!({"base_code": "r01", "name": "El Rune", "hash": "e".repeat(40)});
    for on in [false, true] {
        let settings = json!({"economy": on, "economy_url": url}).to_string();
        let options = Options {
            kept: vec![("settings.json", settings)],
            ..Options::default()
        };
        let mut shop = Shop::with(options, MarketOptions::default())?;
        let el = el.clone();
        shop.market.change_stash(|items| items.push(el));
        shop.stage.person.press(Chord::CURRENCY)?;
        let (source, note) = match on {
            true => ("pd2.tools, 7 listings", "from 6 kinds"),
            false => (
                "no listing names a price",
                "from 5 kinds; 1 has no price yet",
            ),
        };
        shop.stage.wait_text("[data-part=currency]", source)?;
        shop.stage.wait_text("[data-part=currency] .note", note)?;
        assert_eq!(
            asked.load(Ordering::SeqCst),
            usize::from(on),
            "asked only where it is on"
        );
    }
    Ok(())
}
