"""On the floor by the lathe: the fan's cable, the coolant it lies in, the duckboard."""

import math

import numpy as np

from kit.shape import Form

from .fittings import bolts


def wave(x0, x1, y, z, sway, seed, count=14):
    """A cable that lies as it fell."""
    rng = np.random.default_rng(seed)
    a, b = rng.uniform(0, 6.28, 2)
    points = []
    for t in np.linspace(0, 1, count):
        fade = math.sin(math.pi * t) ** 0.5
        points.append(
            (
                x0 + (x1 - x0) * t,
                y,
                z + fade * sway * (math.sin(5 * t + a) + 0.5 * math.sin(11 * t + b)) / 1.5,
            )
        )
    return points


def cable(boxes):
    """The fan's cable: from 1AP over the floor; in the water its sheath is split to the copper."""
    box, part, feed = (boxes[n] for n in ("trailing_cable", "trailing_cable.slack", "cable_feed"))
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    r, z = 0.011, box.centre[2]
    y = y0 + r
    form.tube("sheath", wave(x0, -3.9, y, z, 0.016, 1), r, 0.1, 9)
    # In the split, three cores; two are cut to bright strands.
    a, b = -3.455, -3.345
    form.tube("sheath", [(-3.5, y, z), (-3.47, y, z), (a, y, z)], r, 0.05, 9)
    form.tube("sheath", [(b, y, z)] + wave(-3.32, -2.3, y, z, 0.02, 2)[1:], r, 0.1, 9)
    form.tube(
        "sheath",
        wave(-2.3, -1.1, y, z, 0.02, 3) + [(-0.87, y, z), (-0.87, y, z - 0.16)],
        r,
        0.14,
        9,
    )
    for k, look in enumerate(("phaseR", "phaseG", "phaseN")):
        dz, dy = (-0.009, 0.0, 0.009)[k], (0.004, 0.012, 0.002)[k]
        mid = (a + b) / 2
        form.tube(
            look,
            [
                (a - 0.005, y, z + dz * 0.5),
                (a + 0.03, y + dy, z + dz * 1.5),
                (mid - 0.012, y + dy + 0.003, z + dz * 1.8),
            ],
            0.0042,
            0.02,
            8,
        )
        form.tube(
            look,
            [
                (mid + 0.012, y + dy + 0.003, z + dz * 1.8),
                (b - 0.03, y + dy, z + dz * 1.5),
                (b + 0.005, y, z + dz * 0.5),
            ],
            0.0042,
            0.02,
            8,
        )
        form.tube(
            "copper" if k < 2 else look,
            [
                (mid - 0.014, y + dy + 0.003, z + dz * 1.8),
                (mid, y + dy + 0.006, z + dz * 2),
                (mid + 0.014, y + dy + 0.003, z + dz * 1.8),
            ],
            0.0026 if k < 2 else 0.0042,
            0.02,
            7,
        )
    # Torn lips of the sheath.
    for x, s in ((a, 1), (b, -1)):
        for k in range(5):
            t = 2 * math.pi * k / 5 + 0.5
            p = np.array([x, y + r * math.sin(t), z + r * math.cos(t)])
            q = p + (s * 0.012, 0.007 * math.sin(t), 0.009 * math.cos(t))
            w = np.array([0, -math.cos(t), math.sin(t)]) * 0.005
            form.quad("sheath", [p - w, p + w, q + w * 0.2, q - w * 0.2])
            form.quad("sheath", [p + w, p - w, q - w * 0.2, q + w * 0.2])
    slack = Form(part.id, part.centre)
    slack.tube(
        "sheath",
        [
            (-3.905, y, z),
            (-3.84, y + 0.006, z),
            (-3.76, 0.058, z + 0.012),
            (-3.66, 0.06, z + 0.015),
            (-3.57, y + 0.006, z),
            (-3.495, y, z),
        ],
        r,
        0.07,
        9,
    )
    line = Form("cable_feed", feed.centre)
    points = [(p[2] - 0.85, p[1], p[0]) for p in wave(-2.52, -4.05, y, 0.0, 0.02, 7)]
    line.tube(
        "sheath",
        [(-0.87, y, -2.6), (-0.87, y, -2.68)]
        + points[1:]
        + [(-0.83, y, -4.12), (-0.66, y, -4.2), (-0.615, 0.05, -4.3), (-0.6, 0.12, -4.34)],
        r,
        0.08,
        9,
    )
    return [form.weigh(1.6), slack.weigh(1.6), line.weigh(1.3)]


def puddle(boxes):
    """Coolant that has run from the lathe; it mirrors the windows."""
    box = boxes["coolant_puddle"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    form.quad(
        "stain/puddle",
        [
            (x0 - 0.03, 0.004, z1 + 0.02),
            (x1 + 0.03, 0.004, z1 + 0.02),
            (x1 + 0.03, 0.004, z0 - 0.02),
            (x0 - 0.03, 0.004, z0 - 0.02),
        ],
    )
    # What still runs down from the lathe's tray.
    form.label("stain/puddle", (-3.86, 0.0035, -3.2), (0, 1, 0), 0.5, 0.34, 0.0, 100)
    return [form]


def duckboard(boxes):
    """Slats before the lathe, dark with oil."""
    box = boxes["duckboard"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for x in (x0 + 0.08, (x0 + x1) / 2, x1 - 0.08):
        form.box("goods/wood", (x - 0.03, 0, z0 + 0.01), (x + 0.03, top - 0.025, z1 - 0.01), 0.003)
    for k in range(8):
        z = z0 + (z1 - z0) * (k + 0.5) / 8
        form.box("goods/wood", (x0, top - 0.025, z - 0.029), (x1, top, z + 0.029), 0.004)
        bolts(
            form,
            ((x0 + 0.08, top - 0.003, z), (x1 - 0.08, top - 0.003, z)),
            (0, 1, 0),
            0.004,
            "bare",
        )
    return [form]


def all_of(boxes):
    """All of it."""
    return cable(boxes) + puddle(boxes) + duckboard(boxes)
