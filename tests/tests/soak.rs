//! The market client on a way on which everything goes wrong, for long: no call hangs or gets another's answer, no write
//! is lost or made twice, memory stays flat.
//!
//! `HAGGLE_SOAK_FAULTS` says how many faults; `cargo xtask soak` asks for 1,000 and prints the figures.

#[path = "soak/book.rs"]
mod book;
#[path = "soak/faulty_link.rs"]
mod faulty_link;
#[allow(dead_code, reason = "shared with the conformance tests")]
#[path = "conformance/fixture.rs"]
mod fixture;

use std::sync::Arc;
use std::time::{Duration, Instant};

use book::Book;
use faulty_link::FaultyLink;
use fixture::{FREE, HANG, Server};
use market_client::{Backoff, Call, ClientConfig, LinkStatus, MarketClient, client};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

const FAULTS: &str = "HAGGLE_SOAK_FAULTS";
/// Enough to meet each kind some times.
const FEW: usize = 66;
/// Who ask at the same time.
const READERS: usize = 6;
const WRITERS: usize = 3;
/// A call's time.
const WITHIN: Duration = Duration::from_secs(2);
/// How far the memory may grow after the first tenth of the faults, in bytes.
const GROWTH: u64 = 16 << 20;

/// What goes wrong, one after the other.
const KINDS: [&str; 11] = [
    "cut",
    "stall",
    "half-open",
    "slow drip",
    "garbage bytes",
    "garbage frame",
    "41",
    "44",
    "expired login",
    "failed login",
    "restart",
];

struct World {
    server: Server,
    link: FaultyLink,
    client: MarketClient,
    book: Arc<Book>,
    done: CancellationToken,
}

impl World {
    async fn fault(&self, kind: &str, number: usize) {
        match kind {
            "cut" => drop(self.link.cut()),
            "stall" => {
                self.link.go_dead();
                sleep(Duration::from_millis(20 + 40 * (number as u64 % 7))).await;
                self.link.mend();
            }
            "half-open" => self.link.go_dead(),
            "slow drip" => {
                self.link.drip();
                sleep(Duration::from_millis(100)).await;
                self.link.mend();
            }
            "garbage bytes" => drop(
                self.link
                    .inject(vec![0xff, 0x00, 0x80 | number as u8, 0x7f]),
            ),
            "garbage frame" => drop(self.link.inject_frame("43nonsense[\u{7}")),
            "41" => drop(self.server.tell(json!({"do":"leave"})).await),
            "44" => drop(self.link.inject_frame("44\"not today\"")),
            "expired login" => self.expire().await,
            "failed login" => {
                self.server.tell(json!({"do":"failLogins","times":1})).await;
                self.link.cut();
            }
            "restart" => drop(self.server.tell(json!({"do":"restart","away":30})).await),
            other => unreachable!("{other}"),
        }
    }

    /// A login that ends in a moment, and the one after it.
    async fn expire(&self) {
        let short = self.server.token(1).await;
        // The fault before may still be at work: then the login is one of those that fail.
        let _ = self.client.log_in(short).await;
        let mut status = self.client.status();
        let ended = |status: &LinkStatus| {
            matches!(
                status,
                LinkStatus::LoginExpired | LinkStatus::LoginRefused { .. }
            )
        };
        let _ = timeout(Duration::from_secs(3), status.wait_for(ended)).await;
        self.until_logged_in().await;
    }

    async fn until_logged_in(&self) {
        let log_in = async {
            while self.client.status().borrow().account().is_none() {
                let token = self.server.token(3_600).await;
                let _ = self.client.log_in(token).await;
            }
        };
        timeout(HANG, log_in).await.expect("logged in again");
    }

    /// Until a question is answered again.
    async fn recover(&self) {
        let began = Instant::now();
        let answered = async { while !self.book.read(&self.client, WITHIN).await {} };
        timeout(HANG, answered).await.expect("the link comes back");
        self.link.mend();
        self.until_logged_in().await;
        self.book.recovered(began.elapsed());
    }
}

async fn ask_on(client: MarketClient, book: Arc<Book>, done: CancellationToken) {
    while !done.is_cancelled() {
        book.read(&client, WITHIN).await;
    }
}

