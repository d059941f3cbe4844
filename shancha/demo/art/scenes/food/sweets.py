"""Cake and coffee."""

from shancha.demo.art.kit import PAPER, Canvas, circle, ellipse, group, line, lite, mix, opacity, path, rect
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props import bakery
from shancha.demo.art.props import food as dish
from shancha.demo.art.props.nature import backdrop, flower, leafspray, plant, podium, table, vase, window
from shancha.demo.art.scenes.base import Scene, stage


def _slice(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, 2)
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    c.add(
        group(dish.plate(c, 350, p.wall), w * 0.5, h * 0.55, 1.1 * k),
        group(bakery.cake_slice(c, p.main), w * 0.48, h * 0.53, 1.6 * k),
    )
    c.add(
        group(dish.coffee_top(c, p.main, p.second, "#7da24a"), w * 0.8, h * 0.15, 0.95 * k),
        group(flower(lite(p.main, 0.3), 64), w * 0.14, h * 0.14),
        group(flower(lite(p.second, 0.3), 46), w * 0.26, h * 0.08),
    )
    for x, y in ((0.17, 0.8), (0.25, 0.85), (0.8, 0.84)):
        c.add(group(bakery.blueberry(), w * x, h * y, 1.1))
    fork = (
        rect(-9, -60, 18, 260, "#e9edf0", 9)
        + path("M-30 -60 Q-34 -150 -26 -190 H26 Q34 -150 30 -60 Q0 -30 -30 -60Z", "#e9edf0")
        + "".join(rect(x, -240, 9, 80, "#e9edf0", 4) for x in (-27, -10, 7, 22))
    )
    c.add(c.drop(group(fork, w * 0.9, h * 0.8, k, 14)))


def _whole_cake(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("arch", "window", "sun")[v % 3], 0.78)
    y = c.h * 0.88
    c.add(
        c.put(bakery.cake(c, lite(p.second, 0.3), p.main), c.cx, y, 1.2 * (0.35 + 0.65 * c.k), 220),
        group(flower(lite(p.main, 0.4), 60), c.w * 0.12, y + 60),
        group(flower(p.second, 44), c.w * 0.9, y + 70),
    )
    for i in range(7):
        c.add(
            path(
                f"M{c.w * i / 7} {c.h * 0.04 + 16 * (3 - abs(i - 3))} h{c.w / 7 - 10} l{-c.w / 14 + 5} 84Z",
                p.trio[i % 3],
                opacity(0.9),
            )
        )
    c.add(line(f"M0 {c.h * 0.04} Q{c.cx} {c.h * 0.04 + 96} {c.w} {c.h * 0.04}", PAPER, 6))


def _cupcakes(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("sun", "leaf")[v % 2], 0.72)
    y = c.h * 0.8
    c.add(podium(c, c.cx, y - 30, 380, 120, lite(p.wall, 0.35)))
    for i, (case, cream) in enumerate(
        ((p.main, lite(p.main, 0.7)), (p.accent, lite(p.second, 0.4)), (p.second, lite(p.main, 0.4)))
    ):
        c.add(
            c.put(
                bakery.cupcake(c, case, cream),
                c.w * (0.22, 0.78, 0.5)[i],
                y + (-20, -20, 26)[i],
                (1.2, 1.2, 1.5)[i] * c.k,
                80,
            )
        )
    c.add(
        group(bakery.blueberry(), c.w * 0.14, y + 150, 1.2),
        group(bakery.blueberry(), c.w * 0.2, y + 170),
        c.drop(group(bakery.strawberry(c), c.w * 0.85, y + 150, 1.1, 30)),
    )


def _latte(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    c.add(group(dish.coffee_top(c, p.main, p.second), w * 0.5, h * 0.44, 2.15 * k, -14))
    cookie = (
        circle(0, 0, 92, "#b98038")
        + circle(-4, -6, 88, "#e0a866")
        + "".join(
            group(path("M-14 -8 L4 -16 L16 -2 L6 14 L-12 10Z", "#5a3318"), x, y, 1.1, x)
            for x, y in ((-40, -34), (16, -50), (50, 0), (8, 6), (-44, 22), (-4, 52), (44, 44))
        )
    )
    c.add(
        c.drop(group(cookie, w * 0.22, h * 0.86, 1.2 * k)),
        c.drop(group(cookie, w * 0.42, h * 0.91, 1.1 * k, 70)),
        group(leafspray(0, 0, 320, 200, p.leaf, 8), w * 1.02, h * 0.16),
    )
    for _ in range(12):
        x, y = c.near(0.6, 0.97) * w, c.near(0.8, 0.97) * h
        c.add(
            c.drop(
                group(
                    ellipse(0, 0, 24, 16, "#5a3318") + line("M-20 0 Q0 -8 20 0", "#2f180c", 4),
                    x,
                    y,
                    1,
                    c.near(0, 180),
                ),
                3,
                4,
                3,
            )
        )


def _iced(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("window", "arch", "leaf")[v % 3], 0.76)
    y, k = c.h * 0.87, c.k
    drinks = ((lite(p.accent, 0.1), "#8a4f2a"), ("#8a4f2a", p.main), (p.main, "#7da24a"))[v % 3]
    c.add(
        c.put(dish.glass_drink(c, drinks[0]), c.w * 0.33, y - 30, 1.55 * k, 80),
        c.put(dish.glass_drink(c, drinks[1]), c.w * 0.68, y + 30, 1.7 * k, 80),
    )
    c.add(
        plant(c, c.w * 0.08, c.h * 0.8, 0.9 * k, p.second, p.leaf),
        group(flower(lite(p.main, 0.35), 52), c.w * 0.9, y + 70),
    )


def _cafe(c: Canvas, p: Palette, v: int) -> None:
    w, h, k = c.w, c.h, c.k
    c.add(
        rect(0, 0, w, h, c.linear([lite(p.wall, 0.4), mix(p.wall, p.floor, 0.4)])),
        window(c, w * 0.12, h * 0.07, w * 0.76, h * 0.46),
    )
    c.add(
        rect(0, h * 0.76, w, h * 0.3, c.linear(["#d9a877", "#a9713f"])), rect(0, h * 0.76, w, 14, "#ecc9a0")
    )
    c.add(
        c.put(dish.mug(c, p.main), w * 0.36, h * 0.86, 1.55 * k, 120),
        dish.steam(c, w * 0.36, h * 0.84 - 370 * k, 0.8 * k),
        c.put(vase(c, lite(p.accent, 0.4), p.second, p.leaf), w * 0.82, h * 0.82, 1.0 * k, 70),
    )
    stand = ellipse(0, -12, 200, 26, "#fffdf8") + group(bakery.croissant(c), 0, -70, 0.7)
    c.add(c.put(stand, w * 0.66, h * 0.95, 1.05 * k, 180))


SCENES = (
    Scene(
        "cake",
        stage(_slice, _whole_cake, _cupcakes),
        (
            ("一块草莓蛋糕", "a slice of strawberry cake"),
            ("插着草莓的生日蛋糕", "a birthday cake with strawberries"),
            ("三个纸杯蛋糕", "three cupcakes"),
        ),
        "berry peach mint coral lilac rose",
        "sttttt",
    ),
    Scene(
        "coffee",
        stage(_latte, _iced, _cafe),
        (
            ("俯视的拿铁和曲奇", "a latte and cookies from above"),
            ("两杯冰饮", "two iced drinks"),
            ("窗边的咖啡和可颂", "coffee and a croissant by the window"),
        ),
        "cocoa mint cream sky peach rose",
        "sttttt",
    ),
)
