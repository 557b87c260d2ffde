"""The shell: floors, walls, ceiling with its lamps, window and door cases, the yard."""

import numpy as np

from kit.shape import Form, pane, sides

# The kitchen's inner faces: walls at x -4 and 4, z -7 and 2; the ceiling hangs at 3.2 m.
WEST, EAST, NORTH, SOUTH, TOP = -4.0, 4.0, -7.0, 2.0, 3.2
SKIRT_M = 0.1
# Lamps in the ceiling: centres; each is 0.6 m wide and 1.2 m long.
LAMPS = [(-1.8, -4.8), (1.8, -4.8), (-1.8, -2.1), (1.8, -2.1), (-1.8, 0.6), (1.8, 0.6)]
LAMP_M = (0.3, 1.2)


# Sides that can be seen from the yard.
OUTSIDE = ("wall_south", "yard_wall")


def wall(box, inner):
    """A wall: tiled on the sides named in `inner`, plastered where the yard sees it."""
    form = Form(box.id, box.centre)
    low, high = np.array(box.low), np.array(box.high)
    for side, corners in sides(low, high).items():
        if side == "-y" and low[1] <= 0:
            continue
        look = "tile" if side in inner else "plaster"
        if side == "+y" and high[1] >= TOP:
            look = "cut"
        elif side not in inner and not box.id.startswith(OUTSIDE):
            continue
        corners = np.array(corners)
        # A long face ends in the room's corners: light from outside would come in at its edges.
        if side[1] == "z" and box.id.startswith(("wall_north", "wall_south")):
            corners[:, 0] = np.clip(corners[:, 0], WEST, EAST)
        if side[1] == "x" and box.id.startswith(("wall_west", "wall_east")):
            corners[:, 2] = np.clip(corners[:, 2], NORTH, SOUTH)
        form.quad(look, corners)
    return form


def skirt(form, start, end, facing):
    """A rounded foot of tiles where wall and floor meet."""
    (x0, z0), (x1, z1) = start, end
    fx, fz = facing
    for y0, y1, d0, d1 in ((0.0, 0.03, 0.05, 0.016), (0.03, SKIRT_M, 0.016, 0.012)):
        a = (x0 + fx * d0, y0, z0 + fz * d0)
        b = (x1 + fx * d0, y0, z1 + fz * d0)
        c = (x1 + fx * d1, y1, z1 + fz * d1)
        d = (x0 + fx * d1, y1, z0 + fz * d1)
        quad = [a, b, c, d]
        n = np.cross(np.subtract(b, a), np.subtract(c, a))
        form.quad("floor", quad if n[0] * fx + n[2] * fz > 0 else [b, a, d, c])


