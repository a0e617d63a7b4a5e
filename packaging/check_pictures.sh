#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The same bytes for the same input, wherever it is drawn: check_pictures.sh [RENDERS] [PROGRAM]. Each form is drawn again and
# again as another user, in another locale and time zone, with another home, with the machine's fonts hidden or forced
# upon, and with whatever else is known to move letters, and compared with the first.
# As root it takes two users, else the one who runs it. CI draws 6; 1000 take about ten minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
renders=${1:-6}
program=$(realpath "${2:-build/release/bin/hookwalk}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir "$work/bin" # where another user can start it
cp "$program" "$(dirname "$program")/hookwalk-cli" "$work/bin"
cp -r "$(dirname "$program")/../lib" "$work"
program=$work/bin/$(basename "$program")
cp resources/examples/dropped-by-a-rule.log "$work/a.log"
chmod 644 "$work/a.log"
mkdir -m 777 "$work/out"

# No fonts; and one font for everything, bold and without smooth edges.
echo '<fontconfig/>' >"$work/none.conf"
cat >"$work/wrong.conf" <<'EOF'
<fontconfig><dir>/usr/share/fonts</dir>
<match target="pattern"><edit name="family" mode="assign_replace"><string>DejaVu Serif</string></edit></match>
<match target="font"><edit name="antialias" mode="assign"><bool>false</bool></edit>
<edit name="embolden" mode="assign"><bool>true</bool></edit></match></fontconfig>
EOF

users=("$(id -u)")
[ "${users[0]}" -ne 0 ] || users+=(65534)
for user in "${users[@]}"; do install -d -m 700 -o "$user" "$work/$user"; done
locales=(C zh_CN.UTF-8 de_DE.UTF-8)
fonts=("$work/none.conf" "$work/wrong.conf" /etc/fonts/fonts.conf "$work/missing.conf")
forms=(png svg pdf)
languages=(en zh_CN)
looks=(light dark)

# What a check says of a kept picture, and the forms that have several pictures.
hookwalk() { env XDG_RUNTIME_DIR="$work/${users[0]}" "$program" "$work/a.log" --packet 1 "$@" 2>&1; }
expect() { [[ $1 == *"$2"* ]] || { echo "Not said: $2, but: $1" >&2; exit 1; } }
hookwalk --step 3 --render "$work/kept.svg" --theme auto
hookwalk --step 3 --check "$work/kept.svg" --theme auto
expect "$(hookwalk --step 4 --check "$work/kept.svg" --theme auto || echo "status $?")" 'status 1'
expect "$(hookwalk --check "$work/none.svg" || echo "status $?")" 'status 1'
hookwalk --render-steps "$work/steps" --size 640x417
expect "$(hookwalk --step 8 --check "$work/steps/step-08.png" --theme print --size 640x417 || echo "status $?")" 'is stale: pixels differ'
expect "$(cat "$work/steps/index.md")" '](step-08.png)'
# Documents are those of hookwalk-cli, and what is said of stale ones too.
cli=$(dirname "$program")/hookwalk-cli
for ending in html anim.svg mmd md txt json; do
  hookwalk --render "$work/kept.$ending"
  "$cli" render --check "$work/a.log#packet=1" "$work/kept.$ending"
done
said=$(hookwalk --check "$work/kept.md" --step 2 || echo "status $?")
[ "hookwalk-cli: ${said#*: }" = "$("$cli" render --check "$work/a.log#packet=1&step=2" "$work/kept.md" 2>&1 || echo "status $?")" ] ||
  { echo "hookwalk says it another way: $said" >&2; exit 1; }
hookwalk --render "$work/large.svg" --size 1920x1080
expect "$(head -c 400 "$work/large.svg")" 'height="1080" viewBox="0 0 1056 688"'
expect "$(hookwalk --render "$work/large.png" --size 9999x9999 --scale 8 || echo "status $?")" 'choose a smaller --size or --scale'
expect "$(hookwalk --with-reply --render "$work/large.html" || echo "status $?")" 'status 2' # nothing answered it
if command -v webpinfo >/dev/null; then
  hookwalk --render "$work/way.webp" --size 640x417
  [ "$(webpinfo "$work/way.webp" | grep -c 'Chunk ANMF')" -eq 8 ] || { echo "Not 8 pictures in a WebP of 8 steps" >&2; exit 1; }
fi

declare -A first
differing=0
for ((n = 0; n < renders; ++n)); do
  form=${forms[n % 3]}
  variant=$((n / 3))
  # Of four in turn, two are drawn in both languages and looks; what is around them changes at other paces.
  language=${languages[variant / 3 % 2]} look=${looks[variant / 6 % 2]}
  user=${users[variant % ${#users[@]}]}
  out=$work/out/$n.$form
  as=()
  [ "$user" -eq "${users[0]}" ] || as=(setpriv --reuid "$user" --regid "$user" --clear-groups)
  env -i PATH="$PATH" HOME="$work/$user" XDG_RUNTIME_DIR="$work/$user" LC_ALL="${locales[variant % 3]}" \
    TZ="$([ $((variant % 2)) -eq 0 ] && echo UTC || echo Asia/Shanghai)" FONTCONFIG_FILE="${fonts[variant % 4]}" \
    QT_FONT_DPI=$((96 + variant % 5 * 24)) QT_SCALE_FACTOR=$((1 + variant % 2)) \
    FREETYPE_PROPERTIES="cff:no-stem-darkening=$((variant % 2))" \
    "${as[@]}" "$program" "$work/a.log" --render "$out" --lang "$language" --theme "$look"
  sum=$(sha256sum <"$out")
  rm -f "$out"
  key=$form-$language-$look
  if [ "${first[$key]:=$sum}" != "$sum" ]; then
    echo "Render $n differs: $key, user $user, ${locales[variant % 3]}, fonts ${fonts[variant % 4]}" >&2
    differing=$((differing + 1))
  fi
done
echo "$renders renders, $differing differing (${#first[@]} pictures, ${#users[@]} users, 3 locales, 4 sets of fonts)"
[ "$differing" -eq 0 ]
