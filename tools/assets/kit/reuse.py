"""A form made for one box, carried into another: kits lend each other benches and boards."""

import numpy as np

from .shape import Form, unit


def fit(form, was, box, quarters=0, mirrored=False):
    """The form at another box: turned about y by quarters, then sized; `mirrored` swaps x first."""
    made = Form(box.id, box.centre)
    turn = np.round(
        [
            [np.cos(quarters * np.pi / 2), 0, np.sin(quarters * np.pi / 2)],
            [0, 1, 0],
            [-np.sin(quarters * np.pi / 2), 0, np.cos(quarters * np.pi / 2)],
        ]
    )
    if mirrored:
        turn = turn @ np.diag([-1, 1, 1])
    share = np.asarray(box.size) / np.abs(turn @ np.asarray(was.size))
    for name, coat in form.coats.items():
        verts = (np.asarray(coat.verts) - was.centre) @ turn.T * share + box.centre
        normals = [unit(n) for n in np.asarray(coat.normals) @ turn.T / share]
        faces, uvs, spots = coat.faces, coat.uvs, coat.spots
        if mirrored:
            faces, uvs = [f[::-1] for f in faces], [uv[::-1] for uv in uvs]
            spots = [(chart, at[::-1]) for chart, at in spots]
        made.coats[name] = type(coat)()
        made.coats[name].add(verts, normals, faces, uvs, spots)
    return made
