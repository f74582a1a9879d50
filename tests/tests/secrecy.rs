//! A known token through a whole session on the command line, at the most talkative log level: it is in `settings.json`
//! and goes to the market that it was got for, and is nowhere else. What the page and the overlay's log hold of it is
//! looked at where the overlay is driven (`login.rs`), what errors and types print where they are made
//! (`market-client`).

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::program;
use practice_market::{Options, PracticeMarket};
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const ITEM: &str = include_str!("../../src-tauri/src/overlay/tests/raven-frost.json");

/// A player's folder with a login in it, and everything that any run printed.
struct Player {
    folder: TempDir,
    item: PathBuf,
    /// A proxy that all settings name: whoever spoke to another host would come by.
    elsewhere: TcpListener,
    shown: String,
}

impl Player {
    fn new(market: &PracticeMarket, token: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let url = market.market_url();
        let host = url.trim_start_matches("ws://");
        let settings = json!({"market": url, "logins": [{"host": host, "token": token}]});
        fs::write(folder.path().join("settings.json"), settings.to_string())?;
        let item = folder.path().join("item.json");
        fs::write(&item, ITEM)?;
        let elsewhere = TcpListener::bind("127.0.0.1:0")?;
        elsewhere.set_nonblocking(true)?;
        Ok(Self {
            folder,
            item,
            elsewhere,
            shown: String::new(),
        })
    }

    /// Runs a command and gives its exit code.
    fn run(&mut self, args: &[&str]) -> Result<i32> {
        let proxy = format!("http://{}", self.elsewhere.local_addr()?);
        let proxies = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];
        let output = Command::new(program()?)
            .args(args)
            .args(["--log", "trace"])
            .arg("--config-dir")
            .arg(self.folder.path())
            .env_remove("DISPLAY")
            .env_remove("HAGGLE_TOKEN")
            .env_remove("NO_PROXY")
            .env_remove("no_proxy")
            .env("RUST_BACKTRACE", "full")
            .envs(proxies.map(|name| (name, proxy.as_str())))
            .stdin(Stdio::null())
            .output()?;
        for bytes in [&output.stdout, &output.stderr] {
            self.shown += &String::from_utf8_lossy(bytes);
        }
        output.status.code().context("it was not killed")
    }

    fn check(&mut self, market: &str) -> Result<i32> {
        let item = self.item.to_str().context("text")?.to_owned();
        self.run(&["check", "--json", "--market", market, &item])
    }

    /// Whether anybody came by the proxy.
    fn somebody_went_elsewhere(&self) -> bool {
        self.elsewhere.accept().is_ok()
    }
}

/// Every file below the folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

fn market(runtime: &Runtime) -> Result<PracticeMarket> {
    let options = Options {
        login_required: true,
        ..Options::default()
    };
    Ok(runtime.block_on(practice_market::start(options))?)
}

#[test]
fn a_token_is_nowhere_but_in_the_settings_and_goes_to_its_market_alone() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let (own, other) = (market(&runtime)?, market(&runtime)?);
    let token = own.token("exile");
    let mut player = Player::new(&own, &token)?;
    let logins = |market: &PracticeMarket| market.calls("create", "security/session");

    ensure!(player.check(&own.market_url())? == 0, "{}", player.shown);
    ensure!(logins(&own) == 1, "the login is used");
    ensure!(player.check(&other.market_url())? == 4, "{}", player.shown);
    ensure!(logins(&other) == 0, "a token goes to no other market");
    own.refuse_logins(true);
    ensure!(player.check(&own.market_url())? == 4, "{}", player.shown);
    own.refuse_logins(false);
    own.expire_tokens();
    ensure!(player.check(&own.market_url())? == 4, "{}", player.shown);
    own.set_reachable(false);
    ensure!(player.check(&own.market_url())? == 3, "{}", player.shown);
    let item = player.item.to_str().context("text")?.to_owned();
    for args in [
        &["doctor", "--json"][..],
        &["item", &item],
        &["query", &item],
        &["check", "/"],
    ] {
        player.run(args)?;
    }
    ensure!(
        !player.somebody_went_elsewhere(),
        "all of it was for this computer"
    );

    let mut found = Vec::new();
    files(player.folder.path(), &mut found)?;
    let mut texts = vec![("what it printed".to_owned(), player.shown.clone())];
    for path in found.iter().filter(|path| !path.ends_with("settings.json")) {
        let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
        texts.push((path.display().to_string(), text));
    }
    ensure!(
        player.shown.contains("linked to the market"),
        "the log is talkative: {}",
        player.shown
    );
    // The first part of any token is the same: it names the algorithm.
    for part in token.split('.').skip(1) {
        for (name, text) in &texts {
            ensure!(!text.contains(part), "{name} holds a part of the token");
        }
    }
    Ok(())
}
