//! What is kept beside the settings over restarts, each in a file of its own.
//!
//! A file that the system does not let us read is not written over: what is in it may be had again.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::bridge::Message;
use crate::settings::{LoadNote, SettingsError, SettingsFile};
use crate::texts::{Text, Texts};

/// One of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keepsake {
    /// What was typed for items that are not listed yet.
    Drafts,
    /// What the player says that runes and the like are worth, in HR.
    Worths,
    /// What the player watches for.
    Watches,
    /// When the newest release was asked for, and what was told of it.
    Release,
}

impl Keepsake {
    fn file_name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts.json",
            Self::Worths => "worths.json",
            Self::Watches => "watches.json",
            Self::Release => "update.json",
        }
    }

    /// What the player calls it; nothing where it is of no interest.
    fn name(self, texts: Texts) -> Option<String> {
        let name = match self {
            Self::Drafts => Text::KeepsakeDrafts,
            Self::Worths => Text::KeepsakeWorths,
            Self::Watches => Text::KeepsakeWatches,
            Self::Release => return None,
        };
        Some(texts.get(name))
    }
}

/// All of them.
#[derive(Debug)]
pub struct Keepsakes {
    file: SettingsFile,
    /// The system did not let us read these.
    unread: Vec<Keepsake>,
    /// Of these the player knows that they are not kept.
    told: Vec<Keepsake>,
}

/// What was read, and what the player should know of it.
pub type Read<T> = (T, Option<Trouble>);

/// Something about one of the files.
#[derive(Debug)]
pub struct Trouble {
    of: Keepsake,
    what: What,
}

#[derive(Debug)]
enum What {
    Damaged(LoadNote),
    Unread(SettingsError),
    NotKept(SettingsError),
}

impl Keepsakes {
    /// Those beside these settings.
    #[must_use]
    pub fn beside(file: SettingsFile) -> Self {
        Self {
            file,
            unread: Vec::new(),
            told: Vec::new(),
        }
    }

    /// What was kept; by default where there is none, or none that can be read.
    pub fn read<T: DeserializeOwned + Default>(&mut self, of: Keepsake) -> Read<T> {
        match self.file.load_from(of.file_name()) {
            Ok((kept, note)) => {
                let damaged = |note| Trouble {
                    of,
                    what: What::Damaged(note),
                };
                (kept, note.map(damaged))
            }
            Err(error) => {
                tracing::error!(%error, ?of, "not read");
                self.unread.push(of);
                let what = What::Unread(error);
                (T::default(), Some(Trouble { of, what }))
            }
        }
    }

    /// Keeps it over restarts. That it cannot be is told once.
    pub fn keep(&mut self, of: Keepsake, kept: &impl Serialize) -> Option<Trouble> {
        if self.unread.contains(&of) {
            return None;
        }
        let error = self.file.save_to(of.file_name(), kept).err()?;
        tracing::error!(%error, ?of, "not kept");
        if self.told.contains(&of) {
            return None;
        }
        self.told.push(of);
        let what = What::NotKept(error);
        Some(Trouble { of, what })
    }
}

impl Trouble {
    /// In words; nothing where it is no concern of the player's.
    #[must_use]
    pub fn message(&self, texts: Texts) -> Option<Message> {
        let what = &self.of.name(texts)?;
        let (title, text) = match &self.what {
            What::Damaged(LoadNote::Damaged { kept_as, .. }) => (
                Text::KeepsakeDamagedTitle { what },
                Text::KeepsakeDamagedText {
                    path: &kept_as.display().to_string(),
                },
            ),
            What::Unread(error) => (
                Text::KeepsakeUnreadTitle { what },
                Text::KeepsakeUnreadText {
                    reason: &reason(error),
                },
            ),
            What::NotKept(error) => (
                Text::KeepsakeNotKeptTitle { what },
                Text::KeepsakeNotKeptText {
                    reason: &reason(error),
                },
            ),
        };
        Some(Message::new(
            format!("keepsake:{}", self.of.file_name()),
            texts.get(title),
            texts.get(text),
        ))
    }
}

/// The file, and what the system says of it.
fn reason(error: &SettingsError) -> String {
    match error {
        SettingsError::Folder { path, source } | SettingsError::Save { path, source } => {
            format!("{}: {source}", path.display())
        }
        SettingsError::NoFolder => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    const TEXTS: Language = Language::En;

    fn beside(folder: &std::path::Path) -> Keepsakes {
        Keepsakes::beside(SettingsFile::open(Some(folder)).expect("a folder"))
    }

    /// The title and the text.
    fn said(trouble: Option<Trouble>) -> Option<(String, String)> {
        let message = trouble?.message(Texts::of(TEXTS))?;
        Some((message.title, message.text))
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = vec![1, 2];
        let mut keepsakes = beside(folder.path());
        assert!(keepsakes.keep(Keepsake::Watches, &kept).is_none());
        let (read, trouble) = keepsakes.read::<Vec<u8>>(Keepsake::Watches);
        assert_eq!(read, kept);
        assert!(trouble.is_none());
    }

    #[test]
    fn a_damaged_file_is_kept_aside_and_told() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("watches.json"), "{").expect("written");
        let (read, trouble) = beside(folder.path()).read::<Vec<u8>>(Keepsake::Watches);
        assert!(read.is_empty());
        let (title, text) = said(trouble).expect("a message");
        assert!(title.contains("watches"), "{title}");
        assert!(text.contains("watches.damaged-"), "{text}");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        // Nobody reads a folder as a file.
        let path = folder.path().join("drafts.json");
        std::fs::create_dir(&path).expect("made");
        let mut keepsakes = beside(folder.path());
        let (_, trouble) = keepsakes.read::<Vec<u8>>(Keepsake::Drafts);
        let (_, text) = said(trouble).expect("a message");
        assert!(
            text.contains("drafts.json") && !text.contains("folder"),
            "{text}"
        );
        std::fs::remove_dir(&path).expect("removed");
        assert!(keepsakes.keep(Keepsake::Drafts, &[1]).is_none());
        assert!(!path.exists());
    }

    #[test]
    fn that_it_is_not_kept_is_told_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut keepsakes = beside(folder.path());
        std::fs::create_dir(folder.path().join("worths.json")).expect("made");
        let (_, text) = said(keepsakes.keep(Keepsake::Worths, &[1])).expect("a message");
        assert!(text.contains("worths.json"), "{text}");
        assert!(keepsakes.keep(Keepsake::Worths, &[2]).is_none());
    }
}
