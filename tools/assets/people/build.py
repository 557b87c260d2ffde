"""Builds assets/people/*.glb. How to run it, and which versions, is in README.md one folder up."""

import argparse
import subprocess
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bpy  # noqa: F401 — brings mathutils along
import cloth
import clothes
import glb
import harness
import head
import workwear
from apron import apron
from body import Base, Body
from builders import BUILDERS
from clips import clips
from cooks import COOKS
from far import coarse
from hang import FRAMES, Stance
from piece import Piece, shade, tree
from pose import Rig
from props import LAID, held, laid
from shoes import pair_of_shoes
from tools import FIST
from trades import own_clips
from workshop import WORKSHOP

PEOPLE = {**COOKS, **WORKSHOP, **BUILDERS}
OUT = Path(__file__).resolve().parents[3] / "assets" / "people"


def dress_cook(body, look, stance):
    """Every piece of a cook."""
    skin = body.verts[body.base.group("body")]
    crown = skin[:, 1].max()
    # Nothing of scalp and hair is left under the cap but a finger's breadth.
    edge = crown - look["cap_down_m"] + 0.012
    top = lambda side: edge - clothes.CAP_FALL_M * (1 - np.cos(np.radians(side))) / 2
    pieces = head.skin_pieces(body, look, top)
    group = body.base.group("body")
    whole = tree(body.verts[group], clothes.triangles(body.base.quads["body"]))
    pieces.append(head.hair_piece(body, look, top))
    shoes = pair_of_shoes(body, look)
    trousers = clothes.trousers(body, look, stance, shoes)
    jacket = clothes.jacket(body, look, stance, trousers)
    pieces += [jacket, trousers]
    pieces += apron(body, look, stance, [jacket, trousers])
    pieces += shoes
    pieces += [*clothes.cap(body, look, whole), clothes.collar(body, look, whole)]
    pieces += [clothes.cuff(body, look, jacket, side) for side in "lr"]
    flap = clothes.flap(body, look, jacket)
    pieces += [flap, clothes.buttons(body, look, flap)]
    if look["mask"]:
        pieces.append(head.mask_piece(body, look["mask"]))
    return pieces


def join(pieces):
    """All pieces as one."""
    offset, tris = 0, []
    for piece in pieces:
        tris.append(piece.tris + offset)
        offset += len(piece.verts)
    stack = lambda name: np.concatenate([getattr(p, name) for p in pieces])
    return Piece(
        stack("verts"),
        np.concatenate(tris),
        stack("uv"),
        stack("colour"),
        stack("weights"),
        stack("normals"),
    )


def join_plain(pieces):
    """All pieces of what no bone bends."""
    for piece in pieces:
        piece.weights = np.zeros((len(piece.verts), 1))
    return join(pieces)


# A sole may be this far from the floor where it stands, metres.
FLOOR_M = 0.02


def ground(rig, figure, found):
    """Puts the lowest point of every frame on the floor, and says how far it was off."""
    low = figure.verts[:, 1] < 0.12
    verts, weights = figure.verts[low], figure.weights[low]
    for name, clip in found.items():
        lows = [
            rig.skinned(verts, weights, p, t)[:, 1].min()
            for p, t in zip(clip["pelvis"], clip["turns"])
        ]
        if max(np.abs(lows)) > FLOOR_M:
            raise ValueError(f"{name}: feet are {min(lows):.3f} to {max(lows):.3f} m off the floor")
        clip["pelvis"][:, 1] -= np.mean(lows)
        print(f"  {name}: lowest point {min(lows):.3f} to {max(lows):.3f} m")


def by_material(pieces):
    """What is smooth, cloth, and what shines, each as one piece."""
    smooth = [piece for piece in pieces if not piece.is_cloth and not piece.is_shiny]
    parts = [smooth, [p for p in pieces if p.is_cloth], [p for p in pieces if p.is_shiny]]
    return [join(part) for part in parts if part]


# The clip `reach` has come to its place after so many frames.
REACHED = 30


def touches(rig, body, look, found):
    """Nodes for the hand that reaches: `grip.reach` in it is what touches, `touch.reach` in the
    person's frame is where the clip takes that. A cook presses with a finger, others take hold.
    """
    clip, idle = found["reach"], found["idle"]
    turns, places = rig.carried(clip["pelvis"][REACHED], clip["turns"][REACHED])
    _, rests = rig.carried(idle["pelvis"][0], idle["turns"][0])
    hands = {s: rig.bones.index(f"hand_{s}") for s in "lr"}
    side = max("lr", key=lambda s: np.linalg.norm(places[hands[s]] - rests[hands[s]]))
    hand = hands[side]
    if "reach" in look.get("clips", {}):
        grip = rig.grip[side] @ [*FIST, 0.0]
    else:
        tip = rig.bones.index(f"index_03_{side}")
        at = places[tip] + turns[tip] @ (body.tails[tip] - body.heads[tip])
        grip = turns[hand].T @ (at - places[hand])
    touch = places[hand] + turns[hand] @ grip
    return [("grip.reach", f"hand_{side}", grip), ("touch.reach", None, touch)]


def build(base, name, look, out, npm, settles=None):
    """One person as a GLB."""
    body = Body(base, look["height_m"], look["make"], look["details"])
    rig = Rig(body)
    found = clips(rig, own_clips(look))
    stance = Stance(rig, found["work"], look["hangs_at"], settles or look.get("settles", FRAMES))
    dress = workwear.dress if look.get("dress") == "worker" else dress_cook
    pieces = dress(body, look, stance)
    shade(pieces)
    figure, far = join(pieces), coarse(pieces, pieces[0])
    print(f"{name}: {len(figure.tris)} triangles, {sum(len(p.tris) for p in far)} from afar")
    figures = {"figure": by_material(pieces), "figure.far": by_material(far)}
    ground(rig, figure, found)
    things = [
        (f"held.{clip}", "hand_r", join_plain(held(rig, prop)))
        for clip, prop in look["holds"].items()
    ]
    things += [
        (f"laid.{clip}", None, join_plain(laid(prop)))
        for clip, prop in look["holds"].items()
        if prop in LAID
    ]
    things += [
        (f"held.{clip}", None, join_plain(rope))
        for clip, rope in harness.lanyards(rig, body, look, found)
    ]
    things += touches(rig, body, look, found)
    picture = head.paint_face(base, look, seed=len(name))
    raw = out / f"{name}.raw.glb"
    glb.write(raw, name, body, figures, things, [picture, cloth.creases()], found)
    pack(raw, out / f"{name}.glb", npm)
    raw.unlink()


def pack(raw, path, npm):
    """Fewer keys and shared bytes; every option is one that Bevy's loader needs or bears."""
    tool = npm / "node_modules" / ".bin" / "gltfpack"
    options = ["-noq", "-vc", "16", "-kv", "-kn", "-km", "-ac", "-af", "30"]
    subprocess.run([tool, "-i", raw, "-o", path, *options], check=True)
    print(f"{path}: {path.stat().st_size} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=sorted(PEOPLE))
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--npm", type=Path, default=Path("."), help="folder of node_modules")
    parser.add_argument("--settles", type=int, help="frames for cloth; few give a look in seconds")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    base = Base()
    for name in args.names:
        build(base, name, PEOPLE[name], args.out, args.npm, args.settles)


if __name__ == "__main__":
    main()
