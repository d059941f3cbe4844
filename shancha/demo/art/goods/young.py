"""Things for children, pets and desks, and for fans."""

from shancha.demo.art.goods.base import Form
from shancha.demo.art.goods.packs import STEEL, across, bag, cap, label, pouch, shine, tin, words
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
from shancha.demo.art.props import animals, culture, furniture, toys
from shancha.demo.art.props.nature import flower, leafspray


def _bone(colour: str) -> str:
    return "".join(circle(x, y, 20, colour) for x, y in ((-46, -14), (-46, 14), (46, -14), (46, 14))) + rect(
        -46, -15, 92, 30, colour
    )


def _paw(colour: str) -> str:
    return ellipse(0, 10, 30, 24, colour) + "".join(
        ellipse(x, y, 11, 15, colour) for x, y in ((-34, -18), (-13, -34), (13, -34), (34, -18))
    )


def _baby_bottle(c: Canvas, p: Palette, v: int) -> str:
    out = path(
        "M-40 -356 Q-44 -400 -16 -416 Q-16 -450 0 -452 Q16 -450 16 -416 Q44 -400 40 -356Z", "#f3d9b8"
    ) + cap(c, p.main, 150, -362, 60, 14, True)
    out += path(
        "M-70 -304 H70 Q104 -284 96 -210 Q84 -170 96 -130 V-30 Q96 0 66 0 H-66 Q-96 0 -96 -30 "
        "V-130 Q-84 -170 -96 -210 Q-104 -284 -70 -304Z",
        c.linear([("#ffffff", 0.85), ("#e3eef3", 0.9), ("#c3d6de", 0.9)], 0, 0, 1, 0),
    ) + path(
        "M-92 -180 Q0 -196 92 -180 Q86 -156 94 -130 V-30 Q94 -4 66 -4 H-66 Q-94 -4 -94 -30 V-130 "
        "Q-86 -156 -92 -180Z",
        "#fffaf0",
    )
    return (
        out
        + "".join(
            line(f"M48 {y} h{26 if i % 2 else 38}", p.main, 4) for i, y in enumerate(range(-230, -30, 26))
        )
        + group(flower(p.second, 40), -30, -90)
        + shine(-76, -270, 12, 220, 0.8)
    )


def _milk_powder(c: Canvas, p: Palette, v: int) -> str:
    out = tin(c, p, 260, 330, v + 1, ("幼儿配方奶粉", "羊奶粉")[v % 2], p.main)
    spoon = (
        circle(0, 0, 44, c.ball(p.second, 0.4, 0.1))
        + rect(34, -11, 130, 22, p.second, 11)
        + ellipse(-2, -6, 30, 20, "#fffaf0")
    )
    return out + group(spoon, 150, -20, 0.9, -14)


def _nappies(c: Canvas, p: Palette, v: int) -> str:
    out = (
        path(
            "M-200 -330 Q-214 -350 -180 -352 H180 Q214 -350 200 -330 L216 -30 Q216 0 180 0 H-180 "
            "Q-216 0 -216 -30Z",
            c.slant(p.main, 0.45, 0.14),
        )
        + path(
            "M-70 -350 C-60 -420 60 -420 70 -350", "none", f'stroke="{lite(p.main, 0.4)}" stroke-width="22"'
        )
        + path(
            "M-208 -150 Q-100 -210 0 -150 T208 -150 L216 -30 Q216 0 180 0 H-180 Q-216 0 -216 -30Z",
            PAPER,
            opacity(0.92),
        )
    )
    face = (
        circle(0, -190, 84, "#f8d4b8")
        + circle(-30, -196, 8, "#3a2318")
        + circle(30, -196, 8, "#3a2318")
        + line("M-20 -166 q20 18 40 0", "#b5584a", 6)
        + circle(-52, -176, 15, "#f58f7c", opacity(0.5))
        + circle(52, -176, 15, "#f58f7c", opacity(0.5))
        + line("M0 -276 q22 -14 30 8 q-2 18 -20 10", "#7a4a2c", 7)
    )
    return (
        out
        + face
        + words(0, -50, ("云感纸尿裤", "拉拉裤")[v % 2], 280, 54, dark(p.main, 0.3))
        + words(150, -290, "L", 40, 60, PAPER)
    )


