"""Skin care: serums, creams, masks, sun protection and the bath."""

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
from shancha.demo.art.props import beauty
from shancha.demo.art.props.nature import (
    BACKDROPS,
    backdrop,
    cloud,
    flower,
    leafspray,
    monstera,
    plant,
    podium,
    rings,
    table,
    window,
)
from shancha.demo.art.scenes.base import Scene, stage


def _serum_set(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, BACKDROPS[v % 4])
    y, cx = c.h * 0.82, c.cx
    c.add(
        podium(c, cx - 150, y - 70, 165, 130, lite(p.wall, 0.4)),
        podium(c, cx + 150, y - 10, 185, 95, mix(p.floor, p.wall, 0.3)),
    )
    c.add(
        c.put(beauty.serum(c, p.second), cx - 150, y - 62, 1.55 * c.k, 85),
        c.put(beauty.jar(c, p.main), cx + 105, y + 2, 1.15 * c.k, 120),
    )
    c.add(c.put(beauty.tube(c, lite(p.main, 0.4), p.main), cx + 270, y + 4, 0.95 * c.k, 70))
    c.add(
        group(leafspray(0, 0, 280, -60, p.leaf, 7), cx - 340, y + 70),
        group(flower(lite(p.main, 0.45), 58), cx - 10, y + 118),
        group(flower(lite(p.second, 0.35), 44), cx - 110, y + 146),
    )


def _serum_hero(c: Canvas, p: Palette, v: int) -> None:
    rings(c, mix(p.floor, p.wall, 0.2))
    for x, turn in ((0.2, -40), (0.84, 38), (0.3, -14), (0.74, 16)):
        c.add(
            group(monstera(mix(p.leaf, p.ink, 0.2 * abs(x - 0.5)), 190 * c.k), c.w * x, c.h * 0.84, 1, turn)
        )
    c.add(
        ellipse(c.cx, c.h * 0.86, 330, 54, "#fff", opacity(0.55)),
        c.put(beauty.serum(c, p.second), c.cx, c.h * 0.86, 2.0 * c.k, 90),
    )
    for _ in range(9):
        x, y, r = c.near(0.06, 0.94) * c.w, c.near(0.88, 0.97) * c.h, c.near(10, 24)
        c.add(
            ellipse(x, y, r * 1.3, r * 0.8, lite(p.floor, 0.6), opacity(0.9)),
            ellipse(x - r * 0.4, y - r * 0.2, r * 0.35, r * 0.2, "#fff"),
        )


def _trio(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("window", "leaf")[v % 2], 0.78)
    y = c.h * 0.86
    c.add(
        c.put(beauty.pump(c, p.accent), c.w * 0.24, y - 40, 1.5 * c.k, 84),
        c.put(beauty.serum(c, p.main), c.w * 0.74, y - 30, 1.55 * c.k, 84),
    )
    c.add(
        c.put(beauty.serum(c, p.second, cap=p.ink), c.w * 0.49, y + 40, 1.75 * c.k, 88),
        group(flower(lite(p.main, 0.4), 54), c.w * 0.85, y + 70),
    )
    c.add(group(leafspray(0, 0, 250, -30, p.leaf, 7), c.w * 0.02, c.h * 0.97))


def _cream_open(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("sun", "arch")[v % 2])
    y = c.h * 0.82
    c.add(
        podium(c, c.cx, y, 350, 100, lite(p.wall, 0.4)),
        c.put(beauty.open_jar(c, p.main), c.cx - 30, y + 20, 2.0 * c.k, 125),
    )
    lid = rect(-116, -60, 232, 60, c.side(lite(p.main, 0.65), 0.6), 14) + ellipse(
        0, -56, 112, 15, lite(p.main, 0.85)
    )
    c.add(
        c.put(lid, c.w * 0.78, y + 130, 1.1, 110, -6),
        group(leafspray(0, 0, 300, -120, p.leaf, 8), c.w * 0.14, y + 50),
        group(flower(lite(p.second, 0.2), 60), c.w * 0.14, y + 130),
    )


def _cream_stack(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("leaf", "window")[v % 2])
    y, k = c.h * 0.86, c.k
    for i, colour in enumerate((p.main, p.second, p.accent)):
        c.add(
            c.put(beauty.jar(c, colour), c.w * (0.4 + 0.03 * i), y - i * 262 * k, (1.55 - 0.1 * i) * k, 120)
        )
    c.add(
        c.put(beauty.pump(c, lite(p.floor, 0.4)), c.w * 0.8, y + 20, 1.25 * k, 80),
        group(flower(lite(p.main, 0.4), 56), c.w * 0.12, y + 60),
    )


