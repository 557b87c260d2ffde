"""Build assets/sound: every sound that is no voice, made from noise and sines alone. The kitchen's
are here, those of the other places in work_sounds.py, part_sounds.py and strike_sounds.py.

Loops are periodic by construction; a file holds a little more than one period on either side, and
the program loops between EDGE_S from its beginning and EDGE_S before its end. The same script gives
the same samples. How to run it is in README.md.
"""

import sys
import zlib
from pathlib import Path

import numpy as np
import part_sounds
import soundfile
import strike_sounds
import waves
import work_sounds
from loudness import levelled, limited, lufs
from scipy.signal import butter, fftconvolve, resample, sosfilt
from waves import RATE, add, band, burst, faded, mixed, modes, noise, rng, swell, time

OUT = Path(__file__).resolve().parents[2] / "assets" / "sound"
EDGE_S = 0.1
# Vorbis quality 2 of 10, as soundfile counts it.
COMPRESSION = 0.8
LOOP_LUFS = -23.0
PEAK = 0.7
# Nothing is as loud as this, and it is no louder than a raised voice.
BLAST_PEAK = 0.5

# ---- Loops


def gas_hiss():
    s = 4.0
    return noise(s, band(3200, 11000)) * swell(s, 3, 0.12) + 0.25 * noise(s, band(900, 3000))


def flames():
    s = 4.0
    roar = noise(s, band(90, 700, 1)) * swell(s, 5, 0.35)
    return roar + 0.3 * noise(s, band(1200, 5000, 1)) * swell(s, 9, 0.5)


def bubbles(s: float, per_s: float, low: float, high: float, decay_s: float) -> np.ndarray:
    """Bubbles: each a short tone that rises."""
    whole = np.zeros(int(s * RATE))
    for _ in range(int(s * per_s)):
        hz, t = rng.uniform(low, high), time(6 * decay_s)
        tone = np.sin(2 * np.pi * hz * t * (1 + 1.5 * t)) * np.exp(-t / decay_s)
        add(whole, tone, rng.uniform(0, s), rng.uniform(0.2, 1.0))
    return whole / np.std(whole)


def soup_boil():
    s = 5.0
    rumble = noise(s, band(70, 350, 1)) * swell(s, 4, 0.4)
    spill = noise(s, band(2500, 9000)) * swell(s, 2, 0.6)
    return bubbles(s, 55, 180, 900, 0.018) + 0.5 * rumble + 0.22 * spill


def wok_fry():
    s = 5.0
    spits = np.zeros(int(s * RATE))
    for _ in range(int(s * 60)):
        spit = burst(0.03, rng.uniform(0.001, 0.006), 2500, 14000)
        add(spits, spit, rng.uniform(0, s), rng.pareto(2.5))
    return 0.6 * noise(s, band(2000, 10000, 1)) * swell(s, 6, 0.2) + spits / np.std(spits)


def grease_drip():
    whole = 0.004 * noise(4.8, band(100, 2000))
    for at in (0.4, 1.9, 3.7):
        t = time(0.12)
        tone = np.sin(2 * np.pi * t * (900 + 2600 * t)) * np.exp(-t / 0.012)
        add(whole, mixed((tone, 0.004, 1.0), (burst(0.05, 0.004, 1000, 7000), 0.0, 0.3)), at)
    return whole


def hood_fan():
    s, t = 4.0, time(4.0)
    # Whole cycles in the loop: the blades, and the motor's hum from the mains.
    tones = [(112, 1.0), (224, 0.5), (336, 0.25), (100, 0.5), (200, 0.2)]
    hum = sum(a * np.sin(2 * np.pi * hz * t + i) for i, (hz, a) in enumerate(tones))
    return 0.35 * hum + noise(s, band(120, 1400, 1)) * swell(s, 2, 0.08)


def room_tone():
    s, t = 6.0, time(6.0)
    fridge = np.sin(2 * np.pi * 50 * t) + 0.6 * np.sin(2 * np.pi * 100 * t + 1)
    fridge += 0.2 * np.sin(2 * np.pi * 150 * t + 2)
    return noise(s, lambda hz: band(40, 500, 1)(hz) / np.sqrt(hz)) + 0.35 * fridge


def yard():
    s = 8.0
    town = noise(s, lambda hz: band(50, 600, 1)(hz) / np.sqrt(hz)) * swell(s, 0.4, 0.4)
    wind = noise(s, band(250, 1200, 1)) * swell(s, 0.6, 0.6)
    whole = town + 0.25 * wind
    for at in (1.1, 1.45, 4.9, 5.2, 5.5):
        t = time(0.12)
        chirp = np.sin(2 * np.pi * (3400 * t + 900 * np.sin(2 * np.pi * 9 * t)))
        add(whole, chirp * np.sin(np.pi * t / 0.12) ** 2, at, 0.12)
    return whole


# ---- What is touched


