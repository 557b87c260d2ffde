"""What every building site is put together from: tubes, couplers, planks, nets, bricks, boards."""

import math

import numpy as np

from kit.shape import Chart, smooth, unit

TUBE_M = 0.024
# A tube's paint repeats after this much.
SPAN_M = 1.5


def both(form, look, corners):
    """A thin sheet: a face for each side, 2 mm apart so that neither shades the other."""
    corners = np.asarray(corners, float)
    off = unit(np.cross(corners[1] - corners[0], corners[2] - corners[0])) * 0.001
    form.quad(look, corners + off)
    form.quad(look, (corners - off)[::-1])


def pipe(form, look, a, b, r=TUBE_M, n=8, ends=True):
    """A straight tube, open at its ends."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    long = float(np.linalg.norm(b - a))
    pieces = max(1, math.ceil(long / SPAN_M))
    way = (b - a) / pieces
    for k in range(pieces):
        low = a + way * k
        form.lathe(look, low, [(r, 0), (r, long / pieces)], way, n)
    if ends:
        for at, out in ((a, a - b), (b, b - a)):
            disc(form, "dark", at, out, r, n)


def disc(form, look, at, out, r, n=8):
    """A flat round end."""
    out = unit(out)
    side = unit(np.cross(out, [0.31, 0.12, 0.94] if abs(out[1]) > 0.5 else [0, 1, 0]))
    third = np.cross(out, side)
    turns = [2 * math.pi * k / n for k in range(n)]
    form.quad(look, [at + (side * math.cos(t) + third * math.sin(t)) * r for t in turns])


def along(box, axis):
    """A box's ends along one of its axes."""
    a, b = np.array(box.centre, float), np.array(box.centre, float)
    a[axis], b[axis] = box.low[axis], box.high[axis]
    return a, b


