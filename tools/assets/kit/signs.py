"""What signs are drawn with: SVG in the geometry of GB 2894."""

RED, YELLOW, BLUE, GREEN, INK = "#c0161c", "#f6c400", "#0f5fa8", "#0f8a4a", "#111111"
TRIANGLE = (
    f'<path d="M128 22 L240 214 L16 214 Z" fill="{YELLOW}" stroke="{INK}" '
    'stroke-width="15" stroke-linejoin="round"/>'
)
FONT = 'font-family="Noto Sans SC"'


def text(x, y, size, words, fill=INK, bold=True, anchor="middle"):
    """One line of words."""
    weight = 700 if bold else 400
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" {FONT} font-weight="{weight}" '
        f'fill="{fill}" text-anchor="{anchor}">{words}</text>'
    )


def rect(x, y, w, h, fill, r=0, more=""):
    """A box."""
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{fill}" {more}/>'


def circle(x, y, r, fill, more=""):
    """A disc."""
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" {more}/>'


def line(points, width, colour=INK, more=""):
    """A stroke with round ends."""
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linecap="round" stroke-linejoin="round" {more}/>'
    )


def plate(w, h, fill="#fbfbf7"):
    """A sign's board."""
    return rect(0, 0, w, h, fill, 8)


def warning(caption, picture):
    """Yellow triangle, black rim."""
    return (
        plate(256, 320)
        + TRIANGLE
        + picture
        + rect(0, 246, 256, 74, YELLOW, 0)
        + text(128, 298, 44, caption)
    )


def prohibition(caption, picture):
    """Red ring and bar over a black picture."""
    return (
        plate(256, 320)
        + picture
        + circle(128, 122, 92, "none", f'stroke="{RED}" stroke-width="21"')
        + line("63,57 193,187", 19, RED)
        + rect(0, 246, 256, 74, RED)
        + text(128, 298, 44, caption, "#fff")
    )


def mandatory(caption, picture):
    """Blue disc, white picture."""
    return (
        plate(256, 320)
        + circle(128, 122, 104, BLUE)
        + picture
        + rect(0, 246, 256, 74, BLUE)
        + text(128, 297, 38, caption, "#fff")
    )


def lines(x, y, step, size, rows):
    """Rows of small words."""
    return "".join(
        text(x, y + step * k, size, row, INK, False, "start") for k, row in enumerate(rows)
    )


def rules(title, size, x, rows, below):
    """The rules of work as they hang on a wall, 600 × 400."""
    return (
        plate(600, 400)
        + rect(0, 0, 600, 72, BLUE)
        + text(300, 51, size, title, "#fff")
        + lines(x, 112, 35, 23, rows)
        + text(574, 388, 16, below, "#444", False, "end")
    )


def scaled(share, body):
    """A drawing made smaller or larger."""
    return f'<g transform="scale({share})">{body}</g>'


def gb(body):
    """A sign of 256 × 320 in its place of 208 × 260."""
    return scaled(208 / 256, body)


def soft(w, h, colour, opacity):
    """A spot that fades to its edge."""
    return (
        f'<defs><radialGradient id="g"><stop offset="0" stop-color="{colour}" '
        f'stop-opacity="{opacity}"/><stop offset="1" stop-color="{colour}" stop-opacity="0"/>'
        f'</radialGradient></defs><ellipse cx="{w / 2}" cy="{h / 2}" rx="{w / 2}" ry="{h / 2}" '
        'fill="url(#g)"/>'
    )
