"""A cook's clothes: jacket, trousers, apron, shoes and cap, loosened from the body's surface.

MakeHuman's `tights` are the body without its small hollows; jacket and trousers begin there.
"""

import numpy as np
from mathutils import Vector
from scipy.spatial import ConvexHull

from piece import (
    Piece,
    cut,
    cut_out,
    drape,
    edge_of,
    loft,
    normals_of,
    push_out,
    smooth,
    thin,
    tree,
    triangles,
    weights_from,
)


# A cap sits lower at the back by this much, metres.
CAP_FALL_M = 0.055


def tights(body):
    """Vertices, triangles and weights of the body's tights."""
    group = body.base.group("helper-tights")
    quads = body.base.quads["helper-tights"] - group[0]
    return body.verts[group], triangles(quads), body.base.weights[group]


def ramp(x, low, high):
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def done(body, verts, tris, weights, colour, count):
    """A loosened mesh as a piece of `count` triangles."""
    thinned, faces = thin(verts, tris, count)
    piece = Piece(thinned, faces).paint(colour)
    piece.weights = weights_from(thinned, verts, weights)
    piece.normals = weights_from(thinned, verts, normals_of(verts, tris))
    piece.normals /= np.linalg.norm(piece.normals, axis=1, keepdims=True)
    return piece


def jacket(body, look):
    """Long sleeves, stand-up collar, hem over the hips."""
    verts, tris, weights = tights(body)
    inside = tree(verts, tris)
    hem = body.head("thigh_l")[1] - 0.065
    cloth, faces = cut(verts, tris, (0, hem, 0), (0, 1, 0))
    cloth, faces = cut(cloth, faces, (0, body.head("neck_01")[1] + 0.012, 0), (0, -1, -0.3))
    for side in "lr":
        wrist, elbow = body.head(f"hand_{side}"), body.head(f"lowerarm_{side}")
        way = (elbow - wrist) / np.linalg.norm(elbow - wrist)
        cloth, faces = cut(cloth, faces, wrist + way * 0.012, way)
    own = weights_from(cloth, verts, weights)
    bones = body.base.bones
    arm = sum(
        own[:, bones.index(f"{b}_{s}")] for b in ("upperarm", "lowerarm", "hand") for s in "lr"
    )
    low = ramp(-cloth[:, 1], -hem - 0.3, -hem)
    off = 0.016 * (1 - arm) + 0.013 * arm + 0.02 * low * (1 - arm)
    off *= 1 - 0.6 * ramp(cloth[:, 1], body.head("neck_01")[1] - 0.08, body.head("neck_01")[1])
    edge = edge_of(len(cloth), faces)
    loose = cloth + normals_of(cloth, faces) * off[:, None]
    loose = smooth(loose, faces, 14, 0.5, edge)
    loose = push_out(loose, inside, off * 0.75)
    loose = hang(loose, arm < 0.3, body.head("spine_02")[1])
    loose = folds(body, loose, normals_of(loose, faces), arm)
    loose = smooth(loose, faces, 2, 0.4, edge)
    # Below the waist a jacket hangs from the hips and does not follow each thigh.
    for side in "lr":
        thigh = bones.index(f"thigh_{side}")
        moved = own[:, thigh] * 0.6
        own[:, thigh] -= moved
        own[:, bones.index("pelvis")] += moved
    piece = done(body, loose, faces, own, look["jacket"], 2600)
    up, ahead = np.array([0.0, 1, 0]), np.array([0.0, 0, 1])
    hips = body.head("pelvis")
    arms = [
        (body.head(f"{b}_{s}"), body.tail(f"{b}_{s}") - body.head(f"{b}_{s}"), up)
        for s in "lr"
        for b in ("upperarm", "lowerarm")
    ]

    def part(verts):
        own = weights_from(verts, loose, arm[:, None])[:, 0] > 0.5
        low = np.abs(verts[:, 0]) > np.abs(body.head("lowerarm_l")[0])
        return np.where(own, 1 + low + 2 * (verts[:, 0] < 0), 0)

    return drape(piece, part, [(hips, up, ahead), *arms])


