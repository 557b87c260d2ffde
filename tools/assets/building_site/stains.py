"""Stains with a soft edge, and words on the ground, drawn as SVG."""

import math

from kit.signs import line, rect, soft, text
from kit.stains import blot, chance, rust, worn


def puddle():
    """Rain that stands in a rut: a smooth dark shape with a damp rim."""
    dice, rim = chance(33), []
    for k in range(48):
        t = 2 * math.pi * k / 48
        r = 0.76 + 0.1 * math.sin(3 * t + 1) + 0.06 * math.sin(7 * t) + 0.04 * next(dice)
        rim.append((160 + 150 * r * math.cos(t), 128 + 118 * r * math.sin(t)))
    way = " ".join(f"{x:.0f},{y:.0f}" for x, y in rim)
    made = ""
    for wide, opacity in ((34, 0.12), (20, 0.16), (10, 0.2)):
        made += (
            f'<polygon points="{way}" fill="none" stroke="#4a3d2d" stroke-width="{wide}" '
            f'stroke-linejoin="round" opacity="{opacity}"/>'
        )
    return made + f'<polygon points="{way}" fill="#5a5041" opacity="0.82"/>'


def tyre():
    """The tread of a truck's wheel in clay."""
    made = ""
    for k in range(22):
        y = 6 + k * 11.5
        for s in (-1, 1):
            made += line(
                f"{48 + 38 * s},{y} {48 + 18 * s},{y + 5} {48 + 4 * s},{y + 2}",
                5,
                "#4a3b2a",
                f'opacity="{0.16 + 0.07 * (k % 3)}"',
            )
    return made


def feet():
    """Soles that brought clay with them."""
    made, dice = "", chance(41)
    for k in range(5):
        x, y = 26 + 50 * k, 30 + 36 * (k % 2) + next(dice) * 4
        made += (
            f'<ellipse cx="{x}" cy="{y}" rx="13" ry="5.5" fill="#6a573f" opacity="0.4"/>'
            f'<ellipse cx="{x + 17}" cy="{y}" rx="6" ry="4.6" fill="#6a573f" opacity="0.36"/>'
        )
    return made


def drips():
    """Mortar that ran over an edge."""
    made, dice = "", chance(51)
    for _ in range(12):
        x, y = 8 + next(dice) * 184, 20 + next(dice) ** 2 * 92
        made += line(f"{x:.0f},0 {x:.0f},{y:.0f}", 5 + next(dice) * 10, "#a5a298", 'opacity="0.8"')
    return made


def shadow():
    """What a bundle of tubes keeps the sun from: dark, its ends and sides soft."""
    made = ""
    for k in range(8):
        grow = k * 2.0
        made += rect(
            10 + grow,
            5 + grow * 0.85,
            236 - 2 * grow,
            38 - 1.7 * grow,
            "#0d1016",
            6,
            f'opacity="{0.1 + 0.012 * k:.3f}"',
        )
    return made


def safe_way():
    """Footprints and words painted green on the passage's floor."""
    made = ""
    for k in range(4):
        x, y = 82 + 56 * (k % 2), 46 + 52 * k
        made += f'<ellipse cx="{x}" cy="{y}" rx="14" ry="24" fill="#2c8a55"/>'
        made += f'<ellipse cx="{x}" cy="{y + 32}" rx="11" ry="10" fill="#2c8a55"/>'
    made += text(110, 312, 62, "通　道", "#2c8a55") + line("20,334 200,334", 8, "#2c8a55")
    return worn(220, 360, made, 61, 240, 4, 0.7)


def axis():
    """The line one metre above the floor, snapped in ink, with its mark."""
    return (
        line("0,44 256,44", 2, "#a3241c", 'opacity="0.85"')
        + '<path d="M112 42 l12 -18 l-24 0 Z" fill="#a3241c" opacity="0.85"/>'
        + text(176, 32, 26, "+1.000", "#a3241c")
    )


DRAWN = {
    "stain/mud": lambda: blot(256, 256, "#5b4a35", 0.5, 7, 40),
    "stain/damp": lambda: soft(256, 256, "#3c3428", 0.42),
    "stain/cement": lambda: blot(256, 256, "#b3b0a6", 0.5, 17, 46),
    "stain/rust": rust,
    "stain/tyre": tyre,
    "stain/puddle": puddle,
    "stain/dust": lambda: blot(256, 256, "#b39a70", 0.42, 27, 40),
    "stain/shadow": shadow,
    "stain/drips": drips,
    "stain/shade": lambda: soft(128, 128, "#1b1a17", 0.5),
    "stain/foot": feet,
    "stain/safe_way": safe_way,
    "stain/axis": axis,
}
