#!/usr/bin/env bash
# Makes an AppImage of the built program by Tauri's bundler: build.sh FOLDER [MORE BUNDLER OPTIONS]
#
# Run it on the oldest system that the AppImage shall work on, since it takes that system's WebKit along; with the development
# files of the tray icon's library, which goes along, too; and with a network, since the bundler fetches the tools for it.
set -euo pipefail
cd "$(dirname "$0")/../.."
to=${1:?names the folder for the AppImage}
shift

program=target/release/haggle
test -x "$program" || { echo 'cargo build --release -p haggle comes first' >&2; exit 1; }
version=$("$program" --version)
npm ci --prefix .packaging --no-audit --no-fund
rm -rf target/release/bundle/appimage
.packaging/node_modules/.bin/tauri bundle --ci --bundles appimage "$@"
mkdir -p "$to"
for made in target/release/bundle/appimage/*.AppImage*; do
  mv "$made" "$to/haggle-${version#haggle }-x86_64.AppImage${made##*.AppImage}"
done