def _romper(c: Canvas, p: Palette, v: int) -> str:
    colour = lite(p.trio[v % 3], 0.25)
    d = (
        "M-70 -150 Q0 -110 70 -150 L150 -110 L190 -20 L130 10 L112 -20 V120 Q112 170 70 220 Q50 190 "
        "0 190 Q-50 190 -70 220 Q-112 170 -112 120 V-20 L-130 10 L-190 -20 L-150 -110Z"
    )
    out = (
        path(d, c.linear([lite(colour, 0.35), colour, dark(colour, 0.08)], 0, 0, 1, 0.5))
        + line("M-70 -150 Q0 -110 70 -150", PAPER, 13)
        + line("M-150 -20 L-124 0 M-190 -20 L-130 10", PAPER, 8)
        + line("M190 -20 L130 10", PAPER, 8)
    )
    return (
        out
        + "".join(circle(x, 200, 7, PAPER) for x in (-24, 0, 24))
        + group(animals.cat_head(c, "#f2b46a"), 0, 34, 0.36)
    )


def _baby_food(c: Canvas, p: Palette, v: int) -> str:
    out = pouch(c, p, 230, 330, v + 5, ("辅食泥", "溶豆")[v % 2], p.second) + cap(
        c, p.main, 60, -396, 60, 12, True
    )
    carrot = path("M0 0 Q-50 -70 -30 -120 Q0 -150 30 -120 Q50 -70 0 0Z", c.ball("#f28a2e", 0.4, 0.1)) + group(
        leafspray(0, 0, 90, -90, "#5b9a4c", 5), 0, -126
    )
    return out + group(carrot, 172, 0, 1, 14)


def _blocks(c: Canvas, p: Palette, v: int) -> str:
    def cube(x: float, y: float, colour: str, mark: str) -> str:
        top = path(f"M{x} {y} l40 -34 h140 l-40 34Z", lite(colour, 0.4))
        return (
            top
            + path(f"M{x + 140} {y} l40 -34 v140 l-40 34Z", dark(colour, 0.18))
            + rect(x, y, 140, 140, c.slant(colour, 0.25, 0.08), 6)
            + rect(x + 18, y + 18, 104, 104, lite(colour, 0.55), 8)
            + words(x + 70, y + 100, mark, 80, 84, dark(colour, 0.2))
        )

    out = cube(-210, -140, p.main, "山") + cube(-20, -140, p.second, "茶") + cube(-116, -288, p.accent, "集")
    return (
        out
        + path("M-86 -322 L-16 -420 L54 -322Z", c.slant(lite(p.main, 0.3), 0.3, 0.1))
        + circle(220, -46, 46, c.ball(p.accent, 0.4, 0.1))
    )


def _rings(c: Canvas, p: Palette, v: int) -> str:
    return toys.rattle_rings(p)


def _bear(c: Canvas, p: Palette, v: int) -> str:
    return toys.bear(c, ("#c98f5a", "#e9d3b4", "#a8785a")[v % 3], p.main)


def _car(c: Canvas, p: Palette, v: int) -> str:
    return toys.toy_car(c, p.trio[v % 3], p.ink)


def _pram(c: Canvas, p: Palette, v: int) -> str:
    return toys.pram(c, p)


def _bath_duck(c: Canvas, p: Palette, v: int) -> str:
    tub = path(
        "M-250 -190 H250 Q262 -190 258 -170 Q230 0 150 4 H-150 Q-230 0 -258 -170 Q-262 -190 -250 -190Z",
        across(c, lite(p.main, 0.55), lite(p.main, 0.15), dark(p.main, 0.12)),
    )
    foam = "".join(
        circle(x, -196 - c.near(0, 26), c.near(26, 50), c.ball("#ffffff", 0.4, 0.06))
        for x in range(-200, 220, 46)
    )
    duck = (
        ellipse(0, 0, 86, 60, c.ball("#ffd24d"))
        + circle(44, -72, 52, c.ball("#ffd24d"))
        + path("M86 -80 Q134 -76 128 -56 Q98 -46 78 -60Z", "#f28a2e")
        + circle(56, -86, 8, "#3a2318")
    )
    return (
        group(duck, -30, -266)
        + foam
        + tub
        + rect(-262, -206, 524, 34, lite(p.main, 0.5), 17)
        + group(flower(PAPER, 50), 0, -90)
    )


