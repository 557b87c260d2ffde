"""`assets/manifest.json`: of what each step made its files, as hashes. What it does not agree with
must be made again, or was changed by hand.
"""

import json
from fnmatch import fnmatch

from . import inputs
from .steps import BY_HAND

ASSETS = inputs.ROOT / "assets"
PATH = ASSETS / "manifest.json"
NAMED_MAX = 4


def read():
    """What is recorded, by the steps' names."""
    if not PATH.exists():
        return {}
    try:
        return json.loads(PATH.read_text("utf-8"))
    except ValueError as error:
        raise SystemExit(
            f"{PATH.relative_to(inputs.ROOT)}: {error}: take it from the last commit with "
            "`git checkout assets/manifest.json`."
        ) from None


def write(recorded, steps):
    """Record it all, in the order of the steps; what is no step any more is dropped."""
    rows = {step.name: recorded[step.name] for step in steps if step.name in recorded}
    PATH.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")


def outputs(step):
    """A step's files that are there, by their names under assets/."""
    files = {path for pattern in step.outputs for path in ASSETS.glob(pattern)}
    names = {path.relative_to(ASSETS).as_posix(): path for path in files}
    return {name: inputs.sha256(names[name]) for name in sorted(names) if name not in step.but}


def entry(step):
    """What is to be recorded of a step as it is now."""
    return {"inputs": inputs.of(step), "outputs": outputs(step)}


def differences(step, recorded):
    """Why a step must run: sentences, none if its files are what its inputs make."""
    if step.name not in recorded:
        return ["it is not in the manifest"]
    was, now = recorded[step.name], entry(step)
    found = []
    changed = [n for n, value in now["inputs"].items() if was["inputs"].get(n) != value]
    changed += [f"{n} (gone)" for n in was["inputs"] if n not in now["inputs"]]
    if changed:
        found.append(f"inputs changed: {named(changed)}")
    missing = [n for n in was["outputs"] if n not in now["outputs"]]
    if missing:
        found.append(f"files missing: {named(missing)}")
    altered = [n for n, value in now["outputs"].items() if was["outputs"].get(n, value) != value]
    if altered:
        found.append(f"files changed by hand: {named(altered)}")
    extra = [n for n in now["outputs"] if n not in was["outputs"]]
    if extra:
        found.append(f"files that it did not make: {named(extra)}")
    return found


def named(names):
    """The first of some names, and how many more there are."""
    names = [name.removeprefix("tools/assets/") for name in names]
    more = f" and {len(names) - NAMED_MAX} more" if len(names) > NAMED_MAX else ""
    return ", ".join(names[:NAMED_MAX]) + more


def nobodys(steps):
    """Files under assets/ that no step makes and nobody is known to have made by hand."""
    files = (p.relative_to(ASSETS).as_posix() for p in ASSETS.rglob("*") if p.is_file())
    made = {name for step in steps for name in outputs(step)}
    by_hand = lambda name: any(fnmatch(name, pattern) for pattern in BY_HAND)
    return sorted(name for name in files if name not in made and not by_hand(name))
