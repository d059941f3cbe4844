"""Clothes, shoes, bags, jewellery and things for travel."""

from shancha.demo.art.goods.base import Form
from shancha.demo.art.goods.packs import STEEL, across, shine, words
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
from shancha.demo.art.props import clothes
from shancha.demo.art.props.nature import flower


def _hung(thing: str) -> str:
    return clothes.hanger() + thing


def _hoodie(c: Canvas, p: Palette, v: int) -> str:
    colour = p.trio[v % 3]
    out = path(
        "M-100 -10 Q-96 -120 0 -124 Q96 -120 100 -10 Q60 40 0 44 Q-60 40 -100 -10Z",
        c.slant(colour, 0.2, 0.15),
    )
    body = (
        "M-70 -18 Q0 30 70 -18 L146 14 Q200 70 222 270 L160 290 L138 160 V372 Q0 390 -138 372 V160 "
        "L-160 290 L-222 270 Q-200 70 -146 14Z"
    )
    out += path(body, c.linear([lite(colour, 0.2), colour, dark(colour, 0.16)], 0, 0, 1, 0.4)) + rect(
        -138, 350, 276, 30, dark(colour, 0.14), 8
    )
    out += (
        path("M-64 -16 Q0 34 64 -16 Q40 -96 0 -98 Q-40 -96 -64 -16Z", dark(colour, 0.3))
        + line("M-26 18 V120 M26 18 V112", PAPER, 7)
        + path("M-92 240 H92 L112 330 H-112Z", dark(colour, 0.1))
    )
    return (
        out
        + line("M-92 240 L-112 330 M92 240 L112 330", dark(colour, 0.28), 4)
        + words(0, 196, ("CAMELLIA", "山茶", "SUNDAY")[v % 3], 170, 44, lite(colour, 0.75))
    )


def _cardigan(c: Canvas, p: Palette, v: int) -> str:
    colour = lite(p.main, 0.1)
    body = (
        "M-70 -16 L0 150 L70 -16 L140 14 Q196 60 214 260 Q216 290 196 292 L150 292 L134 150 V372 "
        "H-134 V150 L-150 292 L-196 292 Q-216 290 -214 260 Q-196 60 -140 14Z"
    )
    out = path("M-66 -14 Q0 10 66 -14 L0 150Z", dark(colour, 0.3)) + path(
        body, c.linear([lite(colour, 0.2), colour, dark(colour, 0.16)], 0, 0, 1, 0.4)
    )
    out += line("M-70 -16 L0 150 V372 M70 -16 L0 150", lite(colour, 0.45), 18) + "".join(
        circle(0, y, 11, GOLD) for y in (176, 232, 288, 344)
    )
    out += rect(-134, 352, 268, 28, dark(colour, 0.12), 6) + "".join(
        rect(x, 236, 74, 70, dark(colour, 0.1), 8) for x in (-112, 38)
    )
    return out + "".join(
        group(flower(PAPER, 18), x, y) for x, y in ((-92, 130), (92, 130), (-60, 200), (62, 200))
    )


def _coat_down(c: Canvas, p: Palette, v: int) -> str:
    colour = p.trio[v % 3]
    body = (
        "M-64 -30 H64 L150 10 Q200 70 216 290 L156 304 L138 160 V430 H-138 V160 L-156 304 L-216 290 "
        "Q-200 70 -150 10Z"
    )
    out = path(body, c.linear([lite(colour, 0.3), colour, dark(colour, 0.18)], 0, 0, 1, 0.3))
    out += "".join(
        line(f"M-138 {y} Q0 {y + 16} 138 {y}", dark(colour, 0.2), 5, opacity(0.7)) for y in range(70, 430, 62)
    ) + rect(-9, -20, 18, 450, dark(colour, 0.3), 4)
    out += "".join(
        line(
            f"M{s * (142 + y / 30)} {y} Q{s * 166} {y + 12} {s * (160 + y / 5.4)} {y + 4}",
            dark(colour, 0.2),
            5,
            opacity(0.7),
        )
        for s in (-1, 1)
        for y in (90, 150, 210)
    )
    return (
        out
        + path("M-80 -20 Q0 -90 80 -20 Q60 50 0 54 Q-60 50 -80 -20Z", c.ball(lite(colour, 0.6), 0.4, 0.1))
        + rect(-4, 40, 8, 30, GOLD, 3)
    )


