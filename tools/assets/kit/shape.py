"""Solids in world metres (x right, y up, z toward the yard), each with broken edges.

A `Form` is one node of the kit. It collects faces by material; corners carry their own normals, so
that a bevel shades as a round edge at the cost of one row of faces.
"""

import math

import numpy as np

from . import surface

BEVEL_M = 0.008


def unit(v):
    """The vector at length 1."""
    v = np.asarray(v, float)
    return v / max(np.linalg.norm(v), 1e-12)


def outward(verts, normals, face):
    """The face, turned so that it looks where its corners' normals look."""
    p = verts[face]
    way = sum(np.cross(p[i] - p[0], p[i + 1] - p[0]) for i in range(1, len(p) - 1))
    return face if np.dot(way, normals[face].sum(axis=0)) >= 0 else face[::-1]


class Chart:
    """A flat piece of the lightmap: its size in metres, and later its place."""

    def __init__(self, wide, high):
        self.wide, self.high, self.weight, self.place = wide, high, 1.0, None


class Coat:
    """The faces of one material. A spot is a chart and, per corner, metres on it."""

    def __init__(self):
        self.verts, self.normals, self.faces, self.uvs, self.spots = [], [], [], [], []

    def add(self, verts, normals, faces, uvs, spots):
        """Faces index into `verts`; `uvs` and `spots` have one entry per face."""
        first = len(self.verts)
        self.verts.extend(map(tuple, verts))
        self.normals.extend(map(tuple, normals))
        self.faces.extend(tuple(first + i for i in face) for face in faces)
        self.uvs.extend(uvs)
        self.spots.extend(spots)


