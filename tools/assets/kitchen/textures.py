"""Surfaces that repeat, from periodic noise: colour, relief, and how rough they are.

    python -m kitchen.textures --npm DIR [--size 1024]

Every set is three KTX2 files (UASTC under zstd): base, normal (OpenGL), and occlusion, roughness,
metal in red, green, blue. Beside them, in `plain/`, the same at half the side without compression.
"""

import argparse

import alktx2
import numpy as np

from . import ktx2, layout

KIT = layout.ROOT / "assets" / "kits" / "kitchen"


def noise(size, scale, seed, octaves=5, stretch=(1.0, 1.0)):
    """Periodic noise about 0 with unit spread; `scale` is the number of lumps across."""
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft2(rng.normal(size=(size, size)))
    fy = np.fft.fftfreq(size)[:, None] * size / stretch[1]
    fx = np.fft.rfftfreq(size)[None, :] * size / stretch[0]
    f = np.sqrt(fx * fx + fy * fy) / scale
    shape = f / (0.05 + f**2.4) * np.exp(-((f / 2**octaves) ** 2))
    made = np.fft.irfft2(spectrum * shape, (size, size))
    return made / made.std()


def smoothstep(a, b, x):
    """0 below a, 1 above b, smooth between."""
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def rgb(code):
    """An sRGB code as three shares."""
    return np.array([int(code[i : i + 2], 16) for i in (0, 2, 4)]) / 255


def relief(height, metres, covers):
    """Normals of a height in metres on a picture that covers so many metres."""
    step = covers / height.shape[0]
    dx = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) * metres / (2 * step)
    dy = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) * metres / (2 * step)
    n = np.stack([-dx, dy, np.ones_like(dx)], axis=-1)
    return n / np.linalg.norm(n, axis=-1, keepdims=True) * 0.5 + 0.5


def cells(size, count, joint):
    """Tiles: how far inside a tile (0 in the joint), and each tile's own number 0–1."""
    at = (np.arange(size) + 0.5) / size * count
    u, v = np.meshgrid(at, at)
    edge = np.minimum.reduce([u % 1, 1 - u % 1, v % 1, 1 - v % 1])
    rng = np.random.default_rng(count)
    lots = rng.uniform(size=(count, count))
    return smoothstep(joint * 0.7, joint * 1.5, edge), lots[v.astype(int), u.astype(int)], edge


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
    base = rgb("C2C3C2") * (1 + 0.007 * brush[..., None] + 0.008 * cloud[..., None])
    rough = 0.36 + 0.012 * brush + 0.018 * smear
    metal = 0.66 + 0 * rough
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


def encode(pixels, srgb, name, only_plain=False):
    """Rows of shares as a KTX2 file with all smaller copies, and half as large uncompressed."""
    full = np.concatenate([pixels, np.ones((*pixels.shape[:2], 1))], axis=-1)
    made = ktx2.plain(ktx2.halve(full), srgb)
    (KIT / "plain").mkdir(parents=True, exist_ok=True)
    (KIT / "plain" / f"{name}.ktx2").write_bytes(made)
    print(f"plain/{name}.ktx2: {len(made) / 2**20:.2f} MiB")
    if only_plain:
        return
    high, wide = pixels.shape[:2]
    alpha = np.full((high, wide, 1), 255, np.uint8)
    bytes8 = np.clip(np.round(pixels * 255), 0, 255).astype(np.uint8)
    raw = np.concatenate([bytes8, alpha], axis=-1).tobytes()
    made = alktx2.encode_raw_rgba_to_ktx2(
        raw,
        wide,
        high,
        has_alpha=False,
        codec="uastc",
        quality=75,
        effort=2,
        srgb=srgb,
        linear=not srgb,
        mipmaps=True,
        mip_wrap=True,
        renormalize=name.endswith("normal"),
        uastc_rdo_lambda=1.0,
        zstd_supercompression_level=18,
        threads=2,
    )
    (KIT / f"{name}.ktx2").write_bytes(made)
    print(f"{name}.ktx2: {len(made) / 2**20:.2f} MiB")


def main():
    """Write all sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--plain", action="store_true", help="only what is uncompressed")
    parser.add_argument("sets", nargs="*", default=list(SETS))
    arguments = parser.parse_args()
    KIT.mkdir(parents=True, exist_ok=True)
    for name in arguments.sets:
        base, normal, ao, rough, metal = SETS[name](arguments.size)
        encode(base, True, f"{name}_base", arguments.plain)
        encode(normal, False, f"{name}_normal", arguments.plain)
        orm = np.stack([np.clip(a, 0, 1) for a in (ao, rough, metal)], axis=-1)
        encode(orm, False, f"{name}_orm", arguments.plain)


if __name__ == "__main__":
    main()
