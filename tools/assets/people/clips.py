"""What the cooks do: every clip as a pose for every moment.

A clip is a function of the seconds since it began. Loops end as they begin; the others hold their
last pose or go over into `idle`. `presentation/src/people/deed.rs` knows these clips by name.
"""

from dataclasses import replace

import numpy as np

from pose import Foot, Hand, Pose
from props import LIE

FRAMES_PER_S = 30
# The stage walks colleagues at this speed, metres per second; a stride is two steps, metres.
WALK_M_PER_S = 1.3
STRIDE_M = WALK_M_PER_S * 28 / FRAMES_PER_S
TAU = 2 * np.pi


def wave(t, period, phase=0.0):
    return np.sin(TAU * (t / period + phase))


def ease(t, start, stop):
    """0 before `start`, 1 after `stop`."""
    x = np.clip((t - start) / (stop - start), 0, 1)
    return x * x * (3 - 2 * x)


def mix(a, b, share):
    """Between two values, tuples or poses."""
    if isinstance(a, dict):
        return {k: mix(a[k], b[k], share) for k in a}
    if hasattr(a, "__dataclass_fields__"):
        return replace(a, **{k: mix(getattr(a, k), getattr(b, k), share) for k in a.__dict__})
    if a is None or b is None:
        return a if share < 0.5 else b
    if isinstance(a, tuple):
        return tuple(x + (y - x) * share for x, y in zip(a, b))
    return a + (b - a) * share


def stand(z=0.0, wide=0.12):
    return {"l": Foot((wide, z - 0.015)), "r": Foot((-wide, z + 0.015))}


def hanging(t=0.0, period=6.0):
    """Arms at rest, hands turned a little inward."""
    sway = 0.006 * wave(t, period)
    side = lambda s: Hand(
        (s * 0.275, 0.925 + sway * 0.4, 0.055 + sway * s),
        fingers=(s * 0.05, -1.0, 0.12),
        palm=(-s * 1.0, 0.05, -0.45),
        curl=0.32,
    )
    return {"l": side(1), "r": side(-1)}


def idle(t, seconds=6.0):
    breath, shift = wave(t, seconds / 2), wave(t, seconds, 0.1)
    look = wave(t, seconds, 0.4)
    return Pose(
        hips=(0.016 * shift, -0.012, 0.0),
        hips_turn=(0.0, 2.0 * shift, 1.6 * shift),
        chest=(1.0 + 0.9 * breath, -1.5 * shift, -2.2 * shift),
        head=(2.0 - 0.6 * breath, 9.0 * look, 0.8 * shift),
        hands=hanging(t, seconds / 2),
        feet=stand(),
    )


def step(phase):
    """A foot in a stride: on the floor first, then swung ahead."""
    ground, ahead = 0.6, STRIDE_M * 0.6 / 2
    heel, ball = -0.062, 0.125
    if phase < ground:
        s = phase / ground
        z = ahead - 0.015 - 2 * ahead * s
        up = 22 * (1 - ease(s, 0, 0.2))
        rise = 46 * ease(s, 0.62, 1.0)
        pivot, pitch = (heel, -up) if up > 0 else (ball, rise)
        # The point that touches the floor moves with it; the ankle goes round that point.
        angle = np.radians(pitch)
        z += pivot - (pivot * np.cos(angle) + (-0.07) * np.sin(angle))
        return Foot((0, z), 0.0, pitch, 4.0, -rise * 0.8)
    s = (phase - ground) / (1 - ground)
    start, stop = step(ground - 1e-6), step(0.0)
    share = s * s * (3 - 2 * s) * 0.75 + s * 0.25
    z = start.at[1] + (stop.at[1] - start.at[1]) * share
    lift = 0.055 * np.sin(np.pi * s) ** 1.3 + 0.03 * np.sin(np.pi * min(1, s * 1.6)) ** 2 * (
        s < 0.625
    )
    pitch = start.pitch + (stop.pitch - start.pitch) * ease(s, 0.05, 0.95)
    return Foot((0, z), lift, pitch, 4.0, start.toes * (1 - ease(s, 0.0, 0.35)))


