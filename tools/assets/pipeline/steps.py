"""Every step there is: which script makes which files under assets/, and in which environment.
What a script is made of is found by `inputs.py`. A new kit is a row in `KITS`.
"""

from dataclasses import dataclass

import lines

from .environments import KITS as VENV
from .environments import NPM, PEOPLE, SOUND, VOICES

# Under assets/, and made by no step: written by hand, or pictures that the program took.
BY_HAND = (
    "CREDITS.toml",
    "manifest.json",
    "kits/*/kit.ron",
    "pictures/*.png",
    "pictures/contact/*.jpg",
)
SAMPLES = "32"


@dataclass
class Step:
    """One script's run.

    name          what it is called: `kitchen.atlas`
    chosen_by     what `--only` may say to choose it, beside its name
    entry         the script, from tools/assets
    environments  what it runs in; the first is the Python
    command       what follows the Python; `{npm}`, `{voices}`, `{draft}` are folders in the cache
    outputs       patterns under assets/; `but` takes some out again
    seconds       about how long it takes on one core
    reads         patterns under assets/ of what others made and it reads
    speaks        whose lines it speaks
    draws         the step whose drafts must be there
    """

    name: str
    chosen_by: tuple
    entry: str
    environments: tuple
    command: tuple
    outputs: tuple
    seconds: int
    but: tuple = ()
    reads: tuple = ()
    speaks: str = ""
    draws: str = ""


@dataclass
class Kit:
    """One kit: its package and the module that builds it, its scenario, whose looks it wears."""

    package: str
    build: str
    scenario: str
    looks: str


KITS = {
    "kitchen": Kit("kitchen", "build", "kitchen-gas-leak", "kitchen"),
    "workshop": Kit("workshop", "build", "shock-distribution-cabinet", "workshop"),
    "garage": Kit("garage", "build", "bus-depot-repair", "garage"),
    "construction": Kit("building_site", "construction", "falling-object-site", "construction"),
    "facade": Kit("building_site", "facade", "scaffold-edge-fall", "construction"),
}
# Kits whose surfaces are made, seconds; the garage's are the workshop's.
SURFACES = {"kitchen": 180, "workshop": 180, "construction": 240}


def choosers(looks):
    """The kits that wear these looks, and their scenarios."""
    lent = {"workshop": "garage"}.get(looks)
    wearers = [k for k, kit in KITS.items() if kit.looks == looks or k == lent]
    return (*wearers, *(KITS[k].scenario for k in wearers))


def of_kit(name, kit):
    """A kit's surfaces, its atlas, its models with their light."""
    folder, found = f"kits/{name}", []
    atlas = tuple(f"{folder}/{n}.ktx2" for n in ("atlas", "atlas_orm", "plain/atlas_orm"))
    if name in SURFACES:
        sky = ("kits/facade/sky_base.ktx2",) if name == "construction" else ()
        found.append(
            Step(
                f"{name}.textures",
                choosers(name),
                f"{kit.package}/textures.py",
                (VENV,),
                ("-m", f"{kit.package}.textures"),
                tuple(f"{folder}/*_{n}.ktx2" for n in ("base", "normal", "orm"))
                + (f"{folder}/plain/*.ktx2", *sky),
                SURFACES[name],
                but=atlas,
            )
        )
    if kit.looks == name:
        found.append(
            Step(
                f"{name}.atlas",
                choosers(name),
                f"{kit.package}/atlas.py",
                (VENV, NPM),
                ("-m", f"{kit.package}.atlas", "--npm", "{npm}", "--draft", "{draft}"),
                atlas,
                12,
                reads=("fonts/*.ttf",),
            )
        )
    found.append(
        Step(
            f"{name}.models",
            (name, kit.scenario),
            f"{kit.package}/{kit.build}.py",
            (VENV, NPM),
            ("-m", f"{kit.package}.{kit.build}", "--npm", "{npm}", "--draft", "{draft}")
            + ("--samples", SAMPLES),
            (f"{folder}/*.glb",)
            + tuple(f"{folder}/{n}.ktx2" for n in ("lightmap", "diffuse", "specular")),
            240,
            reads=(f"kits/{kit.looks}/atlas.ktx2",),
            draws=f"{kit.looks}.atlas",
        )
    )
    return found


def of_voice(scope):
    """What is spoken in one scenario, or by the interface."""
    return Step(
        f"voice.{scope}",
        ("voice", scope),
        "voice.py",
        (SOUND, VOICES),
        ("voice.py", "--voices", "{voices}", scope),
        tuple(f"voice/{la}/{scope}/{n}" for la in lines.LANGUAGES for n in ("*.ogg", "words.ron")),
        120,
        speaks=scope,
    )


def every():
    """All steps, each after those whose files it reads."""
    fonts = Step("fonts", (), "fonts.py", (VENV,), ("fonts.py",), ("fonts/*.ttf",), 11)
    found = [fonts, *(step for name, kit in KITS.items() for step in of_kit(name, kit))]
    people = ("people/build.py", "--npm", "{npm}")
    found.append(Step("people", (), people[0], (PEOPLE, NPM), people, ("people/*.glb",), 330))
    found.append(Step("sound", (), "sound.py", (SOUND,), ("sound.py",), ("sound/*.ogg",), 12))
    return found + [of_voice(scope) for scope in lines.scopes()]
