"""From forms to Blender: objects, the materials the light bounces off, lamps and sky, the GLB."""

import math
import subprocess
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix, Vector

from . import charts


def linear(code):
    """An sRGB code as linear colour."""
    c = np.array([int(code[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def material(plan, name, atlas):
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
        shader.inputs["Color"].default_value = (*plan.light.lamp[1], 1)
        shader.inputs["Strength"].default_value = plan.light.lamp[0]
    else:
        shader = nodes.new("ShaderNodeBsdfDiffuse")
        shader.inputs["Color"].default_value = (*linear(plan.mean[name]), 1)
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


def build(plan, forms, side, atlas_png):
    """One object per form; with a side of 0 none has its place on the lightmap."""
    if side:
        charts.pack(forms, side, plan.weight)
    atlas = bpy.data.images.load(str(atlas_png)) if atlas_png.exists() else None
    materials, objects = {}, []
    for form in forms:
        mesh = bpy.data.meshes.new(form.name)
        verts, normals, faces, uv0, uv1, slots = [], [], [], [], [], []
        for index, (name, coat) in enumerate(form.coats.items()):
            if name not in materials:
                materials[name] = material(plan, name, atlas)
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


def light(plan):
    """A cool sky, a sun, and the lamps that are not modelled."""
    given = plan.light
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    sky = world.node_tree.nodes["Background"]
    sky.inputs["Color"].default_value = (*given.sky[1], 1)
    sky.inputs["Strength"].default_value = given.sky[0]
    sun = bpy.data.lights.new("sun", "SUN")
    sun.energy, sun.color, sun.angle = *given.sun, given.sun_angle
    thing = bpy.data.objects.new("sun", sun)
    thing.rotation_euler = given.sun_turn
    bpy.context.collection.objects.link(thing)
    for lamp in given.bulbs:
        bulb = bpy.data.lights.new("bulb", "AREA")
        bulb.energy, bulb.color, bulb.shape = lamp.watts, lamp.rgb, "RECTANGLE"
        bulb.size, bulb.size_y = lamp.wide, lamp.deep
        thing = bpy.data.objects.new("bulb", bulb)
        thing.location, thing.rotation_euler = swap([lamp.at])[0], lamp.turn
        bpy.context.collection.objects.link(thing)


def pose(objects, boxes):
    """Put parts where they are when the scenario starts: the light is that of the start."""
    for thing in objects:
        box = boxes.get(thing.name)
        if box is None or not box.starts_moved:
            continue
        word, motion = box.motion
        if word == "Slide":
            thing.location += Vector(swap([motion["by"]])[0])
        else:
            pivot = Vector(swap([np.add(box.centre, motion.get("pivot", (0, 0, 0)))])[0])
            axis = Vector(swap([motion["axis"]])[0])
            turn = Matrix.Rotation(math.radians(motion["degrees"]), 4, axis)
            there = Matrix.Translation(pivot) @ turn @ Matrix.Translation(-pivot)
            thing.matrix_world = there @ Matrix.Translation(thing.location)


def export(objects, path, npm):
    """GLB with both coordinates and the corners' own normals, then packed by gltfpack."""
    draft = Path("/tmp") / f"anlan-{path.parent.name}-{path.stem}.glb"
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
