"""What workers wear: jacket or shirt over trousers, with what is sewn on, reflective vest, gloves.

Jacket, trousers and shoes are cut and hung as a cook's are; see `clothes.py`.
"""

import numpy as np

import clothes
import head
from clothes import FOLD_COLLAR, sleeve_end, trunk, unit
from harness import harness
from headwear import headwear
from lay import band, patch
from piece import (
    Piece,
    drape,
    halve,
    normals_of,
    push_out,
    smooth,
    thin,
    tree,
    weights_from,
    where,
)
from shoes import pair_of_shoes

UP, AHEAD = np.array([0.0, 1, 0]), np.array([0.0, 0, 1])
SILVER = "#cfd3d4"


def dress(body, look, stance):
    """Every piece of a worker."""
    skin = body.verts[body.base.group("body")]
    crown = skin[:, 1].max()
    if look["hat"]:
        edge = crown - look["cap_down_m"] + 0.012
        top = lambda side: edge - clothes.CAP_FALL_M * (1 - np.cos(np.radians(side))) / 2
    else:
        top = lambda side: crown + 1 + 0 * np.asarray(side)
    pieces = head.skin_pieces(body, look, top)
    if look.get("gloves"):
        gloved(pieces[-2:], look["gloves"])
    pieces.append(head.hair_piece(body, look, top))
    if not look["hat"] and not look.get("bun"):
        pieces.append(head.tufts(body, pieces[-1], look["hair"]))
    if look.get("bun"):
        pieces.append(head.bun_piece(body, look))
    shoes = pair_of_shoes(body, look)
    trousers = clothes.trousers(body, look, stance, shoes)
    jacket = clothes.jacket(body, look, stance, trousers)
    over_trousers(body, jacket, trousers)
    pieces += shoes
    pieces.append(clothes.collar(body, look, head_hull(body), FOLD_COLLAR))
    outer = jacket
    if look.get("vest"):
        outer, sewn = vest(body, look, jacket)
        pieces += [outer, *sewn]
        jacket = without_hidden(jacket, vest_reach(body, jacket.verts))
    else:
        pieces += sewn_on(body, look, jacket)
    pieces += [jacket, trousers, *ends(body, look, jacket, outer)]
    if look.get("bracelet"):
        pieces.append(bracelet(body, pieces, look["bracelet"]))
    if look.get("gloves"):
        pieces += [gauntlet(body, look, pieces, side) for side in "lr"]
    if look.get("harness"):
        pieces += harness(body, look, outer, trousers)
    if look["hat"]:
        pieces += headwear(body, look, head_hull(body))
    return pieces


def over_trousers(body, jacket, trousers):
    """A hem lies outside of what it hangs over, at rest too."""
    low = jacket.verts[:, 1] < body.head("pelvis")[1] + 0.06
    low &= arm_share(body, jacket) < 0.5
    hull = tree(trousers.verts, trousers.tris)
    jacket.verts = np.where(low[:, None], push_out(jacket.verts, hull, 0.006), jacket.verts)


def head_hull(body):
    group = body.base.group("body")
    return tree(body.verts[group], clothes.triangles(body.base.quads["body"]))


def gloved(hands, colour):
    """Hands in gloves of cloth."""
    for hand in hands:
        hand.verts = hand.verts + hand.normals * 0.0022
        hand.paint(colour)


def hands_of(pieces, body, side):
    """The piece that is a hand."""
    index = body.base.bones.index(f"hand_{side}")
    return max(pieces, key=lambda p: (p.weights[:, index] > 0.9).mean())


def wrist_of(body, side, up):
    """A place on the forearm, `up` metres from the wrist, and the way up the arm."""
    wrist, elbow = body.head(f"hand_{side}"), body.head(f"lowerarm_{side}")
    way = unit(elbow - wrist)
    return wrist + way * up, way


def gauntlet(body, look, pieces, side):
    """The knitted end of a glove about the wrist."""
    hand = hands_of(pieces, body, side)
    at, way = wrist_of(body, side, 0.012)
    return band(
        tree(hand.verts, hand.tris), hand, at, way, UP, 0.055, look["gloves"],
        count=16, far=0.09, thick=0.003,
    )


