//! What a call costs over loopback, from asking to the answer in the caller's form.
//!
//! Budgets: an answer of 250 listings within 2 ms of decoding, a usual one of 10 within 100 µs, a call's own overhead
//! at most 0.5 ms. The figures here hold the loopback and a bare server too.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use futures_util::{SinkExt, StreamExt};
use market_client::{Call, ClientConfig, MarketClient, Rate, client};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::CancellationToken;

const OPEN: &str = r#"0{"sid":"Zx","upgrades":[],"pingInterval":25000,"pingTimeout":5000}"#;

/// One listing of the usual size, about 2.4 kB.
fn listing(n: usize) -> Value {
    let modifiers: Vec<Value> = (0..12)
        .map(|m| {
            json!({"name": format!("stat_{m}"), "label": format!("+{m} to Something or Other"),
                "priority": m * 7, "min": m, "max": m + 20, "values": [m + n % 20]})
        })
        .collect();
    json!({"_id": format!("{n:024x}"), "user_id": "c45a93b7da433a30885d0828", "type": "item",
        "is_hardcore": false, "is_ladder": true, "price": format!("{n} hr"), "hr_price": n,
        "bumped_at": "2026-05-16T10:00:00.000Z", "created_at": "2026-05-16T10:00:00.000Z",
        "updated_at": "2026-05-16T10:00:00.000Z", "user": {"in_game_account": null},
        "item": {"name": "Raven Frost", "base_code": "rin", "hash": format!("{n:040x}"), "item_level": 96,
            "base": {"id": "rin", "name": "Ring", "type_code": "ring", "category": "misc"},
            "quality": {"id": 7, "name": "Unique"}, "unique": {"id": 273}, "is_ethereal": false,
            "corrupted": true, "is_identified": true, "socket_count": 0, "modifiers": modifiers,
            "properties": ["Corrupted", "+241 to Attack Rating", "Adds 15-45 Cold Damage"]}})
}

/// Answers every call with the same prepared text, as many listings as its `$limit` says.
async fn serve(listener: TcpListener) {
    let page = |count: usize| {
        let data: Vec<Value> = (0..count).map(listing).collect();
        json!([null, {"total": count, "limit": count, "skip": 0, "data": data}]).to_string()
    };
    let (few, many) = (page(10), page(250));
    let (io, _) = listener.accept().await.expect("a client");
    io.set_nodelay(true).expect("a socket");
    let mut link = tokio_tungstenite::accept_async(io)
        .await
        .expect("an upgrade");
    for greeting in [OPEN, "40"] {
        link.send(Message::text(greeting))
            .await
            .expect("it listens");
    }
    while let Some(Ok(Message::Text(frame))) = link.next().await {
        let Some(call) = frame.strip_prefix("42") else {
            continue;
        };
        let ack = &call[..call.find('[').expect("an array")];
        let answer = match call {
            call if call.contains(r#""$limit":250"#) => &many,
            call if call.contains("\"get\"") => "[null,1]",
            _ => &few,
        };
        link.send(Message::text(format!("43{ack}{answer}")))
            .await
            .expect("it listens");
    }
}

fn connected(runtime: &Runtime) -> (MarketClient, CancellationToken) {
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(serve(listener));
        let config = ClientConfig {
            address: format!("ws://{address}").parse().expect("an address"),
            rate: Rate {
                burst: 1_000_000,
                per_second: 1e6,
            },
            ..ClientConfig::default()
        };
        let (client, driver) = client(config, None);
        let shutdown = CancellationToken::new();
        tokio::spawn(driver.run(shutdown.clone()));
        (client, shutdown)
    })
}

fn calls(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let (client, shutdown) = connected(&runtime);
    criterion.bench_function("a call with a tiny answer", |bench| {
        bench.iter(|| {
            let call = Call::get("test", "1", Value::Null);
            black_box(runtime.block_on(client.call(call))).expect("an answer")
        });
    });
    for count in [10, 250] {
        criterion.bench_function(&format!("{count} listings"), |bench| {
            bench.iter(|| {
                let query = json!({"$limit": count});
                let page = runtime
                    .block_on(client.find_listings_within(query, Duration::ZERO))
                    .expect("a page");
                assert_eq!(page.listings.len(), count);
                black_box(page)
            });
        });
    }
    spread(&runtime, &client);
    shutdown.cancel();
}

/// How a call's own time spreads: the medians of criterion say nothing of the worst in a hundred.
#[allow(clippy::print_stdout)]
fn spread(runtime: &Runtime, client: &MarketClient) {
    const CALLS: usize = 20_000;
    let mut times: Vec<Duration> = (0..CALLS)
        .map(|_| {
            let began = Instant::now();
            let call = Call::get("test", "1", Value::Null);
            runtime.block_on(client.call(call)).expect("an answer");
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "{CALLS} calls with a tiny answer: median {:?}, p99 {:?}, worst {:?}",
        times[CALLS / 2],
        times[CALLS * 99 / 100],
        times[CALLS - 1]
    );
}

criterion_group!(benches, calls);
criterion_main!(benches);
