//! Opens the websocket: address look-up, TCP, TLS with the system's roots, HTTP upgrade.
//!
//! Must not know sessions or tokens: no header of the handshake carries a login.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use rustls::{ClientConfig as TlsConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::error::{CapacityError, ProtocolError};
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::http::header::USER_AGENT;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream, client_async_tls_with_config};

use crate::address::MarketAddress;
use crate::packet::Dialect;
use crate::proxy;
use crate::status::LinkProblem;

/// One address of several gets this long before the next one is tried.
const PER_ADDRESS: Duration = Duration::from_secs(3);
const AGENT: &str = concat!("Haggle/", env!("CARGO_PKG_VERSION"));

/// Any byte stream a websocket can run over.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// An open websocket, and the number of bytes that came in on it so far.
pub(crate) struct Socket {
    pub(crate) stream: WebSocketStream<MaybeTlsStream<Counted>>,
    pub(crate) received: Arc<AtomicU64>,
}

pub(crate) type Opening = Pin<Box<dyn Future<Output = Result<Socket, LinkProblem>> + Send>>;
/// Opens a websocket in a dialect. A parameter of the driver, so that tests put a fake market in its place.
pub(crate) type Opener = Box<dyn FnMut(Dialect) -> Opening + Send>;

/// An opener for a real address.
pub(crate) fn opener(address: MarketAddress, max_answer: usize) -> Opener {
    let tls: Arc<tokio::sync::OnceCell<Arc<TlsConfig>>> = Arc::default();
    Box::new(move |dialect| {
        let address = address.clone();
        let tls = Arc::clone(&tls);
        Box::pin(async move {
            let io = dial(&address).await?;
            let tls = if address.is_secure() {
                Some(tls.get_or_try_init(tls_config).await?.clone())
            } else {
                None
            };
            upgrade(&address, dialect, Box::new(io), tls, max_answer).await
        })
    })
}

async fn dial(address: &MarketAddress) -> Result<TcpStream, LinkProblem> {
    match proxy::for_market(address) {
        Some(proxy) => proxy::through(&proxy, address).await,
        None => dial_directly(address).await,
    }
}

async fn dial_directly(address: &MarketAddress) -> Result<TcpStream, LinkProblem> {
    let found = tokio::net::lookup_host((address.host(), address.port()))
        .await
        .map_err(|_| LinkProblem::NoSuchHost)?;
    // A name such as localhost may be bent to elsewhere; without TLS it must be this machine.
    let addresses: Vec<SocketAddr> = found
        .filter(|found| address.is_secure() || found.ip().is_loopback())
        .collect();
    let mut problem = LinkProblem::NoSuchHost;
    for found in addresses {
        match timeout(PER_ADDRESS, TcpStream::connect(found)).await {
            Ok(Ok(stream)) => {
                // Calls are small and waited for; a socket that cannot do this still works.
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Ok(Err(error)) => problem = LinkProblem::NotReachable(io_words(&error)),
            Err(_) => problem = LinkProblem::TooSlow,
        }
    }
    Err(problem)
}

/// The system's roots, with the provider named here rather than a global of the process.
async fn tls_config() -> Result<Arc<TlsConfig>, LinkProblem> {
    tokio::task::spawn_blocking(|| {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if roots.is_empty() {
            return Err(LinkProblem::Tls(
                "the system has no root certificates".to_owned(),
            ));
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = TlsConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| LinkProblem::Tls(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Arc::new(config))
    })
    .await
    .map_err(|error| LinkProblem::Tls(error.to_string()))?
}

/// The TLS and HTTP part, over any byte stream.
pub(crate) async fn upgrade(
    address: &MarketAddress,
    dialect: Dialect,
    io: Box<dyn Io>,
    tls: Option<Arc<TlsConfig>>,
    max_answer: usize,
) -> Result<Socket, LinkProblem> {
    let received = Arc::new(AtomicU64::new(0));
    let io = Counted {
        io,
        received: Arc::clone(&received),
    };
    let mut request = address
        .socket_url(dialect.number())
        .into_client_request()
        .map_err(|error| problem(&error))?;
    request
        .headers_mut()
        .insert(USER_AGENT, HeaderValue::from_static(AGENT));
    let config = WebSocketConfig::default()
        .max_message_size(Some(max_answer))
        .max_frame_size(Some(max_answer));
    let connector = tls.map_or(Connector::Plain, Connector::Rustls);
    let (stream, _) = client_async_tls_with_config(request, io, Some(config), Some(connector))
        .await
        .map_err(|error| problem(&error))?;
    Ok(Socket { stream, received })
}

/// The reason behind an error of the websocket, without any content of frames or answers.
pub(crate) fn problem(error: &Error) -> LinkProblem {
    match error {
        Error::Http(response) => LinkProblem::Http(response.status().as_u16()),
        Error::Capacity(CapacityError::MessageTooLong { .. }) => LinkProblem::TooLarge,
        Error::Tls(error) => LinkProblem::Tls(error.to_string()),
        Error::Io(error) => io_problem(error),
        Error::ConnectionClosed | Error::AlreadyClosed => LinkProblem::Cut,
        Error::Protocol(
            ProtocolError::ResetWithoutClosingHandshake | ProtocolError::HandshakeIncomplete,
        ) => LinkProblem::Cut,
        _ => LinkProblem::NotAMarket,
    }
}

fn io_problem(error: &io::Error) -> LinkProblem {
    if let Some(tls) = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>())
    {
        return LinkProblem::Tls(tls.to_string());
    }
    match error.kind() {
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => LinkProblem::Cut,
        _ => LinkProblem::NotReachable(io_words(error)),
    }
}

fn io_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "nobody answers there".to_owned(),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => {
            "no way to the network".to_owned()
        }
        _ => error.to_string(),
    }
}

/// Counts what comes in: a long answer is a sign of life before it is whole.
pub(crate) struct Counted {
    io: Box<dyn Io>,
    received: Arc<AtomicU64>,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.io).poll_read(cx, buf);
        let read = buf.filled().len() - before;
        self.received.fetch_add(read as u64, Ordering::Relaxed);
        polled
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}
