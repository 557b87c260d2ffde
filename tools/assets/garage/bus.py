"""A battery-electric city bus of 12 m, as a body of sheets: sides, roof, nose, tail, underside.

Measures are a bus's own: x across (its middle is 0), y from the ground, z from its nose back (the
nose looks to +z, so all of it lies below 0). A `Coach` puts them in the hall.
"""

from dataclasses import dataclass, field

import numpy as np

from kit.shape import Chart, Form

from . import body

HALF, BELT, SHOULDER, ROOF = 1.25, 1.42, 2.62, 2.88
# Where the coloured skirt begins and ends.
SILL, WAIST = 0.3, 0.8


@dataclass
class Coach:
    """One bus: its form, where its nose's middle stands on the ground, its colours and numbers."""

    form: Form
    at: tuple
    long: float
    low: str = "busGreen"
    swoosh: str = "busLime"
    number: str = "7021"
    flanks: dict = field(init=False)

    def __post_init__(self):
        # Each side's light is one chart.
        _, y, z = self.at
        self.flanks = {
            s: (Chart(self.long, SHOULDER - SILL), z - self.long, y + SILL) for s in (-1, 1)
        }

    def box(self, look, low, high, bevel=0.006, skip=""):
        """A box in the bus's measures."""
        self.form.box(look, np.add(low, self.at), np.add(high, self.at), bevel, skip)

    def side(self, look, s, z0, z1, y0, y1, out=0.0):
        """A flat piece of one side."""
        x, y, z = self.at
        span = (z + z0, z + z1, y + y0, y + y1)
        body.panel(self.form, look, x + s * (HALF + out), s, *span, self.flanks[s])

    def arch(self, s, z):
        """A wheel arch in one side."""
        x, y, nose = self.at
        at = (x + s * HALF, s, nose + z, y + 0.5, 0.53, y + WAIST, y + 1.05, 0.55)
        body.arch(self.form, (self.low, "busWhite"), *at, self.flanks[s])

    def label(self, look, at, way, wide, high, off=0.002):
        """A picture on it."""
        self.form.label(look, np.add(at, self.at), way, wide, high, off)

    def rod(self, look, a, b, radius, segments=10):
        """A round bar."""
        self.form.rod(look, np.add(a, self.at), np.add(b, self.at), radius, segments)

    def tube(self, look, points, radius, bend=0.05, segments=8):
        """A pipe."""
        self.form.tube(look, [np.add(p, self.at) for p in points], radius, bend, segments)

    def ribbon(self, look, outline, low, high, axis=2, crease=40.0, flip=False):
        """A sheet along an outline."""
        a, b = [(1, 2), (2, 0), (0, 1)][axis]
        moved = [(p[0] + self.at[a], p[1] + self.at[b]) for p in outline]
        off = self.at[axis]
        body.ribbon(self.form, look, moved, low + off, high + off, axis, crease, flip)


def roof(c, z0, z1):
    """The shoulders and the roof from side to side."""
    edge = HALF - 0.26
    over = body.arc(edge, SHOULDER, 0.26, 0, 90, 6)
    over += [(-x, y) for x, y in over[::-1]]
    c.ribbon("busWhite", over, z0, z1)


def wall(c, s, z0, z1, low, high=SHOULDER):
    """A side in three bands: skirt, belt, and what holds the panes."""
    for look, a, b in ((c.low, low, WAIST), ("busWhite", max(low, WAIST), high)):
        if b > a:
            c.side(look, s, z0, z1, a, b)


def panes(c, s, spans):
    """Dark flush glass between two z each, a sliding light above, thin seams."""
    for z0, z1 in spans:
        x0, x1 = sorted((s * (HALF - 0.01), s * (HALF + 0.006)))
        c.box("busGlass", (x0, BELT, z0 + 0.012), (x1, 2.5, z1 - 0.012), 0.004)
        y, f = 2.18, s * (HALF + 0.0075)
        a, b = sorted((f - 0.003, f + 0.002))
        c.box("black", (a, y, z0 + 0.05), (b, y + 0.022, z1 - 0.05), 0)
        c.box("black", (a, y, (z0 + z1) / 2 - 0.012), (b, 2.48, (z0 + z1) / 2 + 0.012), 0)


