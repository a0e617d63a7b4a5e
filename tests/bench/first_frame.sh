#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From the start of the program to its first frame, beside an empty window of Qt Widgets: pairs in one run, the medians of
# their times and of their processor times, and the ratios. On $DISPLAY; without one offscreen.
#   tests/bench/first_frame.sh [BUILD/bin [PAIRS]]
set -euo pipefail
bin=${1:-build/bench/bin}
pairs=${2:-5}
[ -n "${DISPLAY-}" ] || export QT_QPA_PLATFORM=offscreen
times=$(mktemp)
trap 'rm -f "$times"' EXIT

TIMEFORMAT='%U %S'
first_frame() {
  local wall used
  { used=$( { time BENCH_START=$(date +%s%N) "$bin/$1" 2>/dev/null >"$times.wall"; } 2>&1); }
  wall=$(<"$times.wall")
  echo "$2 $wall $used" | awk '{ print $1, $2, ($3 + $4) * 1000 }'
}
for ((pair = 0; pair <= pairs; pair++)); do
  for kind in empty first; do
    first_frame "bench_${kind}window" "$kind" | if ((pair > 0)); then cat >>"$times"; else cat >/dev/null; fi # 0 warms up
  done
done
rm -f "$times.wall"
median() { awk -v k="$1" -v c="$2" '$1 == k { print $c }' "$times" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
report() { awk -v w="$1" -v e="$(median empty "$2")" -v f="$(median first "$2")" \
  'BEGIN { printf "%-16s empty %6.1f ms, Hookwalk %6.1f ms: %.2f times\n", w, e, f, f / e }'; }
report "first frame" 2
report "processor time" 3
