"""The hall's corner: floor, walls, windows, shutter, door, columns, roof, lamps, and what is to be
seen outside."""

import numpy as np

from kit.greenery import tree
from kit.shape import Form, pane, sides

from .fittings import bolts, frame

# Inner faces: walls at x ±5, z -4.8 and 4.2; the roof's sheet at 5 m.
WEST, EAST, NORTH, SOUTH, TOP = -5.0, 5.0, -4.8, 4.2, 5.0
INNER = (WEST, EAST, NORTH, SOUTH, TOP)
# Which sides of a wall somebody can see.
SEEN = {
    "wall_n": ["+z"],
    "wall_e": ["-x"],
    "wall_w_sill": ["+x", "+y"],
    "wall_w_head": ["+x", "-y"],
    "wall_w_north": ["+x", "+z"],
    "wall_w_south": ["+x", "-z"],
    "wall_s_west": ["-z", "+x"],
    "wall_s_head": ["-z", "-y"],
    "wall_s_mid": ["-z", "-x", "+x"],
    "wall_s_door": ["-z", "-y"],
    "wall_s_east": ["-z", "-x"],
}
TRUSSES = (-4.3, -1.45, 1.35, 4.0)


def wall(box, seen, inner):
    """A wall's seen sides, and the cut that a view from above shows. `inner` is where the hall's
    inner faces are: west, east, north, south, top."""
    west, east, north, south, top = inner
    form = Form(box.id, box.centre)
    low, high = np.array(box.low), np.array(box.high)
    faces = sides(low, high)
    for side in seen:
        corners = np.array(faces[side])
        if side[1] == "z":
            corners[:, 0] = np.clip(corners[:, 0], west, east)
        if side == "+x" and high[0] == west or side == "-x" and low[0] == east:
            corners[:, 2] = np.clip(corners[:, 2], north, south)
        form.quad("wall", corners)
    if high[1] >= top:
        form.quad("cut", faces["+y"])
    # Light must not come through from outside.
    outer = {"n": "-z", "e": "+x", "w": "-x", "s": "+z"}[box.id.split("_")[1]]
    form.quad("loose/facade", faces[outer])
    return form


def line(form, x0, z0, x1, z1, y=0.0025):
    """A painted line on the floor."""
    form.quad("lineYellow", [(x0, y, z1), (x1, y, z1), (x1, y, z0), (x0, y, z0)])


def floor(box):
    """Epoxy, and the gangway between yellow lines."""
    form = Form(box.id, box.centre)
    form.quad("floor", [(WEST, 0, SOUTH), (EAST, 0, SOUTH), (EAST, 0, NORTH), (WEST, 0, NORTH)])
    w = 0.08
    # From the shutter up to the cabinets, then along them to the switch.
    for x, z in ((-1.5, -0.4), (1.05, 0.4)):
        line(form, x - w / 2, z, x + w / 2, SOUTH - 0.1)
    line(form, -2.3, -0.48, -1.46, -0.4)
    line(form, 1.01, 0.32, 3.4, 0.4)
    return form


FEET = (
    ((WEST, NORTH), (EAST, NORTH), (0, 1)),
    ((WEST, NORTH), (WEST, SOUTH), (1, 0)),
    ((EAST, NORTH), (EAST, SOUTH), (-1, 0)),
    ((WEST, SOUTH), (-2.0, SOUTH), (0, -1)),
    ((1.0, SOUTH), (3.0, SOUTH), (0, -1)),
    ((3.9, SOUTH), (EAST, SOUTH), (0, -1)),
)


def sheets(form, feet):
    """The foot of the walls: a rounded cement skirting. From, to, and the way into the room."""
    for a, b, f in feet:
        low = (min(a[0], b[0]) - (f[0] < 0) * 0.02, 0, min(a[1], b[1]) - (f[1] < 0) * 0.02)
        high = (max(a[0], b[0]) + (f[0] > 0) * 0.02, 0.1, max(a[1], b[1]) + (f[1] > 0) * 0.02)
        form.box("concrete", low, high, 0.008, "-y")


