"""Build assets/kits/construction: the yard of scenario 13 (falling-object-site).

    python -m building_site.construction [--samples 16] [--size 1024] [--npm DIR]

run from tools/assets; README.md there says how to set it up.
"""

import math

from kit import build
from kit.plan import Light, Plan
from kit.shape import Form, by_zones

from . import around, crane, frame, passage, scaffold, yard
from .surface import BOOK, MEAN

PLAN = Plan(
    kit="construction",
    scenario="falling-object-site",
    book=BOOK,
    mean=MEAN,
    light=Light(
        lamp=(1.0, (1.0, 0.95, 0.88)),
        sky=(1.0, (0.66, 0.82, 1.0)),
        # Towards noon, high and from behind whoever comes in by the gate: `passage.SUN`.
        sun=(11.0, (1.0, 0.93, 0.82)),
        sun_turn=(math.atan(0.45), math.asin(0.06 / math.hypot(1.0, 0.06)), 0.0),
        sun_angle=0.012,
    ),
    eye=(0.0, 1.6, -1.5),
    moved=(
        *("crane_hook.block", "crane_hook.rope", "crane_hook.sling", "steel_tubes.bundle"),
        *("couplers.first", "couplers.second", "loose_brick.brick", "helmet_rack.helmet"),
        *("bay_west.guard", "bay_east.guard", "bricks_west.pile", "bricks_east.pile"),
        *("passage_boom.arm", "cordon_boom.arm"),
        *("patch_north.low", "patch_north.high", "patch_south.low", "patch_south.high"),
    ),
    glow={"dressing_sky": 4.0},
)
FAR = ("dressing_city", "dressing_street", "dressing_crane", "crane_mast", "crane_jib")


def zone(form):
    """In which part of the site a thing stands; each part is drawn in one go."""
    x, y, z = form.origin
    name = form.name
    if name in FAR:
        return "dressing_far"
    if name.startswith(("hoarding", "dressing_gate", "ground", "dressing_stains", "drop_area")):
        return "dressing_ground"
    if name.startswith(
        ("dressing_frame", "dressing_signs", "dressing_couplers", "dressing_braces")
    ):
        return "dressing_north"
    if name.startswith(("canopy", "passage_", "dressing_passage")):
        return "dressing_way"
    if z < -9.35 and y > -0.1 or name.startswith("guard"):
        return "dressing_north"
    if z < -9.0 and name != "rest_bench" and not name.startswith("hoist"):
        return "dressing_north"
    return "dressing_west" if x < 0 else "dressing_east"


def forms(boxes):
    """Every node of the kit, in world metres."""
    parts = {part.id for box in boxes.values() for part in box.parts}
    found = yard.all_of(boxes) + frame.shell(boxes) + passage.all_of(boxes) + crane.all_of(boxes)
    found += scaffold.tubes(boxes) + [scaffold.crossings(boxes)] + scaffold.soles(boxes)
    found += scaffold.decks(boxes, [f"plank_{k}" for k in range(1, 5)])
    found += scaffold.rails(boxes, ("rail_mid", "rail_top"))
    net = boxes["net_upper"]
    hung = Form(net.id, net.centre)
    scaffold.fit.curtain(hung, "net", net.low, net.high, 2, 3)
    ends = [(a, b, 0.2, z) for a, b in ((-7.6, -1.45), (1.45, 7.6)) for z in (-9.548, -10.552)]
    spans = ((-4.5, 0.15, -1.5, 3.4), (4.5, 0.15, 7.5, 3.4))
    found.append(scaffold.braces(spans, -9.45, ends))
    found += [hung, around.city(), around.street(), around.dome()]
    stays = {form.name for form in found} - parts - {"dressing_sky"}
    zones = by_zones(found, lambda form: zone(form) if form.name in stays else None)
    return [form for form in found if form.coats or form.name in boxes] + zones


def file_of(name):
    """The north and the ground; the yard's sides; the passage, what is far, all that moves."""
    if name in ("dressing_north", "dressing_ground"):
        return "building"
    return "yard" if name in ("dressing_west", "dressing_east") else "things"


if __name__ == "__main__":
    build.main(PLAN, forms, file_of)
