"""What lies about the site: sky, tower blocks in the haze, hoarding, ground."""

import math

import numpy as np

from kit.greenery import tree
from kit.shape import Chart, Coat, Form

from . import fittings as fit
from . import sky

# The dome's radius: the engine sees 150 m far, from anywhere on the site.
RADIUS_M = 118.0


def dome(name="dressing_sky", middle=(0.0, 0.0, 0.0)):
    """The panorama all around. It shines by itself: its place on the lightmap is one even spot."""
    form = Form(name)
    coat, chart = Coat(), Chart(1.0, 1.0)
    form.coats["sky"] = coat
    heights = [sky.FOOT_DEG, 0, 6, 14, 24, 36, 50, 62, sky.TOP_DEG]
    turns = 40
    verts, uvs = [], []
    for deg in heights:
        e = math.radians(deg)
        for k in range(turns + 1):
            # North, -z, in the picture's middle; its right is east.
            t = 2 * math.pi * (k / turns - 0.5)
            way = (math.cos(e) * math.sin(t), math.sin(e), -math.cos(e) * math.cos(t))
            verts.append(np.array(middle) + np.array(way) * RADIUS_M)
            v = (sky.TOP_DEG - deg) / (sky.TOP_DEG - sky.FOOT_DEG)
            uvs.append([k / turns, 0.003 + 0.994 * v])
    top = len(verts)
    verts.append(np.array(middle) + np.array([0, RADIUS_M, 0]))
    normals = [-(v - np.array(middle)) / RADIUS_M for v in verts]
    n, faces, places = turns + 1, [], []
    for i in range(len(heights) - 1):
        for k in range(turns):
            face = [i * n + k, i * n + k + 1, (i + 1) * n + k + 1, (i + 1) * n + k]
            faces.append(face)
            places.append([uvs[j] for j in face])
    last = (len(heights) - 1) * n
    for k in range(turns):
        faces.append([last + k, last + k + 1, top])
        places.append([uvs[last + k], uvs[last + k + 1], [(k + 0.5) / turns, 0.003]])
    coat.add(verts, normals, faces, places, [(chart, [(0.5, 0.5)] * len(f)) for f in faces])
    return form


def block(form, look, x, z, wide, deep, low, high):
    """Four walls and a roof of a building far off."""
    x0, x1, z0, z1 = x - wide / 2, x + wide / 2, z - deep / 2, z + deep / 2
    step = 24.0
    y = low
    while y < high:
        t = min(y + step, high)
        form.quad(look, [(x0, y, z1), (x1, y, z1), (x1, t, z1), (x0, t, z1)])
        form.quad(look, [(x1, y, z0), (x0, y, z0), (x0, t, z0), (x1, t, z0)])
        form.quad(look, [(x1, y, z1), (x1, y, z0), (x1, t, z0), (x1, t, z1)])
        form.quad(look, [(x0, y, z0), (x0, y, z1), (x0, t, z1), (x0, t, z0)])
        y = t
    form.quad("concrete", [(x0, high, z1), (x1, high, z1), (x1, high, z0), (x0, high, z0)])


def raw(form, x, z, wide, deep, low, high):
    """A tower in work: net up to some floors below the top, bare slabs and columns above."""
    netted = high - 9.0
    block(form, "netFar", x, z, wide, deep, low, netted)
    for k in range(4):
        y = netted + 3.0 * k
        form.block("concrete", (x, y - 0.15, z), (wide - 1, 0.3, deep - 1), 0)
        if k == 3:
            break
        for i in range(5):
            for j in (-1, 1):
                at = (x + (i - 2) * (wide - 2) / 4, y + 1.4, z + j * (deep / 2 - 1.2))
                form.block("concrete", at, (0.7, 2.8, 0.7), 0)
    for k in range(int((netted - low) / 6)):
        form.block("netBand", (x, low + 6 * k + 3, z), (wide + 0.2, 0.3, deep + 0.2), 0)


def far_crane(form, x, z, foot, high, turn):
    """A tower crane beyond the fence: bars enough to be known by."""
    for dx in (-0.8, 0.8):
        for dz in (-0.8, 0.8):
            form.block(
                "craneYellow", (x + dx, (foot + high) / 2, z + dz), (0.24, high - foot, 0.24), 0
            )
    for k in range(int((high - foot) / 1.8)):
        y, s = foot + 1.8 * k, 1 if k % 2 else -1
        for dz in (-0.8, 0.8):
            form.tube(
                "craneYellow",
                [(x - 0.8 * s, y, z + dz), (x + 0.8 * s, y + 1.8, z + dz)],
                0.07,
                0,
                4,
            )
    c, s = math.cos(turn), math.sin(turn)

    def at(along, up):
        return (x + c * along, high + up, z + s * along)

    for up, side in ((0.0, 0.6), (0.0, -0.6), (1.6, 0.0)):
        off = np.array([-s * side, 0, c * side])
        form.tube("craneYellow", [np.add(at(-12, up), off), np.add(at(42, up), off)], 0.12, 0, 4)
    for k in range(27):
        form.tube("craneYellow", [at(-12 + 2 * k, 0), at(-11 + 2 * k, 1.6)], 0.07, 0, 4)
        form.tube("craneYellow", [at(-11 + 2 * k, 1.6), at(-10 + 2 * k, 0)], 0.07, 0, 4)
    form.tube("craneYellow", [at(0, 1.6), at(0, 7)], 0.3, 0, 5)
    form.tube("steelRope", [at(0, 7), at(26, 1.6)], 0.06, 0, 4)
    form.tube("steelRope", [at(0, 7), at(-11, 1.6)], 0.06, 0, 4)
    form.block("concreteDark", at(-10.5, -0.6), (2.2, 2.2, 2.2), 0)
    form.block("white", at(1.4, -1.2), (1.6, 2.0, 1.6), 0)
    form.tube("steelRope", [at(24, 0), at(24, -14)], 0.05, 0, 4)


