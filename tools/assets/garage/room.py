"""The hall of two bays: floor round the pit, walls, windows, shutters, door, roof, lamps, yard."""

import numpy as np

from kit import layout
from kit.greenery import tree
from kit.reuse import fit
from kit.shape import Form, pane
from workshop import room as workshop
from workshop.fittings import frame

# Inner faces, and the roof's sheet.
WEST, EAST, NORTH, SOUTH, TOP = INNER = (-8.0, 8.0, -18.0, 3.0, 6.0)
SEEN = {
    "wall_n_west": ["+z", "+x"],
    "wall_n_head_2": ["+z", "-y"],
    "wall_n_mid": ["+z", "-x", "+x"],
    "wall_n_head_1": ["+z", "-y"],
    "wall_n_east": ["+z", "-x"],
    "wall_e": ["-x"],
    "wall_w_sill": ["+x", "+y"],
    "wall_w_head": ["+x", "-y"],
    "wall_w_north": ["+x", "+z"],
    "wall_w_south": ["+x", "-z"],
    "wall_s_west": ["-z", "+x"],
    "wall_s_door": ["-z", "-y"],
    "wall_s_east": ["-z", "-x"],
}
FEET = (
    ((WEST, NORTH), (-7.2, NORTH), (0, 1)),
    ((-3.2, NORTH), (0.8, NORTH), (0, 1)),
    ((4.8, NORTH), (EAST, NORTH), (0, 1)),
    ((WEST, NORTH), (WEST, SOUTH), (1, 0)),
    ((EAST, NORTH), (EAST, SOUTH), (-1, 0)),
    ((WEST, SOUTH), (-6.5, SOUTH), (0, -1)),
    ((-5.5, SOUTH), (EAST, SOUTH), (0, -1)),
)
TRUSSES = (-16.4, -12.4, -8.4, -4.4, -0.4)
PIT = (2.3, 3.3, -13.5, -0.5)


def floors(boxes):
    """Four sheets of floor about the pit."""
    found = []
    inner = {
        "floor_west": (WEST, 2.3, NORTH, SOUTH),
        "floor_east": (3.3, EAST, NORTH, SOUTH),
        "floor_north": (2.3, 3.3, NORTH, -13.5),
        "floor_south": (2.3, 3.3, -0.5, SOUTH),
    }
    for name, (x0, x1, z0, z1) in inner.items():
        form = Form(name, boxes[name].centre)
        form.quad("floor", [(x0, 0, z1), (x1, 0, z1), (x1, 0, z0), (x0, 0, z0)])
        found.append(form)
    return found


def lines():
    """Painted lines: the bays, the way along the south, the frame of the pit."""
    form = Form("dressing_lines")

    def line(x0, z0, x1, z1, look="lineYellow", y=0.0022):
        form.quad(look, [(x0, y, z1), (x1, y, z1), (x1, y, z0), (x0, y, z0)])

    for x in (0.2, 5.4):
        line(x - 0.05, -17.6, x + 0.05, 0.15)
    line(0.25, 0.05, 1.95, 0.15)
    line(3.65, 0.05, 5.35, 0.15)
    for x in (-7.35, -2.6):
        line(x - 0.05, -17.6, x + 0.05, -3.2)
    # Yellow and black along the pit's long sides, worn by tyres.
    n = 44
    for k in range(n):
        z0 = -13.5 + 11.4 * k / n
        look = "lineYellow" if k % 2 else "dark"
        for x in (2.1, 3.37):
            line(x, z0, x + 0.13, z0 + 11.4 / n, look, 0.0026)
    return form.weigh(0.5)


