"""The tower crane beside the site, its hook with the load, and the hoist."""

import math

import numpy as np

from kit.shape import Form

from . import fittings as fit
from .passage import SUN

PAINT = "craneYellow"


def bar(form, a, b, r=0.05, look=PAINT, n=4):
    """One bar of a lattice."""
    form.tube(look, [a, b], r, 0, n)


def lattice(form, low, high, axis, step, r=0.05, thin=0.032, look=PAINT):
    """A square lattice along an axis: four chords, slanted bars on each side."""
    low, high = np.array(low, float) + r, np.array(high, float) - r
    u, v = [i for i in range(3) if i != axis]
    chords = [(low[u], low[v]), (high[u], low[v]), (high[u], high[v]), (low[u], high[v])]
    n = max(1, round((high[axis] - low[axis]) / step))

    def at(chord, share):
        p = np.zeros(3)
        p[u], p[v] = chord
        p[axis] = low[axis] + (high[axis] - low[axis]) * share
        return p

    for chord in chords:
        bar(form, at(chord, 0), at(chord, 1), r, look)
    for k in range(n):
        for i in range(4):
            a, b = chords[i], chords[(i + 1) % 4]
            if k % 2:
                a, b = b, a
            bar(form, at(a, k / n), at(b, (k + 1) / n), thin, look)
            bar(form, at(a, (k + 1) / n), at(b, (k + 1) / n), thin, look)


def crane(boxes):
    """Mast, jib, cabin, counterweight."""
    mast = Form("crane_mast", boxes["crane_mast"].centre)
    box = boxes["crane_mast"]
    lattice(mast, box.low, (box.high[0], 14.2, box.high[2]), 1, 1.2, 0.07, 0.04)
    x, z = box.centre[0], box.centre[2]
    mast.block("concrete", (x, 0.15, z), (2.4, 0.3, 2.4), 0.03)
    mast.box("craneYellow", (x - 0.6, 14.2, z - 0.6), (x + 0.6, 14.45, z + 0.6), 0.02)
    mast.lathe("dark", (x, 14.45, z), [(0.62, 0), (0.62, 0.3), (0.5, 0.3)], segments=20)
    mast.box("craneYellow", (x - 0.6, 14.75, z - 0.6), (x + 0.6, 15.0, z + 0.6), 0.02)
    for k in range(26):
        y = 0.6 + 0.5 * k
        bar(mast, (x + 0.3, y, z - 0.1), (x + 0.3, y, z + 0.1), 0.012, "bare")
    fit.board(mast, "sign/crane_no", (x - 0.62, 5.2, z), (-1, 0, 0), 1.3, 0.78)
    jib = Form("crane_jib", boxes["crane_jib"].centre)
    box = boxes["crane_jib"]
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    n = 15
    for s, zz in ((0, z0 + 0.06), (1, z1 - 0.06)):
        bar(jib, (x0, y0 + 0.06, zz), (x1, y0 + 0.06, zz), 0.06)
    mid = (z0 + z1) / 2
    bar(jib, (x0 + 0.4, y1 - 0.06, mid), (x1, y1 - 0.06, mid), 0.06)
    for k in range(n):
        a, b = x0 + (x1 - x0) * k / n, x0 + (x1 - x0) * (k + 1) / n
        for zz in (z0 + 0.06, z1 - 0.06):
            bar(jib, (a, y0 + 0.06, zz), ((a + b) / 2, y1 - 0.06, mid), 0.03)
            bar(jib, ((a + b) / 2, y1 - 0.06, mid), (b, y0 + 0.06, zz), 0.03)
        bar(jib, (a, y0 + 0.06, z0 + 0.06), (b, y0 + 0.06, z1 - 0.06), 0.028)
    extra = Form("dressing_crane")
    extra.box("white", (9.0, 14.1, z - 1.5), (10.2, 15.6, z - 0.62), 0.03)
    extra.label("pane", (8.999, 14.95, z - 1.06), (-1, 0, 0), 0.7, 1.0, 0.003)
    extra.label("pane", (9.6, 14.95, z - 0.619), (0, 0, 1), 0.9, 1.0, 0.003)
    lattice(extra, (9.5, 15.9, z - 0.45), (10.5, 19.4, z + 0.45), 1, 1.1, 0.06, 0.035)
    for a in (1.5, -2.5):
        bar(extra, (10.0, 19.3, z), (a, 15.85, z), 0.03, "steelRope", 5)
    bar(extra, (12.0, 15.06, z + 0.34), (15.5, 15.06, z + 0.34), 0.08)
    bar(extra, (12.0, 15.06, z - 0.34), (15.5, 15.06, z - 0.34), 0.08)
    bar(extra, (10.0, 19.3, z), (15.3, 15.2, z), 0.03, "steelRope", 5)
    for k in range(3):
        extra.box(
            "concreteDark", (14.0 + 0.5 * k, 14.0, z - 0.5), (14.4 + 0.5 * k, 15.9, z + 0.5), 0.03
        )
    return [mast, jib, extra.weigh(0.3)]