class Form:
    """One node: its name, where its entity stands, its faces by material."""

    def __init__(self, name, origin=(0, 0, 0)):
        self.name, self.origin, self.coats = name, origin, {}

    def faces(self, look, verts, normals, faces, lit):
        """Add faces, each with the texture coordinates of its `look`; `lit` has per face a chart
        and the metres on it of each corner."""
        coat = self.coats.setdefault(surface.material(look), Coat())
        verts = np.asarray(verts, float)
        normals = np.asarray(normals, float)
        faces = [outward(verts, normals, list(face)) for face in faces]
        spots = [(chart, [at[i] for i in face]) for face, (chart, at) in zip(faces, lit)]
        uvs = [surface.uv(look, verts[f], normals[f].mean(axis=0)) for f in faces]
        coat.add(verts, normals, faces, uvs, spots)

    def box(self, look, low, high, bevel=BEVEL_M, skip=""):
        """A box between two corners; `skip` names faces that nobody can see, as in "-y+x"."""
        low, high = np.minimum(low, high), np.maximum(low, high)
        centre, half = (low + high) / 2, (high - low) / 2
        bevel = min(bevel, half.min() * 0.4)
        inner = half - bevel
        omitted = {skip[i : i + 2] for i in range(0, len(skip), 2)}
        verts, normals, index, faces = [], [], {}, []
        for a in range(3):
            for s in (-1, 1):
                for u in (-1, 1):
                    for v in (-1, 1):
                        at = np.zeros(3)
                        at[a] = s * half[a]
                        at[(a + 1) % 3] = u * inner[(a + 1) % 3]
                        at[(a + 2) % 3] = v * inner[(a + 2) % 3]
                        signs = [0, 0, 0]
                        signs[a], signs[(a + 1) % 3], signs[(a + 2) % 3] = s, u, v
                        index[(a, *signs)] = len(verts)
                        verts.append(centre + at)
                        normals.append(np.eye(3)[a] * s)

        def corner(a, signs):
            return index[(a, *signs)]

        charts, lit = {}, []

        def spot(a, s, corners):
            """Corners on the chart of one side; corners of other sides lie where theirs would."""
            b, c = (a + 1) % 3, (a + 2) % 3
            if (a, s) not in charts:
                charts[(a, s)] = Chart(2 * half[b], 2 * half[c])
            at = {i: (verts[i] - centre + half)[[b, c]] for i in corners}
            return charts[(a, s)], at

        seen = {
            (a, s)
            for a in range(3)
            for s in (-1, 1)
            if f"{'-' if s < 0 else '+'}{'xyz'[a]}" not in omitted
        }
        for a in range(3):
            b, c = (a + 1) % 3, (a + 2) % 3
            for s in (-1, 1):
                if (a, s) not in seen:
                    continue
                quad = []
                for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                    signs = [0, 0, 0]
                    signs[a], signs[b], signs[c] = s, u, v
                    quad.append(corner(a, signs))
                faces.append(quad)
                lit.append(spot(a, s, quad))
            if bevel <= 0:
                continue
            for u in (-1, 1):
                for v in (-1, 1):
                    low_signs, high_signs = [0, 0, 0], [0, 0, 0]
                    low_signs[a], high_signs[a] = -1, 1
                    for signs in (low_signs, high_signs):
                        signs[b], signs[c] = u, v
                    quad = [
                        corner(b, low_signs),
                        corner(b, high_signs),
                        corner(c, high_signs),
                        corner(c, low_signs),
                    ]
                    faces.append(quad)
                    side = next(((d, t) for d, t in ((b, u), (c, v)) if (d, t) in seen), None)
                    if side is None:
                        faces.pop()
                        continue
                    lit.append(spot(*side, quad))
        if bevel > 0:
            for sx in (-1, 1):
                for sy in (-1, 1):
                    for sz in (-1, 1):
                        tri = [corner(a, (sx, sy, sz)) for a in range(3)]
                        side = next(
                            ((d, t) for d, t in enumerate((sx, sy, sz)) if (d, t) in seen), None
                        )
                        if side:
                            faces.append(tri)
                            lit.append(spot(*side, tri))
        self.faces(look, verts, normals, faces, lit)

    def block(self, look, centre, size, bevel=BEVEL_M, skip=""):
        """A box by its centre and size."""
        centre, size = np.asarray(centre, float), np.asarray(size, float)
        self.box(look, centre - size / 2, centre + size / 2, bevel, skip)

    def quad(self, look, corners):
        """A flat face; corners run counter-clockwise from the lower left as one reads it."""
        corners = np.asarray(corners, float)
        normal = unit(np.cross(corners[1] - corners[0], corners[2] - corners[0]))
        lit = sheet(corners, corners[1] - corners[0], normal)
        self.faces(look, corners, [normal] * len(corners), [range(len(corners))], [lit])

    def label(self, look, centre, facing, width, height, off=0.0015, turn=0.0):
        """A picture on a flat side, read from the side it faces; `turn` tilts it, degrees."""
        facing = unit(facing)
        up = np.array([0, 1, 0]) if abs(facing[1]) < 0.9 else np.array([0, 0, -1])
        right = unit(np.cross(up, facing))
        up = unit(np.cross(facing, right))
        c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        right, up = right * c + up * s, up * c - right * s
        at = np.asarray(centre, float) + facing * off
        r, u = right * width / 2, up * height / 2
        self.quad(look, [at - r - u, at + r - u, at + r + u, at - r + u])

    def lathe(self, look, centre, profile, axis=(0, 1, 0), segments=20, crease=40):
        """A profile of (radius, height) from foot to top, spun about an axis."""
        axis = unit(axis)
        side = unit(np.cross(axis, [0.31, 0.12, 0.94] if abs(axis[1]) > 0.5 else [0, 1, 0]))
        third = np.cross(axis, side)
        profile = [np.array(p, float) for p in profile]
        steps = [profile[i + 1] - profile[i] for i in range(len(profile) - 1)]
        flat = [unit((step[1], -step[0])) for step in steps]
        centre = np.asarray(centre, float)
        rings = []
        for i, step in enumerate(flat):
            ends = []
            for j, end in ((i - 1, i), (i + 1, i + 1)):
                n = step
                if 0 <= j < len(flat) and np.dot(flat[j], step) > math.cos(math.radians(crease)):
                    n = unit(flat[j] + step)
                ends.append((profile[end], n))
            rings.append(ends)
        turns = np.linspace(0, 2 * math.pi, segments + 1)[:-1]
        widest = max(p[0] for p in profile)
        lengths = [float(np.linalg.norm(step)) for step in steps]
        chart = Chart(2 * math.pi * widest, sum(lengths))
        run = 0.0
        out = [side * math.cos(t) + third * math.sin(t) for t in turns]
        for (low, high), length in zip(rings, lengths):
            verts, normals, lit = [], [], []
            for (r, h), (nr, nh) in (low, high):
                verts += [centre + d * r + axis * h for d in out]
                normals += [unit(d * nr + axis * nh) for d in out]
            n = segments
            faces = []
            for k in range(n):
                m = (k + 1) % n
                face = [k, m, n + m, n + k]
                if low[0][0] < 1e-6:
                    face = [k, n + m, n + k]
                elif high[0][0] < 1e-6:
                    face = [k, m, n + k]
                faces.append(face)
                a, b = (chart.wide * t / n for t in (k, k + 1))
                at = {k: (a, run), m: (b, run), n + k: (a, run + length), n + m: (b, run + length)}
                lit.append((chart, at))
            run += length
            self.faces(look, verts, normals, faces, lit)

    def rod(self, look, start, end, radius, segments=12, end_radius=None, bevel=0.002, caps=True):
        """A round bar or cone between two points."""
        start, end = np.asarray(start, float), np.asarray(end, float)
        long = float(np.linalg.norm(end - start))
        top = radius if end_radius is None else end_radius
        b = min(bevel, radius * 0.4, long * 0.3)
        profile = [(radius - b, 0), (radius, b), (top, long - b), (top - b, long)]
        if caps:
            profile = [(0, 0), *profile, (0, long)]
        self.lathe(look, start, profile, end - start, segments)

    def tube(self, look, points, radius, bend=0.05, segments=10):
        """A pipe along points, with round bends."""
        path = rounded([np.asarray(p, float) for p in points], bend)
        way = unit(path[1] - path[0])
        side = unit(np.cross(way, [0, 1, 0] if abs(way[1]) < 0.9 else [1, 0, 0]))
        verts, normals = [], []
        for i, at in enumerate(path):
            ahead = path[min(i + 1, len(path) - 1)] - path[max(i - 1, 0)]
            way = unit(ahead)
            side = unit(side - way * np.dot(side, way))
            third = np.cross(way, side)
            for k in range(segments):
                t = 2 * math.pi * k / segments
                out = side * math.cos(t) + third * math.sin(t)
                verts.append(at + out * radius)
                normals.append(out)
        faces, lit, n = [], [], segments
        lengths = [float(np.linalg.norm(b - a)) for a, b in zip(path, path[1:])]
        chart, run = Chart(2 * math.pi * radius, sum(lengths)), 0.0
        for i, length in enumerate(lengths):
            for k in range(n):
                m, a, b = (k + 1) % n, i * n, (i + 1) * n
                faces.append([a + k, a + m, b + m, b + k])
                u, v = (chart.wide * t / n for t in (k, k + 1))
                lit.append(
                    (
                        chart,
                        {
                            a + k: (u, run),
                            a + m: (v, run),
                            b + k: (u, run + length),
                            b + m: (v, run + length),
                        },
                    )
                )
            run += length
        self.faces(look, verts, normals, faces, lit)
        for ring, sign in ((0, -1), (len(path) - 1, 1)):
            corners = verts[ring * n : ring * n + n]
            end = unit(path[-1] - path[-2]) if sign > 0 else unit(path[0] - path[1])
            face = list(range(n)) if sign > 0 else list(range(n))[::-1]
            lit = sheet(np.array(corners), corners[1] - corners[0], end)
            self.faces(look, corners, [end] * n, [face], [lit])

    def prism(self, look, outline, low_x, high_x, ends=True):
        """An outline of (z, y), drawn out along x."""
        n = len(outline)
        turns = [outline[i - 1][1] * z - y * outline[i - 1][0] for i, (z, y) in enumerate(outline)]
        if sum(turns) < 0:
            outline = outline[::-1]
        for i in range(n):
            (z0, y0), (z1, y1) = outline[i], outline[(i + 1) % n]
            self.quad(look, [(high_x, y0, z0), (low_x, y0, z0), (low_x, y1, z1), (high_x, y1, z1)])
        if ends:
            self.quad(look, [(high_x, y, z) for z, y in outline])
            self.quad(look, [(low_x, y, z) for z, y in outline[::-1]])

    def wrap(self, look, grid, normals):
        """A picture of the atlas over rows of points, the first row at its foot."""
        coat = self.coats.setdefault(surface.material(look), Coat())
        rows, across = len(grid) - 1, len(grid[0]) - 1
        wide = float(np.linalg.norm(np.subtract(grid[0][0], grid[0][-1])))
        high = float(np.linalg.norm(np.subtract(grid[0][0], grid[-1][0])))
        chart = Chart(wide, high)
        for i in range(rows):
            for k in range(across):
                places = [(i, k), (i, k + 1), (i + 1, k + 1), (i + 1, k)]
                verts = np.array([grid[a][b] for a, b in places], float)
                out = np.array([normals[a][b] for a, b in places], float)
                face = outward(verts, out, [0, 1, 2, 3])
                share = [(places[j][1] / across, places[j][0] / rows) for j in face]
                uvs = [surface.within(look, u, v) for u, v in share]
                spot = (chart, [(u * wide, v * high) for u, v in share])
                coat.add(verts, out, [face], [uvs], [spot])

    def label_round(self, look, centre, radius, angle, high, steps=8, toward=math.pi / 2):
        """A picture round a drum, toward +z if nothing else is said."""
        cx, cy, cz = centre
        turns = [toward + angle * (0.5 - k / steps) for k in range(steps + 1)]
        ring = [(math.cos(t), 0.0, math.sin(t)) for t in turns]
        rows = [
            [(cx + n[0] * radius, cy + v * high / 2, cz + n[2] * radius) for n in ring]
            for v in (-1, 1)
        ]
        self.wrap(look, rows, [ring, ring])

    def medallion(self, look, centre, facing, radius, off=0.0015, steps=28, hole=0.0):
        """A round picture on a flat side, with a round hole in its middle if one is given."""
        facing = unit(facing)
        right = unit(np.cross([0, 1, 0] if abs(facing[1]) < 0.9 else [0, 0, -1], facing))
        up = np.cross(facing, right)
        ways = [
            (math.cos(2 * math.pi * k / steps), math.sin(2 * math.pi * k / steps))
            for k in range(steps)
        ]
        at = np.asarray(centre, float) + facing * off
        chart = Chart(2 * radius, 2 * radius)
        coat = self.coats.setdefault(surface.material(look), Coat())
        rings = [[(c * r, s * r) for c, s in ways] for r in ((1.0, hole) if hole else (1.0,))]
        faces = [rings[0]]
        if hole:
            outer, inner = rings
            ends = [(k, (k + 1) % steps) for k in range(steps)]
            faces = [[outer[a], outer[b], inner[b], inner[a]] for a, b in ends]
        for face in faces:
            verts = [at + (right * c + up * s) * radius for c, s in face]
            uvs = [surface.within(look, 0.5 + c / 2, 0.5 + s / 2) for c, s in face]
            spot = (chart, [((c + 1) * radius, (s + 1) * radius) for c, s in face])
            coat.add(verts, [facing] * len(face), [range(len(face))], [uvs], [spot])

    def absorb(self, other):
        """Take another form's faces: what never moves is drawn in one go."""
        for name, coat in other.coats.items():
            own = self.coats.setdefault(name, Coat())
            own.add(coat.verts, coat.normals, coat.faces, coat.uvs, coat.spots)
        other.coats = {}

    def weigh(self, weight):
        """Say how dense the light of these faces is, against the rest."""
        for coat in self.coats.values():
            for chart, _ in coat.spots:
                chart.weight = weight
        return self

    def pillow(self, look, centre, size, seed=0, turn=0.0, detail=10):
        """A filled sack: flat, full in the middle, thin at its seams."""
        rng = np.random.default_rng(seed)
        n = detail
        grid = np.sin(np.linspace(-1, 1, n + 1) * math.pi / 2)
        wave = rng.normal(0, 0.05, (n + 1, n + 1))
        c, s = math.cos(turn), math.sin(turn)
        size = np.asarray(size, float)
        for sign in (1, -1):
            verts, faces = [], []
            for i, u in enumerate(grid):
                for j, v in enumerate(grid):
                    high = ((1 - abs(u) ** 3) * (1 - abs(v) ** 3)) ** 0.36
                    rim = i in (0, n) or j in (0, n)
                    high = 0 if rim else high * (1 + wave[i, j])
                    pinch = 1 - 0.1 * (u * v) ** 2
                    at = np.array([u * pinch, sign * min(high, 1.0), v * pinch]) * size / 2
                    at = np.array([at[0] * c + at[2] * s, at[1], at[2] * c - at[0] * s])
                    verts.append(np.asarray(centre, float) + at)
            for i in range(n):
                for j in range(n):
                    q = [
                        i * (n + 1) + j,
                        i * (n + 1) + j + 1,
                        (i + 1) * (n + 1) + j + 1,
                        (i + 1) * (n + 1) + j,
                    ]
                    faces.append(q if sign > 0 else q[::-1])
            chart = Chart(size[0], size[2])
            at = {i: tuple((p - centre)[[0, 2]] + size[[0, 2]] / 2) for i, p in enumerate(verts)}
            lit = [(chart, at)] * len(faces)
            self.faces(look, verts, smooth(verts, faces), faces, lit)


