# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by the scripts beside it: what Debian 12 packages are needed and how to get them.
# shellcheck shell=bash

build_packages=(
  cmake g++ ninja-build ccache pkg-config
  qt6-base-dev qt6-l10n-tools qt6-charts-dev qt6-svg-dev libfontconfig-dev libpng-dev libwebp-dev libqt6opengl6-dev libgl-dev
  libxkbcommon-dev
  libnl-3-dev libnl-route-3-dev libnftables-dev libnetfilter-log-dev libmnl-dev
  libnetfilter-conntrack-dev libcap-dev libseccomp-dev
  libtins-dev libpcap-dev libarchive-dev zlib1g-dev nettle-dev libexpected-dev nlohmann-json3-dev libharfbuzz-dev libwoff-dev
)
# What the program wants around it when it runs.
run_packages=(qt6-qpa-plugins libqt6svg6)
package_packages=(debhelper dh-apparmor dpkg-dev)
# What looks at the packages before people do.
lint_packages=(lintian appstream desktop-file-utils apparmor man-db bash-completion zsh fish)
test_packages=(
  clang clang-tidy libclang-rt-14-dev lld
  iproute2 iptables iputils-ping libcap2-bin procps nftables mawk
  xvfb xauth xdotool
  chromium fontconfig imagemagick librsvg2-bin libxml2-utils poppler-utils python3 tshark webp
  hugo mkdocs python3-sphinx
)
bench_packages=(libbenchmark-dev) # of the preset bench

say() { printf '\033[1m== %s\033[0m\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# install_packages NAME...: those that are missing, through sudo where we are not root.
install_packages() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing and there is no sudo to install them: ${missing[*]}" >&2
      echo "Install them as root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
    sudo -v # asks now, not under the progress line
  fi
  say "Installing what is missing, a minute or two, once: ${missing[*]}"
  mkdir -p build
  progress build/apt.log "${as_root[@]}" apt-get update -q
  progress build/apt.log "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# progress LOG COMMAND...: runs it with one line that is written over. What it printed is in LOG, the end of it shown where it
# fails.
progress() {
  local log=$1 begin=$SECONDS line
  shift
  "$@" 2>&1 | tee "$log" | while IFS= read -r line; do
    printf '\r\033[K%d:%02d %.70s' $(((SECONDS - begin) / 60)) $(((SECONDS - begin) % 60)) "$line"
  done || {
    printf '\n'
    grep -A 20 -m 1 FAILED "$log" || tail -n 20 "$log"
    return 1
  }
  printf '\r\033[K'
}

# build PRESET [PART]: all of it or what the build preset PART names; quiet until something is wrong with the machine.
build() {
  local said
  said=$(cmake --preset "$1" 2>&1) || {
    printf '%s\n' "$said" >&2
    return 1
  }
  cmake --build --preset "${2:-$1}"
}

# within ROOT COMMANDS: as root, with a folder as root directory (not by chroot: in one no user namespace can be made), and a
# process namespace that ends what was left running.
within() {
  # shellcheck disable=SC2016 # that shell's variables
  unshare --mount --pid --fork --kill-child --propagation private bash -ec '
    mount --bind "$1" "$1"; cd "$1"
    mount --rbind /dev dev; mount -t proc proc proc; mount -t sysfs sys sys
    mount -t tmpfs net dev/net; mknod -m 0666 dev/net/tun c 10 200 # as udev makes it, whatever this machine has
    mkdir -p tmp/.X11-unix; mount --bind /tmp/.X11-unix tmp/.X11-unix
    mkdir -p .old; pivot_root . .old; cd /
    umount -l /.old; rmdir /.old
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive bash -ec "$2"' - "$1" "$2"
}

# is_drawn PICTURE: it shows more than one or two plain surfaces.
is_drawn() {
  local colours
  colours=$(identify -format '%k' "$1")
  [ "$colours" -gt 50 ] || fail "$1 shows next to nothing: $colours colours"
}
# shot FILE PICTURE [OPTION...]: as Chromium shows it; what Chromium says. A page must ask nobody for anything, so there is
# nobody to ask.
shot() {
  local said profile
  profile=$(mktemp -d)
  said=$(unshare --net --map-root-user -- chromium --headless --no-sandbox --disable-gpu --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --user-data-dir="$profile" \
    --hide-scrollbars --virtual-time-budget=4000 --window-size=1280,900 "${@:3}" --screenshot="$2" "file://$1" 2>&1) || {
    rm -rf "$profile"
    fail "$said"
  }
  rm -rf "$profile"
  is_drawn "$2"
  printf '%s\n' "$said"
}
