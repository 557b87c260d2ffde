"""Stains, conduits, signs on walls: what a place gathers in ten years."""

import numpy as np

from kit.shape import Form

from .fittings import coil, conduit


def stains():
    """On the floor and at the foot of things."""
    form = Form("dressing_stains")

    def lie(look, x, z, wide, deep, turn=0.0, y=0.003):
        form.label(look, (x, y, z), (0, 1, 0), wide, deep, 0.0, turn)

    for x, z, w, t in (
        (-1.4, 0.9, 0.7, 20),
        (2.2, -0.7, 0.5, 80),
        (-3.0, -0.7, 0.8, 140),
        (-2.2, -3.9, 0.5, 10),
        (3.2, 2.6, 0.7, 45),
        (-3.4, 2.6, 0.6, 200),
        (0.3, 2.3, 0.4, 310),
    ):
        lie("stain/oil", x, z, w, w, t)
    for x, z, w in (
        (-3.1, -3.25, 1.0),
        (-2.5, -3.4, 0.8),
        (-3.2, 1.0, 1.1),
        (-2.75, 1.75, 0.7),
        (3.95, -0.6, 0.6),
        (4.15, 0.55, 0.6),
    ):
        lie("stain/chips", x, z, w, w * 0.8, 40 * x, 0.0035)
    for x, z, w, d in (
        (-3.6, -3.9, 3.2, 1.8),
        (4.5, -1.2, 1.4, 2.4),
        (-4.1, 1.25, 2.0, 2.0),
        (0, -4.5, 1.8, 1.0),
        (-1.7, -4.5, 1.3, 0.9),
        (1.9, 3.3, 1.7, 1.5),
        (-4.5, 3.3, 1.3, 2.0),
        (4.6, 2.3, 1.1, 1.5),
        (2.6, 1.6, 1.0, 0.8),
        (-4.8, -0.3, 0.9, 1.4),
        (0.89, -3.6, 1.0, 0.9),
        (-2.0, 1.9, 0.9, 1.1),
        (-2.7, 1.3, 1.0, 0.8),
        (4.6, 0.6, 1.1, 1.1),
    ):
        lie("stain/dirt", x, z, w, d, 0.0, 0.002)
    for x in (-0.9, -0.3):
        for k in range(4):
            lie("stain/tyre", x, 3.6 - 0.9 * k, 0.14, 0.9, 2 * k - 2, 0.0032)
    for x, z, w, t in ((NORTH_X, -4.7, 1.6, 0) for NORTH_X in (-4.2, -2.6, -1.0, 2.4, 4.0)):
        lie("stain/foot", x, z, w, 0.25, t, 0.0021)
    lie("stain/keep_clear", 0.0, -2.95, 1.5, 0.375, 0, 0.0034)
    lie("stain/keep_clear", -1.7, -3.5, 0.9, 0.225, 0, 0.0034)
    for x, y, z, n, w, h in (
        (2.4, 3.6, -4.8, (0, 0, 1), 0.5, 1.6),
        (-3.4, 3.9, -4.8, (0, 0, 1), 0.7, 1.5),
        (5.0, 3.4, 0.2, (-1, 0, 0), 0.6, 1.5),
        (-5.0, 1.9, -1.6, (1, 0, 0), 0.5, 0.9),
        (-5.0, 1.95, 1.1, (1, 0, 0), 0.6, 0.8),
    ):
        form.label("stain/rust", (x, y, z), n, w, h, 0.004)
    return form


def lines():
    """The box of yellow lines round the space that is to be kept clear."""
    form = Form("dressing_lines")

    def line(x0, z0, x1, z1):
        form.quad(
            "lineYellow", [(x0, 0.002, z1), (x1, 0.002, z1), (x1, 0.002, z0), (x0, 0.002, z0)]
        )

    line(-2.2, -3.2, 1.45, -3.12)
    line(-2.2, -4.2, -2.12, -3.2)
    line(1.37, -4.7, 1.45, -3.2)
    return form.weigh(0.6)


