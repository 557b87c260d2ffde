"""The protected passage: two roofs of boards on posts, fences, sign, its barrier, spare boards."""

import numpy as np

from kit.shape import Form

from . import fittings as fit

# Where the sun goes for each metre that it falls; the light of the bake has the same.
SUN = np.array([-0.06, -1.0, -0.45])


def boards(form, low, high, axis=0, wide=0.2, look="goods/wood", seed=0):
    """Boards side by side, along an axis, with gaps that let no thing through."""
    low, high = np.array(low, float), np.array(high, float)
    run = 2 - axis
    rng = np.random.default_rng(seed + int(abs(low[run]) * 100))
    n = max(1, round((high[run] - low[run]) / wide))
    for k in range(n):
        a, b = low.copy(), high.copy()
        a[run] = low[run] + (high[run] - low[run]) * k / n + 0.002
        b[run] = low[run] + (high[run] - low[run]) * (k + 1) / n - 0.002
        b[1] -= rng.uniform(0, 0.006)
        form.box(look, a, b, 0.003)


def roofs(boxes):
    """Both layers, field by field."""
    forms = []
    for name, box in boxes.items():
        if name.startswith(("canopy_low", "canopy_high")):
            form = Form(name, box.centre)
            boards(form, box.low, box.high)
            if name.startswith("canopy_low") and box.size[0] > 2.5:
                # Scaffold tubes under the boards carry them.
                for z in np.linspace(box.low[2] + 0.12, box.high[2] - 0.12, 2):
                    fit.pipe(form, "enamel/yellow", (-1.45, 2.678, z), (1.45, 2.678, z), 0.021)
            forms.append(form)
        elif name.startswith("canopy_post"):
            form = Form(name, box.centre)
            a, b = fit.along(box, 1)
            fit.banded(form, a, b, 0.03, step=0.3, n=10)
            x, _, z = box.centre
            form.block("iron", (x, 0.006, z), (0.18, 0.012, 0.18), 0.003)
            forms.append(form)
        elif name.startswith(("canopy_spacer", "canopy_beam")):
            form = Form(name, box.centre)
            a, b = fit.along(box, int(np.argmax(box.size)))
            fit.pipe(form, "enamel/yellow", a, b, min(box.size) / 2)
            forms.append(form)
    return forms


def patches(boxes):
    """Spare boards beside each hole, nailed to battens.

    Below each lower one lies a piece of the floor, in the shade: pushed with the boards it comes to
    lie where the sun fell through the hole.
    """
    forms = []
    for name in ("patch_north", "patch_south"):
        box = boxes[name]
        forms.append(Form(name, box.centre))
        for part in box.parts:
            form = Form(part.id, part.centre)
            (x0, y0, z0), (x1, y1, z1) = part.low, part.high
            for k in range(4):
                a = z0 + 0.2 * k
                form.box("goods/wood", (x0, y0, a + 0.002), (x1, y1 - 0.012, a + 0.198), 0.003)
            for x in (x0 + 0.1, x1 - 0.16):
                form.box("goods/wood", (x, y1 - 0.012, z0 + 0.02), (x + 0.06, y1, z1 - 0.02), 0.003)
            if part.id.endswith(".low"):
                form.absorb(shade(part))
            forms.append(form)
    return forms


def shade(part):
    """The piece of floor that hides the sun's spot once the hole is shut."""
    by = np.array(part.motion[1]["by"])
    hole = np.array(part.centre) + by
    spot = hole + SUN * (hole[1] + 0.25)
    x, z = spot[0] - by[0], spot[2]
    form, y = Form("shade"), 0.005
    form.quad(
        "concrete",
        [
            (x - 0.42, y, z + 0.42),
            (x + 0.42, y, z + 0.42),
            (x + 0.42, y, z - 0.42),
            (x - 0.42, y, z - 0.42),
        ],
    )
    return form


def fence(box):
    """A panel of the fence: red and white frame, a mesh of bars, a stripe at its foot."""
    form = Form(box.id, box.centre)
    x = box.centre[0]
    z0, z1 = box.low[2], box.high[2]
    for y in (1.075, 0.2):
        fit.banded(form, (x, y, z0), (x, y, z1), 0.018)
    for z in (z0 + 0.02, (z0 + z1) / 2, z1 - 0.02):
        fit.banded(form, (x, 0, z), (x, 1.1, z), 0.018, step=0.28)
        form.block("iron", (x, 0.005, z), (0.12, 0.01, 0.12), 0)
    n = int((z1 - z0) / 0.1)
    for k in range(1, n):
        z = z0 + (z1 - z0) * k / n
        form.tube("white", [(x, 0.2, z), (x, 1.06, z)], 0.004, 0, 4)
    for y in (0.42, 0.64, 0.86):
        form.tube("white", [(x, y, z0 + 0.02), (x, y, z1 - 0.02)], 0.004, 0, 4)
    fit.striped(
        form,
        "sign/stripes_red",
        (x - 0.006, 0.02, z0 + 0.03),
        (x + 0.006, 0.18, z1 - 0.03),
        (1, 0, 0),
    )
    return form.weigh(0.6)


