"""Signs, plates and boards of the garage, drawn by ourselves as SVG: geometry after GB 2894, our
own pictograms, words in Chinese. Makers' names and numbers are invented."""

from functools import partial

from kit.pictograms import BOLT
from kit.signs import (
    BLUE,
    GREEN,
    INK,
    RED,
    YELLOW,
    circle,
    gb,
    line,
    lines,
    mandatory,
    prohibition,
    rect,
    rules,
    text,
    warning,
)
from kit.stains import chance
from workshop.signs import carton, drum, header

from .surface import BUSES


def pit_rules():
    """The rules of work at the pit."""
    rows = (
        "一、驻车制动拉紧，钥匙取下，挂“禁止启动”牌。",
        "二、前后轮塞三角木；顶起后放好保险支架。",
        "三、动高压前断开维修开关，专人监护。",
        "四、地沟内只用 24 V 防爆行灯，先通风后下沟。",
        "五、轮胎充气必须在安全笼内。",
        "六、吊装带破损、无标牌的一律停用。",
        "七、油棉纱投入带盖铁桶，严禁烟火。",
        "八、谁挂牌谁摘牌，清点人数后方可动车。",
    )
    return rules("地沟作业安全操作规程", 40, 26, rows, "维修一车间　安全生产领导小组")


def five_s():
    """The board of the shift: who does what, what is left to mend, the month without accidents."""
    made = rect(0, 0, 560, 300, "#f4f3ec", 6) + rect(0, 0, 560, 52, BLUE)
    made += text(280, 38, 30, "维修一车间　班组 6S 管理看板", "#fff")
    for k, (head, rows) in enumerate(
        (
            ("当班人员", ("班长　周海", "机修　唐立", "电工　王建平", "安全员　李安")),
            ("在修车辆", ("7021　前悬架异响", "7035　更换减振器", "7009　等配件")),
            ("点检计划", ("举升机　每班", "空压机　每周", "千斤顶　每月")),
        )
    ):
        x = 16 + 180 * k
        made += rect(x, 64, 168, 150, "#fff", 3, 'stroke="#7b8b99" stroke-width="1.5"')
        made += rect(x, 64, 168, 30, "#dfe8f0") + text(x + 84, 86, 19, head, BLUE)
        made += lines(x + 10, 118, 27, 17, rows)
    made += rect(16, 224, 528, 62, "#e6f1e9", 4) + text(150, 264, 26, "安全生产", GREEN)
    return made + text(330, 268, 40, "412", RED) + text(420, 264, 26, "天", GREEN)


def slogan():
    """The banner under the roof."""
    return rect(0, 0, 900, 84, "#b3161b") + text(450, 60, 50, "修车先驻车　下沟先挂牌", "#fff")


def led(w, h, words, size):
    """Amber figures on a dark board."""
    made = rect(0, 0, w, h, "#0c0c0c", 4) + text(w / 2, h * 0.74, size, words, "#ff9a1f")
    for k in range(0, w, 4):
        made += line(f"{k},0 {k},{h}", 1.1, "#0c0c0c")
    for k in range(0, h, 4):
        made += line(f"0,{k} {w},{k}", 1.1, "#0c0c0c")
    return made


def number_plate(number):
    """A plate for a large vehicle of new energy: yellow, then green."""
    return (
        rect(0, 0, 300, 96, "#5fb96a", 8)
        + rect(0, 0, 92, 96, "#e8c53a", 8)
        + rect(80, 0, 12, 96, "#e8c53a")
        + rect(4, 4, 292, 88, "none", 6, 'stroke="#222" stroke-width="3"')
        + text(48, 68, 50, "鲁A", INK)
        + text(194, 66, 42, f"·{number}", INK)
    )


def livery():
    """What stands on the side, in letters cut from foil."""
    return text(210, 60, 56, "纯电动公交", "#1f7747") + text(530, 56, 38, "绿色出行", "#3d8fb0")


