//! An item from the lines of its tooltip, as people paste it from the web site or a chat.
//!
//! The name, a type line (`Unique Ring`, `Superior Phase Blade (5)`), then a property a line. What fills the
//! sockets follows in blocks of its own after blank lines, name first; what those add to the item's lines is
//! taken off again, for the market stores the item's own.
//!
//! Must not know: filters, queries.

mod field;
mod line;
mod shape;

use std::borrow::Cow;

use crate::catalog;
use crate::clipboard::{MAX_BYTES, NotAnItem, RawItem, Row, build_from, decode};
use crate::item::{Item, Note, Quality};

/// What has more lines is no tooltip; the longest, with six jewels in its sockets, has about a hundred.
const MAX_LINES: usize = 1000;

/// Reads an item from the text of its tooltip.
///
/// # Errors
/// When neither the name nor the type line is one of the game's, so that it is no item.
pub fn parse_tooltip(text: &str) -> Result<Item, NotAnItem> {
    if text.len() > MAX_BYTES {
        return Err(NotAnItem::TooLarge { bytes: text.len() });
    }
    if text.lines().nth(MAX_LINES).is_some() {
        return Err(NotAnItem::NotJson);
    }
    let mut blocks = blocks(text).into_iter();
    let own = blocks.next().ok_or(NotAnItem::Empty)?;
    let mut own = Block::read(&own).ok_or(NotAnItem::NotJson)?;
    let inner: Vec<Block> = blocks.filter_map(|lines| Block::read(&lines)).collect();
    for block in &inner {
        take_off(&mut own.rows, &block.rows);
    }
    let mut item = own.build();
    item.socketed = inner.into_iter().map(Block::build).collect();
    item.sockets = item
        .sockets
        .max(u32::try_from(item.socketed.len()).unwrap_or(u32::MAX));
    Ok(item)
}

/// Reads an item from either form: the game's JSON, or a tooltip.
///
/// # Errors
/// As [`crate::parse_clipboard`] where the text is in neither form.
pub fn parse_any(text: &str) -> Result<Item, NotAnItem> {
    match crate::parse_clipboard(text) {
        Err(NotAnItem::NotJson) => parse_tooltip(text),
        other => other,
    }
}

/// As [`parse_any`], from bytes: Windows-1252 or UTF-8, a NUL at the end.
///
/// # Errors
/// As [`parse_any`].
pub fn parse_any_bytes(bytes: &[u8]) -> Result<Item, NotAnItem> {
    if bytes.len() > MAX_BYTES {
        return Err(NotAnItem::TooLarge { bytes: bytes.len() });
    }
    parse_any(&decode(bytes))
}

/// Lines, parted by blank ones.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
        } else if let (true, Some(block)) = (open, blocks.last_mut()) {
            block.push(line);
        } else {
            blocks.push(vec![line]);
            open = true;
        }
    }
    blocks
}

/// An item's lines, read.
struct Block<'a> {
    raw: RawItem<'a>,
    rows: Vec<Row>,
    corrupted: bool,
    notes: Vec<Note>,
}

impl<'a> Block<'a> {
    /// `None` where the lines are of no item.
    fn read(lines: &[&'a str]) -> Option<Self> {
        let (first, rest) = lines.split_first()?;
        let mut block = Self {
            raw: RawItem::default(),
            rows: Vec::new(),
            corrupted: false,
            notes: Vec::new(),
        };
        let name = first.strip_prefix("(Ethereal) ");
        block.raw.ethereal = name.is_some();
        let name = name.unwrap_or(first);
        block.raw.name = Some(Cow::Borrowed(name));
        let rest = match rest.split_first() {
            Some((second, after)) if field::type_line(second, &mut block.raw) => after,
            _ => rest,
        };
        field::settle(name, &mut block.raw);
        block.raw.type_name.as_ref()?;
        for line in rest {
            block.read_line(line);
        }
        Some(block)
    }

    fn read_line(&mut self, text: &str) {
        if field::read(text, &mut self.raw) {
            return;
        }
        if let Some(sockets) = field::corrupted(text) {
            self.corrupted = true;
            self.raw.sockets = self.raw.sockets.or(sockets);
            return;
        }
        match line::read(text) {
            Some(rows) => self.rows.extend(rows),
            None => self.notes.push(Note::UnknownLine(text.to_owned())),
        }
    }

    fn build(self) -> Item {
        let (mut item, _) = build_from(&self.raw, self.rows, self.notes);
        if self.corrupted {
            item.corrupted = true;
        }
        if self.raw.unidentified {
            item.notes.push(Note::Unidentified);
        }
        item
    }
}

/// Takes off what `inner` adds to the item's rows; what is nothing then is gone.
fn take_off(rows: &mut Vec<Row>, inner: &[Row]) {
    for added in inner {
        for row in rows.iter_mut() {
            subtract(row, added);
        }
    }
    rows.retain(|row| match row {
        Row::Stat(entry) => entry.value != 0,
        Row::EnhancedDamage { value, .. } | Row::Skill { value, .. } | Row::Keyed { value, .. } => {
            *value != 0
        }
        Row::Cast { cast, .. } => cast.chance != Some(0),
        Row::Aura { .. } | Row::Made(_) => true,
    });
}

fn subtract(row: &mut Row, added: &Row) {
    match (row, added) {
        (Row::Stat(own), Row::Stat(other)) if own.stat.id == other.stat.id => {
            own.value = own.value.saturating_sub(other.value);
        }
        (Row::EnhancedDamage { value, .. }, Row::EnhancedDamage { value: other, .. }) => {
            *value = value.saturating_sub(*other);
        }
        (
            Row::Keyed {
                stat, param, value, ..
            },
            Row::Keyed {
                stat: other,
                param: same,
                value: by,
                ..
            },
        ) if stat == other && param == same => *value = value.saturating_sub(*by),
        (
            Row::Cast {
                stat, name, cast, ..
            },
            Row::Cast {
                stat: other,
                name: same,
                cast: by,
                ..
            },
        ) if stat.id == other.id && name == same && cast.level == by.level => {
            if let (Some(chance), Some(by)) = (cast.chance, by.chance) {
                cast.chance = Some(chance.saturating_sub(by).max(0));
            }
        }
        _ => {}
    }
}

/// Whether the name alone tells the quality.
fn quality_of_name(name: &str) -> Option<Quality> {
    if !catalog::uniques_by_clipboard_name(name).is_empty() {
        Some(Quality::Unique)
    } else if !catalog::set_pieces_by_clipboard_name(name).is_empty() {
        Some(Quality::Set)
    } else {
        None
    }
}
