"""Machines and fixtures: mixer, saw, distribution box, extinguishers, tank, bench, hats."""

import math

import numpy as np

from kit.shape import Form

from . import fittings as fit


def mixer(box):
    """A drum mixer on wheels: drum tilted, gear ring, motor box, hand wheel."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    x, z = box.centre[0], box.centre[2]
    for s in (-1, 1):
        form.tube(
            "yellowOld",
            [
                (x - 0.5, 0.2, z + 0.3 * s),
                (x - 0.15, 0.75, z + 0.34 * s),
                (x + 0.2, 0.75, z + 0.34 * s),
                (x + 0.5, 0.1, z + 0.34 * s),
            ],
            0.03,
            0.08,
            8,
        )
        form.rod("rubber", (x - 0.42, 0.16, z + 0.36 * s), (x - 0.42, 0.16, z + 0.44 * s), 0.16, 18)
        form.rod("iron", (x - 0.42, 0.16, z + 0.352 * s), (x - 0.42, 0.16, z + 0.452 * s), 0.05, 10)
    form.rod("iron", (x - 0.42, 0.16, z - 0.36), (x - 0.42, 0.16, z + 0.36), 0.018, 8)
    form.rod("iron", (x, 0.75, z - 0.4), (x, 0.75, z + 0.4), 0.03, 10)
    way = np.array([0.45, 0.9, 0])
    way /= np.linalg.norm(way)
    foot = np.array([x, 0.75, z]) - way * 0.36
    profile = [
        (0, 0),
        (0.24, 0.02),
        (0.38, 0.22),
        (0.4, 0.34),
        (0.4, 0.42),
        (0.27, 0.74),
        (0.25, 0.78),
        (0.235, 0.78),
        (0.25, 0.72),
        (0.36, 0.42),
        (0.3, 0.1),
        (0, 0.1),
    ]
    form.lathe("orange", foot, profile, way, 26)
    form.lathe(
        "iron", foot + way * 0.34, [(0.4, 0), (0.43, 0.01), (0.43, 0.06), (0.4, 0.07)], way, 34
    )
    form.label(
        "stain/cement", foot + way * 0.55 + np.array([0, 0, 0.345]), (0.1, 0.25, 1), 0.5, 0.4, 0.012
    )
    form.box("yellowOld", (x - 0.58, 0.42, z - 0.2), (x - 0.28, 0.86, z + 0.2), 0.02)
    form.label("sign/mixer", (x - 0.43, 0.66, z + 0.2), (0, 0, 1), 0.26, 0.104, 0.0015)
    form.tube(
        "sheath",
        [(x - 0.45, 0.42, z), (x - 0.5, 0.05, z - 0.1), (x - 0.56, 0.012, z - 0.45)],
        0.011,
        0.1,
        6,
    )
    ring = [
        (x + 0.1 + 0.24 * math.cos(t), 0.92 + 0.24 * math.sin(t), z + 0.46)
        for t in np.linspace(0, 2 * math.pi, 17)
    ]
    form.tube("iron", ring, 0.012, 0, 6)
    for k in range(3):
        t = 2.1 * k
        form.rod(
            "iron",
            (x + 0.1, 0.92, z + 0.46),
            (x + 0.1 + 0.24 * math.cos(t), 0.92 + 0.24 * math.sin(t), z + 0.46),
            0.01,
            6,
        )
    form.rod("iron", (x + 0.1, 0.92, z + 0.36), (x + 0.1, 0.92, z + 0.48), 0.02, 8)
    form.label("stain/cement", (x + 0.3, 0.004, z + 0.2), (0, 1, 0), 1.4, 1.1, 0)
    return [form]


def tub(box):
    """A mortar tub of black rubber, half full, a trowel and a shovel at it."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    low = [(x0 + 0.1, z0 + 0.1), (x1 - 0.1, z0 + 0.1), (x1 - 0.1, z1 - 0.1), (x0 + 0.1, z1 - 0.1)]
    top = [(x0, z0), (x1, z0), (x1, z1), (x0, z1)]
    for i in range(4):
        k = (i + 1) % 4
        fit.both(
            form,
            "rubber",
            [
                (low[i][0], 0.0, low[i][1]),
                (low[k][0], 0.0, low[k][1]),
                (top[k][0], y1, top[k][1]),
                (top[i][0], y1, top[i][1]),
            ],
        )
        form.tube(
            "black",
            [(top[i][0], y1 - 0.012, top[i][1]), (top[k][0], y1 - 0.012, top[k][1])],
            0.014,
            0,
            6,
        )
    form.quad(
        "mortar",
        [
            (x0 + 0.05, 0.22, z1 - 0.05),
            (x1 - 0.05, 0.22, z1 - 0.05),
            (x1 - 0.05, 0.22, z0 + 0.05),
            (x0 + 0.05, 0.22, z0 + 0.05),
        ],
    )
    fit.heap(form, "mortar", (x0 + 0.36, 0.215, (z0 + z1) / 2 - 0.02), (0.5, 0.14, 0.44), 6)
    a = np.array([x1 - 0.25, 0.28, z0 + 0.25])
    form.rod("wood", a, a + [0.1, 0.95, -0.35], 0.016, 8)
    form.block("bare", a + [-0.01, -0.06, 0.02], (0.22, 0.24, 0.02), 0.004)
    form.label("stain/drips", (x0 + 0.4, 0.26, z1 - 0.02), (0, 0.25, 1), 0.5, 0.28, 0.02)
    form.label("stain/cement", ((x0 + x1) / 2, 0.004, (z0 + z1) / 2), (0, 1, 0), 1.7, 1.4, 0)
    return [form]


