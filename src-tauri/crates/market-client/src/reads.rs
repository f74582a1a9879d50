//! Equal questions that are under way at the same time cost one call.
//!
//! Must not keep answers: this is no cache.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use serde_json::Value;
use tokio::time::Instant;

use crate::error::CallError;

/// A question this old is not joined: it may hang, and the newer one has a deadline of its own.
const JOINED_FOR: Duration = Duration::from_secs(2);

type Answer = Result<Arc<Value>, CallError>;
pub(crate) type Reading = BoxFuture<'static, Answer>;

/// A question under way, and when it was asked.
type Open = (WeakShared<Reading>, Instant);

/// The questions under way, by their text. When all who ask have gone, the call is taken back.
#[derive(Clone, Default)]
pub(crate) struct Reads {
    open: Arc<Mutex<HashMap<String, Open>>>,
}

impl Reads {
    /// Joins an equal question, or asks.
    pub(crate) fn ask(&self, text: String, ask: impl FnOnce() -> Reading) -> Shared<Reading> {
        let now = Instant::now();
        // Nothing can panic while this is locked; a poisoned map is still a map.
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, (reading, began)| {
            reading.upgrade().is_some() && now.duration_since(*began) < JOINED_FOR
        });
        if let Some(reading) = open.get(&text).and_then(|(reading, _)| reading.upgrade()) {
            return reading;
        }
        let reading: Shared<Reading> = ask().shared();
        if let Some(weak) = reading.downgrade() {
            open.insert(text, (weak, now));
        }
        reading
    }

    /// Something changes: what was asked before says nothing about after.
    pub(crate) fn forget(&self) {
        self.open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use serde_json::json;

    fn counted(count: &Arc<AtomicUsize>) -> Reading {
        let count = Arc::clone(count);
        Box::pin(async move {
            tokio::task::yield_now().await;
            Ok(Arc::new(json!(count.fetch_add(1, Ordering::Relaxed))))
        })
    }

    #[tokio::test(start_paused = true)]
    async fn equal_questions_cost_one_call_while_it_is_under_way() {
        let reads = Reads::default();
        let count = Arc::new(AtomicUsize::new(0));
        let ask = |text: &str| reads.ask(text.to_owned(), || counted(&count));
        let (one, two, other) = tokio::join!(ask("a"), ask("a"), ask("b"));
        assert_eq!(one, two);
        assert_ne!(one, other);
        assert_eq!(count.load(Ordering::Relaxed), 2);
        ask("a").await.expect("an answer");
        assert_eq!(count.load(Ordering::Relaxed), 3, "no cache");
        let before = ask("a");
        reads.forget();
        let (before, after) = tokio::join!(before, ask("a"));
        assert_ne!(before, after, "a write lies between them");
        let old = ask("a");
        tokio::time::advance(JOINED_FOR).await;
        let (old, new) = tokio::join!(old, ask("a"));
        assert_ne!(old, new);
    }
}
