"""What stands where it should not: cartons before the valve, sacks before the window."""


import numpy as np

from kit.shape import Form


def carton(form, low, high, front, label, rng, tape=True):
    """A closed carton with tape along its lid and a label on the side it shows."""
    low, high = np.array(low, float), np.array(high, float)
    form.box("goods/cardboard", low, high, 0.006)
    mid = (low + high) / 2
    if tape:
        form.label("cream", (mid[0], high[1], mid[2]), (0, 1, 0), 0.05, high[2] - low[2], 0.001)
    for facing in front:
        n = np.array(facing, float)
        wide = (high - low)[2 if abs(n[0]) > 0 else 0]
        tall = (high - low)[1]
        at = mid + n * (high - low) / 2
        w = min(wide * 0.62, tall * 0.62 * 1.44)
        form.label(label, at + (0, rng.uniform(-0.02, 0.02), 0), n, w, w / 1.44, 0.0012)
        if tape:
            top = at.copy()
            top[1] = high[1] - 0.045
            form.label("cream", top, n, 0.05, 0.09, 0.001)


def cartons(boxes):
    """Seven cartons in three courses; over the last course a bit of the valve can be seen."""
    part = boxes["boxes_valve.stack"]
    form = Form(part.id, part.centre)
    (x0, y0, z0), (x1, y1, z1) = part.low, part.high
    rng = np.random.default_rng(16)
    labels = ("sign/carton_oil", "sign/carton_noodle", "sign/carton_soy")
    front = ((1, 0, 0),)
    # Low course: two large ones to the full depth.
    carton(form, (x0, y0, z0), (x1, 0.45, -3.205), front + ((0, 0, -1),), labels[0], rng)
    carton(
        form, (x0 + 0.012, y0, -3.195), (x1 - 0.02, 0.45, z1), front + ((0, 0, 1),), labels[0], rng
    )
    # Middle course: the corner at the valve's lever stays open.
    carton(
        form,
        (-3.62, 0.45, z0 + 0.008),
        (x1 - 0.01, 0.87, -3.22),
        front + ((0, 0, -1),),
        labels[1],
        rng,
    )
    carton(
        form,
        (x0 + 0.03, 0.45, -3.2),
        (x1 - 0.004, 0.86, z1 - 0.012),
        front + ((0, 0, 1),),
        labels[1],
        rng,
    )
    # Upper course.
    carton(form, (-3.6, 0.87, z0 + 0.03), (x1, 1.2, -3.26), front + ((0, 0, -1),), labels[2], rng)
    carton(form, (-3.66, 0.86, -3.13), (x1 - 0.03, 1.19, z1), front + ((0, 0, 1),), labels[2], rng)
    carton(form, (-3.58, 1.2, -3.6), (x1 - 0.05, y1, -3.3), front, labels[1], rng)
    forms = [form]
    forms.append(Form("boxes_valve", boxes["boxes_valve"].centre))
    return forms


def sacks(boxes):
    """Woven sacks in courses, crosswise by turns, on a flat trolley."""
    part = boxes["goods_window.sacks"]
    form = Form(part.id, part.centre)
    (x0, y0, z0), (x1, y1, z1) = part.low, part.high
    cx, cz = part.centre[0], part.centre[2]
    for x in (x0 + 0.08, x1 - 0.08):
        for z in (z0 + 0.14, z1 - 0.14):
            form.rod("rubber", (x - 0.018, 0.05, z), (x + 0.018, 0.05, z), 0.05, 16, bevel=0.008)
            form.block("aluminium", (x, 0.085, z), (0.05, 0.05, 0.05), 0.006)
    form.box("blue", (x0 + 0.01, 0.1, z0 + 0.01), (x1 - 0.01, 0.15, z1 - 0.01), 0.012)
    form.tube(
        "aluminium",
        [
            (x0 + 0.05, 0.14, z1 - 0.012),
            (x0 + 0.05, 0.95, z1 - 0.012),
            (x1 - 0.05, 0.95, z1 - 0.012),
            (x1 - 0.05, 0.14, z1 - 0.012),
        ],
        0.0115,
        0.08,
    )
    rng = np.random.default_rng(25)
    courses = 9
    high = (y1 - 0.15) / courses
    for course in range(courses):
        y = 0.15 + high * (course + 0.5)
        rows = 3
        for k in range(rows):
            long = (z1 - z0 - 0.06) / rows
            z = z0 + 0.03 + long * (k + 0.5) + rng.uniform(-0.008, 0.008)
            x = cx + rng.uniform(-0.012, 0.008)
            size = (x1 - x0 - 0.02, high * 1.24, long * 1.05)
            seed = course * 10 + k
            form.pillow("goods/sack", (x, y, z), size, seed, rng.uniform(-0.02, 0.02))
            # The end of the sack that looks into the room carries its print.
            if (course + k) % 2 == 0 and course < courses - 1:
                look = "sign/sack_rice" if (course // 3) % 2 == 0 else "sign/sack_flour"
                form.label(look, (x - size[0] / 2 - 0.002, y, z), (-1, 0, 0), 0.2, 0.1, 0.004)
    for k in range(3):
        long = (z1 - z0 - 0.06) / 3
        z = z0 + 0.03 + long * (k + 0.5)
        form.label("sign/sack_rice", (cx, y1 - 0.008, z), (0, 1, 0), 0.3, 0.4, 0.004, 90)
    return [form, Form("goods_window", boxes["goods_window"].centre)]
