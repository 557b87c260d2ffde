"""The sounds of workshop, bus depot and building site: places, machines far and near, living cues.
Each is made from its own seed, so that a new one changes no other.
"""

import numpy as np
import waves
from waves import RATE, add, answered, band, burst, faded, hum, low, mixed, modes, noise, once_in
from waves import steel, stick_slip, swell, time, wood

# ---- Places


def hall_hum():
    """A machine hall: fans, lamps, and a far wash of work."""
    s = 8.0
    air = noise(s, lambda hz: band(60, 420, 1)(hz) / np.sqrt(hz)) * swell(s, 0.5, 0.15)
    wash = noise(s, band(400, 1800, 1)) * swell(s, 1.2, 0.5)
    return air + 0.16 * wash + 0.22 * hum(s, {50: 1, 100: 1.2, 148: 0.5, 200: 0.4, 296: 0.2})


def depot_hall():
    """A high hall with open shutters: less hum, more air, traffic behind it."""
    s = 8.0
    air = noise(s, lambda hz: band(50, 300, 1)(hz) / np.sqrt(hz)) * swell(s, 0.4, 0.3)
    street = noise(s, band(150, 900, 1)) * swell(s, 0.3, 0.6)
    return air + 0.3 * street + 0.1 * hum(s, {100: 1, 200: 0.3})


def site_yard():
    """A site at work, far off: engines, a street, now and then a tube on a tube."""
    s = 10.0
    town = noise(s, lambda hz: band(45, 500, 1)(hz) / np.sqrt(hz)) * swell(s, 0.4, 0.4)
    engines = noise(s, band(60, 260, 2)) * swell(s, 3, 0.35)
    whole = town + 0.5 * engines + 0.2 * noise(s, band(500, 2200, 1)) * swell(s, 0.7, 0.6)
    for at, hz in ((1.3, 820), (4.1, 640), (4.6, 905), (8.2, 730)):
        add(whole, answered(low(steel(hz, 0.4, 0.06), 3000), 0.25, 1200, 0.4), at, 0.12)
    return whole


def wind(s: float, gusts_per_s: float, depth: float, whistle: float):
    body = noise(s, lambda hz: band(60, 450, 1)(hz) / np.sqrt(hz))
    gust = swell(s, gusts_per_s, depth)
    whole = body * gust + 0.35 * noise(s, band(400, 1600, 1)) * gust**2
    for hz in (610, 940, 1370):
        tone = noise(s, lambda f, hz=hz: np.exp(-(((f - hz) / 22) ** 2)))
        whole += whistle * tone * np.maximum(swell(s, gusts_per_s, 0.9) - 0.7, 0) ** 2
    return whole


def wind_high():
    return wind(9.0, 0.35, 0.5, 0.05)


def wind_strong():
    """Force 6 on a scaffold: long gusts, tubes that sing, a net that shakes."""
    s = 9.0
    net = noise(s, band(900, 4500, 1)) * swell(s, 7, 0.6) * swell(s, 0.4, 0.7)
    return wind(s, 0.25, 0.8, 0.3) + 0.12 * net


def traffic():
    s = 10.0
    whole = 0.5 * noise(s, lambda hz: band(50, 500, 1)(hz) / np.sqrt(hz))
    for at in (1.0, 4.2, 6.9):
        t = time(4.0)
        car = noise(4.0, band(120, 1100, 1)) * np.exp(-(((t - 2) / 0.7) ** 2))
        add(whole, car, at, 0.8)
    return whole


# ---- Machines far and near


def lathe_run():
    s, t = 4.0, time(4.0)
    gears = hum(s, {48: 0.8, 96: 0.5, 312: 0.5, 624: 0.35, 936: 0.2, 1250: 0.12})
    turn = 1 + 0.25 * np.sin(2 * np.pi * 8 * t)
    chip = (
        noise(s, band(1800, 6000, 1)) * (1 + 0.5 * np.sin(2 * np.pi * 8 * t + 1)) * swell(s, 1, 0.5)
    )
    return gears * turn + 0.35 * chip + 0.4 * noise(s, band(150, 900, 1))


def compressor_run():
    """Two cylinders, twelve strokes a second, and the motor that drives them."""
    s = 4.0
    whole = 0.5 * hum(s, {50: 1, 100: 0.6, 147: 0.3}) + 0.3 * noise(s, band(200, 1500, 1))
    for i in range(48):
        stroke = modes(0.12, [(62, 1, 0.03), (185, 0.5, 0.015)]) + 0.35 * burst(
            0.12, 0.012, 300, 2500
        )
        add(whole, stroke, i / 12, 1.0 if i % 2 else 0.75)
    return whole


