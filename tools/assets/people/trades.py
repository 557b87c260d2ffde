"""What workers do: clips beside those that all people share, each a function of the seconds since
it began. `pose.py` has the axes; places are those of things that the scenarios put before them.
"""

from dataclasses import replace

import numpy as np

from clips import COOKS, ease, hanging, idle, mix, stand, wave
from pose import CURL, THUMB, Foot, Hand, Pose, degrees_of, fingers_of, unit
from tools import FIST, LIE

# A fist about a handle.
GRIP = {
    "curl": (62, 92, 50),
    "index": (58, 88, 45),
    "pinky": (72, 108, 0),
    "thumb": (8, 18, -5, 30),
}


def grasp(s, fist, handle, palm, oblique=20, elbow=(0.6, -0.7, -0.5), **more):
    """A hand with its fist about a bar that goes out by the thumb's side; `palm` is where the palm
    looks, roughly.
    """
    out = unit(handle)
    palm = np.asarray(palm, float)
    palm = unit(palm - out * (palm @ out))
    fingers = fingers_of(handle, palm, s, oblique)
    at = np.asarray(fist) - fingers * FIST[0] - palm * FIST[1]
    how = {"fingers": tuple(fingers), "palm": tuple(palm), **GRIP, **more}
    return Hand(tuple(at), elbow=elbow, **how)


def flat(at, fingers, palm, elbow=(0.7, -0.6, -0.4), curl=0.12, **more):
    """An open hand."""
    return Hand(at, elbow=elbow, fingers=fingers, palm=palm, curl=curl, thumb=0.15, **more)


def work_trolley(t, seconds=3.6):
    """Turns a screw of a thing that the left hand holds."""
    twist = 0.5 * wave(t, seconds / 4) * (1 - ease(t, 2.9, 3.1) * (1 - ease(t, 3.4, 3.6)))
    away = 0.05 * ease(t, 2.8, 3.05) * (1 - ease(t, 3.3, 3.6))
    way = np.array([0.86, -0.42, 0.3])
    right = grasp(
        "r", (-0.12 - away, 1.115 + away * 0.5, 0.36), way,
        (0.3 + 0.2 * twist, -0.8, -0.3 + 0.8 * twist), LIE["screwdriver"][0],
        elbow=(0.75, -0.55, -0.3), curl=(50, 75, 40), index=(42, 60, 25),
    )
    left = Hand(
        (0.13, 1.0, 0.33), elbow=(0.7, -0.75, -0.3), fingers=(-0.45, 0.12, 0.88),
        palm=(-0.75, 0.55, -0.4), curl=(42, 40, 20), thumb=(20, 20, 5, 25),
    )
    slow = wave(t, seconds)
    return Pose(
        hips=(0.01 * slow, -0.015, 0.06),
        hips_turn=(4.0, 0.0, 0.8 * slow),
        chest=(12.0 + 0.6 * slow, 1.0, 0.0),
        head=(24.0, 4.0 + 1.5 * slow, 2.0),
        hands={"l": left, "r": right},
        feet={"l": Foot((0.15, 0.05), yaw=9), "r": Foot((-0.14, 0.0), yaw=12)},
    )


def work_gauge(t, seconds=4.0):
    """Fills a tyre with the air gun, and reads its gauge."""
    slow, press = wave(t, seconds), max(0.0, wave(t, seconds / 2))
    right = grasp(
        "r", (-0.085, 1.17 + 0.006 * slow, 0.32), (0.12, 0.93, 0.36), (1.0, -0.1, 0.05),
        LIE["inflator"][0], elbow=(0.45, -0.85, -0.4), index=(40 + 22 * press, 70, 30),
    )
    left = Hand(
        (0.1, 1.11 + 0.006 * slow, 0.36), elbow=(0.55, -0.85, -0.3), fingers=(-0.55, 0.25, 0.8),
        palm=(-0.75, 0.35, -0.45), curl=(55, 60, 30), thumb=(15, 20, 0, 25),
    )
    return Pose(
        hips=(0.014 * slow, -0.012, 0.02),
        hips_turn=(2.0, 0.0, 1.2 * slow),
        chest=(6.0 + 0.8 * wave(t, seconds / 2), -2.0, 0.0),
        head=(22.0 - 12.0 * ease(t, 2.2, 2.6) * (1 - ease(t, 3.4, 3.9)), 2.0 * slow, 1.0),
        hands={"l": left, "r": right},
        feet={"l": Foot((0.16, 0.04), yaw=10), "r": Foot((-0.13, -0.06), yaw=12)},
    )


