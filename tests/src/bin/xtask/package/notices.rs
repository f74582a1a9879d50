//! The licences of all that others wrote and that is part of the program: most of them ask that their text goes along.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use haggle_tests::haggle::project;

use super::{crates, tool};

/// How files with a licence's text begin, in small letters.
const NAMES: [&str; 6] = [
    "licen",
    "copying",
    "copyright",
    "notice",
    "unlicense",
    "ofl",
];
/// Packages that build the pages and leave parts of themselves in them.
const COMPILED_IN: [&str; 3] = ["clsx", "esm-env", "svelte"];
const HEAD: &str = "Haggle is made with the work of many others. Each text below holds for what is named above it.\n";

/// All texts, each once, with the names of what it holds for.
pub fn all() -> Result<String> {
    let mut texts = Texts::default();
    for found in crates::shipped()?.into_iter().filter(|found| !found.ours) {
        let name = format!("{} {}", found.name, found.version);
        texts.add(&name, found.licence.as_deref(), &found.folder)?;
    }
    let ui = project().join("overlay-ui");
    let packages = tool::output_in(
        &ui,
        "npm",
        &["ls", "--omit=dev", "--all", "--parseable"],
        &[],
    )?;
    let own = COMPILED_IN.map(|name| ui.join("node_modules").join(name));
    let packages = packages.lines().skip(1).map(Path::new);
    for folder in packages.chain(own.iter().map(AsRef::as_ref)) {
        texts.add_npm(folder)?;
    }
    Ok(texts.print())
}

/// Texts, and what each of them holds for.
#[derive(Debug, Default)]
struct Texts {
    by_text: BTreeMap<String, BTreeSet<String>>,
    /// What brings no text along, with the licence that it names.
    without: BTreeSet<String>,
}

impl Texts {
    fn add(&mut self, name: &str, licence: Option<&str>, folder: &Path) -> Result<()> {
        let texts = texts_in(folder)?;
        if texts.is_empty() {
            let licence = licence.context("what has no licence must not be part of the program")?;
            self.without.insert(format!("{name}: {licence}"));
        }
        for text in texts {
            self.by_text
                .entry(text)
                .or_default()
                .insert(name.to_owned());
        }
        Ok(())
    }

    fn add_npm(&mut self, folder: &Path) -> Result<()> {
        let manifest = fs::read_to_string(folder.join("package.json"))
            .with_context(|| format!("{} is no package", folder.display()))?;
        let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
        let text = |key: &str| manifest[key].as_str();
        let name = format!(
            "{} {}",
            text("name").context("a package has a name")?,
            text("version").context("a package has a version")?
        );
        self.add(&name, text("license"), folder)
    }

    fn print(&self) -> String {
        let mut groups: Vec<(Vec<&str>, &str)> = self
            .by_text
            .iter()
            .map(|(text, names)| (names.iter().map(String::as_str).collect(), text.as_str()))
            .collect();
        groups.sort_unstable();
        let line = "=".repeat(80);
        let mut printed = HEAD.to_owned();
        for (names, text) in groups {
            printed += &format!("\n{line}\n{}\n{line}\n\n{text}\n", names.join("\n"));
        }
        for name in &self.without {
            printed += &format!("\n{name} (the package holds no text)");
        }
        printed.trim_end().to_owned() + "\n"
    }
}

fn texts_in(folder: &Path) -> Result<BTreeSet<String>> {
    let mut texts = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_lowercase();
        if path.is_file() && NAMES.iter().any(|begin| name.starts_with(begin)) {
            let text = fs::read(&path)?;
            let text = String::from_utf8_lossy(&text).replace("\r\n", "\n");
            texts.insert(text.trim().to_owned());
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_printed_once_for_all_that_it_holds_for() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for (name, text) in [
            ("a", "Take it.\r\n"),
            ("b", "Take it.\n"),
            ("c", "Take it not."),
        ] {
            fs::create_dir(folder.path().join(name))?;
            fs::write(folder.path().join(name).join("LICENSE-MIT"), text)?;
        }
        let empty = tempfile::tempdir()?;
        let mut texts = Texts::default();
        for name in ["c", "b", "a"] {
            texts.add(name, Some("MIT"), &folder.path().join(name))?;
        }
        texts.add("d", Some("Zlib"), empty.path())?;
        assert!(texts.add("e", None, empty.path()).is_err());
        let printed = texts.print();
        assert_eq!(printed.matches("Take it.").count(), 1);
        let places = ["a\nb\n", "Take it.", "\nc\n", "d: Zlib"].map(|part| printed.find(part));
        assert!(
            places.is_sorted() && places.iter().all(Option::is_some),
            "{printed}"
        );
        Ok(())
    }

    #[test]
    fn what_is_part_of_the_program_is_named() -> Result<()> {
        let notices = all()?;
        for name in [
            "\ntauri 2.",
            "\nrustls 0.",
            "\nsvelte 5.",
            "\n@fontsource/cinzel ",
        ] {
            assert!(notices.contains(name), "{name} is not in the notices");
        }
        assert!(!notices.contains("\nproptest 1."), "it only tests");
        Ok(())
    }
}
