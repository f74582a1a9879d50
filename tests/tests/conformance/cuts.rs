//! A link that is cut after every single byte of an exchange: connecting, login, a read and a write.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use market_client::{
    Backoff, Call, CallError, ClientConfig, Listed, MarketClient, NewListing, NotListed, Realm,
    Token, client,
};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::fixture::Server;

/// Carries bytes between client and server, and cuts the link on which the last of `budget` bytes went through, both
/// ways together. Later links are left alone.
async fn proxy(listener: TcpListener, port: u16, budget: i64, spent: Arc<AtomicI64>) {
    let mut links = JoinSet::new();
    let budget = Arc::new(AtomicI64::new(budget));
    while let Ok((client, _)) = listener.accept().await {
        let server = TcpStream::connect(("127.0.0.1", port))
            .await
            .expect("a server");
        let counted = Some(Arc::clone(&budget)).filter(|budget| budget.load(Ordering::SeqCst) >= 0);
        let spent = Arc::clone(&spent);
        links.spawn(async move {
            let (mut client_in, mut client_out) = client.into_split();
            let (mut server_in, mut server_out) = server.into_split();
            // Either side's end cuts both.
            tokio::select! {
                () = carry(&mut client_in, &mut server_out, counted.as_deref(), &spent) => {}
                () = carry(&mut server_in, &mut client_out, counted.as_deref(), &spent) => {}
            }
        });
    }
}

async fn carry(
    from: &mut (impl AsyncReadExt + Unpin),
    to: &mut (impl AsyncWriteExt + Unpin),
    budget: Option<&AtomicI64>,
    spent: &AtomicI64,
) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        let Some(budget) = budget else {
            if to.write_all(&bytes[..count]).await.is_err() {
                return;
            }
            continue;
        };
        let size = i64::try_from(count).expect("small");
        let left = budget.fetch_sub(size, Ordering::SeqCst);
        let through = usize::try_from(left.clamp(0, size)).expect("not negative");
        spent.fetch_add(left.clamp(0, size), Ordering::SeqCst);
        if to.write_all(&bytes[..through]).await.is_err() || through < count {
            return;
        }
    }
}

/// A client over a link that is cut after `budget` bytes.
struct CutClient {
    client: MarketClient,
    spent: Arc<AtomicI64>,
    shutdown: CancellationToken,
    driver: JoinHandle<()>,
    _helpers: JoinSet<()>,
}

impl CutClient {
    async fn new(port: u16, token: Token, budget: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let spent = Arc::new(AtomicI64::new(0));
        let mut helpers = JoinSet::new();
        helpers.spawn(proxy(listener, port, budget, Arc::clone(&spent)));
        let config = ClientConfig {
            address: format!("ws://{address}").parse().expect("an address"),
            backoff: Backoff {
                first: Duration::from_millis(2),
                most: Duration::from_millis(10),
            },
            ..ClientConfig::default()
        };
        let (client, driver) = client(config, Some(token));
        let shutdown = CancellationToken::new();
        Self {
            driver: tokio::spawn(driver.run(shutdown.clone())),
            client,
            spent,
            shutdown,
            _helpers: helpers,
        }
    }

    /// How many records have this hash.
    async fn stored(&self, hash: &str) -> usize {
        let query = json!({"item.hash": hash, "$limit": 0});
        let page = self.client.find_listings(query).await;
        page.expect("a page").total
    }

    /// The bytes that went through the link.
    async fn end(self) -> i64 {
        self.shutdown.cancel();
        self.driver.await.expect("no panic");
        self.spent.load(Ordering::SeqCst)
    }
}

/// One exchange over a link that is cut after `budget` bytes. Gives the bytes that went through it.
async fn exchange(port: u16, token: Token, budget: i64) -> i64 {
    let cut = CutClient::new(port, token, budget).await;
    let client = &cut.client;
    let hash = format!("cut-{budget}");

    let page = client.find_listings(json!({"$limit": 1})).await;
    assert_eq!(
        page.expect("a page, at once or repeated").listings.len(),
        1,
        "cut at {budget}"
    );
    let record = json!({"type":"item","item":{"hash": hash}});
    let made = client.call(Call::create("market/listing", record)).await;
    let stored = cut.stored(&hash).await;
    match made {
        Ok(_) => assert_eq!(stored, 1, "cut at {budget}"),
        // The server may still be at work on it; it must never come to two.
        Err(CallError::LinkLost {
            outcome_unknown: true,
        }) => assert!(stored <= 1, "cut at {budget}"),
        Err(other) => panic!("cut at {budget}: {other:?}"),
    }
    cut.end().await
}

/// Lists an item once over a link that is cut after `budget` bytes: what is said is so.
async fn list(port: u16, token: Token, budget: i64) -> i64 {
    let cut = CutClient::new(port, token, budget).await;
    let hash = format!("listed-{budget}");
    let who = cut.client.account().await.expect("a login");
    let new = NewListing {
        item: json!({"hash": hash, "name": "Shako"}),
        account: "cain".into(),
        user_id: who.id,
        realm: Realm::default(),
        price: "1 hr".into(),
        hr_price: Some(1.0),
    };
    let patience = Duration::from_secs(60);
    let outcome = cut.client.list_once(&new, patience, || {}).await;
    let stored = cut.stored(&hash).await;
    match outcome {
        Ok(Listed::Now(listing)) => {
            assert_eq!(stored, 1, "cut at {budget}");
            assert_eq!(listing.item.hash.as_deref(), Some(hash.as_str()));
        }
        Err(NotListed::Surely(error)) => assert_eq!(stored, 0, "cut at {budget}: {error}"),
        other => panic!("cut at {budget}: {other:?}"),
    }
    cut.end().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_anywhere_about_a_listing_leaves_one_or_none_and_it_is_known_which() {
    // A prime, so that the cuts fall into every part of every frame over both generations.
    const STEP: usize = 13;
    for generation in [4, 5] {
        let server = Server::start(json!({"generation": generation})).await;
        let port = u16::try_from(server.port).expect("a port");
        let token = server.token(3_600).await;
        let whole = list(port, token.clone(), i64::MAX).await;
        assert!(whole > 1_000, "the whole went through the proxy: {whole}");
        let mut running = JoinSet::new();
        for budget in (0..=whole).step_by(STEP) {
            running.spawn(list(port, token.clone(), budget));
        }
        while let Some(ended) = running.join_next().await {
            ended.expect("no panic");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_after_any_byte_of_an_exchange_neither_hangs_nor_doubles() {
    cut_everywhere(4).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_after_any_byte_of_an_exchange_with_the_next_generation_neither_hangs_nor_doubles() {
    cut_everywhere(5).await;
}

async fn cut_everywhere(generation: u8) {
    let server = Server::start(json!({"generation": generation})).await;
    let port = u16::try_from(server.port).expect("a port");
    let token = server.token(3_600).await;
    let whole = exchange(port, token.clone(), i64::MAX).await;
    assert!(
        whole > 1_000,
        "the whole exchange went through the proxy: {whole}"
    );
    let mut running = JoinSet::new();
    for budget in 0..=whole {
        if running.len() == 32 {
            running
                .join_next()
                .await
                .expect("running")
                .expect("no panic");
        }
        running.spawn(exchange(port, token.clone(), budget));
    }
    while let Some(ended) = running.join_next().await {
        ended.expect("no panic");
    }
    // Every write was carried out once at most: as many records as there were writes, at most.
    let exchanges = u64::try_from(whole).expect("not negative") + 2;
    let created = server.count("create").await;
    assert!(
        created <= exchanges,
        "{created} writes of {exchanges} exchanges"
    );
}
