#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests: plain, with the address, undefined and thread
# sanitizers, the fuzz targets for a moment, and clang-tidy. Kernel tests make their own network namespaces.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

install_packages "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"

say "Release build and all tests"
build release
# clang-tidy takes as long as a build, and the tests mostly wait for the kernel: they go side by side.
findings=$(mktemp)
tidy=
trap 'kill "$tidy" 2>/dev/null || true; rm -f "$findings"' EXIT
nice packaging/tidy.sh >"$findings" 2>&1 &
tidy=$!
ctest --preset release

say "Address and undefined-behaviour sanitizers, fuzz targets"
build asan
ctest --preset asan

say "Thread sanitizer: worker and stream code"
build tsan
ctest --preset tsan

say "clang-tidy"
wait "$tidy" || {
  cat "$findings"
  exit 1
}
