//! Where settings are kept, and what happens to a file that cannot be read.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use directories::ProjectDirs;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::NamedTempFile;
use thiserror::Error;

use super::Settings;

const FILE_NAME: &str = "settings.json";
/// A settings file is a few hundred bytes; anything much larger is not one.
const MAX_BYTES: u64 = 1 << 20;

/// Why settings could not be read or kept.
#[derive(Debug, Error)]
pub enum SettingsError {
    #[error("no home folder to keep settings in: name one with --config-dir DIR")]
    NoFolder,
    #[error(
        "the settings folder {path} cannot be used ({source}): make it writable or name another with --config-dir DIR"
    )]
    Folder { path: PathBuf, source: io::Error },
    #[error(
        "the settings could not be saved to {path} ({source}): they hold until Haggle is closed"
    )]
    Save { path: PathBuf, source: io::Error },
}

/// Something that happened at loading and that the user is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadNote {
    /// The file was damaged, and the defaults are used. It lies here, under another name where it was put aside.
    Damaged { kept_as: PathBuf, reason: String },
}

impl LoadNote {
    /// What happened and what to do, in the player's words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Damaged { kept_as, reason } => format!(
                "The settings file could not be read ({reason}). It was kept as {} and the defaults are used: set what you need again, or mend that file and put it back.",
                kept_as.display()
            ),
        }
    }
}

/// The settings file of one configuration folder.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    folder: PathBuf,
}

impl SettingsFile {
    /// Uses `folder`, or the user's own configuration folder, and makes it when it is missing.
    ///
    /// # Errors
    /// No home folder, or a folder that cannot be made.
    pub fn open(folder: Option<&Path>) -> Result<Self, SettingsError> {
        let folder = match folder {
            Some(folder) => folder.to_owned(),
            None => ProjectDirs::from("", "", "Haggle")
                .ok_or(SettingsError::NoFolder)?
                .config_dir()
                .to_owned(),
        };
        make_private_folder(&folder).map_err(|source| SettingsError::Folder {
            path: folder.clone(),
            source,
        })?;
        Ok(Self { folder })
    }

    /// The folder of settings, log and lock.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    #[cfg(test)]
    fn path(&self) -> PathBuf {
        self.folder.join(FILE_NAME)
    }

    /// Reads the settings. A missing file gives the defaults; a damaged one is kept aside.
    ///
    /// # Errors
    /// Only when the file is there and the system refuses to read or to rename it.
    pub fn load(&self) -> Result<(Settings, Option<LoadNote>), SettingsError> {
        let (settings, note) = self.load_from::<Settings>(FILE_NAME)?;
        Ok((settings.normalised(), note))
    }

    /// Reads the settings and leaves everything as it is: a damaged file, too.
    ///
    /// # Errors
    /// Only when the file is there and the system refuses to read it.
    pub fn look(&self) -> Result<(Settings, Option<LoadNote>), SettingsError> {
        let path = self.folder.join(FILE_NAME);
        Ok(match read::<Settings>(&path)? {
            Ok(settings) => (settings.normalised(), None),
            Err(reason) => {
                let damaged = LoadNote::Damaged {
                    kept_as: path,
                    reason,
                };
                (Settings::default(), Some(damaged))
            }
        })
    }

    /// Whether something could be kept here.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn try_folder(&self) -> Result<(), SettingsError> {
        match self.temporary() {
            Ok(_) => Ok(()),
            Err(source) => Err(SettingsError::Folder {
                path: self.folder.clone(),
                source,
            }),
        }
    }

    /// Writes the settings so that a crash leaves either the old or the new file, whole.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn save(&self, settings: &Settings) -> Result<(), SettingsError> {
        self.save_to(FILE_NAME, settings)
    }

    /// Reads what lies beside the settings under this name, in the same way.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn load_from<T: DeserializeOwned + Default>(
        &self,
        name: &str,
    ) -> Result<(T, Option<LoadNote>), SettingsError> {
        let path = self.folder.join(name);
        let reason = match read(&path)? {
            Ok(kept) => return Ok((kept, None)),
            Err(reason) => reason,
        };
        let kept_as = self.free_name_for_damaged(name);
        fs::rename(&path, &kept_as).map_err(|source| SettingsError::Folder { path, source })?;
        tracing::warn!(%reason, name, "a file was damaged and is kept aside");
        Ok((T::default(), Some(LoadNote::Damaged { kept_as, reason })))
    }

    /// Writes beside the settings under this name, in the same way.
    ///
    /// # Errors
    /// As [`Self::save`].
    pub fn save_to(&self, name: &str, kept: &impl Serialize) -> Result<(), SettingsError> {
        let path = self.folder.join(name);
        self.write(&path, kept)
            .map_err(|source| SettingsError::Save { path, source })
    }

    fn write(&self, path: &Path, kept: &impl Serialize) -> io::Result<()> {
        let mut file = self.temporary()?;
        serde_json::to_writer_pretty(&mut file, kept)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// A temporary file of this crate is readable by its owner alone from its first byte.
    fn temporary(&self) -> io::Result<NamedTempFile> {
        tempfile::Builder::new()
            .prefix(".settings-")
            .tempfile_in(&self.folder)
    }

    fn free_name_for_damaged(&self, name: &str) -> PathBuf {
        let stem = name.trim_end_matches(".json");
        let seconds = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .map_or(0, |age| age.as_secs());
        (0..)
            .map(|n| {
                self.folder
                    .join(format!("{stem}.damaged-{}.json", seconds + n))
            })
            .find(|path| !path.exists())
            .unwrap_or_else(|| self.folder.join(format!("{stem}.damaged.json")))
    }
}

