"""Electronics and things for sport and camp."""

from shancha.demo.art.goods.base import Form
from shancha.demo.art.goods.packs import GRAPHITE, STEEL, across, cap, label, shine, words
from shancha.demo.art.kit import (
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
from shancha.demo.art.props import clothes, devices, places, sport
from shancha.demo.art.props.nature import flower


def _earbuds(c: Canvas, p: Palette, v: int) -> str:
    colour = mix(PAPER, p.main, 0.12 if v % 2 == 0 else 0.8)
    lid = path("M-190 -190 Q-190 -360 -90 -364 H90 Q190 -360 190 -190Z", c.slant(colour, 0.5, 0.14)) + path(
        "M-160 -196 Q-158 -330 -80 -332 H80 Q158 -330 160 -196Z", dark(colour, 0.12)
    )
    base = (
        rect(
            -194, -184, 388, 184, c.linear([lite(colour, 0.5), colour, dark(colour, 0.16)], 0, 0, 0.6, 1), 74
        )
        + circle(0, -70, 8, "#7fd68a")
        + shine(-170, -130, 11, 84, 0.7)
    )
    bud = (
        rect(-17, -110, 34, 120, across(c, "#fff", colour, dark(colour, 0.2)), 16)
        + ellipse(12, -120, 52, 44, c.ball(colour, 0.6, 0.16))
        + ellipse(34, -118, 15, 24, GRAPHITE)
    )
    return (
        lid
        + group(bud, -84, -160, 1, -6)
        + group(f'<g transform="scale(-1 1)">{bud}</g>', 84, -160, 1, 6)
        + base
    )


def _keyboard(c: Canvas, p: Palette, v: int) -> str:
    body = rect(-350, -150, 700, 300, c.slant(lite(p.main, 0.2), 0.3, 0.14), 26) + rect(
        -334, -134, 668, 268, dark(p.main, 0.2), 16
    )
    return body + group(devices.keys(c, (PAPER, lite(p.second, 0.4))[v % 2], p.accent, 5, 13, 50), -322, -122)


def _mouse(c: Canvas, p: Palette, v: int) -> str:
    out = path(
        "M-130 -200 Q-130 -290 0 -294 Q130 -290 130 -200 V130 Q130 260 0 264 Q-130 260 -130 130Z",
        c.ball(p.trio[v % 3], 0.5, 0.18),
    ) + line("M0 -292 V-60 M-130 -60 Q0 -30 130 -60", dark(p.trio[v % 3], 0.25), 5)
    return (
        out
        + rect(-18, -220, 36, 96, GRAPHITE, 18)
        + rect(-10, -200, 20, 54, p.accent, 10)
        + path("M-104 -190 Q-104 -258 -30 -270 Q-76 -200 -86 60 Q-104 20 -104 -190Z", "#fff", opacity(0.35))
    )


def _phone_case(c: Canvas, p: Palette, v: int) -> str:
    return devices.phone_back(c, p.trio[v % 3])


def _phone(c: Canvas, p: Palette, v: int) -> str:
    return group(devices.phone_back(c, p.main), 130, 10, 0.96, 8) + group(
        devices.phone_body(c, p, v), -110, 0, 1, -6
    )


def _power_bank(c: Canvas, p: Palette, v: int) -> str:
    out = rect(-130, -250, 260, 500, c.slant(p.main, 0.4, 0.18), 46) + rect(
        -114, -234, 228, 468, "none", 36, f'stroke="{lite(p.main, 0.5)}" stroke-width="3" opacity=".6"'
    )
    out += (
        rect(-60, -200, 120, 62, GRAPHITE, 16)
        + words(0, -156, ("86%", "100%")[v % 2], 90, 40, "#9fe0c8")
        + words(0, 160, "10000 mAh", 180, 32, PAPER)
        + group(flower(lite(p.main, 0.5), 56), 0, 10)
    )
    cable = (
        line("M60 -250 C60 -340 250 -320 240 -160 C232 -20 280 40 230 150", dark(PAPER, 0.08), 15)
        + rect(208, 140, 44, 66, PAPER, 10)
        + rect(218, 204, 24, 26, STEEL, 4)
        + rect(40, -280, 40, 40, PAPER, 8)
    )
    return cable + out


def _charger(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-150, -240, 240, 240, c.linear([PAPER, mix(PAPER, p.main, 0.25)], 0, 0, 1, 1), 50)
        + rect(-66, -316, 16, 84, STEEL, 5)
        + rect(-12, -316, 16, 84, STEEL, 5)
    )
    out += words(-30, -120, "65W", 120, 54, p.main) + rect(-76, -76, 92, 22, GRAPHITE, 11)
    cable = line("M-30 -60 C-30 60 150 60 170 -40 C190 -150 250 -120 240 -20", p.main, 15) + rect(
        218, -30, 44, 60, lite(p.main, 0.3), 10
    )
    return out + rect(-50, -60, 40, 42, lite(p.main, 0.3), 8) + cable


