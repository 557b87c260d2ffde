"""What one kit tells the machinery: its looks, its lamps, what its light must know."""

from dataclasses import dataclass, field

from .surface import Book


@dataclass
class Bulb:
    """A lamp without a model of its own: centre, watts, colour (linear), width and depth."""

    at: tuple
    watts: float
    rgb: tuple
    wide: float
    deep: float
    # Turns about Blender's x, y and z; unturned it shines down.
    turn: tuple = (0.0, 0.0, 0.0)


@dataclass
class Light:
    """Watts per square metre of lamps, sky and sun, and their colours (linear)."""

    lamp: tuple
    sky: tuple
    sun: tuple
    # Turns of a sun that shines straight down, about Blender's x, y and z.
    sun_turn: tuple
    # Half the width of the sun's shadow edge.
    sun_angle: float = 0.02
    bulbs: list = field(default_factory=list)


@dataclass
class Plan:
    """One kit.

    mean    what light sees of a surface: sRGB codes
    weight  share of the lightmap's density, by a node's name
    eye     where the room is caught as a mirror, metres, y up
    moved   stacks that somebody will push aside
    glow    by a node's name, how bright it is by itself everywhere: a sky. It casts nothing
    """

    kit: str
    scenario: str
    book: Book
    mean: dict
    light: Light
    eye: tuple
    weight: dict = field(default_factory=dict)
    moved: tuple = ()
    glow: dict = field(default_factory=dict)
