"""What a step is made from: its script with everything that imports, the scenarios' boxes that it
reads, the lines that it speaks. Everything is named, so that a change can be named.
"""

import dataclasses
import functools
import hashlib
import json
import re

import lines
from kit import layout

ROOT = layout.ROOT
TOOLS = ROOT / "tools" / "assets"
# `from A import B, C`, on one line or in brackets, and `import A, B`.
IMPORT = re.compile(r"^ *(?:from +([\w.]+) +import +(\([^)]*\)|.*)|import +(.*))", re.M)
SCENARIOS = sorted(path.parent.name for path in (ROOT / "scenarios").glob("*/scenario.ron"))


def of(step):
    """The hash of every input of a step, by its name."""
    scripts = closure(step.entry)
    found = {"its command": " ".join(step.command)}
    files = [*scripts, *(TOOLS / name for place in step.environments for name in place.files)]
    for pattern in step.reads:
        files += sorted((ROOT / "assets").glob(pattern))
    found |= {str(path.relative_to(ROOT)): sha256(path) for path in files}
    for scenario in sorted({name for path in scripts for name in scenarios_in(path)}):
        found[f"the boxes of scenarios/{scenario}/scenario.ron"] = boxes(scenario)
    if step.speaks:
        found[f"the spoken lines of {step.speaks}"] = text_hash(lines.spoken(step.speaks))
    return found


@functools.cache
def sha256(path):
    """The hash of a file; a text's line ends count as they are committed."""
    content = path.read_bytes()
    if path.suffix in (".py", ".json", ".txt", ".toml"):
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


def text_hash(text):
    """The hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@functools.cache
def boxes(scenario):
    """The hash of what layout.py reads out of a scenario: a changed rule changes nothing here."""
    read = {name: dataclasses.asdict(box) for name, box in layout.read(scenario).items()}
    return text_hash(json.dumps(read, ensure_ascii=False))


@functools.cache
def text_of(path):
    """A script's text."""
    return path.read_text("utf-8")


def scenarios_in(path):
    """The scenarios that a script names."""
    return {name for name in SCENARIOS if f'"{name}"' in text_of(path)}


def closure(entry):
    """A script and all of ours that it imports, and what those import."""
    package = (TOOLS / entry).parent / "__init__.py"
    folder = TOOLS if package.exists() else (TOOLS / entry).parent
    found, rest = set(), [TOOLS / entry]
    while rest:
        path = rest.pop()
        if path not in found:
            found.add(path)
            rest += imported(path, folder)
    return sorted(found)


@functools.cache
def imported(path, folder):
    """Our files that one script imports; `folder` is where it finds modules by their names."""
    found = []
    for module, names, plain in IMPORT.findall(text_of(path)):
        dots = len(module) - len(module.lstrip("."))
        base = path.parents[dots - 1] if dots else folder
        start = [part for part in module.split(".") if part]
        for name in re.findall(r"[\w.]+", re.sub(r" as \w+", "", names or plain)):
            found += files_of(base, [*start, *name.split(".")])
    return found


def files_of(base, parts):
    """The file of a module, and `__init__.py` of each package on its way. A last part that is no
    module is something within the one before."""
    found = []
    for part in parts:
        base = base / part
        if base.with_suffix(".py").is_file():
            return [*found, base.with_suffix(".py")]
        if not (base / "__init__.py").is_file():
            break
        found.append(base / "__init__.py")
    return found