def _picture_book(c: Canvas, p: Palette, v: int) -> str:
    out = (
        path("M150 -390 L196 -410 V-16 L150 0Z", "#f0e8d8")
        + rect(-170, -400, 320, 400, c.slant(p.main, 0.25, 0.12), 8)
        + rect(-170, -400, 22, 400, dark(p.main, 0.2))
    )
    out += words(0, -320, ("月亮邮局", "小猫去山里")[v % 2], 240, 52, PAPER) + (
        circle(10, -180, 96, "#fff3d1") + group(animals.cat_head(c, "#f2b46a", True), 10, -172, 0.34)
        if v % 2
        else circle(10, -176, 100, c.ball("#ffe29a", 0.5, 0.08))
        + "".join(circle(x, y, 6, PAPER) for x, y in ((-110, -250), (110, -270), (120, -90), (-104, -100)))
    )
    return out + words(10, -28, "绘本", 80, 26, lite(p.main, 0.6))


def _pet_bowl(c: Canvas, p: Palette, v: int) -> str:
    food = "".join(
        circle(c.near(-130, 130), -128 - c.near(0, 44), 17, ("#9a6a3c", "#b9804a", "#7a4f2a")[i % 3])
        for i in range(26)
    )
    out = (
        food
        + path(
            "M-180 -130 H180 L230 -10 Q232 4 214 4 H-214 Q-232 4 -230 -10Z",
            across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.24)),
        )
        + ellipse(0, -130, 180, 22, lite(p.main, 0.45), opacity(0.5))
    )
    return out + group(_paw(PAPER), -96, -58, 0.9) + words(40, -38, ("MIAO", "WANG")[v % 2], 150, 54, PAPER)


def _kibble(c: Canvas, p: Palette, v: int) -> str:
    out = bag(c, p, 270, 390, v, ("全价猫粮", "全价犬粮", "冻干双拼")[v % 3], p.trio[v % 3])
    return (
        out
        + group(animals.cat_head(c, "#f2b46a" if v % 2 == 0 else "#8a5a3c"), -4, -290, 0.24)
        + "".join(
            circle(x, y, 16, colour)
            for x, y, colour in (
                (170, -14, "#9a6a3c"),
                (204, -12, "#b9804a"),
                (186, -36, "#7a4f2a"),
                (-170, -12, "#b9804a"),
            )
        )
    )


def _cans(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i, colour in enumerate((p.main, p.second, p.accent)):
        one = (
            path(
                "M-104 -100 V-14 A104 22 0 0 0 104 -14 V-100Z",
                across(c, lite(colour, 0.45), colour, dark(colour, 0.26)),
            )
            + ellipse(0, -100, 104, 22, c.linear(["#f7f9fa", STEEL]))
            + ellipse(0, -100, 84, 15, "#b9c2ca")
            + ellipse(10, -104, 26, 8, "#eef1f3")
        )
        one += group(_paw(PAPER), -44, -44, 0.62) + words(
            34, -30, ("鲣鱼", "鸡肉", "三文鱼")[i], 90, 34, PAPER
        )
        out += group(one, (-108, 108, 0)[i], (0, 0, -122)[i])
    return out


def _wand(c: Canvas, p: Palette, v: int) -> str:
    feathers = "".join(
        group(
            path("M0 0 Q-34 70 0 150 Q34 70 0 0Z", c.slant(colour, 0.4, 0.1))
            + line("M0 4 V140", dark(colour, 0.2), 4),
            0,
            0,
            1,
            turn,
        )
        for colour, turn in ((p.main, 34), (p.second, 12), (p.accent, -12), (lite(p.main, 0.4), -34))
    )
    return (
        line("M-230 250 L70 -230", WOOD, 18)
        + line("M70 -230 Q170 -260 150 -110", "#8a7a6a", 4)
        + group(feathers, 150, -110)
        + circle(150, -110, 22, c.ball(GOLD, 0.5, 0.2))
        + rect(-14, 0, 28, 110, p.main, 12, 'transform="translate(-184 176) rotate(32)"')
    )


def _scratch(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-210, -40, 420, 40, c.linear([lite(p.main, 0.3), p.main]), 18)
        + rect(-46, -440, 92, 400, across(c, "#f0d9b0", "#d9b27c", "#b08a58"), 12)
        + "".join(
            line(f"M-46 {y} Q0 {y + 14} 46 {y}", "#a8814c", 5, opacity(0.7)) for y in range(-430, -44, 20)
        )
    )
    out += (
        rect(-170, -480, 340, 50, c.linear([lite(p.main, 0.4), p.main]), 24)
        + line("M150 -434 V-330", "#8a7a6a", 4)
        + circle(150, -306, 30, c.ball(p.accent, 0.4, 0.1))
    )
    return out + group(animals.sleeping_cat("#f2b46a"), -20, -496, 1.3)


