"""The site's surfaces that repeat, and its sky.

python -m building_site.textures [--size 1024]

Written for the kit `construction`, whose surfaces `facade` takes too.
"""


import numpy as np

from kit import layout, textures
from kit.textures import noise, relief, rgb, smoothstep

from . import sky


def mix(base, code, share):
    """The picture with a share of a colour over it."""
    share = share[..., None]
    return base * (1 - share) + rgb(code) * share


def pebbles(size, seed, count, least, most):
    """Stones: how high, and each one's tone."""
    rng = np.random.default_rng(seed)
    high, tone = np.zeros((size, size)), np.zeros((size, size))
    for _ in range(count):
        r = least + (most - least) * rng.uniform() ** 3
        x, y = rng.integers(0, size, 2)
        n = int(r) + 2
        dy, dx = np.mgrid[-n : n + 1, -n : n + 1]
        turn, flat = rng.uniform(0, np.pi), rng.uniform(0.6, 1.0)
        u = dx * np.cos(turn) + dy * np.sin(turn)
        v = (dy * np.cos(turn) - dx * np.sin(turn)) / flat
        dome = np.clip(1 - (u * u + v * v) / (r * r), 0, 1) ** 0.6
        ys, xs = (y + dy) % size, (x + dx) % size
        mine = dome > high[ys, xs]
        high[ys, xs] = np.where(mine, dome, high[ys, xs])
        tone[ys, xs] = np.where(mine & (dome > 0), rng.uniform(-1, 1), tone[ys, xs])
    return high, tone


def earth(size):
    """Trodden fill: clay, gravel pressed in, cement dust, damp where it lies low."""
    low, mid, fine = noise(size, 4, 11), noise(size, 22, 12), noise(size, 160, 13, 3)
    stones, tone = pebbles(size, 14, 1500, 1.5, 7.5)
    base = rgb("94836A") * (1 + 0.05 * low + 0.06 * mid + 0.05 * fine)[..., None]
    base = mix(base, "A59B8A", 0.45 * smoothstep(-0.2, 1.8, noise(size, 7, 15)))
    damp = smoothstep(0.5, 1.9, -low + 0.3 * mid)
    base = mix(base, "5C4E3C", 0.42 * damp)
    seen = smoothstep(0.25, 0.6, stones) * smoothstep(-0.9, 0.5, noise(size, 12, 16))
    grit = rgb("A39D92") * (1 + 0.22 * tone + 0.06 * fine)[..., None]
    base = base * (1 - seen[..., None]) + grit * seen[..., None]
    height = 0.55 * mid + 0.4 * fine + 1.5 * seen * stones + 1.0 * low
    rough = 0.95 - 0.25 * damp
    return (
        base,
        relief(height, 0.007, 5.0),
        1 - 0.25 * (seen < 0.1) * (stones > 0),
        rough,
        0 * rough,
    )