def city(foot=0.0):
    """Tower blocks 45 to 95 m off, one of them in work under its net."""
    form = Form("dressing_city")
    block(form, "face", -52, -58, 26, 15, foot, 52)
    block(form, "face", -82, -20, 15, 30, foot, 46)
    block(form, "face", 66, -62, 28, 15, foot, 58)
    block(form, "face", 88, 4, 15, 34, foot, 50)
    block(form, "face", -40, 74, 30, 15, foot, 48)
    block(form, "face", 30, 86, 30, 15, foot, 40)
    raw(form, 24, -86, 24, 15, foot, 51)
    raw(form, -74, 44, 16, 22, foot, 40)
    far_crane(form, 42, -80, foot, 66, 2.7)
    far_crane(form, -58, 56, foot, 55, 0.4)
    return form.weigh(0.02)


def street():
    """Beyond the gate: pavement, kerbs, a road with its dashes, a hedge and trees over the way."""
    form = Form("dressing_street")
    for look, z0, z1, y in (
        ("concrete", 4.0, 6.0, 0.0),
        ("asphalt", 6.0, 14.0, -0.12),
        ("concrete", 14.0, 17.0, 0.0),
        ("earth", 17.0, 62.0, 0.0),
    ):
        floor(form, look, -58, z0, 58, z1, y)
    form.quad("concrete", [(58, -0.12, 6), (-58, -0.12, 6), (-58, 0, 6), (58, 0, 6)])
    form.quad("concrete", [(-58, -0.12, 14), (58, -0.12, 14), (58, 0, 14), (-58, 0, 14)][::-1])
    for k in range(9):
        x = -24 + 6.0 * k
        at = [(x, -0.115, 10.08), (x + 3, -0.115, 10.08), (x + 3, -0.115, 9.92), (x, -0.115, 9.92)]
        form.quad("whiteOld", at)
    form.box("leafDark", (-40, 0, 16.0), (40, 0.85, 16.9), 0.06, "-y")
    for k in range(9):
        tree(form, (-26 + 6.4 * k, 0, 15.2), 6.2 + 0.5 * (k % 3), 80 + k)
    return form.weigh(0.06)


def hoarding(box, inside):
    """Blue sheet on posts with a kerb; `inside` is the way to the site."""
    form = Form(box.id, box.centre)
    low, high = np.array(box.low), np.array(box.high)
    n = np.array(inside, float)
    axis = 0 if abs(n[0]) else 2
    run = 2 - axis
    middle = (low[axis] + high[axis]) / 2
    for s in (1, -1):
        a, b = np.zeros(3), np.zeros(3)
        a[axis] = b[axis] = middle + 0.008 * s
        a[run], b[run] = low[run], high[run]
        if (s > 0) == (axis == 0):
            a, b = b, a
        up = np.array([0, 2.14, 0])
        long = abs(b[run] - a[run])
        pieces = max(1, round(long / 4.4))
        for k in range(pieces):
            p, q = a + (b - a) * k / pieces, a + (b - a) * (k + 1) / pieces
            form.quad("hoard", [p, q, q + up, p + up])
    cap_low, cap_high = low.copy(), high.copy()
    cap_low[1], cap_low[axis], cap_high[axis] = 2.12, middle - 0.03, middle + 0.03
    form.box("white", cap_low, cap_high, 0.008)
    side = n[axis]
    inner = middle + side * 0.012
    count = max(2, round((high[run] - low[run]) / 3.0))
    for k in range(count + 1):
        at = low[run] + 0.05 + (high[run] - low[run] - 0.1) * k / count
        a, b = np.zeros(3), np.zeros(3)
        a[run], b[run], a[1], b[1] = at - 0.025, at + 0.025, 0.0, 2.12
        a[axis], b[axis] = sorted((inner, middle + side * 0.05))
        form.box("white", a, b, 0.004)
    a, b = low.copy(), high.copy()
    a[axis], b[axis] = sorted((middle + side * 0.01, middle + side * 0.05))
    for y in (0.62, 1.62):
        a[1], b[1] = y, y + 0.035
        form.box("whiteOld", a, b, 0.003)
    a[1], b[1] = 0.0, 0.1
    a[axis], b[axis] = low[axis], high[axis]
    form.box("concrete", a, b, 0.01, "-y")
    return form


def floor(form, look, x0, z0, x1, z1, y=0.0, weight=1.0, step=20.0):
    """A level field."""
    nx, nz = math.ceil((x1 - x0) / step), math.ceil((z1 - z0) / step)
    patch = Form("patch")
    for i in range(nx):
        for k in range(nz):
            a, b = x0 + (x1 - x0) * i / nx, x0 + (x1 - x0) * (i + 1) / nx
            c, d = z0 + (z1 - z0) * k / nz, z0 + (z1 - z0) * (k + 1) / nz
            patch.quad(look, [(a, y, d), (b, y, d), (b, y, c), (a, y, c)])
    form.absorb(patch.weigh(weight))