def shell(boxes):
    """Every prop of the structure."""
    forms = []
    floor = Form("floor_kitchen", boxes["floor_kitchen"].centre)
    (x0, _, z0), (x1, _, z1) = boxes["floor_kitchen"].low, boxes["floor_kitchen"].high
    floor.quad("floor", [(x0, 0, z1), (x1, 0, z1), (x1, 0, z0), (x0, 0, z0)])
    for a, b, f in (
        ((WEST, NORTH), (-1.9, NORTH), (0, 1)),
        ((1.9, NORTH), (EAST, NORTH), (0, 1)),
        ((WEST, NORTH), (WEST, SOUTH), (1, 0)),
        ((EAST, NORTH), (EAST, SOUTH), (-1, 0)),
        ((WEST, SOUTH), (-0.58, SOUTH), (0, -1)),
        ((0.58, SOUTH), (EAST, SOUTH), (0, -1)),
        ((-1.9, NORTH), (-1.9, -6.05), (-1, 0)),
        ((1.9, NORTH), (1.9, -6.05), (1, 0)),
    ):
        skirt(floor, a, b, f)
    for name in ("pier_north", "pier_south"):
        (_, _, z0), (x1, _, z1) = boxes[name].low, boxes[name].high
        skirt(floor, (x1, z0), (x1, z1), (1, 0))
        skirt(floor, (WEST, z0), (x1, z0), (0, -1))
        skirt(floor, (WEST, z1), (x1, z1), (0, 1))
    forms.append(floor)
    yard = Form("floor_yard", boxes["floor_yard"].centre)
    (x0, _, z0), (x1, _, z1) = boxes["floor_yard"].low, boxes["floor_yard"].high
    z0 = 2.15
    yard.quad("paving", [(x0, 0, z1), (x1, 0, z1), (x1, 0, z0), (x0, 0, z0)])
    forms.append(yard)
    inner = {
        "wall_north": ["+z"],
        "wall_west": ["+x"],
        "range_wall": ["+z", "+x", "-x"],
        "pier_north": ["+x", "+z", "-z"],
        "pier_south": ["+x", "+z", "-z"],
        "wall_east_north": ["-x", "+z"],
        "wall_east_south": ["-x", "-z"],
        "wall_east_sill": ["-x", "+y"],
        "wall_east_head": ["-x", "-y"],
        "wall_south_west": ["-z", "+x"],
        "wall_south_mid": ["-z", "-x", "+x"],
        "wall_south_door": ["-z", "-y"],
        "wall_south_sill": ["-z", "+y"],
        "wall_south_head": ["-z", "-y"],
        "wall_south_east": ["-z", "-x"],
    }
    for name, sides in inner.items():
        forms.append(wall(boxes[name], sides))
    for name in ("yard_wall_south", "yard_wall_west", "yard_wall_east"):
        box = boxes[name]
        form = wall(box, [])
        low, high = np.array(box.low), np.array(box.high)
        form.box(
            "coping",
            (low[0] - 0.03, high[1] - 0.03, low[2] - 0.03),
            (high[0] + 0.03, high[1] + 0.05, high[2] + 0.03),
            0.01,
        )
        forms.append(form)
    forms.append(ceiling(boxes["ceiling"]))
    return forms


def ceiling(box):
    """Panels, lamps in them, air outlets, sprinklers, a smoke detector. Nobody sees the roof."""
    form = Form("ceiling", box.centre)
    form.quad(
        "ceiling", [(WEST, TOP, NORTH), (EAST, TOP, NORTH), (EAST, TOP, SOUTH), (WEST, TOP, SOUTH)]
    )
    for x, z in LAMPS:
        w, d = LAMP_M[1] / 2, LAMP_M[0] / 2
        form.box(
            "white",
            (x - w - 0.03, TOP - 0.025, z - d - 0.03),
            (x + w + 0.03, TOP + 0.01, z + d + 0.03),
            0.006,
            "+y",
        )
        y = TOP - 0.0265
        form.quad(
            "lamp", [(x - w, y, z - d), (x + w, y, z - d), (x + w, y, z + d), (x - w, y, z + d)]
        )
    for x, z in ((0.9, -3.45), (-0.9, -0.75), (-3.0, -3.45), (3.0, -0.75)):
        form.lathe("white", (x, TOP, z), [(0, -0.05), (0.02, -0.045), (0.022, -0.01), (0.04, 0)])
    for x in (-2.6, 2.6):
        form.box("white", (x - 0.29, TOP - 0.012, 1.1), (x + 0.29, TOP, 1.5), 0.004, "+y")
        for k in range(7):
            z = 1.14 + k * 0.05
            form.box("grey", (x - 0.26, TOP - 0.02, z), (x + 0.26, TOP - 0.01, z + 0.012), 0.002)
    form.lathe("white", (2.9, TOP, -6.2), [(0, -0.05), (0.045, -0.048), (0.055, -0.02), (0.06, 0)])
    return form


def case(form, look, low, high, bar, axis):
    """Four bars about an opening; `axis` is the way through it."""
    low, high = np.array(low, float), np.array(high, float)
    wide = 0 if axis == 2 else 2
    for y0, y1 in ((low[1], low[1] + bar), (high[1] - bar, high[1])):
        a, b = low.copy(), high.copy()
        a[1], b[1] = y0, y1
        form.box(look, a, b, 0.004)
    for s0, s1 in ((low[wide], low[wide] + bar), (high[wide] - bar, high[wide])):
        a, b = low.copy(), high.copy()
        a[wide], b[wide] = s0, s1
        a[1], b[1] = low[1] + bar, high[1] - bar
        form.box(look, a, b, 0.004)


