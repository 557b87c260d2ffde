"""What hangs: ducts, cables, aprons, a fly killer."""

import math

import numpy as np

from kit.shape import Chart, smooth


def duct(form):
    """The flue from the hood to the ceiling."""
    form.box("steel", (-0.45, 2.5, -6.05), (0.45, 3.2, -5.55), 0.006, "+y-y-z")
    for y in (2.53, 2.86):
        form.box("steel", (-0.48, y, -6.05), (0.48, y + 0.03, -5.52), 0.004, "-z")


def hooks(form):
    """Aprons and a cloth on hooks at the west wall, towards the hatch."""
    form.box("handle", (-4.0, 1.68, -6.62), (-3.975, 1.74, -5.92), 0.006)
    for k, (look, long) in enumerate((("blue", 0.72), ("towel", 0.42), ("white", 0.78))):
        z = -6.5 + k * 0.23
        form.tube(
            "aluminium", [(-3.975, 1.7, z), (-3.93, 1.69, z), (-3.925, 1.72, z)], 0.006, 0.02, 7
        )
        cloth(form, look, (-3.94, 1.695, z), long)


def cloth(form, look, at, long):
    """Cloth that hangs from one point: gathered above, in soft folds below."""
    x, y, z = at
    rows, across, width = 8, 16, 0.17
    verts, faces = [], []
    for i in range(rows + 1):
        fall = i / rows
        spread = width * (0.2 + 0.8 * fall**0.6) / 2
        for k in range(across + 1):
            u = k / across * 2 - 1
            fold = 0.02 * math.sin(u * 9.0 + z * 5) * (0.35 + 0.65 * fall) + 0.012 * (1 - fall)
            verts.append((x + fold, y - long * fall + 0.02 * u * u * fall, z + u * spread))
    for i in range(rows):
        for k in range(across):
            a = i * (across + 1) + k
            faces.append([a, a + 1, a + across + 2, a + across + 1])
    normals = [n if n[0] > 0 else -n for n in smooth(verts, faces)]
    chart = Chart(width, long)
    spots = {i: ((v[2] - z) / width * width + width / 2, y - v[1]) for i, v in enumerate(verts)}
    form.faces(look, verts, normals, faces, [(chart, spots)] * len(faces))


def insect_lamp(form):
    """A fly killer high on the south wall's east end: a frame with two violet tubes."""
    x, y, z = 3.99, 2.35, 1.1
    form.box("white", (x - 0.09, y, z - 0.28), (x, y + 0.3, z + 0.28), 0.01, "+x")
    form.box("dark", (x - 0.095, y + 0.03, z - 0.25), (x - 0.09, y + 0.27, z + 0.25), 0.001, "+x")
    for k in range(2):
        form.rod(
            "blue",
            (x - 0.1, y + 0.1 + k * 0.1, z - 0.23),
            (x - 0.1, y + 0.1 + k * 0.1, z + 0.23),
            0.012,
            10,
        )
    for k in range(9):
        s = z - 0.24 + k * 0.06
        form.rod("aluminium", (x - 0.115, y + 0.03, s), (x - 0.115, y + 0.27, s), 0.002, 5)


def supply_duct(form):
    """Fresh air along the ceiling: a duct with flanges, straps and outlets; a tray of cables."""
    y0, y1, half = 2.84, 3.17, 0.24
    form.box("galvanised", (-half, y0, -5.5), (half, y1, 1.99), 0.006, "-z+z")
    for z in np.arange(-4.9, 1.9, 1.2):
        form.box(
            "galvanised",
            (-half - 0.025, y0 - 0.025, z - 0.012),
            (half + 0.025, y1, z + 0.012),
            0.003,
        )
        for s in (-1, 1):
            form.rod(
                "aluminium",
                (s * (half + 0.06), y0 - 0.04, z + 0.3),
                (s * (half + 0.06), 3.2, z + 0.3),
                0.005,
                6,
            )
        form.box(
            "aluminium",
            (-half - 0.08, y0 - 0.04, z + 0.28),
            (half + 0.08, y0 - 0.012, z + 0.32),
            0.002,
        )
    for z in (-3.7, -1.3, 1.1):
        for s in (-1, 1):
            x = s * half
            form.box(
                "white",
                (min(x, x + s * 0.03), y0 + 0.06, z - 0.3),
                (max(x, x + s * 0.03), y1 - 0.06, z + 0.3),
                0.004,
            )
            for k in range(5):
                y = y0 + 0.09 + k * 0.037
                form.box(
                    "grey",
                    (min(x, x + s * 0.036), y, z - 0.27),
                    (max(x, x + s * 0.036), y + 0.012, z + 0.27),
                    0.0,
                )
    for s in (0, 0.14):
        form.box("aluminium", (3.1 + s, 3.02, -6.95), (3.11 + s, 3.06, 1.98), 0.001)
    for z in np.arange(-6.8, 1.9, 0.3):
        form.box("aluminium", (3.1, 3.02, z), (3.25, 3.026, z + 0.02), 0.0)
    for k, look in enumerate(("black", "grey", "black")):
        form.rod(look, (3.14 + k * 0.035, 3.042, -6.95), (3.14 + k * 0.035, 3.042, 1.98), 0.013, 8)