def step(hardness: float):
    def make():
        heel = burst(0.16, 0.012, 90, 900 + 1600 * hardness)
        grit = burst(0.2, 0.03, 1800, 7000)
        sole = burst(0.12, 0.01, 120, 1500)
        parts = (heel, 0.0, 1.0), (grit, 0.01, 0.35 * (1.3 - hardness)), (sole, 0.075, 0.5)
        return mixed(*parts)

    return make


def valve_lever():
    strike = modes(0.5, [(620, 1, 0.05), (1430, 0.7, 0.06), (2350, 0.4, 0.04), (3900, 0.2, 0.02)])
    rub = burst(0.5, 0.2, 500, 2600)
    knock = burst(0.03, 0.004, 800, 8000)
    return mixed((rub, 0.0, 0.15), (knock, 0.42, 1.0), (strike, 0.42, 0.8))


def knob_click():
    tick = modes(0.08, [(1900, 1, 0.008), (3300, 0.6, 0.006)])
    return mixed((tick, 0.0, 0.6), (tick, 0.09, 1.0), (burst(0.05, 0.006, 600, 6000), 0.09, 0.8))


def switch_click():
    return mixed(
        (burst(0.03, 0.002, 1500, 12000), 0.0, 0.5),
        (modes(0.06, [(2600, 1, 0.006), (4700, 0.5, 0.004), (900, 0.6, 0.01)]), 0.012, 1.0),
    )


def slide(seconds: float, low: float, high: float, per_s: float, end):
    def make():
        t = time(seconds)
        rub = noise(seconds, band(low, high, 1)) * swell(seconds, per_s, 0.7)
        rub *= np.sin(np.pi * np.minimum(t / seconds, 1)) ** 0.4
        return mixed((rub, 0.0, 0.25), (end(), seconds - 0.06, 1.0))

    return make


def thud(hz: float):
    return lambda: modes(0.25, [(hz, 1, 0.05), (2.1 * hz, 0.5, 0.03)]) + burst(0.25, 0.02, 80, 900)


def door_swing():
    t = time(1.0)
    creak = np.zeros(len(t))
    for at in np.cumsum(rng.uniform(0.018, 0.034, 30)):
        if at < 0.9:
            add(creak, modes(0.03, [(480 + 240 * at, 1, 0.006), (1350, 0.3, 0.004)]), at, 0.4)
    air = noise(1.0, band(100, 700, 1)) * np.sin(np.pi * t) ** 2
    leaf = (creak, 0.1, 0.35), (air, 0.1, 0.12), (thud(110)(), 1.1, 0.8)
    return mixed((knob_click(), 0.0, 0.7), *leaf)


# ---- What is said without words


def mark():
    ring = modes(0.25, [(1320, 0.5, 0.05), (1980, 0.3, 0.04)])
    return mixed((switch_click(), 0.0, 1.0), (ring, 0.03, 1.0))


def card_tick():
    return modes(0.1, [(1050, 1, 0.012), (2100, 0.4, 0.008)]) + burst(0.1, 0.003, 2000, 9000)


def tones(*hz: float):
    """Soft tones after one another, like a marimba's."""
    bar = lambda f: modes(0.7, [(f, 1, 0.16), (3.93 * f, 0.18, 0.04), (2 * f, 0.1, 0.1)])
    return lambda: mixed(*((bar(f), 0.13 * i, 1.0) for i, f in enumerate(hz)))


def phone_tone():
    """Two keys of a telephone, then one ring at the other end: 450 Hz, as in China."""
    key = lambda a, b: faded(modes(0.11, [(a, 1, 9), (b, 1, 9)]), 0.004, 0.01)
    t = time(0.7)
    ring = faded(np.sin(2 * np.pi * 450 * t), 0.02, 0.05)
    return mixed((key(697, 1209), 0.0, 0.5), (key(852, 1477), 0.17, 0.5), (ring, 0.45, 0.8))


def relay_click():
    contact = modes(0.08, [(3100, 1, 0.004), (5600, 0.7, 0.003), (1500, 0.5, 0.008)])
    arc = burst(0.08, 0.015, 3000, 15000) * (rng.random(int(0.08 * RATE)) > 0.6)
    return mixed((contact, 0.0, 1.0), (arc, 0.006, 0.6))


# ---- The consequence


def explosion():
    """A sharp onset without a peak, a low body, and a room and a street that answer it."""
    t = time(3.2)
    push = np.sin(2 * np.pi * np.cumsum(38 + 55 * np.exp(-t / 0.08)) / RATE) * np.exp(-t / 0.35)
    blast = noise(3.2, lambda hz: band(30, 900, 1)(hz) / np.sqrt(hz)) * np.exp(-t / 0.28)
    rumble = noise(3.2, band(25, 160)) * np.exp(-t / 0.9) * swell(3.2, 6, 0.5)
    dry = 1.4 * push + 1.6 * blast + 0.8 * rumble
    dry *= np.minimum(t / 0.012, 1)
    tail = time(1.8)
    room = rng.standard_normal(len(tail)) * np.exp(-tail / 0.45)
    room = sosfilt(butter(1, 700, fs=RATE, output="sos"), room)
    wet = fftconvolve(dry, room)[: len(t)]
    whole = dry + 0.6 * wet / np.max(np.abs(wet))
    for _ in range(70):
        hz = rng.uniform(2500, 6500)
        glass = modes(0.12, [(hz, 1, 0.02), (1.6 * hz, 0.5, 0.012)])
        at = 0.45 + rng.gamma(2.0, 0.28)
        if at < 2.9:
            add(whole, glass, at, 0.02 * rng.uniform(0.3, 1))
    # After the click of the spark.
    return np.concatenate([np.zeros(int(0.06 * RATE)), faded(whole, 0.001, 0.6)])


