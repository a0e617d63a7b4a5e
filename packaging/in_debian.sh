#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the last commit in a bare Debian, runs the tests that need no window, starts the programs and makes the packages
# (build/packages-SUITE, for tryout.sh): packaging/in_debian.sh [SUITE], as root. Ten minutes and more; too slow for CI.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

suite=${1:-trixie}
install_packages mmdebstrap
room=$(mktemp -d)
trap 'rm -rf --one-file-system "$room"' EXIT
packages=("${build_packages[@]}" "${run_packages[@]}" "${package_packages[@]}" git iproute2 iptables iputils-ping libcap2-bin
  nftables procps)
say "Debian $suite"
mkdir -p build
progress build/mmdebstrap.log mmdebstrap --variant=minbase --include="$(IFS=, && echo "${packages[*]}")" "$suite" "$room/root"
git clone -q . "$room/root/hookwalk"
mkdir -p "build/packages-$suite"
say "Programs and tests"
within "$room/root" 'cd /hookwalk
  cmake --preset release -DHOOKWALK_BENCHMARKS=OFF >/dev/null
  cmake --build --preset release
  packaging/package.sh build/release'
cp "$room"/root/hookwalk/build/packages/*.deb "build/packages-$suite"
within "$room/root" 'cd /hookwalk
  build/release/bin/hookwalk-cli ping 203.0.113.29
  QT_QPA_PLATFORM=offscreen build/release/bin/hookwalk --render /tmp/window.png
  for folder in core kernel; do
    ctest --test-dir build/release/tests/$folder --output-on-failure -j "$(nproc)"
  done'
