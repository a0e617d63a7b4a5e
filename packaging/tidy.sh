#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-tidy over all programs' sources, on all cores; any finding is an error. It reads each library as one
# file, because most of its time goes into headers.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset tidy >/dev/null
# The sources of the window and the session include what moc makes.
cmake --build build/tidy --target hookwalk_diagram_autogen hookwalk_ui_autogen hookwalk_session_autogen >/dev/null
read_units() { run-clang-tidy -quiet -p build/tidy -checks="$1" "$PWD/build/tidy/$2/.*/unity_.*\.cxx$"; }
read_units -bugprone-suspicious-include '(app|core|ui|words)'
# Documents are put together with +, once each.
read_units -bugprone-suspicious-include,-performance-inefficient-string-concatenation exports
