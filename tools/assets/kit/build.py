"""From forms to a kit's folder: models, baked light, room map. Geometry and light are of one run."""

import argparse
import sys
from pathlib import Path

import bpy

from . import bake, layout, scene


def main(plan, boxes, forms, is_room):
    """Unwrap, bake, write. `is_room` sorts nodes into two files: shell and dressing, and things."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=48, help="of the bake, per texel")
    parser.add_argument("--size", type=int, default=1024, help="side of the lightmap, pixels")
    parser.add_argument("--npm", type=Path, default=Path("."), help="folder of node_modules")
    parser.add_argument("--draft", type=Path, default=Path(f"/tmp/anlan-{plan.kit}"))
    parser.add_argument("--out", type=Path, default=layout.KITS / plan.kit)
    parser.add_argument("--models", action="store_true", help="no light: a trial of the models")
    parser.add_argument(
        "--look",
        type=float,
        nargs=6,
        action="append",
        metavar="M",
        help="a Cycles still instead of the bake: from a point toward another; may be repeated",
    )
    arguments = parser.parse_args(sys.argv[1:])
    missing = set(boxes) - {form.name for form in forms}
    if missing:
        raise SystemExit(f"nothing is modelled for {', '.join(sorted(missing))}")
    arguments.out.mkdir(parents=True, exist_ok=True)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    objects = scene.build(plan, forms, arguments.size, arguments.draft / "atlas.png")
    scene.light(plan)
    if arguments.look:
        scene.pose(objects, boxes)
        for k, view in enumerate(arguments.look):
            bake.still(arguments.draft / f"look{k}.png", arguments.samples, view)
        return
    still = [thing for thing in objects if is_room(thing.name)]
    moved = [thing for thing in objects if not is_room(thing.name)]
    scene.export(still, arguments.out / "room.glb", arguments.npm)
    scene.export(moved, arguments.out / "things.glb", arguments.npm)
    if arguments.models:
        return
    scene.pose(objects, boxes)
    path = arguments.out / "lightmap.ktx2"
    bake.lightmap(plan, objects, arguments.size, arguments.samples, path)
    bake.environment(plan, arguments.out)
