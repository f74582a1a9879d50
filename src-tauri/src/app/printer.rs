//! Prints each check to stdout when it has come to something, for a session that nobody watches.
#![allow(clippy::print_stdout)]

use std::io::Write;

use crate::bridge::{Check, Found, Panel, Search, View};

/// Remembers what was printed.
#[derive(Debug, Default)]
pub struct Printer {
    printed: u64,
}

impl Printer {
    /// Prints what the check of this view came to, once.
    pub fn see(&mut self, view: &View) {
        let Some(text) = outcome(&view.panel).filter(|_| view.capture > self.printed) else {
            return;
        };
        self.printed = view.capture;
        // A reader that went away has seen enough.
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }
}

/// What a check came to; `None` while it is under way.
fn outcome(panel: &Panel) -> Option<String> {
    match panel {
        Panel::Hidden | Panel::Notices | Panel::Sale(_) | Panel::Currency(_) => None,
        Panel::Hint { title, text } => Some(format!("{title} {text}")),
        Panel::Check(check) => match &check.search {
            Search::Waiting { .. } => None,
            Search::Found(found) => Some(text(check, found)),
            Search::Nothing { title, text } => {
                Some(format!("{}: {title}. {text}", check.header.name))
            }
            Search::Failed(message) => Some(format!(
                "{}: {}. {}",
                check.header.name, message.title, message.text
            )),
        },
    }
}

fn text(check: &Check, found: &Found) -> String {
    let mut lines = vec![format!(
        "{} ({})",
        check.header.name, check.header.base_line
    )];
    lines.extend(
        check
            .filters
            .iter()
            .map(|filter| format!("  [{}] {}", if filter.on { 'x' } else { ' ' }, filter.text)),
    );
    if let Some(price) = &found.price {
        lines.push(format!(
            "  {} HR, {}: {}",
            price.median.as_deref().unwrap_or("?"),
            price.sure,
            price.spread
        ));
    }
    lines.extend(found.rows.iter().map(|row| {
        let note = row.note.as_deref().unwrap_or_default();
        format!(
            "  {:>8}  {note:<14} {:>6}  {}{}",
            row.price,
            row.age,
            row.seller,
            if row.in_game { " (in game)" } else { "" }
        )
    }));
    lines.push(format!("  {}", found.summary));
    lines.join("\n")
}