def excavator():
    s = 8.0
    rev = 1 + 0.25 * np.tanh(noise(s, lambda hz: np.exp(-((hz / 0.4) ** 2))))
    cycles = np.cumsum(rev) / RATE * 55
    cycles *= np.round(cycles[-1]) / cycles[-1]
    beat = np.sin(2 * np.pi * cycles) + 0.6 * np.sin(4 * np.pi * cycles + 1)
    roar = noise(s, band(80, 700, 1)) * (1 + 0.5 * np.sin(2 * np.pi * cycles))
    whole = beat * rev + 0.7 * roar * rev
    for at in (2.1, 2.5, 2.9, 6.0):
        add(whole, modes(0.4, [(870, 1, 0.1), (1240, 0.6, 0.08)]), at, 0.12)
    return whole


def crane_motor():
    s = 4.0
    whine = hum(s, {50: 0.6, 100: 0.5, 285: 0.5, 570: 0.6, 855: 0.3, 1140: 0.25})
    return whine * swell(s, 2, 0.12) + 0.4 * noise(s, band(150, 1200, 1)) * swell(s, 6, 0.2)


def crane_bell():
    """A clapper on a gong, eleven strokes a second, and a pause."""
    s = 2.0
    gong = [
        (1180, 0.5, 0.5),
        (2060, 1, 0.4),
        (2890, 0.7, 0.3),
        (4130, 0.5, 0.2),
        (5650, 0.25, 0.12),
    ]
    stroke = modes(0.9, gong) + 0.4 * burst(0.9, 0.002, 1500, 9000)
    return once_in(s, *((stroke, i / 11, 0.8 + 0.2 * (i % 2)) for i in range(13)))


def tester_beep():
    """A voltage tester that finds a voltage."""
    beep = faded(np.sin(2 * np.pi * 2720 * time(0.11)), 0.004, 0.008)
    return once_in(0.5, (beep, 0.0, 1.0), (beep, 0.2, 1.0)) + 1e-4 * noise(0.5, band(500, 5000))


def impact_wrench():
    """A hammer mechanism under load: twenty blows a second, air between them, a nut that gives."""
    t = time(1.6)
    whole = (
        0.25
        * noise(1.6, band(1500, 9000, 1))
        * np.minimum(t / 0.05, 1)
        * np.minimum((1.6 - t) / 0.1, 1)
    )
    at = 0.15
    while at < 1.3:
        add(whole, steel(1450, 0.1, 0.02) + burst(0.1, 0.004, 300, 6000), at, 1.0)
        at += 0.048 + 0.004 * waves.rng.random()
    return answered(whole, 0.5, 2500, 0.25)


def hammer_blows(hz: float, gaps: tuple[float, ...]):
    def make():
        blow = 0.7 * steel(hz, 0.5, 0.06) + wood(hz / 5, 0.5)
        ats = np.cumsum((0.0,) + gaps)
        parts = ((blow, float(at), 0.75 + 0.25 * waves.rng.random()) for at in ats)
        return answered(mixed(*parts), 0.5, 1800, 0.35)

    return make


def tube_clank():
    parts = (steel(730, 0.9, 0.16), 0.0, 1.0), (steel(910, 0.7, 0.1), 0.17, 0.5)
    return answered(mixed(*parts, (steel(680, 0.6, 0.08), 0.29, 0.3)), 0.5, 2500, 0.25)


# ---- Living cues


def air_leak():
    """Compressed air from a fine gap: brighter and harder than fuel gas, and it flutters."""
    s = 3.0
    jet = noise(s, lambda hz: band(2600, 15000)(hz) * (hz / 6000) ** 0.5)
    whistle = noise(s, lambda hz: np.exp(-(((hz - 6800) / 160) ** 2)))
    return jet * swell(s, 22, 0.25) + 0.35 * whistle * swell(s, 5, 0.6)


def engine_idle():
    """A four-cylinder diesel at 720 a minute: 24 firings a second, none quite like the last."""
    s = 4.0
    whole = 0.22 * noise(s, band(80, 500, 1)) + 0.06 * noise(s, band(800, 4000, 1))
    for i in range(96):
        strength = (1.0, 0.8, 0.92, 0.74)[i % 4] * waves.rng.uniform(0.85, 1.15)
        push = modes(0.16, [(47, 1, 0.035), (95, 0.6, 0.025), (142, 0.3, 0.02)])
        knock = burst(0.05, 0.004, 900, 3800)
        at = i / 24 + waves.rng.normal(0, 0.0012)
        add(whole, push, at, strength)
        add(whole, knock, at, 1.7 * strength)
    return whole