def _camera(c: Canvas, p: Palette, v: int) -> str:
    return devices.camera_body(c, p.main, ("#d8d2c8", "#8d8f98")[v % 2])


def _instant(c: Canvas, p: Palette, v: int) -> str:
    photo = (
        rect(-120, -470, 240, 200, "#fffdf8", 6)
        + rect(-100, -450, 200, 180, c.linear(["#8fcbe8", lite(p.second, 0.4)]))
        + circle(30, -390, 30, "#fff3d1")
    )
    body = path(
        "M-210 -320 Q-210 -350 -180 -350 H180 Q210 -350 210 -320 L226 -30 Q226 0 194 0 H-194 "
        "Q-226 0 -226 -30Z",
        c.slant(p.main, 0.4, 0.14),
    ) + rect(-150, -352, 300, 18, dark(p.main, 0.3), 6)
    lens = (
        circle(0, -150, 112, c.slant(PAPER, 0.4, 0.2))
        + circle(0, -150, 84, GRAPHITE)
        + circle(0, -150, 56, c.radial(["#6f8fe0", "#2a2f6a", "#0d0f20"]))
        + ellipse(-20, -172, 18, 12, "#fff", opacity(0.8))
    )
    return (
        photo
        + body
        + lens
        + rect(110, -316, 76, 48, PAPER, 12)
        + rect(120, -308, 56, 32, "#bfe0ee", 8)
        + circle(-150, -290, 24, p.second)
        + rect(-190, -60, 60, 14, p.accent, 7)
    )


def _smart_watch(c: Canvas, p: Palette, v: int) -> str:
    strap = path(
        "M-84 -150 Q-74 -250 -62 -330 H62 Q74 -250 84 -150Z M-84 150 Q-74 250 -62 340 Q0 356 62 "
        "340 Q74 250 84 150Z",
        across(c, lite(p.main, 0.35), p.main, dark(p.main, 0.22)),
    ) + "".join(circle(0, y, 8, dark(p.main, 0.35)) for y in (230, 262, 294))
    face = (
        rect(-128, -164, 256, 328, c.slant("#8d939c", 0.5, 0.3), 78)
        + rect(-112, -148, 224, 296, "#0f1118", 64)
        + rect(126, -50, 18, 60, STEEL, 8)
    )
    rings_ = "".join(
        ring(0, 46, r, colour, 17, f'stroke-dasharray="{r * 4.6:.0f} 900" transform="rotate(-90 0 46)"')
        for r, colour in ((76, p.accent), (52, p.second), (28, lite(p.main, 0.3)))
    )
    return strap + face + words(0, -64, ("10:09", "08:30")[v % 2], 150, 56, PAPER) + rings_


def _speaker(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-170, -340, 340, 340, across(c, lite(p.main, 0.4), p.main, dark(p.main, 0.26)), 76)
        + circle(0, -170, 120, dark(p.main, 0.3))
        + circle(0, -170, 104, GRAPHITE)
        + circle(0, -170, 76, c.radial(["#4a5160", "#22262f"]))
        + circle(0, -170, 30, c.ball("#5a6270", 0.5, 0.2))
    )
    out += "".join(circle(x, -312, 9, lite(p.main, 0.55)) for x in (-40, 0, 40)) + line(
        "M-110 -338 Q0 -430 110 -338", p.second, 24
    )
    return out + shine(-148, -290, 13, 230, 0.35) + words(0, -24, "SOUND", 90, 22, lite(p.main, 0.6))


