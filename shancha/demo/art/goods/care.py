"""Skin care, bath and health."""

from shancha.demo.art.goods.base import Form
from shancha.demo.art.goods.packs import (
    GRAPHITE,
    STEEL,
    across,
    cap,
    carton,
    flask,
    jam,
    label,
    pouch,
    shine,
    words,
)
from shancha.demo.art.kit import (
    GOLD,
    PAPER,
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
from shancha.demo.art.props import beauty
from shancha.demo.art.props.nature import flower, leafspray


def _serum(c: Canvas, p: Palette, v: int) -> str:
    return beauty.serum(c, p.trio[v % 3], cap=p.ink)


def _serum_box(c: Canvas, p: Palette, v: int) -> str:
    return group(carton(c, p, 170, 400, v + 2, "SERUM", lite(p.main, 0.25)), 90, -6) + group(
        beauty.serum(c, p.second), -92, 8, 0.98
    )


def _toner(c: Canvas, p: Palette, v: int) -> str:
    out = flask(c, lite(p.main, 0.45), 168, 380, 70, 54) + path(
        "M-72 -30 V-230 Q0 -246 72 -230 V-30 Q72 -12 56 -12 H-56 Q-72 -12 -72 -30Z",
        c.linear([lite(p.main, 0.2), p.main]),
        opacity(0.55),
    )
    out += cap(c, (PAPER, GOLD, p.ink)[v % 3], 88, -456, 78, 8)
    return out + group(label(c, p, 118, 170, v, "TONER"), 0, -150)


def _ampoules(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i in range(5):
        glass = mix(p.second, p.main, i / 4)
        one = path(
            "M-26 0 V-150 Q-26 -176 -10 -184 V-226 Q-16 -250 0 -270 Q16 -250 10 -226 V-184 Q26 "
            "-176 26 -150 V0Z",
            across(c, lite(glass, 0.6), lite(glass, 0.15), dark(glass, 0.1)),
        )
        one += (
            rect(-22, -120, 44, 92, dark(glass, 0.06), 4, opacity(0.55))
            + shine(-17, -150, 7, 120, 0.7)
            + rect(-11, -192, 22, 7, GOLD, 2)
        )
        out += group(one, -140 + i * 70, -62)
    tray = path(
        "M-200 -110 H200 L216 -10 Q216 4 200 4 H-200 Q-216 4 -216 -10Z",
        c.linear([lite(p.main, 0.35), p.main]),
    )
    return (
        out + tray + words(0, -36, "AMPOULE", 260, 40, PAPER) + rect(-60, -24, 120, 5, PAPER, 2, opacity(0.7))
    )


def _sheet_mask(c: Canvas, p: Palette, v: int) -> str:
    colour = p.trio[v % 3]
    out = ""
    for i, turn in enumerate((9, -7)):
        pack = rect(-180, -250, 360, 500, c.slant((lite(colour, 0.4), colour)[i], 0.35, 0.12), 16)
        pack += rect(-180, -250, 360, 34, lite(colour, 0.5), 8) + "".join(
            line(f"M{x} -244 v22", dark(colour, 0.1), 3, opacity(0.5)) for x in range(-166, 180, 15)
        )
        face = path(
            "M-92 -80 Q-90 -150 0 -152 Q90 -150 92 -80 Q90 40 0 84 Q-90 40 -92 -80Z", "#fff", opacity(0.94)
        )
        face += (
            ellipse(-40, -62, 25, 13, colour)
            + ellipse(40, -62, 25, 13, colour)
            + ellipse(0, 20, 30, 12, colour)
        )
        pack += (
            face
            + words(0, 160, ("补水面膜", "舒缓面膜", "焕亮面膜")[v % 3], 260, 46, "#fff")
            + rect(-70, 182, 140, 8, "#fff", 4, opacity(0.7))
        )
        pack += path("M-166 -210 L-90 -210 L-146 236 H-170Z", "#fff", opacity(0.2))
        out += group(pack, 26 - 52 * i, -10 + 20 * i, 1, turn)
    return out


def _spray(c: Canvas, p: Palette, v: int) -> str:
    out = rect(-72, -330, 144, 330, across(c, lite(p.main, 0.55), p.main, dark(p.main, 0.22)), 26)
    out += path("M-72 -318 Q-68 -352 -40 -356 H40 Q68 -352 72 -318Z", across(c, "#fff", STEEL, "#9aa3ad"))
    out += rect(-44, -440, 88, 86, across(c, "#fff", "#eef0f2", "#c3c8cd"), 12) + rect(
        -56, -424, 22, 12, dark(p.main, 0.4), 4
    )
    return out + shine(-58, -300, 11, 270) + group(label(c, p, 108, 200, v + 1, "MIST"), 0, -150)


def _cleanser(c: Canvas, p: Palette, v: int) -> str:
    body = path(
        "M-96 -430 H96 L78 -84 H-78Z", across(c, "#ffffff", lite(p.main, 0.75), dark(lite(p.main, 0.5), 0.14))
    )
    body += rect(-100, -452, 200, 28, across(c, "#fff", mix(PAPER, p.main, 0.4)), 6) + rect(
        -80, -90, 160, 90, across(c, lite(p.main, 0.45), p.main, dark(p.main, 0.28)), 12
    )
    band = path("M-90 -300 H90 L85 -214 H-85Z", p.main)
    bubbles = "".join(
        circle(x, y, r, lite(p.main, 0.2), opacity(0.7)) + ring(x, y, r, PAPER, 3)
        for x, y, r in ((-30, -360, 20), (12, -374, 13), (38, -346, 17), (2, -342, 9))
    )
    return (
        body
        + band
        + words(0, -244, "洁面乳", 150, 46, PAPER)
        + bubbles
        + rect(-48, -178, 96, 7, p.main, 3)
        + rect(-34, -158, 68, 6, p.main, 3, opacity(0.6))
    )


def _oil(c: Canvas, p: Palette, v: int) -> str:
    liquid = lite(p.second, 0.12)
    out = rect(-88, -300, 176, 300, across(c, lite(liquid, 0.55), lite(liquid, 0.1), dark(liquid, 0.18)), 16)
    out += rect(
        -74, -250, 148, 236, c.linear([lite(liquid, 0.1), dark(liquid, 0.06)]), 10, opacity(0.7)
    ) + shine(-72, -280, 12, 250, 0.6)
    out += group(label(c, p, 120, 150, v + 3, "OIL"), 6, -130) + rect(
        -40, -342, 80, 46, across(c, "#fff", "#eceff1", "#c5cbd0"), 5
    )
    out += rect(-9, -392, 18, 54, "#d5dade") + path(
        "M-30 -424 H36 Q50 -424 50 -408 V-390 H-100 Q-112 -390 -114 -374 H-126 Q-124 -424 -84 -424Z",
        c.linear(["#fff", "#d5dade"]),
    )
    return out


def _eye_cream(c: Canvas, p: Palette, v: int) -> str:
    slim = path(
        "M-40 -330 H40 L36 -90 H-36Z", across(c, lite(p.second, 0.5), p.second, dark(p.second, 0.18))
    ) + rect(-43, -346, 86, 20, lite(p.second, 0.3), 5)
    slim += (
        rect(-34, -96, 68, 96, across(c, "#fff3d6", GOLD, dark(GOLD, 0.3)), 8)
        + words(0, -220, "EYE", 60, 34, PAPER)
        + rect(-16, -200, 32, 5, PAPER, 2)
    )
    return group(carton(c, p, 140, 360, v, "眼霜", p.main), 60, -8) + group(slim, -96, 6)


def _hand_cream(c: Canvas, p: Palette, v: int) -> str:
    colour = p.trio[(v + 2) % 3]
    body = path(
        "M-110 -150 L250 -96 V96 L-110 150Z", c.linear([lite(colour, 0.5), colour, dark(colour, 0.22)])
    )
    fold = rect(-176, -160, 70, 320, c.linear(["#f6f7f8", STEEL, "#9aa3ad"]), 6) + "".join(
        line(f"M{x} -152 V152", "#8d959d", 3, opacity(0.5)) for x in (-152, -134)
    )
    tip = rect(250, -78, 84, 156, c.linear([lite(p.ink, 0.35), p.ink, dark(p.ink, 0.3)]), 12) + "".join(
        line(f"M260 {y} H324", lite(p.ink, 0.3), 3, opacity(0.4)) for y in range(-60, 70, 16)
    )
    mark = (
        group(flower(PAPER, 56), -20, 0)
        + group(flower(lite(p.second, 0.3), 34), 36, 44)
        + words(150, 16, "HAND", 130, 46, PAPER)
    )
    return fold + body + mark + tip + path("M-100 -128 L244 -78 V-62 L-100 -100Z", "#fff", opacity(0.4))


def _soap(c: Canvas, p: Palette, v: int) -> str:
    dish = rect(-230, -40, 460, 30, c.linear(["#e0b07c", "#b97f4f"]), 14) + "".join(
        rect(-200 + i * 88, -12, 40, 14, "#a06a3c", 5) for i in range(5)
    )
    out = ""
    for i, colour in enumerate((p.main, lite(p.second, 0.2))):
        y = -40 - i * 116
        bar = rect(-180, -116, 360, 116, c.linear([lite(colour, 0.45), colour, dark(colour, 0.12)]), 46)
        bar += rect(
            -150, -96, 300, 70, "none", 32, f'stroke="{dark(colour, 0.16)}" stroke-width="4" opacity=".6"'
        )
        bar += words(0, -44, ("手工皂", "SOAP")[i], 200, 42, dark(colour, 0.25)) + line(
            "M-140 -96 Q0 -112 130 -98", "#fff", 9, opacity(0.6)
        )
        out += group(bar, 10 - i * 24, y, 1, -2 + i * 5)
    return (
        dish
        + out
        + "".join(
            circle(x, y, r, "#fff", opacity(0.55)) + ring(x, y, r, "#fff", 3)
            for x, y, r in ((190, -80, 24), (220, -122, 15), (-206, -74, 17))
        )
    )


def _lip_balm(c: Canvas, p: Palette, v: int) -> str:
    balm = mix(p.main, "#ffd9cc", 0.45)
    out = rect(-54, -210, 108, 210, across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.25)), 14) + rect(
        -46, -262, 92, 56, across(c, "#fff", "#e9ecef", "#bfc5ca"), 6
    )
    out += path(
        "M-38 -258 V-318 Q-38 -360 10 -356 Q38 -350 38 -318 V-258Z",
        across(c, lite(balm, 0.4), balm, dark(balm, 0.14)),
    )
    out += group(label(c, p, 76, 140, v, "BALM"), 0, -104) + shine(-44, -200, 9, 180)
    lid = (
        rect(-54, -210, 108, 210, across(c, lite(p.second, 0.4), p.second, dark(p.second, 0.22)), 14)
        + shine(-44, -200, 9, 180)
        + group(flower(PAPER, 34), 2, -110)
    )
    return group(lid, 128, 6) + group(out, -56, 0)


