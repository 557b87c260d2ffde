"""Where one can fall, and what keeps from it: rails and their gap, hatches, lifeline, ladder,
formwork, the wind's gauges."""

import math

import numpy as np

from kit.shape import Form

from . import fittings as fit
from . import scaffold


def rails(boxes):
    """Rails at 0.6 and 1.2 m with toe boards; tape across the gap; the panel beside it."""
    forms = []
    names = [n for n in boxes if n.startswith(("rail_", "post_"))]
    for name in names:
        box = boxes[name]
        form = Form(name, box.centre)
        a, b = fit.along(box, scaffold.axis_of(box))
        fit.banded(form, a, b, 0.024, step=0.4 if name.startswith("rail") else 0.3)
        if name.startswith("post"):
            form.block("iron", (a[0], 0.006, a[2]), (0.14, 0.012, 0.14), 0.002)
        forms.append(form)
    for name in ("toe_left", "toe_right"):
        box = boxes[name]
        form = Form(name, box.centre)
        fit.striped(form, "sign/stripes_red", box.low, box.high, (0, 0, 1))
        forms.append(form)
    box = boxes["edge_tape"]
    form = Form(box.id, box.centre)
    n, z = 4, box.centre[2]
    (x0, y0, _), (x1, y1, _) = box.low, box.high
    for k in range(n):
        a, b = x0 + (x1 - x0) * k / n, x0 + (x1 - x0) * (k + 1) / n
        sag = [-0.06 * math.sin(math.pi * t / n) for t in (k, k + 1)]
        at = [
            (a, y0 + sag[0], z),
            (b, y0 + sag[1], z),
            (b, y1 + sag[1], z),
            (a, y1 + sag[0], z),
        ]
        form.quad("sign/danger_tape", at)
        back = [np.add(at[m], (0, 0, -0.002)) for m in (1, 0, 3, 2)]
        form.quad("sign/danger_tape", back)
    forms.append(form)
    box = boxes["latch_bracket"]
    form = Form(box.id, box.centre)
    form.box("bare", box.low, box.high, 0.004)
    forms.append(form)
    prop = boxes["gap_panel"]
    forms.append(Form(prop.id, prop.centre))
    panel, latch = prop.parts
    form = Form(panel.id, panel.centre)
    (x0, y0, z0), (x1, y1, z1) = panel.low, panel.high
    z = panel.centre[2]
    for y in (y0 + 0.205, y1 - 0.016):
        fit.banded(form, (x0, y, z), (x1, y, z), 0.016, step=0.33)
    for x in (x0 + 0.016, (x0 + x1) / 2, x1 - 0.016):
        fit.banded(form, (x, y0, z), (x, y1, z), 0.016, step=0.3)
    for k in range(1, 26):
        x = x0 + (x1 - x0) * k / 26
        form.tube("red", [(x, y0 + 0.2, z), (x, y1 - 0.02, z)], 0.0035, 0, 4)
    for k in range(1, 12):
        y = y0 + 0.2 + (y1 - y0 - 0.22) * k / 12
        form.tube("red", [(x0, y, z), (x1, y, z)], 0.0035, 0, 4)
    fit.striped(
        form,
        "sign/stripes_red",
        (x0 + 0.02, y0 + 0.01, z - 0.008),
        (x1 - 0.02, y0 + 0.19, z + 0.008),
        (0, 0, 1),
    )
    fit.board(form, "sign/warn_fall", ((x0 + x1) / 2, y0 + 0.72, z + 0.018), (0, 0, 1), 0.34, 0.425)
    forms.append(form)
    form = Form(latch.id, latch.centre)
    form.box("yellow", latch.low, latch.high, 0.006)
    x, y, z = latch.centre
    form.rod(
        "bare", (x, latch.low[1] + 0.02, z - 0.02), (x, latch.low[1] + 0.02, z + 0.02), 0.008, 8
    )
    forms.append(form)
    return forms