def by_zones(forms, zone_of):
    """What never moves, drawn zone by zone and not thing by thing: a form that has a zone gives it
    its faces. Returns the zones."""
    zones = {}
    for form in forms:
        name = zone_of(form)
        if name:
            zones.setdefault(name, Form(name)).absorb(form)
    return list(zones.values())


def sides(low, high):
    """A box's six sides, each as four corners."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    return {
        "+x": [(x1, y0, z1), (x1, y0, z0), (x1, y1, z0), (x1, y1, z1)],
        "-x": [(x0, y0, z0), (x0, y0, z1), (x0, y1, z1), (x0, y1, z0)],
        "+z": [(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)],
        "-z": [(x1, y0, z0), (x0, y0, z0), (x0, y1, z0), (x1, y1, z0)],
        "+y": [(x0, y1, z1), (x1, y1, z1), (x1, y1, z0), (x0, y1, z0)],
        "-y": [(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)],
    }


def pane(form, low, high, axis, look="glass"):
    """A sheet of glass with both sides."""
    low, high = np.array(low, float), np.array(high, float)
    mid = (low + high) / 2
    for s in (-1, 1):
        facing = np.zeros(3)
        facing[axis] = s
        wide = 0 if axis == 2 else 2
        form.label(look, mid, facing, high[wide] - low[wide], high[1] - low[1], 0.003)


def sheet(corners, along, normal):
    """A chart for one flat face, and its corners on it."""
    u = unit(along)
    v = np.cross(unit(normal), u)
    flat = np.stack([corners @ u, corners @ v], axis=1)
    flat -= flat.min(axis=0)
    return Chart(*flat.max(axis=0)), {i: tuple(p) for i, p in enumerate(flat)}


def smooth(verts, faces):
    """Normals of corners, weighted by the faces around them."""
    verts = np.asarray(verts, float)
    normals = np.zeros_like(verts)
    for face in faces:
        p = verts[list(face)]
        n = sum(np.cross(p[i] - p[0], p[i + 1] - p[0]) for i in range(1, len(p) - 1))
        normals[list(face)] += n
    return [unit(n) for n in normals]


def rounded(points, bend, steps=5):
    """The path with its corners rounded by arcs of the given size."""
    if bend <= 0:
        return points
    path = [points[0]]
    for before, at, after in zip(points, points[1:], points[2:]):
        a, b = before - at, after - at
        reach = min(bend, np.linalg.norm(a) * 0.49, np.linalg.norm(b) * 0.49)
        start, end = at + unit(a) * reach, at + unit(b) * reach
        for k in range(steps + 1):
            t = k / steps
            path.append((1 - t) ** 2 * start + 2 * t * (1 - t) * at + t**2 * end)
    path.append(points[-1])
    return path
