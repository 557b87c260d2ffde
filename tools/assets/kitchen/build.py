"""Build assets/kits/kitchen: models from the scenario's own layout, baked light, room map.

    python -m kitchen.build [--samples 16] [--size 1024] [--npm DIR]

run from tools/assets; README.md there says how to set it up.
"""

from kit import build
from kit.plan import Bulb, Light, Plan

from . import cooking, dressing, fittings, food, gas, goods, room
from .surface import BOOK

PLAN = Plan(
    kit="kitchen",
    scenario="kitchen-gas-leak",
    book=BOOK,
    mean={
        "tile": "DCDBD3",
        "floor": "7D7A74",
        "ceiling": "E6E6E2",
        "plaster": "CFC9BB",
        "steel": "A9ADB0",
        "paving": "8F8E89",
        "goods": "BFA57C",
        "paint": "8A8A86",
        "led": "30C060",
        "cut": "3A3F45",
        "loose": "8A8A86",
    },
    light=Light(
        lamp=(26.0, (1.0, 0.94, 0.86)),
        sky=(1.7, (0.62, 0.81, 1.0)),
        sun=(5.0, (1.0, 0.93, 0.82)),
        # From the east and a little south, over the low walls of the yard.
        sun_turn=(0.55, 0.75, 0.0),
        # Under the hood: warm, and the brightest place of the room.
        bulbs=[
            Bulb((x, y - 0.03, z), 26.0, (1.0, 0.72, 0.42), 0.4, 0.08)
            for x, y, z in cooking.HOOD_LAMPS
        ],
    ),
    eye=(0.0, 1.6, -2.6),
    # Outdoors is seen from afar.
    weight={
        "dressing_yard": 0.12,
        "floor_yard": 0.3,
        "yard_wall_south": 0.7,
        "yard_wall_west": 0.7,
        "yard_wall_east": 0.7,
    },
    moved=("boxes_valve.stack", "goods_window.sacks"),
)


def forms(boxes):
    """Every node of the kit, in world metres."""
    found = room.shell(boxes) + room.openings(boxes)
    for make in (
        cooking.stove,
        cooking.knobs,
        cooking.pots,
        cooking.hood,
        cooking.hose,
        gas.pipes,
        gas.alarm,
        gas.switches,
        goods.cartons,
        goods.sacks,
        fittings.prep,
        fittings.cold_store,
        fittings.steam_cabinet,
        food.crates,
        fittings.sink,
        fittings.dish_shelf,
        fittings.counter,
        fittings.outside,
        fittings.blanket,
    ):
        found += make(boxes)
    found += dressing.all_of(found)
    return found


def file_of(name):
    """Shell and dressing, and things."""
    is_room = name.startswith(
        ("wall", "floor", "ceiling", "range_wall", "pier", "yard_wall", "dressing")
    )
    return "room" if is_room else "things"


if __name__ == "__main__":
    build.main(PLAN, forms, file_of)
