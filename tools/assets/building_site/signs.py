"""Signs and plates of the site, drawn by ourselves as SVG: geometry after GB 2894, our own
pictograms, words in Chinese. Firms' names are invented. The notice boards are in `boards.py`.
"""

import math

from kit.pictograms import BOLT, cigarette
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
    text,
    warning,
)

from . import boards


def sized(body, old, new):
    """A caption of more words in smaller letters."""
    return body.replace(f'font-size="{old}"', f'font-size="{new}"')


def hat_head():
    """A head under a hard hat, its strap drawn."""
    return (
        '<path d="M78 118 q0 -58 50 -58 q50 0 50 58 Z" fill="#fff"/>'
        + rect(66, 114, 124, 13, "#fff", 6)
        + '<path d="M84 132 h88 q0 62 -44 62 q-44 0 -44 -62 Z" fill="#fff"/>'
        + line("88,132 112,190 144,190 168,132", 6, BLUE)
    )


def belt():
    """A person in a harness, hooked on above."""
    return (
        circle(128, 78, 17, "#fff")
        + line("128,104 128,150", 34, "#fff")
        + line("118,158 108,200", 16, "#fff")
        + line("138,158 148,200", 16, "#fff")
        + line("112,100 92,140", 12, "#fff")
        + line("144,100 164,140", 12, "#fff")
        + line("114,98 142,142", 6, BLUE)
        + line("142,98 114,142", 6, BLUE)
        + line("140,96 178,56", 5, "#fff")
    )


def entry():
    """A person who walks."""
    return (
        circle(128, 66, 16, INK)
        + line("128,90 124,132", 24)
        + line("124,134 102,184", 14)
        + line("128,134 152,180", 14)
        + line("120,96 98,124", 11)
        + line("134,96 158,118", 11)
    )


def throw():
    """An arm that lets a thing drop."""
    return (
        circle(92, 78, 15, INK)
        + line("92,100 92,148", 24)
        + line("92,106 140,96 158,112", 12)
        + rect(148, 124, 22, 22, INK, 3)
        + line("159,154 159,186", 5)
        + line("150,176 159,188 168,176", 5)
        + line("84,150 80,190", 13)
        + line("100,150 104,190", 13)
    )


def under_load():
    """A person below a load on a hook."""
    return (
        line("128,40 128,70", 6)
        + rect(88, 72, 80, 30, INK, 3)
        + circle(128, 130, 12, INK)
        + line("128,146 128,174", 18)
        + line("122,176 118,200", 10)
        + line("134,176 138,200", 10)
    )


def falling():
    """A person who falls from an edge."""
    return (
        line("60,204 60,150 116,150", 10)
        + circle(158, 116, 13, INK)
        + line("150,128 130,148", 16)
        + line("130,148 108,132", 10)
        + line("128,150 126,176", 10)
        + line("148,126 176,146", 9)
    )


def things_fall():
    """Things that fall on a head."""
    made = circle(128, 172, 17, INK) + line("100,208 156,208", 24)
    for x, y, r in ((108, 92, 11), (146, 106, 13), (128, 132, 10)):
        made += (
            f'<rect x="{x - r}" y="{y - r}" width="{2 * r}" height="{2 * r}" fill="{INK}" '
            f'transform="rotate({x} {x} {y})"/>'
        )
    return made


CROOK = (
    '<path d="M128 108 q22 0 22 20 q0 20 -22 20 q-18 0 -20 -14" fill="none" '
    f'stroke="{INK}" stroke-width="11" stroke-linecap="round"/>'
)


def hook():
    """A hook with its load."""
    return (
        line("128,76 128,112", 9)
        + CROOK
        + rect(84, 160, 88, 36, INK, 3)
        + line("108,160 128,148 148,160", 5)
    )


def hole():
    """A foot that steps into an opening."""
    return (
        circle(122, 90, 13, INK)
        + line("122,106 120,140", 18)
        + line("120,142 112,186", 11)
        + line("122,142 146,160 150,186", 11)
        + line("60,190 100,190", 9)
        + line("164,190 200,190", 9)
        + line("104,196 104,208", 6)
        + line("160,196 160,208", 6)
    )


def header(w, h, words, fill, ink="#fff", share=0.62):
    """A plate with one line."""
    return rect(0, 0, w, h, fill, 6) + text(w / 2, h * (0.5 + share * 0.36), h * share, words, ink)


def slogan(words, size=70):
    """White on red, as banners are."""
    return rect(0, 0, 900, 120, "#b3161b") + text(450, 60 + size * 0.36, size, words, "#fff")


