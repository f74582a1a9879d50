//! Embeds the page, the icons and the capabilities; names the commands that pages may be allowed to call.
fn main() {
    let commands =
        tauri_build::AppManifest::new().commands(&["dispatch", "practice_items", "practice_copy"]);
    if let Err(error) =
        tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
    {
        println!("cargo::error={error:#}");
    }
}
