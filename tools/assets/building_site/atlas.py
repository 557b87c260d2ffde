"""Draw the site's atlas, one for both kits.

python -m building_site.atlas --npm DIR [--draft DIR]
"""

import shutil

from kit import atlas, layout

from . import signs, stains, surface

if __name__ == "__main__":
    drawn = {
        name: lambda draw=draw: f'<g transform="scale({surface.SHARE})">{draw()}</g>'
        for name, draw in (signs.DRAWN | stains.DRAWN).items()
    }
    atlas.main("construction", surface.BOOK, drawn)
    here, there = layout.KITS / "construction", layout.KITS / "facade"
    (there / "plain").mkdir(parents=True, exist_ok=True)
    for path in here.glob("**/atlas*.ktx2"):
        shutil.copy(path, there / path.relative_to(here))