def _pet_bed(c: Canvas, p: Palette, v: int) -> str:
    out = (
        ellipse(0, -110, 250, 96, c.slant(p.main, 0.4, 0.14))
        + ellipse(0, -124, 186, 62, dark(p.main, 0.2))
        + ellipse(0, -116, 178, 54, lite(p.second, 0.5))
        + group(animals.sleeping_cat(("#8a5a3c", "#f2b46a")[v % 2]), 0, -128, 1.35)
    )
    return (
        out
        + path(
            "M-250 -110 Q-250 0 0 4 Q250 0 250 -110 Q220 -30 0 -28 Q-220 -30 -250 -110Z",
            c.linear([lite(p.main, 0.2), p.main]),
        )
        + group(_paw(PAPER), 0, -16, 0.3)
    )


def _collar(c: Canvas, p: Palette, v: int) -> str:
    out = (
        ellipse(0, -40, 220, 150, "none", f'stroke="{dark(p.main, 0.16)}" stroke-width="52"')
        + ellipse(0, -48, 220, 150, "none", f'stroke="{p.main}" stroke-width="40"')
        + ellipse(
            0, -48, 220, 150, "none", f'stroke="{lite(p.main, 0.6)}" stroke-width="3" stroke-dasharray="12 9"'
        )
    )
    return (
        out
        + rect(110, 40, 80, 66, PAPER, 12, 'transform="rotate(-34 150 73)"')
        + ring(0, 122, 18, STEEL, 7)
        + circle(0, 190, 60, c.ball(GOLD, 0.5, 0.2))
        + group(_bone("#fff8e6"), 0, 190, 0.6)
    )


def _chew(c: Canvas, p: Palette, v: int) -> str:
    rope = line("M-190 -60 Q0 60 190 -60", p.main, 44) + "".join(
        line(f"M{x} {-22 + (1 - (x / 190) ** 2) * 26:.0f} l22 -26", lite(p.main, 0.5), 9)
        for x in range(-170, 180, 34)
    )
    ends = "".join(
        circle(x, -60, 44, c.ball(p.second, 0.4, 0.1))
        + "".join(
            line(f"M{x} -60 l{dx} {dy}", lite(p.second, 0.3), 10)
            for dx, dy in ((s * 70, -40), (s * 84, 0), (s * 66, 44))
        )
        for x, s in ((-200, -1), (200, 1))
    )
    return group(rope + ends, 0, -90) + group(
        circle(0, 0, 100, c.ball(p.accent, 0.45, 0.14))
        + line("M-96 -24 Q0 30 96 -24 M-70 70 Q0 10 70 70", PAPER, 9),
        0,
        130,
    )


def _litter(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-150, -330, 300, 330, c.linear([lite(p.main, 0.55), lite(p.main, 0.15)], 0, 0, 1, 0.4), 26)
        + rect(-60, -330, 120, 30, dark(p.main, 0.2), 15)
        + group(label(c, p, 220, 220, v + 3, "豆腐猫砂"), 0, -146)
    )
    return (
        out
        + group(animals.cat_head(c, "#f6efe4"), 160, -70, 0.34)
        + "".join(rect(x, y, 26, 11, "#e9dcc0", 5) for x, y in ((-190, -10), (-214, -22), (-176, -26)))
    )


