"""Loudness as a listener hears it (ITU-R BS.1770 with gating), and a limiter for peaks, for every
script here that writes sound. What the sounds are is their business.
"""

import numpy as np
from scipy.signal import lfilter

BLOCK_S = 0.4
STEP_S = 0.1
# Blocks below this are pauses, and blocks this much below the mean of the rest are quiet passages.
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = 10.0


def k_weighted(samples: np.ndarray, rate: int) -> np.ndarray:
    """The standard's two filters, made for this sample rate: a high shelf and a high pass."""
    gain_db, q, hz = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = np.tan(np.pi * hz / rate)
    vh = 10 ** (gain_db / 20)
    vb = vh**0.4996667741545416
    b = np.array([vh + vb * k / q + k * k, 2 * (k * k - vh), vh - vb * k / q + k * k])
    a = np.array([1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k])
    samples = lfilter(b / a[0], a / a[0], samples)
    q, hz = 0.5003270373238773, 38.13547087602444
    k = np.tan(np.pi * hz / rate)
    a = np.array([1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k])
    return lfilter([1.0, -2.0, 1.0], a / a[0], samples)


def lufs(samples: np.ndarray, rate: int) -> float:
    """Integrated loudness of one channel. What is shorter than a block is one block."""
    weighted = k_weighted(np.asarray(samples, np.float64), rate)
    block, step = int(BLOCK_S * rate), int(STEP_S * rate)
    starts = range(0, max(len(weighted) - block, 0) + 1, step)
    powers = np.array([np.mean(weighted[i : i + block] ** 2) for i in starts]) + 1e-20
    loud = -0.691 + 10 * np.log10(powers)
    kept = powers[loud > ABSOLUTE_GATE_LUFS]
    if len(kept) == 0:
        return -np.inf
    gate = -0.691 + 10 * np.log10(kept.mean()) - RELATIVE_GATE_LU
    kept = powers[(loud > ABSOLUTE_GATE_LUFS) & (loud > gate)]
    return float(-0.691 + 10 * np.log10(kept.mean()))


def limited(samples: np.ndarray, ceiling: float) -> np.ndarray:
    """Bends what is louder than two thirds of the ceiling, so that nothing passes it."""
    knee = ceiling * 2 / 3
    over = np.abs(samples) - knee
    bent = knee + (ceiling - knee) * np.tanh(over / (ceiling - knee))
    return np.where(over > 0, np.sign(samples) * bent, samples)


def levelled(samples: np.ndarray, rate: int, target_lufs: float, ceiling: float) -> np.ndarray:
    """The samples at this loudness, with no peak above the ceiling."""
    for _ in range(4):
        gain = 10 ** ((target_lufs - lufs(samples, rate)) / 20)
        samples = limited(samples * gain, ceiling)
    return samples
