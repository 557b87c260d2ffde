"""Who works in workshop and depot: Liu at the machines, Tang at the buses, Zhou who drives one, a
woman.
"""

from body import both

# What all workers' figures have alike.
COMMON = {
    "dress": "worker",
    "hangs_at": 10,
    # Cloth has come to hang; more frames change nothing that one sees.
    "settles": 12,
    "holds": {},
    "mask": None,
    "lips": "#9a5a4c",
    "iris": "#442919",
    "shoes": "#222021",
    "soles": "#121314",
    "beard": 0.0,
    "brows": 0.9,
    "age": 0.0,
    "vest": None,
    "hat": None,
    "cap_down_m": 0.05,
    "jacket_tris": 4200,
    "head_tris": 2600,
    "hand_tris": 850,
    "hair_tris": 500,
}

# Comes to help in short sleeves and with a chain about his wrist.
LIU = {
    **COMMON,
    "height_m": 1.75,
    "work": "trolley",
    "clips": {"reach": "switch"},
    "holds": {"work": "screwdriver"},
    "make": {"sex": "male", "old": 0.0, "heavy": -0.3, "strong": 0.1, "tall": 0.1},
    "details": {
        **both("eyes/{}-eye-height2-incr", 0.3),
        **both("cheek/{}-cheek-bones-incr", 0.3),
        "head/head-rectangular": 0.35,
        "chin/chin-prominent-incr": 0.25,
        "nose/nose-width3-incr": 0.1,
    },
    "skin": "#d2a584",
    "hair": "#171413",
    "hair_m": 0.013,
    "hair_tris": 1500,
    "jacket": "#5f7488",
    "seam": "#566a7d",
    "trousers": "#2e3843",
    "buttons": "#cfd3d4",
    "shoes": "#d8d8d6",
    "soles": "#efefec",
    "short_sleeves": True,
    "bare_m": 0.4,
    "bracelet": "#f0ede2",
    "waistband": False,
    "pockets": (0.085,),
    "hand_tris": 1500,
}

TANG = {
    **COMMON,
    "height_m": 1.75,
    "work": "gauge",
    "holds": {"work": "inflator"},
    "make": {"sex": "male", "old": 0.12, "heavy": 0.1, "strong": 0.3, "tall": 0.0},
    "details": {
        **both("eyes/{}-eye-height2-incr", 0.25),
        "head/head-round": 0.45,
        "head/head-fat-incr": 0.15,
        "nose/nose-scale-horiz-incr": 0.25,
        "chin/chin-width-incr": 0.3,
    },
    "skin": "#c99a76",
    "hair": "#1a1716",
    "beard": 0.25,
    "brows": 1.0,
    "hat": "cap",
    "jacket": "#2f4f86",
    "seam": "#28447a",
    "trousers": "#2f4f86",
    "bands": (-0.03,),
    "sleeve_bands": True,
    "gloves": "#b9b5a8",
    "cap_colour": "#2b4a80",
    "cap_down_m": 0.064,
    "cap_band_m": 0.026,
    "cap": [
        (0.018, 0.97, 0.0), (0.026, 1.0, 0.0), (0.042, 1.01, 0.0), (0.057, 0.97, 0.0),
        (0.07, 0.88, 0.0), (0.08, 0.74, 0.0), (0.086, 0.52, 0.0), (0.088, 0.25, 0.0),
    ],
}

ZHOU = {
    **COMMON,
    "height_m": 1.72,
    "work": "trolley",
    "clips": {"reach": "brake"},
    "make": {"sex": "female", "old": 0.36, "heavy": 0.2, "strong": -0.1, "tall": 0.2},
    "details": {
        **both("cheek/{}-cheek-volume-incr", 0.3),
        **both("eyes/{}-eye-bag-incr", 0.3),
        **both("eyes/{}-eye-height2-incr", 0.4),
        "head/head-oval": 0.4,
        "neck/neck-double-incr": 0.1,
    },
    "skin": "#cda284",
    "lips": "#a3544c",
    "hair": "#2a2624",
    "hair_m": 0.013,
    "hair_tris": 1500,
    "bun": True,
    "brows": 0.65,
    "age": 0.7,
    "jacket": "#a9c0d8",
    "seam": "#a3bad3",
    "trousers": "#23272f",
    "badge": (0.085, 0.06, 0.035, "#f2f2ee"),
    "waistband": False,
}

WORKSHOP = {"liu": LIU, "tang": TANG, "zhou": ZHOU}