def _book(c: Canvas, p: Palette, v: int) -> str:
    out = (
        path("M130 -398 L182 -418 V-18 L130 0Z", c.linear(["#f6efe0", "#d9cdb4"]))
        + path("M-150 -404 L-98 -424 H182 L130 -404Z", "#fffaf0")
        + rect(-150, -404, 280, 404, c.slant(p.trio[v % 3], 0.22, 0.14), 5)
        + rect(-150, -404, 20, 404, dark(p.trio[v % 3], 0.22))
    )
    art = (
        circle(0, -130, 70, lite(p.second, 0.3))
        + path("M-130 -60 Q-60 -140 0 -84 Q60 -150 130 -70 V0 H-130Z", p.ink, opacity(0.55)),
        group(leafspray(0, 0, 200, -70, PAPER, 8), -50, -30),
        "".join(
            rect(-110 + i * 46, -150 + 14 * (i % 3), 30, 110, lite(p.accent, 0.12 * i), 4) for i in range(5)
        ),
    )[v % 3]
    return (
        out
        + c.clip(art, rect(-130, -404, 260, 404, "#fff"))
        + words(0, -300, ("山中来信", "植物笔记", "夜航书店")[v % 3], 200, 54, PAPER)
        + rect(-50, -276, 100, 5, PAPER, 2, opacity(0.7))
        + words(0, -240, "长篇小说" if v % 3 != 1 else "随笔", 90, 26, PAPER)
    )


def _pile(c: Canvas, p: Palette, v: int) -> str:
    return furniture.book_pile((p.main, p.second, p.accent, p.ink, lite(p.main, 0.4)))


def _notebook(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-190, -250, 380, 500, c.slant(p.main, 0.25, 0.12), 20)
        + rect(150, -250, 40, 500, dark(p.main, 0.16), 10)
        + rect(112, -250, 18, 500, p.accent)
        + group(flower(lite(p.main, 0.55), 90), -50, -20)
        + words(-50, 150, "NOTES", 160, 40, lite(p.main, 0.6))
        + path("M-110 250 V300 L-92 282 L-74 300 V250Z", p.second)
    )
    pen = (
        rect(-13, -210, 26, 330, across(c, lite(p.ink, 0.4), p.ink, dark(p.ink, 0.3)), 12)
        + path("M-13 118 H13 L4 172 Q0 182 -4 172Z", GOLD)
        + rect(4, -190, 8, 120, GOLD, 4)
        + rect(-13, -40, 26, 12, GOLD)
    )
    return out + group(pen, 250, 60, 1, 14)


def _pen(c: Canvas, p: Palette, v: int) -> str:
    body = (
        rect(-30, -120, 60, 320, across(c, lite(p.main, 0.45), p.main, dark(p.main, 0.3)), 16)
        + rect(-32, -134, 64, 26, GOLD, 5)
        + path("M-26 -134 L-14 -190 L14 -190 L26 -134Z", p.ink)
        + path(
            "M-16 -190 Q-18 -240 0 -290 Q18 -240 16 -190Z",
            c.linear(["#fff3d6", GOLD, dark(GOLD, 0.2)], 0, 0, 1, 0),
        )
        + line("M0 -280 V-222", dark(GOLD, 0.4), 3)
        + circle(0, -220, 5, dark(GOLD, 0.4))
        + shine(-20, -90, 8, 270)
    )
    lid = (
        rect(-36, -150, 72, 300, across(c, lite(p.main, 0.45), p.main, dark(p.main, 0.3)), 18)
        + rect(-38, 116, 76, 26, GOLD, 5)
        + rect(14, -130, 14, 190, GOLD, 7)
    )
    return group(body, -70, 30, 1, 34) + group(lid, 130, 70, 1, 34)


def _pencils(c: Canvas, p: Palette, v: int) -> str:
    tints = ("#d4324a", "#f28a2e", "#f2c14e", "#7fae3c", "#2f9285", "#3f7fb0", "#7d5bb5", "#a12d74")
    out = rect(-270, -190, 540, 380, c.slant(lite(p.main, 0.25), 0.3, 0.12), 26) + rect(
        -250, -170, 500, 340, dark(p.main, 0.3), 14
    )
    for i, tint in enumerate(tints):
        x = -224 + i * 64
        out += (
            rect(x - 24, -90, 48, 240, across(c, lite(tint, 0.3), tint, dark(tint, 0.2)), 4)
            + path(f"M{x - 24} -90 L{x} -154 L{x + 24} -90Z", "#f0d3a8")
            + path(f"M{x - 9} -130 L{x} -154 L{x + 9} -130Z", tint)
        )
    return out


