#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reading a log of 1,000,000 lines beside what everybody has: whole processes, in turn, the medians of the processors' time
# (user and system) and of the time by the clock, and their ratios to mawk. `traversals` reads on two threads.
#   tests/bench/read_log.sh [BUILD/bin [LINES [ROUNDS]]]
set -euo pipefail
bin=${1:-build/bench/bin}
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
TIMEFORMAT='%U %S %R'
for ((round = 0; round <= rounds; round++)); do
  for i in "${!names[@]}"; do
    { time run "$i"; } 2>&1 | awk -v i="$i" -v r="$round" 'r > 0 {print i, $1 + $2, $3}' >>"$times" # round 0 warms up
  done
done
median() { # which, column
  awk -v i="$1" -v c="$2" '$1 == i {print $c}' "$times" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / (b + 1e-9)}'; }
printf '%-22s %10s %8s %10s %8s\n' "$lines lines" processor "to mawk" clock "to mawk"
for i in "${!names[@]}"; do
  busy=$(median "$i" 2) clock=$(median "$i" 3)
  printf '%-22s %10.3f %8s %10.3f %8s\n' "${names[$i]}" "$busy" "$(ratio "$busy" "$(median 2 2)")" \
    "$clock" "$(ratio "$clock" "$(median 2 3)")"
done
