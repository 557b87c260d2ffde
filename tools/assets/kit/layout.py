"""Read a scenario's RON layout: where every prop and part is, in metres.

A tolerant reader of the RON the scenario files use (structs, lists, tuples, strings, numbers,
names); what a scenario means is the engine's business.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KITS = ROOT / "assets" / "kits"
TOKEN = re.compile(
    r'\s+|//[^\n]*|"(?P<text>(?:[^"\\]|\\.)*)"|(?P<number>-?\d+(?:\.\d+)?)'
    r"|(?P<name>[A-Za-z_]\w*)|(?P<sign>[()\[\]{}:,])"
)


@dataclass
class Box:
    """A prop's or part's box: its centre and size, and where its entity stands."""

    id: str
    kind: str
    centre: tuple
    size: tuple
    parts: list = field(default_factory=list)
    # A part's way from its first end to its second, and whether it starts at the second.
    motion: tuple = ()
    starts_moved: bool = False

    @property
    def low(self):
        """The corner with the least coordinates."""
        return tuple(c - s / 2 for c, s in zip(self.centre, self.size))

    @property
    def high(self):
        """The corner with the greatest coordinates."""
        return tuple(c + s / 2 for c, s in zip(self.centre, self.size))


def tokens(text):
    """The words and signs of a RON text."""
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise SystemExit(f"scenario.ron: cannot read at {text[at : at + 30]!r}")
        at = match.end()
        if match.lastgroup:
            yield match.lastgroup, match.group(match.lastgroup)


def parse(stream):
    """One value; a struct becomes a dict, a tuple or list a list."""
    kind, word = next(stream)
    if kind == "number":
        return float(word)
    if kind == "text":
        return word
    if kind == "name":
        if stream.peek() == ("sign", "("):
            return (word, parse(stream))
        return {"true": True, "false": False}.get(word, word)
    close = {"(": ")", "[": "]", "{": "}"}[word]
    fields, items = {}, []
    while stream.peek() != ("sign", close):
        item = parse(stream)
        if stream.peek() == ("sign", ":"):
            next(stream)
            fields[item] = parse(stream)
        else:
            items.append(item)
        if stream.peek() == ("sign", ","):
            next(stream)
    next(stream)
    return fields or items


class Stream:
    """Tokens with one to look ahead at."""

    def __init__(self, text):
        self.all = list(tokens(text))
        self.at = 0

    def peek(self):
        """The next token, still there."""
        return self.all[self.at]

    def __next__(self):
        self.at += 1
        return self.all[self.at - 1]


def read(scenario):
    """Boxes of all props and parts of a scenario by id."""
    path = ROOT / "scenarios" / scenario / "scenario.ron"
    file = parse(Stream(path.read_text(encoding="utf-8")))
    boxes = {}
    for prop in file["props"]:
        pos, size = prop["pos"], prop["size"]
        centre = (pos[0], pos[1] + size[1] / 2, pos[2])
        box = Box(prop["id"], prop["kind"], centre, tuple(size))
        boxes[box.id] = box
        for part in prop.get("parts", []):
            at = tuple(p + a for p, a in zip(pos, part["at"]))
            child = Box(part["id"], prop["kind"], at, tuple(part["size"]))
            child.motion = part["motion"]
            child.starts_moved = part.get("starts") == part["ends"][1]
            boxes[child.id] = child
            box.parts.append(child)
    return boxes
