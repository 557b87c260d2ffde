"""Hangs cloth on a body in the pose of its work, as Blender's cloth solver has it, and brings what
came of it back to the pose at rest. So folds lie where arms and knees bend.
"""

import bpy
import numpy as np
from scipy.spatial.transform import Rotation

from piece import smooth, to_blender

FRAMES = 40
# Cloth keeps this far from what it lies on, metres.
SKIN_M = 0.004


class Stance:
    """A body's bones in one moment of a clip; vertices go there and back by their weights. Cloth is
    given `settles` frames to come to rest.
    """

    def __init__(self, rig, clip, frame, settles=FRAMES):
        self.settles = settles
        self.turns, places = rig.carried(clip["pelvis"][frame], clip["turns"][frame])
        self.shifts = places - np.einsum("bij,bj->bi", self.turns, rig.body.heads)

    def _blend(self, weights):
        share = weights / weights.sum(axis=1, keepdims=True)
        return np.einsum("vb,bij->vij", share, self.turns), share @ self.shifts

    def there(self, verts, weights):
        turn, shift = self._blend(weights)
        return np.einsum("vij,vj->vi", turn, verts) + shift

    def back(self, verts, weights):
        turn, shift = self._blend(weights)
        return np.linalg.solve(turn, (verts - shift)[..., None])[..., 0]


def hang(stance, verts, tris, weights, below, held, larger=0.05, stiff=1.0):
    """`below` are (verts, tris, weights) that the cloth lies on; `held` is 1 where it is sewn fast
    and 0 where it is free; it is cut `larger` than the body by this share.
    """
    scene = bpy.context.scene
    scene.gravity = (0, -9.81, 0)
    scene.frame_start, scene.frame_end = 1, stance.settles
    walls = []
    for hull, faces, own in below:
        wall = to_blender(stance.there(hull, own), faces)
        wall.modifiers.new("wall", "COLLISION")
        wall.collision.thickness_outer = SKIN_M
        wall.collision.cloth_friction = 12
        walls.append(wall)
    thing = to_blender(verts, tris)
    thing.shape_key_add(name="sewn")
    thing.shape_key_add(name="worn").value = 1.0
    worn = smooth(stance.there(verts, weights), tris, 2, 0.5, held > 0.9)
    thing.data.shape_keys.key_blocks["worn"].data.foreach_set("co", worn.ravel())
    group = thing.vertex_groups.new(name="held")
    for i, share in enumerate(held):
        group.add([i], float(share), "REPLACE")
    solver = thing.modifiers.new("cloth", "CLOTH")
    cloth = solver.settings
    cloth.quality, cloth.mass = 6, 0.25
    cloth.tension_stiffness = cloth.compression_stiffness = 25
    cloth.shear_stiffness, cloth.bending_stiffness = 8, stiff
    cloth.tension_damping = cloth.compression_damping = 8
    cloth.bending_damping, cloth.air_damping = 1.0, 3.0
    cloth.vertex_group_mass, cloth.pin_stiffness = "held", 1.0
    cloth.rest_shape_key = thing.data.shape_keys.key_blocks["sewn"]
    cloth.shrink_min = cloth.shrink_max = -larger
    solver.collision_settings.distance_min = SKIN_M
    solver.collision_settings.collision_quality = 3
    solver.collision_settings.use_self_collision = False
    solver.point_cache.frame_start, solver.point_cache.frame_end = 1, stance.settles
    for frame in range(1, stance.settles + 1):
        scene.frame_set(frame)
    evaluated = thing.evaluated_get(bpy.context.evaluated_depsgraph_get())
    found = np.array([v.co[:] for v in evaluated.data.vertices])
    for gone in [thing, *walls]:
        bpy.data.objects.remove(gone)
    return stance.back(found, weights)
