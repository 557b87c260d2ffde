"""Hand tools, and what holds them: the board, the trolley, the cabinet; the stool."""

import math

import numpy as np

from kit.shape import Chart, Form, smooth


def toolbox(form, at):
    """A red tin box with its handle."""
    x, y, z = at
    form.box("redOld", (x - 0.11, y, z - 0.21), (x + 0.11, y + 0.15, z + 0.21), 0.008)
    form.box("redOld", (x - 0.113, y + 0.15, z - 0.213), (x + 0.113, y + 0.19, z + 0.213), 0.012)
    form.tube(
        "chrome",
        [
            (x, y + 0.19, z - 0.07),
            (x, y + 0.22, z - 0.07),
            (x, y + 0.22, z + 0.07),
            (x, y + 0.19, z + 0.07),
        ],
        0.006,
        0.02,
        8,
    )
    for s in (-0.13, 0.13):
        form.box(
            "chrome",
            (x - 0.117, y + 0.12, z + s - 0.015),
            (x - 0.112, y + 0.175, z + s + 0.015),
            0.002,
        )


def hammer(form, at):
    """A fitter's hammer, lying."""
    x, y, z = at
    form.rod("wood", (x - 0.02, y + 0.014, z), (x + 0.27, y + 0.014, z + 0.05), 0.011, 10)
    form.block("iron", (x - 0.02, y + 0.015, z), (0.028, 0.028, 0.1), 0.005)


def rag(form, at, wide, deep, look, seed):
    """A cloth dropped on the bench."""
    rng = np.random.default_rng(seed)
    n = 9
    bumps = rng.normal(0, 1, (4, 3))
    verts, faces = [], []
    for i in range(n + 1):
        for j in range(n + 1):
            u, v = i / n * 2 - 1, j / n * 2 - 1
            r = 1 - 0.12 * abs(math.sin(3 * math.atan2(v, u) + seed))
            h = sum(abs(math.sin(b[0] * 2.5 * u + b[1] * 2.5 * v + b[2])) for b in bumps) / 4
            h = 0.004 + 0.03 * h * (1 - max(abs(u), abs(v)) ** 3)
            verts.append((at[0] + u * r * wide / 2, at[1] + h, at[2] + v * r * deep / 2))
    for i in range(n):
        for j in range(n):
            a = i * (n + 1) + j
            faces.append([a, a + 1, a + n + 2, a + n + 1])
    normals = [x if x[1] > 0 else -x for x in smooth(verts, faces)]
    chart = Chart(wide, deep)
    spots = {i: (v[0] - at[0] + wide / 2, v[2] - at[2] + deep / 2) for i, v in enumerate(verts)}
    form.faces(look, verts, normals, faces, [(chart, spots)] * len(faces))


