"""Scaffolds of tube and coupler: every tube of the layout, the couplers where tubes cross, planks,
rails, nets."""

import re

import numpy as np

from kit.shape import Form

from . import fittings as fit

STEEL = "enamel/yellow"


def axis_of(box):
    """The axis that a tube runs along."""
    return int(np.argmax(box.size))


def tubes(boxes):
    """Standards with their feet, ledgers, transoms, ties."""
    forms = []
    for name, box in boxes.items():
        if not re.match(r"(standard|ledger|transom|tie)_", name):
            continue
        form = Form(name, box.centre)
        a, b = fit.along(box, axis_of(box))
        fit.pipe(form, "enamel/zinc" if name.startswith("tie") else STEEL, a, b)
        if name.startswith("standard") and a[1] < 0.1 and a[1] > -9.5:
            foot = a + [0, 0.004, 0]
            form.block("iron", foot, [0.15, 0.008, 0.15], 0.002)
            if b[1] - a[1] > 3.5:
                splice(form, a, a[1] + 3.0)
        forms.append(form)
    return forms


def splice(form, at, y):
    """A sleeve where two lengths of tube meet."""
    form.lathe(
        "cast",
        (at[0], y - 0.07, at[2]),
        [(0.024, 0), (0.031, 0.006), (0.031, 0.134), (0.024, 0.14)],
        (0, 1, 0),
        8,
    )


def crossings(boxes):
    """Couplers: standard to ledger, ledger to transom, standard to rail."""
    form = Form("dressing_couplers")
    standards = [b for n, b in boxes.items() if n.startswith("standard_")]
    level = [
        b for n, b in boxes.items() if re.match(r"(ledger_|rail_(mid|top)$|guard_(top|mid)$)", n)
    ]
    across = [b for n, b in boxes.items() if n.startswith("transom_")]
    for post in standards:
        x, _, z = post.centre
        for bar in level:
            y, zb = bar.centre[1], bar.centre[2]
            if abs(zb - z) > 0.06 or not bar.low[0] <= x <= bar.high[0]:
                continue
            if post.low[1] <= y <= post.high[1]:
                fit.coupler(form, (x, y, z), (0, 1, 0), (1, 0, 0), (0, 0, zb - z))
    for bar in level:
        y, z = bar.centre[1], bar.centre[2]
        for cross in across:
            x, yc = cross.centre[0], cross.centre[1]
            if abs(yc - y) < 0.06 and bar.low[0] <= x <= bar.high[0]:
                if cross.low[2] <= z <= cross.high[2]:
                    fit.coupler(form, (x, y, z), (1, 0, 0), (0, 0, 1), (0, yc - y, 0))
    return form.weigh(0.5)


def soles(boxes):
    """Timber under the standards."""
    forms = []
    for name, box in boxes.items():
        if name.startswith("sole_"):
            form = Form(name, box.centre)
            fit.plank(form, box.low, box.high, hoops=False)
            forms.append(form)
    return forms


def decks(boxes, names):
    """Planks of a deck."""
    forms = []
    for name in names:
        box = boxes[name]
        form = Form(name, box.centre)
        fit.plank(form, box.low, box.high)
        forms.append(form)
    return forms


def rails(boxes, names):
    """Rails in red and white."""
    forms = []
    for name in names:
        box = boxes[name]
        form = Form(name, box.centre)
        a, b = fit.along(box, axis_of(box))
        fit.banded(form, a, b, min(box.size) / 2)
        forms.append(form)
    return forms


def guard(form, low, high, ties=True):
    """Toe board in slanted red and white, a net from it to the rail, its cords."""
    low, high = np.array(low, float), np.array(high, float)
    middle = (low[2] + high[2]) / 2
    top = low[1] + 0.18
    fit.striped(
        form, "sign/stripes_red", (low[0], low[1], low[2]), (high[0], top, high[2]), (0, 0, 1)
    )
    fit.curtain(
        form, "net", (low[0], top - 0.02, middle - 0.004), (high[0], high[1] - 0.02, middle), 2, 5
    )
    fit.pipe(
        form,
        "ropeGreen",
        (low[0], high[1] - 0.015, middle),
        (high[0], high[1] - 0.015, middle),
        0.006,
        6,
    )
    if not ties:
        return
    for k in range(int((high[0] - low[0]) / 0.45)):
        x = low[0] + 0.2 + 0.45 * k
        form.lathe(
            "ropeGreen",
            (x - 0.008, high[1] - 0.01, middle),
            [(0.012, 0), (0.017, 0.004), (0.017, 0.012), (0.012, 0.016)],
            (1, 0, 0),
            8,
        )


def braces(spans, z, foot=()):
    """Crossed braces on the outer face, each span (x0, y0, x1, y1); foot tubes near the ground."""
    form = Form("dressing_braces")
    for x0, y0, x1, y1 in spans:
        fit.pipe(form, STEEL, (x0, y0, z), (x1, y1, z))
        fit.pipe(form, STEEL, (x1, y0, z + 0.05), (x0, y1, z + 0.05))
        fit.coupler(
            form,
            ((x0 + x1) / 2, (y0 + y1) / 2, z),
            (x1 - x0, y1 - y0, 0),
            (x0 - x1, y1 - y0, 0),
            (0, 0, 0.05),
        )
    for x0, x1, y, at in foot:
        fit.pipe(form, STEEL, (x0, y, at), (x1, y, at))
    return form
