"""A full-body harness: straps over the shoulders that meet at the back, chest strap, belt, loops
about the thighs, rings; and the lanyard that goes from its back to where it is hooked.
"""

import numpy as np
from scipy.spatial.transform import Rotation

from clothes import offsets
from lay import band, finish, strap
from piece import Piece, loft, normals_of, tree
from solids import box, tube

HALF_M = 0.021
STEEL = "#b9bcbe"
DARK = "#24272b"
UP, AHEAD = np.array([0.0, 1, 0]), np.array([0.0, 0, 1])


def joined(worn):
    """What is worn as one mesh, so that straps are moved by whatever they lie on."""
    stack = lambda name: np.concatenate([getattr(p, name) for p in worn])
    tris = np.concatenate([p.tris + first for p, first in zip(worn, offsets(worn))])
    return Piece(stack("verts"), tris, weights=stack("weights"))


def ring_place(body):
    """Where the ring at the back is, metres, in the pose at rest."""
    return body.head("spine_03") * [0, 1, 0] + [0, 0.075, 0]


def harness(body, look, outer, trousers):
    """All straps and rings."""
    colour, trim = look["harness"], look.get("harness_trim", DARK)
    upper = trunk_piece(body, outer)
    hull = tree(upper.verts, upper.tris)
    whole = joined([upper, trousers])
    both = tree(whole.verts, whole.tris)
    neck, chest = body.head("neck_01"), body.head("spine_03")[1]
    waist = body.head("spine_01")[1] + 0.03
    back = ring_place(body)
    found = []
    lay = lambda path, **more: strap(both, whole, path, HALF_M, more.pop("colour", colour), **more)
    for s in (-1, 1):
        front = [
            (s * 0.12, waist - 0.02, 0.3),
            (s * 0.115, chest, 0.3),
            (s * 0.105, neck[1] - 0.1, 0.22),
            (s * 0.095, neck[1] - 0.01, 0.07),
            (s * 0.09, neck[1] + 0.005, -0.02),
            (s * 0.075, neck[1] - 0.06, -0.25),
            (s * 0.012, back[1], -0.3),
            (-s * 0.07, back[1] - 0.13, -0.3),
            (-s * 0.11, waist, -0.3),
        ]
        found.append(lay(front, out=0.0055 + 0.001 * (s > 0)))
    found.append(lay([(x, chest + 0.005, 0.3) for x in (-0.125, 0, 0.125)], out=0.008))
    belt = np.array([0, waist - 0.02, body.head("spine_01")[2]])
    found.append(
        band(hull, whole, belt, UP, AHEAD, 0.046, trim, thick=0.007, rounds=8, near=8)
    )
    legs = tree(trousers.verts, trousers.tris)
    for s, side in ((1, "l"), (-1, "r")):
        found += thigh(body, legs, hull, whole, colour, s, side, waist)
    found += buckles(body, both, whole, chest, waist)
    found += ring(body, both, whole, back)
    return found


def trunk_piece(body, outer):
    """What is worn above, without its sleeves."""
    from workwear import arm_share

    is_arm = arm_share(body, outer) > 0.55
    return Piece(outer.verts, outer.tris[~is_arm[outer.tris].any(axis=1)], weights=outer.weights)


def thigh(body, legs, hull, whole, colour, s, side, waist):
    """A loop about the thigh, and the strap from it up to the belt behind and before."""
    joint, knee = body.head(f"thigh_{side}"), body.head(f"calf_{side}")
    axis = (joint - knee) / np.linalg.norm(joint - knee)
    at = joint - axis * 0.115
    tilt = Rotation.from_rotvec(np.array([0, 0, 1.0]) * s * np.radians(16)).as_matrix()
    tilt = Rotation.from_rotvec(np.array([1.0, 0, 0]) * np.radians(-10)).as_matrix() @ tilt
    axis = tilt @ axis
    loop = band(
        legs, whole, at, axis, AHEAD, 0.042, colour, thick=0.0065, far=0.13, rounds=3, count=28,
    )
    # Straps that hold the loop go down to the jacket's hem, and on under it.
    hem = joint[1] - 0.052
    tail = [(s * 0.11, waist - 0.02, -0.3), (s * 0.105, hem, -0.3)]
    hold = [(s * 0.12, waist - 0.02, 0.3), (s * 0.125, hem, 0.3)]
    lay = lambda path: strap(hull, whole, path, HALF_M * 0.9, colour, out=0.006)
    return [loop, lay(tail), lay(hold)]


