//! Login on a page that behaves like the site's, typed by a real keyboard into a real webview.

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use anyhow::{Context, Result, ensure};
use haggle_tests::desk::Chord;
use haggle_tests::wait;
use practice_market::{Options as MarketOptions, PracticeMarket};
use support::{Options, Stage};
use tokio::runtime::Runtime;

/// A market of the test's own, and the overlay as a player starts it.
fn stage() -> Result<(Runtime, PracticeMarket, Stage)> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let market = runtime.block_on(practice_market::start(MarketOptions {
        login_required: true,
        ..MarketOptions::default()
    }))?;
    let stage = Stage::with_market(
        Options::default(),
        &market.market_url(),
        &market.login_url(),
    )?;
    Ok((runtime, market, stage))
}

fn logins_kept(stage: &Stage) -> Result<bool> {
    let settings = fs::read_to_string(stage.folder.path().join("settings.json"))?;
    Ok(settings.contains("logins"))
}

fn open_login(stage: &mut Stage) -> Result<u32> {
    stage.point_at_item("raven-frost")?;
    stage.person.press(Chord::CHECK)?;
    stage.wait_failed("Log in to see listings")?;
    stage
        .person
        .wait_still()?
        .save(&support::shot("login-needed"))?;
    stage.click_in_panel("[data-part=message] button")?;
    stage.wait_login()
}

#[test]
fn a_login_is_kept_for_its_owner_alone_and_the_check_goes_on() -> Result<()> {
    let (_runtime, _market, mut stage) = stage()?;
    open_login(&mut stage)?;
    stage.person.look()?.save(&support::shot("login"))?;
    stage.log_in("exile", "exile")?;
    stage.wait_listings()?;
    stage.wait_login_closed()?;
    stage
        .person
        .wait_still()?
        .save(&support::shot("logged-in"))?;

    let path = stage.folder.path().join("settings.json");
    assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o600);
    let settings: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
    let token = settings["logins"][0]["token"]
        .as_str()
        .context("a token is kept")?
        .to_owned();
    ensure!(token.split('.').count() == 3, "a token has three parts");
    let host = settings["logins"][0]["host"]
        .as_str()
        .context("the token's market is kept")?;
    assert!(stage.market().contains(host), "{host}");

    let signature = token.rsplit('.').next().unwrap_or_default();
    let html = stage.html()?;
    assert!(
        html.len() > 500 && !html.contains(signature),
        "the page must not meet the token"
    );
    for entry in fs::read_dir(stage.folder.path())? {
        let path = entry?.path();
        if path.is_file() && !path.ends_with("settings.json") {
            let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            assert!(
                !text.contains(signature),
                "{} holds the token",
                path.display()
            );
        }
    }
    assert!(!stage.log()?.is_empty(), "something was logged");
    Ok(())
}

#[test]
fn a_wrong_password_is_told_by_the_page_and_nothing_is_kept() -> Result<()> {
    let (_runtime, _market, mut stage) = stage()?;
    let window = open_login(&mut stage)?;
    let empty = stage.person.look()?;
    stage.log_in("exile", "wrong")?;
    // The typed letters change some hundred pixels, the page's answer moves the whole form.
    wait::until("the page to refuse", || {
        Ok((stage.person.look()?.differences(&empty) > 5_000).then_some(()))
    })?;
    stage
        .person
        .look()?
        .save(&support::shot("login-wrong-password"))?;
    assert!(
        stage.person.has_keyboard(window)?,
        "the player can try again"
    );
    stage.person.press(Chord::CLOSE_WINDOW)?;
    stage.wait_login_closed()?;
    stage.wait_failed("Log in to see listings")?;
    assert!(
        !logins_kept(&stage)?,
        "nothing was logged in, so nothing is kept"
    );
    Ok(())
}

#[test]
fn a_login_that_the_market_refuses_is_told_and_not_kept() -> Result<()> {
    let (_runtime, market, mut stage) = stage()?;
    open_login(&mut stage)?;
    market.refuse_logins(true);
    stage.log_in("exile", "exile")?;
    stage.wait_notice("The login did not work")?;
    stage
        .person
        .wait_still()?
        .save(&support::shot("login-refused"))?;
    assert!(!logins_kept(&stage)?);
    Ok(())
}