def work_formwork(t, seconds=2.4):
    """Taps sheets of formwork straight with a hammer; the left hand lies on them."""
    beat = (t / (seconds / 3)) % 1.0
    rest = ease(t, 1.75, 2.0) * (1 - ease(t, 2.2, 2.4))
    lift = np.sin(np.pi * beat) ** 1.5 * (1 - rest) + 0.35 * rest
    angle = np.radians(8 + 34 * lift)
    handle = np.array([0.16, np.sin(angle), np.cos(angle)])
    fist = np.array([-0.2, 1.41, 0.42]) + np.array([-0.01, 0.07, -0.03]) * lift
    right = grasp("r", fist, handle, (1.0, 0.05, 0.0), LIE["hammer"][0], elbow=(0.75, -0.5, -0.5))
    left = flat((0.22, 1.375, 0.46), (-0.2, -0.12, 0.97), (-0.05, -1.0, -0.1), curl=0.06)
    return Pose(
        hips=(-0.01, -0.02, 0.08),
        hips_turn=(3.0, -3.0, 0.0),
        chest=(9.0 - 3 * lift, -4.0 + 3.0 * lift, 0.0),
        head=(13.0, 5.0, 0.0),
        hands={"l": left, "r": right},
        feet={"l": Foot((0.17, 0.16), yaw=10), "r": Foot((-0.15, -0.04), yaw=16)},
    )


def work_shovel(t, seconds=2.8):
    """Turns mortar in a tub with a long shovel, bent over it."""
    push, dip = wave(t, seconds), wave(t, seconds, 0.25)
    top = np.array([-0.13, 1.02 + 0.05 * dip, 0.2 + 0.07 * push])
    blade = np.array([0.03, 0.24 + 0.05 * dip, 0.86 + 0.09 * push])
    way = unit(blade - top)
    right = grasp("r", top, way, (0.35, -0.1, 0.9), LIE["shovel"][0], elbow=(0.85, 0.1, -0.5))
    left = grasp(
        "l", top + way * 0.42, way, (-0.2, 0.75, 0.5), 12, elbow=(0.75, -0.6, -0.4)
    )
    return Pose(
        hips=(0.0, -0.075 + 0.008 * dip, -0.02 + 0.02 * push),
        hips_turn=(16.0, -6.0, 0.0),
        chest=(27.0 + 2.0 * push, -7.0, 0.0),
        head=(13.0 + 2.0 * dip, 8.0, 0.0),
        hands={"l": left, "r": right},
        feet={"l": Foot((0.17, 0.24), yaw=8), "r": Foot((-0.17, -0.1), yaw=24)},
    )


def work_spanner(t, seconds=2.6):
    """Loosens a coupler on the standard at the right, which the left hand holds."""
    turn = 24 * wave(t, seconds / 2) * (1 - ease(t, 2.1, 2.3) * (1 - ease(t, 2.4, 2.6)))
    angle = np.radians(4 + turn)
    way = np.array([0.8 * np.cos(angle), np.sin(angle), 0.52])
    coupler = np.array([-0.36, 1.08, 0.47])
    fist = coupler - unit(way) * 0.215
    right = grasp(
        "r", fist, way, (0.1, -0.95, 0.25), LIE["spanner"][0], elbow=(0.85, -0.35, -0.6)
    )
    left = grasp(
        "l", (-0.385, 1.2, 0.49), (0.0, 1.0, 0.0), (-0.75, 0.0, 0.65), 10,
        elbow=(0.5, -0.75, 0.3),
    )
    return Pose(
        hips=(-0.03, -0.03, 0.05),
        hips_turn=(5.0, -14.0, 0.0),
        chest=(11.0, -14.0 + turn * 0.1, 0.0),
        head=(17.0, -6.0, 0.0),
        hands={"l": left, "r": right},
        feet={"l": Foot((0.12, 0.14), yaw=-4), "r": Foot((-0.19, -0.04), yaw=26)},
    )


def between(high, ahead, aside=0.0, half=0.125):
    """Both hands at the ends of a block."""
    side = lambda s: Hand(
        (aside + s * half, high, ahead), elbow=(0.8, -0.6, -0.35), fingers=(s * -0.1, -0.12, 1.0),
        palm=(-s * 1.0, 0.0, -0.1), curl=(14, 16, 8), thumb=(0, 0, 0, 5),
    )
    return {"l": side(1), "r": side(-1)}


