"""Light: the baked map, and the room as a mirror in its middle sees it."""

import math

import bpy
import numpy as np
from mathutils import Vector

from . import ktx2

# Lightest value that the map can hold; the sun's spots are cut here.
LIGHT_MAX = 60.0
PANORAMA_PX = (512, 256)
# Lightest value of a mirror image: edges of steel a pixel wide must not sparkle as a head moves.
GLINT_MAX = 5.0


def engine(samples):
    """Cycles on all cores."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = samples
    scene.cycles.use_denoising = False
    scene.cycles.max_bounces = 6
    scene.cycles.diffuse_bounces = 5
    scene.cycles.sample_clamp_indirect = 8.0
    scene.cycles.use_fast_gi = False
    scene.view_settings.view_transform = "Raw"
    return scene


def pixels(image):
    """An image as rows from top to bottom."""
    wide, high = image.size
    flat = np.empty(wide * high * 4, np.float32)
    image.pixels.foreach_get(flat)
    return flat.reshape(high, wide, 4)[::-1, :, :3].copy()


def denoise(image, draft):
    """The image with its noise taken out, by way of the compositor."""
    scene = bpy.context.scene
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    source = tree.nodes.new("CompositorNodeImage")
    source.image = image
    clean = tree.nodes.new("CompositorNodeDenoise")
    clean.use_hdr = True
    out = tree.nodes.new("CompositorNodeComposite")
    tree.links.new(source.outputs[0], clean.inputs[0])
    tree.links.new(clean.outputs[0], out.inputs[0])
    scene.render.resolution_x, scene.render.resolution_y = image.size
    scene.render.resolution_percentage = 100
    path = str(draft / "denoised.exr")
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_depth = "32"
    scene.render.filepath = path
    if scene.camera is None:
        camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
        bpy.context.collection.objects.link(camera)
        scene.camera = camera
    bpy.ops.render.render(write_still=True)
    scene.use_nodes = False
    return pixels(bpy.data.images.load(path, check_existing=False))


def bake_whole(group, clears):
    """Bake a group as one object: many would each build the whole scene again."""
    bpy.ops.object.select_all(action="DESELECT")
    for thing in group:
        thing.select_set(True)
    whole = bpy.context.view_layer.objects.active = group[0]
    bpy.ops.object.join()
    whole.data.uv_layers.active = whole.data.uv_layers["Lightmap"]
    bpy.ops.object.bake(
        type="DIFFUSE",
        pass_filter={"DIRECT", "INDIRECT"},
        margin=2,
        margin_type="EXTEND",
        use_clear=clears,
    )


def places(thing, side):
    """The field of the map that a node's charts lie on, texels from its upper left."""
    layer = thing.data.uv_layers["Lightmap"].data
    flat = np.empty(len(layer) * 2, np.float32)
    layer.foreach_get("uv", flat)
    at = flat.reshape(-1, 2) * side
    low, high = np.floor(at.min(axis=0)).astype(int), np.ceil(at.max(axis=0)).astype(int)
    return (max(low[0] - 1, 0), max(side - high[1] - 1, 0), high[0] + 1, side - low[1] + 1)


def lightmap(plan, objects, side, samples, path, draft):
    """Bake direct and indirect light on all objects at once, clean it, write it."""
    engine(samples)
    image = bpy.data.images.new("lightmap", side, side, float_buffer=True, is_data=True)
    for made in bpy.data.materials:
        nodes, links = made.node_tree.nodes, made.node_tree.links
        target = nodes.new("ShaderNodeTexImage")
        target.image = image
        uv = nodes.new("ShaderNodeUVMap")
        uv.uv_map = "Lightmap"
        links.new(uv.outputs[0], target.inputs[0])
        nodes.active = target
    glowing = [(places(t, side), plan.glow[t.name]) for t in objects if t.name in plan.glow]
    objects = [thing for thing in objects if thing.name not in plan.glow]
    # What is pushed aside leaves no shade behind: it is lit by the room, and the room not by it.
    stacks = [thing for thing in objects if thing.name in plan.moved]
    rest = [t for t in objects if t.name not in plan.moved and len(t.data.polygons)]
    for group, hidden in ((rest, stacks), (stacks, [])):
        if not group:
            continue
        for thing in stacks:
            thing.hide_render = thing in hidden
        bake_whole(group, group is rest)
    light = np.clip(np.nan_to_num(denoise(image, draft)), 0, LIGHT_MAX)
    for (x0, y0, x1, y1), bright in glowing:
        light[y0:y1, x0:x1] = bright
    path.write_bytes(ktx2.light([[light]]))
    print(f"{path.name}: {path.stat().st_size / 2**20:.2f} MiB, mean {light.mean():.3f}")


def environment(plan, folder, samples, draft):
    """A panorama, made into what a diffuse surface and a mirror of each roughness receive."""
    scene = engine(samples)
    scene.cycles.use_denoising = False
    camera = bpy.data.cameras.new("panorama")
    camera.type = "PANO"
    camera.panorama_type = "EQUIRECTANGULAR"
    eye = bpy.data.objects.new("panorama", camera)
    eye.location = (plan.eye[0], -plan.eye[2], plan.eye[1])
    eye.rotation_euler = (math.pi / 2, 0, 0)
    bpy.context.collection.objects.link(eye)
    scene.camera = eye
    scene.render.resolution_x, scene.render.resolution_y = PANORAMA_PX
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_depth = "32"
    path = str(draft / "panorama.exr")
    scene.render.filepath = path
    bpy.ops.render.render(write_still=True)
    raw = bpy.data.images.load(path, check_existing=False)
    panorama = np.clip(pixels(raw), 0, GLINT_MAX)
    diffuse, specular = ktx2.room_maps(panorama)
    (folder / "diffuse.ktx2").write_bytes(ktx2.light(diffuse))
    (folder / "specular.ktx2").write_bytes(ktx2.light(specular))
    for name in ("diffuse", "specular"):
        print(f"{name}.ktx2: {(folder / f'{name}.ktx2').stat().st_size / 1024:.0f} KiB")


def still(path, samples, view, wide):
    """A picture for the eye, without the engine; `view` is two points, y up."""
    scene = engine(samples)
    scene.cycles.use_denoising = True
    scene.view_settings.view_transform = "AgX"
    camera = bpy.data.objects.new("still", bpy.data.cameras.new("still"))
    camera.data.sensor_fit = "VERTICAL"
    camera.data.angle = math.radians(60)
    eye, toward = (Vector((p[0], -p[2], p[1])) for p in (view[:3], view[3:]))
    camera.location = eye
    camera.rotation_euler = (toward - eye).to_track_quat("-Z", "Y").to_euler()
    bpy.context.collection.objects.link(camera)
    scene.camera = camera
    scene.render.resolution_x, scene.render.resolution_y = wide, wide * 9 // 16
    scene.render.image_settings.file_format = "PNG"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
