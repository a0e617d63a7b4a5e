#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reading a log of 1,000,000 lines beside what everybody has: whole processes, one core, in turn, the median of the user
# and system time of each, and its ratio to mawk.
#   tests/bench/read_log.sh [BUILD/bin [LINES [ROUNDS]]]
set -euo pipefail
bin=${1:-build/release/bin}
lines=${2:-1000000}
rounds=${3:-7}
log=$(mktemp)
times=$(mktemp)
trap 'rm -f "$log" "$times"' EXIT
"$bin/make_log" "$lines" >"$log"

names=("wc -l" "grep -c IN=" "mawk '{n+=NF}'" "decode --summary" "traversals --summary")
run() {
  case $1 in
  0) wc -l "$log" ;;
  1) grep -c IN= "$log" | cat ;; # into /dev/null it would stop at the first match
  2) mawk '{n+=NF} END {print n}' "$log" ;;
  3) "$bin/hookwalk-cli" decode --summary "$log" ;;
  4) "$bin/hookwalk-cli" traversals --summary "$log" ;;
  esac >/dev/null
}
TIMEFORMAT='%U %S'
pin=$(($(nproc) - 1))
taskset -pc "$pin" $$ >/dev/null
for ((round = 0; round <= rounds; round++)); do
  for i in "${!names[@]}"; do
    { time run "$i"; } 2>&1 | awk -v i="$i" -v r="$round" 'r > 0 {print i, $1 + $2}' >>"$times" # round 0 warms up
  done
done
median() { awk -v i="$1" '$1 == i {print $2}' "$times" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
mawk=$(median 2)
printf '%-22s %10s %10s\n' "$lines lines" seconds "to mawk"
for i in "${!names[@]}"; do
  m=$(median "$i")
  printf '%-22s %10.3f %10s\n' "${names[$i]}" "$m" "$(awk -v a="$m" -v b="$mawk" 'BEGIN {printf "%.2f", a / (b + 1e-9)}')"
done