def doors(c, s, z0, z1):
    """Two leaves of glass in black frames, a rubber seam between; a button beside."""
    x0, x1 = sorted((s * (HALF - 0.02), s * (HALF + 0.008)))
    c.box("frameBlack", (x0, 0.36, z0), (x1, 2.48, z1), 0.004)
    mid = (z0 + z1) / 2
    for a, b in ((z0 + 0.05, mid - 0.02), (mid + 0.02, z1 - 0.05)):
        p, q = sorted((s * HALF, s * (HALF + 0.011)))
        c.box("busGlass", (p, 0.46, a), (q, 2.4, b), 0.006)
        grip = s * (HALF + 0.02)
        z = b - 0.05 if b < mid else a + 0.05
        c.rod("phaseY", (grip, 1.0, z), (grip, 1.5, z), 0.012)
    c.box("rubber", (x0, 0.38, mid - 0.015), (x1 + 0.004, 2.46, mid + 0.015), 0.003)
    c.label("sign/wear", (s * (HALF + 0.0125), 0.56, mid), (s, 0, 0), (z1 - z0) * 0.8, 0.16)


def livery(c, s, z0, z1):
    """A wave that rises toward the tail and runs out at both ends; words and the bus's number."""
    n = 22
    steps = np.linspace(0, 1, n + 1)
    low = WAIST + 0.02 + 0.16 * np.sin(steps * np.pi) ** 2
    high = low + 0.36 * np.sin(np.pi * np.clip(steps * 0.94 + 0.06, 0, 1)) ** 0.8 * (1.1 - steps)
    x, y, z = c.at
    x += s * (HALF + 0.002)
    for k in range(n):
        za, zb = (z + z0 + (z1 - z0) * steps[k + d] for d in (0, 1))
        quad = [(x, y + low[k], za), (x, y + low[k + 1], zb)]
        quad += [(x, y + high[k + 1], zb), (x, y + high[k], za)]
        body.patch(c.form, c.swoosh, s, quad if s < 0 else quad[::-1], c.flanks[s])
    c.label("stain/livery", (s * HALF, 1.28, -7.15), (s, 0, 0), 1.7, 0.2125, 0.004)
    c.label(f"stain/fleet_{c.number}", (s * HALF, 2.56, -1.9), (s, 0, 0), 0.3, 0.12, 0.004)


def worn(c, s, spans, wheels):
    """What a side has of its years: seams of its sheets, a rub rail, side lamps, road dirt."""
    for z0, z1 in spans:
        low = 0.45 if z0 < wheels[1] - 0.5 else SILL
        n = max(1, round((z1 - z0) / 1.25))
        for k in range(1, n):
            z = z0 + (z1 - z0) * k / n
            c.side("frameBlack", s, z - 0.003, z + 0.003, low, WAIST, 0.0012)
        a, b = sorted((s * (HALF - 0.004), s * (HALF + 0.014)))
        c.box("rubber", (a, WAIST - 0.02, z0 + 0.02), (b, WAIST + 0.015, z1 - 0.02), 0.006)
        mid = (z0 + z1) / 2
        c.label("stain/splash", (s * HALF, low + 0.17, mid), (s, 0, 0), z1 - z0, 0.34, 0.003)
        a, b = sorted((s * HALF, s * (HALF + 0.016)))
        c.box("amber", (a, 0.6, mid - 0.05), (b, 0.64, mid + 0.05), 0.006)


