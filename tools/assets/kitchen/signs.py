"""Signs, labels and faces of devices, drawn by ourselves as SVG: geometry after GB 2894, our own
pictograms, captions in Chinese. Maker's names are invented.
"""

from kit.pictograms import BOLT, cigarette, clock, exit_sign, slip
from kit.signs import (
    BLUE,
    GREEN,
    INK,
    RED,
    YELLOW,
    circle,
    line,
    lines,
    mandatory,
    plate,
    prohibition,
    rect,
    text,
    warning,
)


def hot():
    """A hand over rising heat."""
    waves = "".join(line(f"{x},190 {x - 8},172 {x + 8},154 {x},136", 8) for x in (100, 128, 156))
    return waves + line("92,118 164,118", 16) + line("110,118 118,92 136,92", 12)


def cap():
    """A head with a cook's cap and mask."""
    return (
        circle(128, 140, 44, "#fff")
        + '<path d="M84 112 q-20 -40 20 -50 q24 -28 48 0 q40 10 20 50 Z" fill="#fff"/>'
        + rect(84, 106, 88, 16, "#fff")
        + rect(88, 120, 80, 4, BLUE)
        + f'<path d="M92 148 h72 v18 q-36 34 -72 0 Z" fill="{BLUE}"/>'
        + '<path d="M97 152 h62 v12 q-31 26 -62 0 Z" fill="#fff"/>'
    )


def rules():
    """The kitchen's rules as they hang on every wall."""
    rows = (
        "一、上岗穿戴工作衣帽，洗手消毒。",
        "二、生熟分开，刀板分色使用。",
        "三、用火时人不离灶。",
        "四、保持通道、阀门、灭火器前畅通。",
        "五、定期清洗烟罩、滤网和烟道。",
        "六、地面有水有油随时清理。",
        "七、下班关火、关气、关水、关电。",
        "八、发现异味立即报告。",
    )
    return (
        plate(384, 512)
        + rect(0, 0, 384, 84, GREEN, 0)
        + text(192, 56, 38, "厨房安全操作规程", "#fff")
        + lines(22, 130, 43, 21, rows)
        + text(362, 492, 17, "后厨管理部", "#444", False, "end")
    )


