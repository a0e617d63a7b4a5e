#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Each form that Hookwalk writes, read by programs that know nothing of it: check_readers.sh [FOLDER OF PROGRAMS [KEEP]]
# KEEP is a folder for what was written and the pictures that the readers made of it.
# Mermaid's own parser comes from npm; without npm it is not asked, and this is said.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh
bin=$(realpath "${1:-build/release/bin}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${2:-$work/out}
mkdir -p "$out"
out=$(realpath "$out")
log=resources/examples/dropped-by-a-rule.log

text_of() { xmllint --xpath "string(//*[local-name()='$2'])" "$1"; }

export QT_QPA_PLATFORM=offscreen
for form in png svg pdf webp; do
  "$bin/hookwalk" "$log" --packet 1 --step 3 --size 960x600 --render "$out/way.$form" --theme "$([ $form = svg ] && echo auto || echo light)"
done
"$bin/hookwalk" "resources/examples/answered.log#packet=1" --with-reply --render "$out/exchange.html"
"$bin/hookwalk-cli" render --check --with-reply "resources/examples/answered.log#packet=1" "$out/exchange.html"
for form in html anim.svg mmd md json txt; do
  "$bin/hookwalk" "$log" --packet 1 --render "$out/way.$form"
done
"$bin/hookwalk-cli" traversals "$log" --export "$out/way.pcapng"
for form in png svg pdf webp html anim.svg mmd md json txt; do # two packets, compared
  "$bin/hookwalk" "resources/examples/answered.log#packet=1" --against "$log#packet=1" --render "$out/both.$form" --theme auto
done

identify "$out/way.png" | grep -q 'PNG 960x600' || fail "ImageMagick reads another PNG"
is_drawn "$out/way.png"
for name in way both way.anim both.anim; do
  [ -n "$(text_of "$out/$name.svg" title)" ] || fail "$name.svg has no title for a screen reader"
  [ -n "$(text_of "$out/$name.svg" desc)" ] || fail "$name.svg has no description for a screen reader"
  rsvg-convert "$out/$name.svg" -o "$out/$name.rsvg.png"
  is_drawn "$out/$name.rsvg.png"
  printf '<!doctype html><img src="%s.svg" alt="">' "$name" >"$out/$name.img.html"
  shot "$out/$name.img.html" "$out/$name.chromium.png" >/dev/null
  shot "$out/$name.img.html" "$out/$name.dark.png" --force-dark-mode --blink-settings=preferredColorScheme=0 >/dev/null
  identify -format '%[fx:mean] ' "$out/$name.chromium.png" "$out/$name.dark.png" | awk '{ exit !($1 > $2 + 0.2) }' ||
    fail "$name.svg does not follow its reader into the dark"
done
xmllint --xpath "//*[local-name()='text']/text()" "$out/both.svg" | grep -q 'rule 1 dropped it' || fail "both.svg has no verdict"
pdftotext "$out/both.pdf" - | grep -q 'rule 1 dropped it' || fail "both.pdf has no verdict"
for name in way both; do
  # The PDF looks as the SVG does: less than a hundredth apart where small letters are blurred away.
  size=$(identify -format '-scale-to-x %w -scale-to-y %h' "$out/$name.rsvg.png")
  # shellcheck disable=SC2086 # two options and their values
  pdftoppm -png -singlefile $size "$out/$name.pdf" "$out/$name.poppler"
  is_drawn "$out/$name.poppler.png"
  apart=$(convert "$out/$name.poppler.png" "$out/$name.rsvg.png" -blur 0x4 -metric RMSE -compare -format '%[distortion]' info:)
  awk -v apart="$apart" 'BEGIN { exit !(apart < 0.01) }' || fail "$name.pdf and $name.svg differ: $apart"
  pdffonts "$out/$name.pdf" | awk 'NR > 2 && $(NF - 4) != "yes" { print "Not in the PDF: " $1; bad = 1 } END { exit bad }' >&2
  [ "$(webpinfo "$out/$name.webp" | grep -c 'Chunk ANMF')" -gt 1 ] || fail "webpinfo sees no animation in $name.webp"
  xmllint --html --noout "$out/$name.html" 2>"$work/said" || fail "$(cat "$work/said")"
  shot "$out/$name.html" "$out/$name.page.png" >/dev/null
  python3 -m json.tool "$out/$name.json" >/dev/null
done

# A reader without a Chinese font sees each letter: it is in the font that the document has.
for form in html anim.svg; do
  "$bin/hookwalk-cli" render --lang zh_CN "$log#packet=1" "$out/zh.$form" 2>"$work/said"
  [ ! -s "$work/said" ] || fail "$(cat "$work/said")"
  grep -o 'data:font/woff2;base64,[^)]*' "$out/zh.$form" | cut -d, -f2 | base64 -d >"$out/zh.$form.woff2"
  fc-query --format '%{charset}' "$out/zh.$form.woff2" | python3 -c '
import sys
spans = [[int(code, 16) for code in span.split("-")] for span in sys.stdin.read().split()]
missing = {letter for letter in open(sys.argv[1], encoding="utf-8").read()
           if letter >= "\u2e80" and not any(span[0] <= ord(letter) <= span[-1] for span in spans)}
if missing:
    sys.exit("Not in the font of %s: %s" % (sys.argv[1], "".join(sorted(missing))))' "$out/zh.$form"
done

printf '<!doctype html><iframe src="way.html" width="1200" height="800"></iframe>' >"$out/way.frame.html"
shot "$out/way.frame.html" "$out/way.frame.png" >/dev/null
tshark -r "$out/way.pcapng" -T fields -e frame.comment 2>"$work/said" | grep -q FORWARD ||
  fail "tshark sees no comment with a chain: $(cat "$work/said")"

if command -v npm >/dev/null && (cd "$work" && npm pack --silent mermaid@10 >/dev/null 2>&1); then
  tar -xzf "$work"/mermaid-10*.tgz -C "$work" package/dist/mermaid.min.js
  cp "$work/package/dist/mermaid.min.js" "$out/"
  for name in way both; do
    { printf '<!doctype html><pre class="mermaid">'
      sed 's/&/\&amp;/g; s/</\&lt;/g' "$out/$name.mmd"
      printf '</pre><script src="mermaid.min.js"></script><script>mermaid.initialize({startOnLoad: true})</script>'
    } >"$out/$name.mermaid.html"
    shot "$out/$name.mermaid.html" "$out/$name.mermaid.png" --dump-dom >"$work/said"
    if ! grep -q '<svg' "$work/said" || grep -q 'Syntax error' "$work/said"; then fail "Mermaid does not read $name.mmd"; fi
  done
  echo "All forms are read, Mermaid too."
else
  echo "All forms are read; Mermaid's parser was not asked, because npm is not here or not answered."
fi
