"""Signs, plates and cards of the workshop, drawn by ourselves as SVG: geometry after GB 2894, our
own pictograms, words in Chinese. Makers' names are invented. Faces of devices are in `faces.py`.
"""

import math

from kit.pictograms import BOLT, cigarette, clock, exit_sign, slip
from kit.signs import (
    BLUE,
    GREEN,
    INK,
    RED,
    TRIANGLE,
    YELLOW,
    circle,
    gb,
    line,
    lines,
    mandatory,
    plate,
    prohibition,
    rect,
    rules,
    scaled,
    text,
    warning,
)


def gears():
    """A hand in gears."""
    made = ""
    for x, y, r in ((104, 150, 30), (156, 168, 24)):
        made += circle(x, y, r, INK) + circle(x, y, r * 0.35, YELLOW)
        for k in range(8):
            t = k * math.pi / 4
            made += line(
                f"{x + r * math.cos(t):.0f},{y + r * math.sin(t):.0f} "
                f"{x + (r + 8) * math.cos(t):.0f},{y + (r + 8) * math.sin(t):.0f}",
                9,
            )
    return made + line("150,84 136,110 120,120", 13) + line("150,90 146,122 138,130", 9)


def hand(fill):
    """A flat hand with its cuff."""
    return (
        rect(100, 150, 58, 44, fill, 8)
        + "".join(
            line(f"{108 + 14 * k},156 {106 + 15 * k},{92 + abs(k - 1) * 8}", 12, fill)
            for k in range(4)
        )
        + line("104,170 80,140", 13, fill)
    )


def head(extra):
    """A head in white."""
    return circle(128, 128, 54, "#fff") + extra


def shoes():
    """A pair of safety shoes."""
    one = "M70 150 v-46 h40 v34 q34 2 40 30 h-80 Z"
    return (
        f'<path d="{one}" fill="#fff"/>'
        f'<path d="{one}" fill="#fff" transform="translate(44 30) scale(.9)"/>'
    )


def notice():
    """The rules of work as they hang in every workshop."""
    rows = (
        "一、持证上岗，穿绝缘鞋，戴绝缘手套、面屏。",
        "二、检修前办理工作票，专人监护。",
        "三、先停负荷，再断开关，后断上级开关。",
        "四、上锁挂牌，钥匙由检修人随身保管。",
        "五、验电器先在已知带电处试验，再逐相验电。",
        "六、验明无电后放电，装设接地线。",
        "七、没验电，就当有电。",
        "八、配电柜前 0.8 m 内不得堆放物品。",
    )
    return rules("电工安全操作规程", 42, 28, rows, "机加工车间　安全生产领导小组")


def slogan():
    """The banner under the roof."""
    return rect(0, 0, 900, 84, "#b3161b") + text(
        450, 60, 50, "安全第一　预防为主　综合治理", "#fff"
    )


def record():
    """A card with the month's inspections."""
    made = plate(186, 260, "#f3f0e2") + text(93, 30, 20, "配电柜点检卡")
    for k in range(9):
        y = 44 + 22 * k
        made += line(f"10,{y} 176,{y}", 1, "#777")
        if 0 < k < 8:
            made += text(30, y + 17, 13, f"{k}日", INK, False) + text(
                82, y + 17, 13, "正常", INK, False
            )
            made += text(144, y + 17, 14, "赵", "#1c3f8f", False)
    for x in (10, 54, 112, 176):
        made += line(f"{x},44 {x},220", 1, "#777")
    return made + text(93, 246, 14, "编号 DL-01AP", "#444", False)


def plate_of(name, words):
    """A maker's plate, engraved."""
    return (
        rect(0, 0, 300, 110, "#c9cccb", 6)
        + rect(4, 4, 292, 102, "none", 5, 'stroke="#333" stroke-width="2"')
        + text(72, 76, 54, name, "#1b2a55")
        + text(216, 42, 24, "动力配电柜", "#222")
        + text(214, 70, 15, words, "#222", False)
        + text(216, 93, 15, "江河电气成套厂", "#333", False)
    )


def live():
    """What a locked cabinet says."""
    return (
        rect(0, 0, 280, 120, RED, 6)
        + text(140, 56, 44, "有电危险", "#fff")
        + text(140, 98, 26, "非电工禁止开启", "#fff")
    )


def tag():
    """The tag on the hasp."""
    return (
        rect(0, 0, 168, 260, "#f5f3ea", 12)
        + circle(84, 20, 9, "#5a5a55")
        + rect(0, 36, 168, 62, RED)
        + text(84, 64, 25, "禁止合闸", "#fff")
        + text(84, 90, 22, "有人工作", "#fff")
        + lines(14, 128, 30, 17, ("姓名：", "部门：机修", "日期：", "电话："))
        + text(84, 248, 14, "谁上锁 谁开锁", RED)
    )


