//! The package for Debian, Ubuntu and their kin.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use haggle_tests::haggle::project;

use super::release::Release;
use super::staging::{Mode, Staging};
use super::{changelog, control, tool};
use crate::shell;

const DOCS: &str = "usr/share/doc/haggle";

/// Makes the package of a built program.
pub fn make(program: &Path, notices: &str, release: &Release, to: &Path) -> Result<()> {
    let program = program
        .canonicalize()
        .with_context(|| format!("{} cannot be read", program.display()))?;
    ensure!(
        tool::output("nm", &[&program])?.is_empty(),
        "{} has symbols for a debugger: a release is built with --release",
        program.display()
    );
    let depends = libraries(&program)?;
    build(&program, &depends, notices, release, to)
}

fn build(program: &Path, depends: &str, notices: &str, release: &Release, to: &Path) -> Result<()> {
    let mut staging = Staging::new()?;
    files(&mut staging, program)?;
    documents(&mut staging, notices, release)?;
    let installed = installed_kib(&staging)?;
    let sums = tool::output_in(staging.folder(), "md5sum", &staging.files(), &[])?;
    staging.write("DEBIAN/md5sums", sums, Mode::Data)?;
    let control = control::file(&release.debian_version(), depends, installed);
    staging.write("DEBIAN/control", control, Mode::Data)?;
    staging.seal(release.moment)?;
    let deb = to.join(release.deb());
    // The compression is named, since distributions differ in it.
    let args = [
        "--root-owner-group",
        "-Zxz",
        "--build",
        text(staging.folder())?,
        text(&deb)?,
    ];
    let moment = release.moment.to_string();
    shell::run_in(
        &project(),
        "dpkg-deb",
        &args,
        &[("SOURCE_DATE_EPOCH", &moment)],
    )
}

/// The packages whose libraries a program is linked with, in the versions that have what it uses.
fn libraries(program: &Path) -> Result<String> {
    let folder = tempfile::tempdir()?;
    // The tool works for a source package only.
    fs::create_dir(folder.path().join("debian"))?;
    fs::write(
        folder.path().join("debian/control"),
        "Source: haggle\n\nPackage: haggle\nArchitecture: any\n",
    )?;
    let args = ["-O", "-e", text(program)?];
    control::depends(&tool::output_in(
        folder.path(),
        "dpkg-shlibdeps",
        &args,
        &[],
    )?)
}

fn files(staging: &mut Staging, program: &Path) -> Result<()> {
    let icons = project().join("src-tauri/icons");
    let of_desktop = project().join(".packaging/deb/haggle.desktop");
    staging.copy("usr/bin/haggle", program, Mode::Program)?;
    staging.copy(
        "usr/share/applications/haggle.desktop",
        &of_desktop,
        Mode::Data,
    )?;
    for (size, icon) in [
        ("32x32", "32x32.png"),
        ("128x128", "128x128.png"),
        ("scalable", "icon.svg"),
    ] {
        let ending = if size == "scalable" { "svg" } else { "png" };
        let path = format!("usr/share/icons/hicolor/{size}/apps/haggle.{ending}");
        staging.copy(&path, &icons.join(icon), Mode::Data)?;
    }
    Ok(())
}

fn documents(staging: &mut Staging, notices: &str, release: &Release) -> Result<()> {
    let ours = project().join(".packaging/deb");
    staging.copy(
        &format!("{DOCS}/copyright"),
        &ours.join("copyright"),
        Mode::Data,
    )?;
    let date = format!("--date=@{}", release.moment);
    let date = tool::output("date", &["--utc", "--rfc-email", &date])?;
    let changes = changelog::debian(
        &fs::read_to_string(project().join("CHANGELOG.md"))?,
        &release.version,
        &release.debian_version(),
        date.trim(),
    )?;
    compressed(staging, &format!("{DOCS}/changelog"), &changes)?;
    compressed(staging, &format!("{DOCS}/third-party"), notices)?;
    let manual = fs::read_to_string(ours.join("haggle.1"))?;
    compressed(staging, "usr/share/man/man1/haggle.1", &manual)
}

