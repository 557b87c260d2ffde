"""A person from afar: the same pieces with far fewer triangles, on the same bones."""

import numpy as np

from piece import Piece, drape, normals_of, thin, weights_from

# Beyond four metres nobody counts fingers: so many triangles are left of everything, and of a piece
# never fewer than these; a rib of a helmet would break with fewer than it has.
FAR_TRIS = 2500
LEAST_TRIS, LEAST_SHELL_TRIS = 24, 84
# A face is looked at longer than a sleeve, and a helmet's shell has an outline.
HEAD_SHARE, SHELL_SHARE = 1.6, 1.4
# What is laid on cloth that has lost its shape lies farther out, metres.
LAID_M = 0.009


def coarse(pieces, head):
    """The pieces of a person as one sees them from afar; `head` is the piece that is its face."""
    pieces = [piece for piece in pieces if not piece.is_lining]

    def weight(piece):
        share = HEAD_SHARE if piece is head else 1.0
        return len(piece.tris) * (SHELL_SHARE if piece.is_shiny and not piece.is_laid else share)

    share = FAR_TRIS / sum(weight(piece) for piece in pieces)
    least = lambda p: LEAST_SHELL_TRIS if p.is_shiny and not p.is_laid else LEAST_TRIS
    return [fewer(piece, max(least(piece), int(weight(piece) * share))) for piece in pieces]


def fewer(piece, count):
    """A piece of about `count` triangles that looks as the whole one does."""
    welded, first, index = np.unique(
        np.round(piece.verts, 6), axis=0, return_index=True, return_inverse=True
    )
    verts, tris = thin(welded, index.reshape(-1)[piece.tris], count)
    of = lambda values, near=3: weights_from(verts, welded, values[first], near)
    found = Piece(
        verts,
        tris,
        of(piece.uv),
        of(piece.colour),
        of(piece.weights),
        of(piece.normals),
        piece.is_cloth,
        piece.is_shiny,
    )
    long = np.linalg.norm(found.normals, axis=1, keepdims=True)
    found.normals = np.where(long > 0.1, found.normals / long.clip(0.1), normals_of(verts, tris))
    if piece.is_laid:
        found.verts = found.verts + found.normals * LAID_M
    return drape(found, *piece.draped) if piece.draped else found
