//! Listing on the command line, against the practice market: the very item, once, and never a wrong one.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::program;
use practice_market::inventory::{self, PracticeItem};
use practice_market::{Options, PracticeMarket};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A player with a login and a stash.
struct Seller {
    _runtime: Runtime,
    market: PracticeMarket,
    token: String,
    folder: TempDir,
}

/// What a command said.
struct Said {
    code: Option<i32>,
    json: Option<Value>,
    words: String,
}

impl Seller {
    fn new() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let market = runtime.block_on(practice_market::start(Options::default()))?;
        Ok(Self {
            token: market.token("exile"),
            market,
            _runtime: runtime,
            folder: tempfile::tempdir()?,
        })
    }

    fn run(&self, args: &[&str], input: &str) -> Result<Said> {
        let mut child = Command::new(program()?)
            .args(args)
            .args(["--market", &self.market.market_url()])
            .arg("--config-dir")
            .arg(self.folder.path())
            .env("HAGGLE_TOKEN", &self.token)
            .env_remove("DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut stdin = child.stdin.take().context("stdin is piped")?;
        // A command that reads no item may be gone already.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output()?;
        Ok(Said {
            code: output.status.code(),
            json: serde_json::from_slice(&output.stdout).ok(),
            words: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// Runs a command that has to work, and gives its JSON.
    fn done(&self, args: &[&str], input: &str) -> Result<Value> {
        let said = self.run(args, input)?;
        ensure!(said.code == Some(0), "{args:?}: {}", said.words);
        said.json.context("JSON")
    }

    /// Runs a command that has to refuse, and checks its exit code and words.
    fn refused(&self, args: &[&str], input: &str, code: i32, words: &str) -> Result<()> {
        let said = self.run(args, input)?;
        ensure!(
            said.code == Some(code),
            "{args:?}: {:?} {}",
            said.code,
            said.words
        );
        ensure!(
            said.words.contains(words),
            "“{words}” is not in: {}",
            said.words
        );
        ensure!(!said.words.contains("panicked"), "{}", said.words);
        Ok(())
    }

    fn listed(&self, hash: &Value) -> Result<Vec<Value>> {
        let all = self.done(&["listings", "--json"], "")?;
        let all = all.as_array().context("a list")?;
        Ok(all
            .iter()
            .filter(|one| one["hash"] == *hash)
            .cloned()
            .collect())
    }
}

fn practice_item(id: &str) -> Result<PracticeItem> {
    let found = inventory::items().into_iter().find(|item| item.id == id);
    found.with_context(|| format!("{id} is in the inventory"))
}

#[test]
fn the_copied_item_is_listed_once_changed_and_taken_back() -> Result<()> {
    let seller = Seller::new()?;
    let item = practice_item("raven-frost")?.clipboard;
    let plan = seller.done(&["list", "--price", "2 gul", "--dry-run"], &item)?;
    ensure!(
        plan["price"] == "2 gul" && plan["item"]["name"] == "Raven Frost",
        "{plan}"
    );
    let hash = plan["item"]["hash"].clone();
    ensure!(seller.listed(&hash)?.is_empty(), "a dry run sends nothing");

    let made = seller.done(&["list", "--price", "2 gul"], &item)?;
    ensure!(made["hash"] == hash, "the very item of the stash");
    ensure!(seller.listed(&hash)?.len() == 1, "it is there");
    seller.refused(&["list", "--price", "2 gul"], &item, 5, "listed already")?;
    ensure!(seller.listed(&hash)?.len() == 1, "and there once");

    let id = made["id"].as_str().context("an id")?;
    seller.done(&["price", id, "0.5", "--dry-run"], "")?;
    ensure!(seller.listed(&hash)?[0]["price"] == "2 gul");
    let priced = seller.done(&["price", id, "0.5"], "")?;
    ensure!(
        (&priced["price"], &priced["hr"]) == (&json!("0.5"), &json!(0.5)),
        "{priced}"
    );
    seller.done(&["price", id, "0.5 obo, perfect"], "")?;
    for rehearsal in [["--dry-run"].as_slice(), &[]] {
        let priced = seller.done(&[&["price", id, "0.4"], rehearsal].concat(), "")?;
        ensure!(priced["price"] == "0.4 obo, perfect", "{priced}");
    }
    seller.refused(&["bump", id], "", 1, "12 hours")?;
    seller.done(&["delist", id], "")?;
    ensure!(seller.listed(&hash)?.is_empty(), "it is gone");
    seller.refused(&["price", id, "1"], "", 5, "no listing")
}

#[test]
fn an_item_that_is_not_in_the_stash_is_not_listed() -> Result<()> {
    let seller = Seller::new()?;
    let mut item: Value = serde_json::from_str(&practice_item("raven-frost")?.clipboard)?;
    item["iLevel"] = json!(1);
    // It differs in one way: offered, not taken.
    seller.refused(&["list", "--price", "1"], &item.to_string(), 5, "--choose")?;
    let shako = json!({"type": "Shako", "quality": "Magic", "name": "Odd Shako"}).to_string();
    seller.refused(
        &["list", "--price", "1"],
        &shako,
        5,
        "when you leave a game",
    )?;
    seller.refused(&["list", "--price", "1"], "hello", 2, "")?;
    let before = seller.market.calls("create", "market/listing");
    ensure!(before == 0, "nothing was sent");
    Ok(())
}

#[test]
fn bad_prices_are_refused_with_words() -> Result<()> {
    let seller = Seller::new()?;
    let item = practice_item("raven-frost")?.clipboard;
    let long = "9".repeat(5_000);
    for (price, words) in [
        ("-1", "above 0"),
        ("1e999", "beyond all measure"),
        ("½", "plain letters and numbers"),
        (&long, "5000 characters"),
        ("", "empty"),
    ] {
        seller.refused(&["list", "--price", price], &item, 2, words)?;
        seller.refused(&["price", "an-id", price], "", 2, words)?;
    }
    Ok(())
}
