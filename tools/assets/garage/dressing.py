"""Ten years of buses: tracks and oil, lines and numbers, air pipes, conduits, signs."""

import numpy as np

from kit.shape import Form
from workshop.fittings import conduit

from .stores import heap


def stains():
    """On the floor and down the walls."""
    form = Form("dressing_stains")

    def lie(look, x, z, wide, deep, turn=0.0, y=0.0032):
        form.label(look, (x, y, z), (0, 1, 0), wide, deep, 0.0, turn)

    for x0 in (1.74, 3.86, -6.26, -4.14):
        for k in range(6):
            z = -16.2 + 3.3 * k
            if z < 2.0 or x0 > 0:
                lie("stain/tracks", x0, z, 0.34, 3.3, 0.6 * (k % 3) - 0.6)
    for x, z, w, t in (
        *(
            (0.9, -9.6, 0.9, 10),
            (1.3, -12.2, 0.7, 80),
            (-0.6, -4.2, 0.6, 200),
            (4.6, -9.2, 0.8, 120),
        ),
        *(
            (-1.6, -1.9, 0.7, 30),
            (-6.2, -16.2, 0.9, 70),
            (5.6, -12.0, 0.7, 15),
            (6.6, -3.6, 0.7, 200),
        ),
        *(
            (-5.2, -2.4, 1.1, 45),
            (-5.4, -9.0, 0.9, 150),
            (2.8, 1.4, 0.5, 20),
            (-0.2, -15.2, 0.8, 300),
        ),
    ):
        lie("stain/oil", x, z, w, w, t)
    for x, z, w in ((0.9, -6.2, 0.8), (-6.0, -7.6, 0.9), (6.1, -11.2, 0.7), (-2.2, -14.2, 0.9)):
        lie("stain/drip", x, z, w, w, 40 * x, 0.0036)
    for x, z, w, d in (
        *(
            (-7.6, 0.6, 1.2, 2.4),
            (7.6, -4.6, 1.1, 2.0),
            (7.7, 0.4, 0.9, 2.8),
            (7.2, -1.8, 1.4, 1.6),
        ),
        *(
            (-7.6, -1.6, 0.9, 1.9),
            (7.6, -7.5, 1.0, 1.5),
            (-7.4, -16.9, 1.0, 1.6),
            (6.2, -14.0, 2.6, 5.2),
        ),
        *(
            (2.8, -7.8, 3.0, 12.6),
            (-5.2, -9.5, 3.0, 11.8),
            (-3.4, -1.6, 1.6, 1.2),
            (1.0, 2.3, 1.3, 1.4),
        ),
        *(
            (0.8, -7.0, 0.9, 1.0),
            (0.5, -8.8, 0.7, 1.4),
            (5.6, 1.9, 1.4, 0.9),
            (-0.9, -6.6, 0.7, 0.7),
        ),
        *(
            (1.25, -11.3, 0.8, 1.2),
            (1.75, -12.4, 0.6, 0.6),
            (-2.9, 2.85, 1.9, 0.6),
            (4.85, -1.6, 0.9, 0.5),
        ),
    ):
        lie("stain/dirt", x, z, w, d, 0.0, 0.002)
    for x, y, z, n, w, h in (
        (2.4, 5.0, -18.0, (0, 0, 1), 0.7, 1.6),
        (-0.6, 4.4, 3.0, (0, 0, -1), 0.7, 1.7),
        (8.0, 4.6, -6.4, (-1, 0, 0), 0.6, 1.7),
        (8.0, 4.4, -13.2, (-1, 0, 0), 0.7, 1.5),
        (-8.0, 2.6, -5.0, (1, 0, 0), 0.5, 1.0),
        (-8.0, 2.65, -11.0, (1, 0, 0), 0.6, 0.9),
    ):
        form.label("stain/rust", (x, y, z), n, w, h, 0.004)
    for x, number in ((1.05, 1), (-3.3, 2)):
        lie(f"sign/bay_{number}", x, -1.0 if number == 1 else -3.0, 0.7, 0.7, 0, 0.0024)
    lie("stain/stop_line", 2.8, 0.75, 1.7, 0.425, 0, 0.0034)
    return form


