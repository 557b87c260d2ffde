"""Cabinet 1AP, an XL-21: case, doors, and what is mounted in it."""

import numpy as np

from kit.shape import Form

from . import devices
from .doors import PLATE_Z, left_door, right_door
from .fittings import bolt, bolts, hinge, screw_terminal

PHASES = (("l1", -0.24, "phaseY"), ("l2", -0.08, "phaseG"), ("l3", 0.08, "phaseR"))
BARS = (*PHASES, ("n", 0.24, "phaseN"))


def case(boxes):
    """The back box with its plate, the sides, top and plinth of the frame."""
    box = boxes["cabinet_main"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, _) = box.low, box.high
    form.box("enamel/grey", (x0, 0.1, z0), (x1, y1, PLATE_Z - 0.012), 0.006, "-z-y")
    form.box("enamel/grey", (x0, 0, z0), (x1, 0.1, PLATE_Z), 0.004, "-z-y")
    # The plate is zinc-plated, with a rim of the case round it.
    form.box("zinc", (x0 + 0.03, 0.13, PLATE_Z - 0.012), (x1 - 0.03, 2.06, PLATE_Z), 0, "-z")
    for x in (x0 + 0.06, x1 - 0.06):
        for y in (0.18, 0.75, 1.4, 2.0):
            bolt(form, (x, y, PLATE_Z), (0, 0, 1), 0.009)
    forms = [form]
    for name in ("cabinet_side_left", "cabinet_side_right", "cabinet_top", "cabinet_plinth"):
        part = boxes[name]
        side = Form(name, part.centre)
        look = "dark" if name == "cabinet_plinth" else "enamel/grey"
        side.box(look, part.low, part.high, 0.004)
        forms.append(side)
    plinth, right, left = forms[4], forms[2], forms[1]
    # Grey rubber in the frame's front edge, and louvres in its outer side.
    for name, x, s in (("l", -0.6, -1), ("r", 0.6, 1)):
        side = left if name == "l" else right
        side.box("rubber", (x - s * 0.03, 0.12, -4.204), (x - s * 0.014, 2.08, -4.197), 0.002)
        for k in range(9):
            y = 0.3 + 0.022 * k
            form.box("dark", (x, y, -4.7), (x + s * 0.004, y + 0.006, -4.5), 0)
        for y in (0.4, 1.05, 1.75):
            hinge(side, (x - s * 0.006, y, -4.195), 0.1)
    plinth.label("sign/stripes", (0, 0.05, -4.2), (0, 0, 1), 0.3, 0.06)
    # A lamp under the top; nobody has switched it on.
    form.box("white", (-0.25, 2.02, -4.39), (0.25, 2.055, -4.35), 0.008)
    form.rod("plexi", (-0.23, 2.03, -4.34), (0.23, 2.03, -4.34), 0.012, 12)
    return forms


