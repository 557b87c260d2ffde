"""Tyres, the cage they are inflated in, air, slings, extinguishers, the bin for rags."""

import math

import numpy as np

from kit.shape import Form
from workshop.fittings import bolts, coil


def tyre_lying(form, at, radius, wide, look="tyreOld"):
    """A tyre without its rim, flat."""
    x, y, z = at
    r = radius
    profile = [
        (r - 0.21, 0.03),
        (r - 0.2, 0.0),
        (r - 0.05, 0.0),
        (r, 0.05),
        (r, wide - 0.05),
        (r - 0.05, wide),
        (r - 0.2, wide),
        (r - 0.21, wide - 0.03),
        (r - 0.21, 0.03),
    ]
    form.lathe(look, (x, y, z), profile, segments=34, crease=50)
    for k in (0.3, 0.5, 0.7):
        form.lathe(
            "black", (x, y + wide * k, z), [(r + 0.0005, 0), (r + 0.0005, 0.008)], segments=34
        )


def disc(form, at, s):
    """The steel disc of a wheel, seen from side `s`: flange, well, hand holes, hub hole, studs."""
    x, y, z = at
    profile = [(0.0, 0.018), (0.075, 0.018), (0.082, 0.03), (0.14, 0.04), (0.19, 0.062)]
    profile += [(0.245, 0.07), (0.262, 0.098), (0.276, 0.104), (0.282, 0.146), (0.296, 0.152)]
    form.lathe("rim", (x, y, z), [(a, b) for a, b in profile], (0, 0, s), 36, 35)
    way = (0, 0, s)
    form.lathe("black", (x, y, z + s * 0.0185), [(0.07, 0.0), (0.0, 0.0005)], way, 20)
    for k in range(10):
        t = 2 * math.pi * k / 10
        at = (x + 0.112 * math.cos(t), y + 0.112 * math.sin(t), z + s * 0.036)
        form.lathe("rimDirt", at, [(0.012, 0.0), (0.0, 0.0015)], way, 8)
        t += math.pi / 10
        at = (x + 0.218 * math.cos(t), y + 0.218 * math.sin(t), z + s * 0.068)
        form.lathe("black", at, [(0.022, 0.0), (0.0, 0.0008)], way, 12)


def inflated(boxes):
    """The wheel that is inflated, standing; its sidewall lettered, a bead a little out."""
    part = boxes["tyre.tyre"]
    form = Form(part.id, part.centre)
    x, y, z = part.centre
    r, half = 0.5, 0.15
    outer = [
        (0.29, half - 0.02),
        (0.31, half),
        (r - 0.09, half + 0.01),
        (r - 0.02, half - 0.02),
        (r, half - 0.06),
    ]
    profile = [(a, -b) for a, b in outer] + outer[::-1]
    form.lathe("tyre", (x, y, z), profile, (0, 0, 1), 40, 50)
    for k in (-0.06, -0.005, 0.05):
        form.lathe("black", (x, y, z + k), [(r + 0.0005, 0), (r + 0.0005, 0.009)], (0, 0, 1), 40)
    for s in (-1, 1):
        flank = (x, y, z + s * (half + 0.0045))
        form.medallion("sign/sidewall", flank, (0, 0, s), r - 0.1, 0.001, 40, 0.775)
        disc(form, (x, y, z), s)
    valve = boxes["air_hose.chuck"].centre
    form.rod("brass", (valve[0], valve[1], z), (valve[0], valve[1], valve[2] - 0.02), 0.006, 8)
    return [Form("tyre", boxes["tyre"].centre), form.weigh(1.0)]


def cage(boxes):
    """The cage: bars of pipe in frames, a board over it."""
    found = []
    for name in ("tyre_cage", "tyre_cage_left", "tyre_cage_right", "tyre_cage_top"):
        box = boxes[name]
        form = Form(name, box.centre)
        low, high = np.array(box.low), np.array(box.high)
        thin = int(np.argmin(box.size))
        a, b = [k for k in range(3) if k != thin]
        mid = box.centre[thin]

        def at(u, v, a=a, b=b, thin=thin, mid=mid):
            p = np.zeros(3)
            p[a], p[b], p[thin] = u, v, mid
            return p

        r = 0.026
        corners = [
            at(u, v)
            for u, v in (
                (low[a] + r, low[b] + r),
                (high[a] - r, low[b] + r),
                (high[a] - r, high[b] - r),
                (low[a] + r, high[b] - r),
            )
        ]
        for p, q in zip(corners, corners[1:] + corners[:1]):
            form.rod("red", p, q, r, 12)
        n = max(2, round((high[a] - low[a]) / 0.2))
        for k in range(1, n):
            u = low[a] + (high[a] - low[a]) * k / n
            form.rod("red", at(u, low[b] + r), at(u, high[b] - r), 0.018, 10)
        found.append(form.weigh(0.9))
    top = found[3]
    box = boxes["tyre_cage_top"]
    z = box.low[2] + 0.01
    top.box("white", (-3.9, 1.16, z - 0.006), (-2.9, 1.4, z), 0)
    top.label("sign/cage", (-3.4, 1.28, z - 0.006), (0, 0, -1), 1.0, 0.24, 0.001)
    return found