def pipes():
    """The ring of compressed air, conduits, sockets, a fire hose's case."""
    form = Form("dressing_conduits")
    north, east, west, south = (0, 0, -1), (1, 0, 0), (-1, 0, 0), (0, 0, 1)
    conduit(form, [(7.96, 2.95, -17.6), (7.96, 2.95, 2.6)], 0.022, east, "blue", 1.8)
    conduit(
        form, [(7.6, 2.95, 2.96), (-4.0, 2.95, 2.96), (-5.2, 2.95, 2.96)], 0.022, south, "blue", 1.8
    )
    for z in (-15.6, -9.0, -4.0):
        conduit(form, [(7.965, 2.93, z), (7.965, 1.25, z)], 0.014, east, "blue")
        form.rod("brass", (7.96, 1.25, z), (7.9, 1.2, z), 0.016, 10)
        form.box("red", (7.9, 1.24, z - 0.04), (7.915, 1.26, z + 0.04), 0.003)
    conduit(form, [(-7.975, 2.7, -17.4), (-7.975, 2.7, 0.6), (-7.975, 1.5, 0.6)], 0.0125, west)
    conduit(form, [(-7.975, 2.62, -17.4), (-7.975, 2.62, -2.6), (-7.975, 1.5, -2.6)], 0.0125, west)
    conduit(form, [(-1.2, 5.3, -17.975), (-1.2, 1.55, -17.975)], 0.016, north)
    conduit(form, [(5.9, 5.3, -17.975), (5.9, 1.5, -17.975)], 0.0125, north)
    form.box("enamel/grey", (-1.55, 0.9, -18.0), (-0.85, 1.6, -17.78), 0.012, "-z")
    form.label("sign/warn_shock", (-1.2, 1.28, -17.78), (0, 0, 1), 0.24, 0.3, 0.002)
    form.box("dark", (-0.93, 1.1, -17.78), (-0.91, 1.3, -17.765), 0.003)
    for x, z in ((-7.98, -2.6), (-7.98, 0.6)):
        form.box("light", (x - 0.02, 1.32, z - 0.1), (x + 0.05, 1.5, z + 0.1), 0.006)
    # A hydrant's case with its glass, by the rules.
    form.box("red", (5.5, 0.95, 2.82), (6.25, 1.75, 3.0), 0.012, "+z")
    form.box("busGlass", (5.56, 1.01, 2.816), (6.19, 1.69, 2.822), 0.002)
    form.label("sign/ext_box", (5.875, 1.6, 2.815), (0, 0, -1), 0.4, 0.107, 0.002)
    heap(form)
    return form.weigh(0.6)


def overhead():
    """Under the roof: conduits, and two long ducts; a view from above lifts them."""
    form = Form("ceiling_conduits")
    conduit(form, [(-1.2, 5.3, -17.95), (-1.2, 5.93, -17.6), (-1.2, 5.93, -0.5)], 0.0125)
    for z in (-14.0, -8.0, -2.0):
        conduit(form, [(-1.2, 5.93, z), (0.0, 5.93, z)], 0.0125)
    for z in (-12.0, -5.0):
        conduit(form, [(-1.2, 5.93, z - 0.6), (5.6, 5.93, z - 0.6), (5.6, 5.93, z)], 0.0125)
    form.tube("zinc", [(7.93, 5.6, -10.6), (7.5, 5.66, -10.6), (7.5, 5.66, -17.9)], 0.16, 0.25, 18)
    return form.weigh(0.4)


def signs():
    """On the walls, and over the bays."""
    form = Form("dressing_signs")

    def hang(look, at, n, wide, high):
        at, n = np.array(at, float), np.array(n, float)
        across = np.abs(np.cross([0, 1, 0], n))
        size = across * wide + np.array([0, high, 0]) + np.abs(n) * 0.008
        form.block("white", at + n * 0.004, size, 0)
        form.label(look, at + n * 0.008, n, wide, high, 0.001)

    north, east, west, south = (0, 0, 1), (-1, 0, 0), (1, 0, 0), (0, 0, -1)
    hang("sign/slogan", (-0.6, 3.9, 3.0), south, 6.4, 0.597)
    hang("sign/slogan", (8.0, 4.0, -7.6), east, 6.4, 0.597)
    hang("sign/five_s", (8.0, 1.75, -2.4), east, 2.1, 1.125)
    hang("sign/mind_pit", (2.3, 1.85, 3.0), south, 0.4, 0.5)
    hang("sign/no_fire", (3.0, 1.85, 3.0), south, 0.4, 0.5)
    hang("sign/must_helmet", (-5.05, 1.85, 3.0), south, 0.32, 0.4)
    hang("sign/no_smoking", (0.05, 1.85, 3.0), south, 0.32, 0.4)
    hang("sign/must_goggles", (-8.0, 1.95, 0.6), west, 0.36, 0.45)
    hang("sign/no_fire", (-8.0, 1.95, -15.6), west, 0.36, 0.45)
    hang("sign/warn_machine", (8.0, 1.95, -5.3), east, 0.36, 0.45)
    hang("sign/no_smoking", (8.0, 1.95, -12.9), east, 0.36, 0.45)
    hang("sign/mind_pit", (0.25, 1.9, -18.0), north, 0.4, 0.5)
    hang("sign/must_gloves", (-2.2, 1.85, -18.0), north, 0.32, 0.4)
    for x, number in ((2.8, 1), (-5.2, 2)):
        hang(f"sign/bay_{number}", (x, 5.45, -18.0), north, 0.7, 0.7)
    return form.weigh(0.7)


def all_of():
    """All dressing."""
    return [stains(), pipes(), overhead(), signs()]
