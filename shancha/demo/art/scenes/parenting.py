"""Parenting: toys, picture books, prams and building blocks."""

from shancha.demo.art.kit import (
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
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props.furniture import rug
from shancha.demo.art.props.nature import backdrop, cloud, flower, plant, ridge, rings, table, tree
from shancha.demo.art.props.toys import bear, pram, rattle_rings, toy_car
from shancha.demo.art.scenes.base import Scene, stage


def _teddy(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("arch", "window", "sun")[v % 3], 0.74)
    k = 0.35 + 0.65 * c.k
    y = c.h * 0.88
    c.add(
        rug(c.cx, y + 6, 420, p.main),
        c.put(bear(c, ("#c98f5a", "#e8c9a0", "#b97f4f")[v % 3], p.main), c.w * 0.46, y, 1.12 * k, 250),
    )
    c.add(
        c.put(rattle_rings(p), c.w * 0.85, y + 60, 0.78 * k, 140),
        c.put(toy_car(c, p.accent, p.ink), c.w * 0.2, y + 90, 0.72 * k, 180),
    )


def _toy_shelf(c: Canvas, p: Palette, v: int) -> None:
    w, h, k = c.w, c.h, c.k
    c.add(rect(0, 0, w, h, c.linear([lite(p.wall, 0.4), mix(p.wall, p.floor, 0.3)])))
    for y in (0.42, 0.86):
        c.add(
            rect(w * 0.04, h * y, w * 0.92, 30, c.linear(["#e0b07c", WOOD]), 8),
            rect(w * 0.06, h * y + 30, w * 0.88, 14, dark(p.floor, 0.3), 4, opacity(0.25)),
        )
    rabbit = (
        "".join(
            ellipse(x, -330, 34, 110, lite(p.main, 0.5)) + ellipse(x, -330, 16, 80, lite(p.main, 0.2))
            for x in (-50, 50)
        )
        + ellipse(0, -90, 110, 100, lite(p.main, 0.55))
        + circle(0, -210, 104, lite(p.main, 0.55))
        + circle(-36, -220, 11, "#2b2230")
        + circle(36, -220, 11, "#2b2230")
        + line("M-16 -186 q8 12 16 0 q8 12 16 0", "#4a2f2a", 6)
        + circle(-64, -192, 16, "#f58f7c", opacity(0.5))
        + circle(64, -192, 16, "#f58f7c", opacity(0.5))
    )
    rocket = (
        path("M0 -380 Q90 -280 80 -110 H-80 Q-90 -280 0 -380Z", c.side(PAPER, 0.2))
        + path("M0 -380 Q48 -330 64 -270 H-64 Q-48 -330 0 -380Z", p.main)
        + circle(0, -210, 36, "#8fcbe8", f'stroke="{p.ink}" stroke-width="10"')
        + path("M-78 -170 L-140 -60 L-76 -90Z M78 -170 L140 -60 L76 -90Z", p.accent)
        + path("M-50 -110 H50 L30 0 Q0 -40 -30 0Z", "#ffb04f")
    )
    c.add(
        c.put(rabbit, w * 0.24, h * 0.42, 0.98 * k, 100),
        c.put(rocket, w * 0.53, h * 0.42, 1.05 * k, 80),
        c.put(rattle_rings(p), w * 0.81, h * 0.42, 0.88 * k, 120),
    )
    c.add(
        c.put(bear(c, "#c98f5a", p.accent), w * 0.3, h * 0.86, 0.68 * k, 220),
        c.put(toy_car(c, p.main, p.ink), w * 0.73, h * 0.86, 1.1 * k, 180),
    )


def _open_book(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h, k = c.w, c.h, c.k
    page = "M0 -250 Q-170 -310 -370 -260 V260 Q-170 210 0 270 Q170 210 370 260 V-260 Q170 -310 0 -250Z"
    art = (
        rect(-380, -320, 760, 600, c.linear(["#9fd4ef", "#e2f3f3", "#fff3d8"]))
        + circle(-230, -160, 60, "#ffd75e")
        + cloud(170, -180, 1.0)
    )
    art += path("M-380 90 Q-180 -60 0 60 Q190 -70 380 80 V300 H-380Z", lite(p.leaf, 0.25)) + path(
        "M-380 180 Q-100 80 380 190 V300 H-380Z", p.leaf
    )
    art += group(tree(c, 0, 0, 0.85, "#4f9a6a"), -250, 150) + group(
        rect(-70, -110, 140, 110, p.second)
        + path("M-90 -106 L0 -190 L90 -106Z", p.main)
        + rect(-20, -60, 40, 60, "#8a5a3c"),
        210,
        150,
    )
    art += group(bear(c, "#c98f5a", p.main), -40, 210, 0.3)
    spread = (
        path(page, p.main, 'transform="translate(0 22) scale(1.05)"')
        + path(page, PAPER, 'transform="scale(1.02)"')
        + c.clip(art, path(page, "#fff"))
        + path("M0 -250 Q-60 -276 -110 -280 V240 Q-60 246 0 270Z", "#000", opacity(0.1))
        + path("M0 -250 Q60 -276 100 -280 V240 Q60 246 0 270Z", "#fff", opacity(0.22))
    )
    c.add(c.drop(group(spread, w * 0.5, h * 0.45, 1.16, -5), 16, 22, 14))
    for i, colour in enumerate((p.main, p.second, p.accent, p.leaf)):
        pencil = (
            rect(-16, -150, 32, 260, c.side(colour, 0.35), 4)
            + path("M-16 -150 L0 -200 L16 -150Z", "#f2d6ae")
            + path("M-6 -180 L0 -200 L6 -180Z", colour)
            + rect(-16, 96, 32, 20, "#e9edf0")
        )
        c.add(
            c.drop(group(pencil, w * (0.2 + 0.1 * i), h * (0.87 + 0.015 * (i % 2)), 0.95 * k, -60 + 14 * i))
        )
    c.add(group(flower(p.main, 66), w * 0.86, h * 0.88), group(flower(p.second, 48), w * 0.76, h * 0.93))


def _book_covers(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v + 1)
    w, h, k = c.w, c.h, c.k
    for i, (x, y, rot) in enumerate(((0.3, 0.3, -8), (0.7, 0.36, 7), (0.36, 0.73, 5), (0.73, 0.78, -9))):
        colour = (p.main, p.accent, p.second, lite(p.leaf, 0.2))[i]
        cover = (
            rect(-166, -216, 352, 446, PAPER, 8)
            + rect(-176, -220, 352, 440, c.slant(colour, 0.2, 0.1), 10)
            + rect(-176, -220, 26, 440, dark(colour, 0.16), 8)
        )
        pictures = (
            group(bear(c, "#c98f5a", p.second), 10, 170, 0.44),
            circle(10, 30, 110, "#fff3cf")
            + path("M-80 160 Q10 -40 110 160Z", p.leaf)
            + group(tree(c, 0, 0, 0.6, "#4f9a6a"), 60, 130),
            group(flower(p.main, 120), 10, 40),
            group(toy_car(c, p.main, p.ink), 10, 130, 0.58) + cloud(40, -40, 0.7),
        )
        cover += (
            rect(-100, -186, 220, 46, PAPER, 23)
            + rect(-66, -172, 150, 16, mix(colour, p.ink, 0.4), 8)
            + pictures[(i + v) % 4]
        )
        c.add(c.drop(group(cover, w * x, h * y, 1.05 * k, rot), 14, 18, 10))


def stroller(c: Canvas, p: Palette, v: int) -> None:
    """A pram in a park or before an arch."""
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    if v % 2 == 0:
        c.add(
            rect(0, 0, w, h, c.linear(["#9fd8f0", "#e2f3f3", "#fff6e4"], 0, 0, 0, 0.7)),
            circle(w * 0.2, h * 0.16, 76, "#fff3cf"),
            cloud(w * 0.62, h * 0.14, 1.2),
            cloud(w * 0.88, h * 0.25, 0.8),
        )
        for i in range(2):
            c.add(
                path(ridge(c, h * (0.54 + 0.06 * i), h * 0.05, 70 + i), mix("#b5d6d8", p.leaf, 0.3 + 0.3 * i))
            )
        c.add(
            rect(0, h * 0.66, w, h * 0.34, c.linear([lite(p.leaf, 0.4), p.leaf])),
            tree(c, w * 0.1, h * 0.74, 1.8 * k, p.leaf),
            tree(c, w * 0.93, h * 0.72, 1.4 * k, dark(p.leaf, 0.1)),
            path(f"M0 {h * 0.82} Q{w / 2} {h * 0.78} {w} {h * 0.82} V{h * 0.95} H0Z", "#f0dcba"),
        )
    else:
        backdrop(c, p, ("arch", "sun")[v // 2 % 2], 0.76)
        c.add(plant(c, w * 0.1, h * 0.83, 1.2 * k, p.second, p.leaf))
    y = h * 0.89
    c.add(c.shadow(c.cx, y, 330, 26, 0.32), group(pram(c, p), c.cx - 30, y, 1.15 * k))
    balloons = "".join(
        line(f"M0 0 Q{x * 0.2} {z * 0.5} {x} {z + 70}", "#fff", 3)
        + ellipse(x, z, 58, 70, c.ball(colour, 0.45, 0.1))
        + path(f"M{x - 9} {z + 80} h18 l-9 -14Z", colour)
        for x, z, colour in ((-70, -330, p.accent), (60, -360, p.second), (0, -440, p.main))
    )
    c.add(group(balloons, w * 0.83, y - 520 * k, 0.85 * k))


def _cube(c: Canvas, colour: str, x: float, top: float, size: float, mark: int) -> str:
    face = rect(x, top, size - 3, size - 3, c.slant(colour, 0.25, 0.12), 14) + rect(
        x + 14, top + 14, size - 31, size - 31, lite(colour, 0.3), 8
    )
    middle = x + size / 2, top + size / 2
    marks = (
        circle(*middle, size * 0.22, colour),
        group(flower(colour, size * 0.28), *middle),
        path(
            f"M{middle[0]} {middle[1] - size * 0.24} l{size * 0.24} {size * 0.44} h{-size * 0.48}Z",
            colour,
        ),
        rect(middle[0] - size * 0.2, middle[1] - size * 0.2, size * 0.4, size * 0.4, colour, 6),
    )
    return face + marks[mark % 4]


def blocks(c: Canvas, p: Palette, v: int) -> None:
    """Towers of wooden blocks."""
    k = 0.35 + 0.65 * c.k
    if v % 2:
        rings(c, p.second)
        c.add(rect(0, c.h * 0.82, c.w, c.h, c.linear([lite(p.floor, 0.2), p.floor])))
    else:
        backdrop(c, p, ("window", "sun")[v // 2 % 2], 0.76)
    y = c.h * 0.89
    size = 182 * k
    colours = (p.main, p.second, p.accent, lite(p.main, 0.4), p.leaf, "#e8c9a0")

    left = c.cx - size * 2.1
    plans = (
        ((0, 4), (1, 2), (2, 3), (3, 1)),
        ((0, 1), (1, 3), (2, 2), (3, 4)),
        ((0, 2), (1, 4), (2, 1), (3, 3)),
    )[v % 3]
    c.add(c.shadow(c.cx, y + 4, 380 * k, 30, 0.3))
    for column, high in plans:
        x = left + column * size * 1.06
        for row in range(high):
            colour = colours[(column * 3 + row * 2 + v) % 6]
            c.add(_cube(c, colour, x, y - size * (row + 1), size, column + row))
        top = y - size * high
        if high >= 3:
            c.add(
                path(
                    f"M{x - 6} {top} L{x + size / 2} {top - size * 0.8} L{x + size + 4} {top}Z",
                    c.slant(colours[(column + 1) % 6], 0.3, 0.1),
                )
            )
        elif high == 1:
            c.add(
                path(
                    f"M{x} {top} V{top - size * 0.5} A{size / 2} {size / 2} 0 0 1 {x + size}"
                    f" {top - size * 0.5} V{top} H{x + size * 0.75} A{size / 4} {size / 4} 0 0 0"
                    f" {x + size * 0.25} {top}Z",
                    c.slant(colours[(column + 3) % 6], 0.3, 0.1),
                )
            )
        else:
            c.add(group(toy_car(c, p.accent, p.ink), x + size / 2, top, 0.36 * k))
    c.add(
        c.put(
            circle(0, -60, 60, c.ball(p.main, 0.5))
            + path("M-58 -70 Q0 -40 58 -70", "none", f'stroke="{PAPER}" stroke-width="14"'),
            c.w * 0.13,
            y + 60 * k,
            1.1 * k,
            56,
        ),
        c.put(group(bear(c, "#c98f5a", p.main), 0, 0, 0.36), c.w * 0.87, y + 60 * k, 1.0 * k, 80),
    )


SCENES = (
    Scene(
        "toys",
        stage(_teddy, _toy_shelf),
        (
            ("泰迪熊、套圈和小汽车", "a teddy bear, stacking rings and a toy car"),
            ("玩具架上的小兔、火箭和小熊", "a rabbit, a rocket and a bear on toy shelves"),
        ),
        "peach mint sky lemon rose",
        "tttst",
    ),
    Scene(
        "picturebook",
        stage(_open_book, _book_covers),
        (("摊开的绘本与彩笔", "an open picture book and colour pencils"), ("四本绘本", "four picture books")),
        "sky peach cream mint",
        "ttts",
    ),
    Scene(
        "stroller",
        stroller,
        (("公园里的婴儿车与气球", "a pram and balloons in a park"), ("婴儿车与气球", "a pram and balloons")),
        "coral mint ocean lilac",
        "ttts",
    ),
    Scene(
        "blocks",
        blocks,
        (("搭高的彩色积木", "towers of coloured blocks"), ("积木城堡", "a castle of blocks")),
        "sky rose lemon mint coral",
        "tstts",
    ),
)
