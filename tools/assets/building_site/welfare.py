"""Office, shelter, notice boards, banner: what a site has for its people."""

import numpy as np

from kit.shape import Form

from . import fittings as fit
from .gear import bottle


def office(box, facing=-1.0):
    """A white container office with a blue roof and base: door, window, plate, air conditioner."""
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("blue", (x0, 0, z0), (x1, 0.14, z1), 0.01, "-y")
    form.box("panel", (x0 + 0.02, 0.14, z0 + 0.02), (x1 - 0.02, y1 - 0.16, z1 - 0.02), 0.006)
    form.box("blue", (x0, y1 - 0.16, z0), (x1, y1, z1), 0.012)
    for x in (x0, x1 - 0.07):
        for z in (z0, z1 - 0.07):
            form.box("blue", (x, 0.14, z), (x + 0.07, y1 - 0.16, z + 0.07), 0.006)
    for k in range(1, 13):
        z = z0 + (z1 - z0) * k / 13
        form.box("whiteOld", (x0 + 0.015, 0.14, z - 0.004), (x0 + 0.021, y1 - 0.16, z + 0.004), 0)
    n = (0, 0, -1)
    door = x0 + 0.62
    form.box("light", (door - 0.44, 0.14, z0 + 0.004), (door + 0.44, 2.2, z0 + 0.03), 0.006)
    form.box("whiteOld", (door - 0.4, 0.15, z0 - 0.006), (door + 0.4, 2.15, z0 + 0.01), 0.006)
    form.label("pane", (door, 1.6, z0 - 0.006), n, 0.4, 0.6, 0.002)
    form.rod("bare", (door + 0.3, 1.05, z0 - 0.006), (door + 0.3, 1.05, z0 - 0.06), 0.012, 8)
    form.box("bare", (door + 0.2, 1.04, z0 - 0.06), (door + 0.32, 1.065, z0 - 0.045), 0.004)
    win = x0 + 1.72
    form.box("light", (win - 0.55, 0.95, z0), (win + 0.55, 1.95, z0 + 0.03), 0.006)
    for s in (-1, 1):
        form.label("pane", (win + 0.26 * s, 1.45, z0), n, 0.47, 0.88, 0.002)
    for k in range(9):
        form.box(
            "bare",
            (win - 0.5 + 0.125 * k, 0.98, z0 - 0.02),
            (win - 0.49 + 0.125 * k, 1.92, z0 - 0.01),
            0.001,
        )
    fit.board(form, "sign/office", (door + 0.62, 2.2, z0 - 0.006), n, 0.5, 0.16)
    # Towards the gate, on the short side: air conditioner and the day's duty.
    form.box("white", (x0 - 0.0, 1.7, z0 + 0.9), (x0 + 0.02, 1.72, z0 + 1.3), 0.002)
    form.box("enamel/zinc", (door - 0.5, 0, z0 - 0.3), (door + 0.5, 0.14, z0), 0.006)
    fit.board(form, "sign/gate", (x0 - 0.002, 1.75, z0 + 0.55), (-1, 0, 0), 0.6, 0.22)
    return [form]


