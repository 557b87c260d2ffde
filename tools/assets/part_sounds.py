"""The sounds of steps by what one walks on, and of parts and tools of workshop, bus depot and
building site. Each is made from its own seed, so that a new one changes no other.
"""

import numpy as np
import waves
from waves import RATE, add, band, burst, faded, mixed, modes, noise, steel, stick_slip, swell, time
from waves import wood

# ---- Steps


def step_concrete():
    heel = burst(0.14, 0.009, 110, 1500) + 0.4 * modes(0.14, [(165, 1, 0.018)])
    grit = burst(0.2, 0.025, 2500, 8000)
    return mixed((heel, 0.0, 1.0), (grit, 0.01, 0.22), (burst(0.1, 0.008, 200, 2200), 0.07, 0.45))


def step_steel():
    rng = waves.rng
    plate = modes(0.5, [(hz * rng.uniform(0.97, 1.03), a, d) for hz, a, d in PLATE])
    parts = (plate, 0.0, 0.8), (burst(0.1, 0.006, 200, 4000), 0.0, 0.8), (plate, 0.08, 0.3)
    return mixed(*parts)


PLATE = [(142, 0.8, 0.09), (318, 1, 0.11), (560, 0.7, 0.1), (930, 0.4, 0.07), (1720, 0.2, 0.04)]


def step_board():
    knock = wood(waves.rng.uniform(105, 125), 0.35)
    rattle = wood(240, 0.2)
    return mixed((knock, 0.0, 1.0), (rattle, 0.05, 0.25), (wood(150, 0.25), 0.085, 0.5))


def step_soil():
    rng, whole = waves.rng, np.zeros(int(0.32 * RATE))
    for _ in range(45):
        grain = burst(0.02, rng.uniform(0.001, 0.004), 900, rng.uniform(3500, 8000))
        add(whole, grain, float(np.clip(rng.gamma(2.0, 0.035), 0, 0.28)), rng.pareto(3) + 0.2)
    add(whole, burst(0.3, 0.02, 60, 500), 0.0, 0.9 * np.max(np.abs(whole)))
    return whole


# ---- Parts and tools


def breaker_heavy():
    """A spring that is loaded, gives, and strikes its stop."""
    load = stick_slip(0.16, 90, 700, 0.05)
    strike = modes(
        0.35, [(210, 1, 0.035), (470, 0.8, 0.03), (1150, 0.4, 0.02), (2600, 0.25, 0.012)]
    )
    spring = modes(0.35, [(3350, 1, 0.07), (4480, 0.6, 0.05)])
    hit = burst(0.1, 0.005, 150, 7000)
    return mixed((load, 0.0, 0.2), (hit, 0.17, 1.2), (strike, 0.17, 1.0), (spring, 0.175, 0.12))


def lock_click():
    bow = modes(0.12, [(3900, 1, 0.015), (6200, 0.6, 0.01), (2100, 0.4, 0.01)])
    snap = bow + burst(0.12, 0.002, 1500, 12000)
    return mixed((burst(0.12, 0.03, 2500, 9000), 0.0, 0.12), (bow, 0.1, 0.35), (snap, 0.22, 1.0))


def tag_flap():
    tick = burst(0.03, 0.003, 1500, 9000)
    return mixed((burst(0.25, 0.06, 1800, 8000), 0.0, 0.4), (tick, 0.12, 0.8), (tick, 0.2, 0.5))


def probe_touch():
    tip = modes(0.08, [(4700, 1, 0.012), (7900, 0.5, 0.008)]) + burst(0.08, 0.0015, 3000, 14000)
    return mixed((tip, 0.0, 1.0), (tip, 0.035, 0.3))


def metal_door():
    """A leaf of sheet steel: its hinge, then its edge on the frame."""
    sheet = [(88, 1, 0.12), (173, 0.8, 0.1), (296, 0.7, 0.09), (512, 0.4, 0.06), (1240, 0.2, 0.03)]
    hit = modes(0.6, sheet) + burst(0.6, 0.008, 150, 4000)
    return mixed((stick_slip(0.6, 38, 780, 0.08), 0.0, 0.25), (hit, 0.72, 1.0), (hit, 0.78, 0.25))


