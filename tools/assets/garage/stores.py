"""What stands along the walls: bench, cabinet, compressor, shelves, drums, bins, pallet; the
service truck and the extraction hose for its exhaust."""

import math

import numpy as np

from kit import layout
from kit.reuse import fit
from kit.shape import Form
from workshop import bench, safety, tools
from workshop import stores as workshop
from workshop.fittings import bolts

from . import body
from .tyres import tyre_lying


def lent(boxes):
    """Bench, vice, cabinet, trolley, bins, clock, signs: the workshop's, turned to our walls."""
    theirs = layout.read("shock-distribution-cabinet")
    made = {}
    for form in [bench.bench(theirs), *bench.vise(theirs), *tools.trolley(theirs)]:
        made[form.name] = form
    for lend in (tools.tool_cabinet, workshop.sorting_bins, safety.clock, safety.exit_sign):
        made |= {form.name: form for form in lend(theirs)}
    made |= {form.name: form for form in safety.first_aid(theirs)}
    # Which way each must be turned: quarters about y.
    turns = {
        "workbench": 2,
        "bench_vise": 2,
        "tool_cabinet": 0,
        "tool_trolley": 1,
        "sorting_bins": 3,
        "first_aid_box": 3,
        "wall_clock": 2,
        "exit_sign": 0,
    }
    return [fit(made[name], theirs[name], boxes[name], turn) for name, turn in turns.items()]


