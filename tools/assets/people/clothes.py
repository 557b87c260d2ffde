"""A cook's clothes: jacket, trousers and cap, loosened from the body's surface and hung.

MakeHuman's `tights` are the body without its small hollows; jacket and trousers begin there.
"""

import numpy as np
from mathutils import Vector

from hang import hang
from piece import (
    Piece,
    cut,
    cut_out,
    drape,
    edge_of,
    halve,
    loft,
    normals_of,
    push_out,
    smooth,
    thin,
    tree,
    triangles,
    weights_from,
    where,
)


# A cap sits lower at the back by this much, metres.
CAP_FALL_M = 0.042
ARM = ("upperarm", "lowerarm", "hand")
# A sleeve ends so far over the wrist, in a cuff that is turned up.
SLEEVE_M = 0.05
# Whatever of a jacket is farther from the middle than this belongs to a sleeve, metres.
ARM_M = 0.3
# Trousers are taken from the leg over this height and let down to the hem, metres.
ANKLE_M = 0.11
HEM_M = 0.04
# A jacket ends so far over the lowest bone of the neck, inside its collar.
NECK_M = 0.02
# A jacket's hem hangs no farther than this off the hips, metres.
HEM_OFF_M = 0.03
# Half the depth of a fold where a limb bends, how far it is to the next, and how far from the joint
# there are any, metres.
FOLD_M = 0.006
WIDE_M = 0.074
FOLDED_M = 0.095


def tights(body):
    """Vertices, triangles and weights of the body's tights."""
    group = body.base.group("helper-tights")
    quads = body.base.quads["helper-tights"] - group[0]
    return body.verts[group], triangles(quads), body.base.weights[group]


def ramp(x, low, high):
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


# Cloth is darker by this share in the depth of a fold.
DARKER = 0.3


def done(verts, tris, weights, colour, count, deep):
    """A hung mesh as a piece of `count` triangles that has the fine mesh's normals; `deep` is how
    far its folds stand out.
    """
    thinned, faces = thin(verts, tris, count)
    piece = Piece(thinned, faces).paint(colour)
    low = weights_from(thinned, verts, np.clip(-deep / FOLD_M, 0, 1)[:, None])
    piece.colour = piece.colour * (1 - DARKER * low)
    piece.weights = weights_from(thinned, verts, weights)
    piece.normals = weights_from(thinned, verts, normals_of(verts, tris))
    piece.normals /= np.linalg.norm(piece.normals, axis=1, keepdims=True)
    return piece


def even(weights, tris, rounds=14):
    """Weights without steps, so that cloth bends and does not break."""
    return smooth(weights, tris, rounds)


def sleeve_end(body, look, side):
    """Where a sleeve ends, and the way from there up the arm."""
    wrist, elbow = body.head(f"hand_{side}"), body.head(f"lowerarm_{side}")
    if look.get("short_sleeves"):
        shoulder = body.head(f"upperarm_{side}")
        return elbow + (shoulder - elbow) * 0.3, unit(shoulder - elbow)
    way = unit(elbow - wrist)
    return wrist + way * SLEEVE_M, way


def cut_sleeve(body, look, cloth, faces, side):
    """What is left of a jacket when a sleeve is cut to its length."""
    stop, way = sleeve_end(body, look, side)
    if not look.get("short_sleeves"):
        return cut(cloth, faces, stop, way)
    # The plane of a short sleeve's end would cut the hem too.
    is_arm = of_side(cloth, side) & (np.abs(cloth[:, 0]) > ARM_M - 0.04)
    is_arm &= cloth[:, 1] > body.head("pelvis")[1]
    return where(cloth, faces, np.where(is_arm, (cloth - stop) @ way, 1.0))


def unit(v):
    return v / np.linalg.norm(v)


