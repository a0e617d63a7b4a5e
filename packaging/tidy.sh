#!/usr/bin/env bash
# clang-tidy over the sources below app and core, on all cores; any finding is an error. The user interface is left to
# the compilers' warnings: with Qt's headers it would take longer than everything else together.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset tidy >/dev/null
run-clang-tidy -quiet -p build/tidy "$PWD/(app/helper|app/cli|core)/.*\.cpp$"
