#!/usr/bin/env python3
"""Writes widths.rs: advance widths of a common sans in thousandths of an em.

Run with fontTools and the folder of Liberation Sans, whose widths are those of
Arial and Helvetica: `widths.py /usr/share/fonts/truetype/liberation > widths.rs`.
"""
import sys
from fontTools.ttLib import TTFont

RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x384, 0x3CE), (0x400, 0x45F), (0x2010, 0x203A)]

print("//! Advance widths in thousandths of an em, written by `widths.py`.\n")
print("/// First character of each row of widths.")
print(f"pub(super) const STARTS: [u32; {len(RANGES)}] = [{', '.join(hex(a) for a, _ in RANGES)}];\n")
for weight in ["Regular", "Bold"]:
    font = TTFont(f"{sys.argv[1]}/LiberationSans-{weight}.ttf")
    cmap, hmtx, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    print(f"/// Of the {weight.lower()} face; 0 where the face lacks the character.")
    print("#[rustfmt::skip]")
    print(f"pub(super) const {weight.upper()}: [&[u16]; {len(RANGES)}] = [")
    for a, b in RANGES:
        print("    &[")
        widths = [round(hmtx[cmap[c]][0] * 1000 / em) if c in cmap else 0 for c in range(a, b + 1)]
        for at in range(0, len(widths), 20):
            print("        " + " ".join(f"{w}," for w in widths[at : at + 20]))
        print("    ],")
    print("];")
    if weight == "Regular":
        print()
