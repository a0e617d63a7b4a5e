#!/usr/bin/env bash
# clang-tidy over the sources of the program, on all cores; any finding is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset tidy >/dev/null
cmake --build --preset tidy --target hookwalk_generated 2>/dev/null || true
run-clang-tidy -quiet -p build/tidy "$PWD/(app|core|ui)/.*\.cpp$"
