//! What is released: its version, its moment, and the names of its files.

use anyhow::{Context, Result};

use super::tool;

/// One release.
#[derive(Debug, Clone)]
pub struct Release {
    /// As Cargo has it, `1.0.0-rc.1`.
    pub version: String,
    /// Seconds since 1970. All files of the packages are of this moment, so that packing twice gives the same bytes.
    pub moment: u64,
}

impl Release {
    /// The project as it is: the workspace's version, and the moment of `SOURCE_DATE_EPOCH` or else of the last commit.
    pub fn of_project() -> Result<Self> {
        let moment = match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(moment) => moment,
            Err(_) => tool::output("git", &["log", "-1", "--format=%ct"])?,
        };
        Ok(Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            moment: moment
                .trim()
                .parse()
                .context("SOURCE_DATE_EPOCH is a number of seconds")?,
        })
    }

    /// As Debian orders versions: `1.0.0~rc.1` comes before `1.0.0`.
    pub fn debian_version(&self) -> String {
        self.version.replacen('-', "~", 1)
    }

    pub fn deb(&self) -> String {
        format!("haggle_{}_amd64.deb", self.debian_version())
    }

    /// The name of the ZIP for Windows, without its ending; the folder in it is named so, too.
    pub fn windows(&self) -> String {
        format!("haggle-{}-windows-x64", self.version)
    }

    /// The bill of materials of this part of the program.
    pub fn bill(&self, part: &str) -> String {
        format!("haggle-{}-{part}.cdx.json", self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(version: &str) -> Release {
        Release {
            version: version.to_owned(),
            moment: 0,
        }
    }

    #[test]
    fn files_are_named_after_the_version() {
        let release = release("1.2.3");
        assert_eq!(release.deb(), "haggle_1.2.3_amd64.deb");
        assert_eq!(release.windows(), "haggle-1.2.3-windows-x64");
        assert_eq!(release.bill("rust"), "haggle-1.2.3-rust.cdx.json");
    }

    #[test]
    fn a_release_candidate_is_older_than_its_release() -> Result<()> {
        let (candidate, done) = (release("1.0.0-rc.1"), release("1.0.0"));
        assert_eq!(candidate.debian_version(), "1.0.0~rc.1");
        tool::output(
            "dpkg",
            &[
                "--compare-versions",
                &candidate.debian_version(),
                "lt",
                &done.debian_version(),
            ],
        )?;
        Ok(())
    }
}
