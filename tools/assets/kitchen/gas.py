"""The gas on its way: riser, valves, pipes on brackets; the switches, the alarm on its cord."""

import math

from kit.shape import Form


def flange(form, at, axis, radius=0.05):
    """Two discs with bolts."""
    import numpy as np

    at, axis = np.array(at, float), np.array(axis, float)
    for s in (-0.008, 0.008):
        form.rod("gasyellow", at + axis * (s - 0.006), at + axis * (s + 0.006), radius, 18)
    side = np.cross(axis, [0.3, 0.5, 0.81])
    side /= np.linalg.norm(side)
    for k in range(4):
        t = math.pi / 4 + k * math.pi / 2
        d = side * math.cos(t) + np.cross(axis, side) * math.sin(t)
        p = at + d * radius * 0.76
        form.rod("aluminium", p - axis * 0.02, p + axis * 0.02, 0.006, 6)


def bracket(form, at, wall, radius=0.034):
    """A clip round a pipe, and its foot on the wall; `wall` is the way there and how far."""
    import numpy as np

    at, wall = np.array(at, float), np.array(wall, float)
    along = np.array([0, 0, 1.0]) if abs(wall[0]) > 0 else np.array([1.0, 0, 0])
    form.rod("aluminium", at - along * 0.012, at + along * 0.012, radius + 0.003, 16)
    form.rod("aluminium", at, at + wall, 0.007, 8)
    foot = at + wall
    size = np.abs(np.cross(along, wall / np.linalg.norm(wall))) * 0.06 + along * 0.04
    form.block("aluminium", foot, size + np.abs(wall) / np.linalg.norm(wall) * 0.006, 0.002)


