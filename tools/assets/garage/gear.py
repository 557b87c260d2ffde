"""What holds a bus and what a mechanic takes along: chocks, jack, stands, lift; keys and tags; the
pit's ladder, lamps, fan."""

import math

import numpy as np

from kit.shape import Chart, Form
from workshop.fittings import bolts

from .surface import BUSES

# Points of a ring, and its first again.
ROUND = [(math.cos(t), math.sin(t)) for t in np.linspace(0, 2 * math.pi, 10)]


def chock_post(boxes, name):
    """A yellow post with a hook, and the wedge that hangs on it."""
    box, part = boxes[name], boxes[f"{name}.chock"]
    form = Form(name, box.centre)
    x, _, z = box.centre
    form.rod("liftYellow", (x, 0.02, z), (x, 0.98, z), 0.035, 18)
    form.rod("black", (x, 0.98, z), (x, 1.0, z), 0.037, 18)
    for y in (0.3, 0.62):
        form.rod("black", (x, y, z), (x, y + 0.1, z), 0.0355, 18)
    form.rod("liftYellow", (x, 0, z), (x, 0.02, z), 0.05, 18)
    form.rod("bare", (x - 0.03, 0.86, z), (x - 0.16, 0.86, z), 0.008, 8)
    form.rod("bare", (x - 0.16, 0.855, z), (x - 0.16, 0.89, z), 0.008, 8)
    chock = Form(part.id, part.centre)
    (x0, y0, z0), (x1, y1, z1) = part.low, part.high
    # It lies as it will lie under the wheel: its slope toward the tyre.
    slope = -1 if name == "chock_rear" else 1
    a, b = (z1, z0) if slope > 0 else (z0, z1)
    outline = [(a, y0), (b, y0), (b, y0 + 0.05), (a + (b - a) * 0.35, y1), (a, y1)]
    chock.prism("liftYellow", outline, x0, x1)
    for k in range(3):
        t = 0.38 + 0.2 * k
        z = a + (b - a) * t
        y = y1 - (y1 - y0 - 0.05) * (t - 0.35) / 0.65
        chock.box("black", (x0 - 0.001, y - 0.03, z - 0.008), (x1 + 0.001, y + 0.004, z + 0.008), 0)
    chock.tube(
        "black",
        [(part.centre[0], y1 - 0.01, a), (part.centre[0], y1 + 0.02, a - (a - b) * 0.1)],
        0.006,
        0,
        6,
    )
    return [form.weigh(0.9), chock.weigh(1.2)]