def walk(t, seconds=STRIDE_M / WALK_M_PER_S):
    phase = (t / seconds) % 1.0
    left, right = step(phase), step((phase + 0.5) % 1.0)
    feet = {
        "l": replace(left, at=(0.085, left.at[1])),
        "r": replace(right, at=(-0.085, right.at[1])),
    }
    # Left heel touches down at phase 0.
    swing = np.cos(TAU * phase)
    arm = lambda s: Hand(
        (s * 0.275, 0.93 + 0.022 * abs(swing), 0.06 - s * 0.16 * swing),
        elbow=(0.55, -0.5, -0.8),
        fingers=(-s * 0.06, -0.92, 0.28 - s * 0.3 * swing),
        palm=(-s * 1.0, 0.0, -0.3),
        curl=0.38,
    )
    return Pose(
        hips=(0.014 * np.sin(TAU * phase), -0.026 - 0.012 * np.cos(2 * TAU * phase), 0.0),
        hips_turn=(3.0, -6.0 * swing, 2.2 * np.sin(TAU * phase)),
        chest=(2.5, 11.0 * swing, -2.5 * np.sin(TAU * phase)),
        head=(-3.0, -5.0 * swing, 0.0),
        hands={"l": arm(1), "r": arm(-1)},
        feet=feet,
    )


def work_wok(t, seconds=3.2):
    """Stirs with the ladle in the right hand, the left holds the wok by its ear with a cloth."""
    round_ = TAU * t / (seconds / 2)
    push = 0.012 * wave(t, seconds / 4)
    slow = wave(t, seconds)
    x, z = 0.045 * np.cos(round_), 0.04 * np.sin(round_)
    right = Hand(
        (-0.29 + x, 1.33 + 0.012 * np.sin(round_), 0.5 + z),
        elbow=(0.75, -0.2, -0.6),
        handle=(0.46, -0.63, 0.62),
        palm=(-0.5, -0.75, -0.3),
        oblique=LIE["ladle"][0],
        curl=(55, 95, 50),
        index=(48, 80, 40),
        pinky=(72, 110),
        thumb=(0, 12, -15, 18),
    )
    left = Hand(
        (0.27, 0.905 + push * 0.2, 0.56),
        elbow=(0.8, 0.1, -0.6),
        fingers=(0.0, -0.17, 0.97),
        palm=(0.0, -0.95, -0.3),
        curl=(0, 15, 10),
        thumb=(10, 10, 0, 0),
    )
    return Pose(
        hips=(0.012 * slow, -0.02, 0.13),
        hips_turn=(6.0, -8.0 + 2.0 * slow, 0.0),
        chest=(13.0 + wave(t, seconds / 2), -12.0 + 2.0 * np.cos(round_), 0.0),
        head=(17.0, 16.0 + 2.0 * slow, 1.5 * slow),
        hands={"l": left, "r": right},
        feet={"l": Foot((0.16, 0.22), yaw=12), "r": Foot((-0.15, 0.1), yaw=14)},
    )


def work_table(t, seconds=3.0):
    """Chops with a cleaver; now and then the left hand moves on."""
    beat = (t / (seconds / 6)) % 1.0
    gather = ease(t, 2.0, 2.3) * (1 - ease(t, 2.65, 3.0))
    lift = 0.04 * np.sin(np.pi * beat) ** 2 * (1 - gather) + 0.05 * gather
    along = 0.05 * min(t / 2.3, 1.0) * (1 - ease(t, 2.3, 2.9))
    right = Hand(
        (-0.1 + along * 0.6, 0.996 + lift, 0.345),
        elbow=(0.55, -0.5, -0.8),
        handle=(0.45, 0.0, 0.89),
        palm=(0.376, -0.906, -0.19),
        oblique=LIE["cleaver"][0],
        curl=(60, 95, 50),
        index=(20, 24, -5),
        pinky=(75, 110),
        thumb=(0, 10, -8, 20),
    )
    left = Hand(
        (0.13 + along - 0.02 * gather, 0.957 + 0.02 * gather, 0.44),
        elbow=(0.9, -0.35, -0.5),
        fingers=(-0.5, -0.42, 0.75),
        palm=(-0.25, -0.9, -0.35),
        curl=(25, 85, 50),
        pinky=(25, 115),
        thumb=(30, 25, 0, 40),
    )
    return Pose(
        hips=(0.0, -0.02, 0.04),
        hips_turn=(7.0, 0.0, 0.0),
        chest=(15.0, 3.0 + 1.0 * wave(t, seconds), 0.0),
        head=(24.0, 3.0 + 2.0 * wave(t, seconds), 0.0),
        hands={"l": left, "r": right},
        feet={"l": Foot((0.15, 0.1), yaw=9), "r": Foot((-0.13, 0.03), yaw=10)},
    )


