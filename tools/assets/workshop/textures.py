"""The workshop's surfaces that repeat.

python -m workshop.textures [--size 1024]
"""

import numpy as np

from kit import textures
from kit.textures import noise, relief, rgb, smoothstep


def scratches(size, seed, count, long, turn=None):
    """Thin scratches in all directions: 0, or how deep."""
    rng = np.random.default_rng(seed)
    made = np.zeros((size, size))
    for _ in range(count):
        x, y = rng.uniform(0, size, 2)
        way = rng.uniform(0, 2 * np.pi) if turn is None else turn + rng.normal(0, 0.12)
        bend, deep = rng.normal(0, 0.002), rng.uniform(0.2, 1.0)
        steps = int(rng.exponential(long) * size)
        t = np.arange(min(steps, size))
        angle = way + bend * t
        xs = (x + np.cumsum(np.cos(angle))).astype(int) % size
        ys = (y + np.cumsum(np.sin(angle))).astype(int) % size
        fade = np.sin(np.pi * (t + 1) / (len(t) + 1))
        made[ys, xs] = np.maximum(made[ys, xs], deep * fade)
    return made


def floor(size):
    """Green-grey epoxy on concrete: dull lanes, scratches, here and there worn through."""
    cloud, mid, fine = noise(size, 3, 5), noise(size, 16, 6), noise(size, 180, 7, 3)
    lane = noise(size, 2, 8, stretch=(1.0, 0.5))
    base = rgb("6C7F75") * (1 + 0.03 * cloud + 0.022 * mid + 0.012 * fine)[..., None]
    dust = smoothstep(0.3, 2.2, lane)[..., None] * 0.3
    base = base * (1 - dust) + rgb("8D8F89") * dust
    worn = smoothstep(1.75, 2.1, 0.6 * cloud + 0.75 * noise(size, 26, 9) + 0.35 * lane)[..., None]
    base = base * (1 - worn) + rgb("8B8983") * (1 + 0.06 * fine[..., None]) * worn
    dirt = smoothstep(0.5, 2.6, noise(size, 6, 10))[..., None] * 0.2
    base = base * (1 - dirt) + rgb("43443F") * dirt
    cut = scratches(size, 11, 260, 0.06)
    base = base + 0.06 * cut[..., None]
    height = 0.25 * mid + 0.1 * fine - 0.8 * worn[..., 0] - 0.5 * cut
    rough = 0.3 + 0.05 * mid + 0.1 * dust[..., 0] / 0.3 + 0.4 * worn[..., 0] + 0.15 * cut
    return base, relief(height, 0.0006, 4.0), 1 + 0 * rough, np.clip(rough, 0.2, 0.9), 0 * rough


def wall(size):
    """The whole height of a wall: grey foot, green dado to 1.2 m, whitewash with runs above."""
    y = (1 - (np.arange(size)[:, None] + 0.5) / size) * 5.0 * np.ones((1, size))
    cloud, mid, fine = noise(size, 4, 21), noise(size, 20, 22), noise(size, 200, 23, 3)
    run = noise(size, 18, 24, stretch=(1.0, 0.07))
    white = rgb("D3D0C4") * (1 + 0.02 * cloud + 0.015 * mid + 0.012 * fine)[..., None]
    soot = smoothstep(0.2, 2.4, run) * smoothstep(2.6, 5.0, y) * 0.22
    white = white * (1 - soot[..., None]) + rgb("77726A") * soot[..., None]
    dado = rgb("7FA08C") * (1 + 0.02 * cloud + 0.02 * mid)[..., None]
    dado = dado * (1 - 0.1 * smoothstep(0.7, 2.4, run)[..., None])
    foot = rgb("5F6664") * (1 + 0.03 * mid)[..., None]
    edge = 0.004 * mid
    in_dado = smoothstep(-0.004, 0.004, 1.2 + edge - y)
    in_line = in_dado * smoothstep(-0.004, 0.004, y - 1.17 - edge)
    in_foot = smoothstep(-0.004, 0.004, 0.15 + edge - y)
    base = white + (dado - white) * in_dado[..., None]
    base = base + (rgb("4B6E5C") - base) * in_line[..., None]
    base = base + (foot - base) * in_foot[..., None]
    chip = smoothstep(2.7, 3.0, noise(size, 30, 25) + 0.9 * np.exp(-y / 0.4)) * in_dado
    base = base + (rgb("B9B5A8") - base) * chip[..., None]
    grime = np.exp(-y / 0.35) * (0.35 + 0.12 * mid) + np.exp(-(((y - 1.0) / 0.35) ** 2)) * 0.05
    base = base * (1 - np.clip(grime, 0, 0.5))[..., None]
    height = 0.4 * fine + 0.7 * mid - 2.0 * chip
    rough = 0.9 - 0.42 * in_dado + 0.3 * chip + 0.03 * mid
    return base, relief(height, 0.0009, 5.0), 1 + 0 * rough, np.clip(rough, 0.3, 0.95), 0 * rough


