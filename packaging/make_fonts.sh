#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes resources/fonts anew: the fonts that the window and its pictures are drawn with, on every machine the same.
# They are cut from Debian 12's packages fonts-inter, fonts-jetbrains-mono and fonts-noto-cjk, downloaded for it, and need
# Debian's fonttools. To be run only to add glyphs: the result is in the repository, and a new cut draws the same glyphs.
#
# Kept are Latin, Greek, Cyrillic, punctuation, arrows and signs; of Chinese the 3,755 usual characters (GB 2312, level 1)
# and all that the translation has. They get names of their own, so that no font of the machine is taken for them.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
(
  cd "$work"
  apt-get download -q fonts-inter fonts-jetbrains-mono fonts-noto-cjk
  for package in ./*.deb; do dpkg-deb -x "$package" .; done
)
from=$work/usr/share/fonts

latin='U+0020-024F,U+02B0-02FF,U+0370-03FF,U+0400-04FF,U+2000-206F,U+2070-209F,U+20A0-20BF,U+2100-214F,U+2190-21FF,U+2200-22FF,U+25A0-25FF'
# Chinese: full width forms and punctuation too, and whatever the Latin fonts lack.
/usr/bin/python3 - >"$work/chinese" <<'EOF'
import glob
chars = {bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
         if (row, cell) < (0xD7, 0xFA)}
for name in glob.glob("resources/translations/*.ts"):
    chars |= {char for char in open(name, encoding="utf-8").read() if char >= "\u2e80"}
chars |= {chr(code) for first, last in ((0x3000, 0x303F), (0xFF01, 0xFF5E)) for code in range(first, last + 1)}
print("".join(sorted(chars)))
EOF

# cut FROM TO FAMILY STYLE WEIGHT options of pyftsubset...
cut_font() {
  local source=$1 name=$2 family=$3 style=$4 weight=$5
  shift 5
  pyftsubset "$source" --output-file="$work/cut" --no-hinting --desubroutinize --name-IDs='0,13,14' --notdef-outline \
    --layout-features='kern,mark,mkmk,ccmp,locl,tnum,case' --no-recalc-timestamp --drop-tables+=DSIG,vhea,vmtx,VORG "$@"
  /usr/bin/python3 - "$work/cut" "resources/fonts/$name" "$family" "$style" "$weight" <<'EOF'
import sys
from fontTools.ttLib import TTFont
cut, to, family, style, weight = sys.argv[1:]
font = TTFont(cut, recalcTimestamp=False)
for number, text in ((1, family), (2, style), (3, f"{family} {style}"), (4, f"{family} {style}"), (5, "Version 1.0"),
                     (6, f"{family.replace(' ', '')}-{style}")):
    font["name"].setName(text, number, 3, 1, 0x409)
font["OS/2"].usWeightClass = int(weight)
font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x40 if style == "Regular" else 0)
font["head"].macStyle = 0
if "CFF " in font:
    cff = font["CFF "].cff
    cff.fontNames = [f"{family.replace(' ', '')}-{style}"]
    cff.topDictIndex[0].FamilyName, cff.topDictIndex[0].FullName = family, f"{family} {style}"
font.save(to)
EOF
}

mkdir -p resources/fonts
for style in Regular:400 Medium:500 SemiBold:600; do
  cut_font "$from/opentype/inter/Inter-${style%:*}.otf" "HookwalkSans-${style%:*}.otf" 'Hookwalk Sans' "${style%:*}" "${style#*:}" \
    --unicodes="$latin"
  cut_font "$from/truetype/jetbrains-mono/JetBrainsMono-${style%:*}.ttf" "HookwalkMono-${style%:*}.ttf" 'Hookwalk Mono' \
    "${style%:*}" "${style#*:}" --unicodes="$latin"
done
simplified=2 # of the collection's languages; the others' forms, half of the glyphs, come by locl
cut_font "$from/opentype/noto/NotoSansCJK-Regular.ttc" HookwalkHan-Regular.otf 'Hookwalk Han' Regular 400 \
  --font-number=$simplified --text-file="$work/chinese" --layout-features-=locl
cut_font "$from/opentype/noto/NotoSansCJK-Bold.ttc" HookwalkHan-Bold.otf 'Hookwalk Han' Bold 700 \
  --font-number=$simplified --text-file="$work/chinese" --layout-features-=locl
# That of documents, which have it inside: on a grid of 128, with curves that WOFF2 packs well, half the size of the other.
/usr/bin/python3 - resources/fonts/HookwalkHan-Regular.otf resources/fonts/HookwalkHan-Document.ttf <<'EOF'
import sys
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
source, to = sys.argv[1:]
font, grid, nearest = TTFont(source, recalcTimestamp=False), 128, 0.6
scale = grid / font["head"].unitsPerEm
glyphs, metrics = {}, {}
for name in font.getGlyphOrder():
    pen = TTGlyphPen(None)
    font.getGlyphSet()[name].draw(TransformPen(Cu2QuPen(pen, nearest, reverse_direction=True), (scale, 0, 0, scale, 0, 0)))
    glyphs[name] = pen.glyph()
    if glyphs[name].numberOfContours > 0:
        glyphs[name].coordinates.toInt()
    metrics[name] = round(font["hmtx"][name][0] * scale)
builder = FontBuilder(grid)
builder.font.recalcTimestamp = False
builder.setupHead(unitsPerEm=grid, created=font["head"].created, modified=font["head"].modified)
builder.setupGlyphOrder(font.getGlyphOrder())
builder.setupCharacterMap(font.getBestCmap())
builder.setupGlyf(glyphs)
builder.setupHorizontalMetrics({name: (width, getattr(glyphs[name], "xMin", 0)) for name, width in metrics.items()})
builder.setupHorizontalHeader(ascent=round(0.88 * grid), descent=-round(0.12 * grid))
builder.setupNameTable({"familyName": "Hookwalk Han Document", "styleName": "Regular",
                        **{key: font["name"].getDebugName(number) for key, number in
                           (("copyright", 0), ("licenseDescription", 13), ("licenseInfoURL", 14))}})
builder.setupOS2()
builder.setupPost(keepGlyphNames=False)
builder.save(to)
EOF
ls -l resources/fonts
