"""Safety helmets with headband and chin strap, and the worker's cap with a peak."""

import numpy as np
from mathutils import Vector
from scipy.spatial.transform import Rotation

import clothes
from clothes import on_head, ring_at
from lay import spaced, strap
from piece import Piece, loft, normals_of, tree, triangles

POINTS = 40
STRAP = "#2a2c2f"
# Over the crown, and about the head, a shell keeps this free for its cradle, metres.
CLEAR_M, AROUND_M = 0.036, 0.017


def headwear(body, look, hull):
    """What is on the head."""
    if look["hat"] == "cap":
        return [*clothes.cap(body, look, hull), peak(body, look, hull)]
    return helmet(body, look, hull)


def rim_of(body, look, hull):
    """The head's outline where a helmet's rim is, and the line above it where it is widest."""
    crown = body.verts[body.base.group("body")][:, 1].max()
    front = crown - look["cap_down_m"]
    low = ring_at(body, front, clothes.CAP_FALL_M * 0.5, 0.0, POINTS, hull)
    high = ring_at(body, front + 0.035, clothes.CAP_FALL_M * 0.5, 0.0, POINTS, hull)
    return low, high, crown


def helmet(body, look, hull):
    """Shell with peak and ribs, headband, strap."""
    low, high, crown = rim_of(body, look, hull)
    middle = low.mean(axis=0)
    wide = max(np.abs(low[:, 0]).max(), np.abs(high[:, 0]).max()) + AROUND_M
    both = np.concatenate([low[:, 2], high[:, 2]])
    long = (both.max() - both.min()) / 2 + AROUND_M
    centre = np.array([0, middle[1], (both.max() + both.min()) / 2])
    tall = crown + CLEAR_M - middle[1]
    turns = np.linspace(0, 2 * np.pi, POINTS, endpoint=False)
    ahead = np.minimum(turns, 2 * np.pi - turns)
    # A peak before the eyes, and a brim of a finger's breadth about the rest.
    jut = 0.011 + 0.034 * np.exp(-((ahead / 0.78) ** 4)) + 0.006 * np.exp(-((ahead - np.pi) ** 2))
    fall = -0.016 * np.exp(-((ahead / 0.8) ** 4))

    def ring(up, scale, out=0.0, drop=0.0):
        out, drop = np.broadcast_to(out, POINTS), np.broadcast_to(drop, POINTS)
        x, z = np.sin(turns) * (wide * scale + out), np.cos(turns) * (long * scale + out)
        return np.stack([x, 0 * x + up + drop, z], axis=1) + centre

    rings = [ring(0.03, 0.9), ring(0.004, 0.955), ring(-0.002, 0.98, jut * 0.5, fall * 0.6)]
    rings += [ring(up, 1, jut + out, fall) for up, out in ((-0.003, 0), (0, 0.0012), (0.004, 0))]
    rings.append(ring(0.009, 1, jut * 0.35, fall * 0.4))
    for t in (0.12, 0.3, 0.5, 0.7, 0.85, 0.95):
        rings.append(ring(tall * t, (1 - t**2.5) ** (1 / 2.1)))
    rings.append(ring(tall, 0.08))
    verts, tris = loft(rings, is_closed_last=True)
    shell = tree(verts, tris)
    pieces = [on_head(body, verts, tris, look["hat_colour"])]
    for x in (-0.042, 0.0, 0.042):
        pieces.append(rib(body, look, shell, centre, long, tall, x))
    inner = ring(0.028, 0.9)
    inside = loft([ring(0.0, 0.955), inner, ring(tall * 0.8, 0.5)], is_closed_last=True)
    pieces.append(on_head(body, inside[0], inside[1][:, ::-1], "#55585a"))
    pieces[-1].is_lining = True
    turn = Rotation.from_euler("x", look.get("hat_tilt", 0), degrees=True).as_matrix()
    for piece in pieces:
        piece.verts = (piece.verts - centre) @ turn.T + centre
        piece.normals = piece.normals @ turn.T
        piece.is_shiny = True
    pieces.append(headband(body, look, hull))
    pieces += chin_strap(body, look, hull, centre, wide)
    return pieces


def rib(body, look, shell, centre, long, tall, x):
    """A rib along the crown."""
    angles = np.radians(np.linspace(24, 152, 16))
    path = []
    for a in angles:
        way = np.array([0, np.sin(a), np.cos(a)])
        start = centre + [x, 0.02, 0]
        hit = shell.ray_cast(Vector(start + way * 0.3), Vector(-way), 0.3)
        path.append(start + way * (0.3 - hit[3] if hit[3] is not None else long))
    path = spaced(np.array(path), 0.018)
    share = np.linspace(0, 1, len(path))
    high = 0.0055 * np.sin(np.pi * share) ** 0.6 - 0.0005
    half = 0.011 if x == 0 else 0.007
    ways = np.gradient(path, axis=0)
    rings = []
    for p, way, up in zip(path, ways, high):
        n = np.cross([1.0, 0, 0], way)
        n *= -1 / np.linalg.norm(n)
        n = n if n @ (p - centre) > 0 else -n
        s = np.array([1.0, 0, 0])
        rings.append([p - s * half - n * 0.003, p - s * half * 0.7 + n * up,
                      p + s * half * 0.7 + n * up, p + s * half - n * 0.003])
    verts, tris = loft(rings, True, True)
    if volume(verts, tris) < 0:
        tris = tris[:, ::-1]
    return on_head(body, verts, tris, look["hat_colour"])


def volume(verts, tris):
    a, b, c = (verts[tris[:, k]] for k in range(3))
    return np.einsum("ij,ij->i", a - verts.mean(0), np.cross(b - a, c - a)).sum()