def roof(size):
    """Trapezoid sheet, white-grey, ribs every 250 mm."""
    x = (np.arange(size)[None, :] + 0.5) / size * 4 * np.ones((size, 1)) % 1
    rib = smoothstep(0.3, 0.38, x) * (1 - smoothstep(0.62, 0.7, x))
    cloud, run = noise(size, 3, 31), noise(size, 14, 32, stretch=(0.1, 1.0))
    base = rgb("C3C8C8") * (1 + 0.02 * cloud - 0.03 * smoothstep(0.5, 2, run))[..., None]
    base = base * (0.9 + 0.1 * rib)[..., None]
    rough = 0.5 + 0.04 * cloud
    return base, relief(rib, 0.02, 1.0), 0.75 + 0.25 * rib, rough, 0 * rough


def steel(size):
    """Ground and turned steel under a film of oil."""
    brush = noise(size, 200, 41, 3, stretch=(0.03, 1.0))
    smear, cloud = noise(size, 4, 42), noise(size, 2, 43)
    base = rgb("A6A7A6") * (1 + 0.03 * brush + 0.03 * cloud)[..., None]
    oil = smoothstep(0.4, 2.0, smear)[..., None] * 0.3
    base = base * (1 - oil) + rgb("6A6252") * oil
    rough = 0.36 + 0.03 * brush - 0.06 * smear
    return (
        base,
        relief(brush, 0.00002, 1.0),
        1 + 0 * rough,
        np.clip(rough, 0.2, 0.6),
        0.7 + 0 * rough,
    )


def zinc(size):
    """Galvanised sheet with its flakes."""
    rng = np.random.default_rng(51)
    flakes, reach = rng.uniform(size=(420, 2)), np.full((size, size), 9.0)
    which = np.zeros((size, size), int)
    at = (np.arange(size) + 0.5) / size
    for k, (fx, fy) in enumerate(flakes):
        dx = np.abs(at[None, :] - fx)
        dy = np.abs(at[:, None] - fy)
        d = np.minimum(dx, 1 - dx) ** 2 + np.minimum(dy, 1 - dy) ** 2
        near = d < reach
        reach[near], which[near] = d[near], k
    tone = rng.uniform(-1, 1, 420)[which]
    cloud = noise(size, 4, 52)
    base = rgb("A2A7A8") * (1 + 0.06 * tone + 0.02 * cloud)[..., None]
    rough = 0.45 + 0.06 * tone + 0.03 * cloud
    return base, relief(0.2 * cloud, 0.0002, 0.8), 1 + 0 * rough, rough, 0.55 + 0 * rough