def main_breaker(boxes):
    """QF1: a moulded case with its terminals, links to the bars, cables from above; its handle."""
    box, part = boxes["breaker_qf1"], boxes["breaker_qf1.handle"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cx = box.centre[0]
    front = z1 - 0.02
    form.box("deviceDark", (x0, y0, z0), (x1, y1, front - 0.022), 0.006, "-z")
    form.box(
        "device",
        (x0 + 0.006, y0 + 0.035, front - 0.024),
        (x1 - 0.006, y1 - 0.035, front),
        0.008,
        "-z",
    )
    form.label("sign/qf1", (cx, box.centre[1], front), (0, 0, 1), 0.215, 0.215, 0.001)
    for y, s in ((y0 + 0.018, -1), (y1 - 0.018, 1)):
        for k in range(3):
            x = cx + 0.085 * (k - 1)
            form.box(
                "black",
                (x - 0.03, y - 0.016, front - 0.024),
                (x + 0.03, y + 0.016, front - 0.012),
                0.003,
            )
            form.rod("bare", (x, y, front - 0.014), (x, y, front - 0.006), 0.009, 6)
            form.rod("dark", (x, y, front - 0.006), (x, y, front - 0.0055), 0.004, 6)
        for k in range(4):
            x = cx - 0.1275 + 0.085 * k
            form.box(
                "deviceDark",
                (x - 0.004, y - 0.022, z0),
                (x + 0.004, y + 0.03 * (s > 0) + 0.02, front - 0.004),
                0,
            )
    # Cables from above, in phase colours at their lugs.
    for k, look in enumerate(("phaseY", "phaseG", "phaseR")):
        x = cx + 0.085 * (k - 1)
        form.box("copper", (x - 0.012, y1 - 0.005, -4.37), (x + 0.012, y1 + 0.05, -4.365), 0.001)
        form.rod("bare", (x, y1 + 0.035, -4.376), (x, y1 + 0.09, -4.376), 0.0125, 12)
        form.tube(look, [(x, y1 + 0.08, -4.376), (x, 1.94, -4.376)], 0.0142, 0.02, 12)
        form.tube("sheath", [(x, 1.935, -4.376), (x, 2.07, -4.38 + 0.01 * k)], 0.0128, 0.05, 12)
    form.tube(
        "phaseN",
        [(0.33, 2.07, -4.37), (0.33, 1.6, -4.37), (0.27, 1.5, -4.37), (0.24, 1.45, -4.37)],
        0.0115,
        0.08,
        10,
    )
    lever = Form(part.id, part.centre)
    (a0, b0, c0), (a1, b1, c1) = part.low, part.high
    lever.box("black", (a0 + 0.008, b0, c0 + 0.006), (a1 - 0.008, b0 + 0.05, c1 - 0.028), 0.005)
    lever.box("black", (a0 + 0.004, b0 + 0.03, c0 + 0.012), (a1 - 0.004, b1, c1 - 0.006), 0.01)
    lever.box("red", (a0 + 0.01, b1 - 0.03, c1 - 0.008), (a1 - 0.01, b1 - 0.012, c1 - 0.005), 0.001)
    return [form, lever]


def busbars(boxes):
    """Four copper bars on insulators, bare; a little shutter before each one's testing place."""
    box = boxes["busbars"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    qx = boxes["breaker_qf1"].centre[0]
    for k, (_, x, look) in enumerate(BARS):
        z = z1 - 0.018
        form.box("copper", (x - 0.02, 1.04, z - 0.006), (x + 0.02, y1 + 0.015, z), 0.0015)
        # A sleeve of its colour at both ends; between them it is bare.
        form.box(
            look, (x - 0.0208, y1 - 0.035, z - 0.0068), (x + 0.0208, y1 - 0.002, z + 0.0008), 0.001
        )
        form.box(look, (x - 0.0208, 1.075, z - 0.0068), (x + 0.0208, 1.105, z + 0.0008), 0.001)
        if k < 3:
            # The link from the breaker: out, across, down.
            top = qx + 0.085 * (k - 1)
            step = 1.497 - 0.036 * k
            form.box("copper", (top - 0.014, step, z - 0.006), (top + 0.014, 1.545, z), 0.001)
            a, b = min(top, x) - 0.014, max(top, x) + 0.014
            form.box(
                "copper",
                (a, step - 0.018, z - 0.0005 + 0.006),
                (b, step + 0.008, z + 0.0005 + 0.01),
                0.001,
            )
            # Sleeved between its bolts, and clear of the next: three phases are never one bar.
            form.box(
                look,
                (a + 0.03, step - 0.0195, z + 0.0045),
                (b - 0.03, step + 0.0095, z + 0.012),
                0.001,
            )
            bolts(
                form,
                ((top, step - 0.005, z + 0.0105), (x, step - 0.005, z + 0.0105)),
                (0, 0, 1),
                0.008,
            )
        for y in (y0 + 0.025, y1 - 0.06):
            form.lathe(
                "insulator",
                (x, y, PLATE_Z),
                [
                    (0.018, 0),
                    (0.018, 0.006),
                    (0.013, 0.01),
                    (0.018, 0.018),
                    (0.013, 0.024),
                    (0.016, z - 0.006 - PLATE_Z),
                ],
                (0, 0, 1),
                12,
            )
            bolt(form, (x, y, z), (0, 0, 1), 0.009)
        form.label(f"sign/{BARS[k][0]}", (x, y0 + 0.06, z), (0, 0, 1), 0.032, 0.032, 0.001)
        # Two wires go down from each bar, into the duct.
        for j in (-1, 1):
            form.rod(
                "copper",
                (x + 0.009 * j, 1.05, z + 0.002),
                (x + 0.009 * j, 1.075, z + 0.004),
                0.006,
                8,
            )
            form.tube(
                look,
                [
                    (x + 0.009 * j, 1.055, z + 0.004),
                    (x + 0.009 * j, 1.02, z + 0.002),
                    # Back, and into the duct from above: its lid bears the names.
                    (x + 0.013 * j, 0.995, PLATE_Z + 0.024),
                    (x + 0.014 * j, 0.97, PLATE_Z + 0.022),
                ],
                0.0055,
                0.03,
                8,
            )
    forms = [form]
    for name, _, look in BARS:
        part = boxes[f"busbars.{name}"]
        shutter = Form(part.id, part.centre)
        (a0, b0, c0), (a1, b1, c1) = part.low, part.high
        shutter.box(
            "plexi", (a0 + 0.006, b0 + 0.01, c0 + 0.006), (a1 - 0.006, b1 - 0.01, c0 + 0.011), 0.002
        )
        shutter.box(
            look, (a0 + 0.006, b1 - 0.026, c0 + 0.004), (a1 - 0.006, b1 - 0.004, c0 + 0.016), 0.003
        )
        shutter.label(
            f"sign/{name}", (part.centre[0], b0 + 0.042, c0 + 0.011), (0, 0, 1), 0.04, 0.04, 0.001
        )
        forms.append(shutter)
    return forms


def duct(form, low, high):
    """Slotted wiring duct, grey, with its lid on."""
    low, high = np.array(low, float), np.array(high, float)
    form.box("light", low, high, 0.002, "-z")
    wide = high[0] - low[0] > high[1] - low[1]
    long = (high - low)[0 if wide else 1]
    for k in range(int(long / 0.02)):
        at = (0.01 + 0.02 * k) + low[0 if wide else 1]
        z0, z1 = low[2] + 0.01, high[2] - 0.016
        if wide:
            for y in (low[1] - 0.0004, high[1] + 0.0004):
                form.quad(
                    "dark", [(at, y, z1), (at + 0.006, y, z1), (at + 0.006, y, z0), (at, y, z0)]
                )


def branch_breakers(boxes):
    """Six three-pole breakers on a rail, their toggles, names and wires."""
    box = boxes["breakers_branch"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("zinc", (x0, 0.785, PLATE_Z), (x1, 0.82, PLATE_Z + 0.008), 0.001)
    wide = (x1 - x0 - 0.02) / 18
    for k in range(18):
        a = x0 + 0.01 + wide * k
        gap = 0.0006
        form.box(
            "device",
            (a + gap, y0 + 0.012, PLATE_Z + 0.008),
            (a + wide - gap, y1 - 0.012, z1 - 0.03),
            0.0012,
            "-z",
        )
        form.label(
            "sign/mcb",
            (a + wide / 2, (y0 + y1) / 2, z1 - 0.03),
            (0, 0, 1),
            wide - 0.003,
            0.172,
            0.0008,
        )
        off = k // 3 == 5
        tip = 0.006 if not off else -0.02
        form.box(
            "black",
            (a + 0.008, 0.796 + tip, z1 - 0.03),
            (a + wide - 0.008, 0.812 + tip, z1 - 0.014),
            0.002,
            "-z",
        )
        look = ("phaseY", "phaseG", "phaseR")[k % 3]
        x = a + wide / 2
        form.tube(look, [(x, y1 - 0.014, z1 - 0.046), (x, 0.93, z1 - 0.046)], 0.0034, 0.01, 6)
        if not off:
            form.tube(
                "sheath" if k % 3 else "phaseG",
                [(x, y0 + 0.014, z1 - 0.046), (x, 0.655, z1 - 0.046)],
                0.003,
                0.01,
                6,
            )
    form.box(
        "black", (x0 + 0.01, 0.8, z1 - 0.0165), (x0 + 0.01 + 15 * wide, 0.812, z1 - 0.0145), 0.001
    )
    form.label(
        "sign/branch",
        ((x0 + x1) / 2, 0.955, PLATE_Z + 0.046),
        (0, 0, 1),
        x1 - x0,
        0.052,
        0.001,
    )
    # Ducts above and below, and up both sides.
    duct(form, (-0.56, 0.925, PLATE_Z), (0.5, 0.985, PLATE_Z + 0.046))
    duct(form, (-0.56, 0.595, PLATE_Z), (0.5, 0.655, PLATE_Z + 0.046))
    duct(form, (0.5, 0.36, PLATE_Z), (0.556, 1.95, PLATE_Z + 0.046))
    terminals(form)
    devices.contactors(form)
    devices.arrester(form)
    return form


def terminals(form):
    """The row of terminals under the breakers, its numbers, and the cables that leave below."""
    form.box("zinc", (-0.5, 0.43, PLATE_Z), (0.4, 0.465, PLATE_Z + 0.008), 0.001)
    form.box("light", (-0.42, 0.415, PLATE_Z + 0.008), (0.3, 0.48, PLATE_Z + 0.045), 0.003, "-z")
    for k in range(24):
        x = -0.405 + 0.03 * k
        for y in (0.426, 0.469):
            screw_terminal(form, (x, y, PLATE_Z + 0.045), (0, 0, 1))
        if k % 4 == 3:
            form.box(
                "yellow" if k == 11 else "black",
                (x + 0.012, 0.415, PLATE_Z + 0.045),
                (x + 0.018, 0.48, PLATE_Z + 0.048),
                0,
            )
        form.tube(
            ("phaseY", "phaseG", "phaseR", "phaseN")[k % 4],
            [(x, 0.48, PLATE_Z + 0.03), (x, 0.6, PLATE_Z + 0.03)],
            0.0028,
            0.01,
            6,
        )
    form.label("sign/terminals", (-0.06, 0.4475, PLATE_Z + 0.0455), (0, 0, 1), 0.7, 0.026, 0.0006)
    for k in range(5):
        x = -0.36 + 0.15 * k
        form.tube(
            "sheath", [(x, 0.39, PLATE_Z + 0.028), (x, 0.13, PLATE_Z + 0.03)], 0.0105, 0.02, 10
        )
        form.lathe(
            "black",
            (x, 0.1, PLATE_Z + 0.03),
            [(0.026, 0), (0.024, 0.03), (0.016, 0.045), (0.012, 0.05)],
            segments=12,
        )
        for j in range(4):
            form.tube(
                ("phaseY", "phaseG", "phaseR", "phaseN")[j],
                [
                    (x - 0.03 + 0.02 * j, 0.416, PLATE_Z + 0.03),
                    (x - 0.018 + 0.012 * j, 0.4, PLATE_Z + 0.03),
                    (x, 0.375, PLATE_Z + 0.03),
                ],
                0.0028,
                0.02,
                6,
            )


def rcd(boxes):
    """The residual-current device and, across its terminals, the wire somebody has put there."""
    box, part = boxes["rcd"], boxes["rcd.jumper"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cx = box.centre[0]
    form.box("zinc", (x0 - 0.03, 0.785, PLATE_Z), (x1 + 0.02, 0.82, PLATE_Z + 0.008), 0.001)
    front = z1 - 0.022
    form.box(
        "device",
        (cx - 0.085, y0 + 0.006, PLATE_Z + 0.008),
        (cx + 0.085, y1 - 0.006, front),
        0.004,
        "-z",
    )
    form.label("sign/rcd", (cx, (y0 + y1) / 2, front), (0, 0, 1), 0.165, 0.186, 0.0008)
    form.box("black", (cx + 0.018, 0.812, front), (cx + 0.058, 0.838, front + 0.014), 0.003, "-z")
    form.box("yellow", (cx - 0.062, 0.766, front), (cx - 0.022, 0.788, front + 0.005), 0.002, "-z")
    for k, look in enumerate(("phaseY", "phaseG", "phaseR", "phaseN")):
        x = cx - 0.0575 + 0.0383 * k
        for a, b in ((y1 - 0.01, 0.93), (y0 + 0.01, 0.65)):
            form.tube(look, [(x, a, PLATE_Z + 0.032), (x, b, PLATE_Z + 0.032)], 0.004, 0.01, 7)
    jumper = Form(part.id, part.centre)
    # From the first terminal above to the last below: stiff black wire, stripped by hand.
    a, b = (cx - 0.0575, y1 - 0.02), (cx + 0.0575, y0 + 0.024)
    z = part.centre[2]
    jumper.tube(
        "black",
        [
            (a[0], a[1] - 0.006, z - 0.002),
            (a[0] + 0.004, a[1] - 0.04, z + 0.004),
            (cx - 0.01, 0.81, z + 0.006),
            (b[0] - 0.014, b[1] + 0.05, z + 0.005),
            (b[0], b[1] + 0.012, z - 0.002),
        ],
        0.0032,
        0.04,
        8,
    )
    for x, y in (a, b):
        s = 1 if y > 0.8 else -1
        jumper.tube(
            "copper",
            [(x, y - 0.008 * s, z - 0.002), (x, y + 0.006 * s, z - 0.01)],
            0.0018,
            0.004,
            6,
        )
    return [form, jumper]


def earth(boxes):
    """The earth bar with its wires, and the wire that bonds the left door."""
    box = boxes["pe_bar"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("copper", (x0, y0 + 0.01, z1 - 0.022), (x1, y1 - 0.01, z1 - 0.016), 0.0015)
    for x in (x0 + 0.05, x1 - 0.05):
        form.lathe(
            "insulator",
            (x, 0.325, PLATE_Z),
            [(0.014, 0), (0.01, 0.012), (0.014, 0.038)],
            (0, 0, 1),
            12,
        )
    for k in range(13):
        x = x0 + 0.03 + 0.045 * k
        bolt(form, (x, 0.325, z1 - 0.016), (0, 0, 1), 0.007, "brass")
        if k in (1, 2, 4, 5, 7, 8, 10):
            look = "phaseG" if k % 2 else "yellow"
            form.tube(
                look,
                [
                    (x, 0.325, z1 - 0.012),
                    (x, 0.29, z1 - 0.01),
                    (x + 0.01, 0.2, z1 - 0.02),
                    (x + 0.01, 0.13, z1 - 0.02),
                ],
                0.004,
                0.03,
                7,
            )
    form.label("sign/pe", (x1 + 0.03, 0.325, PLATE_Z), (0, 0, 1), 0.04, 0.04, 0.001)
    box = boxes["bonding_wire"]
    wire = Form(box.id, box.centre)
    path = [
        (-0.55, 1.52, -4.385),
        (-0.535, 1.5, -4.34),
        (-0.52, 1.56, -4.27),
        (-0.545, 1.66, -4.22),
        (-0.575, 1.63, -4.14),
    ]
    points = banded(path, 30)
    for k in range(0, len(points) - 1, 2):
        look = "phaseG" if k % 4 == 0 else "yellow"
        wire.tube(look, points[k : k + 3], 0.0058, 0, 8)
    for at in (path[0], path[-1]):
        wire.rod("copper", (at[0], at[1], at[2] - 0.004), (at[0], at[1], at[2] + 0.004), 0.009, 10)
    bolt(wire, (-0.55, 1.52, -4.381), (0, 0, 1), 0.008, "brass")
    wire.label("sign/pe", (-0.55, 1.58, PLATE_Z), (0, 0, 1), 0.035, 0.035, 0.0012)
    return [form, wire]


def banded(path, count):
    """A smooth run through the path's points, in equal steps."""
    path = np.asarray(path, float)
    t = np.linspace(0, 1, len(path))
    fine = np.linspace(0, 1, count + 1)
    made = np.stack([np.interp(fine, t, path[:, k]) for k in range(3)], axis=1)
    for _ in range(6):
        made[1:-1] = (made[:-2] + 2 * made[1:-1] + made[2:]) / 4
    return list(made)


def barrier(boxes):
    """The clear plate that belongs before the bars; it leans on the wall."""
    part = boxes["inner_barrier.plate"]
    form = Form(part.id, part.centre)
    (x0, y0, z0), (x1, y1, z1) = part.low, part.high
    zm = part.centre[2]
    bar = 0.035
    for a, b in (
        ((x0, y0), (x1, y0 + bar)),
        ((x0, y1 - bar), (x1, y1)),
        ((x0, y0 + bar), (x0 + bar, y1 - bar)),
        ((x1 - bar, y0 + bar), (x1, y1 - bar)),
    ):
        form.box("enamel/grey", (*a, zm - 0.008), (*b, zm + 0.008), 0.003)
    form.box("orange", (x0 + bar, y0 + bar, zm - 0.002), (x1 - bar, y1 - bar, zm + 0.002), 0)
    for x in (x0 + 0.018, x1 - 0.018):
        for y in (y0 + 0.06, y1 - 0.06):
            form.rod("black", (x, y, zm + 0.008), (x, y, zm + 0.015), 0.012, 14)
    for x in (-0.12, 0.12):
        form.tube(
            "black",
            [
                (part.centre[0] + x, 0.72, zm),
                (part.centre[0] + x, 0.72, z1),
                (part.centre[0] + x, 0.62, z1),
                (part.centre[0] + x, 0.62, zm),
            ],
            0.006,
            0.012,
            8,
        )
    form.label("sign/barrier", (part.centre[0], 0.36, zm + 0.002), (0, 0, 1), 0.46, 0.26, 0.001)
    return [Form("inner_barrier", boxes["inner_barrier"].centre), form]


def all_of(boxes):
    """Everything of 1AP."""
    forms = case(boxes) + [left_door(boxes), right_door(boxes)]
    forms += main_breaker(boxes) + busbars(boxes) + [branch_breakers(boxes)]
    forms += rcd(boxes) + earth(boxes)
    for form in forms:
        form.weigh(2.2 if form.name not in ("cabinet_main",) else 1.5)
    return forms + barrier(boxes)