async fn write_on(client: MarketClient, book: Arc<Book>, done: CancellationToken) {
    while !done.is_cancelled() {
        book.write(&client, WITHIN).await;
        // Somebody who lists items, not a flood.
        sleep(Duration::from_millis(5)).await;
    }
}

/// What this process has in memory, in bytes.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .expect("a line for the resident set");
    let kilobytes = line.split_whitespace().nth(1).expect("a number");
    kilobytes.parse::<u64>().expect("a number") * 1024
}

#[allow(clippy::print_stdout, reason = "the figures are what it is run for")]
async fn soak(generation: u8, faults: usize) {
    let server = Server::start(json!({
        "generation": generation, "pingInterval": 150, "pingTimeout": 150, "listings": 0,
    }))
    .await;
    let link = FaultyLink::to(u16::try_from(server.port).expect("a port")).await;
    let config = ClientConfig {
        address: format!("ws://127.0.0.1:{}", link.port)
            .parse()
            .expect("an address"),
        rate: FREE,
        connect_deadline: Duration::from_secs(1),
        login_deadline: Duration::from_secs(1),
        login_wait: Some(HANG),
        backoff: Backoff {
            first: Duration::from_millis(5),
            most: Duration::from_millis(50),
        },
        ..ClientConfig::default()
    };
    let (client, driver) = client(config, Some(server.token(3_600).await));
    let shutdown = CancellationToken::new();
    let driver = tokio::spawn(driver.run(shutdown.clone()));
    let world = World {
        server,
        link,
        client,
        book: Arc::default(),
        done: CancellationToken::new(),
    };
    world.recover().await;
    let mut people = JoinSet::new();
    for _ in 0..READERS {
        people.spawn(ask_on(
            world.client.clone(),
            Arc::clone(&world.book),
            world.done.clone(),
        ));
    }
    for _ in 0..WRITERS {
        people.spawn(write_on(
            world.client.clone(),
            Arc::clone(&world.book),
            world.done.clone(),
        ));
    }
    let mut warm = resident();
    for number in 0..faults {
        let kind = KINDS[number % KINDS.len()];
        world.fault(kind, number / KINDS.len()).await;
        world.recover().await;
        if number == faults / 10 {
            warm = resident();
        }
    }
    let after = resident();
    world.done.cancel();
    while let Some(ended) = timeout(HANG, people.join_next())
        .await
        .expect("nobody hangs")
    {
        ended.expect("no panic");
    }
    let stored = stored(&world.client).await;
    let doubled = world.book.check(&stored);
    shutdown.cancel();
    driver.await.expect("no panic");
    println!(
        "Feathers {generation}: {faults} faults of {} kinds\n{}\n  doubled or lost writes: {doubled}\n  \
         memory: {:.1} MB after a tenth, {:.1} MB at the end",
        KINDS.len(),
        world.book.figures(),
        warm as f64 / 1e6,
        after as f64 / 1e6
    );
    assert_eq!(doubled, 0, "each write once, or never where that was said");
    assert!(
        after < warm + GROWTH,
        "memory grew from {warm} to {after} bytes"
    );
}

/// The hashes of everything that was listed, page by page.
async fn stored(client: &MarketClient) -> Vec<String> {
    let mut hashes = Vec::new();
    loop {
        let query = json!({"$limit": 250, "$skip": hashes.len(), "$sort": {"created_at": 1}});
        let page = client
            .call(Call::find("market/listing", query))
            .await
            .expect("all is well again");
        let records = page["data"].as_array().expect("a page");
        hashes.extend(
            records
                .iter()
                .map(|record| record["item"]["hash"].as_str().expect("a hash").to_owned()),
        );
        if records.is_empty() {
            return hashes;
        }
    }
}

fn faults() -> usize {
    std::env::var(FAULTS).map_or(FEW, |number| {
        number
            .parse()
            .unwrap_or_else(|_| panic!("{FAULTS} is no number: {number}"))
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_cost_no_call_and_no_write() {
    soak(4, faults()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_cost_no_call_and_no_write_of_the_next_generation() {
    soak(5, faults()).await;
}
