"""Draw the atlas: every sign, label and stain, and the palette.

The colours are an uncompressed KTX2, so that words stay sharp and every adapter can show them.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np

from . import ktx2, layout, surface, textures

FONTS = layout.ROOT / "assets" / "fonts"
# npm's resvg, once for all drawings: it reads names and SVG, writes raw pixels.
RESVG = """
const { Resvg } = require('@resvg/resvg-js');
const fs = require('fs');
const [list, out, ...fonts] = process.argv.slice(2);
for (const [name, svg] of Object.entries(JSON.parse(fs.readFileSync(list)))) {
  const drawn = new Resvg(svg, { font: { fontFiles: fonts, loadSystemFonts: false,
    defaultFontFamily: 'Noto Sans SC' } }).render();
  fs.writeFileSync(`${out}/${name.replace('/', '_')}.rgba`, Buffer.from(drawn.pixels));
}
"""


def draw(book, drawn, npm, draft):
    """Every picture as rows of RGBA shares, by name."""
    pages = {}
    for name, (w, h) in book.regions.items():
        body = drawn[name]()
        pages[name] = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" '
            f'viewBox="0 0 {w} {h}">{body}</svg>'
        )
    draft.mkdir(parents=True, exist_ok=True)
    (draft / "svg.json").write_text(json.dumps(pages), encoding="utf-8")
    script = npm / "anlan-resvg.js"
    script.write_text(RESVG)
    fonts = [str(path) for path in sorted(FONTS.glob("*.ttf"))]
    subprocess.run(["node", script, draft / "svg.json", draft, *fonts], check=True)
    found = {}
    for name, (w, h) in book.regions.items():
        raw = np.fromfile(draft / f"{name.replace('/', '_')}.rgba", np.uint8)
        pixels = raw.reshape(h, w, 4).astype(float) / 255
        alpha = np.maximum(pixels[..., 3:], 1e-3)
        pixels[..., :3] = np.clip(pixels[..., :3] / alpha, 0, 1)
        found[name] = pixels
    return found


def wear(picture, seed):
    """Paper and paint are never new: a breath of noise, a darker rim."""
    h, w = picture.shape[:2]
    size = 512 if max(h, w) <= 512 else 1024
    cloud = textures.noise(size, 5, seed)[:h, :w]
    y, x = np.mgrid[0:h, 0:w]
    rim = np.minimum.reduce([x, w - 1 - x, y, h - 1 - y])
    shade = 1 - 0.03 * np.clip(cloud, 0, 2) - 0.05 * np.exp(-rim / 6)
    made = picture.copy()
    made[..., :3] *= shade[..., None]
    return made


def paint(book, pictures):
    """The whole atlas, and roughness and metal beside it."""
    wide, high = surface.ATLAS_PX
    atlas = np.zeros((high, wide, 4))
    orm = np.zeros((high, wide, 3))
    orm[..., 0], orm[..., 1] = 1, 0.55
    for k, (name, picture) in enumerate(pictures.items()):
        x, y, w, h = book.places[name]
        g = surface.GAP_PX
        worn = wear(picture, 100 + k) if name.startswith("sign") else picture
        # The rim runs on into the gap, so that smaller copies do not bleed.
        atlas[y - g : y + h + g, x - g : x + w + g] = np.pad(worn, ((g, g), (g, g), (0, 0)), "edge")
        orm[y : y + h, x : x + w, 1] = book.rough.get(name, 0.55)
    for name, (code, rough, metal) in book.palette.items():
        x, y, w, h = book.places[name]
        atlas[y : y + h, x : x + w] = (*textures.rgb(code), 1)
        orm[y : y + h, x : x + w, 1:] = (rough, metal)
    stains = [book.places[name] for name in book.regions if name.startswith("stain")]
    solid = np.ones((high, wide), bool)
    for x, y, w, h in stains:
        g = surface.GAP_PX
        solid[y - g : y + h + g, x - g : x + w + g] = False
    atlas[solid, 3] = 1
    return atlas, orm


def main(kit, book, drawn):
    """Draw and write a kit's atlas; `drawn` has per picture what makes its SVG."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--npm", type=Path, default=Path("."), help="folder of node_modules")
    parser.add_argument("--draft", type=Path, default=Path(f"/tmp/anlan-{kit}"))
    arguments = parser.parse_args()
    folder = layout.KITS / kit
    atlas, orm = paint(book, draw(book, drawn, arguments.npm, arguments.draft))
    made = ktx2.plain(atlas, True)
    (folder / "atlas.ktx2").write_bytes(made)
    print(f"atlas.ktx2: {len(made) / 2**20:.2f} MiB")
    textures.encode(folder, orm, False, "atlas_orm")
    import bpy

    image = bpy.data.images.new("atlas", *surface.ATLAS_PX)
    image.pixels.foreach_set(atlas[::-1].astype(np.float32).ravel())
    image.filepath_raw, image.file_format = str(arguments.draft / "atlas.png"), "PNG"
    image.save()
