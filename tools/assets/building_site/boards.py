"""Nine notice boards and a plan, as at every site's gate (九牌一图)."""

from kit.signs import BLUE, GREEN, INK, RED, circle, line, lines, plate, rect, text

HEAD = "#1d5a9c"


def board(title, rows, size=19, step=30, foot="华岭建设集团　体育馆项目部"):
    """A white board with a blue head and rows of small words."""
    return (
        plate(270, 360, "#f6f5ef")
        + rect(0, 0, 270, 56, HEAD)
        + text(135, 40, 32, title, "#fff")
        + lines(18, 92, step, size, rows)
        + line("14,330 256,330", 1.5, "#8a93a0")
        + text(135, 350, 14, foot, "#445", False)
    )


def plan():
    """The site from above: building, passage, lifting area, shelter, gate."""
    return (
        plate(420, 360, "#f6f5ef")
        + rect(0, 0, 420, 56, HEAD)
        + text(210, 40, 32, "施工现场平面图", "#fff")
        + rect(40, 72, 340, 262, "#e9e6da", 0, 'stroke="#445" stroke-width="2"')
        + rect(70, 82, 280, 56, "#b9b6ac", 0, f'stroke="{INK}" stroke-width="1.5"')
        + text(210, 118, 24, "在建三层")
        + rect(70, 140, 280, 12, "#d8b43c")
        + rect(196, 152, 30, 96, "#8fc3a0", 0, f'stroke="{GREEN}" stroke-width="2"')
        + text(211, 206, 15, "通道")
        + rect(84, 156, 74, 46, "none", 0, f'stroke="{RED}" stroke-width="2.5"')
        + text(121, 185, 16, "拆除区", RED)
        + rect(246, 164, 84, 66, "none", 0, f'stroke="{RED}" stroke-width="2.5"')
        + text(288, 203, 17, "吊装区", RED)
        + circle(366, 196, 12, "#d9a21b")
        + text(366, 232, 14, "塔吊")
        + rect(280, 258, 56, 30, "#7ea6cf")
        + text(308, 279, 15, "休息亭")
        + rect(300, 302, 64, 24, "#dcdedc", 0, 'stroke="#445"')
        + text(332, 320, 14, "项目部")
        + rect(190, 330, 44, 8, "#f6f5ef")
        + text(211, 327, 15, "大门")
        + text(96, 268, 15, "材料堆场", "#555", False)
    )


DRAWN = {
    "sign/board_1": lambda: board(
        "工程概况牌",
        (
            "工程名称：体育馆",
            "建设单位：滨江城投",
            "施工单位：华岭建设",
            "监理单位：中正监理",
            "结构：框架三层",
            "面积：8 600 m²",
            "工期：420 天",
        ),
    ),
    "sign/board_2": lambda: board(
        "管理人员名单",
        (
            "项目经理　周建国",
            "技术负责　陈　明",
            "安全员　　李　安",
            "施工员　　赵　勇",
            "质检员　　吴　敏",
            "材料员　　孙　强",
            "电　工　　王建平",
        ),
    ),
    "sign/board_3": lambda: board(
        "安全生产牌",
        (
            "一、进场必须戴安全帽。",
            "二、两米以上系安全带。",
            "三、严禁高处抛物。",
            "四、吊物下严禁站人。",
            "五、走安全通道。",
            "六、非电工不得接线。",
            "七、班前教育天天做。",
        ),
        18,
    ),
    "sign/board_4": lambda: board(
        "消防保卫牌",
        (
            "一、动火须办动火证。",
            "二、严禁吸烟。",
            "三、器材定点存放。",
            "四、通道保持畅通。",
            "五、火警 119",
            "六、门卫登记出入。",
        ),
    ),
    "sign/board_5": lambda: board(
        "文明施工牌",
        (
            "一、材料分类堆放。",
            "二、工完场清。",
            "三、裸土覆盖、洒水降尘。",
            "四、车辆冲洗出场。",
            "五、按时作息不扰民。",
            "六、垃圾分类清运。",
        ),
        18,
    ),
    "sign/board_6": lambda: board(
        "重大危险源",
        (
            "高处坠落　临边 洞口",
            "物体打击　拆除 吊装",
            "起重伤害　2# 塔吊",
            "坍塌　　　模板支架",
            "触电　　　临时用电",
            "控制：专人监护、警戒",
            "责任人：李　安",
        ),
    ),
    "sign/board_7": lambda: board(
        "十项安全措施",
        (
            "安全帽、安全带、安全网",
            "机具防护齐全有效",
            "用电三级配电两级保护",
            "起重限位保险可靠",
            "脚手架按方案验收",
            "严禁穿拖鞋、赤脚",
            "夜间有足够照明",
        ),
        18,
    ),
    "sign/board_8": lambda: board(
        "应急救援牌",
        (
            "急救 120　火警 119",
            "项目经理 138-0000-0101",
            "安全员　 138-0000-0102",
            "最近医院：滨江医院",
            "集合点：大门外空地",
            "担架、急救箱：项目部",
        ),
        18,
    ),
    "sign/board_9": lambda: board(
        "农民工维权牌",
        (
            "实名制考勤",
            "工资按月足额发放",
            "专户支付到个人",
            "投诉：12333",
            "劳资专员：孙　强",
            "公示期：本月",
        ),
    ),
    "sign/board_plan": plan,
}