def splash():
    """What rain and wheels have thrown up a skirt: thick below, thin above, in runs."""
    dice = chance(77)
    made = (
        '<defs><linearGradient id="s" x1="0" y1="1" x2="0" y2="0">'
        '<stop offset="0" stop-color="#4a4338" stop-opacity="0.62"/>'
        '<stop offset="0.45" stop-color="#5a5346" stop-opacity="0.22"/>'
        '<stop offset="1" stop-color="#5a5346" stop-opacity="0"/></linearGradient></defs>'
        '<rect width="256" height="96" fill="url(#s)"/>'
    )
    for _ in range(150):
        x, t, r = next(dice) * 256, next(dice) ** 1.8, 0.4 + 1.5 * next(dice)
        y = 96 - 88 * t
        made += f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{r * 0.5:.1f}" ry="{r:.1f}" '
        made += f'fill="#3f382c" opacity="{0.5 - 0.4 * t:.2f}"/>'
    return made


def saloon():
    """The saloon as it is seen from the front: seats, rails, windows, the way to the back."""
    made = rect(0, 0, 512, 400, "#6f7374")
    made += '<polygon points="0,0 512,0 300,120 212,120" fill="#c9ccc8"/>'
    made += '<polygon points="0,400 512,400 300,260 212,260" fill="#3e4143"/>'
    made += '<polygon points="0,60 212,132 212,190 0,215" fill="#9fb4bc"/>'
    made += '<polygon points="512,60 300,132 300,190 512,215" fill="#9fb4bc"/>'
    made += rect(212, 120, 88, 140, "#5a5e60") + rect(226, 132, 60, 50, "#8fa3aa")
    made += '<polygon points="226,0 286,0 264,118 248,118" fill="#f3f3ea"/>'
    for k in range(5):
        t = 0.62**k
        y0, h = 232 + 150 * (t - 0.2) * 0.5, 120 * t
        for s in (-1, 1):
            x = 256 + s * (44 + 176 * t)
            made += rect(x - 62 * t, y0 - h * 0.4, 124 * t, h, "#2e4e80", 12 * t)
            made += rect(x - 62 * t, y0 - h * 0.4, 124 * t, h * 0.22, "#3d639c", 10 * t)
            made += line(
                f"{256 + s * (30 + 70 * t):.0f},{20 + 90 * (1 - t):.0f} "
                f"{256 + s * (30 + 70 * t):.0f},{260 + 130 * t:.0f}",
                7 * t,
                "#d0a61c",
            )
    made += line("40,44 236,122", 7, "#d0a61c") + line("472,44 276,122", 7, "#d0a61c")
    return made


def cluster():
    """The driver's instruments: speed, charge, warning lamps on."""
    made = rect(0, 0, 320, 112, "#101214", 10)
    for x, words in ((72, "0"), (248, "76")):
        made += circle(x, 58, 44, "#181c20", 'stroke="#9fb4c4" stroke-width="3"')
        made += text(x, 70, 34, words, "#e8eef2")
    made += text(72, 92, 11, "km/h", "#9fb4c4", False) + text(248, 92, 11, "%", "#9fb4c4", False)
    made += rect(132, 20, 56, 60, "#1d3d2a", 6) + text(160, 62, 34, "N", "#7fe0a0")
    made += text(160, 102, 15, "READY", "#50e070")
    return made + circle(132, 94, 6, "#e03a2a") + circle(190, 94, 6, "#f0a020")


def hv():
    """High voltage."""
    return (
        rect(0, 0, 260, 160, YELLOW, 8)
        + f'<g transform="translate(-6 8) scale(.48)"><path d="M128 22 L240 214 L16 214 Z" '
        f'fill="{YELLOW}" stroke="#111" stroke-width="15" stroke-linejoin="round"/>{BOLT}</g>'
        + text(184, 58, 34, "高压危险")
        + text(184, 96, 22, "DC 600 V")
        + text(130, 144, 22, "操作前断开维修开关", RED)
    )


