//! The clipboard as it was before a check, kept to be put back: its files, its text, or its image.

use std::fmt;
use std::path::PathBuf;

use arboard::{Clipboard, Error, ImageData};

/// A clipboard that can be put back.
#[derive(Clone)]
pub enum Saved {
    /// Text.
    Text(String),
    /// An image.
    Image(ImageData<'static>),
    /// Files, as a file manager copies them.
    Files(Vec<PathBuf>),
}

/// Files come first: file managers offer them as text too, and that text alone would paste as text.
pub fn save(clipboard: &mut Clipboard) -> Option<Saved> {
    if let Some(files) = clipboard.get().file_list().ok().filter(|f| !f.is_empty()) {
        return Some(Saved::Files(files));
    }
    if let Ok(text) = clipboard.get_text() {
        return Some(Saved::Text(text));
    }
    clipboard.get_image().ok().map(Saved::Image)
}

/// Puts it back.
pub fn restore(clipboard: &mut Clipboard, saved: &Saved) -> Result<(), Error> {
    match saved {
        Saved::Text(text) => clipboard.set_text(text.as_str()),
        Saved::Files(files) => clipboard.set().file_list(files),
        Saved::Image(image) => clipboard.set_image(ImageData {
            width: image.width,
            height: image.height,
            bytes: image.bytes.as_ref().into(),
        }),
    }?;
    // The write may still be under way to the server; a question behind it on the same connection makes sure that it
    // arrived. The answer comes from our own memory and is of no interest.
    let _ = clipboard.get_text();
    Ok(())
}

/// What people copied never reaches a log.
impl fmt::Debug for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Saved::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Saved::Image(image) => write!(f, "Image({}×{})", image.width, image.height),
            Saved::Files(files) => write!(f, "Files({})", files.len()),
        }
    }
}

#[cfg(test)]
impl Saved {
    /// A clipboard with this text.
    pub fn of_text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// Its text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Saved::Text(text) => Some(text),
            Saved::Image(_) | Saved::Files(_) => None,
        }
    }
}
