//! The last lines of the log.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// So many lines are of interest,
const LINES: usize = 80;
/// and they are looked for in so many bytes.
const BYTES: u64 = 64 * 1024;

/// The last lines of a file; nothing where there is none.
///
/// # Errors
/// Where the system refuses to read it.
pub fn tail(path: &Path) -> io::Result<String> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(error),
    };
    let length = file.metadata()?.len();
    let start = length.saturating_sub(BYTES);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(BYTES).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    // What is cut in the middle of a line begins with the next one: a part of a token would not be known as one.
    let whole = match text.split_once('\n') {
        Some((_, rest)) if start > 0 => rest,
        _ => &text,
    };
    let lines: Vec<&str> = whole.lines().collect();
    Ok(lines[lines.len().saturating_sub(LINES)..].join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_whole_lines_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("haggle.log");
        assert_eq!(tail(&path).expect("no file is no fault"), "");
        std::fs::write(&path, "one\ntwo\n").expect("is written");
        assert_eq!(tail(&path).expect("is read"), "one\ntwo");
        let lines: Vec<String> = (0..2_000)
            .map(|n| format!("{n} {}", "x".repeat(50)))
            .collect();
        std::fs::write(&path, lines.join("\n")).expect("is written");
        let last = tail(&path).expect("is read");
        assert_eq!(last.lines().count(), LINES);
        assert_eq!(last.lines().last(), lines.last().map(String::as_str));
        std::fs::write(&path, "y".repeat(100_000) + "\nlast").expect("is written");
        assert_eq!(tail(&path).expect("is read"), "last");
    }
}
