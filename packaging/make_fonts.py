"""Makes resources/fonts/InterLajur-*.ttf out of Inter's own static files. Run it for a newer Inter; commit all.

    python packaging/make_fonts.py FOLDER [--out FOLDER]

FOLDER holds Inter-Regular, Inter-Medium, Inter-SemiBold and Inter-Bold as .ttf (extras/ttf of a release of
https://github.com/rsms/inter) or .woff2. Needs fonttools, and brotli to read .woff2: tools of this script alone, which
nothing else of the program uses. Kept are the letters of Latin scripts, the signs of the interface, and kerning; all
digits are of one width, so that they stand in columns for whoever measures or draws them, the SVG of a chart included.
The family gets a name of its own, the same in all four files: so an Inter that a computer has installed, in whatever
version, is never mixed with ours, and every system tells the four by their weight alone. The same originals give the
same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter  # pyright: ignore[reportMissingImports]
from fontTools.ttLib import TTFont  # pyright: ignore[reportMissingImports]

FAMILY = "Inter Lajur"
DIGITS = "0123456789"
STYLES = ("Regular", "Medium", "SemiBold", "Bold")
FEATURES = ("ccmp", "kern", "locl", "mark")
RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x02BB, 0x02BD),  # apostrophes that are letters
    (0x2000, 0x206F),  # general punctuation
    (0x20AC, 0x20AC),  # euro
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x2265),  # mathematical operators, minus among them
    (0x25A0, 0x25CF),  # squares, triangles, circles
    (0x2713, 0x2717),  # ticks and crosses
    (0xFFFD, 0xFFFD),  # stands for a broken letter
)


def original(folder: Path, style: str) -> Path:
    """The file of that style; FileNotFoundError if there is neither .ttf nor .woff2."""
    for suffix in (".ttf", ".woff2"):
        path = folder / f"Inter-{style}{suffix}"
        if path.exists():
            return path
    raise FileNotFoundError(f"Inter-{style}.ttf or .woff2 in {folder}")


def even_digits(font: TTFont) -> None:
    """Lets 0 to 9 be the digits of one width, which the original has behind the feature tnum."""
    table = font["GSUB"].table
    features = [each.Feature for each in table.FeatureList.FeatureRecord if each.FeatureTag == "tnum"]
    even: dict[str, str] = {}
    for place in {index for feature in features for index in feature.LookupListIndex}:
        for rule in table.LookupList.Lookup[place].SubTable:
            even |= getattr(rule, "ExtSubTable", rule).mapping
    plain = font.getBestCmap()
    for subtable in font["cmap"].tables:
        subtable.cmap = {code: even[name] if chr(code) in DIGITS else name for code, name in plain.items()}


def make(path: Path, style: str, made: Path) -> None:
    """Write the file of one style, cut and named; path: the original."""
    font = TTFont(path, recalcTimestamp=False)
    even_digits(font)
    options = Options(layout_features=list(FEATURES), hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    names = font["name"]
    for name in (16, 17, 21, 22):  # families by another way of counting
        names.removeNames(nameID=name)
    ours = {1: FAMILY, 2: style, 3: f"{names.getDebugName(5)};{FAMILY} {style}", 4: f"{FAMILY} {style}"}
    for name, words in {**ours, 6: f"{FAMILY.replace(' ', '')}-{style}"}.items():
        names.setName(words, name, 3, 1, 0x409)
    font.flavor = None
    font.save(made, reorderTables=True)


def main(arguments: list[str]) -> int:
    """Make the four files; 0 when all are written."""
    parser = argparse.ArgumentParser(description="Make the typeface of Lajur's window.")
    parser.add_argument("originals", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "resources" / "fonts")
    wanted = parser.parse_args(arguments)
    for style in STYLES:
        made = wanted.out / f"{FAMILY.replace(' ', '')}-{style}.ttf"
        make(original(wanted.originals, style), style, made)
        print(f"{made}: {made.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
