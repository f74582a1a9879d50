//! Where the builds for Windows and the computer that Wine runs them on are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Names the folder that Wine takes for a computer.
pub const PREFIX: &str = "HAGGLE_WINE_PREFIX";
/// Names the folder with the builds for Windows, a folder a profile in it.
pub const BUILT: &str = "HAGGLE_WINDOWS_BUILT";

/// What Wine needs in its environment besides a desktop.
#[must_use]
pub fn environment(prefix: &Path) -> [(&'static str, &OsStr); 3] {
    [
        ("WINEPREFIX", prefix.as_os_str()),
        // It is not asked to install .NET and a browser, and says nothing of what it lacks.
        ("WINEDLLOVERRIDES", "mscoree,mshtml=".as_ref()),
        ("WINEDEBUG", "-all".as_ref()),
    ]
}

/// A folder that the task which builds for Windows names.
///
/// # Errors
/// When it names none.
pub fn folder(name: &str) -> Result<PathBuf> {
    let folder = std::env::var_os(name)
        .with_context(|| format!("{name} is not set: run `cargo xtask windows`"))?;
    Ok(PathBuf::from(folder))
}
