"""Trees, as they are seen from afar and from above: a trunk, limbs, a crown of lumps of leaves."""

import math

import numpy as np

from .shape import Chart, smooth, unit

LIMBS = 4


def lump(form, look, at, radius, rng):
    """A ball of leaves: uneven, a little flat, its own shading kept."""
    around, up = 8, 5
    wave = rng.normal(0, 0.13, (up + 1, around))
    verts = []
    for i in range(up + 1):
        rise = math.pi * (i / up - 0.5)
        for k in range(around):
            turn = 2 * math.pi * (k + 0.5 * (i % 2)) / around
            r = radius * (1 + wave[i, k if 0 < i < up else 0])
            flat = math.cos(rise)
            way = (math.cos(turn) * flat, 0.8 * math.sin(rise), math.sin(turn) * flat)
            verts.append(np.add(at, np.multiply(way, r)))
    faces = []
    for i in range(up):
        for k in range(around):
            m, a, b = (k + 1) % around, i * around, (i + 1) * around
            faces.append([a + k, b + k, b + m, a + m])
    out = [unit(0.5 * n + 0.5 * unit(v - at)) for n, v in zip(smooth(verts, faces), verts)]
    chart = Chart(2 * radius, 2 * radius)
    spots = {i: (v[0] - at[0] + radius, at[1] - v[1] + radius) for i, v in enumerate(verts)}
    form.faces(look, verts, out, faces, [(chart, spots)] * len(faces))


def tree(form, at, high, seed, lumps=11):
    """A street tree of some height; the same seed grows the same one. One that is seen from near
    has more lumps, and smaller ones."""
    at, rng = np.asarray(at, float), np.random.default_rng(seed)
    fork = at + (0, high * 0.38, 0)
    form.rod("trunk", at, fork, 0.028 * high, 8, 0.02 * high, caps=False)
    for k in range(LIMBS):
        turn = 2 * math.pi * (k + rng.uniform(0, 0.6)) / LIMBS
        end = fork + np.array([math.cos(turn) * 0.16, 0.26, math.sin(turn) * 0.16]) * high
        form.rod("trunk", fork - (0, 0.02, 0), end, 0.012 * high, 6, 0.006 * high, caps=False)
    middle = at + (0, high * 0.7, 0)
    for k in range(lumps):
        turn, rise = 2.4 * k, (k + 0.5) / lumps * 2 - 1
        flat = math.sqrt(1 - rise * rise) * 0.2 * high
        off = np.array([math.cos(turn) * flat, rise * 0.22 * high, math.sin(turn) * flat])
        size = high * rng.uniform(0.1, 0.15) * math.sqrt(11 / lumps)
        lump(form, ("leaf", "leafDark")[k % 2], middle + off, size, rng)
