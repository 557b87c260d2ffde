"""From forms to Blender: objects, the materials the light bounces off, lamps and sky, the GLB."""

import subprocess
from pathlib import Path

import bpy
import numpy as np

from . import charts, cooking

# What light sees of a surface: sRGB codes of mean colours.
MEAN = {
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
}
# Watts per square metre of a lamp and of the sky, and their colours (linear).
LAMP_W, LAMP_RGB = 26.0, (1.0, 0.94, 0.86)
SKY_W, SKY_RGB = 1.7, (0.62, 0.81, 1.0)
SUN_W, SUN_RGB = 5.0, (1.0, 0.93, 0.82)
# Under the hood, watts each: warm, and the brightest place of the room.
HOOD_W, HOOD_RGB = 26.0, (1.0, 0.72, 0.42)


def linear(code):
    """An sRGB code as linear colour."""
    c = np.array([int(code[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def material(name, atlas):
    """A plain material that bounces light as the real one does."""
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    nodes, links = made.node_tree.nodes, made.node_tree.links
    nodes.clear()
    out = nodes.new("ShaderNodeOutputMaterial")
    if name in ("glass", "stain"):
        shader = nodes.new("ShaderNodeBsdfTransparent")
    elif name == "lamp":
        shader = nodes.new("ShaderNodeEmission")
        shader.inputs["Color"].default_value = (*LAMP_RGB, 1)
        shader.inputs["Strength"].default_value = LAMP_W
    else:
        shader = nodes.new("ShaderNodeBsdfDiffuse")
        shader.inputs["Color"].default_value = (*linear(MEAN[name]), 1)
        if name in ("paint", "loose") and atlas:
            picture = nodes.new("ShaderNodeTexImage")
            picture.image = atlas
            uv = nodes.new("ShaderNodeUVMap")
            uv.uv_map = "UVMap"
            links.new(uv.outputs[0], picture.inputs[0])
            links.new(picture.outputs[0], shader.inputs["Color"])
    links.new(shader.outputs[0], out.inputs["Surface"])
    return made


def swap(points):
    """From y up to Blender's z up."""
    points = np.asarray(points, float)
    return np.stack([points[:, 0], -points[:, 2], points[:, 1]], axis=1)


def build(forms, side, atlas_png):
    """One object per form."""
    charts.pack(forms, side)
    atlas = bpy.data.images.load(str(atlas_png)) if atlas_png.exists() else None
    materials, objects = {}, []
    for form in forms:
        mesh = bpy.data.meshes.new(form.name)
        verts, normals, faces, uv0, uv1, slots = [], [], [], [], [], []
        for index, (name, coat) in enumerate(form.coats.items()):
            if name not in materials:
                materials[name] = material(name, atlas)
            mesh.materials.append(materials[name])
            first = len(verts)
            verts += coat.verts
            normals += coat.normals
            faces += [[first + i for i in face] for face in coat.faces]
            uv0 += [pair for face in coat.uvs for pair in face]
            uv1 += [charts.uv(chart, at, side) for chart, spots in coat.spots for at in spots]
            slots += [index] * len(coat.faces)
        thing = bpy.data.objects.new(form.name, mesh)
        thing.location = swap([form.origin])[0]
        bpy.context.collection.objects.link(thing)
        objects.append(thing)
        if not verts:
            continue
        local = swap(np.asarray(verts) - np.asarray(form.origin))
        mesh.from_pydata(local.tolist(), [], faces)
        mesh.polygons.foreach_set("material_index", slots)
        mesh.polygons.foreach_set("use_smooth", [True] * len(faces))
        for layer, pairs in (("UVMap", uv0), ("Lightmap", uv1)):
            flipped = np.asarray(pairs, float)
            flipped[:, 1] = 1 - flipped[:, 1]
            mesh.uv_layers.new(name=layer).data.foreach_set("uv", flipped.ravel())
        mesh.normals_split_custom_set_from_vertices(swap(normals).tolist())
        mesh.update()
    triangles = sum(len(p.vertices) - 2 for o in objects for p in o.data.polygons)
    print(f"{len(objects)} nodes, {triangles} triangles")
    return objects


def light():
    """A cool sky, a low sun over the yard, and the lamps as they are modelled."""
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    sky = world.node_tree.nodes["Background"]
    sky.inputs["Color"].default_value = (*SKY_RGB, 1)
    sky.inputs["Strength"].default_value = SKY_W
    sun = bpy.data.lights.new("sun", "SUN")
    sun.energy, sun.color, sun.angle = SUN_W, SUN_RGB, 0.02
    thing = bpy.data.objects.new("sun", sun)
    # From the east and a little south, over the low walls of the yard.
    thing.rotation_euler = (0.55, 0.75, 0.0)
    bpy.context.collection.objects.link(thing)
    for at in cooking.HOOD_LAMPS:
        bulb = bpy.data.lights.new("hood lamp", "AREA")
        bulb.energy, bulb.color, bulb.shape = HOOD_W, HOOD_RGB, "RECTANGLE"
        bulb.size, bulb.size_y = 0.4, 0.08
        thing = bpy.data.objects.new("hood lamp", bulb)
        thing.location = swap([np.subtract(at, (0, 0.03, 0))])[0]
        bpy.context.collection.objects.link(thing)


def export(objects, path, npm):
    """GLB with both coordinates and the corners' own normals, then packed by gltfpack."""
    draft = Path("/tmp") / f"anlan-{path.stem}.glb"
    bpy.ops.object.select_all(action="DESELECT")
    for thing in objects:
        thing.select_set(True)
    bpy.ops.export_scene.gltf(
        filepath=str(draft),
        export_format="GLB",
        use_selection=True,
        export_yup=True,
        export_apply=False,
        export_normals=True,
        export_texcoords=True,
        export_tangents=False,
        export_materials="EXPORT",
        export_image_format="NONE",
        export_animations=False,
        export_extras=False,
        export_vertex_color="NONE",
    )
    tool = npm / "node_modules" / ".bin" / "gltfpack"
    subprocess.run([tool, "-i", draft, "-o", path, "-noq", "-kv", "-kn", "-km"], check=True)
    print(f"{path.name}: {path.stat().st_size / 2**20:.2f} MiB")
