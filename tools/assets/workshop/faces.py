"""Faces of devices, and the circuit diagram, drawn as SVG. Makers' names are invented."""

import math

from kit.signs import BLUE, GREEN, INK, RED, circle, line, lines, rect, text

from .signs import header


def diagram():
    """The circuit in one line, as it is pasted inside the door."""
    made = rect(0, 0, 300, 400, "#f2eeda", 2) + text(150, 30, 22, "1AP 配电系统图")
    made += rect(8, 40, 284, 350, "none", 0, 'stroke="#333" stroke-width="1.5"')
    made += line("150,52 150,120", 3) + text(190, 78, 15, "QF1 250A", INK, False)
    made += line("144,86 156,98", 2) + line("156,86 144,98", 2)
    made += line("30,124 270,124", 5) + text(66, 116, 13, "L1 L2 L3 N", INK, False)
    names = ("车床", "铣床", "台钻", "照明", "插座", "备用")
    for k, name in enumerate(names):
        x = 46 + 42 * k
        made += line(f"{x},124 {x},170", 2) + line(f"{x - 5},176 {x + 5},186", 2)
        made += line(f"{x + 5},176 {x - 5},186", 2) + line(f"{x},192 {x},250", 2)
        made += rect(x - 8, 204, 16, 22, "none", 0, 'stroke="#111" stroke-width="1.6"')
        for j, letter in enumerate(name):
            made += text(x, 272 + 20 * j, 16, letter, INK, False)
        made += text(x, 330, 11, f"C{(32, 32, 16, 16, 20, 20)[k]}", INK, False)
    made += line("20,346 280,346", 1) + text(150, 366, 14, "进线 YJV 4×95+1×50", INK, False)
    return made + text(150, 384, 12, "设计 周　审核 林　2021.03", "#444", False)


def qf1():
    """The face of the main breaker; the handle stands in the slot in its middle."""
    return (
        rect(0, 0, 240, 240, "#d6d5ce", 6)
        + rect(14, 10, 212, 46, "#2d3033", 3)
        + text(52, 43, 28, "QF1", "#fff")
        + text(188, 43, 22, "总开关", "#fff")
        + rect(84, 66, 72, 110, "#2a2c2e", 5)
        + text(44, 92, 24, "合 I", RED)
        + text(44, 166, 24, "分 O", GREEN)
        + text(198, 96, 17, "NM8-250", INK)
        + lines(164, 122, 20, 14, ("In 250 A", "400 V", "Icu 35 kA"))
        + circle(190, 196, 11, "#b3261e")
        + text(190, 226, 14, "试验", INK, False)
        + text(60, 212, 16, "江河电气", "#444", False)
        + text(60, 230, 11, "GB/T 14048.2", "#444", False)
    )


def mcb():
    """The face of a small breaker, without its toggle."""
    return (
        rect(0, 0, 72, 200, "#dcdbd4", 3)
        + rect(0, 0, 72, 34, "#c9c8c1")
        + circle(36, 18, 8, "#55585a")
        + text(36, 62, 18, "C32")
        + text(36, 80, 11, "400V～", INK, False)
        + rect(18, 88, 36, 46, "#34373a", 3)
        + text(36, 152, 13, "JH65", INK, False)
        + rect(0, 166, 72, 34, "#c9c8c1")
        + circle(36, 182, 8, "#55585a")
    )


def rcd():
    """The face of the residual-current device."""
    screws = "".join(
        circle(26 + 41 * k, y, 10, "#6a6d6e") + line(f"{19 + 41 * k},{y} {33 + 41 * k},{y}", 3)
        for k in range(4)
        for y in (16, 184)
    )
    return (
        rect(0, 0, 176, 200, "#dcdbd4", 4)
        + rect(0, 0, 176, 32, "#bfbeb8")
        + rect(0, 168, 176, 32, "#bfbeb8")
        + screws
        + text(112, 52, 15, "剩余电流保护器")
        + text(40, 160, 12, "IΔn 30 mA", INK, False)
        + rect(108, 68, 46, 66, "#34373a", 4)
        + rect(22, 116, 44, 30, "#e0b11a", 5)
        + text(44, 138, 18, "试验")
        + text(42, 108, 12, "每月按一次", INK, False)
    )


