//! Puts in place what the project needs: Debian packages, npm packages, the page, the program.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use haggle_tests::haggle::project;

use super::shell;

/// What the program is built from and runs with.
const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-1",
];
/// What a private desktop is made of.
const DESKTOP: &[&str] = &["xvfb", "openbox", "picom", "dbus", "fonts-dejavu-core"];
/// What the tests use besides.
const TESTS: &[&str] = &[
    "webkit2gtk-driver",
    "xclip",
    "xdotool",
    "chromium",
    "weston",
    "wl-clipboard",
    "zip",
    "unzip",
];

/// What the program is built for Windows with, and run.
const WINDOWS: &[&str] = &["gcc-mingw-w64-x86-64", "wine", "wine64"];

/// What packages are made with.
const PACKING: &[&str] = &["dpkg-dev", "zip"];
/// What a fresh system is made with.
const FRESH: &[&str] = &["debootstrap", "zstd"];

/// What a task needs of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Practice,
    /// As `Practice`, on a display of its own.
    PracticeHeadless,
    Tests,
}

/// How the program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Debug,
    Release,
}

/// Installs what is missing, or names the exact command where it may not.
pub fn run(need: Need) -> Result<()> {
    packages(need)?;
    node_packages(&project().join("overlay-ui"))?;
    if need == Need::Tests {
        node_packages(&project().join("tests").join("feathers-server"))?;
        node_packages(&project().join("item-parsers").join("tests").join("mingo"))?;
    }
    Ok(())
}

/// Builds the page, which is a part of the program.
pub fn page() -> Result<()> {
    let ui = project().join("overlay-ui");
    node_packages(&ui)?;
    shell::run_in(&ui, "npm", &["run", "--silent", "build"], &[])
}

/// Builds the page and the program.
pub fn build(profile: Profile) -> Result<()> {
    page()?;
    match profile {
        Profile::Debug => shell::run("cargo", &["build", "--locked", "--package", "haggle"]),
        Profile::Release => release(),
    }
}

/// Builds the program as it is released, with the page as it lies there.
pub fn release() -> Result<()> {
    shell::run(
        "cargo",
        &["build", "--locked", "--package", "haggle", "--release"],
    )
}

fn packages(need: Need) -> Result<()> {
    let wanted = match need {
        Need::Practice => BUILD.to_vec(),
        Need::PracticeHeadless => [BUILD, DESKTOP].concat(),
        Need::Tests => [BUILD, DESKTOP, TESTS].concat(),
    };
    install(&wanted)
}

/// Installs what a build for Windows needs, and its tests.
pub fn windows_packages() -> Result<()> {
    install(&[BUILD, DESKTOP, WINDOWS].concat())
}

/// Installs what packages are made with.
pub fn for_packing() -> Result<()> {
    install(PACKING)?;
    node_packages(&project().join("overlay-ui"))
}

/// Installs what a fresh system and a private desktop beside it are made with.
pub fn for_proof() -> Result<()> {
    install(&[FRESH, DESKTOP].concat())
}

fn install(wanted: &[&str]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !shell::succeeds("dpkg-query", &["--version"]) {
        eprintln!(
            "This is no Debian: the names of these packages here may differ: {}",
            wanted.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = wanted
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let install = [
        // A fresh system installs by itself for its first minutes: that is waited for.
        &["-o", "DPkg::Lock::Timeout=600"][..],
        &["install", "-y", "--no-install-recommends"],
        missing.as_slice(),
    ]
    .concat();
    let quiet = [("DEBIAN_FRONTEND", "noninteractive")];
    if is_root() {
        shell::run_in(&project(), "apt-get", &["update", "-qq"], &quiet)?;
        return shell::run_in(&project(), "apt-get", &install, &quiet);
    }
    if shell::succeeds("sudo", &["-n", "true"]) {
        shell::run("sudo", &["apt-get", "update", "-qq"])?;
        return shell::run_in(
            &project(),
            "sudo",
            &[
                &["DEBIAN_FRONTEND=noninteractive", "apt-get"],
                install.as_slice(),
            ]
            .concat(),
            &[],
        );
    }
    bail!(
        "packages are missing, and installing them needs rights that this user does not have. Run:\n\n  sudo apt-get update && sudo apt-get {}\n",
        install.join(" ")
    )
}

/// Asks which packages there are, as far as this user may.
pub fn update_lists() -> Result<()> {
    if is_root() {
        shell::run("apt-get", &["update", "-qq"])
    } else {
        shell::run("sudo", &["-n", "apt-get", "update", "-qq"])
    }
}

/// Whether this user may change the system.
pub fn is_root() -> bool {
    shell::succeeds("test", &["-w", "/var/lib/dpkg/status"])
}

fn installed(package: &str) -> bool {
    std::process::Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status}", package])
        .output()
        .is_ok_and(|output| output.stdout == b"installed")
}

/// `npm ci`, when the lock file is not the one that was last installed.
fn node_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let stamp = folder.join("node_modules").join(".installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    shell::run_in(folder, "npm", &["ci", "--no-audit", "--no-fund"], &[])
        .context("Node.js 20 or newer and npm are needed")?;
    Ok(fs::write(stamp, lock)?)
}
