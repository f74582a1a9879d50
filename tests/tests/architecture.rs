//! The directions of the dependencies, and who may name what.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use haggle_tests::haggle::project;

/// For each crate of ours, the ones that it may depend on.
const ALLOWED: [(&str, &[&str]); 5] = [
    ("item-parsers", &[]),
    ("src-tauri/crates/market-client", &["item-parsers"]),
    ("src-tauri/crates/game-desktop", &["item-parsers"]),
    ("src-tauri/crates/practice-market", &["item-parsers"]),
    (
        "src-tauri",
        &[
            "item-parsers",
            "market-client",
            "game-desktop",
            "practice-market",
        ],
    ),
];
const OURS: [&str; 6] = [
    "item-parsers",
    "market-client",
    "game-desktop",
    "practice-market",
    "haggle",
    "haggle-tests",
];

/// For each word, the only folder whose sources may name it.
const NAMED_ONLY_IN: [(&str, &str); 9] = [
    ("tauri", "src-tauri/src"),
    ("global_hotkey", "src-tauri/crates/game-desktop"),
    ("arboard", "src-tauri/crates/game-desktop"),
    ("sys_locale", "src-tauri/crates/game-desktop"),
    ("fluent_bundle", "src-tauri/src"),
    ("x11rb", "src-tauri/crates/game-desktop"),
    ("windows", "src-tauri/crates/game-desktop"),
    ("tokio_tungstenite", "src-tauri/crates/market-client"),
    ("gtk", "src-tauri/src"),
];
/// The sources of the program. Tests and build scripts are not part of it.
const SOURCES: [&str; 5] = [
    "item-parsers/src",
    "src-tauri/src",
    "src-tauri/crates/market-client/src",
    "src-tauri/crates/game-desktop/src",
    "src-tauri/crates/practice-market/src",
];

#[test]
fn our_crates_depend_on_each_other_in_one_direction() -> Result<()> {
    for (folder, allowed) in ALLOWED {
        let manifest = fs::read_to_string(project().join(folder).join("Cargo.toml"))
            .with_context(|| folder.to_owned())?;
        let dependencies = dependencies(&manifest);
        assert!(
            dependencies.len() > 2,
            "the dependencies of {folder} were not found"
        );
        for name in dependencies
            .iter()
            .filter(|name| OURS.contains(&name.as_str()))
        {
            assert!(
                allowed.contains(&name.as_str()),
                "{folder} must not depend on {name}"
            );
        }
    }
    Ok(())
}

#[test]
fn the_parsers_know_neither_network_nor_async_nor_time() -> Result<()> {
    let manifest = fs::read_to_string(project().join("item-parsers/Cargo.toml"))?;
    for name in dependencies(&manifest) {
        assert!(
            !["tokio", "futures-util", "time", "axum", "tauri", "arboard"].contains(&name.as_str()),
            "item-parsers must not depend on {name}"
        );
    }
    Ok(())
}

#[test]
fn each_outer_world_is_named_in_one_place() -> Result<()> {
    let mut seen = 0;
    for folder in SOURCES {
        for file in rust_files(&project().join(folder))? {
            let text = fs::read_to_string(&file)?;
            for (word, home) in NAMED_ONLY_IN {
                let uses = text.lines().any(|line| names(line, word));
                seen += usize::from(uses);
                assert!(
                    !uses || file.starts_with(project().join(home)),
                    "{} names {word}, which belongs to {home}",
                    file.display()
                );
            }
        }
    }
    assert!(
        seen >= NAMED_ONLY_IN.len(),
        "the search finds too little to mean anything"
    );
    Ok(())
}

#[test]
fn the_top_level_holds_four_folders() -> Result<()> {
    let tracked = std::process::Command::new("git")
        .args(["ls-files"])
        .current_dir(project())
        .output()?;
    let files = String::from_utf8(tracked.stdout)?;
    let mut folders: Vec<&str> = files
        .lines()
        .filter_map(|file| Some(file.split_once('/')?.0))
        .filter(|folder| !folder.starts_with('.'))
        .collect();
    folders.sort_unstable();
    folders.dedup();
    assert_eq!(
        folders,
        ["item-parsers", "overlay-ui", "src-tauri", "tests"]
    );
    Ok(())
}

/// The names in `[dependencies]` and its target-specific kin; those for tests and builds do not count.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut inside = false;
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line == "[dependencies]"
                || (line.starts_with("[target.") && line.ends_with(".dependencies]"));
        } else if inside
            && let Some(name) = line
                .split(['.', ' ', '='])
                .next()
                .filter(|name| !name.is_empty() && !name.starts_with('#'))
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether a line of code uses a crate: its name followed by `::`, not as a part of another path.
fn names(line: &str, word: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + word.len()..];
        after.starts_with("::")
            && !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}
