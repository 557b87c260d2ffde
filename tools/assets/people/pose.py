"""From what a body shall do to how every bone is turned: hands and feet are put where they belong,
and arms and legs follow.

Axes as in the GLB: x to the person's left, y up, z ahead. Distances are metres of a body of 1.75 m
and are scaled to the body that is posed. Angles are degrees.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.spatial.transform import Rotation

from body import LIDS

MODEL_M = 1.75
# A leg is never quite straight: a knee that locks snaps.
STRETCH = 0.992
SIGN = {"l": 1.0, "r": -1.0}


def turn(pitch=0.0, yaw=0.0, roll=0.0):
    """Bend ahead, turn to the left, tilt to the left: the turn outermost, the tilt innermost."""
    return Rotation.from_euler("YXZ", [yaw, pitch, -roll], degrees=True).as_matrix()


def unit(v):
    v = np.asarray(v, float)
    return v / max(np.linalg.norm(v), 1e-9)


def frame(along, side):
    """Right-handed axes with the first exactly `along`."""
    a = unit(along)
    s = unit(np.asarray(side, float) - a * (a @ side))
    return np.stack([a, s, np.cross(a, s)], axis=1)


@dataclass
class Hand:
    """Where a wrist is and how the hand is held. `fingers`, `palm` and `handle` are directions;
    a handle lies across the palm, so that the fingers follow from it, `oblique` degrees off the
    line across. Fingers bend by a share of `CURL`, or by degrees joint after joint; the thumb by a
    share of `THUMB` or by degrees: over the palm, to the fingers, off the palm, its outer joint.
    """

    at: tuple
    elbow: tuple = (0.5, -0.75, -0.45)
    fingers: tuple = None
    palm: tuple = None
    handle: tuple = None
    oblique: float = 48
    curl: float | tuple = 0.3
    index: float | tuple = None
    pinky: float | tuple = None
    thumb: float | tuple = 0.3


# A fist, degrees: the three joints of a finger; the thumb's ways.
CURL = (75, 75, 45)
THUMB = (30, 10, 15, 35)
# The little finger, degrees: straight it is brought beside the others, bent it goes to the thumb.
CLOSED, TOWARD = 16, 20


def degrees_of(bend, full):
    return bend if isinstance(bend, tuple) else tuple(bend * x for x in full)


def fingers_of(handle, palm, s, oblique):
    """Where the fingers point when a fist holds a bar that goes out by the thumb's side."""
    out = unit(handle)
    palm = np.asarray(palm, float)
    palm = unit(palm - out * (palm @ out))
    back = np.radians(90 - oblique) * -SIGN[s]
    return Rotation.from_rotvec(palm * back).as_matrix() @ out


@dataclass
class Foot:
    """Where a foot is: the ankle's place on the floor, lift of the lowest point, and turns."""

    at: tuple
    lift: float = 0.0
    pitch: float = 0.0
    yaw: float = 6.0
    toes: float = 0.0


@dataclass
class Pose:
    """All that a body does in one moment. Sides are `l` and `r`."""

    hips: tuple = (0.0, 0.0, 0.0)
    hips_turn: tuple = (0.0, 0.0, 0.0)
    chest: tuple = (0.0, 0.0, 0.0)
    head: tuple = (0.0, 0.0, 0.0)
    hands: dict = field(default_factory=dict)
    feet: dict = field(default_factory=dict)