def jacket(body, look, stance, legs):
    """Sleeves to under the elbow's half, hem over the hips."""
    verts, tris, weights = tights(body)
    bones = body.base.bones
    hem, neck = body.head("thigh_l")[1] - 0.06, body.head("neck_01")
    cloth, faces = cut(verts, tris, (0, hem, 0), (0, 1, 0))
    cloth, faces = cut(cloth, faces, neck + [0, NECK_M, 0], (0, -1, -0.42))
    for side in "lr":
        cloth, faces = cut_sleeve(body, look, cloth, faces, side)
    own = weights_from(cloth, verts, weights)
    cloth, faces, own = halve(cloth, faces, own)
    end = np.full(len(cloth), 1.0)
    for side in "lr":
        stop, way = sleeve_end(body, look, side)
        is_side = of_side(cloth, side) & (np.abs(cloth[:, 0]) > ARM_M)
        end = np.where(is_side, (cloth - stop) @ way, end)
    arm = own[:, arms_of(body)].sum(axis=1)
    low = ramp(-cloth[:, 1], -hem - 0.3, -hem)
    off = 0.014 + 0.003 * arm + 0.016 * low * (1 - arm)
    # About the neck and at the cuffs it lies close.
    rim = cloth[:, 1] - (neck[1] + NECK_M - 0.42 * (cloth[:, 2] - neck[2]))
    off *= 1 - 0.75 * ramp(rim * (1 - arm), -0.08, -0.005)
    edge = edge_of(len(cloth), faces)
    loose = cloth + normals_of(cloth, faces) * off[:, None]
    loose = smooth(loose, faces, 20, 0.5, edge)
    loose = push_out(loose, tree(verts, tris), off * 0.75)
    loose = smooth(loose, faces, 3, 0.5, edge)
    # Below the waist a jacket hangs from the hips and does not follow each thigh.
    for side in "lr":
        thigh = bones.index(f"thigh_{side}")
        moved = own[:, thigh] * 0.6
        own[:, thigh] -= moved
        own[:, bones.index("pelvis")] += moved
    own = even(own, faces)
    held = np.maximum(ramp(rim, -0.05, -0.012) * (arm < 0.5), 1 - ramp(end, 0.0, 0.02))
    under = [(verts, tris, weights), (legs.verts, legs.tris, legs.weights)]
    hung = hang(stance, loose, faces, own, under, held, larger=0.085, stiff=0.35)
    hung = smooth(hung, faces, 2)
    hips = ramp(-hung[:, 1], -hem - 0.2, -hem - 0.05) * (arm < 0.5)
    hung = smooth(pull_in(hung, tree(verts, tris), HEM_OFF_M, hips), faces, 3, 0.5, hips < 0.5)
    deep = bends(body, hung, "lowerarm", arm > 0.5, np.array([0.0, 0.3, 1.0]))
    waist = body.head("spine_01")[1] - 0.02
    deep += pushed(hung, waist, 0.09, 0.7) * (arm < 0.5)
    hung += normals_of(hung, faces) * deep[:, None]
    piece = done(hung, faces, own, look["jacket"], look["jacket_tris"], deep)
    up, ahead = np.array([0.0, 1, 0]), np.array([0.0, 0, 1])
    arms = [
        (body.head(f"{b}_{s}"), body.tail(f"{b}_{s}") - body.head(f"{b}_{s}"), up)
        for s in "lr"
        for b in ("upperarm", "lowerarm")
    ]

    def part(verts):
        own = weights_from(verts, hung, arm[:, None])[:, 0] > 0.5
        low = np.abs(verts[:, 0]) > np.abs(body.head("lowerarm_l")[0])
        return np.where(own, 1 + low + 2 * (verts[:, 0] < 0), 0)

    return drape(piece, part, [(body.head("pelvis"), up, ahead), *arms])


def pull_in(verts, inside, most, share):
    """Brings what is farther than `most` from the surface `inside` nearer by a share."""
    verts = verts.copy()
    for i in np.flatnonzero(share > 0):
        near, _, _, far = inside.find_nearest(Vector(verts[i]))
        if far is not None and far > most:
            verts[i] += (np.array(near) - verts[i]) * (1 - most / far) * share[i]
    return verts


def ridge(x):
    """A fold for every 1 of x: round above, sharp below; from -1 to 1."""
    return 2 * np.abs(np.sin(np.pi * x)) ** 0.8 - 1


def bends(body, verts, joint, is_limb, inward):
    """How far cloth stands out in folds about the joints of both sides, metres; most on the side
    `inward`, to which the limb bends.
    """
    deep = np.zeros(len(verts))
    for side in "lr":
        start, end = body.head(f"{joint}_{side}"), body.tail(f"{joint}_{side}")
        way = unit(end - start)
        off = verts - start
        along = off @ way
        flat = off - along[:, None] * way
        inner = 0.5 + 0.5 * flat @ unit(inward - way * (inward @ way)) / length(flat)
        near = np.exp(-((along / FOLDED_M) ** 2)) * (np.linalg.norm(off, axis=1) < 0.3)
        # Folds fan out from the inner side and meet one another.
        fan = along * (1 + 0.5 * inner) + 0.22 * np.abs(flat @ np.cross(way, inward))
        fan = fan + 0.008 * np.sin(off[:, 0] * 60 + off[:, 2] * 45)
        deep += near * is_limb * (0.35 + 0.65 * inner) * FOLD_M * ridge(fan / WIDE_M)
    return deep


