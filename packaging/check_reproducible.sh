#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the packages of the last commit twice and compares them byte by byte: packaging/check_reproducible.sh, as root. The
# second time in another folder, by another user, in another language and time zone, with another umask, on one processor
# and without the compiler's cache. That is two builds, so CI does not run it.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

install_packages "${build_packages[@]}" "${package_packages[@]}" locales diffoscope-minimal
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
chmod 0755 "$room"
git clone -q . "$room/one"
(umask 077 && git clone -q . "$room/the other" && mkdir "$room/home")
chown -R nobody "$room/the other" "$room/home"
localedef --no-archive -i tr_TR -f UTF-8 "$room/tr_TR.UTF-8"

say "Once"
progress "$room/log" "$room/one/packaging/package.sh"
say "And once more, otherwise"
(umask 077 && progress "$room/log" taskset -c 0 setpriv --reuid=nobody --regid=nogroup --clear-groups env -i PATH="$PATH" \
  HOME="$room/home" CCACHE_DISABLE=1 LOCPATH="$room" LC_ALL=tr_TR.UTF-8 TZ=Pacific/Kiritimati \
  "$room/the other/packaging/package.sh")
for package in "$room"/one/build/packages/*.deb; do
  cmp "$package" "$room/the other/build/packages/${package##*/}" ||
    diffoscope "$package" "$room/the other/build/packages/${package##*/}"
  sha256sum "$package"
done
