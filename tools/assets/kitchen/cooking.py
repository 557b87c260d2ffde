"""Where the heat is: the wok range, the pots on it, the hood above, the hose below."""

import math

import numpy as np

from kit.shape import Chart, Form, rounded, unit

BURNERS = (-1.2, 0.0, 1.2)
BURNER_Z = -5.5
FRONT = -5.15
# Lamps inside the hood, metres.
HOOD_LAMPS = ((-1.15, 2.05, -5.2), (0.0, 2.05, -5.2), (1.15, 2.05, -5.2))


def stove(boxes):
    """A steel wok range on feet, its front panel open at the hose."""
    box = boxes["stove_line"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    deck = top - 0.05
    # The body stops at the open bay in front of the hose, x 1.18 to 1.62.
    bay = (1.16, 1.64, 0.16, 0.62)
    form.box("steel", (x0, 0.62, z0), (x1, deck, z1), 0.01, "-z")
    for a, b in ((x0, bay[0]), (bay[1], x1)):
        form.box("steel", (a, 0.12, z0), (b, 0.62, z1), 0.006, "-z+y")
    form.box("steel", (bay[0], 0.12, z0), (bay[1], bay[2], z1), 0.004, "-z")
    form.quad(
        "iron",
        [
            (bay[0] + 0.004, bay[2] + 0.001, z1 - 0.03),
            (bay[1] - 0.004, bay[2] + 0.001, z1 - 0.03),
            (bay[1] - 0.004, bay[2] + 0.001, z0 + 0.3),
            (bay[0] + 0.004, bay[2] + 0.001, z0 + 0.3),
        ],
    )
    form.quad(
        "dark",
        [
            (bay[0], bay[2], z0 + 0.3),
            (bay[1], bay[2], z0 + 0.3),
            (bay[1], bay[3], z0 + 0.3),
            (bay[0], bay[3], z0 + 0.3),
        ],
    )
    # Raised rim: the deck lies in it like a tray.
    for a, b in (
        ((x0, deck, z1 - 0.035), (x1, top - 0.012, z1)),
        ((x0, deck, z0), (x1, top, z0 + 0.05)),
        ((x0, deck, z0 + 0.05), (x0 + 0.035, top - 0.012, z1 - 0.035)),
        ((x1 - 0.035, deck, z0 + 0.05), (x1, top - 0.012, z1 - 0.035)),
    ):
        form.box("steel", a, b, 0.008)
    for x in np.linspace(x0 + 0.12, x1 - 0.12, 6):
        for z in (z0 + 0.12, z1 - 0.1):
            form.rod("aluminium", (x, 0.0, z), (x, 0.12, z), 0.022, 10)
    # Seams of the front panels, and their recessed grips.
    for k, (a, b) in enumerate(((-1.77, -0.9), (-0.86, -0.02), (0.02, 1.12), (1.68, 1.77))):
        form.box("steel", (a, 0.15, z1), (b, 0.6, z1 + 0.012), 0.005, "-z")
        if b - a > 0.3:
            mid = (a + b) / 2
            form.box("dark", (mid - 0.09, 0.52, z1 + 0.004), (mid + 0.09, 0.55, z1 + 0.0135), 0.002)
    # The control strip with a dial plate behind each knob.
    form.box("steel", (x0, 0.655, z1), (x1, 0.785, z1 + 0.006), 0.003, "-z")
    for x in BURNERS:
        form.label("sign/dial", (x, 0.725, z1 + 0.006), (0, 0, 1), 0.115, 0.115)
        burner(form, x, deck, top)
        if x != BURNERS[0]:
            # A wok sinks into a collar; a pot stands on the flat ring.
            form.lathe(
                "iron",
                (x, top, BURNER_Z),
                [(0.262, 0), (0.222, 0.07), (0.206, 0.075), (0.2, 0.06), (0.235, 0.0)],
                segments=40,
            )
    form.label("sign/maker", (0.62, 0.72, z1 + 0.006), (0, 0, 1), 0.17, 0.05)
    form.label("sign/warn_hot", (-0.62, 0.72, z1 + 0.006), (0, 0, 1), 0.08, 0.1)
    # Drip channel with holes between the burners.
    for x in (-0.6, 0.6):
        form.box("dark", (x - 0.18, deck, -5.3), (x + 0.18, deck + 0.002, -5.24), 0.0)
    return [form]


def burner(form, x, deck, top):
    """A cast ring that carries the wok, the fire pit inside, its nozzles."""
    at = (x, deck, BURNER_Z)
    form.lathe("iron", at, [(0.315, 0), (0.315, 0.012), (0.27, 0.02)], segments=40)
    form.lathe(
        "iron",
        at,
        [(0.27, 0.0), (0.262, top - deck), (0.2, top - deck), (0.185, 0.01), (0.0, 0.008)],
        segments=40,
    )
    form.lathe("soot", at, [(0.185, 0.01), (0.17, 0.012), (0.0, 0.0101)], segments=40)
    form.lathe(
        "iron",
        (x, deck + 0.01, BURNER_Z),
        [(0.09, 0), (0.085, 0.025), (0.05, 0.03), (0.0, 0.022)],
        segments=18,
    )
    for k in range(10):
        t = 2 * math.pi * k / 10
        p = (x + 0.068 * math.cos(t), deck + 0.034, BURNER_Z + 0.068 * math.sin(t))
        form.rod("loose/brass", p, (p[0], p[1] + 0.012, p[2]), 0.007, 6)
    for k in range(4):
        t = 2 * math.pi * (k + 0.5) / 4
        c, s = math.cos(t), math.sin(t)
        form.rod(
            "iron",
            (x + 0.262 * c, top - 0.014, BURNER_Z + 0.262 * s),
            (x + 0.19 * c, top - 0.006, BURNER_Z + 0.19 * s),
            0.012,
            8,
        )


def knobs(boxes):
    """Three knobs with a pointer, long side up at the first end."""
    forms = []
    for part in boxes["stove_line"].parts:
        form = Form(part.id, part.centre)
        (_, _, z0), (_, _, z1) = part.low, part.high
        c = part.centre
        form.rod("black", (c[0], c[1], z0), (c[0], c[1], z0 + 0.022), 0.036, 20, 0.034, 0.003)
        form.block(
            "black",
            (c[0], c[1], (z0 + z1) / 2 + 0.008),
            (0.022, 0.09, z1 - z0 - 0.016),
            0.006,
            "-z",
        )
        form.block("white", (c[0], c[1] + 0.028, z1 - 0.0002), (0.005, 0.026, 0.002), 0.0005, "-z")
        forms.append(form)
    return forms


def pots(boxes):
    """The stock pot that boils over, and the wok in its ring."""
    box = boxes["soup_pot"]
    x, _, z = box.centre
    y = box.low[1]
    pot = Form(box.id, box.centre)
    r, h = 0.232, box.size[1]
    profile = [
        (0, 0.0),
        (r - 0.02, 0),
        (r, 0.02),
        (r, h - 0.022),
        (r + 0.012, h - 0.018),
        (r + 0.012, h - 0.006),
        (r + 0.004, h),
        (r - 0.006, h - 0.004),
        (r - 0.006, h - 0.02),
    ]
    pot.lathe("aluminium", (x, y, z), profile, segments=36)
    pot.lathe("soup", (x, y, z), [(r - 0.006, h - 0.03), (0, h - 0.029)], segments=30)
    pot.lathe("soot", (x, y, z), [(r + 0.0008, 0.018), (r + 0.0008, 0.09)], segments=36)
    for s in (-1, 1):
        pot.tube(
            "aluminium",
            [
                (x + s * (r - 0.004), y + 0.33, z - 0.07),
                (x + s * 0.25, y + 0.33, z - 0.07),
                (x + s * 0.25, y + 0.33, z + 0.07),
                (x + s * (r - 0.004), y + 0.33, z + 0.07),
            ],
            0.008,
            0.02,
            8,
        )
    for k, t in enumerate((1.2, 1.75, 2.3, 0.7)):
        facing = (math.cos(t), 0, math.sin(t))
        c = (x + facing[0] * (r + 0.0015), y + h - 0.165, z + facing[2] * (r + 0.0015))
        pot.label("stain/boil", c, facing, 0.11, 0.3, 0.003)

    box = boxes["wok"]
    x, _, z = box.centre
    y = box.low[1]
    wok = Form(box.id, box.centre)
    bowl = [
        (0, -0.01),
        (0.08, 0.0),
        (0.15, 0.035),
        (0.2, 0.08),
        (0.235, 0.14),
        (0.246, 0.165),
        (0.242, 0.167),
        (0.23, 0.142),
        (0.195, 0.084),
        (0.146, 0.04),
        (0.078, 0.008),
        (0, -0.002),
    ]
    wok.lathe("iron", (x, y, z), bowl, segments=36, crease=60)
    wok.tube(
        "iron",
        [
            (x + 0.235, y + 0.155, z - 0.05),
            (x + 0.25, y + 0.19, z - 0.05),
            (x + 0.25, y + 0.19, z + 0.05),
            (x + 0.235, y + 0.155, z + 0.05),
        ],
        0.008,
        0.02,
        8,
    )
    wok.tube(
        "iron",
        [
            (x - 0.235, y + 0.155, z - 0.05),
            (x - 0.25, y + 0.19, z - 0.05),
            (x - 0.25, y + 0.19, z + 0.05),
            (x - 0.235, y + 0.155, z + 0.05),
        ],
        0.008,
        0.02,
        8,
    )
    wok.lathe("oil", (x, y, z), [(0.165, 0.052), (0, 0.0525)], segments=24)
    rng = np.random.default_rng(4)
    for k in range(26):
        a, d = rng.uniform(0, 2 * math.pi), 0.14 * math.sqrt(rng.uniform(0, 1))
        look = ("leaf", "cabbage", "leaf", "carrot", "leafDark")[k % 5]
        c = (x + d * math.cos(a), y + 0.056 + rng.uniform(0, 0.016), z + d * math.sin(a))
        wok.block(
            f"loose/{look}", c, (rng.uniform(0.02, 0.05), 0.012, rng.uniform(0.015, 0.035)), 0.004
        )
    return [pot, wok]


def hood(boxes):
    """A sloping steel hood; inside, slanted baffle filters black with grease."""
    box = boxes["hood"]
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form = Form(box.id, box.centre)
    lip = y0 + 0.1
    form.quad("steel", [(x0, y0, z1), (x1, y0, z1), (x1, lip, z1), (x0, lip, z1)])
    back = z1 - 0.42
    form.quad("steel", [(x0, lip, z1), (x1, lip, z1), (x1, y1, back), (x0, y1, back)])
    form.quad("steel", [(x0, y1, back), (x1, y1, back), (x1, y1, z0), (x0, y1, z0)])
    for x, s in ((x0, -1), (x1, 1)):
        side = [(x, y0, z1), (x, y0, z0), (x, y1, z0), (x, y1, back), (x, lip, z1)]
        form.quad("steel", side if s > 0 else side[::-1])
    # Seams of the sheets, and the rolled edge below.
    for x in (-0.63, 0.63):
        form.box("steel", (x - 0.012, y0 + 0.004, z1 - 0.002), (x + 0.012, lip, z1 + 0.003), 0.001)
    form.tube("steel", [(x0, y0 + 0.008, z1), (x1, y0 + 0.008, z1)], 0.01)
    for x in (x0, x1):
        form.tube("steel", [(x, y0 + 0.008, z1), (x, y0 + 0.008, z0)], 0.01)
    # Gutter for the grease round the inside.
    form.box("steel", (x0, y0 + 0.0, z1 - 0.09), (x1, y0 + 0.012, z1 - 0.01), 0.003)
    form.quad(
        "grease",
        [
            (x0 + 0.01, y0 + 0.0125, z1 - 0.012),
            (x1 - 0.01, y0 + 0.0125, z1 - 0.012),
            (x1 - 0.01, y0 + 0.0125, z1 - 0.088),
            (x0 + 0.01, y0 + 0.0125, z1 - 0.088),
        ],
    )
    form.quad(
        "soot",
        [
            (x0, y0 + 0.3, z0),
            (x1, y0 + 0.3, z0),
            (x1, y0 + 0.3, z1 - 0.18),
            (x0, y0 + 0.3, z1 - 0.18),
        ][::-1],
    )
    form.quad(
        "soot",
        [
            (x1, y0, z1 - 0.095),
            (x0, y0, z1 - 0.095),
            (x0, y0 + 0.2, z1 - 0.095),
            (x1, y0 + 0.2, z1 - 0.095),
        ],
    )
    filters(form, x0, x1, y0, z0, z1)
    for x, y, z in HOOD_LAMPS:
        form.box(
            "aluminium", (x - 0.22, y - 0.012, z - 0.05), (x + 0.22, y + 0.04, z + 0.05), 0.006
        )
        form.label("lamp", (x, y - 0.0125, z), (0, -1, 0), 0.4, 0.08, 0.001)
    return [form]


def filters(form, x0, x1, y0, z0, z1):
    """Rows of baffles on a slant, in frames of half a metre."""
    low, high = np.array([y0 + 0.03, z0 + 0.06]), np.array([y0 + 0.27, z1 - 0.18])
    count = 7
    wide = (x1 - x0 - 0.1) / count
    for i in range(count):
        a = x0 + 0.05 + i * wide
        for k in range(9):
            x = a + 0.03 + (wide - 0.06) * (k + 0.5) / 9
            look = "grease" if (i * 9 + k) % 4 else "iron"
            t = 0.013
            (y_a, z_a), (y_b, z_b) = low, high
            down = np.array([0, -math.cos(0.29), math.sin(0.29)]) * 0.012
            p = [
                np.array([x - t, y_a, z_a]),
                np.array([x + t, y_a, z_a]),
                np.array([x + t, y_b, z_b]),
                np.array([x - t, y_b, z_b]),
            ]
            form.quad(look, [c + down for c in p])
            form.quad(look, [p[0], p[0] + down, p[3] + down, p[3]])
            form.quad(look, [p[1] + down, p[1], p[2], p[2] + down])
        form.box("iron", (a, y0 + 0.02, z0 + 0.05), (a + 0.03, y0 + 0.05, z0 + 0.09), 0.004)
        (y_a, z_a), (y_b, z_b) = low, high
        for s in (0.0, wide - 0.03):
            corners = [
                (a + s, y_a - 0.012, z_a),
                (a + s + 0.03, y_a - 0.012, z_a),
                (a + s + 0.03, y_b - 0.012, z_b),
                (a + s, y_b - 0.012, z_b),
            ]
            form.quad("iron", corners)


def hose(boxes):
    """A rubber hose from the branch to the burner, its surface cracked; clamps at both ends."""
    box = boxes["gas_hose"]
    x, _, z = box.centre
    y0, y1 = box.low[1], box.high[1]
    form = Form(box.id, box.centre)
    path = [
        (x - 0.01, y0 + 0.03, z - 0.03),
        (x - 0.012, y0 + 0.09, z + 0.012),
        (x + 0.008, (y0 + y1) / 2, z + 0.026),
        (x + 0.012, y1 - 0.1, z + 0.014),
        (x + 0.0, y1 - 0.03, z - 0.03),
    ]
    form.tube("hose", path, HOSE_M, 0.09, 14)
    crack(form, path)
    for at, way in ((path[0], (0, 1, 0.5)), (path[-1], (0, 1, -0.7))):
        way = np.array(way) / np.linalg.norm(way)
        at = np.array(at)
        form.rod("aluminium", at + way * 0.008, at + way * 0.026, 0.019, 16)
        form.block("aluminium", at + way * 0.017 + (0.022, 0, 0), (0.016, 0.018, 0.016), 0.003)
    # From the manifold at the back of the bay: pipe, tap, nozzle.
    y, back = y0 + 0.02, z - 0.6
    form.tube("brass", [path[0], (x - 0.01, y, z - 0.06), (x - 0.01, y, z - 0.1)], 0.011, 0.03)
    form.rod("gasyellow", (x - 0.01, y, z - 0.13), (x - 0.01, y, back), 0.017, 14)
    form.rod("gasyellow", (1.165, y, back), (1.635, y, back), 0.022, 14)
    form.rod("gasyellow", (x - 0.05, y, back), (x + 0.03, y, back), 0.03, 14)
    form.rod("brass", (x - 0.01, y, z - 0.15), (x - 0.01, y, z - 0.095), 0.024, 6, bevel=0.003)
    form.rod("brass", (x - 0.01, y, z - 0.12), (x - 0.01, y + 0.034, z - 0.12), 0.011, 10)
    form.box("red", (x - 0.018, y + 0.034, z - 0.135), (x - 0.002, y + 0.04, z - 0.045), 0.002)
    # Into the panel of the range: nozzle, nut, plate.
    form.tube("brass", [path[-1], (x, y1 - 0.02, z - 0.045), (x, y1 - 0.02, z - 0.06)], 0.011, 0.03)
    form.rod("brass", (x, y1 - 0.02, z - 0.05), (x, y1 - 0.02, z - 0.03), 0.022, 6, bevel=0.003)
    form.rod("aluminium", (x, y1 - 0.02, z - 0.05), (x, y1 - 0.02, z - 0.042), 0.036, 18)
    return [form]


HOSE_M = 0.015
# Splits in the hose: share of its length, turn about it (0 is to the front), half the angle that it
# reaches round, half its width where it gapes most, metres, and its slant.
SPLITS = (
    (0.50, 0.1, 1.3, 0.0050, 0.2),
    (0.545, -0.35, 0.9, 0.0032, -0.3),
    (0.455, 0.45, 0.95, 0.0034, 0.1),
    (0.42, -0.3, 0.75, 0.0022, -0.2),
    (0.59, 0.25, 0.8, 0.0024, 0.25),
    (0.64, -0.5, 0.65, 0.0016, 0.0),
    (0.36, 0.2, 0.6, 0.0018, 0.3),
    (0.73, 0.1, 0.5, 0.0014, -0.1),
    (0.28, -0.1, 0.45, 0.0012, 0.1),
)


def crack(form, path):
    """The worn skin round the hose's front, split to its cords where it bends."""
    points = rounded([np.asarray(p, float) for p in path], 0.09)
    runs = np.cumsum([0, *(np.linalg.norm(b - a) for a, b in zip(points, points[1:]))])
    frames = []
    for i, at in enumerate(points):
        way = unit(points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)])
        side = unit(np.cross(way, [0, 0, 1]))
        out = np.cross(side, way)
        frames.append((at, way, side, out if out[2] > 0 else -out))
    turns = [math.pi * k / 6 for k in range(7)]
    rings = [[f[2] * math.cos(t) + f[3] * math.sin(t) for t in turns] for f in frames]
    grid = [[f[0] + d * (HOSE_M + 0.0006) for d in ring] for f, ring in zip(frames, rings)]
    form.wrap("sign/hose", grid, rings)

    def skin(share, turn, off):
        """A point on the hose, and which way is out there."""
        run = share * runs[-1]
        at, way, side, out = (
            np.array([np.interp(run, runs, [f[k][j] for f in frames]) for j in range(3)])
            for k in range(4)
        )
        normal = unit(out * math.cos(turn) + side * math.sin(turn))
        return at + normal * (HOSE_M + off), normal

    for k, (share, turn, reach, gape, slant) in enumerate(SPLITS):
        split(form, skin, (share, turn, reach, gape / runs[-1], slant / 40), k)


