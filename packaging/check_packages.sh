#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Debian packages of a build and looks at them as their users' tools do: packaging/check_packages.sh [BUILD]
# Any error or warning of lintian, appstreamcli, desktop-file-validate, apparmor_parser or man fails it, and so does an
# option that --help names and a manual page or a completion does not.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh

build=${1:-build/run}
install_packages "${package_packages[@]}" "${lint_packages[@]}" >&2
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
packaging/package.sh "$build" "$root/packages"
for package in "$root"/packages/*.deb; do
  dpkg-deb -x "$package" "$root"
done

say "lintian, appstreamcli, desktop-file-validate, apparmor_parser, man"
lintian --allow-root --fail-on error,warning "$root"/packages/*.deb
appstreamcli validate --no-net --strict "$root"/usr/share/metainfo/*.xml
desktop-file-validate "$root"/usr/share/applications/*.desktop
# Debian 12's AppArmor does not know userns yet: it reads the rest of the profile (tryout.sh trixie: all of it).
profile=$root/usr/share/hookwalk/apparmor/hookwalk-helper
[ -e /etc/apparmor.d/abi/4.0 ] || sed -i 's,abi/4.0,abi/3.0,; /^  userns,$/d' "$profile"
apparmor_parser --skip-kernel-load --skip-cache --quiet "$profile"
for page in "$root"/usr/share/man/{,*/}man?/*.gz; do
  warnings=$(MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
  [ -z "$warnings" ] || fail "$page: $warnings"
done

say "Options in manual pages and completions"
# options PROGRAM [VERB]: the long ones of its --help.
options() { "$@" --help | sed -nE 's/^ +(-[a-z], )?(--[a-z-]+)(, (--[a-z-]+))?.*/\2 \4/p' | tr -s ' ' '\n'; }

# named OPTIONS TEXT: whether each stands in the text.
named() {
  local option
  for option in $1; do
    grep -qE -- "(^|[^a-z-])$option([^a-z-]|\$)" <<<"$3" || fail "$2 does not name $option"
  done
}

# offered BY PROGRAM WORDS...: what a shell offers behind them, with this build's programs.
offered() {
  local by=$1
  shift
  case $by in
    bash) bash -c '. /usr/share/bash-completion/bash_completion; . "$1/usr/share/bash-completion/completions/$2"; shift
      COMP_WORDS=("$@" --); COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}; COMP_CWORD=$#
      complete=$(complete -p "$1"); complete=${complete#*-F }; "${complete% *}" "$1" --; printf "%s\n" "${COMPREPLY[@]}"' \
      - "$root" "$@" ;;
    fish) fish --no-config -c "source $root/usr/share/fish/vendor_completions.d/$1.fish; complete -C '$* --'" ;;
    zsh) zsh -f packaging/completions/offered.zsh "$root/usr/share/zsh/vendor-completions" "$* --" ;;
  esac
}

PATH=$root/usr/bin:$root/usr/libexec/hookwalk:$PATH
export XDG_RUNTIME_DIR=$root QT_QPA_PLATFORM=offscreen HOME=$root
for program in hookwalk hookwalk-cli hookwalk-helper; do
  verbs=('')
  [ $program = hookwalk-cli ] && mapfile -t -O 1 verbs < <(hookwalk-cli --help | sed -nE '/^Commands:/,/^$/s/^  ([a-z]+) .*/\1/p')
  for verb in "${verbs[@]}"; do
    known=$(options $program ${verb:+"$verb"})
    [ -n "$known" ] || fail "$program $verb --help names no option"
    for page in "$root"/usr/share/man/{,*/}man?/"$program".?.gz; do
      named "$known" "${page#"$root"} (${verb:-$program})" "$(zcat "$page" | sed 's/\\-/-/g')"
    done
    [ $program = hookwalk-helper ] && continue
    for shell in bash zsh fish; do
      named "$known" "$shell's completion of $program $verb" "$(offered "$shell" $program ${verb:+"$verb"})"
    done
  done
done
