"""The kitchen's surfaces that repeat.

    python -m kitchen.textures [--size 1024]
"""

import numpy as np

from kit import textures
from kit.textures import cells, noise, relief, rgb, smoothstep


def tile(size):
    """White glazed wall tiles of 300 mm, joints grey, a film of grease here and there."""
    inside, lot, edge = cells(size, 4, 0.006)
    cloud, fine = noise(size, 3, 1), noise(size, 60, 2)
    glaze = rgb("E9E8E3") * (1 - 0.035 * lot[..., None]) * (1 + 0.006 * fine[..., None])
    film = smoothstep(0.6, 2.2, cloud)[..., None] * 0.03
    glaze = glaze * (1 - film) + rgb("C9B58A") * film
    grout = rgb("A6A196") * (1 + 0.06 * fine[..., None])
    base = grout + (glaze - grout) * inside[..., None]
    dirt = np.exp(-((edge / 0.02) ** 2))[..., None] * 0.06
    base = base * (1 - dirt)
    height = inside + 0.02 * cloud * inside
    rough = 0.75 + (0.2 + 0.03 * smoothstep(0, 2, cloud) - 0.75) * inside
    ao = 0.75 + 0.25 * inside
    return base, relief(height, 0.0012, 1.2), ao, rough, 0 * rough


def floor(size):
    """Ribbed grey quarry tiles of 300 mm, worn paler where people walk."""
    inside, lot, edge = cells(size, 4, 0.009)
    cloud, mid, fine = noise(size, 3, 5), noise(size, 14, 6), noise(size, 150, 7, 3)
    base = rgb("8A8780") * (1 - 0.1 * lot[..., None]) * (1 + 0.035 * fine[..., None])
    base = base * (1 + 0.03 * cloud[..., None] + 0.02 * mid[..., None])
    base = base + (rgb("4E4B46") * (1 + 0.1 * fine[..., None]) - base) * (1 - inside[..., None])
    at = np.arange(size) / size * 4 * 15
    bumps = np.maximum(0, np.sin(at[None, :] * 2 * np.pi) * np.sin(at[:, None] * 2 * np.pi))
    height = inside * (1 + 0.35 * bumps) + 0.05 * fine
    rough = 0.62 + 0.06 * mid - 0.08 * smoothstep(0.5, 2, cloud)
    rough = 0.9 + (rough - 0.9) * inside
    return base, relief(height, 0.0018, 1.2), 0.7 + 0.3 * inside, rough, 0 * rough


def ceiling(size):
    """White metal panels of 600 mm with fine perforation."""
    inside, lot, edge = cells(size, 2, 0.003)
    cloud = noise(size, 3, 11)
    base = rgb("ECEBE5") * (1 - 0.02 * lot[..., None]) * (1 + 0.006 * cloud[..., None])
    at = np.arange(size) / size * 2 * 32
    u, v = np.meshgrid(at % 1 - 0.5, at % 1 - 0.5)
    hole = (1 - smoothstep(0.12, 0.2, np.sqrt(u * u + v * v))) * smoothstep(0.06, 0.07, edge)
    base = base * (1 - 0.28 * hole[..., None])
    base = base * (0.62 + 0.38 * inside[..., None])
    rough = 0.55 + 0 * cloud
    return base, relief(inside - 0.3 * hole, 0.0012, 1.2), 0.8 + 0.2 * inside, rough, 0 * rough


def plaster(size):
    """Render, painted, with fine grain and stains of rain."""
    cloud, mid, fine = noise(size, 2, 21), noise(size, 12, 22), noise(size, 170, 23, 3)
    run = noise(size, 10, 24, stretch=(1.0, 0.12))
    base = rgb("CBC3B1") * (1 + 0.03 * cloud[..., None] + 0.02 * mid[..., None])
    base = base * (1 + 0.025 * fine[..., None])
    base = base * (1 - 0.09 * smoothstep(0.8, 2.4, run)[..., None])
    height = 0.5 * fine + 0.6 * mid
    rough = 0.9 + 0.02 * fine
    return base, relief(height, 0.0006, 2.0), 1 + 0 * rough, rough, 0 * rough