def _cream_top(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    k = c.k
    jar = (
        circle(0, 0, 250, c.slant(p.main, 0.4, 0.14))
        + circle(0, 0, 214, lite(p.main, 0.6))
        + circle(0, 0, 200, c.ball("#fff3e6", 0.6, 0.06))
    )
    jar += line(
        "M-120 30 Q-110 -110 20 -110 Q130 -100 116 10 Q96 96 0 84 Q-66 68 -52 0 Q-36 -50 20 -38",
        "#ecd6c2",
        17,
    )
    c.add(c.drop(group(jar, c.w * 0.44, c.h * 0.42, 1.15 * k), 20, 24, 14))
    lid = (
        circle(0, 0, 170, c.slant(lite(p.main, 0.55), 0.4, 0.1))
        + ring(0, 0, 138, dark(p.main, 0.05), 5, opacity(0.5))
        + group(flower(p.main, 60))
    )
    c.add(
        c.drop(group(lid, c.w * 0.75, c.h * 0.8, k), 16, 18, 10),
        group(leafspray(0, 0, 360, -20, p.leaf, 9), -20, c.h * 0.97),
        group(flower(p.second, 70), c.w * 0.86, c.h * 0.12),
    )


def _face(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("arch", "sun", "window")[v % 3], 1.0)
    skin, hair = ("#f6cdb0", "#e9b48f", "#c98a62")[v % 3], ("#3a2318", "#1f1a24", "#4a2c1c")[v % 3]
    face = ellipse(0, -560, 290, 300, hair) + circle(0, -880, 120, hair)
    face += path(
        "M-80 -330 H80 V-150 Q220 -120 330 -40 Q380 0 390 120 H-390 Q-380 0 -330 -40 Q-220 -120 -80 -150Z",
        skin,
    )
    face += path("M-80 -250 Q0 -190 80 -250 V-200 Q0 -150 -80 -200Z", dark(skin, 0.15))
    face += path(
        "M-230 -540 Q-230 -790 0 -790 Q230 -790 230 -540 Q220 -330 0 -260 Q-220 -330 -230 -540Z", skin
    )
    face += path(
        "M-250 -560 Q-240 -800 0 -806 Q240 -800 250 -560 Q230 -700 0 -716 Q-230 -700 -250 -560Z", hair
    ) + rect(-246, -716, 492, 74, p.main, 34)
    mask = path(
        "M-212 -590 Q-190 -660 0 -662 Q190 -660 212 -590 Q214 -360 0 -282 Q-214 -360 -212 -590Z",
        "#ffffff",
        opacity(0.93),
    )
    holes = (
        "".join(ellipse(x, -545, 66, 36, skin) for x in (-96, 96))
        + ellipse(0, -372, 74, 32, skin)
        + path("M-22 -420 L0 -520 L22 -420Z", skin, opacity(0.5))
    )
    eyes = line("M-138 -544 Q-96 -520 -54 -544 M54 -544 Q96 -520 138 -544", dark(hair, 0.1), 10)
    lips = path("M-44 -374 Q-20 -392 0 -382 Q20 -392 44 -374 Q0 -340 -44 -374Z", "#d9606a")
    robe = path(
        "M-390 120 Q-380 -20 -300 -52 L-150 -110 L0 60 L150 -110 L300 -52 Q380 -20 390 120Z",
        c.linear([PAPER, mix(PAPER, p.main, 0.25)]),
    )
    art = (
        face
        + mask
        + holes
        + eyes
        + lips
        + robe
        + line("M-150 -110 L0 60 L150 -110", mix(PAPER, p.main, 0.4), 12)
    )
    c.add(group(art, c.cx, c.h * 0.93, 1.06 * c.h / 1200))
    for x, y in ((0.12, 0.2), (0.87, 0.3), (0.1, 0.62), (0.9, 0.66)):
        c.add(
            circle(c.w * x, c.h * y, 40, "#bfe08f"),
            circle(c.w * x, c.h * y, 33, "#e9f6cf"),
            *[circle(c.w * x + a, c.h * y + b, 5, "#bfe08f") for a, b in ((0, -12), (11, 6), (-11, 6))],
        )


def _mask_packs(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    for i, colour in enumerate((p.accent, p.second, p.main)):
        pack = (
            rect(-190, -270, 380, 540, c.slant(colour, 0.35, 0.12), 18)
            + rect(-190, -270, 380, 34, lite(colour, 0.5), 8)
            + "".join(
                line(f"M{x} -264 v22", dark(colour, 0.1), 3, opacity(0.5)) for x in range(-176, 190, 16)
            )
        )
        face = (
            path(
                "M-100 -60 Q-96 -130 0 -132 Q96 -130 100 -60 Q96 70 0 110 Q-96 70 -100 -60Z",
                "#fff",
                opacity(0.94),
            )
            + ellipse(-44, -44, 27, 14, colour)
            + ellipse(44, -44, 27, 14, colour)
            + ellipse(0, 46, 32, 13, colour)
        )
        pack += (
            face
            + rect(-90, 160, 180, 18, "#fff", 9, opacity(0.9))
            + rect(-60, 194, 120, 12, "#fff", 6, opacity(0.6))
            + path("M-170 -220 L-90 -220 L-150 240 H-178Z", "#fff", opacity(0.2))
        )
        c.add(
            c.drop(
                group(pack, c.w * (0.3 + 0.2 * i), c.h * (0.37 + 0.11 * i), 1.08 * c.k, -16 + 15 * i),
                16,
                20,
                12,
            )
        )
    for i in range(3):
        x, y = c.w * (0.12 + 0.13 * i), c.h * (0.93 - 0.02 * i)
        c.add(c.drop(circle(x, y, 60, "#a8d08d") + circle(x, y, 50, "#eef7d8") + circle(x, y, 16, "#cfe6b2")))


def _suntube(c: Canvas, p: Palette, v: int) -> None:
    sky = c.linear(["#7cc7ea", "#c9ecf2", "#fdf1d8"])
    w, h, y = c.w, c.h, c.h * 0.62
    c.add(
        rect(0, 0, w, h, sky),
        c.glow(w * 0.8, h * 0.16, 240, "#fff1c4", 0.9),
        circle(w * 0.8, h * 0.16, 84, "#fff3cf"),
        cloud(w * 0.25, h * 0.15, 1.2),
    )
    c.add(
        rect(0, y, w, h * 0.12, c.linear(["#2f9bbf", "#7fd3d6"])),
        path(f"M0 {y + h * 0.09} q{w / 4} -24 {w / 2} 0 t{w / 2} 0 V{h} H0Z", "#fffaf0"),
        path(
            f"M0 {y + h * 0.11} q{w / 4} -24 {w / 2} 0 t{w / 2} 0 V{h} H0Z", c.linear(["#f8dfae", "#ecc284"])
        ),
    )
    tube = (
        beauty.tube(c, p.second, p.main, p.main) if v % 2 == 0 else beauty.tube(c, PAPER, p.accent, p.accent)
    )
    c.add(
        c.put(tube, c.w * 0.46, h * 0.88, 1.75 * c.k, 120, 4),
        c.put(beauty.shell(c, lite(p.main, 0.4)), w * 0.8, h * 0.93, 1.1, 100, 12),
    )
    c.add(c.put(beauty.shell(c, "#fff3e0"), w * 0.14, h * 0.95, 0.75, 100, -14))
    for _ in range(30):
        c.add(circle(c.near(0, w), c.near(0.8, 1) * h, c.near(2, 4), "#c9964f", opacity(0.5)))


def _sun_set(c: Canvas, p: Palette, v: int) -> None:
    rings(c, p.second)
    y = c.h * 0.88
    for i in range(16):
        c.add(group(rect(-9, -c.w * 0.52, 18, 60, "#fff", 9, opacity(0.7)), c.cx, c.h * 0.48, 1, i * 22.5))
    c.add(
        c.put(beauty.tube(c, PAPER, p.main, p.main), c.w * 0.36, y, 1.55 * c.k, 110, -5),
        c.put(beauty.pump(c, p.accent), c.w * 0.7, y, 1.35 * c.k, 84, 4),
    )
    shades = (
        circle(-74, 0, 62, p.ink)
        + circle(74, 0, 62, p.ink)
        + line("M-16 -12 Q0 -24 16 -12", p.ink, 13)
        + path("M-112 -22 L-66 -44 L-100 24Z M38 -22 L84 -44 L50 24Z", "#fff", opacity(0.3))
    )
    c.add(c.drop(group(shades, c.w * 0.5, y + 62 * c.k, 1.1 * c.k, -6), 6, 12, 8))


def _bathtub(c: Canvas, p: Palette, v: int) -> None:
    w, h, k = c.w, c.h, c.h / 1200
    c.add(rect(0, 0, w, h, c.linear([lite(p.wall, 0.4), p.wall])))
    for i in range(9):
        c.add(
            line(f"M{w * i / 8} {h * 0.42} V{h * 0.8}", lite(p.floor, 0.35), 4),
            line(f"M0 {h * (0.42 + 0.05 * i)} H{w}", lite(p.floor, 0.35), 4),
        )
    c.add(
        rect(0, h * 0.4, w, 16, lite(p.floor, 0.5)),
        rect(0, h * 0.8, w, h * 0.2, c.linear([p.floor, dark(p.floor, 0.12)])),
        window(c, w * 0.16, h * 0.06, w * 0.26, h * 0.29, v % 2 == 1),
    )
    c.add(plant(c, w * 0.86, h * 0.41, 1.0 * k, p.second, p.leaf))
    foam = "".join(
        circle(x, -300 - c.near(0, 40), c.near(44, 80), c.ball("#ffffff", 0.4, 0.05))
        for x in range(-300, 320, 62)
    )
    tub = foam + path(
        "M-390 -300 H390 Q400 -300 396 -270 Q370 -30 250 -20 H-250 Q-370 -30 -396 -270 Q-400 -300 -390 -300Z",
        c.linear([PAPER, mix(PAPER, p.main, 0.3)], 0, 0, 0.7, 1),
    )
    tub += rect(-412, -316, 824, 40, c.linear(["#ffffff", mix(PAPER, p.main, 0.25)]), 20) + path(
        "M-240 -24 L-260 20 H-210 L-190 -24Z M190 -24 L210 20 H260 L240 -24Z", "#d9b06a"
    )
    tub += path(
        "M-350 -240 Q-330 -110 -260 -70",
        "none",
        'stroke="#fff" stroke-width="16" stroke-linecap="round" opacity=".8"',
    )
    c.add(c.shadow(c.cx, h * 0.92, 370, 34), group(tub, c.cx, h * 0.9, 1.02))
    c.add(line(f"M{w * 0.88} {h * 0.64} v{-90 * k} q0 -50 -60 -50 q-40 0 -40 40", "#d9b06a", 18))
    duck = (
        ellipse(0, 0, 60, 44, c.ball("#ffd24d"))
        + circle(30, -52, 38, c.ball("#ffd24d"))
        + path("M60 -58 Q96 -54 92 -40 Q70 -34 56 -44Z", "#f28a2e")
        + circle(38, -62, 6, "#3a2318")
    )
    c.add(group(duck, w * 0.36, h * 0.635, 1.0))
    for _ in range(12):
        c.add(ring(c.near(0.1, 0.9) * w, c.near(0.36, 0.6) * h, c.near(10, 30), "#fff", 4, opacity(0.7)))


def _bath_shelf(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("leaf", "window")[v % 2], 0.8)
    y, k = c.h * 0.86, c.k
    c.add(
        rect(c.w * 0.04, y - 20, c.w * 0.92, 50, c.linear(["#e0b07c", "#b97f4f"]), 16),
        c.shadow(c.cx, y + 40, 380, 20),
    )
    c.add(
        c.put(beauty.towels(c, (p.main, PAPER, p.second)), c.w * 0.3, y - 12, 1.25 * k, 160),
        c.put(beauty.pump(c, p.accent), c.w * 0.66, y - 12, 1.35 * k, 84),
    )
    c.add(
        c.put(beauty.candle(c, p.main), c.w * 0.87, y - 12, 1.15 * k, 70),
        group(flower(lite(p.main, 0.3), 74), c.w * 0.3, y - 310 * k),
    )
    for _ in range(14):
        x, z, r = c.near(0.05, 0.95) * c.w, c.near(0.06, 0.45) * c.h, c.near(14, 46)
        c.add(
            circle(x, z, r, "#fff", opacity(0.3)),
            ring(x, z, r, "#fff", 3, opacity(0.7)),
            ellipse(x - r * 0.35, z - r * 0.4, r * 0.2, r * 0.12, "#fff"),
        )


SCENES = (
    Scene(
        "serum",
        stage(_serum_set, _serum_hero, _trio),
        (
            ("精华、面霜和护手霜", "a serum, a cream and a hand cream"),
            ("绿叶前的一瓶精华", "a bottle of serum before green leaves"),
            ("三瓶护肤品", "three bottles of skin care"),
        ),
        "sage mint peach lilac lemon rose",
        "ttttst",
    ),
    Scene(
        "cream",
        stage(_cream_open, _cream_stack, _cream_top),
        (
            ("打开的面霜，奶油般的质地", "an open jar of cream with a soft swirl"),
            ("叠起来的三罐面霜", "three jars of cream in a stack"),
            ("俯视的面霜与盖子", "a jar of cream and its lid from above"),
        ),
        "rose sky milk mint lilac",
        "tttst",
    ),
    Scene(
        "mask",
        stage(_face, _mask_packs),
        (
            ("敷着面膜的女孩", "a girl wearing a sheet mask"),
            ("三包面膜和黄瓜片", "three mask packets with cucumber slices"),
        ),
        "mint peach lilac rose sky",
        "ttttt",
    ),
    Scene(
        "sunscreen",
        stage(_suntube, _sun_set),
        (
            ("沙滩上的防晒霜", "sunscreen on a beach"),
            ("防晒霜、喷雾与墨镜", "sunscreen, a spray and sunglasses"),
        ),
        "coral ocean sky peach",
        "ttts",
    ),
    Scene(
        "bath",
        stage(_bathtub, _bath_shelf),
        (
            ("满是泡泡的浴缸", "a bathtub full of foam"),
            ("浴巾、沐浴露和香薰蜡烛", "towels, body wash and a scented candle"),
        ),
        "sky milk lilac mint rose",
        "ttttt",
    ),
)
