"""What a hand holds: ladle, cleaver, telephone; workers' tools are in `tools.py`. Each is made in
the frame of its hand: first axis along the fingers, second out of the palm, third to the thumb's
side. What is held lies oblique.
"""

import numpy as np
from scipy.spatial.transform import Rotation

import tools
from piece import loft
from pose import SIGN
from solids import box, colourful, tube

# From the fist to the middle of a ladle's bowl, metres.
LADLE_M = 0.55
FIST = tools.FIST
# How a handle lies in the hand: degrees off the line across the palm, degrees that the thing is
# turned out of the palm about its handle, metres that it is shifted to its own second axis.
LIE = {"ladle": (60, 75, 0.0), "cleaver": (52, 65, 0.015), **tools.LIE}


def ladle():
    """A wok ladle, its bowl out by the thumb's side."""
    f, n = FIST
    rod = tube([(f, n, 0.0), (f, n, LADLE_M - 0.045)], [0.007, 0.006], "#8a8d8e", 8)
    along = [(f, n, t) for t in (-0.095, -0.09, 0.08, 0.09)]
    grip = tube(along, [0.009, 0.012, 0.012, 0.008], "#6b4a2e", 10)
    rings = []
    for k, r in ((0.0, 0.012), (0.012, 0.036), (0.03, 0.052), (0.034, 0.048), (0.016, 0.034)):
        turns = np.linspace(0, 2 * np.pi, 12, endpoint=False)
        rings.append([(f + 0.012 - k, n + r * np.cos(x), LADLE_M + r * np.sin(x)) for x in turns])
    bowl = colourful(*loft(rings, True, True), "#9a9d9e")
    return [rod, grip, bowl]


def cleaver():
    """A Chinese kitchen knife, its blade out by the thumb's side."""
    f, n = FIST
    along = [(f, n, t) for t in (-0.1, -0.095, 0.012, 0.018)]
    grip = tube(along, [0.009, 0.0125, 0.0125, 0.009], "#3b2a1c", 10)
    blade = box((f - 0.012, n - 0.0012, 0.015), (f + 0.078, n + 0.0012, 0.215), "#b9bdbf")
    return [grip, blade]


def phone():
    """A telephone in the palm, its screen to whom the palm looks at."""
    f, n = 0.1, 0.03
    case = box((f - 0.075, n - 0.008, -0.037), (f + 0.075, n, 0.037), "#17181b")
    screen = box((f - 0.07, n, -0.033), (f + 0.07, n + 0.001, 0.033), "#dfe9f2")
    return [case, screen]


# Where a thing lies that was laid down before a person at work: the place of its grip, where its
# far end points, and what was out of the palm. Metres of the person's frame.
LAID = {
    "ladle": ((-0.16, 1.175, 0.475), (0.3, -0.42, 0.86), (0.0, 1.0, 0.3)),
    "cleaver": ((-0.2, 0.862, 0.5), (0.25, 0.0, 1.0), (0.0, 1.0, 0.0)),
}


def laid(name):
    """The thing's pieces where it is laid down, in the axes of a person's feet."""
    at, out, up = (np.array(x) for x in LAID[name])
    out = out / np.linalg.norm(out)
    side = np.cross(up, out)
    side /= np.linalg.norm(side)
    turn = np.stack([side, np.cross(out, side), out])
    pieces = PROPS[name]()
    for piece in pieces:
        piece.verts = (piece.verts - [*FIST, 0]) @ turn + at
        piece.normals = piece.normals @ turn
    return pieces


PROPS = {"ladle": ladle, "cleaver": cleaver, "phone": phone, **tools.TOOLS}


def held(rig, name, side="r"):
    """The prop's pieces in the axes of the resting hand, about its wrist."""
    grip = rig.grip[side].copy()
    # The third axis shall point to the thumb's side on either hand.
    grip[:, 2] = np.cross(grip[:, 0], grip[:, 1]) * -SIGN[side]
    pieces = PROPS[name]()
    if name in LIE:
        # About the middle of the fist, from across the palm toward the fingers.
        oblique, roll, shift = LIE[name]
        lay = Rotation.from_euler("YZ", [oblique, roll], degrees=True).as_matrix()
        middle = np.array([*FIST, 0])
        for piece in pieces:
            piece.verts = (piece.verts - middle + [0, shift, 0]) @ lay.T + middle
            piece.normals = piece.normals @ lay.T
    for piece in pieces:
        flipped = np.linalg.det(grip) < 0
        piece.verts = piece.verts @ grip.T
        piece.normals = piece.normals @ grip.T
        if flipped:
            piece.tris = piece.tris[:, ::-1].copy()
    return pieces
