"""Build assets/kits/facade: the floor and scaffold of scenario 11 (scaffold-edge-fall).

    python -m building_site.facade [--samples 16] [--size 1024] [--npm DIR]

run from tools/assets; README.md there says how to set it up.
"""

from kit import build
from kit.plan import Light, Plan
from kit.shape import by_zones

from . import around, edge, floor_goods, scaffold, storey
from .surface import BOOK, MEAN

PLAN = Plan(
    kit="facade",
    scenario="scaffold-edge-fall",
    book=BOOK,
    mean=MEAN,
    light=Light(
        lamp=(1.0, (1.0, 0.95, 0.88)),
        sky=(1.0, (0.74, 0.84, 1.0)),
        # Four o'clock, between clouds, from behind the left shoulder of who faces the edge.
        sun=(8.5, (1.0, 0.86, 0.68)),
        sun_turn=(0.62, -0.72, 0.0),
        sun_angle=0.02,
    ),
    eye=(0.0, 1.6, -3.5),
    moved=(
        *("ladder.ladder", "ladder.lashing", "deck_board.board", "gap_panel.panel"),
        *("gap_panel.latch", "hatch_west.leaf", "hatch_east.leaf", "wind_sock.sock"),
        *("ppe_point.harness", "ppe_point.helmet", "fall_arrester.hook", "low_anchor.hook"),
        *("formwork_stack.top_sheet", "formwork_stack.ratchet", "wind_meter.needle"),
    ),
    glow={"dressing_sky": 2.9},
)


def zone(form):
    """In which part of the place a thing stands; each part is drawn in one go."""
    x, y, z = form.origin
    name = form.name
    if name in ("dressing_city", "dressing_below", "ground") or y < -2.5 and z > -7.5:
        return "dressing_far"
    if name.startswith(
        ("slab_3", "wall_", "dressing_walls", "dressing_stains", "stair", "dressing_shaft")
    ):
        return "dressing_shell"
    if z < -7.4 or name.startswith(("dressing_couplers", "dressing_braces")):
        return "dressing_scaffold"
    if z < -4.95 or name.startswith(
        ("lifeline", "stanchion", "rail_", "post_", "toe_", "dressing_signs")
    ):
        return "dressing_edge"
    return "dressing_floor"


def forms(boxes):
    """Every node of the kit, in world metres."""
    parts = {part.id for box in boxes.values() for part in box.parts}
    found = storey.slabs(boxes) + storey.walls(boxes) + storey.stairs(boxes) + storey.deck(boxes)
    found += [storey.below()] + edge.all_of(boxes) + floor_goods.all_of(boxes)
    found += scaffold.tubes(boxes) + [scaffold.crossings(boxes)] + scaffold.soles(boxes)
    spans = ((-6.0, -7.2, -1.5, -0.4), (1.5, -7.2, 6.0, -0.4))
    foot = [(-6.1, 6.1, -8.8, z) for z in (-7.848, -8.852)]
    found.append(scaffold.braces(spans, -8.93, foot))
    found += [around.city(-9.1), around.dome()]
    stays = {form.name for form in found} - parts - {"dressing_sky"}
    zones = by_zones(found, lambda form: zone(form) if form.name in stays else None)
    return [form for form in found if form.coats or form.name in boxes] + zones


def file_of(name):
    """The shell, the scaffold and its edge, all that moves or is far."""
    if name in ("dressing_shell", "dressing_floor"):
        return "floor"
    return "scaffold" if name in ("dressing_scaffold", "dressing_edge") else "things"


if __name__ == "__main__":
    build.main(PLAN, forms, file_of)
