"""The third floor of scenario 11: slabs, walls, stair, what is below, the scaffold's deck."""

import numpy as np

from kit.shape import Form

from . import around, frame, scaffold
from . import fittings as fit


def slabs(boxes):
    """Slabs with their worn upper side, columns, ground nine metres below."""
    names = [n for n in boxes if n.startswith(("slab_", "column_"))]
    forms = []
    for name in names:
        box = boxes[name]
        form = Form(name, box.centre)
        top = name.startswith("slab_3")
        form.box("concrete", box.low, box.high, 0.0 if top else 0.012)
        forms.append(form.weigh(1.5 if top else 0.4))
    box = boxes["ground"]
    form = Form(box.id, box.centre)
    (x0, _, z0), (x1, y1, z1) = box.low, box.high
    around.floor(form, "earth", x0, z0, x1, z1, y1, 0.5)
    # The street and the ground farther off.
    for a, b, c, d in ((-58, -60, 58, z0), (-58, z1, 58, 40), (-58, z0, x0, z1), (x1, z0, 58, z1)):
        around.floor(form, "earth", a, b, c, d, y1 - 0.02, 0.03)
    around.floor(form, "concrete", -58, -34, 58, -26, y1, 0.05)
    forms.append(form)
    return forms


def below():
    """What is seen through openings and from the edge: stacks, a fence, a walled lower floor."""
    form = Form("dressing_below")
    y = -9.0
    for x, z, look in (
        (-3.0, -11.4, "goods/wood"),
        (3.6, -11.6, "enamel/rust"),
        (0.4, -12.2, "block"),
    ):
        for k in range(5):
            form.box(
                look,
                (x - 0.9 + 0.04 * k, y + 0.12 * k, z - 0.5),
                (x + 0.9 + 0.03 * k, y + 0.12 * k + 0.11, z + 0.5),
                0.01,
            )
    for k in range(9):
        x = -12 + 3.0 * k
        form.box("hoard", (x - 1.5, y, -13.9), (x + 1.5, y + 2.1, -13.86), 0)
        form.box("white", (x - 0.03, y, -13.86), (x + 0.03, y + 2.15, -13.8), 0.004)
    # The second floor's own goods, just below the openings.
    for x, z in ((-5.2, -4.4), (5.7, -4.3)):
        form.box("goods/ply", (x - 0.5, -4.5, z - 0.6), (x + 0.3, -4.44, z + 0.5), 0.004)
        for k in range(5):
            fit.pipe(
                form,
                "enamel/rust",
                (x - 0.4 + 0.05 * k, -4.42, z - 0.5),
                (x - 0.3 + 0.06 * k, -4.42, z + 0.45),
                0.01,
                5,
            )
    for s in (-1, 1):
        form.box("block", (6.3 * s - 0.1, -4.5, -7.3), (6.3 * s + 0.1, -0.2, 2.1), 0)
        form.box("block", (6.3 * s - 0.1, -9.0, -7.3), (6.3 * s + 0.1, -4.7, 2.1), 0)
    form.box("block", (-6.4, -9.0, 2.0), (6.4, -0.2, 2.2), 0)
    return form.weigh(0.3)