def hv_small():
    """A small one."""
    return (
        rect(0, 0, 128, 96, YELLOW, 6)
        + f'<g transform="translate(34 -8) scale(.24)">{BOLT}</g>'
        + text(64, 66, 22, "高压")
        + text(64, 88, 15, "DC 600 V", INK, False)
    )


def no_start():
    """The tag that hangs on the wheel."""
    return (
        rect(0, 0, 168, 240, "#f5f3ea", 12)
        + circle(84, 18, 9, "#5a5a55")
        + rect(0, 32, 168, 84, RED)
        + text(84, 70, 32, "禁止启动", "#fff")
        + text(84, 104, 26, "有人作业", "#fff")
        + lines(14, 144, 26, 17, ("车号：", "姓名：", "时间："))
        + text(84, 228, 15, "谁挂牌 谁摘牌", RED)
    )


def lift():
    """The side of a column."""
    return (
        rect(0, 0, 200, 260, "#f2f2ec", 6)
        + rect(0, 0, 200, 60, BLUE)
        + text(100, 42, 30, "移动举升机", "#fff")
        + text(100, 104, 40, "7.5 t", INK)
        + text(100, 140, 20, "安全锁止后", INK, False)
        + text(100, 168, 20, "方可进入车底", INK, False)
        + rect(14, 190, 172, 52, RED, 5)
        + text(100, 226, 28, "严禁超载", "#fff")
    )


def lift_box():
    """The control box of a column."""
    made = rect(0, 0, 160, 200, "#c9cccb", 5) + rect(20, 16, 120, 44, "#11241a", 3)
    made += text(80, 48, 30, "1.40 m", "#6fe08f")
    for k, (words, colour) in enumerate((("升", GREEN), ("降", BLUE), ("锁", "#d0a61c"))):
        made += circle(36 + 44 * k, 96, 16, colour) + text(36 + 44 * k, 134, 17, words)
    return made + text(44, 178, 18, "急停", RED)


def sidewall():
    """Letters round a tyre, on its flank."""
    made = '<defs><path id="c" d="M128 128 m-98 0 a98 98 0 1 1 196 0 a98 98 0 1 1 -196 0"/></defs>'
    made = rect(0, 0, 256, 256, "#1c1c1c") + made
    for r in (124, 112, 84):
        made += circle(128, 128, r, "none", 'stroke="#2b2b2b" stroke-width="3"')
    for k, words in enumerate(("275/70R22.5", "江河轮胎", "148/145J", "城市公交")):
        made += f'<g transform="rotate({90 * k} 128 128)">{text(128, 38, 15, words, "#8b8b88")}</g>'
    return made


def sling_head():
    """Over the rack."""
    return header(480, 80, "吊装带　2 t × 2 m", BLUE, "#fff", 0.5)


def sling_label():
    """The label sewn on a sound sling."""
    made = rect(0, 0, 80, 160, "#eef0ea", 3) + rect(0, 0, 80, 34, "#2c7a47")
    made += text(40, 25, 20, "2 t", "#fff")
    return made + lines(6, 58, 24, 14, ("垂直 2000", "扣环 1600", "2028.06", "检验合格"))


def fray():
    """Torn webbing: threads out, the core to be seen."""
    made = rect(0, 0, 128, 256, "#55805f")
    for k in range(32):
        made += line(f"{4 * k},0 {4 * k},256", 1.2, "#466b50")
    made += '<path d="M0 60 L26 84 L14 108 L40 128 L20 152 L34 184 L0 206 Z" fill="#cfd1c0"/>'
    made += '<path d="M128 90 L98 110 L112 132 L88 150 L128 178 Z" fill="#c4c6b4"/>'
    for k in range(26):
        y = 70 + 5 * k
        made += line(f"0,{y} {16 + 7 * (k % 3)},{y + 6 * (k % 2)}", 1.6, "#8d8f7e")
    return made + rect(44, 20, 40, 210, "#2a2620", 12, 'opacity="0.22"')


