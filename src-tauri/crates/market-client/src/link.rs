//! One open websocket with the frames that wait to go out.
//!
//! Must not know what frames mean.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};

use futures_util::{Sink, Stream};
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use crate::status::LinkProblem;
use crate::transport::{Socket, problem};

/// What came in.
pub(crate) enum Incoming {
    Text(Utf8Bytes),
    /// A binary frame or a websocket ping: nothing for the session.
    Other,
}

pub(crate) struct Link {
    socket: Socket,
    outbox: VecDeque<Message>,
    counted: u64,
}

impl Link {
    pub(crate) fn new(socket: Socket) -> Self {
        Self {
            socket,
            outbox: VecDeque::new(),
            counted: 0,
        }
    }

    pub(crate) fn send(&mut self, frame: String) {
        self.outbox.push_back(Message::text(frame));
    }

    /// Whether bytes came in since this was last asked.
    pub(crate) fn heard_bytes(&mut self) -> bool {
        let received = self.socket.received.load(Ordering::Relaxed);
        std::mem::replace(&mut self.counted, received) != received
    }

    /// Writes what can be written and reads the next frame. Nothing is lost when the caller stops polling: a peer that
    /// does not read can therefore not hold the driver.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Incoming, LinkProblem>> {
        if let Poll::Ready(Err(problem)) = self.poll_write(cx) {
            return Poll::Ready(Err(problem));
        }
        Pin::new(&mut self.socket.stream)
            .poll_next(cx)
            .map(|next| match next {
                None => Err(LinkProblem::Cut),
                Some(Err(error)) => Err(problem(&error)),
                Some(Ok(Message::Text(text))) => Ok(Incoming::Text(text)),
                Some(Ok(Message::Close(frame))) => Err(frame.map_or(LinkProblem::Cut, |frame| {
                    LinkProblem::Closed(frame.code.into())
                })),
                Some(Ok(_)) => Ok(Incoming::Other),
            })
    }

    fn poll_write(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), LinkProblem>> {
        let mut stream = Pin::new(&mut self.socket.stream);
        while !self.outbox.is_empty() {
            match stream.as_mut().poll_ready(cx) {
                Poll::Ready(Ok(())) => {}
                Poll::Ready(Err(error)) => return Poll::Ready(Err(problem(&error))),
                Poll::Pending => return Poll::Pending,
            }
            if let Some(message) = self.outbox.pop_front() {
                stream
                    .as_mut()
                    .start_send(message)
                    .map_err(|error| problem(&error))?;
            }
        }
        stream.poll_flush(cx).map_err(|error| problem(&error))
    }

    /// Says goodbye. The caller bounds the time.
    pub(crate) async fn close(mut self) {
        // The link goes either way; the market notices a cut as well.
        let _ = self.socket.stream.close(None).await;
    }
}