def enamel(size):
    """Powder coat and machine paint in four colours: orange peel, scuffs, chips, a film of dirt."""
    half = size
    peel, cloud, mid = noise(half, 260, 61, 2), noise(half, 3, 62), noise(half, 22, 63)
    run = noise(half, 12, 64, stretch=(1.0, 0.1))
    quarters = []
    for k, (code, under, dirty) in enumerate(
        (
            ("C4C8C3", "6E6E6A", 0.5),
            ("7C9A88", "4E4B44", 1.2),
            ("CFC8B2", "5B5348", 1.1),
            ("33608E", "8A8F92", 0.8),
        )
    ):
        cut = scratches(half, 65 + k, 90, 0.035)
        lot = np.roll(mid, 131 * k, 0) + 0.5 * np.roll(cloud, 77 * k, 1)
        base = rgb(code) * (1 + 0.012 * cloud + 0.006 * peel)[..., None]
        film = np.clip(0.05 * dirty * smoothstep(0, 2.2, np.roll(run, 55 * k, 1)), 0, 0.4)
        film = (film + 0.06 * dirty * smoothstep(0.6, 2.4, lot))[..., None]
        base = base * (1 - film) + rgb("4A4438") * film
        chip = smoothstep(2.75, 2.95, lot + 0.4 * peel)[..., None]
        base = base * (1 - chip) + rgb(under) * chip
        base = base * (1 + 0.1 * (cut[..., None] > 0.3) * cut[..., None])
        rough = 0.38 + 0.3 * film[..., 0] + 0.25 * chip[..., 0] + 0.15 * cut
        height = 0.12 * peel - chip[..., 0] - 0.5 * cut
        quarters.append((base, height, rough))
    join = [
        np.concatenate(
            [
                np.concatenate([quarters[0][i], quarters[1][i]], 1),
                np.concatenate([quarters[2][i], quarters[3][i]], 1),
            ],
            0,
        )
        for i in range(3)
    ]
    base, height, rough = join
    return base, relief(height, 0.0004, 4.6), 1 + 0 * rough, np.clip(rough, 0.3, 0.8), 0 * rough


def goods(size):
    """Cardboard, wood, cast iron, ribbed rubber: one quarter each."""
    half = size // 2
    fine, cloud, mid = noise(half, 120, 71, 3), noise(half, 3, 72), noise(half, 14, 77)
    flute = np.sin(np.arange(half)[None, :] / half * 2 * np.pi * 150) * np.ones((half, 1))
    fibre = noise(half, 60, 73, 3, stretch=(0.25, 1.0))
    card = rgb("AB875D") * (1 + 0.012 * cloud + 0.018 * fibre + 0.022 * flute)[..., None]
    grain = noise(half, 26, 74, 4, stretch=(1.0, 0.06))
    plank = (np.arange(half)[None, :] / half * 8 % 1) * np.ones((half, 1))
    gap = np.minimum(smoothstep(0, 0.04, plank), smoothstep(0, 0.04, 1 - plank))
    oil = smoothstep(0.3, 2.0, mid)
    wood = rgb("97714A") * (1 + 0.1 * grain + 0.02 * fine - 0.22 * oil)[..., None]
    wood = wood * (0.45 + 0.55 * gap)[..., None]
    rusty = smoothstep(0.2, 1.8, noise(half, 9, 75))[..., None]
    cast = rgb("65625E") * (1 + 0.09 * fine + 0.05 * mid)[..., None]
    cast = cast * (1 - 0.55 * rusty) + rgb("79482C") * (1 + 0.1 * mid[..., None]) * 0.55 * rusty
    rib = 0.5 + 0.5 * np.cos(np.arange(half)[:, None] / half * 2 * np.pi * 80) * np.ones((1, half))
    mat = rgb("2E3B34") * (0.82 + 0.25 * rib + 0.03 * cloud)[..., None]
    tread = smoothstep(0.4, 2.0, mid)[..., None] * 0.3
    mat = mat * (1 - tread) + rgb("6F6C64") * tread
    flat = 0 * fine

    def four(a, b, c, d):
        return np.concatenate([np.concatenate([a, b], 1), np.concatenate([c, d], 1)], 0)

    height = four(0.25 * flute + 0.2 * fine, 0.4 * grain + 3 * gap, 1.2 * fine + mid, 3 * rib)
    rough = four(flat + 0.86, flat + 0.66 - 0.12 * oil, flat + 0.7, flat + 0.72)
    metal = four(flat, flat, flat + 0.25, flat)
    ao = four(flat + 1, 0.6 + 0.4 * gap, flat + 1, 0.75 + 0.25 * rib)
    return four(card, wood, cast, mat), relief(height, 0.0004, 2.0), ao, rough, metal


SETS = {
    "floor": floor,
    "wall": wall,
    "roof": lambda size: roof(size // 2),
    "steel": lambda size: steel(size // 2),
    "zinc": lambda size: zinc(size // 2),
    "enamel": enamel,
    "goods": goods,
}


if __name__ == "__main__":
    textures.main("workshop", SETS)
