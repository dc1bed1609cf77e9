#!/usr/bin/env bash
# Fetches real camera files for packages/media/test/exiftool: the pictures that exiftool is tested with,
# out of Debian's source package, into .cache/camera-files. Needs apt, and no right but to write there.
set -euo pipefail
cd "$(dirname "$0")/.."

target=.cache/camera-files
[ -n "$(ls "$target" 2>/dev/null)" ] && exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial" "$target"
cat > "$work/parts/source.sources" <<SOURCES
Types: deb-src
URIs: http://deb.debian.org/debian
Suites: bookworm
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
apt=(apt-get -qq -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/parts"
  -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache")
"${apt[@]}" update
(cd "$work" && "${apt[@]}" source --download-only libimage-exiftool-perl)
tar -xf "$work"/*.orig.tar.* -C "$work" --wildcards '*/t/images/*.jpg'
cp "$work"/*/t/images/*.jpg "$target"
