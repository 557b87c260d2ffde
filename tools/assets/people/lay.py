"""What is laid on other surfaces: bands about a limb, patches on a front, straps over a shoulder.

Each follows what is worn under it, so that it neither floats nor sinks in.
"""

import numpy as np
from mathutils import Vector

from piece import Piece, loft, normals_of, smooth, triangles, weights_from

# Straps are cut in steps of this length, metres.
STEP_M = 0.02


def finish(verts, tris, worn, colour, near=6):
    """A piece that is moved by what it lies on."""
    piece = Piece(verts, tris).paint(colour)
    piece.normals = normals_of(verts, tris)
    piece.weights = weights_from(verts, worn.verts, worn.weights, near)
    piece.is_laid = True
    return piece


def about(hull, at, u, v, count, far):
    """How far a surface is from a point, in `count` ways from u over v."""
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    found = []
    for a in turns:
        way = u * np.cos(a) + v * np.sin(a)
        hit = hull.ray_cast(Vector(at + way * far), Vector(-way), far)[3]
        found.append(np.nan if hit is None else far - hit)
    found = np.array(found)
    known = ~np.isnan(found)
    if not known.any():
        return None
    return np.interp(turns, turns[known], found[known], period=2 * np.pi)


def even(ring, rounds):
    """A ring of distances without bumps, and never under what it had."""
    least = ring
    for _ in range(rounds):
        ring = (np.roll(ring, 1) + 2 * ring + np.roll(ring, -1)) / 4
        ring = np.maximum(ring, least - 0.002)
    return ring


def band(hull, worn, at, axis, front, wide, colour, **more):
    """A band about `axis` through `at`, that is `wide` along the axis."""
    thick, count = more.get("thick", 0.004), more.get("count", 40)
    far, rounds = more.get("far", 0.5), more.get("rounds", 6)
    axis = axis / np.linalg.norm(axis)
    u = front - axis * (front @ axis)
    u = u / np.linalg.norm(u)
    v = np.cross(axis, u)
    levels = np.linspace(-0.5, 0.5, 3) * wide
    rings = [about(hull, at + axis * x, u, v, count, far) for x in levels]
    # Past an open edge a band goes on as it is at the edge.
    rings = [even(rings[1] if ring is None else ring, rounds) for ring in rings]
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    ways = u * np.cos(turns)[:, None] + v * np.sin(turns)[:, None]

    def ring(level, out):
        r = np.array([np.interp(level, [-0.5, 0, 0.5], column) for column in np.array(rings).T])
        return at + axis * level * wide + ways * (r + out)[:, None]

    edge = min(0.08, 0.003 / wide)
    profile = [(-0.5, -0.004), (-0.5, thick * 0.7), (-0.5 + edge, thick), (0, thick)]
    profile += [(0.5 - edge, thick), (0.5, thick * 0.7), (0.5, -0.004)]
    verts, tris = loft([ring(*level) for level in profile])
    return finish(verts, tris, worn, colour, more.get("near", 6))


def patch(hull, worn, low, high, colour, **more):
    """A rectangle of cloth on the front or the back; `low` and `high` are (x, y)."""
    out, back = more.get("out", 0.004), more.get("back", False)
    columns, rows = more.get("columns", 5), more.get("rows", 5)
    spread = lambda a, b, n: np.concatenate([[a], np.linspace(a, b, n), [b]])
    xs, ys = spread(low[0], high[0], columns), spread(low[1], high[1], rows)
    z = -1.0 if back else 1.0
    far = np.full((len(ys), len(xs)), np.nan)
    for r, c in np.ndindex(far.shape):
        hit = hull.ray_cast(Vector((xs[c], ys[r], z)), Vector((0, 0, -z)), 2.0)[0]
        if hit is not None:
            far[r, c] = hit.z
    far = np.where(np.isnan(far), np.nanmean(far), far)
    flat = smooth_grid(far, more.get("rounds", 2), np.sign(z))
    off = np.full(far.shape, out)
    off[[0, -1]], off[:, [0, -1]] = -0.004, -0.004
    grid = np.stack([np.tile(xs, (len(ys), 1)), np.tile(ys, (len(xs), 1)).T, flat + z * off], 2)
    wide = len(xs)
    quads = np.array(
        [
            [r * wide + c, r * wide + c + 1, (r + 1) * wide + c + 1, (r + 1) * wide + c]
            for r in range(len(ys) - 1)
            for c in range(wide - 1)
        ]
    )
    if back:
        quads = quads[:, ::-1]
    return finish(grid.reshape(-1, 3), triangles(quads), worn, colour)