def length(rows):
    return np.maximum(np.linalg.norm(rows, axis=1), 1e-6)


def pushed(verts, middle, spread, share):
    """Folds where cloth is pushed together from above, as over a shoe or a belt: `middle` is the
    level, `spread` how far they go up and down, metres.
    """
    x, y, z = verts.T
    slant = y + 0.02 * np.sin(x * 34 + z * 21) + 0.014 * np.sin(z * 47 - x * 13 + y * 20)
    near = np.exp(-(((y - middle) / spread) ** 2))
    return share * near * FOLD_M * ridge(slant / WIDE_M)


def arms_of(body):
    """The numbers of the bones in a sleeve."""
    return [body.base.bones.index(f"{b}_{s}") for b in ARM for s in "lr"]


def trousers(body, look, stance, shoes):
    """Straight legs that break on the shoes."""
    verts, tris, weights = tights(body)
    waist = body.head("pelvis")[1] + 0.03
    cloth, faces = cut(verts, tris, (0, waist, 0), (0, -1, 0))
    cloth, faces = cut(cloth, faces, (0, ANKLE_M, 0), (0, 1, 0))
    is_leg = np.abs(cloth[:, 0]) < body.head("lowerarm_l")[0] * 0.93
    cloth, faces, _ = cut_out(cloth, faces[is_leg[faces].all(axis=1)])
    own = weights_from(cloth, verts, weights)
    cloth, faces, own = halve(cloth, faces, own)
    # What ended at the ankle goes down to the shoe.
    shin = body.head("calf_l")[1] - 0.05
    share = ((shin - cloth[:, 1]) / (shin - ANKLE_M)).clip(0)
    cloth[:, 1] -= share * (ANKLE_M - HEM_M)
    loose = cloth + normals_of(cloth, faces) * 0.009
    for side in "lr":
        loose = straighten(body, loose, side)
    edge = edge_of(len(loose), faces)
    loose = smooth(loose, faces, 20, 0.5, edge)
    loose = push_out(loose, tree(verts, tris), np.where(cloth[:, 1] > 0.2, 0.006, -0.2))
    loose = smooth(loose, faces, 3, 0.5, edge)
    own = even(own, faces)
    held = ramp(cloth[:, 1], waist - 0.06, waist - 0.02)
    under = [(verts, tris, weights)] + [(s.verts, s.tris, s.weights) for s in shoes]
    hung = hang(stance, loose, faces, own, under, held, larger=0.05, stiff=0.4)
    hung = smooth(hung, faces, 3)
    deep = bends(body, hung, "calf", hung[:, 1] > 0.12, np.array([0.0, 0.0, -1.0]))
    deep += bends(body, hung, "thigh", 0.7, np.array([0.0, 0.0, 1.0]))
    deep += pushed(hung, 0.1, 0.06, 0.9) * (hung[:, 1] > 0.06)
    hung += normals_of(hung, faces) * deep[:, None]
    # No hem is trodden on.
    hung[:, 1] = np.where(hung[:, 1] < 0.05, 0.05 + (hung[:, 1] - 0.05) * 0.4, hung[:, 1])
    hung[:, 1] = np.maximum(hung[:, 1], 0.022)
    piece = done(hung, faces, own, look["trousers"], look.get("trousers_tris", 2900), deep)
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
    wide = np.maximum(r, np.interp(high, levels, [0.082, 0.08, 0.08, 0.07]))
    wide = np.where(high < knee[1] - 0.1, np.minimum(wide, 0.086), wide)
    is_tube = of_side(verts, side) & (high < knee[1] + 0.2)
    tube = axis + out * (wide / np.maximum(r, 1e-4))[:, None]
    verts = verts.copy()
    verts[is_tube, 0], verts[is_tube, 2] = tube[is_tube, 0], tube[is_tube, 1]
    return verts


