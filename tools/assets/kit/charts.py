"""Places for all charts on one lightmap. Nothing is searched at random: the same forms give the
same map."""

import math

# Between two charts, texels.
GAP_PX = 1
# No chart is smaller, texels: the one in its middle must be hit, and stay clear of its rim.
SIDE_PX_MIN = 3
# A chart reaches this far into its outermost texels.
INSET_PX = 0.5
# Materials that no baked light falls on.
UNLIT = ("glass", "lamp", "led", "stain", "cut", "loose")


def gather(forms, weight):
    """Every chart once, with its form's weight if that has one."""
    found = {}
    for form in forms:
        for material, coat in form.coats.items():
            if material in UNLIT:
                continue
            for chart, _ in coat.spots:
                chart.weight = weight.get(form.name, chart.weight)
                found[id(chart)] = chart
    return list(found.values())


def size_px(chart, density):
    """Width and height on the map, long side first, and whether it was turned."""
    sides = [
        max(SIDE_PX_MIN, math.ceil(side * chart.weight * density) + 1)
        for side in (chart.wide, chart.high)
    ]
    return (sides[0], sides[1], False) if sides[0] >= sides[1] else (sides[1], sides[0], True)


def shelves(charts, density, side):
    """Rows of charts of falling height; None if they do not fit."""
    sized = [(*size_px(chart, density), i) for i, chart in enumerate(charts)]
    sized.sort(key=lambda s: (-s[1], -s[0], s[3]))
    rows, places, top = [], {}, GAP_PX
    for wide, high, turned, i in sized:
        if wide + 2 * GAP_PX > side:
            return None
        row = next((r for r in rows if r[0] + wide + GAP_PX <= side), None)
        if row is None:
            if top + high + GAP_PX > side:
                return None
            row = [GAP_PX, top]
            rows.append(row)
            top += high + GAP_PX
        places[i] = (row[0], row[1], wide, high, turned)
        row[0] += wide + GAP_PX
        if row[0] > side - 3:
            rows.remove(row)
    return places


def pack(forms, side, weight):
    """Give every chart its place, as dense as the map allows."""
    charts = gather(forms, weight)
    low, high = 4.0, 120.0
    for _ in range(12):
        middle = (low + high) / 2
        if shelves(charts, middle, side):
            low = middle
        else:
            high = middle
    places = shelves(charts, low, side)
    if not places:
        raise SystemExit(f"{len(charts)} charts do not fit on {side} texels")
    for i, chart in enumerate(charts):
        chart.place = places[i]
    print(f"lightmap: {len(charts)} charts at {low:.1f} texels a metre")


def uv(chart, at, side):
    """A point of a chart on the map, v down."""
    if chart.place is None:
        return (0.0, 0.0)
    x, y, wide, high, turned = chart.place
    s = at[0] / max(chart.wide, 1e-9)
    t = at[1] / max(chart.high, 1e-9)
    if turned:
        s, t = t, s
    s, t = min(max(s, 0), 1), min(max(t, 0), 1)
    return (
        (x + INSET_PX + s * (wide - 2 * INSET_PX)) / side,
        (y + INSET_PX + t * (high - 2 * INSET_PX)) / side,
    )
