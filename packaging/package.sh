#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Debian packages: packaging/package.sh [BUILD [FOLDER]]
#   BUILD    where the programs are built, or will be (preset run); else build/run
#   FOLDER   where the packages go; else build/packages
# hookwalk has the window, hookwalk-cli the command line and the helper. The same commit gives the same bytes: all dates
# are that of the last commit.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

out=${2:-build/packages}
install_packages "${build_packages[@]}" "${package_packages[@]}" >&2
if [ $# -eq 0 ]; then
  build run
fi
HOOKWALK_BUILD=$(realpath "${1:-build/run}")
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export HOOKWALK_BUILD SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/hookwalk"
cp -r packaging/debian CHANGELOG.md "$stage/hookwalk"
cd "$stage/hookwalk"
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$HOOKWALK_BUILD/CMakeCache.txt")
cat >debian/changelog <<END
hookwalk ($version+$(date -d "@$SOURCE_DATE_EPOCH" +%Y%m%d.%H%M%S)) unstable; urgency=medium

  * What is new stands in CHANGELOG.md.

 -- $(sed -n 's/^Maintainer: //p' debian/control)  $(date -R -d "@$SOURCE_DATE_EPOCH")
END
dpkg-buildpackage --build=binary --no-sign --no-check-builddeps >../said 2>&1 || {
  cat ../said >&2
  exit 1
}
cd - >/dev/null
mkdir -p "$out"
rm -f "$out"/*.deb
mv "$stage"/*.deb "$out"
ls -1 "$out"/*.deb