def pipes(boxes):
    """Everything painted yellow that stands still."""
    forms = []
    r = 0.03
    riser = Form("gas_riser", boxes["gas_riser"].centre)
    x, _, z = boxes["gas_riser"].centre
    riser.rod("gasyellow", (x, 0, z), (x, 1.0, z), r, 18, caps=False)
    riser.lathe("concrete", (x, 0, z), [(0.07, 0), (0.06, 0.015), (0.032, 0.02)])
    bracket(riser, (x, 0.4, z), (-0.058, 0, 0))
    forms.append(riser)

    valve = Form("main_valve", boxes["main_valve"].centre)
    pivot = 1.05
    valve.rod("gasyellow", (x, 1.0, z), (x, 1.4, z), r, 18, caps=False)
    # A ball valve: a drum between two hexagonal ends, union nuts above and below, a gland in front.
    valve.lathe(
        "brass",
        (x, pivot - 0.034, z),
        [(0.04, 0), (0.047, 0.007), (0.047, 0.061), (0.04, 0.068)],
        segments=24,
    )
    for y in (pivot - 0.046, pivot + 0.046):
        valve.rod("brass", (x, y - 0.013, z), (x, y + 0.013, z), 0.046, 6, bevel=0.004)
    for y in (1.115, 1.385):
        valve.rod("gasyellow", (x, y - 0.011, z), (x, y + 0.011, z), 0.042, 6, bevel=0.004)
    valve.rod("brass", (x, pivot, z), (-3.884, pivot, z), 0.022, 16)
    valve.rod("aluminium", (-3.884, pivot, z), (-3.874, pivot, z), 0.019, 6)
    valve.label("sign/main_valve", (-4.0, 1.36, z + 0.24), (1, 0, 0), 0.24, 0.15, 0.004)
    valve.label("sign/pipe", (x + r + 0.001, 1.27, z), (1, 0, 0), 0.17, 0.036, 0.001, 90)
    forms.append(valve)

    part = boxes["main_valve.lever"]
    lever = Form(part.id, part.centre)
    (lx0, ly0, lz0), (lx1, ly1, lz1) = part.low, part.high
    mid = (lx0 + lx1) / 2
    # A flat steel bar with a red sleeve, held by a nut on the stem.
    lever.block(
        "aluminium",
        (mid - 0.008, (ly0 + ly1) / 2, part.centre[2]),
        (0.006, ly1 - ly0, 0.026),
        0.002,
    )
    lever.block("red", (mid - 0.003, ly0 + 0.075, part.centre[2]), (0.02, 0.15, 0.036), 0.009)
    lever.rod("aluminium", (lx0, pivot, lz0 + 0.025), (lx1 - 0.012, pivot, lz0 + 0.025), 0.013, 6)
    forms.append(lever)

    pipe = Form("gas_pipe", boxes["gas_pipe"].centre)
    px, py, _ = boxes["gas_pipe"].centre
    z0, z1 = boxes["gas_pipe"].low[2], boxes["gas_pipe"].high[2]
    pipe.tube(
        "gasyellow", [(px, py, z1), (px, py, z0 + 0.04), (px + 0.06, py, z0 + 0.04)], r, 0.06, 18
    )
    for k, at in enumerate((-3.95, -4.75, -5.55, -6.35)):
        bracket(pipe, (px, py, at), (-0.147, 0, 0))
    for at in (-5.15, -6.05):
        pipe.rod("gasyellow", (px, py, at - 0.025), (px, py, at + 0.025), 0.0385, 16)
    for at in (-4.98, -5.85):
        pipe.label("sign/pipe", (px + r, py, at), (1, 0, 0), 0.24, 0.04, 0.002)
    forms.append(pipe)

    branch = Form("gas_branch", boxes["gas_branch"].centre)
    bx0, bx1 = boxes["gas_branch"].low[0], boxes["gas_branch"].high[0]
    bz = boxes["gas_branch"].centre[2]
    branch.rod("gasyellow", (bx0, py, bz), (bx1, py, bz), r, 18, caps=False)
    for at in (-3.3, -2.3):
        bracket(branch, (at, py, bz), (0, 0, -0.137))
    branch.rod("gasyellow", (-2.8, py, bz), (-2.75, py, bz), 0.0385, 16)
    branch.label("sign/pipe", (-2.05, py, bz + r), (0, 0, 1), 0.2, 0.04, 0.002)
    forms.append(branch)

    # From the valve up and over the pier, down to the pipe along the wall.
    over = Form("dressing_gas")
    over.tube(
        "gasyellow",
        [(x, 1.4, z), (x, 1.56, z), (x, 1.56, -3.9), (px, py, -3.82), (px, py, -3.755)][:3]
        + [(x, py, -3.9), (px, py, -3.9)],
        r,
        0.07,
        18,
    )
    bracket(over, (x, 1.1, -3.9), (-0.058, 0, 0))
    over.rod("aluminium", (x, 1.56, -3.62), (x, 1.56, -3.635), 0.05, 16)
    forms.append(over)
    forms.append(shutoff(boxes))
    return forms


