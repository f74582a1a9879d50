//! Runs the session: feeds it commands, frames and time, and does what it says.
//!
//! Must not decide anything: what follows from what is the session's.

use std::collections::HashMap;
use std::future::{pending, poll_fn};
use std::time::{Duration, SystemTime};

use tokio::sync::{broadcast, mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

use crate::account::Account;
use crate::call::{Answer, Call};
use crate::error::CallError;
use crate::event::ServiceEvent;
use crate::link::{Incoming, Link};
use crate::services::{LISTINGS, ListingCache};
use crate::session::{CallId, Input, Now, Output, Session};
use crate::status::{LinkProblem, LinkStatus};
use crate::token::Token;
use crate::transport::{Opener, Opening};

/// How long a goodbye may take.
const GOODBYE: Duration = Duration::from_millis(500);

/// What a client asks of the driver.
pub(crate) enum Command {
    Call {
        id: CallId,
        call: Call,
        within: Duration,
        reply: oneshot::Sender<Result<Answer, CallError>>,
    },
    LogIn {
        id: CallId,
        token: Token,
        reply: oneshot::Sender<Result<Account, CallError>>,
    },
    Cancel(CallId),
    LogOut,
    Wake,
}

/// Keeps the connection. Nothing happens until [`Driver::run`] is awaited.
pub struct Driver {
    pub(crate) session: Session,
    pub(crate) opener: Opener,
    pub(crate) commands: mpsc::UnboundedReceiver<Command>,
    pub(crate) status: watch::Sender<LinkStatus>,
    pub(crate) events: broadcast::Sender<ServiceEvent>,
    pub(crate) listings: ListingCache,
    pub(crate) opening: Option<Opening>,
    pub(crate) link: Option<Link>,
    /// When the last frame came off the socket.
    pub(crate) heard: Instant,
    pub(crate) calls: HashMap<CallId, oneshot::Sender<Result<Answer, CallError>>>,
    pub(crate) logins: HashMap<CallId, oneshot::Sender<Result<Account, CallError>>>,
}

impl Driver {
    /// Connects, reconnects and serves the clients until `shutdown` is cancelled or the last client is gone. Then every
    /// call that is open ends with an error, and the market gets a goodbye.
    pub async fn run(mut self, shutdown: CancellationToken) {
        self.step(Input::Tick);
        loop {
            let wake = self.session.next_wake();
            tokio::select! {
                () = shutdown.cancelled() => break,
                command = self.commands.recv() => match command {
                    Some(command) => self.command(command),
                    None => break,
                },
                opened = finish(&mut self.opening) => {
                    self.opening = None;
                    match opened {
                        Ok(socket) => {
                            self.link = Some(Link::new(socket));
                            self.step(Input::Opened);
                        }
                        Err(problem) => self.step(Input::OpenFailed(problem)),
                    }
                }
                incoming = receive(&mut self.link) => match incoming {
                    Ok(Incoming::Text(text)) => {
                        self.heard = Instant::now();
                        self.step(Input::Frame(&text));
                    }
                    Ok(Incoming::Other) => {}
                    Err(problem) => self.step(Input::Closed(problem)),
                },
                () = until(wake) => {
                    if self.link.as_mut().is_some_and(Link::heard_bytes) {
                        self.step(Input::Bytes);
                    } else {
                        self.step(Input::Tick);
                    }
                }
            }
        }
        let link = self.link.take();
        self.step(Input::Stop);
        self.refuse_the_rest();
        if let Some(link) = link {
            let _ = timeout(GOODBYE, link.close()).await;
        }
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::Call {
                id,
                call,
                within,
                reply,
            } => {
                self.calls.insert(id, reply);
                self.step(Input::Call {
                    id,
                    call: &call,
                    within,
                });
            }
            Command::LogIn { id, token, reply } => {
                self.logins.insert(id, reply);
                self.step(Input::LogIn { id, token });
            }
            Command::Cancel(id) => {
                self.calls.remove(&id);
                self.logins.remove(&id);
                self.step(Input::Cancel(id));
            }
            Command::LogOut => self.step(Input::LogOut),
            Command::Wake => self.step(Input::Wake),
        }
    }

    fn step(&mut self, input: Input<'_>) {
        let now = Now {
            steady: Instant::now().into_std(),
            wall: SystemTime::now(),
        };
        let outputs = self.session.step(input, now);
        // The state first: who gets an answer finds the status that belongs to it.
        let status = self.session.status();
        self.status.send_if_modified(|shown| {
            let changed = *shown != status;
            if changed {
                *shown = status;
            }
            changed
        });
        for output in outputs {
            self.perform(output);
        }
    }

    fn perform(&mut self, output: Output) {
        match output {
            Output::Connect(dialect) => self.opening = Some((self.opener)(dialect)),
            Output::Close => {
                self.opening = None;
                self.link = None;
            }
            Output::Send(frame) => {
                if let Some(link) = &mut self.link {
                    link.send(frame.0);
                }
            }
            Output::Answer(id, result) => {
                if let Some(reply) = self.calls.remove(&id) {
                    // The caller may have gone in this very moment.
                    let heard = self.heard.into_std();
                    let _ = reply.send(result.map(|answer| answer.heard_at(heard)));
                }
            }
            Output::LoggedIn(id, result) => {
                if let Some(reply) = self.logins.remove(&id) {
                    let _ = reply.send(result);
                }
            }
            Output::Event(event) => {
                if event.service == LISTINGS {
                    self.listings.forget();
                }
                // An error means that nobody listens.
                drop(self.events.send(event));
            }
        }
    }

    /// Commands that came in too late for the session.
    fn refuse_the_rest(&mut self) {
        self.commands.close();
        while let Ok(command) = self.commands.try_recv() {
            self.command(command);
        }
    }
}

async fn finish(opening: &mut Option<Opening>) -> Result<crate::transport::Socket, LinkProblem> {
    match opening {
        Some(opening) => opening.await,
        None => pending().await,
    }
}

async fn receive(link: &mut Option<Link>) -> Result<Incoming, LinkProblem> {
    match link {
        Some(link) => poll_fn(|cx| link.poll(cx)).await,
        None => pending().await,
    }
}

async fn until(wake: Option<std::time::Instant>) {
    match wake {
        Some(at) => sleep_until(Instant::from_std(at)).await,
        None => pending().await,
    }
}
