//! Listings that come and go while a player looks, searches that find nothing, and watches: with a market of the test's
//! own, on a display of its own.

mod support;

use anyhow::{Context, Result, ensure};
use haggle_tests::desk::Chord;
use haggle_tests::{inventory, wait};
use practice_market::{Change, Options as MarketOptions, PracticeMarket};
use serde_json::{Value, json};
use support::{Options, Stage};
use tokio::runtime::Runtime;

const RING: &str = "Raven Frost";
const ROWS: &str = "[data-part=listing] button";
const WATCH: &str = ".bar button[aria-expanded]";
const NOTICE: &str = "[data-part=notice]";

/// A market of the test's own, and a player who is logged in.
struct Scene {
    stage: Stage,
    market: PracticeMarket,
    _runtime: Runtime,
}

impl Scene {
    fn open() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let market = runtime.block_on(practice_market::start(MarketOptions::default()))?;
        let options = Options {
            token: Some(market.token("exile")),
            ..Options::default()
        };
        let stage = Stage::with_market(options, &market.market_url(), &market.login_url())?;
        Ok(Self {
            stage,
            market,
            _runtime: runtime,
        })
    }

    /// Checks the ring, whatever its rolls.
    fn check_any_ring(&mut self) -> Result<()> {
        self.stage.check_item("raven-frost", RING)?;
        let few = self.stage.total()?;
        while self
            .stage
            .click_first_in_panel("input[type=checkbox]:checked")?
        {}
        self.stage.click_in_panel("button.main")?;
        self.stage.wait_total(|total| total > few).map(drop)
    }

    /// A ring of the realm that is searched, as another seller would list it.
    fn ring(&self, id: &str, price: &str) -> Result<Value> {
        let all = self.market.listings_named(RING);
        let mut ring = all
            .into_iter()
            .filter(|ring| ring["is_ladder"] == true && ring["is_hardcore"] == false)
            .max_by_key(|ring| ring["bumped_at"].as_str().map(str::to_owned))
            .context("a ring is listed")?;
        ring["_id"] = json!(id);
        ring["item"]["hash"] = json!(id);
        ring["price"] = json!(price);
        ring["hr_price"] = json!(0);
        Ok(ring)
    }

    fn wait_count(&mut self, selector: &str, count: u64) -> Result<()> {
        let stage = &mut self.stage;
        wait::until(&format!("{count} of {selector}"), || {
            Ok((stage.count(selector)? == count).then_some(()))
        })
    }
}

#[test]
fn nothing_moves_under_the_mouse_while_listings_come_and_go() -> Result<()> {
    let mut scene = Scene::open()?;
    scene.check_any_ring()?;
    let first = scene.stage.text(ROWS)?.context("a row")?;
    scene.stage.point_in_panel(ROWS)?;
    let shown = scene.market.listings_named(RING);
    let newest = shown
        .iter()
        .filter(|ring| ring["is_ladder"] == true && ring["is_hardcore"] == false)
        .max_by_key(|ring| ring["bumped_at"].as_str())
        .context("a ring")?;
    let gone = newest["_id"].as_str().context("an id")?.to_owned();

    let new = scene.ring("aaaaaaaaaaaaaaaaaaaaaaa1", "0.9")?;
    scene.market.apply(Change::Created(new));
    scene.stage.wait_text(".listings", "1 new")?;
    scene.market.apply(Change::Removed(gone));
    let sold = "[aria-disabled=true] [aria-label='no longer for sale']";
    scene.wait_count(&format!("{ROWS}{sold}"), 1)?;
    let struck = scene.stage.text(ROWS)?.context("a row")?;
    ensure!(
        struck.starts_with(&first[..3]),
        "the first row is still {first}, not {struck}"
    );
    scene
        .stage
        .wait_still()?
        .save(&support::shot("live-list"))?;

    scene.stage.point_in_panel(".panel h1")?;
    scene.wait_count(&format!("{ROWS}[aria-disabled=true]"), 0)?;
    scene.stage.wait_text(ROWS, "0.9")
}

#[test]
fn a_search_that_finds_nothing_shows_the_way_out_and_what_such_items_went_for() -> Result<()> {
    let mut scene = Scene::open()?;
    scene.stage.point_at(inventory::empty_place())?;
    let before = scene.stage.wait_still()?;
    scene.stage.check_item("raven-frost", RING)?;
    let least = "input[aria-label$='Dexterity, least']";
    scene.stage.click_in_panel(least)?;
    scene.stage.wait_focus(least)?;
    scene.stage.person.press(Chord::SELECT_ALL)?;
    scene.stage.person.write("99")?;
    scene.stage.person.press(Chord::ENTER)?;
    scene.stage.wait_text("[data-part=nothing]", "Without")?;
    let picture = scene.stage.wait_still()?;
    picture.save(&support::shot("nothing-found"))?;
    assert_eq!(
        scene.stage.remains_below(&picture, &before)?,
        0,
        "the longer panel before it is gone"
    );
    let way = "[data-part=nothing] li button";
    scene.stage.wait_text(way, "Dexterity")?;
    let promised = scene.stage.text(&format!("{way} .count"))?;
    scene.stage.click_in_panel(way)?;
    scene.stage.wait_listings()?;
    let found = scene.stage.total()?;
    ensure!(
        promised.is_some_and(|promised| promised.starts_with(&found.to_string())),
        "as many as were promised"
    );
    Ok(())
}

#[test]
fn a_watch_tells_of_a_new_listing_over_the_game_until_it_is_stopped() -> Result<()> {
    let mut scene = Scene::open()?;
    scene.check_any_ring()?;
    scene.stage.click_in_panel(WATCH)?;
    scene.stage.wait_focus("[data-part=watch] input")?;
    scene.stage.person.press(Chord::SELECT_ALL)?;
    scene.stage.person.write("0.02")?;
    scene
        .stage
        .wait_text("[data-part=watch] .means", "0.02 HR")?;
    scene
        .stage
        .wait_still()?
        .save(&support::shot("watch-form"))?;
    scene.stage.person.press(Chord::ENTER)?;
    scene.stage.wait_text(WATCH, "Watching")?;
    let kept = scene.stage.folder.path().join("watches.json");
    let kept = || -> Result<Value> { Ok(serde_json::from_str(&std::fs::read_to_string(&kept)?)?) };
    assert_eq!(kept()?[0]["ceiling"], "0.02");
    assert_eq!(kept()?[0]["market"], json!(scene.market.market_url()));

    scene.stage.person.press(Chord::ESCAPE)?;
    scene.stage.wait_hidden()?;
    scene.stage.person.wait_keyboard(scene.stage.game)?;
    let dear = scene.ring("aaaaaaaaaaaaaaaaaaaaaaa1", "0.9")?;
    scene.market.apply(Change::Created(dear));
    let cheap = scene.ring("aaaaaaaaaaaaaaaaaaaaaaa2", "0.01")?;
    scene.market.apply(Change::Created(cheap.clone()));
    scene.stage.wait_notice("Raven Frost for 0.01 HR")?;
    scene
        .stage
        .wait_still()?
        .save(&support::shot("watch-hit"))?;

    // A click in the game is not for the notice.
    scene.stage.click_into_game()?;
    scene.stage.wait_still()?;
    assert_eq!(scene.stage.count(NOTICE)?, 1);
    scene
        .stage
        .click_in_panel(&format!("{NOTICE} button:not([aria-label])"))?;
    scene.wait_count(NOTICE, 0)?;
    assert_eq!(kept()?, json!([]));
    Ok(())
}
