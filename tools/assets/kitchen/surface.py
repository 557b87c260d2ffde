"""What a thing looks like: materials, colours of the palette, and places on the atlas.

A look is a name. `steel` is a surface that repeats by the metre; `red` is a colour of the palette;
`sign/exit` is a picture of the atlas that a face shows whole; `stain/grease` is one with a soft
edge; `goods/sack` is a cloth or board cut out of one sheet; `loose/leaf` is a colour on something
so small or so deep in other things that it takes the room's light, not the map's; `cut` is the
section through a wall that a view from above shows.
"""

import math

import numpy as np

# Width and height of the atlas, pixels.
ATLAS_PX = (2048, 2048)
# Side of a colour's cell, and the gap around every picture, pixels: smaller copies must not mix.
CELL_PX = 32
GAP_PX = 6

# Surfaces that repeat: metres that one picture covers.
TILED = {
    "tile": 1.2,
    "floor": 1.2,
    "ceiling": 1.2,
    "plaster": 2.0,
    "steel": 1.0,
    "paving": 1.2,
}
# Quarters of the sheet of goods, and the metres that a quarter covers.
GOODS = {"cardboard": (0, 0), "sack": (1, 0), "wood": (0, 1), "bamboo": (1, 1)}
GOODS_M = 1.0

# Colours of the palette: sRGB code, roughness, metal.
PALETTE = {
    "white": ("E9E8E2", 0.45, 0.0),
    "cream": ("D9CFB4", 0.5, 0.0),
    "grey": ("8B8F90", 0.5, 0.0),
    "dark": ("3A3C3E", 0.55, 0.0),
    "black": ("17181A", 0.45, 0.0),
    "iron": ("2B2A29", 0.55, 0.35),
    "soot": ("1C1917", 0.8, 0.0),
    "grease": ("3B2812", 0.28, 0.0),
    "red": ("A81D16", 0.38, 0.0),
    "yellow": ("DDA60A", 0.42, 0.0),
    "gasyellow": ("D9A514", 0.4, 0.0),
    "orange": ("C56A1B", 0.5, 0.0),
    "hose": ("B98A34", 0.75, 0.0),
    "green": ("1E7A45", 0.5, 0.0),
    "binGreen": ("2E5A3A", 0.6, 0.0),
    "blue": ("2A5C94", 0.5, 0.0),
    "crate": ("2F6FA8", 0.55, 0.0),
    "brass": ("A8823C", 0.35, 0.8),
    "aluminium": ("A9ADB0", 0.4, 0.7),
    "frame": ("9DA3A5", 0.4, 0.5),
    "door": ("7E9188", 0.45, 0.0),
    "rubber": ("232323", 0.85, 0.0),
    "concrete": ("8E8C86", 0.9, 0.0),
    "coping": ("A19E97", 0.85, 0.0),
    "facade": ("B9AFA0", 0.9, 0.0),
    "brick": ("8B5A47", 0.9, 0.0),
    "leaf": ("3F6B33", 0.8, 0.0),
    "leafDark": ("2C4F2A", 0.85, 0.0),
    "cabbage": ("9DB86A", 0.6, 0.0),
    "tomato": ("B7301E", 0.35, 0.0),
    "carrot": ("CC6A20", 0.5, 0.0),
    "ginger": ("B79A64", 0.8, 0.0),
    "soup": ("C9A46A", 0.25, 0.0),
    "oil": ("8E6A1C", 0.15, 0.0),
    "soy": ("2A130B", 0.2, 0.0),
    "vinegar": ("5A2317", 0.2, 0.0),
    "porcelain": ("F0EFEA", 0.18, 0.0),
    "plate": ("E4E6E3", 0.2, 0.0),
    "clear": ("B9C6C4", 0.2, 0.0),
    "towel": ("C9C4B4", 0.95, 0.0),
    "frost": ("D8D4C6", 0.6, 0.0),
    "handle": ("5B3A22", 0.6, 0.0),
    "mat": ("4A2E28", 0.85, 0.0),
    "board": ("E3E2D6", 0.55, 0.0),
    "ledOff": ("4B4F48", 0.3, 0.0),
    "paper": ("EDEBDF", 0.9, 0.0),
    "steam": ("C9A56B", 0.8, 0.0),
    "meat": ("B9685C", 0.4, 0.0),
    "onion": ("E4E8D6", 0.45, 0.0),
    "galvanised": ("9CA1A2", 0.45, 0.5),
}