/// Without the name and moment that `gzip` puts in otherwise.
fn compressed(staging: &mut Staging, path: &str, content: &str) -> Result<()> {
    let plain = tempfile::NamedTempFile::new()?;
    fs::write(plain.path(), content)?;
    let packed = std::process::Command::new("gzip")
        .args(["-9", "--no-name", "--stdout"])
        .arg(plain.path())
        .output()
        .context("gzip cannot be started")?;
    staging.write(&format!("{path}.gz"), packed.stdout, Mode::Data)?;
    Ok(())
}

/// As Debian counts it: each file rounded up to a KiB, and one for each folder.
fn installed_kib(staging: &Staging) -> Result<u64> {
    fn weigh(path: &Path) -> Result<u64> {
        if !path.is_dir() {
            return Ok(fs::metadata(path)?.len().div_ceil(1024));
        }
        fs::read_dir(path)?.try_fold(1, |sum, entry| Ok(sum + weigh(&entry?.path())?))
    }
    weigh(staging.folder())
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path is text")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stand-in for the program: packing does not care what is in it.
    fn packed(folder: &Path) -> Result<Vec<u8>> {
        let program = folder.join("stand-in");
        fs::write(&program, [7; 5_000])?;
        let release = Release {
            version: "1.0.0-rc.1".to_owned(),
            moment: 1_700_000_000,
        };
        build(
            &program,
            "libc6 (>= 2.34)",
            "notices of others",
            &release,
            folder,
        )?;
        Ok(fs::read(folder.join("haggle_1.0.0~rc.1_amd64.deb"))?)
    }

    #[test]
    fn packing_twice_gives_the_same_bytes() -> Result<()> {
        let (first, second) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let first = packed(first.path())?;
        assert!(first.len() > 1_000);
        assert!(
            first == packed(second.path())?,
            "two packages of the same program differ"
        );
        Ok(())
    }

    #[test]
    fn everything_is_in_its_place_and_of_root() -> Result<()> {
        let folder = tempfile::tempdir()?;
        packed(folder.path())?;
        let deb = folder.path().join("haggle_1.0.0~rc.1_amd64.deb");
        let listed = tool::output("dpkg-deb", &["--contents", text(&deb)?])?;
        for wanted in [
            "-rwxr-xr-x root/root      5000 2023-11-14 22:13 ./usr/bin/haggle",
            "./usr/share/applications/haggle.desktop",
            "./usr/share/doc/haggle/changelog.gz",
            "./usr/share/doc/haggle/copyright",
            "./usr/share/icons/hicolor/scalable/apps/haggle.svg",
            "./usr/share/man/man1/haggle.1.gz",
        ] {
            assert!(listed.contains(wanted), "{wanted} is not in\n{listed}");
        }
        let field = tool::output("dpkg-deb", &["--field", text(&deb)?, "Depends"])?;
        assert_eq!(field.trim(), "libc6 (>= 2.34)");
        Ok(())
    }

    #[test]
    fn a_program_with_symbols_is_no_release() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let release = Release {
            version: "1.0.0".to_owned(),
            moment: 0,
        };
        // This very test has them.
        let made = make(&std::env::current_exe()?, "", &release, folder.path());
        let told = made.map_err(|error| error.to_string());
        assert!(told.is_err_and(|error| error.contains("--release")));
        Ok(())
    }

    #[test]
    fn the_manual_names_every_command() -> Result<()> {
        let manual = fs::read_to_string(project().join(".packaging/deb/haggle.1"))?;
        let readme = fs::read_to_string(project().join("README.md"))?;
        let rows = readme
            .lines()
            .filter_map(|line| line.strip_prefix("| `haggle "));
        let mut seen = 0;
        for command in rows.filter_map(|row| row.split([' ', '`']).next()) {
            seen += 1;
            assert!(
                manual.contains(&format!("\n.B {command}")),
                "{command} is not in the manual"
            );
        }
        assert!(seen > 5, "the README's commands were not found");
        Ok(())
    }
}