def split(form, skin, at, seed):
    """One gaping split: dark within, cords across it, a raised lip on each side."""
    share, turn, reach, gape, slant = at
    rng = np.random.default_rng(70 + seed)
    steps = np.linspace(-1, 1, 11)
    wave = rng.normal(0, 0.35, 11) * gape
    edges = []
    for sign in (-1, 1):
        half = gape * np.sqrt(1 - steps**2) * rng.uniform(0.75, 1.15, 11)
        run = [share + wave[i] + slant * t + sign * half[i] for i, t in enumerate(steps)]
        edges.append([(r, turn + reach * t) for r, t in zip(run, steps)])
    low, high = edges
    for i in range(10):
        corners = [low[i], low[i + 1], high[i + 1], high[i]]
        verts, normals = zip(*(skin(*c, 0.0010) for c in corners))
        chart = Chart(0.01, 0.01)
        spots = {k: (0.005, 0.005) for k in range(4)}
        form.faces("black", verts, normals, [[0, 1, 2, 3]], [(chart, spots)])
    for edge in edges:
        lip = [skin(*p, 0.0011)[0] for p in edge]
        form.tube("hosePale", lip, 0.00095, 0, 5)
    if gape * 0.4 > 0.0007:
        for i in range(2, 9):
            a, b = skin(*low[i], 0.0007)[0], skin(*high[i], 0.0007)[0]
            form.tube("cord", [a, b + rng.normal(0, 0.0006, 3)], 0.00045, 0, 3)