def compressor(boxes):
    """A piston compressor on its tank, belt guard, gauge, a hose into the line."""
    box = boxes["compressor"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    x = box.centre[0]
    r = 0.27
    ends = [(0, 0), (r * 0.6, 0.03), (r * 0.9, 0.09), (r, 0.16)]
    profile = ends + [(a, 1.5 - b) for a, b in ends[::-1]]
    form.lathe("liftBlue", (x, 0.42, z0), profile, (0, 0, 1), 30)
    for z in (z0 + 0.25, z1 - 0.25):
        for s in (-1, 1):
            form.box(
                "liftBlue",
                (x + s * 0.2 - 0.03, 0, z - 0.04),
                (x + s * 0.2 + 0.03, 0.25, z + 0.04),
                0.006,
            )
    form.box("liftBlue", (x - 0.2, 0.66, z0 + 0.2), (x + 0.2, 0.7, z1 - 0.15), 0.006)
    form.box("cast", (x - 0.12, 0.7, z0 + 0.3), (x + 0.14, 0.9, z0 + 0.6), 0.02)
    for s in (-1, 1):
        for k in range(7):
            y = 0.9 + 0.045 * k
            form.rod(
                "cast", (x + 0.1 * s, y, z0 + 0.45), (x + 0.1 * s, y + 0.02, z0 + 0.45), 0.1, 18
            )
        form.rod("cast", (x + 0.1 * s, 0.88, z0 + 0.45), (x + 0.1 * s, 1.24, z0 + 0.45), 0.07, 16)
    form.rod("teal", (x, 0.86, z1 - 0.6), (x, 0.86, z1 - 0.25), 0.13, 24)
    for k in range(10):
        t = 2 * math.pi * k / 10
        at = np.array([x + 0.13 * math.cos(t), 0.86 + 0.13 * math.sin(t), z1 - 0.42])
        form.block("teal", at, (0.012, 0.012, 0.26), 0)
    # The guard over the belt: a ring of sheet on both wheels.
    form.box("liftYellow", (x0, 0.7, z0 + 0.2), (x0 + 0.09, 1.2, z1 - 0.3), 0.03)
    form.label("sign/grille", (x0, 0.95, z0 + 0.45), (-1, 0, 0), 0.36, 0.36, 0.002)
    form.label("sign/warn_machine", (x0, 0.92, z1 - 0.5), (-1, 0, 0), 0.2, 0.25, 0.002)
    form.label("sign/compressor", (x - r + 0.004, 0.45, z0 + 0.75), (-1, 0, 0), 0.4, 0.138, 0.004)
    form.tube(
        "copper",
        [(x, 1.2, z0 + 0.5), (x + 0.2, 1.1, z0 + 0.7), (x + 0.1, 0.72, z0 + 0.8)],
        0.012,
        0.1,
        8,
    )
    form.rod("chrome", (x - 0.1, 0.72, z0 + 0.95), (x - 0.13, 0.75, z0 + 0.95), 0.035, 18)
    form.tube(
        "hose",
        [(x + 0.1, 0.7, z1 - 0.1), (x + 0.25, 0.9, z1 - 0.05), (7.97, 1.4, z1 - 0.05)],
        0.012,
        0.15,
        8,
    )
    form.label("stain/oil", (x, 0.004, z0 + 0.5), (0, 1, 0), 0.9, 0.9, 0.0)
    return [form.weigh(0.9)]


def shelf(boxes):
    """Racking with filters, brake linings, lamps, belts, cartons; boxes on top."""
    box = boxes["parts_shelf"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for x in (x0 + 0.02, x1 - 0.02):
        for z in (z0 + 0.02, (z0 + z1) / 2, z1 - 0.02):
            form.box("enamel/blue", (x - 0.02, 0, z - 0.02), (x + 0.02, top, z + 0.02), 0.003)
    rng = np.random.default_rng(11)
    for y in (0.12, 0.62, 1.12, 1.6, top - 0.03):
        form.box("enamel/grey", (x0, y, z0), (x1, y + 0.025, z1), 0.003)
        form.box("orange", (x0 - 0.004, y - 0.03, z0), (x0 + 0.01, y + 0.025, z1), 0.002)
        if y > 1.8:
            break
        for k in range(2):
            z = (z0 + z1) / 2 + (k - 0.5) * 1.2
            form.label("sign/shelf", (x0 - 0.004, y, z), (-1, 0, 0), 0.2, 0.04, 0.001)
        z = z0 + 0.08
        while z < z1 - 0.3:
            wide = rng.uniform(0.16, 0.34)
            kind = int(rng.integers(0, 4))
            a, b = z, min(z + wide, z1 - 0.06)
            high = rng.uniform(0.18, 0.34)
            if kind == 0 and b - a > 0.2:
                workshop.carton(
                    form,
                    (x0 + 0.03, y + 0.025, a),
                    (x1 - 0.05, y + 0.025 + high, b),
                    ((-1, 0, 0),),
                    ("sign/carton_a", "sign/carton_b")[int(rng.integers(0, 2))],
                    False,
                )
            elif kind == 1:
                for dx in (0.1, 0.25):
                    form.rod(
                        ("white", "orange", "liftBlue")[int(rng.integers(0, 3))],
                        (x0 + dx, y + 0.025, a + 0.07),
                        (x0 + dx, y + 0.25, a + 0.07),
                        0.055,
                        16,
                    )
                b = a + 0.15
            elif kind == 2:
                form.box("blue", (x0 + 0.02, y + 0.025, a), (x1 - 0.06, y + 0.19, b), 0.012)
                form.box(
                    "dark", (x0 + 0.035, y + 0.18, a + 0.015), (x1 - 0.08, y + 0.192, b - 0.015), 0
                )
                for _ in range(5):
                    p = (
                        rng.uniform(x0 + 0.08, x1 - 0.12),
                        y + 0.19,
                        rng.uniform(a + 0.04, b - 0.04),
                    )
                    form.rod("bare", p, np.add(p, (0.03, 0.01, 0.02)), 0.016, 8)
            else:
                form.rod(
                    "brake",
                    (x0 + 0.2, y + 0.025, a + 0.16),
                    (x0 + 0.2, y + 0.12, a + 0.16),
                    0.15,
                    24,
                )
                form.rod(
                    "black",
                    (x0 + 0.2, y + 0.1205, a + 0.16),
                    (x0 + 0.2, y + 0.121, a + 0.16),
                    0.08,
                    18,
                )
                b = a + 0.33
            z = b + rng.uniform(0.02, 0.07)
    goods = Form("spare_parts", boxes["spare_parts"].centre)
    (x0, y0, z0), (x1, y1, z1) = boxes["spare_parts"].low, boxes["spare_parts"].high
    for a, b, c in ((z0, z0 + 0.55, "a"), (z0 + 0.6, z0 + 1.1, "b"), (z0 + 1.16, z1, "a")):
        high = y1 - (0.06 if c == "b" else 0)
        workshop.carton(
            goods, (x0 + 0.02, y0, a), (x1 - 0.02, high, b), ((-1, 0, 0),), f"sign/carton_{c}"
        )
    return [form.weigh(0.8), goods.weigh(0.8)]


def drums(boxes):
    """Two drums of oil, one with a pump; the tank for what is drained."""
    theirs = layout.read("shock-distribution-cabinet")
    box = boxes["oil_drums"]
    whole = Form(box.id, box.centre)
    for k in (-1, 1):
        half = layout.Box(
            box.id, box.kind, (box.centre[0], 0.44, box.centre[2] + 0.3 * k), (0.58, 0.88, 0.58)
        )
        whole.absorb(fit(workshop.drum(theirs)[0], theirs["coolant_drum"], half, 0))
    box = boxes["waste_oil_tank"]
    tank = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    x, _, z = box.centre
    tank.box("enamel/green", (x0 + 0.03, 0.14, z0 + 0.03), (x1 - 0.03, 0.86, z1 - 0.03), 0.03)
    for a in (x0 + 0.1, x1 - 0.1):
        for b in (z0 + 0.1, z1 - 0.1):
            tank.rod("rubber", (a - 0.02, 0.06, b), (a + 0.02, 0.06, b), 0.06, 14)
    tank.rod("bare", (x, 0.86, z), (x, 1.08, z), 0.03, 14)
    tank.lathe(
        "enamel/green",
        (x, 1.06, z),
        [(0.03, 0), (0.26, 0.11), (0.27, 0.14), (0.255, 0.14), (0.03, 0.02)],
        segments=26,
    )
    tank.label("sign/waste_oil", (x, 0.54, z1 - 0.03), (0, 0, 1), 0.46, 0.354, 0.002)
    tank.label("stain/drip", (x, 0.004, z), (0, 1, 0), 1.0, 1.0, 0.0)
    return [whole.weigh(0.8), tank.weigh(0.8)]


def pallet(boxes):
    """Brake drums and discs on a pallet."""
    box = boxes["parts_pallet"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for k in range(3):
        x = x0 + 0.06 + (x1 - x0 - 0.12) * k / 2
        form.box("goods/wood", (x - 0.05, 0, z0), (x + 0.05, 0.1, z1), 0.004)
    for k in range(8):
        z = z0 + 0.065 + (z1 - z0 - 0.13) * k / 7
        form.box("goods/wood", (x0, 0.1, z - 0.06), (x1, 0.125, z + 0.06), 0.003)
    for i, (x, z, n) in enumerate(
        (
            (x0 + 0.26, z0 + 0.3, 3),
            (x1 - 0.26, z0 + 0.32, 2),
            (x0 + 0.27, z1 - 0.3, 2),
            (x1 - 0.25, z1 - 0.28, 3),
        )
    ):
        for k in range(n):
            y = 0.125 + 0.24 * k
            dx = 0.012 * math.sin(3 * i + k)
            if i % 2 == 0:
                drum = [
                    (0.1, 0.0),
                    (0.19, 0.0),
                    (0.215, 0.02),
                    (0.215, 0.2),
                    (0.225, 0.21),
                    (0.225, 0.235),
                    (0.19, 0.235),
                    (0.19, 0.03),
                ]
                form.lathe("brake", (x + dx, y, z), drum, segments=30)
            else:
                for j in range(4):
                    form.rod(
                        "cast",
                        (x + dx, y + 0.06 * j, z),
                        (x + dx, y + 0.06 * j + 0.05, z),
                        0.21,
                        28,
                    )
                form.rod("black", (x + dx, y + 0.231, z), (x + dx, y + 0.232, z), 0.11, 20)
    return [form.weigh(0.7)]


def small(boxes):
    """The creeper, the covers of the pit, the rules on their board."""
    found = []
    box = boxes["creeper"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    form.box("liftBlue", (x0 + 0.02, 0.06, z0), (x0 + 0.06, 0.09, z1), 0.004)
    form.box("liftBlue", (x1 - 0.06, 0.06, z0), (x1 - 0.02, 0.09, z1), 0.004)
    for a, b in ((z0 + 0.28, z0 + 0.66), (z0 + 0.68, z1)):
        form.box("black", (x0, 0.09, a), (x1, top - 0.005, b), 0.012)
    form.box("redOld", (x0 + 0.04, 0.1, z0 + 0.02), (x1 - 0.04, top + 0.02, z0 + 0.24), 0.03)
    for x in (x0 + 0.04, x1 - 0.04):
        for z in (z0 + 0.06, (z0 + z1) / 2, z1 - 0.06):
            form.rod("rubber", (x - 0.012, 0.03, z), (x + 0.012, 0.03, z), 0.03, 12)
    found.append(form.weigh(1.0))
    box = boxes["pit_covers"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for k in range(6):
        y = 0.012 + 0.056 * k
        dx = 0.02 * math.sin(2.3 * k)
        form.box(
            "zinc", (x0 + 0.03 + dx, y, z0 + 0.01), (x1 - 0.03 + dx, y + 0.045, z1 - 0.01), 0.004
        )
    y = 0.012 + 0.056 * 5 + 0.0455
    form.label(
        "sign/grating", (box.centre[0] - 0.25, y, box.centre[2]), (0, 1, 0), 0.5, 0.56, 0.0008
    )
    form.label(
        "sign/grating", (box.centre[0] + 0.25, y, box.centre[2]), (0, 1, 0), 0.5, 0.56, 0.0008
    )
    found.append(form.weigh(0.8))
    box = boxes["rules_board"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("white", (x0 + 0.01, y0 + 0.01, z0 + 0.03), (x1 - 0.01, y1 - 0.01, z1), 0, "+z")
    form.label("sign/rules", (*box.centre[:2], z0 + 0.03), (0, 0, -1), 1.15, 0.766, 0.001)
    for a, b in (
        ((x0, y0), (x1, y0 + 0.028)),
        ((x0, y1 - 0.028), (x1, y1)),
        ((x0, y0 + 0.028), (x0 + 0.028, y1 - 0.028)),
        ((x1 - 0.028, y0 + 0.028), (x1, y1 - 0.028)),
    ):
        form.box("aluminium", (*a, z0 + 0.01), (*b, z1), 0.005)
    found.append(form.weigh(1.3))
    return found


def extraction(boxes):
    """A reel on the wall and its hose, hung up; the truck runs without it."""
    box = boxes["exhaust_reel"]
    form = Form(box.id, box.centre)
    x, y, z = box.centre
    form.box("enamel/grey", (7.9, y - 0.32, z - 0.1), (8.0, y + 0.32, z + 0.1), 0.006)
    form.rod("liftYellow", (7.62, y, z), (7.64, y, z), 0.3, 30)
    form.rod("liftYellow", (7.9, y, z), (7.92, y, z), 0.3, 30)
    for k in range(4):
        form.rod("duct", (7.655 + 0.062 * k, y, z), (7.705 + 0.062 * k, y, z), 0.24, 28, bevel=0.02)
    form.tube("zinc", [(7.93, y + 0.1, z), (7.93, 5.3, z), (7.93, 5.7, z)], 0.07, 0.1, 14)
    hose = Form("exhaust_hose", boxes["exhaust_hose"].centre)
    (x0, y0, z0), (x1, y1, z1) = boxes["exhaust_hose"].low, boxes["exhaust_hose"].high
    cx, cz = (x0 + x1) / 2, (z0 + z1) / 2
    for k in range(34):
        a = y0 + 0.3 + (y1 - y0 - 0.3) * k / 34
        rib = [(0.06, 0), (0.068, 0.015), (0.068, 0.028), (0.06, (y1 - y0 - 0.3) / 34)]
        hose.lathe("duct", (cx, a, cz), rib, segments=14)
    hose.lathe(
        "rubber", (cx, y0, cz), [(0.085, 0), (0.088, 0.02), (0.07, 0.2), (0.064, 0.32)], segments=20
    )
    hose.lathe("black", (cx, y0 + 0.19, cz), [(0.068, -0.1), (0, -0.1)], segments=18)
    return [form.weigh(0.8), hose.weigh(0.8)]


def truck(boxes):
    """A light truck with a box of tools, its nose to the shutters; its exhaust."""
    box = boxes["service_truck"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    x = box.centre[0]
    y = "truckYellow"
    form.box("frameBlack", (x - 0.4, 0.42, z0 + 0.3), (x + 0.4, 0.58, z1 - 0.05), 0.01)
    # The cab: an outline from the side, drawn across.
    cab = [
        (z0 + 0.02, 0.45),
        (z0 + 1.5, 0.45),
        (z0 + 1.5, 2.1),
        (z0 + 0.5, 2.1),
        (z0 + 0.32, 2.0),
        (z0 + 0.05, 1.25),
    ]
    form.prism(y, cab, x0 + 0.06, x1 - 0.06)
    for s, e in ((-1, x0 + 0.06), (1, x1 - 0.06)):
        pts = [
            (z0 + 0.24, 1.3),
            (z0 + 1.3, 1.3),
            (z0 + 1.3, 1.95),
            (z0 + 0.52, 1.95),
            (z0 + 0.46, 1.9),
        ]
        quad = [(e + s * 0.003, b, a) for a, b in pts]
        form.quad("busGlass", quad if s < 0 else quad[::-1])
        door = [(z0 + 0.2, 0.6), (z0 + 1.34, 0.6)]
        for a, b in door:
            form.box("dark", (e - 0.001, b, a), (e + 0.001 + s * 0.002, 1.98, a + 0.008), 0)
        form.box(
            "black",
            (min(e, e + s * 0.02), 1.12, z0 + 1.1),
            (max(e, e + s * 0.02), 1.15, z0 + 1.25),
            0.005,
        )
        form.label("sign/truck_door", (e, 0.92, z0 + 0.8), (s, 0, 0), 0.42, 0.42, 0.003)
        form.tube("black", [(e, 1.6, z0 + 0.3), (e + s * 0.16, 1.6, z0 + 0.2)], 0.012, 0, 7)
        form.box(
            "black",
            (e + s * 0.16 - 0.06, 1.4, z0 + 0.17),
            (e + s * 0.16 + 0.06, 1.75, z0 + 0.22),
            0.015,
        )
    n = np.array([0, 0.32, -0.95])
    form.label("busGlass", (x, 1.64, z0 + 0.18), n, 1.7, 0.66, 0.012)
    for s in (-1, 1):
        body.lamp_unit(
            form,
            (x + s * 0.68, 0.78, z0 + 0.03),
            (0, 0, -1),
            0.36,
            0.2,
            ((0.04, 0.08, "lens"), (-0.1, 0.05, "amber")),
        )
        for k, look in enumerate(("tailRed", "amber", "lens")):
            form.box(
                look,
                (x + s * 0.7 - 0.06, 0.62 + 0.09 * k, z1 - 0.02),
                (x + s * 0.7 + 0.06, 0.7 + 0.09 * k, z1),
                0.01,
            )
    form.box("black", (x0 + 0.05, 0.4, z0), (x1 - 0.05, 0.62, z0 + 0.08), 0.03)
    # The box body with shutters of aluminium on its sides.
    form.box("truckYellow", (x0, 0.62, z0 + 1.56), (x1, top, z1 - 0.02), 0.02)
    for s, e in ((-1, x0), (1, x1)):
        form.label("sign/truck_side", (e, top - 0.26, z0 + 3.0), (s, 0, 0), 2.5, 0.47, 0.003)
        for k in range(3):
            a = z0 + 1.66 + 0.92 * k
            form.box(
                "aluminium",
                (min(e, e + s * 0.008), 0.72, a),
                (max(e, e + s * 0.008), 1.66, a + 0.86),
                0.004,
            )
            for j in range(8):
                b = 0.8 + 0.105 * j
                form.box(
                    "grey",
                    (min(e, e + s * 0.0095), b, a + 0.03),
                    (max(e, e + s * 0.0095), b + 0.012, a + 0.83),
                    0,
                )
    form.box("aluminium", (x0 + 0.12, 0.72, z1 - 0.02), (x1 - 0.12, top - 0.14, z1 - 0.008), 0.004)
    form.box("dark", (x - 0.005, 0.72, z1 - 0.008), (x + 0.005, top - 0.14, z1 - 0.005), 0)
    # Two locking bars on each leaf, their handles, hinges.
    for q in (-1, 1):
        for dx in (0.16, 0.62):
            at = x + q * dx
            form.rod("bare", (at, 0.74, z1 - 0.002), (at, top - 0.16, z1 - 0.002), 0.011, 8)
        at = x + q * 0.2
        form.box("bare", (at - 0.07, 1.18, z1 - 0.004), (at + 0.07, 1.21, z1 + 0.008))
        at = x + q * 0.87
        for y in (0.9, 1.35, 1.8):
            form.box("dark", (at - 0.03, y, z1 - 0.01), (at + 0.03, y + 0.07, z1), 0.004)
    form.box("amber", (x - 0.5, 2.1, z0 + 0.8), (x + 0.5, 2.2, z0 + 1.05), 0.02)
    form.label("sign/plate_truck", (x, 0.55, z1), (0, 0, 1), 0.44, 0.14, 0.002)
    for z, wide in ((z0 + 0.75, 0.22), (z1 - 1.1, 0.4)):
        for s in (-1, 1):
            at = (x + s * (0.93 - wide / 2), 0.38, z)
            profile = [
                (0.22, -0.1),
                (0.35, -0.11),
                (0.38, -0.07),
                (0.38, 0.07),
                (0.35, 0.11),
                (0.22, 0.1),
            ]
            form.lathe("tyre", at, profile, (s, 0, 0), 28)
            form.lathe(
                "rim",
                at,
                [(0, 0.05), (0.1, 0.06), (0.12, 0.03), (0.2, 0.02), (0.23, 0.1)][::-1],
                (s, 0, 0),
                24,
            )
            form.box(
                "frameBlack",
                (min(at[0], x + s * 0.98), 0.76, z - 0.5),
                (max(at[0], x + s * 0.98), 0.8, z + 0.5),
                0.01,
            )
    found = [form.weigh(0.6)]
    box = boxes["truck_exhaust"]
    pipe = Form(box.id, box.centre)
    x, y, _ = box.centre
    pipe.tube(
        "rust",
        [(x + 0.1, y + 0.06, -12.3), (x, y, -12.0), (x, y, box.high[2] - 0.01)],
        0.034,
        0.1,
        14,
    )
    pipe.lathe("black", (x, y, box.high[2] - 0.008), [(0.03, 0), (0, 0.0005)], (0, 0, 1), 14)
    bolts(pipe, [(x, y + 0.04, -11.9)], (0, 1, 0))
    return [*found, pipe]


def heap(form):
    """A heap of spare tyres in the corner by bay 2, nobody's hazard."""
    for k, (dx, dz) in enumerate(((0, 0), (0.02, 0.01), (-0.02, 0.02))):
        tyre_lying(form, (-3.2 + dx, 0.27 * k, -17.3 + dz), 0.48, 0.27, "tyre")


def all_of(boxes):
    """All of it."""
    found = lent(boxes) + compressor(boxes) + shelf(boxes) + drums(boxes) + pallet(boxes)
    return found + small(boxes) + extraction(boxes) + truck(boxes)
