//! A folder with a package's files as they will be installed, all of one moment and with modes of their own.

use std::fs::{self, File, Permissions};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use tempfile::TempDir;

/// A file's mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Data = 0o644,
    /// A program; a folder is entered by the same bits.
    Program = 0o755,
}

/// A package in the making; it goes with this value.
#[derive(Debug)]
pub struct Staging {
    folder: TempDir,
    files: Vec<PathBuf>,
}

impl Staging {
    pub fn new() -> Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
            files: Vec::new(),
        })
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file in place.
    pub fn write(&mut self, path: &str, content: impl AsRef<[u8]>, mode: Mode) -> Result<PathBuf> {
        let full = self.folder.path().join(path);
        fs::create_dir_all(full.parent().context("a file lies in a folder")?)?;
        fs::write(&full, content)?;
        set_mode(&full, mode)?;
        self.files.push(path.into());
        Ok(full)
    }

    /// Puts a copy of a file in place.
    pub fn copy(&mut self, path: &str, from: &Path, mode: Mode) -> Result<PathBuf> {
        let content =
            fs::read(from).with_context(|| format!("{} cannot be read", from.display()))?;
        self.write(path, content, mode)
    }

    /// The files in the order of their names.
    pub fn files(&self) -> Vec<&str> {
        let mut files: Vec<&str> = self.files.iter().filter_map(|file| file.to_str()).collect();
        files.sort_unstable();
        files
    }

    /// Gives files and folders one moment and the modes that do not depend on who packs. Nothing is added after it.
    pub fn seal(&self, moment: u64) -> Result<()> {
        let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(moment);
        seal(self.folder.path(), moment)
    }
}

/// What lies in a folder first: putting something into it would change its moment.
fn seal(path: &Path, moment: SystemTime) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            seal(&entry?.path(), moment)?;
        }
        set_mode(path, Mode::Program)?;
    }
    Ok(File::open(path)?.set_modified(moment)?)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: Mode) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::set_permissions(
        path,
        Permissions::from_mode(mode as u32),
    )?)
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: Mode) -> Result<()> {
    anyhow::bail!("packages are made on Linux")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use super::*;

    #[test]
    fn files_come_in_order_and_are_of_one_moment_and_mode() -> Result<()> {
        let mut staging = Staging::new()?;
        staging.write("usr/share/b", "b", Mode::Data)?;
        staging.write("usr/bin/a", "a", Mode::Program)?;
        staging.seal(1_000)?;
        assert_eq!(staging.files(), ["usr/bin/a", "usr/share/b"]);
        for (path, mode) in [
            ("usr/bin/a", 0o755),
            ("usr/share/b", 0o644),
            ("usr/bin", 0o755),
        ] {
            let found = fs::metadata(staging.folder().join(path))?;
            assert_eq!(
                (found.mode() & 0o7777, found.mtime()),
                (mode, 1_000),
                "{path}"
            );
        }
        Ok(())
    }
}
