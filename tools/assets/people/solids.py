"""Bars and boxes that tools and buckles are made of."""

import numpy as np

from piece import Piece, loft, normals_of


def tube(points, radii, colour, sides=8):
    """A round bar along points."""
    points = np.asarray(points, float)
    rings = []
    for i, p in enumerate(points):
        way = points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)]
        way /= np.linalg.norm(way)
        a = np.cross(way, [0.31, 0.9, 0.3])
        a /= np.linalg.norm(a)
        b = np.cross(way, a)
        turns = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        rings.append([p + (a * np.cos(x) + b * np.sin(x)) * radii[i] for x in turns])
    return colourful(*loft(rings, True, True), colour)


def box(low, high, colour):
    """A box with its own corners for every side, so that its edges are sharp."""
    low, high = np.array(low), np.array(high)
    verts, tris = [], []
    for axis in range(3):
        for end in (0, 1):
            u, v = (axis + 1) % 3, (axis + 2) % 3
            first = len(verts)
            for du, dv in ((0, 0), (1, 0), (1, 1), (0, 1)):
                p = np.zeros(3)
                p[axis] = (low, high)[end][axis]
                p[u] = (low, high)[du][u]
                p[v] = (low, high)[dv][v]
                verts.append(p)
            order = [[0, 1, 2], [0, 2, 3]] if end else [[0, 2, 1], [0, 3, 2]]
            tris += [[first + k for k in t] for t in order]
    return colourful(np.array(verts), np.array(tris), colour)


def colourful(verts, tris, colour):
    piece = Piece(verts, tris).paint(colour)
    piece.normals = normals_of(verts, tris)
    return piece
