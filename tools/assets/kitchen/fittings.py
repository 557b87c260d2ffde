"""What makes it a kitchen: table, cold store, sink, shelf, counter, hatch, bin, sign, blanket."""


import numpy as np

from .food import gastro
from kit.shape import Form


def table(form, low, high, shelf=0.22, lip=0.0):
    """A steel work table: a top with a turned edge, legs, a shelf below."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    form.box("steel", (x0, y1 - 0.045, z0), (x1, y1, z1), 0.008)
    for x in (x0 + 0.06, x1 - 0.06):
        for z in (z0 + 0.06, z1 - 0.06):
            form.rod("steel", (x, 0.05, z), (x, y1 - 0.045, z), 0.02, 10, caps=False)
            form.rod("dark", (x, 0.0, z), (x, 0.05, z), 0.016, 10, 0.022)
    if shelf:
        form.box(
            "steel", (x0 + 0.05, shelf - 0.03, z0 + 0.05), (x1 - 0.05, shelf, z1 - 0.05), 0.006
        )
    if lip:
        form.box("steel", (x0, y1, z1 - 0.02), (x1, y1 + lip, z1), 0.006)


def prep(boxes):
    """The work table in the middle, and the board on it."""
    box = boxes["prep_table"]
    form = Form(box.id, box.centre)
    table(form, box.low, box.high)
    board = boxes["chopping_board"]
    wood = Form(board.id, board.centre)
    wood.box("board", board.low, board.high, 0.01)
    return [form, wood]


def cold_store(boxes):
    """Four steel doors in two columns, a head with displays, castors."""
    box = boxes["cold_store"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    front = x0 + 0.055
    form.box("steel", (front, 0.12, z0), (x1, y1, z1), 0.008)
    mid = (z0 + z1) / 2
    for a, b in ((z0 + 0.008, mid - 0.006), (mid + 0.006, z1 - 0.008)):
        for c, d in ((0.15, 0.9), (0.915, 1.69)):
            form.box("steel", (x0 + 0.008, c, a), (front, d, b), 0.012, "+x")
            s = 1 if a > mid else -1
            z = (a + 0.05) if s > 0 else (b - 0.05)
            y = d - 0.2 if c < 0.5 else c + 0.2
            form.box("dark", (x0, y - 0.1, z - 0.016), (x0 + 0.016, y + 0.1, z + 0.016), 0.005)
    form.box("steel", (x0 + 0.02, 1.7, z0), (front, y1, z1), 0.008, "+x")
    for z in (mid - 0.3, mid + 0.3):
        form.label("sign/fridge", (x0 + 0.02, 1.83, z), (-1, 0, 0), 0.16, 0.064)
    for k in range(9):
        form.box(
            "dark",
            (x0 + 0.018, 1.735 + k * 0.006, z0 + 0.04),
            (x0 + 0.0215, 1.738 + k * 0.006, z1 - 0.04),
            0.0,
        )
    for x in (x0 + 0.1, x1 - 0.08):
        for z in (z0 + 0.08, z1 - 0.08):
            form.rod("rubber", (x - 0.014, 0.05, z), (x + 0.014, 0.05, z), 0.05, 14)
            form.block("aluminium", (x, 0.1, z), (0.05, 0.05, 0.04), 0.004)
    return [form]


def steam_cabinet(boxes):
    """Two steel doors with long handles, a gauge, a valve, castors."""
    box = boxes["steam_cabinet"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    front = x0 + 0.05
    form.box("steel", (front, 0.12, z0), (x1, y1, z1), 0.01)
    for low, high in ((0.16, 0.79), (0.82, y1 - 0.05)):
        form.box("steel", (x0 + 0.012, low, z0 + 0.02), (front, high, z1 - 0.02), 0.014, "+x")
        form.box(
            "rubber",
            (front - 0.012, low - 0.008, z0 + 0.012),
            (front, high + 0.008, z1 - 0.012),
            0.0,
        )
        y = (low + high) / 2
        form.rod(
            "aluminium",
            (x0 - 0.012, y - 0.14, z1 - 0.1),
            (x0 - 0.012, y + 0.14, z1 - 0.1),
            0.012,
            12,
        )
        for s in (-0.12, 0.12):
            form.rod("dark", (x0 - 0.012, y + s, z1 - 0.1), (x0 + 0.014, y + s, z1 - 0.1), 0.009, 8)
        for s in (low + 0.1, high - 0.1):
            form.rod(
                "aluminium",
                (x0 + 0.02, s - 0.04, z0 + 0.012),
                (x0 + 0.02, s + 0.04, z0 + 0.012),
                0.014,
                10,
            )
    form.label("sign/warn_hot", (x0 + 0.012, 1.2, z0 + 0.3), (-1, 0, 0), 0.14, 0.175, 0.001)
    form.rod("white", (x1 - 0.3, y1, z0 + 0.2), (x1 - 0.3, y1 + 0.09, z0 + 0.2), 0.012, 8)
    form.rod(
        "black", (x1 - 0.315, y1 + 0.13, z0 + 0.2), (x1 - 0.285, y1 + 0.13, z0 + 0.2), 0.042, 18
    )
    for x in (x0 + 0.12, x1 - 0.08):
        for z in (z0 + 0.09, z1 - 0.09):
            form.rod("dark", (x, 0, z), (x, 0.12, z), 0.024, 10)
    return [form]


def sink(boxes):
    """Two bowls and a drain board on legs, taps on the wall behind."""
    box = boxes["sink"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    rim = y1 - 0.1
    bowls = ((x0 + 0.08, x0 + 0.68), (x0 + 0.78, x0 + 1.38))
    depth, a, b = 0.3, z0 + 0.07, z1 - 0.1
    edges = [x0, bowls[0][0], bowls[0][1], bowls[1][0], bowls[1][1], x1]
    for k in range(5):
        if k % 2 == 0:
            form.box("steel", (edges[k], rim - 0.04, z0), (edges[k + 1], rim, z1), 0.006)
        else:
            form.box("steel", (edges[k], rim - 0.04, z0), (edges[k + 1], rim, a), 0.006)
            form.box("steel", (edges[k], rim - 0.04, b), (edges[k + 1], rim, z1), 0.006)
    for p, q in bowls:
        y = rim - depth
        for quad in (
            [(p, y, a), (p, y, b), (p, rim, b), (p, rim, a)],
            [(q, y, b), (q, y, a), (q, rim, a), (q, rim, b)],
            [(q, y, a), (p, y, a), (p, rim, a), (q, rim, a)],
            [(p, y, b), (q, y, b), (q, rim, b), (p, rim, b)],
        ):
            form.quad("steel", quad)
        form.quad("steel", [(p, y, b), (q, y, b), (q, y, a), (p, y, a)])
        form.box(
            "steel", (p - 0.01, y - 0.01, a - 0.01), (q + 0.01, rim - 0.04, b + 0.01), 0.02, "+y"
        )
        form.lathe("dark", ((p + q) / 2, y + 0.001, (a + b) / 2), [(0.045, 0), (0, 0.001)])
    form.box("steel", (x0, rim, z1 - 0.025), (x1, y1, z1), 0.008)
    for x in (x0 + 0.06, x1 - 0.06):
        for z in (z0 + 0.06, z1 - 0.06):
            form.rod("steel", (x, 0.0, z), (x, rim - 0.04, z), 0.02, 10, caps=False)
    form.box("steel", (x0 + 0.05, 0.2, z0 + 0.05), (x1 - 0.05, 0.225, z1 - 0.05), 0.005)
    for p, q in bowls:
        x = (p + q) / 2
        form.rod("aluminium", (x, y1 - 0.05, z1 - 0.02), (x, y1 - 0.05, z1 - 0.07), 0.02, 12)
        form.tube(
            "aluminium",
            [
                (x, y1 - 0.05, z1 - 0.06),
                (x, y1 + 0.16, z1 - 0.06),
                (x, y1 + 0.16, z1 - 0.26),
                (x, y1 + 0.1, z1 - 0.26),
            ],
            0.011,
            0.06,
        )
        form.block("blue", (x + 0.05, y1 - 0.03, z1 - 0.06), (0.06, 0.014, 0.016), 0.004)
    return [form]


def stack(form, look, at, radius, high, count, segments=18):
    """A pile of bowls or plates."""
    x, y, z = at
    for k in range(count):
        h = y + k * high
        form.lathe(
            look,
            (x, h, z),
            [
                (radius * 0.5, 0),
                (radius * 0.55, 0.004),
                (radius, high * 1.6),
                (radius - 0.004, high * 1.6),
            ],
            segments=segments,
        )
    top = y + count * high
    form.lathe(
        look,
        (x, top, z),
        [
            (radius - 0.004, high * 0.55),
            (radius * 0.5, 0.004 - high * 0.4),
            (0, 0.004 - high * 0.4),
        ],
        segments=segments,
    )


def dish_shelf(boxes):
    """Four steel boards on posts, with crockery and containers."""
    box = boxes["dish_shelf"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for x in (x0 + 0.025, x1 - 0.025):
        for z in (z0 + 0.025, z1 - 0.025):
            form.rod("aluminium", (x, 0, z), (x, y1, z), 0.0125, 10)
    boards = (0.2, 0.68, 1.14, 1.6)
    for y in boards:
        form.box("steel", (x0, y - 0.025, z0), (x1, y, z1), 0.005)
    rng = np.random.default_rng(7)
    cx = box.centre[0]
    for k, z in enumerate(np.linspace(z0 + 0.15, z1 - 0.15, 4)):
        stack(form, "porcelain", (cx + 0.08, 1.14, z), 0.085, 0.016, 8 + k % 3)
        stack(form, "plate", (cx - 0.12, 1.14, z), 0.1, 0.008, 12)
    for z, n in ((z0 + 0.22, 14), (z0 + 0.5, 10), (z1 - 0.18, 16)):
        stack(form, "plate", (cx, 0.68, z), 0.13, 0.009, n, 22)
    for k, z in enumerate((z0 + 0.2, z0 + 0.46, z1 - 0.18)):
        gastro(form, (cx, 0.2, z), (0.36, 0.15, 0.2), "steel")
    for k, z in enumerate((z0 + 0.24, z1 - 0.24)):
        steamer(form, (cx, 1.6, z), 0.15, 2 if k else 1)
    return [form]


def steamer(form, at, radius, courses):
    """Bamboo steamers with a lid."""
    x, y, z = at
    for k in range(courses):
        h = y + k * 0.07
        form.lathe(
            "steam", (x, h, z), [(radius, 0), (radius, 0.062), (radius - 0.012, 0.066)], segments=24
        )
        form.lathe(
            "ginger", (x, h + 0.012, z), [(radius + 0.002, 0), (radius + 0.002, 0.014)], segments=24
        )
    h = y + courses * 0.07
    form.lathe(
        "steam",
        (x, h, z),
        [(radius + 0.004, 0), (radius + 0.002, 0.02), (radius * 0.7, 0.045), (0, 0.055)],
        segments=24,
    )
    form.tube(
        "handle",
        [
            (x - 0.03, h + 0.05, z),
            (x - 0.02, h + 0.08, z),
            (x + 0.02, h + 0.08, z),
            (x + 0.03, h + 0.05, z),
        ],
        0.006,
        0.02,
        8,
    )


def counter(boxes):
    """The pass: a cupboard with sliding doors, and the hatch to the dining room above it."""
    box = boxes["pass_counter"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    form.box("steel", (x0, 0.12, z0), (x1 - 0.02, y1 - 0.04, z1), 0.006)
    form.box("steel", (x0, y1 - 0.04, z0), (x1, y1, z1), 0.008)
    mid = (z0 + z1) / 2
    for a, b, x in ((z0 + 0.02, mid + 0.02, x1 - 0.012), (mid - 0.02, z1 - 0.02, x1 - 0.004)):
        form.box("steel", (x - 0.016, 0.16, a), (x, 0.84, b), 0.004)
        form.box(
            "dark",
            (x - 0.002, 0.48, b - 0.07 if a < mid - 0.2 else a + 0.05),
            (x + 0.001, 0.6, b - 0.05 if a < mid - 0.2 else a + 0.07),
            0.001,
        )
    for x in (x0 + 0.06, x1 - 0.08):
        for z in (z0 + 0.06, z1 - 0.06):
            form.rod("dark", (x, 0, z), (x, 0.12, z), 0.02, 10)
    hatch = Form("serving_hatch", boxes["serving_hatch"].centre)
    low, high = np.array(boxes["serving_hatch"].low), np.array(boxes["serving_hatch"].high)
    from .room import case

    case(hatch, "frame", low, high, 0.05, 0)
    hatch.box(
        "frost",
        (low[0] + 0.01, low[1] + 0.05, low[2] + 0.05),
        (low[0] + 0.03, high[1] - 0.05, 0.52),
        0.002,
    )
    hatch.box(
        "frost",
        (low[0] + 0.035, low[1] + 0.05, 0.48),
        (low[0] + 0.055, high[1] - 0.05, high[2] - 0.05),
        0.002,
    )
    for z, x in ((0.5, low[0] + 0.02), (0.5, low[0] + 0.045)):
        hatch.box(
            "frame",
            (x - 0.012, low[1] + 0.05, z - 0.02 if x < -3.97 else z - 0.02),
            (x + 0.012, high[1] - 0.05, z + 0.02),
            0.003,
        )
    hatch.label("sign/hatch", (-4.0, 2.14, 0.5), (1, 0, 0), 0.66, 0.2, 0.004)
    return [form, hatch]


def outside(boxes):
    """The bin by the wall and the sign of the place to gather."""
    box = boxes["bins"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    outline = [(z1 - 0.1, 0.1), (z0 + 0.12, 0.1), (z0 + 0.02, 0.98), (z1 - 0.02, 0.98)]
    form.prism("binGreen", outline, x0 + 0.05, x1 - 0.05)
    form.box("binGreen", (x0 + 0.01, 0.96, z0), (x1 - 0.01, 1.0, z1), 0.012)
    form.box("binGreen", (x0 + 0.02, 1.0, z0 + 0.01), (x1 - 0.02, 1.05, z1 - 0.04), 0.02)
    form.tube(
        "binGreen",
        [
            (x0 + 0.1, 1.0, z1 - 0.02),
            (x0 + 0.1, 1.06, z1 - 0.015),
            (x1 - 0.1, 1.06, z1 - 0.015),
            (x1 - 0.1, 1.0, z1 - 0.02),
        ],
        0.014,
        0.03,
    )
    for s in (x0 + 0.06, x1 - 0.06):
        form.rod("rubber", (s - 0.02, 0.1, z1 - 0.1), (s + 0.02, 0.1, z1 - 0.1), 0.1, 18)
    form.label("sign/bin", (x1 - 0.05, 0.62, z), (1, 0, 0), 0.24, 0.24, 0.003)

    box = boxes["assembly_sign"]
    sign = Form(box.id, box.centre)
    x, _, z = box.centre
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    sign.rod("aluminium", (x, 0, z), (x, y1, z), 0.026, 14)
    sign.rod("concrete", (x, 0, z), (x, 0.03, z), 0.12, 18)
    sign.box("green", (x0, y1 - 0.625, z - 0.028), (x1, y1, z - 0.018), 0.004)
    sign.label("sign/assembly", (x, y1 - 0.3125, z - 0.028), (0, 0, -1), 0.49, 0.613)
    return [form, sign]


def blanket(boxes):
    """A red pouch with two pulls, an extinguisher on its hook, their sign."""
    box = boxes["fire_blanket"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    px = x1 - 0.14
    form.box("red", (px - 0.13, y1 - 0.4, z0), (px + 0.13, y1, z0 + 0.085), 0.014, "-z")
    form.label("sign/blanket", (px, y1 - 0.19, z0 + 0.085), (0, 0, 1), 0.22, 0.275)
    for s in (-0.05, 0.05):
        form.box(
            "white",
            (px + s - 0.014, y1 - 0.49, z0 + 0.03),
            (px + s + 0.014, y1 - 0.39, z0 + 0.036),
            0.002,
        )
    ex, ez = x0 + 0.11, z0 + 0.13
    r, foot = 0.078, y0
    body = [
        (0, 0.0),
        (r - 0.014, 0.0),
        (r, 0.012),
        (r, 0.36),
        (r * 0.86, 0.405),
        (0.03, 0.44),
        (0.022, 0.46),
        (0, 0.46),
    ]
    form.lathe("red", (ex, foot, ez), body, segments=26)
    form.rod("brass", (ex, foot + 0.455, ez), (ex, foot + 0.5, ez), 0.02, 12)
    form.rod("white", (ex, foot + 0.48, ez), (ex, foot + 0.48, ez + 0.04), 0.014, 12)
    form.box(
        "black", (ex - 0.011, foot + 0.5, ez - 0.11), (ex + 0.011, foot + 0.516, ez + 0.03), 0.003
    )
    form.box(
        "black", (ex - 0.011, foot + 0.535, ez - 0.12), (ex + 0.011, foot + 0.551, ez + 0.03), 0.003
    )
    form.box(
        "black", (ex - 0.009, foot + 0.5, ez + 0.0), (ex + 0.009, foot + 0.54, ez + 0.03), 0.003
    )
    form.tube(
        "black",
        [
            (ex + 0.015, foot + 0.485, ez),
            (ex + 0.07, foot + 0.47, ez),
            (ex + 0.092, foot + 0.3, ez),
            (ex + 0.09, foot + 0.12, ez),
        ],
        0.009,
        0.06,
        8,
    )
    form.rod("black", (ex + 0.09, foot + 0.12, ez), (ex + 0.092, foot + 0.03, ez), 0.011, 10, 0.02)
    form.label_round("sign/ext_label", (ex, foot + 0.2, ez), r + 0.0012, 1.3, 0.17)
    form.box("red", (ex - 0.05, foot + 0.28, z0), (ex + 0.05, foot + 0.31, ez - r + 0.01), 0.003)
    return [form]