def buckles(body, hull, whole, chest, waist):
    """Steel buckles on chest and belt."""
    found = []
    for x, y, w, h in ((0.0, chest + 0.005, 0.026, 0.03), (0.0, waist - 0.02, 0.032, 0.03)):
        at, n = surface(hull, (x, y, 0.4), (0, 0, -1))
        piece = box((-w, -h, 0.006), (w, h, 0.013), STEEL)
        piece.verts = piece.verts + at
        found.append(shiny_on(piece, whole))
    for s in (-1, 1):
        at, n = surface(hull, (s * 0.115, chest - 0.09, 0.4), (0, 0, -1))
        piece = box((-0.026, -0.014, 0.004), (0.026, 0.014, 0.0105), STEEL)
        piece.verts = piece.verts + at
        found.append(shiny_on(piece, whole))
    return found


def surface(hull, start, way):
    from mathutils import Vector

    at, normal, _, _ = hull.ray_cast(Vector(start), Vector(way))
    return np.array(at), np.array(normal)


def shiny_on(piece, whole):
    made = finish(piece.verts, piece.tris, whole, "#ffffff", 8)
    made.colour, made.normals, made.is_shiny = piece.colour, piece.normals, True
    # What is hard does not bend.
    made.weights = np.tile(made.weights.mean(axis=0), (len(made.verts), 1))
    return made


def ring(body, hull, whole, back):
    """The ring at the back with its plate."""
    at, _ = surface(hull, (0, back[1], -0.5), (0, 0, 1))
    plate = box((-0.03, -0.028, -0.012), (0.03, 0.028, -0.005), DARK)
    plate.verts = plate.verts + at
    turns = np.linspace(0, 2 * np.pi, 17)[:-1]
    across, up = np.cos(turns) * 0.026, np.sin(turns) * 0.03 + 0.012
    path = np.stack([across, up, 0 * turns - 0.018], axis=1)
    path = np.vstack([path, path[:2]])
    loop = tube(path + at, [0.0042] * len(path), STEEL, 6)
    return [shiny_on(plate, whole), shiny_on(loop, whole)]


def hook_place(rig, body, clip, frame):
    """Where the back's ring is in a frame of a clip, in the person's own axes."""
    at = ring_place(body) + [0, 0, -0.19]
    bone = body.base.bones.index("spine_03")
    weights = np.zeros((1, len(body.base.bones)))
    weights[0, bone] = 1
    return rig.skinned(at[None], weights, clip["pelvis"][frame], clip["turns"][frame])[0]


def lanyards(rig, body, look, clips):
    """By clip: the lanyard from the ring to where it is hooked while that clip is played."""
    for when, stop in look.get("lanyard", {}).items():
        clip = clips[when.split(".")[0]]
        yield when, lanyard(hook_place(rig, body, clip, len(clip["times"]) // 3), stop)


def lanyard(start, stop, slack=0.12):
    """A rope with its shock absorber from the harness' ring to where its hook is, in metres of the
    person's frame."""
    start, stop = np.array(start, float), np.array(stop, float)
    share = np.linspace(0, 1, 26)
    path = start + (stop - start) * share[:, None]
    path[:, 1] -= slack * 4 * share * (1 - share)
    way = (path[3] - path[0]) / np.linalg.norm(path[3] - path[0])
    pack = tube(
        [path[0] + way * t for t in (0.05, 0.056, 0.2, 0.206)], [0.012, 0.024, 0.024, 0.012],
        "#d8a21c", 8,
    )
    rope = tube(path, [0.0065] * len(path), "#c8451d", 7)
    end = path[-1] - path[-2]
    end /= np.linalg.norm(end)
    turns = np.linspace(0, 2 * np.pi, 15)
    across = np.cross(end, [0.3, 0.2, 1.0])
    across /= np.linalg.norm(across)
    hook = stop + end * (0.02 - 0.06 * np.cos(turns))[:, None] * 0.9 + across * (
        0.032 * np.sin(turns)
    )[:, None]
    return [pack, rope, tube(hook, [0.0055] * len(hook), STEEL, 6)]

