//! What the program holds: a handle that asks the market and hears from it.
//!
//! Must not know sockets: it talks to the driver over channels.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tokio::sync::{broadcast, mpsc, oneshot, watch};
use tokio::time::{Instant, timeout};

use crate::account::Account;
use crate::address::MarketAddress;
use crate::backoff::{self, Backoff};
use crate::call::{self, Answer, Call};
use crate::driver::{Command, Driver};
use crate::error::CallError;
use crate::event::ServiceEvent;
use crate::services::{ListingCache, StashCache};
use crate::session::{CallId, Limits, Now, Rate, Session};
use crate::status::LinkStatus;
use crate::token::Token;
use crate::transport::{self, Opener};

/// Events kept for a listener that is slow; what is older is dropped for it.
const EVENTS_KEPT: usize = 1024;

/// How the client behaves. `Default` is right for the market of projectdiablo2.com.
#[derive(Clone, PartialEq, Debug)]
pub struct ClientConfig {
    /// Where the market is. The token goes there and nowhere else.
    pub address: MarketAddress,
    /// A call's time, with the wait for a connection in it.
    pub call_deadline: Duration,
    /// From the first byte of a connection to the socket.io `40`.
    pub connect_deadline: Duration,
    /// The market's time to check a login.
    pub login_deadline: Duration,
    /// The waits between tries.
    pub backoff: Backoff,
    /// The largest answer that is taken, in bytes.
    pub max_answer: usize,
    /// How long before its end a login is called to end soon.
    pub warn_before_expiry: Duration,
    /// How fast calls may go out, whoever asks.
    pub rate: Rate,
    /// How long a write waits for the next login that was refused because the last one had ended. It is sent again for
    /// the same user alone. `None` gives it back at once, for programs that nobody logs in to.
    pub login_wait: Option<Duration>,
}

impl Default for ClientConfig {
    fn default() -> Self {
        Self {
            address: MarketAddress::official(),
            call_deadline: Duration::from_secs(15),
            connect_deadline: Duration::from_secs(10),
            login_deadline: Duration::from_secs(15),
            backoff: Backoff::default(),
            max_answer: 16 * 1024 * 1024,
            warn_before_expiry: Duration::from_secs(15 * 60),
            rate: Rate::default(),
            login_wait: None,
        }
    }
}

/// Makes a client and the driver that serves it. Await [`Driver::run`] in a task of the program's.
#[must_use]
#[allow(
    clippy::needless_pass_by_value,
    reason = "callers have no further use for it"
)]
pub fn client(config: ClientConfig, token: Option<Token>) -> (MarketClient, Driver) {
    let opener = transport::opener(config.address.clone(), config.max_answer);
    client_over(&config, token, opener, backoff::dice())
}

/// The same over any way to open a websocket and with any dice.
#[allow(
    clippy::needless_pass_by_value,
    reason = "the configuration is used up"
)]
pub(crate) fn client_over(
    config: &ClientConfig,
    token: Option<Token>,
    opener: Opener,
    dice: backoff::Dice,
) -> (MarketClient, Driver) {
    let limits = Limits {
        connect: config.connect_deadline,
        login: config.login_deadline,
        warn_before_expiry: config.warn_before_expiry,
        backoff: config.backoff,
        max_answer: config.max_answer,
        rate: config.rate,
        login_wait: config.login_wait,
    };
    let now = Now {
        steady: Instant::now().into_std(),
        wall: SystemTime::now(),
    };
    let session = Session::new(limits, dice, token, now);
    let (commands, inbox) = mpsc::unbounded_channel();
    let (status, shown) = watch::channel(session.status());
    let (events, _) = broadcast::channel(EVENTS_KEPT);
    let listings = ListingCache::default();
    let client = MarketClient {
        commands,
        ids: Arc::default(),
        call_deadline: config.call_deadline,
        status: shown,
        events: events.clone(),
        listings: listings.clone(),
        logins: Arc::default(),
        stashes: StashCache::default(),
    };
    let driver = Driver {
        session,
        opener,
        commands: inbox,
        status,
        events,
        listings,
        opening: None,
        link: None,
        heard: Instant::now(),
        calls: HashMap::new(),
        logins: HashMap::new(),
    };
    (client, driver)
}

