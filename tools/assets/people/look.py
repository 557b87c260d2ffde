"""Pictures of people for judging them: `look.py sheet.png file.glb[:clip[@seconds[:view]]] ...`

Views are front, side, back, quarter and face; each row of the sheet is one argument's. Only the
things that the clip shows are drawn.
"""

import os
import sys
from pathlib import Path

import bpy
import numpy as np
from PIL import Image

CAMERAS = {
    "front": ((0, 3.6, 1.0), (0, 0, 0.95), 62),
    "side": ((3.6, 0, 1.0), (0, 0.1, 0.95), 62),
    "right": ((-3.6, 0, 1.0), (0, 0.1, 0.95), 62),
    "back": ((0, -3.6, 1.1), (0, 0, 0.95), 62),
    "quarter": ((-2.2, 2.8, 1.5), (0, 0.1, 0.95), 62),
    "quarterback": ((2.2, -2.8, 1.6), (0, 0.0, 0.95), 62),
    "face": ((-0.28, 0.85, 1.68), (0, 0.04, 1.6), 62),
    "profile": ((0.85, 0.15, 1.66), (0, 0.02, 1.6), 62),
    "chest": ((-0.4, 1.35, 1.5), (0, 0.1, 1.2), 55),
    "hands": ((-0.7, 1.1, 1.55), (-0.02, 0.4, 1.12), 80),
}


def clear():
    bpy.ops.wm.read_factory_settings(use_empty=True)


def room(samples):
    """A grey floor and wall under a window's and a lamp's light."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.samples, scene.cycles.use_denoising = samples, True
    scene.cycles.max_bounces = 1
    scene.view_settings.view_transform = "AgX"
    world = bpy.data.worlds.new("world")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (0.75, 0.85, 1, 1)
    world.node_tree.nodes["Background"].inputs[1].default_value = 0.55
    scene.world = world
    bpy.ops.mesh.primitive_plane_add(size=30)
    sun = bpy.data.lights.new("sun", "SUN")
    sun.energy, sun.angle = 3.2, 0.05
    lamp = bpy.data.objects.new("sun", sun)
    lamp.rotation_euler = (0.75, -0.35, 0.4)
    scene.collection.objects.link(lamp)


def load(path, clip, seconds):
    bpy.ops.import_scene.gltf(filepath=str(path))
    for action in bpy.data.actions:
        action.use_fake_user = True
    for thing in list(bpy.data.objects):
        name = thing.name.split(".0")[0]
        if name.startswith(("held.", "laid.")):
            thing.hide_render = name != f"held.{clip}"
        if thing.type == "ARMATURE":
            thing.animation_data_create()
            for track in thing.animation_data.nla_tracks:
                track.mute = True
            action = next(a for a in bpy.data.actions if a.name.split("_")[0] == clip)
            thing.animation_data.action = action
            if hasattr(thing.animation_data, "action_slot") and action.slots:
                thing.animation_data.action_slot = action.slots[0]
    bpy.context.scene.render.fps = 30
    rate = bpy.context.scene.render.fps
    bpy.context.scene.frame_set(int(seconds * rate))
    for material in bpy.data.materials:
        if material.use_nodes and material.name != "Dots Stroke":
            colours(material)


def colours(material):
    """The vertex colour times the picture, as glTF has it."""
    tree = material.node_tree
    shader = next((n for n in tree.nodes if n.type == "BSDF_PRINCIPLED"), None)
    if shader is None or any(n.type == "VERTEX_COLOR" for n in tree.nodes):
        return
    vertex = tree.nodes.new("ShaderNodeVertexColor")
    vertex.layer_name = "Color"
    socket = shader.inputs["Base Color"]
    if socket.is_linked:
        mix = tree.nodes.new("ShaderNodeMix")
        mix.data_type, mix.blend_type = "RGBA", "MULTIPLY"
        mix.inputs[0].default_value = 1
        tree.links.new(socket.links[0].from_socket, mix.inputs[6])
        tree.links.new(vertex.outputs[0], mix.inputs[7])
        tree.links.new(mix.outputs[2], socket)
    else:
        tree.links.new(vertex.outputs[0], socket)


def shoot(view, out, size):
    place, at, lens = CAMERAS[view]
    if view in ("face", "profile", "chest", "hands"):
        # Near views follow the head.
        rig = next(o for o in bpy.data.objects if o.type == "ARMATURE")
        bone = rig.matrix_world @ rig.pose.bones["head"].head
        shift = np.array([bone.x, -bone.y, bone.z]) - [0, 0, 1.52]
        place, at = np.array(place) + shift, np.array(at) + shift
    data = bpy.data.cameras.new("camera")
    data.lens = lens
    camera = bpy.data.objects.new("camera", data)
    bpy.context.scene.collection.objects.link(camera)
    # The importer turns the file's y up into Blender's z up: z ahead becomes -y.
    flip = np.array([1, -1, 1])
    place, at = np.array(place) * flip, np.array(at) * flip
    from mathutils import Vector

    camera.location = place
    camera.rotation_euler = Vector(at - place).to_track_quat("-Z", "Y").to_euler()
    scene = bpy.context.scene
    scene.camera = camera
    scene.render.resolution_x, scene.render.resolution_y = size
    scene.render.filepath = str(out)
    bpy.ops.render.render(write_still=True)
    return Image.open(out).convert("RGB")


def main(out, *wishes, samples=5):
    rows = []
    for wish in wishes:
        path, _, rest = wish.partition(":")
        when, _, views = rest.partition(":")
        clip, _, seconds = (when or "idle").partition("@")
        clear()
        room(samples)
        load(Path(path), clip, float(seconds or 0))
        row = []
        for view in (views or "front,side,back,face").split(","):
            tall = view not in ("face", "profile", "chest", "hands")
            size = (320, 560) if tall else (460, 560)
            row.append(shoot(view, f"/tmp/look-{os.getpid()}.png", size))
        rows.append(row)
    wide = max(sum(i.width for i in row) for row in rows)
    sheet = Image.new("RGB", (wide, sum(row[0].height for row in rows)))
    y = 0
    for row in rows:
        x = 0
        for image in row:
            sheet.paste(image, (x, y))
            x += image.width
        y += row[0].height
    sheet.save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
