//! Starts and stops the market: the listener, its routes, the tasks. Must not know what calls mean.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{
    Json, Router,
    extract::{FromRequestParts, Query, Request, State, ws::WebSocketUpgrade},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::any,
};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    clock,
    controls::Order,
    document::Document,
    generate, link, live,
    market::{Change, Market},
    options::Options,
    pages,
    stash::Stash,
    user::User,
    wire,
};

/// The websocket's own bound: above the protocol's, so that the latter gets its close code.
const MAX_MESSAGE_BYTES: usize = 16 * wire::MAX_FRAME_BYTES;

/// Why the market did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the practice market finds no free port on this computer: {0}")]
    Bind(#[from] std::io::Error),
}

/// A running market. Dropping it stops it without waiting; [`PracticeMarket::stop`] waits.
pub struct PracticeMarket {
    address: SocketAddr,
    market: Arc<Market>,
    shutdown: CancellationToken,
    tasks: TaskTracker,
}

#[derive(Clone)]
struct Links {
    market: Arc<Market>,
    shutdown: CancellationToken,
    tasks: TaskTracker,
}

/// Starts a market on a free port of the loopback interface.
pub async fn start(options: Options) -> Result<PracticeMarket, StartError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let live_events = options.live_events;
    let store = generate::store(options.seed, clock::now());
    let market = Arc::new(Market::new(options, store, Stash::of_practice_game()));
    let shutdown = CancellationToken::new();
    let tasks = TaskTracker::new();
    let links = Links {
        market: Arc::clone(&market),
        shutdown: shutdown.clone(),
        tasks: tasks.clone(),
    };
    let app = Router::new()
        .route("/socket.io", any(hang))
        .route("/socket.io/", any(open_link))
        .with_state(links)
        .merge(pages::routes().with_state(Arc::clone(&market)));
    let serving = axum::serve(listener, app)
        .with_graceful_shutdown(shutdown.clone().cancelled_owned())
        .into_future();
    tasks.spawn(async move {
        if let Err(error) = serving.await {
            tracing::error!(%error, "the practice market stopped serving");
        }
    });
    if live_events {
        tasks.spawn(live::run(Arc::clone(&market), shutdown.clone()));
    }
    tasks.close();
    tracing::info!(%address, "the practice market is open");
    Ok(PracticeMarket {
        address,
        market,
        shutdown,
        tasks,
    })
}

/// The stock server leaves such a request open for ever.
async fn hang(State(links): State<Links>) -> StatusCode {
    links.shutdown.cancelled().await;
    StatusCode::SERVICE_UNAVAILABLE
}

#[derive(Deserialize)]
struct Handshake {
    #[serde(rename = "EIO")]
    protocol: Option<String>,
    transport: Option<String>,
}

async fn open_link(
    State(links): State<Links>,
    Query(handshake): Query<Handshake>,
    request: Request,
) -> Response {
    if !links.market.controls.is_reachable() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if handshake.transport.as_deref() != Some("websocket") {
        return refuse(0, "Transport unknown");
    }
    if handshake.protocol.as_deref() != Some("3") {
        return refuse(5, "Unsupported protocol version");
    }
    let (mut parts, _) = request.into_parts();
    let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await else {
        return refuse(3, "Bad request");
    };
    // Taken before the answer, so that a stop in between waits for the link.
    let running = links.tasks.token();
    upgrade
        .max_message_size(MAX_MESSAGE_BYTES)
        .max_frame_size(MAX_MESSAGE_BYTES)
        .on_upgrade(async move |socket| {
            let sid = generate::hex::random(&mut rand::rng(), 20);
            link::run(links.market, socket, sid, links.shutdown).await;
            drop(running);
        })
}

fn refuse(code: u8, message: &str) -> Response {
    let error = json!({"code": code, "message": message});
    (StatusCode::BAD_REQUEST, Json(error)).into_response()
}

impl PracticeMarket {
    /// For the websocket, without a path: `ws://127.0.0.1:PORT`.
    pub fn market_url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// The page where users log in.
    pub fn login_url(&self) -> String {
        format!("http://{}/login", self.address)
    }

    /// How many listings there are.
    pub fn listings(&self) -> usize {
        self.market.store().listings.len()
    }

    /// A good token for a user, as the login page would give it.
    pub fn token(&self, username: &str) -> String {
        let user = User::named(username);
        let now = clock::now().as_secs();
        self.market.tokens.issue(&user.id, &user.username, now)
    }

    /// What a user has listed.
    pub fn listings_of(&self, username: &str) -> Vec<Value> {
        let user = User::named(username);
        let store = self.market.store();
        let all = store.listings.iter().map(Document::to_value);
        all.filter(|listing| listing.get("user_id").and_then(Value::as_str) == Some(&user.id))
            .collect()
    }

    /// What is listed of items with this name.
    pub fn listings_named(&self, name: &str) -> Vec<Value> {
        let store = self.market.store();
        let all = store.listings.iter().map(Document::to_value);
        all.filter(|listing| listing["item"]["name"] == name)
            .collect()
    }

    /// Changes what lies in the stash, as a player does who leaves a game.
    pub fn change_stash(&self, change: impl FnOnce(&mut Vec<Value>)) {
        change(&mut self.market.stash.items());
    }

    /// Pushes an event of any kind to all links.
    pub fn publish(&self, name: &'static str, data: Value) {
        self.market.publish(name, data);
    }

    /// Changes the listings as another seller would, and tells all links; the listing concerned,
    /// if it is there.
    pub fn apply(&self, change: Change) -> Option<Value> {
        self.market.apply(change)
    }

    /// Breaks all links off without a word; how many there were.
    pub fn drop_links(&self) -> usize {
        self.market.controls.order(Order::Drop)
    }

    /// Sends `41` on all links and is deaf to their calls from then on; how many there were.
    pub fn disconnect_links(&self) -> usize {
        self.market.controls.order(Order::Disconnect)
    }

    /// Whether new links are taken (503 otherwise). Those that are open stay.
    pub fn set_reachable(&self, reachable: bool) {
        self.market.controls.set_reachable(reachable);
    }

    /// Whether each login over the websocket answers 401.
    pub fn refuse_logins(&self, refuse: bool) {
        self.market.controls.set_refuse_logins(refuse);
    }

    /// All tokens issued so far count as expired from now on, also on open links.
    pub fn expire_tokens(&self) {
        self.market.tokens.expire_all();
    }

    /// How long the answers to calls that come in from now on are held back.
    pub fn set_answer_delay(&self, delay: Duration) {
        self.market.controls.set_answer_delay(delay);
    }

    /// Holds all answers back until it is called with `false`. A call that is held back has had no
    /// effect yet.
    pub fn hold_answers(&self, hold: bool) {
        self.market.controls.set_hold(hold);
    }

    /// How many calls of a kind came in, e.g. of `find` to `market/listing`.
    pub fn calls(&self, method: &str, service: &str) -> u64 {
        self.market.controls.calls(method, service)
    }

    /// Waits until so many calls of a kind came in, counted from the start.
    pub async fn wait_for_calls(&self, method: &str, service: &str, at_least: u64) {
        self.market
            .controls
            .wait_for_calls(method, service, at_least)
            .await;
    }

    /// Closes all links and the port, and waits until all is gone.
    pub async fn stop(self) {
        self.shutdown.cancel();
        self.tasks.wait().await;
    }
}

impl std::fmt::Debug for PracticeMarket {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("PracticeMarket")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl Drop for PracticeMarket {
    fn drop(&mut self) {
        self.shutdown.cancel();
    }
}
