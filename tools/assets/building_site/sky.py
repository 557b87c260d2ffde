"""The sky all around and what stands at its foot: a panorama, north in its middle."""

import numpy as np

from kit import ktx2
from kit.textures import noise, rgb, smoothstep

# Width and height in pixels; degrees above and below the horizon at its upper and lower edge.
PX = (3072, 768)
TOP_DEG, FOOT_DEG = 72.0, -6.0


def between(picture, u, v):
    """A picture that repeats, looked up between its pixels."""
    side = picture.shape[0]
    x, y = np.floor(u).astype(int), np.floor(v).astype(int)
    a, b = u - x, v - y
    at = [[picture[(y + j) % side, (x + i) % side] for i in (0, 1)] for j in (0, 1)]
    return (at[0][0] * (1 - a) + at[0][1] * a) * (1 - b) + (at[1][0] * (1 - a) + at[1][1] * a) * b


def clouds(seed, cover):
    """Fair-weather heaps, denser toward the horizon: how much of them, how lit."""
    made = noise(1024, 7, seed, 6)
    fine = noise(1024, 20, seed + 1, 5)
    wide, high = PX
    height = np.linspace(TOP_DEG, FOOT_DEG, high)
    turn = np.linspace(0, 2 * np.pi, wide, endpoint=False)
    # As on a flat layer far above: near the horizon heaps crowd and flatten.
    far = 1 / np.tan(np.radians(np.clip(height, 4, 89)))[:, None]
    reach = np.minimum(far, 9.0) * 105
    u, v = 512 + reach * np.sin(turn)[None, :], 512 + reach * np.cos(turn)[None, :]
    heap = between(made, u, v) + 0.3 * between(fine, u * 1.7, v * 1.7)
    lit = between(made, u, v + 10) + 0.3 * between(fine, u * 1.7, v * 1.7 + 10)
    band = smoothstep(2, 14, height) * (1 - smoothstep(52, 70, height))
    share = smoothstep(cover, cover + 1.3, heap) * band[:, None]
    return share, np.clip(0.5 + 0.35 * (heap - lit), 0, 1)


def skyline(picture, seed, colours):
    """Rows of tower blocks in haze, the nearer the darker; a crane here and there."""
    wide, high = PX
    rng = np.random.default_rng(seed)
    per_deg = high / (TOP_DEG - FOOT_DEG)
    horizon = int(TOP_DEG * per_deg)
    for row, (code, low, most, count) in enumerate(colours):
        colour = rgb(code)
        for _ in range(count):
            x, w = int(rng.integers(0, wide)), int(rng.uniform(0.7, 2.4) * wide / 360)
            h = int((low + (most - low) * rng.uniform() ** 1.7) * per_deg)
            tone = colour * rng.uniform(0.94, 1.05)
            xs = (x + np.arange(w)) % wide
            body = np.tile(tone, (h, w, 1))
            # Panes, as far as they can be told apart; one side in shade.
            pane = (np.arange(h)[:, None] % 5 > 1) & (np.arange(w)[None, :] % 4 > 1)
            body = np.where(pane[..., None], body * (0.9 + 0.02 * (2 - row)), body)
            body[:, : w // 3] *= 0.93
            picture[horizon - h : horizon, xs] = body
            if rng.uniform() < 0.5:
                t = int(w * rng.uniform(0.2, 0.6))
                xs = (x + w // 4 + np.arange(t)) % wide
                picture[horizon - h - int(per_deg * 0.25) : horizon - h, xs] = tone * 0.97
        for _ in range(3 if row else 2):
            crane(picture, int(rng.integers(0, wide)), horizon, most * 1.25 * per_deg, colour * 0.9)


def crane(picture, x, horizon, high, colour):
    """A tower crane far away."""
    wide = PX[0]
    high = int(high)
    picture[horizon - high : horizon, (x + np.arange(3)) % wide] = colour
    top = horizon - high
    picture[top : top + 2, (x + np.arange(-14, 62)) % wide] = colour
    picture[top : top + 5, (x + np.arange(-14, -6)) % wide] = colour
    for k in range(46):
        picture[top - 12 + int(k * 0.26), (x + k) % wide] = colour
    picture[top - 12 : top, (x + np.arange(2)) % wide] = colour


def panorama(zenith, middle, rim, cloud, shade, cover, seed, rows):
    """Sky from its foot to its top."""
    wide, high = PX
    height = np.linspace(TOP_DEG, FOOT_DEG, high)[:, None] * np.ones((1, wide))
    up = smoothstep(0, 60, height)[..., None]
    low = np.exp(-np.maximum(height, 0) / 9.0)[..., None]
    made = rgb(middle) * (1 - up) + rgb(zenith) * up
    made = made * (1 - low) + rgb(rim) * low
    share, lit = clouds(seed, cover)
    heap = rgb(shade) * (1 - lit[..., None]) + rgb(cloud) * lit[..., None]
    share = (share * 0.85)[..., None]
    made = made * (1 - share) + heap * share
    skyline(made, seed + 5, rows)
    horizon = int(TOP_DEG * high / (TOP_DEG - FOOT_DEG))
    made[horizon:] = rgb(rim) * 0.9
    veil = np.exp(-(np.clip(height, 0, 90) / 2.2))[..., None] * 0.35
    return np.clip(made * (1 - veil) + rgb(rim) * veil, 0, 1)


def morning():
    """Towards noon, a strong sun, a few heaps of cloud, haze over the city."""
    rows = [("B4C6D5", 1.0, 5.5, 420), ("A6B9C9", 1.0, 6.5, 150), ("98ACBC", 0.8, 5.0, 70)]
    return panorama("4F86C4", "86B0DC", "C4D5E2", "F4F5F4", "C3CEDA", 0.75, 3, rows)


def afternoon():
    """Four o'clock, wind rising: broken clouds, warmer light, a grey base to each."""
    rows = [("BFC3C6", 1.0, 5.5, 420), ("ABB2B9", 1.0, 6.5, 150), ("99A2AB", 0.8, 5.0, 70)]
    return panorama("5B83B4", "93AECB", "D3D2CB", "F3EEE4", "A9B2BC", 0.1, 8, rows)


def write(folder, picture):
    """A panorama as plain pixels: blocks of a compressed format show in so even a sky."""
    full = np.concatenate([picture, np.ones((*picture.shape[:2], 1))], axis=-1)
    made = ktx2.plain(full, True)
    (folder / "sky_base.ktx2").write_bytes(made)
    print(f"sky_base.ktx2: {len(made) / 2**20:.2f} MiB")
