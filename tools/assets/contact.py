"""Contact sheets: every hazard and look-alike of a scenario close up, its people, the start for
both eyes, the bird's-eye and the consequence, from the engine itself, on one picture to be judged.

    python tools/assets/contact.py [--program anlan] [--out DIR] SCENARIO...

Needs Pillow and a built program. The scenario is copied and given more pictures; nothing of it is
changed.
"""

import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kit.layout import Stream, parse  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
# Half the distance between eyes, and their height, metres.
EYES, HIGH = 0.0315, 1.6
# From so far off something is looked at, metres, in so many directions.
AWAY, DIRECTIONS = (1.3, 1.0, 1.8, 2.6, 3.4), 24
# A static hazard is looked at when the scene has just begun, a later one soon after it came, s.
SOON, LATER = 3.0, 3.0
TILE = (640, 360)
COLUMNS = 4


def read(path):
    """A scenario as dicts and lists."""
    return parse(Stream(path.read_text(encoding="utf-8")))


def boxes(scenario):
    """Centre and size of everything solid."""
    for prop in scenario["props"]:
        (x, y, z), size = prop["pos"], prop["size"]
        if prop.get("solid", True):
            yield prop["id"], (x, y + size[1] / 2, z), size
        for part in prop.get("parts", []):
            at = tuple(a + b for a, b in zip((x, y, z), part["at"]))
            yield prop["id"], at, part["size"]


def crosses(a, b, centre, size):
    """True if the way from a to b goes through a box."""
    near, far = 0.0, 1.0
    for p, q, c, s in zip(a, b, centre, size):
        way, low, high = q - p, c - s / 2 - 0.01, c + s / 2 + 0.01
        if abs(way) < 1e-9:
            if not low <= p <= high:
                return False
            continue
        one, other = sorted(((low - p) / way, (high - p) / way))
        near, far = max(near, one), min(far, other)
        if near > far:
            return False
    return True


def view(solid, target, carrier, start):
    """An eye that sees the target, as near to the side of `start` as can be; the start if none."""
    best = None
    for away in AWAY:
        for step in range(DIRECTIONS):
            turn = 2 * math.pi * step / DIRECTIONS
            eye = (target[0] + away * math.sin(turn), HIGH, target[2] + away * math.cos(turn))
            way = [t + (e - t) * 0.06 for t, e in zip(target, eye)]
            blocked = sum(crosses(eye, way, c, s) for id, c, s in solid if id != carrier)
            blocked += sum(crosses(eye, eye, c, s) for _, c, s in solid) * 5
            aside = math.dist((eye[0], eye[2]), (start[0], start[2]))
            worth = (blocked, AWAY.index(away) + aside * 0.25)
            if best is None or worth < best[0]:
                best = (worth, eye)
    return best[1]


def moment(hazard):
    """The second at which a hazard is to be seen."""
    appears = hazard.get("appears")
    if isinstance(appears, tuple) and appears[0] == "At":
        return float(appears[1][0] if isinstance(appears[1], list) else appears[1]) + LATER
    return SOON


def extra(scenario):
    """More pictures: name, second, eye, toward."""
    solid = list(boxes(scenario))
    start = (0.0, HIGH, 0.0)
    for name, x in (("start_left", -EYES), ("start_right", EYES)):
        yield name, 1.5, (x, HIGH, 0.0), (x, HIGH - 0.25, -5.0)
    marked = [(h, moment(h)) for h in scenario["hazards"]]
    marked += [(d, SOON) for d in scenario["look_alikes"]]
    for row, second in marked:
        target, (_, carrier) = row["marker"]["at"], row["marker"]["on"]
        if isinstance(carrier, list):
            carrier = carrier[0]
        yield row["id"].lower(), second, view(solid, target, carrier, start), target
    spots = {spot["id"]: spot for spot in scenario["spots"]}
    for agent in scenario["agents"]:
        spot = spots[agent["spot"]]
        x, y, z = spot["pos"]
        target = (x, y + agent["height_m"] * 0.62, z)
        turn = math.radians(spot.get("facing_deg", 0.0) + 35)
        ahead = (x - 9 * math.sin(turn), HIGH, z - 9 * math.cos(turn))
        yield agent["id"], SOON, view(solid, target, None, ahead), target


def with_pictures(text, rows):
    """The scenario's text with these pictures in it, each asked for at its second."""
    triple = lambda at: "(%.3f, %.3f, %.3f)" % tuple(at)
    pictures = "".join(
        f'(id: "x_{name}", from: Camera(at: {triple(eye)}, toward: {triple(toward)})),'
        for name, _, eye, toward in rows
    )
    asked = "".join(
        f'(when: At({second}), then: [Picture("x_{name}")]),' for name, second, *_ in rows
    )
    text = re.sub(r"\n    pictures: \[", lambda m: m.group() + pictures, text, count=1)
    return re.sub(r"\n    timeline: \[", lambda m: m.group() + asked, text, count=1)


def shoot(program, id, bot, folder, seed):
    """All pictures of one attempt, by name."""
    shots = folder / f"shots-{bot}"
    run = [program, "--display", "none", "--trainee", f"bot:{bot}", "--scenario", id]
    run += ["--mode", "exam", "--speed", "max", "--once", "--seed", str(seed)]
    run += ["--listen", "127.0.0.1:0", "--data", folder / f"data-{bot}", "--shots", shots]
    environment = {**os.environ, "BEVY_ASSET_ROOT": str(ROOT)}
    done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{id}: the {bot} bot's attempt failed:\n{done.stderr[-2000:]}")
    return {path.stem.removeprefix("x_"): path for path in sorted(shots.glob("*.png"))}


def sheet(id, program, out, seed):
    """One scenario's contact sheet."""
    from PIL import Image, ImageDraw

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        shutil.copytree(ROOT / "scenarios" / id, folder / "scenarios" / id)
        (folder / "assets").symlink_to(ROOT / "assets")
        path = folder / "scenarios" / id / "scenario.ron"
        rows = list(extra(read(path)))
        path.write_text(with_pictures(path.read_text(), rows))
        pictures = shoot(program, id, "perfect", folder, seed)
        for name, picture in shoot(program, id, "blind", folder, seed).items():
            pictures.setdefault(name, picture)
        first = [name for name, *_ in rows]
        names = first + [name for name in pictures if name not in first and name != "start"]
        names = [name for name in names if name in pictures]
        high = -(-len(names) // COLUMNS)
        page = Image.new("RGB", (TILE[0] * COLUMNS, TILE[1] * high), "white")
        for index, name in enumerate(names):
            tile = Image.open(pictures[name]).convert("RGB").resize(TILE, Image.LANCZOS)
            ImageDraw.Draw(tile).text((8, 6), name, "white", stroke_width=2, stroke_fill="black")
            page.paste(tile, (index % COLUMNS * TILE[0], index // COLUMNS * TILE[1]))
        out.mkdir(parents=True, exist_ok=True)
        page.save(out / f"{id}.jpg", quality=82)
        print(f"{out / id}.jpg: {len(names)} pictures")


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("scenarios", nargs="+", metavar="SCENARIO")
    parser.add_argument("--program", default="anlan", help="the built program (anlan)")
    parser.add_argument("--out", type=Path, default=Path("contact"), help="a folder (contact)")
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    for id in options.scenarios:
        sheet(id, options.program, options.out, options.seed)


if __name__ == "__main__":
    main()
