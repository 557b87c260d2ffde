"""What lies about: bricks on pallets, sacks, sand, tubes, bars, planks, skip, barrow."""

import math

import numpy as np

from kit.shape import Form

from . import fittings as fit


def pallet(form, low, high, top=0.13):
    """A pallet of wood: three runners, boards across."""
    (x0, y0, z0), (x1, _, z1) = low, high
    for z in (z0 + 0.05, (z0 + z1) / 2, z1 - 0.05):
        form.box("goods/wood", (x0, y0, z - 0.045), (x1, y0 + top - 0.022, z + 0.045), 0.004)
    n = 7
    for k in range(n):
        a = x0 + (x1 - x0) * k / n
        form.box(
            "goods/wood",
            (a + 0.012, y0 + top - 0.022, z0),
            (a + (x1 - x0) / n - 0.012, y0 + top, z1),
            0.003,
        )


def brick_pallet(box, straps=True):
    """Bricks on a pallet, strapped; some are taken from a corner."""
    form = Form(box.id, box.centre)
    low, high = np.array(box.low), np.array(box.high)
    pallet(form, low, high)
    courses = round((high[1] - low[1] - 0.13) / 0.06)
    total = courses * 4 * 9
    fit.bricks(
        form,
        (low[0] + 0.02, low[1] + 0.13, low[2] + 0.02),
        (high[0] - 0.02, high[1], high[2] - 0.02),
        3,
        0.006,
        set(range(total - 3, total + 40)),
    )
    for x in (low[0] + 0.3, high[0] - 0.3) if straps else ():
        form.box(
            "blueOld",
            (x - 0.01, low[1] + 0.05, high[2] - 0.022),
            (x + 0.01, high[1] - 0.06, high[2] - 0.015),
            0,
        )
    return [form]


def block_pallet(box):
    """Aerated blocks on a pallet."""
    form = Form(box.id, box.centre)
    low, high = np.array(box.low), np.array(box.high)
    pallet(form, low, high)
    rows = 3
    tall = (high[1] - low[1] - 0.13) / rows
    rng = np.random.default_rng(5)
    for r in range(rows):
        for k in range(4):
            for j in range(2):
                if r == rows - 1 and k == 3 and j:
                    continue
                wide, long = (high[2] - low[2]) / 4, (high[0] - low[0]) / 2
                t = rng.uniform(-0.006, 0.006, 2)
                a = np.array(
                    [
                        low[0] + long * j + 0.004 + t[0],
                        low[1] + 0.13 + tall * r,
                        low[2] + wide * k + 0.004 + t[1],
                    ]
                )
                form.box("block", a, a + [long - 0.016, tall - 0.003, wide - 0.016], 0.006)
    return [form]


def sacks(box):
    """Bags of cement on boards, crosswise, the uppermost slumped; a torn one has spilt."""
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    for k in range(3):
        z = z0 + 0.12 + 0.33 * k
        form.box("goods/wood", (x0, y0, z - 0.05), (x1, y0 + 0.08, z + 0.05), 0.004)
    layers = 5
    tall = (y1 - y0 - 0.08) / layers
    seed = 0
    for c in range(layers):
        y = y0 + 0.08 + tall * (c + 0.5)
        if c % 2:
            places = [
                (x0 + 0.3 + 0.6 * i, z0 + 0.22 + 0.44 * k, 0.0) for i in range(2) for k in range(2)
            ]
        else:
            places = [(x0 + 0.2 + 0.4 * i, z0 + 0.45 + 0 * i, math.pi / 2) for i in range(3)]
        for x, z, turn in places:
            seed += 1
            if c == layers - 1 and seed % 3 == 0:
                continue
            long = 0.6 if c % 2 else 0.86
            form.pillow("goods/sack", (x, y, z), (long, tall * 1.16, 0.4), seed, turn, 8)
            if c == layers - 1:
                form.label("sign/cement", (x, y + tall * 0.57, z), (0, 1, 0), 0.3, 0.2, 0.0, 90)
    form.label("sign/cement", ((x0 + x1) / 2, y0 + 0.3, z1 + 0.003), (0, 0, 1), 0.36, 0.24, 0.002)
    form.label("stain/cement", ((x0 + x1) / 2, 0.004, z1 + 0.1), (0, 1, 0), 1.3, 0.6, 0)
    return [form]


