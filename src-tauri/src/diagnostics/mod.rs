//! What a player can copy for whoever helps: the program, the system, the settings, the doctor's findings, the log's end.
//! No token, no name, no clipboard text; see [`Redactor`].
//!
//! Must not know how it is shown or copied.

mod log;
mod redact;
mod system;

use serde_json::Value;

use crate::doctor::{Finding, Verdict};
use crate::settings::Settings;
use crate::texts::Texts;
pub use log::tail;
pub use redact::Redactor;
pub use system::System;

/// What the text is made of.
#[derive(Debug)]
pub struct Facts<'a> {
    pub system: &'a System,
    pub settings: &'a Settings,
    pub findings: &'a [Finding],
    /// The end of the log; see [`tail`].
    pub log: &'a str,
}

/// The whole text, with everything left out that is the player's own.
#[must_use]
pub fn text(facts: &Facts<'_>, redactor: &Redactor) -> String {
    let whole = format!(
        "Haggle {}\n{}\n\nSettings\n{}\n\nDoctor\n{}\n\nLog\n{}\n",
        env!("CARGO_PKG_VERSION"),
        facts.system,
        settings(facts.settings),
        facts
            .findings
            .iter()
            .map(line)
            .collect::<Vec<_>>()
            .join("\n"),
        facts.log.trim_end(),
    );
    redactor.redact(&whole)
}

/// The settings as the file has them: of logins the number, of a name that it is set, of what is not known its name.
fn settings(settings: &Settings) -> String {
    let mut shown = settings.clone();
    let logins = shown.logins.len();
    let unknown: Vec<String> = shown.unknown.keys().cloned().collect();
    shown.logins.clear();
    shown.unknown.clear();
    if !shown.game_account.is_empty() {
        "(set)".clone_into(&mut shown.game_account);
    }
    let mut shown = serde_json::to_value(&shown).unwrap_or_default();
    if let Value::Object(entries) = &mut shown {
        entries.insert("logins".to_owned(), logins.into());
        if !unknown.is_empty() {
            entries.insert("unknown".to_owned(), unknown.into());
        }
    }
    serde_json::to_string_pretty(&shown).unwrap_or_default()
}

fn line(finding: &Finding) -> String {
    let mark = match finding.verdict() {
        Verdict::Good => "ok ",
        Verdict::Limited => "-- ",
        Verdict::Bad => "BAD",
    };
    let (state, _) = Texts::ENGLISH.finding(finding);
    format!("{mark} {}: {state}", finding.link())
}

#[cfg(test)]
mod tests {
    use market_client::CallError;

    use super::*;
    use crate::doctor::{Kept, MarketState, Trouble};

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiNjZmIn0.dGhpcyBpcyBubyBzaWduYXR1cmU";

    fn facts_of(settings: &Settings, log: &str) -> String {
        let system = System {
            name: "Debian 12".to_owned(),
            session: "x11".to_owned(),
            ..System::default()
        };
        let findings = [
            Finding::Settings(Kept::In("/home/exile/.config/haggle".into())),
            Finding::Market(MarketState {
                address: "wss://market.example".to_owned(),
                trouble: Some(Trouble::Call(CallError::Stopped)),
            }),
        ];
        let facts = Facts {
            system: &system,
            settings,
            findings: &findings,
            log,
        };
        let names = vec!["MuleMaster".to_owned(), "Exile of the East".to_owned()];
        text(&facts, &Redactor::new(Some("/home/exile".as_ref()), names))
    }

    #[test]
    fn it_says_what_helps() {
        let text = facts_of(&Settings::default(), "INFO haggle: linked to the market");
        for part in [
            concat!("Haggle ", env!("CARGO_PKG_VERSION")),
            "Debian 12",
            "x11",
            "\"copy_limit_ms\": 400",
            "\"check\": \"Ctrl+D\"",
            "ok  settings: kept in ~/.config/haggle",
            "BAD market: wss://market.example does not answer",
            "linked to the market",
        ] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }

    #[test]
    fn no_token_and_no_name_is_in_it() {
        let mut settings = Settings::default();
        let login = format!(r#"{{"host":"market.example:443","token":"{TOKEN}"}}"#);
        settings.logins = vec![serde_json::from_str(&login).expect("a login")];
        settings.game_account = "MuleMaster".to_owned();
        settings.unknown.insert("pd2Token".to_owned(), TOKEN.into());
        let log = format!(
            "WARN a token {TOKEN} was seen\nINFO mulemaster logged in as Exile of the East\nINFO exile@example.org wrote\nINFO Bearer {}\n",
            "k".repeat(48)
        );
        let text = facts_of(&settings, &log);
        let lower = text.to_lowercase();
        for secret in TOKEN.split('.') {
            assert!(!text.contains(secret), "{secret} is in\n{text}");
        }
        for name in [
            "mulemaster",
            "exile of the east",
            "exile@example.org",
            "/home/exile",
            "kkkk",
        ] {
            assert!(!lower.contains(name), "{name} is in\n{text}");
        }
        assert!(text.contains("\"logins\": 1") && text.contains("pd2Token"));
    }
}