def trunk(body, cover):
    """A tree of what is worn, without sleeves: an apron does not lie on an arm."""
    bones = body.base.bones
    sleeves = [bones.index(f"{b}_{s}") for b in ("upperarm", "lowerarm", "hand") for s in "lr"]
    tris = []
    for piece, first in zip(cover, offsets(cover)):
        is_arm = piece.weights[:, sleeves].sum(axis=1) > 0.3
        tris.append(piece.tris[~is_arm[piece.tris].any(axis=1)] + first)
    return tree(np.concatenate([piece.verts for piece in cover]), np.concatenate(tris))


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
    """A cook's tall pleated cap, or a helper's low one: the band, and the crown over it."""
    points = 60
    front = body.verts[body.base.group("body")][:, 1].max() - look["cap_down_m"]
    band = ring_at(body, front, CAP_FALL_M, 0.015, points, hull)
    # It goes over the widest place that it covers.
    over = ring_at(body, front + 0.03, CAP_FALL_M, 0.015, points, hull) - [0, 0.03, 0]
    axis = np.array([0, 0, body.head("head")[2]])
    wider = np.linalg.norm((over - axis)[:, [0, 2]], axis=1)
    wider = wider > np.linalg.norm((band - axis)[:, [0, 2]], axis=1)
    band = np.where(wider[:, None], over, band)
    # The hull of a head has bumps, a cap's band has none.
    for _ in range(14):
        band = (np.roll(band, 1, axis=0) + 2 * band + np.roll(band, -1, axis=0)) / 4
    middle = band.mean(axis=0)
    flat = (band - middle) * [1, 0, 1]
    turns = np.linspace(0, 2 * np.pi, points, endpoint=False)
    pleat = np.cos(turns * 15)[:, None]

    def ring(up, wide, deep):
        level = min(1, up / 0.09)
        at = band * [0, 1, 0] * (1 - level) + middle * [0, 1, 0] * level
        return flat * (wide + deep * pleat) + middle * [1, 0, 1] + at + [0, up, 0]

    edge = look["cap_band_m"]
    rim = [(0.002, 0.96), (0, 0.99), (0.001, 1.0), (edge - 0.003, 1.0), (edge, 0.99), (edge, 0.96)]
    found = [
        loft([ring(up, wide, 0) for up, wide in rim]),
        loft([ring(*level) for level in look["cap"]], is_closed_last=True),
    ]
    return [on_head(body, *mesh, look["cap_colour"]) for mesh in found]


def on_head(body, verts, tris, colour):
    """A piece that the head alone moves."""
    piece = Piece(verts, tris).paint(colour)
    piece.normals = normals_of(verts, tris)
    piece.weights = np.eye(len(body.base.bones))[np.full(len(verts), body.base.bones.index("head"))]
    return piece


# A collar's section from its foot: height, and how far off the neck, metres.
STAND_COLLAR = (
    (-0.024, 0.001), (-0.01, 0.006), (0.015, 0.009), (0.037, 0.01), (0.039, 0.006), (0.036, 0.003),
    (0.0, 0.003),
)
FOLD_COLLAR = (
    (-0.026, 0.004), (-0.027, 0.021), (-0.02, 0.026), (0.01, 0.023), (0.036, 0.014), (0.04, 0.008),
    (0.034, 0.003), (0.0, 0.003),
)


def collar(body, look, hull, profile=STAND_COLLAR):
    """A collar about the neck, its ends a little apart before the throat."""
    neck = body.head("neck_01")
    turns = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    rings = []
    wide = tree(*tights(body)[:2])
    for up, out in profile:
        ring = []
        # Its foot stands on the jacket, its edge follows the neck.
        upper = float(ramp(np.array(up), -0.01, 0.045))
        for a in turns:
            way = np.array([np.sin(a), 0, np.cos(a)])
            notch = np.exp(-((min(a, 2 * np.pi - a) / 0.22) ** 2))
            rise = up - 0.02 * notch * max(up, 0) / 0.037
            at = neck + [0, 0.01 + rise - 0.035 * (np.cos(a) + 0.2), 0.0]
            hits = [t.ray_cast(Vector(at + way * 0.2), Vector(-way), 0.2)[3] for t in (wide, hull)]
            loose, close = (0.06 if hit is None else min(0.2 - hit, 0.1) for hit in hits)
            ring.append(at + way * (max(loose, close) * (1 - upper) + close * upper + out))
        for _ in range(4):
            ring = (np.roll(ring, 1, axis=0) + 2 * np.array(ring) + np.roll(ring, -1, axis=0)) / 4
        rings.append(ring)
    verts, tris = loft(rings)
    piece = Piece(verts, tris).paint(look["jacket"])
    piece.normals = normals_of(verts, tris)
    group = body.base.group("body")
    piece.weights = weights_from(verts, body.verts[group], body.base.weights[group])
    return piece


