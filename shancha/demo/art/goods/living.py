"""Things of the home and the kitchen."""

from shancha.demo.art.goods.base import Form
from shancha.demo.art.goods.packs import GRAPHITE, STEEL, across, cap, flask, label, shine, words
from shancha.demo.art.kit import (
    GOLD,
    PAPER,
    WOOD,
    Canvas,
    circle,
    dark,
    ellipse,
    group,
    line,
    lite,
    mix,
    opacity,
    path,
    rect,
    ring,
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props import beauty, food, furniture
from shancha.demo.art.props.nature import flower, leafspray, plant, vase


def _mug(c: Canvas, p: Palette, v: int) -> str:
    return food.mug(c, p.trio[v % 3], (PAPER, p.ink)[v % 2])


def _tumblers(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for x, k in ((-120, 1.0), (118, 0.92)):
        glass = path(
            "M-92 -260 H92 L76 -14 Q74 4 54 4 H-54 Q-74 4 -76 -14Z",
            c.linear([(lite(p.main, 0.7), 0.55), (lite(p.main, 0.4), 0.75), (p.main, 0.85)]),
        )
        glass += (
            "".join(
                line(f"M{i * 24} -170 L{i * 20} -14", "#fff", 5, opacity(0.35))
                for i in (-3, -2, -1, 0, 1, 2, 3)
            )
            + ellipse(0, -260, 92, 16, lite(p.main, 0.8), opacity(0.9))
            + ring(0, 0, 0, PAPER, 0)
            + shine(-70, -236, 11, 200, 0.7)
        )
        out += group(glass, x, 0, k)
    return out


def _teapot(c: Canvas, p: Palette, v: int) -> str:
    colour = (p.main, mix(p.main, PAPER, 0.65))[v % 2]
    out = line("M150 -190 Q270 -200 250 -90 Q240 -40 150 -40", dark(colour, 0.1), 26) + path(
        "M-120 -60 Q-200 -80 -230 -200 L-262 -196 Q-250 -40 -120 -14Z", dark(colour, 0.04)
    )
    out += path(
        "M-150 -190 Q-190 -30 -90 0 H90 Q190 -30 150 -190 Q140 -236 0 -240 Q-140 -236 -150 -190Z",
        c.ball(colour, 0.45, 0.2),
    ) + ellipse(0, -234, 92, 16, dark(colour, 0.14))
    out += (
        path("M-88 -238 Q-60 -292 0 -294 Q60 -292 88 -238Z", c.side(colour, 0.4))
        + circle(0, -306, 20, GOLD)
        + group(flower(lite(colour, 0.7), 48), 0, -116)
        + group(leafspray(0, 0, 110, 20, lite(colour, 0.55), 5), 40, -90)
    )
    return out


def _plates(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i in range(5):
        y = -i * 34
        colour = (lite(p.main, 0.55), PAPER, lite(p.second, 0.4), PAPER, lite(p.accent, 0.5))[i]
        out += path(
            f"M-230 {y - 34} Q-200 {y} -90 {y} H90 Q200 {y} 230 {y - 34}Z",
            across(c, lite(colour, 0.5), colour, dark(colour, 0.16)),
        )
    out += ellipse(0, -170, 230, 30, lite(p.accent, 0.7)) + ellipse(0, -168, 176, 20, lite(p.accent, 0.5))
    bowl = (
        path(
            "M-120 -100 Q-116 0 -50 6 H50 Q116 0 120 -100Z",
            across(c, lite(p.main, 0.5), p.main, dark(p.main, 0.22)),
        )
        + ellipse(0, -100, 120, 22, lite(p.main, 0.55))
        + ellipse(0, -98, 100, 15, dark(p.main, 0.1))
    )
    return out + group(bowl, 0, -176)


def _knife_board(c: Canvas, p: Palette, v: int) -> str:
    board = (
        rect(-230, -170, 420, 340, c.slant("#d9a66c", 0.3, 0.1), 40)
        + "".join(
            line(f"M-210 {y} q140 {14 * (-1) ** i} 380 0", "#b97f4f", 4, opacity(0.45))
            for i, y in enumerate(range(-130, 160, 44))
        )
        + circle(150, -126, 20, "#8a5a34")
    )
    blade = (
        path("M-40 -250 Q70 -140 44 90 H-40Z", c.linear(["#f7f9fa", STEEL, "#a7b0b8"], 0, 0, 1, 0))
        + rect(-40, 90, 66, 170, across(c, lite(p.main, 0.3), p.main, dark(p.main, 0.3)), 16)
        + circle(-8, 130, 7, PAPER)
        + circle(-8, 210, 7, PAPER)
    )
    leaves = group(leafspray(0, 0, 200, -20, p.leaf, 6), -190, 90)
    tomato = circle(-110, -60, 60, c.ball("#e2503c", 0.4, 0.1)) + group(
        flower("#5b9a4c", 26, "#4c7a34", 5), -110, -104
    )
    return board + leaves + tomato + group(blade, 180, 0, 1, 12)


def _fryer(c: Canvas, p: Palette, v: int) -> str:
    colour = (lite(p.main, 0.35), p.ink, p.main)[v % 3]
    out = path(
        "M-180 -40 V-260 Q-180 -420 0 -424 Q180 -420 180 -260 V-40 Q180 0 140 0 H-140 Q-180 0 -180 -40Z",
        across(c, lite(colour, 0.45), colour, dark(colour, 0.26)),
    )
    out += (
        rect(-150, -216, 300, 190, across(c, lite(colour, 0.2), dark(colour, 0.08), dark(colour, 0.3)), 30)
        + rect(-34, -190, 68, 150, across(c, "#fff", STEEL, "#8d959d"), 26)
        + rect(-22, -178, 44, 126, dark(colour, 0.3), 18)
    )
    out += (
        circle(0, -312, 58, "#171a22")
        + ring(0, -312, 66, STEEL, 6)
        + words(0, -302, "200", 70, 36, "#ffd27d")
        + "".join(circle(x, -240, 6, lite(colour, 0.6)) for x in (-40, 0, 40))
    )
    return out + shine(-158, -330, 13, 250, 0.35)


def _kettle(c: Canvas, p: Palette, v: int) -> str:
    return furniture.kettle(c, p.trio[v % 3])


def _pot(c: Canvas, p: Palette, v: int) -> str:
    return furniture.pan(c, p.trio[v % 3])


def _moka(c: Canvas, p: Palette, v: int) -> str:
    glass = path(
        "M-130 -20 Q-170 -120 -76 -196 H76 Q170 -120 130 -20 Q126 0 100 0 H-100 Q-126 0 -130 -20Z",
        c.linear([("#ffffff", 0.55), ("#dfeaf0", 0.6)]),
    ) + path(
        "M-134 -30 Q-158 -90 -118 -130 Q0 -144 118 -130 Q158 -90 134 -30 Q126 -8 100 -8 H-100 "
        "Q-126 -8 -134 -30Z",
        c.linear(["#7a4526", "#3f2010"]),
    )
    cone = (
        path(
            "M-150 -400 H150 L44 -200 H-44Z",
            c.linear([lite(p.main, 0.4), p.main, dark(p.main, 0.2)], 0, 0, 1, 0),
        )
        + ellipse(0, -400, 150, 24, "#fff6e8")
        + ellipse(0, -398, 116, 15, "#5a3418")
        + line("M150 -370 Q230 -350 190 -270 Q170 -240 110 -286", p.main, 20)
    )
    return (
        glass
        + shine(-112, -120, 13, 96, 0.6)
        + cone
        + rect(-60, -208, 120, 26, c.side(WOOD), 8)
        + line("M128 -150 Q214 -140 190 -60 Q176 -30 134 -36", dark(p.main, 0.1), 20)
    )


def _thermos(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-78, -340, 156, 340, across(c, lite(p.main, 0.45), p.main, dark(p.main, 0.28)), 24)
        + rect(-70, -368, 140, 36, across(c, "#fff", STEEL, "#99a2aa"), 6)
        + cap(c, dark(p.main, 0.15), 136, -462, 100, 20)
    )
    out += line("M62 -440 Q130 -430 112 -380", dark(p.main, 0.3), 14) + rect(
        -78, -30, 156, 30, across(c, "#fff", STEEL, "#99a2aa"), 12
    )
    return (
        out
        + shine(-62, -320, 12, 270)
        + (words(4, -170, ("WARM", "山茶", "DAILY")[v % 3], 110, 44, PAPER))
        + rect(-24, -150, 56, 5, PAPER, 2)
    )


def _mushroom_lamp(c: Canvas, p: Palette, v: int) -> str:
    out = (
        c.glow(0, -230, 330, "#fff1cf", 0.75)
        + path("M-46 -210 Q-34 -80 -100 0 H100 Q34 -80 46 -210Z", c.side(lite(p.main, 0.2), 0.4, 0.2))
        + ellipse(0, 0, 104, 20, dark(p.main, 0.12))
    )
    out += path(
        "M-210 -200 Q-200 -400 0 -404 Q200 -400 210 -200 Q120 -170 0 -168 Q-120 -170 -210 -200Z",
        c.radial([("#fffdf2"), lite(p.second, 0.45), p.second], 0.4, 0.55, 0.75),
    )
    return (
        out
        + ellipse(0, -196, 196, 26, "#fff6da", opacity(0.9))
        + ellipse(-90, -320, 44, 22, "#fff", f'{opacity(0.6)} transform="rotate(-34 -90 -320)"')
    )


def _desk_lamp(c: Canvas, p: Palette, v: int) -> str:
    out = (
        c.glow(150, -170, 240, "#ffe9b0", 0.75)
        + rect(-130, -24, 230, 26, c.side(p.main, 0.35), 12)
        + line("M-40 -24 L-90 -250 L60 -420", dark(p.main, 0.1), 16)
        + circle(-90, -250, 18, GOLD)
        + circle(60, -420, 16, GOLD)
    )
    return (
        out
        + path("M30 -456 Q130 -470 196 -340 L70 -296 Q20 -360 30 -456Z", c.slant(p.main, 0.35, 0.15))
        + ellipse(134, -316, 68, 22, "#fff6da", 'transform="rotate(-19 134 -316)"')
    )


def _candle(c: Canvas, p: Palette, v: int) -> str:
    return group(beauty.candle(c, p.trio[v % 3]), 0, 0)


def _diffuser(c: Canvas, p: Palette, v: int) -> str:
    out = "".join(line(f"M{x * 0.2} -250 L{x} -520", "#8a6a4a", 7) for x in (-110, -60, -16, 40, 96))
    out += (
        flask(c, lite(p.main, 0.35), 190, 230, 74, 40)
        + path(
            "M-84 -26 V-130 Q0 -144 84 -130 V-26 Q84 -12 66 -12 H-66 Q-84 -12 -84 -26Z",
            c.linear([lite(p.main, 0.1), p.main]),
            opacity(0.6),
        )
        + rect(-40, -262, 80, 38, across(c, lite(GOLD, 0.5), GOLD, dark(GOLD, 0.25)), 5)
    )
    return out + group(label(c, p, 116, 110, v + 2, "香薰"), 0, -92)


def _cushions(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for colour, x, y, k, turn, mark in (
        (p.second, 86, -150, 1.0, 9, False),
        (p.main, -60, -132, 1.1, -5, True),
    ):
        one = path(
            "M-150 -140 Q0 -112 150 -140 Q122 0 150 140 Q0 112 -150 140 Q-122 0 -150 -140Z",
            c.ball(colour, 0.35, 0.14),
        )
        one += (
            group(flower(lite(colour, 0.6), 72), 0, 0)
            if mark
            else "".join(
                line(f"M-128 {i} Q0 {i + 14} 128 {i}", lite(colour, 0.45), 9, opacity(0.8))
                for i in (-70, -24, 22, 68)
            )
        )
        out += group(one, x, y, k, turn)
    return out


def _bedding(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i, colour in enumerate((p.main, lite(p.main, 0.55), p.second)):
        y = -i * 104
        out += path(
            f"M-250 {y - 20} Q-262 {y - 100} -220 {y - 104} H220 Q262 {y - 100} 250 {y - 20} Q250 "
            f"{y} 226 {y} H-226 Q-250 {y} -250 {y - 20}Z",
            c.linear([lite(colour, 0.4), colour, dark(colour, 0.1)]),
        )
        out += line(f"M-236 {y - 36} H236 M-240 {y - 68} H240", dark(colour, 0.13), 4, opacity(0.6))
    bolster = rect(-206, -410, 412, 110, c.linear([PAPER, mix(PAPER, p.main, 0.35)]), 50)
    band = (
        rect(-40, -312, 80, 312, PAPER, 0, opacity(0.92))
        + words(0, -170, "四件套", 72, 26, p.ink)
        + group(flower(p.main, 22), 0, -226)
    )
    return out + bolster + band


def _blanket(c: Canvas, p: Palette, v: int) -> str:
    out = path(
        "M-220 -180 Q-226 -230 -180 -230 H180 Q226 -230 220 -180 V-20 Q220 0 190 0 H-190 Q-220 0 -220 -20Z",
        c.slant(p.main, 0.3, 0.12),
    )
    out += "".join(
        line(f"M-214 {y} H214", lite(p.main, 0.5), 14, opacity(0.7)) for y in (-176, -110, -44)
    ) + "".join(line(f"M{x} -224 V-6", p.second, 12, opacity(0.55)) for x in (-150, -50, 50, 150))
    return (
        out
        + "".join(line(f"M{x} 0 v26", dark(p.main, 0.08), 7) for x in range(-204, 214, 17))
        + rect(120, -150, 70, 44, PAPER, 5)
        + words(155, -120, "WOOL", 56, 24, p.ink)
    )


def _basket(c: Canvas, p: Palette, v: int) -> str:
    colour = ("#d9b27c", lite(p.main, 0.3))[v % 2]
    out = line("M-170 -220 Q-250 -250 -214 -160 M170 -220 Q250 -250 214 -160", dark(colour, 0.25), 18) + path(
        "M-200 -230 H200 L166 -16 Q164 4 140 4 H-140 Q-164 4 -166 -16Z",
        across(c, lite(colour, 0.35), colour, dark(colour, 0.22)),
    )
    for row in range(6):
        y = -206 + row * 38
        out += "".join(
            ellipse(x + 18 * (row % 2), y, 18, 10, dark(colour, 0.14), opacity(0.65))
            for x in range(-170, 166, 40)
            if abs(x + 18 * (row % 2)) < 172 - row * 5
        )
    cloth = path(
        "M-200 -236 Q-120 -290 -40 -250 Q40 -310 120 -252 Q180 -280 200 -236 L180 -190 Q0 -220 -180 -190Z",
        c.slant(p.second, 0.4, 0.08),
    )
    return out + cloth


def _boxes(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i, colour in enumerate((p.main, lite(p.second, 0.15))):
        y, w = -i * 190, 400 - i * 50
        out += rect(
            -w / 2,
            y - 178,
            w,
            178,
            c.linear([lite(colour, 0.5), lite(colour, 0.15), colour], 0, 0, 1, 0.4),
            26,
        ) + rect(-w / 2 - 12, y - 192, w + 24, 44, lite(colour, 0.45), 16)
        out += (
            rect(-46, y - 110, 92, 40, PAPER, 12, opacity(0.9))
            + words(0, y - 82, ("衣物", "杂物")[i], 60, 26, dark(colour, 0.4))
            + shine(-w / 2 + 16, y - 130, 11, 106, 0.5)
        )
    return out


def _plant(c: Canvas, p: Palette, v: int) -> str:
    return plant(c, 0, 0, 1.4, p.main, p.leaf, 9)


def _vase(c: Canvas, p: Palette, v: int) -> str:
    return vase(c, p.main, p.second, p.leaf)


def _clock(c: Canvas, p: Palette, v: int) -> str:
    out = (
        circle(-110, -390, 66, c.ball(GOLD, 0.4, 0.2))
        + circle(110, -390, 66, c.ball(GOLD, 0.3, 0.25))
        + line("M0 -420 V-452", GOLD, 14)
        + line("M-110 -60 L-150 0 M110 -60 L150 0", dark(p.main, 0.2), 26)
    )
    out += (
        circle(0, -210, 206, c.slant(p.main, 0.35, 0.2))
        + circle(0, -210, 168, PAPER)
        + "".join(group(rect(-5, -152, 10, 26, p.ink, 4), 0, -210, 1, i * 30) for i in range(12))
    )
    return (
        out
        + line("M0 -210 V-316", p.ink, 13)
        + line("M0 -210 L70 -170", p.ink, 13)
        + line("M0 -180 L0 -330", p.accent, 5)
        + circle(0, -210, 14, p.accent)
    )


def _beads(c: Canvas, p: Palette, v: int) -> str:
    out = path(
        "M-120 -20 V-240 Q-120 -330 -50 -340 H50 Q120 -330 120 -240 V-20 Q120 0 96 0 H-96 Q-120 0 -120 -20Z",
        across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.24)),
    ) + cap(c, lite(p.second, 0.2), 130, -424, 90, 16, True)
    out += group(label(c, p, 180, 190, v + 5, "留香珠"), 0, -150) + "".join(
        circle(x, y, 16, c.ball(colour, 0.5, 0.1))
        for x, y, colour in (
            (150, -14, p.main),
            (186, -16, p.second),
            (166, -42, p.accent),
            (-152, -14, p.second),
        )
    )
    return out + shine(-104, -230, 13, 200)


def _cleaner(c: Canvas, p: Palette, v: int) -> str:
    out = path(
        "M-100 -20 V-200 Q-100 -270 -40 -300 V-330 H40 V-300 Q100 -270 100 -200 V-20 Q100 0 78 0 "
        "H-78 Q-100 0 -100 -20Z",
        across(c, lite(p.second, 0.5), lite(p.second, 0.1), dark(p.second, 0.15)),
    )
    out += (
        rect(-46, -352, 92, 30, PAPER, 6)
        + path(
            "M-52 -350 H50 V-420 Q50 -450 20 -452 H-90 L-118 -430 V-410 H-62 Q-56 -380 -52 -350Z",
            c.linear(["#fff", "#d5dade"]),
        )
        + path("M-60 -400 Q-96 -370 -84 -330 L-66 -334 Q-66 -360 -44 -380Z", p.main)
    )
    return out + group(label(c, p, 150, 150, v + 2, "清洁喷雾"), 0, -116) + shine(-84, -210, 12, 170, 0.6)


def _vacuum(c: Canvas, p: Palette, v: int) -> str:
    out = (
        circle(0, 0, 250, c.slant(lite(p.main, 0.75), 0.5, 0.12))
        + circle(0, 0, 214, c.linear([PAPER, mix(PAPER, p.main, 0.3)], 0, 0, 1, 1))
        + circle(0, -70, 74, GRAPHITE)
        + circle(0, -70, 54, c.radial(["#4a5160", "#1a1d26"]))
        + ring(0, -70, 74, p.main, 8)
    )
    out += (
        rect(-22, 64, 44, 24, p.main, 12)
        + "".join(circle(x, 76, 9, mix(PAPER, p.ink, 0.4)) for x in (-60, 60))
        + path("M-236 82 A250 250 0 0 0 236 82 L196 68 A208 208 0 0 1 -196 68Z", mix(p.main, PAPER, 0.25))
    )
    return (
        out
        + line("M-190 -110 A220 220 0 0 1 -60 -212", "#fff", 14, opacity(0.8))
        + words(0, 160, "SWEEP", 130, 30, dark(p.main, 0.2))
    )


FORMS = (
    Form("mug", _mug, (-120, -244, 194, 0), "马克杯", "a mug", "coral sage lilac"),
    Form("tumblers", _tumblers, (-214, -280, 204, 4), "玻璃杯", "two glasses", "sky rose"),
    Form("teapot", _teapot, (-262, -328, 262, 2), "茶壶", "a teapot", "mint wine"),
    Form(
        "tableware", _plates, (-230, -300, 230, 0), "餐具套装", "a stack of plates and a bowl", "peach ocean"
    ),
    Form(
        "knife-board",
        _knife_board,
        (-230, -262, 260, 262),
        "菜刀与砧板",
        "a kitchen knife on a board",
        "sage cream",
        "lie",
    ),
    Form("air-fryer", _fryer, (-182, -426, 182, 0), "空气炸锅", "an air fryer", "mint milk coral"),
    Form("kettle", _kettle, (-142, -306, 214, 8), "烧水壶", "a kettle", "sky rose"),
    Form("stew-pot", _pot, (-240, -310, 240, 0), "炖锅", "a cooking pot", "coral ocean"),
    Form("drip-coffee", _moka, (-170, -426, 226, 0), "手冲咖啡壶", "a coffee dripper", "cocoa sage"),
    Form("thermos", _thermos, (-80, -462, 124, 0), "保温杯", "a vacuum flask", "rose sage sky"),
    Form(
        "mushroom-lamp", _mushroom_lamp, (-212, -406, 212, 18), "蘑菇台灯", "a mushroom lamp", "lemon lilac"
    ),
    Form("desk-lamp", _desk_lamp, (-134, -460, 206, 4), "台灯", "a desk lamp", "ocean coral"),
    Form("candle", _candle, (-80, -210, 80, 0), "香薰蜡烛", "a scented candle", "peach sage lilac"),
    Form("diffuser", _diffuser, (-116, -524, 116, 0), "藤条香薰", "a reed diffuser", "rose mint"),
    Form("cushions", _cushions, (-240, -300, 250, 20), "抱枕", "two cushions", "lemon sage"),
    Form("bedding", _bedding, (-256, -412, 256, 0), "床品四件套", "a folded set of bedding", "milk sky rose"),
    Form("blanket", _blanket, (-222, -232, 222, 28), "盖毯", "a folded blanket", "wine sage"),
    Form("basket", _basket, (-236, -290, 236, 4), "编织收纳篮", "a woven basket", "cream peach"),
    Form("storage-boxes", _boxes, (-212, -384, 212, 0), "收纳箱", "two storage boxes", "sky lilac"),
    Form("plant", _plant, (-230, -440, 230, 0), "绿植", "a potted plant", "coral mint"),
    Form("vase", _vase, (-230, -520, 230, 0), "花瓶", "a vase of flowers", "ocean rose"),
    Form("alarm-clock", _clock, (-210, -462, 210, 10), "闹钟", "an alarm clock", "lemon mint"),
    Form("laundry-beads", _beads, (-170, -424, 206, 0), "护衣留香珠", "scented laundry beads", "lilac sky"),
    Form("cleaner", _cleaner, (-120, -452, 104, 0), "清洁喷雾", "a cleaning spray", "lemon mint"),
    Form("robot-vacuum", _vacuum, (-250, -250, 250, 250), "扫地机器人", "a robot vacuum", "sky sage", "lie"),
)