def hatches(boxes):
    """Loose plywood on one opening or both, beside each a hinged cover of checker plate."""
    forms = []
    for side, s in (("west", 1.0), ("east", -1.0)):
        box = boxes[f"cover_{side}"]
        form = Form(box.id, box.centre)
        low, high = np.array(box.low), np.array(box.high)
        form.box(
            "goods/ply", (low[0], low[1] + 0.0, low[2]), (high[0], low[1] + 0.018, high[2]), 0.002
        )
        # Two offcuts on top, a nail or two, dust.
        form.box(
            "goods/ply",
            (low[0] + 0.1, low[1] + 0.018, low[2] + 0.5),
            (high[0] - 0.3, low[1] + 0.03, high[2] - 0.1),
            0.001,
        )
        forms.append(form)
        prop = boxes[f"hatch_{side}"]
        frame = Form(prop.id, prop.centre)
        part = prop.parts[0]
        x, y, z = part.centre
        hinge = part.low[1]
        frame.box("iron", (x - 0.03, 0.0, part.low[2]), (x + 0.03, 0.03, part.high[2]), 0.003)
        for k in (-1, 0, 1):
            frame.rod(
                "bare", (x, hinge, z + 0.5 * k - 0.05), (x, hinge, z + 0.5 * k + 0.05), 0.014, 10
            )
        forms.append(frame)
        form = Form(part.id, part.centre)
        low, high = np.array(part.low), np.array(part.high)
        form.box(
            "enamel/yellow",
            (x - 0.012, low[1] + 0.01, low[2]),
            (x + 0.012, high[1], high[2]),
            0.003,
        )
        # Turned down, this side lies uppermost: the west's faces the wall, the east's as well.
        form.label("sign/cover", (x - 0.012 * s, y, z), (-s, 0, 0), 1.1, 1.1, 0.001)
        for k in (-0.45, 0.0, 0.45):
            form.box(
                "enamel/zinc",
                (x + 0.012 * s, low[1] + 0.05, z + k - 0.02),
                (x + 0.02 * s, high[1] - 0.05, z + k + 0.02),
                0.002,
            )
        form.tube(
            "bare",
            [(x - 0.02 * s, high[1] - 0.1, z - 0.1), (x - 0.02 * s, high[1] - 0.1, z + 0.1)],
            0.006,
            0,
            6,
        )
        forms.append(form)
    return forms


