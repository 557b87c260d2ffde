"""Head and hands: skin, eyes, hair, and the picture that the face is painted on.

The picture unrolls the head like a map: across it runs the angle about the head's axis, up it runs
height. Both are measured on MakeHuman's base mesh, so that a brow has one place on every face. A
strip on top holds an iris, plain skin and plain white.
"""

import numpy as np
from mathutils import Vector
from PIL import Image
from scipy.interpolate import griddata
from scipy.ndimage import gaussian_filter, maximum_filter

from body import EYES, package
from piece import (
    Piece,
    cut_out,
    halve,
    linear,
    loft,
    normals_of,
    thin,
    tree,
    triangles,
    weights_from,
    where,
)

# Side of the picture, pixels, and the height of the strip on top.
SIDE = 512
STRIP = 64
# The map: half the angle across, radians; lowest and highest point, decimetres; axis of the head.
ANGLE = np.radians(110)
LOW, HIGH = 5.7, 8.25
AXIS_Z = 0.3
SKIN_UV = (0.45, 0.06)
EYE_UV = (32 / SIDE, 32 / SIDE, 30 / SIDE)
# Radius of the iris as a share of the eyeball's.
IRIS = 0.47


def map_uv(base_points):
    """Where points of the base mesh lie on the picture; v runs down, as glTF has it."""
    angle = np.arctan2(base_points[:, 0], base_points[:, 2] - AXIS_Z)
    u = 0.5 + angle / (2 * ANGLE)
    v = (HIGH - base_points[:, 1]) / (HIGH - LOW) * (1 - STRIP / SIDE) + STRIP / SIDE
    return np.stack([u.clip(0.002, 0.998), v.clip(STRIP / SIDE + 0.002, 0.998)], axis=1)


def mask_of(base, name):
    """How much of one of MakeHuman's masks lies on each vertex."""
    image = Image.open(package() / "textures" / f"mpfb_{name}.jpg").convert("L")
    light = np.asarray(image) / 255
    high, wide = light.shape
    quads, uvs = base.quads["body"], base.uvs[base.quad_uvs["body"]]
    x = (uvs[..., 0] * (wide - 1)).astype(int).clip(0, wide - 1)
    y = ((1 - uvs[..., 1]) * (high - 1)).astype(int).clip(0, high - 1)
    found = np.zeros(len(base.verts))
    np.maximum.at(found, quads.ravel(), light[y, x].ravel())
    return found


class Canvas:
    """The map's pixels with the angle and height of each."""

    def __init__(self, base):
        rows = SIDE - STRIP
        y, x = np.mgrid[0:rows, 0:SIDE]
        self.angle = (x + 0.5) / SIDE * 2 * ANGLE - ANGLE
        self.high = HIGH - (y + 0.5) / rows * (HIGH - LOW)
        self.side = np.degrees(np.abs(self.angle))
        skin = base.group("body")
        body = base.verts[skin]
        is_face = (body[:, 1] > LOW - 0.2) & (np.abs(body[:, 0]) < 1.1) & (body[:, 2] > -0.4)
        is_face &= mask_of(base, "inside-mouth")[skin] < 0.5
        self.known = skin[is_face]
        points = base.verts[self.known]
        self.at = np.stack([np.arctan2(points[:, 0], points[:, 2] - AXIS_Z), points[:, 1]], axis=1)

    def spread(self, values):
        """Values on vertices of the base mesh, all over the map."""
        found = griddata(self.at, values[self.known], (self.angle, self.high), method="linear")
        return np.nan_to_num(found)

    def blot(self, side_deg, high, wide_deg, tall):
        """A soft spot on both sides of the face."""
        return np.exp(
            -(((self.side - side_deg) / wide_deg) ** 2) - ((self.high - high) / tall) ** 2
        )


