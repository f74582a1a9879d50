//! A fresh system in a folder, and programs in it.
//!
//! Each program has mounts and process numbers of its own: both go with it, whatever becomes of it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;
use tempfile::TempPath;

use super::mirror::Mirror;
use crate::shell;

/// Shares devices, `/tmp` (the display's and the bus's sockets are there) and the packages that were fetched before.
const ENTER: &str = r#"
mount --rbind /dev "$1/dev"
mount -t proc proc "$1/proc"
mount --bind /tmp "$1/tmp"
mount --bind "$2" "$1/var/cache/apt/archives"
root=$1
shift 2
exec chroot "$root" "$@"
"#;
/// Nothing is started by its installation, and nobody asks whether each file has reached the disk.
const PREPARE: [(&str, &str, u32); 2] = [
    ("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755),
    ("etc/dpkg/dpkg.cfg.d/fast", "force-unsafe-io\n", 0o644),
];

/// The system; its folder goes with this value.
#[derive(Debug)]
pub struct Fresh {
    folder: PathBuf,
    archives: PathBuf,
}

impl Fresh {
    /// Unpacks the base system, which is made where there is none yet.
    pub fn make() -> Result<Self> {
        let mirror = Mirror::of_machine()?;
        let home = project().join("target/proof");
        let fresh = Self {
            folder: home.join("system"),
            archives: home.join("archives"),
        };
        fs::create_dir_all(fresh.archives.join("partial"))?;
        fresh.unmount()?;
        fresh.mount()?;
        let base = home.join(format!("{}.tar.zst", mirror.release));
        if base.is_file() {
            fresh.tar("--extract", &base)?;
        } else {
            fresh.bootstrap(&mirror)?;
            let new = home.join("new.tar.zst");
            fresh.tar("--create", &new)?;
            fs::rename(new, &base)?;
        }
        // It may be another one today.
        fs::copy("/etc/resolv.conf", fresh.folder.join("etc/resolv.conf"))?;
        fresh.succeed(&["apt-get", "update", "-qq"])?;
        Ok(fresh)
    }

    fn bootstrap(&self, mirror: &Mirror) -> Result<()> {
        let list = |set: &std::collections::BTreeSet<String>, between: &str| {
            set.iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(between)
        };
        let components = format!("--components={}", list(&mirror.components, ","));
        let cache = format!("--cache-dir={}", text(&self.archives)?);
        let args = [
            "--variant=minbase",
            "--include=ca-certificates",
            &components,
            &cache,
            &mirror.release,
            text(&self.folder)?,
            &mirror.address,
        ];
        shell::run("debootstrap", &args)?;
        for (path, content, mode) in PREPARE {
            let path = self.folder.join(path);
            fs::write(&path, content)?;
            fs::set_permissions(path, Permissions::from_mode(mode))?;
        }
        let sources = list(&mirror.sources, "\n") + "\n";
        Ok(fs::write(
            self.folder.join("etc/apt/sources.list"),
            sources,
        )?)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs a program in the system, without a display.
    pub fn output(&self, args: &[&str]) -> Result<Output> {
        Command::new("unshare")
            .args(self.entrance()?)
            .args(args)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .env("LC_ALL", "C.UTF-8")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .context("unshare cannot be started")
    }

    /// Runs a program that must succeed; what it prints.
    pub fn succeed(&self, args: &[&str]) -> Result<String> {
        let output = self.output(args)?;
        ensure!(
            output.status.success(),
            "`{}` failed in the fresh system ({}): {}",
            args.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// A program here that is this one there.
    pub fn program(&self, name: &str) -> Result<TempPath> {
        let entrance: Vec<String> = self
            .entrance()?
            .iter()
            .map(|arg| format!("'{arg}'"))
            .collect();
        let script = tempfile::Builder::new()
            .permissions(Permissions::from_mode(0o755))
            .tempfile()?
            .into_temp_path();
        let start = format!(
            "#!/bin/sh\nexec unshare {} {name} \"$@\"\n",
            entrance.join(" ")
        );
        fs::write(&script, start)?;
        Ok(script)
    }

    /// The way in, for `unshare`; a program and its arguments follow.
    fn entrance(&self) -> Result<[&str; 10]> {
        Ok([
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-ec",
            ENTER,
            "enter",
            text(&self.folder)?,
            text(&self.archives)?,
        ])
    }

    /// The whole system out of an archive, or into one.
    fn tar(&self, way: &str, archive: &Path) -> Result<()> {
        let options = [way, "--zstd", "--numeric-owner", "--file", text(archive)?];
        let folder = ["--directory", text(&self.folder)?, "."];
        shell::run("tar", &[options.as_slice(), &folder].concat())
    }

    /// Gives the folder a file system in memory: nothing of it has to reach a disk, and it is gone at once.
    fn mount(&self) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        let args = [
            "-t",
            "tmpfs",
            "-o",
            "mode=755",
            "haggle-proof",
            text(&self.folder)?,
        ];
        shell::run("mount", &args)
    }

    /// Takes the system away, also one that an earlier run left.
    fn unmount(&self) -> Result<()> {
        let folder = text(&self.folder)?;
        if shell::succeeds("mountpoint", &["-q", folder]) {
            shell::run("umount", &["--lazy", folder])?;
        }
        Ok(())
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Err(error) = self.unmount() {
            eprintln!("{error:#}");
        }
    }
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path is text")
}
