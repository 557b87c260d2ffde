"""A cook's apron: its cloth hung from the waist or the chest, the band, the bow at the back."""

import numpy as np
from mathutils import Vector

from clothes import ARM, ramp, trunk
from hang import hang
from piece import Piece, drape, loft, normals_of, smooth, tree, triangles, weights_from

# Half of how far about the body it goes, degrees, and how high the band is, metres.
HALF_DEG = 118
BAND_M = 0.034
ROWS, BIB_ROWS, COLUMNS = 15, 7, 33


def apron(body, look, stance, cover):
    """Cloth, its inner side, band, bow, and with a bib its neck strap; `cover` is worn under it."""
    hull = trunk(body, cover)
    waist = body.head("spine_01")[1] + 0.045
    grid = cut_cloth(body, look, hull, waist)
    rows, wide = grid.shape[:2]
    quads = [
        [r * wide + c, (r + 1) * wide + c, (r + 1) * wide + c + 1, r * wide + c + 1]
        for r in range(rows - 1)
        for c in range(wide - 1)
    ]
    verts, faces = grid.reshape(-1, 3), triangles(np.array(quads))
    own = apron_weights(body, verts, cover[0], waist)
    under = [(p.verts, p.tris, p.weights) for p in cover]
    row = np.repeat(np.arange(rows), wide)
    held = (row == (BIB_ROWS if look["bib"] else 0)) | (row == 0)
    hung = hang(stance, verts, faces, own, under, held.astype(float), larger=0.035, stiff=1.2)
    hung = smooth(hung, faces, 1, 0.5, held)
    front = Piece(hung, faces).paint(look["apron"])
    front.normals, front.weights = normals_of(hung, faces), own
    axis = [(body.head("pelvis"), np.array([0.0, 1, 0]), np.array([1.0, 0, 0.2]))]
    front = drape(front, lambda v: np.zeros(len(v)), axis)
    back = Piece(
        front.verts - front.normals * 0.003,
        front.tris[:, ::-1].copy(),
        front.uv,
        front.colour * 0.8,
        front.weights,
        -front.normals,
        True,
    )
    pieces = [front, back, *ties(body, look, hull, cover[0], waist)]
    if look["bib"]:
        corners = hung.reshape(rows, wide, 3)[0, [1, -2]]
        pieces += [strap(body, look, cover[0], corner) for corner in corners]
    return pieces


def cut_cloth(body, look, hull, waist):
    """Rows of points about the body, before they hang."""
    top = body.head("spine_03")[1] + 0.13
    foot = body.head("calf_l")[1] + look["apron_over_knee_m"]
    levels = np.linspace(waist, foot, ROWS)
    if look["bib"]:
        levels = np.concatenate([np.linspace(top, waist, BIB_ROWS + 1)[:-1], levels])
    grid = np.zeros((len(levels), COLUMNS, 3))
    far = None
    for r, y in enumerate(levels):
        half = np.radians(np.interp(y, [waist, waist + 0.1, top], [HALF_DEG, 62, 36]))
        ways = np.linspace(-half, half, COLUMNS)
        own = np.array([reach(hull, np.array([0, y, 0]), a) for a in ways])
        own = np.maximum(own, (np.roll(own, 1) + own + np.roll(own, -1)) / 3) + 0.008
        # It hangs: below the belly nothing comes nearer to the body than the belly lets it.
        if y < waist and far is not None:
            own = np.maximum(own, far - 0.003) + 0.0035 * np.cos(ways * 9)
        far = own
        grid[r] = np.stack([np.sin(ways) * own, 0 * ways + y, np.cos(ways) * own], axis=1)
    return grid


def reach(hull, middle, angle):
    """How far what is worn goes from the body's middle in one way about it."""
    way = np.array([np.sin(angle), 0, np.cos(angle)])
    hit = hull.ray_cast(Vector(middle + way * 0.6), Vector(-way), 0.6)
    return 0.1 if hit[0] is None else 0.6 - hit[3]


def apron_weights(body, verts, worn, waist):
    """Above the waist as what is worn there; below it as a skirt between both thighs."""
    bones = body.base.bones
    own = without_arms(body, weights_from(verts, worn.verts, worn.weights))
    skirt = np.zeros_like(own)
    down = ramp(-verts[:, 1], -waist + 0.02, -waist + 0.32) * 0.95
    left = ramp(verts[:, 0], -0.11, 0.11)
    skirt[:, bones.index("thigh_l")] = down * left
    skirt[:, bones.index("thigh_r")] = down * (1 - left)
    skirt[:, bones.index("pelvis")] = 1 - down
    share = ramp(-verts[:, 1], -waist - 0.02, -waist + 0.1)[:, None]
    return own * (1 - share) + skirt * share