def cuff(body, look, worn, side):
    """The end of a sleeve, turned up."""
    hull = tree(worn.verts, worn.tris)
    wrist, elbow = body.head(f"hand_{side}"), body.head(f"lowerarm_{side}")
    way = (elbow - wrist) / np.linalg.norm(elbow - wrist)
    u = np.cross(way, [0, 1, 0])
    u /= np.linalg.norm(u)
    v = np.cross(way, u)
    turns = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    outs = [u * np.cos(a) + v * np.sin(a) for a in turns]
    far = []
    for along in (0.008, 0.03, 0.05):
        start = wrist + way * (SLEEVE_M + along)
        hits = [hull.ray_cast(Vector(start + o * 0.12), Vector(-o), 0.12) for o in outs]
        far.append([0.045 if h[0] is None else 0.12 - h[3] for h in hits])
    far = np.array(far)
    for _ in range(6):
        far = (np.roll(far, 1, axis=1) + 2 * far + np.roll(far, -1, axis=1)) / 4
    profile = (
        (0.01, -0.004), (-0.006, -0.003), (-0.01, 0.002), (-0.007, 0.006), (0.015, 0.008),
        (0.042, 0.008), (0.047, 0.005), (0.046, -0.004),
    )
    rings = []
    for along, out in profile:
        r = [np.interp(along, (0.008, 0.03, 0.05), far[:, k]) + out for k in range(len(turns))]
        middle = wrist + way * (SLEEVE_M + along)
        rings.append([middle + o * x for o, x in zip(outs, r)])
    verts, tris = loft(rings)
    piece = Piece(verts, tris).paint(look["jacket"])
    piece.normals = normals_of(verts, tris)
    piece.weights = weights_from(verts, worn.verts, worn.weights, 8)
    return piece


def flap(body, look, worn):
    """The upper of both fronts of a double-breasted jacket: one edge is seen, one goes under."""
    hull = tree(worn.verts, worn.tris)
    top, foot = body.head("neck_01")[1] - 0.035, body.head("spine_01")[1]
    highs, share = np.linspace(top, foot, 22), np.linspace(0, 1, 11)
    off = np.interp(share, [0, 0.06, 0.5, 0.94, 1], [-0.012, 0.0035, 0.004, 0.005, -0.012])
    verts = []
    for row, y in enumerate(highs):
        half = np.interp(y, [foot, top - 0.1, top], [0.075, 0.085, 0.06])
        for t, o in zip(share, off):
            x = half * (2 * t - 1) if t < 0.99 else half + 0.001
            hit = hull.ray_cast(Vector((x, y, 0.6)), Vector((0, 0, -1)), 1.0)[0]
            o = -0.012 if row == 0 else o
            verts.append(np.array(hit) + [0, 0, o] if hit else np.array([x, y, 0.0]))
    wide = len(share)
    quads = [
        [r * wide + c, (r + 1) * wide + c, (r + 1) * wide + c + 1, r * wide + c + 1]
        for r in range(len(highs) - 1)
        for c in range(wide - 1)
    ]
    verts, tris = np.array(verts), triangles(np.array(quads))
    piece = Piece(verts, tris).paint(look["jacket"])
    piece.normals = normals_of(verts, tris)
    piece.weights = weights_from(verts, worn.verts, worn.weights)
    axis = [(body.head("pelvis"), np.array([0.0, 1, 0]), np.array([0.0, 0, 1]))]
    return drape(piece, lambda v: np.zeros(len(v)), axis)


def buttons(body, look, worn):
    """Two rows of buttons on a double-breasted jacket; `worn` is its flap."""
    hull = tree(worn.verts, worn.tris)
    top = body.head("neck_01")[1] - 0.065
    turns = np.linspace(0, 2 * np.pi, 9, endpoint=False)
    verts, tris = [], []
    for row in range(look["button_rows"]):
        for x in (-0.052, 0.06):
            start = np.array([x * (0.85 if row == 0 else 1), top - row * 0.082, 0.6])
            hit, normal, _, _ = hull.ray_cast(Vector(start), Vector((0, 0, -1)), 1.0)
            if hit is None:
                continue
            n = np.array(normal)
            u = np.cross([0, 1, 0], n)
            u /= np.linalg.norm(u)
            v = np.cross(n, u)
            rings = [
                [np.array(hit) + n * up + (u * np.cos(a) + v * np.sin(a)) * r for a in turns]
                for up, r in ((-0.002, 0.0085), (0.003, 0.0085), (0.0055, 0.006))
            ]
            own, faces = loft(rings, is_closed_last=True)
            tris.append(faces + sum(len(v) for v in verts))
            verts.append(own)
    verts, tris = np.concatenate(verts), np.concatenate(tris)
    piece = Piece(verts, tris).paint(look["buttons"])
    piece.normals = normals_of(verts, tris)
    piece.weights = weights_from(verts, worn.verts, worn.weights)
    return piece