def tool_board(form):
    """Perforated steel behind the bench: spanners, pliers, drivers, each in its place."""
    x, z0, z1 = 4.985, -2.05, -0.35
    form.box("light", (x - 0.012, 1.12, z0 - 0.03), (x + 0.015, 1.97, z1 + 0.03), 0.006, "+x")
    for k in range(4):
        for j in range(2):
            a = z0 + 0.425 * k
            form.quad(
                "sign/pegboard",
                [
                    (x - 0.0125, 1.13 + 0.415 * j, a),
                    (x - 0.0125, 1.13 + 0.415 * j, a + 0.425),
                    (x - 0.0125, 1.545 + 0.415 * j, a + 0.425),
                    (x - 0.0125, 1.545 + 0.415 * j, a),
                ],
            )
    f = x - 0.02
    for k in range(9):
        z, long = z0 + 0.1 + 0.075 * k, 0.3 - 0.02 * k
        top = 1.86
        form.rod("chrome", (f, top, z), (f - 0.03, top, z), 0.003, 6)
        spanner(form, (f - 0.012, top, z), long)
    for k in range(6):
        z = z0 + 0.92 + 0.075 * k
        form.rod(
            ("red", "yellow", "blue")[k % 3],
            (f - 0.015, 1.88, z),
            (f - 0.015, 1.77, z),
            0.014,
            12,
            bevel=0.004,
        )
        form.rod("chrome", (f - 0.015, 1.77, z), (f - 0.015, 1.64 + 0.02 * (k % 3), z), 0.0035, 8)
    form.box("dark", (f - 0.035, 1.755, z0 + 0.88), (f + 0.01, 1.762, z0 + 1.34), 0.002)
    for k in range(4):
        pliers(
            form, (f - 0.012, 1.42, z0 + 0.16 + 0.14 * k), ("red", "blue", "orange", "yellow")[k]
        )
    # A hacksaw, a square, two hammers.
    z = z0 + 0.84
    form.tube(
        "redOld",
        [
            (f - 0.014, 1.46, z),
            (f - 0.014, 1.56, z),
            (f - 0.014, 1.56, z + 0.36),
            (f - 0.014, 1.46, z + 0.36),
        ],
        0.008,
        0.04,
        8,
    )
    form.box("bare", (f - 0.015, 1.455, z), (f - 0.013, 1.468, z + 0.36), 0)
    form.box("black", (f - 0.028, 1.37, z - 0.03), (f, 1.48, z), 0.01)
    for k in range(2):
        z = z0 + 1.42 + 0.15 * k
        form.rod("wood", (f - 0.018, 1.22, z), (f - 0.018, 1.54, z), 0.012, 10)
        form.block("iron", (f - 0.018, 1.55, z), (0.03, 0.032, 0.11), 0.006)
    form.box("bare", (f - 0.006, 1.16, z0 + 0.2), (f - 0.002, 1.185, z0 + 0.7), 0)
    form.box("bare", (f - 0.006, 1.16, z0 + 0.2), (f - 0.002, 1.34, z0 + 0.225), 0)
    # A socket strip under the board.
    form.box("white", (x - 0.04, 1.03, -1.7), (x + 0.015, 1.09, -1.2), 0.006)
    for k in range(5):
        form.box(
            "dark",
            (x - 0.042, 1.045, -1.66 + 0.09 * k),
            (x - 0.0395, 1.075, -1.62 + 0.09 * k),
            0.001,
        )


def spanner(form, at, long):
    """A double-ended spanner on its hook."""
    x, y, z = at
    w = 0.008 + long * 0.02
    form.box("chrome", (x - 0.003, y - long, z - w / 2), (x + 0.003, y, z + w / 2), 0.001)
    form.rod("chrome", (x - 0.004, y, z), (x + 0.004, y, z), w * 1.15, 14)
    form.rod("dark", (x - 0.0045, y, z), (x - 0.004, y, z), w * 0.65, 6)
    for s in (-1, 1):
        form.box(
            "chrome",
            (x - 0.004, y - long - w * 1.5, z + s * w * 0.75 - w * 0.35),
            (x + 0.004, y - long + w * 0.2, z + s * w * 0.75 + w * 0.35),
            0.001,
        )


def pliers(form, at, look):
    """Pliers, hung by their jaws."""
    x, y, z = at
    form.rod("bare", (x - 0.006, y, z), (x + 0.006, y, z), 0.014, 12)
    form.box("bare", (x - 0.005, y, z - 0.011), (x + 0.005, y + 0.06, z + 0.011), 0.003)
    for s in (-1, 1):
        form.tube(
            look,
            [
                (x, y - 0.005, z + s * 0.006),
                (x, y - 0.06, z + s * 0.026),
                (x, y - 0.15, z + s * 0.022),
            ],
            0.008,
            0.04,
            8,
        )