def windows(boxes):
    """The band of high windows: steel frames, dusty panes, a sill."""
    box = boxes["hall_windows"]
    form = Form(box.id, box.centre)
    (_, y0, z0), (_, y1, z1) = box.low, box.high
    x0, x1 = -8.06, -8.0
    frame(form, "frame", (x0, y0, z0), (x1, y1, z1), 0.06, 0)
    n = 10
    wide = (z1 - z0) / n
    for k in range(n):
        a, b = z0 + wide * k, z0 + wide * (k + 1)
        if k:
            form.box("frame", (x0, y0 + 0.06, a - 0.03), (x1, y1 - 0.06, a + 0.03), 0.004)
        form.box("frame", (x0 + 0.01, y0 + 0.95, a + 0.03), (x1 - 0.005, y0 + 0.99, b - 0.03), 0)
        mid = (a + b) / 2
        form.box(
            "frame", (x0 + 0.01, y0 + 0.06, mid - 0.012), (x1 - 0.01, y0 + 0.95, mid + 0.012), 0
        )
        pane(form, (x0 + 0.03, y0 + 0.06, a + 0.03), (x0 + 0.03, y1 - 0.06, b - 0.03), 0)
    form.box("concrete", (x1 - 0.02, y0 - 0.06, z0 - 0.05), (x1 + 0.06, y0, z1 + 0.05), 0.008)
    return form.weigh(0.5)


