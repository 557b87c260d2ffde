"""What keeps people safe: protective equipment, extinguisher, mat, boards, clock, signs."""

import math

import numpy as np

from kit.shape import Form


def ppe_rack(boxes):
    """A cupboard with a shelf and hooks before it: shoes, gloves, face shield, helmets above."""
    box = boxes["ppe_rack"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    cz = box.centre[2]
    front = x1 - 0.005
    form.box("enamel/grey", (x0, 0.08, z0), (front - 0.016, top, z1), 0.008, "-x-y")
    form.box("dark", (x0, 0, z0 + 0.02), (front - 0.04, 0.08, z1 - 0.02), 0.003, "-x-y")
    for a, b in ((z0 + 0.006, cz - 0.002), (cz + 0.002, z1 - 0.006)):
        form.box("enamel/blue", (front - 0.016, 0.1, a), (front, 0.68, b), 0.005, "-x")
        mid = (a + b) / 2
        for k in range(5):
            form.box(
                "dark",
                (front - 0.001, 0.54 + 0.022 * k, mid - 0.08),
                (front + 0.0015, 0.546 + 0.022 * k, mid + 0.08),
                0,
            )
        form.box(
            "chrome",
            (front, 0.36, (b if b < cz else a) - 0.03 * (1 if b < cz else -1) - 0.008),
            (front + 0.012, 0.46, (b if b < cz else a) - 0.03 * (1 if b < cz else -1) + 0.008),
            0.003,
        )
    form.box(
        "light", (front - 0.016, 0.7, z0 + 0.006), (front, top - 0.14, z1 - 0.006), 0.004, "-x"
    )
    form.box(
        "blue",
        (front - 0.016, top - 0.135, z0 + 0.006),
        (front + 0.004, top - 0.006, z1 - 0.006),
        0.004,
        "-x",
    )
    form.label("sign/ppe", (front + 0.004, top - 0.07, cz), (1, 0, 0), 0.5, 0.122, 0.001)
    # The shelf under the shoes, a second pair on it; hooks.
    form.box("zinc", (front, 0.76, z0 + 0.02), (front + 0.15, 0.772, z1 - 0.02), 0.003)
    form.box("zinc", (front + 0.146, 0.76, z0 + 0.02), (front + 0.15, 0.795, z1 - 0.02), 0.001)
    for z in (z0 + 0.1, z1 - 0.1):
        form.box("zinc", (front, 0.7, z - 0.002), (front + 0.03, 0.76, z + 0.002), 0)
        form.box("zinc", (front, 0.735, z - 0.002), (front + 0.1, 0.76, z + 0.002), 0)
    shoe(form, (front + 0.085, 0.772, z0 + 0.16), 1.0)
    shoe(form, (front + 0.085, 0.772, z0 + 0.27), 1.0)
    for y, z in ((1.36, -0.55), (1.54, -0.1), (1.4, 0.06)):
        form.tube(
            "chrome",
            [(front, y, z), (front + 0.045, y, z), (front + 0.05, y + 0.025, z)],
            0.004,
            0.01,
            7,
        )
    for k, look in enumerate(("yellow", "red", "white")):
        helmet(form, (x0 + 0.2, top, z0 + 0.16 + 0.29 * k), look)
    parts = []
    part = boxes["ppe_rack.shoes"]
    shoes = Form(part.id, part.centre)
    px, py, pz = part.centre
    for s in (-0.07, 0.07):
        shoe(shoes, (px + 0.005, 0.772, pz + s), 1.0)
    parts.append(shoes)
    part = boxes["ppe_rack.gloves"]
    gloves = Form(part.id, part.centre)
    px, py, pz = part.centre
    for s in (-0.036, 0.036):
        glove(gloves, (px - 0.005, py + 0.15, pz + s), s)
    parts.append(gloves)
    part = boxes["ppe_rack.shield"]
    shield(parts, part)
    return [form.weigh(1.3)] + [p.weigh(1.8) for p in parts]


def shoe(form, at, s):
    """An insulating shoe, its toe to the room."""
    x, y, z = at
    form.box("sole", (x - 0.07, y, z - 0.044), (x + 0.075, y + 0.022, z + 0.044), 0.012)
    form.box("shoe", (x - 0.066, y + 0.02, z - 0.04), (x + 0.07, y + 0.062, z + 0.04), 0.02)
    form.box("shoe", (x - 0.068, y + 0.05, z - 0.037), (x + 0.016, y + 0.108, z + 0.037), 0.02)
    form.rod("rubber", (x - 0.026, y + 0.098, z), (x - 0.026, y + 0.114, z), 0.036, 16, bevel=0.005)
    for k in range(3):
        form.box(
            "phaseY",
            (x + 0.004 + 0.014 * k, y + 0.1 - 0.017 * k, z - 0.02),
            (x + 0.01 + 0.014 * k, y + 0.104 - 0.017 * k, z + 0.02),
            0.001,
        )


def glove(form, at, s):
    """A long insulating glove, hung by its cuff, fingers down."""
    x, y, z = at
    form.lathe(
        "glove",
        (x, y - 0.15, z),
        [(0.024, 0), (0.026, 0.06), (0.033, 0.14), (0.034, 0.15), (0.03, 0.15), (0.024, 0.1)],
        segments=16,
    )
    form.box("glove", (x - 0.02, y - 0.225, z - 0.031), (x + 0.02, y - 0.135, z + 0.031), 0.016)
    for k in range(4):
        a = z - 0.0235 + 0.0157 * k
        long = (0.062, 0.075, 0.072, 0.055)[k]
        form.rod(
            "glove",
            (x, y - 0.215, a),
            (x + 0.004, y - 0.215 - long, a),
            0.0086,
            9,
            0.0068,
            bevel=0.004,
        )
    t = 1 if s > 0 else -1
    form.rod(
        "glove",
        (x + 0.004, y - 0.165, z + t * 0.026),
        (x + 0.014, y - 0.225, z + t * 0.044),
        0.0098,
        9,
        0.008,
        bevel=0.004,
    )


def shield(parts, part):
    """A face shield: a clear curve under a band."""
    form = Form(part.id, part.centre)
    px, py, pz = part.centre
    arc = np.linspace(-1.25, 1.25, 13)
    low, high = py - 0.125, py + 0.06
    ring = [(math.cos(t), 0.0, math.sin(t)) for t in arc]
    cx, r = px - 0.065, 0.118
    for a, b in zip(ring, ring[1:]):
        p, q = ((cx + r * n[0], pz + r * n[2]) for n in (a, b))
        quad = [(p[0], low, p[1]), (q[0], low, q[1]), (q[0], high, q[1]), (p[0], high, p[1])]
        form.quad("glass", quad)
        form.quad("glass", quad[::-1])
    for y, radius, look in ((high, 0.006, "blue"), (low, 0.003, "light")):
        form.tube(look, [(cx + r * n[0], y, pz + r * n[2]) for n in ring], radius, 0, 8)
    form.tube(
        "blue",
        [(cx + (r - 0.012) * n[0], high + 0.03, pz + (r - 0.012) * n[2]) for n in ring],
        0.012,
        0,
        8,
    )
    form.lathe(
        "blue",
        (cx, high + 0.02, pz),
        [(0.112, 0), (0.1, 0.03), (0.06, 0.048), (0, 0.052)],
        segments=24,
    )
    parts.append(form)


def helmet(form, at, look):
    """A safety helmet on the rack."""
    x, y, z = at
    form.lathe(
        look,
        (x, y, z),
        [
            (0.135, 0),
            (0.137, 0.006),
            (0.112, 0.02),
            (0.11, 0.06),
            (0.09, 0.11),
            (0.05, 0.138),
            (0, 0.146),
        ],
        segments=24,
    )
    form.box(look, (x - 0.1, y + 0.1, z - 0.012), (x + 0.1, y + 0.149, z + 0.012), 0.01)
    form.box(look, (x + 0.08, y + 0.004, z - 0.07), (x + 0.17, y + 0.014, z + 0.07), 0.004)


def extinguisher(boxes):
    """A CO2 extinguisher on its floor stand: horn, hose, pin with its seal, card."""
    box = boxes["extinguisher_co2"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    top = box.high[1]
    r = 0.066
    form.box("redOld", (x - 0.1, 0, z - 0.1), (x + 0.1, 0.02, z + 0.1), 0.006)
    profile = [
        (0, 0.02),
        (r - 0.01, 0.02),
        (r, 0.03),
        (r, 0.4),
        (r * 0.86, 0.44),
        (r * 0.5, 0.468),
        (0.022, 0.475),
        (0.02, 0.49),
        (0, 0.49),
    ]
    form.lathe("red", (x, 0, z), profile, segments=28)
    form.rod("brass", (x, 0.48, z), (x, 0.535, z), 0.019, 14)
    form.box("black", (x - 0.011, 0.53, z - 0.04), (x + 0.011, 0.545, z + 0.09), 0.004)
    form.box("black", (x - 0.011, 0.562, z - 0.03), (x + 0.011, 0.576, z + 0.095), 0.004)
    form.box("black", (x - 0.009, 0.525, z - 0.03), (x + 0.009, 0.575, z - 0.01), 0.003)
    ring = [
        (x + 0.03 + 0.014 * math.cos(t), 0.553 + 0.014 * math.sin(t), z + 0.01)
        for t in np.linspace(0, 6.3, 13)
    ]
    form.tube("chrome", ring, 0.0018, 0, 5)
    form.rod("chrome", (x - 0.018, 0.553, z + 0.01), (x + 0.018, 0.553, z + 0.01), 0.002, 6)
    form.rod("brass", (x + 0.028, 0.537, z + 0.012), (x + 0.028, 0.537, z + 0.017), 0.006, 10)
    form.tube(
        "black",
        [
            (x - 0.015, 0.515, z),
            (x - 0.075, 0.5, z + 0.01),
            (x - 0.088, 0.36, z + 0.03),
            (x - 0.086, 0.3, z + 0.035),
        ],
        0.009,
        0.05,
        9,
    )
    form.lathe(
        "black",
        (x - 0.086, 0.06, z + 0.035),
        [(0.034, 0), (0.03, 0.06), (0.014, 0.2), (0.014, 0.25)],
        segments=16,
    )
    form.rod("wood", (x - 0.086, 0.27, z + 0.035), (x - 0.086, 0.33, z + 0.035), 0.016, 12)
    form.label_round("sign/co2", (x, 0.27, z), r + 0.001, 2.2, 0.18, 10, toward=1.35)
    form.box("paper", (x + 0.035, 0.42, z + 0.048), (x + 0.037, 0.422, z + 0.05), 0)
    form.label("sign/ext_card", (x + 0.046, 0.44, z + 0.062), (0.25, 0, 1), 0.07, 0.105, 0.004)
    form.label("sign/ext_sign", (x, 1.45, -4.8), (0, 0, 1), 0.24, 0.32, 0.004)
    return [form.weigh(1.5)]


def mat(boxes):
    """The insulating mat, ribbed, its edges bevelled."""
    box = boxes["rubber_mat"]
    form = Form(box.id, box.centre)
    form.box("goods/rubber", box.low, box.high, 0.004, "-y")
    return [form]


def notice(boxes):
    """The rules on their board."""
    box = boxes["notice_board"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cx, cy, _ = box.centre
    form.box("white", (x0 + 0.01, y0 + 0.01, z0), (x1 - 0.01, y1 - 0.01, z0 + 0.02), 0, "-z")
    form.label("sign/notice", (cx, cy, z0 + 0.02), (0, 0, 1), x1 - x0 - 0.05, y1 - y0 - 0.05, 0.001)
    for a, b in (
        ((x0, y0), (x1, y0 + 0.028)),
        ((x0, y1 - 0.028), (x1, y1)),
        ((x0, y0 + 0.028), (x0 + 0.028, y1 - 0.028)),
        ((x1 - 0.028, y0 + 0.028), (x1, y1 - 0.028)),
    ):
        form.box("aluminium", (*a, z0), (*b, z1 - 0.01), 0.005)
    return [form.weigh(1.3)]


def clock(boxes):
    """A round clock."""
    box = boxes["wall_clock"]
    form = Form(box.id, box.centre)
    x, y, _ = box.centre
    form.lathe(
        "black",
        (x, y, box.low[2]),
        [(0.16, 0), (0.17, 0.01), (0.17, 0.045), (0.158, 0.05), (0.15, 0.035)],
        (0, 0, 1),
        36,
    )
    form.medallion("sign/clock", (x, y, box.low[2] + 0.033), (0, 0, 1), 0.153)
    return [form]


def exit_sign(boxes):
    """A green board over the door."""
    box = boxes["exit_sign"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("green", (x0, y0, z0 + 0.01), (x1, y1, z1), 0.006, "+z")
    form.label(
        "sign/exit", (box.centre[0], box.centre[1], z0 + 0.01), (0, 0, -1), 0.39, 0.13, 0.001
    )
    return [form]


def first_aid(boxes):
    """A white case with a green cross."""
    box = boxes["first_aid_box"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("white", (x0 + 0.016, y0, z0), (x1, y1, z1), 0.012, "+x")
    form.box("white", (x0, y0 + 0.004, z0 + 0.004), (x0 + 0.018, y1 - 0.004, z1 - 0.004), 0.008)
    form.label("sign/first_aid", (x0, box.centre[1], box.centre[2]), (-1, 0, 0), 0.3, 0.343, 0.001)
    form.box(
        "chrome",
        (x0 - 0.008, box.centre[1] - 0.03, z0 + 0.01),
        (x0, box.centre[1] + 0.03, z0 + 0.025),
        0.003,
    )
    return [form]


def all_of(boxes):
    """All of it."""
    found = ppe_rack(boxes) + extinguisher(boxes) + mat(boxes) + notice(boxes)
    return found + clock(boxes) + exit_sign(boxes) + first_aid(boxes)