def hang(verts, is_trunk, waist):
    """Cloth spans the hollows that it hangs over: below the waist no ring of it bends inward."""
    verts = verts.copy()
    band_m = 0.024
    low = verts[is_trunk, 1].min()
    for level in np.arange(low, waist, band_m / 2):
        near = is_trunk & (np.abs(verts[:, 1] - level - band_m / 4) <= band_m)
        own = is_trunk & (verts[:, 1] >= level) & (verts[:, 1] < level + band_m / 2)
        if near.sum() < 8 or not own.any():
            continue
        ring = verts[near][:, [0, 2]]
        corners = ring[ConvexHull(ring).vertices]
        middle = corners.mean(axis=0)
        after = np.roll(corners, -1, axis=0)
        share = float(ramp(np.array(waist - level), 0.0, 0.12))
        for i in np.flatnonzero(own):
            out = verts[i, [0, 2]] - middle
            # Where the way outward leaves the hull's edges.
            edge = after - corners
            cross = out[0] * edge[:, 1] - out[1] * edge[:, 0]
            with np.errstate(divide="ignore", invalid="ignore"):
                off = corners - middle
                far = (off[:, 0] * edge[:, 1] - off[:, 1] * edge[:, 0]) / cross
                along = (off[:, 0] * out[1] - off[:, 1] * out[0]) / cross
            hits = far[(far > 0) & (along >= -1e-6) & (along <= 1 + 1e-6)]
            if len(hits):
                grow = 1 + (hits.min() - 1) * share
                verts[i, [0, 2]] = middle + out * max(grow, 1.0)
    return verts


def folds(body, verts, normals, arm):
    """Creases where cloth is bent or pushed together: at elbows and about the waist."""
    deep = np.zeros(len(verts))
    for side in "lr":
        for bone, wide in (("lowerarm", 0.09), ("hand", 0.06), ("upperarm", 0.08)):
            joint = body.head(f"{bone}_{side}")
            off = verts - joint
            near = np.exp(-((np.linalg.norm(off, axis=1) / wide) ** 2))
            deep += near * arm * 0.006 * np.sin(off[:, 1] * 190 + off[:, 2] * 120)
    angle = np.arctan2(verts[:, 0], verts[:, 2])
    waist = np.exp(-(((verts[:, 1] - body.head("spine_02")[1]) / 0.12) ** 2)) * (1 - arm)
    deep += waist * 0.004 * np.sin(verts[:, 1] * 75 + 3 * np.sin(angle * 3))
    return verts + normals * deep[:, None]


def trousers(body, look):
    """Straight legs down to the shoes."""
    verts, tris, weights = tights(body)
    inside = tree(verts, tris)
    cloth, faces = cut(verts, tris, (0, body.head("pelvis")[1] + 0.03, 0), (0, -1, 0))
    cloth, faces = cut(cloth, faces, (0, 0.03, 0), (0, 1, 0))
    is_leg = np.abs(cloth[:, 0]) < body.head("lowerarm_l")[0] * 0.93
    cloth, faces, _ = cut_out(cloth, faces[is_leg[faces].all(axis=1)])
    own = weights_from(cloth, verts, weights)
    loose = cloth + normals_of(cloth, faces) * 0.008
    for side in "lr":
        loose = straighten(body, loose, side)
    edge = edge_of(len(loose), faces)
    loose = smooth(loose, faces, 10, 0.5, edge)
    # Toes and insteps are the shoes' business.
    loose = push_out(loose, inside, np.where(cloth[:, 1] > 0.14, 0.006, -0.2))
    loose = loose + normals_of(loose, faces) * leg_folds(body, loose)[:, None]
    loose = smooth(loose, faces, 1, 0.4, edge)
    piece = done(body, loose, faces, own, look["trousers"], 1900)
    up, ahead = np.array([0.0, 1, 0]), np.array([0.0, 0, 1])
    legs = [
        (body.head(f"foot_{s}"), body.head(f"thigh_{s}") - body.head(f"foot_{s}"), ahead)
        for s in "lr"
    ]
    crotch = body.head("thigh_l")[1] - 0.09
    part = lambda v: np.where(v[:, 1] > crotch, 0, 1 + (v[:, 0] < 0))
    return drape(piece, part, [(body.head("pelvis"), up, ahead), *legs])


def of_side(verts, side):
    """Which vertices are left or right."""
    return verts[:, 0] > 0 if side == "l" else verts[:, 0] < 0