def rim_of(x0=-HALF, x1=HALF):
    """The nose's plan as (z, x), from its right end to the left; a bus's corners are round."""
    r = 0.14
    right = [(z, x) for x, z in body.arc(HALF - r, -r, r, 0, 90, 5)] if x1 >= HALF else [(0, x1)]
    left = [(z, -x) for x, z in body.arc(HALF - r, -r, r, 90, 0, 5)] if x0 <= -HALF else [(0, x0)]
    return right + left


def nose(c):
    """The front below the glass and above it."""
    for look, a, b in ((c.low, 0.3, 0.62), ("busWhite", 0.62, 1.0), ("busWhite", 2.78, 2.8)):
        c.ribbon(look, rim_of(), a, b, 1, 60, True)


def glass(c, x0, x1, look):
    """The windscreen between two x, painted black along its edges."""
    rim = rim_of(x0, x1)
    c.ribbon(look, rim, 1.07, 2.4, 1, 60, True)
    if look == "glass":
        c.ribbon(look, rim, 1.07, 2.4, 1, 60, False)
    c.ribbon("frameBlack", rim, 1.0, 1.07, 1, 60, True)
    c.ribbon("frameBlack", rim, 2.4, 2.78, 1, 60, True)


def brow(c):
    """From the sign up to the roof, rounded."""
    edge = HALF - 0.26
    over = body.arc(edge, SHOULDER, 0.26, 0, 90, 6)
    over += [(-x, y) for x, y in over[::-1]]
    c.ribbon("busWhite", over, -0.14, -0.1)
    # A cap of triangles to the nose's upper edge.
    for (xa, ya), (xb, yb) in zip(over, over[1:]):
        a = np.array([xa, ya, -0.1])
        b = np.array([xb, yb, -0.1])
        p = np.array([np.clip(xa, -1.12, 1.12), 2.8, 0.0])
        q = np.array([np.clip(xb, -1.12, 1.12), 2.8, 0.0])
        corners = [p, a, b, q] if np.linalg.norm(p - q) > 1e-6 else [p, a, b]
        world = [v + np.asarray(c.at) for v in corners]
        n = np.cross(world[1] - world[0], world[2] - world[0])
        if np.dot(n, np.array([0, 0.3, 1.0])) < 0:
            world = world[::-1]
        c.form.quad("busWhite", world)


def face(c):
    """What a front has: route, lamps, plate, wipers, fog lamps, tow eye, mirrors."""
    c.label("sign/route", (0, 2.6, 0.0), (0, 0, 1), 1.7, 0.32, 0.004)
    at = np.asarray(c.at, float)
    for s in (-1, 1):
        lenses = ((s * 0.14, 0.075, "lens"), (s * -0.03, 0.075, "lens"), (s * -0.17, 0.05, "amber"))
        body.lamp_unit(c.form, at + (s * 0.88, 0.8, 0.0), (0, 0, 1), 0.52, 0.2, lenses)
        body.lamp_unit(
            c.form, at + (s * 0.86, 0.44, 0.0), (0, 0, 1), 0.2, 0.1, ((0, 0.038, "lens"),)
        )
        # Wipers, parked.
        c.tube(
            "black", [(s * 0.1, 1.04, 0.02), (s * 0.25, 1.12, 0.03), (s * 0.95, 1.2, 0.03)], 0.008
        )
        c.box(
            "black",
            (min(s * 0.3, s * 1.05), 1.15, 0.012),
            (max(s * 0.3, s * 1.05), 1.165, 0.022),
            0.003,
        )
        # Mirrors on arms, as ears.
        c.tube(
            "black",
            [
                (s * 1.2, 2.66, -0.12),
                (s * 1.32, 2.64, 0.12),
                (s * 1.36, 2.5, 0.2),
                (s * 1.36, 2.42, 0.2),
            ],
            0.02,
            0.1,
        )
        c.box("black", (s * 1.36 - 0.1, 1.98, 0.15), (s * 1.36 + 0.1, 2.44, 0.25), 0.03)
        c.box("chrome", (s * 1.36 - 0.085, 2.02, 0.146), (s * 1.36 + 0.085, 2.4, 0.151), 0.003)
    c.box("black", (-0.5, 0.66, -0.01), (0.5, 0.9, 0.008), 0.01)
    for k in range(5):
        c.box("chrome", (-0.46, 0.69 + 0.042 * k, 0.006), (0.46, 0.7 + 0.042 * k, 0.012), 0.002)
    c.label(f"sign/plate_{c.number}", (0, 0.5, 0.0), (0, 0, 1), 0.48, 0.15, 0.008)
    c.label(f"stain/fleet_{c.number}", (0.72, 0.96, 0.0), (0, 0, 1), 0.26, 0.104, 0.004)
    c.rod("black", (-0.45, 0.4, -0.02), (-0.45, 0.4, 0.012), 0.035, 14)


