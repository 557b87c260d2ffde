"""The lathe, the milling machine, the bench drill, the fan."""

import math

import numpy as np

from kit.shape import Form

from .fittings import bolts, button, frame, handwheel, lever


def lathe(boxes):
    """A centre lathe of the CA6140's build: pedestals, bed, carriage, chip tray."""
    box, part = boxes["lathe"], boxes["lathe.stop"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    cz = box.centre[2]
    g = "enamel/green"
    for a, b in ((x0, x0 + 0.78), (x1 - 0.5, x1 - 0.02)):
        form.box("dark", (a + 0.02, 0, z0 + 0.1), (b - 0.02, 0.06, z1 - 0.14), 0.006)
        form.box(g, (a, 0.06, z0 + 0.08), (b, 0.68, z1 - 0.12), 0.02)
        form.box(g, (a + 0.06, 0.14, z1 - 0.12), (b - 0.06, 0.56, z1 - 0.108), 0.008, "-z")
        for y in (0.18, 0.52):
            bolts(
                form,
                ((a + 0.09, y, z1 - 0.108), (b - 0.09, y, z1 - 0.108)),
                (0, 0, 1),
                0.008,
                "bare",
            )
    # The tray between the feet, full of swarf and coolant.
    form.box(g, (x0 + 0.7, 0.36, z0 + 0.06), (x1 - 0.4, 0.4, z1 - 0.06), 0.012)
    frame(form, g, (x0 + 0.7, 0.38, z0 + 0.06), (x1 - 0.4, 0.42, z1 - 0.06), 0.012, 1)
    rng = np.random.default_rng(4)
    for _ in range(45):
        x, z = rng.uniform(x0 + 0.8, x1 - 0.5), rng.uniform(z1 - 0.4, z1 - 0.1)
        curl(form, (x, 0.41 + rng.uniform(0, 0.03), z), rng)
    # The bed: two walls with ribs, ground ways on top.
    form.box(g, (x0 + 0.64, 0.6, cz - 0.2), (x1, 0.83, cz + 0.2), 0.012, "+y")
    for k in range(5):
        x = x0 + 0.95 + 0.3 * k
        form.box("dark", (x - 0.09, 0.66, cz + 0.2), (x + 0.09, 0.78, cz + 0.203), 0.001, "-z")
    for z in (-0.19, -0.07, 0.07, 0.19):
        form.prism(
            "steel",
            [
                (cz + z + 0.022, 0.83),
                (cz + z + 0.014, 0.858),
                (cz + z - 0.014, 0.858),
                (cz + z - 0.022, 0.83),
            ],
            x0 + 0.64,
            x1,
        )
    form.quad(
        "dark",
        [
            (x0 + 0.64, 0.831, cz + 0.2),
            (x1, 0.831, cz + 0.2),
            (x1, 0.831, cz - 0.2),
            (x0 + 0.64, 0.831, cz - 0.2),
        ],
    )
    # Lead screw, feed rod, switch rod.
    for y, r in ((0.74, 0.016), (0.69, 0.012), (0.645, 0.012)):
        form.rod("steel", (x0 + 0.6, y, z1 - 0.13), (x1 - 0.02, y, z1 - 0.13), r, 12)
    form.box(g, (x1 - 0.12, 0.62, cz + 0.2), (x1 - 0.02, 0.78, z1 - 0.1), 0.01)
    # Norton box under the headstock.
    form.box(g, (x0 + 0.02, 0.66, cz - 0.26), (x0 + 0.72, 0.95, z1 - 0.09), 0.018, "+y")
    for k, x in enumerate((0.16, 0.32, 0.5)):
        form.rod("chrome", (x0 + x, 0.84, z1 - 0.09), (x0 + x, 0.84, z1 - 0.05), 0.03, 18)
        lever(
            form,
            (x0 + x, 0.84, z1 - 0.06),
            (x0 + x + 0.05 * (k - 1), 0.72, z1 - 0.03),
            0.006,
            0.014,
        )
    form.label("sign/speeds", (x0 + 0.6, 0.76, z1 - 0.09), (0, 0, 1), 0.16, 0.11, 0.001)
    button(form, (x0 + 0.14, 0.72, z1 - 0.09), (0, 0, 1), "green", 0.014)
    button(form, (x0 + 0.22, 0.72, z1 - 0.09), (0, 0, 1), "lampOff", 0.014)
    carriage(form, box, part)
    form.label("stain/oil", (-3.4, 0.62, z1 - 0.1195), (0, 0, 1), 0.3, 0.12, 0.002)
    form.label("stain/rust", (x1 - 0.25, 0.42, z1 - 0.107), (0, 0, 1), 0.24, 0.24, 0.0026)
    form.label("stain/hand", (x0 + 0.34, 0.77, z1 - 0.09), (0, 0, 1), 0.4, 0.24, 0.0026)
    mushroom = Form(part.id, part.centre)
    px, py, pz = part.centre
    mushroom.rod("red", (px, py, pz - 0.02), (px, py, pz + 0.002), 0.014, 14)
    mushroom.lathe(
        "red",
        (px, py, pz + 0.0),
        [(0.014, 0), (0.034, 0.004), (0.038, 0.011), (0.03, 0.018), (0, 0.02)],
        (0, 0, 1),
        24,
    )
    return [form, mushroom.weigh(2.0)] + heads(boxes)


def curl(form, at, rng):
    """A curl of swarf."""
    x, y, z = at
    turn, long = rng.uniform(0, 6.28), rng.uniform(0.03, 0.08)
    look = "loose/chip" if rng.uniform() < 0.6 else "loose/chipBlue"
    points = []
    for k in range(7):
        t = k / 6 * 9
        s = (k / 6 - 0.5) * long
        points.append(
            (
                x + math.cos(turn) * s + 0.006 * math.cos(t),
                y + 0.006 * math.sin(t),
                z + math.sin(turn) * s,
            )
        )
    form.tube(look, points, 0.0016, 0, 3)


def carriage(form, box, part):
    """Saddle, cross slide, tool post, apron with its handwheel; the stop's box beside it."""
    (_, _, _), (x1, top, z1) = box.low, box.high
    cz, x = box.centre[2], -3.05
    g = "enamel/green"
    form.box("steel", (x - 0.24, 0.858, cz - 0.24), (x + 0.24, 0.9, z1 - 0.1), 0.008)
    form.box(g, (x - 0.2, 0.6, z1 - 0.15), (x + 0.34, 0.868, z1 - 0.025), 0.016)
    handwheel(form, (x - 0.1, 0.72, z1 - 0.01), (0, 0, 1), 0.085)
    form.label("sign/check", (x + 0.06, 0.8, z1 - 0.025), (0, 0, 1), 0.06, 0.06, 0.001)
    lever(form, (x + 0.1, 0.67, z1 - 0.03), (x + 0.16, 0.6, z1 + 0.03), 0.007, 0.015)
    form.box("steel", (x - 0.09, 0.9, cz - 0.2), (x + 0.09, 0.94, z1 - 0.13), 0.006)
    handwheel(form, (x, 0.915, z1 - 0.08), (0, 0, 1), 0.05, spokes=2)
    form.box("steel", (x - 0.08, 0.94, cz + 0.04), (x + 0.08, 0.99, cz + 0.25), 0.006)
    form.box("steel", (x - 0.06, 0.99, cz + 0.06), (x + 0.06, 1.05, cz + 0.24), 0.006)
    form.box("iron", (x - 0.055, 1.05, cz + 0.1), (x + 0.055, 1.14, cz + 0.21), 0.006)
    lever(form, (x, 1.15, cz + 0.155), (x + 0.1, 1.19, cz + 0.22), 0.007, 0.014)
    form.rod("bare", (x, 1.14, cz + 0.155), (x, 1.165, cz + 0.155), 0.016, 6)
    form.box("bare", (x - 0.04, 1.1, cz + 0.032), (x - 0.018, 1.122, cz + 0.13), 0.002)
    for k in range(3):
        at = (x - 0.035, 1.14, cz + 0.115 + 0.03 * k)
        form.rod("dark", at, (at[0], 1.155, at[2]), 0.006, 6)
    # A guard of clear plate over the tool, tipped back.
    form.tube(
        "zinc",
        [(x + 0.16, 0.9, cz + 0.2), (x + 0.16, 1.22, cz + 0.2), (x + 0.05, 1.26, cz + 0.14)],
        0.008,
        0.05,
        8,
    )
    # Coolant hose over the tool.
    form.tube(
        "black",
        [
            (x + 0.2, 0.9, cz - 0.18),
            (x + 0.2, 1.14, cz - 0.16),
            (x - 0.0, 1.26, cz - 0.03),
            (x - 0.03, 1.17, cz + 0.02),
        ],
        0.008,
        0.09,
        8,
    )
    # The stop has a yellow box of its own at the end of the carriage's apron.
    px, py, pz = part.centre
    form.box("yellow", (px - 0.05, py - 0.06, pz - 0.075), (px + 0.05, py + 0.06, pz - 0.02), 0.008)
    form.box("dark", (px - 0.05, py - 0.14, pz - 0.09), (px + 0.05, py - 0.05, pz - 0.05), 0.006)
    form.box(g, (x + 0.3, py - 0.14, z1 - 0.1), (px - 0.03, py - 0.06, z1 - 0.05), 0.008)
    form.tube(
        "sheath",
        [(px, py - 0.1, pz - 0.08), (px, py - 0.2, pz - 0.13), (px - 0.1, 0.6, pz - 0.2)],
        0.008,
        0.06,
        8,
    )


def heads(boxes):
    """Headstock with its chuck and levers; tailstock with its centre and handwheel."""
    box = boxes["lathe_headstock"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cz = box.centre[2]
    g = "enamel/green"
    form.box(g, (x0, y0, z0), (x1 - 0.16, y1, z1), 0.024)
    form.box(g, (x0 + 0.02, y1 - 0.004, z0 + 0.04), (x1 - 0.2, y1 + 0.012, z1 - 0.04), 0.01, "-y")
    axis_y = y0 + 0.17
    ring = [
        (0, 0),
        (0.09, 0),
        (0.09, 0.03),
        (0.125, 0.03),
        (0.125, 0.1),
        (0.118, 0.108),
        (0.03, 0.108),
        (0.03, 0.06),
        (0, 0.06),
    ]
    form.lathe("steel", (x1 - 0.16, axis_y, cz), ring, (1, 0, 0), 36)
    for k in range(3):
        t = 2 * math.pi * k / 3 + 0.3
        d = np.array([0, math.cos(t), math.sin(t)])
        c = np.array([x1 - 0.04, axis_y, cz]) + d * 0.06
        form.block("iron", c, (0.04, 0.03 + 0.03 * abs(d[1]), 0.03 + 0.03 * abs(d[2])), 0.004)
    # A shaft in the chuck, turned for half its length.
    form.rod("steel", (x1 - 0.05, axis_y, cz), (x1 + 0.42, axis_y, cz), 0.024, 20)
    form.rod("steel", (x1 + 0.42, axis_y, cz), (-2.962, axis_y, cz), 0.03, 20)
    # The guard over the chuck.
    form.tube(
        "yellow",
        [(x1 - 0.17, y1 - 0.02, cz + 0.2), (x1 - 0.02, y1 - 0.02, cz + 0.2)],
        0.01,
        0.01,
        8,
    )
    for k in range(7):
        t0, t1 = (math.radians(20 + 20 * j) for j in (k, k + 1))
        a, b = ((axis_y + 0.165 * math.sin(t), cz + 0.165 * math.cos(t)) for t in (t0, t1))
        form.quad(
            "yellow",
            [
                (x1 - 0.16, a[0], a[1]),
                (x1 + 0.01, a[0], a[1]),
                (x1 + 0.01, b[0], b[1]),
                (x1 - 0.16, b[0], b[1]),
            ],
        )
        form.quad(
            "yellow",
            [
                (x1 + 0.01, a[0] - 0.004, a[1]),
                (x1 - 0.16, a[0] - 0.004, a[1]),
                (x1 - 0.16, b[0] - 0.004, b[1]),
                (x1 + 0.01, b[0] - 0.004, b[1]),
            ],
        )
    form.label("sign/lathe", (x0 + 0.3, y1 - 0.09, z1), (0, 0, 1), 0.3, 0.096, 0.002)
    for k, x in enumerate((0.12, 0.34)):
        form.rod("chrome", (x0 + x, y0 + 0.2, z1), (x0 + x, y0 + 0.2, z1 + 0.03), 0.035, 20)
        lever(
            form,
            (x0 + x, y0 + 0.2, z1 + 0.022),
            (x0 + x + 0.06 - 0.1 * k, y0 + 0.06, z1 + 0.05),
            0.007,
            0.016,
        )
    form.label("sign/warn_machine", (x0 + 0.46, y0 + 0.17, z1), (0, 0, 1), 0.09, 0.1125, 0.002)
    form.label("stain/hand", (x0 + 0.24, y0 + 0.14, z1), (0, 0, 1), 0.36, 0.26, 0.0026)
    # A work lamp on its arm, switched off.
    arm = [(x0 + 0.5, y1, z0 + 0.06), (x0 + 0.55, y1 + 0.3, z0 + 0.08), (x1 + 0.15, y1 + 0.22, cz)]
    form.tube("black", arm, 0.009, 0.05, 8)
    form.lathe(
        "enamel/green",
        arm[-1],
        [(0.02, 0.03), (0.025, 0), (0.06, -0.07), (0.055, -0.07), (0.02, 0)],
        segments=16,
    )
    box = boxes["lathe_tailstock"]
    tail = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    tail.box("iron", (x0, y0 - 0.09, z0 - 0.03), (x1 - 0.06, y0 + 0.02, z1 + 0.03), 0.008)
    tail.box(g, (x0 + 0.03, y0 + 0.02, z0 + 0.06), (x1 - 0.1, y0 + 0.1, z1 - 0.06), 0.012)
    tail.rod(g, (x0, axis_y, cz), (x1 - 0.06, axis_y, cz), 0.075, 28, bevel=0.012)
    tail.rod("steel", (x0 - 0.09, axis_y, cz), (x0, axis_y, cz), 0.03, 18)
    tail.rod("steel", (x0 - 0.19, axis_y, cz), (x0 - 0.09, axis_y, cz), 0.004, 18, 0.02)
    handwheel(tail, (x1 - 0.03, axis_y, cz), (1, 0, 0), 0.09)
    lever(tail, (x0 + 0.1, y0 + 0.24, cz), (x0 + 0.14, y1 + 0.02, cz + 0.08), 0.007, 0.015)
    return [form, tail]


def mill(boxes):
    """A knee-type milling machine: column, ram head, knee, table with a vice."""
    box = boxes["milling_machine"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    cz = box.centre[2]
    g = "enamel/cream"
    form.box("dark", (x0, 0, cz - 0.42), (x1 - 0.1, 0.09, cz + 0.42), 0.012)
    form.box(g, (x0, 0.09, cz - 0.3), (x0 + 0.5, 1.5, cz + 0.3), 0.03)
    form.box(g, (x0 + 0.02, 0.3, cz + 0.3), (x0 + 0.46, 1.2, cz + 0.33), 0.012)
    form.box(g, (x0 - 0.0, 1.5, cz - 0.2), (x0 + 0.95, 1.86, cz + 0.2), 0.04)
    form.rod("blue", (x0 + 0.02, 1.68, cz), (x0 - 0.02, 1.68, cz), 0.15, 24)
    hx = x0 + 0.82
    form.rod(g, (hx, 1.2, cz), (hx, 1.52, cz), 0.13, 28, bevel=0.012)
    form.rod(g, (hx, top - 0.1, cz), (hx, top, cz), 0.12, 28, bevel=0.02)
    form.lathe(
        "steel",
        (hx, 1.02, cz),
        [(0, 0), (0.045, 0), (0.05, 0.05), (0.075, 0.06), (0.075, 0.19)],
        segments=24,
    )
    form.lathe(
        "iron",
        (hx, 0.985, cz),
        [(0, 0), (0.05, 0), (0.055, 0.03), (0.03, 0.04)],
        segments=8,
        crease=10,
    )
    # Knee and table.
    form.box("steel", (x0 + 0.5, 0.35, cz - 0.14), (x0 + 0.52, 1.2, cz + 0.14), 0.004)
    form.box(g, (x0 + 0.52, 0.5, cz - 0.24), (x1 - 0.18, 0.78, cz + 0.24), 0.02)
    form.rod("steel", (hx, 0.09, cz), (hx, 0.5, cz), 0.04, 18)
    form.box("steel", (x0 + 0.56, 0.78, cz - 0.2), (x1 - 0.22, 0.84, cz + 0.2), 0.006)
    form.box("steel", (x0 + 0.62, 0.84, z0 + 0.02), (x0 + 1.02, 0.9, z1 - 0.02), 0.006)
    for k in range(3):
        x = x0 + 0.72 + 0.1 * k
        form.box("dark", (x - 0.009, 0.897, z0 + 0.02), (x + 0.009, 0.9008, z1 - 0.02), 0)
    handwheel(form, (x0 + 0.82, 0.87, z1 - 0.0), (0, 0, 1), 0.1)
    handwheel(form, (x1 - 0.12, 0.68, cz + 0.12), (1, 0, 0), 0.1)
    lever(form, (x1 - 0.17, 0.6, cz - 0.12), (x1 - 0.02, 0.58, cz - 0.12), 0.012, 0.02)
    # A machine vice with a block in it.
    form.box("enamel/blue", (hx - 0.15, 0.9, cz - 0.1), (hx + 0.15, 0.94, cz + 0.1), 0.008)
    for x in (hx - 0.13, hx + 0.07):
        form.box("enamel/blue", (x, 0.94, cz - 0.09), (x + 0.05, 0.985, cz + 0.09), 0.006)
    form.box("steel", (hx - 0.08, 0.94, cz - 0.06), (hx + 0.07, 0.978, cz + 0.06), 0.003)
    form.label("sign/mill", (x0 + 0.72, 1.68, cz + 0.2), (0, 0, 1), 0.28, 0.097, 0.002)
    form.label("sign/must_goggles", (x0 + 0.24, 1.0, cz + 0.33), (0, 0, 1), 0.16, 0.2, 0.002)
    form.label("sign/no_gloves", (x0 + 0.24, 0.74, cz + 0.33), (0, 0, 1), 0.16, 0.2, 0.002)
    form.box("light", (x0 + 0.53, 1.18, cz + 0.16), (x0 + 0.68, 1.46, cz + 0.24), 0.01)
    for k, look in enumerate(("green", "lampOff", "red")):
        button(form, (x0 + 0.605, 1.4 - 0.08 * k, cz + 0.24), (0, 0, 1), look, 0.016)
    form.label("stain/oil", (x0 + 1.05, 0.094, cz), (0, 1, 0), 0.5, 0.5, 0.0)
    form.label("stain/hand", (x1 - 0.178, 0.66, cz), (1, 0, 0), 0.36, 0.24, 0.002)
    form.label("stain/rust", (x0 + 0.3, 0.25, cz + 0.3), (0, 0, 1), 0.3, 0.24, 0.0026)
    return [form]


def drill(boxes):
    """The bench drill on its steel table; its key on a hook."""
    box = boxes["drill_table"]
    table = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for x in (x0 + 0.05, x1 - 0.05):
        for z in (z0 + 0.05, z1 - 0.05):
            table.box(
                "enamel/green", (x - 0.025, 0, z - 0.025), (x + 0.025, top - 0.05, z + 0.025), 0.004
            )
    table.box("goods/cast", (x0, top - 0.05, z0), (x1, top, z1), 0.008)
    table.box("enamel/green", (x0 + 0.03, 0.2, z0 + 0.03), (x1 - 0.03, 0.225, z1 - 0.03), 0.004)
    table.box("goods/cardboard", (x0 + 0.1, 0.225, z0 + 0.1), (x0 + 0.42, 0.42, z0 + 0.4), 0.004)
    table.rod("iron", (x1 - 0.2, 0.225, z1 - 0.2), (x1 - 0.2, 0.36, z1 - 0.2), 0.09, 18)
    table.label("sign/must_goggles", (x0 - 0.0, 0.62, z0 + 0.1), (-1, 0, 0), 0.1, 0.125, 0.002)
    table.label("stain/oil", (x0 + 0.28, top, 0.6), (0, 1, 0), 0.4, 0.4, 0.002)
    rng = np.random.default_rng(8)
    for _ in range(16):
        curl(table, (rng.uniform(x0 + 0.05, x0 + 0.25), top + 0.005, rng.uniform(0.4, 0.8)), rng)
    box, part = boxes["bench_drill"], boxes["bench_drill.chuck_key"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cz, px = box.centre[2], 4.602
    form.box("goods/cast", (x0 - 0.04, y0, cz - 0.13), (x1 - 0.02, y0 + 0.05, cz + 0.13), 0.012)
    form.rod("steel", (4.76, y0 + 0.05, cz), (4.76, 1.4, cz), 0.034, 20)
    form.rod("enamel/green", (4.76, y0 + 0.05, cz), (4.76, y0 + 0.11, cz), 0.055, 20)
    form.box("enamel/green", (px - 0.05, 1.27, cz - 0.075), (x1, 1.48, cz + 0.075), 0.025)
    form.box("enamel/green", (x0, 1.48, cz - 0.1), (x1, y1, cz + 0.1), 0.03)
    form.box("enamel/green", (x0, 1.48, cz + 0.1), (x0 + 0.05, 1.52, z1), 0.006)
    form.rod("blue", (4.8, 1.2, cz), (4.8, 1.3, cz), 0.075, 22)
    form.rod("steel", (px, 1.205, cz), (px, 1.28, cz), 0.02, 16)
    form.lathe(
        "chrome",
        (px, 1.135, cz),
        [(0.008, 0), (0.02, 0.012), (0.026, 0.03), (0.026, 0.062), (0.02, 0.07), (0, 0.07)],
        segments=24,
    )
    form.lathe(
        "steel",
        (px, 1.162, cz),
        [(0.028, 0), (0.03, 0.004), (0.03, 0.02), (0.028, 0.024)],
        segments=24,
        crease=10,
    )
    form.rod("bare", (px, 1.04, cz), (px, 1.136, cz), 0.005, 10, 0.005)
    form.rod("bare", (px, 1.03, cz), (px, 1.04, cz), 0.0005, 10, 0.005)
    # Feed handle with three arms, at the right.
    hub = np.array([px + 0.05, 1.36, cz + 0.075])
    form.rod("chrome", hub, hub + (0, 0, 0.03), 0.026, 18)
    for k in range(3):
        t = 0.6 + 2 * math.pi * k / 3
        d = np.array([math.cos(t), math.sin(t), 0.25])
        lever(form, hub + (0, 0, 0.02), hub + (0, 0, 0.02) + d * 0.13, 0.006, 0.014)
    # A vice on the foot, with a plate in it.
    form.box(
        "enamel/blue", (px - 0.08, y0 + 0.05, cz - 0.07), (px + 0.08, y0 + 0.08, cz + 0.07), 0.006
    )
    for z in (cz - 0.065, cz + 0.035):
        form.box("enamel/blue", (px - 0.06, y0 + 0.08, z), (px + 0.06, y0 + 0.12, z + 0.03), 0.005)
    form.box("steel", (px - 0.07, y0 + 0.1, cz - 0.035), (px + 0.05, y0 + 0.112, cz + 0.035), 0.002)
    form.label("sign/drill", (x0, 1.57, cz), (-1, 0, 0), 0.12, 0.086, 0.002)
    button(form, (px - 0.05, 1.42, cz - 0.03), (-1, 0, 0), "green", 0.011)
    button(form, (px - 0.05, 1.42, cz + 0.03), (-1, 0, 0), "red", 0.013)
    kx, ky, kz = part.centre
    form.tube(
        "chrome",
        [(x0, ky + 0.008, kz), (kx - 0.004, ky + 0.008, kz), (kx - 0.004, ky + 0.02, kz)],
        0.003,
        0.008,
        7,
    )
    form.label("stain/hand", (x0, 1.53, cz + 0.04), (-1, 0, 0), 0.1, 0.1, 0.0026)
    # A T-key: the bar upright, its toothed shank toward the chuck.
    key = Form(part.id, part.centre)
    key.rod("bare", (kx, ky - 0.055, kz), (kx, ky + 0.055, kz), 0.0055, 10)
    key.rod("bare", (kx, ky, kz), (kx + 0.04, ky, kz), 0.008, 12)
    key.rod("bare", (kx + 0.028, ky, kz), (kx + 0.044, ky, kz), 0.012, 10, bevel=0.001)
    key.rod("bare", (kx + 0.044, ky, kz), (kx + 0.058, ky, kz), 0.004, 8)
    key.rod("red", (kx, ky - 0.055, kz), (kx, ky - 0.03, kz), 0.0075, 10)
    return [table, form.weigh(1.4), key.weigh(2.0)]


def fan(boxes):
    """A fan on a foot, its cage of wire."""
    box = boxes["floor_fan"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    top = box.high[1]
    form.lathe(
        "black", (x, 0, z), [(0.22, 0), (0.22, 0.02), (0.2, 0.04), (0.04, 0.06)], segments=28
    )
    form.rod("bare", (x, 0.05, z), (x, 0.9, z), 0.018, 14)
    form.rod("black", (x, 0.82, z), (x, 1.1, z), 0.03, 14)
    c = np.array([x, top - 0.26, z])
    way = np.array([0.8, 0, -0.6])
    side = np.array([0.6, 0, 0.8])
    up = np.array([0, 1.0, 0])
    form.rod("dark", c - way * 0.2, c - way * 0.02, 0.07, 20, bevel=0.015)
    for r, off in ((0.24, 0.0), (0.24, 0.06), (0.17, 0.085), (0.1, 0.1), (0.17, -0.06)):
        ring = [
            c + way * off + (side * math.cos(t) + up * math.sin(t)) * r
            for t in np.linspace(0, 2 * math.pi, 29)
        ]
        form.tube("chrome", ring, 0.004 if r > 0.2 else 0.002, 0, 5)
    for k in range(28):
        t = 2 * math.pi * k / 28
        d = side * math.cos(t) + up * math.sin(t)
        form.tube(
            "chrome",
            [
                c + d * 0.24,
                c + d * 0.235 + way * 0.06,
                c + d * 0.17 + way * 0.085,
                c + d * 0.06 + way * 0.102,
            ],
            0.0016,
            0,
            3,
        )
        if k % 2:
            form.rod("chrome", c + d * 0.24, c + d * 0.07 - way * 0.07, 0.0016, 4, caps=False)
    form.rod("blue", c + way * 0.0, c + way * 0.05, 0.045, 20)
    form.medallion("sign/fan", c + way * 0.103, way, 0.06)
    for k in range(3):
        for s in (1, -1):
            t = 2 * math.pi * k / 3 + 0.2
            verts = []
            for r in (0.04, 0.22):
                for a, off in ((-0.5, 0.03), (0.35, -0.02)):
                    d = side * math.cos(t + a * (0.8 + r)) + up * math.sin(t + a * (0.8 + r))
                    verts.append(c + d * r + way * (off + 0.02))
            a, b, d, e = verts
            form.quad("aluminium", [a, b, e, d] if s > 0 else [b, a, d, e])
    form.box("black", (x - 0.05, 0.9, z - 0.045), (x + 0.05, 1.0, z + 0.045), 0.01)
    for k in range(4):
        form.rod(
            "light", (x + 0.05, 0.925 + 0.018 * k, z), (x + 0.06, 0.925 + 0.018 * k, z), 0.007, 10
        )
    # Its cable comes down to the floor, to where the one on the floor begins.
    form.tube(
        "sheath",
        [
            (x - 0.04, 0.92, z + 0.03),
            (x - 0.12, 0.5, z + 0.1),
            (x - 0.1, 0.02, z + 0.14),
            (x + 0.1, 0.016, z + 0.1),
            (x + 0.3, 0.018, z + 0.0),
        ],
        0.009,
        0.14,
        8,
    )
    return [form]


def all_of(boxes):
    """All machines."""
    return lathe(boxes) + mill(boxes) + drill(boxes) + fan(boxes)
