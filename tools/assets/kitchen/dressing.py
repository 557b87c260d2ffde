"""What no rule of the scenario speaks of: tools, tubs, bottles, posters, sockets, drains. All of it
hangs on walls, stands on furniture or lies flush in the floor, so that nobody walks through it.
"""

import math

import numpy as np

from . import overhead
from .fittings import stack, steamer
from .food import bottle, cabbage, crate, gastro
from .gas import socket
from kit.shape import Form


def range_back(form):
    """Behind the burners: ledge with taps, tubs of seasoning, a rail with tools."""
    z = -6.05
    form.box("steel", (-1.8, 0.85, z), (1.8, 1.02, z + 0.1), 0.008, "-z")
    for x in (-0.62, 0.62):
        form.rod("aluminium", (x, 1.02, z + 0.05), (x, 1.2, z + 0.05), 0.014, 12)
        form.tube(
            "aluminium",
            [(x, 1.19, z + 0.05), (x, 1.24, z + 0.05), (x, 1.24, z + 0.32), (x, 1.17, z + 0.32)],
            0.011,
            0.04,
        )
        form.block("red", (x + 0.03, 1.1, z + 0.09), (0.012, 0.012, 0.07), 0.003)
    # Tubs for salt, sugar, starch, chilli, spring onion in a tray beside the middle burner.
    for k, filling in enumerate(("white", "cream", "carrot", "leaf", "ginger")):
        gastro(
            form, (0.36 + 0.1 * k - 0.62, 1.021, z + 0.052), (0.085, 0.07, 0.085), "steel", filling
        )
    y = 1.62
    form.tube(
        "aluminium",
        [(-1.3, y, z), (-1.3, y, z + 0.055), (1.3, y, z + 0.055), (1.3, y, z)],
        0.008,
        0.02,
        8,
    )
    for x in (-0.65, 0.0, 0.65):
        form.rod("aluminium", (x, y, z), (x, y, z + 0.055), 0.006, 8)
    tools = ("ladle", "spoon", "skimmer", "ladle", "spatula", "sieve", "skimmer", "spatula")
    for k, kind in enumerate(tools):
        tool(form, (-1.12 + k * 0.145 + (0.1 if k > 4 else 0), y, z + 0.055), kind)
    for k, x in enumerate((0.62, 0.95)):
        form.label("sign/warn_hot", (x + 0.28, 1.78, z), (0, 0, 1), 0.2, 0.25, 0.003)
        break
    form.label("sign/no_smoking", (-1.55, 1.5, z), (0, 0, 1), 0.2, 0.25, 0.003)
    bottles = (("soy", "red"), ("oil", "yellow"), ("vinegar", "green"), ("soy", "dark"))
    for k, (look, cap) in enumerate(bottles):
        bottle(form, (0.36 + k * 0.085, 1.021, z + 0.05), look, cap)
    # Splashes on the tiles behind the wok.
    form.label("stain/soot", (1.2, 1.35, z), (0, 0, 1), 1.0, 0.7, 0.002)
    form.label("stain/soot", (-1.2, 1.4, z), (0, 0, 1), 0.8, 0.6, 0.002)


def tool(form, at, kind):
    """A steel tool on a hook, handle up."""
    x, y, z = at
    z += 0.012
    form.tube(
        "aluminium", [(x, y + 0.012, z - 0.012), (x, y - 0.02, z), (x, y - 0.3, z)], 0.0055, 0.02, 7
    )
    form.rod("handle", (x, y - 0.03, z), (x, y - 0.15, z), 0.011, 9)
    foot = y - 0.3
    if kind in ("ladle", "spoon"):
        r = 0.055 if kind == "ladle" else 0.045
        form.lathe(
            "aluminium",
            (x, foot - r, z - 0.004),
            [
                (0, -0.012),
                (r * 0.6, -0.006),
                (r * 0.9, 0.012),
                (r, 0.032),
                (r - 0.003, 0.032),
                (r * 0.55, 0.0),
                (0, -0.006),
            ],
            axis=(0, 0.25, 1),
            segments=16,
            crease=60,
        )
    elif kind == "skimmer":
        form.lathe(
            "aluminium",
            (x, foot - 0.07, z),
            [(0, 0), (0.07, 0.006), (0.075, 0.014), (0.07, 0.01), (0, 0.004)],
            axis=(0, 0, 1),
            segments=20,
            crease=60,
        )
        for k in range(-2, 3):
            for j in range(-2, 3):
                if k * k + j * j < 6:
                    form.label(
                        "dark",
                        (x + k * 0.022, foot - 0.07 + j * 0.022, z + 0.008),
                        (0, 0, 1),
                        0.008,
                        0.008,
                        0.003,
                    )
    elif kind == "sieve":
        form.lathe(
            "aluminium",
            (x, foot - 0.06, z),
            [(0.062, 0), (0.066, 0.03), (0.06, 0.03), (0.058, 0.004)],
            axis=(0, 0, 1),
            segments=20,
        )
        form.lathe(
            "grey", (x, foot - 0.06, z), [(0.06, 0.01), (0, 0.002)], axis=(0, 0, 1), segments=16
        )
    else:
        form.block("aluminium", (x, foot - 0.05, z), (0.085, 0.11, 0.003), 0.001)