def tail(c):
    """The back: glass, lamps, the plate, louvres, words."""
    z = -c.long
    x, y, _ = c.at
    quad = [(HALF, 0.45), (-HALF, 0.45), (-HALF, SHOULDER), (HALF, SHOULDER)]
    c.form.quad("busWhite", [(x + a, y + b, c.at[2] + z) for a, b in quad])
    cap = body.arc(HALF - 0.26, SHOULDER, 0.26, 0, 90, 6)
    cap += [(-a, b) for a, b in cap[::-1]]
    c.form.quad("busWhite", [(x + a, y + b, c.at[2] + z) for a, b in cap[::-1]])
    c.box("busGlass", (-0.95, 1.75, z - 0.006), (0.95, 2.5, z + 0.01), 0.004)
    c.box(c.low, (-HALF, 0.46, z - 0.004), (HALF, 0.8, z + 0.01), 0.003)
    for s in (-1, 1):
        for k, look in enumerate(("tailRed", "amber", "tailRed", "lens")):
            c.rod(
                look,
                (s * 1.1, 0.95 + 0.19 * k, z + 0.01),
                (s * 1.1, 0.95 + 0.19 * k, z - 0.012),
                0.075,
                18,
            )
    for k in range(9):
        c.box("frameBlack", (-0.7, 0.9 + 0.05 * k, z - 0.008), (0.7, 0.925 + 0.05 * k, z), 0.002)
    c.label(f"sign/plate_{c.number}", (0, 0.62, z), (0, 0, -1), 0.48, 0.15, 0.008)
    c.label("sign/route_side", (0, 2.36, z - 0.006), (0, 0, -1), 0.7, 0.175, 0.004)


def pods(c):
    """Batteries and the air conditioner on the roof."""
    for z0, z1 in ((-3.6, -1.2), (-7.2, -4.6), (-10.6, -7.6)):
        if z0 < -c.long + 0.3:
            continue
        c.box("busWhite", (-0.8, ROOF - 0.02, z0), (0.8, 3.1, z1), 0.05, "-y")
        for k in range(6):
            z = z0 + 0.3 + 0.2 * k
            c.box("frameBlack", (-0.5, 3.099, z), (0.5, 3.103, z + 0.06), 0)


