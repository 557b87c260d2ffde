"""Draw the site's atlas, one for both kits.

python -m building_site.atlas --npm DIR [--draft DIR]
"""

from kit import atlas

from . import signs, stains, surface

if __name__ == "__main__":
    drawn = {
        name: lambda draw=draw: f'<g transform="scale({surface.SHARE})">{draw()}</g>'
        for name, draw in (signs.DRAWN | stains.DRAWN).items()
    }
    atlas.main("construction", surface.BOOK, drawn)
