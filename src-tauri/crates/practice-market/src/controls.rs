//! Knobs that tests and the practice game turn while a market runs. Must not know links' frames.

use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::sync::{broadcast, watch};

use crate::call::Call;

/// What all links are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Break off without a word.
    Drop,
    /// Leave the namespace (`41`), keep the link.
    Disconnect,
}

/// The state of the knobs.
pub struct Controls {
    refuse_logins: AtomicBool,
    reachable: AtomicBool,
    answer_delay: Mutex<Duration>,
    hold: watch::Sender<bool>,
    orders: broadcast::Sender<Order>,
    calls: watch::Sender<HashMap<(String, String), u64>>,
}

impl Controls {
    pub fn new(answer_delay: Duration) -> Self {
        Self {
            refuse_logins: AtomicBool::new(false),
            reachable: AtomicBool::new(true),
            answer_delay: Mutex::new(answer_delay),
            hold: watch::Sender::new(false),
            orders: broadcast::Sender::new(8),
            calls: watch::Sender::default(),
        }
    }

    pub fn refuses_logins(&self) -> bool {
        self.refuse_logins.load(Ordering::SeqCst)
    }

    pub fn set_refuse_logins(&self, refuse: bool) {
        self.refuse_logins.store(refuse, Ordering::SeqCst);
    }

    pub fn is_reachable(&self) -> bool {
        self.reachable.load(Ordering::SeqCst)
    }

    pub fn set_reachable(&self, reachable: bool) {
        self.reachable.store(reachable, Ordering::SeqCst);
    }

    pub fn answer_delay(&self) -> Duration {
        *lock(&self.answer_delay)
    }

    pub fn set_answer_delay(&self, delay: Duration) {
        *lock(&self.answer_delay) = delay;
    }

    pub fn set_hold(&self, hold: bool) {
        self.hold.send_replace(hold);
    }

    /// Waits until answers are not held back.
    pub async fn released(&self) {
        // The sender lives in `self`, so the wait ends only with the release.
        let _ = self.hold.subscribe().wait_for(|hold| !hold).await;
    }

    /// Tells all links; how many there are.
    pub fn order(&self, order: Order) -> usize {
        self.orders.send(order).unwrap_or(0)
    }

    pub fn orders(&self) -> broadcast::Receiver<Order> {
        self.orders.subscribe()
    }

    pub fn count(&self, call: &Call) {
        let key = (call.method.name().to_owned(), call.service.clone());
        self.calls
            .send_modify(|calls| *calls.entry(key).or_default() += 1);
    }

    pub fn calls(&self, method: &str, service: &str) -> u64 {
        count_of(&self.calls.borrow(), method, service)
    }

    /// Waits until so many calls of a kind came in.
    pub async fn wait_for_calls(&self, method: &str, service: &str, at_least: u64) {
        let mut calls = self.calls.subscribe();
        let _ = calls
            .wait_for(|calls| count_of(calls, method, service) >= at_least)
            .await;
    }
}

fn count_of(calls: &HashMap<(String, String), u64>, method: &str, service: &str) -> u64 {
    calls
        .get(&(method.to_owned(), service.to_owned()))
        .copied()
        .unwrap_or(0)
}

/// A panic elsewhere must not take the market down: the data are whole between any two statements.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