def clamp_bite():
    jaw = modes(0.2, [(1320, 1, 0.03), (2540, 0.7, 0.02), (4100, 0.4, 0.012)])
    return mixed(
        (stick_slip(0.15, 120, 1900, 0.05), 0.0, 0.15),
        (jaw, 0.16, 1.0),
        (burst(0.05, 0.003, 600, 8000), 0.16, 0.8),
    )


def panel_click():
    """A mesh panel that is set into its brackets and rattles."""
    parts = [(burst(0.5, 0.25, 300, 2500), 0.0, 0.1), (steel(620, 0.5, 0.09), 0.45, 1.0)]
    parts += [
        (steel(hz, 0.25, 0.04), 0.45 + at, g)
        for hz, at, g in ((880, 0.06, 0.4), (1240, 0.11, 0.3), (990, 0.18, 0.2))
    ]
    return mixed(*parts)


def rustle():
    """Cloth and straps."""
    t = time(0.8)
    cloth = noise(0.8, band(700, 6000, 1)) * swell(0.8, 14, 0.8) * np.sin(np.pi * t / 0.8) ** 0.7
    return mixed((cloth, 0.0, 0.4), (burst(0.05, 0.004, 1200, 7000), 0.62, 0.5))


def helmet_on():
    shell = modes(0.2, [(430, 1, 0.02), (1010, 0.6, 0.015), (1870, 0.3, 0.01)]) + burst(
        0.2, 0.005, 300, 4000
    )
    return mixed(
        (shell, 0.0, 0.6),
        (shell, 0.14, 1.0),
        (burst(0.3, 0.08, 900, 6000), 0.2, 0.12),
        (lock_click(), 0.45, 0.35),
    )


def chock_place():
    rubber = modes(0.25, [(120, 1, 0.03), (260, 0.5, 0.02)]) + burst(0.25, 0.012, 100, 1600)
    scrape = faded(noise(0.35, band(300, 2400, 1)), 0.05, 0.1)
    return mixed((scrape, 0.0, 0.18), (rubber, 0.36, 1.0), (rubber, 0.5, 0.35))


def jack_pump():
    """A hydraulic jack: a stroke with its oil, and the valve behind it."""
    t = time(0.5)
    oil = noise(0.5, band(500, 2600, 1)) * np.sin(np.pi * t / 0.5) ** 2
    valve = steel(1700, 0.2, 0.02) + burst(0.2, 0.004, 400, 5000)
    return mixed((oil, 0.0, 0.3), (stick_slip(0.45, 30, 900, 0.04), 0.0, 0.25), (valve, 0.5, 1.0))


def stand_place():
    foot = steel(340, 0.5, 0.07) + modes(0.5, [(95, 1, 0.04)]) + burst(0.5, 0.008, 150, 4500)
    scrape = faded(noise(0.4, band(800, 5000, 1)), 0.1, 0.1)
    return mixed((scrape, 0.0, 0.15), (foot, 0.4, 1.0), (foot, 0.53, 0.3))


def keys_jingle():
    rng, parts = waves.rng, []
    for at in np.sort(rng.uniform(0, 0.45, 9)):
        parts.append((steel(rng.uniform(2600, 4200), 0.25, 0.04), float(at), rng.uniform(0.2, 1)))
    return mixed(*parts)


def brake_air():
    """A parking brake that is let go: a valve's knock and the air of its chamber."""
    t = time(1.3)
    air = (
        noise(1.3, lambda hz: band(700, 9000, 1)(hz)) * np.exp(-t / 0.35) * np.minimum(t / 0.01, 1)
    )
    knock = modes(0.2, [(160, 1, 0.03), (640, 0.6, 0.02), (1900, 0.4, 0.01)])
    return mixed((knock, 0.0, 0.9), (air, 0.02, 0.5))


def hook_clip():
    """The gate of a carabiner: open, and shut by its spring."""
    gate = modes(0.15, [(3100, 1, 0.02), (5200, 0.7, 0.014), (7400, 0.4, 0.01)])
    snap = gate + burst(0.15, 0.0015, 2000, 13000)
    return mixed((gate, 0.0, 0.35), (snap, 0.19, 1.0), (steel(1500, 0.3, 0.05), 0.2, 0.25))


def boom_arm():
    clack = steel(480, 0.5, 0.08) + burst(0.5, 0.006, 200, 4000)
    return mixed(
        (stick_slip(0.9, 24, 560, 0.08), 0.0, 0.3), (clack, 1.05, 1.0), (clack, 1.14, 0.25)
    )