def saw(box, wood=False):
    """A saw on a stand: table, guarded blade, motor, its emergency stop, dust."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    x, z = box.centre[0], box.centre[2]
    top = y1 - 0.16
    look = "green" if wood else "blueOld"
    for a in (x0 + 0.03, x1 - 0.08):
        for b in (z0 + 0.03, z1 - 0.08):
            form.box(look, (a, 0, b), (a + 0.05, top - 0.04, b + 0.05), 0.004)
    for b in (z0 + 0.04, z1 - 0.07):
        form.box(look, (x0 + 0.06, 0.2, b), (x1 - 0.06, 0.24, b + 0.03), 0.003)
    form.box("enamel/zinc", (x0, top - 0.04, z0), (x1, top, z1), 0.006)
    form.box("dark", (x - 0.22, top + 0.0005, z - 0.006), (x + 0.22, top + 0.001, z + 0.006), 0)
    blade = [(0, 0), (0.2, 0), (0.2, 0.003), (0, 0.003)]
    form.lathe("bare", (x, top - 0.06, z - 0.0015), blade, (0, 0, 1), 28)
    for s in (-1, 1):
        arc = [
            (x + 0.22 * math.cos(t), top + 0.0 + 0.16 * math.sin(t))
            for t in np.linspace(0, math.pi, 9)
        ]
        form.quad(
            "orange", [(px, py + 0.0, z + 0.02 * s) for px, py in (arc if s < 0 else arc[::-1])]
        )
        fit.both(form, "orange", [(px, py, z + 0.02 * s) for px, py in arc])
    arc = [(x + 0.22 * math.cos(t), top + 0.16 * math.sin(t)) for t in np.linspace(0, math.pi, 9)]
    for (ax, ay), (bx, by) in zip(arc, arc[1:]):
        fit.both(
            form,
            "orange",
            [(ax, ay, z - 0.02), (bx, by, z - 0.02), (bx, by, z + 0.02), (ax, ay, z + 0.02)],
        )
    form.box("dark", (x - 0.16, top - 0.34, z - 0.14), (x + 0.16, top - 0.08, z + 0.14), 0.02)
    form.box("yellow", (x1 - 0.22, top - 0.2, z1 - 0.03), (x1 - 0.08, top - 0.06, z1), 0.006)
    form.rod("red", (x1 - 0.15, top - 0.13, z1), (x1 - 0.15, top - 0.13, z1 + 0.025), 0.022, 14)
    form.label("sign/saw", (x0 + 0.22, top - 0.13, z1 + 0.0005), (0, 0, 1), 0.22, 0.1056, 0.001)
    form.box(look, (x0 + 0.1, top - 0.19, z1 - 0.006), (x0 + 0.34, top - 0.06, z1), 0)
    if wood:
        form.box("goods/wood", (x0 + 0.1, top, z + 0.1), (x1 - 0.1, top + 0.04, z + 0.2), 0.003)
        form.label("stain/dust", (x, 0.004, z), (0, 1, 0), 1.9, 1.3, 0)
    else:
        form.box("block", (x - 0.3, top, z + 0.06), (x + 0.24, top + 0.12, z + 0.28), 0.006)
        form.label("stain/damp", (x, 0.004, z + 0.2), (0, 1, 0), 1.5, 1.3, 0)
        form.label("stain/cement", (x, 0.005, z), (0, 1, 0), 1.2, 1.0, 0)
    return [form]


def dist_box(boxes, facing):
    """A yellow site distribution box on its stand; shut, with its sign, lock and cables."""
    stand, box = boxes["dist_box_stand"], boxes["dist_box"]
    n = np.array(facing, float)
    frame = Form(stand.id, stand.centre)
    (x0, _, z0), (x1, y1, z1) = stand.low, stand.high
    for x in (x0 + 0.02, x1 - 0.06):
        for z in (z0 + 0.02, z1 - 0.06):
            frame.box("enamel/zinc", (x, 0, z), (x + 0.04, y1, z + 0.04), 0.004)
    for y in (0.15, y1 - 0.05):
        for z in (z0 + 0.02, z1 - 0.06):
            frame.box("enamel/zinc", (x0 + 0.06, y, z), (x1 - 0.06, y + 0.04, z + 0.04), 0.003)
        for x in (x0 + 0.02, x1 - 0.06):
            frame.box("enamel/zinc", (x, y, z0 + 0.06), (x + 0.04, y + 0.04, z1 - 0.06), 0.003)
    form = Form(box.id, box.centre)
    low, high = np.array(box.low), np.array(box.high)
    form.box("enamel/yellow", low, (high[0], high[1] - 0.05, high[2]), 0.01)
    roof = 0.02
    form.box(
        "enamel/yellow",
        (low[0] - roof, high[1] - 0.05, low[2] - roof),
        high + [roof, 0, roof],
        0.01,
    )
    mid = (low + high) / 2
    axis = int(np.argmax(np.abs(n)))
    run = 2 - axis
    front = mid.copy()
    front[axis] = high[axis] if n[axis] > 0 else low[axis]
    across = np.zeros(3)
    across[run] = 1
    door = front + n * 0.004 + [0, -0.03, 0]
    size = (
        across * (high[run] - low[run] - 0.05)
        + np.array([0, high[1] - low[1] - 0.12, 0])
        + np.abs(n) * 0.012
    )
    form.block("enamel/yellow", door, size, 0.004)
    form.label("sign/distribution", door + n * 0.006 + [0, 0.06, 0], n, 0.24, 0.312, 0.001)
    form.block(
        "bare",
        door + n * 0.012 + across * (size[run] / 2 - 0.04) + [0, -0.1, 0],
        (0.02, 0.06, 0.02),
        0.004,
    )
    for k in range(3):
        s = (k - 1) * 0.09
        a = mid + across * s
        a[1] = low[1]
        way = 0.1 if k % 2 else -0.05
        form.tube(
            "sheath",
            [
                a,
                a + [0, -0.5, 0],
                a + [0, -low[1] + 0.02, 0] + n * 0.08,
                a + [0, -low[1] + 0.014, 0] + n * (0.3 + way) + across * (0.15 * (k - 1)),
            ],
            0.012,
            0.15,
            7,
        )
    form.rod(
        "green",
        front - n * 0.1 + [0, -0.32, 0],
        front - n * 0.1 + [0, -1.08, 0],
        0.006,
        6,
    )
    return [frame, form]


def extinguishers(box, facing):
    """A red stand with two extinguishers, a bucket and its plate."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    n = np.array(facing, float)
    if abs(n[0]):
        back = x0 if n[0] > 0 else x1
        form.box("red", (back - 0.0, 0, z0), (back + 0.02 * n[0], y1, z1), 0.003)
        form.box("red", (x0, 0, z0), (x1, 0.04, z1), 0.003)
        spots = [(box.centre[0] + 0.02 * n[0], z0 + 0.14), (box.centre[0] + 0.02 * n[0], z1 - 0.14)]
        form.label(
            "sign/ext_point", (back + 0.02 * n[0], y1 - 0.07, box.centre[2]), n, 0.4, 0.116, 0.001
        )
    else:
        back = z0 if n[2] > 0 else z1
        form.box("red", (x0, 0, back), (x1, y1, back + 0.02 * n[2]), 0.003)
        form.box("red", (x0, 0, z0), (x1, 0.04, z1), 0.003)
        spots = [(x0 + 0.14, box.centre[2]), (x1 - 0.14, box.centre[2])]
        form.label(
            "sign/ext_point", (box.centre[0], y1 - 0.07, back + 0.02 * n[2]), n, 0.4, 0.116, 0.001
        )
    for x, z in spots:
        fit.extinguisher(form, x, z, 0.04)
    return [form]