def branch():
    """What each small breaker feeds."""
    made = rect(0, 0, 480, 52, "#f2efe2")
    for k, name in enumerate(("车床", "铣床", "台钻", "照明", "插座", "备用")):
        made += rect(80 * k + 2, 2, 76, 48, "none", 0, 'stroke="#555" stroke-width="1.5"')
        made += text(80 * k + 40, 36, 27, name)
    return made


def terminals():
    """Numbers under the row of terminals."""
    made = rect(0, 0, 320, 44, "#e9e6da")
    for k in range(16):
        made += text(10 + 20 * k, 30, 15, str(k + 1), INK, False)
        made += line(f"{20 * k},0 {20 * k},44", 1, "#777")
    return made


def gauge(unit, least, most, at):
    """A square panel meter; `at` is where its needle stands, 0 to 1."""
    made = rect(0, 0, 128, 128, "#1e2022", 6) + rect(8, 8, 112, 84, "#efece0", 3)
    for k in range(11):
        t = math.radians(135 - 9 * k)
        r0, r1 = (66, 76) if k % 5 == 0 else (70, 76)
        made += line(
            f"{64 + r0 * math.cos(t):.1f},{100 - r0 * math.sin(t):.1f} "
            f"{64 + r1 * math.cos(t):.1f},{100 - r1 * math.sin(t):.1f}",
            2,
        )
    made += text(20, 58, 13, str(least), INK, False) + text(106, 58, 13, str(most), INK, False)
    t = math.radians(135 - 90 * at)
    made += line(f"64,100 {64 + 68 * math.cos(t):.1f},{100 - 68 * math.sin(t):.1f}", 2, RED)
    return made + text(64, 84, 24, unit) + circle(64, 108, 7, "#8a8c8c")


def disc(words, fill, ink):
    """The mark of a phase."""
    return rect(0, 0, 64, 64, fill) + text(32, 46, 36, words, ink)


def pe():
    """Earth in its ring."""
    return (
        rect(0, 0, 96, 96, "#e8c81c")
        + circle(48, 48, 40, "#f6f5ee", 'stroke="#111" stroke-width="4"')
        + line("48,20 48,48", 5)
        + line("24,50 72,50", 5)
        + line("33,62 63,62", 5)
        + line("42,74 54,74", 5)
    )


def isolator():
    """The plate behind the handle: upright is on, level is off."""
    return (
        rect(0, 0, 240, 240, "#d9d8d0", 8)
        + circle(124, 128, 80, "#c4c5c2", 'stroke="#444" stroke-width="3"')
        + text(196, 44, 32, "合 I", RED)
        + text(44, 202, 32, "分 O", GREEN)
        + text(120, 232, 17, "分闸后可上锁", INK, False)
    )


def feeder():
    """What the switch upstream feeds."""
    return (
        rect(0, 0, 260, 120, "#f4f2e8", 6)
        + rect(0, 0, 260, 46, BLUE)
        + text(130, 34, 28, "上级开关箱", "#fff")
        + text(130, 82, 28, "QS0 → 1AP", INK)
        + text(130, 108, 19, "380 V　250 A", INK, False)
    )


def socket():
    """The flap of the proving socket says what is behind it."""
    return (
        rect(0, 0, 170, 110, "#e2b10c", 6)
        + text(85, 42, 30, "验电试验孔")
        + text(85, 72, 24, "常带电 380 V", RED)
        + text(85, 99, 19, "电源：二号线路", INK, False)
    )


def tester():
    """The side of a tester."""
    return (
        rect(0, 0, 240, 64, "#c23b1d")
        + text(92, 44, 29, "低压验电器", "#fff")
        + text(196, 42, 19, "0.4 kV", "#ffe9a0")
    )


def lathe():
    """A maker's plate on the headstock."""
    return (
        rect(0, 0, 300, 96, "#23306b", 4)
        + text(88, 62, 36, "CA6140", "#fff")
        + text(226, 46, 26, "普通车床", "#fff")
        + text(226, 76, 17, "江河机床厂", "#dde", False)
    )