def shutter(boxes, name):
    """A roller shutter, shut: slats, guides, its box above, a push button beside."""
    box = boxes[name]
    form = Form(name, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    slats = 40
    step = (y1 - 0.1) / slats
    for k in range(slats):
        y = 0.1 + step * k
        f, b = z1 - 0.002, z1 - 0.018
        for ya, za, yb, zb in (
            (y, b, y + 0.012, f),
            (y + 0.012, f, y + step * 0.85, f),
            (y + step * 0.85, f, y + step, b),
        ):
            form.quad("zinc", [(x0, ya, za), (x1, ya, za), (x1, yb, zb), (x0, yb, zb)])
    form.box("dark", (x0, 0, z0), (x1, 0.1, z1 + 0.004), 0.005, "-z")
    form.box("rubber", (x0, 0, z0), (x1, 0.025, z1 + 0.006), 0.004, "-z")
    for x in (x0, x1):
        form.box("zinc", (x - 0.07, 0, z0), (x + 0.07, y1 + 0.05, z1 + 0.05), 0.005, "-z")
        for k in range(4):
            at = (x, 0.16 + 0.3 * k, z1 + 0.0505)
            form.label("sign/stripes", at, (0, 0, 1), 0.3, 0.138, 0.001, 90)
    form.box("enamel/grey", (x0 - 0.15, y1, -18.0), (x1 + 0.15, y1 + 0.55, -17.45), 0.014, "-z")
    number = name[-1]
    form.label(f"sign/shutter_{number}", (x0 + 0.6, y1 + 0.28, -17.45), (0, 0, 1), 0.6, 0.24, 0.002)
    side = x1 + 0.35 if number == "2" else x0 - 0.35
    form.box("light", (side - 0.06, 1.2, -18), (side + 0.06, 1.42, -17.92), 0.008, "-z")
    for k, look in enumerate(("green", "red", "dark")):
        y = 1.37 - 0.06 * k
        form.rod(look, (side, y, -17.92), (side, y, -17.906), 0.016, 14)
    form.tube("zinc", [(side, 1.42, -17.97), (side, y1 + 0.2, -17.97)], 0.0125, 0, 8)
    return form.weigh(0.45)


def door(boxes):
    """The side door, lent by the workshop, hinged on the other side."""
    theirs = layout.read("shock-distribution-cabinet")
    case, leaf = workshop.door(theirs)
    return [
        fit(case, theirs["side_door"], boxes["side_door"], 0, True),
        fit(leaf, theirs["side_door.leaf"], boxes["side_door.leaf"], 0, True),
    ]


def roof(boxes):
    """The profiled sheet on purlins, five trusses, and three strips of skylight."""
    box = boxes["ceiling"]
    form = Form("ceiling", box.centre)
    form.quad(
        "roof", [(WEST, TOP, NORTH), (EAST, TOP, NORTH), (EAST, TOP, SOUTH), (WEST, TOP, SOUTH)]
    )
    y = TOP + 0.08
    form.quad(
        "loose/facade", [(-8.15, y, 3.15), (8.15, y, 3.15), (8.15, y, -18.15), (-8.15, y, -18.15)]
    )
    for x in np.arange(-7.2, 7.6, 1.6):
        form.box("zinc", (x - 0.03, TOP - 0.14, NORTH), (x + 0.03, TOP - 0.005, SOUTH), 0, "+y")
    trusses = Form("ceiling_trusses")
    for z in TRUSSES:
        workshop.truss(trusses, z, WEST, EAST, 5.42, 5.84, 20)
    return [form, trusses]


def lamps(boxes):
    """High-bay fittings with two tubes each, on chains."""
    form, found = Form("ceiling_lamps"), []
    for k in range(1, 6):
        box = boxes[f"lamp_{k}"]
        found.append(Form(box.id, box.centre))
        (x0, y0, z0), (x1, y1, z1) = box.low, box.high
        cx = box.centre[0]
        form.box("white", (cx - 0.05, y0 + 0.05, z0), (cx + 0.05, y1, z1), 0.006)
        for s in (-1, 1):
            quad = [
                (cx + s * 0.045, y0 + 0.055, z0),
                (cx + s * 0.045, y0 + 0.055, z1),
                (cx + s * 0.15, y0 + 0.005, z1),
                (cx + s * 0.15, y0 + 0.005, z0),
            ]
            form.quad("white", quad)
            form.quad("white", quad[::-1])
            tube = (cx + s * 0.075, y0 + 0.02)
            form.rod("lamp", (*tube, z0 + 0.05), (*tube, z1 - 0.05), 0.016, 10, caps=False)
        for z in (z0 + 0.01, z1 - 0.03):
            form.box("white", (cx - 0.1, y0, z), (cx + 0.1, y0 + 0.05, z + 0.02), 0.003)
        for z in (z0 + 0.2, z1 - 0.2):
            form.rod("dark", (cx, y1, z), (cx, TOP, z), 0.004, 6)
    return [form.weigh(0.5), *found]


def pit(boxes):
    """The pit: its floor, whitewashed walls, niches with lamps, a drain, the steel rim."""
    found = []
    x0, x1, z0, z1 = PIT
    form = Form("pit_floor", boxes["pit_floor"].centre)
    form.quad("floor", [(x0, -1.4, z1), (x1, -1.4, z1), (x1, -1.4, z0), (x0, -1.4, z0)])
    form.box("dark", (2.72, -1.4, z0 + 0.4), (2.88, -1.394, z1 - 0.9), 0)
    found.append(form)
    sides = {
        "pit_wall_west": [(x0, -1.4, z1), (x0, -1.4, z0), (x0, 0, z0), (x0, 0, z1)],
        "pit_wall_east": [(x1, -1.4, z0), (x1, -1.4, z1), (x1, 0, z1), (x1, 0, z0)],
        "pit_wall_north": [(x0, -1.4, z0), (x1, -1.4, z0), (x1, 0, z0), (x0, 0, z0)],
        "pit_wall_south": [(x1, -1.4, z1), (x0, -1.4, z1), (x0, 0, z1), (x1, 0, z1)],
    }
    for name, corners in sides.items():
        form = Form(name, boxes[name].centre)
        form.quad("wall", corners)
        found.append(form)
    rim = Form("dressing_pit")
    # An angle of steel all along, a little proud of floor and walls; niches with lamps, out since
    # the fuse went.
    for x, s in ((x0, -1), (x1, 1)):
        a, b = sorted((x - s * 0.006, x + s * 0.05))
        rim.box("rust", (a, -0.05, z0), (b, 0.008, -2.0), 0.003, "-y-z")
        for k in range(5):
            z = -12 + 2.4 * k
            a, b = sorted((x - s * 0.004, x - s * 0.03))
            rim.box("light", (a, -0.62, z - 0.3), (b, -0.42, z + 0.3), 0.006)
            rim.box("lampOff", (a - 0.002, -0.58, z - 0.26), (b + 0.002, -0.46, z + 0.26), 0.004)
        rim.tube("zinc", [(x - s * 0.02, -0.36, z0), (x - s * 0.02, -0.36, z1 - 0.6)], 0.012, 0, 7)
    rim.box("rust", (x0 - 0.05, -0.05, z0 - 0.05), (x1 + 0.05, 0.008, z0 + 0.006), 0.003, "-y-z")
    # Oil has run down the walls, and lies on the floor under axle and motor.
    for z, wide in ((-4.2, 1.4), (-7.0, 1.0), (-10.6, 1.6)):
        rim.label("stain/dirt", (x0 + 0.001, -0.75, z), (1, 0, 0), wide, 1.2, 0.001)
        rim.label("stain/dirt", (x1 - 0.001, -0.75, z + 0.3), (-1, 0, 0), wide, 1.2, 0.001)
        rim.label("stain/oil", (2.62, -1.392, z + 0.1), (0, 1, 0), 0.6, 0.8, 0.0, 60 * z)
    return [*found, rim.weigh(0.7)]


def columns():
    """Steel that carries the trusses, set into the walls: a flange, its foot and its paint."""
    form = Form("dressing_columns")
    for z in TRUSSES:
        for x, s in ((WEST, 1), (EAST, -1)):
            face = x + 0.035 * s
            a, b = sorted((x, face))
            form.box("enamel/grey", (a, 0, z - 0.15), (b, 5.45, z + 0.15), 0.004, "-y")
            a, b = sorted((x, x + 0.1 * s))
            form.box("enamel/grey", (a, 0, z - 0.19), (b, 0.025, z + 0.19), 0.004, "-y")
            form.box("enamel/grey", (a, 5.3, z - 0.1), (b, 5.45, z + 0.1), 0.004)
            for k in range(4):
                at = (face, 0.18 + 0.3 * k, z)
                form.label("sign/stripes", at, (s, 0, 0), 0.3, 0.29, 0.001, 90)
    return form.weigh(0.4)


def outside():
    """A yard, a neighbour's wall, trees: seen through dusty panes and the open door."""
    form = Form("dressing_outside")
    form.quad("asphalt", [(-20, -0.02, 12), (9, -0.02, 12), (9, -0.02, 3.16), (-20, -0.02, 3.16)])
    form.quad(
        "asphalt",
        [(-20, -0.02, 3.16), (-8.16, -0.02, 3.16), (-8.16, -0.02, -20), (-20, -0.02, -20)],
    )
    for k in range(4):
        z = -22 + 8.5 * k
        form.quad(
            "sign/facade", [(-19, 0, z + 8.5), (-19, 0, z), (-19, 9.5, z), (-19, 9.5, z + 8.5)]
        )
    for k in range(4):
        x = -14 + 6.0 * k
        form.quad("sign/facade", [(x + 6, 0, 12), (x, 0, 12), (x, 8, 12), (x + 6, 8, 12)])
    for k, (z, high, far) in enumerate(
        ((-13, 6.4, 0), (-9.4, 7.2, 1.2), (-6.5, 5.9, -0.4), (-2.5, 7.0, 0.6), (2, 5.9, 0))
    ):
        tree(form, (-13.2 - far, -0.02, z), high, 60 + k)
    return form.weigh(0.1)


def all_of(boxes):
    """The place itself."""
    foot = Form("dressing_foot")
    workshop.sheets(foot, FEET)
    return [
        *(form.weigh(0.8) for form in floors(boxes)),
        lines(),
        *(workshop.wall(boxes[name], seen, INNER).weigh(0.5) for name, seen in SEEN.items()),
        foot.weigh(0.35),
        *(form.weigh(0.3) for form in roof(boxes)),
        *lamps(boxes),
        windows(boxes),
        shutter(boxes, "shutter_1"),
        shutter(boxes, "shutter_2"),
        *door(boxes),
        *(form.weigh(0.7) for form in pit(boxes)),
        columns(),
        outside(),
    ]