def bracelet(body, pieces, colour):
    """A metal chain about the right wrist."""
    hand = hands_of(pieces, body, "r")
    at, way = wrist_of(body, "r", 0.022)
    piece = band(
        tree(hand.verts, hand.tris), hand, at, way, UP, 0.009, colour,
        count=32, far=0.09, thick=0.0045,
    )
    # Link after link.
    turns = np.arange(len(piece.verts)) % 32
    piece.verts = piece.verts + piece.normals * np.where(turns % 2 == 0, 0.0012, -0.0006)[:, None]
    piece.normals = normals_of(piece.verts, piece.tris)
    piece.is_shiny = True
    return piece


def ends(body, look, jacket, outer):
    """Cuffs, and the band at a jacket's hem."""
    found = []
    if not look.get("short_sleeves"):
        found += [clothes.cuff(body, look, jacket, side) for side in "lr"]
    else:
        found += [sleeve_hem(body, look, jacket, side) for side in "lr"]
    hem = body.head("thigh_l")[1] - 0.06
    at = np.array([0, hem + 0.018, body.head("pelvis")[2]])
    if look.get("waistband", True):
        hull = trunk(body, [jacket])
        seam = look.get("seam", look["jacket"])
        found.append(band(hull, jacket, at, UP, AHEAD, 0.055, seam, thick=0.006, rounds=2))
    return found


def sleeve_hem(body, look, jacket, side):
    """The turned edge of a short sleeve."""
    at, way = sleeve_end(body, look, side)
    hull = tree(jacket.verts, jacket.tris)
    return band(
        hull, jacket, at + way * 0.012, way, UP, 0.026, look["jacket"],
        count=20, far=0.14, rounds=2, thick=0.003,
    )


def sewn_on(body, look, jacket):
    """Placket with buttons, pockets, and what is on them."""
    hull = tree(jacket.verts, jacket.tris)
    dark = look.get("seam", look["jacket"])
    neck, hem = body.head("neck_01")[1] - 0.03, body.head("thigh_l")[1] - 0.05
    found = [patch(hull, jacket, (-0.017, hem), (0.017, neck), dark, rows=24, columns=3)]
    level = body.head("spine_03")[1] + 0.03
    for x in look.get("pockets", (-0.085, 0.085)):
        bag = ((x - 0.055, level - 0.065), (x + 0.055, level + 0.06))
        found.append(patch(hull, jacket, *bag, dark))
        flap = ((x - 0.058, level + 0.035), (x + 0.058, level + 0.066))
        found.append(patch(hull, jacket, *flap, dark, out=0.0075, rows=3))
    if look.get("badge"):
        x, wide, tall, colour = look["badge"]
        low, high = (x - wide / 2, level + 0.067), (x + wide / 2, level + 0.067 + tall)
        found.append(patch(hull, jacket, low, high, colour, out=0.006, rows=3, columns=3))
    for up in look.get("bands", ()):
        at = np.array([0, body.head("spine_03")[1] + up, body.head("pelvis")[2]])
        found.append(shiny(band(trunk(body, [jacket]), jacket, at, UP, AHEAD, 0.045, SILVER)))
    if look.get("sleeve_bands"):
        for side in "lr":
            elbow, shoulder = body.head(f"lowerarm_{side}"), body.head(f"upperarm_{side}")
            at = elbow + (shoulder - elbow) * 0.42
            found.append(
                shiny(band(hull, jacket, at, shoulder - elbow, UP, 0.045, SILVER,
                           count=22, far=0.14))
            )
    if look.get("tie"):
        found += tie(body, look, jacket, hull, neck)
    return found


def tie(body, look, jacket, hull, neck):
    """A tie with its knot."""
    knot = ((-0.022, neck - 0.045), (0.022, neck + 0.01))
    found = [patch(hull, jacket, *knot, look["tie"], out=0.012)]
    rows = np.linspace(neck - 0.04, neck - 0.42, 5)
    halves = np.linspace(0.02, 0.038, 5)
    for (a, b), half in zip(zip(rows, rows[1:]), halves):
        found.append(patch(hull, jacket, (-half, b - 0.004), (half, a), look["tie"], out=0.0095))
    return found


def shiny(piece):
    piece.is_shiny = True
    return piece


def arm_share(body, piece):
    return piece.weights[:, clothes.arms_of(body)].sum(axis=1)


