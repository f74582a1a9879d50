//! The program itself, by `haggle check --follow`, against a market that is not ours: login, live events, faults.

use std::process::Stdio;

use haggle_tests::haggle::program;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::fixture::{Fixture, HANG};

const ITEM: &str = include_str!("../../../src-tauri/src/overlay/tests/raven-frost.json");

/// A running `haggle check --follow --json`; it ends with this value.
struct Follower {
    lines: Lines<BufReader<ChildStdout>>,
    _folder: tempfile::TempDir,
    _child: Child,
}

impl Follower {
    fn start(fixture: &Fixture, token: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let item = folder.path().join("item.json");
        std::fs::write(&item, ITEM).expect("written");
        let market = format!("ws://127.0.0.1:{}", fixture.server.port);
        let mut child = Command::new(program().expect("it is built"))
            .args(["check", "--follow", "--json", "--market", &market])
            .arg(&item)
            .arg("--config-dir")
            .arg(folder.path())
            .env("HAGGLE_TOKEN", token)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("it starts");
        let stdout = child.stdout.take().expect("piped");
        Self {
            lines: BufReader::new(stdout).lines(),
            _folder: folder,
            _child: child,
        }
    }

    /// Reads on until so many listings are shown.
    async fn until(&mut self, count: usize) {
        let shown = async {
            loop {
                let line = self.lines.next_line().await.expect("readable");
                let line: Value = serde_json::from_str(&line.expect("it goes on")).expect("JSON");
                if line["listings"]
                    .as_array()
                    .is_some_and(|all| all.len() == count)
                {
                    return;
                }
            }
        };
        timeout(HANG, shown)
            .await
            .unwrap_or_else(|_| panic!("{count} listings are not shown"));
    }
}

/// The very item, as a seller lists it now.
fn listing(price: &str) -> Value {
    json!({
        "type": "item", "price": price, "is_ladder": true, "is_hardcore": false, "accepted_offer_id": null,
        "bumped_at": "2026-01-01T00:00:00.000Z",
        "item": {
            "name": "Raven Frost", "base_code": "rin", "unique": {"id": 276}, "is_ethereal": false, "corrupted": true,
            "modifiers": [
                {"name": "tohit", "values": [250]},
                {"name": "dexterity", "values": [20]},
                {"name": "item_magicbonus", "values": [20]},
            ],
        },
    })
}

pub async fn the_program_follows_a_market(generation: u8) {
    let fixture = Fixture::logged_in(json!({"generation": generation, "listings": 0})).await;
    let logins = fixture.server.count("login").await;
    let token = fixture.server.token(3_600).await;
    let mut follower = Follower::start(&fixture, token.expose());
    follower.until(0).await;
    assert_eq!(fixture.server.count("login").await, logins + 1);
    let create = |price: &str| {
        let call = market_client::Call::create("market/listing", listing(price));
        fixture.client.call(call)
    };
    let made = create("1 hr").await.expect("made");
    follower.until(1).await;
    fixture.server.tell(json!({"do":"restart","away":50})).await;
    fixture.until(|status| status.account().is_some()).await;
    while create("2 hr").await.is_err() {}
    follower.until(2).await;
    let id = made["_id"].as_str().expect("an id");
    let remove = market_client::Call::remove("market/listing", id);
    fixture.client.call(remove).await.expect("removed");
    follower.until(1).await;
    fixture.end().await;
}
