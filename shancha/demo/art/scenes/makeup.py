"""Make-up: lipsticks, palettes, blush, the dressing table and nails."""

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
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props import beauty
from shancha.demo.art.props.nature import BACKDROPS, backdrop, flower, leafspray, podium, rings, table, vase
from shancha.demo.art.scenes.base import Scene, stage

SKINS = ("#f6cdb0", "#e9b48f", "#c98a62", "#f3c6a6")


def _reds(p: Palette) -> list[str]:
    return [
        p.main,
        mix(p.main, p.second, 0.5),
        dark(p.main, 0.25),
        lite(p.main, 0.25),
        mix(p.main, p.ink, 0.4),
    ]


def _lipsticks(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, BACKDROPS[v % 4])
    y = c.h * 0.8
    c.add(podium(c, c.cx, y - 10, 345, 120, lite(p.wall, 0.3)))
    cases = (p.ink, dark(p.ink, 0.1), lite(p.ink, 0.12))
    for i, colour in enumerate(_reds(p)[:3]):
        c.add(
            c.put(
                beauty.lipstick(c, colour, cases[i]),
                c.cx - 185 + i * 185,
                y - 4 + (0, 30, 4)[i],
                1.5 * c.k,
                60,
            )
        )
    for _ in range(7):
        petals = flower(mix(lite(p.main, 0.3), lite(p.second, 0.4), c.rng.random()), c.near(22, 44), petals=5)
        c.add(group(petals, c.cx + c.near(-390, 390), y + c.near(110, 200), 1, c.near(0, 60)))


def _one_lipstick(c: Canvas, p: Palette, v: int) -> None:
    rings(c, lite(p.main, 0.35))
    for i, colour in enumerate(_reds(p)[:3]):
        c.add(
            c.drop(
                group(beauty.swatch(c, colour), c.w * 0.28, c.h * (0.2 + 0.14 * i), 1.15 * c.k, -12),
                4,
                6,
                4,
                0.18,
            )
        )
    c.add(c.drop(group(beauty.lipstick(c, p.main, p.ink), c.w * 0.6, c.h * 0.9, 2.15 * c.k, 12), 24, 20, 14))
    cap = rect(-46, -190, 92, 190, c.side(p.ink, 0.3, 0.35), 12) + rect(
        -32, -176, 9, 150, "#fff", 5, opacity(0.35)
    )
    c.add(c.drop(group(cap, c.w * 0.22, c.h * 0.93, 1.7 * c.k, -38), 14, 16, 10))


