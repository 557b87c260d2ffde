"""Small devices on the mounting plate of 1AP that no step asks for: contactors with their relays,
the surge arrester."""

from .doors import PLATE_Z
from .fittings import screw_terminal


def contactors(form):
    """Three contactors on a rail, a thermal relay under each, wires into the ducts."""
    form.box("zinc", (-0.5, 1.735, PLATE_Z), (-0.09, 1.77, PLATE_Z + 0.008), 0.001)
    form.box("light", (-0.52, 1.88, PLATE_Z), (-0.09, 1.93, PLATE_Z + 0.046), 0.002, "-z")
    form.box("light", (-0.545, 1.02, PLATE_Z), (-0.505, 1.93, PLATE_Z + 0.046), 0.002, "-z")
    for k in range(3):
        x, z = -0.44 + 0.125 * k, PLATE_Z + 0.008
        form.box("deviceDark", (x - 0.045, 1.69, z), (x + 0.045, 1.82, z + 0.05), 0.004, "-z")
        form.box("device", (x - 0.04, 1.71, z + 0.05), (x + 0.04, 1.8, z + 0.082), 0.005, "-z")
        form.box("dark", (x - 0.02, 1.74, z + 0.082), (x + 0.02, 1.77, z + 0.0835), 0.001, "-z")
        form.box("paper", (x - 0.035, 1.782, z + 0.082), (x + 0.012, 1.795, z + 0.083), 0, "-z")
        form.box("black", (x - 0.04, 1.6, z), (x + 0.04, 1.676, z + 0.062), 0.005, "-z")
        form.rod("blue", (x - 0.02, 1.63, z + 0.062), (x - 0.02, 1.63, z + 0.066), 0.008, 12)
        form.rod("red", (x + 0.02, 1.63, z + 0.062), (x + 0.02, 1.63, z + 0.07), 0.006, 12)
        for j, look in enumerate(("phaseY", "phaseG", "phaseR")):
            a = x - 0.028 + 0.028 * j
            screw_terminal(form, (a, 1.812, z + 0.05), (0, 0, 1))
            form.box("bare", (a - 0.005, 1.674, z + 0.03), (a + 0.005, 1.692, z + 0.04), 0)
            form.tube(look, [(a, 1.815, z + 0.036), (a, 1.885, z + 0.032)], 0.0045, 0, 7)
            lower = [(a, 1.605, z + 0.04), (a, 1.57, z + 0.036), (a - 0.01, 1.545, z + 0.02)]
            form.tube(look, lower, 0.0042, 0.02, 7)
    form.box("light", (-0.505, 1.5, PLATE_Z), (-0.27, 1.548, PLATE_Z + 0.046), 0.002, "-z")


def arrester(form):
    """Four modules beside the bars, their windows green."""
    form.box("zinc", (0.33, 1.235, PLATE_Z), (0.49, 1.27, PLATE_Z + 0.008), 0.001)
    for k, look in enumerate(("phaseY", "phaseG", "phaseR", "phaseN")):
        x, z = 0.355 + 0.036 * k, PLATE_Z + 0.008
        form.box("device", (x - 0.017, 1.205, z), (x + 0.017, 1.3, z + 0.055), 0.003, "-z")
        form.box("phaseG", (x - 0.006, 1.262, z + 0.055), (x + 0.006, 1.272, z + 0.0565), 0, "-z")
        form.box("dark", (x - 0.011, 1.22, z + 0.055), (x + 0.011, 1.235, z + 0.056), 0, "-z")
        form.tube(
            look, [(x, 1.295, z + 0.03), (x, 1.36, z + 0.03), (0.5, 1.39, z + 0.02)], 0.004, 0.04, 7
        )
        form.tube(
            "yellow",
            [(x, 1.21, z + 0.03), (x, 1.16, z + 0.03), (0.5, 1.14, z + 0.02)],
            0.0035,
            0.03,
            6,
        )
