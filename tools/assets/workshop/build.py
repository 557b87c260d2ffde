"""Build assets/kits/workshop: models from the scenario's own layout, baked light, room map.

    python -m workshop.build [--samples 16] [--size 1024] [--npm DIR]

run from tools/assets; README.md there says how to set it up.
"""

import math

from kit import build
from kit.plan import Bulb, Light, Plan
from kit.shape import by_zones

from . import bench, cabinet, cable, dressing, machines, room, safety, stores, switchgear
from .surface import BOOK, MEAN

TUBE_RGB = (1.0, 0.95, 0.88)
PLAN = Plan(
    kit="workshop",
    scenario="shock-distribution-cabinet",
    book=BOOK,
    mean=MEAN,
    light=Light(
        # Tubes and window shine as areas, which Cycles finds: what is seen of them only glows.
        lamp=(5.0, (1.0, 0.95, 0.88)),
        sky=(1.6, (0.66, 0.83, 1.0)),
        sun=(12.0, (1.0, 0.92, 0.8)),
        # Half past nine, through the high windows in the west wall and a little to the north.
        sun_turn=(0.22, -0.86, 0.0),
        bulbs=[
            Bulb((0.0, 4.87, -2.85), 115.0, TUBE_RGB, 1.2, 0.05),
            Bulb((0.0, 4.87, 0.0), 210.0, TUBE_RGB, 1.2, 0.15),
            Bulb((0.0, 4.87, 2.6), 210.0, TUBE_RGB, 1.2, 0.15),
            Bulb((-4.97, 3.15, -0.3), 120.0, (0.7, 0.85, 1.0), 1.4, 4.9, (0.0, -math.pi / 2, 0.0)),
        ],
    ),
    eye=(0.0, 1.6, -1.2),
    weight={"floor_hall": 1.0},
)
# What stands still is drawn zone by zone, not thing by thing.
STILL = (
    *("cabinet_main", "cabinet_side_left", "cabinet_side_right", "cabinet_top", "cabinet_plinth"),
    *("breaker_qf1", "busbars", "breakers_branch", "rcd", "pe_bar", "bonding_wire", "earth_lead"),
    *("rubber_mat", "boxes", "extinguisher_co2", "cabinet_adjacent", "cable_tray"),
    *("cable_tray_east", "riser_1ap", "riser_2ap", "riser_switch", "upstream_switch"),
    *("loto_station", "lathe", "lathe_headstock", "lathe_tailstock", "duckboard", "floor_fan"),
    *("trailing_cable", "cable_feed", "workbench", "angle_grinder", "grinder_plug"),
    *("drill_table", "bench_drill", "ppe_rack", "notice_board", "tool_trolley", "tool_cabinet"),
    *("milling_machine", "bar_rack", "coolant_drum", "chip_bin", "bench_vise", "parts_boxes"),
    *("castings", "sorting_bins", "stool", "first_aid_box", "wall_clock", "roller_shutter"),
    *("side_door", "exit_sign", "hall_windows", "column_east", "column_west", "coolant_puddle"),
)
WALLS = ("dressing_foot", "dressing_signs", "dressing_conduits", "dressing_lines")


def zone(form):
    """In which of the corner's four parts a thing stands."""
    x, _, z = form.origin
    if z < -3.9 and x < 3:
        return "dressing_north" if x > -2.3 else "dressing_west"
    if z > 2.9:
        return "dressing_south"
    return "dressing_east" if x > 1.5 else "dressing_west"


def zone_name(form):
    """The zone that a form is drawn with; None if it is drawn by itself."""
    name = form.name
    if name in WALLS or name.startswith("wall") and name != "wall_clock":
        return "dressing_walls"
    if name in STILL:
        return zone(form)
    if name == "dressing_tools":
        return "dressing_east"
    return "ceiling_all" if name.startswith("ceiling") and name != "ceiling" else None


def forms(boxes):
    """Every node of the kit, in world metres."""
    found = room.all_of(boxes) + cabinet.all_of(boxes) + switchgear.all_of(boxes)
    found += machines.all_of(boxes) + bench.all_of(boxes) + stores.all_of(boxes)
    found += cable.all_of(boxes)
    found += safety.all_of(boxes) + dressing.all_of()
    zones = by_zones(found, zone_name)
    kept = [
        form for form in found if form.coats or not form.name.startswith(("dressing", "ceiling_"))
    ]
    return kept + zones


def file_of(name):
    """The shell and the east; the west; the north and all that moves."""
    if name in ("dressing_west", "dressing_south"):
        return "west"
    is_room = name.startswith(("wall", "floor_hall", "ceiling", "dressing"))
    return "room" if is_room and name != "dressing_north" else "things"


if __name__ == "__main__":
    build.main(PLAN, forms, file_of)
