//! The view of how a check's question is watched.

use super::super::check::Check;
use super::super::watch::{Form, suggestion};
use super::super::{Now, Overlay};
use super::{hr, player};
use crate::bridge::{CheckWatch, PriceReading, WatchForm};
use crate::texts::{Text, Texts};
use crate::watch::{MOST, read_ceiling};

pub fn watch_view(overlay: &Overlay, check: &Check, now: Now) -> CheckWatch {
    let texts = overlay.options.texts;
    let watch = overlay.watch_of(check);
    let form = match &check.watch {
        Form::Closed => None,
        Form::Open { typed } => {
            let kept = watch.map(|(_, ceiling)| ceiling.to_owned());
            let ceiling = typed
                .clone()
                .or(kept)
                .unwrap_or_else(|| suggestion(check, player(overlay), now));
            let full = watch.is_none() && overlay.watches.is_full();
            Some(WatchForm {
                reading: ceiling_reading(texts, &ceiling),
                ceiling,
                full: full.then(|| texts.get(Text::WatchFull { most: MOST.into() })),
            })
        }
    };
    CheckWatch {
        watch: watch.map(|(id, _)| id),
        form,
    }
}

/// What a ceiling is read as, or why it is none.
pub fn ceiling_reading(texts: Texts, ceiling: &str) -> PriceReading {
    let (text, bad) = match read_ceiling(ceiling) {
        Ok(Some(worth)) => (texts.get(Text::ReadingHr { hr: &hr(worth) }), false),
        Ok(None) => (texts.get(Text::WatchAnyPrice), false),
        Err(error) => (texts.bad_ceiling(error), true),
    };
    PriceReading { text, bad }
}
