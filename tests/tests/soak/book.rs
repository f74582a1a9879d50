//! Keeps book of every call: whether it got its own answer, what became of each write, how long it all took.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use market_client::{Call, MarketClient};
use serde_json::json;
use tokio::time::timeout;

use crate::fixture::HANG;

/// What its caller was told of a write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Told {
    Made,
    NotMade,
    Unknown,
}

#[derive(Default)]
pub struct Book {
    next: AtomicU64,
    answered: AtomicU64,
    failed: AtomicU64,
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    writes: HashMap<String, Option<Told>>,
    longest: Duration,
    recoveries: Vec<Duration>,
}

impl Book {
    /// Asks for an echo; `true` when it came.
    pub async fn read(&self, client: &MarketClient, within: Duration) -> bool {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let call = Call::find("test/echo", json!({"echo": number, "wait": number % 7}));
        let began = Instant::now();
        let answer = timeout(HANG, client.call_within(call, within))
            .await
            .expect("a read ends in its time");
        self.took(began.elapsed());
        match answer {
            // A socket.io 2 server has numbers as they are, a later one may have them as text.
            Ok(answer) => {
                let echo = answer["echo"].to_string();
                assert_eq!(echo.trim_matches('"'), number.to_string(), "its own answer");
                self.answered.fetch_add(1, Ordering::Relaxed);
                true
            }
            Err(error) => {
                assert!(
                    !error.outcome_unknown(),
                    "a read changes nothing: {error:?}"
                );
                self.failed.fetch_add(1, Ordering::Relaxed);
                false
            }
        }
    }

    /// Lists something that nobody else lists.
    pub async fn write(&self, client: &MarketClient, within: Duration) {
        let hash = format!("soak-{}", self.next.fetch_add(1, Ordering::Relaxed));
        self.lock().writes.insert(hash.clone(), None);
        let record = json!({"type":"item","price":"1 hr","item":{"hash":hash}});
        let call = Call::create("market/listing", record);
        let began = Instant::now();
        let answer = timeout(HANG * 2, client.call_within(call, within))
            .await
            .expect("a write ends in its time");
        self.took(began.elapsed());
        let told = match answer {
            Ok(_) => Told::Made,
            Err(error) if error.outcome_unknown() => Told::Unknown,
            Err(_) => Told::NotMade,
        };
        self.lock().writes.insert(hash, Some(told));
    }

    fn took(&self, time: Duration) {
        let mut inside = self.lock();
        inside.longest = inside.longest.max(time);
    }

    pub fn recovered(&self, after: Duration) {
        self.lock().recoveries.push(after);
    }

    /// How many writes the server has otherwise than their callers were told.
    pub fn check(&self, stored: &[String]) -> usize {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for hash in stored {
            *counts.entry(hash).or_default() += 1;
        }
        let inside = self.lock();
        assert!(
            counts.len() <= inside.writes.len(),
            "nothing from elsewhere"
        );
        inside
            .writes
            .iter()
            .filter(|(hash, told)| {
                let count = counts.get(hash.as_str()).copied().unwrap_or(0);
                match told {
                    Some(Told::Made) => count != 1,
                    Some(Told::NotMade) => count != 0,
                    Some(Told::Unknown) | None => count > 1,
                }
            })
            .count()
    }

    pub fn figures(&self) -> String {
        let inside = self.lock();
        let writes = |which: Told| {
            let all = inside.writes.values();
            all.filter(|told| **told == Some(which)).count()
        };
        let mut recoveries = inside.recoveries.clone();
        recoveries.sort_unstable();
        let part = |share: usize| recoveries[(recoveries.len() - 1) * share / 100];
        format!(
            "  reads: {} answered, {} failed\n  writes: {} made, {} not made, {} unknown\n  \
             longest call: {:?}\n  back after: median {:?}, p99 {:?}, longest {:?}",
            self.answered.load(Ordering::Relaxed),
            self.failed.load(Ordering::Relaxed),
            writes(Told::Made),
            writes(Told::NotMade),
            writes(Told::Unknown),
            inside.longest,
            part(50),
            part(99),
            part(100),
        )
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
