"""The garage's looks: the workshop's surfaces, its own colours and pictures of the atlas."""

from kit.surface import Book
from workshop import surface as workshop

# Surfaces that repeat: metres that one picture covers. The wall's picture is the whole wall, 6 m.
TILED = workshop.TILED | {"wall": 6.0}
MEAN = workshop.MEAN

PALETTE = {
    name: workshop.PALETTE[name]
    for name in (
        *("white", "grey", "light", "dark", "black", "iron", "bare", "chrome", "brass", "copper"),
        *("aluminium", "red", "redOld", "orange", "yellow", "lineYellow", "green", "blue"),
        *("rubber", "sheath", "concrete", "frame", "facade", "asphalt", "wood", "paper", "rag"),
        *("ragBlue", "rust", "castGrey", "lampOff", "amber", "zincYellow", "phaseG", "phaseY"),
        *("phaseR", "device", "deviceDark", "teal", "glove", "chip"),
    )
} | {
    "busWhite": ("D9DCD8", 0.28, 0.0),
    "busGreen": ("2F8F5B", 0.28, 0.0),
    "busLime": ("9CC23C", 0.3, 0.0),
    "busBlue": ("2C6FA8", 0.28, 0.0),
    "busSky": ("8FC0DD", 0.3, 0.0),
    "busGlass": ("12181B", 0.06, 0.0),
    "under": ("4A4945", 0.75, 0.0),
    "frameBlack": ("242526", 0.5, 0.0),
    "tyre": ("1C1C1C", 0.82, 0.0),
    "tyreOld": ("2A2927", 0.9, 0.0),
    "rim": ("B4B7B8", 0.4, 0.6),
    "rimDirt": ("6B6862", 0.7, 0.3),
    "seatBlue": ("2E4E80", 0.7, 0.0),
    "vinyl": ("5D5F60", 0.6, 0.0),
    "inside": ("A9ACA8", 0.55, 0.0),
    "lens": ("E6E8E6", 0.12, 0.0),
    "tailRed": ("8E1712", 0.15, 0.0),
    "hvOrange": ("E06A10", 0.45, 0.0),
    "liftBlue": ("24568C", 0.42, 0.0),
    "liftYellow": ("D6A514", 0.42, 0.0),
    "truckYellow": ("D9A012", 0.35, 0.0),
    "slingGreen": ("3E8A57", 0.85, 0.0),
    "slingWorn": ("55805F", 0.95, 0.0),
    "fibre": ("C9CDB8", 0.95, 0.0),
    "petrol": ("B59A4A", 0.08, 0.0),
    "cast": ("5B5A57", 0.7, 0.3),
    "brake": ("7A5A48", 0.75, 0.3),
    "checker": ("8B8E8C", 0.45, 0.6),
    "oilDark": ("2A2620", 0.25, 0.0),
    "hose": ("B8441E", 0.6, 0.0),
    "duct": ("3C3E3F", 0.7, 0.0),
    "leaf": ("4A6B38", 0.85, 0.0),
    "leafDark": ("38552F", 0.9, 0.0),
    "trunk": ("5A4A3A", 0.9, 0.0),
}

# The buses of the depot, by the hooks of the key board; the first is the one over the pit.
BUSES = ("7021", "7018", "7035", "7006", "7009", "7012", "7027", "7030")
# Pictures that the workshop's scripts draw, and those of the garage.
LENT = (
    *("sign/no_smoking", "sign/must_goggles", "sign/must_gloves", "sign/warn_slip"),
    *("sign/warn_shock", "sign/warn_machine", "sign/ext_sign", "sign/ext_card", "sign/first_aid"),
    *("sign/clock", "sign/exit", "sign/stripes", "sign/facade", "sign/check", "sign/toolbox"),
    *("sign/bin_metal", "sign/bin_rag", "sign/bin_other"),
    *("stain/oil", "stain/dirt", "stain/rust", "stain/scuff", "stain/hand", "stain/chips"),
    *("stain/tyre", "stain/foot", "stain/puddle"),
)
REGIONS = {name: workshop.REGIONS[name] for name in LENT} | {
    "sign/rules": (528, 352),
    "sign/five_s": (330, 177),
    "sign/slogan": (900, 84),
    "sign/route": (448, 84),
    "sign/route_side": (256, 64),
    **{f"sign/plate_{number}": (225, 72) for number in ("7021", "7035")},
    "sign/plate_truck": (225, 72),
    **{f"stain/fleet_{number}": (160, 64) for number in ("7021", "7035")},
    "stain/livery": (640, 80),
    "stain/splash": (256, 96),
    "sign/saloon": (384, 300),
    "sign/cluster": (320, 112),
    "sign/hv": (260, 160),
    "sign/hv_small": (128, 96),
    "sign/no_start": (146, 208),
    "sign/key_head": (384, 64),
    **{f"sign/key_{number}": (64, 40) for number in BUSES},
    "sign/fan_switch": (80, 112),
    "sign/safe_lamp": (128, 96),
    "sign/jack": (128, 160),
    "sign/stand": (160, 64),
    "sign/lift": (160, 208),
    "sign/lift_box": (128, 160),
    "sign/lift_rule": (320, 120),
    "sign/cage": (400, 96),
    "sign/sidewall": (200, 200),
    "sign/rag_bin": (160, 160),
    "sign/powder": (170, 210),
    "sign/ext_box": (300, 80),
    "sign/sling_head": (480, 80),
    "sign/sling_label": (80, 160),
    "sign/fray": (104, 208),
    "sign/web": (52, 208),
    "sign/truck_side": (512, 96),
    "sign/truck_door": (160, 160),
    "sign/waste_oil": (208, 160),
    "sign/compressor": (260, 90),
    "sign/bay_1": (96, 96),
    "sign/bay_2": (96, 96),
    "sign/shutter_1": (210, 84),
    "sign/shutter_2": (210, 84),
    "sign/mind_pit": (208, 260),
    "sign/no_fire": (208, 260),
    "sign/must_helmet": (208, 260),
    "sign/carton_a": (216, 150),
    "sign/carton_b": (216, 150),
    "sign/shelf": (240, 48),
    "sign/grille": (160, 160),
    "sign/checker": (128, 128),
    "sign/grating": (128, 128),
    "sign/wear": (256, 64),
    "stain/tracks": (96, 352),
    "stain/stop_line": (440, 110),
    "stain/drip": (256, 256),
}
# The workshop's bench and drum ask for these names.
REGIONS |= {"sign/drum": (208, 156)}
ROUGH = {"stain/oil": 0.2, "stain/puddle": 0.1, "stain/drip": 0.15, "sign/cluster": 0.2}

BOOK = Book(TILED, workshop.SHEETS, PALETTE, REGIONS, ROUGH)
