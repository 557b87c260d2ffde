"""Pieces of a figure as arrays, and what is done to every one of them: smooth, thin, skin, shade.

A piece is a triangle mesh with texture coordinates, vertex colours and bone weights. Which pieces a
person has is said elsewhere.
"""

from dataclasses import dataclass

import bpy  # first: it brings the two others along
import bmesh
import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from scipy.sparse import coo_matrix
from scipy.spatial import cKDTree

# Where the picture is white, so that a vertex colour shows as it is.
WHITE_UV = (0.985, 0.015)
# Side of the square of cloth that its creases repeat in, metres.
CLOTH_M = 0.5


@dataclass
class Piece:
    """`tris` index the rest; `colour` is linear light."""

    verts: np.ndarray
    tris: np.ndarray
    uv: np.ndarray = None
    colour: np.ndarray = None
    weights: np.ndarray = None
    normals: np.ndarray = None
    is_cloth: bool = False
    is_shiny: bool = False
    # How it was made cloth: `drape`'s arguments.
    draped: tuple = None
    # It is laid on another piece; it is not seen from afar.
    is_laid: bool = False
    is_lining: bool = False

    def paint(self, colour):
        """One colour, given as sRGB `#rrggbb`, on a white part of the picture."""
        self.colour = np.tile(linear(colour), (len(self.verts), 1))
        self.uv = np.tile(WHITE_UV, (len(self.verts), 1)).astype(float)
        return self


def drape(piece, part_of, axes):
    """Makes cloth of a piece: texture coordinates in metres, along and about one axis for each part
    of the body. `part_of` numbers a vertex' part; `axes` are (start, way, front).

    The angle is the same on both sides of the front, so that no coordinate ever leaps; where two
    parts meet, vertices are doubled, as at a seam.
    """
    part = part_of(piece.verts)
    owner = np.median(part[piece.tris], axis=1).astype(int)
    keys, index = np.unique(
        np.stack([piece.tris.ravel(), np.repeat(owner, 3)], axis=1), axis=0, return_inverse=True
    )
    uv = np.zeros((len(keys), 2))
    for number, (start, way, front) in enumerate(axes):
        own = keys[:, 1] == number
        if not own.any():
            continue
        off = piece.verts[keys[own, 0]] - start
        way = way / np.linalg.norm(way)
        front = front - way * (front @ way)
        front = front / np.linalg.norm(front)
        along = off @ way
        flat = off - along[:, None] * way
        angle = np.arccos(
            np.clip(flat @ front / np.maximum(np.linalg.norm(flat, axis=1), 1e-6), -1, 1)
        )
        r = np.median(np.linalg.norm(flat, axis=1))
        uv[own] = np.stack([angle * r + number * 0.37, along], axis=1) / CLOTH_M
    for name in ("verts", "colour", "weights", "normals"):
        setattr(piece, name, getattr(piece, name)[keys[:, 0]])
    piece.uv, piece.tris, piece.is_cloth = uv, index.reshape(-1, 3), True
    piece.draped = (part_of, axes)
    return piece


def linear(code):
    """`#rrggbb` as linear light."""
    c = np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def triangles(quads):
    """Two triangles for every quad."""
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])


def cut_out(verts, faces):
    """The faces with only the vertices they use, and which those were."""
    used, index = np.unique(faces, return_inverse=True)
    return verts[used], index.reshape(faces.shape), used


def normals_of(verts, tris):
    """Smooth normals, weighted by area."""
    a, b, c = (verts[tris[:, i]] for i in range(3))
    face = np.cross(b - a, c - a)
    found = np.zeros_like(verts)
    for i in range(3):
        np.add.at(found, tris[:, i], face)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)


def neighbours(count, faces):
    """The averaging matrix of a mesh."""
    n = faces.shape[1]
    i = np.concatenate([faces[:, k] for k in range(n)] + [faces[:, (k + 1) % n] for k in range(n)])
    j = np.concatenate([faces[:, (k + 1) % n] for k in range(n)] + [faces[:, k] for k in range(n)])
    m = coo_matrix((np.ones(len(i)), (i, j)), shape=(count, count)).tocsr()
    m.data[:] = 1
    return m.multiply(1 / np.maximum(m.sum(axis=1), 1)).tocsr()