class Rig:
    """The bones of one body and how they rest."""

    def __init__(self, body):
        self.body = body
        self.bones, self.parents = body.base.bones, body.base.parents
        self.scale = body.height_m / MODEL_M
        self.at = {b: body.heads[i] for i, b in enumerate(self.bones)}
        self.grip = {}
        for s in "lr":
            hand = self.at[f"hand_{s}"]
            fingers = unit(self.at[f"middle_01_{s}"] - hand)
            thumbward = self.at[f"index_01_{s}"] - self.at[f"pinky_01_{s}"]
            palm = unit(np.cross(fingers, thumbward)) * SIGN[s]
            self.grip[s] = frame(fingers, palm)

    def solve(self, pose):
        """World turns of all bones and the pelvis' place."""
        k = self.scale
        turns = {}
        hips = np.array(pose.hips) * k + self.at["pelvis"]
        turns["pelvis"] = turn(*pose.hips_turn)
        hips = self._lower(hips, turns["pelvis"], pose)
        places = {"pelvis": hips}
        for i, bone in enumerate(("spine_01", "spine_02", "spine_03")):
            share = np.array(pose.chest) * (i + 1) / 3
            turns[bone] = turns["pelvis"] @ turn(*share)
        neck = np.array(pose.head)
        turns["neck_01"] = turns["spine_03"] @ turn(*(neck * 0.4))
        turns["head"] = turns["spine_03"] @ turn(*neck)
        self._place(
            places,
            turns,
            [
                "spine_01",
                "spine_02",
                "spine_03",
                "neck_01",
                "head",
                "thigh_l",
                "thigh_r",
                "upperarm_l",
                "upperarm_r",
            ],
        )
        turns[LIDS] = turns["head"]
        for s in "lr":
            self._leg(s, pose.feet[s], places, turns)
            self._arm(s, pose.hands[s], places, turns)
        return hips, np.stack([turns[b] for b in self.bones])

    def _place(self, places, turns, bones):
        for bone in bones:
            parent = self.bones[self.parents[self.bones.index(bone)]]
            places[bone] = places[parent] + turns[parent] @ (self.at[bone] - self.at[parent])

    def _ankle(self, s, foot):
        """Where the ankle is, so that the lowest point of the foot is `lift` over the floor."""
        rest = self.at[f"foot_{s}"]
        spin = turn(foot.pitch, foot.yaw * SIGN[s])
        heel = np.array([0, -rest[1], -0.062 * self.scale])
        ball = self.at[f"ball_{s}"] - rest
        ball = np.array([0, -rest[1], ball[2]])
        tip = ball + turn(foot.toes) @ np.array([0, 0, 0.085 * self.scale])
        low = min((spin @ p)[1] for p in (heel, ball, tip))
        x, z = np.array(foot.at) * self.scale
        return np.array([x, foot.lift * self.scale - low, z]), spin

    def _lower(self, hips, spin, pose):
        """Hips as low as the feet make them."""
        for s in "lr":
            ankle, _ = self._ankle(s, pose.feet[s])
            joint = spin @ (self.at[f"thigh_{s}"] - self.at["pelvis"])
            long = (
                np.linalg.norm(self.at[f"calf_{s}"] - self.at[f"thigh_{s}"])
                + np.linalg.norm(self.at[f"foot_{s}"] - self.at[f"calf_{s}"])
            ) * STRETCH
            flat = np.hypot(*(hips + joint - ankle)[[0, 2]])
            top = ankle[1] + np.sqrt(max(long**2 - flat**2, 0.01)) - joint[1]
            hips = np.array([hips[0], min(hips[1], top), hips[2]])
        return hips

    def _limb(self, upper, lower, end, start, goal, pole):
        """Turns of a limb's two bones, and where it ends."""
        a0, b0 = self.at[lower] - self.at[upper], self.at[end] - self.at[lower]
        a, b = np.linalg.norm(a0), np.linalg.norm(b0)
        way = goal - start
        reach = np.clip(np.linalg.norm(way), abs(a - b) + 0.02, (a + b) * 0.998)
        along = unit(way)
        cos = (a * a + reach * reach - b * b) / (2 * a * reach)
        aside = unit(np.asarray(pole, float) - along * (along @ pole))
        joint = start + along * a * cos + aside * a * np.sqrt(max(0, 1 - cos * cos))
        stop = start + along * reach
        hinge, hinge0 = np.cross(joint - start, stop - joint), np.cross(a0, b0)
        upper_turn = frame(joint - start, hinge) @ frame(a0, hinge0).T
        lower_turn = frame(stop - joint, hinge) @ frame(b0, hinge0).T
        return upper_turn, lower_turn, stop

    def _leg(self, s, foot, places, turns):
        ankle, spin = self._ankle(s, foot)
        pole = turn(yaw=foot.yaw * SIGN[s]) @ np.array([0.02 * SIGN[s], 0.0, 1.0])
        names = [f"{b}_{s}" for b in ("thigh", "calf", "foot", "ball")]
        turns[names[0]], turns[names[1]], _ = self._limb(*names[:3], places[names[0]], ankle, pole)
        turns[names[2]] = spin
        turns[names[3]] = spin @ turn(foot.toes)

    def _arm(self, s, hand, places, turns):
        names = [f"{b}_{s}" for b in ("upperarm", "lowerarm", "hand")]
        pole = np.array(hand.elbow) * [SIGN[s], 1, 1]
        goal = np.array(hand.at) * self.scale
        upper, lower, _ = self._limb(*names, places[names[0]], goal, pole)
        turns[names[0]], turns[names[1]] = upper, lower
        rest = self.grip[s]
        fingers = hand.fingers
        if hand.handle is not None:
            fingers = fingers_of(hand.handle, hand.palm, s, hand.oblique)
        if fingers is None:
            turns[names[2]] = lower @ turn(roll=6 * SIGN[s])
        else:
            turns[names[2]] = frame(fingers, hand.palm) @ rest.T
            self._share_twist(names, turns)
        self._fingers(s, hand, turns)

    def _fingers(self, s, hand, turns):
        own, rest = turns[f"hand_{s}"], self.grip[s]
        bend = lambda angle, about: Rotation.from_rotvec(about * np.radians(angle)).as_matrix()
        index = hand.curl if hand.index is None else hand.index
        pinky = hand.curl if hand.pinky is None else hand.pinky
        for finger, curl in (("index", index), ("middle", hand.curl), ("pinky", pinky)):
            turned, hinge, angles = own, rest[:, 2], degrees_of(curl, CURL)
            if finger == "pinky":
                turned = own @ bend(SIGN[s] * CLOSED * max(0, 1 - angles[0] / 60), rest[:, 1])
                hinge = bend(-SIGN[s] * TOWARD, rest[:, 1]) @ hinge
            for joint, angle in enumerate(angles):
                turned = turned @ bend(angle, hinge)
                if (bone := f"{finger}_0{joint + 1}_{s}") in self.at:
                    turns[bone] = turned
        over, across, off, outer = degrees_of(hand.thumb, THUMB)
        hinge = -SIGN[s] * rest[:, 1]
        turned = own @ bend(over, SIGN[s] * rest[:, 0]) @ bend(across, hinge)
        turned = turned @ bend(off, rest[:, 2])
        turns[f"thumb_01_{s}"] = turned
        turns[f"thumb_02_{s}"] = turned @ bend(outer, hinge)

    def _share_twist(self, names, turns):
        """Half of the wrist's turn about the forearm is the forearm's, as in a body."""
        along = unit(turns[names[1]] @ (self.at[names[2]] - self.at[names[1]]))
        between = Rotation.from_matrix(turns[names[2]] @ turns[names[1]].T).as_rotvec()
        twist = np.clip(between @ along, -1.9, 1.9) * 0.5
        turns[names[1]] = Rotation.from_rotvec(along * twist).as_matrix() @ turns[names[1]]

    def clip(self, poses, seconds):
        """A clip of equally spaced poses; the last one ends it."""
        places, locals_ = [], []
        for pose in poses:
            hips, world = self.solve(pose)
            places.append(hips)
            local = [
                world[i] if p < 0 else world[p].T @ world[i] for i, p in enumerate(self.parents)
            ]
            locals_.append(Rotation.from_matrix(np.array(local)).as_quat())
        turns = np.array(locals_)
        for i in range(1, len(turns)):
            flip = (turns[i] * turns[i - 1]).sum(axis=1) < 0
            turns[i][flip] *= -1
        times = np.linspace(0, seconds, len(poses))
        return {"times": times, "pelvis": np.array(places), "turns": turns}

    def carried(self, pelvis, local):
        """How each bone is turned in the world and where its head is, in a frame of a clip."""
        turns, places = [], []
        for i, parent in enumerate(self.parents):
            own = Rotation.from_quat(local[i]).as_matrix()
            if parent < 0:
                turns.append(own)
                places.append(pelvis)
            else:
                turns.append(turns[parent] @ own)
                rest = self.body.heads[i] - self.body.heads[parent]
                places.append(places[parent] + turns[parent] @ rest)
        return np.array(turns), np.array(places)

    def skinned(self, verts, weights, pelvis, local):
        """Where vertices are under a frame of a clip; for measuring."""
        turns, places = self.carried(pelvis, local)
        off = verts[:, None] - self.body.heads[None]
        moved = np.einsum("bij,vbj->vbi", turns, off) + places[None]
        return (moved * weights[..., None]).sum(axis=1)