# Pictures of the atlas: width and height in pixels.
REGIONS = {
    "sign/rules": (384, 512),
    "sign/wash": (320, 448),
    "sign/sack_rice": (320, 416),
    "sign/sack_flour": (320, 416),
    "sign/assembly": (320, 400),
    "sign/menu": (448, 320),
    "sign/no_smoking": (256, 320),
    "sign/warn_hot": (256, 320),
    "sign/warn_slip": (256, 320),
    "sign/hat": (256, 320),
    "sign/blanket": (256, 320),
    "sign/alarm": (256, 256),
    "sign/extinguisher": (192, 256),
    "sign/carton_oil": (288, 200),
    "sign/carton_noodle": (288, 200),
    "sign/carton_soy": (288, 200),
    "sign/facade": (256, 256),
    "sign/clock": (192, 192),
    "sign/ticket": (96, 176),
    "sign/bottle": (160, 160),
    "sign/ext_label": (160, 160),
    "sign/dial": (128, 128),
    "sign/hose": (96, 256),
    "sign/fan": (128, 128),
    "sign/lamp": (128, 128),
    "sign/socket": (96, 96),
    "sign/exit": (384, 128),
    "sign/hatch": (320, 96),
    "sign/staff": (320, 112),
    "sign/bin": (128, 128),
    "sign/shutoff": (160, 128),
    "sign/pipe": (256, 56),
    "sign/main_valve": (288, 180),
    "sign/cutoff": (320, 120),
    "sign/board": (448, 320),
    "sign/fridge": (160, 64),
    "sign/maker": (160, 48),
    "stain/soot": (256, 256),
    "stain/floor": (256, 256),
    "stain/boil": (128, 256),
    "stain/foot": (512, 64),
}


def pack():
    """Where every picture and colour lies on the atlas, pixels."""
    places, x, y, high = {}, GAP_PX, GAP_PX, 0
    wide = ATLAS_PX[0]
    for name, (w, h) in sorted(REGIONS.items(), key=lambda item: (-item[1][1], item[0])):
        if x + w + GAP_PX > wide:
            x, y, high = GAP_PX, y + high + 2 * GAP_PX, 0
        places[name] = (x, y, w, h)
        x, high = x + w + 2 * GAP_PX, max(high, h)
    x, y = 0, math.ceil((y + high + GAP_PX) / CELL_PX) * CELL_PX
    for name in PALETTE:
        if x + CELL_PX > wide:
            x, y = 0, y + CELL_PX
        places[name] = (x, y, CELL_PX, CELL_PX)
        x += CELL_PX
    if y + CELL_PX > ATLAS_PX[1]:
        raise SystemExit(f"the atlas is too small: {y + CELL_PX} rows are needed")
    return places


PLACES = pack()


def material(look):
    """The name of a look's material."""
    head = look.split("/")[0]
    if head in TILED or head in ("glass", "lamp", "led", "goods", "cut"):
        return head
    if head == "stain":
        return "stain"
    if look in PLACES:
        return "paint"
    if look.startswith("loose/") and look[6:] in PALETTE:
        return "loose"
    raise SystemExit(f"no look is called {look}")


def flat(points, normal):
    """Metres on the floor or wall that a face is nearest to; v runs down."""
    n = np.abs(normal)
    if n[1] >= n[0] and n[1] >= n[2]:
        return np.stack([points[:, 0], points[:, 2]], axis=1)
    if n[0] >= n[2]:
        return np.stack([points[:, 2], -points[:, 1]], axis=1)
    return np.stack([points[:, 0], -points[:, 1]], axis=1)


def uv(look, points, normal):
    """Texture coordinates of a face's corners, v down."""
    if look in TILED:
        return (flat(points, normal) / TILED[look]).tolist()
    head, _, rest = look.partition("/")
    if head == "goods":
        at = flat(points, normal) / GOODS_M
        span = at.max(axis=0) - at.min(axis=0)
        low = np.floor(at.min(axis=0) * 7.13 % 1 * 8) / 8
        low = np.minimum(low, np.maximum(0.98 - span, 0.01))
        at = np.minimum(at - at.min(axis=0) + low, 0.99)
        return ((at + np.array(GOODS[rest])) / 2).tolist()
    look = look.removeprefix("loose/")
    if look not in PLACES:
        return [[0.0, 0.0]] * len(points)
    x, y, w, h = (a / b for a, b in zip(PLACES[look], ATLAS_PX * 2))
    if head in ("sign", "stain"):
        if len(points) == 4:
            return [[x, y + h], [x + w, y + h], [x + w, y], [x, y]]
        return [[x + w / 2, y + h / 2]] * len(points)
    return [[x + w / 2, y + h / 2]] * len(points)


def within(look, u, v):
    """A point on a picture of the atlas: shares from its lower left corner."""
    x, y, w, h = (a / b for a, b in zip(PLACES[look], ATLAS_PX * 2))
    return [x + w * u, y + h * (1 - v)]