def _salts(c: Canvas, p: Palette, v: int) -> str:
    return jam(c, p, lite(p.main, 0.35), v + 5, "浴盐", "#c9925f") + group(
        leafspray(0, 0, 150, -150, p.leaf, 6), 150, -10
    )


def _shampoo(c: Canvas, p: Palette, v: int) -> str:
    return group(beauty.pump(c, lite(p.main, 0.15), p.ink), 84, -10) + group(
        beauty.pump(c, lite(p.second, 0.1), PAPER), -92, 8
    )


def _vitamins(c: Canvas, p: Palette, v: int) -> str:
    out = rect(-110, -290, 220, 290, across(c, lite(p.main, 0.35), p.main, dark(p.main, 0.3)), 30) + rect(
        -88, -312, 176, 30, dark(p.main, 0.12), 8
    )
    out += (
        cap(c, PAPER, 210, -386, 80, 12, True)
        + rect(-110, -230, 220, 176, PAPER, 0, opacity(0.96))
        + rect(-110, -230, 220, 40, p.second)
    )
    out += words(0, -128, ("VITAMIN C", "叶黄素", "益生菌")[v % 3], 170, 46, dark(p.main, 0.4)) + words(
        0, -92, ("60 片", "90 粒", "30 条")[v % 3], 90, 26, p.main
    )
    pills = "".join(
        group(rect(-34, -15, 34, 30, p.accent, 15) + rect(-8, -15, 42, 30, PAPER, 15), x, y, 1, turn)
        for x, y, turn in ((152, -14, 0), (206, -16, 0), (180, -40, -10))
    )
    return out + shine(-96, -270, 13, 240, 0.3) + pills


