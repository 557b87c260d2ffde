#!/usr/bin/env python3
"""Proves that two pictures of a headset's eyes belong together: what is near has moved further
from one eye to the other than what is far, by what the distance between the eyes demands.

Usage: tests/xr/parallax.py LEFT RIGHT IPD_M FOV_RAD X,Y,DISTANCE_M [X,Y,DISTANCE_M ...]

FOV_RAD is the whole horizontal angle of a symmetric eye. X and Y are the middle of a patch in the
left picture, pixels; DISTANCE_M how far away it is. Exit 1 if a patch is off by more than a pixel.
Needs numpy and Pillow.
"""
import math
import sys

import numpy
from PIL import Image

PATCH_PX = 9  # to each side
OFF_PX_MAX = 1.0


def read(path):
    return numpy.asarray(Image.open(path).convert("L"), dtype=float)


def disparity(left, right, x, y):
    """How far a patch lies further left in the right picture, to a fraction of a pixel."""
    n = PATCH_PX
    patch = left[y - n:y + n + 1, x - n:x + n + 1]
    shifts = range(-4, 40)
    costs = []
    for shift in shifts:
        there = right[y - n:y + n + 1, x - shift - n:x - shift + n + 1]
        costs.append(float(((patch - there) ** 2).mean()) if there.shape == patch.shape else 1e9)
    best = int(numpy.argmin(costs))
    if not 0 < best < len(costs) - 1:
        return float(shifts[best])
    before, here, after = costs[best - 1:best + 2]
    return shifts[best] + 0.5 * (before - after) / max(before - 2 * here + after, 1e-9)


def main():
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    left, right = read(sys.argv[1]), read(sys.argv[2])
    ipd, fov = float(sys.argv[3]), float(sys.argv[4])
    focal = left.shape[1] / 2 / math.tan(fov / 2)
    is_right = True
    for argument in sys.argv[5:]:
        x, y, distance = argument.split(",")
        found = disparity(left, right, int(x), int(y))
        expected = focal * ipd / float(distance)
        is_near = abs(found - expected) <= OFF_PX_MAX
        is_right &= is_near
        print(f"({x}, {y}) at {distance} m: {found:.2f} px, {expected:.2f} expected"
              + ("" if is_near else "  <- off"))
    sys.exit(0 if is_right else 1)


if __name__ == "__main__":
    main()