def concrete(size):
    """Cast in sheets of ply: their joints, tie holes, honeycombs, runs."""
    at = (np.arange(size) + 0.5) / size * 3.0
    x, y = np.meshgrid(at, at)
    cloud, mid, fine = noise(size, 3, 21), noise(size, 18, 22), noise(size, 170, 23, 3)
    joint = np.minimum(np.abs((x + 0.02) % 1.5 - 0.75), np.abs((y + 0.01) % 1.0 - 0.5))
    edge = 1 - smoothstep(0.004, 0.013, joint)
    lots = np.random.default_rng(24).normal(size=(3, 2))
    tone = lots[((y + 0.51) // 1.0 % 3).astype(int), ((x + 0.77) // 1.5 % 2).astype(int)]
    base = rgb("A3A199") * (1 + 0.035 * cloud + 0.025 * mid + 0.02 * fine + 0.022 * tone)[..., None]
    base = mix(base, "83817A", 0.5 * edge)
    run = smoothstep(0.9, 2.6, noise(size, 26, 25, stretch=(1.0, 0.06)))
    base = mix(base, "77746C", 0.3 * run)
    base = mix(base, "BDBBB3", 0.35 * smoothstep(1.0, 2.5, noise(size, 9, 26)))
    r = np.hypot((x % 0.75) - 0.375, (y % 0.5) - 0.25)
    hole = 1 - smoothstep(0.011, 0.015, r)
    base = mix(base, "4A4844", 0.85 * hole)
    comb = smoothstep(2.1, 2.7, noise(size, 40, 27) + 0.5 * cloud)
    base = mix(base, "6E6B64", 0.5 * comb)
    height = 0.3 * fine + 0.25 * mid - 0.9 * edge - 4 * hole - 1.5 * comb
    rough = np.clip(0.88 + 0.03 * mid, 0.6, 1)
    return base, relief(height, 0.0014, 3.0), 1 - 0.5 * hole - 0.2 * comb, rough, 0 * rough


def block(size):
    """Aerated concrete blocks of 600 by 240 mm, thin joints pressed flush, a course out of true."""
    at = (np.arange(size) + 0.5) / size * 2.4
    x, y = np.meshgrid(at, at)
    row = (y // 0.24).astype(int)
    shifted = (x + 0.3 * (row % 2)) % 2.4
    col = (shifted // 0.6).astype(int)
    edge = np.minimum.reduce(
        [shifted % 0.6, 0.6 - shifted % 0.6, y % 0.24, 0.24 - y % 0.24]
    ) + 0.0016 * noise(size, 60, 31)
    joint = 1 - smoothstep(0.004, 0.0085, edge)
    lot = np.random.default_rng(32).uniform(-1, 1, (10, 4))[row, col]
    cloud, mid, fine = noise(size, 5, 33), noise(size, 30, 34), noise(size, 200, 35, 3)
    base = rgb("C2C0B9") * (1 + 0.05 * lot + 0.015 * cloud + 0.03 * fine)[..., None]
    base = mix(base, "85827A", 0.85 * joint)
    smear = smoothstep(1.1, 2.2, mid + 0.6 * cloud) * smoothstep(0.06, 0.0, edge)
    base = mix(base, "8E8B83", 0.7 * smear)
    chip = smoothstep(2.3, 2.7, noise(size, 44, 36) + 1.2 * smoothstep(0.03, 0.0, edge))
    base = mix(base, "E0DED8", 0.5 * chip)
    base = mix(base, "8C867A", 0.25 * smoothstep(0.8, 2.6, noise(size, 9, 37, stretch=(1, 0.2))))
    height = 0.25 * fine - 1.2 * joint + 0.35 * lot + 0.8 * smear - 1.6 * chip
    flat = 0.93 + 0 * x
    return base, relief(height, 0.003, 2.4), 1 - 0.3 * joint, flat, 0 * flat


def net(size):
    """Close-mesh safety net, 1.8 m wide: weave, hems with eyelets and lacing, dust, folds."""
    at = (np.arange(size) + 0.5) / size * 1.8
    x, y = np.meshgrid(at, at)
    fold = noise(size, 5, 41, 3, stretch=(1.6, 0.5))
    cloud = noise(size, 3, 42)
    weave = 0.5 + 0.25 * np.sin(x * 2 * np.pi * 150) + 0.25 * np.sin(y * 2 * np.pi * 150)
    base = rgb("2F7A4C") * (0.84 + 0.26 * weave + 0.05 * fold + 0.05 * cloud)[..., None]
    base = mix(base, "8F9A84", 0.3 * smoothstep(-0.4, 2.2, noise(size, 8, 43, stretch=(1, 0.3))))
    base = mix(base, "1F5535", 0.22 * smoothstep(0.5, 2.4, -fold))
    hem = np.minimum.reduce([x, 1.8 - x])
    band = 1 - smoothstep(0.03, 0.036, hem)
    base = base * (1 - 0.25 * band[..., None])
    across = np.minimum(y % 0.45, 0.45 - y % 0.45)
    eye = np.hypot(np.minimum(np.abs(hem - 0.018), 1), across)
    ring = (1 - smoothstep(0.010, 0.013, eye)) * smoothstep(0.005, 0.007, eye)
    base = mix(base, "B9BBB4", ring)
    lace = (1 - smoothstep(0.003, 0.0045, across)) * (1 - smoothstep(0.02, 0.024, hem))
    base = mix(base, "C9C6B6", 0.8 * lace)
    height = 9.0 * fold + 0.35 * weave + 1.5 * band
    rough = 0.82 + 0 * x
    return base, relief(height, 0.0022, 1.8), 0.9 + 0.1 * weave, rough, 0 * rough


def hoard(size):
    """Blue trapezoid sheet, the whole height: ribs, a screw line, mud and splashes at its foot."""
    at = (np.arange(size) + 0.5) / size * 2.2
    x, v = np.meshgrid(at, at)
    y = 2.2 - v
    rib = x % 0.22 / 0.22
    high = smoothstep(0.14, 0.24, rib) * (1 - smoothstep(0.56, 0.66, rib))
    cloud, mid = noise(size, 4, 51), noise(size, 26, 52)
    base = rgb("3F74AE") * (1 + 0.02 * cloud + 0.012 * mid)[..., None]
    base = base * (0.94 + 0.06 * high)[..., None]
    lap = 1 - smoothstep(0.002, 0.005, np.abs((x % 1.1) - 0.02))
    base = base * (1 - 0.35 * lap[..., None])
    chalk = smoothstep(0.4, 2.2, noise(size, 14, 53, stretch=(1, 0.1)))
    base = mix(base, "86A2BE", 0.22 * chalk)
    mud = smoothstep(0.55, 0.0, y + 0.12 * mid + 0.16 * noise(size, 34, 54, stretch=(1, 0.4)))
    base = mix(base, "85755E", 0.62 * mud)
    dirt = smoothstep(0.8, 2.4, noise(size, 20, 55, stretch=(1, 0.08))) * 0.22
    base = mix(base, "4C4A44", dirt)
    for line in (0.3, 1.1, 1.95):
        d = np.hypot((x % 0.22) - 0.088, y - line)
        base = mix(base, "9FA5A8", 1 - smoothstep(0.006, 0.009, d))
        below = (np.abs((x % 0.22) - 0.088) < 0.006) & (y < line) & (y > line - 0.16)
        base = mix(base, "7A5638", 0.35 * below * smoothstep(0.3, 1.2, mid))
    dent = smoothstep(1.6, 3.0, noise(size, 3, 56))
    rough = 0.48 + 0.35 * mud + 0.1 * chalk
    return base, relief(high + 0.25 * dent, 0.028, 2.2), 0.82 + 0.18 * high, rough, 0 * rough


def face(size):
    """A tower block far off, four storeys of it: panes, balconies, haze before it."""
    at = (np.arange(size) + 0.5) / size * 12.0
    x, y = np.meshgrid(at, at)
    storey, bay = y % 3.0, x % 4.0
    cloud = noise(size, 5, 61)
    base = rgb("C6BDAE") * (1 + 0.012 * cloud)[..., None]
    base = mix(base, "A79C8C", 0.8 * ((x % 12.0 > 4.0) & (x % 12.0 < 8.0)))
    pane = (storey > 0.9) & (storey < 2.3) & (bay > 0.7) & (bay < 2.3)
    small = (storey > 0.9) & (storey < 2.0) & (bay > 2.9) & (bay < 3.6)
    lots = np.random.default_rng(62).uniform(0.6, 1.2, (4, 6))
    lot = lots[(y // 3.0).astype(int), (x // 2.0).astype(int)]
    dark = rgb("5E7180") * lot[..., None]
    for part in (pane, small):
        base = np.where(part[..., None], dark, base)
    bar = pane & ((np.abs(bay - 1.5) < 0.05) | (np.abs(storey - 1.3) < 0.04))
    base = mix(base, "D5D2CA", 0.9 * bar)
    base = mix(base, "8C857A", 0.9 * (storey > 2.86))
    rail = (storey > 2.3) & (storey < 2.86) & (bay > 0.5) & (bay < 2.5)
    base = mix(base, "B3B9B8", 0.8 * rail)
    base = mix(base, "B4C4D2", 0.28 + 0 * x)
    rough = 0.8 + 0 * x
    return base, relief(0 * x, 0.001, 12.0), 1 + 0 * x, rough, 0 * x


def quarters(parts):
    """Four pictures as one, each as (base, height, rough, metal)."""
    return [
        np.concatenate(
            [
                np.concatenate([parts[0][i], parts[1][i]], 1),
                np.concatenate([parts[2][i], parts[3][i]], 1),
            ],
            0,
        )
        for i in range(4)
    ]


def goods(size):
    """Scaffold planks, film-faced ply, woven sack, sand."""
    n = size // 2
    fine, cloud, mid = noise(n, 120, 71, 3), noise(n, 3, 72), noise(n, 14, 73)
    grain = noise(n, 30, 74, 4, stretch=(0.05, 1.0))
    wood = rgb("A3845C") * (1 + 0.1 * grain + 0.03 * fine + 0.05 * cloud)[..., None]
    wood = mix(wood, "8A857B", 0.5 * smoothstep(-0.6, 1.6, noise(n, 5, 75, stretch=(0.4, 1))))
    wood = mix(wood, "B9B5AB", 0.5 * smoothstep(1.2, 2.3, mid + 0.4 * fine))
    wood = mix(wood, "4B3B2A", 0.6 * smoothstep(1.9, 2.6, noise(n, 40, 76, stretch=(0.2, 1))))
    film = rgb("84492C") * (1 + 0.05 * cloud + 0.02 * fine)[..., None]
    film = mix(film, "A9A59B", 0.55 * smoothstep(0.5, 1.9, noise(n, 7, 77)))
    film = mix(film, "5A3220", 0.4 * smoothstep(0.8, 2.0, noise(n, 10, 78)))
    at = np.arange(n) / n
    warp = np.sin(at[None, :] * 2 * np.pi * 110) * np.sin(at[:, None] * 2 * np.pi * 110)
    sack = rgb("B7B1A0") * (1 + 0.07 * warp + 0.03 * cloud)[..., None]
    sack = mix(sack, "8B8980", 0.5 * smoothstep(0.2, 2.0, mid))
    sand = rgb("B89F75") * (1 + 0.12 * fine + 0.05 * mid + 0.03 * cloud)[..., None]
    sand = mix(sand, "8E7853", 0.5 * smoothstep(0.2, 1.6, -noise(n, 4, 79)))
    flat = 0 * fine
    parts = [
        (wood, 0.9 * grain + 0.2 * fine, flat + 0.85, flat),
        (film, 0.2 * mid, flat + 0.5 + 0.1 * smoothstep(0.5, 1.9, mid), flat),
        (sack, 0.5 * warp + 1.2 * mid, flat + 0.85, flat),
        (sand, 1.0 * fine + 1.5 * mid, flat + 0.97, flat),
    ]
    base, height, rough, metal = quarters(parts)
    return base, relief(height, 0.0011, 2.4), 1 + 0 * rough, rough, metal


def enamel(size):
    """Tube paint in yellow, galvanised steel, red paint, rust: what scaffolds are made of."""
    n = size // 2
    fine, cloud, mid = noise(n, 150, 81, 3), noise(n, 3, 82), noise(n, 26, 83)
    parts = []
    for k, (code, under, worn) in enumerate(
        (("D8A41C", "6A4630", 1.0), ("9DA2A2", "6F5A48", 0.7), ("AE2A20", "6A4A3C", 0.9))
    ):
        lot = np.roll(mid, 97 * k, 0) + 0.4 * np.roll(fine, 31 * k, 1)
        paint = rgb(code) * (1 + 0.03 * cloud + 0.012 * fine)[..., None]
        paint = mix(paint, "8C8573", 0.3 * smoothstep(0.0, 2.2, noise(n, 8, 84 + k)))
        rust = smoothstep(2.3 - 0.5 * worn, 2.5 - 0.5 * worn, lot + 0.5 * cloud)
        paint = mix(paint, under, 0.85 * rust)
        paint = mix(paint, "B5B2A8", 0.6 * smoothstep(2.2, 2.5, noise(n, 34, 90 + k)))
        metal = (0.55 if k == 1 else 0.0) * (1 - rust)
        parts.append((paint, 0.1 * fine - rust, 0.5 + 0.35 * rust, metal))
    rust = rgb("7D4A30") * (1 + 0.14 * mid + 0.1 * fine)[..., None]
    rust = mix(rust, "4E3A30", 0.6 * smoothstep(0.2, 1.6, noise(n, 12, 95)))
    parts.append((rust, 0.8 * fine, 0.82 + 0 * fine, 0.2 + 0 * fine))
    base, height, rough, metal = quarters(parts)
    return base, relief(height, 0.0005, 3.2), 1 + 0 * rough, np.clip(rough, 0.3, 1), metal


SETS = {
    "earth": earth,
    "concrete": concrete,
    "block": block,
    "net": net,
    "hoard": hoard,
    "face": lambda size: face(size // 2),
    "goods": goods,
    "enamel": enamel,
}


if __name__ == "__main__":
    textures.main("construction", SETS)
    sky.write(layout.KITS / "construction", sky.morning())
    sky.write(layout.KITS / "facade", sky.afternoon())
