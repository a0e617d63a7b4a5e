#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Starts Hookwalk: the one built here, else the installed one, else it installs what is missing and builds it first.
# Sources that changed since are built again. Arguments are passed on:
#   packaging/run.sh                      the window, in the lab
#   packaging/run.sh --render shot.png    a picture of the window, on a machine without a display
#   packaging/run.sh saved.log            a saved kernel log
set -euo pipefail
here=$(pwd)
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

# built: the newest program of this folder, where no source is newer.
built() {
  local program
  for program in build/run/bin/hookwalk build/release/bin/hookwalk; do
    if [ -x "$program" ] && [ -x "${program}-helper" ] &&
      [ -z "$(find app core ui words resources CMakeLists.txt -newer "$program" -type f -print -quit)" ]; then
      realpath "$program"
      return
    fi
  done
}

build_programs() {
  local cores
  cores=$(nproc)
  say "Building the programs: about $(((11 + cores - 1) / cores)) minutes on $cores cores, once (log: build/run.log)"
  mkdir -p build
  progress build/run.log cmake --preset run
  progress build/run.log cmake --build --preset run --target hookwalk hookwalk-cli hookwalk-helper
}

program=$(built)
if [ -n "$program" ]; then
  say "Starting what was built here: ${program#"$PWD"/}" >&2
elif [ ! -d build/run ] && program=$(command -v hookwalk); then
  say "Starting the installed Hookwalk: $program" >&2
else
  install_packages "${build_packages[@]}" "${run_packages[@]}" >&2
  build_programs >&2
  program=$PWD/build/run/bin/hookwalk
fi
cd "$here"
exec "$program" "$@"