def edge_of(count, faces):
    """Vertices on the open edge of a mesh."""
    n = faces.shape[1]
    pairs = np.concatenate([faces[:, [k, (k + 1) % n]] for k in range(n)])
    pairs = np.sort(pairs, axis=1)
    unique, times = np.unique(pairs, axis=0, return_counts=True)
    found = np.zeros(count, bool)
    found[unique[times == 1].ravel()] = True
    return found


def smooth(verts, faces, rounds, share=0.5, keep=None):
    """Laplacian smoothing; `keep` holds still."""
    average = neighbours(len(verts), faces)
    for _ in range(rounds):
        moved = verts + (average @ verts - verts) * share
        verts = moved if keep is None else np.where(keep[:, None], verts, moved)
    return verts


def tree(verts, tris):
    """A tree for rays and nearest points."""
    return BVHTree.FromPolygons(verts.tolist(), tris.tolist())


def push_out(verts, inside, least):
    """Moves what is nearer than `least` to the surface `inside`, or in it, outward."""
    verts = verts.copy()
    least = np.broadcast_to(least, len(verts))
    for i, p in enumerate(verts):
        near, normal, _, _ = inside.find_nearest(Vector(p))
        if near is None:
            continue
        depth = (Vector(p) - near).dot(normal)
        if depth < least[i]:
            verts[i] = p + np.array(normal) * (least[i] - depth)
    return verts


def to_blender(verts, faces, uv=None):
    """A Blender object of a mesh."""
    mesh = bpy.data.meshes.new("piece")
    mesh.from_pydata(verts.tolist(), [], faces.tolist())
    thing = bpy.data.objects.new("piece", mesh)
    bpy.context.scene.collection.objects.link(thing)
    if uv is not None:
        layer = mesh.uv_layers.new(name="uv")
        loops = np.array([loop.vertex_index for loop in mesh.loops])
        layer.data.foreach_set("uv", uv[loops].ravel())
    return thing


def from_blender(thing):
    """Its vertices and triangles, with modifiers; the object is gone."""
    graph = bpy.context.evaluated_depsgraph_get()
    evaluated = thing.evaluated_get(graph)
    mesh = evaluated.to_mesh()
    mesh.calc_loop_triangles()
    verts = np.array([v.co[:] for v in mesh.vertices])
    tris = np.array([t.vertices[:] for t in mesh.loop_triangles])
    evaluated.to_mesh_clear()
    bpy.data.objects.remove(thing)
    return verts, tris


def thin(verts, tris, count, care=None):
    """About `count` triangles; where `care` is high, fewer go."""
    if len(tris) <= count:
        return verts, tris
    thing = to_blender(verts, tris)
    modifier = thing.modifiers.new("thin", "DECIMATE")
    modifier.ratio = count / len(tris)
    if care is not None:
        group = thing.vertex_groups.new(name="care")
        for i, weight in enumerate(care):
            group.add([i], float(weight), "REPLACE")
        modifier.vertex_group = "care"
        modifier.invert_vertex_group = True
        modifier.vertex_group_factor = 1.0
    return from_blender(thing)


def cut(verts, faces, at, normal):
    """What lies on the side of a plane that its normal points to, with a clean edge."""
    mesh = bmesh.new()
    points = [mesh.verts.new(p) for p in verts.tolist()]
    for face in faces.tolist():
        mesh.faces.new([points[i] for i in face])
    geometry = mesh.verts[:] + mesh.edges[:] + mesh.faces[:]
    plane = {"plane_co": Vector(at), "plane_no": Vector(normal)}
    bmesh.ops.bisect_plane(mesh, geom=geometry, dist=1e-4, clear_inner=True, **plane)
    bmesh.ops.triangulate(mesh, faces=mesh.faces[:])
    mesh.verts.index_update()
    found = np.array([v.co[:] for v in mesh.verts])
    tris = np.array([[v.index for v in f.verts] for f in mesh.faces])
    mesh.free()
    return found, tris