def _tablet(c: Canvas, p: Palette, v: int) -> str:
    out = rect(-290, -220, 580, 440, GRAPHITE, 36) + c.clip(
        devices.wallpaper(c, p, -270, -200, 540, 400, v), rect(-270, -200, 540, 400, "#fff", 18)
    )
    out += (
        rect(-230, -150, 200, 120, PAPER, 18, opacity(0.92))
        + circle(-180, -90, 30, p.main)
        + rect(-140, -110, 84, 13, mix(p.ink, PAPER, 0.3), 6)
        + rect(-140, -84, 60, 11, mix(p.ink, PAPER, 0.6), 5)
    )
    pen = rect(-13, -230, 26, 400, across(c, "#fff", "#eceff1", "#b9c0c6"), 12) + path(
        "M-13 168 H13 L3 214 Q0 222 -3 214Z", "#c5cbd0"
    )
    return out + group(pen, 250, 60, 1, 24)


def _laptop(c: Canvas, p: Palette, v: int) -> str:
    return devices.laptop_body(c, p, v)


def _headphones(c: Canvas, p: Palette, v: int) -> str:
    return devices.headset(c, p.main, (p.ink, PAPER)[v % 2])


def _ring_light(c: Canvas, p: Palette, v: int) -> str:
    out = (
        line("M0 -300 V-60 M0 -90 L-150 0 M0 -90 L150 0 M0 -90 L20 4", GRAPHITE, 14)
        + c.glow(0, -440, 260, "#fff6da", 0.9)
        + ring(0, -440, 150, "#fff8e6", 46)
        + ring(0, -440, 176, p.main, 10)
        + ring(0, -440, 124, lite(p.main, 0.4), 5)
    )
    return (
        out
        + group(
            rect(-46, -84, 92, 168, GRAPHITE, 14) + rect(-39, -76, 78, 152, c.linear([p.main, p.second]), 8),
            0,
            -440,
        )
        + rect(-26, -306, 52, 30, p.main, 8)
    )


def _gamepad(c: Canvas, p: Palette, v: int) -> str:
    out = path(
        "M-180 -150 Q-100 -180 0 -160 Q100 -180 180 -150 Q260 -110 290 80 Q290 160 220 150 Q170 "
        "130 130 50 H-130 Q-170 130 -220 150 Q-290 160 -290 80 Q-260 -110 -180 -150Z",
        c.ball(p.main, 0.45, 0.16),
    )
    out += (
        circle(-84, 4, 50, GRAPHITE)
        + circle(-84, 0, 36, c.ball("#5a6270", 0.4, 0.2))
        + circle(84, 4, 50, GRAPHITE)
        + circle(84, 0, 36, c.ball("#5a6270", 0.4, 0.2))
    )
    out += (
        rect(-186, -92, 26, 76, GRAPHITE, 8)
        + rect(-211, -67, 76, 26, GRAPHITE, 8)
        + "".join(
            circle(174 + x, -56 + y, 17, colour)
            for x, y, colour in (
                (0, -34, p.second),
                (34, 0, p.accent),
                (0, 34, PAPER),
                (-34, 0, lite(p.main, 0.6)),
            )
        )
    )
    return out + rect(-34, -104, 68, 40, lite(p.main, 0.5), 12)


def _yoga(c: Canvas, p: Palette, v: int) -> str:
    out = rect(-300, -170, 560, 170, c.linear([lite(p.main, 0.35), p.main, dark(p.main, 0.24)]), 84) + circle(
        258, -85, 85, dark(p.main, 0.12)
    )
    out += (
        "".join(ring(258, -85, r, lite(p.main, 0.3), 7) for r in (66, 46, 26))
        + "".join(
            rect(x, -174, 40, 178, c.linear([lite(p.second, 0.3), p.second, dark(p.second, 0.2)]), 8)
            for x in (-190, 90)
        )
        + line("M-170 -172 Q-30 -320 110 -172", p.second, 22)
    )
    return out + group(flower(lite(p.main, 0.5), 40), -30, -84)


def _dumbbells(c: Canvas, p: Palette, v: int) -> str:
    return group(sport.dumbbell(p.accent), 26, -180, 1.7, -4) + group(
        sport.dumbbell(p.main), -20, -92, 1.8, 3
    )