def stripes(first, second, wide=256):
    """Slanted stripes that go on when the picture is repeated."""
    made = rect(0, 0, wide, 32, first)
    for k in range(-1, wide // 64 + 1):
        x = 64 * k
        made += f'<path d="M{x} 32 L{x + 32} 0 L{x + 64} 0 L{x + 32} 32 Z" fill="{second}"/>'
    return made


def passage():
    """Safe passage: a running figure, words, an arrow."""
    run = (
        circle(70, 42, 12, "#fff")
        + line("66,60 56,92", 18, "#fff")
        + line("56,94 34,124", 11, "#fff")
        + line("58,94 82,106 78,132", 11, "#fff")
        + line("64,64 88,82", 9, "#fff")
        + line("60,64 40,80", 9, "#fff")
    )
    return (
        rect(0, 0, 512, 160, GREEN, 6)
        + rect(6, 6, 500, 148, "none", 4, 'stroke="#fff" stroke-width="4"')
        + run
        + text(300, 104, 86, "安全通道", "#fff")
    )


def distribution(name, number):
    """The door of a site distribution box."""
    return plate(
        200, 260, "#f5f1e0"
    ) + '<g transform="translate(44 2) scale(.44)">' + TRIANGLE + BOLT + "</g>" + text(
        100, 130, 27, "有电危险", RED
    ) + text(
        100, 166, 28, name
    ) + text(
        100, 192, 20, number, "#333", False
    ) + lines(
        22, 216, 20, 15, ("一机一闸一漏一箱", "责任人：王建平 电工")
    ) + text(
        100, 254, 13, "非电工严禁操作", RED
    )


def load_plate():
    """What may hang on the hook."""
    return (
        plate(220, 150, YELLOW)
        + text(110, 46, 32, "起重臂下")
        + text(110, 88, 32, "严禁站人")
        + text(110, 132, 24, "额定 2 t", INK, False)
    )


def hoist():
    """The hoist's door."""
    return (
        plate(260, 140, "#f6f4ea")
        + rect(0, 0, 260, 40, RED)
        + text(130, 30, 26, "施工升降机", "#fff")
        + lines(
            16, 68, 26, 20, ("限载 1000 kg　准乘 9 人", "持证操作　关门运行", "上下楼层　不得探头")
        )
    )


def cement():
    """The print of a bag."""
    return (
        rect(0, 0, 220, 150, "#b9b3a4")
        + text(110, 52, 44, "砌筑水泥", "#23507f")
        + text(110, 92, 32, "M 32.5", "#23507f")
        + text(110, 132, 22, "净含量 50 kg", "#3a3a3a", False)
    )


def extinguisher():
    """The label of an extinguisher."""
    return (
        rect(0, 0, 90, 130, "#f4f2ea")
        + rect(0, 0, 90, 30, RED)
        + text(45, 22, 17, "灭火器", "#fff")
        + text(45, 52, 15, "干粉 ABC")
        + text(45, 72, 14, "4 kg", INK, False)
        + "".join(line(f"10,{84 + 9 * k} 80,{84 + 9 * k}", 3, "#8a8a84") for k in range(4))
        + circle(45, 122, 5, "#2a8a4a")
    )


def accepted():
    """A scaffold's plate: checked, in use."""
    return (
        plate(150, 200, "#f5f3ea")
        + rect(0, 0, 150, 42, GREEN)
        + text(75, 30, 24, "验收合格", "#fff")
        + lines(12, 72, 26, 16, ("脚手架　二步", "荷载 3 kN/m²", "验收 06-18", "负责人 方师傅"))
        + text(75, 186, 17, "准许使用", GREEN)
    )


def permit():
    """The permit for work at height."""
    rows = (
        "作业内容：三层临边模板安装",
        "作业高度：9 m　　级别：二级",
        "作业人：马师傅 等 2 人",
        "监护人：李安全员",
        "有效期：当日 08:00—18:00",
        "措施：临边防护、洞口盖板、生命线、安全带",
        "六级及以上大风停止作业",
    )
    return (
        plate(400, 320, "#f7f5ee")
        + rect(0, 0, 400, 54, BLUE)
        + text(200, 40, 32, "高处作业许可证", "#fff")
        + lines(20, 92, 31, 19, rows)
        + text(380, 312, 14, "项目部　安全科", "#444", False, "end")
        + circle(330, 270, 34, "none", f'stroke="{RED}" stroke-width="4" opacity="0.7"')
        + text(330, 277, 18, "已审批", RED)
    )


def stair():
    """Emergency way down."""
    steps = "M40 150 h34 v-26 h34 v-26 h34 v-26 h34"
    return (
        rect(0, 0, 300, 200, GREEN, 6)
        + f'<path d="{steps}" fill="none" stroke="#fff" stroke-width="9"/>'
        + circle(122, 52, 12, "#fff")
        + line("120,68 110,98", 16, "#fff")
        + line("244,60 244,126", 11, "#fff")
        + line("222,106 244,130 266,106", 11, "#fff")
        + text(150, 188, 34, "疏散楼梯", "#fff")
    )


def tag():
    """The lifeline's tag."""
    return (
        plate(96, 136, "#f2f0e4")
        + rect(0, 0, 96, 30, BLUE)
        + text(48, 22, 18, "生命线", "#fff")
        + lines(8, 54, 21, 14, ("限 2 人", "高挂低用", "检 09-02", "合格"))
    )


def wind():
    """The face of a wind meter: force 0 to 10, red from six on."""
    made = circle(128, 128, 126, "#20242a") + circle(128, 128, 116, "#f4f3ea")
    for k in range(11):
        t = math.radians(215 - 25 * k)
        c, s = math.cos(t), -math.sin(t)
        hue = RED if k >= 6 else INK
        made += line(
            f"{128 + 96 * c:.0f},{128 + 96 * s:.0f} {128 + 110 * c:.0f},{128 + 110 * s:.0f}", 5, hue
        )
        made += text(128 + 78 * c, 138 + 78 * s, 28, str(k), hue)
    return made + text(128, 92, 18, "风力（级）") + text(128, 206, 20, "≥6 停止作业", RED)


def cover():
    """The lid of an opening."""
    return (
        rect(0, 0, 240, 240, YELLOW)
        + "".join(
            f'<path d="M{x} 0 h34 L{x - 206} 240 h-34 Z" fill="{INK}" opacity="0.9"/>'
            for x in range(30, 480, 80)
        )
        + rect(26, 70, 188, 100, "#fbf8e8", 4)
        + text(120, 112, 34, "洞口盖板")
        + text(120, 152, 28, "严禁移动", RED)
    )


def facade_gate():
    """A plate beside the office's door."""
    return (
        plate(300, 110, "#f2efe4")
        + text(150, 44, 30, "华岭建设集团")
        + text(150, 86, 26, "体育馆项目经理部", "#333", False)
    )


DRAWN = {
    "sign/slogan_passage": lambda: slogan("进入施工现场　必须戴好安全帽", 62),
    "sign/slogan_life": lambda: slogan("高高兴兴上班　平平安安回家", 64),
    "sign/slogan_three": lambda: slogan("不伤害自己　不伤害他人　不被他人伤害", 46),
    "sign/slogan_first": lambda: slogan("安全第一　预防为主　综合治理", 62),
    "sign/passage": passage,
    "sign/rest": lambda: header(300, 96, "休息亭", GREEN),
    "sign/office": lambda: header(300, 96, "项目部", BLUE),
    "sign/must_helmet": lambda: gb(sized(mandatory("必须戴安全帽", hat_head()), 38, 37)),
    "sign/must_belt": lambda: gb(sized(mandatory("必须系安全带", belt()), 38, 37)),
    "sign/no_entry": lambda: gb(prohibition("禁止入内", entry())),
    "sign/no_throw": lambda: gb(prohibition("禁止抛物", throw())),
    "sign/no_smoking": lambda: gb(prohibition("禁止吸烟", cigarette())),
    "sign/no_stand": lambda: gb(prohibition("禁止停留", under_load())),
    "sign/warn_fall": lambda: gb(warning("当心坠落", falling())),
    "sign/warn_object": lambda: gb(warning("当心落物", things_fall())),
    "sign/warn_shock": lambda: gb(warning("当心触电", BOLT)),
    "sign/warn_crane": lambda: gb(warning("当心吊物", hook())),
    "sign/warn_hole": lambda: gb(warning("当心坑洞", hole())),
    "sign/stripes_red": lambda: stripes("#e4e2da", "#b3231a"),
    "sign/stripes_yellow": lambda: stripes("#e3b117", "#1b1b1b"),
    "sign/distribution": lambda: distribution("二级配电箱", "编号 2AL-03"),
    "sign/hoist": hoist,
    "sign/load": load_plate,
    "sign/cement": cement,
    "sign/extinguisher": extinguisher,
    "sign/ext_point": lambda: header(220, 64, "消防器材点", "#b3161b"),
    "sign/ppe_rack": lambda: header(300, 72, "安全帽取用处", BLUE),
    "sign/accept": accepted,
    "sign/permit": permit,
    "sign/stair": stair,
    "sign/lifeline": tag,
    "sign/wind": wind,
    "sign/cover": cover,
    "sign/mixer": lambda: header(240, 96, "砂浆搅拌机", "#e3b117", INK, 0.42),
    "sign/saw": lambda: header(200, 96, "戴护目镜", BLUE, "#fff", 0.42),
    "sign/tank": lambda: header(260, 100, "施工用水", BLUE, "#fff", 0.5),
    "sign/water": lambda: (
        plate(120, 160, "#eef3f4")
        + text(60, 60, 34, "饮")
        + text(60, 104, 34, "用")
        + text(60, 148, 34, "水")
    ),
    "sign/material": lambda: (
        plate(200, 130, "#f2f4ef")
        + rect(0, 0, 200, 36, GREEN)
        + text(100, 27, 24, "材料标识", "#fff")
        + lines(14, 64, 26, 19, ("钢管 / 钢筋　合格", "规格 Φ48×3.0", "进场 06-02"))
    ),
    "sign/crane_no": lambda: (
        rect(0, 0, 200, 120, "#f4f1e4", 6)
        + text(100, 58, 50, "2# 塔")
        + text(100, 102, 28, "QTZ 63", "#333", False)
    ),
    "sign/gate": facade_gate,
    "sign/danger_tape": lambda: (
        stripes("#e4e2da", "#b3231a", 512)
        + rect(150, 3, 212, 26, "#f4f2ea")
        + text(256, 25, 22, "禁止跨越", RED)
    ),
} | boards.DRAWN
