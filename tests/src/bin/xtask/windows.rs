//! `cargo xtask windows`: checks the program for Windows with a toolchain of its own.
//!
//! Rustup's toolchains for other targets cannot be fetched everywhere; Debian's `rustc-web` packages hold a compiler with
//! its library's source, from which the standard library for Windows is checked in a minute or two. Rustup is left alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;

use super::{setup, shell};

const TARGET: &str = "x86_64-pc-windows-gnu";
const LINKER: (&str, &str) = (
    "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER",
    "x86_64-w64-mingw32-gcc",
);

pub fn run() -> Result<()> {
    setup::windows_packages()?;
    let toolchain = Toolchain::prepare(&project().join("target").join("windows-toolchain"))?;
    let folder = project().join("target").join("windows");
    let folder = folder.to_str().context("the project's path is text")?;
    let (rustc, rustdoc) = (toolchain.program("rustc")?, toolchain.program("rustdoc")?);
    let environment = [
        ("RUSTC", rustc.as_str()),
        ("RUSTDOC", rustdoc.as_str()),
        ("CARGO_TARGET_DIR", folder),
        LINKER,
    ];
    shell::run_in(
        &project(),
        "cargo",
        &[
            "check",
            "--locked",
            "--target",
            TARGET,
            "--package",
            "haggle",
            "--package",
            "game-desktop",
        ],
        &environment,
    )
}

/// A compiler with a standard library for Windows.
struct Toolchain {
    folder: PathBuf,
}

impl Toolchain {
    /// Uses the toolchain in `folder`, or makes it there.
    fn prepare(folder: &Path) -> Result<Self> {
        let version = candidate("rustc-web")?;
        let toolchain = Self {
            folder: folder.to_owned(),
        };
        let stamp = folder.join("version");
        if fs::read_to_string(&stamp).is_ok_and(|made| made == version) {
            return Ok(toolchain);
        }
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        toolchain.unpack(&version)?;
        toolchain.wrap("rustc")?;
        toolchain.wrap("rustdoc")?;
        toolchain.check_library()?;
        fs::write(stamp, version)?;
        Ok(toolchain)
    }

    fn unpack(&self, version: &str) -> Result<()> {
        let library = dependency(
            &format!("libstd-rust-web-dev={version}"),
            "libstd-rust-web-",
        )?;
        let llvm = dependency(&format!("{library}={version}"), "libllvm")?;
        let exact = |package: &str| format!("{package}={version}");
        let packages = [
            exact("rustc-web"),
            exact("rust-web-src"),
            exact("libstd-rust-web-dev"),
            exact(&library),
            llvm,
        ];
        let names: Vec<&str> = packages.iter().map(String::as_str).collect();
        shell::run_in(
            &self.folder,
            "apt-get",
            &[&["download", "-q"], names.as_slice()].concat(),
            &[],
        )?;
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "deb") {
                shell::run_in(
                    &self.folder,
                    "dpkg",
                    &[
                        "-x",
                        path.to_str().context("a package's path is text")?,
                        ".",
                    ],
                    &[],
                )?;
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// The compiler finds its own libraries beside it.
    fn wrap(&self, name: &str) -> Result<()> {
        let usr = self.folder.join("usr");
        let (usr, path) = (usr.display(), self.folder.join(name));
        fs::write(
            &path,
            format!(
                "#!/bin/sh\nLD_LIBRARY_PATH={usr}/lib/x86_64-linux-gnu exec {usr}/bin/{name} \"$@\"\n"
            ),
        )?;
        let mut permissions = fs::metadata(&path)?.permissions();
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
        Ok(fs::set_permissions(path, permissions)?)
    }

    fn program(&self, name: &str) -> Result<String> {
        Ok(self
            .folder
            .join(name)
            .to_str()
            .context("the toolchain's path is text")?
            .to_owned())
    }

    /// Makes the metadata of the standard library: enough to check, not to link.
    fn check_library(&self) -> Result<()> {
        let rustlib = self.folder.join("usr/lib/rustlib");
        let built = self.folder.join("library");
        let (rustc, rustdoc) = (self.program("rustc")?, self.program("rustdoc")?);
        let environment = [
            ("RUSTC", rustc.as_str()),
            ("RUSTDOC", rustdoc.as_str()),
            ("RUSTC_BOOTSTRAP", "1"),
            ("RUSTFLAGS", "-Zforce-unstable-if-unmarked"),
            (
                "CARGO_TARGET_DIR",
                built.to_str().context("the toolchain's path is text")?,
            ),
            LINKER,
        ];
        let features = [
            "check",
            "--release",
            "--target",
            TARGET,
            "--features",
            "panic-unwind backtrace",
        ];
        shell::run_in(
            &rustlib.join("src/rust/library/sysroot"),
            "cargo",
            &features,
            &environment,
        )?;
        let library = rustlib.join(TARGET).join("lib");
        fs::create_dir_all(&library)?;
        let mut copied = 0;
        for entry in fs::read_dir(built.join(TARGET).join("release/deps"))? {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "rmeta")
            {
                fs::copy(
                    &path,
                    library.join(path.file_name().context("a file has a name")?),
                )?;
                copied += 1;
            }
        }
        ensure!(
            copied > 0,
            "the standard library for {TARGET} came out empty"
        );
        Ok(fs::remove_dir_all(built)?)
    }
}

/// The version of a package that would be installed.
fn candidate(package: &str) -> Result<String> {
    let policy = output("apt-cache", &["policy", package])?;
    let version = policy
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate: "));
    version
        .filter(|version| *version != "(none)")
        .map(str::to_owned)
        .with_context(|| format!("no package {package}: run apt-get update"))
}

/// The first package that this one needs and whose name begins so.
fn dependency(package: &str, prefix: &str) -> Result<String> {
    let shown = output("apt-cache", &["show", package])?;
    let depends = shown
        .lines()
        .filter_map(|line| line.strip_prefix("Depends: "));
    let names = depends
        .flat_map(|line| line.split(", "))
        .filter_map(|needed| needed.split(' ').next());
    names
        .into_iter()
        .find(|name| name.starts_with(prefix))
        .map(str::to_owned)
        .with_context(|| format!("{package} needs no {prefix}…"))
}

fn output(program: &str, args: &[&str]) -> Result<String> {
    let output = Command::new(program)
        .args(args)
        .output()
        .with_context(|| format!("{program} cannot be started"))?;
    ensure!(
        output.status.success(),
        "`{program} {}` failed",
        args.join(" ")
    );
    Ok(String::from_utf8(output.stdout)?)
}