def wash():
    """Seven steps of washing hands."""
    made = plate(320, 448) + rect(0, 0, 320, 62, BLUE) + text(160, 44, 34, "七步洗手法", "#fff")
    for k, word in enumerate(("内", "外", "夹", "弓", "大", "立", "腕")):
        x, y = 58 + (k % 3) * 102, 120 + (k // 3) * 118
        if k == 6:
            x = 160
        made += circle(x, y, 38, "#d8e8f4")
        made += line(
            f"{x - 20},{y + 12} {x - 4},{y - 12} {x + 12},{y - 4} {x + 20},{y + 14}", 11, "#caa084"
        )
        made += line(f"{x - 14},{y - 10} {x + 4},{y + 12}", 10, "#b98a6c")
        made += text(x, y + 64, 26, word, BLUE)
    return made


def sack(name, english, colour):
    """The print of a woven sack."""
    return (
        rect(0, 0, 320, 416, "#e3decd")
        + rect(0, 26, 320, 12, colour)
        + rect(0, 378, 320, 12, colour)
        + f'<ellipse cx="160" cy="200" rx="126" ry="88" fill="{colour}"/>'
        + text(160, 222, 66, name, "#fff")
        + text(160, 92, 34, "丰禾", colour)
        + text(160, 330, 30, "净含量 25 kg", colour)
        + text(160, 362, 18, english, colour, False)
    )


def carton(name, line_2, colour):
    """A carton's label."""
    marks = (
        line("248,150 248,178", 5, "#333")
        + line("240,158 248,148 256,158", 5, "#333")
        + line("268,150 268,178", 5, "#333")
        + line("260,158 268,148 276,158", 5, "#333")
        + line("236,184 280,184", 4, "#333")
    )
    return (
        rect(0, 0, 288, 200, "#efe9da")
        + rect(0, 0, 288, 46, colour)
        + text(144, 35, 30, "丰禾食品", "#fff")
        + text(144, 108, 50, name, colour)
        + text(20, 150, 24, line_2, INK, False, "start")
        + text(20, 182, 19, "保质期 18 个月 防潮", INK, False, "start")
        + marks
    )


def alarm():
    """The face of the gas alarm, every lamp dark."""
    slots = "".join(rect(60, 150 + 11 * k, 136, 5, "#6d6f70", 2) for k in range(7))
    lamps = "".join(
        circle(62 + 66 * k, 112, 9, "#54584f", 'stroke="#9a9a94" stroke-width="3"')
        + text(62 + 66 * k, 140, 17, word, "#333", False)
        for k, word in enumerate(("电源", "报警", "故障"))
    )
    return (
        rect(0, 0, 256, 256, "#e9e8e2", 14)
        + text(128, 42, 30, "可燃气体报警器", "#222")
        + rect(42, 56, 172, 34, "#e4b400", 4)
        + text(128, 82, 27, "天然气 CH₄", "#222")
        + lamps
        + slots
        + text(128, 246, 15, "每月按键自检一次", "#444", False)
    )


def extinguisher():
    """White picture on red."""
    return (
        rect(0, 0, 192, 256, RED, 8)
        + '<path d="M74 86 q0 -20 26 -20 q26 0 26 20 v96 h-52 Z" fill="#fff"/>'
        + rect(92, 46, 16, 20, "#fff")
        + line("76,48 124,40", 9, "#fff")
        + line("92,56 62,66 56,112", 8, "#fff")
        + text(96, 234, 42, "灭火器", "#fff")
    )


def blanket():
    """The pouch of the fire blanket."""
    return (
        rect(0, 0, 256, 320, RED)
        + text(128, 66, 56, "灭火毯", "#fff")
        + text(128, 98, 22, "FIRE BLANKET", "#fff", False)
        + rect(24, 118, 208, 150, "#fff", 8)
        + lines(
            38,
            150,
            34,
            21,
            ("1 双手下拉黑带", "2 抖开盖住火源", "3 关闭燃气电源", "4 冷却后再掀开"),
        )
        + text(128, 302, 22, "1.2 m × 1.2 m", "#fff")
    )


def assembly():
    """The place to gather: four arrows to a group."""
    made = rect(0, 0, 320, 400, GREEN, 8) + rect(
        10, 10, 300, 380, "none", 6, 'stroke="#fff" stroke-width="5"'
    )
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        x, y = 160 + dx * 104, 148 + dy * 92
        made += line(f"{x},{y} {160 + dx * 62},{148 + dy * 54}", 13, "#fff")
        tip_x, tip_y = 160 + dx * 60, 148 + dy * 52
        made += line(
            f"{tip_x + dx * 26},{tip_y} {tip_x},{tip_y} {tip_x},{tip_y + dy * 26}", 12, "#fff"
        )
    for k, x in enumerate((128, 160, 192)):
        made += circle(x, 122 - 8 * (k == 1), 13, "#fff")
        made += rect(x - 14, 140 - 8 * (k == 1), 28, 52, "#fff", 10)
    return (
        made
        + text(160, 318, 56, "紧急集合点", "#fff")
        + text(160, 362, 26, "ASSEMBLY POINT", "#fff")
    )


def dial():
    """The plate behind a burner's knob."""
    made = (
        rect(0, 0, 128, 128, "#b9bcbc", 10)
        + circle(64, 64, 62, "#d2d4d4")
        + circle(64, 64, 60, "#e3e4e3")
    )
    flame = '<path d="M0 9 q-9 -5 -5 -14 q2 4 5 -8 q3 10 6 7 q4 9 -6 15 Z" fill="#b3231b"/>'
    made += f'<g transform="translate(64 15)">{flame}</g>'
    made += text(112, 71, 20, "关") + text(16, 71, 16, "小") + text(64, 122, 16, "大")
    return made


def hose():
    """The skin of an old hose: paled along its middle, crazed, soiled by hands and grease."""
    made = rect(0, 0, 96, 256, "#b58a36")
    made += rect(0, 70, 96, 116, "#c29a52", 30, 'opacity="0.5"')
    state = 7
    for k in range(90):
        state = (state * 1103515245 + 12345) % 2**31
        y = 128 + (state % 1000 / 1000 - 0.5) * (250 if k % 2 == 0 else 120)
        state = (state * 1103515245 + 12345) % 2**31
        x, long = state % 90, 5 + state % 22
        made += line(
            f"{x},{y:.1f} {x + long * 0.5:.1f},{y + (k % 3 - 1) * 1.5:.1f} "
            f"{x + long},{y + (k % 4 - 1.5):.1f}",
            0.5 + (k % 4) * 0.2,
            "#5a4420",
            'opacity="0.6"',
        )
    for k in range(7):
        state = (state * 1103515245 + 12345) % 2**31
        made += (
            f'<ellipse cx="{state % 96}" cy="{(state >> 8) % 256}" rx="{10 + k}" ry="{5 + k}" '
            f'fill="#4a371c" opacity="0.16"/>'
        )
    return made


def health():
    """The board of the staff's papers: licence, health certificates with their pictures."""
    made = rect(0, 0, 480, 328, "#e9eef2", 4) + rect(0, 0, 480, 46, GREEN)
    made += text(240, 34, 28, "食品安全信息公示栏", "#fff")
    made += rect(14, 58, 150, 112, "#fdf8e6", 2, 'stroke="#b9a25a" stroke-width="3"')
    made += text(89, 84, 17, "食品经营许可证") + lines(24, 108, 20, 12, ("主体业态：餐饮", "有效期至 2030.08"))
    made += rect(14, 182, 150, 132, "#fff", 2, 'stroke="#7b8b99" stroke-width="1.5"')
    made += text(89, 206, 17, "食品安全承诺", BLUE)
    made += lines(24, 230, 22, 13, ("索证索票　台账齐全", "生熟分开　餐具消毒", "每日晨检　持证上岗", "投诉电话 12315"))
    for k, name in enumerate(("何师傅", "丁小亮", "马　芳", "林　洁", "陈　刚", "吴　敏")):
        x, y = 178 + 99 * (k % 3), 58 + 132 * (k // 3)
        made += rect(x, y, 90, 124, "#fff", 3, 'stroke="#2c7a47" stroke-width="2"')
        made += rect(x, y, 90, 22, "#2c7a47") + text(x + 45, y + 17, 13, "健康证明", "#fff")
        made += rect(x + 24, y + 28, 42, 52, "#bcd0de")
        made += circle(x + 45, y + 48, 11, "#caa084") + rect(x + 30, y + 62, 30, 18, "#e8e8e4", 6)
        made += text(x + 45, y + 98, 15, name) + text(x + 45, y + 116, 11, "2029.03", INK, False)
    return made


def breakers():
    """On the door of the lighting's box."""
    return (
        rect(0, 0, 240, 192, "#E9E8E2")
        + f'<g transform="translate(70 4) scale(.4)"><path d="M128 22 L240 214 L16 214 Z" '
        f'fill="{YELLOW}" stroke="#111" stroke-width="15" stroke-linejoin="round"/>{BOLT}</g>'
        + text(120, 122, 26, "有电危险", RED)
        + text(120, 152, 20, "照明配电箱　2AL", INK, False)
        + text(120, 178, 16, "责任人：电工班", INK, False)
    )


def boards():
    """Which board is for what."""
    made = rect(0, 0, 372, 120, "#f6f5ef", 4) + rect(0, 0, 372, 36, BLUE)
    made += text(186, 27, 22, "砧板分类使用", "#fff")
    names = ("生肉", "蔬菜", "水产", "面点", "熟食")
    colours = ("#A81D16", "#1E7A45", "#2A5C94", "#c9c8bc", "#DDA60A")
    for k, (name, colour) in enumerate(zip(names, colours)):
        made += rect(12 + 71 * k, 48, 62, 28, colour, 4) + text(43 + 71 * k, 104, 21, name)
    return made


def schedule():
    """Who cleans what, with the ticks of the days."""
    made = plate(300, 400) + rect(0, 0, 300, 56, GREEN) + text(150, 39, 27, "卫生清洁值日表", "#fff")
    for k, what in enumerate(("地面", "灶台", "烟罩", "冰箱", "水池", "垃圾桶", "排水沟")):
        y = 84 + 44 * k
        made += text(20, y + 27, 19, what, INK, False, "start")
        made += line(f"12,{y} 288,{y}", 1.2, "#888")
        for j in range(7):
            x = 112 + 26 * j
            made += line(f"{x - 13},{y} {x - 13},{y + 44}", 1, "#999")
            # The hood has not been cleaned since Tuesday.
            if j < (2 if what == "烟罩" else 5):
                made += line(f"{x - 6},{y + 22} {x - 1},{y + 29} {x + 8},{y + 13}", 2.6, "#24427a")
    return made


def menu():
    """What is cooked today."""
    dishes = (
        ("番茄炒蛋", "18"),
        ("鱼香肉丝", "26"),
        ("宫保鸡丁", "28"),
        ("清炒时蔬", "16"),
        ("紫菜蛋汤", "12"),
    )
    made = rect(0, 0, 448, 320, "#20342b", 8) + rect(
        8, 8, 432, 304, "none", 5, 'stroke="#b9a06a" stroke-width="4"'
    )
    made += text(224, 58, 38, "今日菜单", "#f3e4b4")
    for k, (dish, price) in enumerate(dishes):
        y = 108 + 44 * k
        made += text(40, y, 30, dish, "#f4f1e6", False, "start")
        made += text(408, y, 30, f"{price} 元", "#f4f1e6", False, "end")
    return made


def board():
    """The day's tasks on a white board, by hand."""
    rows = (
        "今日备餐",
        "午市 86 位　晚市 120 位",
        "小何：炒锅、收汤",
        "小丁：切配、传菜",
        "补货：酱油 6 瓶　面 2 箱",
    )
    frame = rect(0, 0, 448, 320, "#9aa0a3", 10) + rect(12, 12, 424, 296, "#f6f7f4", 4)
    words = text(36, 66, 40, rows[0], "#1d3f8f", False, "start")
    for k, row in enumerate(rows[1:]):
        words += text(36, 128 + 52 * k, 30, row, "#27303a" if k else "#a3201a", False, "start")
    return frame + words


def ticket():
    """An order on thin paper."""
    rows = ("18 号台", "番茄炒蛋 1", "时蔬 1", "米饭 2")
    return rect(0, 0, 96, 176, "#f3f0e4") + "".join(
        text(8, 30 + 34 * k, 18 if k else 20, row, "#222", k == 0, "start")
        for k, row in enumerate(rows)
    )


def facade():
    """A window of the house across the lane."""
    return (
        rect(0, 0, 256, 256, "#c9c4b8")
        + rect(16, 16, 224, 224, "#5d7180")
        + rect(16, 16, 224, 80, "#7f95a3")
        + rect(122, 16, 12, 224, "#dadada")
        + rect(16, 120, 224, 10, "#dadada")
        + rect(8, 236, 240, 12, "#b0aa9c")
    )


def small(w, h, words, size, fill="#ecebe6", ink=INK):
    """A label with one line."""
    return rect(0, 0, w, h, fill, 4) + text(w / 2, h / 2 + size * 0.36, size, words, ink)


DRAWN = {
    "sign/health": health,
    "sign/breakers": breakers,
    "sign/tools": lambda: (
        rect(0, 0, 280, 80, BLUE, 6) + text(140, 54, 28, "清洁工具　定位挂放", "#fff")
    ),
    "sign/boards": boards,
    "sign/schedule": schedule,
    "sign/rules": rules,
    "sign/wash": wash,
    "sign/menu": menu,
    "sign/ticket": ticket,
    "sign/sack_rice": lambda: sack("长粒香米", "LONG GRAIN RICE", "#a32b22"),
    "sign/sack_flour": lambda: sack("小麦粉", "WHEAT FLOUR", "#27588f"),
    "sign/assembly": assembly,
    "sign/clock": lambda: clock(9 + 2 / 3),
    "sign/alarm": alarm,
    "sign/facade": facade,
    "sign/no_smoking": lambda: prohibition(
        "禁止吸烟", cigarette() + line("188,112 188,102 200,94 200,80", 7)
    ),
    "sign/warn_hot": lambda: warning("当心烫伤", hot()),
    "sign/warn_slip": lambda: warning("当心滑倒", slip(line("120,140 92,150", 11))),
    "sign/hat": lambda: mandatory("必须戴工作帽", cap()),
    "sign/blanket": blanket,
    "sign/extinguisher": extinguisher,
    "sign/exit": exit_sign,
    "sign/carton_oil": lambda: carton("大豆油", "5 L × 4 桶", "#a8741a"),
    "sign/carton_noodle": lambda: carton("鸡蛋挂面", "1 kg × 12 包", "#2f6b46"),
    "sign/carton_soy": lambda: carton("酿造酱油", "1.9 L × 6 瓶", "#7a2018"),
    "sign/bottle": lambda: (
        rect(0, 0, 160, 160, "#efe6cf")
        + rect(0, 0, 160, 34, "#a32b22")
        + text(80, 26, 22, "丰禾", "#fff")
        + text(80, 92, 40, "调味")
        + text(80, 136, 20, "500 mL")
    ),
    "sign/ext_label": lambda: (
        rect(0, 0, 160, 160, "#f1efe8")
        + text(80, 34, 22, "干粉灭火器", RED)
        + lines(10, 62, 24, 15, ("1 拔出保险销", "2 握住喷管", "3 压下手柄对准火根"))
        + circle(80, 138, 14, GREEN)
    ),
    "sign/dial": dial,
    "sign/hose": hose,
    "sign/fan": lambda: rect(0, 0, 128, 128, "#ecebe6") + text(64, 84, 54, "排风"),
    "sign/lamp": lambda: rect(0, 0, 128, 128, "#ecebe6") + text(64, 84, 54, "照明"),
    "sign/socket": lambda: (
        rect(0, 0, 96, 96, "#eeede8", 6)
        + rect(44, 18, 8, 16, "#222", 2)
        + '<g transform="translate(30 56) rotate(-35)">'
        + rect(-4, -9, 8, 18, "#222", 2)
        + "</g>"
        + '<g transform="translate(66 56) rotate(35)">'
        + rect(-4, -9, 8, 18, "#222", 2)
        + "</g>"
    ),
    "sign/hatch": lambda: rect(0, 0, 320, 96, RED, 8) + text(160, 68, 54, "传 菜 口", "#fff"),
    "sign/staff": lambda: (
        rect(0, 0, 320, 112, BLUE, 8)
        + text(160, 56, 42, "厨房重地", "#fff")
        + text(160, 96, 30, "非工作人员请勿入内", "#fff")
    ),
    "sign/bin": lambda: (
        rect(0, 0, 128, 128, "#2c7a43", 10)
        + text(64, 60, 34, "厨余", "#fff")
        + text(64, 102, 34, "垃圾", "#fff")
    ),
    "sign/shutoff": lambda: (
        rect(0, 0, 160, 128, "#e6e4dc", 6)
        + text(80, 40, 26, "紧急切断阀", RED)
        + text(80, 76, 22, "天然气", INK)
        + text(80, 110, 20, "手动：拉出红钮", INK, False)
    ),
    "sign/pipe": lambda: (
        rect(0, 0, 256, 56, "#e9c33a")
        + text(86, 41, 36, "天然气", "#a3150f")
        + line("160,28 230,28", 9, "#a3150f")
        + line("208,12 232,28 208,44", 9, "#a3150f")
    ),
    "sign/main_valve": lambda: (
        rect(0, 0, 288, 180, "#f4f2ea", 8)
        + rect(0, 0, 288, 58, "#e9c33a", 8)
        + text(144, 44, 40, "天然气总阀")
        + text(144, 106, 36, "柄横为关", RED)
        + text(144, 156, 32, "下班必关", INK, False)
    ),
    "sign/cutoff": lambda: (
        rect(0, 0, 320, 120, RED, 8)
        + text(160, 58, 46, "紧急切断阀", "#fff")
        + text(160, 104, 30, "漏气时拉出红钮", "#fff", False)
    ),
    "sign/board": board,
    "sign/fridge": lambda: rect(0, 0, 160, 64, "#15181a", 6) + text(80, 46, 40, "3.5 ℃", "#d8412c"),
    "sign/maker": lambda: (
        rect(0, 0, 160, 48, "#2b2d2f", 4) + text(80, 36, 30, "瑞灶 厨具", "#dcdcd8")
    ),
}