def openings(boxes):
    """Windows and doors, fixed and moving."""
    forms = []
    window = Form("window", boxes["window"].centre)
    low, high = np.array(boxes["window"].low), np.array(boxes["window"].high)
    case(window, "frame", low, high, 0.05, 0)
    window.box("frame", (low[0], 1.625, low[2]), (high[0], 1.675, high[2]), 0.004)
    window.box("frame", (low[0], 1.05, -2.62), (low[0] + 0.06, 1.625, -2.58), 0.004)
    window.box("plaster", (3.9, 0.97, -3.45), (4.0, 1.0, -1.75), 0.006)
    forms.append(window)
    for name in ("window_light", "window_pane"):
        box = boxes[name]
        form = Form(name, box.centre)
        pane(form, np.array(box.low) + 0.03, np.array(box.high) - 0.03, 0)
        forms.append(form)
    sash = Form("window.sash", boxes["window.sash"].centre)
    low, high = np.array(boxes["window.sash"].low), np.array(boxes["window.sash"].high)
    case(sash, "frame", low, high, 0.045, 0)
    pane(sash, low + (0, 0.045, 0.045), high - (0, 0.045, 0.045), 0)
    sash.box("dark", (low[0] - 0.012, 1.25, low[2] + 0.01), (low[0], 1.37, low[2] + 0.035), 0.003)
    forms.append(sash)

    light = Form("yard_window", boxes["yard_window"].centre)
    low, high = np.array(boxes["yard_window"].low), np.array(boxes["yard_window"].high)
    case(light, "frame", low, high, 0.05, 2)
    light.box("frame", (2.78, low[1], low[2]), (2.82, high[1], high[2]), 0.004)
    for x0, x1 in ((low[0] + 0.05, 2.78), (2.82, high[0] - 0.05)):
        pane(light, (x0, 1.25, low[2]), (x1, 2.05, high[2]), 2)
    forms.append(light)
    forms += back_door(boxes)
    return forms


def back_door(boxes):
    """The case in the wall, and the steel leaf with its pane, handle and closer."""
    door = Form("back_door", boxes["back_door"].centre)
    for x in (-0.5, 0.5):
        s = 1 if x > 0 else -1
        door.box("frame", (x - s * 0.012, 0, 1.98), (x + s * 0.06, 2.14, 2.0), 0.004)
        door.box("frame", (x - s * 0.012, 0, 2.15), (x + s * 0.06, 2.14, 2.17), 0.004)
        door.box("frame", (x - s * 0.012, 0, 2.0), (x, 2.1, 2.15), 0.003)
    for z0, z1 in ((1.98, 2.0), (2.15, 2.17)):
        door.box("frame", (-0.56, 2.09, z0), (0.56, 2.16, z1), 0.004)
    door.box("aluminium", (-0.5, 0.0, 2.0), (0.5, 0.012, 2.15), 0.005)
    box = boxes["back_door.leaf"]
    leaf = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    glass = (-0.2, 1.2, 0.2, 1.8)
    for a, b in (
        ((x0, y0), (x1, glass[1])),
        ((x0, glass[3]), (x1, y1)),
        ((x0, glass[1]), (glass[0], glass[3])),
        ((glass[2], glass[1]), (x1, glass[3])),
    ):
        leaf.box("door", (*a, z0), (*b, z1), 0.003)
    case(
        leaf, "frame", (glass[0], glass[1], z0 - 0.006), (glass[2], glass[3], z1 + 0.006), 0.025, 2
    )
    pane(leaf, (glass[0], glass[1], z0), (glass[2], glass[3], z1), 2)
    for z, s in ((z0, -1), (z1, 1)):
        leaf.label("steel", (0, 0.2, z), (0, 0, s), 0.9, 0.26, 0.002)
        leaf.box("aluminium", (0.37, 0.93, z), (0.42, 1.15, z + s * 0.012), 0.003)
        leaf.rod("aluminium", (0.395, 1.06, z), (0.395, 1.06, z + s * 0.05), 0.009)
        leaf.rod("aluminium", (0.405, 1.06, z + s * 0.05), (0.27, 1.06, z + s * 0.05), 0.01)
    leaf.box("grey", (-0.45, 1.98, z0 - 0.05), (-0.15, 2.04, z0), 0.006)
    leaf.label("sign/staff", (0, 1.95, z1), (0, 0, 1), 0.4, 0.14)
    return [door, leaf]