def smooth_grid(far, rounds, sign):
    """Depths without bumps that still lie on what is there."""
    least = far * sign
    found = least.copy()
    for _ in range(rounds):
        wide = np.pad(found, 1, mode="edge")
        mean = (wide[:-2, 1:-1] + wide[2:, 1:-1] + wide[1:-1, :-2] + wide[1:-1, 2:]) / 4
        found = np.maximum((found + mean) / 2, least - 0.001)
    return found * sign


def strap(hull, worn, points, half, colour, **more):
    """A flat strap along points that is drawn on to the nearest surface."""
    out, thick = more.get("out", 0.005), more.get("thick", 0.003)
    path = spaced(np.asarray(points, float), STEP_M, more.get("closed", False))
    for _ in range(3):
        path = np.array([nearest(hull, p, out)[0] for p in path])
        path = relax(path, more.get("closed", False))
    lefts, rights, outs = [], [], []
    ways = np.gradient(path, axis=0)
    if more.get("closed", False):
        ways = np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0)
    for p, way in zip(path, ways):
        _, n = nearest(hull, p, out)
        across = np.cross(n, way)
        across /= np.linalg.norm(across)
        edges = [nearest(hull, p + across * half * s, out)[0] for s in (-1, 1)]
        # An edge stays with its strap where the surface falls away.
        edges = [p + across * half * s + n * ((e - p) @ n) for e, s in zip(edges, (-1, 1))]
        lefts.append(edges[0])
        rights.append(edges[1])
        outs.append(n)
    lefts, rights, outs = (np.array(x) for x in (lefts, rights, outs))
    # Seen from outside, a section goes round so that the loft's faces look outward.
    rings = [
        [a - n * thick, b - n * thick, b, a] for a, b, n in zip(lefts, rights, outs)
    ]
    if more.get("closed", False):
        rings.append(rings[0])
        verts, tris = loft(rings)
    else:
        verts, tris = loft(rings, True, True)
    piece = finish(verts, tris, worn, colour, more.get("near", 6))
    return piece


def nearest(hull, p, out):
    """The place over the surface that is nearest to a point, and the surface's normal."""
    at, normal, _, _ = hull.find_nearest(Vector(p))
    n = np.array(normal)
    off = np.asarray(p) - np.array(at)
    # At an edge or a fold the way to the point says more than one face's normal.
    if off @ n > 0.004:
        n = off / np.linalg.norm(off) * 0.5 + n * 0.5
        n /= np.linalg.norm(n)
    return np.array(at) + n * out, n


def spaced(points, step, is_closed=False):
    """Points at equal distances along a line through points."""
    if is_closed:
        points = np.vstack([points, points[:1]])
    far = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    count = max(3, round(far[-1] / step) + 1)
    at = np.linspace(0, far[-1], count)
    found = np.stack([np.interp(at, far, points[:, k]) for k in range(3)], axis=1)
    return found[:-1] if is_closed else found


def relax(path, is_closed):
    """A line without corners; its ends stay."""
    before, after = np.roll(path, 1, axis=0), np.roll(path, -1, axis=0)
    found = (before + 2 * path + after) / 4
    if not is_closed:
        found[[0, -1]] = path[[0, -1]]
    return found