def wiring():
    """Conduits to machines and lamps, a socket, a distribution box for the lamps."""
    form = Form("dressing_conduits")
    north, east, west = (0, 0, -1), (1, 0, 0), (-1, 0, 0)
    conduit(form, [(-4.6, 2.75, -4.78), (-4.6, 1.5, -4.78), (-4.6, 0.9, -4.78)], 0.0125, north)
    conduit(form, [(-2.19, 2.8, -4.78), (-4.6, 2.8, -4.78), (-4.6, 2.7, -4.78)], 0.0125, north)
    conduit(form, [(4.3, 2.85, -4.78), (4.3, 4.5, -4.78)], 0.0125, north)
    conduit(form, [(4.98, 2.76, -4.1), (4.98, 2.76, 0.6), (4.98, 1.4, 0.6)], 0.0125, east)
    conduit(
        form,
        [(4.98, 2.68, -4.1), (4.98, 2.68, -0.25), (4.98, 1.06, -0.25), (4.98, 1.06, -1.2)],
        0.0125,
        east,
    )
    conduit(form, [(-4.98, 2.2, -4.7), (-4.98, 2.2, 1.0), (-4.98, 1.7, 1.25)], 0.0125, west)
    form.box("light", (4.95, 1.25, 0.52), (5.0, 1.41, 0.68), 0.006, "+x")
    form.tube(
        "sheath",
        [
            (4.97, 1.25, 0.6),
            (4.97, 1.0, 0.6),
            (4.9, 0.92, 0.62),
            (4.83, 1.1, 0.62),
            (4.82, 1.25, 0.6),
        ],
        0.007,
        0.06,
        8,
    )
    form.box("light", (-4.66, 0.78, -4.8), (-4.54, 0.95, -4.74), 0.008, "-z")
    form.tube(
        "sheath",
        [(-4.6, 0.78, -4.77), (-4.6, 0.3, -4.75), (-4.6, 0.1, -4.5), (-4.6, 0.1, -4.3)],
        0.012,
        0.1,
        9,
    )
    # A lighting board with its row of switches, an old socket, a hose reel of air.
    board = Form("board")
    board.box("device", (4.96, 1.25, -2.75), (5.0, 1.45, -2.45), 0.008, "+x")
    for k in range(4):
        z = -2.72 + 0.065 * k
        board.box("white", (4.952, 1.3, z), (4.962, 1.4, z + 0.05), 0.003)
    conduit(form, [(4.985, 1.45, -2.6), (4.985, 2.7, -2.6)], 0.0105, east)
    coil(form, "orange", (-4.93, 1.5, -1.95), 0.2, 0.011, 4, (1, 0, 0))
    form.rod("bare", (-5.0, 1.68, -1.95), (-4.86, 1.68, -1.95), 0.012, 10)
    conduit(form, [(-4.97, 4.0, -3.6), (-4.97, 1.1, -3.6)], 0.02, west, "blue")
    form.rod("brass", (-4.97, 1.2, -3.6), (-4.9, 1.2, -3.6), 0.016, 10)
    form.box("red", (-4.9, 1.19, -3.64), (-4.885, 1.21, -3.56), 0.003)
    # The bonding strip of yellow and green along the wall behind the cabinets.
    for k in range(22):
        x = -4.9 + 0.45 * k
        form.box("phaseY" if k % 2 else "phaseG", (x, 0.3, -4.8), (x + 0.45, 0.34, -4.794), 0, "-z")
    form.weigh(0.8).absorb(board.weigh(2.5))
    return form


def overhead():
    """Conduits under the roof, from lamp to lamp; a view from above lifts them."""
    form = Form("ceiling_conduits")
    way = [(4.3, 4.5, -4.72), (4.3, 4.93, -4.72), (4.3, 4.93, -2.9), (0.66, 4.93, -2.9)]
    conduit(form, way, 0.0125)
    conduit(form, [(0.2, 4.93, -2.9), (0.2, 4.93, 2.6)], 0.0125)
    return form.weigh(0.5)


def signs():
    """On the walls."""
    form = Form("dressing_signs")

    def hang(look, at, n, wide, high):
        at = np.array(at, float)
        n = np.array(n, float)
        across = np.abs(np.cross([0, 1, 0], n))
        form.block(
            "white", at + n * 0.004, across * wide + np.array([0, high, 0]) + np.abs(n) * 0.008, 0
        )
        form.label(look, at + n * 0.008, n, wide, high, 0.001)

    north, east, west, south = (0, 0, 1), (-1, 0, 0), (1, 0, 0), (0, 0, -1)
    hang("sign/warn_shock", (0.9, 1.75, -4.8), north, 0.32, 0.4)
    hang("sign/no_smoking", (-2.6, 1.85, -4.8), north, 0.32, 0.4)
    hang("sign/must_goggles", (-4.1, 1.85, -4.8), north, 0.36, 0.45)
    hang("sign/warn_machine", (-3.4, 1.85, -4.8), north, 0.36, 0.45)
    hang("sign/no_gloves", (-5.0, 1.75, 0.75), west, 0.32, 0.4)
    hang("sign/must_gloves", (-5.0, 2.02, -0.52), west, 0.26, 0.325)
    hang("sign/must_shoes", (-5.0, 2.02, -0.1), west, 0.26, 0.325)
    hang("sign/warn_slip", (-5.0, 1.75, -1.4), west, 0.32, 0.4)
    hang("sign/must_goggles", (5.0, 1.9, 0.95), east, 0.32, 0.4)
    hang("sign/no_gloves", (5.0, 1.9, 0.25), east, 0.3, 0.375)
    hang("sign/slogan", (-0.0, 3.5, -4.8), north, 5.4, 0.504)
    hang("sign/warn_machine", (2.0, 1.9, 4.2), south, 0.32, 0.4)
    hang("sign/no_smoking", (-2.9, 1.9, 4.2), south, 0.32, 0.4)
    hang("sign/record", (5.0, 1.5, -2.3), east, 0.22, 0.308)
    return form


def all_of():
    """All dressing."""
    return [stains(), lines(), wiring(), overhead(), signs()]
