"""Closed shoes with a thick sole, lofted about the bones of a foot."""

import numpy as np

from clothes import ramp
from piece import Piece, loft, normals_of


def pair_of_shoes(body, look):
    """Both shoes."""
    found = []
    for side in "lr":
        ankle, ball = body.head(f"foot_{side}"), body.head(f"ball_{side}")
        toe = body.tail(f"ball_{side}")
        along = (toe - ankle) * [1, 0, 1]
        along /= np.linalg.norm(along)
        across = np.array([along[2], 0, -along[0]])
        heel = ankle * [1, 0, 1] - along * 0.062
        length = (toe - heel) @ along + 0.022
        upper, sole = [], []
        for t in (1 - np.cos(np.linspace(0, np.pi, 15))) / 2:
            wide = 0.052 * np.interp(
                t,
                [0, 0.015, 0.05, 0.12, 0.25, 0.5, 0.72, 0.86, 0.94, 0.985, 1],
                [0.2, 0.42, 0.6, 0.7, 0.75, 0.8, 0.97, 0.9, 0.7, 0.4, 0.16],
            )
            high = np.interp(
                t, [0, 0.08, 0.3, 0.45, 0.7, 0.9, 1], [0.075, 0.095, 0.1, 0.085, 0.062, 0.05, 0.03]
            )
            middle = heel + along * (t * length)
            a = np.linspace(0, np.pi, 9)
            arc = [
                middle + across * np.cos(x) * wide + [0, 0.02 + np.sin(x) ** 0.8 * (high - 0.02), 0]
                for x in a
            ]
            upper.append(arc)
            w = wide + 0.004
            sole.append(
                [
                    middle + across * w + [0, 0.024, 0],
                    middle - across * w + [0, 0.024, 0],
                    middle - across * w,
                    middle + across * w,
                ]
            )
        for rings, colour in ((upper, look["shoes"]), (sole, look["soles"])):
            verts, tris = loft(rings, True, True)
            verts[:, 1] = np.maximum(verts[:, 1], 0)
            piece = Piece(verts, tris).paint(colour)
            piece.normals = normals_of(verts, tris)
            bones = body.base.bones
            piece.weights = np.zeros((len(verts), len(bones)))
            front = ramp((verts - ball) @ along, -0.03, 0.03)
            piece.weights[:, bones.index(f"ball_{side}")] = front
            piece.weights[:, bones.index(f"foot_{side}")] = 1 - front
            found.append(piece)
    return found
