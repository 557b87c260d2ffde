"""What a carpenters' floor has: saw, timber, covers, props, tools, lamp, harness and hat."""

import math

import numpy as np

from kit.shape import Form

from . import fittings as fit
from . import gear, goods, welfare


def timber(box):
    """Squared timber on battens, by size."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for x in (x0 + 0.3, x1 - 0.4):
        form.box("goods/wood", (x, 0, z0), (x + 0.09, 0.07, z1), 0.004)
    dice = np.random.default_rng(3)
    rows = int((y1 - 0.07) / 0.086)
    for r in range(rows):
        n = 6 if r < rows - 1 else 4
        for k in range(n):
            a, b = dice.uniform(0, 0.1), dice.uniform(0, 0.1)
            z = z0 + (z1 - z0) * k / 6
            form.box(
                "goods/wood",
                (x0 + a, 0.07 + 0.086 * r, z + 0.006),
                (x1 - b, 0.07 + 0.086 * r + 0.08, z + 0.094),
                0.005,
            )
    return [form]


def covers(box):
    """Steel covers for openings, flat in a stack on battens, the uppermost with its words."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for x in (x0 + 0.2, x1 - 0.3):
        form.box("goods/wood", (x, 0, z0), (x + 0.1, 0.08, z1), 0.004)
    dice = np.random.default_rng(6)
    y = 0.08
    while y < y1 - 0.055:
        a, b = dice.uniform(0, 0.04, 2)
        look = "goods/ply" if dice.uniform() < 0.5 else "enamel/yellow"
        thick = 0.02 if look == "goods/ply" else 0.03
        form.box(look, (x0 + a, y, z0 + b), (x1 - 0.04 + a, y + thick, z1 - 0.04 + b), 0.002)
        y += thick + 0.003
    form.box("enamel/yellow", (x0 + 0.02, y, z0 + 0.02), (x1 - 0.02, y1 - 0.002, z1 - 0.02), 0.003)
    form.label("sign/cover", ((x0 + x1) / 2, y1 - 0.002, (z0 + z1) / 2), (0, 1, 0), 0.7, 0.7, 0.001)
    return [form]


def tool_box(box):
    """A steel site box with its lid and handle."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    form.box("blueOld", (x0, 0.02, z0), (x1, y1 - 0.06, z1), 0.008)
    form.box("blueOld", (x0 - 0.0, y1 - 0.055, z0), (x1, y1, z1), 0.01)
    for x in (x0 + 0.15, x1 - 0.15):
        form.box("bare", (x - 0.02, y1 - 0.11, z0 - 0.006), (x + 0.02, y1 - 0.04, z0), 0.002)
    form.tube(
        "bare",
        [
            (x0 + 0.25, y1 - 0.2, z0),
            (x0 + 0.25, y1 - 0.22, z0 - 0.03),
            (x1 - 0.25, y1 - 0.22, z0 - 0.03),
            (x1 - 0.25, y1 - 0.2, z0),
        ],
        0.007,
        0.02,
        7,
    )
    return [form]


def permit(box):
    """The permit for work at height in a frame."""
    form = Form(box.id, box.centre)
    form.box("whiteOld", box.low, box.high, 0.006)
    form.label(
        "sign/permit", (box.centre[0], box.centre[1], box.low[2]), (0, 0, -1), 0.96, 0.768, 0.0012
    )
    return [form]


def bucket(box):
    """A bucket of couplers."""
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    r, h = box.size[0] / 2 - 0.004, box.high[1]
    form.lathe(
        "black",
        (x, 0, z),
        [
            (0, 0),
            (r * 0.76, 0),
            (r, h - 0.05),
            (r, h - 0.04),
            (r * 0.94, h - 0.05),
            (r * 0.72, 0.02),
            (0, 0.02),
        ],
        segments=20,
    )
    dice = np.random.default_rng(8)
    for k in range(13):
        t, d = dice.uniform(0, 6.28), r * 0.66 * dice.uniform() ** 0.5
        y = h - 0.1 + 0.05 * (k > 7)
        way = dice.normal(size=3)
        form.lathe(
            "cast",
            (x + d * math.cos(t), y, z + d * math.sin(t)),
            [(0.02, 0), (0.03, 0.004), (0.03, 0.036), (0.02, 0.04), (0.02, 0)],
            way,
            8,
        )
    form.tube(
        "bare",
        [
            (x - r, h - 0.05, z),
            (x - r * 0.7, h - 0.01, z + 0.06),
            (x + r * 0.7, h - 0.01, z + 0.06),
            (x + r, h - 0.05, z),
        ],
        0.004,
        0.05,
        5,
    )
    return [form]


def prop_bundle(box):
    """Steel props with their threads, tied."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for row in range(2):
        for k in range(6 - row):
            x = x0 + 0.035 + 0.064 * k + 0.032 * row
            y = 0.034 + 0.058 * row
            fit.pipe(
                form,
                "enamel/red" if (k + row) % 3 else "enamel/rust",
                (x, y, z0 + 0.02),
                (x, y, z1 - 0.5),
                0.03,
                9,
            )
            fit.pipe(form, "enamel/zinc", (x, y, z1 - 0.5), (x, y, z1 - 0.02), 0.024, 8)
            form.block("iron", (x, y, z0 + 0.01), (0.062, 0.062, 0.012), 0)
    return [form]


