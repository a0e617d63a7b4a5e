#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds everything and runs all tests with the address and undefined-behaviour sanitizers, those of
# the programs as people get them also without, the fuzz targets for a moment, the thread sanitizer, and clang-tidy. Kernel
# tests make their own network namespaces.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

said=$(mktemp)
beside=
trap 'kill -- "-$beside" 2>/dev/null || true; rm -f "$said"' EXIT

# begin COMMANDS: most tests wait for the kernel, so what only computes goes beside them, with the time that they leave.
# In a process group of its own, but of this session: the kernel weighs nice values only within a session (sched(7)).
begin() {
  set -m
  nice -n 19 bash -eo pipefail -c ". packaging/lib.sh; $1" >"$said" 2>&1 </dev/null &
  set +m
  beside=$!
}
# finish: its output, where it failed.
finish() {
  wait "$beside" || {
    cat "$said"
    exit 1
  }
}

install_packages "${build_packages[@]}"

[ "$(id -u)" -eq 0 ] || sudo -v # asks now: what runs beside has no terminal
say "The programs as people get them; beside it what only tests need is installed"
begin 'install_packages "${run_packages[@]}" "${test_packages[@]}" "${package_packages[@]}" "${lint_packages[@]}"'
build release programs
finish

say "Their tests; beside them the packages of this build, and the build with address and undefined-behaviour sanitizers"
begin 'packaging/check_packages.sh build/release; build asan'
ctest --preset programs
finish

say "All tests with these sanitizers, fuzz targets; beside them clang-tidy and the build with the thread sanitizer"
begin 'packaging/tidy.sh; build tsan'
ctest --preset asan
finish

say "Thread sanitizer: worker and stream code"
ctest --preset tsan
