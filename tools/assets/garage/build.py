"""Build assets/kits/garage: models from the scenario's own layout, baked light, room map.

    python -m garage.build [--samples 16] [--size 1024] [--npm DIR]

run from tools/assets; README.md there says how to set it up.
"""

import math

from kit import build
from kit.plan import Bulb, Light, Plan
from kit.shape import Form, by_zones

from . import dressing, fleet, gear, room, stores, tyres
from .surface import BOOK, MEAN

TUBE_RGB = (1.0, 0.95, 0.88)
# Along the pit.
PITS = (-11.5, -8.5, -5.5, -3.0)
LAMPS = ((0.0, -2.0), (0.0, -8.0), (0.0, -14.0), (5.6, -5.0), (5.6, -12.0))
PLAN = Plan(
    kit="garage",
    scenario="bus-depot-repair",
    book=BOOK,
    mean=MEAN,
    light=Light(
        lamp=(5.0, TUBE_RGB),
        sky=(1.6, (0.66, 0.83, 1.0)),
        sun=(12.0, (1.0, 0.92, 0.8)),
        # Two in the afternoon, through the high windows in the west wall.
        sun_turn=(0.12, -0.92, 0.0),
        bulbs=[
            *(Bulb((x, 5.86, z), 330.0, TUBE_RGB, 0.3, 1.5) for x, z in LAMPS),
            Bulb((-7.95, 3.95, -7.5), 330.0, (0.7, 0.85, 1.0), 1.4, 12.8, (0.0, -math.pi / 2, 0.0)),
            # What little comes up from the pit, so that an underside is not a black hole.
            *(Bulb((2.8, -1.36, z), 14.0, TUBE_RGB, 0.6, 1.6, (math.pi, 0.0, 0.0)) for z in PITS),
        ],
    ),
    eye=(-1.0, 1.6, -6.5),
    moved=("tyre_stack.stack", "tyre.tyre", "key_board.tag"),
)
# What stands still is drawn zone by zone, not thing by thing: the two buses, and the room's rest.
STAYS = {
    "dressing_bus_a": (
        *("bus_a", "front_wheel", "front_wheel_left", "rear_wheel", "rear_wheel_left"),
        *("hv_hatch", "driver_door", "bottle_jack", "axle_stands"),
    ),
    "dressing_bus_b": (
        *("bus_b", *(f"lift_column_{k}" for k in range(1, 5))),
        *(f"lift_fork_{k}" for k in range(1, 5)),
        *("lift_barrier", "lift_barrier_back", "lift_barrier_end", "dressing_lift"),
    ),
    "dressing_south": (
        *("pit_landing", "pit_edge_west", "pit_edge_east", "pit_ladder", "pit_fan", "pit_post"),
        *("pit_fan_switch", "safe_lamp", "lamp_hook", "chock_front", "chock_rear", "key_board"),
        *(
            "tyre_cage",
            "tyre_cage_left",
            "tyre_cage_right",
            "tyre_cage_top",
            "air_post",
            "air_hose",
        ),
        *("rag_bin", "fire_extinguishers", "sling_rack", "tool_trolley", "creeper", "rules_board"),
        *("pit_covers", "first_aid_box", "wall_clock", "side_door", "exit_sign", "workbench"),
        *("bench_vise", "sorting_bins"),
    ),
    "dressing_east": (
        *("tool_cabinet", "compressor", "parts_shelf", "spare_parts", "parts_pallet", "oil_drums"),
        *("waste_oil_tank", "exhaust_reel", "exhaust_hose", "service_truck", "truck_exhaust"),
        *("shutter_1", "shutter_2"),
    ),
    "dressing_walls": (
        *room.SEEN,
        *("hall_windows", "dressing_foot", "dressing_signs", "dressing_conduits"),
        "dressing_columns",
        *("dressing_lines", "dressing_pit"),
        *("floor_west", "floor_east", "floor_north", "floor_south", "pit_floor"),
        *("pit_wall_west", "pit_wall_east", "pit_wall_north", "pit_wall_south"),
    ),
}
# Boxes that another node's model fills.
FILLED = (
    *("bus_a_front", "bus_a_windscreen", "bus_a_cab_roof", "bus_a_cab_floor", "bus_a_skirt_front"),
    *("bus_a_skirt_mid", "bus_a_tail_left", "bus_a_tail_right", "bus_a_tail_end", "bus_a_hv_tray"),
    *("driver_place", "driver_seat", "steering_wheel"),
)


def zone_name(form):
    """The zone that a form is drawn with; None if it is drawn by itself."""
    if form.name.startswith("ceiling") and form.name != "ceiling":
        return "ceiling_all"
    return next((zone for zone, names in STAYS.items() if form.name in names), None)


def forms(boxes):
    """Every node of the kit, in world metres."""
    found = room.all_of(boxes) + fleet.all_of(boxes) + gear.all_of(boxes)
    found += tyres.all_of(boxes) + stores.all_of(boxes) + dressing.all_of()
    zones = by_zones(found, zone_name)
    kept = [
        form for form in found if form.coats or not form.name.startswith(("dressing", "ceiling_"))
    ]
    return kept + [Form(name, boxes[name].centre) for name in FILLED] + zones


def file_of(name):
    """No file may exceed 4 MiB."""
    if name in ("dressing_bus_a", "dressing_bus_b", "dressing_east"):
        return {"dressing_bus_a": "bus_a", "dressing_bus_b": "bus_b"}.get(name, "east")
    return "room" if name.startswith(("ceiling", "dressing_walls", "dressing_out")) else "things"


if __name__ == "__main__":
    build.main(PLAN, forms, file_of)
