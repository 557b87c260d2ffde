"""The two buses of the hall: A over the pit with its open cab, B whole on its lift."""

import math

import numpy as np

from kit.shape import Form

from . import body
from .bus import (
    HALF,
    SHOULDER,
    Coach,
    brow,
    doors,
    face,
    glass,
    livery,
    nose,
    panes,
    pods,
    roof,
    tail,
    underside,
    wall,
    worn,
)
from .gear import bus_key


def bus_b(boxes):
    """The whole bus on four columns; its wheels stand on the forks."""
    box = boxes["bus_b"]
    form = Form(box.id, box.centre)
    cx, _, _ = box.centre
    c = Coach(form, (cx, box.low[1], box.high[2]), 11.0, "busBlue", "busSky", "7035")
    front, rear = -2.0, -8.6
    roof(c, -11.0, -0.1)
    for s in (-1, 1):
        for z0, z1, low in (
            (-11.0, rear - 0.55, 0.45),
            (rear + 0.55, front - 0.55, 0.3),
            (front + 0.55, -0.14, 0.3),
        ):
            wall(c, s, z0, z1, low)
        for z in (front, rear):
            wall(c, s, z - 0.55, z + 0.55, 1.05)
            c.arch(s, z)
            x, y, zz = c.at
            wide = 0.32 if z == front else 0.56
            at = (x + s * (HALF - 0.03 - wide / 2), y + 0.5, zz + z)
            body.wheel(form, at, s, wide)
        livery(c, s, -8.0, -2.7)
        worn(c, s, ((-10.98, rear - 0.55), (rear + 0.55, front - 0.55)), (front, rear))
        panes(c, s, [(-10.6 + 1.3 * k, -9.3 + 1.3 * k) for k in range(6)])
    panes(c, 1, [(-2.6, -1.6), (-1.5, -0.4)])
    doors(c, -1, -1.4, -0.35)
    panes(c, -1, [(-2.7, -1.5)])
    nose(c)
    glass(c, -HALF, HALF, "busGlass")
    brow(c)
    face(c)
    tail(c)
    pods(c)
    underside(c, (front, rear))
    return form.weigh(0.55)


def bus_a(boxes):
    """The bus over the pit: its tail on a jack, the driver's door open, a hatch hanging."""
    form = Form("bus_a", boxes["bus_a"].centre)
    c = Coach(form, (2.8, 0.0, -2.0), 12.0)
    front, rear = -2.2, -8.6
    roof(c, -12.0, -0.1)
    cab = (-1.1, -0.14)
    spans = (
        (-12.0, rear - 0.55, 0.45),
        (rear + 0.55, front - 0.55, 0.3),
        (front + 0.55, -1.1, 0.3),
    )
    for s in (-1, 1):
        for z0, z1, low in spans:
            if s < 0 and z0 == -12.0:
                wall(c, s, z0, -11.8, low)
                wall(c, s, -10.8, z1, low)
                c.side("busWhite", s, -11.8, -10.8, 0.98, SHOULDER)
                c.side(c.low, s, -11.8, -10.8, 0.45, 0.5)
            else:
                wall(c, s, z0, z1, low)
        for z in (front, rear):
            wall(c, s, z - 0.55, z + 0.55, 1.05)
            c.arch(s, z)
        livery(c, s, -8.0, -2.9)
        low = [(-10.78, rear - 0.55), (rear + 0.55, front - 0.55)]
        if s < 0:
            low[1:] = [(rear + 0.55, -6.22), (-4.48, front - 0.55)]
        worn(c, s, low, (front, rear))
        panes(c, s, [(-11.6 + 1.3 * k, -10.3 + 1.3 * k) for k in range(3)])
    wall(c, -1, *cab, 0.3)
    wall(c, 1, *cab, 0.3, 1.0)
    c.side("busWhite", 1, *cab, 2.35, SHOULDER)
    panes(c, -1, [(-7.6, -6.3), (-4.3, -3.0), (-2.9, -1.5)])
    panes(c, 1, [(-7.6 + 1.3 * k, -6.3 + 1.3 * k) for k in range(4)] + [(-2.3, -1.3)])
    doors(c, -1, -6.2, -4.5)
    doors(c, -1, -1.25, -0.22)
    nose(c)
    glass(c, -HALF, HALF, "glass")
    brow(c)
    face(c)
    tail(c)
    pods(c)
    underside(c, (front, rear))
    inside(c)
    compartment(c)
    form.weigh(0.85)
    cabin = Form("cabin")
    driver(cabin, boxes)
    form.absorb(cabin.weigh(1.1))
    found = [form]
    for name, s, wide in (
        ("front_wheel", -1, 0.32),
        ("front_wheel_left", 1, 0.32),
        ("rear_wheel", -1, 0.56),
        ("rear_wheel_left", 1, 0.56),
    ):
        box = boxes[name]
        made = Form(name, box.centre)
        body.wheel(made, box.centre, s, wide, radius=min(box.size[1], 1.0) / 2)
        found.append(made.weigh(0.7))
    return found


