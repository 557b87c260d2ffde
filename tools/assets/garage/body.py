"""What bodies of vehicles are made of: sheets that follow an outline, wheels, arches, lamps."""

import math

import numpy as np

from kit.shape import Chart, unit


def ribbon(form, look, outline, low, high, axis=2, crease=40.0, flip=False):
    """A sheet that follows an outline in the two other axes, drawn out along `axis`.

    It looks to the left of the way (seen against the axis), or to the right if flipped.
    """
    a, b = [(1, 2), (2, 0), (0, 1)][axis]
    path = [np.array(p, float) for p in outline]
    steps = [q - p for p, q in zip(path, path[1:])]
    sign = -1 if flip else 1
    flats = [unit((sign * s[1], -sign * s[0])) for s in steps]
    run = np.concatenate([[0], np.cumsum([np.linalg.norm(s) for s in steps])])
    chart = Chart(float(run[-1]), abs(high - low))
    limit = math.cos(math.radians(crease))
    for i, flat in enumerate(flats):
        verts, normals = [], []
        for j, other in ((i, i - 1), (i + 1, i + 1)):
            n = flat
            if 0 <= other < len(flats) and np.dot(flats[other], flat) > limit:
                n = unit(flat + flats[other])
            for end in (low, high):
                at, out = np.zeros(3), np.zeros(3)
                at[a], at[b], at[axis] = path[j][0], path[j][1], end
                out[a], out[b] = n
                verts.append(at)
                normals.append(out)
        s, t = run[i], run[i + 1]
        long = abs(high - low)
        lit = (chart, {0: (s, 0), 1: (s, long), 2: (t, 0), 3: (t, long)})
        form.faces(look, verts, normals, [[0, 2, 3, 1]], [lit])


def arc(cx, cy, radius, start, end, steps=8):
    """Points on an arc; degrees, from the first axis to the second."""
    return [
        (cx + radius * math.cos(math.radians(t)), cy + radius * math.sin(math.radians(t)))
        for t in np.linspace(start, end, steps + 1)
    ]


def patch(form, look, s, corners, flank=None):
    """A flat piece of a side that looks toward `s`. With a flank, the light of the whole side is
    one chart, so that no seam shows where pieces meet: its chart, its least z, its least y."""
    corners = np.asarray(corners, float)
    if not flank:
        form.quad(look, corners)
        return
    chart, z, y = flank
    spots = {i: (c[2] - z, c[1] - y) for i, c in enumerate(corners)}
    out = [(float(s), 0.0, 0.0)] * len(corners)
    form.faces(look, corners, out, [range(len(corners))], [(chart, spots)])


def panel(form, look, x, s, z0, z1, y0, y1, flank=None):
    """A flat piece of a side; `s` is the side it looks to."""
    quad = [(x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0)]
    patch(form, look, s, quad if s < 0 else quad[::-1], flank)


def arch(form, looks, x, s, zc, yc, radius, waist, top, half, flank=None, depth=0.45):
    """A wheel arch: what is left of the side about a round opening, its lip, the housing inside.

    The side has one look below its waist and another above.
    """
    low, high = looks
    meet = math.asin((waist - yc) / radius)
    turns = np.sort([*np.linspace(0, math.pi, 15), meet, math.pi - meet])
    rim = [(zc + radius * math.cos(t), yc + radius * math.sin(t)) for t in turns]
    for (za, ya), (zb, yb) in zip(rim, rim[1:]):
        bands = [(high, ya, yb, top)]
        if ya + yb < 2 * waist:
            bands = [(low, ya, yb, waist), (high, waist, waist, top)]
        for look, a, b, end in bands:
            quad = [(x, a, za), (x, b, zb), (x, end, zb), (x, end, za)]
            patch(form, look, s, quad if s > 0 else quad[::-1], flank)
    for sign in (-1, 1):
        a, b = sorted((zc + sign * radius, zc + sign * half))
        panel(form, low, x, s, a, b, yc - 0.2, waist, flank)
        panel(form, high, x, s, a, b, waist, top, flank)
    form.tube("rubber", [(x, y, z) for z, y in rim], 0.02, 0, 6)
    ribbon(form, "under", [(y, z) for z, y in rim], min(x, x - s * depth), max(x, x - s * depth), 0)


def wheel(form, centre, s, wide, is_old=False, radius=0.5):
    """A tyre on a steel rim, its face toward side `s`; two of them if it is wide."""
    x, y, z = centre
    rubber = "tyreOld" if is_old else "tyre"
    each = 0.28
    ends = (0,) if wide < 0.4 else (0, 1)
    for k in ends:
        face = x + s * (wide / 2 - k * (wide - each))
        profile = [
            (0.3, 0.035),
            (0.31, 0.01),
            (radius - 0.09, 0.0),
            (radius - 0.03, 0.015),
            (radius - 0.006, 0.05),
            (radius, 0.09),
            (radius, each - 0.09),
            (radius - 0.006, each - 0.05),
            (radius - 0.03, each - 0.015),
            (0.31, each - 0.01),
        ]
        # Of the inner one its tread alone is seen.
        seen = profile[2:-2] if k else profile
        form.lathe(rubber, (face, y, z), seen, (-s, 0, 0), 32, 50)
        for row in (0.105, 0.14, 0.175) if not k else ():
            at = face - s * row
            groove = [(radius + 0.0004, 0.0), (radius + 0.0004, 0.008)]
            form.lathe("black", (at, y, z), groove, (-s, 0, 0), 32)
    face = x + s * wide / 2
    dish = 0.04 if wide < 0.4 else 0.11
    profile = [(0.302, 0.03), (0.29, 0.01), (0.278, 0.03), (0.262, dish), (0.17, dish + 0.02)]
    if wide < 0.4:
        profile += [(0.15, 0.0), (0.08, -0.01), (0.0, -0.01)]
    else:
        profile += [(0.15, dish - 0.03), (0.12, 0.02), (0.06, 0.01), (0.0, 0.01)]
    form.lathe("rim", (face, y, z), profile[::-1], (-s, 0, 0), 32, 35)
    for k in range(10):
        t = 2 * math.pi * k / 10
        at = (face - s * (dish + 0.02), y + 0.21 * math.cos(t), z + 0.21 * math.sin(t))
        form.lathe("rimDirt", at, [(0.017, 0.0), (0.015, 0.03), (0.0, 0.032)], (s, 0, 0), 6)
        t += math.pi / 10
        at = (face - s * (dish + 0.001), y + 0.248 * math.cos(t), z + 0.248 * math.sin(t))
        form.lathe("black", at, [(0.02, 0.0), (0.0, 0.0005)], (s, 0, 0), 10)


def lamp_unit(form, at, way, wide, high, lenses):
    """A lamp cluster let into a body: black bowl, bright rings."""
    at, way = np.asarray(at, float), unit(way)
    size = np.abs(way) * 0.03 + np.abs(np.cross([0, 1, 0], way)) * wide + np.array([0, high, 0])
    form.block("black", at - way * 0.006, size, 0.012)
    right = np.cross([0, 1, 0], way)
    for off, radius, look in lenses:
        c = at + right * off + way * 0.009
        form.lathe(
            "chrome", c, [(radius, 0), (radius * 1.02, 0.004), (radius * 0.9, 0.006)], way, 20
        )
        form.lathe(look, c, [(radius * 0.9, 0.002), (radius * 0.5, 0.009), (0, 0.011)], way, 20)
