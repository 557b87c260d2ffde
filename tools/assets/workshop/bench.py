"""The fitter's bench and what lies on it: testers, grinder, vice, the tool board above; the stool,
the trolley, the cabinet of tools."""

import math

import numpy as np

from kit.shape import Form

from .fittings import bolts, feet
from .tools import hammer, rag, stool, tool_board, tool_cabinet, toolbox, trolley


def bench(boxes):
    """A steel frame with drawers, a thick wooden top."""
    box = boxes["workbench"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    form.box("goods/wood", (x0, top - 0.05, z0), (x1, top, z0 + 0.9), 0.006)
    form.box("goods/wood", (x0, top - 0.05, z0 + 0.9), (x1, top, z1), 0.006)
    form.box("bare", (x0 - 0.003, top - 0.048, z0), (x0 + 0.002, top + 0.001, z1), 0.001)
    for z in (z0 + 0.06, z1 - 0.06):
        for x in (x0 + 0.06, x1 - 0.06):
            form.box(
                "enamel/blue", (x - 0.03, 0.03, z - 0.03), (x + 0.03, top - 0.05, z + 0.03), 0.004
            )
        form.box("enamel/blue", (x0 + 0.05, 0.2, z - 0.02), (x1 - 0.05, 0.25, z + 0.02), 0.004)
    feet(form, (x0 + 0.02, 0, z0 + 0.02), (x1 - 0.02, 0, z1 - 0.02))
    form.box("enamel/blue", (x0 + 0.04, 0.225, z0 + 0.08), (x1 - 0.03, 0.245, z1 - 0.08), 0.004)
    # Three drawers at the south end; toolbox, rope and a can on the shelf.
    form.box("enamel/blue", (x0 + 0.03, 0.3, z1 - 0.66), (x1 - 0.05, top - 0.05, z1 - 0.1), 0.006)
    for k in range(3):
        y = 0.32 + 0.175 * k
        form.box(
            "enamel/blue", (x0 + 0.012, y, z1 - 0.65), (x0 + 0.03, y + 0.162, z1 - 0.11), 0.005
        )
        form.box(
            "chrome", (x0 - 0.006, y + 0.09, z1 - 0.45), (x0 + 0.004, y + 0.105, z1 - 0.31), 0.003
        )
        for z in (z1 - 0.44, z1 - 0.32):
            form.rod("chrome", (x0, y + 0.097, z), (x0 + 0.014, y + 0.097, z), 0.005, 8)
    form.label("sign/toolbox", (x0 + 0.012, 0.73, z1 - 0.55), (-1, 0, 0), 0.1, 0.03, 0.001)
    toolbox(form, (4.5, 0.245, z0 + 0.5))
    form.rod("yellow", (4.45, 0.245, z0 + 0.24), (4.45, 0.45, z0 + 0.24), 0.08, 18)
    clutter(form, top)
    return form.weigh(1.2)


def clutter(form, top):
    """What a fitter leaves on the bench."""
    # A tray with a cloth under the grinder's guard, rags, a tin of screws, a file, a rule, gloves.
    form.box("dark", (4.53, top, -1.52), (4.8, top + 0.006, -1.28), 0.002)
    form.box("zinc", (4.53, top, -1.52), (4.536, top + 0.022, -1.28), 0.001)
    form.box("zinc", (4.794, top, -1.52), (4.8, top + 0.022, -1.28), 0.001)
    for z in (-1.52, -1.286):
        form.box("zinc", (4.53, top, z), (4.8, top + 0.022, z + 0.006), 0.001)
    rag(form, (4.72, top + 0.002, -0.86), 0.2, 0.16, "rag", 1)
    rag(form, (4.8, top + 0.002, -1.85), 0.16, 0.18, "ragBlue", 2)
    form.rod("zinc", (4.83, top, -1.1), (4.83, top + 0.11, -1.1), 0.045, 18, caps=True)
    form.rod("dark", (4.83, top + 0.1101, -1.1), (4.83, top + 0.1105, -1.1), 0.041, 16)
    for k, a in enumerate((0.2, 1.4, 2.9, 4.1)):
        p = (4.83 + 0.02 * math.cos(a), top + 0.11, -1.1 + 0.02 * math.sin(a))
        form.rod(
            ("wood", "red", "yellow", "bare")[k],
            (p[0], top + 0.02, p[2]),
            (p[0] + 0.03 * math.cos(a), top + 0.2 - 0.02 * k, p[2] + 0.03 * math.sin(a)),
            0.007,
            8,
        )
    form.box("bare", (4.62, top, -1.98), (4.645, top + 0.006, -1.68), 0.001)
    form.rod("wood", (4.632, top + 0.012, -1.68), (4.632, top + 0.012, -1.56), 0.013, 12)
    form.box("bare", (4.24, top, -0.62), (4.27, top + 0.0015, -0.34), 0)
    hammer(form, (4.4, top, -2.0))
    for k in range(5):
        form.rod(
            "zincYellow",
            (4.5 + 0.03 * (k % 3), top, -1.12 + 0.035 * (k // 3)),
            (4.5 + 0.03 * (k % 3), top + 0.012, -1.12 + 0.035 * (k // 3)),
            0.012,
            6,
        )
    form.rod("bare", (4.2, top + 0.008, -0.98), (4.24, top + 0.008, -1.04), 0.006, 8)
    form.label("stain/oil", (4.5, top + 0.0006, -1.55), (0, 1, 0), 0.4, 0.4, 0.001)
    form.label("stain/oil", (4.6, top + 0.0006, -0.62), (0, 1, 0), 0.5, 0.4, 0.001, 70)
    form.label("stain/chips", (4.45, top + 0.001, -0.58), (0, 1, 0), 0.4, 0.4, 0.001)


def tester(boxes, name, is_sound):
    """A low-voltage tester, lying: tip, shell, lamps, label. The old one's shell is split."""
    box = boxes[name]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    y, z = y0 + 0.02, box.centre[2]
    shell = "orangeNew" if is_sound else "redOld"
    form.box(shell, (x0 + 0.05, y0, z - 0.022), (x1 - 0.004, y0 + 0.038, z + 0.022), 0.011)
    form.box(
        "black", (x0 + 0.046, y0 + 0.002, z - 0.026), (x0 + 0.062, y0 + 0.041, z + 0.026), 0.006
    )
    form.box("black", (x1 - 0.02, y0 + 0.003, z - 0.0235), (x1, y0 + 0.036, z + 0.0235), 0.008)
    form.rod("bare", (x0 + 0.0, y, z), (x0 + 0.05, y, z), 0.003, 10, 0.0045)
    form.rod(shell, (x0 + 0.02, y, z), (x0 + 0.048, y, z), 0.007, 12)
    top = y0 + 0.038
    label = "sign/tester_new" if is_sound else "sign/tester_old"
    # Read from the room, looking east.
    form.label(label, (x1 - 0.046, top, z), (0, 1, 0), 0.042, 0.0252, 0.0006, -90)
    form.label(
        "sign/tester", (x0 + 0.125 - 0.022, y0 + 0.019, z + 0.022), (0, 0, 1), 0.07, 0.0187, 0.0006
    )
    for k in range(3):
        form.rod(
            "led" if is_sound and k == 0 else "lampOff",
            (x0 + 0.078 + 0.012 * k, top, z + 0.012),
            (x0 + 0.078 + 0.012 * k, top + 0.002, z + 0.012),
            0.0035,
            8,
        )
    if not is_sound:
        # The crack runs across the shell, between lamps and label; a corner is gone.
        form.label("sign/crack", (x0 + 0.1, top, z - 0.004), (0, 1, 0), 0.062, 0.027, 0.0008, 8)
        form.label(
            "sign/crack", (x0 + 0.1, y0 + 0.024, z + 0.0222), (0, 0, 1), 0.05, 0.022, 0.001, -75
        )
        form.box(
            "black",
            (x0 + 0.062, top - 0.006, z + 0.012),
            (x0 + 0.074, top + 0.0005, z + 0.0225),
            0.001,
        )
    return form.weigh(2.5)


def grinder(boxes):
    """A 100 mm angle grinder on its back, wheel up; its guard; the plug with its earth pin."""
    box = boxes["angle_grinder"]
    form = Form(box.id, box.centre)
    cx, _, cz = box.centre
    y0 = box.low[1]
    y = y0 + 0.042
    form.rod("teal", (cx, y, -1.32), (cx, y, -1.16), 0.034, 22, 0.031, bevel=0.008)
    form.rod("teal", (cx, y, -1.16), (cx, y, -1.085), 0.03, 20, 0.034, bevel=0.008)
    form.rod("black", (cx, y, -1.322), (cx, y, -1.312), 0.0365, 22)
    for k in range(5):
        form.box(
            "black",
            (cx - 0.0345, y - 0.02 + 0.009 * k, -1.13),
            (cx + 0.0345, y - 0.016 + 0.009 * k, -1.1),
            0,
        )
    form.box("black", (cx - 0.012, y + 0.03, -1.26), (cx + 0.012, y + 0.038, -1.21), 0.003)
    form.label("sign/grinder", (cx - 0.034, y, -1.22), (-1, 0, 0), 0.1, 0.03, 0.0016)
    # The head, with its spindle upward; a side handle props it on the bench.
    form.box("castGrey", (cx - 0.03, y0 + 0.004, -1.43), (cx + 0.03, y + 0.022, -1.322), 0.014)
    form.rod("castGrey", (cx, y + 0.01, -1.4), (cx, y + 0.032, -1.4), 0.028, 22)
    form.rod("bare", (cx, y + 0.032, -1.4), (cx, y + 0.056, -1.4), 0.007, 12)
    # A grinding disc of 6 mm with a sunk middle, its paper ring, the flange with two holes.
    wheel = [(0.016, -0.001), (0.024, 0.002), (0.05, 0.002), (0.05, 0.008), (0.024, 0.008)]
    wheel += [(0.018, 0.005), (0.008, 0.005)]
    form.lathe("wheel", (cx, y + 0.04, -1.4), wheel, segments=40, crease=15)
    form.lathe("redOld", (cx, y + 0.0482, -1.4), [(0.04, 0.0), (0.026, 0.0002)], segments=32)
    form.lathe("paper", (cx, y + 0.0482, -1.4), [(0.0465, 0.0), (0.04, 0.0002)], segments=32)
    form.lathe("bare", (cx, y + 0.045, -1.4), [(0.017, 0), (0.017, 0.004), (0.008, 0.0045)])
    for s in (-1, 1):
        at = (cx + 0.0125 * s, y + 0.0492, -1.4)
        form.lathe("dark", at, [(0.0018, 0), (0, 0.0002)], segments=8)
    form.rod("black", (cx + 0.03, y - 0.012, -1.37), (cx + 0.058, y - 0.016, -1.37), 0.014, 14)
    # Its cord, a turn over the bench, to the plug.
    form.lathe("black", (cx, y, -1.085), [(0.012, 0), (0.008, 0.03)], (0, 0, 1), 12)
    px, py, pz = boxes["grinder_plug"].centre
    y1 = y0 + 0.006
    form.tube(
        "sheath",
        [
            (cx, y - 0.006, -1.06),
            (cx, y1, -1.01),
            (cx - 0.07, y1, -0.97),
            (cx - 0.13, y1, -1.08),
            (cx - 0.1, y1, -1.27),
            (cx - 0.145, y1, -1.35),
            (cx - 0.165, y1, -1.2),
            (cx - 0.15, y1, -1.0),
            (cx - 0.06, y1, -1.075),
            (cx - 0.01, y1 + 0.01, -1.05),
            (px, py - 0.004, -1.018),
        ],
        0.0045,
        0.06,
        8,
    )
    part = boxes["angle_grinder.guard"]
    guard = Form(part.id, part.centre)
    gy = y + 0.012
    arc = np.linspace(0.0, math.pi, 15)
    for a, b in zip(arc, arc[1:]):
        # Half a drum on the user's side.
        p, q = ((cx + 0.066 * math.cos(t), -1.4 + 0.064 * math.sin(t)) for t in (a, b))
        for (m, n), s in (((p, q), 1), ((q, p), -1)):
            r = 1.0 if s > 0 else 0.975
            m = (cx + (m[0] - cx) * r, -1.4 + (m[1] + 1.4) * r)
            n = (cx + (n[0] - cx) * r, -1.4 + (n[1] + 1.4) * r)
            guard.quad(
                "castGrey",
                [
                    (m[0], gy, m[1]),
                    (n[0], gy, n[1]),
                    (n[0], gy + 0.05, n[1]),
                    (m[0], gy + 0.05, m[1]),
                ][::-1],
            )
        for yy, s in ((gy + 0.002, 1), (gy, -1)):
            quad = [
                (cx + 0.028 * math.cos(a), yy, -1.4 + 0.028 * math.sin(a)),
                (p[0], yy, p[1]),
                (q[0], yy, q[1]),
                (cx + 0.028 * math.cos(b), yy, -1.4 + 0.028 * math.sin(b)),
            ]
            n = np.cross(np.subtract(quad[1], quad[0]), np.subtract(quad[2], quad[0]))
            guard.quad("castGrey", quad if n[1] * s > 0 else quad[::-1])
    guard.lathe(
        "castGrey",
        (cx, y0 + 0.024, -1.4),
        [(0.03, 0), (0.033, 0.004), (0.033, 0.03), (0.0295, 0.03), (0.0295, 0.0)],
        segments=24,
    )
    guard.rod("bare", (cx - 0.02, y0 + 0.036, -1.435), (cx + 0.02, y0 + 0.036, -1.435), 0.004, 8)
    box = boxes["grinder_plug"]
    plug = Form(box.id, box.centre)
    plug.box(
        "black", (px - 0.022, py - 0.021, pz - 0.032), (px + 0.022, py + 0.021, pz + 0.022), 0.01
    )
    plug.box(
        "black", (px - 0.024, py - 0.024, pz + 0.02), (px + 0.024, py + 0.024, pz + 0.034), 0.006
    )
    for s in (-1, 1):
        plug.box(
            "brass",
            (px + s * 0.011 - 0.004, py + 0.006, pz + 0.033),
            (px + s * 0.011 + 0.004, py + 0.0085, pz + 0.052),
            0.0006,
        )
    plug.box(
        "dark", (px - 0.0025, py - 0.014, pz + 0.0335), (px + 0.0025, py - 0.0, pz + 0.0345), 0
    )
    part = boxes["angle_grinder.earth_pin"]
    pin = Form(part.id, part.centre)
    pin.box(
        "brass", (px - 0.0013, py - 0.011, pz + 0.03), (px + 0.0013, py - 0.003, pz + 0.056), 0.0005
    )
    return [form.weigh(2.0), guard.weigh(2.0), plug.weigh(2.0), pin]


def vise(boxes):
    """A bench vice on its swivel base, jaws toward the room."""
    box = boxes["bench_vise"]
    form = Form(box.id, box.centre)
    cx, _, cz = box.centre
    y = box.low[1]
    c = "enamel/green"
    form.rod(c, (cx + 0.03, y, cz), (cx + 0.03, y + 0.035, cz), 0.08, 22, 0.07, bevel=0.006)
    bolts(
        form,
        ((cx - 0.035, y + 0.0, cz - 0.06), (cx + 0.095, y + 0.0, cz + 0.06)),
        (0, 1, 0),
        0.012,
        "bare",
    )
    form.box(c, (cx - 0.02, y + 0.035, cz - 0.06), (cx + 0.11, y + 0.13, cz + 0.06), 0.016)
    form.box(c, (cx + 0.0, y + 0.13, cz - 0.075), (cx + 0.05, y + 0.205, cz + 0.075), 0.01)
    form.box(c, (cx - 0.125, y + 0.05, cz - 0.055), (cx - 0.035, y + 0.125, cz + 0.055), 0.014)
    form.box(c, (cx - 0.085, y + 0.12, cz - 0.075), (cx - 0.035, y + 0.205, cz + 0.075), 0.01)
    for x in (cx - 0.036, cx - 0.012):
        form.box("bare", (x, y + 0.175, cz - 0.075), (x + 0.012, y + 0.208, cz + 0.075), 0.002)
    form.box("steel", (cx - 0.03, y + 0.07, cz - 0.03), (cx + 0.0, y + 0.11, cz + 0.03), 0.003)
    form.rod("bare", (cx - 0.16, y + 0.09, cz), (cx - 0.12, y + 0.09, cz), 0.018, 14)
    form.rod("bare", (cx - 0.145, y + 0.0, cz + 0.03), (cx - 0.145, y + 0.18, cz - 0.03), 0.007, 10)
    for s, t in ((0.0, 0.03), (0.18, -0.03)):
        form.rod(
            "bare",
            (cx - 0.145, y + s - 0.006, cz + t),
            (cx - 0.145, y + s + 0.01, cz + t),
            0.012,
            12,
        )
    form.box(
        "enamel/green",
        (cx + 0.06, y + 0.13, cz - 0.035),
        (cx + 0.115, y + 0.165, cz + 0.035),
        0.006,
    )
    return [form]


def all_of(boxes):
    """Bench, tools, and what lies about."""
    forms = [bench(boxes), tester(boxes, "voltage_tester_1", False)]
    forms += [tester(boxes, "voltage_tester_2", True)] + grinder(boxes) + vise(boxes)
    board = Form("dressing_tools")
    tool_board(board)
    return forms + [board] + stool(boxes) + trolley(boxes) + tool_cabinet(boxes)
