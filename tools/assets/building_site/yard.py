"""What stands about the passage: goods, machines, the dismantling area, couplers, cones, stains."""

import math

import numpy as np

from kit.shape import Form

from . import fittings as fit
from . import around, gear, goods, scaffold, welfare
from .passage import boom


def ground(boxes):
    """Trodden fill; a strip of concrete from the gate through the passage into the building."""
    box = boxes["ground"]
    form = Form(box.id, box.centre)
    around.floor(form, "concrete", -1.95, -11.4, 1.95, 2.6, 0.0, 2.0)
    around.floor(form, "earth", -7.6, -11.4, -1.95, 1.9, 0.0, 1.8)
    around.floor(form, "earth", 1.95, -11.4, 7.6, 1.9, 0.0, 1.8)
    around.floor(form, "concrete", -7.5, -14.0, 7.5, -11.4, 0.0, 0.7)
    for x0, z0, x1, z1 in (
        (-10, 1.9, -1.95, 4),
        (1.95, 1.9, 12, 4),
        (-1.95, 2.6, 1.95, 4),
        (-10, -15, -7.6, 1.9),
        (7.6, -15, 12, 1.9),
        (-7.6, -15, 7.6, -14),
    ):
        around.floor(form, "earth", x0, z0, x1, z1, 0.0, 0.25)
    return [form]


def stains():
    """Clay, damp, tyres, mortar, feet on the ground."""
    form = Form("dressing_stains")

    def lie(look, x, z, wide, deep, turn=0.0, y=0.003):
        form.label(look, (x, y, z), (0, 1, 0), wide, deep, 0.0, turn)

    dice = np.random.default_rng(5)
    for k in range(16):
        # Clay carried on to the concrete, from its edges inwards.
        side = -1 if k % 2 else 1
        lie(
            "stain/mud",
            side * (1.95 + dice.uniform(-0.25, 0.3)),
            2.0 - 0.75 * k,
            dice.uniform(0.9, 1.6),
            dice.uniform(0.6, 1.2),
            dice.uniform(0, 180),
            0.0024,
        )
    for x, z, w, d in (
        (-3.6, -6.2, 1.9, 1.3),
        (4.4, -4.6, 2.4, 1.6),
        (-5.0, 0.6, 1.6, 1.1),
        (3.9, -8.3, 1.8, 1.2),
    ):
        lie("stain/damp", x, z, w * 1.5, d * 1.5, 20 * x, 0.0022)
    for x, z, w, d, t in (
        (3.4, -4.9, 1.35, 0.95, 15),
        (-3.2, -6.35, 1.0, 0.7, 60),
        (3.9, -8.5, 0.9, 0.6, 0),
    ):
        lie("stain/puddle", x, z, w, d, t, 0.0032)
    for x, lean in ((2.65, 0), (4.05, 0), (-2.55, 3), (-3.75, 3)):
        for k in range(9):
            lie("stain/tyre", x + 0.02 * lean * k, 1.4 - 0.94 * k, 0.26, 0.98, lean, 0.0028)
    for k in range(7):
        lie("stain/foot", 0.35 * (-1) ** k, 0.9 - 1.35 * k, 1.25, 0.45, 90 + 6 * (-1) ** k, 0.003)
    lie("stain/safe_way", 0.0, -2.1, 0.9, 1.47, 0, 0.0036)
    for x, z in ((-2.6, -3.5), (-6.3, -4.5), (-4.6, -2.9), (-6.2, -0.4)):
        lie("stain/cement", x, z, 1.0, 0.8, 30 * x, 0.0034)
    for x, y, z, w, h in (
        (-2.6, 3.3, -11.495, 0.9, 1.3),
        (2.7, 3.3, -11.495, 0.8, 1.2),
        (-3.75, 6.9, -11.495, 0.9, 1.5),
        (3.6, 6.9, -11.495, 0.9, 1.5),
    ):
        form.label("stain/rust", (x, y - h / 2, z), (0, 0, 1), w, h, 0.0)
    for x in (-4.1, -2.2, 2.2, 4.0):
        form.label("stain/axis", (x, 1.0, -11.496), (0, 0, 1), 1.0, 0.25, 0.0)
    return form