def _tapes(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for colour, x, y, r in (
        (p.main, -130, -90, 120),
        (p.second, 120, -110, 106),
        (p.accent, 10, 110, 128),
        (lite(p.leaf, 0.2), -210, 140, 82),
        (lite(p.main, 0.5), 226, 110, 84),
    ):
        dots = "".join(
            circle(x + (r - 24) * a, y + (r - 24) * b, 7, PAPER, opacity(0.8))
            for a, b in ((1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0), (-0.5, -0.87), (0.5, -0.87))
        )
        out += (
            circle(x, y, r, c.slant(colour, 0.35, 0.14))
            + ring(x, y, r * 0.5, "#e3cfae", r * 0.12)
            + circle(x, y, r * 0.46, c.linear([mix(p.wall, p.floor, 0.35), p.wall]))
            + dots
        )
    return out


def _calendar(c: Canvas, p: Palette, v: int) -> str:
    out = (
        path("M-210 0 L-170 -360 H190 L230 0Z", dark(p.main, 0.2))
        + path("M-230 0 L-190 -360 H170 L210 0Z", c.linear([PAPER, "#efe7d8"]))
        + path("M-205 -226 L-190 -360 H170 L185 -226Z", c.slant(p.main, 0.3, 0.1))
        + words(-10, -266, ("十月", "三月")[v % 2], 160, 72, PAPER)
    )
    cells = "".join(
        rect(-180 + i * 56, -196 + j * 54, 40, 36, (lite(p.floor, 0.55), p.accent)[(i, j) == (3, 1)], 8)
        for i in range(7)
        for j in range(3)
    )
    return out + cells + "".join(line(f"M{x} -346 v-44", "#8d959d", 7) for x in range(-160, 160, 44))


def _vinyl(c: Canvas, p: Palette, v: int) -> str:
    return (
        group(culture.record(c, p.main), 150, 0, 0.86)
        + rect(-330, -270, 540, 540, c.slant(p.second, 0.25, 0.1), 8)
        + circle(-60, -20, 150, c.linear([p.main, lite(p.main, 0.4)]))
        + path(
            "M-330 140 Q-150 20 -30 110 Q100 10 210 130 V262 Q210 270 202 270 H-322 Q-330 270 -330 262Z",
            p.ink,
            opacity(0.7),
        )
        + words(-160, -200, ("山茶电台", "NIGHT SEA")[v % 2], 260, 50, p.ink)
    )


def _light_stick(c: Canvas, p: Palette, v: int) -> str:
    out = (
        c.glow(0, -360, 260, p.main, 0.7)
        + rect(-34, -230, 68, 230, across(c, "#fff", "#eceff1", "#b9c0c6"), 24)
        + rect(-34, -120, 68, 16, p.main)
        + circle(0, -80, 13, p.main)
    )
    out += (
        rect(-54, -256, 108, 40, across(c, "#fff", "#e6eaed", "#c3c9ce"), 14)
        + circle(0, -370, 130, c.radial([("#ffffff", 0.95), (lite(p.main, 0.55), 0.9), (p.main, 0.85)]))
        + group(flower(PAPER, 76), 0, -370)
        + ring(0, -370, 130, lite(p.main, 0.6), 6)
    )
    return out + line("M20 -6 Q110 30 90 -60", "#d9dee2", 8)


def _album(c: Canvas, p: Palette, v: int) -> str:
    box = (
        rect(-230, -190, 360, 440, c.slant(p.main, 0.3, 0.16), 10)
        + words(-50, 180, "ALBUM", 200, 48, PAPER)
        + circle(-50, -10, 110, lite(p.main, 0.35))
        + group(flower(PAPER, 74), -50, -10)
    )
    disc = (
        circle(150, -60, 150, c.linear(["#f7f9fa", "#c9d2dc", "#e9d9f2", "#c9e6e0"], 0, 0, 1, 1))
        + circle(150, -60, 40, p.second)
        + circle(150, -60, 16, PAPER)
    )
    cards = "".join(
        group(
            rect(-70, -100, 140, 200, PAPER, 10)
            + rect(-60, -90, 120, 150, c.linear([colour, lite(colour, 0.5)]), 6)
            + circle(0, -30, 30, "#f8d4b8")
            + path("M-50 60 Q-46 10 0 8 Q46 10 50 60Z", p.ink),
            x,
            y,
            1,
            turn,
        )
        for colour, x, y, turn in ((p.accent, 130, 170, 14), (p.second, 240, 120, 24))
    )
    return disc + box + cards


def _badges(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i, (x, y, r) in enumerate(
        ((-130, -110, 126), (140, -130, 110), (0, 120, 140), (-230, 130, 86), (236, 110, 90))
    ):
        colour = (p.main, p.second, p.accent, lite(p.main, 0.3), p.ink)[i]
        mark = (
            group(flower(PAPER, r * 0.62), x, y),
            words(x, y + r * 0.28, "茶", r, r * 0.8, PAPER),
            group(animals.cat_head(c, "#f2b46a"), x, y, r / 320),
            circle(x, y, r * 0.4, PAPER),
            group(_paw(PAPER), x, y, r / 62),
        )[i]
        out += (
            circle(x, y, r, c.ball(colour, 0.3, 0.14))
            + ring(x, y, r * 0.9, lite(colour, 0.5), 4, opacity(0.7))
            + mark
            + path(
                f"M{x - r * 0.7} {y - r * 0.3} Q{x - r * 0.4} {y - r * 0.84} {x + r * 0.2} "
                f"{y - r * 0.8} Q{x - r * 0.3} {y - r * 0.6} {x - r * 0.7} {y - r * 0.3}Z",
                "#fff",
                opacity(0.4),
            )
        )
    return out


def _poster(c: Canvas, p: Palette, v: int) -> str:
    sheet = rect(-190, -290, 380, 560, "#fffdf8", 4) + c.clip(
        rect(-170, -270, 340, 420, c.linear([p.main, lite(p.second, 0.3)]))
        + circle(20, -110, 96, "#fff3d1")
        + path("M-170 60 Q-60 -60 40 30 Q110 -40 170 40 V160 H-170Z", mix(p.main, p.ink, 0.5))
        + path("M-170 110 Q0 20 170 110 V160 H-170Z", p.ink),
        rect(-170, -270, 340, 420, "#fff"),
    )
    return (
        sheet
        + words(0, 214, ("LIVE 2026", "巡演海报")[v % 2], 280, 46, p.ink)
        + "".join(
            rect(x, y, 70, 26, p.second, 2, f'{opacity(0.8)} transform="rotate({turn} {x + 35} {y + 13})"')
            for x, y, turn in ((-216, -300, -38), (146, -300, 38))
        )
    )


def _passport(c: Canvas, p: Palette, v: int) -> str:
    ticket = (
        rect(-120, -300, 240, 420, PAPER, 10)
        + rect(-120, -300, 240, 70, p.second, 10)
        + line("M-90 -190 H60 M-90 -160 H90", mix(p.ink, PAPER, 0.5), 8)
    )
    return (
        group(ticket, 60, 20, 1, 14)
        + rect(-190, -230, 340, 470, c.slant(p.main, 0.25, 0.16), 22)
        + rect(
            -176,
            -216,
            312,
            442,
            "none",
            16,
            f'stroke="{lite(p.main, 0.5)}" stroke-width="3" stroke-dasharray="10 8"',
        )
        + ring(-20, -30, 84, GOLD, 7)
        + line("M-104 -30 H64 M-20 -114 V54 M-86 -76 Q-20 -50 46 -76 M-86 16 Q-20 -10 46 16", GOLD, 4)
        + words(-20, 140, "PASSPORT", 230, 46, GOLD)
    )


FORMS = (
    Form("baby-bottle", _baby_bottle, (-100, -452, 100, 0), "奶瓶", "a baby bottle", "mint rose"),
    Form("milk-powder", _milk_powder, (-140, -398, 300, 0), "奶粉", "a tin of milk powder", "lemon sky"),
    Form("nappies", _nappies, (-216, -410, 216, 0), "纸尿裤", "a pack of nappies", "sky peach"),
    Form("romper", _romper, (-192, -152, 192, 222), "婴儿连体衣", "a baby romper", "lemon lilac", "hang"),
    Form("baby-food", _baby_food, (-118, -396, 250, 12), "宝宝辅食", "a pouch of baby food", "sage coral"),
    Form("blocks", _blocks, (-212, -422, 268, 0), "积木", "wooden blocks", "coral mint"),
    Form("rings-toy", _rings, (-150, -460, 150, 0), "叠叠圈", "stacking rings", "peach ocean"),
    Form("teddy", _bear, (-280, -690, 280, 64), "毛绒小熊", "a teddy bear", "rose sky cream"),
    Form("toy-car", _car, (-192, -258, 200, 14), "木制小车", "a wooden toy car", "coral lemon"),
    Form("pram", _pram, (-300, -590, 400, 0), "婴儿推车", "a pram", "lilac sage"),
    Form("baby-bath", _bath_duck, (-264, -410, 264, 4), "婴儿浴盆", "a baby bath with a duck", "sky mint"),
    Form("picture-book", _picture_book, (-172, -412, 198, 0), "绘本", "a picture book", "ocean sage"),
    Form("pet-bowl", _pet_bowl, (-234, -196, 234, 4), "宠物食碗", "a pet bowl", "coral mint"),
    Form("kibble", _kibble, (-190, -440, 224, 4), "宠物主粮", "a bag of pet food", "ocean berry lemon"),
    Form("pet-cans", _cans, (-214, -246, 214, 10), "宠物罐头", "cans of pet food", "peach sage"),
    Form("cat-wand", _wand, (-250, -262, 262, 280), "逗猫棒", "a cat wand", "rose lemon", "lie"),
    Form(
        "scratch-post", _scratch, (-212, -626, 212, 0), "猫抓柱", "a scratching post with a cat", "milk mint"
    ),
    Form("pet-bed", _pet_bed, (-252, -266, 252, 4), "宠物窝", "a pet bed with a cat", "rose sage"),
    Form("collar", _collar, (-246, -226, 246, 252), "项圈", "a pet collar", "wine ocean", "lie"),
    Form("chew-toy", _chew, (-288, -200, 288, 232), "磨牙玩具", "a rope and a ball", "coral lilac", "lie"),
    Form("cat-litter", _litter, (-222, -332, 236, 0), "猫砂", "a bag of cat litter", "mint cream"),
    Form("novel", _book, (-152, -426, 184, 0), "小说", "a novel", "wine sage ocean"),
    Form("books", _pile, (-170, -272, 170, 0), "一套书", "a pile of books", "coral lilac"),
    Form(
        "notebook", _notebook, (-192, -252, 306, 302), "手账本", "a notebook with a pen", "rose mint", "lie"
    ),
    Form("fountain-pen", _pen, (-230, -240, 260, 240), "钢笔", "a fountain pen", "wine ocean", "lie"),
    Form(
        "pencils", _pencils, (-272, -192, 272, 192), "彩铅", "a tin of coloured pencils", "cream sky", "lie"
    ),
    Form("tapes", _tapes, (-300, -220, 314, 242), "和纸胶带", "washi tapes", "peach lilac", "lie"),
    Form("calendar", _calendar, (-232, -392, 232, 0), "台历", "a desk calendar", "coral sage"),
    Form("vinyl", _vinyl, (-332, -272, 412, 272), "黑胶唱片", "a record in its sleeve", "lilac cream", "lie"),
    Form("light-stick", _light_stick, (-132, -502, 132, 20), "应援灯", "a light stick", "rose lilac"),
    Form("album", _album, (-232, -214, 346, 290), "专辑", "an album with its cards", "berry sky", "lie"),
    Form("badges", _badges, (-316, -240, 326, 262), "徽章", "tin badges", "coral mint", "lie"),
    Form("poster", _poster, (-220, -310, 220, 272), "海报", "a poster", "ocean wine", "lie"),
    Form(
        "passport-case", _passport, (-192, -310, 216, 242), "护照夹", "a passport case", "cocoa coral", "lie"
    ),
)