/// A handle on the market; clones share one connection. Dropping the future of a call cancels the call.
#[derive(Clone)]
pub struct MarketClient {
    commands: mpsc::UnboundedSender<Command>,
    ids: Arc<AtomicU64>,
    call_deadline: Duration,
    status: watch::Receiver<LinkStatus>,
    events: broadcast::Sender<ServiceEvent>,
    pub(crate) listings: ListingCache,
    /// Counts logins and logouts: what was kept before belongs to another user.
    pub(crate) logins: Arc<AtomicU64>,
    pub(crate) stashes: StashCache,
}

impl MarketClient {
    /// Any call, within [`ClientConfig::call_deadline`]. Reads may be sent again after a cut, writes never are.
    pub async fn call(&self, call: Call) -> Result<Value, CallError> {
        self.call_within(call, self.call_deadline).await
    }

    /// Any call with a time of its own.
    pub async fn call_within(&self, call: Call, within: Duration) -> Result<Value, CallError> {
        let write = call.is_write();
        let answer = self.answer_within(call, within).await?;
        answer
            .value()
            .map_err(|_| call::malformed("not JSON", write))
    }

    /// Any call, its answer as text.
    pub(crate) async fn answer(&self, call: Call) -> Result<Answer, CallError> {
        self.answer_within(call, self.call_deadline).await
    }

    async fn answer_within(&self, call: Call, within: Duration) -> Result<Answer, CallError> {
        if call.is_write() {
            self.listings.forget();
        }
        let id = self.next_id();
        let (reply, answer) = oneshot::channel();
        self.ask(
            id,
            Command::Call {
                id,
                call,
                within,
                reply,
            },
            answer,
        )
        .await
    }

    /// Takes a new token in place of any other and logs in with it, at once or as soon as there is a connection.
    pub async fn log_in(&self, token: Token) -> Result<Account, CallError> {
        self.logins.fetch_add(1, Ordering::Relaxed);
        self.listings.forget();
        let id = self.next_id();
        let (reply, answer) = oneshot::channel();
        self.ask(id, Command::LogIn { id, token, reply }, answer)
            .await
    }

    /// Forgets the token and leaves the market's session. The caller forgets its own copy.
    pub fn log_out(&self) {
        self.logins.fetch_add(1, Ordering::Relaxed);
        self.listings.forget();
        self.tell(Command::LogOut);
    }

    /// The machine woke up or the network changed: look at the link now.
    pub fn wake(&self) {
        self.tell(Command::Wake);
    }

    /// How it stands, now and as it changes.
    #[must_use]
    pub fn status(&self) -> watch::Receiver<LinkStatus> {
        self.status.clone()
    }

    /// Who is logged in, as soon as the market has said so, within [`ClientConfig::call_deadline`].
    ///
    /// # Errors
    /// Nobody is, or the market cannot be reached.
    pub async fn account(&self) -> Result<Account, CallError> {
        let mut status = self.status();
        let known = status
            .wait_for(|status| status.is_connected() || matches!(status, LinkStatus::Stopped));
        match timeout(self.call_deadline, known).await {
            Ok(Ok(status)) => match &*status {
                LinkStatus::LoginRefused { message } => {
                    Err(CallError::LoginRefused(message.clone()))
                }
                status => status.account().cloned().ok_or(CallError::LoginNeeded),
            },
            Ok(Err(_)) => Err(CallError::Stopped),
            Err(_) => Err(CallError::NotReachable(match &*self.status.borrow() {
                LinkStatus::Waiting { reason, .. } => reason.to_string(),
                status => status.to_string(),
            })),
        }
    }

    /// What the market says of its own accord, from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<ServiceEvent> {
        self.events.subscribe()
    }

    async fn ask<T>(
        &self,
        id: CallId,
        command: Command,
        answer: oneshot::Receiver<Result<T, CallError>>,
    ) -> Result<T, CallError> {
        if self.commands.send(command).is_err() {
            return Err(CallError::Stopped);
        }
        let mut open = OpenOnDrop {
            client: self,
            id,
            open: true,
        };
        let answer = answer.await.unwrap_or(Err(CallError::Stopped));
        open.open = false;
        answer
    }

    fn next_id(&self) -> CallId {
        self.ids.fetch_add(1, Ordering::Relaxed)
    }

    /// A driver that has ended needs to be told nothing.
    fn tell(&self, command: Command) {
        let _ = self.commands.send(command);
    }
}

/// Takes a call back whose future is dropped before its answer.
struct OpenOnDrop<'a> {
    client: &'a MarketClient,
    id: CallId,
    open: bool,
}

impl Drop for OpenOnDrop<'_> {
    fn drop(&mut self) {
        if self.open {
            self.client.tell(Command::Cancel(self.id));
        }
    }
}
