//! Prints what happens to stdout, for a session that nobody watches: each check when it has come to something, or
//! every view that the panel is given.
#![allow(clippy::print_stdout)]

use std::io::Write;

use crate::bridge::{Check, Found, Nothing, Panel, Search, View};
use crate::cli::Args;

/// What is printed, and what was.
#[derive(Debug)]
pub enum Printer {
    /// Each check once, in words.
    Checks { printed: u64 },
    /// Every view, one line of JSON each.
    Views,
}

impl Printer {
    /// What the command line asks for.
    #[must_use]
    pub fn of(args: &Args) -> Option<Self> {
        if args.print_views {
            Some(Self::Views)
        } else {
            args.print_checks.then_some(Self::Checks { printed: 0 })
        }
    }

    /// Prints what this view brings.
    pub fn see(&mut self, view: &View) {
        match self {
            Self::Checks { printed } => {
                if let Some(text) = outcome(&view.panel).filter(|_| view.capture > *printed) {
                    *printed = view.capture;
                    print(&text);
                }
            }
            Self::Views => match serde_json::to_string(view) {
                Ok(line) => print(&line),
                Err(error) => tracing::error!(%error, "a view that cannot be printed"),
            },
        }
    }
}

fn print(text: &str) {
    // A reader that went away has seen enough.
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// What a check came to; `None` while it is under way.
fn outcome(panel: &Panel) -> Option<String> {
    match panel {
        Panel::Hidden | Panel::Notices | Panel::Sale(_) | Panel::Currency(_) => None,
        Panel::Hint { title, text } => Some(format!("{title} {text}")),
        Panel::Check(check) => match &check.search {
            Search::Waiting { .. } => None,
            Search::Found(found) => Some(text(check, found)),
            Search::Nothing(nothing) if nothing.looking_ms.is_some() => None,
            Search::Nothing(nothing) => Some(ways_out(check, nothing)),
            Search::Failed(message) => Some(format!(
                "{}: {}. {}",
                check.header.name, message.title, message.text
            )),
        },
    }
}

fn ways_out(check: &Check, nothing: &Nothing) -> String {
    let mut text = format!("{}: {}. {}", check.header.name, nothing.title, nothing.text);
    for way in &nothing.ways {
        text.push_str(&format!("\n  {} {}: {}", way.lead, way.what, way.count));
    }
    text
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