def shutoff(boxes):
    """A solenoid valve on the pipe: its coil, a lamp that is lit, a pull to close it by hand."""
    box = boxes["shutoff"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    px, py, z = -3.85, 0.64, box.centre[2]
    form.rod("red", (px, py, z - 0.085), (px, py, z + 0.085), 0.052, 20)
    for s in (-1, 1):
        flange(form, (px, py, z + s * 0.1), (0, 0, 1), 0.055)
    form.rod("red", (px, py, z), (-3.76, py, z), 0.04, 18)
    form.block("grey", (-3.7, py, z), (0.12, 0.15, 0.15), 0.012)
    form.label("sign/cutoff", (-4.0, 1.08, z - 0.34), (1, 0, 0), 0.36, 0.135, 0.004)
    form.rod("aluminium", (-3.64, py + 0.02, z), (-3.6, py + 0.02, z), 0.014, 14)
    form.rod("red", (-3.6, py + 0.02, z), (x1, py + 0.02, z), 0.026, 18)
    form.label("sign/shutoff", (-3.64, py - 0.036, z), (1, 0, 0), 0.1, 0.07)
    form.rod("dark", (-3.7, py + 0.07, z - 0.035), (-3.7, py + 0.082, z - 0.035), 0.012, 12)
    form.lathe(
        "led", (-3.7, py + 0.082, z - 0.035), [(0.009, 0), (0.008, 0.008), (0, 0.011)], segments=12
    )
    form.lathe(
        "led",
        (-3.64, py + 0.045, z - 0.042),
        [(0.007, 0), (0.006, 0.004), (0, 0.005)],
        axis=(1, 0, 0),
        segments=12,
    )
    # Its cable in a conduit up the wall.
    form.tube(
        "grey",
        [
            (-3.72, py + 0.07, z + 0.03),
            (-3.72, py + 0.16, z + 0.03),
            (-3.985, py + 0.16, z + 0.03),
            (-3.985, 3.2, z + 0.03),
        ],
        0.009,
        0.04,
        8,
    )
    return form


def alarm(boxes):
    """A gas alarm at the foot of the wall, dark; its plug hangs beside the socket."""
    box = boxes["gas_alarm"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("white", (x0, y0, z0), (x1, y1, z1 - 0.02), 0.012, "-z")
    form.box(
        "white", (x0 + 0.008, y0 + 0.008, z1 - 0.03), (x1 - 0.008, y1 - 0.008, z1 - 0.001), 0.01
    )
    form.label("sign/alarm", (box.centre[0], box.centre[1], z1 - 0.001), (0, 0, 1), 0.17, 0.17)
    cx = x1 - 0.03
    cord = [
        (cx, y0 + 0.004, z0 + 0.04),
        (cx + 0.01, y0 - 0.12, z0 + 0.03),
        (cx + 0.13, y0 - 0.25, z0 + 0.035),
        (cx + 0.22, y0 - 0.2, z0 + 0.03),
        (cx + 0.25, y0 - 0.13, z0 + 0.03),
    ]
    form.tube("black", cord, 0.0045, 0.09, 8)
    end = cord[-1]
    form.block("black", (end[0] + 0.004, end[1] + 0.022, end[2]), (0.034, 0.045, 0.026), 0.007)
    for s in (-1, 1):
        form.block(
            "brass",
            (end[0] + 0.004 + s * 0.008, end[1] + 0.053, end[2]),
            (0.0025, 0.02, 0.007),
            0.0005,
        )
    socket(form, (x1 + 0.34, y0 + 0.2, z0), (0, 0, 1))
    return [form]


def socket(form, at, facing, look="sign/socket"):
    """A flush box on a wall."""
    import numpy as np

    at, facing = np.array(at, float), np.array(facing, float)
    across = np.abs(np.cross([0, 1, 0], facing))
    size = across * 0.086 + np.array([0, 0.086, 0]) + np.abs(facing) * 0.012
    form.block("white", at + facing * 0.006, size, 0.003)
    form.label(look, at + facing * 0.012, facing, 0.078, 0.078)


def switches(boxes):
    """Hood switch and light switch, each with its rocker."""
    forms = []
    for name, facing, look in (("hood_switch", 1, "sign/fan"), ("light_switch", -1, "sign/lamp")):
        box, part = boxes[name], boxes[f"{name}.rocker"]
        form = Form(name, box.centre)
        (x0, y0, z0), (x1, y1, z1) = box.low, box.high
        form.box("white", (x0, y0, z0), (x1, y1, z1), 0.008, "-z" if facing > 0 else "+z")
        front = z1 if facing > 0 else z0
        form.label(look, (box.centre[0], y1 - 0.0145, front), (0, 0, facing), 0.05, 0.018, 0.001)
        cx = box.centre[0]
        tube_z = z0 + 0.02 if facing > 0 else z1 - 0.02
        form.tube("grey", [(cx, y1, tube_z), (cx, 3.2, tube_z)], 0.0095, 0.02, 8)
        forms.append(form)
        rocker = Form(part.id, part.centre)
        rocker.block(
            "plate",
            (part.centre[0], part.centre[1] - 0.006, part.centre[2]),
            (part.size[0], part.size[1] - 0.012, part.size[2]),
            0.006,
        )
        s = facing * part.size[2] / 2
        rocker.block(
            "red",
            (part.centre[0], part.centre[1] + 0.018, part.centre[2] + s),
            (0.016, 0.005, 0.002),
            0.0005,
        )
        forms.append(rocker)
    return forms
