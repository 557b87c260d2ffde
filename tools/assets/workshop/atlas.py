"""Draw the workshop's atlas.

python -m workshop.atlas --npm DIR [--draft DIR]
"""

from kit import atlas

from . import faces, signs, stains, surface

if __name__ == "__main__":
    atlas.main("workshop", surface.BOOK, signs.DRAWN | faces.DRAWN | stains.DRAWN)
