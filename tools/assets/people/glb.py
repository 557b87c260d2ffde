"""A skinned figure with its clips as one GLB file: one mesh, two or three materials, bones at rest
unturned. So a clip's rotations are those of the body's parts themselves.
"""

import io
import json
import struct

import numpy as np
from PIL import Image

from body import LIDS

FLOAT, U8, U16 = 5126, 5121, 5123


class Buffer:
    """Binary data and the accessors that name it."""

    def __init__(self):
        self.bytes = bytearray()
        self.views, self.accessors = [], []

    def view(self, raw, target=None):
        self.bytes += b"\0" * (-len(self.bytes) % 4)
        view = {"buffer": 0, "byteOffset": len(self.bytes), "byteLength": len(raw)}
        if target:
            view["target"] = target
        self.bytes += raw
        self.views.append(view)
        return len(self.views) - 1

    def add(self, array, kind, component=FLOAT, target=None, bounds=False, normalized=False):
        dtype = {FLOAT: "<f4", U8: "u1", U16: "<u2"}[component]
        array = np.ascontiguousarray(array, dtype=dtype)
        accessor = {
            "bufferView": self.view(array.tobytes(), target),
            "componentType": component,
            "count": len(array),
            "type": kind,
        }
        if normalized:
            accessor["normalized"] = True
        if bounds:
            flat = array.reshape(len(array), -1)
            accessor["min"] = flat.min(axis=0).tolist()
            accessor["max"] = flat.max(axis=0).tolist()
        self.accessors.append(accessor)
        return len(self.accessors) - 1


def upright(normals):
    """Normals of which none is nothing: where faces have no area, they point upward."""
    return np.where(np.linalg.norm(normals, axis=1, keepdims=True) > 0.5, normals, (0.0, 1.0, 0.0))


def primitive(buffer, piece, bones, material):
    """One drawable mesh of a piece; skinned if `bones` is given."""
    if len(piece.verts) > 65535:
        raise ValueError("a figure has too many vertices for 16-bit indices")
    attributes = {
        "POSITION": buffer.add(piece.verts, "VEC3", target=34962, bounds=True),
        "NORMAL": buffer.add(upright(piece.normals), "VEC3", target=34962),
        "TEXCOORD_0": buffer.add(piece.uv, "VEC2", target=34962),
        "COLOR_0": buffer.add(
            np.hstack([piece.colour.clip(0, 1), np.ones((len(piece.verts), 1))]),
            "VEC4",
            target=34962,
        ),
    }
    if bones:
        most = np.argsort(-piece.weights, axis=1)[:, :4]
        share = np.take_along_axis(piece.weights, most, axis=1)
        share[share < 0.01] = 0
        share /= share.sum(axis=1, keepdims=True)
        most = np.where(share > 0, most, 0)
        attributes["JOINTS_0"] = buffer.add(most, "VEC4", U8, target=34962)
        attributes["WEIGHTS_0"] = buffer.add(share, "VEC4", target=34962)
    indices = buffer.add(piece.tris.reshape(-1), "SCALAR", U16, target=34963)
    return {"attributes": attributes, "indices": indices, "material": material}