def _kettlebell(c: Canvas, p: Palette, v: int) -> str:
    return sport.kettlebell(c, p.trio[v % 3])


def _bottle(c: Canvas, p: Palette, v: int) -> str:
    out = path(
        "M-70 -26 V-150 Q-52 -180 -70 -210 V-300 Q-70 -330 -46 -330 H46 Q70 -330 70 -300 V-210 "
        "Q52 -180 70 -150 V-26 Q70 0 48 0 H-48 Q-70 0 -70 -26Z",
        across(c, lite(p.main, 0.6), lite(p.main, 0.15), dark(p.main, 0.16)),
    ) + cap(c, p.ink, 104, -396, 72, 14)
    out += (
        rect(-20, -436, 40, 44, p.accent, 10)
        + line("M50 -370 Q110 -360 92 -300", p.accent, 13)
        + "".join(line(f"M34 {y} h24", PAPER, 4, opacity(0.8)) for y in range(-120, -20, 26))
        + shine(-56, -140, 10, 110, 0.6)
    )
    return out + words(-8, -250, ("RUN", "SPORT")[v % 2], 90, 42, PAPER)


def _shaker(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-150, -300, 300, 300, across(c, lite(p.ink, 0.25), p.ink, dark(p.ink, 0.4)), 30)
        + cap(c, p.main, 316, -386, 96, 18, True)
        + group(label(c, p, 290, 190, v + 4, "WHEY 乳清"), 0, -140)
    )
    scoop = (
        path("M-50 -60 H50 L40 0 H-40Z", c.side(p.second, 0.4))
        + line("M46 -50 L130 -80", p.second, 18)
        + ellipse(0, -60, 50, 12, "#f6ead2")
    )
    return out + group(scoop, 208, 14, 0.8)


