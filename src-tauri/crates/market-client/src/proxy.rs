//! The way through a proxy, where the system's settings name one: `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, on Windows
//! also the settings of the system. The proxy carries TLS and sees none of it.
//!
//! Must not know what is said over the way.

use std::time::Duration;

use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::{SocksV5, Tunnel};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::http::Uri;
use tower_service::Service;

use crate::address::MarketAddress;
use crate::status::LinkProblem;

/// The time to reach the proxy itself.
const CONNECT: Duration = Duration::from_secs(5);

/// The proxy for this market; this machine is never asked for through one.
pub(crate) fn for_market(address: &MarketAddress) -> Option<Intercept> {
    choose(&Matcher::from_system(), address)
}

fn choose(settings: &Matcher, address: &MarketAddress) -> Option<Intercept> {
    if address.is_loopback() {
        return None;
    }
    settings.intercept(&target(address)?)
}

/// Where the proxy is to connect to.
fn target(address: &MarketAddress) -> Option<Uri> {
    let url = address.to_string().replacen("wss://", "https://", 1);
    // A host alone may leave out the port that TLS has by custom; the proxy is told.
    let port = address.port();
    let uri: Uri = url.parse().ok()?;
    if uri.port().is_some() {
        return Some(uri);
    }
    format!("https://{}:{port}", uri.host()?).parse().ok()
}

/// A stream to the market through the proxy.
pub(crate) async fn through(
    proxy: &Intercept,
    address: &MarketAddress,
) -> Result<TcpStream, LinkProblem> {
    let problem = |reason| LinkProblem::Proxy {
        host: host(proxy.uri()),
        reason,
    };
    let target = target(address).ok_or(LinkProblem::NoSuchHost)?;
    let mut connector = HttpConnector::new();
    connector.set_connect_timeout(Some(CONNECT));
    connector.set_nodelay(true);
    connector.enforce_http(false);
    let stream = match proxy.uri().scheme_str() {
        Some("http") | None => {
            let mut tunnel = Tunnel::new(proxy.uri().clone(), connector);
            if let Some(login) = proxy.basic_auth() {
                tunnel = tunnel.with_auth(login.clone());
            }
            tunnel.call(target).await.map_err(|error| {
                // Its words may repeat the settings, and so a password.
                problem(tunnel_reason(&error.to_string()))
            })?
        }
        Some("socks5" | "socks5h") => {
            let mut socks = SocksV5::new(proxy.uri().clone(), connector);
            if let Some((user, password)) = proxy.raw_auth() {
                socks = socks.with_auth(user.to_owned(), password.to_owned());
            }
            socks
                .call(target)
                .await
                .map_err(|_| problem("does not let the connection through"))?
        }
        Some(_) => return Err(problem("is of a kind that is not supported")),
    };
    Ok(TokioIo::into_inner(stream))
}

fn tunnel_reason(words: &str) -> &'static str {
    if words.contains("auth") {
        "wants a login"
    } else if words.contains("failed to create") || words.contains("connect") {
        "does not answer"
    } else {
        "does not let the connection through"
    }
}

/// Host and port, without a login.
fn host(proxy: &Uri) -> String {
    let host = proxy.host().unwrap_or("(unnamed)");
    proxy
        .port_u16()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio::task::JoinHandle;

    fn market(address: &str) -> MarketAddress {
        address.parse().expect("an address")
    }

    /// A proxy that answers one connection so, then says back what it hears. Gives what it was asked.
    async fn proxy(answer: &'static str) -> (String, JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let task = tokio::spawn(async move {
            let (mut client, _) = listener.accept().await.expect("a client");
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") {
                asked.push(client.read_u8().await.expect("a request"));
            }
            client
                .write_all(answer.as_bytes())
                .await
                .expect("it listens");
            let mut word = [0; 4];
            if client.read_exact(&mut word).await.is_ok() {
                client.write_all(&word).await.expect("it listens");
            }
            String::from_utf8(asked).expect("text")
        });
        (address, task)
    }

    #[tokio::test]
    async fn connects_through_a_proxy_with_its_login() {
        let (address, asked) = proxy("HTTP/1.1 200 OK\r\n\r\n").await;
        let settings = Matcher::builder()
            .https(format!("http://cain:deckard@{address}"))
            .build();
        let market = market("wss://market.example");
        let proxy = choose(&settings, &market).expect("a proxy");
        let mut stream = through(&proxy, &market).await.expect("a way");
        stream.write_all(b"ping").await.expect("open");
        let mut word = [0; 4];
        stream.read_exact(&mut word).await.expect("open");
        assert_eq!(&word, b"ping");
        let asked = asked.await.expect("no panic").to_lowercase();
        assert!(
            asked.starts_with("connect market.example:443 http/1.1"),
            "{asked}"
        );
        assert!(
            asked.contains("proxy-authorization: basic y2fpbjpkzwnryxjk"),
            "{asked}"
        );
    }

    #[tokio::test]
    async fn a_proxy_that_does_not_let_through_is_named_without_its_login() {
        for (answer, says) in [
            (
                "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
                "wants a login",
            ),
            (
                "HTTP/1.1 403 Forbidden\r\n\r\n",
                "does not let the connection through",
            ),
        ] {
            let (address, _) = proxy(answer).await;
            let settings = Matcher::builder()
                .all(format!("http://cain:deckard@{address}"))
                .build();
            let market = market("wss://market.example");
            let proxy = choose(&settings, &market).expect("a proxy");
            let problem = through(&proxy, &market)
                .await
                .expect_err("no way")
                .to_string();
            assert!(
                problem.contains(says) && problem.contains(&address),
                "{problem}"
            );
            assert!(!problem.contains("deckard"), "{problem}");
        }
        let settings = Matcher::builder().all("http://127.0.0.1:1").build();
        let market = market("wss://market.example");
        let nobody = choose(&settings, &market).expect("a proxy");
        let problem = through(&nobody, &market)
            .await
            .expect_err("no way")
            .to_string();
        assert!(problem.contains("does not answer"), "{problem}");
    }

    #[test]
    fn what_needs_no_proxy_gets_none() {
        let settings = Matcher::builder()
            .all("http://proxy.example:8080")
            .no("market.example")
            .build();
        for address in [
            "ws://127.0.0.1:8080",
            "ws://localhost:1",
            "wss://market.example",
        ] {
            assert!(choose(&settings, &market(address)).is_none(), "{address}");
        }
        assert!(choose(&settings, &market("wss://other.example:444")).is_some());
        assert!(choose(&Matcher::builder().build(), &market("wss://other.example")).is_none());
    }
}
