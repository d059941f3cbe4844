"""Make-up, perfume and tools."""

from shancha.demo.art.goods.base import Form
from shancha.demo.art.goods.packs import STEEL, across, cap, carton, label, shine, words
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
from shancha.demo.art.props.nature import flower

LIPS = ("#b5283c", "#d9584f", "#8e2247", "#c9705a", "#e0627f")


def _lipstick(c: Canvas, p: Palette, v: int) -> str:
    lid = (
        rect(-48, -230, 96, 230, across(c, lite(p.ink, 0.3), p.ink, dark(p.ink, 0.35)), 10)
        + rect(-48, -24, 96, 24, GOLD, 4)
        + shine(-38, -216, 9, 180, 0.3)
        + group(flower(GOLD, 26, p.ink), 2, -120)
    )
    return group(lid, 108, 8) + group(beauty.lipstick(c, LIPS[v % 5], p.ink), -44, 0)


def _lip_set(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i in range(3):
        out += group(
            beauty.lipstick(c, LIPS[(i + v) % 5], (p.main, p.ink, p.accent)[i]),
            -118 + i * 118,
            0,
            (0.92, 1.04, 0.92)[i],
        )
    return out


def _gloss(c: Canvas, p: Palette, v: int) -> str:
    return group(beauty.gloss(c, lite(LIPS[(v + 1) % 5], 0.15), p.ink), 46, -8) + group(
        beauty.gloss(c, LIPS[(v + 3) % 5], p.ink), -48, 6, 1, -4
    )


def _eyes(c: Canvas, p: Palette, v: int) -> str:
    base = (p.main, p.second, p.accent)
    pans = [
        mix(base[i % 3], ("#f7e3d4", "#8a5a3c", "#fff1d8", "#4a2a2a")[i // 3 % 4], 0.42) for i in range(12)
    ]
    return beauty.eyeshadows(c, pans, p.ink if v % 2 == 0 else lite(p.main, 0.25), 4)


def _eyes_small(c: Canvas, p: Palette, v: int) -> str:
    pans = [mix(p.main, tone, 0.4) for tone in ("#f9ead8", "#c9825f", "#7a3f35", "#e7c0a0")]
    out = beauty.eyeshadows(c, pans, GOLD, 2)
    brush = (
        rect(-16, -150, 32, 300, GOLD, 12)
        + rect(-14, -196, 28, 60, dark(p.ink, 0.1), 12)
        + shine(-10, -130, 5, 250)
    )
    return group(out, -50, 0) + group(brush, 150, 0, 1, 14)


def _cushion(c: Canvas, p: Palette, v: int) -> str:
    skin = ("#f2cfae", "#e8bb93", "#f7dcc4")[v % 3]
    lid = (
        circle(0, -300, 176, c.slant(p.main, 0.4, 0.2))
        + circle(0, -300, 146, c.linear(["#f4fbff", "#bcd8e6"], 0, 0, 1, 1))
        + path("M-92 -270 L22 -410 L62 -390 L-60 -232Z", "#fff", opacity(0.6))
    )
    base = (
        circle(0, 0, 186, c.slant(p.main, 0.35, 0.22))
        + circle(0, 0, 154, dark(p.main, 0.25))
        + circle(0, 0, 146, c.ball(skin, 0.3, 0.08))
    )
    base += "".join(
        circle(x, y, 3.4, dark(skin, 0.12))
        for x in range(-120, 130, 24)
        for y in range(-120, 130, 24)
        if x * x + y * y < 15000
    )
    puff = (
        circle(62, 52, 88, c.ball(p.second, 0.45, 0.08))
        + rect(-8, 30, 140, 42, lite(p.second, 0.55), 8)
        + words(62, 62, "AIR", 60, 28, dark(p.second, 0.3))
    )
    return lid + rect(-50, -166, 100, 34, dark(p.main, 0.2), 10) + base + puff


def _perfume_round(c: Canvas, p: Palette, v: int) -> str:
    glass = lite(p.main, 0.2)
    out = circle(
        0, -170, 168, c.radial([lite(glass, 0.75), lite(glass, 0.25), dark(glass, 0.05)], 0.36, 0.3, 0.75)
    ) + rect(-110, -22, 220, 26, across(c, lite(GOLD, 0.5), GOLD, dark(GOLD, 0.2)), 6)
    out += c.clip(
        rect(-168, -190, 336, 200, c.linear([lite(p.main, 0.05), dark(p.main, 0.12)]), 0, opacity(0.7)),
        circle(0, -170, 150, "#fff"),
    )
    out += (
        ring(0, -170, 76, GOLD, 4)
        + words(0, -158, ("FLEUR", "MUSC", "BOIS")[v % 3], 120, 40, PAPER)
        + ellipse(-76, -252, 30, 46, "#fff", f'{opacity(0.6)} transform="rotate(28 -76 -252)"')
    )
    out += (
        rect(-36, -362, 72, 40, across(c, lite(GOLD, 0.6), GOLD, dark(GOLD, 0.3)), 5)
        + circle(0, -408, 54, c.ball(p.ink, 0.5, 0.2))
        + ellipse(-18, -426, 12, 16, "#fff", opacity(0.6))
    )
    return out


def _perfume_tall(c: Canvas, p: Palette, v: int) -> str:
    out = rect(
        -70, -340, 140, 340, c.linear([lite(p.second, 0.7), lite(p.second, 0.25), p.second], 0, 0, 1, 1), 12
    ) + rect(-56, -280, 112, 266, c.linear([lite(p.main, 0.35), p.main]), 8, opacity(0.7))
    out += (
        shine(-58, -326, 11, 300, 0.6)
        + group(label(c, p, 84, 120, v, "EAU"), 0, -140)
        + cap(c, p.ink, 92, -430, 92, 4)
    )
    return group(carton(c, p, 150, 380, v + 5, "EAU", lite(p.main, 0.15)), 100, -6) + group(out, -84, 8)


def _brushes(c: Canvas, p: Palette, v: int) -> str:
    hair = ("#5a3a2a", "#e9d8c8", "#3a2a3a")[v % 3]
    cup = (
        path("M-110 -190 H110 L96 0 H-96Z", across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.25)))
        + rect(-112, -196, 224, 24, lite(p.main, 0.35), 10)
        + group(flower(PAPER, 44), 0, -90)
    )
    out = ""
    for x, turn, k, wide in (
        (-66, -15, 0.92, 50),
        (62, 13, 0.88, 34),
        (-20, -4, 1.06, 44),
        (30, 6, 0.98, 24),
    ):
        out += group(beauty.brush(c, hair, p.ink, wide), x, -60, k, turn)
    return out + cup


def _polish(c: Canvas, p: Palette, v: int) -> str:
    return "".join(
        group(beauty.polish(c, colour), -176 + i * 176, 0, (0.9, 1, 0.9)[i])
        for i, colour in enumerate(p.trio)
    )


def _mascara(c: Canvas, p: Palette, v: int) -> str:
    tube = (
        rect(-34, -270, 68, 270, across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.3)), 14)
        + rect(-26, -296, 52, 30, GOLD, 4)
        + shine(-24, -250, 8, 220)
    )
    tube += f'<g transform="rotate(-90 0 -130)">{words(0, -118, "MASCARA", 190, 34, PAPER)}</g>'
    wand = (
        rect(-34, -250, 68, 250, across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.3)), 14)
        + shine(-24, -236, 8, 210)
        + rect(-28, -262, 56, 20, GOLD, 4)
        + rect(-6, -360, 12, 104, "#2b2230", 4)
    )
    wand += path("M-14 -356 Q-30 -440 -8 -520 Q0 -530 8 -520 Q30 -440 14 -356Z", "#2b2230") + "".join(
        line(f"M{-25 + abs(6 - i)} {-364 - i * 12} l{50 - 2 * abs(6 - i)} -8", "#4a4050", 3)
        for i in range(13)
    )
    return group(tube, -66, 4) + group(wand, 66, -6, 1, 6)