def walls(boxes):
    """Blocks laid to 3 m, a ring beam on top with its bars; the inner sides are the finer."""
    forms = []
    for name, inner in (("wall_west", "+x"), ("wall_east", "-x"), ("wall_south", "-z")):
        box = boxes[name]
        form = Form(name, box.centre)
        (x0, y0, z0), (x1, y1, z1) = box.low, box.high
        beam = y1 - 0.3
        long = inner[1] == "x"
        form.box("block", (x0, y0, z0), (x1, beam, z1), 0)
        form.box("concrete", (x0 - 0.004, beam, z0), (x1 + 0.004, y1, z1), 0.01)
        # Tie columns between the blocks.
        for t in np.linspace(0.02, 0.98, 4):
            if long:
                z = z0 + (z1 - z0) * t
                low, high = (x0 - 0.006, y0, max(z - 0.12, z0)), (
                    x1 + 0.006,
                    beam,
                    min(z + 0.12, z1),
                )
            else:
                x = x0 + (x1 - x0) * t
                low, high = (max(x - 0.12, x0), y0, z0 - 0.006), (
                    min(x + 0.12, x1),
                    beam,
                    z1 + 0.006,
                )
            form.box("concrete", low, high, 0.004)
        forms.append(form)
    extra = Form("dressing_walls")
    for k, (x, z) in enumerate(
        (
            (-6.4, -6.9),
            (-6.4, -2.75),
            (-6.4, 1.7),
            (6.4, -6.9),
            (6.4, -2.75),
            (6.4, 1.7),
            (-2.2, 2.1),
            (2.2, 2.1),
        )
    ):
        frame.starters(extra, x, z, 3.0, 0.14, 2, 0.7, k)
    for x, z, n in (
        (-6.296, -5.6, (1, 0, 0)),
        (-6.296, -0.3, (1, 0, 0)),
        (6.296, -5.2, (-1, 0, 0)),
        (6.296, 0.6, (-1, 0, 0)),
    ):
        extra.label("stain/axis", (x, 1.0, z), n, 1.0, 0.25, 0.0)
    for x, z, n, w, h in (
        (-6.298, -3.6, (1, 0, 0), 0.8, 1.1),
        (6.298, -1.8, (-1, 0, 0), 0.9, 1.2),
        (0.3, 1.998, (0, 0, -1), 0.9, 1.2),
    ):
        extra.label("stain/rust", (x, 2.7 - h / 2, z), n, w, h, 0.0)
    return forms + [extra]


def stairs(boxes):
    """Steps and landing, rails in red and white, toe boards, the way-out sign."""
    forms = []
    for name, box in boxes.items():
        if name.startswith(("stair_step", "stair_landing")):
            form = Form(name, box.centre)
            form.box("concrete", box.low, box.high, 0.008)
            forms.append(form)
        elif name.startswith(("stair_rail", "stair_mid")):
            form = Form(name, box.centre)
            a, b = fit.along(box, scaffold.axis_of(box))
            fit.banded(form, a, b, 0.02)
            forms.append(form)
        elif name.startswith("stair_post"):
            form = Form(name, box.centre)
            a, b = fit.along(box, 1)
            fit.banded(form, a, b, 0.02, step=0.28)
            x, _, z = box.centre
            form.block("iron", (x, 0.005, z), (0.12, 0.01, 0.12), 0)
            forms.append(form)
        elif name.startswith("stair_toe"):
            form = Form(name, box.centre)
            facing = (1, 0, 0) if box.size[0] < box.size[2] else (0, 0, 1)
            fit.striped(form, "sign/stripes_red", box.low, box.high, facing)
            forms.append(form)
    box = boxes["stair_sign"]
    form = Form(box.id, box.centre)
    form.box("green", box.low, box.high, 0.006)
    form.label(
        "sign/stair", (box.centre[0], box.centre[1], box.low[2]), (0, 0, -1), 0.59, 0.393, 0.001
    )
    forms.append(form)
    # The shaft's sides, which are open towards the floor below otherwise.
    extra = Form("dressing_shaft")
    extra.box("concrete", (4.9, -4.5, -3.42), (6.3, -1.9, -3.38), 0)
    return forms + [extra]


def deck(boxes):
    """Planks, edge boards, rails, toe board and net of the outer scaffold."""
    names = [n for n in boxes if n.startswith(("plank_", "edge_board_"))]
    forms = scaffold.decks(boxes, names)
    forms += scaffold.rails(boxes, ("guard_top", "guard_mid", "guard_end_top", "guard_end_mid"))
    box = boxes["guard_toe"]
    form = Form(box.id, box.centre)
    fit.striped(form, "sign/stripes_red", box.low, box.high, (0, 0, 1))
    forms.append(form)
    box = boxes["net"]
    form = Form(box.id, box.centre)
    fit.curtain(form, "net", box.low, box.high, 2, 7, 0.009, 0.75)
    fit.pipe(
        form,
        "ropeGreen",
        (box.low[0], box.high[1] - 0.01, box.centre[2]),
        (box.high[0], box.high[1] - 0.01, box.centre[2]),
        0.008,
        6,
    )
    forms.append(form.weigh(0.5))
    return forms
