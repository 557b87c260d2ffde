"""What a thing looks like: materials, colours of the palette, and places on the atlas.

A look is a name. `steel` is a surface that repeats by the metre; `red` is a colour of the palette;
`sign/exit` is a picture of the atlas that a face shows whole; `stain/grease` is one with a soft
edge; `goods/sack` is a cloth or board cut out of one sheet; `loose/leaf` is a colour on something
so small or so deep in other things that it takes the room's light, not the map's; `cut` is the
section through a wall that a view from above shows.
"""

import math
from dataclasses import dataclass, field

import numpy as np

# Width and height of the atlas, pixels.
ATLAS_PX = (2048, 2048)
# Side of a colour's cell, and the gap around every picture, pixels: smaller copies must not mix.
CELL_PX = 32
GAP_PX = 6


@dataclass
class Book:
    """All looks of one kit.

    tiled    metres that a picture covers before it repeats
    sheets   metres that a quarter covers, and which quarter is what
    palette  sRGB code, roughness, metal
    regions  width and height in pixels of the atlas's pictures
    rough    roughness of pictures that are not like paper
    """

    tiled: dict
    sheets: dict
    palette: dict
    regions: dict
    rough: dict = field(default_factory=dict)
    places: dict = field(init=False)

    def __post_init__(self):
        self.places = pack(self)


def pack(book):
    """Where every picture and colour lies on the atlas, pixels."""
    places, x, y, high = {}, GAP_PX, GAP_PX, 0
    wide = ATLAS_PX[0]
    for name, (w, h) in sorted(book.regions.items(), key=lambda item: (-item[1][1], item[0])):
        if x + w + GAP_PX > wide:
            x, y, high = GAP_PX, y + high + 2 * GAP_PX, 0
        places[name] = (x, y, w, h)
        x, high = x + w + 2 * GAP_PX, max(high, h)
    x, y = 0, math.ceil((y + high + GAP_PX) / CELL_PX) * CELL_PX
    for name in book.palette:
        if x + CELL_PX > wide:
            x, y = 0, y + CELL_PX
        places[name] = (x, y, CELL_PX, CELL_PX)
        x += CELL_PX
    if y + CELL_PX > ATLAS_PX[1]:
        raise SystemExit(f"the atlas is too small: {y + CELL_PX} rows are needed")
    return places


OPEN = []


def take(book):
    """Open the book of the kit that is built: one run builds one kit."""
    OPEN[:] = [book]


def book():
    """The open book."""
    return OPEN[0]


def material(look):
    """The name of a look's material."""
    head = look.split("/")[0]
    found = book()
    if head in found.tiled or head in found.sheets or head in ("glass", "lamp", "led", "cut"):
        return head
    if head == "stain":
        return "stain"
    if look in found.places:
        return "paint"
    if look.startswith("loose/") and look[6:] in found.palette:
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
    found = book()
    if look in found.tiled:
        return (flat(points, normal) / found.tiled[look]).tolist()
    head, _, rest = look.partition("/")
    if head in found.sheets:
        covers, quarters = found.sheets[head]
        at = flat(points, normal) / covers
        span = at.max(axis=0) - at.min(axis=0)
        low = np.floor(at.min(axis=0) * 7.13 % 1 * 8) / 8
        low = np.minimum(low, np.maximum(0.98 - span, 0.01))
        at = np.minimum(at - at.min(axis=0) + low, 0.99)
        return ((at + np.array(quarters[rest])) / 2).tolist()
    look = look.removeprefix("loose/")
    if look not in found.places:
        return [[0.0, 0.0]] * len(points)
    x, y, w, h = (a / b for a, b in zip(found.places[look], ATLAS_PX * 2))
    if head in ("sign", "stain"):
        if len(points) == 4:
            return [[x, y + h], [x + w, y + h], [x + w, y], [x, y]]
        return [[x + w / 2, y + h / 2]] * len(points)
    return [[x + w / 2, y + h / 2]] * len(points)


def within(look, u, v):
    """A point on a picture of the atlas: shares from its lower left corner."""
    x, y, w, h = (a / b for a, b in zip(book().places[look], ATLAS_PX * 2))
    return [x + w * u, y + h * (1 - v)]
