//! Takes out of a text what is the player's own: anything of the form of a token, addresses of mail, names, and the path
//! of the home folder. Such things are not written to begin with; this is for what comes in by another's words.
//!
//! Must not know where the text comes from.

use std::path::Path;

use regex::{NoExpand, Regex, RegexBuilder};

/// A JWT, with or without its signature.
const TOKEN: &str = r"\beyJ[A-Za-z0-9_-]{5,}(\.[A-Za-z0-9_-]+){1,2}";
/// A long run without blanks or dots, as keys and hashes are; no path, which has slashes.
const SECRET: &str = r"\b[A-Za-z0-9_-]{40,}\b";
const MAIL: &str = r"\b[\w.+-]+@[\w-]+(\.[\w-]+)+\b";

/// What is put in place of what.
#[derive(Debug)]
pub struct Redactor {
    rules: Vec<(Regex, &'static str)>,
}

impl Redactor {
    /// For a player with this home folder and these names.
    #[must_use]
    pub fn new(home: Option<&Path>, names: Vec<String>) -> Self {
        let mut rules = Vec::new();
        let mut rule = |pattern: &str, instead: &'static str| match RegexBuilder::new(pattern)
            .case_insensitive(true)
            .build()
        {
            Ok(regex) => rules.push((regex, instead)),
            // The patterns are ours, and names are escaped: only one of many kilobytes cannot be built.
            Err(error) => tracing::error!(%error, "a rule cannot be kept"),
        };
        rule(TOKEN, "(token)");
        rule(MAIL, "(mail address)");
        for folder in home.iter().flat_map(|home| ways_to_write(home)) {
            rule(&regex::escape(&folder), "~");
        }
        for name in names.iter().map(|name| name.trim()) {
            if !name.is_empty() {
                rule(
                    &format!(r"(?:\b|^){}(?:\b|$)", regex::escape(name)),
                    "(name)",
                );
            }
        }
        rule(SECRET, "(secret)");
        Self { rules }
    }

    /// The text without them.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        self.rules
            .iter()
            .fold(text.to_owned(), |text, (pattern, instead)| {
                pattern.replace_all(&text, NoExpand(instead)).into_owned()
            })
    }
}

/// A folder as it is, as JSON writes it, and with the other system's slashes.
fn ways_to_write(folder: &Path) -> Vec<String> {
    let plain = folder.display().to_string();
    if plain.trim_matches(['/', '\\']).is_empty() {
        return Vec::new();
    }
    vec![plain.replace('\\', r"\\"), plain.replace('\\', "/"), plain]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redact(text: &str) -> String {
        let names = vec!["Exile".to_owned(), "Ä*b".to_owned(), String::new()];
        Redactor::new(Some(Path::new(r"C:\Users\Some One")), names).redact(text)
    }

    #[test]
    fn tokens_names_and_the_home_folder_go() {
        for (text, left) in [
            ("t=eyJhbGciOiJub25l.eyJzdWIiOjF9.", "t=(token)."),
            ("eyJhbGciOiJub25l.eyJzdWIiOjF9.c2ln!", "(token)!"),
            ("to a.b+c@mail.example.org.", "to (mail address)."),
            ("exile, EXILE: Exiles", "(name), (name): Exiles"),
            ("it is Ä*b.", "it is (name)."),
            (r"C:\Users\Some One\x", r"~\x"),
            (r#""c:\\Users\\Some One\\x""#, r#""~\\x""#),
            ("C:/Users/Some One/x", "~/x"),
            (&format!("key {}!", "Az09".repeat(10)), "key (secret)!"),
        ] {
            assert_eq!(redact(text), left);
        }
    }

    #[test]
    fn what_helps_stays() {
        for text in [
            "2026-11-26T14:00:00.123456Z INFO haggle::app::runtime: linked to the market",
            "wss://api.projectdiablo2.com answers",
            "copy_limit_ms: 400, capture=12, painted_us=24311",
            "/usr/lib/x86_64-linux-gnu/libayatana-appindicator3.so.1",
        ] {
            assert_eq!(redact(text), text);
        }
        assert_eq!(
            Redactor::new(Some(Path::new("/")), Vec::new()).redact("/a/b"),
            "/a/b"
        );
    }
}