def _gummies(c: Canvas, p: Palette, v: int) -> str:
    out = jam(c, p, mix(p.second, "#ffb347", 0.35), v + 1, "软糖", p.main)
    for i, (x, y) in enumerate(((-164, -20), (166, -18), (208, -24))):
        colour = (p.main, p.accent, p.second)[i]
        bear = (
            circle(0, 0, 26, lite(colour, 0.2))
            + circle(0, -36, 20, lite(colour, 0.25))
            + circle(-14, -52, 8, colour)
            + circle(14, -52, 8, colour)
            + circle(-6, -40, 3, dark(colour, 0.5))
            + circle(8, -40, 3, dark(colour, 0.5))
        )
        out += group(bear, x, y)
    return out


def _sachets(c: Canvas, p: Palette, v: int) -> str:
    out = carton(c, p, 300, 210, v + 4, ("胶原蛋白", "益生菌", "酵素")[v % 3], p.main)
    for i in range(3):
        stick = (
            rect(-26, -230, 52, 230, across(c, "#fff", lite(p.second, 0.4), p.second), 4)
            + rect(-26, -230, 52, 20, p.main, 3)
            + rect(-26, -20, 52, 20, p.main, 3)
        )
        out += group(stick + group(flower(p.main, 16), 0, -120), -96 + i * 74, 20 - i * 3, 0.72, -40 + i * 9)
    return out