def windows(boxes):
    """The band of high windows: steel frames, dusty panes, a sill."""
    box = boxes["hall_windows"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    x0, x1 = -5.06, -5.0
    frame(form, "frame", (x0, y0, z0), (x1, y1, z1), 0.05, 0)
    n = 5
    wide = (z1 - z0) / n
    for k in range(n):
        a, b = z0 + wide * k, z0 + wide * (k + 1)
        if k:
            form.box("frame", (x0, y0 + 0.05, a - 0.03), (x1, y1 - 0.05, a + 0.03), 0.004)
        form.box(
            "frame", (x0 + 0.01, y0 + 0.95, a + 0.03), (x1 - 0.005, y0 + 0.99, b - 0.03), 0.003
        )
        form.box(
            "frame",
            (x0 + 0.015, y0 + 0.05, (a + b) / 2 - 0.012),
            (x1 - 0.015, y0 + 0.95, (a + b) / 2 + 0.012),
            0.002,
        )
        pane(form, (x0 + 0.03, y0 + 0.05, a + 0.03), (x0 + 0.03, y1 - 0.05, b - 0.03), 0)
    form.box("concrete", (x1 - 0.02, y0 - 0.06, z0 - 0.05), (x1 + 0.05, y0 + 0.0, z1 + 0.05), 0.008)
    return form


def shutter(boxes):
    """A roller shutter, shut: slats, guides, its box above, chain at the side."""
    box = boxes["roller_shutter"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    slats = 36
    step = (y1 - 0.1) / slats
    for k in range(slats):
        y = 0.1 + step * k
        form.quad(
            "zinc",
            [
                (x1, y + 0.01, z0 + 0.002),
                (x0, y + 0.01, z0 + 0.002),
                (x0, y + step * 0.85, z0 + 0.002),
                (x1, y + step * 0.85, z0 + 0.002),
            ],
        )
        form.quad(
            "zinc",
            [
                (x1, y, z0 + 0.016),
                (x0, y, z0 + 0.016),
                (x0, y + 0.01, z0 + 0.002),
                (x1, y + 0.01, z0 + 0.002),
            ],
        )
        form.quad(
            "zinc",
            [
                (x1, y + step * 0.85, z0 + 0.002),
                (x0, y + step * 0.85, z0 + 0.002),
                (x0, y + step, z0 + 0.016),
                (x1, y + step, z0 + 0.016),
            ],
        )
    form.box("dark", (x0, 0.0, z0 - 0.004), (x1, 0.1, z1), 0.005)
    form.box("rubber", (x0, 0.0, z0 - 0.006), (x1, 0.025, z1), 0.004)
    for x, s in ((x0, -1), (x1, 1)):
        form.box("zinc", (x - 0.06, 0, z0 - 0.05), (x + 0.06, y1 + 0.05, z1 + 0.02), 0.005)
        form.box("yellow", (x - 0.061, 0, z0 - 0.052), (x + 0.061, 1.2, z0 - 0.048), 0)
        for k in range(4):
            form.label(
                "sign/stripes", (x, 0.15 + 0.3 * k, z0 - 0.0525), (0, 0, -1), 0.3, 0.12, 0.001, 90
            )
    form.box("enamel/grey", (x0 - 0.15, y1, 3.72), (x1 + 0.15, y1 + 0.5, 4.2), 0.014)
    form.label("sign/shutter", (x0 + 0.5, y1 + 0.26, 3.72), (0, 0, -1), 0.5, 0.2, 0.002)
    form.box("light", (1.25, 1.2, 4.12), (1.37, 1.42, 4.2), 0.008)
    for k, look in enumerate(("green", "red", "black")):
        form.rod(look, (1.31, 1.37 - 0.06 * k, 4.12), (1.31, 1.37 - 0.06 * k, 4.106), 0.016, 16)
    form.tube("zinc", [(1.31, 1.42, 4.18), (1.31, 3.6, 4.18), (1.1, 3.6, 4.18)], 0.0125, 0.08, 9)
    return form


def door(boxes):
    """The side door: a steel leaf in its case."""
    box = boxes["side_door"]
    case = Form(box.id, box.centre)
    x0, x1 = 3.0, 3.9
    for x, s in ((x0, 1), (x1, -1)):
        case.box(
            "frame", (x - 0.05 * (s > 0), 0, 4.18), (x + 0.05 * (s < 0) + 0.0, 2.15, 4.24), 0.004
        )
    case.box("frame", (x0 - 0.05, 2.1, 4.18), (x1 + 0.05, 2.15, 4.24), 0.004)
    case.box("bare", (x0, 0, 4.2), (x1, 0.012, 4.35), 0.004)
    part = boxes["side_door.leaf"]
    leaf = Form(part.id, part.centre)
    (a0, b0, c0), (a1, b1, c1) = part.low, part.high
    leaf.box("enamel/cream", (a0, b0, c0 + 0.004), (a1, b1, c1 - 0.004), 0.004)
    for y0, y1 in ((0.25, 0.95), (1.2, 1.9)):
        for z, s in ((c0 + 0.004, -1), (c1 - 0.004, 1)):
            leaf.box("enamel/cream", (a0 + 0.12, y0, z - 0.004), (a1 - 0.12, y1, z + 0.004), 0.004)
    for z, s in ((c0, -1), (c1, 1)):
        leaf.box("bare", (a0 + 0.04, 0.94, z - 0.006), (a0 + 0.09, 1.14, z + 0.006), 0.003)
        leaf.rod("bare", (a0 + 0.065, 1.06, z), (a0 + 0.065, 1.06, z + s * 0.05), 0.009, 10)
        leaf.rod(
            "bare", (a0 + 0.055, 1.06, z + s * 0.05), (a0 + 0.19, 1.06, z + s * 0.05), 0.01, 10
        )
    leaf.label("stain/hand", (a0 + 0.1, 1.05, c0 + 0.002), (0, 0, -1), 0.3, 0.36, 0.0035)
    leaf.label("stain/scuff", (3.45, 0.14, c0 + 0.002), (0, 0, -1), 0.7, 0.2, 0.0035)
    return [case, leaf]


def columns(boxes):
    """Rolled columns with their foot plates; yellow and black where trolleys pass."""
    forms = []
    for name, s in (("column_east", -1), ("column_west", 1)):
        box = boxes[name]
        form = Form(name, box.centre)
        (x0, _, z0), (x1, y1, z1) = box.low, box.high
        cz = box.centre[2]
        for a, b in ((x0, x0 + 0.018), (x1 - 0.018, x1)):
            form.box("enamel/grey", (a, 0.03, z0), (b, y1, z1), 0.003)
        form.box("enamel/grey", (x0 + 0.018, 0.03, cz - 0.007), (x1 - 0.018, y1, cz + 0.007), 0)
        form.box(
            "goods/cast",
            (x0 - 0.06 * (s < 0), 0, z0 - 0.06),
            (x1 + 0.06 * (s > 0), 0.03, z1 + 0.06),
            0.006,
        )
        f = x0 if s < 0 else x1
        for k in range(3):
            form.label("sign/stripes", (f, 0.22 + 0.36 * k, cz), (s, 0, 0), 0.36, 0.298, 0.002, 90)
        for z in (z0 - 0.03, z1 + 0.03):
            for x in (x0 + 0.05, x1 - 0.05):
                bolts(form, ((x, 0.03, z),), (0, 1, 0), 0.016, "bare")
        # The bracket and rail of the crane.
        form.box("enamel/grey", (f, 3.95, cz - 0.01), (f + 0.25 * s, 4.12, cz + 0.01), 0)
        forms.append(form)
    return forms


def beam(form, look, low, high, along):
    """A rolled beam: two flanges and a web."""
    low, high = np.array(low, float), np.array(high, float)
    across = 2 - along
    mid = (low[across] + high[across]) / 2
    for y0, y1 in ((low[1], low[1] + 0.015), (high[1] - 0.015, high[1])):
        a, b = low.copy(), high.copy()
        a[1], b[1] = y0, y1
        form.box(look, a, b, 0)
    a, b = low.copy(), high.copy()
    a[across], b[across] = mid - 0.005, mid + 0.005
    form.box(look, a, b, 0)


def roof(boxes):
    """The profiled sheet, purlins, light trusses, the crane's beams and its bridge."""
    box = boxes["ceiling"]
    form = Form("ceiling", box.centre)
    form.quad(
        "roof", [(WEST, TOP, NORTH), (EAST, TOP, NORTH), (EAST, TOP, SOUTH), (WEST, TOP, SOUTH)]
    )
    over = TOP + 0.08
    form.quad(
        "loose/facade",
        [(-5.15, over, 4.35), (5.15, over, 4.35), (5.15, over, -4.95), (-5.15, over, -4.95)],
    )
    for x in np.arange(-4.2, 4.6, 1.4):
        form.box("zinc", (x - 0.03, TOP - 0.14, NORTH), (x + 0.03, TOP - 0.005, SOUTH), 0, "+y")
    trusses = Form("ceiling_trusses")
    for z in TRUSSES:
        truss(trusses, z)
    crane = Form("ceiling_crane")
    for x in (-4.62, 4.62):
        beam(crane, "yellow", (x - 0.08, 4.12, NORTH), (x + 0.08, 4.4, SOUTH), 2)
        crane.box("iron", (x - 0.025, 4.4, NORTH), (x + 0.025, 4.45, SOUTH), 0)
    beam(crane, "yellow", (-4.62, 4.28, 2.88), (4.62, 4.62, 3.12), 0)
    for x in (-4.62, 4.62):
        crane.box("yellow", (x - 0.1, 4.44, 2.5), (x + 0.1, 4.62, 3.5), 0.01)
    crane.label("sign/crane", (0.6, 4.45, 2.88), (0, 0, -1), 0.86, 0.24, 0.003)
    crane.box("redOld", (2.1, 4.02, 2.85), (2.6, 4.26, 3.15), 0.03)
    crane.rod("dark", (2.62, 4.14, 3.0), (2.8, 4.14, 3.0), 0.1, 18)
    for x in (2.3, 2.4):
        crane.tube("iron", [(x, 4.02, 3.0), (x, 3.3, 3.0)], 0.006, 0.01, 6)
    crane.box("yellow", (2.28, 3.12, 2.94), (2.42, 3.32, 3.06), 0.02)
    hook = [
        (2.35, 3.12, 3.0),
        (2.35, 3.04, 3.0),
        (2.3, 2.99, 3.0),
        (2.35, 2.94, 3.0),
        (2.41, 2.99, 3.0),
        (2.4, 3.02, 3.0),
    ]
    crane.tube("iron", hook, 0.016, 0.05, 8)
    return [form, trusses, crane]


def truss(form, z, west=WEST, east=EAST, low=4.52, high=4.86, n=14):
    """Two angle chords with a zigzag between."""
    look = "enamel/grey"
    for y in (low, high):
        form.box(look, (west, y - 0.03, z - 0.035), (east, y + 0.03, z + 0.035), 0)
    for k in range(n):
        x0 = west + (east - west) * k / n
        x1 = x0 + (east - west) / n
        a, b = ((x0, low, z), (x1, high, z)) if k % 2 else ((x0, high, z), (x1, low, z))
        form.rod(look, a, b, 0.018, 5, caps=False)


def lamps(boxes):
    """Twin tubes under white reflectors, on chains; the northern one burns with a single tube."""
    form = Form("ceiling_lamps")
    found = []
    for name in ("lamp_north", "lamp_middle", "lamp_south"):
        box = boxes[name]
        found.append(Form(name, box.centre))
        (x0, y0, z0), (x1, y1, z1) = box.low, box.high
        cz = box.centre[2]
        form.box("white", (x0, y0 + 0.05, cz - 0.04), (x1, y1, cz + 0.04), 0.006)
        for s in (-1, 1):
            quad = [
                (x0, y0 + 0.055, cz + s * 0.035),
                (x1, y0 + 0.055, cz + s * 0.035),
                (x1, y0 + 0.01, cz + s * 0.1),
                (x0, y0 + 0.01, cz + s * 0.1),
            ]
            for corners in (quad, quad[::-1]):
                form.quad("white", corners)
            dead = name == "lamp_north" and s < 0
            form.rod(
                "lampOff" if dead else "lamp",
                (x0 + 0.04, y0 + 0.02, cz + s * 0.05),
                (x1 - 0.04, y0 + 0.02, cz + s * 0.05),
                0.014,
                10,
                caps=False,
            )
        for x in (x0 + 0.02, x1 - 0.04):
            form.box("white", (x, y0, cz - 0.07), (x + 0.02, y0 + 0.05, cz + 0.07), 0.003)
            form.rod("dark", (x, y1, cz), (x, TOP, cz), 0.004, 6)
    return [form, *found]


def outside():
    """A yard, a neighbour's wall, trees: seen through dusty panes and the open door."""
    form = Form("dressing_outside")
    form.quad("asphalt", [(-16, -0.02, 9), (9, -0.02, 9), (9, -0.02, 4.36), (-16, -0.02, 4.36)])
    form.quad(
        "asphalt", [(-16, -0.02, 4.36), (-5.16, -0.02, 4.36), (-5.16, -0.02, -9), (-16, -0.02, -9)]
    )
    for k in range(5):
        z = -14 + 7.0 * k
        form.quad("sign/facade", [(-15, 0, z + 7), (-15, 0, z), (-15, 8.5, z), (-15, 8.5, z + 7)])
    for k in range(4):
        x = -8 + 6.0 * k
        form.quad("sign/facade", [(x + 6, 0, 9), (x, 0, 9), (x, 7, 9), (x + 6, 7, 9)])
    for k, (x, z, high) in enumerate(
        ((-9.5, -2.2, 5.4), (-10.5, 1.4, 6.7), (-9.0, 4.0, 4.9), (-11.0, -5.0, 6.0))
    ):
        tree(form, (x, -0.02, z), high, 40 + k)
    return form.weigh(0.1)


def all_of(boxes):
    """The place itself."""
    forms = [floor(boxes["floor_hall"])]
    forms += [wall(boxes[name], seen, INNER) for name, seen in SEEN.items()]
    foot = Form("dressing_foot")
    sheets(foot, FEET)
    top = roof(boxes)
    for form in top:
        form.weigh(0.45)
    lights = lamps(boxes)
    lights[0].weigh(0.6)
    for form in forms[1:]:
        form.weigh(0.75)
    return [
        *forms,
        foot.weigh(0.6),
        *top,
        *lights,
        windows(boxes).weigh(0.6),
        shutter(boxes).weigh(0.6),
        *door(boxes),
        *columns(boxes),
        outside(),
    ]