def work_saw(t, seconds=3.4):
    """Pushes a block under the saw and draws it back."""
    push = ease(t, 0.2, 1.9) * (1 - ease(t, 2.2, 3.2))
    return Pose(
        hips=(0.0, -0.025, 0.03 + 0.05 * push),
        hips_turn=(6.0 + 3.0 * push, 0.0, 0.0),
        chest=(12.0 + 5.0 * push, 0.0, 0.0),
        head=(17.0, 2.0 * wave(t, seconds), 0.0),
        hands=between(1.045, 0.3 + 0.13 * push),
        feet={"l": Foot((0.16, 0.1), yaw=9), "r": Foot((-0.15, -0.08), yaw=14)},
    )


def work_bricks(t, seconds=3.6):
    """Takes a brick in both hands, turns to look at it, and lays it down."""
    lift = ease(t, 0.2, 1.0) * (1 - ease(t, 2.2, 3.0))
    rub = 0.012 * wave(t, 0.4) * (ease(t, 3.0, 3.1) * (1 - ease(t, 3.4, 3.6)))
    return Pose(
        hips=(0.0, -0.045 + 0.03 * lift, 0.06 - 0.03 * lift),
        hips_turn=(9.0 - 5.0 * lift, 0.0, 0.0),
        chest=(17.0 - 9.0 * lift, 9.0 - 14.0 * lift, 0.0),
        head=(17.0 - 2.0 * lift, 0.0, 2.0 * lift),
        hands=between(0.985 + 0.14 * lift, 0.45 - 0.07 * lift + rub, 0.07 - 0.1 * lift, 0.128),
        feet={"l": Foot((0.15, 0.08), yaw=9), "r": Foot((-0.15, 0.0), yaw=13)},
    )


def hands_behind(t, seconds=6.0):
    """A foreman stands with his hands behind his back and looks round."""
    shift, breath = wave(t, seconds, 0.1), wave(t, seconds / 2)
    side = lambda s: Hand(
        (s * 0.06 + 0.015, 0.975 + 0.02 * (s > 0), -0.21 - 0.025 * (s > 0)),
        elbow=(0.9, -0.25, -0.75),
        fingers=(-s * 0.75, -0.6, -0.1), palm=(-s * 0.1, 0.15, -1.0), curl=0.4,
    )
    return Pose(
        hips=(0.014 * shift, -0.012, 0.0),
        hips_turn=(0.0, 2.0 * shift, 1.4 * shift),
        chest=(-1.0 + 0.9 * breath, -1.5 * shift, -2.0 * shift),
        head=(-2.0 - 0.6 * breath, 22.0 * wave(t, seconds, 0.4), 0.8 * shift),
        hands={"l": side(1), "r": side(-1)},
        feet=stand(wide=0.15),
    )


def sit(t, seconds=8.0, behind=-0.6, aside=-0.1, turned=0.0):
    """Sits on the bench behind and drinks now and then."""
    sip = ease(t, 4.6, 5.4) * (1 - ease(t, 6.4, 7.2))
    breath, look = wave(t, seconds / 2), wave(t, seconds, 0.3)
    knee = grasp(
        "r", (aside - 0.15, 0.72, behind + 0.36), (0.25, 0.95, 0.1), (0.9, 0.0, 0.25), 20,
        elbow=(0.8, -0.45, -0.5),
    )
    mouth = grasp(
        "r", (aside - 0.06, 1.135, behind + 0.3), (0.15, 0.45, -0.85), (0.9, 0.2, 0.1), 20,
        elbow=(0.8, -0.75, 0.1),
    )
    left = flat(
        (aside + 0.17, 0.665, behind + 0.3), (-0.12, -0.1, 1.0), (-0.1, -1.0, 0.0),
        elbow=(0.75, -0.3, -0.6), curl=0.25,
    )
    return Pose(
        hips=(aside, SEAT_M, behind),
        hips_turn=(-6.0, turned, 0.0),
        chest=(14.0 + breath - 9.0 * sip, -turned * 0.3, 0.0),
        head=(2.0 - 14.0 * sip, 14.0 * look * (1 - sip), 0.0),
        hands={"l": left, "r": mix(knee, mouth, sip)},
        feet={
            "l": Foot((aside + 0.15, behind + 0.44), yaw=10),
            "r": Foot((aside - 0.15, behind + 0.4), yaw=12),
        },
    )


# How far the hips come down on a seat of half a metre.
SEAT_M = -0.375