def loto_steps():
    """What to do, in five lines."""
    rows = ("1 通知相关人员", "2 停机断电", "3 上锁挂牌", "4 释放余能", "5 验电确认")
    return (
        plate(204, 260)
        + rect(0, 0, 204, 44, RED)
        + text(102, 32, 26, "上锁五步", "#fff")
        + lines(16, 84, 38, 22, rows)
    )


def header(w, h, words, colour, ink="#fff", size=0.58):
    """A board with one line."""
    return rect(0, 0, w, h, colour, 6) + text(w / 2, h * 0.7, h * size, words, ink)


def tester_label(date, colour, worn):
    """The label of a tester's inspection."""
    made = (
        rect(0, 0, 140, 84, colour, 4)
        + rect(0, 0, 140, 28, "#1d7a45" if not worn else "#6f9a78")
        + text(70, 21, 20, "检验合格", "#fff")
        + text(70, 50, 17, "有效期至", INK, False)
        + text(70, 75, 22, date, INK)
    )
    if worn:
        made += '<path d="M108 84 L140 60 V84 Z" fill="#8d8a80"/>'
    return made


def crack():
    """A split shell: a dark line that forks, whitened edges."""
    made = rect(0, 0, 150, 64, "#8E2A22")
    path = "6,40 26,30 40,36 62,22 78,30 104,18 146,26"
    made += line(path, 8, "#b4604c", 'opacity="0.6"') + line(path, 4, "#14100e")
    made += line("62,22 70,6 84,0", 3, "#14100e") + line("78,30 90,46 86,62", 3.4, "#14100e")
    return made + line("40,36 46,54", 2.4, "#14100e")


def barrier():
    """What is written on the barrier before the bars."""
    return (
        rect(0, 0, 320, 180, "#f0d21c", 6)
        + scaled(0.5, f'<g transform="translate(10 40)">{TRIANGLE}{BOLT}</g>')
        + text(226, 82, 40, "有电危险")
        + text(226, 128, 27, "禁止拆除挡板")
    )


def ext_sign():
    """White picture on red."""
    return (
        rect(0, 0, 180, 240, RED, 8)
        + '<path d="M68 80 q0 -20 26 -20 q26 0 26 20 v90 h-52 Z" fill="#fff"/>'
        + rect(86, 42, 16, 20, "#fff")
        + line("70,46 116,38", 9, "#fff")
        + line("86,52 58,62 52,106", 8, "#fff")
        + text(90, 220, 40, "灭火器", "#fff")
    )


def co2():
    """The label of the extinguisher."""
    return (
        rect(0, 0, 170, 210, "#f1eee4", 4)
        + rect(0, 0, 170, 56, "#1b1b1b")
        + text(85, 26, 21, "手提式二氧化碳", "#fff")
        + text(85, 49, 18, "灭火器 MT5", "#fff")
        + lines(
            10,
            84,
            24,
            14,
            ("适用：电气、B 类、C 类", "1 拔出保险销", "2 握住喷筒木柄", "3 对准火根压下"),
        )
        + rect(8, 172, 154, 30, RED, 4)
        + text(85, 194, 19, "不得触摸喷筒", "#fff")
    )