def _toothbrush(c: Canvas, p: Palette, v: int) -> str:
    colour = lite(p.main, 0.2)
    out = rect(-46, -300, 92, 300, across(c, lite(colour, 0.55), colour, dark(colour, 0.2)), 40) + rect(
        -24, -350, 48, 60, across(c, "#fff", "#e6eaed", "#c3c9ce"), 12
    )
    out += (
        rect(-11, -470, 22, 130, across(c, "#fff", "#e6eaed", "#c3c9ce"), 8)
        + rect(-30, -512, 60, 60, "#f4f6f7", 20)
        + rect(-24, -540, 48, 44, mix(p.accent, PAPER, 0.4), 8)
    )
    out += (
        "".join(line(f"M{x} -538 v36", PAPER, 4) for x in (-14, -4, 6, 16))
        + circle(0, -220, 20, PAPER)
        + ring(0, -220, 20, p.second, 5)
        + shine(-34, -270, 10, 220, 0.5)
    )
    stand = rect(-90, -24, 180, 30, c.linear(["#fff", "#d9dee2"]), 14)
    return stand + group(out, 0, -10) + "".join(rect(-5, -150 + i * 20, 10, 8, PAPER, 4) for i in range(4))


def _dryer(c: Canvas, p: Palette, v: int) -> str:
    body = path(
        "M-190 -300 Q-190 -420 -60 -424 L190 -400 Q206 -398 206 -380 V-248 Q206 -230 190 -228 "
        "L-60 -196 Q-190 -190 -190 -300Z",
        c.linear([lite(p.main, 0.5), p.main, dark(p.main, 0.24)]),
    )
    body += (
        rect(196, -396, 52, 164, c.linear([STEEL, GRAPHITE]), 12)
        + circle(-92, -310, 84, dark(p.main, 0.14))
        + circle(-92, -310, 66, GRAPHITE)
    )
    body += "".join(ring(-92, -310, r, "#5a6070", 4) for r in (18, 34, 50)) + line(
        "M-20 -398 L170 -380", "#fff", 12, opacity(0.5)
    )
    grip = path(
        "M-60 -206 L40 -216 L66 -20 Q66 6 40 8 H-26 Q-50 6 -50 -20Z",
        across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.3)),
    )
    return (
        grip
        + body
        + rect(-10, -150, 28, 60, PAPER, 10)
        + rect(-6, -76, 24, 26, p.second, 8)
        + words(120, -300, "AIR", 90, 40, PAPER)
    )


def _towels(c: Canvas, p: Palette, v: int) -> str:
    return beauty.towels(c, (p.main, PAPER, p.second, lite(p.accent, 0.3))[: 3 + v % 2])


