"""Build assets/kits/kitchen: models from the scenario's own layout, baked light, room map.

    python -m kitchen.build [--samples 16] [--size 1024] [--only models]

run from tools/assets; README.md there says how to set it up. Geometry and light are of one run:
the packing of the light's coordinates differs from run to run.
"""

import argparse
import sys
from pathlib import Path

import bpy

from . import bake, cooking, dressing, fittings, food, gas, goods, layout, room, scene

KIT = layout.ROOT / "assets" / "kits" / "kitchen"


def forms():
    """Every node of the kit, in world metres."""
    boxes = layout.read("kitchen-gas-leak")
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
    missing = set(boxes) - {form.name for form in found}
    if missing:
        raise SystemExit(f"nothing is modelled for {', '.join(sorted(missing))}")
    return found


def is_room(name):
    """A file of at most 4 MiB each: shell and dressing, and things."""
    return name.startswith(
        ("wall", "floor", "ceiling", "range_wall", "pier", "yard_wall", "dressing")
    )


def main():
    """Model, unwrap, bake, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=48, help="of the bake, per texel")
    parser.add_argument("--size", type=int, default=1024, help="side of the lightmap, pixels")
    parser.add_argument("--npm", type=Path, default=Path("."), help="folder of node_modules")
    parser.add_argument("--draft", type=Path, default=Path("/tmp/anlan-kitchen"))
    parser.add_argument(
        "--look",
        type=float,
        nargs=6,
        metavar="M",
        help="a Cycles still instead of the bake: from a point toward another",
    )
    arguments = parser.parse_args(sys.argv[1:])
    KIT.mkdir(parents=True, exist_ok=True)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    objects = scene.build(forms(), arguments.size, arguments.draft / "atlas.png")
    scene.light()
    if arguments.look:
        bake.still(arguments.draft / "look.png", arguments.samples, arguments.look)
        return
    still = [thing for thing in objects if is_room(thing.name)]
    moved = [thing for thing in objects if not is_room(thing.name)]
    scene.export(still, KIT / "room.glb", arguments.npm)
    scene.export(moved, KIT / "things.glb", arguments.npm)
    bake.lightmap(objects, arguments.size, arguments.samples, KIT / "lightmap.ktx2")
    bake.environment(KIT)


if __name__ == "__main__":
    main()