def _brows(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i, colour in enumerate(("#6b4630", "#3a2a24", "#94684a")):
        one = (
            rect(-18, -210, 36, 420, c.side((p.main, p.ink, p.second)[i], 0.35, 0.25), 6)
            + path("M-18 -210 L0 -262 L18 -210Z", "#e9c79c")
            + path("M-7 -241 L0 -262 L7 -241Z", colour)
        )
        one += (
            rect(-18, 150, 36, 26, GOLD) + rect(-14, 210, 28, 44, colour, 8) + shine(-12, -190, 6, 320, 0.35)
        )
        out += group(one, -90 + i * 90, 0, 1, -12 + 12 * i)
    return out


def _foundation(c: Canvas, p: Palette, v: int) -> str:
    skin = ("#f0cba8", "#e3b48c", "#f6d9c0")[v % 3]
    out = (
        rect(-84, -260, 168, 260, across(c, lite(skin, 0.6), skin, dark(skin, 0.2)), 20)
        + rect(-70, -234, 140, 220, c.linear([lite(skin, 0.1), dark(skin, 0.08)]), 12)
        + shine(-68, -240, 12, 220, 0.6)
    )
    out += words(0, -120, ("No. 10", "No. 21", "No. 02")[v % 3], 110, 36, dark(skin, 0.5)) + line(
        "M-30 -100 H30", dark(skin, 0.4), 4
    )
    return (
        out
        + rect(-44, -292, 88, 38, across(c, "#fff", GOLD, dark(GOLD, 0.2)), 5)
        + cap(c, (p.ink, PAPER, p.main)[v % 3], 116, -420, 132, 12)
    )


def _powder(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-160, -120, 320, 120, across(c, lite(p.main, 0.6), lite(p.main, 0.25), p.main), 30)
        + ellipse(0, -120, 160, 34, lite(p.main, 0.6))
        + ellipse(0, -124, 140, 27, c.ball("#f8e3d2", 0.4, 0.06))
        + shine(-142, -96, 14, 74)
    )
    puff = ellipse(0, -50, 128, 64, c.ball(lite(p.second, 0.3), 0.5, 0.08)) + path(
        "M-60 -100 Q0 -170 64 -98 Q0 -118 -60 -100Z", p.main
    )
    return out + group(puff, 26, -122, 0.86, -6) + words(0, -44, "POWDER", 200, 40, PAPER)


