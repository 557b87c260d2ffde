"""Light as KTX2: shared-exponent pixels (E5B9G9R9) under zstd, and the maps of a room's mirror.

Three of the nine bits of each colour are dropped: nobody sees them, and zstd packs what is left
to a third.
"""

import math
import struct

import numpy as np
import zstandard

DROPPED_BITS = 3
VK_E5B9G9R9, VK_RGBA8_SRGB, VK_RGBA8 = 123, 43, 37
ZSTD = 2


def pack(pixels):
    """Pixels as 32-bit words: five bits of exponent, three times nine of colour."""
    rgb = np.clip(np.asarray(pixels, np.float64), 0, 65408)
    most = rgb.max(axis=-1)
    exponent = np.maximum(-16, np.floor(np.log2(np.maximum(most, 1e-12)))) + 16
    step = 2.0 ** (exponent - 24)
    over = np.floor(most / step + 0.5) >= 512
    exponent = np.where(over, exponent + 1, exponent)
    step = 2.0 ** (exponent - 24)
    coarse = 1 << DROPPED_BITS
    parts = np.clip(np.round(rgb / step[..., None] / coarse) * coarse, 0, 511).astype(np.uint32)
    words = parts[..., 0] | parts[..., 1] << 9 | parts[..., 2] << 18
    return (words | exponent.astype(np.uint32) << 27).astype("<u4")


def descriptor():
    """The data format descriptor of E5B9G9R9, as the KTX2 specification's appendix has it."""
    samples = b""
    for channel, offset in ((0, 0), (1, 9), (2, 18)):
        samples += struct.pack("<HBBIII", offset, 8, channel, 0, 0, 8448)
        samples += struct.pack("<HBBIII", 27, 4, channel | 0x20, 0, 15, 31)
    size = 24 + len(samples)
    block = struct.pack("<IHHBBBBBBBBBBBBBBBB", 0, 2, size, 1, 1, 1, 0, 0, 0, 0, 0, 4, *[0] * 7)
    return struct.pack("<I", size + 4) + block + samples


def light(levels):
    """A file of light from levels, each a list of one or six faces of (rows, columns, 3)."""
    high, wide = levels[0][0].shape[:2]
    blobs = [b"".join(pack(face).tobytes() for face in level) for level in levels]
    return container(VK_E5B9G9R9, 4, (wide, high), len(levels[0]), blobs, descriptor())


def container(vk_format, type_size, size, faces, blobs, dfd):
    """A KTX2 file of levels under zstd, the smallest first as the format wants it."""
    packer = zstandard.ZstdCompressor(level=19)
    packed = [packer.compress(blob) for blob in blobs]
    head = 80 + 24 * len(blobs)
    at, body, index = head + len(dfd), b"", [None] * len(blobs)
    for i in range(len(blobs) - 1, -1, -1):
        index[i] = (at + len(body), len(packed[i]), len(blobs[i]))
        body += packed[i]
    return (
        bytes([0xAB, 0x4B, 0x54, 0x58, 0x20, 0x32, 0x30, 0xBB, 0x0D, 0x0A, 0x1A, 0x0A])
        + struct.pack("<9I", vk_format, type_size, *size, 0, 0, faces, len(blobs), ZSTD)
        + struct.pack("<4I2Q", head, len(dfd), 0, 0, 0, 0)
        + b"".join(struct.pack("<3Q", *row) for row in index)
        + dfd
        + body
    )


def plain_descriptor(srgb):
    """The data format descriptor of RGBA8."""
    samples = b""
    for k, channel in enumerate((0, 1, 2, 15 | 0x10)):
        samples += struct.pack("<HBBIII", 8 * k, 7, channel, 0, 0, 255)
    transfer = 2 if srgb else 1
    block = struct.pack(
        "<IHHBBBBBBBBBBBBBBBB", 0, 2, 24 + len(samples), 1, 1, transfer, 0, 0, 0, 0, 0, 4, *[0] * 7
    )
    return struct.pack("<I", 28 + len(samples)) + block + samples


