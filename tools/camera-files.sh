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
# The sources of packages are where the machine's own packages come from.
shopt -s nullglob
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources}; do
  if [ -f "$list" ]; then
    sed -E 's/^(Types: )?deb( |$)/\1deb-src\2/' "$list" > "$work/parts/$(basename "${list/%sources.list/main.list}")"
  fi
done
apt=(apt-get -qq -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/parts"
  -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache")
"${apt[@]}" update
(cd "$work" && "${apt[@]}" source --download-only libimage-exiftool-perl)
tar -xf "$work"/*.orig.tar.* -C "$work" --wildcards '*/t/images/*.jpg'
cp "$work"/*/t/images/*.jpg "$target"