def sit_right(t):
    return sit(t + 2.7 if t + 2.7 <= 8 else t + 2.7 - 8, behind=-0.69, aside=-0.19)


def reach_to(raised, start=0.05, stop=0.9):
    """A clip that goes from standing to a pose, which is a function of the seconds after."""
    rest = jointed(idle(0.0))
    return lambda t: mix(
        rest, jointed(raised(wave(t - 1.0, 2.0) if t > 1.0 else 0.0)), ease(t, start, stop)
    )


def jointed(pose):
    """The same pose with every finger's bend in degrees, so that any two can be mixed."""
    hands = {}
    for s, hand in pose.hands.items():
        index = hand.curl if hand.index is None else hand.index
        pinky = hand.curl if hand.pinky is None else hand.pinky
        hands[s] = replace(
            hand,
            curl=degrees_of(hand.curl, CURL),
            index=degrees_of(index, CURL),
            pinky=degrees_of(pinky, CURL),
            thumb=degrees_of(hand.thumb, THUMB),
        )
    return replace(pose, hands=hands)


def at_switch(sway):
    """The right hand at the handle of a switch on the wall."""
    near = grasp(
        "r", (0.0, 1.515 + 0.006 * sway, 0.515), (0.2, 0.85, -0.1), (0.9, 0.1, 0.3), 25,
        elbow=(0.75, -0.75, -0.25), curl=(45, 60, 30), index=(40, 50, 25), pinky=(55, 70, 0),
    )
    return Pose(
        hips=(-0.01, -0.012, 0.06), hips_turn=(2.0, 5.0, 0.0), chest=(7.0, 8.0, 0.0),
        head=(-6.0 + sway, -4.0, 0.0), hands={"l": hanging()["l"], "r": near},
        feet={"l": Foot((0.12, -0.02)), "r": Foot((-0.13, 0.1))},
    )


def at_brake(sway):
    """Leans in at the driver's door; the right hand at the lever of the brake."""
    near = grasp(
        "r", (-0.04, 1.3 + 0.004 * sway, 0.86), (0.1, 0.95, 0.3), (0.75, -0.3, 0.5), 25,
        elbow=(0.7, -0.7, -0.2), curl=(45, 60, 30), index=(40, 50, 25), pinky=(55, 70, 0),
    )
    left = grasp("l", (0.3, 1.35, 0.5), (0.0, 1.0, 0.1), (-0.6, 0.0, 0.8), 15)
    return Pose(
        hips=(0.0, -0.03, 0.2), hips_turn=(9.0, 10.0, 0.0), chest=(24.0, 12.0, 0.0),
        head=(-12.0 + sway, -12.0, 0.0), hands={"l": left, "r": near},
        feet={"l": Foot((0.14, 0.2), yaw=4), "r": Foot((-0.15, 0.05), yaw=12)},
    )


def at_lifeline(sway):
    """The left hand up at the line over the work, the eyes on the hook."""
    near = grasp(
        "l", (0.5, 1.86 + 0.004 * sway, 0.5), (-0.5, 0.2, 0.8), (0.1, -0.7, 0.6), 25,
        elbow=(0.8, -0.3, -0.2),
    )
    return Pose(
        hips=(0.03, -0.005, 0.12), hips_turn=(0.0, 14.0, 0.0), chest=(-2.0, 14.0, 2.0),
        head=(-22.0 + sway, 14.0, 0.0), hands={"l": near, "r": hanging()["r"]},
        feet={"l": Foot((0.16, 0.2), yaw=14), "r": Foot((-0.12, 0.02), yaw=6)},
    )


# By name: seconds and the pose at a time.
CLIPS = {
    **COOKS,
    "trolley": (3.6, work_trolley),
    "gauge": (4.0, work_gauge),
    "formwork": (2.4, work_formwork),
    "shovel": (2.8, work_shovel),
    "spanner": (2.6, work_spanner),
    "saw": (3.4, work_saw),
    "bricks": (3.6, work_bricks),
    "hands_behind": (6.0, hands_behind),
    "sit": (8.0, sit),
    "sit_right": (8.0, sit_right),
    "switch": (3.0, reach_to(at_switch)),
    "brake": (3.0, reach_to(at_brake)),
    "lifeline": (3.0, reach_to(at_lifeline)),
}


def own_clips(look):
    """A person's own clips, as the look names them by deed."""
    names = {"work": look["work"], **look.get("clips", {})}
    return {deed: CLIPS[name] for deed, name in names.items()}
