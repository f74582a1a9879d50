//! Whether there is a newer Haggle. Asked for only where the player wishes it, and told once.
//!
//! Must not know how it is shown, nor where settings are kept.

mod watch;

use semver::Version;
use serde_json::Value;
use thiserror::Error;
use url::Url;

use crate::web::{self, WebError};
pub use watch::{Effect, Input, State, Watch};

/// Where the newest release is named, in the form of GitHub's interface for releases.
pub const RELEASES: &str = "https://api.github.com/repos/haggle/overlay/releases/latest";
/// An answer has a few kilobytes.
const MAX_BYTES: u64 = 256 * 1024;
/// Where a release's page may be.
const HOST: &str = "github.com";

/// Why the newest release is not known.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UpdateError {
    #[error(transparent)]
    Web(#[from] WebError),
    #[error("its answer names no version")]
    NoVersion,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    pub version: Version,
    /// Its page, where the answer names one on GitHub.
    pub page: Option<Url>,
}

impl Release {
    /// Asks for the newest one. Blocks for 15 seconds at most.
    ///
    /// # Errors
    /// No connection, a refusal, or an answer without a version.
    pub fn newest(url: &str) -> Result<Self, UpdateError> {
        Self::parse(&web::get(url, MAX_BYTES)?)
    }

    /// Reads `{tag_name: "v1.2.3", html_url}`.
    fn parse(text: &str) -> Result<Self, UpdateError> {
        let answer: Value = serde_json::from_str(text).map_err(|_| UpdateError::NoVersion)?;
        let text = |name: &str| answer.get(name).and_then(Value::as_str);
        let version = text("tag_name")
            .and_then(|tag| Version::parse(tag.trim_start_matches('v')).ok())
            .ok_or(UpdateError::NoVersion)?;
        let page = text("html_url")
            .and_then(|page| Url::parse(page).ok())
            .filter(|page| page.scheme() == "https" && page.host_str() == Some(HOST));
        Ok(Self { version, page })
    }

    /// Whether it is newer than this program.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        Version::parse(env!("CARGO_PKG_VERSION")).is_ok_and(|own| self.version > own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::near::answer_once;

    #[test]
    fn the_newest_release_is_asked_for_once_by_a_plain_request() {
        let text = r#"{"tag_name":"v999.1.0","html_url":"https://github.com/haggle/overlay/releases/tag/v999.1.0"}"#;
        let (address, asked) = answer_once("200 OK", text.to_owned());
        let release = Release::newest(&format!("{address}/latest")).expect("a release");
        assert_eq!(release.version, Version::new(999, 1, 0));
        assert!(release.is_newer());
        assert!(release.page.is_some());
        let asked = asked.join().expect("was asked");
        assert!(asked.starts_with("GET /latest HTTP/1.1\r\n"), "{asked}");
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        let release = |version: &str| Release {
            version: version.parse().expect("a version"),
            page: None,
        };
        assert!(!release(env!("CARGO_PKG_VERSION")).is_newer());
        assert!(!release("0.0.9").is_newer());
        assert!(release("10.0.0").is_newer());
    }

    #[test]
    fn a_page_elsewhere_is_not_opened_and_an_answer_without_a_version_is_told() {
        for page in [
            "http://github.com/a",
            "https://github.com.example/a",
            "file:///a",
            "x",
        ] {
            let text = format!(r#"{{"tag_name":"1.0.0","html_url":"{page}"}}"#);
            assert_eq!(
                Release::parse(&text).expect("a release").page,
                None,
                "{page}"
            );
        }
        for text in [
            "",
            "[]",
            "{}",
            r#"{"tag_name":"newest"}"#,
            r#"{"tag_name":7}"#,
        ] {
            assert_eq!(Release::parse(text), Err(UpdateError::NoVersion), "{text}");
        }
    }
}
