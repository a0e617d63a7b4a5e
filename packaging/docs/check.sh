#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the sample sites with a build's hookwalk-cli and takes pictures of them: packaging/docs/check.sh [BUILD [FOLDER]]
# FOLDER keeps sites and pictures.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=packaging/lib.sh
. packaging/lib.sh
HOOKWALK_CLI=$(realpath "${1:-build/run}/bin/hookwalk-cli")
export HOOKWALK_CLI PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=$(realpath "${2:-$work}")
cd packaging/docs

sphinx-build -q -W -b html -d "$out/doctrees" sphinx "$out/sphinx"
sphinx-build -q -W -b text -d "$out/doctrees-text" sphinx "$out/text"
mkdocs build -q -s -f mkdocs/mkdocs.yml -d "$out/mkdocs"
# Hugo runs no programs: what it shows is made before.
rm -rf "$out/hugo-site"
cp -r hugo "$out/hugo-site"
mkdir -p "$out/hugo-site/static/_hookwalk"
examples=../../resources/examples
"$HOOKWALK_CLI" render --with-reply "$examples/tcp-dnat.log#packet=1" "$out/hugo-site/static/_hookwalk/d0.html"
for form in anim.svg txt md; do
  "$HOOKWALK_CLI" render "$examples/dropped-by-a-rule.log#packet=1" "$out/hugo-site/static/_hookwalk/d0.$form"
done
hugo --quiet --source "$out/hugo-site" --destination "$out/hugo"
for site in sphinx mkdocs hugo; do
  page=$out/$site/index.html
  for form in html anim.svg; do
    file=$(grep -oE "_hookwalk/[0-9a-f]+\.$form" "$page" | sort -u) || fail "$page shows no $form"
    [ -s "$out/$site/$file" ] || fail "$page names $file, which is not there"
  done
  grep -q 'dropped at filter FORWARD' "$page" || fail "$page does not tell what was dropped"
  shot "$page" "$out/$site.png" --window-size=1280,2300 >/dev/null
done
grep -q 'filter FORWARD' "$out/text/index.txt" || fail "the text builder shows no steps"
# What is wrong with a log ends the build, with the program's own words.
mkdir -p "$out/bad" && cp sphinx/conf.py sphinx/hookwalk.py "$out/bad"
printf 'Bad\n===\n\n.. hookwalk:: nowhere.log#packet=1\n' >"$out/bad/index.rst"
! sphinx-build -q -W -b html "$out/bad" "$out/bad/out" 2>"$out/bad/said" || fail "a log that is not there was shown"
grep -q 'nowhere.log' "$out/bad/said" || fail "nothing says which log is not there"
rm "$out/hugo-site/static/_hookwalk/d0.txt"
! hugo --source "$out/hugo-site" --destination "$out/bad/hugo" >"$out/bad/said" 2>&1 || fail "a document that is not there was shown"
grep -q "Make it: hookwalk-cli render" "$out/bad/said" || fail "nothing says how to make a document"
[ $# -lt 2 ] || echo "Sites and pictures: $out"