def png(picture):
    """A picture's file."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG", optimize=True)
    return file.getvalue()


def materials(name):
    """Skin and all that is smooth; cloth with its creases; what shines: plastic, steel, tape."""
    rough = {"metallicFactor": 0, "roughnessFactor": 0.72}
    return [
        {"name": name, "pbrMetallicRoughness": {"baseColorTexture": {"index": 0}, **rough}},
        {
            "name": f"{name}_cloth",
            "pbrMetallicRoughness": {**rough, "roughnessFactor": 0.92},
            "normalTexture": {"index": 1},
        },
        {
            "name": f"{name}_shiny",
            "pbrMetallicRoughness": {
                "baseColorTexture": {"index": 0}, **rough, "roughnessFactor": 0.32,
            },
        },
    ]


def write(path, name, body, figures, props, pictures, clips):
    """`figures` are the person near by and from afar, each what is smooth, cloth, and what shines
    if there is any; `props` are (name, bone, piece) with vertices in the bone's frame, or the
    person's without a bone; a piece that is a place is a node without a mesh; `pictures` are the
    skin's and the creases'; `clips` name → frames.
    """
    buffer = Buffer()
    bones, parents, heads = body.base.bones, body.base.parents, body.heads
    nodes = [{"name": name, "children": [1]}]
    first = 1
    for i, bone in enumerate(bones):
        start = heads[i] - (heads[parents[i]] if parents[i] >= 0 else 0)
        children = [first + k for k, p in enumerate(parents) if p == i]
        node = {"name": bone, "translation": start.tolist(), "rotation": [0, 0, 0, 1]}
        if children:
            node["children"] = children
        nodes.append(node)
    meshes = []
    for figure, parts in figures.items():
        drawn = [primitive(buffer, piece, True, i) for i, piece in enumerate(parts)]
        meshes.append({"name": figure, "primitives": drawn})
        nodes.append({"name": figure, "mesh": len(meshes) - 1, "skin": 0})
        nodes[0]["children"].append(len(nodes) - 1)
    for prop, bone, piece in props:
        if isinstance(piece, np.ndarray):
            nodes.append({"name": prop, "translation": piece.tolist()})
        else:
            meshes.append({"name": prop, "primitives": [primitive(buffer, piece, False, 0)]})
            nodes.append({"name": prop, "mesh": len(meshes) - 1})
        over = nodes[first + bones.index(bone)] if bone else nodes[0]
        over.setdefault("children", []).append(len(nodes) - 1)
    inverse = np.tile(np.eye(4), (len(bones), 1, 1))
    inverse[:, :3, 3] = -heads
    skin = {
        "joints": [first + i for i in range(len(bones))],
        "skeleton": first,
        "inverseBindMatrices": buffer.add(inverse.transpose(0, 2, 1).reshape(-1, 16), "MAT4"),
    }
    images = [{"bufferView": buffer.view(png(p)), "mimeType": "image/png"} for p in pictures]
    document = {
        "asset": {"version": "2.0", "generator": "Anlan tools/assets/people"},
        "scene": 0,
        "scenes": [{"name": name, "nodes": [0]}],
        "nodes": nodes,
        "meshes": meshes,
        "skins": [skin],
        "materials": materials(name)[: len(figures["figure"])],
        "textures": [{"source": 0, "sampler": 0}, {"source": 1, "sampler": 1}],
        "samplers": [
            {"magFilter": 9729, "minFilter": 9987, "wrapS": 33071, "wrapT": 33071},
            {"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497},
        ],
        "images": images,
        "animations": [
            animation(buffer, clip, frames, first, bones) for clip, frames in clips.items()
        ],
    }
    document["accessors"] = buffer.accessors
    document["bufferViews"] = buffer.views
    document["buffers"] = [{"byteLength": len(buffer.bytes)}]
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    buffer.bytes += b"\0" * (-len(buffer.bytes) % 4)
    length = 12 + 8 + len(text) + 8 + len(buffer.bytes)
    with open(path, "wb") as out:
        out.write(struct.pack("<4sII", b"glTF", 2, length))
        out.write(struct.pack("<I4s", len(text), b"JSON") + text)
        out.write(struct.pack("<I4s", len(buffer.bytes), b"BIN\0") + bytes(buffer.bytes))


def animation(buffer, name, frames, first, bones):
    """A clip: `frames` has `times`, `pelvis` positions and local `turns` of every bone. The lids
    are no clip's business.
    """
    times = buffer.add(frames["times"], "SCALAR", bounds=True)
    samplers, channels = [], []

    def channel(node, path, output):
        channels.append({"sampler": len(samplers), "target": {"node": node, "path": path}})
        samplers.append({"input": times, "output": output, "interpolation": "LINEAR"})

    channel(first, "translation", buffer.add(frames["pelvis"], "VEC3"))
    for bone in range(frames["turns"].shape[1]):
        if bones[bone] != LIDS:
            channel(first + bone, "rotation", buffer.add(frames["turns"][:, bone], "VEC4"))
    return {"name": name, "samplers": samplers, "channels": channels}
