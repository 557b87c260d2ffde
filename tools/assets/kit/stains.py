"""What soils the floors of several kits, drawn as SVG with soft edges."""

import math

from .signs import circle, line, rect, soft


def chance(seed):
    """Shares between 0 and 1, the same every time."""
    state = seed
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield state / 2**31


def blot(w, h, colour, opacity, seed, count=26):
    """A spot of many drops that run together."""
    made, dice, drops = soft(w, h, colour, opacity * 0.7), chance(seed), ""
    for _ in range(count):
        t, d = next(dice) * 2 * math.pi, next(dice) ** 0.8
        x, y = w / 2 + math.cos(t) * d * w * 0.4, h / 2 + math.sin(t) * d * h * 0.4
        r = 3 + next(dice) * min(w, h) * 0.11 * (1.15 - d)
        thin = f'opacity="{opacity * 0.5:.2f}"'
        drops += circle(f"{x:.0f}", f"{y:.0f}", f"{r:.1f}", colour, thin)
    blur = f'<filter id="b"><feGaussianBlur stdDeviation="{min(w, h) / 70:.1f}"/></filter>'
    return f'{made}<defs>{blur}</defs><g filter="url(#b)">{drops}</g>'


def rust():
    """Runs of rust from an edge above."""
    made, dice = "", chance(3)
    for _ in range(16):
        x, y = 8 + next(dice) * 96, 40 + next(dice) ** 2 * 190
        wide = 2 + next(dice) * 5
        for share, opacity in ((2.2, 0.1), (1.0, 0.2)):
            made += line(
                f"{x:.0f},0 {x + 2:.0f},{y * 0.6:.0f} {x:.0f},{y:.0f}",
                wide * share,
                "#6e3d1c",
                f'opacity="{opacity}"',
            )
    return made


def worn(w, h, body, seed, count, hole, opacity):
    """Paint that has been walked on: holes of up to so many pixels beside the smallest."""
    mask, dice = "", chance(seed)
    for _ in range(count):
        mask += circle(
            f"{next(dice) * w:.0f}",
            f"{next(dice) * h:.0f}",
            f"{0.6 + next(dice) * hole:.1f}",
            "#000",
        )
    return (
        f'<defs><mask id="m">{rect(0, 0, w, h, "#fff")}{mask}</mask></defs>'
        f'<g mask="url(#m)" opacity="{opacity}">{body}</g>'
    )
