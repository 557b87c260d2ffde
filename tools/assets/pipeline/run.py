"""Run one step: its environments, its command with what it says and how long it takes, the files
that it made."""

import re
import selectors
import shutil
import subprocess
import time

from . import gltf, inputs, manifest
from .environments import CACHE, NPM, VOICES

# What Blender and gltfpack say a thousand times.
NOISE = re.compile(r"^(Fra:|Saved:|Time:|\d\d:\d\d:\d\d|\d\d:\d\d\.\d|Warning: buffer|\s*$)|\| ")
# Whoever waits hears from it this often, seconds.
STILL_THERE_S = 30


def draft(step):
    """A folder for what a step leaves beside its files, another one for other inputs."""
    made_of = inputs.text_hash(str(sorted(inputs.of(step).items())))
    return CACHE / "draft" / f"{step.name}-{made_of[:12]}"


def places(step, steps):
    """What a step's command is filled in with."""
    drawn = next((other for other in steps if other.name == step.draws), step)
    found = {"npm": NPM.folder, "voices": VOICES.folder}
    if any("{draft}" in part for part in step.command):
        found["draft"] = draft(drawn)
        for old in found["draft"].parent.glob(f"{drawn.name}-*"):
            if old != found["draft"]:
                shutil.rmtree(old)
        found["draft"].mkdir(parents=True, exist_ok=True)
    return found


def run(step, steps, say):
    """Run a step and return what is to be recorded of it; say so and stop if it fails."""
    for environment in step.environments:
        environment.make(say)
    filled = places(step, steps)
    command = [part.format(**filled) for part in step.command]
    before = inputs.of(step)
    log = CACHE / "log" / f"{step.name}.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    python = step.environments[0].folder / "bin" / "python"
    begun = time.monotonic()
    status = watch([python, *command], log, say, begun, step.seconds)
    seconds = time.monotonic() - begun
    if status:
        raise SystemExit(
            f"{step.name} failed after {seconds:.0f} s; all that it said is in {log}.\n"
            f"Nothing was recorded of it. Mend what it says, then run `tools/assets/build --only "
            f"{step.name}` again."
        )
    inputs.sha256.cache_clear()
    models = [path for path in manifest.outputs(step) if path.endswith(".glb")]
    if models:
        gltf.validate([manifest.ASSETS / path for path in models], NPM, say)
    say(f"made in {minutes(seconds)}")
    return {"inputs": before, "outputs": manifest.outputs(step)}


def watch(command, log, say, begun, expected):
    """Run a command from tools/assets, pass on what it says, and return its status."""
    with log.open("w", encoding="utf-8") as kept, subprocess.Popen(
        list(map(str, command)),
        cwd=inputs.TOOLS,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as child:
        ready = selectors.DefaultSelector()
        ready.register(child.stdout, selectors.EVENT_READ)
        heard = begun
        while True:
            if ready.select(STILL_THERE_S):
                line = child.stdout.readline()
                if not line:
                    return child.wait()
                kept.write(line)
                is_news = not NOISE.search(line)
            else:
                line, is_news = "", False
            now = time.monotonic()
            if is_news:
                say(line.rstrip())
            elif now - heard > STILL_THERE_S:
                say(f"{minutes(now - begun)} of about {minutes(expected)}")
            else:
                continue
            heard = now


def minutes(seconds):
    """A span of time as people say it."""
    seconds = round(seconds)
    return f"{seconds} s" if seconds < 100 else f"{seconds // 60} min {seconds % 60:02} s"
