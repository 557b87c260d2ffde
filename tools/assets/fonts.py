"""Build assets/fonts from Noto Sans SC: one face for all text, one lighter in size for headings.

The source is a pinned npm package; the same source always gives the same bytes. How to run it,
and which versions, is in README.md beside this file.
"""

import argparse
import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
OUT = Path(__file__).resolve().parents[2] / "assets" / "fonts"

REGULAR = (
    "package/400Regular/NotoSansSC_400Regular.ttf",
    "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
)
BOLD = (
    "package/700Bold/NotoSansSC_700Bold.ttf",
    "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
)

# GB 2312 is a square of 94 rows: 1-9 symbols, 16-55 level 1 (by sound), 56-87 level 2.
SYMBOL_ROWS = range(1, 10)
PUNCTUATION_ROWS = range(1, 4)
LEVEL_1_ROWS = range(16, 56)
LEVEL_2_ROWS = range(56, 88)

# Unicode blocks outside GB 2312, first and last; what the source lacks in them is left out.
LATIN = [(0x20, 0x7E), (0xA0, 0xFF)]
PUNCTUATION = [(0x2010, 0x203C), (0x3000, 0x3017), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE5)]
SIGNS = [
    (0x2047, 0x2049),
    (0x20AC, 0x20AC),
    (0x2100, 0x21FF),  # letter-like signs, Roman numerals, arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # numbers in circles
    (0x2500, 0x27BF),  # boxes, blocks, shapes, warning sign, check mark
    (0x2B05, 0x2B95),
    (0x3018, 0x303F),
]
HEADING_SIGNS = "←↑→↓①②③④⑤⑥⑦⑧⑨⑩■□▲△▼▶◀●○◆★☆⚠✓℃Ω"

# What a caption, a panel and the console cannot do without; the build fails if one is missing.
COMPULSORY = "←↑→↓✓⚠■□●○▲▶×÷±≤≥≠℃°µ²³·…—“”‘’、。《》【】「」（），：；！？￥│─┌┐└┘"

# The source has no subscript figures, and H₂S, CO₂ and CH₄ are words of this trade.
SUBSCRIPT_ZERO = 0x2080
SUBSCRIPT_SCALE = 0.62
SUBSCRIPT_DROP_EM = 0.15

COPYRIGHT_TO_STYLE = range(0, 7)
LICENCE_NAMES = [13, 14, 16, 17]


def gb2312(rows):
    """Every character of the given GB 2312 rows."""
    found = set()
    for row in rows:
        for cell in range(1, 95):
            try:
                found.add(bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass  # an unassigned cell of the square
    return found


def blocks(spans):
    """Every code point of the given blocks, as characters."""
    return {chr(code) for first, last in spans for code in range(first, last + 1)}


def unpack(folder):
    """Fetch the package with the ordinary npm client and return its archive."""
    command = ["npm", "pack", "--silent", "--pack-destination", folder, PACKAGE]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(Path(folder).glob("*.tgz"))


def extract(archive, folder, source):
    """Take one face out of the archive; refuse it if its bytes are not the pinned ones."""
    member, sha256 = source
    with tarfile.open(archive) as tar:
        content = tar.extractfile(member).read()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SystemExit(f"{member} has hash {found}, not {sha256}: a different package?")
    path = Path(folder) / Path(member).name
    path.write_bytes(content)
    return path


def add_subscripts(font):
    """Add ₀ to ₉ as small lowered copies of the figures."""
    drop = -round(font["head"].unitsPerEm * SUBSCRIPT_DROP_EM)
    names = font.getBestCmap()
    order = list(font.getGlyphOrder())
    for digit in range(10):
        figure, name = names[ord("0") + digit], f"subscript.{digit}"
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = figure, 0, drop, 0
        part.transform = [[SUBSCRIPT_SCALE, 0], [0, SUBSCRIPT_SCALE]]
        glyph = Glyph()
        glyph.numberOfContours, glyph.components = -1, [part]
        font["glyf"][name] = glyph
        order.append(name)
        width, bearing = font["hmtx"][figure]
        font["hmtx"][name] = (round(width * SUBSCRIPT_SCALE), round(bearing * SUBSCRIPT_SCALE))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[SUBSCRIPT_ZERO + digit] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order


def build(path, wanted, out):
    """Cut one face down to the wanted characters and write it."""
    font = TTFont(path, recalcTimestamp=False)
    for tag in ("vhea", "vmtx", "STAT", "BASE"):
        del font[tag]  # vertical setting and the variable family are not used
    add_subscripts(font)
    have = font.getBestCmap()
    kept = {ord(sign) for sign in wanted if ord(sign) in have}
    missing = [sign for sign in COMPULSORY if ord(sign) not in kept]
    if missing:
        raise SystemExit(f"{out.name} would lack {''.join(missing)}")

    options = subset.Options()
    options.layout_features = ["kern"]
    options.name_IDs = [*COPYRIGHT_TO_STYLE, *LICENCE_NAMES]
    options.hinting = False
    options.recalc_timestamp = False
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(font)
    out.parent.mkdir(parents=True, exist_ok=True)
    font.save(out)
    size_mib = out.stat().st_size / 2**20
    print(f"{out.name}: {len(kept)} characters, {size_mib:.2f} MiB")


def main():
    """Fetch the package and write both faces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write the fonts to")
    out = parser.parse_args().out

    subscripts = blocks([(SUBSCRIPT_ZERO, SUBSCRIPT_ZERO + 9)])
    basic = blocks(LATIN + PUNCTUATION) | subscripts | set(COMPULSORY)
    every = gb2312([*SYMBOL_ROWS, *LEVEL_1_ROWS, *LEVEL_2_ROWS])
    headings = gb2312([*PUNCTUATION_ROWS, *LEVEL_1_ROWS]) | set(HEADING_SIGNS)
    with tempfile.TemporaryDirectory() as folder:
        archive = unpack(folder)
        regular = extract(archive, folder, REGULAR)
        build(regular, basic | every | blocks(SIGNS), out / "NotoSansSC-Regular.ttf")
        bold = extract(archive, folder, BOLD)
        build(bold, basic | headings, out / "NotoSansSC-Bold.ttf")


if __name__ == "__main__":
    main()
