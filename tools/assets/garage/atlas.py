"""Draw the garage's atlas.

python -m garage.atlas --npm DIR [--draft DIR]
"""

from kit import atlas
from workshop import faces, stains
from workshop import signs as workshop

from . import marks, signs, surface

# What each picture was drawn at, where its place on the atlas is smaller.
DRAWN_AT = {
    "sign/saloon": (512, 400),
    "stain/tracks": (128, 512),
    "sign/lift": (200, 260),
    "sign/lift_box": (160, 200),
    "sign/sidewall": (256, 256),
    "sign/route": (512, 96),
    "sign/rules": (600, 400),
    "sign/five_s": (560, 300),
    **{f"sign/plate_{name}": (300, 96) for name in ("7021", "7035", "truck")},
    "sign/fray": (128, 256),
    "sign/web": (64, 256),
    "sign/no_start": (168, 240),
    "sign/carton_a": (288, 200),
    "sign/carton_b": (288, 200),
    "sign/waste_oil": (260, 200),
    "sign/rag_bin": (200, 200),
    "sign/truck_side": (640, 120),
    "sign/drum": (240, 180),
    "sign/bay_1": (128, 128),
    "sign/bay_2": (128, 128),
    "sign/shutter_1": (300, 120),
    "sign/shutter_2": (300, 120),
}
LENT = workshop.DRAWN | faces.DRAWN | stains.DRAWN


def fitted(name, draw):
    """The drawing, sized to its place."""
    if name not in DRAWN_AT:
        return draw
    (w, h), (wide, high) = DRAWN_AT[name], surface.REGIONS[name]
    return lambda: f'<g transform="scale({wide / w} {high / h})">{draw()}</g>'


if __name__ == "__main__":
    drawn = LENT | signs.DRAWN | marks.DRAWN
    drawn = {name: fitted(name, draw) for name, draw in drawn.items()}
    atlas.main("garage", surface.BOOK, drawn)
