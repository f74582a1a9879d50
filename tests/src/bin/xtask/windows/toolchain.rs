//! A compiler with a standard library for Windows, made on Debian.
//!
//! Rustup's toolchains for other targets cannot be fetched everywhere; Debian's `rustc-web` packages hold a compiler with
//! its library's source, from which the standard library for Windows is built in two minutes. Rustup is left alone.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;

use super::super::package::tool;
use super::super::{setup, shell};

/// What is built for.
pub const TARGET: &str = "x86_64-pc-windows-gnu";
/// Goes up when the same packages are made into another toolchain.
const RECIPE: u32 = 2;
/// Names of variables, each with its value.
pub type Environment = Vec<(&'static str, String)>;

/// A compiler with a standard library for Windows.
pub struct Toolchain {
    folder: PathBuf,
}

impl Toolchain {
    /// Uses the toolchain in `folder`, or makes it there; then what an older one has built goes, which would not fit the
    /// new library although the compiler is the same.
    pub fn prepare(folder: &Path, built: &Path) -> Result<Self> {
        let version = candidate("rustc-web").or_else(|_| {
            // A system that has all packages may have no list of them.
            setup::update_lists()?;
            candidate("rustc-web")
        })?;
        let made_as = format!("{version} recipe {RECIPE}");
        let toolchain = Self {
            folder: folder.to_owned(),
        };
        let stamp = folder.join("version");
        if fs::read_to_string(&stamp).is_ok_and(|made| made == made_as) {
            return Ok(toolchain);
        }
        for old in [folder, built] {
            if old.exists() {
                fs::remove_dir_all(old)?;
            }
        }
        fs::create_dir_all(folder)?;
        toolchain.unpack(&version)?;
        for name in ["rustc", "rustdoc", "clippy-driver"] {
            toolchain.wrap(name)?;
        }
        toolchain.build_library()?;
        fs::write(stamp, made_as)?;
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
            exact("rust-web-clippy"),
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
                shell::run_in(&self.folder, "dpkg", &["-x", text(&path)?, "."], &[])?;
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

    /// The path of one of its programs.
    pub fn program(&self, name: &str) -> Result<String> {
        Ok(text(&self.folder.join(name))?.to_owned())
    }

    /// What cargo needs to compile for Windows into this folder.
    pub fn environment(&self, target_folder: &Path) -> Result<Environment> {
        Ok(vec![
            ("RUSTC", self.program("rustc")?),
            ("RUSTDOC", self.program("rustdoc")?),
            ("CARGO_TARGET_DIR", text(target_folder)?.to_owned()),
            (
                "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER",
                "x86_64-w64-mingw32-gcc".to_owned(),
            ),
        ])
    }

    /// Builds the standard library and the objects that each program begins and ends with.
    fn build_library(&self) -> Result<()> {
        let rust = self.folder.join("usr/lib/rustlib/src/rust/library");
        let built = self.folder.join("library");
        let mut environment = self.environment(&built)?;
        // The library may use what is not settled in the language; bitcode is what programs are optimized across.
        environment.push(("RUSTC_BOOTSTRAP", "1".to_owned()));
        let flags = "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes";
        environment.push(("RUSTFLAGS", flags.to_owned()));
        let build = [
            "build",
            "--release",
            "--target",
            TARGET,
            "--features",
            "panic-unwind backtrace",
        ];
        shell::run_in(
            &rust.join("sysroot"),
            "cargo",
            &build,
            &borrowed(&environment),
        )?;
        let library = self.folder.join("usr/lib/rustlib").join(TARGET).join("lib");
        fs::create_dir_all(&library)?;
        let crates = copy_all(&built.join(TARGET).join("release/deps"), &library, "rlib")?;
        ensure!(
            crates > 0,
            "the standard library for {TARGET} came out empty"
        );
        for object in ["rsbegin", "rsend"] {
            let source = rust.join("rtstartup").join(format!("{object}.rs"));
            let made = library.join(format!("{object}.o"));
            let compile = [
                "--target",
                TARGET,
                "--emit=obj",
                "-O",
                "-o",
                text(&made)?,
                text(&source)?,
            ];
            shell::run_in(
                &self.folder,
                &self.program("rustc")?,
                &compile,
                &borrowed(&environment),
            )?;
        }
        Ok(fs::remove_dir_all(built)?)
    }
}

/// The same, as a program is started with it.
pub fn borrowed<'a>(environment: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    let borrow = |(name, value): &'a (&'static str, String)| (*name, value.as_str());
    environment.iter().map(borrow).collect()
}

/// A path as an argument.
pub fn text(path: &Path) -> Result<&str> {
    path.to_str()
        .with_context(|| format!("{} is no text", path.display()))
}

/// Copies the files with this ending, and says how many there were.
fn copy_all(from: &Path, to: &Path, ending: &str) -> Result<usize> {
    let mut copied = 0;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            fs::copy(
                &path,
                to.join(path.file_name().context("a file has a name")?),
            )?;
            copied += 1;
        }
    }
    Ok(copied)
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

/// What is read of a package is English, whoever asks.
fn output(program: &str, args: &[&str]) -> Result<String> {
    tool::output_in(&project(), program, args, &[("LC_ALL", "C")])
}
