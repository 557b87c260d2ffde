"""Food and what it lies in: heads of cabbage, crates, tubs of cut pieces, bottles."""

import math

import numpy as np

from kit.shape import Form


def cabbage(form, at, radius, seed):
    """A head of cabbage."""
    x, y, z = at
    rng = np.random.default_rng(seed)
    profile = [
        (0, -0.9),
        (0.6, -0.75),
        (0.95, -0.2),
        (0.98, 0.2),
        (0.7, 0.7),
        (0.3, 0.92),
        (0, 0.95),
    ]
    form.lathe(
        "cabbage", at, [(r * radius, h * radius) for r, h in profile], segments=12, crease=80
    )
    for k in range(4):
        t = 2 * math.pi * (k + rng.uniform()) / 4
        c = (x + math.cos(t) * radius * 0.75, y - radius * 0.2, z + math.sin(t) * radius * 0.75)
        form.lathe(
            "leaf",
            c,
            [(0, -0.055), (0.03, -0.03), (0.042, 0.01), (0.03, 0.05), (0, 0.06)],
            axis=(math.cos(t) * 0.4, 1, math.sin(t) * 0.4),
            segments=8,
            crease=80,
        )


def crates(boxes):
    """Four crates of vegetables, one on the other."""
    box = boxes["veg_crates"]
    form = Form(box.id, box.centre)
    x, _, z = box.centre
    for k, look in enumerate(("crate", "orange", "crate", "green")):
        crate(form, (x, k * 0.24, z), look, k == 3)
    return [form]


def crate(form, at, look, is_full=True):
    """A slatted plastic crate with heads of cabbage in it."""
    x, y, z = at
    # Long side where there is room: along z at a wall, along x under a table.
    w, h, d = (0.27, 0.24, 0.19) if x < 0 else (0.2, 0.24, 0.28)
    for k in range(4):
        a = y + 0.01 + k * 0.06
        for s in (-1, 1):
            form.box(
                look, (x - w, a, z + s * d - 0.008), (x + w, a + 0.04, z + s * d + 0.008), 0.003
            )
            form.box(
                look, (x + s * w - 0.008, a, z - d), (x + s * w + 0.008, a + 0.04, z + d), 0.003
            )
    for s in (-1, 1):
        for t in (-1, 1):
            form.box(
                look,
                (x + s * w - 0.014, y, z + t * d - 0.014),
                (x + s * w + 0.014, y + h, z + t * d + 0.014),
                0.003,
            )
    form.box(look, (x - w, y, z - d), (x + w, y + 0.01, z + d), 0.0)
    for k in range(6 if is_full else 0):
        cabbage(
            form,
            (
                x + (w - 0.1) * ((k % 3) - 1),
                y + 0.1 + 0.08 * (k // 3),
                z + (d - 0.11) * (2 * (k % 2) - 1),
            ),
            0.085,
            20 + k,
        )


def piece(form, filling, at, rng):
    """One piece of cut food, each kind with its own shape."""
    turn = rng.normal(size=3) * (1, 0.35, 1)
    turn = turn / np.linalg.norm(turn)
    if filling == "tomato":
        r = rng.uniform(0.019, 0.025)
        ball = [(0, -r), (r * 0.72, -r * 0.7), (r, 0), (r * 0.74, r * 0.66), (0, r * 0.82)]
        form.lathe("loose/tomato", at, ball, turn * (0.3, 1, 0.3) + (0, 0.8, 0), 10, 80)
        form.rod(
            "loose/leaf", np.add(at, (0, r * 0.78, 0)), np.add(at, (0, r + 0.004, 0)), 0.006, 5
        )
    elif filling == "meat":
        r = rng.uniform(0.014, 0.024)
        look = "loose/meat" if rng.uniform() < 0.75 else "loose/cream"
        form.lathe(look, at, [(0, 0), (r, 0), (r * 0.94, 0.005), (0, 0.006)], turn, 7)
    else:
        looks = {
            "onion": ("leaf", "leaf", "onion", "cabbage"),
            "cabbage": ("cabbage", "onion", "cabbage", "leaf"),
            "leaf": ("leaf", "leafDark", "leaf"),
        }.get(filling, (filling,))
        look = looks[rng.integers(len(looks))]
        r, long = (0.0055, rng.uniform(0.012, 0.035)) if filling != "cabbage" else (0.004, 0.05)
        form.tube(f"loose/{look}", [at, np.add(at, turn * long)], r, 0.0, 6)


def gastro(form, at, size, look="steel", filling=None):
    """An open container with a rim."""
    x, y, z = at
    w, h, d = (s / 2 for s in size)
    h = size[1]
    for s, wide, deep in ((-1, 0.004, d), (1, 0.004, d)):
        form.box(look, (x + s * w - 0.004, y, z - d), (x + s * w + 0.004, y + h, z + d), 0.002)
    for s in (-1, 1):
        form.box(look, (x - w, y, z + s * d - 0.004), (x + w, y + h, z + s * d + 0.004), 0.002)
    form.box(look, (x - w, y, z - d), (x + w, y + 0.006, z + d), 0.0)
    for s in (-1, 1):
        form.box(
            look,
            (x + s * (w + 0.006) - 0.008, y + h - 0.004, z - d - 0.014),
            (x + s * (w + 0.006) + 0.008, y + h + 0.002, z + d + 0.014),
            0.001,
        )
        form.box(
            look,
            (x - w - 0.014, y + h - 0.004, z + s * (d + 0.006) - 0.008),
            (x + w + 0.014, y + h + 0.002, z + s * (d + 0.006) + 0.008),
            0.001,
        )
    if filling:
        rng = np.random.default_rng(int(abs(x * 31 + z * 17) * 100))
        form.box(filling, (x - w, y, z - d), (x + w, y + h * 0.55, z + d), 0.0, "-y")
        # As many pieces as the tub is wide, heaped in the middle.
        for _ in range(int(900 * w * d * 4)):
            u, v = rng.uniform(-0.86, 0.86, 2)
            heap = h * (0.6 + 0.3 * (1 - u * u) * (1 - v * v))
            piece(form, filling, (x + u * w, y + heap, z + v * d), rng)


def bottle(form, at, look, cap="red", high=0.28, radius=0.036):
    """A bottle with a neck and a label."""
    x, y, z = at
    r = radius
    form.lathe(
        look,
        at,
        [
            (0, 0),
            (r - 0.004, 0),
            (r, 0.005),
            (r, high * 0.62),
            (r * 0.4, high * 0.8),
            (r * 0.38, high * 0.92),
        ],
        segments=14,
    )
    form.rod(cap, (x, y + high * 0.9, z), (x, y + high, z), r * 0.46, 10)
    form.label_round("sign/bottle", (x, y + high * 0.34, z), r + 0.0008, 2.2, high * 0.34, 6)
