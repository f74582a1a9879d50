//! Embeds the page, the icons and the capabilities; names the commands that pages may be allowed to call; makes a
//! type of the texts' catalogue.

#[path = "texts/catalogue.rs"]
mod catalogue;

use std::path::Path;
use std::{env, fs};

use catalogue::Catalogue;

const ENGLISH: &str = "texts/en.ftl";
const GERMAN: &str = "texts/de.ftl";

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "dispatch",
        "practice_items",
        "practice_copy",
        "practice_lesson",
    ]);
    if let Err(error) =
        tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
    {
        println!("cargo::error={error:#}");
    }
    if let Err(problems) = texts() {
        for problem in problems {
            println!("cargo::error={problem}");
        }
    }
}

/// Writes the type of all texts, where both languages have the same ones.
fn texts() -> Result<(), Vec<String>> {
    let (english_source, english) = read(ENGLISH)?;
    let (german_source, german) = read(GERMAN)?;
    let problems = catalogue::differences(&english, &german, GERMAN);
    if !problems.is_empty() {
        return Err(problems);
    }
    let folder = env::var("OUT_DIR").map_err(|error| vec![error.to_string()])?;
    let write = |name: &str, text: String| {
        fs::write(Path::new(&folder).join(name), text)
            .map_err(|error| vec![format!("{name} was not written: {error}")])
    };
    write("texts.rs", english.as_rust())?;
    write("en.ftl", english.own(&english_source))?;
    write("de.ftl", german.own(&german_source))
}

fn read(path: &str) -> Result<(String, Catalogue), Vec<String>> {
    println!("cargo::rerun-if-changed={path}");
    let source = fs::read_to_string(path).map_err(|error| vec![format!("{path}: {error}")])?;
    let catalogue = Catalogue::parse(&source, path)?;
    Ok((source, catalogue))
}