def arc_crackle():
    """A spark now and then, each a handful of cracks at the tops of a 50 Hz wave."""
    s = 6.0
    whole = 0.002 * noise(s, band(100, 4000))
    for at in (0.5, 1.9, 2.15, 4.4):
        for i in range(waves.rng.integers(4, 11)):
            crack = burst(0.02, waves.rng.uniform(0.0006, 0.003), 1800, 15000)
            add(
                whole, crack, at + i * 0.01 + waves.rng.normal(0, 0.0006), waves.rng.uniform(0.3, 1)
            )
    return whole


def grit_trickle():
    s = 5.0
    whole = 0.02 * noise(s, band(2500, 9000, 1)) * swell(s, 1, 0.8)
    for at in waves.rng.uniform(0, s, 170):
        hz, size = waves.rng.uniform(1800, 6500), waves.rng.pareto(2.2)
        grain = modes(0.02, [(hz, 1, 0.002), (1.7 * hz, 0.5, 0.001)])
        add(whole, grain, at, min(size, 4))
        add(whole, grain, at + waves.rng.uniform(0.03, 0.07), 0.4 * min(size, 4))
    return whole


def rope_creak():
    """A load that swings: the rope and its shackle complain at each end of the swing."""
    parts = (stick_slip(0.9, 42, 520, 0.06), 0.3, 1.0), (stick_slip(0.7, 55, 640, 0.06), 2.7, 0.7)
    ring = (steel(1900, 0.3, 0.04), 1.1, 0.2), (steel(2150, 0.3, 0.04), 3.3, 0.12)
    return once_in(4.8, *parts, *ring) + 0.01 * noise(4.8, band(200, 1200, 1))


def cloth_flutter():
    s = 5.0
    gust = swell(s, 0.5, 0.5)
    whole = 0.25 * noise(s, band(150, 1200, 1)) * gust
    at = 0.0
    while at < s:
        slap = burst(0.09, waves.rng.uniform(0.008, 0.02), 180, 2600)
        add(whole, slap, at, gust[int(at * RATE)] * waves.rng.uniform(0.4, 1))
        at += waves.rng.uniform(0.07, 0.22)
    return whole


def board_creak():
    s = 6.0
    parts = [
        (stick_slip(0.5, 30, 310, 0.12), 0.6, 1.0),
        (stick_slip(0.25, 40, 420, 0.12), 1.3, 0.5),
    ]
    parts += [(stick_slip(0.7, 26, 270, 0.12), 3.4, 0.9), (wood(190, 0.2), 4.3, 0.25)]
    return once_in(s, *parts) + 0.006 * noise(s, band(150, 900, 1))


def mains_hum():
    """Iron in a 50 Hz field: it moves a hundred times a second, and its lamination rattles."""
    s, t = 3.0, time(3.0)
    core = hum(s, {100: 1, 200: 0.55, 300: 0.4, 400: 0.3, 500: 0.15, 600: 0.2, 800: 0.08})
    rattle = noise(s, band(900, 3500, 1)) * np.maximum(np.sin(2 * np.pi * 100 * t), 0) ** 4
    return core * swell(s, 0.7, 0.06) + 0.12 * rattle


LOOPS = [
    hall_hum,
    depot_hall,
    site_yard,
    wind_high,
    wind_strong,
    traffic,
    lathe_run,
    compressor_run,
]
LOOPS += [excavator, crane_motor, crane_bell, tester_beep, air_leak, engine_idle, arc_crackle]
LOOPS += [grit_trickle, rope_creak, cloth_flutter, board_creak, mains_hum]
# Nothing above 10 kHz is in these: half the rate is enough.
DULL = {"hall_hum", "depot_hall", "site_yard", "wind_high", "wind_strong", "traffic", "excavator"}
DULL |= {"lathe_run", "compressor_run", "crane_motor", "engine_idle", "mains_hum", "cloth_flutter"}
ONCE = {
    "impact_wrench": (impact_wrench, -20),
    "hammer_far_1": (hammer_blows(1250, (0.55, 0.5, 0.52)), -20),
    "hammer_far_2": (hammer_blows(980, (0.43, 0.47)), -20),
    "tube_clank": (tube_clank, -20),
}