def inside(c):
    """What shows through the windscreen and the driver's door: floor, walls, the saloon behind."""
    for z0, z1, y in ((-1.75, -0.1, 0.45),):
        c.box("vinyl", (-1.2, y - 0.03, z0), (1.2, y, z1), 0, "-y")
    c.box("vinyl", (0.45, 0.44, -1.75), (1.22, 1.0, -0.12), 0.01, "-y")
    for s in (-1, 1):
        x = s * 1.225
        for z0, z1, y0, y1 in (
            (-1.75, -1.1, 0.45, 2.6),
            *(((-1.1, -0.12, 0.45, 2.6),) if s < 0 else ()),
        ):
            a, b, z = c.at
            body.panel(c.form, "inside", a + x, -s, z + z0, z + z1, b + y0, b + y1)
    c.box("inside", (-1.2, 2.5, -1.75), (1.2, 2.54, -0.08), 0, "+y")
    c.label("sign/saloon", (0, 1.52, -1.72), (0, 0, 1), 2.44, 2.16)
    # The jambs of the driver's door, a step in the skirt, a handle.
    c.box("frameBlack", (1.2, 0.98, -1.13), (1.256, 2.38, -1.09), 0.005)
    c.box("frameBlack", (1.2, 2.33, -1.12), (1.256, 2.38, -0.14), 0.005)
    c.box("frameBlack", (1.2, 0.97, -1.12), (1.256, 1.01, -0.14), 0.005)
    c.box("black", (1.2, 0.52, -0.85), (1.252, 0.68, -0.45), 0.004)
    c.tube(
        "phaseY",
        [(1.18, 1.2, -0.2), (1.12, 1.25, -0.2), (1.12, 1.9, -0.2), (1.18, 1.95, -0.2)],
        0.014,
    )
    # A rail and the fare machine by the front door.
    c.tube(
        "phaseY",
        [(0.4, 0.45, -1.3), (0.4, 1.35, -1.3), (0.4, 1.35, -0.5), (0.4, 0.45, -0.5)],
        0.018,
    )
    c.box("orange", (0.1, 0.45, -0.75), (0.34, 1.45, -0.5), 0.03)
    c.box("liftBlue", (0.08, 1.25, -0.78), (0.36, 1.5, -0.48), 0.03)


def compartment(c):
    """The high-voltage compartment behind the hatch: the box, its orange leads."""
    z0, z1, x0, x1 = -11.8, -10.8, -HALF, -0.75
    a, b, z = c.at
    for quad in (
        [(x1, 0.5, z1), (x1, 0.5, z0), (x1, 0.98, z0), (x1, 0.98, z1)],
        [(x0, 0.5, z1), (x0, 0.5, z0), (x1, 0.5, z0), (x1, 0.5, z1)],
        [(x0, 0.98, z0), (x0, 0.98, z1), (x1, 0.98, z1), (x1, 0.98, z0)],
        [(x0, 0.5, z0), (x0, 0.98, z0), (x1, 0.98, z0), (x1, 0.5, z0)],
        [(x1, 0.5, z1), (x1, 0.98, z1), (x0, 0.98, z1), (x0, 0.5, z1)],
    ):
        q = np.add(quad, (a, b, z))
        n = np.cross(q[1] - q[0], q[2] - q[0])
        inward = np.array([a - 1.0, 0.74, z - 11.3]) - q.mean(axis=0)
        c.form.quad("inside", q if np.dot(n, inward) > 0 else q[::-1])
    c.box("rubber", (x0, 0.49, z0), (x0 + 0.015, 0.505, z1), 0)