def web():
    """Webbing with its seam."""
    made = rect(0, 0, 64, 256, "#3e8a57")
    for k in range(16):
        made += line(f"{2 + 4 * k},0 {2 + 4 * k},256", 1, "#357a4c")
    for x in (9, 55):
        made += line(f"{x},0 {x},256", 1.6, "#cfd6c8", 'stroke-dasharray="5 4"')
    return made


def truck_side():
    """Along the truck's box."""
    return (
        rect(0, 0, 640, 120, "#D9A012")
        + text(320, 80, 66, "公交应急抢修", "#a31515")
        + rect(0, 104, 640, 10, "#a31515")
    )


def truck_door():
    """On its doors."""
    return (
        rect(0, 0, 160, 160, "#D9A012")
        + circle(80, 62, 46, "#a31515")
        + text(80, 84, 58, "修", "#fff")
        + text(80, 144, 28, "07 号车", INK)
    )


def key_plate(number):
    """Under a hook of the key board."""
    return rect(0, 0, 64, 40, "#e9e7da", 3) + text(32, 30, 25, number)


def waste_oil():
    """The tank for what is drained."""
    return (
        rect(0, 0, 260, 200, "#f1efe4", 6)
        + rect(0, 0, 260, 56, "#c8641a")
        + text(130, 40, 34, "危险废物", "#fff")
        + text(130, 100, 38, "废机油")
        + lines(24, 134, 26, 19, ("代码 900-214-08", "有毒　易燃", "专人管理"))
    )


def powder():
    """The label of a powder extinguisher."""
    return (
        rect(0, 0, 170, 210, "#f1eee4", 4)
        + rect(0, 0, 170, 56, "#a81d16")
        + text(85, 26, 20, "手提式干粉", "#fff")
        + text(85, 49, 18, "灭火器 MFZ/ABC4", "#fff")
        + lines(
            10, 84, 24, 14, ("1 上下颠倒几次", "2 拔出保险销", "3 对准火根压下", "适用 A B C 类")
        )
    )


def mind_pit():
    """Someone steps over an edge."""
    man = (
        circle(112, 82, 14, INK)
        + line("110,100 112,136 138,158", 14)
        + line("112,136 96,168", 14)
        + line("110,108 140,122", 11)
        + line("60,176 104,176 104,202 170,202", 8)
    )
    return gb(warning("当心坑洞", man))


def no_fire():
    """A match."""
    flame = (
        '<path d="M128 66 q26 26 6 48 q26 -8 18 22 q-8 22 -26 20 q-26 -2 -26 -26 q2 -22 18 -32 '
        'q8 -14 10 -32 Z" fill="#111"/>'
    )
    return gb(prohibition("禁止烟火", flame + rect(120, 152, 14, 42, INK)))


def must_helmet():
    """A head under a helmet."""
    head = circle(128, 142, 46, "#fff") + '<path d="M66 122 a62 56 0 0 1 124 0 Z" fill="#fff"/>'
    return gb(mandatory("必须戴安全帽", head + line("56,126 200,126", 10, BLUE))).replace(
        '"38"', '"36"'
    )


def bay(number):
    """A bay's number."""
    return (
        rect(0, 0, 128, 128, "#d0a61c", 10)
        + rect(8, 8, 112, 112, "#23272a", 8)
        + text(64, 94, 84, number, "#f0c22e")
    )