def air(boxes):
    """A post with air: regulator, gauge, hose wound on its hook, the chuck on the valve."""
    box = boxes["air_post"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    form.rod("liftBlue", (x, 0.015, z), (x, 1.28, z), 0.034, 16)
    form.box("liftBlue", (x - 0.06, 0, z - 0.06), (x + 0.06, 0.015, z + 0.06), 0.004)
    bolts(
        form, [(x + a, 0.015, z + b) for a in (-0.045, 0.045) for b in (-0.045, 0.045)], (0, 1, 0)
    )
    form.rod("liftBlue", (x, 1.28, z), (x, 1.3, z), 0.04, 16)
    form.rod("brass", (x, 1.12, z), (x, 1.12, z - 0.07), 0.016, 10)
    form.rod("chrome", (x, 1.12, z - 0.06), (x, 1.12, z - 0.09), 0.04, 20)
    form.rod("white", (x, 1.12, z - 0.09), (x, 1.12, z - 0.0905), 0.034, 20)
    form.rod("red", (x - 0.02, 1.13, z - 0.091), (x + 0.012, 1.11, z - 0.092), 0.003, 6)
    form.rod("lens", (x + 0.06, 0.98, z), (x + 0.06, 1.1, z), 0.03, 16)
    box, part = boxes["air_hose"], boxes["air_hose.chuck"]
    hose = Form(box.id, box.centre)
    coil(
        hose,
        "hose",
        (box.centre[0], box.centre[1], box.centre[2] + 0.01),
        0.17,
        0.011,
        4,
        (0, 0, 1),
    )
    hose.rod("bare", (x, 1.08, z), (x, 1.08, z - 0.13), 0.01, 10)
    chuck = Form(part.id, part.centre)
    x, y, z = part.centre
    chuck.rod("brass", (x, y, z - 0.03), (x, y, z + 0.03), 0.014, 14)
    chuck.rod("chrome", (x, y, z + 0.01), (x, y, z + 0.05), 0.018, 14)
    # Its tail of hose hangs down to the floor.
    tail = [
        (x, y, z + 0.05),
        (x, y - 0.03, z + 0.2),
        (x + 0.02, y - 0.3, z + 0.3),
        (x, 0.02, z + 0.34),
        (x - 0.1, 0.012, z + 0.5),
    ]
    chuck.tube("hose", tail, 0.011, 0.12, 8)
    return [form.weigh(0.8), hose, chuck]


def stack(boxes):
    """Four old tyres in a heap, each askew."""
    part = boxes["tyre_stack.stack"]
    form = Form(part.id, part.centre)
    x, _, z = part.centre
    y = part.low[1]
    for k, (dx, dz, r) in enumerate(
        ((0.0, 0.0, 0.45), (0.04, -0.01, 0.43), (-0.05, 0.015, 0.44), (0.02, 0, 0.42))
    ):
        tyre_lying(form, (x + dx, y + 0.262 * k, z + dz), r, 0.258, ("tyreOld", "tyre")[k % 2])
    return [Form("tyre_stack", boxes["tyre_stack"].centre), form.weigh(0.9)]


def extinguishers(boxes):
    """Two powder extinguishers in an open red case against the wall."""
    box = boxes["fire_extinguishers"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    form.box("red", (x0, 0, z1 - 0.02), (x1, top, z1), 0.005, "+z")
    for x in (x0, x1 - 0.015):
        form.box("red", (x, 0, z0 + 0.03), (x + 0.015, top, z1), 0.004)
    form.box("red", (x0, 0.0, z0 + 0.03), (x1, 0.05, z1), 0.004)
    form.box("red", (x0, 0.05, z0 + 0.03), (x1, 0.16, z0 + 0.045), 0.004)
    form.box("red", (x0, top - 0.015, z0 + 0.03), (x1, top, z1), 0.004)
    form.label("sign/ext_box", (box.centre[0], 0.105, z0 + 0.03), (0, 0, -1), 0.36, 0.096, 0.001)
    for x in (x0 + 0.16, x1 - 0.16):
        z, r = z1 - 0.14, 0.075
        profile = [
            (0, 0.05),
            (r - 0.01, 0.05),
            (r, 0.06),
            (r, 0.42),
            (r * 0.8, 0.47),
            (0.025, 0.5),
            (0.022, 0.53),
            (0, 0.53),
        ]
        form.lathe("red", (x, 0, z), profile, segments=26)
        form.rod("brass", (x, 0.52, z), (x, 0.57, z), 0.02, 12)
        form.box("black", (x - 0.011, 0.565, z - 0.1), (x + 0.011, 0.58, z + 0.03), 0.004)
        form.box("black", (x - 0.011, 0.6, z - 0.11), (x + 0.011, 0.614, z + 0.02), 0.004)
        form.rod("chrome", (x - 0.03, 0.592, z - 0.03), (x + 0.02, 0.592, z - 0.03), 0.002, 6)
        form.rod("chrome", (x, 0.545, z - 0.02), (x, 0.545, z - 0.035), 0.018, 14)
        hose = [
            (x + 0.02, 0.55, z),
            (x + 0.085, 0.52, z),
            (x + 0.088, 0.3, z - 0.03),
            (x + 0.085, 0.16, z - 0.03),
        ]
        form.tube("rubber", hose, 0.01, 0.06, 8)
        form.rod("black", (x + 0.085, 0.17, z - 0.03), (x + 0.085, 0.1, z - 0.03), 0.012, 10, 0.018)
        form.label_round("sign/powder", (x, 0.27, z), r + 0.001, 2.0, 0.18, 10, toward=-math.pi / 2)
        form.label("sign/ext_card", (x - 0.03, 0.47, z - 0.085), (0, 0, -1), 0.06, 0.09, 0.0)
    form.label("sign/ext_sign", (box.centre[0], 1.55, 3.0), (0, 0, -1), 0.27, 0.36, 0.004)
    return [form.weigh(1.2)]


def rag_bin(boxes):
    """A bin with a lid for oily rags, shut, a pedal at its foot."""
    box = boxes["rag_bin"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    top = box.high[1]
    profile = [
        (0, 0.0),
        (0.17, 0.0),
        (0.175, 0.01),
        (0.175, 0.06),
        (0.17, 0.065),
        (0.17, top - 0.1),
        (0.178, top - 0.09),
    ]
    form.lathe("red", (x, 0, z), profile, segments=30)
    form.lathe(
        "red",
        (x, top - 0.095, z),
        [(0.186, 0), (0.188, 0.03), (0.15, 0.07), (0.05, 0.09), (0, 0.095)],
        segments=30,
    )
    form.box("dark", (x + 0.15, 0.02, z - 0.05), (x + 0.24, 0.035, z + 0.05), 0.005)
    for way in (0.0, math.pi / 2):
        form.label_round("sign/rag_bin", (x, 0.36, z), 0.171, 1.3, 0.22, 8, toward=way)
    return [form.weigh(1.1)]


def slings(boxes):
    """A rack with two slings of webbing: one is frayed to its core, its label gone."""
    box = boxes["sling_rack"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for x in (x0 + 0.04, x1 - 0.04):
        form.box("enamel/blue", (x - 0.025, 0, z1 - 0.06), (x + 0.025, top, z1 - 0.01), 0.005)
        form.box("enamel/blue", (x - 0.025, 0, z0), (x + 0.025, 0.05, z1 - 0.01), 0.005)
    for y in (0.2, 1.66):
        form.box("enamel/blue", (x0, y, z1 - 0.055), (x1, y + 0.06, z1 - 0.015), 0.004)
    form.box("white", (x0 + 0.1, 1.68, z1 - 0.062), (x1 - 0.1, 1.8, z1 - 0.056), 0)
    form.label("sign/sling_head", (box.centre[0], 1.74, z1 - 0.062), (0, 0, -1), 0.72, 0.12, 0.001)
    for x in np.arange(x0 + 0.2, x1 - 0.1, 0.45 / 1.5):
        form.rod("bare", (x, 1.62, z1 - 0.05), (x, 1.62, z0 + 0.02), 0.012, 10)
    for x in (-3.35, -2.45):
        form.rod("bare", (x, 1.59, z1 - 0.05), (x, 1.59, z0 - 0.05), 0.016, 12)
    # Shackles and chain hang beside.
    for k in range(3):
        x = -3.02 + 0.15 * k
        bow = [
            (x - 0.03, 1.48, z0 + 0.1),
            (x - 0.05, 1.56, z0 + 0.1),
            (x, 1.62, z0 + 0.1),
            (x + 0.05, 1.56, z0 + 0.1),
            (x + 0.03, 1.48, z0 + 0.1),
        ]
        form.tube("zincYellow", bow, 0.011, 0.03, 8)
        form.rod("zincYellow", (x - 0.05, 1.48, z0 + 0.1), (x + 0.05, 1.48, z0 + 0.1), 0.013, 10)
    for k in range(14):
        y, s = 1.55 - 0.045 * k, k % 2
        ring = [
            (
                -2.68 + 0.014 * math.cos(t) * (1 - s),
                y + 0.03 * math.sin(t),
                z0 + 0.1 + 0.014 * math.cos(t) * s,
            )
            for t in np.linspace(0, 6.28, 9)
        ]
        form.tube("iron", ring, 0.005, 0, 5)
    found = [form.weigh(0.8)]
    for name, is_frayed in (("sling_1", True), ("sling_2", False)):
        box = boxes[name]
        sling = Form(name, box.centre)
        (x0, y0, z0), (x1, y1, z1) = box.low, box.high
        cx = box.centre[0]
        web = "slingWorn" if is_frayed else "slingGreen"
        for z, dx in ((z0 + 0.006, -0.012), (z1 - 0.012, 0.012)):
            sling.box(
                web,
                (cx - 0.05 + dx, y0 + 0.02, z - 0.004),
                (cx + 0.05 + dx, y1 - 0.03, z + 0.004),
                0.002,
            )
        loop = [
            (z0 + 0.006, y1 - 0.03),
            (z0 + 0.012, y1 - 0.004),
            (z1 - 0.02, y1),
            (z1 - 0.012, y1 - 0.03),
        ]
        for (za, ya), (zb, yb) in zip(loop, loop[1:]):
            quad = [
                (cx - 0.05, ya, za),
                (cx + 0.05, ya, za),
                (cx + 0.05, yb, zb),
                (cx - 0.05, yb, zb),
            ]
            sling.quad(web, quad)
            sling.quad(web, quad[::-1])
        sling.box(web, (cx - 0.055, y0, z0), (cx + 0.055, y0 + 0.06, z1), 0.012)
        # Loops for the hook, of doubled web.
        sling.box(
            "dark", (cx - 0.064, y1 - 0.22, z0 - 0.002), (cx + 0.04, y1 - 0.16, z0 + 0.012), 0.003
        )
        front = z0 + 0.002
        sling.label("sign/web", (cx - 0.012, y0 + 0.45, front), (0, 0, -1), 0.1, 0.8, 0.001)
        if is_frayed:
            fray(sling, cx - 0.012, y0 + 0.42, front)
        else:
            sling.label(
                "sign/sling_label",
                (cx - 0.012, y0 + 0.3, front - 0.001),
                (0, 0, -1),
                0.07,
                0.14,
                0.001,
            )
        found.append(sling.weigh(1.6))
    return found


def fray(form, x, y, z):
    """Torn edges and broken threads."""
    form.label("sign/fray", (x, y, z - 0.001), (0, 0, -1), 0.1, 0.2, 0.0008)
    rng = np.random.default_rng(8)
    for _ in range(46):
        s = 1 if rng.uniform() < 0.6 else -1
        a = np.array([x + s * rng.uniform(0.03, 0.05), y + rng.uniform(-0.09, 0.09), z - 0.002])
        b = a + (s * rng.uniform(0.006, 0.03), rng.uniform(-0.03, 0.015), -rng.uniform(0.0, 0.012))
        form.rod("fibre", a, b, 0.0012, 4, 0.0006, bevel=0, caps=False)


def all_of(boxes):
    """All of it."""
    found = inflated(boxes) + cage(boxes) + air(boxes) + stack(boxes)
    return found + extinguishers(boxes) + rag_bin(boxes) + slings(boxes)