def on_table(form):
    """The helper's place: board in use, tubs, a crate below."""
    y = 0.8
    x, z = -1.8, -2.2
    rng = np.random.default_rng(3)
    cut_carrots(form, (x, y + 0.0405, z), rng)
    for k, filling in enumerate(("onion", "tomato", "cabbage", "meat")):
        gastro(form, (-1.32 + k * 0.24, y + 0.001, -2.55), (0.2, 0.1, 0.3), "steel", filling)
    for k in range(3):
        cabbage(form, (-0.85 + k * 0.16, y + 0.07, -2.18 - 0.03 * (k % 2)), 0.075, k)
    stack(form, "porcelain", (-1.38, y, -2.2), 0.09, 0.018, 5)
    bottle(form, (-0.5, y, -2.3), "oil", "yellow", 0.3, 0.04)
    bottle(form, (-0.6, y, -2.26), "soy", "red", 0.26, 0.034)
    # Below: a crate of vegetables and two tubs.
    crate(form, (-1.75, 0.22, -2.4), "crate")
    gastro(form, (-1.1, 0.22, -2.4), (0.4, 0.18, 0.32), "steel", "cabbage")
    gastro(form, (-0.68, 0.22, -2.4), (0.28, 0.18, 0.32), "steel")


def carrot(form, tip, crown, thick=0.017):
    """A carrot from its tip to its crown."""
    tip, crown = np.asarray(tip, float), np.asarray(crown, float)
    way = crown - tip
    long = float(np.linalg.norm(way))
    shares = ((0.0, 0.0), (0.25, 0.03), (0.55, 0.35), (0.85, 0.7), (1.0, 0.9), (0.8, 0.98), (0, 1))
    profile = [(thick * r, long * t) for r, t in shares]
    form.lathe("loose/carrot", tip, profile, way, 10, 80)
    return way / long


