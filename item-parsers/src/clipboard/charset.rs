//! Bytes to text, and the game's colour codes.

use std::borrow::Cow;

/// What Windows-1252 has at 0x80–0x9F; the five holes stay control characters.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Reads UTF-8 where it is that, else Windows-1252. Ends at the first NUL.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let end = bytes
        .iter()
        .position(|byte| *byte == 0)
        .unwrap_or(bytes.len());
    let bytes = &bytes[..end];
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The text up to its first NUL.
pub(super) fn until_nul(text: &str) -> &str {
    text.split_once('\0').map_or(text, |(before, _)| before)
}

/// Colour codes (`ÿc` and one character) and all but the last line taken away, blanks trimmed.
///
/// A program between the game and the clipboard may have replaced `ÿ` by U+FFFD.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let last = text.trim_end().rsplit('\n').next().unwrap_or_default();
    if last.is_ascii() || !last.contains(['ÿ', '\u{fffd}']) {
        return Cow::Borrowed(last.trim());
    }
    let mut out = String::with_capacity(last.len());
    let mut rest = last;
    while let Some(at) = rest.find(['ÿ', '\u{fffd}']) {
        out.push_str(&rest[..at]);
        let mut after = rest[at..].chars();
        let mark = after.next();
        let tail = after.as_str();
        if let Some(code) = tail.strip_prefix('c') {
            let mut code = code.chars();
            code.next();
            rest = code.as_str();
        } else {
            out.extend(mark);
            rest = tail;
        }
    }
    out.push_str(rest);
    Cow::Owned(out.trim().to_owned())
}