def trestle(box):
    """A sawhorse with a sheet's offcut, pencil and a level on it."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    z = box.centre[2]
    form.box("goods/wood", (x0, y1 - 0.1, z - 0.04), (x1, y1, z + 0.04), 0.004)
    for x in (x0 + 0.14, x1 - 0.14):
        for s in (-1, 1):
            form.tube(
                "goods/wood",
                [
                    (x, y1 - 0.06, z + 0.03 * s),
                    (x - 0.06 * (1 if x < box.centre[0] else -1), 0.0, z + 0.17 * s),
                ],
                0.028,
                0,
                4,
            )
        form.box("goods/wood", (x - 0.02, 0.3, z - 0.13), (x + 0.02, 0.36, z + 0.13), 0.003)
    form.box("yellow", (x0 + 0.2, y1, z - 0.012), (x0 + 0.8, y1 + 0.0, z + 0.012), 0)
    form.box("yellow", (x0 + 0.2, y1 - 0.002, z - 0.014), (x0 + 0.8, y1 + 0.045, z + 0.014), 0.004)
    return [form]


def lamp(box):
    """A flood lamp on a tripod, off by day."""
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    top = box.high[1]
    for k in range(3):
        t = 0.5 + 2 * math.pi * k / 3
        form.tube(
            "yellow",
            [(x, 0.75, z), (x + 0.19 * math.cos(t), 0.0, z + 0.19 * math.sin(t))],
            0.012,
            0,
            6,
        )
    form.rod("bare", (x, 0.6, z), (x, top - 0.2, z), 0.016, 8)
    form.box("dark", (x - 0.17, top - 0.24, z - 0.03), (x + 0.17, top, z + 0.03), 0.012)
    form.box("bulb", (x - 0.15, top - 0.22, z - 0.034), (x + 0.15, top - 0.02, z - 0.029), 0)
    form.tube(
        "sheath",
        [(x, top - 0.2, z + 0.03), (x + 0.05, 0.5, z + 0.06), (x + 0.1, 0.012, z + 0.1)],
        0.008,
        0.1,
        6,
    )
    return [form]


def bottles(box):
    """A shrink pack of water, one taken out."""
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    for i in range(3):
        for k in range(2):
            if i == 2 and k == 0:
                continue
            gear.bottle(form, x0 + 0.045 + 0.08 * i, y0, z0 + 0.055 + 0.09 * k, high=y1 - y0 - 0.02)
    return [form]


def harness(form, part):
    """A full harness on its peg: shoulder and leg straps, D-ring, lanyard with its hook."""
    x, _, z = part.centre
    top, foot = part.high[1], part.low[1]
    for s in (-1, 1):
        form.tube(
            "webRed",
            [
                (x, top - 0.01, z - 0.02),
                (x + 0.1 * s, top - 0.1, z + 0.03),
                (x + 0.13 * s, top - 0.3, z + 0.05),
                (x + 0.1 * s, top - 0.42, z + 0.02),
            ],
            0.019,
            0.08,
            4,
        )
        ring = [
            (
                x + 0.08 * s + 0.055 * math.cos(t),
                foot + 0.1 + 0.1 * math.sin(t),
                z + 0.02 + 0.02 * math.sin(2 * t),
            )
            for t in np.linspace(0, 2 * math.pi, 13)
        ]
        form.tube("webRed", ring, 0.017, 0, 4)
    for y, w in ((top - 0.2, 0.1), (top - 0.42, 0.13)):
        form.box("web", (x - w, y - 0.022, z + 0.02), (x + w, y + 0.022, z + 0.034), 0.003)
    form.box("bare", (x - 0.03, top - 0.45, z + 0.03), (x + 0.03, top - 0.39, z + 0.045), 0.004)
    ring = [
        (x + 0.03 * math.cos(t), top - 0.1 + 0.03 * math.sin(t), z + 0.04)
        for t in np.linspace(0, 2 * math.pi, 12)
    ]
    form.tube("bare", ring, 0.006, 0, 6)
    form.tube(
        "web",
        [
            (x, top - 0.12, z + 0.04),
            (x + 0.1, top - 0.35, z + 0.06),
            (x + 0.05, foot + 0.1, z + 0.05),
            (x - 0.06, foot + 0.12, z + 0.05),
        ],
        0.009,
        0.08,
        6,
    )
    form.box("bare", (x - 0.1, foot + 0.06, z + 0.04), (x - 0.06, foot + 0.2, z + 0.055), 0.01)


def rack(boxes):
    """Harness and hat on their rack."""
    forms = []
    for name in ("ppe_back", "ppe_front", "ppe_side_left", "ppe_side_right"):
        box = boxes[name]
        form = Form(name, box.centre)
        form.box("whiteOld" if name == "ppe_back" else "blueOld", box.low, box.high, 0.006)
        forms.append(form)
    back, front = forms[0], forms[1]
    box = boxes["ppe_back"]
    z = box.high[2]
    back.label("sign/must_belt", (-2.75, 1.665, z), (0, 0, 1), 0.18, 0.225, 0.0015)
    back.label("sign/must_helmet", (-2.45, 1.665, z), (0, 0, 1), 0.18, 0.225, 0.0015)
    # Its back: a rule board between two ribs.
    (x0, y0, z0), (x1, y1, _) = box.low, box.high
    for x in (x0 + 0.04, x1 - 0.07):
        back.box("bare", (x, y0, z0 - 0.016), (x + 0.03, y1 - 0.02, z0), 0.003, "+z")
    back.label("sign/board_3", (box.centre[0], 1.25, z0), (0, 0, -1), 0.54, 0.72, 0.0015)
    prop = boxes["ppe_point"]
    forms.append(Form(prop.id, prop.centre))
    belt, hat = prop.parts
    for x, y in ((belt.centre[0], belt.high[1] - 0.01), (hat.centre[0], hat.centre[1] + 0.02)):
        back.rod("bare", (x, y, z), (x, y + 0.015, z + 0.1), 0.008, 8)
    front.label(
        "sign/stripes_yellow",
        (-2.6, 0.79, boxes["ppe_front"].high[2]),
        (0, 0, 1),
        0.78,
        0.0975,
        0.001,
    )
    form = Form(belt.id, belt.centre)
    harness(form, belt)
    forms.append(form)
    form = Form(hat.id, hat.centre)
    fit.helmet(form, hat.centre, hat.size, "hatYellow", 1.0)
    forms.append(form)
    return forms


def stains():
    """Mortar, sawdust, feet, rain on the slab; a coil of cable."""
    form = Form("dressing_stains")

    def lie(look, x, z, wide, deep, turn=0.0, y=0.003):
        form.label(look, (x, y, z), (0, 1, 0), wide, deep, 0.0, turn)

    for x, z, w, t in ((-4.2, -0.4, 2.0, 0), (-1.6, -3.5, 1.2, 30), (-3.4, 0.6, 1.0, 80)):
        lie("stain/dust", x, z, w, w * 0.8, t, 0.0026)
    for x, z, w, t in (
        (-5.0, -1.4, 1.3, 10),
        (2.0, -4.4, 1.1, 60),
        (-2.8, -5.6, 1.4, 120),
        (3.4, 0.4, 1.2, 45),
        (4.2, -6.6, 0.9, 0),
    ):
        lie("stain/cement", x, z, w, w * 0.8, t, 0.0028)
    for x, z, w, d, t in (
        (0.6, -1.6, 2.6, 1.8, 0),
        (-3.6, -6.2, 2.2, 1.2, 0),
        (3.6, -3.6, 2.2, 1.6, 0),
        (-0.8, 0.9, 2.4, 1.2, 0),
    ):
        lie("stain/damp", x, z, w, d, t, 0.0022)
    lie("stain/puddle", 1.5, -0.3, 0.9, 0.6, 30, 0.0032)
    lie("stain/puddle", -3.9, -5.9, 0.7, 0.5, 70, 0.0032)
    for k in range(5):
        lie(
            "stain/foot",
            0.3 * (-1) ** k + 0.2 * k,
            0.5 - 1.35 * k,
            1.25,
            0.45,
            80 + 6 * (-1) ** k,
            0.003,
        )
    lie("stain/mud", 4.6, 0.9, 1.3, 0.9, 20, 0.0024)
    lie("stain/mud", 3.6, 1.0, 1.1, 0.8, 70, 0.0024)
    cable = Form("cable")
    cable.tube(
        "sheath",
        [
            (-5.95, 0.012, 0.7),
            (-5.0, 0.012, 0.45),
            (-4.7, 0.012, 0.1),
            (-4.6, 0.012, -0.2),
            (-4.62, 0.35, -0.3),
        ],
        0.01,
        0.25,
        6,
    )
    form.absorb(cable)
    return form


def signs():
    """On the walls and on the deck's rail."""
    form = Form("dressing_signs")
    w, e, s, n = (1, 0, 0), (-1, 0, 0), (0, 0, -1), (0, 0, 1)
    for look, at, facing in (
        ("sign/warn_hole", (-6.3, 1.7, -4.4), w),
        ("sign/warn_hole", (6.3, 1.7, -3.4), e),
        ("sign/must_belt", (-6.3, 1.75, -6.3), w),
        ("sign/no_throw", (6.3, 1.75, -6.3), e),
        ("sign/warn_shock", (-6.3, 1.8, 1.5), w),
        ("sign/no_smoking", (-5.2, 1.6, 2.0), s),
    ):
        fit.board(form, look, np.array(at) + np.array(facing) * 0.012, facing, 0.42, 0.525)
    for look, at in (
        ("sign/warn_fall", (-4.0, 0.88, -8.82)),
        ("sign/must_belt", (3.9, 0.88, -8.82)),
    ):
        fit.board(form, look, at, n, 0.34, 0.425)
    fit.board(form, "sign/accept", (-5.0, 0.9, -8.82), n, 0.24, 0.32)
    return form


def all_of(boxes):
    """Everything that stands on the floor."""
    forms = (
        gear.saw(boxes["saw_bench"], True)
        + covers(boxes["covers_store"])
        + timber(boxes["timber_stack"])
    )
    forms += (
        tool_box(boxes["tool_box"])
        + permit(boxes["permit_board"])
        + bucket(boxes["coupler_bucket"])
    )
    forms += gear.dist_box(boxes, (1, 0, 0)) + gear.extinguishers(
        boxes["extinguishers"], (0, 0, -1)
    )
    forms += gear.barrel(boxes["water_barrel"]) + goods.barrow(boxes["wheelbarrow"], False)
    forms += goods.rebar_bundle(boxes["rebar_bundle"]) + goods.block_pallet(boxes["block_pallet"])
    forms += (
        prop_bundle(boxes["prop_bundle"]) + trestle(boxes["trestle"]) + lamp(boxes["work_lamp"])
    )
    forms += welfare.banner(boxes["slogan"], "sign/slogan_first", (0, 0, -1)) + bottles(
        boxes["water_bottles"]
    )
    return forms + rack(boxes) + [stains(), signs()]
