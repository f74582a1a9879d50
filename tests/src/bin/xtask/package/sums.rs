//! `SHA256SUMS`: one line a file, in the order of their names, as `sha256sum --check` reads it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::tool;

const NAME: &str = "SHA256SUMS";

/// Writes the sums of all files in a folder, and says which files there are.
pub fn write(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if name != NAME {
            names.push(name.into_string().ok().context("a file's name is text")?);
        }
    }
    names.sort_unstable();
    let sums = tool::output_in(folder, "sha256sum", &names, &[("LC_ALL", "C")])?;
    fs::write(folder.join(NAME), sums)?;
    names.push(NAME.to_owned());
    Ok(names.iter().map(|name| folder.join(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_summed_once_in_order_and_the_sums_are_right() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("b"), "")?;
        fs::write(folder.path().join("a"), "a")?;
        write(folder.path())?;
        let files = write(folder.path())?;
        assert_eq!(files.len(), 3);
        let text = fs::read_to_string(folder.path().join(NAME))?;
        let names: Vec<&str> = text.lines().filter_map(|line| line.get(66..)).collect();
        assert_eq!(names, ["a", "b"]);
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b";
        assert_eq!(text.lines().last(), Some(empty));
        tool::output_in(folder.path(), "sha256sum", &["--check", NAME], &[])?;
        Ok(())
    }
}
