"""Build assets/kits/workshop: models from the scenario's own layout, baked light, room map.

    python -m workshop.build [--samples 16] [--size 1024] [--npm DIR]

run from tools/assets; README.md there says how to set it up.
"""

import math

from kit import build, layout, surface
from kit.plan import Bulb, Light, Plan
from kit.shape import Form

from . import bench, cabinet, cable, dressing, machines, room, safety, stores, switchgear
from .surface import BOOK

TUBE_RGB = (1.0, 0.95, 0.88)
PLAN = Plan(
    kit="workshop",
    scenario="shock-distribution-cabinet",
    book=BOOK,
    mean={
        "floor": "707F77",
        "wall": "B3B5A9",
        "roof": "BFC4C4",
        "steel": "989792",
        "zinc": "A2A7A8",
        "goods": "7E6B54",
        "enamel": "8E9A94",
        "paint": "8A8A86",
        "led": "30C060",
        "cut": "3A3F45",
        "loose": "8A8A86",
    },
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


def zone(form):
    """In which of the corner's four parts a thing stands."""
    x, _, z = form.origin
    if z < -3.9 and x < 3:
        return "dressing_north" if x > -2.3 else "dressing_west"
    if z > 2.9:
        return "dressing_south"
    return "dressing_east" if x > 1.5 else "dressing_west"


def forms(boxes):
    """Every node of the kit, in world metres."""
    found = room.all_of(boxes) + cabinet.all_of(boxes) + switchgear.all_of(boxes)
    found += machines.all_of(boxes) + bench.all_of(boxes) + stores.all_of(boxes)
    found += cable.all_of(boxes)
    found += safety.all_of(boxes) + dressing.all_of()
    zones = {}
    for form in found:
        name = None
        if form.name.startswith("wall") and form.name != "wall_clock":
            name = "dressing_walls"
        elif form.name in STILL:
            name = zone(form)
        elif form.name in (
            "dressing_foot",
            "dressing_signs",
            "dressing_conduits",
            "dressing_lines",
        ):
            name = "dressing_walls"
        elif form.name in ("dressing_tools",):
            name = "dressing_east"
        elif form.name.startswith("ceiling") and form.name != "ceiling":
            name = "ceiling_all"
        if name:
            zones.setdefault(name, Form(name)).absorb(form)
    kept = [
        form for form in found if form.coats or not form.name.startswith(("dressing", "ceiling_"))
    ]
    return kept + list(zones.values())


def file_of(name):
    """The shell and the east; the west; the north and all that moves."""
    if name in ("dressing_west", "dressing_south"):
        return "west"
    is_room = name.startswith(("wall", "floor_hall", "ceiling", "dressing"))
    return "room" if is_room and name != "dressing_north" else "things"


if __name__ == "__main__":
    surface.take(BOOK)
    read = layout.read(PLAN.scenario)
    build.main(PLAN, read, forms(read), file_of)