def halve(verts, tris, *more):
    """Four triangles for every one; `more` are values on vertices, which go along."""
    pairs = np.sort(np.concatenate([tris[:, [0, 1]], tris[:, [1, 2]], tris[:, [2, 0]]]), axis=1)
    edges, index = np.unique(pairs, axis=0, return_inverse=True)
    ab, bc, ca = (index.reshape(3, -1) + len(verts)).astype(int)
    a, b, c = tris.T
    parts = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
    grown = [np.concatenate([x, x[edges].mean(axis=1)]) for x in (verts, *more)]
    return grown[0], np.concatenate([np.stack(p, axis=1) for p in parts]), *grown[1:]


def where(verts, tris, values, *more):
    """What lies where `values` are above 0, with a clean edge; `more` goes along."""
    all_ = [verts, *more]
    known, faces = {}, []
    inside = values > 0

    def at(i, j):
        key = (min(i, j), max(i, j))
        if key not in known:
            known[key] = len(all_[0]) + len(known)
        return known[key]

    for tri in tris[inside[tris].any(axis=1)].tolist():
        ring = []
        for i, j in zip(tri, tri[1:] + tri[:1]):
            if inside[i]:
                ring.append(i)
            if inside[i] != inside[j]:
                ring.append(at(i, j))
        faces += [[ring[0], ring[k], ring[k + 1]] for k in range(1, len(ring) - 1)]
    pairs = np.array(list(known)).reshape(-1, 2)
    t = values[pairs[:, 0]] / (values[pairs[:, 0]] - values[pairs[:, 1]])
    mixed = [
        np.concatenate([x, x[pairs[:, 0]] + (x[pairs[:, 1]] - x[pairs[:, 0]]) * t[:, None]])
        for x in all_
    ]
    _, faces, used = cut_out(mixed[0], np.array(faces))
    return mixed[0][used], faces, *(x[used] for x in mixed[1:])


def weights_from(verts, source_verts, source_weights, near=3):
    """Weights of the nearest vertices of a source."""
    distance, index = cKDTree(source_verts).query(verts, k=near)
    share = 1 / np.maximum(distance, 1e-4)
    share /= share.sum(axis=1, keepdims=True)
    return (source_weights[index] * share[..., None]).sum(axis=1)


def loft(rings, is_closed_first=False, is_closed_last=False):
    """A skin over rings of equal numbers of points; ends may be closed to a point."""
    rings = [np.asarray(ring) for ring in rings]
    count = len(rings[0])
    verts = np.concatenate(rings)
    quads = []
    for r in range(len(rings) - 1):
        for k in range(count):
            a, b = r * count + k, r * count + (k + 1) % count
            quads.append([a, b, b + count, a + count])
    tris = triangles(np.array(quads)).tolist()
    if is_closed_first:
        verts = np.vstack([verts, rings[0].mean(axis=0)])
        tris += [[(k + 1) % count, k, len(verts) - 1] for k in range(count)]
    if is_closed_last:
        verts = np.vstack([verts, rings[-1].mean(axis=0)])
        first = (len(rings) - 1) * count
        tris += [[first + k, first + (k + 1) % count, len(verts) - 1] for k in range(count)]
    return verts, np.array(tris)


def shade(pieces, rays=48, far_m=0.35, depth=0.55):
    """Darkens vertex colours where little of the sky is seen; all pieces hide one another."""
    offset, verts, tris = 0, [], []
    for piece in pieces:
        verts.append(piece.verts)
        tris.append(piece.tris + offset)
        offset += len(piece.verts)
    whole = tree(np.concatenate(verts), np.concatenate(tris))
    # Evenly over the sphere, turned by the golden angle.
    k = np.arange(rays) + 0.5
    z, turn = 1 - 2 * k / rays, k * 2.399963
    r = np.sqrt(1 - z * z)
    fan = np.stack([r * np.cos(turn), r * np.sin(turn), z], axis=1)
    for piece in pieces:
        seen = np.empty(len(piece.verts))
        for i, (p, n) in enumerate(zip(piece.verts, piece.normals)):
            start = Vector(p + n * 0.004)
            free = total = 0.0
            for way in fan:
                cos = float(way @ n)
                if cos < 0.05:
                    continue
                total += cos
                hit = whole.ray_cast(start, Vector(way), far_m)[3]
                free += cos * (1.0 if hit is None else min(1.0, hit / far_m) ** 0.7)
            seen[i] = free / max(total, 1e-6)
        piece.colour = piece.colour * (1 - depth * (1 - seen))[:, None]
