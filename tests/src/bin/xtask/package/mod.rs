//! `cargo xtask package`: makes of built programs what a release consists of.
//!
//! Builds no program: it takes what `cargo build --release` left, here or on another machine. Written in Debian's own tools
//! (`dpkg-deb`, `dpkg-shlibdeps`, `zip`): they give the same bytes for the same input, which Tauri's bundler for Debian does not,
//! and they find the exact dependencies.

mod bill;
mod changelog;
mod control;
mod crates;
mod deb;
mod notices;
#[cfg(test)]
mod recipes;
mod release;
mod staging;
mod sums;
pub mod tool;
mod windows;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use haggle_tests::haggle::project;

pub use release::Release;

/// Where a build for Windows on Linux leaves the program.
const WINDOWS_BUILD: &str = "target/windows/x86_64-pc-windows-gnu/release/haggle.exe";

/// What to pack, and where to put it.
#[derive(Debug, PartialEq, Eq)]
struct Order {
    linux: Option<PathBuf>,
    windows: Option<PathBuf>,
    /// What was made elsewhere and goes along: an installer, an AppImage.
    with: Vec<PathBuf>,
    to: PathBuf,
}

/// Packs what there is, and prints what came out.
pub fn run(args: &[&str]) -> Result<()> {
    super::setup::for_packing()?;
    let order = Order::read(args, &project())?;
    let packages = make(&order, &Release::of_project()?)?;
    for package in packages {
        eprintln!("{}", package.display());
    }
    Ok(())
}

/// Where the Debian package of this version is.
pub fn deb() -> Result<PathBuf> {
    let deb = project()
        .join("target/packages")
        .join(Release::of_project()?.deb());
    ensure!(
        deb.is_file(),
        "{} is missing: run `cargo xtask package` first",
        deb.display()
    );
    Ok(deb)
}

/// Makes all packages anew. The folder holds nothing else afterwards, so that the checksums are of this release alone.
fn make(order: &Order, release: &Release) -> Result<Vec<PathBuf>> {
    if order.to.exists() {
        fs::remove_dir_all(&order.to)?;
    }
    fs::create_dir_all(&order.to)
        .with_context(|| format!("{} cannot be made", order.to.display()))?;
    let notices = notices::all()?;
    if let Some(program) = &order.linux {
        deb::make(program, &notices, release, &order.to)?;
    }
    if let Some(program) = &order.windows {
        windows::make(program, &notices, release, &order.to)?;
    }
    for file in &order.with {
        let name = file.file_name().context("a file has a name")?;
        fs::copy(file, order.to.join(name))?;
    }
    bill::of_rust(release, &order.to)?;
    bill::of_pages(release, &order.to)?;
    sums::write(&order.to)
}

impl Order {
    /// `--linux PROGRAM`, `--windows PROGRAM`, `--with FILE`, `--to FOLDER`; a program that is not named is looked for
    /// where builds leave it.
    fn read(args: &[&str], project: &Path) -> Result<Self> {
        let mut order = Self {
            linux: built(project.join("target/release/haggle")),
            windows: built(project.join(WINDOWS_BUILD)),
            with: Vec::new(),
            to: project.join("target/packages"),
        };
        for pair in args.chunks(2) {
            match *pair {
                ["--linux", program] => order.linux = Some(existing(program)?),
                ["--windows", program] => order.windows = Some(existing(program)?),
                ["--with", file] => order.with.push(existing(file)?),
                ["--to", folder] => order.to = folder.into(),
                _ => bail!(
                    "`{}`: --linux PROGRAM, --windows PROGRAM, --with FILE or --to FOLDER was expected",
                    pair.join(" ")
                ),
            }
        }
        ensure!(
            order.linux.is_some() || order.windows.is_some(),
            "there is nothing to pack: build with `cargo build --release -p haggle`, or name a program"
        );
        Ok(order)
    }
}

fn built(program: PathBuf) -> Option<PathBuf> {
    program.is_file().then_some(program)
}

fn existing(program: &str) -> Result<PathBuf> {
    built(program.into()).with_context(|| format!("there is no file {program}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_goes_before_what_was_built() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir_all(folder.path().join("target/release"))?;
        fs::write(folder.path().join("target/release/haggle"), "built")?;
        let found = Order::read(&[], folder.path())?;
        assert_eq!(
            found.linux,
            Some(folder.path().join("target/release/haggle"))
        );
        assert_eq!(found.windows, None);
        let named = folder.path().join("other.exe");
        fs::write(&named, "named")?;
        let name = named.to_str().context("text")?;
        let order = Order::read(
            &["--windows", name, "--with", name, "--to", "/somewhere"],
            folder.path(),
        )?;
        assert_eq!(
            (order.with, order.windows),
            (vec![named.clone()], Some(named))
        );
        assert_eq!(order.to, Path::new("/somewhere"));
        Ok(())
    }

    #[test]
    fn a_wrong_order_is_told() -> Result<()> {
        let empty = tempfile::tempdir()?;
        for args in [
            &[][..],
            &["--linux"],
            &["--linux", "/nowhere"],
            &["--mac", "x"],
        ] {
            assert!(Order::read(args, empty.path()).is_err(), "{args:?}");
        }
        Ok(())
    }
}