def speeds():
    """The table of spindle speeds."""
    made = rect(0, 0, 220, 150, "#c8cac8", 3) + text(110, 26, 19, "主轴转速 r/min")
    figures = (10, 12, 16, 20, 25, 32, 40, 50, 63, 80, 100, 125, 160, 200, 250, 320)
    for k, figure in enumerate(figures):
        x, y = 8 + 51 * (k % 4), 38 + 26 * (k // 4)
        fill = ("#e8e7e0", "#d8a9a0", "#a9c4a9", "#a9b6d0")[k // 4]
        made += rect(x, y, 49, 24, fill) + text(x + 24, y + 19, 17, str(figure), INK, False)
    return made


def maker(w, h, name, what, fill="#23306b"):
    """A small maker's plate."""
    return (
        rect(0, 0, w, h, fill, 4)
        + text(w / 2, h * 0.48, h * 0.4, name, "#fff")
        + text(w / 2, h * 0.86, h * 0.28, what, "#fff", False)
    )


def stripes():
    """Black and yellow, aslant."""
    made = rect(0, 0, 256, 64, "#d9a90e")
    for k in range(-1, 5):
        x = 64 * k
        made += f'<path d="M{x} 64 L{x + 32} 64 L{x + 96} 0 L{x + 64} 0 Z" fill="#191919"/>'
    return made


def facade():
    """The neighbour's wall: three storeys of windows."""
    made = rect(0, 0, 256, 256, "#b9b2a4")
    for k in range(3):
        for j in range(4):
            x, y = 14 + 60 * j, 20 + 80 * k
            made += rect(x, y, 46, 50, "#5d7688") + line(
                f"{x + 23},{y} {x + 23},{y + 50}", 3, "#d8d8d2"
            )
            made += rect(x - 3, y + 50, 52, 5, "#99948a")
    return made


def pegboard():
    """A board with holes."""
    made = rect(0, 0, 256, 256, "#8f9da3")
    for k in range(12):
        for j in range(12):
            made += circle(10.7 + 21.3 * k, 10.7 + 21.3 * j, 3.4, "#2c3236")
    return made


def check():
    """A round sticker: checked."""
    return (
        rect(0, 0, 96, 96, "#7C9A88")
        + circle(48, 48, 46, "#1d8a4a")
        + text(48, 44, 24, "点检", "#fff")
        + text(48, 74, 24, "合格", "#fff")
    )


def fan():
    """The hub of the fan."""
    return (
        circle(80, 80, 80, "#2e4f7d")
        + text(80, 74, 30, "强风", "#fff")
        + text(80, 108, 22, "FS-500", "#fff", False)
    )


def dial():
    """A handwheel's scale."""
    made = circle(48, 48, 48, "#c9cbca")
    for k in range(40):
        t = 2 * math.pi * k / 40
        r = 34 if k % 5 == 0 else 39
        made += line(
            f"{48 + r * math.cos(t):.1f},{48 + r * math.sin(t):.1f} "
            f"{48 + 45 * math.cos(t):.1f},{48 + 45 * math.sin(t):.1f}",
            1.6,
        )
    return made


DRAWN = {
    "sign/diagram": diagram,
    "sign/qf1": qf1,
    "sign/mcb": mcb,
    "sign/rcd": rcd,
    "sign/branch": branch,
    "sign/terminals": terminals,
    "sign/volt": lambda: gauge("V", 0, 450, 0.86),
    "sign/ampere": lambda: gauge("A", 0, 300, 0.3),
    "sign/pe": pe,
    "sign/l1": lambda: disc("L1", "#D8B018", INK),
    "sign/l2": lambda: disc("L2", "#2E8B4A", "#fff"),
    "sign/l3": lambda: disc("L3", "#B3261E", "#fff"),
    "sign/n": lambda: disc("N", "#4E86B8", "#fff"),
    "sign/isolator": isolator,
    "sign/feeder": feeder,
    "sign/socket": socket,
    "sign/tester": tester,
    "sign/lathe": lathe,
    "sign/speeds": speeds,
    "sign/mill": lambda: maker(260, 90, "X5032", "立式升降台铣床"),
    "sign/drill": lambda: maker(140, 100, "Z4116", "台式钻床"),
    "sign/stripes": stripes,
    "sign/facade": facade,
    "sign/pegboard": pegboard,
    "sign/grinder": lambda: header(160, 48, "JH-100", "#1f2a33", "#fff", 0.7),
    "sign/check": check,
    "sign/fan": fan,
    "sign/dial": dial,
}
