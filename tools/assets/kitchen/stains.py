"""Stains with a soft edge, drawn as SVG: what has boiled over, what feet and heat have left."""

from kit.signs import line, soft


def streaks(w, h, colour, seed, count, long):
    """What has boiled over: broad runs that dry to a thin edge."""
    made, state = "", seed
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        x = 8 + state % (w - 16)
        state = (state * 1103515245 + 12345) % 2**31
        y, r = h * (0.2 + (state % 1000) / 1000 * long), 3 + state % 5
        for wide, opacity in ((2.0, 0.16), (1.2, 0.25)):
            way = f"{x},0 {x + r - 5},{y * 0.6:.1f} {x},{y:.1f}"
            made += line(way, r * wide, colour, f'opacity="{opacity}"')
    return made


DRAWN = {
    "stain/soot": lambda: soft(256, 256, "#5b4526", 0.34),
    "stain/floor": lambda: soft(256, 256, "#2e2a24", 0.42),
    "stain/boil": lambda: streaks(128, 256, "#dcc894", 5, 9, 0.7),
    "stain/foot": lambda: soft(512, 64, "#2e2a24", 0.5),
}
