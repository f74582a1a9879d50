//! The project's changelog in Debian's form. Pure.

use anyhow::{Context, Result};

/// Who answers for the packages.
pub const MAINTAINER: &str = "The Haggle maintainers <haggle@users.noreply.github.com>";

const WIDTH: usize = 78;

/// The changes of one version: the part under its own heading, or under "Unreleased" where it has none yet.
pub fn debian(changelog: &str, version: &str, debian_version: &str, date: &str) -> Result<String> {
    let changes = section(changelog, version)
        .or_else(|| section(changelog, "Unreleased"))
        .with_context(|| format!("the changelog has neither {version} nor what is unreleased"))?;
    let entries: String = changes.iter().map(|words| entry(words)).collect();
    Ok(format!(
        "haggle ({debian_version}) unstable; urgency=medium\n\n{entries}\n -- {MAINTAINER}  {date}\n"
    ))
}

/// The words of each change under `## NAME`, up to the next heading.
fn section<'a>(changelog: &'a str, name: &str) -> Option<Vec<Vec<&'a str>>> {
    let mut lines = changelog.lines();
    lines.find(|line| heading(line) == Some(name))?;
    let mut changes: Vec<Vec<&str>> = Vec::new();
    for line in lines.take_while(|line| !line.starts_with("## ")) {
        if let Some(first) = line.strip_prefix("- ") {
            changes.push(first.split_whitespace().collect());
        } else if let Some(change) = changes.last_mut() {
            change.extend(line.split_whitespace());
        }
    }
    Some(changes)
}

/// `## 1.2.3 (2026-11-26)` is about 1.2.3.
fn heading(line: &str) -> Option<&str> {
    line.strip_prefix("## ")?.split_whitespace().next()
}

/// One change in lines that a terminal has room for.
fn entry(words: &[&str]) -> String {
    let mut lines = vec![String::from("  *")];
    for word in words {
        let full = |line: &String| line.chars().count() + 1 + word.chars().count() > WIDTH;
        if lines.last().is_some_and(full) {
            lines.push(String::from("   "));
        }
        if let Some(line) = lines.last_mut() {
            *line += &format!(" {word}");
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGELOG: &str = "# Changelog\n\n## Unreleased\n- New.\n\n## 1.0.0 (2026-11-26)\n- One thing,\n  told at length.\n- Another.\n\n## 0.9.0\n- Old.\n";

    #[test]
    fn a_version_has_its_own_changes() -> Result<()> {
        let text = debian(
            CHANGELOG,
            "1.0.0",
            "1.0.0",
            "Thu, 26 Nov 2026 12:00:00 +0000",
        )?;
        assert_eq!(
            text,
            format!(
                "haggle (1.0.0) unstable; urgency=medium\n\n  * One thing, told at length.\n  * Another.\n\n -- {MAINTAINER}  Thu, 26 Nov 2026 12:00:00 +0000\n"
            )
        );
        Ok(())
    }

    #[test]
    fn long_changes_are_broken_between_words() {
        let words = ["word"; 40];
        let entry = entry(&words);
        assert_eq!(entry.matches("word").count(), 40);
        assert!(entry.starts_with("  * word") && entry.contains("\n    word"));
        assert!(entry.lines().all(|line| line.len() <= WIDTH), "{entry}");
    }

    #[test]
    fn what_has_no_heading_yet_is_unreleased() -> Result<()> {
        let text = debian(CHANGELOG, "1.1.0-rc.1", "1.1.0~rc.1", "now")?;
        assert!(
            text.starts_with("haggle (1.1.0~rc.1) unstable") && text.contains("  * New.\n"),
            "{text}"
        );
        assert!(!text.contains("Another"), "{text}");
        assert!(debian("# Changelog\n", "1.0.0", "1.0.0", "now").is_err());
        Ok(())
    }
}