def _pads(c: Canvas, p: Palette, v: int) -> str:
    out = pouch(c, p, 250, 360, v, "洗脸巾", lite(p.main, 0.35))
    sheet = path("M-70 0 Q-30 -50 0 -92 Q34 -50 74 0 Q0 24 -70 0Z", c.linear(["#ffffff", "#e3e7ea"]))
    return group(sheet, 8, -356, 1.05) + out


FORMS = (
    Form("serum", _serum, (-78, -404, 78, 0), "滴管精华", "a dropper bottle of serum", "peach mint lilac"),
    Form("serum-box", _serum_box, (-175, -440, 215, 8), "精华与包装盒", "a serum with its box", "rose sage"),
    Form("toner", _toner, (-88, -456, 88, 0), "爽肤水", "a bottle of toner", "sky peach mint"),
    Form("ampoules", _ampoules, (-216, -336, 216, 4), "五支安瓶", "five ampoules in a tray", "lilac coral"),
    Form(
        "sheet-mask", _sheet_mask, (-250, -290, 250, 290), "片装面膜", "sheet masks", "mint rose peach", "lie"
    ),
    Form(
        "lotion",
        lambda c, p, v: beauty.pump(c, p.trio[v % 3], (PAPER, p.ink)[v % 2]),
        (-100, -416, 76, 0),
        "按压乳液",
        "a pump bottle of lotion",
        "milk sage lilac",
    ),
    Form(
        "sunscreen",
        lambda c, p, v: beauty.tube(c, (p.second, PAPER)[v % 2], p.main, p.main),
        (-104, -452, 104, 0),
        "防晒霜",
        "a tube of sunscreen",
        "lemon ocean",
    ),
    Form(
        "cream",
        lambda c, p, v: beauty.jar(c, p.trio[v % 3]),
        (-116, -194, 116, 0),
        "面霜",
        "a jar of cream",
        "rose cream",
    ),
    Form(
        "cream-open",
        lambda c, p, v: beauty.open_jar(c, p.trio[v % 2]),
        (-112, -214, 112, 0),
        "打开的面霜",
        "an open jar of cream",
        "sky berry",
    ),
    Form("mist", _spray, (-72, -440, 72, 0), "喷雾", "a face mist", "sky lilac"),
    Form("cleanser", _cleanser, (-100, -452, 100, 0), "洁面乳", "a tube of cleanser", "mint coral"),
    Form(
        "cleansing-oil", _oil, (-126, -424, 88, 0), "卸妆油", "a pump bottle of cleansing oil", "lemon cream"
    ),
    Form(
        "eye-cream",
        _eye_cream,
        (-142, -380, 165, 6),
        "眼霜与包装盒",
        "an eye cream with its box",
        "wine lilac",
    ),
    Form(
        "hand-cream",
        _hand_cream,
        (-176, -160, 334, 160),
        "护手霜",
        "a tube of hand cream",
        "rose cream",
        "lie",
    ),
    Form("soap", _soap, (-230, -290, 244, 4), "手工皂", "two bars of soap on a dish", "sage peach"),
    Form("lip-balm", _lip_balm, (-114, -362, 186, 6), "润唇膏", "a lip balm", "coral mint"),
    Form("bath-salts", _salts, (-124, -336, 170, 0), "浴盐", "a jar of bath salts", "lilac"),
    Form("shampoo", _shampoo, (-195, -420, 165, 8), "洗护套装", "shampoo and conditioner", "sage sky"),
    Form("towels", _towels, (-172, -300, 172, 4), "毛巾", "a stack of towels", "milk mint"),
    Form("face-towel", _pads, (-126, -460, 126, 14), "洗脸巾", "a pack of face tissues", "sky peach"),
    Form(
        "vitamins", _vitamins, (-112, -386, 244, 0), "膳食补充剂", "a bottle of vitamins", "lemon sage lilac"
    ),
    Form("gummies", _gummies, (-192, -336, 236, 8), "维生素软糖", "a jar of gummies", "coral berry"),
    Form("sachets", _sachets, (-230, -246, 218, 30), "条装冲饮", "a box of drink sachets", "rose mint"),
    Form("toothbrush", _toothbrush, (-92, -552, 92, 6), "电动牙刷", "an electric toothbrush", "mint rose"),
    Form("hair-dryer", _dryer, (-194, -426, 250, 8), "吹风机", "a hair dryer", "berry sky"),
)