def barrow(box, full=True):
    """A site barrow: one wheel, tray, two shafts; mortar or bricks in it."""
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    x = (x0 + x1) / 2
    wheel = z0 + 0.2
    form.lathe(
        "rubber",
        (x - 0.045, 0.19, wheel),
        [(0.11, 0), (0.17, 0.004), (0.19, 0.02), (0.19, 0.07), (0.17, 0.086), (0.11, 0.09)],
        (1, 0, 0),
        20,
    )
    form.lathe(
        "redOld",
        (x - 0.03, 0.19, wheel),
        [(0, 0), (0.11, 0), (0.11, 0.06), (0, 0.06)],
        (1, 0, 0),
        16,
    )
    for s in (-1, 1):
        form.tube(
            "enamel/rust",
            [
                (x + 0.07 * s, 0.19, wheel),
                (x + 0.16 * s, 0.32, z0 + 0.45),
                (x + 0.26 * s, 0.4, z0 + 0.75),
                (x + 0.27 * s, 0.56, z1 - 0.14),
                (x + 0.27 * s, 0.56, z1),
            ],
            0.016,
            0.08,
            8,
        )
        form.tube("rubber", [(x + 0.27 * s, 0.56, z1 - 0.12), (x + 0.27 * s, 0.56, z1)], 0.02, 0, 8)
        form.tube(
            "enamel/rust",
            [(x + 0.22 * s, 0.38, z0 + 0.85), (x + 0.24 * s, 0.012, z0 + 0.95)],
            0.014,
            0,
            8,
        )
    low = [
        (x0 + 0.16, z0 + 0.36),
        (x1 - 0.16, z0 + 0.36),
        (x1 - 0.13, z0 + 0.82),
        (x0 + 0.13, z0 + 0.82),
    ]
    top = [(x0, z0 + 0.2), (x1, z0 + 0.2), (x1, z0 + 1.0), (x0, z0 + 1.0)]
    y0, y2 = 0.36, y1
    for i in range(4):
        k = (i + 1) % 4
        a, b = low[i], low[k]
        c, d = top[k], top[i]
        corners = [(a[0], y0, a[1]), (b[0], y0, b[1]), (c[0], y2, c[1]), (d[0], y2, d[1])]
        fit.both(form, "enamel/zinc", corners)
    fit.both(form, "enamel/zinc", [(p[0], y0, p[1]) for p in low])
    rim = [(p[0], y2, p[1]) for p in top]
    for i in range(4):
        form.tube("enamel/zinc", [rim[i], rim[(i + 1) % 4]], 0.011, 0, 6)
    if full:
        rng = np.random.default_rng(11)
        for k in range(16):
            at = (
                x + rng.uniform(-0.18, 0.18),
                0.42 + 0.05 * (k // 5),
                z0 + rng.uniform(0.42, 0.82),
            )
            fit.brick(form, at, rng.uniform(0, 3.1), fit.LOOKS[k % 4])
    return [form]


def sand(box):
    """A heap of sand with a shovel in it."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    x, z = box.centre[0], box.centre[2]
    fit.heap(form, "goods/sand", (x, 0.002, z), (x1 - x0, y1, z1 - z0), 4)
    form.label("stain/dust", (x, 0.004, z), (0, 1, 0), (x1 - x0) * 1.25, (z1 - z0) * 1.3, 0)
    a, b = np.array([x + 0.2, 0.3, z + 0.05]), np.array([x + 0.52, 1.22, z + 0.2])
    form.rod("wood", a, b, 0.016, 8)
    form.block("bare", a + [-0.03, -0.03, -0.01], (0.02, 0.26, 0.22), 0.004)
    return [form]


def tube_rack(box):
    """Tubes in a rack of angle steel, sorted by length."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for z in (z0 + 0.2, z1 - 0.2):
        form.box("redOld", (x0, 0, z - 0.025), (x1, 0.05, z + 0.025), 0.004)
        for x in (x0, x1 - 0.05):
            form.box("redOld", (x, 0, z - 0.025), (x + 0.05, y1, z + 0.025), 0.004)
    n = int((x1 - x0 - 0.1) / 0.05)
    rng = np.random.default_rng(3)
    for row in range(9):
        for k in range(n):
            y = 0.075 + 0.047 * row
            x = x0 + 0.078 + 0.05 * k + (0.024 if row % 2 else 0)
            if x > x1 - 0.06 or y > y1 - 0.1:
                continue
            off = rng.uniform(-0.04, 0.04)
            a, b = (x, y, z0 + 0.05 + off), (x, y, z1 - 0.05 + off)
            fit.pipe(
                form, "enamel/yellow" if rng.uniform() < 0.7 else "enamel/zinc", a, b, 0.024, 7
            )
    fit.board(form, "sign/material", ((x0 + x1) / 2, y1 - 0.12, z1 - 0.165), (0, 0, 1), 0.34, 0.22)
    return [form]


def planks_down(box):
    """Planks taken from the deck, stacked."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for z in (z0 + 0.25, z1 - 0.3):
        form.box("goods/wood", (x0, 0, z), (x1, 0.06, z + 0.08), 0.004)
    rng = np.random.default_rng(9)
    for k in range(int((y1 - 0.06) / 0.052)):
        off, side = rng.uniform(-0.03, 0.03), rng.uniform(0, 0.08)
        low = (x0 + side, 0.06 + 0.052 * k, max(z0, z0 + 0.04 + off))
        fit.plank(form, low, (low[0] + 0.24, low[1] + 0.05, min(z1, z1 - 0.04 + off)))
    return [form]


def rebar_rack(box):
    """Bars sorted by size in a rack, with a plate for each."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for z in (z0 + 0.35, z1 - 0.35):
        form.box("enamel/yellow", (x0, 0, z - 0.04), (x1, 0.1, z + 0.04), 0.005)
        for x in (x0, (x0 + x1) / 2 - 0.025, x1 - 0.05):
            form.box("enamel/yellow", (x, 0, z - 0.025), (x + 0.05, y1, z + 0.025), 0.004)
    rng = np.random.default_rng(13)
    for half, r, count in ((0, 0.0125, 46), (1, 0.009, 60)):
        a = x0 + 0.07 + half * (x1 - x0) / 2
        wide = (x1 - x0) / 2 - 0.12
        per = int(wide / (2.05 * r))
        for k in range(count):
            x = a + r + 2.05 * r * (k % per) + rng.uniform(0, 0.004)
            y = 0.1 + r + 1.85 * r * (k // per)
            off = rng.uniform(-0.06, 0.06)
            form.tube("enamel/rust", [(x, y, z0 + 0.06 + off), (x, y, z1 - 0.06 + off)], r, 0, 5)
    fit.board(form, "sign/material", (x0 - 0.004, y1 - 0.16, z1 - 0.35), (-1, 0, 0), 0.34, 0.22)
    return [form]


def skip(box):
    """A skip of rubble: bits of block, mortar, wire."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for x in (x0 + 0.1, x1 - 0.2):
        form.box("iron", (x, 0, z0 + 0.1), (x + 0.1, 0.08, z1 - 0.1), 0.004)
    t = 0.02
    for a, b in (
        ((x0, 0.08, z0), (x1, y1 - 0.1, z0 + t)),
        ((x0, 0.08, z1 - t), (x1, y1 - 0.1, z1)),
        ((x0, 0.08, z0), (x0 + t, y1 - 0.1, z1)),
        ((x1 - t, 0.08, z0), (x1, y1 - 0.1, z1)),
        ((x0, 0.08, z0), (x1, 0.1, z1)),
    ):
        form.box("blueOld", a, b, 0.004)
    for x in np.linspace(x0 + 0.15, x1 - 0.15, 3):
        for z in (z0 - 0.0, z1 - 0.03):
            form.box("blueOld", (x - 0.02, 0.08, z), (x + 0.02, y1 - 0.1, z + 0.03), 0.003)
    fit.heap(
        form,
        "goods/sand",
        ((x0 + x1) / 2, y1 - 0.28, (z0 + z1) / 2),
        (x1 - x0 - 0.05, 0.18, z1 - z0 - 0.05),
        8,
    )
    rng = np.random.default_rng(21)
    for k in range(22):
        at = (
            rng.uniform(x0 + 0.12, x1 - 0.12),
            y1 - 0.17 + rng.uniform(0, 0.09),
            rng.uniform(z0 + 0.12, z1 - 0.12),
        )
        look = ("block", "brick", "concrete", "goods/wood")[k % 4]
        size = rng.uniform(0.06, 0.2, 3) * (1, 0.6, 0.7)
        fit.brick(form, at, rng.uniform(0, 3), look, tuple(size))
    return [form]


def rebar_bundle(box):
    """Bars tied with wire, on two battens."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for x in (x0 + 0.5, x1 - 0.6):
        form.box("goods/wood", (x, 0, z0), (x + 0.08, 0.04, z1), 0.003)
    rng = np.random.default_rng(2)
    n = int((z1 - z0) / 0.021)
    for row in range(3):
        for k in range(n - row):
            z = z0 + 0.012 + 0.0208 * k + 0.01 * row
            off = rng.uniform(-0.05, 0.05)
            y = 0.05 + 0.019 * row
            form.tube(
                "enamel/rust", [(x0 + 0.05 + off, y, z), (x1 - 0.05 + off, y, z)], 0.0095, 0, 5
            )
    return [form]
