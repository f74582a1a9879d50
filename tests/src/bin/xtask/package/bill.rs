//! Bills of materials in CycloneDX's form: what the program is made of, for whoever looks for a package that turned out bad.
//!
//! npm writes its own. Cargo's metadata say the rest; the ready-made tool writes one file into each crate's folder and
//! names the packer's folders in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use haggle_tests::haggle::project;
use serde_json::{Value, json};

use super::crates::{self, Crate};
use super::release::Release;
use super::tool;

/// The bill of the program's Rust crates.
pub fn of_rust(release: &Release, to: &Path) -> Result<()> {
    let lock = fs::read_to_string(project().join("Cargo.lock"))?;
    let bill = rust(&crates::shipped()?, &checksums(&lock), &moment(release)?)?;
    write(&bill, &to.join(release.bill("rust")))
}

/// The bill of the pages' npm packages; those that only build or test them are marked.
pub fn of_pages(release: &Release, to: &Path) -> Result<()> {
    let args = ["sbom", "--sbom-format=cyclonedx", "--package-lock-only"];
    let printed = tool::output_in(&project().join("overlay-ui"), "npm", &args, &[])?;
    let mut bill: Value = serde_json::from_str(&printed)?;
    // Both differ each time.
    bill.as_object_mut()
        .context("a bill is an object")?
        .remove("serialNumber");
    bill["metadata"]["timestamp"] = moment(release)?.into();
    write(&bill, &to.join(release.bill("pages")))
}

fn write(bill: &Value, path: &Path) -> Result<()> {
    Ok(fs::write(
        path,
        format!("{}\n", serde_json::to_string_pretty(bill)?),
    )?)
}

fn moment(release: &Release) -> Result<String> {
    let moment = format!("--date=@{}", release.moment);
    let printed = tool::output("date", &["--utc", &moment, "+%Y-%m-%dT%H:%M:%SZ"])?;
    Ok(printed.trim().to_owned())
}

fn rust(crates: &[Crate], sums: &BTreeMap<String, String>, moment: &str) -> Result<Value> {
    let is_program = |found: &&Crate| found.ours && found.name == "haggle";
    let program = crates
        .iter()
        .find(is_program)
        .context("the program is made of itself")?;
    let others = crates.iter().filter(|found| !is_program(found));
    let components: Vec<Value> = others
        .map(|found| component(found, "library", sums))
        .collect();
    let depends = |found: &Crate| json!({ "ref": found.url(), "dependsOn": found.needs });
    let dependencies: Vec<Value> = crates.iter().map(depends).collect();
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "timestamp": moment, "component": component(program, "application", sums) },
        "components": components,
        "dependencies": dependencies,
    }))
}

fn component(found: &Crate, kind: &str, sums: &BTreeMap<String, String>) -> Value {
    let url = found.url();
    let mut component = json!({
        "type": kind,
        "bom-ref": url,
        "name": found.name,
        "version": found.version,
        "purl": url,
    });
    if let Some(licence) = &found.licence {
        component["licenses"] = json!([{ "expression": licence }]);
    }
    if let Some(sum) = sums.get(&url) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    component
}

/// The checksums of the lock file, by the packages' URLs.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let entries = lock.split("[[package]]");
    let sum = |entry: &str| {
        let value = |key: &str| {
            let line = entry.lines().find_map(|line| line.strip_prefix(key));
            Some(line?.strip_prefix(" = ")?.trim_matches('"').to_owned())
        };
        let url = format!("pkg:cargo/{}@{}", value("name")?, value("version")?);
        Some((url, value("checksum")?))
    };
    entries.filter_map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RELEASE: &str = "1.0.0";

    fn written(of: fn(&Release, &Path) -> Result<()>, part: &str) -> Result<String> {
        let folder = tempfile::tempdir()?;
        let release = Release {
            version: RELEASE.to_owned(),
            moment: 1_700_000_000,
        };
        of(&release, folder.path())?;
        Ok(fs::read_to_string(folder.path().join(release.bill(part)))?)
    }

    #[test]
    fn the_crates_are_billed_with_licence_and_checksum() -> Result<()> {
        let text = written(of_rust, "rust")?;
        let bill: Value = serde_json::from_str(&text)?;
        assert_eq!(bill["metadata"]["timestamp"], "2023-11-14T22:13:20Z");
        assert_eq!(bill["metadata"]["component"]["name"], "haggle");
        let components = bill["components"].as_array().context("a list")?;
        let tauri = components
            .iter()
            .find(|component| component["name"] == "tauri");
        let tauri = tauri.context("tauri is part of the program")?;
        assert_eq!(tauri["licenses"][0]["expression"], "Apache-2.0 OR MIT");
        assert_eq!(
            tauri["hashes"][0]["content"].as_str().map(str::len),
            Some(64)
        );
        let known = |url: &Value| {
            components.iter().any(|component| component["purl"] == *url)
                || bill["metadata"]["component"]["purl"] == *url
        };
        let dependencies = bill["dependencies"].as_array().context("a list")?;
        for url in dependencies
            .iter()
            .filter_map(|one| one["dependsOn"].as_array())
            .flatten()
        {
            assert!(known(url), "{url} is needed and not billed");
        }
        let here = project();
        assert!(
            !text.contains(here.to_str().context("text")?),
            "a bill names the packer's folder"
        );
        Ok(())
    }

    #[test]
    fn the_pages_bill_is_the_same_each_time() -> Result<()> {
        let bill = written(of_pages, "pages")?;
        assert!(bill.contains("pkg:npm/svelte@"));
        assert_eq!(bill, written(of_pages, "pages")?);
        Ok(())
    }

    #[test]
    fn checksums_are_found_by_name_and_version() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"12\"\n\n[[package]]\nname = \"ours\"\nversion = \"0.1.0\"\n";
        assert_eq!(
            checksums(lock),
            BTreeMap::from([("pkg:cargo/a@1.0.0".to_owned(), "12".to_owned())])
        );
    }
}