def _trousers(c: Canvas, p: Palette, v: int) -> str:
    colour = mix(p.main, "#d8c6ac", 0.35)
    out = path(
        "M-100 0 H100 L150 478 H34 L0 130 L-34 478 H-150Z",
        c.linear([lite(colour, 0.25), colour, dark(colour, 0.18)], 0, 0, 1, 0.3),
    )
    out += line("M-64 40 L-92 470 M64 40 L92 470", dark(colour, 0.18), 5, opacity(0.7)) + rect(
        -102, -4, 204, 34, dark(colour, 0.18), 6
    )
    return (
        out
        + line("M-40 32 L-52 92 M40 32 L52 92 M0 30 V120", dark(colour, 0.25), 4)
        + rect(-16, 2, 32, 22, GOLD, 4)
    )


def _beanie(c: Canvas, p: Palette, v: int) -> str:
    out = circle(0, -292, 62, c.ball(lite(p.second, 0.25), 0.5, 0.12)) + "".join(
        group(line("M0 -58 V-34", dark(p.second, 0.1), 5, opacity(0.6)), 0, -292, 1, a)
        for a in range(0, 360, 24)
    )
    out += path(
        "M-170 -70 Q-176 -250 0 -252 Q176 -250 170 -70Z",
        c.linear([lite(p.main, 0.3), p.main, dark(p.main, 0.2)], 0, 0, 1, 0.3),
    )
    out += "".join(
        line(f"M{x} -84 Q{x * 0.86} -180 {x * 0.36} -244", dark(p.main, 0.2), 6, opacity(0.6))
        for x in range(-140, 160, 40)
    )
    out += rect(-182, -96, 364, 96, across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.26)), 26) + "".join(
        line(f"M{x} -86 V-10", dark(p.main, 0.22), 6, opacity(0.6)) for x in range(-160, 180, 24)
    )
    return out + rect(60, -70, 70, 44, PAPER, 5) + words(95, -40, "SC", 50, 26, p.ink)


def _cap(c: Canvas, p: Palette, v: int) -> str:
    out = path(
        "M-170 -60 Q-170 -230 0 -236 Q166 -230 170 -60 Q0 -20 -170 -60Z",
        c.linear([lite(p.main, 0.3), p.main, dark(p.main, 0.22)], 0, 0, 1, 0.3),
    )
    out += path(
        "M20 -56 Q170 -70 300 -16 Q316 0 292 4 Q150 -16 -20 -14 Q-40 -40 20 -56Z",
        c.linear([lite(p.main, 0.1), dark(p.main, 0.3)]),
    )
    out += line(
        "M0 -236 Q-10 -130 -6 -44 M0 -236 Q90 -180 110 -54 M0 -236 Q-100 -180 -116 -52", dark(p.main, 0.25), 4
    ) + circle(0, -238, 13, dark(p.main, 0.2))
    return out + (group(flower(PAPER, 46), 44, -130) if v % 2 else words(46, -110, "DAY", 110, 66, PAPER))