def lifeline(boxes):
    """Cable on three stanchions with feet and braces, its tag, a fall arrester, a low stub."""
    forms = []
    for k in (1, 2, 3):
        box = boxes[f"stanchion_{k}"]
        form = Form(box.id, box.centre)
        x, _, z = box.centre
        form.block("iron", (x, 0.008, z), (0.26, 0.016, 0.26), 0.003)
        for dx in (-0.09, 0.09):
            for dz in (-0.09, 0.09):
                form.rod("bare", (x + dx, 0.016, z + dz), (x + dx, 0.034, z + dz), 0.012, 6)
        form.box("yellow", (x - 0.03, 0.016, z - 0.03), (x + 0.03, 2.02, z + 0.03), 0.006)
        form.lathe("bare", (x, 1.985, z - 0.03), [(0.03, 0), (0.03, 0.06)], (0, 0, 1), 12)
        form.box("iron", (x - 0.04, 2.0, z - 0.04), (x + 0.04, 2.05, z + 0.04), 0.006)
        for y in (0.3, 0.7):
            form.label("sign/stripes_yellow", (x, y, z + 0.03), (0, 0, 1), 0.4, 0.05, 0.001, 90)
        forms.append(form)
    for name in ("lifeline", "lifeline_right"):
        box = boxes[name]
        form = Form(name, box.centre)
        a, b = fit.along(box, 0)
        form.tube("steelRope", [a, b], 0.008, 0, 7)
        for end, s in ((a, 1), (b, -1)):
            form.rod("bare", end, end + [0.22 * s, 0, 0], 0.013, 8)
            for k in range(3):
                at = end + [(0.28 + 0.07 * k) * s, 0, 0]
                form.block("bare", at, (0.022, 0.03, 0.028), 0.004)
        forms.append(form)
    box = boxes["lifeline_tag"]
    form = Form(box.id, box.centre)
    form.box("white", box.low, box.high, 0.001)
    form.label(
        "sign/lifeline", (box.centre[0], box.centre[1], box.high[2]), (0, 0, 1), 0.116, 0.164, 0.001
    )
    form.tube(
        "rope",
        [(box.centre[0], box.high[1], box.centre[2]), (box.centre[0], 1.98, box.centre[2])],
        0.003,
        0,
        5,
    )
    forms.append(form)
    box = boxes["fall_arrester"]
    form = Form(box.id, box.centre)
    x, y, z = box.centre
    form.lathe(
        "redOld",
        (x, y + 0.02, z - 0.045),
        [(0, 0), (0.075, 0.006), (0.085, 0.03), (0.085, 0.06), (0.075, 0.084), (0, 0.09)],
        (0, 0, 1),
        20,
    )
    form.box("black", (x - 0.04, box.low[1], z - 0.03), (x + 0.04, y - 0.03, z + 0.03), 0.012)
    form.tube(
        "bare",
        [
            (x - 0.02, y + 0.09, z),
            (x - 0.02, box.high[1], z),
            (x + 0.02, box.high[1], z),
            (x + 0.02, y + 0.09, z),
        ],
        0.007,
        0.02,
        7,
    )
    forms.append(form)
    part = box.parts[0]
    form = Form(part.id, part.centre)
    x, _, z = part.centre
    form.tube("web", [(x, part.high[1], z), (x, part.low[1] + 0.16, z)], 0.009, 0, 6)
    form.box(
        "orange",
        (x - 0.014, part.low[1] + 0.11, z - 0.012),
        (x + 0.014, part.low[1] + 0.2, z + 0.012),
        0.006,
    )
    snap(form, (x, part.low[1] + 0.06, z), 0.055)
    forms.append(form)
    box = boxes["low_anchor"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    form.tube("enamel/rust", [(x, 0, z), (x, box.high[1] - 0.03, z)], 0.011, 0, 7)
    form.tube(
        "enamel/rust", [(x + 0.03, 0, z + 0.02), (x + 0.035, box.high[1], z + 0.02)], 0.011, 0, 7
    )
    forms.append(form)
    part = box.parts[0]
    form = Form(part.id, part.centre)
    x, y, z = part.centre
    snap(form, (x, y, z), 0.06)
    forms.append(form)
    return forms


def snap(form, at, high):
    """A snap hook."""
    x, y, z = at
    ring = [
        (x + 0.55 * high * math.sin(t), y + high * math.cos(t), z)
        for t in np.linspace(0.3, 2 * math.pi - 0.2, 14)
    ]
    form.tube("bare", ring, 0.0065, 0, 7)
    form.tube("bare", [ring[0], ring[-1]], 0.005, 0, 6)
    form.rod("bare", (x, y + high * 0.9, z), (x, y + high * 1.25, z), 0.012, 8)


def ladder(boxes):
    """A wooden-tread ladder of aluminium with rubber feet; its lashing is a coil of rope."""
    prop = boxes["ladder"]
    forms = [Form(prop.id, prop.centre)]
    part, rope = prop.parts
    form = Form(part.id, part.centre)
    (x0, y0, z0), (x1, y1, z1) = part.low, part.high
    x = part.centre[0]
    for z in (z0, z1 - 0.03):
        form.box("bare", (x0, y0 + 0.03, z), (x1, y1, z + 0.03), 0.004)
        form.box("rubber", (x0, y0, z - 0.004 if z > z0 else z), (x1, y0 + 0.05, z + 0.03), 0.006)
    for k in range(10):
        y = y0 + 0.25 + 0.28 * k
        form.rod("bare", (x, y, z0 + 0.02), (x, y, z1 - 0.02), 0.016, 8)
    form.label("sign/stripes_yellow", (x, y0 + 1.4, z0), (0, 0, -1), 0.3, 0.06, 0.001, 90)
    forms.append(form)
    form = Form(rope.id, rope.centre)
    x, y, z = rope.centre
    for k in range(5):
        r = 0.066 + 0.004 * k
        ring = [
            (x - 0.02 + 0.012 * k, y + r * math.cos(t), z + 0.7 * r * math.sin(t))
            for t in np.linspace(0, 2 * math.pi, 15)
        ]
        form.tube("rope", ring, 0.008, 0, 6)
    form.tube("rope", [(x, y - 0.07, z), (x + 0.02, y - 0.085, z + 0.02)], 0.008, 0, 6)
    forms.append(form)
    return forms


def formwork(boxes):
    """Sheets of ply on battens, strapped; the strap's ratchet hangs open; the top sheet is free."""
    prop = boxes["formwork_stack"]
    form = Form(prop.id, prop.centre)
    (x0, y0, z0), (x1, y1, z1) = prop.low, prop.high
    for x in (x0 + 0.12, x1 - 0.2):
        form.box("goods/wood", (x, 0, z0), (x + 0.08, 0.1, z1), 0.004)
    dice = np.random.default_rng(4)
    n = int((y1 - 0.1) / 0.0194)
    for k in range(n):
        y = 0.1 + (y1 - 0.1) * k / n
        a, b = dice.uniform(0, 0.014, 2)
        look = "goods/ply" if k % 9 else "goods/wood"
        form.box(
            look,
            (x0 + a, y, z0 + b),
            (x1 - 0.014 + a, y + (y1 - 0.1) / n - 0.002, z1 - 0.014 + b),
            0,
        )
    for x in (x0 + 0.3, x1 - 0.3):
        form.box("web", (x - 0.022, 0.1, z1), (x + 0.022, y1 - 0.02, z1 + 0.003), 0)
    ratchet_x = prop.parts[1].centre[0]
    form.box(
        "iron", (ratchet_x - 0.035, 0.78, z1 + 0.002), (ratchet_x + 0.035, 0.86, z1 + 0.03), 0.005
    )
    forms = [form]
    top, ratchet = prop.parts
    form = Form(top.id, top.centre)
    form.box("goods/ply", top.low, top.high, 0.002)
    forms.append(form)
    form = Form(ratchet.id, ratchet.centre)
    x, y, z = ratchet.centre
    low, high = ratchet.low, ratchet.high
    for s in (-1, 1):
        form.box(
            "bare",
            (x + 0.024 * s - 0.004, low[1], z - 0.018),
            (x + 0.024 * s + 0.004, high[1], z + 0.018),
            0.004,
        )
    form.rod("redOld", (x - 0.03, high[1] - 0.02, z), (x + 0.03, high[1] - 0.02, z), 0.018, 10)
    form.rod("bare", (x - 0.03, low[1] + 0.02, z), (x + 0.03, low[1] + 0.02, z), 0.014, 10)
    forms.append(form)
    return forms


def wind(boxes):
    """Pole, sock in bands, a gauge with its needle."""
    box = boxes["wind_pole"]
    pole = Form(box.id, box.centre)
    a, b = fit.along(box, 1)
    fit.pipe(pole, "enamel/zinc", a, b, 0.02, 10)
    pole.block("concrete", (a[0], 0.06, a[2]), (0.34, 0.12, 0.34), 0.02)
    prop = boxes["wind_sock"]
    forms = [pole, Form(prop.id, prop.centre)]
    pole.tube("bare", [(a[0], 2.53, a[2]), (prop.centre[0], 2.53, a[2])], 0.008, 0, 6)
    part = prop.parts[0]
    form = Form(part.id, part.centre)
    x, _, z = part.centre
    top, foot = part.high[1], part.low[1]
    for k in range(5):
        y0, y1 = top - (top - foot) * k / 5, top - (top - foot) * (k + 1) / 5
        r0, r1 = 0.058 - 0.008 * k, 0.058 - 0.008 * (k + 1)
        look = "red" if k % 2 == 0 else "white"
        form.lathe(look, (x, y1, z), [(r1, 0), (r0, y0 - y1)], (0, 1, 0), 12)
        form.lathe(look, (x, y0, z), [(r0 - 0.002, 0), (r1 - 0.002, y0 - y1)], (0, -1, 0), 12)
    ring = [
        (x + 0.058 * math.cos(t), top, z + 0.058 * math.sin(t))
        for t in np.linspace(0, 2 * math.pi, 13)
    ]
    form.tube("bare", ring, 0.005, 0, 5)
    forms.append(form)
    box = boxes["wind_meter"]
    form = Form(box.id, box.centre)
    x, y, z = box.centre
    form.lathe(
        "dark",
        (x, y, box.low[2]),
        [(0.145, 0), (0.15, 0.01), (0.15, 0.05), (0.14, 0.06), (0.136, 0.052), (0, 0.052)],
        (0, 0, 1),
        32,
    )
    form.medallion("sign/wind", (x, y, box.low[2] + 0.0525), (0, 0, 1), 0.136, 0.0015)
    forms.append(form)
    part = box.parts[0]
    form = Form(part.id, part.centre)
    x, _, z = part.centre
    form.quad(
        "red",
        [
            (x - 0.0075, part.low[1], z + 0.004),
            (x + 0.0075, part.low[1], z + 0.004),
            (x + 0.0015, part.high[1], z + 0.004),
            (x - 0.0015, part.high[1], z + 0.004),
        ],
    )
    form.rod("black", (x, part.low[1] + 0.01, z), (x, part.low[1] + 0.01, z + 0.008), 0.014, 12)
    forms.append(form)
    return forms


def board(boxes):
    """The deck's board that overhangs."""
    prop = boxes["deck_board"]
    part = prop.parts[0]
    form = Form(part.id, part.centre)
    fit.plank(form, part.low, part.high)
    return [Form(prop.id, prop.centre), form]


def all_of(boxes):
    """Edges and what belongs to them."""
    return (
        rails(boxes)
        + hatches(boxes)
        + lifeline(boxes)
        + ladder(boxes)
        + formwork(boxes)
        + wind(boxes)
        + board(boxes)
    )
