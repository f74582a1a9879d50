//! An item from what the game puts on the clipboard: one JSON object in its plug-in's own form.
//!
//! Liberal: keys, stats and names that are not known are kept and noted; only what is no item fails.
//! Must not know: filters, queries, the clipboard itself.

mod charset;
mod identity;
mod raw;
mod resolve;
mod row;

use std::borrow::Cow;

use thiserror::Error;

use crate::item::assemble::assemble;
use crate::item::{Item, Note, Quality};
pub(crate) use charset::decode;
pub(crate) use identity::Identity;
pub(crate) use raw::RawItem;
use raw::Top;
pub(crate) use row::{Row, aura_line, cast_line};

/// Longer text is not looked at. The longest item is a few thousand bytes.
pub const MAX_BYTES: usize = 256 * 1024;

/// Why a text is no item, each with what to tell the player.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotAnItem {
    #[error("The clipboard holds no text. Point at an item and press the hotkey again.")]
    Empty,
    #[error(
        "The clipboard holds {bytes} bytes of text, far more than an item has. Point at an item and press the hotkey again."
    )]
    TooLarge { bytes: usize },
    #[error(
        "The clipboard holds text that is not an item. Point at an item and press the hotkey again."
    )]
    NotJson,
    #[error(
        "The item text is broken at line {line}, column {column}. Point at the item and press the hotkey again."
    )]
    BrokenJson { line: usize, column: usize },
    #[error(
        "The clipboard holds data of another program. Point at an item and press the hotkey again."
    )]
    OtherJson,
}

/// Reads an item from the text of the clipboard.
///
/// # Errors
/// When the text is not an item; well under a millisecond whatever it is.
pub fn parse_clipboard(text: &str) -> Result<Item, NotAnItem> {
    let raw = read(text)?;
    Ok(build(&raw))
}

/// Reads an item from the bytes of the clipboard: Windows-1252 or UTF-8, a NUL at the end.
///
/// # Errors
/// As [`parse_clipboard`].
pub fn parse_clipboard_bytes(bytes: &[u8]) -> Result<Item, NotAnItem> {
    if bytes.len() > MAX_BYTES {
        return Err(NotAnItem::TooLarge { bytes: bytes.len() });
    }
    parse_clipboard(&charset::decode(bytes))
}

fn read(text: &str) -> Result<RawItem<'_>, NotAnItem> {
    if text.len() > MAX_BYTES {
        return Err(NotAnItem::TooLarge { bytes: text.len() });
    }
    let text = charset::until_nul(text);
    let text = text.trim_start_matches('\u{feff}').trim();
    let first = text.bytes().next().ok_or(NotAnItem::Empty)?;
    if !matches!(
        first,
        b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'
    ) {
        return Err(NotAnItem::NotJson);
    }
    match serde_json::from_str::<Top>(text) {
        Ok(Top::Object(raw)) if raw.is_item() => Ok(*raw),
        Ok(_) => Err(NotAnItem::OtherJson),
        // Only an object can have been meant as an item.
        Err(error) if first == b'{' => Err(NotAnItem::BrokenJson {
            line: error.line(),
            column: error.column(),
        }),
        Err(_) => Err(NotAnItem::NotJson),
    }
}

fn build(raw: &RawItem) -> Item {
    let mut notes: Vec<Note> = raw
        .unknown
        .iter()
        .map(|key| Note::UnknownKey(key.clone().into_owned()))
        .collect();
    let rows = row::read_rows(&raw.stats, &mut notes);
    let socketed = raw.socketed.iter().map(build).collect();
    let (mut item, identity) = build_from(raw, rows, notes);
    item.socketed = socketed;
    note_losses(raw, &identity, &mut item);
    item
}

/// The item of these fields and rows, without what fills its sockets.
pub(crate) fn build_from(raw: &RawItem, rows: Vec<Row>, mut notes: Vec<Note>) -> (Item, Identity) {
    let mut identity = Identity::find(raw, &rows, &mut notes);
    let (entries, made) = resolve::resolve(rows, &identity.origin, &mut notes);
    let sockets_stat = resolve::sockets(&entries);
    let modifiers = assemble(entries, made, &identity.origin);
    let corruption = identity.origin.corruption;
    let item = Item {
        name: std::mem::take(&mut identity.name),
        base: identity
            .base
            .map(|base| base.name.to_owned())
            .or_else(|| clean_type(raw)),
        base_code: identity.base.map(|base| base.code),
        type_code: identity.base.map(|base| base.type_code),
        quality: identity.quality,
        item_level: raw.item_level.and_then(to_u32),
        ethereal: raw.ethereal,
        corrupted: corruption.is_some(),
        identified: !raw.unidentified,
        sockets: raw.sockets.or(sockets_stat).and_then(to_u32).unwrap_or(0),
        location: raw.location.as_ref().map(|location| location.to_string()),
        unique_id: identity.unique_id,
        runeword_key: identity.runeword_key,
        set: identity.set.take(),
        corruption,
        defense: raw.defense,
        quantity: raw.quantity.and_then(to_u32),
        modifiers,
        socketed: Vec::new(),
        notes,
        unique_candidates: std::mem::take(&mut identity.unique_candidates),
        base_candidates: std::mem::take(&mut identity.base_candidates),
    };
    (item, identity)
}

fn clean_type(raw: &RawItem) -> Option<String> {
    raw.type_name
        .as_deref()
        .map(|text| charset::clean(text).into_owned())
}

fn to_u32(number: i64) -> Option<u32> {
    u32::try_from(number).ok()
}

/// Says what the game is known not to copy.
fn note_losses(raw: &RawItem, identity: &Identity, item: &mut Item) {
    if raw.unidentified {
        item.notes.push(Note::Unidentified);
        return;
    }
    let lost = identity.lost(&item.modifiers);
    if !lost.is_empty() {
        let lost = lost.join(", ");
        item.notes.push(if identity.runeword_key.is_some() {
            Note::RunewordLoses(lost)
        } else {
            Note::Missing(lost)
        });
    }
    let is_map = identity.base.is_some_and(|base| base.is("map"));
    if is_map && identity.quality != Some(Quality::Normal) {
        item.notes.push(Note::MapLoses);
    }
}

/// Colour codes and all but the last line taken away.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    charset::clean(text)
}