def hook(boxes):
    """The trolley's falls, the block with its hook, one sling about the load's middle."""
    forms = []
    for box in boxes["crane_hook"].parts:
        form = Form(box.id, box.centre)
        x, y, z = box.centre
        low, high = box.low, box.high
        if box.id.endswith("rope"):
            for s in (-1, 1):
                bar(
                    form,
                    (x + 0.02 * s, low[1], z),
                    (x + 0.02 * s, high[1], z),
                    0.008,
                    "steelRope",
                    5,
                )
        elif box.id.endswith("block"):
            for s in (-1, 1):
                form.box(
                    "yellow",
                    (x - 0.18, y - 0.12, z + 0.07 * s - 0.012),
                    (x + 0.18, high[1] - 0.02, z + 0.07 * s + 0.012),
                    0.006,
                )
                form.label(
                    "sign/stripes_yellow", (x, y + 0.05, z + 0.083 * s), (0, 0, s), 0.34, 0.1, 0.001
                )
            form.rod("dark", (x, y + 0.2, z - 0.055), (x, y + 0.2, z + 0.055), 0.15, 20)
            form.box("iron", (x - 0.07, y - 0.2, z - 0.07), (x + 0.07, y - 0.08, z + 0.07), 0.015)
            form.rod("bare", (x, y - 0.2, z), (x, y - 0.26, z), 0.03, 10)
            ring = [
                (x + 0.085 * math.sin(t), y - 0.31 - 0.075 * math.cos(t) + 0.05, z)
                for t in np.linspace(math.pi * 1.05, -math.pi * 0.75, 12)
            ]
            form.tube("orange", ring, 0.024, 0, 8)
            form.label("sign/load", (x, y + 0.24, z + 0.0835), (0, 0, 1), 0.2, 0.136, 0.001)
        else:
            r = 0.008
            for s in (-1, 1):
                form.tube(
                    "steelRope",
                    [
                        (x, high[1], z),
                        (x + 0.012 * s, y - 0.05, z + 0.15 * s),
                        (x, low[1] + 0.05, z + 0.165 * s),
                        (x, low[1] + 0.012, z),
                    ],
                    r,
                    0.04,
                    6,
                )
        forms.append(form)
    prop = boxes["crane_hook"]
    return forms + [Form(prop.id, prop.centre)]


def load(boxes):
    """A bundle of scaffold tubes, slung about its middle: it hangs aslant, tubes have slid.

    Its shadow lies on the ground and goes with it.
    """
    prop = boxes["steel_tubes"]
    box = prop.parts[0]
    form = Form(box.id, box.centre)
    x, y, z = box.centre
    tilt = 0.1
    rows = [5, 6, 5]
    rng = np.random.default_rng(7)
    for i, n in enumerate(rows):
        for k in range(n):
            up, side = (i - 1) * 0.043, (k - (n - 1) / 2) * 0.0485
            off = rng.uniform(-0.14, 0.14)
            long = 2.68
            a, b = -long / 2 + off, long / 2 + off
            if i == 2 and k == 2:
                a, b = -long / 2 + 0.16, long / 2 + 0.14
            ends = [(x + t * math.cos(tilt), y + up - t * math.sin(tilt), z + side) for t in (a, b)]
            fit.pipe(form, "enamel/yellow" if (i + k) % 3 else "enamel/zinc", *ends, 0.024, 8)
    form.tube(
        "steelRope",
        [
            (x, y + 0.1 * math.sin(t) * 1.0, z + 0.155 * math.cos(t))
            for t in np.linspace(0, 6.283, 15)
        ],
        0.009,
        0,
        5,
    )
    at = np.array([x, y, z]) + SUN * (y - 0.008)
    form.label("stain/shadow", (at[0], 0.008, at[2]), (0, 1, 0), 3.1, 0.58, 0.0)
    return [Form(prop.id, prop.centre), form]