def _sponges(c: Canvas, p: Palette, v: int) -> str:
    egg = "M0 -270 Q60 -190 92 -110 Q116 0 0 4 Q-116 0 -92 -110 Q-60 -190 0 -270Z"
    return "".join(
        group(
            path(egg, c.ball(colour, 0.4, 0.12))
            + "".join(circle(c.near(-60, 60), c.near(-150, -20), 3, dark(colour, 0.16)) for _ in range(14)),
            x,
            y,
            k,
            turn,
        )
        for colour, x, y, k, turn in (
            (p.second, 112, -10, 0.92, 8),
            (p.main, -74, 0, 1.1, -5),
            (p.accent, 30, 26, 0.66, 3),
        )
    )


def _mirror(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-14, -190, 28, 186, across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.2)), 8)
        + ellipse(0, -4, 130, 22, dark(p.main, 0.1))
        + ellipse(0, -12, 130, 22, c.linear([lite(p.main, 0.45), p.main]))
    )
    out += (
        circle(0, -360, 190, c.slant(p.main, 0.4, 0.15))
        + circle(0, -360, 168, "#fff8e6")
        + circle(0, -360, 148, c.linear(["#f4fbff", "#bcd8e6"], 0, 0, 1, 1))
    )
    return (
        out
        + path("M-96 -330 L30 -480 L74 -458 L-58 -286Z", "#fff", opacity(0.6))
        + circle(0, -180, 8, PAPER)
        + rect(-30, -40, 60, 8, STEEL, 4)
    )


FORMS = (
    Form("lipstick", _lipstick, (-90, -370, 156, 8), "口红", "a lipstick and its cap", "wine rose coral"),
    Form("lipstick-set", _lip_set, (-164, -384, 164, 0), "三支口红", "three lipsticks", "berry cream"),
    Form("lip-gloss", _gloss, (-100, -412, 82, 8), "唇釉", "two lip glosses", "rose coral"),
    Form(
        "eyeshadow",
        _eyes,
        (-170, -167, 170, 167),
        "十二色眼影盘",
        "an eyeshadow palette of twelve",
        "cocoa berry peach",
        "lie",
    ),
    Form(
        "eyeshadow-four",
        _eyes_small,
        (-150, -200, 205, 200),
        "四色眼影",
        "a palette of four with its brush",
        "rose wine",
        "lie",
    ),
    Form(
        "blush",
        lambda c, p, v: beauty.compact(c, (p.ink, p.main)[v % 2], ("#f0968c", "#ee9bb0")[v % 2]),
        (-184, -504, 184, 184),
        "腮红",
        "a blush compact",
        "peach rose",
        "lie",
    ),
    Form(
        "cushion", _cushion, (-186, -478, 186, 186), "气垫粉底", "a cushion compact", "milk lilac rose", "lie"
    ),
    Form(
        "perfume",
        lambda c, p, v: beauty.perfume(c, p.trio[v % 3]),
        (-108, -352, 108, 0),
        "方瓶香水",
        "a square bottle of perfume",
        "lilac lemon",
    ),
    Form(
        "perfume-round",
        _perfume_round,
        (-168, -462, 168, 4),
        "圆瓶香水",
        "a round bottle of perfume",
        "rose ocean",
    ),
    Form(
        "perfume-tall",
        _perfume_tall,
        (-158, -430, 212, 8),
        "香水与包装盒",
        "a perfume with its box",
        "sage wine",
    ),
    Form("brushes", _brushes, (-200, -560, 200, 0), "化妆刷套装", "make-up brushes in a cup", "rose mint"),
    Form(
        "nail-polish", _polish, (-256, -384, 256, 0), "指甲油", "three bottles of nail polish", "berry coral"
    ),
    Form("mascara", _mascara, (-104, -530, 150, 4), "睫毛膏", "a mascara and its wand", "wine lilac"),
    Form("brow-pencils", _brows, (-170, -270, 170, 270), "眉笔", "three brow pencils", "cocoa milk", "lie"),
    Form(
        "foundation", _foundation, (-84, -420, 84, 0), "粉底液", "a bottle of foundation", "milk peach rose"
    ),
    Form("loose-powder", _powder, (-160, -256, 160, 0), "散粉", "loose powder with a puff", "peach lilac"),
    Form("sponges", _sponges, (-184, -300, 204, 30), "美妆蛋", "make-up sponges", "coral mint"),
    Form("vanity-mirror", _mirror, (-190, -550, 190, 12), "化妆镜", "a vanity mirror", "rose milk"),
)
