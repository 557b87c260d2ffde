"""Patterns on small things, and what tyres and oil leave on a floor, drawn as SVG."""

import math

from kit.signs import circle, line, rect, text
from kit.stains import blot, chance


def grille():
    """A round guard of wire over a dark hole."""
    made = rect(0, 0, 160, 160, "#6f8a7c", 8) + circle(80, 80, 72, "#15181a")
    for k in range(5):
        t = 2 * math.pi * k / 5
        made += (
            f'<ellipse cx="{80 + 34 * math.cos(t):.0f}" cy="{80 + 34 * math.sin(t):.0f}" rx="32" '
            f'ry="15" fill="#3b4145" transform="rotate({72 * k + 24} '
            f'{80 + 34 * math.cos(t):.0f} {80 + 34 * math.sin(t):.0f})"/>'
        )
    for r in (16, 30, 44, 58, 70):
        made += circle(80, 80, r, "none", 'stroke="#9a9f9f" stroke-width="2"')
    for k in range(4):
        t = math.pi * k / 4
        c, s = 72 * math.cos(t), 72 * math.sin(t)
        made += line(f"{80 - c:.0f},{80 - s:.0f} {80 + c:.0f},{80 + s:.0f}", 2, "#9a9f9f")
    return made


def checker():
    """Plate with raised lozenges."""
    made = rect(0, 0, 128, 128, "#85898a")
    for k in range(8):
        for j in range(8):
            x, y, a = 8 + 16 * k, 8 + 16 * j, 45 if (k + j) % 2 else -45
            made += (
                f'<ellipse cx="{x}" cy="{y}" rx="7" ry="2.4" fill="#b3b6b5" '
                f'transform="rotate({a} {x} {y})"/>'
                f'<ellipse cx="{x + 1}" cy="{y + 1.6}" rx="7" ry="1.2" fill="#5d6061" '
                f'transform="rotate({a} {x} {y})"/>'
            )
    return made


def grating():
    """Bars with dark between."""
    made = rect(0, 0, 128, 128, "#17191a")
    for k in range(11):
        made += rect(12 * k, 0, 5, 128, "#9a9fa0")
    for k in range(4):
        made += rect(0, 20 + 30 * k, 128, 4, "#83888a")
    return made


def wear_band():
    """Black rubber that shoes have scraped."""
    made, dice = rect(0, 0, 256, 64, "#1e1f20"), chance(12)
    for _ in range(40):
        x, y = next(dice) * 250, next(dice) * 60
        made += line(f"{x:.0f},{y:.0f} {x + 4 + 14 * next(dice):.0f},{y + 3:.0f}", 1.4, "#4a4b4b")
    return made


def tracks():
    """Where tyres have rolled for years."""
    made, dice = "", chance(31)
    made += rect(10, 0, 108, 512, "#26241f", 0, 'opacity="0.16"')
    for k in range(46):
        y = 11 * k
        for x in (24, 52, 80):
            made += line(
                f"{x},{y + 6} {x + 10},{y} {x + 20},{y + 6}",
                3.2,
                "#1d1c1a",
                f'opacity="{0.06 + 0.16 * next(dice):.2f}"',
            )
    return made


def stop_line():
    """Painted before the pit, and walked on."""
    words = text(220, 52, 46, "地沟危险", "#d8b02a") + text(220, 100, 40, "无关人员止步", "#d8b02a")
    dice, mask = chance(6), ""
    for _ in range(160):
        x, y, r = next(dice) * 440, next(dice) * 110, 0.6 + next(dice) * 2.6
        mask += circle(f"{x:.0f}", f"{y:.0f}", f"{r:.1f}", "#000")
    return (
        f'<defs><mask id="m">{rect(0, 0, 440, 110, "#fff")}{mask}</mask></defs>'
        f'<g mask="url(#m)" opacity="0.85">{words}</g>'
    )


def drip():
    """Drops that fell in a line as something was drained."""
    made, dice = blot(256, 256, "#1a1814", 0.4, 51, 14), chance(52)
    for _ in range(40):
        x, y, r = 128 + 110 * (next(dice) - 0.5), next(dice) * 250, 1 + 5 * next(dice) ** 2
        made += circle(f"{x:.0f}", f"{y:.0f}", f"{r:.1f}", "#15130f", 'opacity="0.6"')
    return made


DRAWN = {
    "sign/grille": grille,
    "sign/checker": checker,
    "sign/grating": grating,
    "sign/wear": wear_band,
    "stain/tracks": tracks,
    "stain/stop_line": stop_line,
    "stain/drip": drip,
}