def tank(box):
    """A cage tank of water on its pallet, with its tap."""
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    form.box("dark", (x0, 0, z0), (x1, 0.12, z1), 0.01)
    form.box("tarp", (x0 + 0.03, 0.12, z0 + 0.03), (x1 - 0.03, y1 - 0.06, z1 - 0.03), 0.06)
    form.rod(
        "blue",
        ((x0 + x1) / 2, y1 - 0.06, (z0 + z1) / 2),
        ((x0 + x1) / 2, y1, (z0 + z1) / 2),
        0.09,
        18,
    )
    for k in range(7):
        x = x0 + 0.01 + (x1 - x0 - 0.02) * k / 6
        for z in (z0 + 0.01, z1 - 0.01):
            form.tube("enamel/zinc", [(x, 0.1, z), (x, y1 - 0.07, z)], 0.009, 0, 6)
    for k in range(6):
        z = z0 + 0.01 + (z1 - z0 - 0.02) * k / 5
        for x in (x0 + 0.01, x1 - 0.01):
            form.tube("enamel/zinc", [(x, 0.1, z), (x, y1 - 0.07, z)], 0.009, 0, 6)
    for y in (0.2, 0.42, 0.64, y1 - 0.08):
        ring = [
            (x0 + 0.01, y, z0 + 0.01),
            (x1 - 0.01, y, z0 + 0.01),
            (x1 - 0.01, y, z1 - 0.01),
            (x0 + 0.01, y, z1 - 0.01),
        ]
        for i in range(4):
            form.tube("enamel/zinc", [ring[i], ring[(i + 1) % 4]], 0.009, 0, 6)
    fit.board(form, "sign/tank", ((x0 + x1) / 2, 0.55, z0 - 0.004), (0, 0, -1), 0.46, 0.177)
    form.rod(
        "blue", ((x0 + x1) / 2 - 0.3, 0.18, z0), ((x0 + x1) / 2 - 0.3, 0.18, z0 - 0.06), 0.025, 10
    )
    form.label("stain/puddle", ((x0 + x1) / 2 - 0.3, 0.004, z0 - 0.2), (0, 1, 0), 0.9, 0.6, 0)
    return [form]