def _lip_row(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h = c.w, c.h
    for i, colour in enumerate(_reds(p)):
        y = h * (0.14 + 0.18 * i)
        c.add(c.drop(group(beauty.swatch(c, colour), w * 0.26, y, 1.15 * c.k, -4), 3, 5, 3, 0.16))
        item = beauty.gloss(c, colour, p.ink) if i % 2 else beauty.lipstick(c, colour, p.ink)
        c.add(c.drop(group(item, w * 0.93, y + 8, 1.12 * c.k, -88), 8, 14, 8))


def _shades(p: Palette, count: int) -> list[str]:
    base = (
        lite(p.wall, 0.3),
        p.floor,
        mix(p.main, p.floor, 0.5),
        p.main,
        p.second,
        mix(p.second, p.main, 0.4),
        p.accent,
        dark(p.main, 0.35),
        lite(p.second, 0.4),
    )
    return [base[(i * 4 + i // 9) % 9] for i in range(count)]


def _palette_flat(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h, k = c.w, c.h, c.k
    size = 4 if v % 2 == 0 else 3
    c.add(
        c.drop(
            group(
                beauty.eyeshadows(c, _shades(p, size * 3), p.ink, size),
                w * 0.44,
                h * 0.42,
                (1.75 if size == 4 else 2.1) * k,
                -10,
            ),
            20,
            24,
            14,
        )
    )
    c.add(c.drop(group(beauty.brush(c, "#d9b39a", p.main, 34), w * 0.9, h * 0.98, 1.4 * k, 12)))
    c.add(c.drop(group(beauty.brush(c, "#8a5a4a", p.ink, 52), w * 0.66, h * 1.02, 1.35 * k, -24)))
    for i, colour in enumerate(_shades(p, 3)):
        c.add(
            c.drop(group(beauty.swatch(c, colour), w * 0.25, h * (0.78 + 0.075 * i), 0.8, -8), 3, 4, 3, 0.14)
        )


def _pans(c: Canvas, p: Palette, v: int) -> None:
    c.add(rect(0, 0, c.w, c.h, c.slant(mix(p.wall, p.floor, 0.3), 0.4, 0.06)))
    shades = [
        p.main,
        lite(p.main, 0.4),
        p.second,
        dark(p.main, 0.2),
        p.floor,
        p.accent,
        lite(p.second, 0.4),
        mix(p.main, p.second, 0.5),
        dark(p.floor, 0.25),
    ]
    step, r = c.w / 3, c.w * 0.145
    for i, shade in enumerate(shades):
        x, y = step * (i % 3 + 0.5), c.h / 2 + step * (i // 3 - 1)
        pan = circle(0, 0, r, c.slant(GOLD, 0.6, 0.2)) + circle(0, 0, r - 12, c.ball(shade, 0.3, 0.1))
        pan += group(flower(lite(shade, 0.16), r * 0.55, lite(shade, 0.3), 5), rot=i * 20)
        c.add(c.drop(group(pan, x, y)))
    c.add(
        c.drop(
            group(beauty.brush(c, "#b98a78", p.ink, 46), c.w * 0.96, c.h * 0.96, 1.7, -34), 16, 24, 12, 0.3
        )
    )


def _compact(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v * 2)
    k = c.k
    c.add(
        c.drop(
            group(beauty.compact(c, GOLD, lite(p.main, 0.3)), c.w * 0.38, c.h * 0.64, 1.42 * k, -8),
            18,
            24,
            14,
        )
    )
    c.add(
        c.drop(
            group(beauty.brush(c, lite(p.main, 0.55), p.ink, 62), c.w * 0.85, c.h * 0.99, 1.35 * k, 6),
            16,
            20,
            12,
        )
    )
    c.add(
        group(flower(lite(p.main, 0.45), 60), c.w * 0.12, c.h * 0.9),
        group(flower(p.second, 42), c.w * 0.22, c.h * 0.95),
    )


def _cushion(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("arch", "sun")[v % 2])
    y, k = c.h * 0.82, c.k
    c.add(
        podium(c, c.cx - 90, y - 50, 280, 120, lite(p.wall, 0.4)),
        podium(c, c.w * 0.82, y + 40, 130, 70, mix(p.floor, p.wall, 0.3)),
    )
    powder = (
        ellipse(0, -40, 150, 40, c.slant(GOLD, 0.6, 0.2))
        + ellipse(0, -46, 128, 31, lite(p.main, 0.3))
        + rect(-150, -42, 300, 42, "none")
    )
    base = path("M-150 -40 V-14 A150 40 0 0 0 150 -14 V-40Z", c.side(GOLD, 0.6, 0.3)) + powder
    lid = (
        circle(0, -196, 150, c.slant(GOLD, 0.6, 0.2))
        + circle(0, -196, 128, c.linear(["#f4fbff", "#bcd8e6"], 0, 0, 1, 1))
        + path("M-80 -170 L20 -290 L56 -272 L-50 -140Z", "#fff", opacity(0.6))
    )
    c.add(c.put(lid + base, c.cx - 90, y - 20, 1.5 * k, 150))
    c.add(c.put(beauty.brush(c, lite(p.main, 0.4), p.main, 60), c.w * 0.82, y + 46, 1.15 * k, 40, 4))
    puff = ellipse(0, -30, 90, 36, c.ball(lite(p.main, 0.7))) + path(
        "M-60 -34 Q0 -8 60 -34 L56 -24 Q0 4 -56 -24Z", p.main
    )
    c.add(
        c.put(puff, c.cx - 110, y + 130, 1.2, 90), group(flower(lite(p.second, 0.3), 44), c.w * 0.1, y + 110)
    )


def vanity(c: Canvas, p: Palette, v: int) -> None:
    """A dressing table with a lit mirror, bottles and flowers."""
    c.add(rect(0, 0, c.w, c.h, c.linear([lite(p.wall, 0.4), mix(p.wall, p.floor, 0.35)])))
    w, h, k = c.w, c.h, c.h / 1200
    y = h * 0.72
    glass = c.linear(["#f7fcff", mix("#cfe4ee", p.wall, 0.4)], 0, 0, 1, 1)
    shine = path(
        f"M{w * 0.3} {h * 0.46} L{w * 0.56} {h * 0.12} h70 L{w * 0.4} {h * 0.5}Z", "#fff", opacity(0.6)
    )
    if v % 2 == 0:
        c.add(
            c.drop(rect(w * 0.2, h * 0.08, w * 0.6, y - h * 0.1, lite(p.main, 0.7), 40)),
            rect(w * 0.25, h * 0.115, w * 0.5, y - h * 0.17, glass, 22),
        )
        bulbs = [(w * x, h * (0.13 + 0.105 * i)) for x in (0.225, 0.775) for i in range(5)]
    else:
        r = w * 0.33
        c.add(c.drop(circle(c.cx, h * 0.37, r, lite(p.main, 0.65))), circle(c.cx, h * 0.37, r * 0.86, glass))
        bulbs = [
            (c.cx + r * 0.93 * x, h * 0.37 + r * 0.93 * z)
            for x, z in ((-0.9, -0.43), (-0.6, -0.8), (0, -1), (0.6, -0.8), (0.9, -0.43), (-1, 0.1), (1, 0.1))
        ]
    c.add(shine)
    for x, z in bulbs:
        c.add(c.glow(x, z, 60, "#fff1c4", 0.9), circle(x, z, 16, "#fffbe8"))
    c.add(
        rect(0, y, w, 30, lite(p.floor, 0.45), 6),
        rect(0, y + 30, w, h - y, c.linear([p.floor, dark(p.floor, 0.12)])),
    )
    for i in (0, 1):
        c.add(
            rect(w * (0.06 + 0.46 * i), y + 70, w * 0.42, h * 0.16, lite(p.floor, 0.25), 14),
            circle(w * (0.27 + 0.46 * i), y + 70 + h * 0.08, 14, GOLD),
        )
    things = (
        beauty.perfume(c, p.second),
        beauty.lipstick(c, p.main, p.ink),
        beauty.jar(c, p.accent),
        beauty.pump(c, p.main),
    )
    for i, thing in enumerate(things):
        c.add(c.put(thing, w * (0.18, 0.36, 0.55, 0.72)[i], y + 8, (0.82, 0.66, 0.68, 0.74)[i] * k, 90))
    c.add(c.put(vase(c, lite(p.accent, 0.3), p.main, p.leaf), w * 0.89, y + 12, 0.85 * k, 60))


def _hand(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("leaf", "window", "sun")[v % 3], 1.0)
    shades = [
        (p.main,) * 5,
        (p.main, p.second, p.accent, lite(p.main, 0.5), p.main),
        (lite(p.main, 0.5), p.main, lite(p.main, 0.5), GOLD, p.main),
    ][v % 3]
    k = c.h / 1200
    c.add(
        c.drop(
            group(beauty.hand(c, SKINS[v % 4], list(shades)), c.w * 0.4, c.h * 0.82, 1.34 * k, 4),
            22,
            26,
            18,
            0.2,
        )
    )
    c.add(
        group(flower(lite(p.main, 0.3), 80), c.w * 0.88, c.h * 0.9),
        group(flower(p.second, 58), c.w * 0.78, c.h * 0.96),
    )
    c.add(c.put(beauty.polish(c, p.main), c.w * 0.9, c.h * 0.36, 0.9 * k, 70, 6))


def _polishes(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, BACKDROPS[v % 4])
    y = c.h * 0.82
    for i, colour in enumerate((p.accent, lite(p.main, 0.45), p.second)):
        c.add(c.put(beauty.polish(c, colour), c.w * (0.22 + 0.28 * i), y - 50, 1.35 * c.k, 76))
    for i, colour in enumerate((p.main, dark(p.main, 0.3))):
        c.add(c.put(beauty.polish(c, colour), c.w * (0.36 + 0.3 * i), y + 70 * c.k, 1.55 * c.k, 80))
    c.add(
        group(leafspray(0, 0, 260, -150, p.leaf, 7), c.w * 1.0, y + 130),
        ellipse(c.w * 0.14, y + 110, 80, 24, p.main),
        path(
            f"M{c.w * 0.14 - 60} {y + 104} q50 -20 110 -4",
            "none",
            'stroke="#fff" stroke-width="6" opacity=".6"',
        ),
    )


def _open_polish(c: Canvas, p: Palette, v: int) -> None:
    rings(c, lite(p.second, 0.15))
    k = c.k
    drip = (
        line("M-4 0 V-300", "#4a3a33", 12)
        + path("M-26 0 Q-30 -80 0 -96 Q30 -80 22 0 Q0 60 -26 0Z", p.main)
        + rect(-40, -540, 80, 250, c.side("#2b2230", 0.45), 16)
    )
    c.add(
        c.put(beauty.polish(c, p.main), c.w * 0.36, c.h * 0.86, 2.0 * k, 90, -4),
        c.drop(group(drip, c.w * 0.76, c.h * 0.66, 1.05 * k, 22)),
    )
    for i, colour in enumerate((p.main, lite(p.main, 0.35), p.accent)):
        c.add(
            c.drop(
                group(
                    rect(-34, -60, 68, 130, c.side(colour, 0.3), 34)
                    + rect(-18, -46, 11, 70, PAPER, 5, opacity(0.6)),
                    c.w * (0.6 + 0.13 * i),
                    c.h * 0.86,
                    k,
                    6,
                )
            )
        )


SCENES = (
    Scene(
        "lipstick",
        stage(_lipsticks, _one_lipstick, _lip_row),
        (
            ("圆台上的三支口红", "three lipsticks on a round stand"),
            ("一支口红与三道试色", "a lipstick with three swatches"),
            ("五支唇妆和试色", "five lip colours with their swatches"),
        ),
        "rose coral wine berry peach cocoa",
    ),
    Scene(
        "eyeshadow",
        stage(_palette_flat, _pans),
        (
            ("眼影盘和化妆刷", "an eyeshadow palette with brushes"),
            ("九色圆形眼影", "nine round eyeshadow pans"),
        ),
        "cocoa berry rose lilac peach",
    ),
    Scene(
        "blush",
        stage(_compact, _cushion),
        (
            ("打开的腮红与刷子", "an open blush compact and a brush"),
            ("圆台上的腮红粉饼", "blush on a round stand with a brush"),
        ),
        "rose peach coral milk",
        "ttts",
    ),
    Scene(
        "vanity",
        vanity,
        (
            ("带灯方镜的梳妆台", "a dressing table with a lit square mirror"),
            ("圆镜梳妆台，摆着香水和花", "a dressing table with a round mirror, perfume and flowers"),
        ),
        "rose lilac cream mint peach",
        "ttttt",
    ),
    Scene(
        "nails",
        stage(_hand, _polishes, _open_polish),
        (
            ("涂好指甲油的手", "a hand with painted nails"),
            ("五瓶指甲油", "five bottles of nail polish"),
            ("打开的指甲油与色卡", "an open nail polish with colour samples"),
        ),
        "rose sky lemon mint lilac coral",
        "ttsttt",
    ),
)
