//! One question to a public address over HTTPS, with nothing of the player's in it: no token, no account, no version.
//!
//! Must not know what is asked, nor what the answer means.

use std::io;
use std::time::Duration;

use thiserror::Error;
use ureq::Agent;

/// How long a person waits for an answer at most.
const DEADLINE: Duration = Duration::from_secs(15);
/// The same from every copy of this program.
const NAME: &str = "Haggle";

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WebError {
    #[error("{0} is no usable address: it must begin with https://")]
    BadAddress(String),
    #[error("it cannot be reached ({0})")]
    NotReachable(String),
    #[error("it answered with HTTP {0}")]
    Refused(u16),
    #[error("its answer could not be read")]
    Unreadable,
}

/// Asks once for the text at `url`, of at most so many bytes. Blocks for 15 seconds at most.
///
/// # Errors
/// No usable address, no connection, a refusal, or an answer that is no text of that size.
pub fn get(url: &str, most_bytes: u64) -> Result<String, WebError> {
    // In the clear only to this computer itself, which is where tests are.
    let is_near = url.starts_with("http://127.0.0.1:");
    if !url.starts_with("https://") && !is_near {
        return Err(WebError::BadAddress(url.to_owned()));
    }
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(DEADLINE))
        .https_only(!is_near)
        .user_agent(NAME)
        .build()
        .into();
    let mut answer = agent.get(url).call().map_err(|error| match error {
        ureq::Error::StatusCode(code) => WebError::Refused(code),
        error => WebError::NotReachable(error.to_string()),
    })?;
    let body = answer.body_mut().with_config().limit(most_bytes);
    body.read_to_string().map_err(|error| match error {
        ureq::Error::Io(error) if error.kind() != io::ErrorKind::InvalidData => {
            WebError::NotReachable(error.to_string())
        }
        _ => WebError::Unreadable,
    })
}

#[cfg(test)]
pub mod near {
    //! A server on this computer that answers once.

    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread::JoinHandle;

    /// Answers one request with this status line and text; gives its address, and what was asked when it ends.
    pub fn answer_once(status: &'static str, text: String) -> (String, JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let answered = std::thread::spawn(move || {
            let (mut link, _) = listener.accept().expect("somebody asks");
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") {
                let mut letter = [0];
                link.read_exact(&mut letter).expect("a request");
                asked.push(letter[0]);
            }
            let length = text.len();
            let answer = format!(
                "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{text}"
            );
            link.write_all(answer.as_bytes()).expect("is answered");
            String::from_utf8(asked).expect("text")
        });
        (address, answered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_over_https_or_on_this_computer() {
        for url in [
            "http://api.example",
            "ftp://x",
            "",
            "http://127.0.0.1.example:1",
        ] {
            assert_eq!(get(url, 10), Err(WebError::BadAddress(url.to_owned())));
        }
    }

    #[test]
    fn a_request_says_nothing_of_the_player_or_the_computer() {
        let (address, asked) = near::answer_once("200 OK", "yes".to_owned());
        assert_eq!(get(&format!("{address}/newest"), 10), Ok("yes".to_owned()));
        let asked = asked.join().expect("was asked").to_lowercase();
        let mut lines = asked.trim_end().lines();
        assert_eq!(lines.next(), Some("get /newest http/1.1"));
        for line in lines {
            let (name, value) = line.split_once(": ").expect("a header");
            match name {
                "user-agent" => assert_eq!(value, "haggle"),
                "host" => assert!(address.ends_with(value)),
                "accept" => assert_eq!(value, "*/*"),
                other => panic!("it says {other}: {value}"),
            }
        }
    }

    #[test]
    fn a_refusal_and_an_answer_that_is_too_long_are_told_apart() {
        let (address, _) = near::answer_once("404 Not Found", String::new());
        assert_eq!(get(&address, 10), Err(WebError::Refused(404)));
        let (address, _) = near::answer_once("200 OK", "far too long".to_owned());
        assert_eq!(get(&address, 10), Err(WebError::Unreadable));
        assert!(matches!(
            get("http://127.0.0.1:1", 10),
            Err(WebError::NotReachable(_))
        ));
    }
}