def barrel(box):
    """A blue barrel of water with a lid and a ladle."""
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    r, h = min(box.size[0], box.size[2]) / 2 - 0.01, box.high[1]
    form.lathe(
        "blue",
        (x, 0, z),
        [
            (r * 0.86, 0),
            (r * 0.92, 0.03),
            (r, 0.2),
            (r, h - 0.2),
            (r * 0.9, h - 0.06),
            (r * 0.9, h - 0.04),
            (r * 0.95, h - 0.035),
            (r * 0.95, h),
            (0, h),
        ],
        segments=24,
    )
    for y in (0.25, h - 0.25):
        form.lathe("blue", (x, y, z), [(r, -0.02), (r + 0.01, 0), (r, 0.02)], segments=24)
    form.label_round("sign/tank", (x, h * 0.52, z), r + 0.001, 1.2, 0.2, 8, -math.pi / 2)
    return [form]


def bench(box):
    """A bench of scaffold planks on blocks, worn by use."""
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    for x in (x0 + 0.12, x1 - 0.36):
        form.box("block", (x, y0, z0 + 0.05), (x + 0.24, y0 + 0.2, z1 - 0.05), 0.008)
        form.box("block", (x + 0.01, y0 + 0.2, z0 + 0.06), (x + 0.23, y1 - 0.05, z1 - 0.06), 0.008)
    half = (z0 + z1) / 2
    fit.plank(form, (x0, y1 - 0.05, z0), (x1, y1, half - 0.004))
    fit.plank(form, (x0 + 0.01, y1 - 0.05, half + 0.004), (x1 - 0.02, y1, z1))
    return [form]


