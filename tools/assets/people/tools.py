"""What workers' hands hold, in the frame of the hand as in `props.py`: along the fingers, out of
the palm, to the thumb's side.
"""

import numpy as np

from piece import loft
from solids import box, colourful, tube

# Middle of the fist from the wrist, along the fingers and out of the palm, metres.
FIST = (0.085, 0.028)
# How each lies in the hand: degrees off the line across the palm, degrees turned about its handle,
# metres shifted.
LIE = {
    "screwdriver": (28, 0, 0.0),
    "inflator": (20, 0, 0.0),
    "hammer": (20, 0, 0.0),
    "shovel": (15, 0, 0.0),
    "spanner": (22, 0, 0.0),
}


def rod(low, high, radius, colour, sides=8):
    """A bar along the handle."""
    f, n = FIST
    return tube([(f, n, low), (f, n, high)], [radius, radius], colour, sides)


def grip(low, high, radius, colour):
    f, n = FIST
    along = [(f, n, t) for t in (low, low + 0.006, high - 0.01, high)]
    return tube(along, [radius * 0.75, radius, radius, radius * 0.6], colour, 10)


def screwdriver():
    return [grip(-0.045, 0.06, 0.0145, "#c23a22"), rod(0.06, 0.19, 0.0035, "#aeb2b4", 6)]


# How far down a hose's bends are, metres.
DOWN_M = (0, 0.05, 0.4, 0.8, 1.08)


def inflator():
    """An air gun with its gauge on top; its hose goes down behind the hand."""
    f, n = FIST
    gauge = [(f + 0.012, n, 0.075), (f - 0.03, n, 0.075)]
    dial = [(f - 0.0302, n, 0.075), (f - 0.032, n, 0.075)]
    # Down to the floor from a gun that leans ahead, and off along the floor.
    hose = [(f + 0.36 * d, n + 0.04 * np.sin(2 * d), -0.05 - 0.93 * d) for d in DOWN_M]
    hose += [(hose[-1][0] + 0.93 * d, n + 0.1 * d, hose[-1][2] + 0.36 * d) for d in (0.25, 0.6)]
    return [
        grip(-0.055, 0.045, 0.016, "#2a2d31"),
        rod(0.045, 0.06, 0.011, "#9da1a4"),
        tube(gauge, [0.034, 0.034], "#1e2023", 16),
        tube(dial, [0.03, 0.03], "#f1f2ee", 16),
        tube([(f + 0.01, n, 0.05), (f + 0.13, n, 0.055)], [0.008, 0.006], "#9da1a4", 8),
        tube(smooth(hose, 21), [0.0065] * 21, "#b5341f", 7),
    ]


def smooth(points, count=13):
    """More points along a bent line."""
    points = np.array(points, float)
    t = np.linspace(0, len(points) - 1, count)
    found = np.stack([np.interp(t, range(len(points)), points[:, k]) for k in range(3)], axis=1)
    for _ in range(3):
        found[1:-1] = (found[:-2] + 2 * found[1:-1] + found[2:]) / 4
    return found


def hammer():
    """A claw hammer."""
    f, n = FIST
    neck = 0.235
    head = tube([(f - 0.035, n, neck), (f + 0.055, n, neck)], [0.012, 0.0145], "#6f7477", 10)
    face = tube([(f + 0.055, n, neck), (f + 0.068, n, neck)], [0.0165, 0.016], "#8a8f92", 10)
    claw = tube(
        [(f - 0.03, n, neck), (f - 0.06, n, neck - 0.008), (f - 0.085, n, neck - 0.035)],
        [0.012, 0.009, 0.004], "#6f7477", 8,
    )
    shaft = [rod(0.05, 0.24, 0.0105, "#b98a55"), grip(-0.09, 0.06, 0.015, "#2c2f33")]
    return [*shaft, head, face, claw]


def shovel():
    """A round-point shovel, held near its upper end; its blade is out by the thumb's side."""
    f, n = FIST
    shaft = rod(-0.14, 0.86, 0.0155, "#b48a57", 9)
    socket = rod(0.8, 0.92, 0.019, "#5d6163", 9)
    rings = []
    for t, half, dish in (
        (0.9, 0.05, 0.012), (0.92, 0.115, 0.02), (1.02, 0.12, 0.03), (1.1, 0.1, 0.028),
        (1.16, 0.055, 0.016), (1.18, 0.012, 0.004),
    ):
        x = np.linspace(-1, 1, 7)
        lift = dish * (x**2)
        upper = [(f - y * 1.0 + 0.01, n + half * a, t) for a, y in zip(x, lift)]
        lower = [(p[0] + 0.0025, p[1], p[2]) for p in upper[::-1]]
        rings.append(upper + lower)
    verts, tris = loft([np.array(r) for r in rings], True, True)
    return [shaft, socket, colourful(verts, tris, "#6b7072")]


def spanner():
    """A scaffolder's ratchet spanner with its pointed tail."""
    f, n = FIST
    head = tube([(f - 0.02, n, 0.215), (f + 0.03, n, 0.215)], [0.026, 0.026], "#84898c", 10)
    tail = tube(
        [(f, n, -0.05), (f, n, 0.12), (f, n, 0.2)], [0.009, 0.0115, 0.013], "#777c7f", 8
    )
    return [tail, tube([(f, n, -0.05), (f, n, -0.15)], [0.009, 0.003], "#777c7f", 8), head]


def block():
    """A building block between both hands, seen from the right one."""
    return [box((0.005, 0.008, -0.05), (0.175, 0.248, 0.05), "#a8a59e")]


def brick():
    return [box((0.02, 0.012, -0.026), (0.135, 0.252, 0.027), "#a2543c")]


def bottle():
    """A water bottle, its neck out by the thumb's side."""
    f, n = FIST
    body = tube(
        [(f, n + 0.012, t) for t in (-0.1, -0.095, 0.07, 0.1, 0.103, 0.13)],
        [0.03, 0.034, 0.034, 0.014, 0.015, 0.015], "#cfe0e6", 12,
    )
    cap = tube([(f, n + 0.012, 0.118), (f, n + 0.012, 0.134)], [0.0165, 0.0165], "#2f6ea3", 10)
    return [body, cap]


TOOLS = {
    "screwdriver": screwdriver,
    "inflator": inflator,
    "hammer": hammer,
    "shovel": shovel,
    "spanner": spanner,
    "block": block,
    "brick": brick,
    "bottle": bottle,
}
