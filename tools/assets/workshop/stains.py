"""Stains with a soft edge, and words on the floor, drawn as SVG."""

import math

from kit.signs import circle, line, rect, soft, text
from kit.stains import blot, chance, rust, worn


def scuff():
    """Where boots and trolleys strike."""
    made, dice = "", chance(9)
    for _ in range(60):
        x, y = next(dice) * 240, 10 + next(dice) * 76
        long, tone = 4 + next(dice) ** 2 * 40, "#25221d" if next(dice) > 0.35 else "#d8d6cc"
        made += line(
            f"{x:.0f},{y:.0f} {x + long:.0f},{y + next(dice) * 8 - 4:.0f}",
            1 + next(dice) * 2.2,
            tone,
            f'opacity="{0.15 + next(dice) * 0.3:.2f}"',
        )
    return made


def chips():
    """Swarf on the floor, swept but never all of it."""
    made, dice = soft(256, 256, "#3a362e", 0.3), chance(21)
    for _ in range(150):
        t, d = next(dice) * 2 * math.pi, next(dice) ** 0.7 * 118
        x, y, r = 128 + math.cos(t) * d, 128 + math.sin(t) * d, 1.5 + next(dice) * 5
        a, tone = (
            next(dice) * 6.28,
            ("#d6d6d4", "#8b8d96", "#6b6f86", "#b9a27a")[int(next(dice) * 4)],
        )
        made += line(
            f"{x:.0f},{y:.0f} {x + r * math.cos(a):.1f},{y + r * math.sin(a):.1f} "
            f"{x + r * 2 * math.cos(a + 1):.1f},{y + r * 2 * math.sin(a + 1):.1f}",
            1.7,
            tone,
            'opacity="0.85"',
        )
    return made


def puddle():
    """Coolant on the floor: a milky film with a ragged edge and drops beside it."""
    dice, made, rim = chance(33), "", []
    for k in range(120):
        t = 2 * math.pi * k / 120
        r = 0.8 + 0.1 * math.sin(3 * t + 1) + 0.07 * math.sin(7 * t) + 0.025 * math.sin(17 * t + 2)
        rim.append((176 + 168 * r * math.cos(t), 144 + 136 * r * math.sin(t)))
    way = " ".join(f"{x:.0f},{y:.0f}" for x, y in rim)
    for wide, opacity in ((16, 0.1), (8, 0.16)):
        made += (
            f'<polygon points="{way}" fill="none" stroke="#39423c" stroke-width="{wide}" '
            f'stroke-linejoin="round" opacity="{opacity}"/>'
        )
    made += f'<polygon points="{way}" fill="#98A495" stroke-linejoin="round" opacity="0.7"/>'
    for _ in range(5):
        x, y = 90 + next(dice) * 170, 70 + next(dice) * 140
        made += (
            f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{26 + next(dice) * 40:.0f}" '
            f'ry="{12 + next(dice) * 18:.0f}" fill="#cdd6c8" opacity="0.16"/>'
        )
    for _ in range(9):
        t = next(dice) * 6.28
        x, y = 176 + 168 * math.cos(t), 144 + 136 * math.sin(t)
        made += circle(
            f"{x:.0f}", f"{y:.0f}", f"{2 + next(dice) * 4:.1f}", "#4d5a52", 'opacity="0.6"'
        )
    return made


def tyre():
    """The tread of a trolley's or truck's wheel."""
    made = ""
    for k in range(22):
        y = 6 + k * 11.5
        made += line(f"14,{y} 48,{y + 7} 82,{y}", 4, "#1d1d1c", f'opacity="{0.1 + 0.08 * (k % 3)}"')
    return made


def keep_clear():
    """Painted before the cabinet, and walked on for years."""
    made = text(220, 52, 46, "操作通道", "#d8b02a") + text(220, 100, 40, "禁止堆放", "#d8b02a")
    return worn(440, 110, made, 5, 140, 2.6, 0.85)


DRAWN = {
    "stain/oil": lambda: blot(256, 256, "#1c1a15", 0.55, 7),
    "stain/dirt": lambda: soft(256, 256, "#2e2a24", 0.42),
    "stain/rust": rust,
    "stain/scuff": scuff,
    "stain/hand": lambda: blot(128, 128, "#3a2f22", 0.22, 15, 30),
    "stain/chips": chips,
    "stain/puddle": puddle,
    "stain/tyre": tyre,
    "stain/foot": lambda: soft(384, 64, "#2e2a24", 0.5),
    "stain/keep_clear": keep_clear,
    "stain/heat": lambda: soft(128, 160, "#3a2a18", 0.35),
}