DRAWN = {
    "sign/rules": pit_rules,
    "sign/five_s": five_s,
    "sign/slogan": slogan,
    "sign/route": lambda: led(512, 96, "58 路　回　场", 62),
    "sign/route_side": lambda: led(256, 64, "58 路", 44),
    "sign/plate_7021": lambda: number_plate("0618D"),
    "sign/plate_7035": lambda: number_plate("1277D"),
    "sign/plate_truck": lambda: number_plate("3350D"),
    **{f"stain/fleet_{n}": partial(text, 80, 52, 52, n, "#22282c") for n in ("7021", "7035")},
    "stain/livery": livery,
    "stain/splash": splash,
    "sign/saloon": saloon,
    "sign/cluster": cluster,
    "sign/hv": hv,
    "sign/hv_small": hv_small,
    "sign/no_start": no_start,
    "sign/key_head": lambda: header(384, 64, "车钥匙　禁启牌", BLUE, "#fff", 0.6),
    **{f"sign/key_{number}": partial(key_plate, number) for number in BUSES},
    "sign/fan_switch": lambda: (
        rect(0, 0, 80, 112, "#f2f0e6", 4) + text(40, 50, 32, "地沟") + text(40, 92, 32, "风机")
    ),
    "sign/safe_lamp": lambda: (
        rect(0, 0, 128, 96, "#f2f0e6", 4)
        + text(64, 44, 38, "24 V", GREEN)
        + text(64, 80, 26, "安全行灯")
    ),
    "sign/jack": lambda: (
        rect(0, 0, 128, 160, "#e9e6da", 4)
        + text(64, 56, 46, "20 t", RED)
        + text(64, 100, 20, "液压千斤顶")
        + text(64, 136, 17, "须配保险支架", INK, False)
    ),
    "sign/stand": lambda: rect(0, 0, 160, 64, "#f2f0e6", 4) + text(80, 46, 36, "限重 10 t"),
    "sign/lift": lift,
    "sign/lift_box": lift_box,
    "sign/lift_rule": lambda: (
        rect(0, 0, 320, 120, YELLOW, 6)
        + text(160, 54, 40, "举升作业区")
        + text(160, 100, 30, "非作业人员禁止入内", RED)
    ),
    "sign/cage": lambda: (
        rect(0, 0, 400, 96, YELLOW, 6)
        + text(200, 44, 38, "轮胎充气安全笼")
        + text(200, 82, 26, "轮胎入笼　人站侧面", RED)
    ),
    "sign/sidewall": sidewall,
    "sign/rag_bin": lambda: (
        rect(0, 0, 200, 200, "#f2f0e6", 6)
        + text(100, 74, 40, "含油棉纱")
        + text(100, 124, 32, "用后盖严", RED)
        + text(100, 172, 26, "每班清理", INK, False)
    ),
    "sign/powder": powder,
    "sign/ext_box": lambda: header(300, 80, "消防器材", "#a81d16", "#fff", 0.6),
    "sign/sling_head": sling_head,
    "sign/sling_label": sling_label,
    "sign/fray": fray,
    "sign/web": web,
    "sign/truck_side": truck_side,
    "sign/truck_door": truck_door,
    "sign/drum": lambda: drum("#8a2a1d", "车辆齿轮油", 28, "85W-90", ("可燃　远离火源", "江河油品")),
    "sign/waste_oil": waste_oil,
    "sign/compressor": lambda: (
        rect(0, 0, 260, 90, "#e8e6da", 4)
        + text(130, 42, 34, "W-0.9/12.5", BLUE)
        + text(130, 76, 24, "活塞式空压机")
    ),
    "sign/bay_1": lambda: bay("1"),
    "sign/bay_2": lambda: bay("2"),
    "sign/shutter_1": lambda: header(300, 120, "1# 门　限高 4.5 m", "#e9e7da", INK, 0.3),
    "sign/shutter_2": lambda: header(300, 120, "2# 门　限高 4.5 m", "#e9e7da", INK, 0.3),
    "sign/mind_pit": mind_pit,
    "sign/no_fire": no_fire,
    "sign/must_helmet": must_helmet,
    "sign/carton_a": lambda: carton("制动蹄片", "后桥　8 片", "#8a2a1d", "华岭车桥"),
    "sign/carton_b": lambda: carton("空气滤芯", "K2448　6 只", "#1d3f7a", "江河滤清器"),
    "sign/shelf": lambda: rect(0, 0, 240, 48, "#f2f0e6") + text(120, 36, 30, "制动　转向　悬架"),
}