def shelter(boxes):
    """A rest shelter: a roof of sheet on four posts, benches, a notice, water."""
    forms = []
    box = boxes["shelter_roof"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    ribs = 13
    for k in range(ribs):
        a, b = x0 + (x1 - x0) * k / ribs, x0 + (x1 - x0) * (k + 1) / ribs
        m, t = (a + b) / 2, (b - a) * 0.22
        for p, q, yp, yq in (
            (a, m - t, y0 + 0.06, y0 + 0.06),
            (m - t, m - t / 2, y0 + 0.06, y1),
            (m - t / 2, m + t / 2, y1, y1),
            (m + t / 2, m + t, y1, y0 + 0.06),
            (m + t, b, y0 + 0.06, y0 + 0.06),
        ):
            fit.both(form, "blue", [(p, yp, z1), (q, yq, z1), (q, yq, z0), (p, yp, z0)])
    for z in (z0 + 0.1, z1 - 0.14):
        form.box("enamel/zinc", (x0, y0, z), (x1, y0 + 0.05, z + 0.04), 0.004)
    form.block("green", ((x0 + x1) / 2, y0 - 0.13, z1 - 0.1), (0.88, 0.29, 0.012), 0.002)
    form.label("sign/rest", ((x0 + x1) / 2, y0 - 0.13, z1 - 0.094), (0, 0, 1), 0.86, 0.275, 0.001)
    form.block("green", (x0 + 0.1, y0 - 0.13, (z0 + z1) / 2), (0.012, 0.29, 0.88), 0.002)
    form.label("sign/rest", (x0 + 0.094, y0 - 0.13, (z0 + z1) / 2), (-1, 0, 0), 0.86, 0.275, 0.001)
    forms.append(form)
    for k in range(1, 5):
        box = boxes[f"shelter_post_{k}"]
        form = Form(box.id, box.centre)
        form.box("enamel/zinc", box.low, box.high, 0.006)
        x, _, z = box.centre
        form.block("iron", (x, 0.006, z), (0.18, 0.012, 0.18), 0.003)
        forms.append(form)
    box = boxes["shelter_bench"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    for x in (x0 + 0.15, x1 - 0.2):
        form.box("enamel/zinc", (x, 0, z0 + 0.03), (x + 0.05, y1 - 0.04, z0 + 0.07), 0.004)
        form.box("enamel/zinc", (x, 0, z1 - 0.07), (x + 0.05, y1 - 0.04, z1 - 0.03), 0.004)
        form.box("enamel/zinc", (x, y1 - 0.08, z0 + 0.03), (x + 0.05, y1 - 0.04, z1 - 0.03), 0.004)
    for k in range(3):
        a = z0 + (z1 - z0) * k / 3
        form.box("goods/wood", (x0, y1 - 0.04, a + 0.008), (x1, y1, a + 0.125), 0.006)
    for x in (x0 + 0.4, x0 + 0.5):
        bottle(form, x, y1, z0 + 0.15)
    forms.append(form)
    box = boxes["water_dispenser"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    x, z = box.centre[0], box.centre[2]
    form.box("bare", (x0, 0, z0), (x1, 0.8, z1), 0.02)
    form.lathe(
        "bottle",
        (x, 0.8, z),
        [(0.05, 0), (0.13, 0.05), (0.135, 0.07), (0.135, 0.38), (0.11, 0.4), (0, 0.4)],
        segments=20,
    )
    for s, look in ((-1, "blue"), (1, "red")):
        form.rod(look, (x0 - 0.02, 0.62, z + 0.07 * s), (x0, 0.62, z + 0.07 * s), 0.014, 8)
    form.box("dark", (x0 - 0.05, 0.4, z0 + 0.04), (x0, 0.42, z1 - 0.04), 0.004)
    form.label("sign/water", (x0, 0.2, z), (-1, 0, 0), 0.18, 0.24, 0.0015)
    forms.append(form)
    return forms


def notice(box):
    """Nine boards and a plan (九牌一图) in a frame on posts, under a small roof."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    middle = (z0 + z1) / 2
    for k in range(4):
        x = x0 + 0.04 + (x1 - x0 - 0.08) * k / 3
        form.box(
            "enamel/zinc", (x - 0.03, 0, middle - 0.01), (x + 0.03, y1 - 0.06, middle + 0.05), 0.005
        )
    form.box("blue", (x0, y1 - 0.07, z0), (x1, y1, z1), 0.01)
    form.box(
        "blue", (x0 + 0.02, 0.62, middle - 0.02), (x1 - 0.02, y1 - 0.07, middle + 0.015), 0.006
    )
    z = middle - 0.02
    n = (0, 0, -1)
    wide, high = 0.51, 0.68
    # Read from the north, left is at the greater x: two rows of five.
    names = [f"sign/board_{k}" for k in range(1, 10)]
    wide_each = (x1 - x0 - 0.12) / 5
    for k, look in enumerate(names + ["sign/board_plan"]):
        row, col = divmod(k, 5)
        x = x1 - 0.06 - wide_each * (col + 0.5)
        y = 1.76 - 0.73 * row
        w = 0.66 if look.endswith("plan") else wide
        form.block("white", (x, y, z - 0.004), (w + 0.02, high + 0.02, 0.008), 0.001)
        form.label(
            look,
            (x, y, z - 0.008),
            n,
            w,
            0.66 * 360 / 420 if look.endswith("plan") else high,
            0.001,
        )
    return [form]


def banner(box, look, facing):
    """A red banner with white words, on a frame."""
    form = Form(box.id, box.centre)
    n = np.array(facing, float)
    low, high = np.array(box.low), np.array(box.high)
    form.box("red", low, high, 0.004)
    axis = int(np.argmax(np.abs(n)))
    at = (low + high) / 2
    at[axis] = high[axis] if n[axis] > 0 else low[axis]
    wide, tall = high[2 - axis] - low[2 - axis], high[1] - low[1]
    share = min(wide / 900 * 120, tall)
    form.label(look, at, n, share * 7.5 * 0.99, share * 0.99, 0.0012)
    return [form]
