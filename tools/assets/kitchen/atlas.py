"""Draw the kitchen's atlas.

    python -m kitchen.atlas --npm DIR [--draft DIR]
"""

from kit import atlas

from . import signs, stains, surface

if __name__ == "__main__":
    atlas.main("kitchen", surface.BOOK, signs.DRAWN | stains.DRAWN)
