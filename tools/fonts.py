"""Make the book's small fonts from whole ones (maintainers).

    pip install fonttools brotli    # brotli is in no lock: only this needs it
    python -m tools.fonts math stix-two-math-latin-400-normal.woff2
    python -m tools.fonts icons fa-solid-900.woff2

_vendor/README.md says where the whole ones come from.

The math font keeps the characters of _vendor/fonts/stix-two-math.txt, what
brackets and sums grow into, and the table by which they do. Two numbers of
that table change: browsers shift the scripts of letters by them, TeX only
those of boxes, and the indices of p and z would stand on two lines.
"""

import sys
from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).resolve().parents[1] / "_vendor" / "fonts"
# What the theme draws: names without their fa-.
ICONS = {
    "angle-left": 0xF104, "angle-right": 0xF105, "bars": 0xF0C9,
    "chevron-down": 0xF078, "circle-half-stroke": 0xF042, "download": 0xF019,
    "file": 0xF15B, "file-pdf": 0xF1C1, "list": 0xF03A,
    "magnifying-glass": 0xF002, "moon": 0xF186, "rocket": 0xF135,
    "sun": 0xF185, "xmark": 0xF00D,
}  # fmt: skip


def characters():
    """The code points of stix-two-math.txt."""
    text = (FONTS / "stix-two-math.txt").read_text("utf-8")
    lines = [x for x in text.split("\n") if x and not x.startswith("#")]
    return {
        point
        for line in lines
        for first, _, last in [line.replace("U+", "").partition("-")]
        for point in range(int(first, 16), int(last or first, 16) + 1)
    }


def part(source, points):
    options = subset.Options(flavor="woff2", hinting=False)
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return font


def make_math(source):
    font = part(source, characters())
    table = font["MATH"].table.MathConstants
    table.SubscriptBaselineDropMin.Value = 0
    table.SuperscriptBaselineDropMax.Value = 340
    font.save(FONTS / "stix-two-math.woff2")


def make_icons(source):
    font = part(source, ICONS.values())
    # Its licence keeps the name for the whole.
    for number in (1, 3, 4, 6, 16):
        font["name"].setName("Course icons", number, 3, 1, 0x409)
    font.save(FONTS / "course-icons.woff2")


if __name__ == "__main__":
    {"math": make_math, "icons": make_icons}[sys.argv[1]](sys.argv[2])