def straighten(body, verts, side):
    """From over the knee downward a trouser leg is a tube and does not follow the calf."""
    hip, knee, ankle = (body.head(f"{b}_{side}") for b in ("thigh", "calf", "foot"))
    high = verts[:, 1]
    joints = [ankle, knee, hip]
    axis = np.stack(
        [np.interp(high, [j[1] for j in joints], [j[k] for j in joints]) for k in (0, 2)], axis=1
    )
    out = verts[:, [0, 2]] - axis
    r = np.linalg.norm(out, axis=1)
    levels = [0, ankle[1], knee[1], knee[1] + 0.2]
    wide = np.maximum(r, np.interp(high, levels, [0.088, 0.082, 0.078, 0.07]))
    wide = np.where(high < ankle[1] + 0.02, np.minimum(wide, 0.09), wide)
    is_tube = of_side(verts, side) & (high < knee[1] + 0.2)
    tube = axis + out * (wide / np.maximum(r, 1e-4))[:, None]
    verts = verts.copy()
    verts[is_tube, 0], verts[is_tube, 2] = tube[is_tube, 0], tube[is_tube, 1]
    return verts


def leg_folds(body, verts):
    """How far cloth stands out in creases at the knees and over the shoes."""
    deep = np.zeros(len(verts))
    for side in "lr":
        for bone, up, wide, far, often in (
            ("calf", 0, 0.09, 0.005, 130),
            ("foot", 0.03, 0.07, 0.006, 160),
        ):
            off = verts - body.head(f"{bone}_{side}")
            near = np.exp(-(((off[:, 1] - up) / wide) ** 2)) * of_side(verts, side)
            deep += near * far * np.sin(off[:, 1] * often + off[:, 0] * 50)
    return deep


def apron(body, look, cover):
    """Front of the body from chest or waist to the knees, over what is worn under it."""
    hull = trunk(body, cover)
    waist = body.head("spine_01")[1] + 0.03
    top = body.head("spine_03")[1] + 0.13
    foot = body.head("calf_l")[1] + look["apron_over_knee_m"]
    rows = np.linspace(waist, foot, 12)
    if look["bib"]:
        rows = np.concatenate([np.linspace(top, waist, 7)[:-1], rows])
    columns = np.linspace(-1, 1, 17)
    down_at = lambda y: float(ramp(np.array(-y), -waist, -foot))
    grid = np.zeros((len(rows), len(columns), 3))
    for r, y in enumerate(rows):
        half = np.radians(np.interp(y, [foot, waist, waist + 0.06, top], [72, 86, 62, 38]))
        radii = []
        for c in columns:
            way = np.array([np.sin(c * half), 0, np.cos(c * half)])
            hit = hull.ray_cast(Vector(way * 0.6 + [0, y, 0]), Vector(-way), 0.6)
            radii.append(0.0 if hit[0] is None else 0.6 - hit[3])
        radii = np.array(radii)
        spread = np.array(
            [max(radii[max(0, i - 2) : i + 3].mean(), radii[i]) for i in range(len(radii))]
        )
        for i, c in enumerate(columns):
            way = np.array([np.sin(c * half), 0, np.cos(c * half)])
            grid[r, i] = way * (spread[i] + 0.012 + 0.02 * down_at(y)) + [0, y, 0]
    # Cloth hangs: nothing below the belly comes nearer to the body than the belly itself lets it.
    for r in range(1, len(rows)):
        if rows[r] < waist:
            ahead = np.linalg.norm(grid[r - 1][:, [0, 2]], axis=1) - 0.006
            own = np.linalg.norm(grid[r][:, [0, 2]], axis=1)
            grow = np.maximum(ahead, own) / own
            grid[r][:, [0, 2]] *= grow[:, None]
    wide = len(columns)
    quads = np.array(
        [
            [r * wide + c, (r + 1) * wide + c, (r + 1) * wide + c + 1, r * wide + c + 1]
            for r in range(len(rows) - 1)
            for c in range(wide - 1)
        ]
    )
    verts = grid.reshape(-1, 3)
    faces = triangles(quads)
    down = ramp(-verts[:, 1], -waist, -foot)
    verts = (
        verts
        + normals_of(verts, faces)
        * (down * 0.012 * np.sin(np.tile(columns, len(rows)) * 9))[:, None]
    )
    verts = smooth(verts, faces, 2, 0.4, edge_of(len(verts), faces))
    front = Piece(verts, faces).paint(look["apron"])
    front.normals = normals_of(verts, faces)
    front.weights = apron_weights(body, verts, cover[0], waist)
    axis = [(body.head("pelvis"), np.array([0.0, 1, 0]), np.array([1.0, 0, 0.2]))]
    front = drape(front, lambda v: np.zeros(len(v)), axis)
    verts, faces = front.verts, front.tris
    back = Piece(
        verts - front.normals * 0.003,
        faces[:, ::-1].copy(),
        front.uv,
        front.colour * 0.8,
        front.weights,
        -front.normals,
        True,
    )
    if not look["bib"]:
        return [front, back]
    corners = (grid[0, 1], grid[0, -2])
    return [front, back, *(strap(body, look, cover[0], corner) for corner in corners)]


