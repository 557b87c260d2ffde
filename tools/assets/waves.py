"""What the sounds of assets/sound are made of: noise in bands, knocks, struck bodies, and how they
are laid together. Whatever is random is drawn from one generator, in the order of the calls.
"""

import numpy as np
from scipy.signal import butter, fftconvolve, sosfilt

RATE = 48_000

rng = np.random.default_rng(16)


def time(seconds: float) -> np.ndarray:
    return np.arange(int(seconds * RATE)) / RATE


def noise(seconds: float, shape) -> np.ndarray:
    """Periodic noise; `shape` gives its strength at each frequency."""
    n = int(seconds * RATE)
    hz = np.fft.rfftfreq(n, 1 / RATE)
    spectrum = shape(np.maximum(hz, 1.0)) * np.exp(2j * np.pi * rng.random(len(hz)))
    spectrum[0] = 0
    samples = np.fft.irfft(spectrum, n)
    return samples / np.std(samples)


def band(low: float, high: float, order: int = 2):
    """The shape of a band with soft edges."""
    rise = lambda hz: 1 + (low / hz) ** (2 * order)
    fall = lambda hz: 1 + (hz / high) ** (2 * order)
    return lambda hz: 1 / np.sqrt(rise(hz) * fall(hz))


def swell(seconds: float, per_s: float, depth: float) -> np.ndarray:
    """A slow, periodic rise and fall about 1."""
    slow = noise(seconds, lambda hz: np.exp(-((hz / per_s) ** 2)))
    return 1 + depth * np.tanh(slow)


def burst(seconds: float, decay_s: float, low: float, high: float) -> np.ndarray:
    """A knock of noise that dies away."""
    t = time(seconds)
    raw = rng.standard_normal(len(t)) * np.exp(-t / decay_s)
    return sosfilt(butter(2, [low, high], "band", fs=RATE, output="sos"), raw)


def modes(seconds: float, partials: list[tuple[float, float, float]]) -> np.ndarray:
    """A struck body: frequency, strength and decay of each of its tones."""
    t = time(seconds)
    return sum(a * np.sin(2 * np.pi * hz * t) * np.exp(-t / decay) for hz, a, decay in partials)


def add(into: np.ndarray, sound: np.ndarray, at_s: float, gain: float = 1.0) -> None:
    """Adds a sound; past the end it comes in again at the beginning, as a loop does."""
    where = (int(at_s * RATE) + np.arange(len(sound))) % len(into)
    np.add.at(into, where, gain * sound)


def mixed(*parts: tuple[np.ndarray, float, float]) -> np.ndarray:
    """Sounds after one another: each with its second and its gain."""
    whole = np.zeros(max(int(at * RATE) + len(sound) for sound, at, _ in parts))
    for sound, at, gain in parts:
        whole[int(at * RATE) : int(at * RATE) + len(sound)] += gain * sound
    return whole


def faded(sound: np.ndarray, in_s: float = 0.002, out_s: float = 0.03) -> np.ndarray:
    rise, fall = int(in_s * RATE), int(out_s * RATE)
    sound = sound.copy()
    sound[:rise] *= np.linspace(0, 1, rise)
    sound[-fall:] *= np.linspace(1, 0, fall) ** 2
    return sound


def whole_hz(hz: float, seconds: float) -> float:
    """The nearest tone that has whole cycles in a loop."""
    return round(hz * seconds) / seconds


def hum(seconds: float, partials: dict[float, float]) -> np.ndarray:
    t = time(seconds)
    tones = ((whole_hz(hz, seconds), a) for hz, a in partials.items())
    return sum(a * np.sin(2 * np.pi * hz * t + 1.7 * i) for i, (hz, a) in enumerate(tones))


def low(sound: np.ndarray, hz: float, order: int = 2) -> np.ndarray:
    return sosfilt(butter(order, hz, fs=RATE, output="sos"), sound)


def wrapped_low(loop: np.ndarray, hz: float) -> np.ndarray:
    """A low pass on a loop, which stays one."""
    return low(np.tile(loop, 3), hz)[len(loop) : 2 * len(loop)]


def answered(dry: np.ndarray, room_s: float, top_hz: float, share: float) -> np.ndarray:
    """A hall or a yard that answers."""
    t = time(3 * room_s)
    room = low(rng.standard_normal(len(t)) * np.exp(-t / room_s * 3), top_hz, 1)
    wet = fftconvolve(dry, room)
    wet *= share * np.max(np.abs(dry)) / np.max(np.abs(wet))
    wet[: len(dry)] += dry
    return wet


def once_in(seconds: float, *parts: tuple[np.ndarray, float, float]) -> np.ndarray:
    """Sounds laid into a loop."""
    whole = np.zeros(int(seconds * RATE))
    for sound, at, gain in parts:
        add(whole, sound, at, gain)
    return whole


def steel(hz: float, seconds: float = 0.6, decay: float = 0.12, bright: float = 1.0) -> np.ndarray:
    """A struck tube or plate: the tones of a free bar."""
    tones = [(1, 1.0, 1.0), (2.76, 0.7, 0.7), (5.4, 0.5 * bright, 0.45), (8.93, 0.3 * bright, 0.3)]
    partials = [(hz * k, a, decay * d) for k, a, d in tones if hz * k < 16_000]
    return modes(seconds, partials)


def wood(hz: float, seconds: float = 0.3) -> np.ndarray:
    partials = [(hz, 1, 0.045), (2.4 * hz, 0.6, 0.025), (4.6 * hz, 0.3, 0.012)]
    return modes(seconds, partials) + 0.5 * burst(seconds, 0.006, 200, 3000)


def stick_slip(s: float, hz: float, top: float, rough: float) -> np.ndarray:
    """What rubs and gives: a train of small jerks whose pace rises and falls."""
    whole, at = np.zeros(int(s * RATE)), 0.0
    while at < s - 0.05:
        swing = np.sin(np.pi * at / s)
        jerk = modes(0.05, [(top, 1, 0.006), (1.9 * top, 0.5, 0.004), (3.2 * top, 0.25, 0.002)])
        add(whole, jerk, at, swing * rng.uniform(0.6, 1))
        at += 1 / (hz * (0.7 + 0.6 * swing)) * (1 + rough * rng.normal())
    return whole
