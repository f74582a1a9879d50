//! Where PD2 Trader keeps its settings: the folder that its kind of program has on each system, and the same folder
//! inside of Wine's prefixes.
//!
//! Must not know what is in the file.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use directories::BaseDirs;

use super::ImportError;

/// The program's identifier, which names its folder.
const FOLDER: &str = "com.pd2-trader.app";
const FILE: &str = "settings.json";
/// Its settings are about a kilobyte.
const MAX_BYTES: u64 = 1 << 20;

/// Where it is looked for.
#[derive(Debug, Clone)]
pub struct Places {
    /// `%APPDATA%`, or `~/.config`.
    pub config: PathBuf,
    pub home: PathBuf,
    /// The prefix that `WINEPREFIX` names.
    pub wine: Option<PathBuf>,
}

impl Places {
    /// Those of this user; `None` without a home folder.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        let dirs = BaseDirs::new()?;
        Some(Self {
            config: dirs.config_dir().to_owned(),
            home: dirs.home_dir().to_owned(),
            wine: std::env::var_os("WINEPREFIX").map(PathBuf::from),
        })
    }

    /// Every file that there is.
    fn files(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.config.clone()];
        for prefix in self.prefixes() {
            let users = below(&prefix.join("drive_c").join("users"));
            folders.extend(users.map(|user| user.join("AppData").join("Roaming")));
        }
        let mut files: Vec<PathBuf> = folders
            .into_iter()
            .map(|folder| folder.join(FOLDER).join(FILE))
            .filter(|file| file.is_file())
            .collect();
        files.dedup();
        files
    }

    /// Wine's own prefix, the one in use, and those of Steam, Lutris and Bottles.
    fn prefixes(&self) -> Vec<PathBuf> {
        let mut prefixes: Vec<PathBuf> = self.wine.iter().cloned().collect();
        prefixes.push(self.home.join(".wine"));
        let steam = self.home.join(".local/share/Steam/steamapps/compatdata");
        prefixes.extend(below(&steam).map(|game| game.join("pfx")));
        prefixes.extend(below(&self.home.join("Games")));
        let bottles = self.home.join(".local/share/bottles/bottles");
        prefixes.extend(below(&bottles));
        let boxed = ".var/app/com.usebottles.bottles/data/bottles/bottles";
        prefixes.extend(below(&self.home.join(boxed)));
        prefixes
    }
}

/// The settings file that was written last.
#[must_use]
pub fn find(places: &Places) -> Option<PathBuf> {
    let written = |path: &PathBuf| {
        let time = fs::metadata(path).and_then(|file| file.modified());
        time.unwrap_or(SystemTime::UNIX_EPOCH)
    };
    places.files().into_iter().max_by_key(written)
}

/// Reads the file, or the one in the folder, of this name.
///
/// # Errors
/// Where the system refuses, or it is no text of a few pages.
pub fn read_file(path: &Path) -> Result<String, ImportError> {
    let refused = |error: std::io::Error| ImportError::NotReadable(error.to_string());
    let path = if path.is_dir() {
        path.join(FILE)
    } else {
        path.to_owned()
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(refused)?;
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(refused)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    String::from_utf8(bytes).map_err(|_| ImportError::NotText)
}

/// The folders in a folder; none where it is not there or may not be looked into.
fn below(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path()))
}