def paint_face(base, look, seed):
    """The picture of a face, as sRGB bytes."""
    canvas = Canvas(base)
    chance = np.random.default_rng(seed)
    noise = lambda soft: (
        gaussian_filter(chance.standard_normal(canvas.high.shape), soft) * soft * 3.5
    )
    skin = np.tile(linear(look["skin"]), (*canvas.high.shape, 1))

    def lay(colour, share):
        share = np.clip(share, 0, 1)[..., None]
        skin[:] = skin * (1 - share) + linear(colour) * share

    # Blood under cheeks, nose and ears; shade about the eyes; a beard that was shaved.
    lay("#b4543f", 0.22 * canvas.blot(28, 6.85, 14, 0.28) + 0.25 * canvas.blot(0, 6.93, 9, 0.16))
    lay("#b4543f", 0.2 * (canvas.side > 70) * (canvas.high > 6.5) * (canvas.high < 7.5))
    lay("#6d4433", 0.3 * canvas.blot(19, 7.24, 11, 0.17))
    beard = canvas.blot(0, 6.35, 45, 0.42) * (1 - canvas.blot(0, 6.6, 13, 0.09))
    lay("#4a4038", look["beard"] * beard * (0.8 + 0.2 * noise(0.7)))
    folds = np.exp(-(((canvas.side - (14 + (6.9 - canvas.high) * 22)) / 2.2) ** 2))
    folds *= np.exp(-(((canvas.high - 6.74) / 0.13) ** 2))
    lay("#7d4f3c", look["age"] * 0.3 * folds)
    lines = sum(
        np.exp(-(((canvas.high - h - 0.02 * noise(14)) / 0.012) ** 2)) for h in (7.7, 7.8, 7.9)
    )
    lay("#6d4433", look["age"] * 0.35 * lines * (canvas.side < 32))
    lips = gaussian_filter(canvas.spread(mask_of(base, "lips")), 1.2)
    lay(look["lips"], 0.75 * lips)
    lay("#4b2a22", 0.8 * np.exp(-(((canvas.high - 6.607) / 0.012) ** 2)) * (canvas.side < 12.5))
    # Lashes are a dark line along the lids, brows are short strokes.
    lids = canvas.blot(18.0, 7.335, 7.5, 0.035)
    lay("#2a1d18", 0.85 * lids)
    crown = 7.55 + 0.028 * np.sin((canvas.side - 7) / 22 * np.pi)
    brow = np.exp(-(((canvas.high - crown) / (0.055 - canvas.side * 0.0008)) ** 2))
    brow *= np.clip((canvas.side - 6) / 5, 0, 1) * np.clip((31 - canvas.side) / 4, 0, 1)
    brow *= 0.95 + 0.07 * noise(0.8)
    lay(look["hair"], look["brows"] * gaussian_filter(brow, 1.1))
    hair = hairline(canvas.side, canvas.high)
    ears = gaussian_filter(canvas.spread(mask_of(base, "ears")), 2).clip(0, 1)
    grown = gaussian_filter((hair > 0).astype(float), 3) * (1 - ears)
    lay(look["hair"], grown * (0.9 + 0.1 * noise(1)))
    skin *= (1 + 0.02 * noise(1.5) + 0.012 * noise(12))[..., None]

    whole = np.ones((SIDE, SIDE, 3))
    whole[STRIP:] = skin
    whole[:STRIP, : SIDE // 4] = paint_eye(look["iris"])
    plain = linear(look["skin"]) * (1 + 0.03 * chance.standard_normal((STRIP, 128, 1)))
    whole[:STRIP, 160:288] = plain
    whole[:STRIP, 288:] = 1.0
    # The foot's right corner is behind the ear, where nobody looks; it holds white too.
    whole[-16:, -16:] = 1.0
    whole = whole.clip(0, 1)
    srgb = np.where(whole <= 0.0031308, whole * 12.92, 1.055 * whole ** (1 / 2.4) - 0.055)
    return (srgb * 255 + 0.5).astype(np.uint8)


def paint_eye(colour):
    """An iris from before, in the left corner of the strip."""
    y, x = np.mgrid[0:STRIP, 0 : SIDE // 4]
    r = np.hypot(x - 31.5, y - 31.5) / 30
    eye = np.tile(linear("#e6dcd2"), (STRIP, SIDE // 4, 1))
    lay = lambda code, share: eye.__imul__(1 - share[..., None]).__iadd__(
        linear(code) * share[..., None]
    )
    lay("#b98a7c", np.clip((r - 0.65) * 1.6, 0, 0.6))
    lay("#15100d", np.clip((IRIS + 0.03 - r) * 18, 0, 1))
    lay(colour, np.clip((IRIS - 0.03 - r) * 14, 0, 1))
    lay("#050404", np.clip((IRIS * 0.45 - r) * 20, 0, 1))
    glint = np.exp(-(((x - 38) / 2.6) ** 2) - ((y - 23) / 2.6) ** 2)
    lay("#ffffff", np.clip(glint * 1.1, 0, 0.9))
    return eye


def hairline(side_deg, high):
    """Above 0 where hair grows; in angle and height on the base mesh."""
    front = np.interp(
        side_deg,
        [0, 35, 52, 60, 74, 80, 96, 115, 180],
        [8.0, 7.97, 7.8, 7.5, 7.05, 7.25, 7.35, 6.75, 6.3],
    )
    return high - front


def skin_pieces(body, look, top_m):
    """Head with neck up to the cap's edge, eyes, and hands."""
    base = body.base
    quads = base.quads["body"]
    at = base.verts[quads].mean(axis=1)
    mouth = mask_of(base, "inside-mouth")[quads].min(axis=1) > 0.5
    # The collar hides more of the nape than of the throat.
    throat = 5.6 + 0.35 * np.clip((0.3 - at[:, 2]) / 0.6, 0, 1)
    is_head = (at[:, 1] > throat) & (np.abs(at[:, 0]) < 1.25) & ~mouth
    side = np.degrees(np.arctan2(np.abs(at[:, 0]), at[:, 2] - AXIS_Z))
    is_head &= body.verts[quads].mean(axis=1)[:, 1] < top_m(side)
    verts, faces, used = cut_out(body.verts, triangles(quads[is_head]))
    full = (verts, normals_of(verts, faces))
    # The features before, not the neck, keep their triangles.
    near = base.verts[used]
    care = np.clip((near[:, 2] - 0.9) * 1.5, 0.05, 1) * (near[:, 1] > 6.2)
    care = np.maximum(care, 0.6 * mask_of(base, "ears")[used])
    verts, tris = thin(verts, faces, look["head_tris"], care.clip(0.05, 1))
    head = finish(Piece(verts, tris), body, full, used)
    head.uv = map_uv(weights_from(verts, body.verts[used], base.verts[used]))
    head.colour = np.ones((len(verts), 3))
    pieces = [head]
    for group in EYES:
        pieces.append(eye_piece(body, group))
    for hand in "lr":
        pieces.append(hand_piece(body, hand, look["hand_tris"], look.get("bare_m", 0.12)))
    return pieces


def finish(piece, body, full, used):
    """Normals of the full mesh and weights, on a thinned one."""
    verts, normals = full
    piece.normals = weights_from(piece.verts, verts, normals)
    piece.normals /= np.linalg.norm(piece.normals, axis=1, keepdims=True)
    piece.weights = weights_from(piece.verts, body.verts[used], body.base.weights[used])
    return piece


def eye_piece(body, group):
    """The front half of an eyeball."""
    verts, faces, _ = cut_out(body.verts, triangles(body.base.quads[group]))
    middle = verts.mean(axis=0)
    faces = faces[verts[faces].mean(axis=1)[:, 2] > middle[2]]
    verts, faces, _ = cut_out(verts, faces)
    radius = np.abs(verts[:, 0] - middle[0]).max()
    u, v, r = EYE_UV
    uv = np.stack(
        [u + (verts[:, 0] - middle[0]) / radius * r, v - (verts[:, 1] - middle[1]) / radius * r],
        axis=1,
    )
    head = body.base.bones.index("head")
    weights = np.eye(len(body.base.bones))[np.full(len(verts), head)]
    return Piece(verts, faces, uv, np.ones((len(verts), 3)), weights, normals_of(verts, faces))


def hand_piece(body, side, count, bare_m):
    """A hand with as much of the arm as the sleeve leaves bare."""
    base = body.base
    quads = base.quads["body"]
    sign = 1 if side == "l" else -1
    wrist, elbow = body.head(f"hand_{side}"), body.head(f"lowerarm_{side}")
    along = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    at = body.verts[quads].mean(axis=1)
    is_hand = (at[:, 0] * sign > 0.3 * body.height_m / 1.75) & ((at - wrist) @ along > -bare_m)
    verts, faces, used = cut_out(body.verts, triangles(quads[is_hand]))
    full = (verts, normals_of(verts, faces))
    verts, tris = thin(verts, faces, count)
    piece = finish(Piece(verts, tris), body, full, used)
    piece.uv = np.tile(SKIN_UV, (len(verts), 1)).astype(float)
    piece.colour = np.tile(np.array([0.97, 0.9, 0.88]), (len(verts), 1))
    return piece


def hair_piece(body, look, top_m):
    """Short hair: the scalp, a little off the head."""
    base = body.base
    group = base.group("body")
    at = base.verts[group]
    side = np.degrees(np.arctan2(np.abs(at[:, 0]), at[:, 2] - AXIS_Z))
    ears = 0.35 - mask_of(base, "ears")[group]
    below = (top_m(side) - body.verts[group, 1]) * 10
    grows = np.full(len(base.verts), -1.0)
    grows[group] = np.minimum.reduce([hairline(side, at[:, 1]), at[:, 1] - 6.2, ears, below])
    quads = base.quads["body"]
    verts, faces, used = cut_out(body.verts, triangles(quads[(grows[quads] > -0.5).all(axis=1)]))
    more = base.verts[used], base.weights[used]
    verts, faces, grows, at, weights = halve(verts, faces, grows[used], *more)
    normals = normals_of(verts, faces)
    verts, faces, normals, grows, weights, at = where(
        verts, faces, grows, normals, grows[:, None], weights, at
    )
    # Thin at its edge, a finger's half where it is full.
    thick = 0.0015 + look.get("hair_m", 0.006) * np.clip(grows / 0.22, 0, 1) ** 0.6
    lifted = verts + normals * thick
    thinned, tris = thin(lifted, faces, look["hair_tris"])
    piece = Piece(thinned, tris).paint(look["hair"])
    piece.normals = weights_from(thinned, lifted, normals_of(lifted, faces))
    piece.normals /= np.linalg.norm(piece.normals, axis=1, keepdims=True)
    piece.weights = weights_from(thinned, lifted, weights)
    chance = np.random.default_rng(7)
    piece.colour *= 0.85 + 0.3 * chance.random((len(thinned), 1))
    if look.get("bun") and not look["hat"]:
        # Combed back: light lies in strands.
        strand = locks(weights_from(thinned, lifted, at))
        piece.colour *= (1 + 3.5 * (strand - 1)).clip(0.55, 1.7)[:, None]
    return piece


def locks(at):
    """How thick hair without a hat lies in locks, by places on the base mesh."""
    round_ = np.arctan2(at[:, 0], at[:, 2] - AXIS_Z)
    wave = np.sin(13 * round_ + 4 * np.sin(5 * at[:, 1])) + 0.6 * np.sin(29 * round_ + 7 * at[:, 1])
    return 1 + 0.14 * wave


def tufts(body, hair, colour, count=300):
    """Short locks over hair that no hat covers, combed from the crown to front and sides."""
    chance = np.random.default_rng(11)
    crown = hair.verts[:, 1].max()
    whorl = np.array([0.012, crown, body.head("head")[2] - 0.035])
    high = hair.verts[:, 1] > body.head("head")[1] + 0.085
    picked = chance.choice(np.flatnonzero(high), count)
    verts, tris, normals, shades = [], [], [], []
    for i in picked:
        p, n = hair.verts[i] + chance.normal(0, 0.002, 3), hair.normals[i]
        way = p - whorl + np.array([0.006, 0, 0.03])
        way = way - n * (way @ n) + chance.normal(0, 0.008, 3)
        way = way / np.linalg.norm(way)
        across = np.cross(n, way)
        long, half = chance.uniform(0.014, 0.026), chance.uniform(0.0026, 0.0045)
        first = len(verts)
        for t, wide, up in ((0.0, 0.7, -0.0015), (0.5, 1.0, 0.0008)):
            at = p + way * long * t
            edge, root = across * half * wide, at + n * (up - 0.002)
            verts += [root - edge, root + edge, at + n * (up + 0.0012)]
            normals += [n - across * 0.7, n + across * 0.7, n]
        verts.append(p + way * long - n * 0.0012)
        normals.append(n + way * 0.4)
        faces = ((0, 5, 2), (0, 3, 5), (2, 4, 1), (2, 5, 4), (3, 6, 5), (5, 6, 4))
        tris += [[first + k for k in t] for t in faces]
        shades += [chance.uniform(0.75, 1.3)] * 7
    verts, tris, normals = np.array(verts), np.array(tris), np.array(normals)
    a, b, c = (verts[tris[:, k]] for k in range(3))
    inward = np.einsum("ij,ij->i", np.cross(b - a, c - a), normals[tris[:, 1]]) < 0
    tris[inward] = tris[inward][:, ::-1]
    piece = Piece(verts, tris).paint(colour)
    piece.colour = piece.colour * np.array(shades)[:, None]
    piece.normals = normals / np.linalg.norm(normals, axis=1, keepdims=True)
    head = body.base.bones.index("head")
    piece.weights = np.eye(len(body.base.bones))[np.full(len(verts), head)]
    return piece


def bun_piece(body, look):
    """Long hair, knotted at the nape under a helmet's rim."""
    base = body.base
    skin = base.group("body")
    nape = skin[(np.abs(base.verts[skin, 0]) < 0.25) & (base.verts[skin, 2] < -0.2)]
    nape = nape[np.argsort(np.abs(base.verts[nape, 1] - 6.85))[:6]]
    at = body.verts[nape].mean(axis=0) * [0, 1, 1] + [0, 0, -0.014]
    turns = np.linspace(0, 2 * np.pi, 17)[:-1]
    rings = []
    for a in np.linspace(0.12, np.pi - 0.12, 9):
        # Strands wind round the knot.
        r = np.sin(a) * (1 + 0.05 * np.cos(3 * turns + 4 * a))
        x, y, z = np.cos(turns) * 0.04, np.cos(a) * 0.034, np.sin(turns) * 0.03
        rings.append(np.stack([r * x, 0 * r + y, r * z], axis=1) + at)
    verts, tris = loft(rings[::-1], True, True)
    piece = Piece(verts, tris).paint(look["hair"])
    piece.colour *= (0.85 + 0.3 * np.random.default_rng(5).random((len(verts), 1)))
    piece.normals = normals_of(verts, tris)
    head = base.bones.index("head")
    piece.weights = np.eye(len(base.bones))[np.full(len(verts), head)]
    return piece


def mask_piece(body, colour):
    """A medical mask from the bridge of the nose to under the chin."""
    base = body.base
    skin = base.group("body")
    face = tree(body.verts[skin], triangles(base.quads["body"]))
    # Heights of the base mesh as this face has them, along its middle.
    before = skin[(np.abs(base.verts[skin, 0]) < 0.2) & (base.verts[skin, 2] > 0.9)]
    before = before[np.argsort(base.verts[before, 1])]
    height = lambda dm: np.interp(dm, base.verts[before, 1], body.verts[before, 1])
    sides = np.radians(np.linspace(-62, 62, 19))
    tops = height(np.interp(np.degrees(np.abs(sides)), [0, 12, 30, 62], [7.08, 7.02, 6.9, 6.78]))
    feet = height(np.interp(np.degrees(np.abs(sides)), [0, 30, 62], [6.12, 6.18, 6.5]))
    share = np.linspace(0, 1, 11)[:, None]
    high = tops + (feet - tops) * share
    axis_z = body.head("head")[2]
    ways = np.stack([np.sin(sides), 0 * sides, np.cos(sides)], axis=1)
    far = np.zeros(high.shape)
    for row, column in np.ndindex(*high.shape):
        start = Vector(ways[column] * 0.25 + [0, high[row, column], axis_z])
        hit = face.ray_cast(start, Vector(-ways[column]), 0.25)
        far[row, column] = 0.05 if hit[0] is None else 0.25 - hit[3]
    # Cloth spans hollows and lies on what stands out.
    spread = gaussian_filter(maximum_filter(far, (3, 3)), 0.9, mode="nearest")
    far = gaussian_filter(np.maximum(spread, far), 0.8, mode="nearest") + 0.006
    grid = ways * far[..., None] + np.stack([0 * high, high, 0 * high + axis_z], axis=2)
    wide = len(sides)
    quads = [
        [r * wide + c, (r + 1) * wide + c, (r + 1) * wide + c + 1, r * wide + c + 1]
        for r in range(len(high) - 1)
        for c in range(wide - 1)
    ]
    verts, tris = grid.reshape(-1, 3), triangles(np.array(quads))
    # A ribbon from each corner to behind the ear.
    verts, tris = [grid.reshape(-1, 3)], [tris]
    for edge in (0, -1):
        for row in (0, -1):
            angles = sides[edge] * np.linspace(1, 1.5, 6)
            levels = high[row, edge] + (height(6.98) - high[row, edge]) * np.linspace(0, 1, 6)
            ribbon = []
            for angle, level in zip(angles, levels):
                way = np.array([np.sin(angle), 0, np.cos(angle)])
                start = Vector(way * 0.25 + [0, level, axis_z])
                hit = face.ray_cast(start, Vector(-way), 0.25)
                at = way * (0.2515 - (hit[3] or 0.17)) + [0, level, axis_z]
                ribbon += [at + [0, 0.002, 0], at - [0, 0.002, 0]]
            first = sum(len(v) for v in verts)
            strip = [[2 * k, 2 * k + 1, 2 * k + 3, 2 * k + 2] for k in range(5)]
            strip = triangles(np.array(strip))
            verts.append(np.array(ribbon))
            tris.append((strip if edge else strip[:, ::-1]) + first)
    verts, tris = np.concatenate(verts), np.concatenate(tris)
    piece = Piece(verts, tris).paint(colour)
    piece.normals = normals_of(verts, tris)
    piece.weights = weights_from(verts, body.verts[skin], base.weights[skin])
    return piece