def _socks(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i, colour in enumerate((p.second, p.main)):
        d = "M-50 -260 H50 V-80 Q60 -50 130 -36 Q190 -20 184 24 Q180 56 130 56 H10 Q-50 56 -52 -10Z"
        one = path(d, c.linear([lite(colour, 0.35), colour, dark(colour, 0.14)], 0, 0, 1, 0.5)) + rect(
            -54, -276, 108, 50, lite(colour, 0.45), 12
        )
        one += (
            "".join(rect(-51, y, 102, 16, PAPER, 0, opacity(0.8)) for y in (-200, -160))
            + path("M118 -39 Q190 -20 184 24 Q180 56 130 56 H112 Q130 10 118 -39Z", lite(colour, 0.5))
            + path("M-52 -10 Q-20 -30 6 4 Q16 36 10 56 Q-50 56 -52 -10Z", dark(colour, 0.12))
        )
        out += group(one, -120 + i * 120, -30 + i * 40, 1, -8 + i * 4)
    return out


def _belt(c: Canvas, p: Palette, v: int) -> str:
    colour = ("#7a4a2c", p.ink)[v % 2]
    out = "".join(
        ring(0, 0, r, mix(colour, lite(colour, 0.3), i / 3), 26) for i, r in enumerate((196, 164, 132))
    )
    out += "".join(
        ring(0, 0, r, lite(colour, 0.4), 2, 'stroke-dasharray="9 8" opacity=".7"') for r in (205, 187, 173)
    )
    strap = rect(150, -34, 190, 68, c.linear([lite(colour, 0.2), colour, dark(colour, 0.2)]), 8) + "".join(
        circle(x, 0, 7, dark(colour, 0.5)) for x in (236, 268, 300)
    )
    return (
        out
        + strap
        + rect(120, -52, 84, 104, "none", 14, f'stroke="{GOLD}" stroke-width="16"')
        + rect(150, -5, 70, 10, lite(GOLD, 0.3), 5)
    )


def _necklace(c: Canvas, p: Palette, v: int) -> str:
    bust = path(
        "M-120 -500 Q-110 -380 -230 -340 Q-250 -120 -150 0 H150 Q250 -120 230 -340 Q110 -380 120 "
        "-500 Q0 -470 -120 -500Z",
        c.linear([lite(p.second, 0.55), lite(p.second, 0.2), p.second], 0, 0, 1, 0.2),
    )
    chain = line("M-116 -470 Q-96 -200 0 -176 Q96 -200 116 -470", GOLD, 7) + line(
        "M-116 -470 Q-96 -200 0 -176 Q96 -200 116 -470", lite(GOLD, 0.6), 2
    )
    gem = (
        path("M0 -178 Q46 -116 0 -70 Q-46 -116 0 -178Z", c.ball(p.main, 0.6, 0.2))
        if v % 2 == 0
        else group(flower(GOLD, 44, p.main), 0, -132)
    )
    return (
        bust
        + chain
        + gem
        + "".join(
            circle(s * x, y, 9, c.ball(PAPER, 0.5, 0.2))
            for s in (-1, 1)
            for x, y in ((42, -196), (76, -244), (96, -310))
        )
    )


def _earrings(c: Canvas, p: Palette, v: int) -> str:
    card = (
        rect(-150, -200, 300, 400, c.linear([PAPER, lite(p.wall, 0.3)], 0, 0, 1, 1), 14)
        + words(0, 150, "CAMELLIA", 200, 34, p.ink)
        + circle(0, -170, 14, lite(p.floor, 0.2))
    )
    gem = p.main if v % 2 == 0 else p.accent
    one = (
        ring(0, 30, 30, GOLD, 8)
        + path("M0 60 Q44 120 0 150 Q-44 120 0 60Z", c.ball(gem, 0.6))
        + circle(0, 0, 10, lite(GOLD, 0.4))
    )
    return card + group(one, -66, -110, 1.2) + group(one, 66, -110, 1.2)


def _ring_box(c: Canvas, p: Palette, v: int) -> str:
    lid = path("M-180 -190 Q-176 -370 -130 -372 H130 Q176 -370 180 -190Z", c.slant(p.main, 0.3, 0.2)) + path(
        "M-150 -196 Q-146 -340 -112 -342 H112 Q146 -340 150 -196Z",
        c.linear([lite(p.second, 0.6), lite(p.second, 0.3)]),
    )
    base = rect(-190, -180, 380, 180, c.linear([lite(p.main, 0.25), p.main, dark(p.main, 0.2)]), 24) + rect(
        -156, -196, 312, 46, PAPER, 20
    )
    jewel = (
        ring(0, -206, 58, GOLD, 16)
        + ring(0, -206, 62, lite(GOLD, 0.6), 3)
        + path(
            "M-40 -290 L-22 -316 H22 L40 -290 L0 -246Z",
            c.linear(["#ffffff", "#bfe6f2", "#8fc9e0"], 0, 0, 1, 1),
        )
        + line("M-40 -290 H40 M-14 -290 L0 -248 L14 -290 L0 -314Z", "#fff", 3)
    )
    return lid + jewel + base + rect(-24, -140, 48, 26, GOLD, 6)


def _bucket(c: Canvas, p: Palette, v: int) -> str:
    colour = p.trio[v % 3]
    out = line("M-104 -246 C-150 -520 150 -520 104 -246", dark(colour, 0.25), 14) + path(
        "M-130 -250 Q0 -230 130 -250 L158 -16 Q160 4 130 4 H-130 Q-160 4 -158 -16Z",
        across(c, lite(colour, 0.35), colour, dark(colour, 0.24)),
    )
    out += ellipse(0, -252, 130, 24, dark(colour, 0.3)) + "".join(
        circle(x, -206 + 8 * (1 - abs(x) / 110), 9, GOLD) for x in (-96, -58, -20, 20, 58, 96)
    )
    out += line("M-96 -200 Q0 -176 96 -200 M-20 -190 L-44 -80 M20 -190 L38 -96", lite(colour, 0.4), 8)
    return (
        out
        + circle(-44, -74, 13, GOLD)
        + circle(38, -90, 13, GOLD)
        + line("M-150 -24 H150", lite(colour, 0.4), 3, 'stroke-dasharray="10 8"')
    )


def _clutch(c: Canvas, p: Palette, v: int) -> str:
    out = line("M-190 -150 Q-250 -330 0 -336 Q250 -330 190 -150", GOLD, 8, 'stroke-dasharray="14 7"') + rect(
        -210, -220, 420, 220, c.slant(p.main, 0.25, 0.22), 34
    )
    out += path(
        "M-210 -180 Q-210 -224 -176 -224 H176 Q210 -224 210 -180 L20 -70 Q0 -60 -20 -70Z",
        c.linear([lite(p.main, 0.35), lite(p.main, 0.02)]),
    )
    quilts = "".join(
        line(f"M{x} -8 l130 -130 M{-x} -8 l-130 -130", dark(p.main, 0.14), 3, opacity(0.6))
        for x in range(-190, 100, 60)
    )
    return (
        out
        + c.clip(quilts, rect(-206, -70, 412, 64, "#fff", 20))
        + ring(0, -84, 26, GOLD, 12)
        + circle(0, -84, 12, lite(GOLD, 0.5))
    )


def _suitcase(c: Canvas, p: Palette, v: int) -> str:
    out = line("M-60 -440 V-560 Q-60 -580 -40 -580 H40 Q60 -580 60 -560 V-440", "#9aa3ad", 16) + rect(
        -180, -460, 360, 440, across(c, lite(p.main, 0.35), p.main, dark(p.main, 0.22)), 48
    )
    out += "".join(
        rect(x, -440, 18, 400, dark(p.main, 0.14), 9, opacity(0.7)) for x in (-134, -80, -26, 28, 82)
    ) + rect(-44, -478, 88, 26, dark(p.main, 0.3), 10)
    out += "".join(
        rect(x, -26, 44, 20, dark(p.main, 0.35), 6)
        + circle(x + 22, -2, 18, "#2b2f3a")
        + circle(x + 22, -2, 8, STEEL)
        for x in (-150, 106)
    )
    return (
        out
        + shine(-164, -420, 14, 370, 0.35)
        + rect(96, -400, 56, 76, p.second, 8)
        + words(124, -352, "GO", 44, 28, p.ink)
        + circle(-112, -360, 34, p.accent)
        + group(flower(PAPER, 24), -112, -360)
    )


def _umbrella(c: Canvas, p: Palette, v: int) -> str:
    out = line("M0 -470 V-40 Q0 10 44 8 Q80 4 76 -30", "#7a4a2c", 16) + path(
        "M-300 -230 Q-290 -480 0 -490 Q290 -480 300 -230 Q250 -276 200 -232 Q150 -276 100 -232 "
        "Q50 -276 0 -232 Q-50 -276 -100 -232 Q-150 -276 -200 -232 Q-250 -276 -300 -230Z",
        c.linear([lite(p.main, 0.35), p.main, dark(p.main, 0.2)], 0, 0, 1, 0.2),
    )
    out += path(
        "M-100 -232 Q-90 -440 0 -490 Q-230 -470 -200 -232 Q-150 -276 -100 -232Z M100 -232 Q50 "
        "-276 0 -232 Q10 -420 0 -490 Q110 -430 100 -232Z",
        p.second,
        opacity(0.85),
    )
    return out + rect(-5, -520, 10, 36, "#7a4a2c", 4)


def _sandals(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i in (0, 1):
        sole = path(
            "M-70 -250 Q0 -300 70 -250 Q104 -160 70 -40 Q84 120 50 220 Q0 270 -50 220 Q-84 120 "
            "-70 -40 Q-104 -160 -70 -250Z",
            c.linear(["#e9cfa8", "#c9a06a"]),
        )
        sole += path(
            "M-52 -236 Q0 -276 52 -236 Q82 -160 52 -40 Q66 110 38 206 Q0 240 -38 206 Q-66 110 "
            "-52 -40 Q-82 -160 -52 -236Z",
            "#f3e2c6",
        )
        strap = (
            path("M-92 -130 Q0 -210 92 -130 L84 -60 Q0 -130 -84 -60Z", c.slant(p.main, 0.3, 0.15))
            + group(flower(p.second, 36), 0, -136)
            + path("M-72 60 Q0 20 72 60 L66 92 Q0 56 -66 92Z", p.main)
        )
        out += group(sole + strap, -110 + 220 * i, 0, 1, -6 + 12 * i)
    return out


def _slippers(c: Canvas, p: Palette, v: int) -> str:
    one = (
        path("M-190 -30 Q-190 -60 -150 -60 H130 Q190 -56 190 -20 Q190 6 160 6 H-160 Q-190 6 -190 -30Z", PAPER)
        + path("M-20 -60 Q0 -170 90 -160 Q190 -150 190 -30 Q150 -16 -10 -30Z", c.ball(p.main, 0.35, 0.12))
        + ellipse(-100, -62, 76, 14, lite(p.main, 0.5))
    )
    one += (
        circle(90, -110, 8, p.ink)
        + circle(140, -104, 8, p.ink)
        + ellipse(118, -84, 10, 7, p.accent)
        + path(
            "M56 -150 Q50 -210 86 -196 L96 -158Z M128 -158 Q146 -210 168 -186 L166 -140Z", lite(p.main, 0.2)
        )
    )
    return group(one, 40, -70, 0.86) + group(one, -30, 10)


def _pillow(c: Canvas, p: Palette, v: int) -> str:
    out = path(
        "M-190 150 Q-300 -60 -170 -190 Q0 -320 170 -190 Q300 -60 190 150 Q150 210 100 160 Q70 "
        "120 90 70 Q130 -60 60 -110 Q0 -150 -60 -110 Q-130 -60 -90 70 Q-70 120 -100 160 Q-150 "
        "210 -190 150Z",
        c.ball(p.main, 0.4, 0.14),
    )
    return (
        out
        + line("M-206 60 Q-226 -80 -130 -160 M206 60 Q226 -80 130 -160", lite(p.main, 0.4), 7, opacity(0.6))
        + circle(-142, 168, 16, p.second)
        + circle(142, 168, 16, p.second)
        + rect(-60, -214, 120, 44, PAPER, 10)
        + words(0, -184, "TRAVEL", 100, 26, p.ink)
    )


def _pouch_bag(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-220, -270, 440, 270, c.slant(p.main, 0.3, 0.16), 50)
        + path("M-220 -190 Q-214 -270 -170 -270 H170 Q214 -270 220 -190Z", lite(p.main, 0.2))
        + line("M-212 -190 H212", dark(p.main, 0.3), 12)
        + line("M-212 -190 H212", GOLD, 4, 'stroke-dasharray="6 6"')
    )
    out += rect(150, -200, 20, 64, GOLD, 8) + line("M-60 -268 Q0 -340 60 -268", dark(p.main, 0.2), 18)
    return out + "".join(
        group(flower((PAPER, p.second)[i % 2], 34 - 8 * (i % 2)), x, y)
        for i, (x, y) in enumerate(
            ((-130, -92), (-50, -46), (30, -104), (110, -52), (172, -104), (-180, -30))
        )
    )


FORMS = (
    Form(
        "tee",
        lambda c, p, v: _hung(clothes.tee(c, p.trio[v % 3], v)),
        (-206, -100, 206, 388),
        "T 恤",
        "a T-shirt on a hanger",
        "coral sky lemon",
        "hang",
    ),
    Form(
        "jumper",
        lambda c, p, v: _hung(clothes.knit(c, (p.main, lite(p.main, 0.75))[v % 2])),
        (-216, -100, 216, 376),
        "麻花针织衫",
        "a cable-knit jumper",
        "wine cream sage",
        "hang",
    ),
    Form(
        "cardigan",
        lambda c, p, v: _hung(_cardigan(c, p, v)),
        (-216, -100, 216, 380),
        "针织开衫",
        "a cardigan",
        "lilac mint",
        "hang",
    ),
    Form(
        "shirt",
        lambda c, p, v: _hung(clothes.shirt(c, (lite(p.main, 0.8), p.main)[v % 2])),
        (-200, -100, 200, 396),
        "衬衫",
        "a shirt",
        "sky cocoa",
        "hang",
    ),
    Form("hoodie", _hoodie, (-222, -124, 222, 386), "连帽卫衣", "a hoodie", "ocean rose sage", "hang"),
    Form(
        "dress",
        lambda c, p, v: _hung(clothes.dress(c, p.trio[v % 3], v % 2 == 0)),
        (-176, -100, 176, 548),
        "连衣裙",
        "a dress",
        "rose lemon lilac",
        "hang",
    ),
    Form(
        "trench",
        lambda c, p, v: _hung(clothes.coat(c, (p.main, mix(p.main, "#d3b58c", 0.7))[v % 2])),
        (-196, -100, 196, 560),
        "风衣",
        "a trench coat",
        "cocoa milk",
        "hang",
    ),
    Form("down-coat", _coat_down, (-216, -90, 216, 430), "羽绒服", "a down coat", "sky berry", "hang"),
    Form(
        "jeans",
        lambda c, p, v: clothes.jeans(c, ("#4a6fa0", "#2f4a73")[v % 2]),
        (-118, -6, 118, 484),
        "牛仔裤",
        "a pair of jeans",
        "cream sky",
        "hang",
    ),
    Form("trousers", _trousers, (-150, -6, 150, 478), "阔腿裤", "wide trousers", "milk sage", "hang"),
    Form(
        "skirt",
        lambda c, p, v: clothes.skirt(c, p.trio[v % 3]),
        (-160, -6, 160, 284),
        "百褶裙",
        "a pleated skirt",
        "berry mint",
        "hang",
    ),
    Form(
        "sneakers",
        lambda c, p, v: (
            group(clothes.sneaker(c, PAPER, p.main), 26, -112, 0.92)
            + clothes.sneaker(c, PAPER if v % 2 else lite(p.second, 0.3), p.main)
        ),
        (-162, -250, 196, 24),
        "运动鞋",
        "a pair of sneakers",
        "coral mint ocean",
    ),
    Form(
        "heels",
        lambda c, p, v: group(clothes.heel(c, dark(p.main, 0.12)), 60, -96, 0.9) + clothes.heel(c, p.main),
        (-158, -290, 226, 4),
        "高跟鞋",
        "a pair of pumps",
        "wine berry",
    ),
    Form(
        "boots",
        lambda c, p, v: (
            group(clothes.boot(c, dark(p.main, 0.2)), 80, -26, 0.96) + group(clothes.boot(c, p.main), -40, 0)
        ),
        (-172, -340, 250, 26),
        "短靴",
        "ankle boots",
        "cocoa wine",
    ),
    Form("sandals", _sandals, (-206, -300, 206, 270), "凉鞋", "a pair of sandals", "peach ocean", "lie"),
    Form("slippers", _slippers, (-222, -240, 210, 16), "居家拖鞋", "house slippers", "rose milk"),
    Form(
        "handbag",
        lambda c, p, v: clothes.bag(c, p.trio[v % 2]),
        (-168, -262, 168, 0),
        "手提包",
        "a handbag",
        "wine mint cream",
    ),
    Form(
        "tote",
        lambda c, p, v: clothes.tote(c, ("#f3ead8", lite(p.main, 0.4))[v % 2], p.main),
        (-156, -382, 156, 0),
        "帆布托特包",
        "a canvas tote",
        "sage coral",
    ),
    Form("bucket-bag", _bucket, (-160, -450, 160, 6), "水桶包", "a bucket bag", "cocoa rose"),
    Form("chain-bag", _clutch, (-232, -342, 232, 0), "链条小方包", "a chain bag", "berry ocean"),
    Form(
        "rucksack",
        lambda c, p, v: clothes.backpack(c, p.main, p.second),
        (-150, -386, 150, 0),
        "双肩包",
        "a rucksack",
        "sage ocean",
    ),
    Form(
        "straw-hat",
        lambda c, p, v: clothes.hat(c, "#e6c48c", p.main),
        (-170, -126, 170, 48),
        "草帽",
        "a straw hat",
        "coral sky",
        "lie",
    ),
    Form("beanie", _beanie, (-182, -356, 182, 0), "毛线帽", "a bobble hat", "wine mint"),
    Form("cap", _cap, (-172, -252, 304, 6), "棒球帽", "a baseball cap", "ocean lemon"),
    Form(
        "scarf",
        lambda c, p, v: clothes.scarf(c, p.main, (PAPER, p.second)[v % 2]),
        (-190, -130, 190, 162),
        "格纹围巾",
        "a checked scarf",
        "wine sky",
        "lie",
    ),
    Form(
        "sunglasses",
        lambda c, p, v: clothes.glasses((p.ink, p.main)[v % 2]),
        (-132, -48, 132, 48),
        "太阳镜",
        "sunglasses",
        "lemon rose",
        "lie",
    ),
    Form(
        "watch",
        lambda c, p, v: clothes.watch(c, p.trio[v % 2], (GOLD, STEEL)[v % 2]),
        (-100, -252, 118, 288),
        "腕表",
        "a wristwatch",
        "cocoa ocean",
        "lie",
    ),
    Form("socks", _socks, (-250, -310, 214, 100), "中筒袜", "a pair of socks", "lemon lilac", "lie"),
    Form("belt", _belt, (-212, -212, 342, 212), "皮带", "a leather belt", "cream milk", "lie"),
    Form("necklace", _necklace, (-236, -500, 236, 0), "项链", "a necklace on a bust", "rose ocean"),
    Form(
        "earrings",
        _earrings,
        (-150, -200, 150, 200),
        "耳环",
        "a pair of earrings on a card",
        "mint berry",
        "lie",
    ),
    Form("ring", _ring_box, (-190, -372, 190, 0), "戒指", "a ring in its box", "wine lilac"),
    Form("suitcase", _suitcase, (-180, -588, 180, 18), "行李箱", "a suitcase", "coral mint lilac"),
    Form("umbrella", _umbrella, (-300, -520, 300, 10), "雨伞", "an umbrella", "sky coral"),
    Form("neck-pillow", _pillow, (-250, -270, 250, 190), "U 形枕", "a neck pillow", "lilac sage", "lie"),
    Form("wash-bag", _pouch_bag, (-220, -322, 220, 0), "洗漱包", "a wash bag", "rose mint"),
)