def drop_area(boxes):
    """Where parts may be let down: boards on the clay against bouncing, lime lines round it."""
    box = boxes["drop_area"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    y = y1 - 0.002
    for a, b, c, d in (
        (x0, z0, x1, z0 + 0.07),
        (x0, z1 - 0.07, x1, z1),
        (x0, z0, x0 + 0.07, z1),
        (x1 - 0.07, z0, x1, z1),
    ):
        form.quad("whiteOld", [(a, y, d), (c, y, d), (c, y, b), (a, y, b)])
    form.label("stain/dust", ((x0 + x1) / 2, 0.004, (z0 + z1) / 2), (0, 1, 0), 2.3, 1.4, 0)
    return form


def couplers(boxes):
    """Two couplers at the deck's edge; more in a sack beside them."""
    prop = boxes["couplers"]
    forms = [Form(prop.id, prop.centre)]
    for part in prop.parts:
        form = Form(part.id, part.centre)
        x, y, z = part.centre
        for s in (-1, 1):
            form.lathe(
                "cast",
                (x - 0.045 if s < 0 else x + 0.004, y + 0.002, z),
                [(0.024, 0), (0.036, 0.005), (0.036, 0.036), (0.024, 0.041), (0.024, 0)],
                (1, 0, 0),
                12,
            )
        form.rod(
            "bare", (x - 0.02, y - 0.035, z + 0.022), (x - 0.02, y + 0.036, z + 0.022), 0.006, 6
        )
        form.rod(
            "bare", (x + 0.02, y - 0.035, z - 0.022), (x + 0.02, y + 0.036, z - 0.022), 0.006, 6
        )
        form.box("cast", (x - 0.04, y - 0.04, z - 0.02), (x + 0.04, y - 0.024, z + 0.02), 0.004)
        forms.append(form)
    return forms


def deck_things(boxes):
    """Guards on the deck, those that are off, bricks, the loose brick, the tool bag."""
    forms = []
    for name in ("guard_west", "guard_mid", "guard_east"):
        box = boxes[name]
        form = Form(name, box.centre)
        scaffold.guard(form, box.low, box.high)
        forms.append(form)
    for name in ("bay_west", "bay_east"):
        forms.append(Form(name, boxes[name].centre))
        part = boxes[name].parts[0]
        form = Form(part.id, part.centre)
        scaffold.guard(form, part.low, part.high)
        forms.append(form)
    for k, name in enumerate(("bricks_west", "bricks_east")):
        forms.append(Form(name, boxes[name].centre))
        part = boxes[name].parts[0]
        form = Form(part.id, part.centre)
        (x0, y0, z0), (x1, y1, z1) = part.low, part.high
        dice = np.random.default_rng(k)
        # Set down crosswise in a hurry, row on row, out over the planks' edge.
        for row in range(5):
            y = y0 + 0.03 + 0.06 * row
            for i in range(6 - row):
                x = x0 + 0.13 + 0.126 * (i + 0.5 * row)
                z = (z0 + z1) / 2 + dice.uniform(-0.028, 0.028)
                turn = math.pi / 2 + dice.normal(0, 0.05)
                if row == 4 - k and i == 1:
                    turn += 0.5
                fit.brick(form, (x, y, z), turn, fit.LOOKS[(i + row) % 4], (0.24, 0.053, 0.113))
        forms.append(form)
    prop = boxes["loose_brick"]
    forms.append(Form(prop.id, prop.centre))
    part = prop.parts[0]
    form = Form(part.id, part.centre)
    fit.brick(form, part.centre, 0.0, "brick", (0.238, 0.046, 0.108))
    forms.append(form)
    return forms + bag(boxes)


def bag(boxes):
    """A scaffolder's bag of canvas on the rail, its cord tied in a hitch."""
    box = boxes["tool_bag"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    x, z = box.centre[0], box.centre[2]
    form.box("orange", (x0 + 0.01, y0, z0 + 0.01), (x1 - 0.01, y0 + 0.3, z1 - 0.01), 0.04)
    form.box("dark", (x0 + 0.03, y0 + 0.29, z0 + 0.03), (x1 - 0.03, y0 + 0.305, z1 - 0.03), 0.004)
    form.box("dark", (x0 + 0.06, y0 + 0.06, z1 - 0.012), (x1 - 0.06, y0 + 0.2, z1), 0.01)
    form.tube(
        "webRed",
        [
            (x0 + 0.05, y0 + 0.28, z),
            (x0 + 0.08, y1 - 0.02, z),
            (x1 - 0.08, y1 - 0.02, z),
            (x1 - 0.05, y0 + 0.28, z),
        ],
        0.012,
        0.08,
        7,
    )
    for k, (look, dx) in enumerate((("wood", -0.08), ("bare", 0.0), ("red", 0.07))):
        form.rod(
            look, (x + dx, y0 + 0.24, z), (x + dx + 0.02, y0 + 0.38 - 0.02 * k, z + 0.01), 0.011, 7
        )
    cord = boxes["tool_cord"]
    tie = Form(cord.id, cord.centre)
    cx, _, cz = cord.centre
    tie.tube(
        "ropeGreen",
        [(cx, cord.low[1], cz), (cx + 0.004, cord.centre[1], cz), (cx, cord.high[1], cz)],
        0.008,
        0,
        6,
    )
    tie.lathe(
        "ropeGreen",
        (cx - 0.015, cord.high[1] - 0.02, cz),
        [(0.008, 0), (0.014, 0.006), (0.014, 0.024), (0.008, 0.03)],
        (1, 0, 0),
        8,
    )
    return [form, tie]


def cones(box):
    """Two cones with a bar of tape between them."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    z = box.centre[2]
    a, b = x0 + 0.19, x1 - 0.19
    fit.cone(form, (a, 0, z - 0.04), y1)
    fit.cone(form, (b, 0, z + 0.05), y1)
    corners = [
        (a, y1 - 0.1, z - 0.02),
        (b, y1 - 0.1, z + 0.07),
        (b, y1 - 0.04, z + 0.07),
        (a, y1 - 0.04, z - 0.02),
    ]
    fit.both(form, "sign/danger_tape", corners)
    return [form]


def extras():
    """Gate, signs on the hoarding and the facade, net between hoarding and scaffold."""
    form = Form("dressing_gate")
    for s in (-1, 1):
        form.box("blue", (1.6 * s - 0.14, 0, 1.82), (1.6 * s + 0.14, 3.0, 2.1), 0.015)
        form.label("sign/stripes_yellow", (1.6 * s, 0.7, 1.82), (0, 0, -1), 0.9, 0.27, 0.0015, 90)
        # The leaves stand open to the street.
        form.box("blueOld", (1.46 * s - 0.02, 0.1, 2.1), (1.46 * s + 0.02, 2.1, 3.5), 0.006)
        form.box("white", (1.46 * s - 0.03, 0.1, 2.1), (1.46 * s + 0.03, 0.16, 3.5), 0.004)
    form.box("red", (-1.74, 3.0, 1.86), (1.74, 3.5, 2.06), 0.01)
    form.label("sign/slogan_life", (0, 3.25, 1.86), (0, 0, -1), 3.4, 0.453, 0.0015)
    wall = Form("dressing_signs")
    n, e, w = (0, 0, 1), (-1, 0, 0), (1, 0, 0)
    for look, at, facing in (
        ("sign/warn_object", (-7.57, 1.5, -8.6), w),
        ("sign/no_entry", (-7.57, 1.5, -8.0), w),
        ("sign/no_smoking", (-7.57, 1.5, 0.95), w),
        ("sign/warn_shock", (-7.57, 1.55, -6.05), w),
        ("sign/no_stand", (7.57, 1.5, -4.6), e),
        ("sign/warn_crane", (7.57, 1.5, -6.2), e),
        ("sign/must_helmet", (7.57, 1.5, -3.9), e),
    ):
        fit.board(wall, look, at, facing, 0.46, 0.575)
    for look, at in (
        ("sign/no_throw", (-4.6, 5.05, -9.385)),
        ("sign/must_belt", (2.4, 5.05, -9.385)),
        ("sign/warn_fall", (6.4, 5.05, -9.385)),
    ):
        fit.board(wall, look, at, n, 0.52, 0.65)
    # A banner on the net, tied at its corners.
    wall.block("red", (1.0, 6.2, -9.385), (6.0, 0.8, 0.008), 0)
    wall.label("sign/slogan_first", (1.0, 6.2, -9.381), n, 5.95, 0.793, 0.001)
    fit.board(wall, "sign/accept", (-1.5, 1.45, -9.46), n, 0.3, 0.4)
    fit.board(wall, "sign/accept", (7.0, 4.4, -9.385), n, 0.24, 0.32)
    return [form, wall]


def all_of(boxes):
    """Everything of the yard."""
    forms = ground(boxes) + [stains(), drop_area(boxes)] + couplers(boxes) + deck_things(boxes)
    forms += goods.brick_pallet(boxes["brick_pallet"]) + goods.barrow(boxes["wheelbarrow"])
    forms += goods.sacks(boxes["cement_bags"]) + goods.sand(boxes["sand_heap"])
    forms += goods.tube_rack(boxes["tube_rack"]) + goods.planks_down(boxes["removed_planks"])
    forms += goods.rebar_rack(boxes["rebar_rack"]) + goods.skip(boxes["debris_bin"])
    forms += (
        gear.mixer(boxes["mixer"]) + gear.tub(boxes["mortar_tub"]) + gear.saw(boxes["block_saw"])
    )
    forms += gear.dist_box(boxes, (1, 0, 0)) + gear.extinguishers(boxes["extinguishers"], (1, 0, 0))
    forms += gear.tank(boxes["water_tank"]) + gear.bench(boxes["rest_bench"]) + gear.hats(boxes)
    forms += cones(boxes["cones"]) + boom(boxes["cordon_boom"])
    forms += welfare.office(boxes["site_office"]) + welfare.shelter(boxes)
    forms += welfare.notice(boxes["notice_boards"])
    forms += welfare.banner(boxes["slogan"], "sign/slogan_three", (0, 0, -1))
    for name, inside in (
        ("hoarding_west", (1, 0, 0)),
        ("hoarding_east", (-1, 0, 0)),
        ("hoarding_south_west", (0, 0, -1)),
        ("hoarding_south_east", (0, 0, -1)),
    ):
        forms.append(around.hoarding(boxes[name], inside))
    return forms + extras()