def cut_carrots(form, at, rng):
    """On the board: the carrot under the helper's knife, its slices, strips of it, two whole."""
    x, y, z = at
    # Cut end at the blade, the tip under the left hand.
    a, b = np.array([x - 0.2, y + 0.009, z + 0.12]), np.array([x - 0.035, y + 0.016, z + 0.12])
    form.rod("loose/carrot", a, b, 0.008, 12, 0.0165, bevel=0.001)
    form.lathe("loose/carrotHeart", b, [(0.0075, 0.0004), (0.0, 0.0006)], b - a, 10)
    for k in range(16):
        c = (x + 0.005 + 0.011 * k % 0.1, y, z + 0.12 + rng.normal(0, 0.012) - 0.02 * (k // 9))
        lean = (rng.normal(0, 0.5), 1.0, rng.normal(0, 0.5)) if k > 5 else (1.0, 0.25, 0.0)
        c = np.add(c, (0, 0.003 if k > 5 else 0.015, 0))
        form.rod("loose/carrot", c, np.add(c, np.array(lean) * 0.0035), 0.0155, 11, bevel=0.0008)
    for _ in range(46):
        c = (x + 0.13 + rng.normal(0, 0.035), y + rng.uniform(0.004, 0.02), z + rng.normal(0, 0.04))
        turn = rng.uniform(0, 6.28)
        d = np.array([math.cos(turn), rng.normal(0, 0.2), math.sin(turn)]) * 0.024
        form.tube("loose/carrot", [np.subtract(c, d), np.add(c, d)], 0.0028, 0, 4)
    for k, turn in enumerate((0.3, 0.05)):
        tip = np.array([x - 0.17, y + 0.012, z - 0.13 + 0.045 * k])
        crown = tip + np.array([0.19 * math.cos(turn), 0.006, -0.19 * math.sin(turn)])
        way = carrot(form, tip, crown)
        for j in range(4):
            end = crown + way * 0.03 + rng.normal(0, 0.007, 3)
            form.tube("loose/leaf", [crown - way * 0.006, end], 0.0026, 0, 5)


def walls(form):
    """Posters, clock, sockets, shelf boards, sign of the exit."""
    form.label("sign/rules", (-4.0, 1.62, -1.9), (1, 0, 0), 0.48, 0.64, 0.004)
    form.label("sign/hat", (-4.0, 1.68, -2.4), (1, 0, 0), 0.2, 0.25, 0.004)
    form.label("sign/board", (-4.0, 1.72, -5.3), (1, 0, 0), 0.84, 0.6, 0.006)
    overhead.hooks(form)
    overhead.insect_lamp(form)
    form.label("sign/menu", (-4.0, 1.75, 1.6), (1, 0, 0), 0.56, 0.4, 0.004)
    form.label("sign/extinguisher", (-2.85, 1.88, -7.0), (0, 0, 1), 0.18, 0.24, 0.004)
    # Clock: twenty to ten.
    form.lathe(
        "dark",
        (3.1, 2.35, -7.0),
        [(0.15, 0), (0.15, 0.03), (0.135, 0.035)],
        axis=(0, 0, 1),
        segments=32,
    )
    form.label("sign/clock", (3.1, 2.35, -6.972), (0, 0, 1), 0.27, 0.27, 0.002)
    for at, facing in (
        ((-4.0, 1.15, -0.35), (1, 0, 0)),
        ((4.0, 1.2, -0.6), (-1, 0, 0)),
        ((3.4, 1.25, -7.0), (0, 0, 1)),
        ((-3.55, 1.25, -7.0), (0, 0, 1)),
    ):
        socket(form, at, facing)
    for z0, z1 in ((-6.9, -5.4),):
        shelf(form, z0, z1)
    box_shelf(form)
    chopping_boards(form)
    form.label("sign/schedule", (4.0, 1.62, -0.25), (-1, 0, 0), 0.42, 0.56, 0.004)


def shelf(form, z0, z1):
    """A board on brackets at the east wall, beside the cold store, with pans."""
    y = 1.75
    form.box("steel", (3.62, y - 0.03, z0), (4.0, y, z1), 0.006)
    for z in (z0 + 0.15, z1 - 0.15):
        form.box("steel", (3.68, y - 0.16, z - 0.008), (3.99, y - 0.03, z + 0.008), 0.003)
    for k, r in enumerate((0.15, 0.13, 0.14)):
        at = (3.81, y, z0 + 0.24 + k * 0.5)
        form.lathe(
            "aluminium",
            at,
            [
                (0, 0),
                (r - 0.01, 0),
                (r, 0.01),
                (r, 0.2 - k * 0.03),
                (r + 0.008, 0.205 - k * 0.03),
                (r - 0.004, 0.2 - k * 0.03),
            ],
            segments=26,
        )
        form.lathe(
            "aluminium",
            (at[0], y + 0.2 - k * 0.03, at[2]),
            [(r + 0.004, 0.0), (r * 0.6, 0.022), (0, 0.028)],
            segments=26,
        )
        form.rod(
            "black",
            (at[0], y + 0.225 - k * 0.03, at[2]),
            (at[0], y + 0.255 - k * 0.03, at[2]),
            0.016,
            12,
        )


def box_shelf(form):
    """A board over the sink's side wall, east, with trays and a roll of paper."""
    y = 1.62
    form.box("steel", (3.68, y - 0.03, 0.2), (4.0, y, 1.9), 0.006)
    for z in (0.4, 1.7):
        form.box("steel", (3.72, y - 0.16, z - 0.008), (3.99, y - 0.03, z + 0.008), 0.003)
    for k in range(3):
        steamer(form, (3.83, y, 0.42 + 0.36 * k), 0.14, 2 - k % 2)
    for k in range(2):
        gastro(form, (3.84, y, 1.48 + 0.22 * k), (0.26, 0.12, 0.18), "steel")
    form.label("sign/wash", (4.0, 1.05, 1.3), (-1, 0, 0), 0.32, 0.448, 0.004)


def south(wall_west, wall_mid, wall_door):
    """On the yard wall, inside: they belong to it, for a view through the wall takes them away."""
    wall_west.block("aluminium", (-2.75, 1.6, 1.99), (1.24, 0.86, 0.02), 0.004, "+z")
    wall_west.label("sign/health", (-2.75, 1.6, 1.98), (0, 0, -1), 1.2, 0.82, 0.002)
    breaker_box(wall_west)
    brooms(wall_west)
    wall_door.box("green", (-0.24, 2.3, 1.955), (0.24, 2.47, 2.0), 0.006)
    wall_door.label("sign/exit", (0, 2.385, 1.955), (0, 0, -1), 0.46, 0.153, 0.002)
    wall_mid.label("sign/warn_slip", (1.6, 1.6, 2.0), (0, 0, -1), 0.2, 0.25, 0.004)
    for k in range(3):
        x = 1.72 + k * 0.09
        wall_mid.rod("aluminium", (x, 1.32, 2.0), (x, 1.32, 1.97), 0.006, 8)


def breaker_box(form):
    """The lighting's distribution box, locked, with its pipe up the wall."""
    form.box("white", (-3.82, 1.3, 1.89), (-3.42, 1.82, 2.0), 0.01, "+z")
    form.box("white", (-3.8, 1.32, 1.884), (-3.44, 1.8, 1.892), 0.004, "+z")
    form.label("sign/breakers", (-3.62, 1.56, 1.884), (0, 0, -1), 0.3, 0.24, 0.001)
    form.rod("aluminium", (-3.46, 1.56, 1.885), (-3.46, 1.56, 1.876), 0.012, 14)
    form.tube("grey", [(-3.62, 1.82, 1.97), (-3.62, 3.2, 1.97)], 0.0125, 0, 8)


def brooms(form):
    """A rail with clips: mop, broom, squeegee; each hangs clear of the floor."""
    form.box("aluminium", (-1.72, 1.5, 1.975), (-0.82, 1.54, 2.0), 0.004, "+z")
    for k, (look, head) in enumerate((("blue", "towel"), ("handle", "binGreen"), ("red", "dark"))):
        x, z = -1.6 + 0.3 * k, 1.95
        form.box("dark", (x - 0.03, 1.49, 1.93), (x + 0.03, 1.55, 1.978), 0.006)
        form.rod(look, (x, 0.42, z), (x, 1.72, z), 0.0125, 10)
        if head == "towel":
            rng = np.random.default_rng(6)
            for _ in range(26):
                a = (x + rng.uniform(-0.05, 0.05), 0.44, z + rng.uniform(-0.025, 0.025))
                b = (a[0] + rng.uniform(-0.07, 0.07), 0.12 + rng.uniform(0, 0.05), a[2])
                form.tube("towel", [a, b], 0.008, 0, 5)
            form.box("blue", (x - 0.06, 0.41, z - 0.03), (x + 0.06, 0.45, z + 0.03), 0.008)
        elif head == "binGreen":
            form.box("binGreen", (x - 0.15, 0.36, z - 0.025), (x + 0.15, 0.42, z + 0.025), 0.008)
            for j in range(15):
                a = x - 0.14 + 0.02 * j
                form.block("binGreen", (a, 0.31, z), (0.016, 0.11, 0.036), 0.002)
        else:
            form.box("aluminium", (x - 0.22, 0.38, z - 0.012), (x + 0.22, 0.42, z + 0.012), 0.003)
            form.box("rubber", (x - 0.22, 0.34, z - 0.005), (x + 0.22, 0.38, z + 0.005), 0.001)
    form.label("sign/tools", (-1.27, 1.82, 2.0), (0, 0, -1), 0.42, 0.12, 0.003)


def chopping_boards(form):
    """A steel rack at the east wall: boards by colour, for raw and cooked, each with its name."""
    x, y = 4.0, 1.18
    for z in (-1.72, -1.04):
        form.box("aluminium", (x - 0.2, y, z), (x, y + 0.22, z + 0.008), 0.002)
    for a in (x - 0.2, x - 0.012):
        form.box("aluminium", (a, y, -1.72), (a + 0.012, y + 0.012, -1.032), 0.002)
    for k, look in enumerate(("red", "green", "blue", "board", "yellow")):
        z = -1.64 + 0.125 * k
        form.box(look, (x - 0.21, y + 0.012, z), (x - 0.004, y + 0.36, z + 0.022), 0.008)
    form.label("sign/boards", (x, y + 0.56, -1.38), (-1, 0, 0), 0.62, 0.2, 0.003)


def mats(form):
    """Rubber mats where cooks stand, thin at their edges so that nobody trips."""
    for x in (-1.2, 0.0, 1.2):
        a, b = (x - 0.56, 0.0, -4.38), (x + 0.56, 0.012, -3.72)
        form.box("rubber", a, b, 0.005, "-y")
        for i in range(9):
            for k in range(5):
                c = (a[0] + 0.08 + i * 0.12, 0.012, a[2] + 0.09 + k * 0.12)
                form.label("soot", c, (0, 1, 0), 0.055, 0.055, 0.001)


def floor(form):
    """A covered drain before the range, stains where feet and water are."""
    x0, x1, z0, z1 = -1.9, 1.9, -4.72, -4.44
    form.quad("black", [(x0, 0.0015, z1), (x1, 0.0015, z1), (x1, 0.0015, z0), (x0, 0.0015, z0)])
    for z in (z0, z1):
        form.box("steel", (x0, 0.0, z - 0.012), (x1, 0.005, z + 0.012), 0.001, "-y")
    for k in range(77):
        x = x0 + 0.05 * (k + 0.2)
        form.box("aluminium", (x, 0.0, z0 + 0.012), (x + 0.028, 0.005, z1 - 0.012), 0.0, "-y")
    for x, z, s, t in (
        (0.9, -4.0, 1.1, 20),
        (-1.0, -3.9, 0.9, 70),
        (2.5, 0.9, 1.2, 10),
        (0.1, 1.4, 1.1, 40),
        (-1.7, -1.4, 0.9, 0),
    ):
        form.label("stain/floor", (x, 0, z), (0, 1, 0), s, s, 0.0025, t)


def at_pass(form):
    """On the counter: tickets on a rail, a bell, plates, a cloth."""
    y, x = 0.95, -3.7
    form.box("aluminium", (-3.99, 1.045, -0.1), (-3.97, 1.075, 1.1), 0.003)
    for k in range(6):
        z = -0.02 + k * 0.19 + (0.03 if k % 2 else 0)
        form.label("sign/ticket", (-3.968, 0.99, z), (1, 0, 0), 0.07, 0.128, 0.002, (k % 3 - 1) * 4)
    form.lathe(
        "aluminium",
        (x + 0.15, y, 0.9),
        [
            (0.045, 0),
            (0.045, 0.01),
            (0.04, 0.028),
            (0.02, 0.045),
            (0.006, 0.05),
            (0.006, 0.058),
            (0, 0.06),
        ],
        segments=18,
    )
    for k in range(3):
        stack(form, "plate", (x + 0.02, y, -0.05 + k * 0.3), 0.12, 0.009, 4 + 3 * k, 22)
    form.pillow("towel", (x + 0.1, y + 0.012, 1.15), (0.22, 0.024, 0.16), 5, 0.3, 4)


def sink_top(form):
    """Soap, sponge and a rack beside the taps."""
    bottle(form, (3.45, 0.8, 1.86), "leaf", "white", 0.24, 0.035)
    form.block("yellow", (3.3, 0.815, 1.86), (0.1, 0.03, 0.06), 0.008)
    gastro(form, (3.42, 0.8, 1.5), (0.22, 0.1, 0.3), "steel")
    stack(form, "plate", (2.4, 0.225, 1.65), 0.12, 0.009, 8, 20)
    form.lathe(
        "red",
        (3.1, 0.225, 1.65),
        [(0, 0), (0.13, 0), (0.17, 0.18), (0.165, 0.18), (0.126, 0.01), (0, 0.01)],
        segments=24,
    )


def yard(form):
    """Beyond the door: drain pipe, lamp, plants, the neighbour's wall, a tree."""
    form.tube("white", [(-3.6, 3.2, 2.21), (-3.6, 0.12, 2.21), (-3.6, 0.06, 2.32)], 0.05, 0.06, 14)
    for y in (0.8, 2.0, 3.0):
        form.box("aluminium", (-3.66, y, 2.15), (-3.54, y + 0.03, 2.27), 0.004)
    form.box("grey", (-0.14, 2.38, 2.15), (0.14, 2.46, 2.28), 0.01)
    form.quad(
        "frost",
        [(-0.12, 2.379, 2.27), (-0.12, 2.379, 2.17), (0.12, 2.379, 2.17), (0.12, 2.379, 2.27)],
    )
    for x, z, s in ((3.4, 3.7, 1.0), (2.7, 3.75, 0.8), (3.5, 2.9, 0.9)):
        plant(form, (x, 0, z), s)
    # The neighbour across the lane.
    form.box("facade", (-14, 0, 13), (14, 6.5, 14), 0.0, "-y")
    for k in range(9):
        for y in (1.0, 4.0):
            form.label("sign/facade", (-12 + k * 3, y + 0.8, 13), (0, 0, -1), 1.5, 1.5, 0.01)
    form.box("facade", (10.5, 0, -9), (11.5, 5.5, 5), 0.0, "-y")
    for k in range(4):
        form.label("sign/facade", (10.5, 2.6, -7 + k * 3), (-1, 0, 0), 1.5, 1.5, 0.01)
    for x, z, s in ((-7.5, 9.5, 1.3), (6.5, 10.0, 1.2)):
        tree(form, (x, -0.03, z), s)


def plant(form, at, s):
    """A pot with leaves."""
    x, y, z = at
    form.lathe(
        "brick",
        at,
        [
            (0, 0),
            (0.12 * s, 0),
            (0.17 * s, 0.3 * s),
            (0.15 * s, 0.3 * s),
            (0.14 * s, 0.26 * s),
            (0, 0.26 * s),
        ],
        segments=18,
    )
    rng = np.random.default_rng(int(abs(x * 10)))
    for k in range(14):
        t, tilt = rng.uniform(0, 6.28), rng.uniform(0.2, 0.8)
        axis = (math.cos(t) * tilt, 1, math.sin(t) * tilt)
        form.lathe(
            "leaf" if k % 2 else "leafDark",
            (x, 0.24 * s, z),
            [(0, 0), (0.012, 0.1 * s), (0.045 * s, 0.28 * s), (0.03 * s, 0.42 * s), (0, 0.5 * s)],
            axis=axis,
            segments=5,
            crease=80,
        )


def tree(form, at, s):
    """A trunk and a few round masses of leaves, seen from far."""
    x, y, z = at
    form.rod("handle", at, (x, 2.2 * s, z), 0.12 * s, 8, 0.08 * s)
    rng = np.random.default_rng(int(abs(x * 7 + z)))
    for k in range(7):
        c = (
            x + rng.normal(0, 0.6) * s,
            (2.5 + rng.uniform(0, 1.3)) * s,
            z + rng.normal(0, 0.6) * s,
        )
        r = rng.uniform(0.55, 0.85) * s
        form.lathe(
            "leaf" if k % 2 else "leafDark",
            c,
            [(0, -r), (r * 0.7, -r * 0.7), (r, 0), (r * 0.7, r * 0.7), (0, r)],
            segments=9,
            crease=80,
        )


def all_of(forms):
    """Every piece of dressing; what hangs on the yard wall joins the wall's own node."""
    by_name = {form.name: form for form in forms}
    south(by_name["wall_south_west"], by_name["wall_south_mid"], by_name["wall_south_door"])
    # The ceiling takes along what hangs from it when a view from above takes it away.
    overhead.supply_duct(by_name["ceiling"])
    kitchen, tools, outdoors = Form("dressing"), Form("dressing_range"), Form("dressing_yard")
    for add in (walls, floor, mats, at_pass, on_table, sink_top):
        add(kitchen)
    range_back(tools)
    overhead.duct(tools)
    yard(outdoors)
    return [kitchen, tools, outdoors]