def reach(t):
    """The right hand goes to a switch before the person and stays there; 0-1 s, then a loop."""
    breath = wave(t - 1.0, 2.0) if t > 1.0 else 0.0
    near = Hand(
        (-0.075, 1.405 + 0.006 * breath, 0.435 + 0.008 * breath),
        elbow=(0.75, -0.8, -0.2),
        fingers=(0.12, 0.02, 1.0),
        palm=(0.45, -0.9, 0.0),
        curl=0.75,
        index=0.08,
        thumb=0.6,
    )
    raised = Pose(
        hips=(-0.01, -0.012, 0.03),
        hips_turn=(2.0, 4.0, 0.0),
        chest=(6.0, 5.0, 0.0),
        head=(-1.0 + breath, -4.0, 0.0),
        hands={"l": hanging()["l"], "r": near},
        feet=stand(),
    )
    return mix(idle(0.0), raised, ease(t, 0.05, 0.9))


def phone(t):
    """Out of the pocket, before the eyes, and dialling; 0-1.4 s, then a loop."""
    tap = max(0.0, wave(t - 1.4, 0.75)) if t > 1.4 else 0.0
    sway = wave(t - 1.4, 3.0) if t > 1.4 else 0.0
    rest = idle(0.0)
    pocket = Hand((-0.2, 0.95, 0.06), fingers=(0.1, -1.0, 0.2), palm=(1.0, 0.0, -0.2), curl=0.5)
    held = Hand(
        (-0.105, 1.17 + 0.004 * sway, 0.27),
        elbow=(0.5, -0.9, -0.3),
        fingers=(0.28, 0.62, 0.5),
        palm=(0.3, 0.5, -0.8),
        curl=0.42,
        thumb=0.3,
    )
    dial = Hand(
        (0.075, 1.16 + 0.004 * sway, 0.27 - 0.012 * tap),
        elbow=(0.6, -0.9, -0.3),
        fingers=(-0.55, 0.45, 0.55 + 0.12 * tap),
        palm=(-0.6, -0.1, 0.1),
        curl=0.7,
        index=0.15,
        thumb=0.4,
    )
    reaching = replace(rest, hands={"l": rest.hands["l"], "r": pocket}, head=(14.0, -12.0, 0.0))
    holding = Pose(
        hips=(0.008 * sway, -0.012, 0.0),
        hips_turn=(0.0, 0.0, 0.8 * sway),
        chest=(5.0, 0.0, 0.0),
        head=(21.0, 0.0, 1.0 * sway),
        hands={"l": dial, "r": held},
        feet=stand(),
    )
    return mix(mix(rest, reaching, ease(t, 0.0, 0.5)), holding, ease(t, 0.6, 1.35))


def heed(t, seconds=2.4):
    """Told to stop: starts, shows both palms, lowers them."""
    rest = idle(0.0)
    side = lambda s: Hand(
        (s * 0.27, 1.27, 0.27),
        elbow=(0.6, -0.9, -0.2),
        fingers=(s * 0.12, 1.0, 0.1),
        palm=(0.0, 0.1, 1.0),
        curl=0.1,
        thumb=0.0,
    )
    shown = Pose(
        hips=(0.0, -0.02, -0.045),
        hips_turn=(-2.0, 0.0, 0.0),
        chest=(-4.0, 0.0, 0.0),
        head=(4.0 + 3.0 * wave(t, 0.8), 0.0, 0.0),
        hands={"l": side(1), "r": side(-1)},
        feet=stand(),
    )
    return mix(rest, shown, ease(t, 0.0, 0.35) * (1 - ease(t, 1.5, seconds)))


# Name, seconds, and the pose at a time.
SHARED = {
    "idle": (6.0, idle),
    "walk": (STRIDE_M / WALK_M_PER_S, walk),
    "heed": (2.4, heed),
    "reach": (3.0, reach),
    "phone": (4.4, phone),
}
COOKS = {"wok": (3.2, work_wok), "table": (3.0, work_table)}


def clips(rig, own):
    """All clips of one person; `own` are those that others do not have, or have otherwise."""
    found = {}
    for name, (seconds, pose) in {**SHARED, **own}.items():
        frames = max(2, round(seconds * FRAMES_PER_S) + 1)
        found[name] = rig.clip([pose(t) for t in np.linspace(0, seconds, frames)], seconds)
    return found
