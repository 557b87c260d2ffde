"""The surface of cloth as a normal map that repeats: hardly seen waves, and the weave. Folds that
one sees are modelled.
"""

import numpy as np

SIDE = 512
# Depth of the waves against the square's side; CLOTH_M in piece.py says how large that is.
DEEP = 0.0034
WEAVE = 0.00004


def creases(seed=3):
    """The map as 8-bit RGB, y up as glTF has it."""
    chance = np.random.default_rng(seed)
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    high = np.zeros((SIDE, SIDE))
    # Whole numbers of waves make the square repeat.
    for _ in range(40):
        along, cross = chance.integers(-5, 6, 2)
        often = np.hypot(along, cross)
        if often >= 1:
            wave = 2 * np.pi * (along * y + cross * x + chance.random())
            high += chance.standard_normal() * np.sin(wave) / often**1.4
    high = DEEP * high / np.abs(high).max()
    high += WEAVE * np.sin(2 * np.pi * 128 * (x + y))
    slope = lambda axis: (np.roll(high, -1, axis) - np.roll(high, 1, axis)) * SIDE / 2
    # Rows run down and v with them; a bump's upper side looks up.
    normal = np.stack([-slope(1), slope(0), np.ones_like(high)], axis=2)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    return ((normal * 0.5 + 0.5) * 255 + 0.5).astype(np.uint8)
