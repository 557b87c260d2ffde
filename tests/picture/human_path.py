#!/usr/bin/env python3
"""A person at the desk: plays the kitchen in a real window under Xvfb with mouse and keys.

Only xdotool's mouse moves, clicks and keys reach the program. Where the body is, is read from the
trace that the attempt writes, so the hand can be steered to what it means to do. Pictures of the
window and the result line are left in OUT. Not part of tools/test: software drawing makes it slow.

With SHORT=1 it does nothing more after the valve, and the scene runs out of time.

Usage: tests/picture/human_path.py ANLAN OUT
"""
import json
import math
import os
import select
import shutil
import struct
import subprocess
import sys

DISPLAY = ":78"
COUNT_RAD = 0.0044  # turn per count: twice that of the desktop rig, for Xvfb reports moves twice
KEY_RAD_PER_S = 1.6  # its turn with the arrow keys
EYE_M = 1.6
SCREEN = (960, 540)
WALKED = (448, 252)
# The pointer stays this far from the edges, which would swallow its way.
EDGE = 20
# Long enough for a frame of software drawing and a block of the trace.
TICKS_SEEN = 50
POT = (-1.2, 1.25, -5.26)
CARTONS = (-3.14, 0.9, -3.2)
LEVER = (-3.83, 0.95, -3.2)
KNOBS = [(-1.2, 0.72, -5.1), (1.2, 0.72, -5.1)]
SACKS = (3.4, 1.2, -2.6)
SASH = (4.04, 1.325, -2.2)
DOOR = (0.0, 1.1, 2.1)


def wait(seconds):
    select.select([], [], [], seconds)