def ext_card():
    """Checked month by month, this month too."""
    made = rect(0, 0, 100, 150, "#f4f2e6", 4) + text(50, 22, 15, "灭火器检查卡")
    for k in range(12):
        x, y = 10 + (k % 3) * 28, 36 + (k // 3) * 26
        made += rect(x, y, 25, 22, "none", 0, 'stroke="#777" stroke-width="1"')
        if k < 9:
            made += line(f"{x + 5},{y + 11} {x + 10},{y + 17} {x + 20},{y + 5}", 2.4, "#1a5d2e")
    return made + text(50, 144, 11, "有效期至 2029.10", INK, False)


def first_aid():
    """Green cross."""
    return (
        rect(0, 0, 210, 240, "#f3f3ee", 8)
        + rect(84, 30, 42, 130, GREEN)
        + rect(40, 74, 130, 42, GREEN)
        + text(105, 216, 44, "急救箱", GREEN)
    )


def carton(name, line_2, colour, maker):
    """A carton's print."""
    marks = line("248,150 248,178", 5, "#333") + line("240,158 248,148 256,158", 5, "#333")
    return (
        rect(0, 0, 288, 200, "#e9e2d0")
        + rect(0, 0, 288, 46, colour)
        + text(144, 35, 30, maker, "#fff")
        + text(144, 108, 48, name, colour)
        + text(20, 150, 24, line_2, INK, False, "start")
        + text(20, 182, 19, "小心轻放　防潮", INK, False, "start")
        + marks
    )


def drum(colour, name, size, kind, rows):
    """What is in the drum."""
    return (
        rect(0, 0, 240, 180, "#e9ece8", 6)
        + rect(0, 0, 240, 44, colour)
        + text(120, 33, size, name, "#fff")
        + text(120, 84, 30, kind, colour)
        + lines(16, 118, 26, 19, ("净含量 200 L", *rows))
    )


def bin_label(words, colour):
    """What goes into the bin."""
    return (
        rect(0, 0, 128, 128, colour, 8)
        + circle(64, 44, 26, "#fff")
        + line("50,34 64,56 78,34", 7, colour)
        + text(64, 112, 29, words, "#fff")
    )


def mandatory_of(caption, picture):
    """Blue disc with its words."""
    return gb(mandatory(caption, picture))


DRAWN = {
    "sign/notice": notice,
    "sign/record": record,
    "sign/slogan": slogan,
    "sign/warn_shock": lambda: gb(warning("当心触电", BOLT)),
    "sign/warn_machine": lambda: gb(warning("当心机械伤人", gears()).replace('"44"', '"36"')),
    "sign/warn_slip": lambda: gb(warning("当心滑倒", slip())),
    "sign/no_smoking": lambda: gb(prohibition("禁止吸烟", cigarette())),
    "sign/no_gloves": lambda: gb(prohibition("禁止戴手套", hand(INK)).replace('"44"', '"38"')),
    "sign/must_goggles": lambda: mandatory_of(
        "必须戴防护眼镜",
        head(
            circle(106, 120, 20, BLUE)
            + circle(150, 120, 20, BLUE)
            + line("70,112 186,112", 7, BLUE)
        ),
    ).replace('"38"', '"33"'),
    "sign/must_gloves": lambda: mandatory_of("必须戴防护手套", hand("#fff")).replace(
        '"38"', '"33"'
    ),
    "sign/must_shoes": lambda: mandatory_of("必须穿防护鞋", shoes()).replace('"38"', '"36"'),
    "sign/ext_sign": ext_sign,
    "sign/first_aid": first_aid,
    "sign/plate_1ap": lambda: plate_of("1AP", "XL-21　380 V　250 A"),
    "sign/plate_2ap": lambda: plate_of("2AP", "XL-21　380 V　160 A"),
    "sign/live": live,
    "sign/tag": tag,
    "sign/loto": lambda: header(420, 96, "上锁挂牌站", RED),
    "sign/loto_steps": loto_steps,
    "sign/tester_new": lambda: tester_label("2029.05", "#f6f6f0", False),
    "sign/tester_old": lambda: tester_label("2023.05", "#ddd6bf", True),
    "sign/crack": crack,
    "sign/earth": lambda: header(240, 84, "接地线组", GREEN),
    "sign/barrier": barrier,
    "sign/clock": lambda: clock(9.5),
    "sign/exit": exit_sign,
    "sign/co2": co2,
    "sign/ext_card": ext_card,
    "sign/carton_a": lambda: carton("深沟球轴承", "6205-2RS　50 只", "#1d3f7a", "华岭轴承"),
    "sign/carton_b": lambda: carton("树脂砂轮片", "100×6×16　100 片", "#8a2a1d", "金磨磨具"),
    "sign/drum": lambda: drum(
        "#1c6a5a", "水溶性切削液", 30, "HY-206", ("稀释比 1:20", "避免接触眼睛")
    ),
    "sign/bin_metal": lambda: bin_label("铁　屑", "#2a5c94"),
    "sign/bin_rag": lambda: bin_label("含油抹布", "#a3271d"),
    "sign/bin_other": lambda: bin_label("可回收物", "#2d7a4a"),
    "sign/ppe": lambda: header(360, 88, "防护用品", BLUE),
    "sign/crane": lambda: header(360, 100, "起重量 2 t", "#e2b10c", INK, 0.66),
    "sign/bars": lambda: header(240, 80, "45# 圆钢 Φ40", "#f2efe4", INK, 0.42),
    "sign/castings": lambda: (
        plate(240, 150, "#f2efe4")
        + text(120, 48, 34, "毛坯待加工")
        + lines(18, 88, 30, 22, ("轴承座　HT200", "数量 12　工序 10"))
    ),
    "sign/shutter": lambda: header(300, 120, "1# 门　限高 3 m", "#f2efe4", INK, 0.3),
    "sign/toolbox": lambda: header(200, 60, "机修组", "#f2efe4", INK, 0.6),
    "sign/tray": lambda: header(260, 56, "动力电缆 1AP", "#f2efe4", INK, 0.62),
}