def without_arms(body, weights):
    """What arms would move, the chest moves."""
    bones = body.base.bones
    arms = [bones.index(f"{b}_{s}") for b in ARM for s in "lr"]
    weights[:, bones.index("spine_03")] += weights[:, arms].sum(axis=1)
    weights[:, arms] = 0
    return weights


def ribbon(points, across, half, thick):
    """A flat band along points; `across` is its width's direction, for all or for each."""
    points = np.asarray(points, float)
    across = np.broadcast_to(across, points.shape)
    way = np.gradient(points, axis=0)
    out = np.cross(way, across)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    rings = [
        [p - a * half - o * thick, p + a * half - o * thick, p + a * half, p - a * half]
        for p, a, o in zip(points, across, out)
    ]
    return loft(rings, True, True)


def ties(body, look, hull, worn, waist):
    """The band about the waist, and the bow behind."""
    ways = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    far = np.array([reach(hull, np.array([0, waist, 0]), a) for a in ways])
    for _ in range(4):
        far = (np.roll(far, 1) + 2 * far + np.roll(far, -1)) / 4
    rings = []
    for up, out in ((-0.5, 0.004), (-0.45, 0.012), (0, 0.014), (0.45, 0.012), (0.5, 0.002)):
        r = far + out
        y = np.full(len(ways), waist - 0.006 + up * BAND_M)
        rings.append(np.stack([np.sin(ways) * r, y, np.cos(ways) * r], axis=1))
    found = [loft(rings)]
    knot = np.array([0, waist - 0.006, -(far[20] + 0.02)])
    turns = np.linspace(0, 2 * np.pi, 13)
    for s in (-1, 1):
        loop = np.stack([s * 0.036 * (1 - np.cos(turns)), 0.014 * np.sin(turns), 0 * turns], axis=1)
        bow = knot - [0, 0, 0.004] + loop
        bow[:, 1] -= 0.012 * (1 - np.cos(turns))
        found.append(ribbon(bow, (0, 0.35, -0.94), 0.012, 0.002))
        fall = np.linspace(0, 1, 9)
        tail = [
            knot + [s * (0.012 + 0.035 * t**0.7), -0.2 * t * (1 + 0.12 * s), -0.012 * np.sin(4 * t)]
            for t in fall
        ]
        found.append(ribbon(tail, (1, 0.1 * s, 0), 0.011, 0.002))
    ball = np.array([[np.sin(a) * 0.014, np.cos(a) * 0.014, 0] for a in turns[:-1]])
    found.append(
        loft([knot + ball, knot + ball * 0.95 - [0, 0, 0.01], knot + ball * 0.5 - [0, 0, 0.014]],
             False, True)
    )
    pieces = []
    for verts, tris in found:
        piece = Piece(verts, tris).paint(look["apron"])
        piece.normals = normals_of(verts, tris)
        piece.weights = without_arms(body, weights_from(verts, worn.verts, worn.weights, 12))
        pieces.append(piece)
    return pieces


def strap(body, look, worn, corner):
    """A band from the bib's corner over the shoulder's front to the collar."""
    hull = tree(worn.verts, worn.tris)
    neck = body.head("neck_01") + [0.07 * np.sign(corner[0]), -0.004, 0]
    middle = []
    for t in np.linspace(0, 1, 12):
        x, y, _ = corner + (neck - corner) * t
        hit = hull.ray_cast(Vector((x, y, 0.5)), Vector((0, 0, -1)), 1.0)[0]
        if hit is not None:
            middle.append(np.array(hit) + [0, 0.003, 0.006])
    middle = np.array(middle)
    for _ in range(2):
        middle[1:-1] = np.maximum(middle[1:-1], (middle[:-2] + middle[2:]) / 2)
    verts, tris = ribbon(middle, (-1, 0, 0), 0.011, 0.003)
    piece = Piece(verts, tris).paint(look["apron"])
    piece.normals = normals_of(verts, tris)
    piece.weights = weights_from(verts, worn.verts, worn.weights)
    return piece
