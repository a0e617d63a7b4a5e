#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds Hookwalk and starts it in the lab. Arguments are passed on:
#   packaging/run.sh                      the window
#   packaging/run.sh --render shot.png    a picture of the window, on a machine without a display
#   packaging/run.sh saved.log            a saved kernel log
set -euo pipefail
here=$(pwd)
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

install_packages "${build_packages[@]}" "${run_packages[@]}" >&2
say "Building" >&2
build run >&2
program=$PWD/build/run/bin/hookwalk
cd "$here"
exec "$program" "$@"