def apron_weights(body, verts, worn, waist):
    """Above the waist as what is worn there; below it as a skirt between both thighs."""
    bones = body.base.bones
    own = weights_from(verts, worn.verts, worn.weights)
    arms = [
        i for i, b in enumerate(bones) if b[:-2] in ("clavicle", "upperarm", "lowerarm", "hand")
    ]
    own[:, bones.index("spine_03")] += own[:, arms].sum(axis=1)
    own[:, arms] = 0
    skirt = np.zeros_like(own)
    down = ramp(-verts[:, 1], -waist - 0.02, -waist + 0.3) * 0.95
    left = ramp(verts[:, 0], -0.09, 0.09)
    skirt[:, bones.index("thigh_l")] = down * left
    skirt[:, bones.index("thigh_r")] = down * (1 - left)
    skirt[:, bones.index("pelvis")] = 1 - down
    share = ramp(-verts[:, 1], -waist - 0.06, -waist + 0.02)[:, None]
    return own * (1 - share) + skirt * share


def trunk(body, cover):
    """A tree of what is worn, without sleeves: an apron does not lie on an arm."""
    bones = body.base.bones
    sleeves = [bones.index(f"{b}_{s}") for b in ("upperarm", "lowerarm", "hand") for s in "lr"]
    tris = []
    for piece, first in zip(cover, offsets(cover)):
        is_arm = piece.weights[:, sleeves].sum(axis=1) > 0.3
        tris.append(piece.tris[~is_arm[piece.tris].any(axis=1)] + first)
    return tree(np.concatenate([piece.verts for piece in cover]), np.concatenate(tris))


def strap(body, look, worn, corner):
    """A band from the bib's corner over the shoulder's front to the collar."""
    hull = tree(worn.verts, worn.tris)
    neck = body.head("neck_01") + [0.062 * np.sign(corner[0]), -0.005, 0]
    middle = []
    for t in np.linspace(0, 1, 9):
        x, y, _ = corner + (neck - corner) * t
        hit, normal, _, _ = hull.ray_cast(Vector((x, y, 0.5)), Vector((0, 0, -1)), 1.0)
        if hit is not None:
            middle.append(np.array(hit) + np.array(normal) * 0.004)
    half = np.array([0.011, 0, 0])
    rings = [[p - half, p + half] for p in middle]
    verts = np.concatenate(rings)
    quads = [[2 * k, 2 * k + 1, 2 * k + 3, 2 * k + 2] for k in range(len(middle) - 1)]
    piece = Piece(verts, triangles(np.array(quads))).paint(look["apron"])
    piece.normals = normals_of(verts, piece.tris)
    piece.weights = weights_from(verts, worn.verts, worn.weights)
    return piece


def offsets(pieces):
    """Where each piece's vertices begin when all stand in one row."""
    return np.concatenate([[0], np.cumsum([len(p.verts) for p in pieces])[:-1]]).astype(int)


def ring_at(body, high, tilt, out, points, hull):
    """A ring about the head at a height (metres) that falls toward the back by `tilt`."""
    centre = np.array([0, high, body.head("head")[2] + 0.015])
    ring = []
    for k in range(points):
        a = 2 * np.pi * k / points
        way = np.array([np.sin(a), 0, np.cos(a)])
        start = centre + way * 0.3 + [0, tilt * (np.cos(a) - 1) / 2, 0]
        hit = hull.ray_cast(Vector(start), Vector(-way), 0.3)
        r = 0.09 if hit[0] is None else 0.3 - hit[3]
        ring.append(centre + way * (r + out) + [0, tilt * (np.cos(a) - 1) / 2, 0])
    return np.array(ring)


