"""Goods: cartons, drum, bins, castings, bars; the cable on the floor, the puddle, the duckboard."""

import math

import numpy as np

from kit.shape import Form


def carton(form, low, high, facing, label, tape=True):
    """A closed carton with tape and a print on the sides it shows."""
    low, high = np.array(low, float), np.array(high, float)
    form.box("goods/cardboard", low, high, 0.006)
    mid = (low + high) / 2
    if tape:
        form.label("paper", (mid[0], high[1], mid[2]), (0, 1, 0), high[0] - low[0], 0.05, 0.001)
    for n in facing:
        n = np.array(n, float)
        wide = (high - low)[2 if abs(n[0]) > 0 else 0]
        w = min(wide * 0.62, (high - low)[1] * 0.62 * 1.44)
        form.label(label, mid + n * (high - low) / 2, n, w, w / 1.44, 0.0012)


def cartons(boxes):
    """A stack before 1AP, on the edge of its mat."""
    box = boxes["boxes"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    front, side = (0, 0, 1), (-1, 0, 0)
    carton(form, (x0, y0, z0), (x0 + 0.42, y0 + 0.38, z1), (front, side), "sign/carton_a")
    carton(form, (x0 + 0.43, y0, z0 + 0.01), (x1, y0 + 0.36, z1 - 0.01), (front,), "sign/carton_b")
    carton(
        form,
        (x0 + 0.02, y0 + 0.38, z0 + 0.02),
        (x0 + 0.4, y0 + 0.74, z1 - 0.02),
        (front, side),
        "sign/carton_b",
    )
    carton(
        form,
        (x0 + 0.41, y0 + 0.36, z0 + 0.03),
        (x1 - 0.01, y0 + 0.7, z1 - 0.03),
        (front,),
        "sign/carton_a",
    )
    carton(
        form,
        (x0 + 0.05, y0 + 0.74, z0 + 0.06),
        (x0 + 0.45, y1, z1 - 0.05),
        (front, side),
        "sign/carton_a",
    )
    carton(
        form,
        (x0 + 0.46, y0 + 0.7, z0 + 0.05),
        (x1 - 0.03, y0 + 0.98, z1 - 0.12),
        (front,),
        "sign/carton_b",
        False,
    )
    # Its flaps are open; something wrapped in paper looks out.
    y = y0 + 0.98
    a, b, c, d = x0 + 0.46, x1 - 0.03, z0 + 0.05, z1 - 0.12
    form.quad(
        "dark",
        [
            (a + 0.01, y + 0.001, d - 0.01),
            (b - 0.01, y + 0.001, d - 0.01),
            (b - 0.01, y + 0.001, c + 0.01),
            (a + 0.01, y + 0.001, c + 0.01),
        ],
    )
    for k in range(3):
        form.box(
            "paper",
            (a + 0.02 + 0.06 * k, y - 0.02, c + 0.05),
            (a + 0.07 + 0.06 * k, y + 0.02, d - 0.06),
            0.01,
        )
    for corners in (
        [(a, y, d), (b, y, d), (b, y + 0.06, d + 0.1), (a, y + 0.06, d + 0.1)],
        [(b, y, c), (a, y, c), (a, y + 0.09, c - 0.05), (b, y + 0.09, c - 0.05)],
        [(b, y, d), (b, y, c), (b + 0.05, y + 0.05, c), (b + 0.05, y + 0.05, d)],
    ):
        form.quad("goods/cardboard", corners)
        form.quad("goods/cardboard", corners[::-1])
    return [form]


def drum(boxes):
    """A 200-litre drum of coolant."""
    box = boxes["coolant_drum"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    top, r = box.high[1], 0.286
    form.lathe(
        "enamel/blue",
        (x, 0, z),
        [
            (r - 0.015, 0),
            (r, 0.008),
            (r, 0.02),
            (r - 0.012, 0.03),
            (r - 0.012, 0.29),
            (r, 0.3),
            (r, 0.315),
            (r - 0.012, 0.325),
            (r - 0.012, 0.56),
            (r, 0.57),
            (r, 0.585),
            (r - 0.012, 0.595),
            (r - 0.012, top - 0.03),
            (r, top - 0.02),
            (r, top),
            (r - 0.012, top),
            (r - 0.014, top - 0.02),
            (0, top - 0.018),
        ],
        segments=36,
    )
    form.label_round("sign/drum", (x, 0.44, z), r - 0.0105, 1.1, 0.22, 10, toward=0.35)
    form.rod("bare", (x + 0.15, top - 0.02, z + 0.05), (x + 0.15, top + 0.002, z + 0.05), 0.035, 16)
    form.rod("zinc", (x - 0.1, top - 0.02, z - 0.02), (x - 0.1, top + 0.3, z - 0.02), 0.018, 12)
    form.rod("black", (x - 0.1, top + 0.3, z - 0.02), (x - 0.1, top + 0.34, z - 0.02), 0.03, 14)
    form.tube(
        "zinc",
        [
            (x - 0.1, top + 0.18, z - 0.02),
            (x + 0.1, top + 0.18, z - 0.02),
            (x + 0.16, top + 0.1, z - 0.02),
        ],
        0.013,
        0.05,
        10,
    )
    form.label("stain/dirt", (x, 0.003, z + 0.1), (0, 1, 0), 0.9, 0.9, 0.0)
    return [form]


def chip_bin(boxes):
    """A tipping box for swarf, full."""
    box = boxes["chip_bin"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for x in (x0 + 0.12, x1 - 0.12):
        for z in (z0 + 0.08, z1 - 0.08):
            form.rod("rubber", (x - 0.015, 0.045, z), (x + 0.015, 0.045, z), 0.045, 14, bevel=0.005)
    form.box("goods/cast", (x0 + 0.03, 0.09, z0 + 0.03), (x1 - 0.03, 0.13, z1 - 0.03), 0.004)
    t = 0.012
    for a, b in (
        ((x0, z0), (x1, z0 + t)),
        ((x0, z1 - t), (x1, z1)),
        ((x0, z0 + t), (x0 + t, z1 - t)),
        ((x1 - t, z0 + t), (x1, z1 - t)),
    ):
        form.box("enamel/green", (a[0], 0.12, a[1]), (b[0], top, b[1]), 0.004)
    form.box("goods/cast", (x0 + t, 0.3, z0 + t), (x1 - t, top - 0.1, z1 - t), 0, "-y")
    rng = np.random.default_rng(12)
    for _ in range(110):
        x, z = rng.uniform(x0 + 0.06, x1 - 0.06), rng.uniform(z0 + 0.05, z1 - 0.05)
        heap = (
            0.12 * (1 - ((x - box.centre[0]) / 0.35) ** 2) * (1 - ((z - box.centre[2]) / 0.25) ** 2)
        )
        swarf(form, (x, top - 0.1 + heap * rng.uniform(0.5, 1.0), z), rng)
    form.label("sign/bin_metal", (x1, 0.38, box.centre[2]), (1, 0, 0), 0.2, 0.2, 0.001)
    form.label("sign/bin_metal", (box.centre[0], 0.38, z1), (0, 0, 1), 0.2, 0.2, 0.001)
    form.label("sign/bin_metal", (box.centre[0], 0.38, z0), (0, 0, -1), 0.2, 0.2, 0.001)
    return [form]


def swarf(form, at, rng):
    """A long curl, tangled."""
    x, y, z = at
    a, b, long = rng.uniform(0, 6.28), rng.uniform(-0.4, 0.4), rng.uniform(0.06, 0.16)
    look = ("loose/chip", "loose/chipBlue", "loose/rust")[int(rng.integers(0, 3))]
    points = []
    for k in range(9):
        t = k / 8
        s = (t - 0.5) * long
        points.append(
            (
                x + math.cos(a) * s + 0.012 * math.cos(14 * t),
                y + b * s + 0.012 * math.sin(14 * t),
                z + math.sin(a) * s,
            )
        )
    form.tube(look, points, 0.0022, 0, 3)


def parts_boxes(boxes):
    """Two stacks of blue plastic boxes with turned parts."""
    box = boxes["parts_boxes"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    rng = np.random.default_rng(6)
    mid = (z0 + z1) / 2
    form.box("goods/wood", (x0, 0, z0), (x1, 0.1, z1), 0.005)
    for a, b, count in ((z0 + 0.01, mid - 0.01, 3), (mid + 0.01, z1 - 0.01, 2)):
        for k in range(count):
            y = 0.1 + 0.215 * k
            look = "blue" if (k + count) % 2 else "orange"
            t = 0.014
            for c, d in (
                ((x0 + 0.01, a), (x1 - 0.01, a + t)),
                ((x0 + 0.01, b - t), (x1 - 0.01, b)),
                ((x0 + 0.01, a), (x0 + 0.01 + t, b)),
                ((x1 - 0.01 - t, a), (x1 - 0.01, b)),
            ):
                form.box(look, (c[0], y, c[1]), (d[0], y + 0.2, d[1]), 0.004)
            form.box(
                look, (x0 + 0.004, y + 0.18, a - 0.006), (x1 - 0.004, y + 0.2, b + 0.006), 0.004
            ) if k < count - 1 else None
            form.box(
                "dark",
                ((x0 + x1) / 2 - 0.06, y + 0.12, b - 0.001),
                ((x0 + x1) / 2 + 0.06, y + 0.15, b + 0.001),
                0,
            )
            if k == count - 1:
                form.box("dark", (x0 + 0.02, y, a + 0.02), (x1 - 0.02, y + 0.1, b - 0.02), 0)
                for _ in range(18):
                    x, z = rng.uniform(x0 + 0.08, x1 - 0.08), rng.uniform(a + 0.06, b - 0.06)
                    t = rng.uniform(0, 3.14)
                    d = np.array([math.cos(t), 0.15, math.sin(t)]) * 0.045
                    p = np.array([x, y + 0.125, z])
                    form.rod("bare", p - d, p + d, 0.022, 14, bevel=0.003)
    return [form]


def castings(boxes):
    """Raw bearing blocks on a pallet, with their card."""
    box = boxes["castings"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for k in range(3):
        z = z0 + 0.06 + (z1 - z0 - 0.12) * k / 2
        form.box("goods/wood", (x0, 0, z - 0.05), (x1, 0.1, z + 0.05), 0.004)
    for k in range(7):
        x = x0 + 0.065 + (x1 - x0 - 0.13) * k / 6
        form.box("goods/wood", (x - 0.065, 0.1, z0), (x + 0.065, 0.125, z1), 0.003)
    for layer in range(2):
        y = 0.125 + 0.34 * layer
        for k in range(3 - layer):
            for j in range(2):
                x = x0 + 0.22 + 0.37 * k + 0.18 * layer
                z = z0 + 0.27 + 0.46 * j
                block(form, (x, y, z))
        if layer == 0:
            for k in range(4):
                z = z0 + 0.12 + 0.25 * k
                form.box(
                    "goods/wood",
                    (x0 + 0.05, y + 0.31, z - 0.04),
                    (x1 - 0.05, y + 0.34, z + 0.04),
                    0.003,
                )
    form.box("wood", (x0 + 0.02, 0.46, z0 - 0.004), (x0 + 0.27, 0.62, z0 + 0.002), 0.002)
    form.label("sign/castings", (x0 + 0.145, 0.54, z0 - 0.004), (0, 0, -1), 0.24, 0.15, 0.001)
    return [form]


def block(form, at):
    """A cast bearing block: foot, housing, bore."""
    x, y, z = at
    form.box("goods/cast", (x - 0.16, y, z - 0.12), (x + 0.16, y + 0.05, z + 0.12), 0.01)
    form.rod("goods/cast", (x, y + 0.18, z - 0.11), (x, y + 0.18, z + 0.11), 0.13, 20, bevel=0.01)
    form.box("goods/cast", (x - 0.12, y + 0.04, z - 0.1), (x + 0.12, y + 0.16, z + 0.1), 0.01)
    for s in (-1, 1):
        form.rod(
            "loose/black", (x, y + 0.18, z + s * 0.1101), (x, y + 0.18, z + s * 0.1108), 0.07, 18
        )
    for s in (-0.13, 0.13):
        form.rod("bare", (x + s, y + 0.05, z), (x + s, y + 0.052, z), 0.014, 10)


def bar_rack(boxes):
    """Round and square bars on cantilever arms."""
    box = boxes["bar_rack"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for z in (z0 + 0.2, z1 - 0.2):
        form.box("enamel/blue", (x0, 0, z - 0.04), (x0 + 0.09, top, z + 0.04), 0.005)
        form.box("enamel/blue", (x0, 0, z - 0.04), (x1, 0.08, z + 0.04), 0.005)
        for y in (0.42, 0.8, 1.18):
            form.box(
                "enamel/blue", (x0 + 0.09, y, z - 0.03), (x1 - 0.05, y + 0.05, z + 0.03), 0.004
            )
            form.box(
                "enamel/blue",
                (x1 - 0.08, y + 0.05, z - 0.03),
                (x1 - 0.05, y + 0.1, z + 0.03),
                0.004,
            )
    rng = np.random.default_rng(14)
    for y, sizes in (
        (0.08, (0.04, 0.04, 0.05)),
        (0.47, (0.02, 0.02, 0.025, 0.02, 0.03)),
        (0.85, (0.03, 0.015, 0.015, 0.02)),
        (1.23, (0.012, 0.012, 0.016, 0.01, 0.02)),
    ):
        x = x0 + 0.13
        for r in sizes:
            a, b = z0 + rng.uniform(0, 0.1), z1 - rng.uniform(0, 0.14)
            look = "steel" if rng.uniform() < 0.6 else "goods/cast"
            form.rod(look, (x + r, y + r, a), (x + r, y + r, b), r, 14, bevel=0.002)
            if look == "steel":
                form.rod(
                    "red" if r > 0.02 else "phaseG",
                    (x + r, y + r, a - 0.001),
                    (x + r, y + r, a + 0.04),
                    r + 0.0008,
                    14,
                )
            x += 2 * r + 0.006
    form.box("white", (x0 + 0.3, 1.42, z0 + 0.155), (x0 + 0.31, 1.5, z0 + 0.4), 0.002)
    form.label("sign/bars", (x0 + 0.31, 1.46, z0 + 0.28), (1, 0, 0), 0.24, 0.08, 0.001)
    form.box("enamel/blue", (x0 + 0.02, 1.44, z0 + 0.2), (x0 + 0.3, 1.47, z0 + 0.24), 0.003)
    return [form]


def sorting_bins(boxes):
    """Three bins with lids, for rags, paper and the rest."""
    box = boxes["sorting_bins"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for k, (look, sign) in enumerate(
        (("red", "bin_rag"), ("green", "bin_other"), ("blue", "bin_metal"))
    ):
        a = x0 + 0.5 * k + 0.02
        form.box(look, (a + 0.02, 0.05, z0 + 0.04), (a + 0.44, top - 0.09, z1 - 0.02), 0.03)
        form.box(look, (a, top - 0.1, z0 + 0.0), (a + 0.46, top - 0.02, z1), 0.025)
        form.box(look, (a + 0.06, top - 0.03, z0 + 0.05), (a + 0.4, top, z1 - 0.06), 0.012)
        form.box(
            "dark", (a + 0.14, top - 0.075, z0 - 0.012), (a + 0.32, top - 0.05, z0 + 0.006), 0.006
        )
        form.label(f"sign/{sign}", (a + 0.23, 0.5, z0 + 0.04), (0, 0, -1), 0.26, 0.26, 0.002)
        for s in (0.06, 0.4):
            form.rod(
                "rubber", (a + s - 0.02, 0.04, z1 - 0.1), (a + s + 0.02, 0.04, z1 - 0.1), 0.04, 12
            )
            form.rod(
                "rubber", (a + s - 0.02, 0.04, z0 + 0.1), (a + s + 0.02, 0.04, z0 + 0.1), 0.04, 12
            )
    return [form]


def all_of(boxes):
    """All goods."""
    found = []
    for make in (cartons, drum, chip_bin, parts_boxes, castings, bar_rack, sorting_bins):
        found += make(boxes)
    return found
