//! The Rust crates that become part of the program, as Cargo knows them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::tool;

const PROGRAM: &str = "haggle";
/// What the program is released for.
const TARGETS: [&str; 2] = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"];

/// One crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crate {
    pub name: String,
    pub version: String,
    /// An SPDX expression.
    pub licence: Option<String>,
    pub folder: PathBuf,
    /// Whether it is a part of this project.
    pub ours: bool,
    /// The crates that it needs, as `url` names them.
    pub needs: BTreeSet<String>,
}

impl Crate {
    /// A package URL, which names a crate everywhere.
    pub fn url(&self) -> String {
        format!("pkg:cargo/{}@{}", self.name, self.version)
    }
}

/// The program and all that it is made of, for Linux and for Windows, in the order of their names and versions. What only
/// builds or tests it is no part of it.
pub fn shipped() -> Result<Vec<Crate>> {
    let mut args = vec!["metadata", "--locked", "--format-version", "1"];
    for target in TARGETS {
        args.extend(["--filter-platform", target]);
    }
    parse(&serde_json::from_str(&tool::output("cargo", &args)?)?)
}

fn parse(metadata: &Value) -> Result<Vec<Crate>> {
    let mut crates = BTreeMap::new();
    for package in list(&metadata["packages"])? {
        crates.insert(text(&package["id"])?, read(package)?);
    }
    let nodes = list(&metadata["resolve"]["nodes"])?;
    let mut needs = BTreeMap::new();
    for node in nodes {
        needs.insert(text(&node["id"])?, needed(node)?);
    }
    let start = crates
        .iter()
        .find(|(_, found)| found.ours && found.name == PROGRAM)
        .map(|(id, _)| *id)
        .with_context(|| format!("Cargo knows no {PROGRAM}"))?;
    let mut shipped = Vec::new();
    for id in reached(start, &needs) {
        let mut found = crates.get(id).context("each crate is a package")?.clone();
        let names = needs.get(id).into_iter().flatten();
        found.needs = names.filter_map(|id| Some(crates.get(id)?.url())).collect();
        shipped.push(found);
    }
    shipped.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(shipped)
}

/// A crate and all that it needs, directly or not.
fn reached<'a>(start: &'a str, needs: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(needs.get(id).into_iter().flatten());
        }
    }
    reached
}

/// What a crate is linked with: no `kind` is said for it.
fn needed(node: &Value) -> Result<Vec<&str>> {
    let linked = |dependency: &&Value| {
        dependency["dep_kinds"]
            .as_array()
            .is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
    };
    let dependencies = list(&node["deps"])?.iter().filter(linked);
    dependencies
        .map(|dependency| text(&dependency["pkg"]))
        .collect()
}

fn read(package: &Value) -> Result<Crate> {
    let manifest = Path::new(text(&package["manifest_path"])?);
    // Older crates say "or" by a stroke.
    let licence = |text: &str| text.replace('/', " OR ").replace("  ", " ");
    Ok(Crate {
        name: text(&package["name"])?.to_owned(),
        version: text(&package["version"])?.to_owned(),
        licence: package["license"].as_str().map(licence),
        folder: manifest
            .parent()
            .context("a manifest lies in a folder")?
            .into(),
        ours: package["source"].is_null(),
        needs: BTreeSet::new(),
    })
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().context("Cargo says a list here")
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().context("Cargo says a text here")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, source: Option<&str>) -> Value {
        json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0", "source": source, "manifest_path": format!("/{name}/Cargo.toml") })
    }

    fn node(name: &str, needs: &[(&str, Option<&str>)]) -> Value {
        let needs = needs
            .iter()
            .map(|(name, kind)| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] }));
        json!({ "id": name, "deps": needs.collect::<Vec<_>>() })
    }

    #[test]
    fn what_is_linked_is_shipped_and_what_builds_or_tests_is_not() -> Result<()> {
        let metadata = json!({
            "packages": [
                package("serde", Some("registry")),
                package("haggle", None),
                package("builder", Some("registry")),
                package("tester", Some("registry")),
                package("alloc", Some("registry")),
            ],
            "resolve": { "nodes": [
                node("haggle", &[("serde", None), ("builder", Some("build")), ("tester", Some("dev"))]),
                node("serde", &[("alloc", None)]),
                node("alloc", &[]),
                node("builder", &[]),
                node("tester", &[]),
            ] },
        });
        let shipped = parse(&metadata)?;
        let names: Vec<&str> = shipped.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, ["alloc", "haggle", "serde"]);
        let serde = &shipped[2];
        assert_eq!(serde.licence.as_deref(), Some("MIT OR Apache-2.0"));
        assert_eq!(
            serde.needs,
            BTreeSet::from(["pkg:cargo/alloc@1.0.0".to_owned()])
        );
        assert_eq!((serde.ours, shipped[1].ours), (false, true));
        Ok(())
    }
}