def banded(form, a, b, r=TUBE_M, looks=("red", "white"), step=0.4, n=8):
    """A tube painted in bands."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    long = float(np.linalg.norm(b - a))
    way, count = unit(b - a), max(1, round(long / step))
    for k in range(count):
        form.lathe(
            looks[k % len(looks)],
            a + way * long * k / count,
            [(r, 0), (r, long / count)],
            way,
            n,
        )
    for at, out in ((a, a - b), (b, b - a)):
        disc(form, "dark", at, out, r, n)


def coupler(form, at, first, second, off):
    """A right-angle coupler: a shell round each tube, a bolt through each ear.

    The tubes run along `first` at `at` and along `second` at `at + off`.
    """
    at, off = np.asarray(at, float), np.asarray(off, float)
    for place, way, away in ((at, unit(first), off), (at + off, unit(second), -off)):
        r, half = TUBE_M + 0.007, 0.024
        form.lathe(
            "cast",
            place - way * half,
            [(TUBE_M, 0), (r, 0.004), (r, 2 * half - 0.004), (TUBE_M, 2 * half)],
            way,
            8,
        )
        out = -unit(away)
        side = np.cross(way, out)
        foot = place + out * r * 0.6 + side * r
        form.lathe("bare", foot - way * 0.0, [(0.007, -0.02), (0.007, 0.05), (0, 0.05)], out, 6)
        form.lathe("cast", foot, [(0.014, 0.012), (0.014, 0.03), (0, 0.03)], out, 6)
    form.block("cast", at + off / 2, [0.03, 0.03, 0.03], 0.004)


def plank(form, low, high, hoops=True):
    """A scaffold plank of wood with wire round its ends."""
    low, high = np.array(low, float), np.array(high, float)
    axis = 0 if high[0] - low[0] > high[2] - low[2] else 2
    long = high[axis] - low[axis]
    count = max(1, round(long / 3.0))
    for k in range(count):
        a, b = low.copy(), high.copy()
        a[axis] = low[axis] + long * k / count + (0.004 if k else 0)
        b[axis] = low[axis] + long * (k + 1) / count
        form.box("goods/wood", a, b, 0.004)
        for end in (a[axis] + 0.07, b[axis] - 0.07) if hoops else ():
            c, d = a - 0.0015, b + 0.0015
            c[axis], d[axis] = end - 0.006, end + 0.006
            form.box("iron", c, d, 0)


def curtain(form, look, low, high, axis, seed=0, deep=0.008, step=0.5):
    """A hanging net, seen from both sides; `axis` is the way through it.

    Each side's light is one chart: chart by chart it showed the squares of the mesh.
    """
    low, high = np.array(low, float), np.array(high, float)
    wide = 2 - axis
    n = max(2, round((high[wide] - low[wide]) / step))
    m = max(2, round((high[1] - low[1]) / step))
    rng = np.random.default_rng(seed)
    # Folds run from top to foot, and hang out a little below.
    bulge = rng.uniform(-deep, deep, n + 1)
    middle = (low[axis] + high[axis]) / 2
    verts, spots = [], {}
    for i in range(m + 1):
        for k in range(n + 1):
            p = np.zeros(3)
            p[wide] = low[wide] + (high[wide] - low[wide]) * k / n
            p[1] = low[1] + (high[1] - low[1]) * i / m
            p[axis] = middle + bulge[k] * (0.5 + 0.5 * (m - i) / m)
            spots[len(verts)] = (p[wide] - low[wide], p[1] - low[1])
            verts.append(p)
    faces = [
        [i * (n + 1) + k, i * (n + 1) + k + 1, (i + 1) * (n + 1) + k + 1, (i + 1) * (n + 1) + k]
        for i in range(m)
        for k in range(n)
    ]
    out = np.array(smooth(verts, faces))
    for s in (1, -1):
        chart = Chart(high[wide] - low[wide], high[1] - low[1])
        side = np.array(verts) + out * 0.001 * s
        form.faces(look, side, out * s, faces, [(chart, spots)] * len(faces))


def striped(form, look, low, high, facing, wide=1.2):
    """A board with slanted stripes on the side it faces and on the other."""
    low, high = np.array(low, float), np.array(high, float)
    axis = 0 if abs(facing[0]) > 0 else 2
    run = 2 - axis
    form.box("whiteOld" if look == "sign/stripes_red" else "yellow", low, high, 0.003)
    n = max(1, round((high[run] - low[run]) / wide))
    long = (high[run] - low[run]) / n
    mid = (low + high) / 2
    for k in range(n):
        for s in (1, -1):
            at, out = mid.copy(), np.zeros(3)
            at[run] = low[run] + long * (k + 0.5)
            at[axis] = high[axis] if s > 0 else low[axis]
            out[axis] = s
            form.label(look, at, out, long, high[1] - low[1] - 0.006, 0.0008)


def board(form, look, at, facing, wide, high, thick=0.006, back="whiteOld"):
    """A sign on a thin sheet of its own."""
    at, n = np.array(at, float), unit(facing)
    across = np.abs(np.cross([0, 1, 0], n))
    size = across * wide + np.array([0, high, 0]) + np.abs(n) * thick
    form.block(back, at - n * thick / 2, size, 0)
    form.label(look, at, n, wide, high, 0.0012)


def brick(form, centre, turn=0.0, look="brick", size=(0.24, 0.053, 0.115), bevel=0.004):
    """One brick, turned about the upright."""
    c, s = math.cos(turn), math.sin(turn)
    half = np.array(size) / 2
    corners = []
    for y in (-1, 1):
        for x, z in ((-1, 1), (1, 1), (1, -1), (-1, -1)):
            px, pz = x * half[0], z * half[2]
            corners.append(np.array(centre) + [px * c + pz * s, y * half[1], pz * c - px * s])
    a = corners
    form.quad(look, [a[4], a[5], a[6], a[7]])
    form.quad(look, [a[3], a[2], a[1], a[0]])
    for i in range(4):
        k = (i + 1) % 4
        form.quad(look, [a[i], a[k], a[k + 4], a[i + 4]])


LOOKS = ("brick", "brick", "brickDark", "brickPale")


def bricks(form, low, high, seed=0, gap=0.006, lack=()):
    """A stack laid crosswise course by course; `lack` names bricks that are gone, by number."""
    low, high = np.array(low, float), np.array(high, float)
    rng = np.random.default_rng(seed)
    courses = round((high[1] - low[1]) / 0.06)
    tall = (high[1] - low[1]) / courses
    number = 0
    for c in range(courses):
        long, wide = (0.245, 0.12) if c % 2 else (0.12, 0.245)
        nx = max(1, int((high[0] - low[0] + 0.01) / long))
        nz = max(1, int((high[2] - low[2] + 0.01) / wide))
        dx, dz = (high[0] - low[0]) / nx, (high[2] - low[2]) / nz
        for i in range(nx):
            for k in range(nz):
                inner = 0 < i < nx - 1 and 0 < k < nz - 1 and c < courses - 1
                number += 1
                if inner or number in lack:
                    continue
                at = (low[0] + dx * (i + 0.5), low[1] + tall * (c + 0.5), low[2] + dz * (k + 0.5))
                size = (dx - gap, tall - 0.003, dz - gap)
                look = LOOKS[rng.integers(0, 4)]
                brick(form, at, rng.normal(0, 0.008), look, size)


def rope(form, look, a, b, r=0.008, sag=0.0, n=6, steps=8):
    """A rope or cable between two points."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    steps = steps if sag else 1
    points = [
        a + (b - a) * k / steps - np.array([0, 4 * sag * (k / steps) * (1 - k / steps), 0])
        for k in range(steps + 1)
    ]
    form.tube(look, points, r, 0.0, n)


def cone(form, at, high=0.7, half=0.18):
    """A traffic cone: rubber foot, orange, two white bands."""
    x, y, z = at
    form.box("rubber", (x - half, y, z - half), (x + half, y + 0.03, z + half), 0.008, "-y")
    r = [half * 0.78, 0.03]
    marks = [(0.03, "red"), (0.26, "white"), (0.4, "red"), (0.52, "white"), (0.62, "red")]
    for (low, look), top in zip(marks, [m[0] for m in marks[1:]] + [high]):
        a, b = (r[0] + (r[1] - r[0]) * (h - 0.03) / (high - 0.03) for h in (low, top))
        form.lathe(look, (x, y + low, z), [(a, 0), (b, top - low)], (0, 1, 0), 14)
    form.lathe("red", (x, y + high, z), [(0.03, 0), (0, 0.004)], (0, 1, 0), 14)