def halve(level):
    """Half the side, each pixel the mean of four; colours weighted by what covers."""
    h, w, n = level.shape
    blocks = level.reshape(h // 2, 2, w // 2, 2, n)
    alpha = np.maximum(blocks[..., 3:], 1e-4)
    colour = (blocks[..., :3] * alpha).sum(axis=(1, 3)) / alpha.sum(axis=(1, 3))
    return np.concatenate([colour, blocks[..., 3:].mean(axis=(1, 3))], axis=-1)


def plain(pixels, srgb):
    """A file of uncompressed RGBA shares with smaller copies."""
    levels = [pixels]
    while min(levels[-1].shape[:2]) > 16:
        levels.append(halve(levels[-1]))
    blobs = [np.clip(np.round(level * 255), 0, 255).astype(np.uint8).tobytes() for level in levels]
    size = pixels.shape[1], pixels.shape[0]
    return container(VK_RGBA8_SRGB if srgb else VK_RGBA8, 1, size, 1, blobs, plain_descriptor(srgb))


def directions(side):
    """The six faces of a cube as Bevy reads them: +x −x +y −y +z −z, z mirrored."""
    s = (np.arange(side) + 0.5) / side * 2 - 1
    u, v = np.meshgrid(s, s)
    one = np.ones_like(u)
    faces = [(one, -v, -u), (-one, -v, u), (u, one, v), (u, -one, -v), (u, -v, one), (-u, -v, -one)]
    found = []
    for x, y, z in faces:
        d = np.stack([x, y, -z], axis=-1)
        found.append(d / np.linalg.norm(d, axis=-1, keepdims=True))
    return found


def look_up(panorama, d):
    """Light from directions; the panorama's middle looks to −z, its rows run downward."""
    high, wide = panorama.shape[:2]
    turn = np.arctan2(d[..., 0], -d[..., 2])
    tilt = np.arcsin(np.clip(d[..., 1], -1, 1))
    column = ((turn / (2 * math.pi) + 0.5) * wide).astype(int) % wide
    row = np.clip(((0.5 - tilt / math.pi) * high).astype(int), 0, high - 1)
    return panorama[row, column]


def gather(panorama, d, roughness):
    """The mean of the light about each direction: cosine for roughness 1.0+, else a lobe."""
    high, wide = panorama.shape[:2]
    step = 4
    small = panorama.reshape(high // step, step, wide // step, step, 3).mean(axis=(1, 3))
    rows, columns = small.shape[:2]
    tilt = (0.5 - (np.arange(rows) + 0.5) / rows) * math.pi
    turn = ((np.arange(columns) + 0.5) / columns - 0.5) * 2 * math.pi
    turn, tilt = np.meshgrid(turn, tilt)
    source = np.stack(
        [np.sin(turn) * np.cos(tilt), np.sin(tilt), -np.cos(turn) * np.cos(tilt)], axis=-1
    ).reshape(-1, 3)
    area = np.cos(tilt).reshape(-1)
    light = small.reshape(-1, 3)
    cosine = np.clip(d.reshape(-1, 3) @ source.T, 0, 1)
    if roughness is None:
        weight = cosine * area
    else:
        # A mirror seen head on: the half-way vector's spread, once more weighted by the cosine.
        a = max(roughness, 0.05) ** 2
        half = (cosine + 1) / 2
        weight = (a * a / (half * (a * a - 1) + 1) ** 2) * cosine * area
    total = weight.sum(axis=1, keepdims=True)
    return ((weight @ light) / np.maximum(total, 1e-9)).reshape(d.shape)


def room_maps(panorama, side=64):
    """Levels of the diffuse and of the specular map."""
    diffuse = [[gather(panorama, d, None) for d in directions(16)]]
    specular, levels = [], int(math.log2(side)) + 1
    for level in range(levels):
        size = side >> level
        rough = level / (levels - 1)
        if level == 0:
            specular.append([look_up(panorama, d) for d in directions(size)])
        else:
            specular.append([gather(panorama, d, rough) for d in directions(size)])
    return diffuse, specular