def headband(body, look, hull):
    """The band that holds the shell, seen under its rim."""
    crown = body.verts[body.base.group("body")][:, 1].max()
    front = crown - look["cap_down_m"]
    rings = []
    for up, out in ((-0.012, 0.001), (-0.012, 0.004), (0.02, 0.005), (0.02, 0.001)):
        found = ring_at(body, front + up, clothes.CAP_FALL_M * 0.5, out, POINTS, hull)
        for _ in range(6):
            found = (np.roll(found, 1, axis=0) + 2 * found + np.roll(found, -1, axis=0)) / 4
        rings.append(found)
    return on_head(body, *loft(rings), "#26282a")


def chin_strap(body, look, hull, centre, wide):
    """Fastened under the chin, or hanging."""
    base = body.base
    skin = base.group("body")
    before = skin[(np.abs(base.verts[skin, 0]) < 0.2) & (base.verts[skin, 2] > 0.9)]
    before = before[np.argsort(base.verts[before, 1])]
    height = lambda dm: np.interp(dm, base.verts[before, 1], body.verts[before, 1])
    face = Piece(body.verts[skin], None, weights=base.weights[skin])
    chin, jaw = height(6.2), height(6.75)
    axis = body.head("head")[2]
    out = np.abs(body.verts[skin][np.abs(body.verts[skin, 1] - jaw) < 0.01, 0]).max()
    high = centre[1] + 0.004
    if look.get("strap") == "loose":
        return loose_strap(body, centre, wide, axis)
    tip = body.verts[before[np.argmin(np.abs(base.verts[before, 1] - 6.2))]]
    found = []
    side = lambda s: [
        (s * (wide - 0.008), high, axis + 0.012),
        (s * (out + 0.006), (high + jaw) / 2, axis + 0.016),
        (s * out * 0.95, jaw - 0.005, axis + 0.026),
        (s * 0.05, chin + 0.006, axis + 0.045),
    ]
    under = [(0.0, tip[1] - 0.016, tip[2] - 0.03)]
    path = [*side(-1), *under, *side(1)[::-1]]
    piece = strap(hull, face, path, 0.007, STRAP, out=0.0035, thick=0.002)
    piece.weights = np.eye(len(base.bones))[np.full(len(piece.verts), base.bones.index("head"))]
    found.append(piece)
    return found


def loose_strap(body, centre, wide, axis):
    """Both ends hang from the rim, one with its buckle."""
    found = []
    for s, long in ((1, 0.2), (-1, 0.165)):
        share = np.linspace(0, 1, 12)
        path = np.stack(
            [
                s * (wide - 0.004 + 0.006 * share + 0.004 * np.sin(share * 5)),
                centre[1] - long * share,
                axis + 0.014 + 0.03 * share**1.5 + 0.006 * np.sin(share * 7),
            ],
            axis=1,
        )
        rings = []
        for p in path:
            a, n = np.array([0.0, 0, 0.0075]), np.array([0.0012, 0, 0])
            rings.append([p - a - n, p + a - n, p + a + n, p - a + n])
        verts, tris = loft(rings, True, True)
        if volume(verts, tris) < 0:
            tris = tris[:, ::-1]
        found.append(on_head(body, verts, tris, STRAP))
        if s > 0:
            found.append(buckle(body, path[-1]))
    return found


def buckle(body, at):
    """The quick buckle at a strap's end."""
    from solids import box

    piece = box(at - [0.004, 0.024, 0.011], at + [0.004, 0.004, 0.011], "#17181a")
    return on_head(body, piece.verts, piece.tris, "#17181a")


def peak(body, look, hull):
    """The stiff peak of a cap, bent about the forehead."""
    crown = body.verts[body.base.group("body")][:, 1].max()
    front = crown - look["cap_down_m"]
    rim = ring_at(body, front + 0.008, clothes.CAP_FALL_M, 0.018, 60, hull)
    middle = rim.mean(axis=0)
    angles = np.radians(np.linspace(-58, 58, 19))
    turns = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    along = lambda k: np.interp(angles, turns, rim[:, k], period=2 * np.pi)
    root = np.stack([along(k) for k in range(3)], axis=1)
    tall = np.cos(angles / np.radians(58) * np.pi / 2) ** 0.55
    top, foot = [], []
    for out in np.linspace(-0.006, 0.068, 6):
        reach = max(out, 0) * tall
        way = root - middle
        way[:, 1] = 0
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        way = way * 0.45 + np.array([0, 0, 1.0]) * 0.55
        fall = -0.32 * reach - 1.6 * reach**2 - 0.012 * (1 - np.cos(angles))
        down = np.stack([0 * fall, fall, 0 * fall], axis=1)
        top.append(root + way * (reach + min(out, 0))[:, None] + down)
    top = np.array(top)
    wide = len(angles)
    quads = np.array(
        [
            [r * wide + c, (r + 1) * wide + c, (r + 1) * wide + c + 1, r * wide + c + 1]
            for r in range(len(top) - 1)
            for c in range(wide - 1)
        ]
    )
    upper, tris = top.reshape(-1, 3), triangles(quads)
    if normals_of(upper, tris)[:, 1].mean() < 0:
        tris = tris[:, ::-1]
    lower = upper - [0, 0.0035, 0]
    verts = np.concatenate([upper, lower])
    edge = [(len(top) - 1) * wide + c for c in range(wide)]
    close = np.array([[a, b, b + len(upper), a + len(upper)] for a, b in zip(edge, edge[1:])])
    rim_tris = triangles(close)
    both = np.concatenate([tris, tris[:, ::-1] + len(upper), rim_tris, rim_tris[:, ::-1]])
    piece = on_head(body, verts, both, look["cap_colour"])
    return piece
