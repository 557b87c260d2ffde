"""Surfaces that repeat, from periodic noise: colour, relief, and how rough they are.

Every set is three KTX2 files (UASTC under zstd): base, normal (OpenGL), and occlusion, roughness,
metal in red, green, blue. Beside them, in `plain/`, the same at half the side without compression.
"""

import argparse

import alktx2
import numpy as np

from . import ktx2, layout


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


def encode(folder, pixels, srgb, name, only_plain=False):
    """Rows of shares as a KTX2 file with all smaller copies, and half as large uncompressed."""
    full = np.concatenate([pixels, np.ones((*pixels.shape[:2], 1))], axis=-1)
    made = ktx2.plain(ktx2.halve(full), srgb)
    (folder / "plain").mkdir(parents=True, exist_ok=True)
    (folder / "plain" / f"{name}.ktx2").write_bytes(made)
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
    (folder / f"{name}.ktx2").write_bytes(made)
    print(f"{name}.ktx2: {len(made) / 2**20:.2f} MiB")


def main(kit, sets):
    """Write a kit's sets, each a function of the side in pixels."""
    folder = layout.KITS / kit
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--plain", action="store_true", help="only what is uncompressed")
    parser.add_argument("sets", nargs="*", default=list(sets))
    arguments = parser.parse_args()
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.sets:
        base, normal, ao, rough, metal = sets[name](arguments.size)
        encode(folder, base, True, f"{name}_base", arguments.plain)
        encode(folder, normal, False, f"{name}_normal", arguments.plain)
        orm = np.stack([np.clip(a, 0, 1) for a in (ao, rough, metal)], axis=-1)
        encode(folder, orm, False, f"{name}_orm", arguments.plain)