def _bands(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i, colour in enumerate((p.main, p.second, p.accent)):
        x, y = -110 + 110 * i, -70 + 70 * i
        out += (
            ellipse(x, y, 180, 120, "none", f'stroke="{dark(colour, 0.16)}" stroke-width="44"')
            + ellipse(x, y - 7, 180, 120, "none", f'stroke="{colour}" stroke-width="34"')
            + ellipse(
                x, y - 13, 182, 122, "none", f'stroke="{lite(colour, 0.5)}" stroke-width="4" opacity=".7"'
            )
        )
    return out


def _rope(c: Canvas, p: Palette, v: int) -> str:
    out = line(
        "M-150 60 C-260 -200 -60 -320 40 -200 C140 -60 -120 40 -60 160 C0 260 240 160 150 40", p.main, 17
    ) + line(
        "M-150 60 C-260 -200 -60 -320 40 -200 C140 -60 -120 40 -60 160 C0 260 240 160 150 40",
        lite(p.main, 0.5),
        4,
        opacity(0.7),
    )
    grip = (
        rect(-28, 0, 56, 210, across(c, lite(p.ink, 0.4), p.ink, dark(p.ink, 0.3)), 24)
        + "".join(rect(-28, y, 56, 12, p.accent) for y in (40, 78, 116))
        + rect(-14, -26, 28, 36, STEEL, 6)
    )
    return out + group(grip, -150, 70, 1, 10) + group(grip, 150, 60, 1, -12)


def _roller(c: Canvas, p: Palette, v: int) -> str:
    out = rect(-280, -190, 520, 190, c.linear([lite(p.main, 0.4), p.main, dark(p.main, 0.25)]), 40) + "".join(
        rect(x, -182 + 44 * y, 62, 34, lite(p.main, 0.2), 10, opacity(0.8))
        for x in range(-256, 200, 78)
        for y in range(4)
    )
    return (
        out
        + ellipse(244, -95, 56, 95, dark(p.main, 0.1))
        + ellipse(248, -95, 40, 72, GRAPHITE)
        + ellipse(254, -95, 30, 56, dark(p.main, 0.4))
    )


def _racket(c: Canvas, p: Palette, v: int) -> str:
    mesh = "".join(
        line(f"M{x} -300 V-20 M-130 {x - 160} H130", "#ffffff", 3, opacity(0.85))
        for x in range(-120, 130, 24)
    )
    racket = (
        c.clip(mesh, ellipse(0, -160, 112, 142, "#fff"))
        + ellipse(0, -160, 116, 146, "none", f'stroke="{p.main}" stroke-width="15"')
        + rect(-7, -16, 14, 160, dark(p.main, 0.2), 6)
        + rect(-15, 140, 30, 150, across(c, lite(p.ink, 0.35), p.ink), 10)
    )
    cock = (
        path("M-62 -110 L-20 0 H20 L62 -110 Q0 -134 -62 -110Z", PAPER)
        + line("M-40 -114 L-12 0 M0 -122 V0 M40 -114 L12 0 M-44 -60 Q0 -74 44 -60", "#c9cfd4", 4)
        + path("M-22 0 Q0 44 22 0Z", p.accent)
    )
    return group(racket, 70, 20, 1, 28) + group(racket, -70, 20, 1, -28) + group(cock, 0, 260, 1.1, 180)


def _ball(c: Canvas, p: Palette, v: int) -> str:
    out = circle(0, -220, 220, c.ball(("#e8793a", p.main)[v % 2], 0.3, 0.2))
    return (
        out
        + c.clip(
            line(
                "M-220 -220 H220 M0 -440 V0 M-150 -400 Q-20 -220 -150 -40 M150 -400 Q20 -220 150 -40",
                "#3a1c10",
                9,
            ),
            circle(0, -220, 218, "#fff"),
        )
        + ellipse(-80, -330, 54, 30, "#fff", f'{opacity(0.35)} transform="rotate(-36 -80 -330)"')
    )


def _massage(c: Canvas, p: Palette, v: int) -> str:
    out = (
        path(
            "M-200 -330 Q-210 -430 -100 -432 H150 V-300 H-100 Q-190 -296 -200 -330Z",
            c.linear([lite(p.main, 0.4), p.main, dark(p.main, 0.25)]),
        )
        + rect(150, -414, 44, 96, STEEL, 8)
        + circle(226, -366, 48, c.ball(GRAPHITE, 0.4, 0.2))
    )
    return (
        path(
            "M-80 -304 H36 L52 -30 Q52 4 18 4 H-46 Q-80 4 -80 -30Z",
            across(c, lite(p.ink, 0.35), p.ink, dark(p.ink, 0.35)),
        )
        + out
        + rect(-40, -260, 40, 70, p.accent, 16)
        + "".join(circle(-20, y, 6, PAPER) for y in (-160, -136, -112))
        + shine(-160, -416, 160, 12, 0.5)
    )


def _tent(c: Canvas, p: Palette, v: int) -> str:
    return places.tent(c, p, True)


def _chair(c: Canvas, p: Palette, v: int) -> str:
    return places.chair(p)


def _lantern(c: Canvas, p: Palette, v: int) -> str:
    out = (
        line("M-84 -330 C-96 -470 96 -470 84 -330", GRAPHITE, 11)
        + c.glow(0, -190, 280, "#ffe9a8", 0.8)
        + rect(-92, -300, 184, 230, c.radial(["#fffdf0", "#ffe9a8", "#f6c869"], 0.5, 0.5, 0.7), 20)
    )
    out += "".join(line(f"M{x} -296 V-74", dark(p.main, 0.2), 7) for x in (-88, -30, 30, 88)) + path(
        "M-120 -296 Q-100 -370 0 -372 Q100 -370 120 -296Z",
        across(c, lite(p.main, 0.35), p.main, dark(p.main, 0.25)),
    )
    return (
        out
        + path(
            "M-112 -78 H112 L132 -14 Q132 0 116 0 H-116 Q-132 0 -132 -14Z",
            across(c, lite(p.main, 0.35), p.main, dark(p.main, 0.25)),
        )
        + circle(0, -38, 17, p.second)
    )


def _hiking_pack(c: Canvas, p: Palette, v: int) -> str:
    out = rect(-130, -500, 260, 70, c.linear([lite(p.accent, 0.3), p.accent]), 34) + line(
        "M-90 -440 V-490 M90 -440 V-490", dark(p.main, 0.3), 12
    )
    return (
        out
        + group(clothes.backpack(c, p.main, p.second), 0, 0, 1.28)
        + "".join(rect(s * 196 - 26, -190, 52, 190, c.side(dark(p.main, 0.1), 0.2), 20) for s in (-1, 1))
        + rect(170, -260, 44, 100, c.side(p.accent), 12)
    )


FORMS = (
    Form(
        "headphones",
        _headphones,
        (-330, -330, 330, 250),
        "头戴耳机",
        "headphones",
        "coral ocean milk",
        "hang",
    ),
    Form("earbuds", _earbuds, (-194, -366, 194, 0), "真无线耳机", "wireless earbuds", "sky lilac"),
    Form(
        "keyboard",
        _keyboard,
        (-352, -152, 352, 152),
        "机械键盘",
        "a mechanical keyboard",
        "mint peach",
        "lie",
    ),
    Form("mouse", _mouse, (-132, -296, 132, 266), "鼠标", "a mouse", "lilac cream", "lie"),
    Form(
        "phone-case", _phone_case, (-178, -358, 178, 358), "手机壳", "a phone case", "rose lemon mint", "lie"
    ),
    Form("phone", _phone, (-320, -370, 330, 380), "手机", "a phone, front and back", "ocean berry", "lie"),
    Form("power-bank", _power_bank, (-134, -330, 270, 252), "移动电源", "a power bank", "mint coral", "lie"),
    Form("charger", _charger, (-152, -318, 264, 30), "充电器", "a charger and its cable", "sky lemon", "lie"),
    Form("camera", _camera, (-312, -292, 312, 198), "相机", "a camera", "cocoa sage", "lie"),
    Form("instant-camera", _instant, (-228, -472, 228, 0), "拍立得", "an instant camera", "mint rose"),
    Form(
        "smart-watch", _smart_watch, (-132, -332, 146, 352), "智能手表", "a smart watch", "berry ocean", "lie"
    ),
    Form("speaker", _speaker, (-172, -400, 172, 0), "蓝牙音箱", "a speaker", "sage coral"),
    Form(
        "tablet", _tablet, (-292, -222, 320, 300), "平板电脑", "a tablet with its pen", "lilac peach", "lie"
    ),
    Form("laptop", _laptop, (-402, -472, 402, 0), "笔记本电脑", "a laptop", "sky"),
    Form("ring-light", _ring_light, (-190, -630, 190, 6), "环形补光灯", "a ring light", "rose"),
    Form("gamepad", _gamepad, (-292, -180, 292, 156), "游戏手柄", "a gamepad", "ocean lilac", "lie"),
    Form("yoga-mat", _yoga, (-302, -250, 344, 2), "瑜伽垫", "a rolled yoga mat", "lilac sage"),
    Form("dumbbells", _dumbbells, (-250, -290, 250, 10), "哑铃", "a pair of dumbbells", "coral mint"),
    Form("kettlebell", _kettlebell, (-104, -226, 104, 4), "壶铃", "a kettlebell", "berry lemon"),
    Form("sport-bottle", _bottle, (-74, -436, 108, 0), "运动水杯", "a sports bottle", "ocean coral"),
    Form("protein", _shaker, (-158, -388, 300, 14), "蛋白粉", "a tub of protein powder", "cocoa berry"),
    Form("bands", _bands, (-320, -220, 320, 220), "弹力带", "resistance bands", "mint lilac", "lie"),
    Form("skipping-rope", _rope, (-240, -270, 250, 290), "跳绳", "a skipping rope", "coral sky", "lie"),
    Form("foam-roller", _roller, (-282, -192, 302, 0), "泡沫轴", "a foam roller", "sage berry"),
    Form("rackets", _racket, (-270, -290, 270, 400), "羽毛球拍", "badminton rackets", "ocean coral", "lie"),
    Form("ball", _ball, (-220, -440, 220, 0), "篮球", "a basketball", "cream lilac"),
    Form("massage-gun", _massage, (-204, -434, 276, 6), "筋膜枪", "a massage gun", "mint wine"),
    Form("tent", _tent, (-380, -420, 380, 20), "帐篷", "a tent", "sage coral"),
    Form("camp-chair", _chair, (-150, -260, 150, 10), "露营椅", "a camp chair", "ocean lemon"),
    Form("lantern", _lantern, (-134, -440, 134, 0), "露营灯", "a camp lantern", "sage wine"),
    Form("trekking-pack", _hiking_pack, (-224, -500, 224, 0), "登山包", "a trekking pack", "coral mint"),
)
