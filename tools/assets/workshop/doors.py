"""The doors of cabinet 1AP."""

from kit.shape import Form

from .fittings import bolt, button

# Front of the mounting plate.
PLATE_Z = -4.4


def left_door(boxes):
    """The left door: meters and lamps on its face; behind them wires, the diagram, the card."""
    box = boxes["cabinet_main.door_left"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cx = box.centre[0]
    skin(form, box)
    for k, (look, x) in enumerate((("volt", -0.14), ("ampere", 0.0), ("ampere", 0.14))):
        form.box(
            "black", (cx + x - 0.055, 1.68, z1), (cx + x + 0.055, 1.79, z1 + 0.014), 0.004, "-z"
        )
        form.label(f"sign/{look}", (cx + x, 1.735, z1 + 0.014), (0, 0, 1), 0.1, 0.1, 0.001)
        form.block("black", (cx + x, 1.735, z0 - 0.03), (0.09, 0.09, 0.06), 0.006)
        for s in (-0.025, 0.025):
            bolt(form, (cx + x + s, 1.72, z0 - 0.06), (0, 0, -1), 0.006, "brass", 0.012)
            colour = ("phaseY", "phaseG", "phaseR")[k]
            form.tube(
                colour,
                [
                    (cx + x + s, 1.72, z0 - 0.066),
                    (cx + x + s, 1.63, z0 - 0.05),
                    (x0 + 0.06, 1.6, z0 - 0.022 - 0.006 * k),
                    (x0 + 0.04, 1.25, z0 - 0.02),
                ],
                0.0035,
                0.05,
                6,
            )
    for k, look in enumerate(("phaseY", "phaseG", "phaseR")):
        button(form, (cx - 0.1 + 0.1 * k, 1.56, z1), (0, 0, 1), look)
        form.rod(
            "black",
            (cx - 0.1 + 0.1 * k, 1.56, z0),
            (cx - 0.1 + 0.1 * k, 1.56, z0 - 0.04),
            0.012,
            10,
        )
    form.label("sign/plate_1ap", (cx, 1.91, z1), (0, 0, 1), 0.3, 0.11, 0.002)
    form.label("sign/warn_shock", (cx, 1.3, z1), (0, 0, 1), 0.16, 0.2, 0.002)
    form.label("sign/diagram", (cx + 0.03, 1.29, z0 - 0.011), (0, 0, -1), 0.3, 0.4, 0.002)
    # The pocket for papers, and a card with the month's inspections.
    form.box("dark", (cx - 0.13, 0.62, z0 - 0.045), (cx + 0.17, 0.86, z0 - 0.01), 0.006)
    form.box("paper", (cx - 0.1, 0.66, z0 - 0.038), (cx + 0.12, 0.93, z0 - 0.02), 0.002)
    form.label("sign/record", (cx + 0.03, 0.42, z0 - 0.011), (0, 0, -1), 0.17, 0.238, 0.002, 2)
    handle(form, (x1 - 0.035, 1.05), z1, z0)
    stud(form, (x0 + 0.045, 1.63, z0 - 0.01))
    form.label("stain/hand", (x1 - 0.06, 1.03, z1), (0, 0, 1), 0.16, 0.26, 0.0026)
    form.label("stain/scuff", (cx, 0.16, z1), (0, 0, 1), 0.5, 0.16, 0.0026)
    return form


def right_door(boxes):
    """The right door: selector and stop, no papers inside."""
    box = boxes["cabinet_main.door_right"]
    form = Form(box.id, box.centre)
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    cx = box.centre[0]
    skin(form, box)
    for k, look in enumerate(("green", "red")):
        button(form, (cx - 0.06 + 0.12 * k, 1.62, z1), (0, 0, 1), look, 0.014)
        form.block("black", (cx - 0.06 + 0.12 * k, 1.62, z0 - 0.03), (0.04, 0.05, 0.05), 0.004)
    form.lathe("black", (cx, 1.45, z1), [(0.03, 0), (0.028, 0.012), (0, 0.014)], (0, 0, 1), 20)
    form.block("black", (cx, 1.45, z1 + 0.02), (0.014, 0.05, 0.02), 0.005)
    form.tube(
        "sheath",
        [
            (cx, 1.6, z0 - 0.05),
            (cx + 0.1, 1.55, z0 - 0.03),
            (x1 - 0.05, 1.5, z0 - 0.02),
            (x1 - 0.03, 1.2, z0 - 0.02),
        ],
        0.007,
        0.06,
        8,
    )
    form.label("sign/live", (cx, 1.82, z1), (0, 0, 1), 0.26, 0.11, 0.002)
    for k in range(8):
        y = 0.3 + 0.024 * k
        form.box("dark", (cx - 0.16, y, z1), (cx + 0.16, y + 0.007, z1 + 0.003), 0, "-z")
        form.box("dark", (cx - 0.16, y, z0 - 0.013), (cx + 0.16, y + 0.007, z0 - 0.0105), 0, "+z")
    handle(form, (x0 + 0.035, 1.05), z1, z0)
    form.label("stain/hand", (x0 + 0.06, 1.03, z1), (0, 0, 1), 0.16, 0.26, 0.0026)
    form.label("stain/scuff", (cx, 0.14, z1), (0, 0, 1), 0.5, 0.16, 0.0026)
    return form


def skin(form, box):
    """A folded sheet: a face with its edge turned in, and stiffeners behind."""
    (x0, y0, z0), (x1, y1, z1) = box.low, box.high
    form.box("enamel/grey", (x0, y0, z0 + 0.016), (x1, y1, z1), 0.005)
    for a, b in (((x0, y0), (x0 + 0.03, y1)), ((x1 - 0.03, y0), (x1, y1))):
        form.box("enamel/grey", (*a, z0), (*b, z0 + 0.016), 0.003, "+z")
    for a, b in (((x0, y0), (x1, y0 + 0.03)), ((x0, y1 - 0.03), (x1, y1))):
        form.box("enamel/grey", (*a, z0), (*b, z0 + 0.016), 0.003, "+z")
    form.box("enamel/grey", (x0 + 0.03, 1.08, z0 - 0.004), (x1 - 0.03, 1.085, z0 + 0.016), 0)
    form.box("rubber", (x0 + 0.03, y0 + 0.03, z0 + 0.01), (x1 - 0.03, y0 + 0.045, z0 + 0.016), 0)


def handle(form, at, z1, z0):
    """A flush handle with its key, and the rod behind it."""
    x, y = at
    form.box("chrome", (x - 0.018, y - 0.075, z1), (x + 0.018, y + 0.075, z1 + 0.007), 0.004, "-z")
    form.box(
        "dark", (x - 0.01, y - 0.06, z1 + 0.007), (x + 0.01, y + 0.02, z1 + 0.009), 0.001, "-z"
    )
    form.rod("chrome", (x, y + 0.045, z1 + 0.006), (x, y + 0.045, z1 + 0.012), 0.009, 14)
    form.rod("bare", (x, 0.3, z0 - 0.006), (x, 1.9, z0 - 0.006), 0.005, 8)
    form.block("bare", (x, y, z0 - 0.005), (0.03, 0.06, 0.012), 0.002)


def stud(form, at):
    """Where the bonding wire meets the door: bare metal, a bolt, the mark of earth."""
    x, y, z = at
    form.rod("brass", (x, y, z + 0.004), (x, y, z - 0.02), 0.005, 10)
    bolt(form, (x, y, z - 0.008), (0, 0, -1), 0.009, "brass")
    form.label("sign/pe", (x + 0.045, y, z), (0, 0, -1), 0.035, 0.035, 0.002)