class Desk:
    """The running program and the hands on it."""

    def __init__(self, program, out):
        self.out = out
        self.data = os.path.join(out, "data")
        env = dict(os.environ, DISPLAY=DISPLAY, RUST_BACKTRACE="0")
        self.env = env
        self.server = subprocess.Popen(
            ["Xvfb", DISPLAY, "-screen", "0", "%dx%dx24" % SCREEN], stderr=subprocess.DEVNULL
        )
        wait(2.0)
        self.line = open(os.path.join(out, "line.json"), "w", encoding="utf-8")
        self.errors = open(os.path.join(out, "stderr.txt"), "w", encoding="utf-8")
        arguments = "--display window --trainee human --trainee-id desk-1 --mode guided --seed 5"
        self.program = subprocess.Popen(
            [program, *arguments.split(), "--once", "--data", self.data],
            env=env, stdout=self.line, stderr=self.errors,
        )
        while not self.sample():
            self.must_run()
            wait(0.5)
        # No window manager here: somebody has to give the window the keyboard.
        window = self.search("--onlyvisible", "--name", ".*")
        self.window = window
        self.xdo("windowfocus", "--sync", window)
        self.xdo("windowsize", "--sync", window, *SCREEN)

    def must_run(self):
        if self.program.poll() is not None:
            sys.exit(f"anlan ended with {self.program.returncode}")

    def sample(self):
        """The last whole sample of the trace: tick and name -> (x, y, z, i, j, k, w)."""
        folder = os.path.join(self.data, "traces")
        names = os.listdir(folder) if os.path.isdir(folder) else []
        if not names:
            return None
        with open(os.path.join(folder, names[0]), "rb") as file:
            data = file.read()
        if len(data) < 10:
            return None
        (count,), at, things = struct.unpack_from("<H", data, 8), 10, []
        for _ in range(count):
            length = data[at]
            things.append(data[at + 1:at + 1 + length].decode())
            at += 1 + length
        size = 4 + 28 * count
        whole = (len(data) - at) // size
        if whole < 1:
            return None
        at += (whole - 1) * size
        poses = [struct.unpack_from("<7f", data, at + 4 + 28 * i) for i in range(count)]
        return struct.unpack_from("<I", data, at)[0], dict(zip(things, poses))

    def fresh(self, ticks=TICKS_SEEN):
        """A sample from after this moment: the trace is written in blocks."""
        start = self.sample()[0]
        while self.program.poll() is None:
            now = self.sample()
            if now[0] >= start + ticks:
                return now
            wait(0.2)
        return self.sample()

    def search(self, *words):
        words = ["xdotool", "search", *words]
        found = subprocess.run(words, env=self.env, check=True, capture_output=True, text=True)
        return found.stdout.split()[-1]

    def xdo(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self.env, check=True)

    def look(self, target):
        """Turns the eyes to a point until they are on it."""
        for _ in range(24):
            x, y, z, i, j, k, w = self.fresh()[1]["head"]
            ahead = (-2 * (i * k + w * j), -2 * (j * k - w * i), -(1 - 2 * (i * i + j * j)))
            way = (target[0] - x, target[1] - y, target[2] - z)
            yaw = math.atan2(-way[0], -way[2]) - math.atan2(-ahead[0], -ahead[2])
            yaw = (yaw + math.pi) % (2 * math.pi) - math.pi
            pitch = math.atan2(way[1], math.hypot(way[0], way[2]))
            pitch -= math.atan2(ahead[1], math.hypot(ahead[0], ahead[2]))
            if abs(yaw) < 0.02 and abs(pitch) < 0.02:
                return
            if abs(yaw) > 0.25:
                self.press("Left" if yaw > 0 else "Right", abs(yaw) / KEY_RAD_PER_S)
            elif abs(pitch) > 0.25:
                self.press("Up" if pitch > 0 else "Down", abs(pitch) / KEY_RAD_PER_S)
            else:
                self.push(round(-yaw / COUNT_RAD), round(-pitch / COUNT_RAD))

    def press(self, key, seconds):
        self.xdo("keydown", key)
        wait(min(seconds, 1.5))
        self.xdo("keyup", key)

    def push(self, dx, dy):
        """Moves the pointer, from the middle if an edge is in the way."""
        where = subprocess.run(
            ["xdotool", "getmouselocation", "--shell"],
            env=self.env, check=True, capture_output=True, text=True,
        ).stdout
        at = [int(line.split("=")[1]) for line in where.split()[:2]]
        after = (at[0] + dx, at[1] + dy)
        if all(EDGE < a < size - EDGE for a, size in zip(after, SCREEN)):
            self.xdo("mousemove_relative", "--", dx, dy)
        else:
            # That turns the head too; the next look at it tells how far.
            self.xdo("mousemove", SCREEN[0] // 2, SCREEN[1] // 2)

    def walk(self, x, z, near=0.12):
        for _ in range(14):
            head = self.fresh()[1]["head"]
            distance = math.hypot(x - head[0], z - head[2])
            if distance < near:
                return
            self.look((x, EYE_M, z))
            self.press("w", distance / 1.6 * 0.8)

    def hold(self, target, ticks):
        self.look(target)
        self.xdo("keydown", "e")
        self.fresh(ticks)
        self.xdo("keyup", "e")

    def picture(self, name):
        path = os.path.join(self.out, name + ".png")
        subprocess.run(["import", "-window", "root", path], env=self.env, check=True)

    def close(self):
        self.program.wait(timeout=120)
        self.server.terminate()
        self.line.close()
        with open(self.line.name, encoding="utf-8") as file:
            return json.loads(file.read())


def play(desk):
    desk.picture("1-start")
    before = desk.sample()[0]
    desk.look(POT)
    desk.picture("2-aim")
    desk.xdo("click", 1)
    desk.fresh()
    desk.picture("3-card")
    desk.xdo("click", 1)
    desk.fresh()
    desk.picture("4-second-card")
    desk.xdo("click", 1)
    paused = desk.fresh()[0] - before
    # Software drawing is slow: the window is small while the hands are at work.
    desk.xdo("windowsize", "--sync", desk.window, *WALKED)
    desk.walk(0.2, -3.6)
    desk.walk(-2.6, -3.3)
    desk.hold(CARTONS, 140)
    desk.picture("5-cartons")
    desk.walk(-3.1, -3.3, near=0.2)
    desk.look(LEVER)
    desk.picture("6-valve")
    desk.hold(LEVER, 120)
    if os.environ.get("SHORT"):
        # With the gas shut the scene runs out of time by itself.
        last = -1
        while desk.sample()[0] > last:
            last = desk.sample()[0]
            wait(5.0)
        desk.xdo("windowsize", "--sync", desk.window, *SCREEN)
        wait(6.0)
        desk.picture("7-debrief")
        desk.xdo("key", "Return")
        return
    desk.walk(0.3, -2.9)
    while desk.sample()[0] < 95 * 60 + paused:
        wait(0.3)
    he = desk.fresh()[1]["he"]
    desk.look((he[0], 1.5, he[2]))
    desk.picture("7-he")
    desk.xdo("key", "1")
    while desk.sample()[0] < 106 * 60 + paused:
        wait(0.3)
    ding = desk.fresh()[1]["ding"]
    desk.look((ding[0], 1.5, ding[2]))
    desk.xdo("key", "1")
    for knob in KNOBS:
        desk.walk(knob[0], -4.7)
        desk.hold(knob, 90)
    desk.walk(2.9, -2.6)
    desk.hold(SACKS, 170)
    desk.walk(3.4, -2.3)
    desk.hold(SASH, 110)
    desk.picture("8-window")
    desk.walk(0.0, 1.2)
    desk.hold(DOOR, 130)
    desk.xdo("key", "2")
    desk.walk(0.0, 3.0, near=0.3)
    for key in "34":
        desk.xdo("key", key)
        desk.fresh(60)
    desk.picture("9-choice")
    desk.xdo("key", "1")
    wait(4.0)
    desk.picture("10-debrief")
    desk.xdo("key", "Return")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, out = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    desk = Desk(program, out)
    try:
        play(desk)
        print(json.dumps(desk.close()))
    finally:
        desk.program.kill()
        desk.server.kill()


if __name__ == "__main__":
    main()