def ear_ring():
    t = time(2.6)
    ring = np.sin(2 * np.pi * 4100 * t) + 0.4 * np.sin(2 * np.pi * 4137 * t)
    return ring * np.minimum(t / 0.3, 1) * np.exp(-t / 0.9)


LOOPS = [gas_hiss, flames, soup_boil, wok_fry, grease_drip, hood_fan, room_tone, yard]
# Loudness of each, LUFS.
ONCE = {
    **{f"step_tile_{i}": (step(1.0), -30) for i in (1, 2, 3)},
    **{f"step_paving_{i}": (step(0.4), -30) for i in (1, 2, 3)},
    "valve_lever": (valve_lever, -24),
    "knob_click": (knob_click, -27),
    "switch_click": (switch_click, -28),
    "window_slide": (slide(0.9, 300, 3500, 12, thud(190)), -26),
    "carton_drag": (slide(1.4, 200, 2200, 9, thud(95)), -26),
    "sack_drag": (slide(1.9, 90, 1100, 7, thud(70)), -26),
    "door_swing": (door_swing, -26),
    "mark": (mark, -26),
    "card_tick": (card_tick, -30),
    "tone_right": (tones(523.25, 659.25, 783.99), -26),
    "tone_wrong": (tones(392.0, 329.63), -26),
    "phone_tone": (phone_tone, -26),
    "relay_click": (relay_click, -28),
    "explosion": (explosion, -17),
    "ear_ring": (ear_ring, -38),
}


def write(name: str, samples: np.ndarray, rate: int = RATE) -> np.ndarray:
    path = OUT / f"{name}.ogg"
    soundfile.write(path, samples, rate, "VORBIS", format="OGG", compression_level=COMPRESSION)
    decoded, _ = soundfile.read(path)
    peak, size = np.max(np.abs(decoded)), path.stat().st_size
    loud = lufs(decoded, rate)
    print(f"{name:14} {len(decoded) / rate:5.2f} s {loud:6.1f} LUFS peak {peak:.2f} {size:6} B")
    if not np.all(np.isfinite(decoded)) or len(decoded) != len(samples) or peak > 0.95:
        sys.exit(f"{name} is broken")
    return decoded


def seam(decoded: np.ndarray, rate: int) -> float:
    """How far the wave jumps where the loop closes, beside its widest step anywhere else."""
    edge = int(EDGE_S * rate)
    return abs(decoded[edge] - decoded[-edge - 1]) / np.max(np.abs(np.diff(decoded)))


def is_wanted(name: str) -> bool:
    """All are, unless some are named."""
    return len(sys.argv) == 1 or name in sys.argv[1:]


def write_loop(name: str, period: np.ndarray, rate: int = RATE) -> None:
    if not is_wanted(name):
        return
    # Levelled over three periods, so that the filters' beginning does not count.
    samples = levelled(np.tile(period, 3), RATE, LOOP_LUFS, PEAK)[len(period) : 2 * len(period)]
    if rate != RATE:
        samples = resample(samples, len(samples) * rate // RATE)
    edge = int(EDGE_S * rate)
    whole = np.concatenate([samples[-edge:], samples, samples[:edge]])
    jump = seam(write(name, whole, rate), rate)
    if jump > 1.0:
        sys.exit(f"{name} clicks where it closes: {jump:.2f} of its widest step")


def write_once(name: str, samples: np.ndarray, loudness: float) -> None:
    if not is_wanted(name):
        return
    peak = BLAST_PEAK if name == "explosion" else PEAK
    samples = faded(samples, 0.001) if name != "explosion" else samples
    write(name, limited(levelled(samples, RATE, loudness, peak), peak))


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for loop in LOOPS:
        write_loop(loop.__name__, loop())
    for name, (make, loudness) in ONCE.items():
        write_once(name, make(), loudness)
    for of in (work_sounds, part_sounds, strike_sounds):
        for loop in of.LOOPS:
            name = loop.__name__
            waves.rng = np.random.default_rng(zlib.crc32(name.encode()))
            write_loop(name, loop(), RATE // 2 if name in of.DULL else RATE)
        for name, (make, loudness) in of.ONCE.items():
            waves.rng = np.random.default_rng(zlib.crc32(name.encode()))
            write_once(name, make(), loudness)


if __name__ == "__main__":
    main()
