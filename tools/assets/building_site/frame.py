"""The building in work: slabs, columns, infill of blocks with its openings, starter bars."""

import numpy as np

from kit.shape import Form

from . import fittings as fit


def wall(form, look, box, holes=(), sides=("+z", "-z")):
    """A wall along x with rectangular holes (x0, y0, x1, y1), and the reveals of these."""
    (x0, y0, z0), (x1, y1, z1) = box
    xs = sorted({x0, x1, *(h[0] for h in holes), *(h[2] for h in holes)})
    ys = sorted({y0, y1, *(h[1] for h in holes), *(h[3] for h in holes)})
    for a, b in zip(xs, xs[1:]):
        for c, d in zip(ys, ys[1:]):
            if any(h[0] <= a and b <= h[2] and h[1] <= c and d <= h[3] for h in holes):
                continue
            if "+z" in sides:
                form.quad(look, [(a, c, z1), (b, c, z1), (b, d, z1), (a, d, z1)])
            if "-z" in sides:
                form.quad(look, [(b, c, z0), (a, c, z0), (a, d, z0), (b, d, z0)])
    for a, c, b, d in holes:
        form.quad(look, [(a, c, z1), (a, c, z0), (a, d, z0), (a, d, z1)][::-1])
        form.quad(look, [(b, c, z0), (b, c, z1), (b, d, z1), (b, d, z0)][::-1])
        form.quad("concrete", [(a, c, z1), (b, c, z1), (b, c, z0), (a, c, z0)])
        form.quad("concrete", [(a, d, z0), (b, d, z0), (b, d, z1), (a, d, z1)])
    for x, s in ((x0, -1), (x1, 1)):
        corners = [(x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0)]
        form.quad(look, corners if s < 0 else corners[::-1])


def solids(boxes, names, look="concrete", bevel=0.012):
    """Plain cast members."""
    forms = []
    for name in names:
        box = boxes[name]
        form = Form(name, box.centre)
        form.box(look, box.low, box.high, bevel)
        forms.append(form)
    return forms


def starters(form, x, z, y, wide=0.4, bars=3, high=0.9, seed=0):
    """Bars that stick out of a column for the next storey, with their links."""
    rng = np.random.default_rng(seed)
    places = np.linspace(-wide / 2, wide / 2, bars)
    for i, a in enumerate(places):
        for k, b in enumerate(places):
            if 0 < i < bars - 1 and 0 < k < bars - 1:
                continue
            lean = rng.normal(0, 0.02, 2)
            long = high * (1.0 if (i + k) % 2 else 0.75)
            fit.pipe(
                form,
                "enamel/rust",
                (x + a, y, z + b),
                (x + a + lean[0], y + long, z + b + lean[1]),
                0.011,
                5,
            )
    for h in (0.12, 0.35):
        r = wide / 2 + 0.012
        ring = [(-r, -r), (r, -r), (r, r), (-r, r), (-r, -r)]
        for (a, b), (c, d) in zip(ring, ring[1:]):
            form.tube("enamel/rust", [(x + a, y + h, z + b), (x + c, y + h, z + d)], 0.005, 0, 4)


def shell(boxes):
    """Slabs, columns, walls of the facade's building."""
    names = [n for n in boxes if n.startswith(("floor_", "column_"))]
    forms = solids(boxes, names)
    for name, holes in (
        ("infill_1_west", [(-6.2, 0.9, -4.7, 2.4)]),
        ("infill_1_east", [(4.6, 0.9, 6.1, 2.4)]),
        ("infill_1_back", []),
        (
            "infill_2",
            [
                (-6.2, 4.5, -4.7, 6.0),
                (-2.6, 4.5, -1.1, 6.0),
                (1.1, 4.5, 2.6, 6.0),
                (4.7, 4.5, 6.2, 6.0),
            ],
        ),
    ):
        box = boxes[name]
        form = Form(name, box.centre)
        wall(form, "block", (box.low, box.high), holes)
        z = box.high[2]
        for a, c, b, d in holes:
            # A lintel, and the 1 m line of the carpenters beside it.
            form.box("concrete", (a - 0.25, d, z - 0.19), (b + 0.25, d + 0.2, z + 0.004), 0.004)
        forms.append(form)
    extra = Form("dressing_frame")
    wall(extra, "block", ((-7.5, 0.0, -14.02), (7.5, 3.3, -13.9)), (), ("+z", "-z"))
    wall(extra, "block", ((-7.5, 3.6, -14.02), (7.5, 6.9, -13.9)), (), ("+z", "-z"))
    for x in (-7.44, 7.44):
        for y in (0.0, 3.6):
            for s in (1, -1):
                at = [(x, y, -11.6), (x, y, -14.0), (x, y + 3.3, -14.0), (x, y + 3.3, -11.6)]
                extra.quad("block", at if s > 0 else at[::-1])
    for k, (x, z) in enumerate((x, z) for x in (-7.25, -3.6, 3.6, 7.25) for z in (-11.15,)):
        starters(extra, x, z, 7.2, seed=k)
    # Rails about the top slab, and a stack of ply and props on it.
    for y in (7.8, 8.4):
        fit.banded(extra, (-7.4, y, -10.86), (7.4, y, -10.86))
    for k in range(11):
        x = -7.4 + 1.48 * k
        fit.banded(extra, (x, 7.2, -10.86), (x, 8.45, -10.86), step=0.3)
    fit.striped(extra, "sign/stripes_red", (-7.4, 7.2, -10.85), (7.4, 7.38, -10.83), (0, 0, 1))
    for k in range(14):
        extra.box(
            "goods/ply",
            (-1.6 + 0.012 * (k % 3), 7.2 + 0.018 * k, -12.6),
            (0.25 + 0.012 * (k % 2), 7.217 + 0.018 * k, -11.7),
            0,
        )
    for k in range(9):
        fit.pipe(
            extra,
            "enamel/zinc",
            (2.0, 7.24 + 0.05 * (k // 5), -12.3 + 0.06 * (k % 5)),
            (5.0, 7.24 + 0.05 * (k // 5), -12.3 + 0.06 * (k % 5)),
            0.024,
            6,
        )
    return forms + [extra]
