#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests: plain, with the address, undefined and thread
# sanitizers, the fuzz targets for a moment, and clang-tidy. Kernel tests make their own network namespaces.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

install_packages "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"

say "Release build"
build release

# Most tests wait for the kernel. What only computes goes beside them, with the time that they leave.
rest=$(mktemp)
beside=
trap 'kill "$beside" 2>/dev/null || true; rm -f "$rest"' EXIT
nice -n 19 bash -ec '. packaging/lib.sh; build asan; build tsan; packaging/tidy.sh' >"$rest" 2>&1 &
beside=$!

say "All tests"
ctest --preset release

say "Sanitizer builds and clang-tidy, begun beside them"
wait "$beside" || {
  cat "$rest"
  exit 1
}

say "Address and undefined-behaviour sanitizers, fuzz targets"
ctest --preset asan

say "Thread sanitizer: worker and stream code"
ctest --preset tsan