def hatch(boxes):
    """What is in the compartment, its cover, and the service plug."""
    box = boxes["hv_hatch"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("aluminium", (x0 + 0.06, y0 + 0.04, z0 + 0.06), (x1, y1 - 0.06, z1 - 0.04), 0.012)
    for k in range(9):
        z = z0 + 0.12 + 0.085 * k
        form.box("aluminium", (x0 + 0.05, y0 + 0.06, z), (x0 + 0.062, y0 + 0.2, z + 0.012), 0)
    form.label("sign/hv", (x0 + 0.06, y1 - 0.17, z1 - 0.28), (-1, 0, 0), 0.26, 0.16, 0.002)
    socket = boxes["hv_hatch.connector"]
    sx, sy, sz = socket.centre
    form.box("black", (sx + 0.02, sy - 0.07, sz - 0.09), (x0 + 0.07, sy + 0.07, sz + 0.09), 0.008)
    for k in range(3):
        z = z1 - 0.14 - 0.07 * k
        # Each lead leaves its gland, bends down, and goes through a grommet in the floor.
        y, out = y0 + 0.13, x0 - 0.03
        form.rod("black", (x0 + 0.06, y, z), (x0 + 0.03, y, z), 0.028, 6)
        form.rod("black", (x0 + 0.03, y, z), (x0 + 0.005, y, z), 0.021, 14)
        way = [(x0 + 0.01, y, z), (out, y, z), (out, y0 + 0.012, z)]
        form.tube("hvOrange", way, 0.0145, 0.06, 10)
        form.rod("black", (out, y0 + 0.004, z), (out, y0 + 0.016, z), 0.026, 16)
        form.label_round("sign/hv_small", (out, y0 + 0.06, z), 0.015, 2.6, 0.03, 6, math.pi)
    rail = (out + 0.006, y0 + 0.082, z1 - 0.11)
    form.box("zincYellow", (out - 0.006, y0 + 0.07, z - 0.03), rail, 0)
    part = boxes["hv_hatch.cover"]
    cover = Form(part.id, part.centre)
    (a0, b0, c0), (a1, b1, c1) = part.low, part.high
    cover.box("busWhite", (a0, 0.8, c0), (a0 + 0.014, b1, c1), 0.004)
    cover.box("busGreen", (a0, b0, c0), (a0 + 0.014, 0.8, c1), 0.004)
    cover.box(
        "inside", (a0 + 0.014, b0 + 0.02, c0 + 0.02), (a1 - 0.006, b1 - 0.02, c1 - 0.02), 0.004
    )
    # It is read when the cover hangs, upside down.
    inner = (a1 - 0.006, part.centre[1], part.centre[2])
    cover.label("sign/hv", inner, (1, 0, 0), 0.4, 0.246, 0.001, 180)
    for z in (c0 + 0.14, c1 - 0.14):
        cover.rod("chrome", (a0 - 0.002, b1 - 0.06, z), (a0 + 0.002, b1 - 0.06, z), 0.022, 18)
    cover.label("sign/hv_small", (a0, b1 - 0.14, part.centre[2]), (-1, 0, 0), 0.13, 0.0975, 0.001)
    plug = Form(socket.id, socket.centre)
    plug.box(
        "hvOrange", (sx - 0.03, sy - 0.055, sz - 0.075), (sx + 0.03, sy + 0.055, sz + 0.075), 0.01
    )
    plug.box(
        "hvOrange", (sx - 0.05, sy + 0.02, sz - 0.06), (sx - 0.03, sy + 0.04, sz + 0.06), 0.006
    )
    plug.box("black", (sx + 0.03, sy - 0.045, sz - 0.06), (sx + 0.05, sy + 0.045, sz + 0.06), 0.004)
    plug.label("sign/hv_small", (sx - 0.03, sy - 0.02, sz), (-1, 0, 0), 0.07, 0.0525, 0.0012)
    return [form.weigh(1.6), cover.weigh(1.4), plug.weigh(1.6)]


def driver(form, boxes):
    """The driver's place: dashboard, wheel, seat, pedals; lamps of the cluster are on."""
    box = boxes["driver_place"]
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("vinyl", (x0, y0, z0 + 0.04), (x1, y1 - 0.06, z1), 0.03)
    form.prism(
        "deviceDark", [(z1, y1 - 0.08), (z0 + 0.05, y1 - 0.1), (z0 + 0.12, y1), (z1, y1)], x0, x1
    )
    centre = (3.6, y1 - 0.052, z0 + 0.083)
    form.label("sign/cluster", centre, (0, 0.58, -0.81), 0.36, 0.126, 0.004)
    for k in range(6):
        form.box(
            ("dark", "red", "dark", "amber", "dark", "green")[k],
            (3.83 + 0.03 * k, y1 - 0.115, z0 + 0.036),
            (3.852 + 0.03 * k, y1 - 0.09, z0 + 0.05),
            0.002,
        )
    key = boxes["driver_place.key"].centre
    form.rod("chrome", (key[0], key[1] - 0.02, key[2]), (key[0], y1 - 0.01, key[2]), 0.016, 14)
    # The wheel on its column.
    at = np.array(boxes["steering_wheel"].centre)
    way = np.array([0.0, 0.9, -0.42])
    side, up = np.array([1.0, 0, 0]), np.array([0, 0.42, 0.9])
    ring = [at + (side * np.cos(t) + up * np.sin(t)) * 0.21 for t in np.linspace(0, 2 * np.pi, 29)]
    form.tube("black", ring, 0.016, 0, 9)
    for t in (np.pi * 1.5, 0.2, np.pi - 0.2):
        form.rod(
            "dark", at - way * 0.02, at + (side * np.cos(t) + up * np.sin(t)) * 0.205, 0.014, 8
        )
    form.rod("black", at - way * 0.05, at + way * 0.006, 0.06, 20)
    form.rod("black", at - way * 0.04, at - way * 0.04 - (0, 0.25, -0.1), 0.035, 12)
    # Seat on its bellows, headrest, belt.
    box = boxes["driver_seat"]
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("rubber", (x0 + 0.1, y0, z0 + 0.05), (x1 - 0.1, y0 + 0.2, z1 - 0.1), 0.03)
    form.box("seatBlue", (x0, y0 + 0.2, z0 + 0.06), (x1, y0 + 0.33, z1), 0.05)
    form.box("seatBlue", (x0 + 0.02, y0 + 0.3, z0), (x1 - 0.02, y1 - 0.14, z0 + 0.12), 0.05)
    form.box("seatBlue", (x0 + 0.14, y1 - 0.16, z0), (x1 - 0.14, y1, z0 + 0.09), 0.035)
    form.box("black", (x1 - 0.05, y0 + 0.3, z0 + 0.115), (x1 - 0.01, y1 - 0.2, z0 + 0.122), 0)


def cab_parts(boxes):
    """Key, brake and the open door."""
    part = boxes["driver_place.key"]
    key = Form(part.id, part.centre)
    bus_key(key, part.centre)
    part = boxes["driver_place.brake"]
    brake = Form(part.id, part.centre)
    x, y, z = part.centre
    brake.box("dark", (x - 0.025, y - 0.06, z - 0.028), (x + 0.025, y - 0.045, z + 0.028), 0.004)
    brake.rod("chrome", (x, y - 0.05, z), (x, y + 0.02, z), 0.007, 10)
    brake.lathe(
        "red", (x, y + 0.01, z), [(0.012, 0), (0.02, 0.012), (0.018, 0.04), (0, 0.05)], segments=16
    )
    box = boxes["driver_door"]
    door = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    door.box("busWhite", (x0, y0, z0), (x1, y0 + 0.4, z1), 0.008)
    door.box("frameBlack", (x0 + 0.01, y0 + 0.39, z0), (x1 - 0.01, y1, z1), 0.006)
    door.box(
        "busGlass", (x0 + 0.006, y0 + 0.44, z0 + 0.06), (x1 - 0.006, y1 - 0.06, z1 - 0.06), 0.004
    )
    door.box("chrome", (x1 - 0.002, y0 + 0.26, z1 - 0.2), (x1 + 0.014, y0 + 0.29, z1 - 0.06), 0.005)
    return [key.weigh(2.0), brake.weigh(2.0), door]


def all_of(boxes):
    """Both buses."""
    return bus_a(boxes) + hatch(boxes) + cab_parts(boxes) + [bus_b(boxes)]