/// What is kept in this file, by default where there is none; or what is wrong with it.
fn read<T: DeserializeOwned + Default>(path: &Path) -> Result<Result<T, String>, SettingsError> {
    match read_bounded(path) {
        Ok(Some(text)) => Ok(serde_json::from_str(&text).map_err(|error| describe(&error))),
        Ok(None) => Ok(Ok(T::default())),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(Err(error.to_string())),
        Err(source) => Err(SettingsError::Folder {
            path: path.to_owned(),
            source,
        }),
    }
}

/// The place of a fault without the text around it, which may hold a token.
fn describe(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        serde_json::error::Category::Eof => "it ends too early",
        serde_json::error::Category::Syntax => "it is not JSON",
        serde_json::error::Category::Data => "a value has the wrong form",
        serde_json::error::Category::Io => "it could not be read",
    };
    format!("{what}, line {} column {}", error.line(), error.column())
}

fn read_bounded(path: &Path) -> io::Result<Option<String>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.len() > MAX_BYTES => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "it is far too large",
        )),
        Ok(_) => fs::read_to_string(path).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (tempfile::TempDir, SettingsFile) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SettingsFile::open(Some(folder.path())).expect("opens");
        (folder, file)
    }

    #[test]
    fn a_look_leaves_a_damaged_file_where_it_is() {
        let (_folder, file) = file();
        fs::write(file.path(), "{").expect("written");
        for _ in 0..2 {
            let (settings, note) = file.look().expect("read");
            assert_eq!(settings, Settings::default());
            assert!(
                matches!(note, Some(LoadNote::Damaged { kept_as, .. }) if kept_as == file.path())
            );
        }
        assert_eq!(fs::read_to_string(file.path()).expect("there"), "{");
    }

    #[test]
    fn a_missing_file_gives_the_defaults() {
        let (_folder, file) = file();
        assert_eq!(file.load().expect("loads"), (Settings::default(), None));
    }

    #[test]
    fn what_is_saved_is_loaded_and_unknown_keys_are_kept() {
        let (_folder, file) = file();
        fs::write(file.path(), r#"{"scale":1.2,"from_the_future":[1]}"#).expect("writes");
        let (settings, note) = file.load().expect("loads");
        assert_eq!(note, None);
        file.save(&settings).expect("saves");
        let text = fs::read_to_string(file.path()).expect("reads");
        assert!(text.contains("from_the_future"), "{text}");
        assert_eq!(file.load().expect("loads").0, settings);
        assert!((settings.scale - 1.2).abs() < f64::EPSILON);
    }

    #[test]
    fn only_where_there_is_no_file_is_the_player_new() {
        let (_folder, file) = file();
        assert!(!file.load().expect("loads").0.welcomed);
        fs::write(file.path(), r#"{"scale":1.2}"#).expect("writes");
        assert!(file.load().expect("loads").0.welcomed);
        // Written by a practice session, before the first start.
        file.save(&Settings::default()).expect("saves");
        assert!(!file.load().expect("loads").0.welcomed);
    }

    #[test]
    fn a_damaged_file_is_kept_aside_and_named() {
        for damaged in ["{\"scale\":", "[]", "{\"scale\":\"big\"}", "\u{0}\u{1}"] {
            let (_folder, file) = file();
            fs::write(file.path(), damaged).expect("writes");
            let (settings, note) = file.load().expect("loads");
            assert_eq!(settings, Settings::default());
            let Some(LoadNote::Damaged { kept_as, .. }) = note else {
                panic!("no note for {damaged:?}")
            };
            assert_eq!(fs::read_to_string(kept_as).expect("kept"), damaged);
            assert!(!file.path().exists());
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_kept_aside_too() {
        let (_folder, file) = file();
        fs::write(file.path(), [0xff, 0xfe, 0x00]).expect("writes");
        assert!(matches!(
            file.load().expect("loads").1,
            Some(LoadNote::Damaged { .. })
        ));
    }

    #[test]
    fn values_out_of_range_are_brought_back() {
        let (_folder, file) = file();
        fs::write(
            file.path(),
            r#"{"scale":9,"copy_limit_ms":0,"game_title":" "}"#,
        )
        .expect("writes");
        let (settings, _) = file.load().expect("loads");
        assert!((settings.scale - 1.6).abs() < f64::EPSILON);
        assert_eq!(settings.copy_limit_ms, 50);
        assert_eq!(settings.game_title, "Diablo II");
    }

    #[test]
    fn a_damaged_file_beside_the_settings_is_kept_aside_under_its_own_name() {
        let (_folder, file) = file();
        fs::write(file.folder().join("drafts.json"), "[").expect("writes");
        let (drafts, note) = file.load_from::<Vec<u32>>("drafts.json").expect("loads");
        assert!(drafts.is_empty());
        let Some(LoadNote::Damaged { kept_as, .. }) = note else {
            panic!("no note")
        };
        assert!(kept_as.display().to_string().contains("drafts.damaged-"));
        file.save_to("drafts.json", &[7]).expect("saves");
        assert_eq!(
            file.load_from::<Vec<u32>>("drafts.json").expect("loads").0,
            [7]
        );
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_readable_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, file) = file();
        file.save(&Settings::default()).expect("saves");
        let mode = fs::metadata(file.path())
            .expect("is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