def cap(body, look, hull):
    """A cook's tall pleated cap, or a helper's low one."""
    points = 48
    front = body.verts[body.base.group("body")][:, 1].max() - look["cap_down_m"]
    band = ring_at(body, front, CAP_FALL_M, 0.014, points, hull)
    # It goes over the widest place that it covers.
    over = ring_at(body, front + 0.03, CAP_FALL_M, 0.014, points, hull) - [0, 0.03, 0]
    axis = np.array([0, 0, body.head("head")[2]])
    wider = np.linalg.norm((over - axis)[:, [0, 2]], axis=1)
    wider = wider > np.linalg.norm((band - axis)[:, [0, 2]], axis=1)
    band = np.where(wider[:, None], over, band)
    # The hull of a head has bumps, a cap's band has none.
    for _ in range(6):
        band = (np.roll(band, 1, axis=0) + 2 * band + np.roll(band, -1, axis=0)) / 4
    middle = band.mean(axis=0)
    flat = (band - middle) * [1, 0, 1]
    rings = [band - flat * 0.03, band]
    pleat = 1 + np.where(np.arange(points) % 2 == 0, look["pleat"], 0)[:, None]
    for up, wide, pleated in look["cap"]:
        level = band * [0, 1, 0] * (1 - min(1, up / 0.09)) + middle * [0, 1, 0] * min(1, up / 0.09)
        ring = flat * wide * (pleat if pleated else 1) + middle * [1, 0, 1] + level
        rings.append(ring + [0, up, 0])
    verts, tris = loft(rings, is_closed_last=True)
    piece = Piece(verts, tris).paint(look["cap_colour"])
    piece.normals = normals_of(verts, tris)
    piece.weights = np.eye(len(body.base.bones))[np.full(len(verts), body.base.bones.index("head"))]
    return piece


def collar(body, look, hull):
    """A stand-up collar about the neck."""
    neck = body.head("neck_01")
    rings = []
    for up, out in ((-0.012, 0.006), (0.012, 0.011), (0.036, 0.011), (0.036, 0.006), (0.01, 0.004)):
        ring = []
        for a in np.linspace(0, 2 * np.pi, 28, endpoint=False):
            way = np.array([np.sin(a), 0, np.cos(a)])
            at = neck + [0, 0.012 + up - 0.022 * (np.cos(a) + 0.2), 0.0]
            hit = hull.ray_cast(Vector(at + way * 0.2), Vector(-way), 0.2)
            r = 0.06 if hit[0] is None else min(0.2 - hit[3], 0.085)
            ring.append(at + way * (r + out))
        for _ in range(3):
            ring = (np.roll(ring, 1, axis=0) + 2 * np.array(ring) + np.roll(ring, -1, axis=0)) / 4
        rings.append(ring)
    verts, tris = loft(rings)
    piece = Piece(verts, tris).paint(look["jacket"])
    piece.normals = normals_of(verts, tris)
    group = body.base.group("body")
    piece.weights = weights_from(verts, body.verts[group], body.base.weights[group])
    return piece


def shoes(body, look):
    """Closed shoes with a thick sole that grips."""
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
        for t in np.linspace(0, 1, 11):
            wide = 0.052 * np.interp(
                t,
                [0, 0.05, 0.25, 0.5, 0.72, 0.9, 0.97, 1],
                [0.45, 0.66, 0.74, 0.8, 0.97, 0.82, 0.55, 0.2],
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


def buttons(body, look, worn):
    """Two rows of cloth buttons on a double-breasted jacket."""
    hull = tree(worn.verts, worn.tris)
    top = body.head("spine_03")[1] + 0.16
    verts, tris = [], []
    for row in range(4):
        for x in (-0.055, 0.055):
            start = np.array([x, top - row * 0.085, 0.6])
            hit, normal, _, _ = hull.ray_cast(Vector(start), Vector((0, 0, -1)), 1.0)
            if hit is None:
                continue
            n = np.array(normal)
            u = np.cross([0, 1, 0], n)
            u /= np.linalg.norm(u)
            v = np.cross(n, u)
            first = len(verts)
            ring = [
                np.array(hit) + n * 0.002 + (u * np.cos(a) + v * np.sin(a)) * 0.0085
                for a in np.linspace(0, 2 * np.pi, 8, endpoint=False)
            ]
            verts += ring + [np.array(hit) + n * 0.006]
            tris += [[first + k, first + (k + 1) % 8, first + 8] for k in range(8)]
    verts, tris = np.array(verts), np.array(tris)
    piece = Piece(verts, tris).paint(look["buttons"])
    piece.normals = normals_of(verts, tris)
    piece.weights = weights_from(verts, worn.verts, worn.weights)
    return piece
