"""Pictures that several kits' signs show: our own pictograms, after GB 2894 in their geometry."""

import math

from .signs import GREEN, INK, RED, circle, line, rect, text

BOLT = f'<path d="M140 72 L102 142 L126 142 L112 196 L158 122 L132 122 L150 72 Z" fill="{INK}"/>'


def cigarette():
    """A cigarette with smoke."""
    return (
        rect(62, 126, 100, 18, INK)
        + rect(168, 126, 8, 18, INK)
        + rect(182, 126, 8, 18, INK)
        + line("172,112 172,96 186,90 186,74", 7)
    )


def slip(more=""):
    """Someone sliding."""
    return (
        circle(142, 86, 14, INK)
        + line("136,106 118,140 150,158 172,196", 15)
        + more
        + line("118,142 84,176", 14)
        + line("70,200 186,200", 7)
    )


def clock(hour):
    """A wall clock's face at an hour and its share, 0 to 12."""
    made = circle(96, 96, 96, "#f4f3ee")
    for k in range(60):
        t = 2 * math.pi * k / 60
        r = 76 if k % 5 == 0 else 84
        made += line(
            f"{96 + r * math.sin(t):.1f},{96 - r * math.cos(t):.1f} "
            f"{96 + 89 * math.sin(t):.1f},{96 - 89 * math.cos(t):.1f}",
            5 if k % 5 == 0 else 2,
        )
    for turn, long, wide in ((hour / 12, 48, 9), (hour % 1, 72, 6)):
        t = 2 * math.pi * turn
        made += line(f"96,96 {96 + long * math.sin(t):.1f},{96 - long * math.cos(t):.1f}", wide)
    return made + circle(96, 96, 7, RED)


def exit_sign():
    """Green board: a running figure, a door, words."""
    man = (
        circle(66, 34, 11, "#fff")
        + line("62,50 52,78 66,92 58,114", 11, "#fff")
        + line("52,80 38,92 24,88", 11, "#fff")
        + line("60,54 80,66 92,58", 9, "#fff")
        + line("58,56 40,60 36,74", 9, "#fff")
    )
    return (
        rect(0, 0, 384, 128, GREEN, 6)
        + man
        + rect(104, 20, 40, 92, "#fff")
        + rect(112, 28, 26, 84, GREEN)
        + text(262, 72, 50, "安全出口", "#fff")
        + text(262, 108, 27, "EXIT", "#fff")
    )