def underside(c, wheels):
    """What a mechanic sees from the pit: floor, frame, axles, bellows, air, brakes, leads."""
    z0, z1 = -c.long + 0.1, -0.15
    front, rear = wheels
    spans = ((z0, rear - 0.6), (rear - 0.6, rear + 0.6), (rear + 0.6, front - 0.6))
    for (a, b), wide in zip(
        (*spans, (front - 0.6, front + 0.6), (front + 0.6, z1)), (1.22, 0.7, 1.22, 0.8, 1.22)
    ):
        x, y, z = c.at
        h = 0.46 if a < rear - 0.5 else 0.4
        quad = [
            (x - wide, y + h, z + a),
            (x + wide, y + h, z + a),
            (x + wide, y + h, z + b),
            (x - wide, y + h, z + b),
        ]
        c.form.quad("under", quad)
    for s in (-0.42, 0.42):
        c.box("frameBlack", (s - 0.035, 0.34, front - 1.2), (s + 0.035, 0.5, front + 1.5), 0.004)
        c.box("frameBlack", (s - 0.035, 0.4, z0 + 0.2), (s + 0.035, 0.52, front - 1.2), 0.004)
    for k in range(8):
        z = z0 + 0.6 + k * (z1 - z0 - 1.2) / 7
        c.box("frameBlack", (-0.42, 0.36, z - 0.03), (0.42, 0.46, z + 0.03), 0)
    # Front axle: a forged beam, track rod, discs, bellows, shock absorbers.
    c.box("cast", (-0.72, 0.33, front - 0.07), (0.72, 0.43, front + 0.07), 0.03)
    c.rod("rust", (-0.8, 0.36, front - 0.24), (0.8, 0.36, front - 0.24), 0.022)
    for s in (-1, 1):
        c.rod("brake", (s * 0.72, 0.5, front), (s * 0.78, 0.5, front), 0.2, 26)
        c.box(
            "cast",
            (min(s * 0.6, s * 0.8), 0.38, front - 0.1),
            (max(s * 0.6, s * 0.8), 0.62, front + 0.1),
            0.03,
        )
        c.rod("rust", (s * 0.8, 0.36, front - 0.24), (s * 0.72, 0.42, front - 0.02), 0.02)
        bellows(c, (s * 0.48, 0.42, front + 0.16))
        c.rod("dark", (s * 0.58, 0.34, front - 0.2), (s * 0.58, 0.75, front - 0.14), 0.035)
    # Rear axle with its motor.
    c.rod("cast", (-0.85, 0.5, rear), (0.85, 0.5, rear), 0.09, 16)
    c.rod("aluminium", (-0.26, 0.5, rear), (0.26, 0.5, rear), 0.24, 26)
    for s in (-1, 1):
        c.rod("brake", (s * 0.62, 0.5, rear), (s * 0.68, 0.5, rear), 0.21, 26)
        for dz in (-0.36, 0.36):
            bellows(c, (s * 0.5, 0.42, rear + dz))
    for k, off in enumerate((-0.1, 0.0, 0.1)):
        c.tube(
            "hvOrange",
            [
                (off, 0.5, rear + 0.2),
                (off * 1.4, 0.4, rear + 0.5),
                (0.16 + off, 0.385, rear + 1.0),
                (0.16 + off, 0.385, front - 0.8 - 0.1 * k),
            ],
            0.018,
            0.15,
        )
    # Air tanks lie along, brake pipes with their clips.
    for x, z in ((-0.75, rear + 1.5), (0.75, rear + 1.6), (-0.75, rear + 2.9)):
        c.rod("dark", (x, 0.42, z), (x, 0.42, z + 1.0), 0.13, 18)
        for dz in (0.2, 0.8):
            c.rod("zincYellow", (x, 0.42, z + dz - 0.015), (x, 0.42, z + dz + 0.015), 0.134, 18)
        c.rod("brass", (x, 0.29, z + 0.5), (x, 0.27, z + 0.5), 0.014)
    for x, look in ((-0.3, "zincYellow"), (-0.27, "zincYellow"), (0.31, "sheath")):
        c.tube(
            look,
            [(x, 0.385, rear + 0.9), (x, 0.385, front - 0.2), (x * 2.2, 0.4, front)],
            0.008,
            0.1,
            6,
        )


def bellows(c, at):
    """An air spring."""
    x, y, z = np.add(at, c.at)
    profile = [
        (0.08, 0),
        (0.11, 0.02),
        (0.125, 0.06),
        (0.11, 0.1),
        (0.125, 0.14),
        (0.11, 0.18),
        (0.09, 0.2),
    ]
    c.form.lathe("rubber", (x, y, z), profile, segments=18)
