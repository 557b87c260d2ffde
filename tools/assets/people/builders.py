"""Who works on the building sites. Yellow helmets are workers', the white one is the foreman's."""

from body import both
from workshop import COMMON

VEST = "#c9e23a"
ORANGE = "#f07a1d"

WORKER = {
    **COMMON,
    "hat": "helmet",
    "hat_colour": "#f2b90c",
    "cap_down_m": 0.074,
    "vest": ORANGE,
    "jacket": "#4a5a6e",
    "trousers": "#3d4450",
    "shoes": "#4a3a2a",
    "soles": "#1a1a1a",
    "gloves": "#c6c2b6",
    "jacket_tris": 2500,
    "trousers_tris": 2200,
    "vest_tris": 1700,
    "head_tris": 2150,
    "hand_tris": 600,
    "hair_tris": 300,
    "waistband": False,
}

# Formwork carpenter; his hook is on a stub of steel at his ankle.
MA = {
    **WORKER,
    "height_m": 1.74,
    "work": "formwork",
    "clips": {"reach": "lifeline"},
    "holds": {"work": "hammer"},
    "harness": "#d8541f",
    "lanyard": {
        "work.low_anchor.hook.low": (1.2, 0.29, -0.43),
        "work.low_anchor.hook.high": (1.2, 1.93, 0.77),
    },
    "make": {"sex": "male", "old": 0.38, "heavy": -0.1, "strong": 0.35, "tall": 0.0},
    "details": {
        **both("cheek/{}-cheek-bones-incr", 0.45),
        **both("eyes/{}-eye-bag-incr", 0.35),
        **both("eyes/{}-eye-height2-incr", 0.2),
        "head/head-rectangular": 0.35,
        "nose/nose-scale-vert-incr": 0.2,
    },
    "skin": "#b98661",
    "hair": "#2c2826",
    "beard": 0.6,
    "age": 1.0,
    "vest": None,
    "jacket": "#6a6f58",
    "trousers": "#474a40",
    "seam": "#646953",
    "jacket_tris": 4200,
    "trousers_tris": 2900,
    "head_tris": 2800,
    "hand_tris": 850,
}

XU = {
    **WORKER,
    "height_m": 1.73,
    "work": "shovel",
    "holds": {"work": "shovel"},
    "strap": "loose",
    "hat_tilt": -7,
    "make": {"sex": "male", "old": 0.03, "heavy": -0.35, "strong": 0.15, "tall": 0.0},
    "details": {
        **both("eyes/{}-eye-height2-incr", 0.35),
        "head/head-invertedtriangular": 0.35,
        "nose/nose-point-up": 0.2,
    },
    "skin": "#c08e69",
    "hair": "#1b1716",
    "jacket": "#5b6b58",
    "trousers": "#4c4f55",
}

# Scaffolder, a woman; her hook is on the lifeline behind her.
FANG = {
    **WORKER,
    "height_m": 1.70,
    "work": "spanner",
    "holds": {"work": "spanner"},
    "harness": "#2f5fb0",
    "lanyard": {"work": (1.08, 1.86, -0.6), "idle": (1.08, 1.86, -0.6)},
    "make": {"sex": "female", "old": 0.24, "heavy": -0.1, "strong": 0.4, "tall": 0.1},
    "details": {
        **both("cheek/{}-cheek-bones-incr", 0.3),
        **both("eyes/{}-eye-height2-incr", 0.3),
        "head/head-diamond": 0.3,
    },
    "skin": "#b5815b",
    "lips": "#9c5148",
    "hair": "#201c1a",
    "bun": True,
    "brows": 0.7,
    "age": 0.5,
    "vest": None,
    "jacket": "#3f4c63",
    "seam": "#3b475e",
    "trousers": "#3a3f48",
}

WU = {
    **WORKER,
    "height_m": 1.76,
    "work": "saw",
    "clips": {"idle": "sit"},
    "holds": {"work": "block", "idle": "bottle"},
    "make": {"sex": "male", "old": 0.16, "heavy": 0.25, "strong": 0.35, "tall": 0.1},
    "details": {
        **both("cheek/{}-cheek-volume-incr", 0.25),
        **both("eyes/{}-eye-height2-incr", 0.3),
        "head/head-round": 0.35,
    },
    "skin": "#c4926d",
    "hair": "#1c1918",
    "beard": 0.3,
    "jacket": "#566173",
    "trousers": "#3b4655",
}

SUN = {
    **WORKER,
    "height_m": 1.68,
    "work": "bricks",
    "clips": {"idle": "sit_right"},
    "holds": {"work": "brick", "idle": "bottle"},
    "make": {"sex": "female", "old": 0.18, "heavy": 0.05, "strong": 0.1, "tall": 0.1},
    "details": {
        **both("eyes/{}-eye-height2-incr", 0.35),
        **both("cheek/{}-cheek-bones-incr", 0.2),
        "head/head-oval": 0.4,
    },
    "skin": "#c9987a",
    "lips": "#a3574f",
    "hair": "#1a1615",
    "bun": True,
    "brows": 0.65,
    "jacket": "#7d4650",
    "trousers": "#3c4250",
}

ZHAO = {
    **WORKER,
    "height_m": 1.74,
    "work": "trolley",
    "clips": {"idle": "hands_behind"},
    "hat_colour": "#eceeec",
    "vest": VEST,
    "gloves": None,
    "make": {"sex": "male", "old": 0.5, "heavy": 0.3, "strong": 0.0, "tall": 0.0},
    "details": {
        **both("cheek/{}-cheek-volume-incr", 0.2),
        **both("eyes/{}-eye-bag-incr", 0.5),
        "head/head-square": 0.25,
        "nose/nose-hump-incr": 0.25,
        "stomach/stomach-pregnant-incr": 0.15,
    },
    "skin": "#c49472",
    "hair": "#55504c",
    "beard": 0.35,
    "age": 1.0,
    "jacket": "#2c3a52",
    "trousers": "#2a2f38",
}

BUILDERS = {"ma": MA, "xu": XU, "fang": FANG, "wu": WU, "sun": SUN, "zhao": ZHAO}
