#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the packages in a bare Debian as a new user would, and prints how long each step takes: packaging/tryout.sh
# [SUITE [BASE [PACKAGES [NEWER]]]], as root. From one apt command to the window with a real packet as an ordinary user; then
# upgrade, remove, purge, and what is left.
#   SUITE     bookworm, or trixie with packages that in_debian.sh built there
#   BASE      a tar of the bare system; made by mmdebstrap where it is missing
#   PACKAGES  the folder with the packages; else they are made of build/run
#   NEWER     those that they are upgraded to; else the same with a higher version
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

suite=${1:-bookworm}
base=${2:-build/bare-$suite.tar}
packages=${3:-build/packages}
install_packages mmdebstrap xvfb xauth xdotool imagemagick
room=$(mktemp -d)
xvfb=
trap '[ -z "$xvfb" ] || kill "$xvfb"; rm -rf --one-file-system "$room"' EXIT

# timed WHAT COMMAND...: runs it and prints what it took: on a busy machine the processor time says more.
timed() {
  local what=$1 TIMEFORMAT='%R %U %S'
  shift
  { time "$@" >"$room/said" 2>&1; } 2>"$room/time" || { cat "$room/said" && fail "$what: failed"; }
  awk -v what="$what" '{ printf "%-60s %6.1f s (processor %.1f s)\n", what, $1, $2 + $3 }' "$room/time"
}

inside() { within "$room/root" "$1"; }
user='setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/user XDG_RUNTIME_DIR=/run/user/1000 DISPLAY=:77'

[ -e "$base" ] || timed "bare Debian $suite (not counted)" mmdebstrap --variant=minbase "$suite" "$base"
mkdir "$room/root"
timed "unpack the bare system (not counted)" tar -C "$room/root" -xf "$base"
cp /etc/resolv.conf "$room/root/etc/resolv.conf"
inside 'useradd --create-home --uid 1000 user; install -d -m 0700 -o user /run/user/1000'
mkdir "$room/root/new" "$room/root/newer"
[ $# -ge 3 ] || packaging/package.sh
cp "$packages"/*.deb "$room/root/new"
if [ $# -ge 4 ]; then
  cp "$4"/*.deb "$room/root/newer"
else
  for package in "$room"/root/new/*.deb; do
    dpkg-deb -R "$package" "$room/package"
    sed -i '/^Version:/s/$/.1/; s/hookwalk-cli (= [^)]*/&.1/' "$room/package/DEBIAN/control"
    dpkg-deb --root-owner-group -b "$room/package" "$room/root/newer" >/dev/null
    rm -r "$room/package"
  done
fi
timed "apt-get update (not counted)" inside 'apt-get update'
if [ "$suite" != bookworm ]; then # its AppArmor knows the profile's words
  timed "AppArmor (not counted)" inside 'apt-get install -y --no-install-recommends apparmor'
fi

say "hookwalk-cli alone"
inside 'apt-get install --assume-no --no-install-recommends /new/hookwalk-cli_*.deb | grep -E "^Need|^After" || true
  apt-get install -y --no-install-recommends /new/hookwalk-cli_*.deb >/dev/null 2>&1; ! dpkg -l | grep -i libqt6gui
  '"$user"' hookwalk-cli ping 203.0.113.29; apt-get autoremove --purge -y hookwalk-cli >/dev/null 2>&1'

say "From the packages to the first picture"
Xvfb :77 -screen 0 1920x1080x24 -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
begin=$(date +%s)
timed "apt-get install ./hookwalk*.deb: download" inside 'apt-get install -y --no-install-recommends --download-only /new/*.deb'
# With a terminal and nobody at it: a question would wait for ever.
timed "apt-get install ./hookwalk*.deb: unpack, set up" timeout 300 script -qec ". packaging/lib.sh
  within $room/root 'unset DEBIAN_FRONTEND; TERM=xterm apt-get install -y --no-install-recommends /new/*.deb'" /dev/null
if [ "$suite" != bookworm ]; then
  timed "its AppArmor profile is read" inside 'apparmor_parser --skip-kernel-load --skip-cache /etc/apparmor.d/hookwalk-helper'
fi
inside "$user hookwalk --ping 1" >"$room/window" 2>&1 &
window=$!
export DISPLAY=:77
timed "the window stands" timeout 60 xdotool search --sync --onlyvisible --name Hookwalk
mkdir -p build/tryout
# The way that a packet has walked is the only thing on the diagram in this colour (ui/theme, accent).
walking() {
  until import -window root build/tryout/first.png && convert build/tryout/first.png -crop 700x500+250+150 \
    -format %c histogram:info:- | grep -qE '^ *[0-9]{3,}: .*#4A54DB'; do
    sleep 0.1
  done
}
export -f walking
timed "the first packet is on its way (build/tryout/first.png)" timeout 60 bash -c walking
echo "One apt command to the picture: $(($(date +%s) - begin)) s"
# It moves: two pictures differ until it has come to rest.
settled() {
  local before after=
  until [ -n "$after" ] && [ "$before" = "$after" ]; do
    before=$after
    sleep 0.5
    after=$(import -window root png:- | tee build/tryout/window.png | md5sum)
  done
}
timed "it has arrived, and its answer (build/tryout/window.png)" settled
pkill -KILL -P "$window" 2>/dev/null || true
wait "$window" 2>/dev/null || true
timed "the same without a display: hookwalk --render" inside "$user hookwalk --render /home/user/shot.png; test -s /home/user/shot.png"

say "Upgrade, remove, purge"
inside 'dpkg -L hookwalk hookwalk-cli | sort -u | while read -r file; do [ -d "$file" ] || echo "$file"; done >/installed'
timed "upgrade" inside 'apt-get install -y /newer/*.deb'
timed "remove" inside 'apt-get remove -y hookwalk hookwalk-cli'
timed "purge" inside 'dpkg --purge hookwalk hookwalk-cli'
left=$(inside 'xargs -a /installed ls -d 2>/dev/null || true; find / -xdev -name "*hookwalk*" -not -path "/proc/*" \
  -not -path "/new*" -not -path "/home/*"; dpkg -l "hookwalk*" 2>/dev/null | grep "^[a-z][a-z] *hookwalk" || true')
[ -z "$left" ] || fail "Left behind: $left"
echo "Nothing is left."
