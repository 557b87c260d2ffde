"""Small things that everything has: bolts, hinges, cables with clips, buttons, locks."""

import math

import numpy as np

from kit.shape import unit


def bolt(form, at, way, radius=0.006, look="zincYellow", high=0.005):
    """A hexagon head on a washer."""
    at, way = np.asarray(at, float), unit(way)
    form.rod(look, at, at + way * high, radius, 6, bevel=0.001)


def bolts(form, corners, way, radius=0.006, look="zincYellow"):
    """One bolt at each place."""
    for at in corners:
        bolt(form, at, way, radius, look)


def frame(form, look, low, high, bar, axis, bevel=0.004):
    """Four bars about an opening; `axis` is the way through it."""
    low, high = np.array(low, float), np.array(high, float)
    wide = 0 if axis == 2 else 2
    for y0, y1 in ((low[1], low[1] + bar), (high[1] - bar, high[1])):
        a, b = low.copy(), high.copy()
        a[1], b[1] = y0, y1
        form.box(look, a, b, bevel)
    for s0, s1 in ((low[wide], low[wide] + bar), (high[wide] - bar, high[wide])):
        a, b = low.copy(), high.copy()
        a[wide], b[wide] = s0, s1
        a[1], b[1] = low[1] + bar, high[1] - bar
        form.box(look, a, b, bevel)


def conduit(form, points, radius=0.0125, wall=None, look="zinc", every=1.1):
    """A steel conduit with saddles on the wall; `wall` is the way to it."""
    form.tube(look, points, radius, 0.09, 10)
    if wall is None:
        return
    wall = unit(wall)
    for a, b in zip(points, points[1:]):
        a, b = np.asarray(a, float), np.asarray(b, float)
        long = np.linalg.norm(b - a)
        for k in range(int(long / every)):
            at = a + (b - a) * ((k + 0.5) / max(int(long / every), 1))
            way = unit(b - a)
            form.rod("bare", at - way * 0.009, at + way * 0.009, radius + 0.002, 10)
            side = np.cross(way, wall)
            form.block(
                "bare",
                at + wall * radius * 0.9,
                np.abs(side) * 0.06 + np.abs(way) * 0.018 + np.abs(wall) * 0.003,
                0,
            )


def button(form, at, way, look, radius=0.011, high=0.012):
    """A push button or lamp in its ring."""
    at, way = np.asarray(at, float), unit(way)
    form.rod("chrome", at, at + way * 0.005, radius * 1.35, 16, bevel=0.0015)
    form.lathe(
        look,
        at + way * 0.005,
        [(radius, 0), (radius, high * 0.6), (radius * 0.7, high), (0, high * 1.05)],
        way,
        16,
    )


def hinge(form, at, high=0.09, radius=0.009, look="chrome"):
    """A pin hinge, upright."""
    x, y, z = at
    form.rod(look, (x, y - high / 2, z), (x, y + high / 2, z), radius, 10)
    form.rod("dark", (x, y - 0.002, z), (x, y + 0.002, z), radius + 0.0008, 10)


def handwheel(form, at, way, radius, look="chrome", knob=True, spokes=3):
    """A wheel with spokes and a knob on its rim."""
    at, way = np.asarray(at, float), unit(way)
    side = unit(np.cross(way, [0.3, 1, 0.2]))
    third = np.cross(way, side)
    rim = [
        at + (side * math.cos(t) + third * math.sin(t)) * radius
        for t in np.linspace(0, 2 * math.pi, 25)
    ]
    form.tube(look, rim, radius * 0.09, 0, 8)
    form.rod(look, at - way * 0.03, at + way * 0.015, radius * 0.2, 14)
    for k in range(spokes):
        t = 2 * math.pi * k / spokes + 0.4
        d = side * math.cos(t) + third * math.sin(t)
        form.rod(look, at, at + d * radius, radius * 0.07, 8)
    if knob:
        d = side * math.cos(0.9) + third * math.sin(0.9)
        p = at + d * radius
        form.lathe(
            "black",
            p,
            [(0.006, 0), (0.006, 0.015), (0.013, 0.03), (0.012, 0.06), (0, 0.066)],
            way,
            12,
        )


def lever(form, start, end, radius=0.008, ball=0.018, look="bare"):
    """A bar with a black ball at its end."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    form.rod(look, start, end, radius, 10)
    way = unit(end - start)
    profile = [
        (ball * math.sin(t), -ball * math.cos(t)) for t in np.linspace(0.02, math.pi - 0.02, 8)
    ]
    form.lathe("black", end + way * ball * 0.6, profile, way, 14)


def padlock(form, at, look="red"):
    """A lock with its shackle up, about its centre; 5 cm wide along z."""
    x, y, z = at
    form.block(look, (x, y - 0.018, z), (0.026, 0.058, 0.044), 0.006)
    form.tube(
        "chrome",
        [
            (x, y, z - 0.013),
            (x, y + 0.042, z - 0.013),
            (x, y + 0.042, z + 0.013),
            (x, y, z + 0.013),
        ],
        0.0036,
        0.013,
        8,
    )


def screw_terminal(form, at, way, look="brass"):
    """A screw in a clamp."""
    at, way = np.asarray(at, float), unit(way)
    form.rod(look, at, at + way * 0.003, 0.0042, 8, bevel=0.0008)


def feet(form, low, high, look="rubber", radius=0.025, tall=0.03):
    """Four levelling feet under a machine or bench."""
    for x in (low[0] + radius * 1.4, high[0] - radius * 1.4):
        for z in (low[2] + radius * 1.4, high[2] - radius * 1.4):
            form.rod(look, (x, 0, z), (x, tall, z), radius, 12)


def coil(form, look, at, radius, wire, turns=3, way=(0, 0, 1)):
    """Cable wound up and hung on a hook."""
    at, way = np.asarray(at, float), unit(way)
    side = unit(np.cross([0, 1, 0], way))
    up = np.array([0, 1.0, 0])
    points = []
    for k in range(turns * 28 + 1):
        t = 2 * math.pi * k / 28
        # Each turn hangs a little lower and wider than the one before.
        r = radius * (1 + 0.06 * math.sin(0.37 * t + 1) + 0.03 * math.sin(1.7 * t))
        sag = 0.07 * radius * math.sin(0.23 * t)
        points.append(
            at
            + side * math.cos(t) * r * 0.8
            + up * (math.sin(t) * r * 1.25 - sag)
            + way * wire * (1.3 * math.sin(0.61 * t) + 0.5 * (k // 28))
        )
    form.tube(look, points, wire, 0, 7)
