//! The ZIP for Windows: the program, its loader for the webview, and what to know.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;

use super::release::Release;
use super::staging::{Mode, Staging};
use super::tool;
use crate::shell;

/// Finds the system's webview. A build by Microsoft's toolchain has it inside, one by GNU's needs it beside the program.
const LOADER: &str = "WebView2Loader.dll";

/// Makes the ZIP of a built program.
pub fn make(program: &Path, notices: &str, release: &Release, to: &Path) -> Result<()> {
    let name = release.windows();
    let mut staging = Staging::new()?;
    staging.copy(&format!("{name}/haggle.exe"), program, Mode::Program)?;
    let loader = program.with_file_name(LOADER);
    if loader.is_file() {
        staging.copy(&format!("{name}/{LOADER}"), &loader, Mode::Program)?;
    } else {
        ensure!(!needs_loader(program), "{} is missing", loader.display());
    }
    let licence = fs::read_to_string(project().join("LICENSE"))?;
    let readme = fs::read_to_string(project().join(".packaging/windows/README.txt"))?
        .replace("VERSION", &release.version);
    for (file, content) in [
        ("LICENSE.txt", licence.as_str()),
        ("README.txt", &readme),
        ("THIRD-PARTY.txt", notices),
    ] {
        staging.write(&format!("{name}/{file}"), for_notepad(content), Mode::Data)?;
    }
    staging.seal(release.moment)?;
    zip(&staging, &to.join(format!("{name}.zip")))
}

/// Old editors show a text without these as one line, and one without a mark in the wrong letters.
fn for_notepad(text: &str) -> String {
    format!(
        "\u{feff}{}",
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    )
}

/// Whether the program imports the loader. What is no program of Windows imports nothing.
fn needs_loader(program: &Path) -> bool {
    let program = program.to_string_lossy();
    tool::output("objdump", &["--private-headers", &program])
        .is_ok_and(|headers| headers.contains(LOADER))
}

/// The entries in order, without the owner and the second moment that `zip` keeps otherwise.
fn zip(staging: &Staging, to: &Path) -> Result<()> {
    // The archiver runs in another folder.
    let to = std::path::absolute(to)?;
    let archive = [
        "-9",
        "--quiet",
        "-X",
        "--no-dir-entries",
        to.to_str().context("a path is text")?,
    ];
    // An entry's moment is without a zone, so that it would depend on the packer's.
    shell::run_in(
        staging.folder(),
        "zip",
        &[archive.as_slice(), &staging.files()].concat(),
        &[("TZ", "UTC")],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(folder: &Path, loader: bool) -> Result<Vec<u8>> {
        let program = folder.join("haggle.exe");
        fs::write(&program, [7; 5_000])?;
        if loader {
            fs::write(folder.join(LOADER), "loader")?;
        }
        let release = Release {
            version: "1.0.0".to_owned(),
            moment: 1_700_000_000,
        };
        make(&program, "notices\n", &release, folder)?;
        Ok(fs::read(folder.join("haggle-1.0.0-windows-x64.zip"))?)
    }

    #[test]
    fn packing_twice_gives_the_same_bytes() -> Result<()> {
        let (first, second) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let first = packed(first.path(), true)?;
        assert!(
            first == packed(second.path(), true)?,
            "two packages of the same program differ"
        );
        Ok(())
    }

    #[test]
    fn one_folder_holds_all_in_order_with_the_loader_where_there_is_one() -> Result<()> {
        let with = tempfile::tempdir()?;
        packed(with.path(), true)?;
        let names = tool::output_in(
            with.path(),
            "zipinfo",
            &["-1", "haggle-1.0.0-windows-x64.zip"],
            &[],
        )?;
        let folder = "haggle-1.0.0-windows-x64";
        let names: Vec<&str> = names
            .lines()
            .filter_map(|name| name.strip_prefix(folder))
            .collect();
        assert_eq!(
            names,
            [
                "/LICENSE.txt",
                "/README.txt",
                "/THIRD-PARTY.txt",
                "/WebView2Loader.dll",
                "/haggle.exe"
            ]
        );
        let without = tempfile::tempdir()?;
        assert!(!packed(without.path(), false)?.is_empty());
        Ok(())
    }

    #[test]
    fn texts_are_for_any_editor() {
        assert_eq!(for_notepad("ü\r\nb\n"), "\u{feff}ü\r\nb\r\n");
    }
}