def bottle(form, x, y, z, look="bottle", high=0.22):
    """A bottle of water or tea."""
    form.lathe(
        look,
        (x, y, z),
        [(0.03, 0), (0.032, 0.01), (0.032, high * 0.62), (0.014, high * 0.8), (0.014, high * 0.88)],
        segments=12,
    )
    form.lathe(
        "blue",
        (x, y + high * 0.88, z),
        [(0.016, 0), (0.016, high * 0.1), (0, high * 0.12)],
        segments=10,
    )


def hats(boxes):
    """The hard-hat rack: back, box, hats on their pegs."""
    forms = []
    for name in ("hat_back", "hat_front", "hat_side_west", "hat_side_east"):
        box = boxes[name]
        form = Form(name, box.centre)
        form.box("blueOld" if name != "hat_back" else "whiteOld", box.low, box.high, 0.006)
        forms.append(form)
    back = forms[0]
    box = boxes["hat_back"]
    z, x = box.low[2], box.centre[0]
    back.label("sign/ppe_rack", (x, 1.6, z), (0, 0, -1), 0.68, 0.163, 0.0015)
    back.label("sign/must_helmet", (x - 0.26, 1.02, z), (0, 0, -1), 0.2, 0.25, 0.0015)
    for s in (-1, 1):
        at = boxes["helmet_rack.helmet"].centre if s > 0 else boxes["spare_helmet"].centre
        back.rod("bare", (at[0], 1.37, z), (at[0], 1.385, z - 0.1), 0.008, 8)
    front = forms[1]
    fb = boxes["hat_front"]
    front.label(
        "sign/stripes_yellow", (fb.centre[0], 0.75, fb.low[2]), (0, 0, -1), 0.78, 0.0975, 0.001
    )
    prop = boxes["helmet_rack"]
    forms.append(Form(prop.id, prop.centre))
    part = prop.parts[0]
    form = Form(part.id, part.centre)
    fit.helmet(form, part.centre, part.size, "hatYellow", -1.0)
    forms.append(form)
    box = boxes["spare_helmet"]
    form = Form(box.id, box.centre)
    fit.helmet(form, box.centre, box.size, "hatRed", -1.0)
    forms.append(form)
    return forms
