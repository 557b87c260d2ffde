"""The creases of cloth as a normal map that repeats: soft folds, and the weave."""

import numpy as np

SIDE = 512
# Depth of the deepest folds against the square's side; CLOTH_M in piece.py says how large that is.
DEEP = 0.0145
WEAVE = 0.00012


def creases(seed=3):
    """The map as 8-bit RGB, y up as glTF has it."""
    chance = np.random.default_rng(seed)
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    high = np.zeros((SIDE, SIDE))
    # Folds are ridges of slow waves; whole numbers of them make the square repeat.
    for _ in range(26):
        long, cross = chance.integers(-2, 3), chance.integers(1, 6)
        if chance.random() < 0.45:
            long, cross = cross, long
        bend = 0.25 * np.sin(2 * np.pi * (chance.integers(1, 3) * x + chance.random()))
        bend += 0.25 * np.sin(2 * np.pi * (chance.integers(1, 3) * y + chance.random()))
        ridge = np.sin(2 * np.pi * (long * y + cross * x + chance.random()) + bend)
        place = np.sin(2 * np.pi * (chance.integers(1, 3) * x + chance.random()))
        place = place * np.sin(2 * np.pi * (chance.integers(1, 3) * y + chance.random()))
        high += (1 - np.abs(ridge)) ** 2.2 * place.clip(0, 1) / np.hypot(long, cross) ** 0.7
    high = DEEP * high / np.abs(high).max()
    high += WEAVE * (np.sin(2 * np.pi * 128 * x) + np.sin(2 * np.pi * 128 * y))
    slope = lambda axis: (np.roll(high, -1, axis) - np.roll(high, 1, axis)) * SIDE / 2
    # Rows run down and v with them; a bump's upper side looks up.
    normal = np.stack([-slope(1), slope(0), np.ones_like(high)], axis=2)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    return ((normal * 0.5 + 0.5) * 255 + 0.5).astype(np.uint8)