def steel(size):
    """Brushed stainless steel, wiped a thousand times."""
    brush = noise(size, 220, 31, 3, stretch=(0.03, 1.0))
    smear, cloud = noise(size, 3, 32), noise(size, 2, 33)
    wipe = noise(size, 9, 34, 3, stretch=(0.3, 1.0))
    base = rgb("C6C7C6") * (1 + 0.012 * brush[..., None] + 0.01 * cloud[..., None])
    base = base * (1 - 0.03 * smoothstep(0.6, 2.2, wipe)[..., None])
    rough = 0.27 + 0.016 * brush + 0.03 * smear + 0.05 * smoothstep(0.4, 2.0, wipe)
    metal = 0.84 + 0 * rough
    return base, relief(brush, 0.000012, 1.0), 1 + 0 * rough, np.clip(rough, 0.18, 0.7), metal


def paving(size):
    """Concrete slabs of 600 mm, moss and dust in the joints."""
    inside, lot, edge = cells(size, 2, 0.007)
    cloud, mid, fine = noise(size, 3, 41), noise(size, 18, 42), noise(size, 160, 43, 3)
    base = rgb("A3A19A") * (1 - 0.1 * lot[..., None])
    base = base * (1 + 0.04 * cloud[..., None] + 0.03 * mid[..., None] + 0.05 * fine[..., None])
    joint = rgb("5F6150") * (1 + 0.1 * mid[..., None])
    base = joint + (base - joint) * inside[..., None]
    height = inside + 0.12 * fine + 0.1 * mid
    return base, relief(height, 0.0015, 1.2), 0.75 + 0.25 * inside, 0.92 + 0 * mid, 0 * mid


def goods(size):
    """Cardboard, woven sack, wood, bamboo: one quarter each."""
    half = size // 2
    fine, cloud = noise(half, 120, 51, 3), noise(half, 3, 52)
    flute = np.sin(np.arange(half)[None, :] / half * 2 * np.pi * 150) * np.ones((half, 1))
    fibre = noise(half, 60, 53, 3, stretch=(0.25, 1.0))
    card = rgb("B08B60") * (1 + 0.008 * cloud + 0.018 * fibre + 0.022 * flute)[..., None]
    card_height = 0.25 * flute + 0.2 * fine
    t = np.arange(half) / half * 160
    u, v = np.meshgrid(t, t)
    over = ((u.astype(int) + v.astype(int)) % 2).astype(float)
    weave = np.where(over > 0, np.sin((u % 1) * np.pi), np.sin((v % 1) * np.pi))
    soil = smoothstep(0.7, 2.2, cloud)
    sack = rgb("DDD8C8") * (0.86 + 0.16 * weave + 0.02 * fine - 0.1 * soil)[..., None]
    grain = noise(half, 26, 54, 4, stretch=(0.06, 1.0))
    wood = rgb("A67B4D") * (1 + 0.09 * grain + 0.02 * fine)[..., None]
    bamboo = rgb("C9A86D") * (1 + 0.06 * grain + 0.02 * cloud)[..., None]
    rows = [np.concatenate([card, sack], 1), np.concatenate([wood, bamboo], 1)]
    base = np.concatenate(rows, 0)
    flat = 0 * fine
    height = np.concatenate(
        [
            np.concatenate([card_height, weave * 1.4], 1),
            np.concatenate([grain * 0.3, grain * 0.3 + flat], 1),
        ],
        0,
    )
    rough = np.concatenate(
        [
            np.concatenate([flat + 0.86, flat + 0.72], 1),
            np.concatenate([flat + 0.6, flat + 0.6], 1),
        ],
        0,
    )
    return base, relief(height, 0.0004, 2.0), 1 + 0 * rough, rough, 0 * rough


SETS = {
    "tile": tile,
    "floor": floor,
    "ceiling": ceiling,
    "plaster": plaster,
    "steel": steel,
    "paving": paving,
    "goods": goods,
}


if __name__ == "__main__":
    textures.main("kitchen", SETS)