def board_laid():
    t = time(1.2)
    rub = noise(1.2, band(250, 2600, 1)) * swell(1.2, 11, 0.6) * np.sin(np.pi * t / 1.2) ** 0.5
    return mixed((rub, 0.0, 0.22), (wood(140, 0.4), 1.25, 1.0), (wood(165, 0.3), 1.36, 0.35))


def lid_down():
    """A hinged plywood lid that falls on its frame."""
    lid = modes(0.45, [(86, 1, 0.07), (171, 0.8, 0.05), (264, 0.5, 0.04)]) + burst(
        0.45, 0.012, 120, 2800
    )
    return mixed((lid, 0.0, 1.0), (lid, 0.09, 0.3), (steel(1350, 0.2, 0.03), 0.005, 0.15))


def ratchet():
    pawl = modes(0.06, [(2300, 1, 0.008), (4100, 0.6, 0.006)]) + burst(0.06, 0.002, 1000, 9000)
    return mixed(*((pawl, 0.105 * i, 0.7 + 0.3 * (i % 2)) for i in range(8)))


def sheet_shift():
    """A sheet of plywood that the wind pushes over another."""
    t = time(1.4)
    rub = noise(1.4, band(150, 1800, 1)) * swell(1.4, 8, 0.7) * np.sin(np.pi * t / 1.4) ** 0.5
    boom = modes(0.5, [(74, 1, 0.08), (131, 0.6, 0.06)]) * np.minimum(time(0.5) / 0.03, 1)
    return mixed((rub, 0.0, 0.4), (boom, 0.0, 0.6), (wood(120, 0.4), 1.35, 0.8))


def coupler_land():
    """Two kilos of malleable iron on hard ground: a ring that stops, a hop, a roll."""
    iron = modes(0.3, [(1630, 1, 0.035), (2740, 0.8, 0.03), (4260, 0.5, 0.02)])
    first = iron + 1.2 * burst(0.3, 0.006, 120, 5000) + modes(0.3, [(90, 1.2, 0.03)])
    hops = (
        (iron, at, gain) for at, gain in ((0.29, 0.45), (0.42, 0.22), (0.5, 0.12), (0.56, 0.08))
    )
    return mixed((first, 0.0, 1.0), *hops)


def brick_land():
    hit = burst(0.3, 0.01, 150, 3500) + modes(
        0.3, [(105, 1, 0.03), (1180, 0.5, 0.012), (1950, 0.3, 0.008)]
    )
    crumbs = np.zeros(int(0.7 * RATE))
    for at in waves.rng.gamma(1.5, 0.1, 30):
        if at < 0.65:
            add(
                crumbs,
                modes(0.02, [(waves.rng.uniform(1500, 4000), 1, 0.003)]),
                float(at),
                waves.rng.uniform(0.05, 0.3),
            )
    return mixed((hit, 0.0, 1.0), (crumbs, 0.03, 0.5))


LOOPS = []
DULL = set()
STEPS = {"concrete": step_concrete, "steel": step_steel, "board": step_board, "soil": step_soil}
ONCE = {
    **{f"step_{on}_{i}": (make, -30) for on, make in STEPS.items() for i in (1, 2, 3)},
    "breaker_heavy": (breaker_heavy, -22),
    "lock_click": (lock_click, -26),
    "tag_flap": (tag_flap, -30),
    "probe_touch": (probe_touch, -30),
    "metal_door": (metal_door, -24),
    "clamp_bite": (clamp_bite, -25),
    "panel_click": (panel_click, -23),
    "rustle": (rustle, -28),
    "helmet_on": (helmet_on, -26),
    "chock_place": (chock_place, -24),
    "jack_pump": (jack_pump, -25),
    "stand_place": (stand_place, -23),
    "keys_jingle": (keys_jingle, -28),
    "brake_air": (brake_air, -21),
    "hook_clip": (hook_clip, -26),
    "boom_arm": (boom_arm, -24),
    "board_laid": (board_laid, -24),
    "lid_down": (lid_down, -23),
    "ratchet": (ratchet, -25),
    "sheet_shift": (sheet_shift, -23),
    "coupler_land": (coupler_land, -20),
    "brick_land": (brick_land, -21),
}
