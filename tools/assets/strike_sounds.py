"""The sounds of the consequences: a shock, a fall, a vehicle that rolls, a thing that strikes.
Nobody cries out, and nothing is much louder than a voice.
"""

import numpy as np
import waves
from waves import RATE, add, band, burst, faded, hum, mixed, modes, noise, once_in
from waves import stick_slip, swell, time, wood, wrapped_low


def shock_crack():
    """An arc at the hand: a crack, and its air."""
    crack = burst(0.25, 0.004, 400, 15000) + 0.6 * burst(0.25, 0.02, 1500, 9000)
    push = modes(0.25, [(95, 1, 0.03)])
    return mixed((crack, 0.0, 1.0), (push, 0.0, 0.5))


def shock_buzz():
    """50 Hz with all its overtones, as a current through something that is no good conductor."""
    s, t = 2.0, time(2.0)
    wave = hum(s, {50: 1, 100: 0.8, 150: 0.7, 250: 0.5, 350: 0.4, 450: 0.25, 650: 0.15})
    fizz = noise(s, band(1500, 6000, 1)) * np.abs(np.sin(2 * np.pi * 50 * t)) ** 6
    return wave + 0.35 * fizz * swell(s, 12, 0.4)


def heartbeat():
    """A heart that has lost its beat: no gap is like the last. Nothing in it is bright."""
    first = modes(0.3, [(58, 1, 0.05), (97, 0.7, 0.035)])
    second = modes(0.25, [(74, 1, 0.035), (128, 0.6, 0.025)])
    parts = []
    for at, strength in (
        (0.15, 1.0),
        (0.62, 0.7),
        (1.62, 0.95),
        (1.95, 0.5),
        (2.85, 0.8),
        (3.95, 0.6),
    ):
        parts += [(first, at, strength), (second, at + 0.19, 0.6 * strength)]
    return wrapped_low(once_in(4.6, *parts), 300) + 1e-4 * noise(4.6, band(40, 200))


def board_crack():
    """A plank that breaks: fibres, then the break."""
    rng, fibres = waves.rng, np.zeros(int(0.5 * RATE))
    for at in np.sort(rng.uniform(0, 0.22, 14)):
        add(fibres, burst(0.02, 0.002, 700, 7000), float(at), rng.uniform(0.2, 0.7))
    snap = burst(0.3, 0.006, 200, 6000) + wood(150, 0.3)
    return mixed((fibres, 0.0, 0.7), (snap, 0.12, 1.0), (wood(210, 0.2), 0.2, 0.4))


def wind_rush():
    s = 3.0
    return noise(s, band(120, 900, 1)) * swell(s, 2, 0.2) + 0.4 * noise(
        s, band(900, 3500, 1)
    ) * swell(s, 6, 0.3)


def dull_thud():
    """A sack on earth."""
    body = modes(0.5, [(46, 1, 0.07), (71, 0.8, 0.05), (118, 0.4, 0.03)])
    return mixed(
        (body, 0.0, 1.0),
        (burst(0.3, 0.02, 40, 420), 0.0, 0.8),
        (burst(0.3, 0.03, 200, 1500), 0.02, 0.12),
    )


def tyre_creak():
    """Rubber that turns under load on a smooth floor, with the grit it rolls over."""
    s = 3.0
    groan = once_in(
        s, (stick_slip(1.3, 34, 190, 0.05), 0.0, 1.0), (stick_slip(1.2, 29, 170, 0.05), 1.6, 0.8)
    )
    grit = np.zeros(int(s * RATE))
    for at in waves.rng.uniform(0, s, 60):
        add(grit, burst(0.02, 0.002, 800, 5000), float(at), waves.rng.pareto(3))
    return (
        groan / np.max(np.abs(groan))
        + 0.35 * grit / np.max(np.abs(grit))
        + 0.05 * noise(s, band(50, 300, 1))
    )


def metal_scrape():
    s = 3.0
    scrape = noise(s, band(900, 5200, 1)) * swell(s, 16, 0.6)
    for hz in (1130, 1870, 2960):
        scrape += (
            0.6 * noise(s, lambda f, hz=hz: np.exp(-(((f - hz) / 35) ** 2))) * swell(s, 4, 0.8)
        )
    return scrape


def fall_whistle():
    """Something small that comes down through the air: nearer, so louder, and lower at the end."""
    t = time(0.8)
    hz = 1500 - 620 * (t / 0.8) ** 2
    tone = np.sin(2 * np.pi * np.cumsum(hz) / RATE) * (1 + 0.3 * np.sin(2 * np.pi * 17 * t))
    air = noise(0.8, band(600, 4000, 1))
    return (0.5 * tone + 0.5 * air) * (t / 0.8) ** 2


def helmet_knock():
    """A hard thing on a hard hat, heard from inside it."""
    shell = modes(0.4, [(310, 1, 0.03), (720, 0.8, 0.025), (1480, 0.5, 0.015), (2650, 0.25, 0.01)])
    return mixed(
        (shell, 0.0, 1.0),
        (burst(0.2, 0.004, 200, 6000), 0.0, 1.0),
        (modes(0.4, [(70, 1, 0.05)]), 0.0, 0.7),
    )


def dust_patter():
    rng, whole = waves.rng, np.zeros(int(0.75 * RATE))
    for at in rng.gamma(1.6, 0.14, 110):
        if at < 0.7:
            add(
                whole,
                modes(0.02, [(rng.uniform(1500, 6000), 1, 0.0025)]),
                float(at),
                rng.pareto(2.5),
            )
    return whole + 0.02 * np.max(np.abs(whole)) * faded(noise(0.75, band(1500, 8000, 1)), 0.05, 0.4)


BAR = [(220, 1, 0.6), (330, 0.5, 0.5), (440, 0.2, 0.3)]


def debrief_tone():
    """What was is over: one soft low tone with its fifth."""
    t = time(1.8)
    bar = sum(a * np.sin(2 * np.pi * hz * t) * np.exp(-t / d) for hz, a, d in BAR)
    return bar * np.minimum(t / 0.03, 1)


LOOPS = [shock_buzz, heartbeat, wind_rush, tyre_creak, metal_scrape]
DULL = {"heartbeat", "wind_rush", "shock_buzz"}
ONCE = {
    "shock_crack": (shock_crack, -20),
    "board_crack": (board_crack, -20),
    "dull_thud": (dull_thud, -20),
    "fall_whistle": (fall_whistle, -23),
    "helmet_knock": (helmet_knock, -19),
    "dust_patter": (dust_patter, -27),
    "debrief_tone": (debrief_tone, -27),
}