def stool(boxes):
    """A round stool, its seat worn."""
    box = boxes["stool"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    top = box.high[1]
    form.rod("goods/wood", (x, top - 0.035, z), (x, top, z), 0.16, 26, bevel=0.008)
    for k in range(4):
        t = math.pi / 4 + k * math.pi / 2
        form.rod(
            "enamel/blue",
            (x + 0.16 * math.cos(t), 0, z + 0.16 * math.sin(t)),
            (x + 0.11 * math.cos(t), top - 0.03, z + 0.11 * math.sin(t)),
            0.012,
            10,
        )
    ring = [
        (x + 0.145 * math.cos(t), 0.16, z + 0.145 * math.sin(t))
        for t in np.linspace(0, 2 * math.pi, 25)
    ]
    form.tube("bare", ring, 0.008, 0, 7)
    return [form]


def trolley(boxes):
    """A tool trolley: two trays on castors, half unpacked."""
    box = boxes["tool_trolley"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for x in (x0 + 0.02, x1 - 0.02):
        for z in (z0 + 0.02, z1 - 0.02):
            form.box(
                "enamel/blue",
                (x - 0.015, 0.12, z - 0.015),
                (x + 0.015, top - 0.02, z + 0.015),
                0.003,
            )
            form.rod("rubber", (x - 0.012, 0.05, z), (x + 0.012, 0.05, z), 0.05, 16, bevel=0.006)
            form.box("bare", (x - 0.018, 0.09, z - 0.018), (x + 0.018, 0.125, z + 0.018), 0.003)
    for y in (0.14, 0.46, top - 0.1):
        form.box("enamel/blue", (x0, y, z0), (x1, y + 0.012, z1), 0.004)
        for a, b in (
            ((x0, z0), (x1, z0 + 0.008)),
            ((x0, z1 - 0.008), (x1, z1)),
            ((x0, z0), (x0 + 0.008, z1)),
            ((x1 - 0.008, z0), (x1, z1)),
        ):
            form.box("enamel/blue", (a[0], y, a[1]), (b[0], y + 0.07, b[1]), 0.002)
    y = top - 0.088
    form.box("dark", (x0 + 0.04, y, z0 + 0.05), (x0 + 0.3, y + 0.05, z0 + 0.2), 0.006)
    for k in range(7):
        form.rod(
            "chrome",
            (x0 + 0.06 + 0.035 * k, y + 0.05, z0 + 0.1),
            (x0 + 0.06 + 0.035 * k, y + 0.075, z0 + 0.1),
            0.008 + 0.001 * k,
            10,
        )
    spanners = np.random.default_rng(3)
    for k in range(5):
        z = z1 - 0.06 - 0.035 * k
        form.box(
            "chrome",
            (x0 + 0.06, y, z),
            (x0 + 0.24 + spanners.uniform(0, 0.06), y + 0.006, z + 0.012),
            0.001,
        )
    rag(form, (x1 - 0.14, y + 0.001, (z0 + z1) / 2), 0.18, 0.2, "rag", 5)
    toolbox(form, ((x0 + x1) / 2, 0.472, (z0 + z1) / 2))
    form.rod("green", (x0 + 0.16, 0.152, z0 + 0.2), (x0 + 0.16, 0.36, z0 + 0.2), 0.07, 16)
    form.tube(
        "bare",
        [
            (x1, 0.62, z0 + 0.03),
            (x1 + 0.06, 0.7, z0 + 0.03),
            (x1 + 0.06, 0.7, z1 - 0.03),
            (x1, 0.62, z1 - 0.03),
        ],
        0.011,
        0.04,
        8,
    )
    return [form]


def tool_cabinet(boxes):
    """A steel cupboard with two doors toward the room."""
    box = boxes["tool_cabinet"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    form.box("dark", (x0 + 0.03, 0, z0 + 0.01), (x1, 0.08, z1 - 0.01), 0.003, "-y")
    form.box("enamel/grey", (x0 + 0.02, 0.08, z0), (x1, top, z1), 0.008, "+x-y")
    cz = (z0 + z1) / 2
    for a, b, s in ((z0 + 0.008, cz - 0.002, 1), (cz + 0.002, z1 - 0.008, -1)):
        form.box("enamel/blue", (x0, 0.1, a), (x0 + 0.02, top - 0.015, b), 0.005)
        mid = (a + b) / 2
        for y in (0.3, 1.45):
            for k in range(6):
                form.box(
                    "dark",
                    (x0 - 0.002, y + 0.025 * k, mid - 0.1),
                    (x0 + 0.001, y + 0.025 * k + 0.007, mid + 0.1),
                    0,
                )
        z = (b if s > 0 else a) - s * 0.04
        form.box("chrome", (x0 - 0.014, 0.9, z - 0.012), (x0, 1.06, z + 0.012), 0.004)
    form.label("sign/toolbox", (x0, 1.3, cz - 0.25), (-1, 0, 0), 0.26, 0.078, 0.002)
    form.label("sign/check", (x0, 1.28, cz + 0.25), (-1, 0, 0), 0.12, 0.12, 0.002)
    form.label("stain/hand", (x0, 1.0, cz), (-1, 0, 0), 0.3, 0.3, 0.0026)
    form.label("stain/scuff", (x0, 0.2, cz), (-1, 0, 0), 0.8, 0.2, 0.0026)
    form.box(
        "goods/cardboard", (x0 + 0.08, top, z0 + 0.1), (x1 - 0.06, top + 0.26, z0 + 0.52), 0.006
    )
    form.box("enamel/grey", (x0 + 0.1, top, z0 + 0.6), (x1 - 0.1, top + 0.14, z1 - 0.1), 0.01)
    return [form]