def jack(boxes):
    """A bottle jack under the tail: base, cylinder, ram, handle."""
    box, part = boxes["bottle_jack"], boxes["bottle_jack.handle"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    top = box.high[1]
    form.box("red", (x - 0.11, 0, z - 0.1), (x + 0.11, 0.03, z + 0.1), 0.01)
    profile = [
        (0.075, 0.03),
        (0.075, 0.2),
        (0.06, 0.215),
        (0.045, 0.225),
        (0.045, 0.235),
        (0, 0.235),
    ]
    form.lathe("red", (x, 0, z), profile, segments=26)
    form.rod("chrome", (x, 0.23, z), (x, top - 0.03, z), 0.032, 20)
    form.rod("dark", (x, top - 0.035, z), (x, top, z), 0.045, 20)
    form.rod("red", (x - 0.1, 0.03, z + 0.03), (x - 0.1, 0.17, z + 0.03), 0.022, 14)
    form.rod("bare", (x - 0.1, 0.17, z + 0.03), (x - 0.1, 0.24, z + 0.03), 0.012, 12)
    form.box("dark", (x - 0.14, 0.23, z + 0.0), (x - 0.06, 0.26, z + 0.05), 0.006)
    form.label_round("sign/jack", (x, 0.12, z), 0.0762, 1.4, 0.11, 8, toward=math.pi)
    form.label("stain/oil", (x - 0.05, 0.004, z), (0, 1, 0), 0.5, 0.5, 0.0)
    handle = Form(part.id, part.centre)
    (a0, _, _), (a1, _, _) = part.low, part.high
    _, y, z = part.centre
    handle.rod("bare", (a0 + 0.1, y, z), (a1, y, z), 0.013, 12)
    handle.rod("rubber", (a0, y, z), (a0 + 0.12, y, z), 0.018, 14)
    return [form.weigh(1.0), handle.weigh(1.4)]


def stands(boxes):
    """A low trolley with two stands on it; each a tripod with a ratchet."""
    box = boxes["axle_stands"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    form.box("liftBlue", (x0, top - 0.04, z0), (x1, top, z1), 0.006)
    for x in (x0 + 0.06, x1 - 0.06):
        for z in (z0 + 0.08, z1 - 0.08):
            form.rod("rubber", (x - 0.02, 0.07, z), (x + 0.02, 0.07, z), 0.07, 18, bevel=0.008)
            form.box("liftBlue", (x - 0.03, 0.1, z - 0.03), (x + 0.03, top - 0.03, z + 0.03), 0.005)
    form.box("liftBlue", (x0 + 0.05, 0.14, z0 + 0.06), (x1 - 0.05, 0.16, z1 - 0.06), 0.004)
    form.box("redOld", (x0 + 0.1, 0.16, z0 + 0.2), (x1 - 0.14, 0.27, z0 + 0.6), 0.008)
    form.tube(
        "bare",
        [
            (x0 + 0.08, top, z1),
            (x0 + 0.08, 0.85, z1 + 0.12),
            (x1 - 0.08, 0.85, z1 + 0.12),
            (x1 - 0.08, top, z1),
        ],
        0.013,
        0.06,
        8,
    )
    parts = []
    for name in ("first", "second"):
        part = boxes[f"axle_stands.{name}"]
        stand = Form(part.id, part.centre)
        x, _, z = part.centre
        y0, y1 = part.low[1], part.high[1]
        for sx in (-1, 1):
            for sz in (-1, 1):
                foot = np.array([x + sx * 0.125, y0 + 0.012, z + sz * 0.125])
                head = np.array([x + sx * 0.035, y1 - 0.16, z + sz * 0.035])
                stand.rod("liftYellow", foot, head, 0.014, 8)
                stand.box("liftYellow", foot - (0.015, 0.012, 0.015), foot + (0.015, 0, 0.015), 0)
        for a, b in (
            ((-1, -1), (1, -1)),
            ((1, -1), (1, 1)),
            ((1, 1), (-1, 1)),
            ((-1, 1), (-1, -1)),
        ):
            p = (x + a[0] * 0.115, y0 + 0.05, z + a[1] * 0.115)
            q = (x + b[0] * 0.115, y0 + 0.05, z + b[1] * 0.115)
            stand.rod("liftYellow", p, q, 0.01, 7)
        stand.box(
            "liftYellow", (x - 0.045, y1 - 0.2, z - 0.045), (x + 0.045, y1 - 0.13, z + 0.045), 0.006
        )
        stand.box(
            "bare", (x - 0.022, y1 - 0.2, z - 0.022), (x + 0.022, y1 - 0.03, z + 0.022), 0.003
        )
        for k in range(5):
            y = y1 - 0.12 + 0.018 * k
            stand.box("dark", (x - 0.0225, y, z - 0.01), (x + 0.0225, y + 0.006, z + 0.01), 0)
        stand.box("bare", (x - 0.03, y1 - 0.03, z - 0.05), (x + 0.03, y1 - 0.012, z + 0.05), 0.004)
        for s in (-1, 1):
            a, b = sorted((z + s * 0.035, z + s * 0.05))
            stand.box("bare", (x - 0.03, y1 - 0.03, a), (x + 0.03, y1, b), 0.003)
        stand.label("sign/stand", (x, y1 - 0.165, z + 0.045), (0, 0, 1), 0.08, 0.032, 0.001)
        stand.label("sign/stand", (x - 0.045, y1 - 0.165, z), (-1, 0, 0), 0.08, 0.032, 0.001)
        parts.append(stand.weigh(1.2))
    return [form.weigh(0.9), *parts]


def lift(boxes):
    """Four mobile columns with their forks, control boxes, cables; the rail about them."""
    found = []
    for k in range(1, 5):
        box = boxes[f"lift_column_{k}"]
        form = Form(box.id, box.centre)
        (x0, _, z0), (x1, top, z1) = box.low, box.high
        x, _, z = box.centre
        s = -1 if x > -5.2 else 1
        form.box("liftBlue", (x0, 0, z0), (x1, 0.1, z1), 0.012)
        form.box("liftBlue", (x0 + 0.06, 0.1, z0 + 0.08), (x1 - 0.06, top, z0 + 0.15), 0.008)
        form.box("liftBlue", (x0 + 0.06, 0.1, z1 - 0.15), (x1 - 0.06, top, z1 - 0.08), 0.008)
        back = x1 - 0.09 if s < 0 else x0 + 0.06
        form.box("liftBlue", (back, 0.1, z0 + 0.1), (back + 0.03, top, z1 - 0.1), 0.004)
        form.box("liftBlue", (x0 + 0.05, top - 0.05, z0 + 0.07), (x1 - 0.05, top, z1 - 0.07), 0.01)
        form.rod("bare", (x, 0.1, z), (x, top - 0.05, z), 0.03, 14)
        form.box("dark", (x - 0.06, 1.28, z - 0.09), (x + 0.06, 1.72, z + 0.09), 0.01)
        face = x1 - 0.06 if s < 0 else x0 + 0.06
        form.box(
            "light",
            (min(face, face - s * 0.1), 1.15, z - 0.12),
            (max(face, face - s * 0.1), 1.5, z + 0.12),
            0.01,
        )
        form.label("sign/lift_box", (face - s * 0.1, 1.325, z), (-s, 0, 0), 0.2, 0.25, 0.002)
        form.rod(
            "red", (face - s * 0.1, 1.25, z + 0.06), (face - s * 0.13, 1.25, z + 0.06), 0.026, 18
        )
        form.label("sign/lift", (x, 0.75, z1 - 0.08), (0, 0, 1), 0.24, 0.312, 0.002)
        form.label("sign/stripes", (x, 0.05, z1), (0, 0, 1), 0.38, 0.09, 0.001)
        for dz in (0.06, -0.06):
            form.rod(
                "rubber", (x0 + 0.02, 0.06, z + dz * 5), (x0 + 0.08, 0.06, z + dz * 5), 0.06, 14
            )
        found.append(form.weigh(0.5))
        box = boxes[f"lift_fork_{k}"]
        fork = Form(box.id, box.centre)
        (x0, y0, z0), (x1, y1, z1) = box.low, box.high
        # Two arms cup the wheel from below.
        for a, b in ((z0 - 0.08, z0 + 0.06), (z1 - 0.06, z1 + 0.08)):
            fork.box("liftYellow", (x0, y0, a), (x1, y1, b), 0.012)
        found.append(fork.weigh(0.5))
    found += rails(boxes)
    cable = Form("dressing_lift")
    for x, z0, z1 in ((-3.2, -12.6, -6.0), (-7.2, -12.6, -6.0)):
        way = [
            (x, 0.012, z0),
            (x + 0.08, 0.012, z0 + 2),
            (x - 0.06, 0.012, z1 - 2.2),
            (x, 0.012, z1),
        ]
        cable.tube("sheath", way, 0.011, 0.5, 7)
    return [*found, cable.weigh(0.5)]


def rails(boxes):
    """A yellow and black rail on posts, with the rule that nobody goes under."""
    found = []
    for name in ("lift_barrier", "lift_barrier_back", "lift_barrier_end"):
        box = boxes[name]
        form = Form(name, box.centre)
        low, high = np.array(box.low), np.array(box.high)
        along = 2 if box.size[2] > box.size[0] else 0
        across = 2 - along
        long, mid = high[along] - low[along], box.centre[across]
        n = max(2, round(long / 1.9))

        def at(t, y, along=along, across=across, low=low, mid=mid):
            p = np.zeros(3)
            p[along], p[1], p[across] = low[along] + t, y, mid
            return p

        for k in range(n + 1):
            t = min(max(long * k / n, 0.04), long - 0.04)
            form.rod("liftYellow", at(t, 0.02), at(t, 1.0), 0.025, 12)
            form.rod("black", at(t, 0.4), at(t, 0.55), 0.0256, 12)
            form.rod("liftYellow", at(t, 0), at(t, 0.02), 0.09, 16)
        for y in (0.52, 0.97):
            form.rod("liftYellow", at(0.02, y), at(long - 0.02, y), 0.019, 10)
        if name != "lift_barrier_back":
            for t in (0.25, 0.75):
                facing = (1, 0, 0) if along == 2 else (0, 0, 1)
                board = at(long * t, 0.745)
                size = np.array([0.8, 0.3, 0.8])
                size[across] = 0.006
                form.block("white", board, size, 0)
                for s in (1, -1):
                    way = np.array(facing) * s
                    form.label("sign/lift_rule", board + way * 0.003, way, 0.8, 0.3, 0.001)
        found.append(form.weigh(0.6))
    return found


# Out of the house: their hooks are empty.
AWAY = ("7021", "7006", "7027")


def bus_key(form, at):
    """A key with its black head and orange tag, hung by its ring."""
    x, y, z = at
    form.box("black", (x - 0.013, y - 0.005, z - 0.005), (x + 0.013, y + 0.03, z + 0.005), 0.004)
    form.box("chrome", (x - 0.004, y - 0.03, z - 0.002), (x + 0.004, y - 0.003, z + 0.002), 0)
    ring = [(x + 0.012 * c, y + 0.036 + 0.012 * s, z) for c, s in ROUND]
    form.tube("chrome", ring, 0.0016, 0, 3)
    form.box("orange", (x + 0.006, y - 0.03, z - 0.003), (x + 0.02, y + 0.03, z + 0.003), 0.002)


def keys(boxes):
    """A board on a stand: each bus's hook, number and key; the tag that forbids starting."""
    box, part = boxes["key_board"], boxes["key_board.tag"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, top, z1) = box.low, box.high
    for x in (x0 + 0.06, x1 - 0.06):
        form.rod("bare", (x, 0.02, box.centre[2]), (x, 0.95, box.centre[2]), 0.018, 12)
        form.box("dark", (x - 0.03, 0, z0), (x + 0.03, 0.02, z1), 0.005)
    face = z0 + 0.006
    form.box("enamel/blue", (x0, 0.92, face), (x1, top, z1 - 0.05), 0.006)
    form.box("white", (x0 + 0.02, 0.94, face - 0.002), (x1 - 0.02, top - 0.1, face + 0.004), 0)
    form.label("sign/key_head", (box.centre[0], top - 0.05, face), (0, 0, -1), 0.53, 0.088, 0.002)
    hook = np.add(boxes["driver_place.key"].centre, boxes["driver_place.key"].motion[1]["by"])
    tag = part.centre
    rows = [(hook[0] + dx, hook[1]) for dx in (0.0, 0.1, 0.42)]
    rows += [(hook[0] - 0.02 + 0.1 * k, 1.05) for k in range(5)]
    for (x, y), number in zip(rows, BUSES):
        reach = hook[2] if number == BUSES[0] else face - 0.02
        way = [(x, y + 0.036, face), (x, y + 0.036, reach), (x, y + 0.046, reach - 0.002)]
        form.tube("chrome", way, 0.0022, 0.004, 6)
        form.lathe("chrome", (x, y + 0.036, face), [(0.009, 0), (0.0, 0.003)], (0, 0, -1), 10)
        at = (x, y - 0.055, face - 0.002)
        form.label(f"sign/key_{number}", at, (0, 0, -1), 0.066, 0.0413, 0.001)
        if number not in AWAY:
            bus_key(form, (x, y, reach + 0.004))
    form.rod("chrome", (tag[0], tag[1] + 0.085, face), (tag[0], tag[1] + 0.085, tag[2]), 0.003, 8)
    made = Form(part.id, tag)
    x, y, z = tag
    made.box("paper", (x - 0.07, y - 0.1, z - 0.001), (x + 0.07, y + 0.1, z + 0.001), 0)
    for s in (-1, 1):
        made.label("sign/no_start", (x, y, z + s * 0.001), (0, 0, s), 0.138, 0.197, 0.001)
    return [form.weigh(1.2), made.weigh(1.6)]


def ladder(boxes):
    """The way down: ladder, landing plate, steel edges."""
    found = []
    box = boxes["pit_ladder"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    for x in (x0 + 0.03, x1 - 0.03):
        form.box("liftYellow", (x - 0.02, y0, z0 + 0.06), (x + 0.02, y1, z0 + 0.1), 0.004)
    for k in range(5):
        y = y0 + 0.22 + 0.25 * k
        form.box("checker", (x0 + 0.05, y, z0 + 0.03), (x1 - 0.05, y + 0.03, z1), 0.004)
    found.append(form)
    box = boxes["pit_landing"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("checker", (x0, y0, z0), (x1, y1, z1), 0.003)
    wide, y, chart = (x1 - x0) / 4, y1 + 0.0008, Chart(x1 - x0, z1 - z0)
    for k in range(4):
        for j in range(2):
            a, b, c = x0 + wide * k, x0 + wide * (k + 1), z1 - 0.3 * j
            at = [(a, y, c), (b, y, c), (b, y, c - 0.3), (a, y, c - 0.3)]
            spots = {i: (p[0] - x0, p[2] - z0) for i, p in enumerate(at)}
            form.faces("sign/checker", at, [(0, 1, 0)] * 4, [range(4)], [(chart, spots)])
    found.append(form)
    for name in ("pit_edge_west", "pit_edge_east"):
        box = boxes[name]
        form = Form(name, box.centre)
        form.box("rust", box.low, box.high, 0.004, "-y")
        for k in range(5):
            z = box.low[2] + 0.15 + 0.3 * k
            x, y = box.centre[0], box.high[1]
            form.box(
                "lineYellow", (x - 0.026, y, z - 0.07), (x + 0.026, y + 0.0008, z + 0.07), 0, "-y"
            )
        found.append(form)
    return [form.weigh(0.9) for form in found]


def pit_gear(boxes):
    """Lamp and pan down there, the fan, and the post with switch, transformer and safe lamp."""
    found = []
    part = boxes["pit_lamp.set"]
    form = Form(part.id, part.centre)
    (x0, y0, z0), (x1, y1, z1) = part.low, part.high
    x, z = x0 + 0.17, part.centre[2]
    form.lathe("zincYellow", (x, y0, z), [(0, 0.004), (0.13, 0.004), (0.148, 0.088)], segments=26)
    form.lathe("zincYellow", (x, y0, z), [(0.13, 0), (0.154, 0.09), (0.148, 0.09)], segments=26)
    form.lathe("petrol", (x, y0 + 0.05, z), [(0.141, 0), (0, 0.0002)], segments=26)
    form.rod("wood", (x - 0.1, y0 + 0.1, z + 0.02), (x + 0.12, y0 + 0.1, z - 0.06), 0.009, 10)
    form.box("rag", (x + 0.08, y0 + 0.085, z - 0.1), (x + 0.15, y0 + 0.11, z - 0.03), 0.01)
    # A wire cage round a bare bulb, leaning on the pan; its handle of wood, its lead patched.
    a, b = np.array([x1 - 0.04, y0 + 0.035, z + 0.05]), np.array([x1 - 0.17, y1 - 0.06, z + 0.03])
    way = (b - a) / np.linalg.norm(b - a)
    form.rod("wood", a, a + way * 0.12, 0.018, 12)
    form.rod("brass", a + way * 0.115, a + way * 0.14, 0.016, 12)
    bulb = [(0.012, 0), (0.016, 0.02), (0.03, 0.05), (0.031, 0.065), (0.022, 0.086), (0, 0.094)]
    form.lathe("lamp", a + way * 0.14, bulb, way, 14)
    side = np.cross(way, [0, 0, 1.0])
    for t in np.linspace(0, 2 * math.pi, 7)[:-1]:
        d = side * math.cos(t) + np.cross(way, side) * math.sin(t)
        points = [
            a + way * 0.13 + d * 0.018,
            a + way * 0.18 + d * 0.045,
            a + way * 0.25 + d * 0.04,
            a + way * 0.275,
        ]
        form.tube("bare", points, 0.0022, 0.02, 5)
    lead = [
        a,
        a - way * 0.03 + (0, 0.01, 0),
        (x1 - 0.06, y0 + 0.008, z - 0.1),
        (x1 - 0.2, y0 + 0.008, z - 0.16),
    ]
    form.tube("sheath", [*lead, (x1 - 0.1, y0 + 0.008, z1 - 0.02)], 0.005, 0.05, 7)
    # A joint wound with tape, in turns of their own thickness, where the lead lies straight.
    (p, q), turns = (np.array(lead[2]), np.array(lead[3])), (0.0066, 0.0078, 0.0072, 0.0081, 0.0068)
    for k, radius in enumerate(turns):
        a, b = (p + (q - p) * (0.3 + 0.09 * (k + d)) for d in (0, 1.15))
        form.rod(("black", "redOld")[k == 3], a, b, radius, 9, bevel=0.001)
    found += [Form("pit_lamp", boxes["pit_lamp"].centre), form.weigh(1.2)]
    box = boxes["pit_fan"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("enamel/green", box.low, box.high, 0.01)
    form.label("sign/grille", (box.centre[0], box.centre[1], z1), (0, 0, 1), 0.5, 0.5, 0.002)
    found.append(form)
    box = boxes["pit_post"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    form.rod("liftYellow", (x, 0.015, z), (x, 1.28, z), 0.035, 16)
    form.box("liftYellow", (x - 0.06, 0, z - 0.06), (x + 0.06, 0.015, z + 0.06), 0.004)
    bolts(
        form, [(x + a, 0.015, z + b) for a in (-0.045, 0.045) for b in (-0.045, 0.045)], (0, 1, 0)
    )
    form.rod("black", (x, 1.28, z), (x, 1.3, z), 0.037, 16)
    found.append(form)
    box, part = boxes["pit_fan_switch"], boxes["pit_fan_switch.button"]
    form = Form(box.id, box.centre)
    form.box("light", box.low, box.high, 0.008)
    form.label(
        "sign/fan_switch",
        (box.low[0], box.centre[1] - 0.055, box.centre[2]),
        (-1, 0, 0),
        0.08,
        0.06,
        0.001,
    )
    # The cable comes up the post, held by two clips, from a gland in its foot.
    lead = [(1.957, 0.015, -1.6), (1.957, 0.86, -1.6), (1.94, 0.95, -1.6)]
    form.tube("sheath", lead, 0.008, 0.06, 8)
    form.rod("black", (1.94, 0.93, -1.6), (1.94, 0.955, -1.6), 0.013, 12)
    for y in (0.2, 0.55):
        form.rod("bare", (2.0, y, -1.6), (2.0, y + 0.02, -1.6), 0.0365, 16)
        form.box("bare", (1.945, y, -1.612), (1.975, y + 0.02, -1.588), 0.003)
    knob = Form(part.id, part.centre)
    knob.rod("green", (part.high[0], *part.centre[1:]), (part.low[0], *part.centre[1:]), 0.026, 20)
    found += [form, knob]
    box, part = boxes["safe_lamp"], boxes["safe_lamp.lamp"]
    form = Form(box.id, box.centre)
    form.box("enamel/grey", box.low, box.high, 0.008)
    form.label(
        "sign/safe_lamp",
        (box.low[0], box.centre[1], box.centre[2]),
        (-1, 0, 0),
        0.075,
        0.056,
        0.001,
    )
    form.label(
        "sign/safe_lamp",
        (box.centre[0], box.centre[1], box.high[2]),
        (0, 0, 1),
        0.11,
        0.0825,
        0.001,
    )
    x, y, z = part.centre
    form.rod("bare", (x, y + 0.1, -1.57), (x, y + 0.1, z), 0.004, 8)
    lamp = Form(part.id, part.centre)
    lamp.rod("hvOrange", (x, y - 0.13, z), (x, y - 0.03, z), 0.022, 16)
    lamp.rod("black", (x, y - 0.035, z), (x, y - 0.015, z), 0.036, 18)
    lamp.rod("lens", (x, y - 0.015, z), (x, y + 0.085, z), 0.028, 18)
    for t in np.linspace(0, 2 * math.pi, 7)[:-1]:
        c, s = 0.034 * math.cos(t), 0.034 * math.sin(t)
        lamp.rod("dark", (x + c, y - 0.02, z + s), (x + c, y + 0.09, z + s), 0.003, 6)
    lamp.rod("black", (x, y + 0.085, z), (x, y + 0.105, z), 0.036, 18)
    ring = [
        (x, y + 0.115 + 0.014 * math.sin(t), z + 0.014 * math.cos(t))
        for t in np.linspace(0, 6.28, 11)
    ]
    lamp.tube("bare", ring, 0.003, 0, 6)
    found += [form, lamp.weigh(1.4)]
    box = boxes["lamp_hook"]
    form = Form(box.id, box.centre)
    x, y, z = box.centre
    form.rod("liftYellow", (x, box.low[1], z), (x, box.high[1] - 0.03, z), 0.012, 10)
    form.tube(
        "liftYellow",
        [(x, 0.56, z), (x, 0.61, z), (x + 0.03, 0.61, z), (x + 0.03, 0.58, z)],
        0.008,
        0.02,
        8,
    )
    found.append(form)
    return found


def all_of(boxes):
    """All of it."""
    found = chock_post(boxes, "chock_front") + chock_post(boxes, "chock_rear")
    found += jack(boxes) + stands(boxes) + lift(boxes) + keys(boxes)
    return found + ladder(boxes) + pit_gear(boxes)