def helmet(form, centre, size, look, toward=1.0, strap=True):
    """A hard hat: dome with a rib, a peak on the side `toward` z, its strap hanging."""
    x, y, z = centre
    w, h, d = (s / 2 for s in size)
    foot = y - h + 0.03
    shell = []
    for k in range(7):
        t = math.pi / 2 * k / 6
        shell.append((math.cos(t) ** 0.8, math.sin(t)))
    top = 2 * h - 0.03
    turns = [2 * math.pi * k / 20 for k in range(21)]
    grid, out = [], []
    for r, u in shell:
        row, ns = [], []
        for t in turns:
            c, s = math.cos(t), math.sin(t)
            row.append((x + c * r * w * 0.88, foot + u * top, z + s * r * d * 0.8 - 0.01 * toward))
            ns.append(unit((c * r, u * 1.1 + 0.05, s * r)))
        grid.append(row)
        out.append(ns)
    form.wrap(look, grid, out)
    # The brim, wider in front.
    rim, edge = grid[0], []
    for t in turns:
        c, s = math.cos(t), math.sin(t)
        ahead = max(0.0, s * toward)
        edge.append((x + c * w, foot - 0.018 - 0.01 * ahead, z + s * d * (0.86 + 0.13 * ahead)))
    for i in range(20):
        both(form, look, [edge[i], edge[i + 1], rim[i + 1], rim[i]])
    form.box(
        look, (x - 0.012, foot + top * 0.6, z - d * 0.5), (x + 0.012, y + h, z + d * 0.4), 0.01
    )
    if strap:
        low = y - h
        for s in (-1, 1):
            form.tube(
                "black",
                [
                    (x + s * w * 0.8, foot - 0.01, z),
                    (x + s * w * 0.5, low + 0.01, z + 0.02 * toward),
                    (x, low + 0.004, z + 0.03 * toward),
                ],
                0.004,
                0.03,
                6,
            )


def extinguisher(form, x, z, y=0.0, high=0.55, r=0.075):
    """A 4 kg powder extinguisher: label, valve, hose."""
    body = high * 0.72
    form.lathe(
        "red",
        (x, y, z),
        [
            (r * 0.9, 0),
            (r, 0.015),
            (r, body - 0.05),
            (r * 0.7, body - 0.01),
            (0.022, body + 0.01),
            (0.022, body + 0.04),
            (0, body + 0.04),
        ],
        (0, 1, 0),
        16,
    )
    form.label_round("sign/extinguisher", (x, y + body * 0.52, z), r + 0.001, 1.7, 0.17, 6)
    form.box("bare", (x - 0.02, y + body + 0.03, z - 0.02), (x + 0.02, y + body + 0.07, z + 0.02))
    form.box("black", (x - 0.012, y + high - 0.05, z - 0.03), (x + 0.012, y + high, z + 0.1), 0.005)
    form.tube(
        "black",
        [
            (x + 0.02, y + body + 0.05, z),
            (x + r + 0.02, y + body, z),
            (x + r + 0.018, y + 0.1, z + 0.01),
        ],
        0.011,
        0.06,
        8,
    )


def heap(form, look, centre, size, seed=0, rings=6, segments=18, power=1.3):
    """Loose goods in a heap: flat foot, soft top."""
    x, y, z = centre
    rng = np.random.default_rng(seed)
    grid, out = [], []
    wave = rng.normal(0, 0.05, (rings + 1, segments))
    for i in range(rings + 1):
        s = i / rings
        row = []
        for k in range(segments + 1):
            t = 2 * math.pi * k / segments
            r = (1 - s) * (1 + wave[i, k % segments] * (0 if i in (0, rings) else 1))
            rise = (1 - (1 - s) ** power) * size[1]
            rise += 0.0 if i in (0, rings) else wave[i, (k + 3) % segments] * 0.4 * size[1]
            row.append(
                (
                    x + math.cos(t) * r * size[0] / 2,
                    y + max(rise, 0),
                    z + math.sin(t) * r * size[2] / 2,
                )
            )
        grid.append(row)
    verts = [p for row in grid for p in row]
    n = segments + 1
    faces = [
        [i * n + k, i * n + k + 1, (i + 1) * n + k + 1, (i + 1) * n + k]
        for i in range(rings)
        for k in range(segments)
    ]
    faces = [f[::-1] for f in faces]
    out = np.array(smooth(verts, faces))
    for i in range(rings + 1):
        seam = unit(out[i * n] + out[i * n + segments])
        out[i * n] = out[i * n + segments] = seam
    chart = Chart(size[0], size[2])
    at = {i: (p[0] - x + size[0] / 2, p[2] - z + size[2] / 2) for i, p in enumerate(verts)}
    form.faces(look, verts, out, faces, [(chart, at)] * len(faces))
