//! Debian's control file. Pure.

use anyhow::{Context, Result};

use super::changelog::MAINTAINER;

/// Loaded at run time, so that no tool finds it; without it there is no tray icon, and the program says so.
pub const TRAY: &str = "libayatana-appindicator3-1";

const DESCRIPTION: &str = "price checks over the game Project Diablo 2
 Press a hotkey over an item in the game and see, over the game, what such
 items are offered for: price, seller, age, and how each listing's rolls
 differ. Haggle lists items, too, watches searches, and has a practice game.
 .
 It works on X11, and on Wayland with the game as an XWayland window.";

/// What the packages say of this one.
pub fn file(debian_version: &str, depends: &str, installed_kib: u64) -> String {
    format!(
        "Package: haggle
Version: {debian_version}
Architecture: amd64
Maintainer: {MAINTAINER}
Installed-Size: {installed_kib}
Depends: {depends}
Recommends: {TRAY}
Section: utils
Priority: optional
Homepage: https://github.com/haggle/overlay
Description: {DESCRIPTION}
"
    )
}

/// What `dpkg-shlibdeps -O` found, sorted.
pub fn depends(printed: &str) -> Result<String> {
    let found = printed
        .lines()
        .find_map(|line| line.strip_prefix("shlibs:Depends="))
        .context("the program's libraries were not found")?;
    let mut packages: Vec<&str> = found.split(", ").collect();
    packages.sort_unstable();
    Ok(packages.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_libraries_become_dependencies_in_order() -> Result<()> {
        let printed = "misc:Depends=x\nshlibs:Depends=libgtk-3-0 (>= 3.24), libc6 (>= 2.34)\n";
        assert_eq!(depends(printed)?, "libc6 (>= 2.34), libgtk-3-0 (>= 3.24)");
        assert!(depends("misc:Depends=x\n").is_err());
        Ok(())
    }

    #[test]
    fn each_line_is_a_field_or_goes_on_with_one() {
        let file = file("1.0.0~rc.1", "libc6 (>= 2.34)", 13_000);
        assert!(
            file.contains("\nVersion: 1.0.0~rc.1\n") && file.contains("\nInstalled-Size: 13000\n")
        );
        for line in file.lines() {
            assert!(line.starts_with(' ') || line.contains(": "), "{line}");
            assert!(!line.is_empty() && line.len() <= 90, "{line}");
        }
    }
}