def hoist(boxes):
    """A rack-and-pinion hoist: mast, cage with yellow doors, base with its fence."""
    mast = Form("hoist_mast", boxes["hoist_mast"].centre)
    box = boxes["hoist_mast"]
    lattice(mast, box.low, box.high, 1, 0.75, 0.038, 0.016, "enamel/zinc")
    mast.box(
        "dark",
        (box.low[0] + 0.02, box.low[1], box.centre[2] - 0.03),
        (box.low[0] + 0.06, box.high[1], box.centre[2] + 0.03),
        0.004,
    )
    base = Form("hoist_base", boxes["hoist_base"].centre)
    base.box("concrete", boxes["hoist_base"].low, boxes["hoist_base"].high, 0.015, "-y")
    cage = Form("hoist_cage", boxes["hoist_cage"].centre)
    (x0, y0, z0), (x1, y1, z1) = boxes["hoist_cage"].low, boxes["hoist_cage"].high
    for x in (x0, x1 - 0.05):
        for z in (z0, z1 - 0.05):
            cage.box("redOld", (x, y0, z), (x + 0.05, y1, z + 0.05), 0.005)
    for y in (y0, y0 + 1.0, y1 - 0.06):
        for z in (z0, z1 - 0.05):
            cage.box("redOld", (x0, y, z), (x1, y + 0.05, z + 0.05), 0.004)
        for x in (x0, x1 - 0.05):
            cage.box("redOld", (x, y, z0), (x + 0.05, y + 0.05, z1), 0.004)
    cage.box("dark", (x0, y0, z0), (x1, y0 + 0.05, z1), 0.004)
    cage.box("redOld", (x0, y1 - 0.06, z0), (x1, y1, z1), 0.006)
    # Mesh on three sides; a yellow door of two leaves in front.
    for x in (x0 + 0.02, x1 - 0.02):
        for k in range(1, 17):
            z = z0 + (z1 - z0) * k / 17
            cage.tube("whiteOld", [(x, y0 + 0.05, z), (x, y1 - 0.06, z)], 0.0035, 0, 4)
        for k in range(1, 9):
            y = y0 + 0.05 + (y1 - y0) * k / 9
            cage.tube("whiteOld", [(x, y, z0 + 0.04), (x, y, z1 - 0.04)], 0.0035, 0, 4)
    for low, high in ((y0 + 0.06, y0 + 1.06), (y0 + 1.08, y1 - 0.08)):
        cage.box("yellow", (x0 + 0.05, low, z1 - 0.035), (x1 - 0.05, high, z1 - 0.005), 0.008)
    for k in range(7):
        a = x0 + 0.1 + 0.09 * k
        cage.box("yellowOld", (a, y0 + 1.2, z1 - 0.008), (a + 0.02, y1 - 0.2, z1), 0.002)
    cage.label("sign/hoist", ((x0 + x1) / 2, y0 + 0.62, z1 - 0.005), (0, 0, 1), 0.56, 0.3, 0.0015)
    cage.label(
        "sign/stripes_yellow",
        ((x0 + x1) / 2, y0 + 0.16, z1 - 0.005),
        (0, 0, 1),
        0.66,
        0.083,
        0.0015,
    )
    cage.rod("bare", (x0 + 0.12, y0 + 1.0, z1), (x0 + 0.12, y0 + 1.14, z1), 0.012, 8)
    return [mast, base, cage]


def all_of(boxes):
    """Crane, load, hoist."""
    return crane(boxes) + hook(boxes) + load(boxes) + hoist(boxes)