def boom(box, mirrored=False):
    """A barrier: a post on a plate, its fork; the arm in red and white with a weight."""
    form = Form(box.id, box.centre)
    x, z = box.centre[0], box.centre[2]
    form.block("iron", (x, 0.008, z), (0.14, 0.016, 0.14), 0.003)
    form.box("yellow", (x - 0.035, 0.016, z - 0.035), (x + 0.035, box.high[1], z + 0.035), 0.008)
    for s in (1, -1):
        form.box(
            "yellow", (x - 0.05, 0.88, z + s * 0.035), (x + 0.05, box.high[1], z + s * 0.047), 0.003
        )
    form.rod("bare", (x, 0.95, z - 0.06), (x, 0.95, z + 0.06), 0.01, 8)
    form.label("sign/stripes_yellow", (x, 0.5, z + 0.035), (0, 0, 1), 0.5, 0.068, 0.001, 90)
    arm = box.parts[0]
    made = Form(arm.id, arm.centre)
    ax, ay, az = arm.centre
    r = 0.03
    fit.banded(made, (ax, arm.low[1], az), (ax, arm.high[1], az), r, step=0.3, n=10)
    made.lathe(
        "red", (ax, arm.high[1] - 0.001, az), [(r, 0), (r * 0.7, 0.012), (0, 0.014)], segments=10
    )
    return [form, made]


def all_of(boxes):
    """The passage."""
    forms = roofs(boxes) + patches(boxes)
    for name, box in boxes.items():
        if name.startswith("passage_fence"):
            forms.append(fence(box))
    forms += boom(boxes["passage_boom"])
    box = boxes["canopy_sign"]
    form = Form(box.id, box.centre)
    x, y, _ = box.centre
    z0, z1 = box.low[2], box.high[2]
    form.box("green", box.low, (box.high[0], box.high[1], z1 - 0.004), 0.006)
    form.label("sign/passage", (x, y, z1 - 0.004), (0, 0, 1), 1.57, 0.47, 0.001)
    form.label("sign/passage", (x, y, z0), (0, 0, -1), 1.57, 0.47, 0.001)
    for s in (-1, 1):
        form.tube("iron", [(x + 0.6 * s, y + 0.24, -3.03), (x + 0.6 * s, 2.7, -3.06)], 0.005, 0, 5)
    forms.append(form)
    extra = Form("dressing_passage")
    # The front between both roofs: a slogan, stripes under it; signs at the posts.
    extra.block("red", (0, 2.975, -2.985), (3.0, 0.4, 0.012), 0.002)
    extra.label("sign/slogan_passage", (0, 2.975, -2.979), (0, 0, 1), 2.98, 0.397, 0.001)
    for x, look in ((-2.1, "sign/must_helmet"), (2.1, "sign/warn_object")):
        fit.banded(extra, (x, 0, -3.05), (x, 1.2, -3.05), 0.02, step=0.3)
        extra.block("iron", (x, 0.006, -3.05), (0.3, 0.012, 0.3), 0.003)
        fit.board(extra, look, (x, 1.45, -3.03), (0, 0, 1), 0.42, 0.525)
    for z in (-4.2, -6.3, -8.4):
        fit.rope(extra, "sheath", (-1.4, 2.62, z), (1.4, 2.62, z), 0.006)
        extra.lathe(
            "bulb",
            (0, 2.5, z),
            [(0, -0.05), (0.03, -0.03), (0.035, 0.01), (0.016, 0.05), (0.016, 0.09)],
            segments=10,
        )
        extra.lathe("black", (0, 2.59, z), [(0.02, 0), (0.02, 0.04)], segments=8)
    # Braces of the canopy's sides.
    for x in (-1.45, 1.45):
        for a, b in ((-3.1, -6.3), (-6.3, -9.2)):
            fit.pipe(extra, "enamel/yellow", (x, 2.45, a), (x, 2.45, b))
            for z, s in ((a, -1), (b, 1)):
                fit.pipe(extra, "enamel/yellow", (x, 1.9, z), (x, 2.45, z + 0.6 * s))
    return forms + [extra]
