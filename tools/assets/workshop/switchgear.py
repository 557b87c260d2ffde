"""Beside 1AP: cabinet 2AP, trays and risers, the switch upstream, the lockout station, the earthing
set."""

import numpy as np

from kit.shape import Form

from .fittings import bolt, bolts, button, coil, hinge, padlock


def adjacent(boxes):
    """2AP, shut and locked, its proving socket under a flap."""
    box, part = boxes["cabinet_adjacent"], boxes["cabinet_adjacent.proving_socket"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("dark", (x0 + 0.01, 0, z0), (x1 - 0.01, 0.1, z1 - 0.02), 0.004, "-z-y")
    form.box("enamel/grey", (x0, 0.1, z0), (x1, y1, z1 - 0.024), 0.006, "-z-y")
    cx = box.centre[0]
    form.box(
        "enamel/grey", (x0 + 0.008, 0.13, z1 - 0.024), (x1 - 0.008, y1 - 0.03, z1), 0.006, "-z"
    )
    for y in (0.45, 1.1, 1.75):
        hinge(form, (x0 + 0.012, y, z1 + 0.002))
    for k, look in enumerate(("volt", "ampere")):
        x = cx - 0.1 + 0.2 * k
        form.box("black", (x - 0.06, 1.74, z1), (x + 0.06, 1.86, z1 + 0.014), 0.004, "-z")
        form.label(f"sign/{look}", (x, 1.8, z1 + 0.014), (0, 0, 1), 0.11, 0.11, 0.001)
    for k, look in enumerate(("phaseY", "phaseG", "phaseR")):
        button(form, (cx - 0.1 + 0.1 * k, 1.66, z1), (0, 0, 1), look)
    form.label("sign/plate_2ap", (cx, 1.96, z1), (0, 0, 1), 0.3, 0.11, 0.002)
    form.label("sign/warn_shock", (cx - 0.13, 1.42, z1), (0, 0, 1), 0.2, 0.25, 0.002)
    form.label("sign/live", (cx - 0.06, 1.13, z1), (0, 0, 1), 0.3, 0.13, 0.002)
    # The handle with a lock through its eye.
    hx = x1 - 0.06
    form.box("chrome", (hx - 0.02, 0.93, z1), (hx + 0.02, 1.1, z1 + 0.01), 0.004, "-z")
    form.box("dark", (hx - 0.011, 0.95, z1 + 0.01), (hx + 0.011, 1.05, z1 + 0.013), 0.002, "-z")
    form.box("bare", (hx - 0.004, 0.915, z1), (hx + 0.004, 0.945, z1 + 0.035), 0.002)
    lock = Form("lock")
    padlock(lock, (hx, 0.888, z1 + 0.022), "brass")
    form.absorb(lock)
    for y in (0.3, 0.34, 0.38, 0.42, 0.46):
        form.box("dark", (cx - 0.2, y, z1), (cx + 0.2, y + 0.012, z1 + 0.003), 0, "-z")
    # The socket behind the flap: four holes, one to a phase.
    px, py, pz = part.centre
    form.box(
        "yellow", (px - 0.05, py - 0.062, z1), (px + 0.05, py + 0.058, z1 + 0.006), 0.003, "-z"
    )
    for k, look in enumerate(("phaseY", "phaseG", "phaseR", "phaseN")):
        hx, hy = px - 0.018 + 0.036 * (k % 2), py + 0.02 - 0.045 * (k // 2)
        form.rod(look, (hx, hy, z1 + 0.006), (hx, hy, z1 + 0.01), 0.011, 14)
        form.rod("black", (hx, hy, z1 + 0.01), (hx, hy, z1 + 0.0105), 0.006, 12)
    form.label("sign/socket", (px, py + 0.115, z1), (0, 0, 1), 0.13, 0.084, 0.002)
    form.label("stain/hand", (x1 - 0.09, 1.0, z1), (0, 0, 1), 0.2, 0.3, 0.0026)
    form.label("stain/scuff", (cx, 0.2, z1), (0, 0, 1), 0.6, 0.18, 0.0026)
    flap = Form(part.id, part.centre)
    (a0, b0, c0), (a1, b1, c1) = part.low, part.high
    flap.box("device", (a0 + 0.002, b0, c0 + 0.004), (a1 - 0.002, b1 - 0.008, c1 - 0.003), 0.004)
    flap.rod("bare", (a0, b1 - 0.004, c0 + 0.008), (a1, b1 - 0.004, c0 + 0.008), 0.004, 10)
    flap.box(
        "dark", (px - 0.015, b0 - 0.002, c1 - 0.004), (px + 0.015, b0 + 0.008, c1 + 0.003), 0.002
    )
    flap.rod("red", (px, py + 0.01, c1 - 0.003), (px, py + 0.01, c1 - 0.002), 0.012, 16)
    return [form.weigh(1.5), flap.weigh(2.0)]


def tray(form, low, high, wide):
    """A ladder tray: two rails, rungs, cables of several sizes in it."""
    low, high = np.array(low, float), np.array(high, float)
    along = 0 if wide == 0 else 2
    across = 2 - along
    for s in (low[across], high[across] - 0.004):
        a, b = low.copy(), high.copy()
        a[across], b[across] = s, s + 0.004
        form.box("zinc", a, b, 0)
        for y in (low[1], high[1] - 0.004):
            a, b = low.copy(), high.copy()
            a[1], b[1] = y, y + 0.004
            a[across] = s if s == low[across] else s - 0.016
            b[across] = a[across] + 0.02
            form.box("zinc", a, b, 0)
    long = high[along] - low[along]
    for k in range(int(long / 0.28)):
        a, b = low.copy(), high.copy()
        a[along] = low[along] + 0.14 + 0.28 * k
        b[along] = a[along] + 0.035
        a[1], b[1] = low[1] + 0.008, low[1] + 0.022
        form.box("zinc", a, b, 0)
    rng = np.random.default_rng(int(long * 10))
    at = low[across] + 0.022
    for k, r in enumerate((0.017, 0.012, 0.015, 0.009, 0.02, 0.011)):
        at += r
        points = []
        for t in np.linspace(0, 1, 9):
            p = np.zeros(3)
            p[along] = low[along] + long * t
            p[across] = at + rng.normal(0, 0.003)
            p[1] = low[1] + 0.024 + r
            points.append(p)
        form.tube("sheath" if k != 3 else "orange", points, r, 0.1, 7)
        at += r + 0.004
        if at > high[across] - 0.03:
            break


def trays(boxes):
    """Cable trays on brackets under the roof of the corner, covered risers down to the cabinets."""
    forms = []
    for name in ("cable_tray", "cable_tray_east"):
        box = boxes[name]
        form = Form(name, box.centre)
        tray(form, box.low, box.high, 0 if box.size[0] > box.size[2] else 2)
        forms.append(form)
    main, east = forms
    (x0, y0, _), (x1, _, z1) = boxes["cable_tray"].low, boxes["cable_tray"].high
    for x in np.arange(x0 + 0.3, x1 - 0.1, 1.25):
        main.box("zinc", (x - 0.02, y0 - 0.04, -4.8), (x + 0.02, y0, z1 + 0.02), 0.002)
        main.prism(
            "zinc",
            [(-4.8, y0 - 0.22), (-4.79, y0 - 0.22), (-4.62, y0 - 0.04), (-4.8, y0 - 0.04)],
            x - 0.003,
            x + 0.003,
        )
        bolts(main, ((x - 0.012, y0 - 0.19, -4.79), (x + 0.012, y0 - 0.1, -4.79)), (0, 0, 1), 0.007)
    main.label("sign/tray", (0.9, y0 + 0.05, z1 + 0.0005), (0, 0, 1), 0.34, 0.073)
    east.box("zinc", (4.75, y0 - 0.04, -4.18), (5.0, y0, -4.14), 0.002)
    for name in ("riser_1ap", "riser_2ap"):
        box = boxes[name]
        form = Form(name, box.centre)
        (a0, b0, c0), (a1, b1, c1) = box.low, box.high
        form.box("zinc", (a0, b0 + 0.006, c0), (a1, b1 + 0.03, c1), 0.004, "-z-y")
        for y in (b0 + 0.006, b1 - 0.03):
            form.box("zinc", (a0 - 0.008, y, c0), (a1 + 0.008, y + 0.03, c1 + 0.008), 0.003, "-z")
        for x in (a0 + 0.03, a1 - 0.03):
            for y in (b0 + 0.12, b0 + 0.34, b0 + 0.55):
                bolt(form, (x, y, c1), (0, 0, 1), 0.005, "bare", 0.003)
        forms.append(form)
    box = boxes["riser_switch"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    form.rod("zinc", (x, box.low[1], z), (x, box.high[1] + 0.02, z), 0.045, 16, bevel=0.001)
    for y in (1.95, 2.35, 2.7):
        form.rod("zinc", (x, y - 0.02, z), (x, y + 0.02, z), 0.05, 16)
        form.box("bare", (x, y - 0.012, z - 0.08), (5.0, y + 0.012, z + 0.08), 0.002)
    forms.append(form)
    return forms


def upstream(boxes):
    """The switch upstream: an iron-clad box with a handle at its front and an eye for a lock."""
    box, part = boxes["upstream_switch"], boxes["upstream_switch.handle"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cz = box.centre[2]
    form.box("enamel/grey", (x0 + 0.02, y0, z0), (x1, y1, z1), 0.012, "+x")
    form.box(
        "enamel/grey", (x0, y0 + 0.015, z0 + 0.015), (x0 + 0.024, y1 - 0.015, z1 - 0.015), 0.007
    )
    for y in (1.15, 1.75):
        form.rod(
            "chrome", (x0 + 0.01, y - 0.04, z0 + 0.01), (x0 + 0.01, y + 0.04, z0 + 0.01), 0.008, 10
        )
        form.rod("chrome", (x0 - 0.003, y, z1 - 0.035), (x0 + 0.004, y, z1 - 0.035), 0.012, 14)
    form.label("sign/isolator", (x0, 1.48, cz), (-1, 0, 0), 0.26, 0.26, 0.002)
    form.rod("dark", (x0, 1.46, cz), (x0 - 0.022, 1.46, cz), 0.036, 22)
    form.rod("bare", (x0 - 0.02, 1.46, cz), (x0 - 0.03, 1.46, cz), 0.012, 12)
    form.label("sign/feeder", (x0, 1.74, cz), (-1, 0, 0), 0.3, 0.138, 0.002)
    form.label("sign/warn_shock", (x0, 1.13, z0 + 0.12), (-1, 0, 0), 0.13, 0.1625, 0.002)
    # The eye under the handle, where the lock goes.
    form.box("bare", (x0 - 0.045, 1.356, -4.235), (x0, 1.362, -4.205), 0.002)
    form.rod("dark", (x0 - 0.03, 1.3625, -4.22), (x0 - 0.03, 1.3628, -4.22), 0.006, 12)
    for y, r in ((y0, 0.026), (y0, 0.02)):
        z = cz + (-0.09 if r > 0.022 else 0.09)
        form.lathe(
            "black", (4.85, y - 0.05, z), [(r * 0.55, 0), (r * 0.8, 0.015), (r, 0.05)], segments=14
        )
        form.tube(
            "sheath",
            [
                (4.85, y - 0.04, z),
                (4.85, y - 0.3, z),
                (4.955, y - 0.4, z),
                (4.955, 0.4, z),
                (4.955, 0.06, z),
            ],
            r * 0.55,
            0.08,
            9,
        )
    form.label("stain/hand", (x0, 1.4, cz + 0.02), (-1, 0, 0), 0.2, 0.3, 0.0026)
    form.label("stain/rust", (x0, 1.07, cz + 0.1), (-1, 0, 0), 0.16, 0.1, 0.0026)
    lever = Form(part.id, part.centre)
    px, py, pz = part.centre
    pivot = py - 0.09
    lever.rod("red", (px - 0.012, pivot, pz), (px + 0.028, pivot, pz), 0.026, 18)
    lever.box("red", (px - 0.012, pivot, pz - 0.014), (px + 0.012, py + 0.02, pz + 0.014), 0.006)
    lever.box("red", (px - 0.022, py - 0.01, pz - 0.02), (px + 0.018, py + 0.11, pz + 0.02), 0.012)
    return [form.weigh(1.5), lever.weigh(2.0)]


def lockout(boxes):
    """The lockout station: a yellow board in a case; locks, hasps, tags, a tester on its hook."""
    box = boxes["loto_station"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cz = box.centre[2]
    form.box("yellow", (x0, y0, z0), (x1, y1, z1), 0.012, "+x")
    form.box("red", (x0 - 0.004, y1 - 0.15, z0 + 0.012), (x0, y1 - 0.012, z1 - 0.012), 0.002)
    form.label("sign/loto", (x0 - 0.004, y1 - 0.08, cz), (-1, 0, 0), 0.54, 0.123, 0.001)
    form.label("sign/loto_steps", (x0, 1.27, cz + 0.165), (-1, 0, 0), 0.22, 0.28, 0.002)
    # Spare locks above, hasps and cable locks below.
    for look, off in (("red", 0.17), ("blue", 0.24), ("yellow", 0.5)):
        z = z0 + off
        spare = Form("spare")
        padlock(spare, (x0 - 0.018, 1.62, z), look)
        form.absorb(spare)
        form.rod("chrome", (x0, 1.665, z), (x0 - 0.028, 1.665, z), 0.003, 8)
    hook = boxes["loto_station.lock"].centre
    form.rod(
        "chrome", (x0, hook[1] + 0.045, hook[2]), (x0 - 0.04, hook[1] + 0.045, hook[2]), 0.003, 8
    )
    for k in range(2):
        z = z0 + 0.17 + 0.08 * k
        form.tube(
            "red",
            [
                (x0 - 0.01, 1.5, z - 0.02),
                (x0 - 0.01, 1.54, z - 0.02),
                (x0 - 0.01, 1.54, z + 0.02),
                (x0 - 0.01, 1.5, z + 0.02),
            ],
            0.005,
            0.018,
            8,
        )
        form.box("bare", (x0 - 0.014, 1.43, z - 0.02), (x0 - 0.006, 1.5, z + 0.02), 0.003)
        for j in range(3):
            form.rod(
                "dark",
                (x0 - 0.0145, 1.445 + 0.02 * j, z),
                (x0 - 0.014, 1.445 + 0.02 * j, z),
                0.006,
                10,
            )
    # A key box and a tray for tags.
    form.box("red", (x0 - 0.03, 1.13, z0 + 0.05), (x0, 1.22, z0 + 0.24), 0.005, "+x")
    for k in range(3):
        form.box(
            "paper",
            (x0 - 0.024 + 0.006 * k, 1.15, z0 + 0.07 + 0.01 * k),
            (x0 - 0.022 + 0.006 * k, 1.29 - 0.01 * k, z0 + 0.16 + 0.01 * k),
            0,
        )
    parts = []
    part = boxes["loto_station.lock"]
    lock = Form(part.id, part.centre)
    padlock(lock, part.centre, "red")
    lock.box(
        "white",
        (part.centre[0] - 0.0145, part.centre[1] - 0.04, part.centre[2] - 0.016),
        (part.centre[0] - 0.013, part.centre[1] - 0.012, part.centre[2] + 0.016),
        0,
    )
    parts.append(lock)
    part = boxes["loto_station.tag"]
    tag = Form(part.id, part.centre)
    x, y, z = part.centre
    tag.box("paper", (x - 0.001, y - 0.07, z - 0.045), (x + 0.001, y + 0.07, z + 0.045), 0)
    tag.label("sign/tag", (x - 0.001, y, z), (-1, 0, 0), 0.09, 0.139, 0.0008)
    tag.label("sign/tag", (x + 0.001, y, z), (1, 0, 0), 0.09, 0.139, 0.0008)
    tag.tube(
        "chrome",
        [(x, y + 0.055, z), (x + 0.006, y + 0.075, z), (x + 0.01, y + 0.06, z)],
        0.0012,
        0.01,
        5,
    )
    parts.append(tag)
    form.rod("chrome", (x0, 1.474, z), (x0 - 0.016, 1.474, z), 0.0025, 8)
    part = boxes["loto_station.tester"]
    tester = Form(part.id, part.centre)
    x, y, z = part.centre
    tester.box(
        "orangeNew", (x - 0.02, y - 0.07, z - 0.018), (x + 0.02, y + 0.075, z + 0.018), 0.009
    )
    tester.box("black", (x - 0.024, y - 0.02, z - 0.022), (x + 0.024, y + 0.0, z + 0.022), 0.005)
    tester.rod("bare", (x, y - 0.108, z), (x, y - 0.07, z), 0.003, 8)
    tester.label("sign/tester_new", (x - 0.02, y + 0.05, z), (-1, 0, 0), 0.036, 0.022, 0.001)
    tester.rod("led", (x - 0.0205, y + 0.02, z), (x - 0.0235, y + 0.02, z), 0.005, 10)
    tester.tube(
        "chrome",
        [(x + 0.01, y + 0.07, z), (x + 0.01, y + 0.1, z), (x + 0.022, y + 0.1, z)],
        0.002,
        0.01,
        6,
    )
    form.rod("chrome", (x0, y + 0.1, z), (x0 - 0.025, y + 0.1, z), 0.003, 8)
    parts.append(tester)
    return [form.weigh(1.6)] + [p.weigh(2.0) for p in parts]


def earthing(boxes):
    """The earthing set on its board: cable wound up, clamps on their pegs."""
    box = boxes["earth_lead"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cx = box.centre[0]
    form.box("green", (x0, y0, z0), (x1, y1, z0 + 0.018), 0.006, "-z")
    form.label("sign/earth", (cx, y1 - 0.07, z0 + 0.018), (0, 0, 1), 0.3, 0.105, 0.001)
    coil(form, "phaseG", (cx, 1.13, z0 + 0.045), 0.12, 0.008, 3)
    coil(form, "yellow", (cx, 1.13, z0 + 0.035), 0.105, 0.008, 1)
    form.rod("bare", (cx, 1.285, z0 + 0.018), (cx, 1.285, z0 + 0.09), 0.006, 10)
    for name in ("pe_clamp", "phase_clamp"):
        c = boxes[f"earth_lead.{name}"].centre
        form.rod(
            "bare", (c[0], c[1] + 0.03, z0 + 0.018), (c[0], c[1] + 0.03, c[2] - 0.012), 0.005, 8
        )
    parts = []
    part = boxes["earth_lead.pe_clamp"]
    clamp = Form(part.id, part.centre)
    x, y, z = part.centre
    clamp.box("brass", (x - 0.026, y + 0.04, z - 0.048), (x + 0.026, y + 0.056, z + 0.012), 0.003)
    clamp.box("brass", (x - 0.026, y + 0.0, z - 0.012), (x - 0.014, y + 0.045, z + 0.012), 0.003)
    clamp.box("brass", (x - 0.026, y - 0.01, z - 0.048), (x + 0.026, y + 0.004, z + 0.012), 0.003)
    clamp.rod("bare", (x + 0.008, y - 0.03, z), (x + 0.008, y + 0.036, z), 0.005, 10)
    clamp.rod("black", (x - 0.014, y - 0.034, z), (x + 0.028, y - 0.034, z), 0.005, 10)
    clamp.tube(
        "phaseG",
        [(x - 0.02, y - 0.008, z), (x - 0.02, y - 0.06, z), (x - 0.008, y - 0.098, z)],
        0.007,
        0.03,
        8,
    )
    parts.append(clamp)
    part = boxes["earth_lead.phase_clamp"]
    clamp = Form(part.id, part.centre)
    x, y, z = part.centre
    clamp.box(
        "insulator", (x - 0.092, y - 0.02, z - 0.012), (x + 0.092, y + 0.012, z + 0.014), 0.005
    )
    for k, look in enumerate(("phaseY", "phaseG", "phaseR")):
        a = x - 0.08 + 0.08 * k
        clamp.box("brass", (a - 0.01, y + 0.012, z - 0.052), (a + 0.01, y + 0.05, z - 0.046), 0.002)
        clamp.box("brass", (a - 0.01, y + 0.044, z - 0.052), (a + 0.01, y + 0.05, z + 0.008), 0.002)
        clamp.rod(look, (a, y + 0.02, z), (a, y + 0.04, z), 0.008, 10)
        clamp.tube(
            "phaseG", [(a, y - 0.018, z), (a, y - 0.045, z), (x, y - 0.075, z)], 0.005, 0.03, 7
        )
    parts.append(clamp)
    return [form.weigh(1.4)] + [p.weigh(2.0) for p in parts]


def all_of(boxes):
    """Everything electric but 1AP."""
    return adjacent(boxes) + trays(boxes) + upstream(boxes) + lockout(boxes) + earthing(boxes)