def vest_reach(body, verts):
    """Above 0 where the vest is: between armholes, hem and the opening at the neck."""
    neck, hem = body.head("neck_01"), body.head("thigh_l")[1] - 0.035
    shoulder = body.head("upperarm_l")
    # From under the armpit down it goes round the body, and an arm hangs farther out.
    low = shoulder[1] - 0.13
    wide = shoulder[0] + 0.008 + 0.4 * np.maximum(0, low - verts[:, 1])
    side = np.minimum(wide, shoulder[0] + 0.08) - np.abs(verts[:, 0])
    deep = np.where(verts[:, 2] > neck[2], 0.17, 0.035)
    down = (neck[1] + 0.02 - verts[:, 1]) / deep
    throat = np.abs(verts[:, 0]) - 0.088 * np.sqrt(np.clip(1 - down, 0, 1))
    throat = np.where(down > 1, 0.088 + (down - 1) * deep, throat)
    return np.minimum.reduce([side, throat, verts[:, 1] - hem])


def whole_mesh(piece):
    """A piece without the doubled vertices of its seams."""
    _, first, index = np.unique(
        np.round(piece.verts, 6), axis=0, return_index=True, return_inverse=True
    )
    return piece.verts[first], index.reshape(-1)[piece.tris], piece.weights[first]


def vest(body, look, jacket):
    """The vest over a jacket, and its reflective tapes."""
    verts, tris, weights = halve(*whole_mesh(jacket))
    verts = smooth(verts, tris, 3)
    reach = vest_reach(body, verts)
    normals = normals_of(verts, tris)
    verts, tris, normals, weights, reach = where(
        verts, tris, reach, normals, weights, reach[:, None]
    )
    rim = reach[:, 0] < 0.002
    verts = even_rim(verts, tris)
    verts = smooth(verts + normals * 0.013, tris, 6, 0.5, rim)
    verts = push_out(verts, tree(jacket.verts, jacket.tris), 0.01)
    verts, tris, weights = thinned(verts, tris, weights, look.get("vest_tris", 2600))
    piece = Piece(verts, tris).paint(look["vest"])
    piece.weights, piece.normals = weights, normals_of(verts, tris)
    piece = drape(piece, lambda v: np.zeros(len(v)), [(body.head("pelvis"), UP, AHEAD)])
    hull = tree(verts, tris)
    sewn = []
    for up in (-0.04, -0.19):
        at = np.array([0, body.head("spine_03")[1] + up, body.head("pelvis")[2]])
        tape = band(hull, piece, at, UP, AHEAD, 0.05, SILVER, thick=0.006, rounds=3, count=36)
        sewn.append(shiny(tape))
    top = body.head("neck_01")[1] - 0.02
    low = body.head("spine_03")[1] - 0.02
    for x in (-0.125, 0.125):
        for back in (False, True):
            tape = patch(
                hull, piece, (x - 0.025, low), (x + 0.025, top), SILVER,
                rows=14, columns=3, out=0.008, back=back, rounds=3,
            )
            sewn.append(shiny(tape))
    zip_ = ((-0.008, body.head("thigh_l")[1] - 0.03), (0.008, body.head("neck_01")[1] - 0.15))
    sewn.append(patch(hull, piece, *zip_, "#3b3d3f", rows=16, columns=2, out=0.005))
    return piece, sewn


def even_rim(verts, tris, rounds=8):
    """Open edges without steps: each point goes between its neighbours along the edge."""
    pairs = np.sort(np.concatenate([tris[:, [0, 1]], tris[:, [1, 2]], tris[:, [2, 0]]]), axis=1)
    unique, times = np.unique(pairs, axis=0, return_counts=True)
    edges = unique[times == 1]
    for _ in range(rounds):
        total, count = np.zeros_like(verts), np.zeros(len(verts))
        for a, b in (edges.T, edges.T[::-1]):
            np.add.at(total, a, verts[b])
            np.add.at(count, a, 1)
        on = count > 1
        verts = np.where(on[:, None], (verts + total / np.maximum(count, 1)[:, None]) / 2, verts)
    return verts


def thinned(verts, tris, weights, count):
    """Fewer triangles, with the weights of what was there."""
    found, faces = thin(verts, tris, count)
    return found, faces, weights_from(found, verts, weights)


def without_hidden(jacket, reach):
    """The jacket without what its vest hides."""
    hidden = reach > 0.035
    jacket.tris = jacket.tris[~hidden[jacket.tris].all(axis=1)]
    return jacket
