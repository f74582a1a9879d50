//! Where this machine has its packages from: a fresh system is of the same kind and has them from there, too.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use crate::package::tool;

/// Where the packages of a distribution's release are.
#[derive(Debug, PartialEq, Eq)]
pub struct Mirror {
    /// The release, `bookworm`.
    pub release: String,
    pub address: String,
    pub components: BTreeSet<String>,
    /// The lines of `sources.list`, updates included.
    pub sources: BTreeSet<String>,
}

impl Mirror {
    /// This machine's own.
    pub fn of_machine() -> Result<Self> {
        let system = std::fs::read_to_string("/etc/os-release")?;
        let name = |key: &str| {
            let line = system.lines().find_map(|line| line.strip_prefix(key));
            line.map(|value| value.trim_matches('"').to_owned())
        };
        let release = name("VERSION_CODENAME=").context("this system's release has no name")?;
        let format = "$(ORIGIN)|$(REPO_URI)|$(CODENAME)|$(SUITE)|$(COMPONENT)";
        let args = ["indextargets", "--format", format, "Created-By: Packages"];
        Self::parse(&tool::output("apt-get", &args)?, &release)
    }

    /// Takes what the distribution itself offers, and leaves what others do.
    fn parse(targets: &str, release: &str) -> Result<Self> {
        let mut mirror = Self {
            release: release.to_owned(),
            address: String::new(),
            components: BTreeSet::new(),
            sources: BTreeSet::new(),
        };
        for line in targets.lines() {
            let fields: Vec<&str> = line.split('|').collect();
            let ["Debian" | "Ubuntu", address, codename, suite, component] = fields[..] else {
                continue;
            };
            let address = &plain(address)?;
            // Ubuntu calls all its parts by the release's name, Debian each by its own.
            let part = if suite.starts_with(release) {
                suite
            } else {
                codename
            };
            if part == release {
                mirror.address.clone_from(address);
                mirror.components.insert(component.to_owned());
            }
            if part.starts_with(release) {
                mirror
                    .sources
                    .insert(format!("deb {address} {part} {component}"));
            }
        }
        (!mirror.address.is_empty())
            .then_some(mirror)
            .with_context(|| format!("apt knows no mirror of {release}: run apt-get update"))
    }
}

/// Hosted machines have a list of mirrors in a file, which apt alone understands: the first of them.
fn plain(address: &str) -> Result<String> {
    let Some(file) = address.strip_prefix("mirror+file:") else {
        return Ok(address.to_owned());
    };
    let list = std::fs::read_to_string(file.trim_end_matches('/'))?;
    let mut mirrors = list
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    let first = mirrors.find(|mirror| mirror.starts_with("http"));
    first
        .map(str::to_owned)
        .with_context(|| format!("{file} names no mirror"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(parts: &[&str]) -> BTreeSet<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn debian_is_found_with_its_updates_and_without_what_others_offer() -> Result<()> {
        let targets = "Debian|http://a.example/|bookworm|oldstable|main\nDebian|http://b.example/|bookworm-security|oldstable-security|main\nNode|https://c.example/|nodistro|nodistro|main\nDebian|http://a.example/|bookworm-updates|oldstable-updates|main\n";
        let mirror = Mirror::parse(targets, "bookworm")?;
        assert_eq!(mirror.address, "http://a.example/");
        assert_eq!(mirror.components, set(&["main"]));
        let sources = [
            "deb http://a.example/ bookworm main",
            "deb http://a.example/ bookworm-updates main",
            "deb http://b.example/ bookworm-security main",
        ];
        assert_eq!(mirror.sources, set(&sources));
        assert!(Mirror::parse(targets, "trixie").is_err());
        Ok(())
    }

    #[test]
    fn ubuntu_is_found_with_all_its_components() -> Result<()> {
        let targets = "Ubuntu|http://a.example/|jammy|jammy|main\nUbuntu|http://a.example/|jammy|jammy|universe\nUbuntu|http://a.example/|jammy|jammy-updates|universe\n";
        let mirror = Mirror::parse(targets, "jammy")?;
        assert_eq!(mirror.components, set(&["main", "universe"]));
        assert!(
            mirror
                .sources
                .contains("deb http://a.example/ jammy-updates universe")
        );
        Ok(())
    }

    #[test]
    fn a_list_of_mirrors_is_followed_to_its_first() -> Result<()> {
        let list = tempfile::NamedTempFile::new()?;
        std::fs::write(
            &list,
            "# mirrors\nhttp://a.example/ubuntu/\tpriority:1\nhttp://b.example/\n",
        )?;
        let address = format!("mirror+file:{}", list.path().display());
        let targets = format!("Ubuntu|{address}/|jammy|jammy|main\n");
        assert_eq!(
            Mirror::parse(&targets, "jammy")?.address,
            "http://a.example/ubuntu/"
        );
        Ok(())
    }
}
