//! One client's websocket: feeds frames to the services and writes what they answer. Must not know
//! what the services do.

use std::{ops::ControlFlow, sync::Arc};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use serde_json::Value;
use tokio::{
    sync::broadcast::{self, error::RecvError},
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};
use tokio_util::sync::CancellationToken;

use crate::{
    call::Call,
    clock,
    controls::Order,
    feathers_error::FeathersError,
    market::{Event, Market},
    services::{self, Context},
    token::Claims,
    wire::{self, Incoming},
};

/// Why a link ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The other side is gone.
    Gone,
    /// Closed without a code, as the stock server does.
    Closed,
    /// Closed with a code.
    ClosedWith(u16),
    /// Broken off without a word.
    Dropped,
}

type Flow = ControlFlow<End>;

struct Finished {
    ack: Option<u64>,
    outcome: Result<Value, FeathersError>,
    login: Option<Claims>,
}

struct Link {
    market: Arc<Market>,
    socket: WebSocket,
    login: Option<Claims>,
    calls: JoinSet<Finished>,
    events: broadcast::Receiver<Arc<Event>>,
    /// Off after `41`: the link stays, but nothing is heard or said on it any more.
    connected: bool,
    /// The link is dropped when no frame came by then.
    silent_at: Instant,
}

/// Serves one client until it leaves, falls silent, or `shutdown`.
pub(crate) async fn run(
    market: Arc<Market>,
    socket: WebSocket,
    sid: String,
    shutdown: CancellationToken,
) {
    let events = market.events();
    let orders = market.controls.orders();
    let silent_at = Instant::now() + market.options.ping_interval + market.options.ping_timeout;
    let mut link = Link {
        market,
        socket,
        login: None,
        calls: JoinSet::new(),
        events,
        connected: true,
        silent_at,
    };
    let end = match link.open(&sid).await {
        ControlFlow::Continue(()) => link.serve(orders, shutdown).await,
        ControlFlow::Break(end) => end,
    };
    tracing::debug!(%sid, ?end, "a client's link ended");
    link.close(end).await;
}

impl Link {
    async fn open(&mut self, sid: &str) -> Flow {
        let options = &self.market.options;
        let handshake = wire::handshake(sid, options.ping_interval, options.ping_timeout);
        self.send(handshake).await?;
        self.send(wire::CONNECTED.to_owned()).await
    }

    async fn serve(
        &mut self,
        mut orders: broadcast::Receiver<Order>,
        shutdown: CancellationToken,
    ) -> End {
        loop {
            // Events come first: the change that a call made is told before its answer.
            let flow = tokio::select! {
                biased;
                () = shutdown.cancelled() => ControlFlow::Break(End::Closed),
                Ok(order) = orders.recv() => self.obey(order).await,
                event = self.events.recv() => self.tell(event).await,
                Some(Ok(finished)) = self.calls.join_next() => self.answer(finished).await,
                message = self.socket.recv() => self.hear(message).await,
                () = sleep_until(self.silent_at) => ControlFlow::Break(End::Closed),
            };
            if let ControlFlow::Break(end) = flow {
                return end;
            }
        }
    }

    async fn obey(&mut self, order: Order) -> Flow {
        match order {
            Order::Drop => ControlFlow::Break(End::Dropped),
            Order::Disconnect => {
                self.send(wire::DISCONNECTED.to_owned()).await?;
                self.connected = false;
                self.calls.abort_all();
                ControlFlow::Continue(())
            }
        }
    }

    async fn tell(&mut self, event: Result<Arc<Event>, RecvError>) -> Flow {
        match event {
            Ok(event) if self.may_hear() => self.send(wire::event(event.name, &event.data)).await,
            // A slow client misses events, as it would on the real market.
            _ => ControlFlow::Continue(()),
        }
    }

    /// Events stop with the login where there was one, or where one is needed.
    fn may_hear(&self) -> bool {
        let now = clock::now().as_secs();
        self.connected
            && match &self.login {
                Some(claims) => !self.market.tokens.is_expired(claims, now),
                None => !self.market.options.login_required,
            }
    }

    async fn hear(&mut self, message: Option<Result<Message, axum::Error>>) -> Flow {
        let text = match message {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => return ControlFlow::Continue(()),
            Some(Ok(Message::Binary(_))) => return ControlFlow::Break(End::Closed),
            Some(Ok(Message::Close(_)) | Err(_)) | None => return ControlFlow::Break(End::Gone),
        };
        if text.len() > wire::MAX_FRAME_BYTES {
            return ControlFlow::Break(End::ClosedWith(wire::CLOSE_TOO_BIG));
        }
        let options = &self.market.options;
        self.silent_at = Instant::now() + options.ping_interval + options.ping_timeout;
        match wire::read(&text) {
            Ok(Incoming::Ping(payload)) => self.send(wire::pong(&payload)).await,
            Ok(Incoming::Call { ack, args }) if self.connected => {
                self.call(ack, args);
                ControlFlow::Continue(())
            }
            Ok(Incoming::Idle | Incoming::Call { .. }) => ControlFlow::Continue(()),
            Ok(Incoming::Leave) | Err(_) => ControlFlow::Break(End::Closed),
        }
    }

    /// Starts a call. Several may be open at once; their answers come as they are ready.
    fn call(&mut self, ack: Option<u64>, args: Vec<Value>) {
        let market = Arc::clone(&self.market);
        let login = self.login.clone();
        let call = Call::from_args(args);
        if let Ok(call) = &call {
            market.controls.count(call);
        }
        self.calls.spawn(async move {
            let delay = market.controls.answer_delay();
            if !delay.is_zero() {
                sleep(delay).await;
            }
            market.controls.released().await;
            let context = Context {
                market: &market,
                login: login.as_ref(),
                now: clock::now(),
            };
            match call.and_then(|call| services::answer(&context, &call)) {
                Ok(outcome) => Finished {
                    ack,
                    outcome: Ok(outcome.answer),
                    login: outcome.login,
                },
                Err(error) => Finished {
                    ack,
                    outcome: Err(error),
                    login: None,
                },
            }
        });
    }

    async fn answer(&mut self, finished: Finished) -> Flow {
        if finished.login.is_some() {
            self.login = finished.login;
        }
        match finished.ack {
            Some(ack) if self.connected => self.send(wire::answer(ack, &finished.outcome)).await,
            _ => ControlFlow::Continue(()),
        }
    }

    async fn send(&mut self, frame: String) -> Flow {
        match self.socket.send(Message::Text(frame.into())).await {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(End::Gone),
        }
    }

    /// Ends the link; calls still open are never answered.
    async fn close(mut self, end: End) {
        self.calls.shutdown().await;
        let frame = match end {
            End::Gone | End::Dropped => return,
            End::Closed => None,
            End::ClosedWith(code) => Some(CloseFrame {
                code,
                reason: "".into(),
            }),
        };
        // The other side may be gone already.
        let _ = self.socket.send(Message::Close(frame)).await;
    }
}
