//! What other packagers' recipes and the bundler's settings say is what the project says of itself.

use std::fs;

use anyhow::{Context, Result};
use haggle_tests::haggle::project;
use serde_json::Value;

use super::{control, tool};

/// A package of Arch, and its name in Debian.
const OF_ARCH: [(&str, &str); 3] = [
    ("gtk3", "libgtk-3-0"),
    ("webkit2gtk-4.1", "libwebkit2gtk-4.1-0"),
    ("libayatana-appindicator", control::TRAY),
];

fn read(path: &str) -> Result<String> {
    fs::read_to_string(project().join(path)).context(path.to_owned())
}

/// The values that Bash gives the recipe's variables.
fn arch(print: &str) -> Result<String> {
    let recipe = project().join(".packaging/aur/PKGBUILD");
    let script = format!("source '{}'; {print}", recipe.display());
    tool::output("bash", &["-euc", &script])
}

#[test]
fn the_recipe_for_arch_is_of_this_version() -> Result<()> {
    let printed = arch("echo \"$pkgver|$license|$url\"")?;
    let ours = control::file("1", "", 0);
    let home = ours
        .lines()
        .find_map(|line| line.strip_prefix("Homepage: "))
        .context("a homepage")?;
    // Arch allows no hyphen in a version.
    let version = env!("CARGO_PKG_VERSION").replace('-', "_");
    assert_eq!(printed.trim(), format!("{version}|MIT|{home}"));
    Ok(())
}

#[test]
fn the_recipe_for_arch_needs_what_debian_needs() -> Result<()> {
    let needed = arch("printf '%s\\n' \"${depends[@]}\" \"${optdepends[@]}\"")?;
    for (arch, debian) in OF_ARCH {
        assert!(
            needed
                .lines()
                .any(|line| line.split(':').next() == Some(arch)),
            "{arch}, which is Debian's {debian}, is not in {needed}"
        );
    }
    Ok(())
}

#[test]
fn the_recipes_are_well_formed() -> Result<()> {
    for path in [".packaging/aur/PKGBUILD", ".packaging/appimage/build.sh"] {
        tool::output("bash", &["-n", path]).with_context(|| path.to_owned())?;
    }
    Ok(())
}

#[test]
fn the_release_is_judged_by_the_tool_that_is_used_here() -> Result<()> {
    let workflow = read(".github/workflows/release.yml")?;
    let tool = format!("tool: cargo-deny@{}\n", crate::audit::VERSION);
    assert!(workflow.contains(&tool), "the release uses another version");
    Ok(())
}

#[test]
fn the_installer_for_windows_is_for_one_user_and_brings_the_webview() -> Result<()> {
    let config: Value = serde_json::from_str(&read("src-tauri/tauri.conf.json")?)?;
    let windows = &config["bundle"]["windows"];
    assert_eq!(windows["nsis"]["installMode"], "currentUser");
    assert_eq!(
        windows["webviewInstallMode"]["type"],
        "downloadBootstrapper"
    );
    assert_eq!(config["bundle"]["createUpdaterArtifacts"], false);
    for icon in config["bundle"]["icon"].as_array().context("icons")? {
        let path = icon.as_str().context("a path")?;
        assert!(project().join("src-tauri").join(path).is_file(), "{path}");
    }
    Ok(())
}
