"""From forms to a kit's folder: models, baked light, room map; geometry and light of one run."""

import argparse
import sys
from pathlib import Path

import bpy

from . import bake, layout, scene, surface


def main(plan, forms_of, file_of):
    """Model, unwrap, bake, write. `forms_of` makes every node from the scenario's boxes; `file_of`
    says which file a node goes to: none may exceed 4 MiB."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=16, help="of the bake, per texel")
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
    parser.add_argument("--wide", type=int, default=960, help="width of a still, pixels")
    arguments = parser.parse_args(sys.argv[1:])
    surface.take(plan.book)
    boxes = layout.read(plan.scenario)
    forms = forms_of(boxes)
    missing = set(boxes) - {form.name for form in forms}
    if missing:
        raise SystemExit(f"nothing is modelled for {', '.join(sorted(missing))}")
    arguments.out.mkdir(parents=True, exist_ok=True)
    arguments.draft.mkdir(parents=True, exist_ok=True)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    side = 0 if arguments.look else arguments.size
    objects = scene.build(plan, forms, side, arguments.draft / "atlas.png")
    scene.light(plan)
    for thing in objects:
        thing.hide_render = thing.name in plan.glow
    if arguments.look:
        scene.pose(objects, boxes)
        for k, view in enumerate(arguments.look):
            path = arguments.draft / f"look{k}.png"
            bake.still(path, arguments.samples, view, arguments.wide)
        return
    for file in sorted({file_of(thing.name) for thing in objects}):
        group = [thing for thing in objects if file_of(thing.name) == file]
        scene.export(group, arguments.out / f"{file}.glb", arguments.npm, arguments.draft)
    if arguments.models:
        return
    scene.pose(objects, boxes)
    path = arguments.out / "lightmap.ktx2"
    bake.lightmap(plan, objects, arguments.size, arguments.samples, path, arguments.draft)
    bake.environment(plan, arguments.out, arguments.samples + 16, arguments.draft)
