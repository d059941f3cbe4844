"""Meals: noodles, hot pot, breakfast and dumplings."""

from shancha.demo.art.kit import (
    Canvas,
    circle,
    dark,
    ellipse,
    group,
    line,
    lite,
    opacity,
    path,
    rect,
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props import bakery
from shancha.demo.art.props import food as dish
from shancha.demo.art.props.nature import flower, leafspray, table
from shancha.demo.art.scenes.base import Scene, stage


def _corner(c: Canvas, p: Palette) -> None:
    c.add(
        group(flower(p.main, 44, petals=5), c.w * 0.1, c.h * 0.09),
        group(flower(lite(p.main, 0.4), 32, petals=5), c.w * 0.19, c.h * 0.05),
    )


def _side_dishes(c: Canvas, p: Palette) -> None:
    small = dish.plate(c, 150, p.accent) + "".join(
        group(dish.dumpling(c), x, y, 0.55, rot)
        for x, y, rot in ((-40, -36, -12), (46, -6, 14), (-14, 58, 3))
    )
    c.add(
        group(small, c.w * 0.15, c.h * 0.9),
        group(
            dish.plate(c, 100, p.second) + circle(0, 0, 62, "#4a2413") + ellipse(-16, -20, 22, 11, "#8a4a2a"),
            c.w * 0.88,
            c.h * 0.91,
        ),
    )


def noodles(c: Canvas, p: Palette, v: int) -> None:
    """A bowl of noodles with chopsticks and side dishes."""
    table(c, p, v + 1)
    bowls = (dish.ramen, dish.beef_noodles, dish.cold_noodles)
    _side_dishes(c, p)
    rim = (p.accent, p.main, p.ink)[v % 3]
    c.add(group(bowls[v % 3](c, rim), c.cx - 10, c.h * 0.5, 1.26 * (0.4 + 0.6 * c.k)))
    c.add(group(dish.chopsticks(c, p.ink, p.main), c.w * 0.66, c.h * 0.02, 0.7, 8))
    _corner(c, p)


def hotpot(c: Canvas, p: Palette, v: int) -> None:
    """A hot pot with plates of things to cook."""
    table(c, p, v)
    w, h, k = c.w, c.h, 0.4 + 0.6 * c.k
    beef = dish.plate(c, 170, p.second) + "".join(
        group(
            path("M-40 60 Q-60 -40 0 -64 Q60 -40 40 60 Q0 84 -40 60Z", "#e2665a")
            + line("M-18 48 Q-30 -10 0 -40 M18 46 Q28 0 10 -30", "#ffd9cf", 9),
            x,
            y,
            0.95,
            r,
        )
        for x, y, r in ((-60, 10, -40), (0, -20, 0), (60, 12, 40), (0, 50, 180))
    )
    veg = (
        dish.plate(c, 150, p.accent)
        + group(dish.greens(c, 0.75), -40, 20, 1, -30)
        + group(dish.greens(c, 0.75), 40, 10, 1, 30)
        + group(dish.mushroom(0.8), 0, 60)
    )
    balls = dish.plate(c, 140, p.main) + "".join(
        circle(x, y, 40, c.ball(colour, 0.5, 0.1))
        for x, y, colour in (
            (-44, -30, "#f3e0cb"),
            (40, -36, "#f6b6a0"),
            (0, 40, "#f3e0cb"),
            (70, 40, "#e8c9a0"),
            (-66, 46, "#f6b6a0"),
        )
    )
    c.add(group(dish.hotpot(c, (p.ink, dark(p.accent, 0.1))[v % 2], v % 2 == 1), w * 0.5, h * 0.48, 1.25 * k))
    c.add(
        group(beef, w * 0.17, h * 0.88, k),
        group(veg, w * 0.85, h * 0.86, k),
        group(balls, w * 0.86, h * 0.1, k),
    )
    c.add(
        group(dish.chopsticks(c, dark(p.ink, 0.1), p.second), w * 0.03, h * 0.02, 0.62, 14),
        dish.steam(c, c.cx, h * 0.42, 1.2),
    )


def _croissants(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, 2)
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    c.add(
        group(dish.coffee_top(c, p.main, p.second), w * 0.66, h * 0.3, 1.4 * k),
        group(dish.plate(c, 250, p.wall) + bakery.croissant(c), w * 0.37, h * 0.69, 1.3 * k),
    )
    c.add(
        group(leafspray(0, 0, 260, 30, p.leaf, 7), w * 0.02, h * 0.06),
        group(flower(lite(p.main, 0.25), 70), w * 0.13, h * 0.2),
        group(flower(lite(p.second, 0.2), 52), w * 0.25, h * 0.12),
    )
    c.add(
        c.drop(group(bakery.strawberry(c), w * 0.84, h * 0.62, 1.2, 20)),
        c.drop(group(bakery.strawberry(c), w * 0.9, h * 0.72, 1.0, -20)),
        group(bakery.blueberry(), w * 0.78, h * 0.74),
        group(bakery.blueberry(), w * 0.84, h * 0.79),
    )


def _toast(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    bread = path(
        "M-150 150 V-70 Q-190 -110 -150 -160 Q0 -210 150 -160 Q190 -110 150 -70 V150 Q150 176 124 176 H-124"
        " Q-150 176 -150 150Z",
        c.slant("#d9984f", 0.2, 0.15),
    )
    bread += path(
        "M-126 140 V-72 Q-160 -104 -128 -140 Q0 -182 128 -140 Q160 -104 126 -72 V140 Q126 152 112 152 H-112"
        " Q-126 152 -126 140Z",
        "#fbe3b4",
    )
    egg = (
        path("M-96 30 Q-120 -70 -20 -84 Q90 -110 106 -10 Q120 90 20 96 Q-70 110 -96 30Z", dish.EGG)
        + circle(4, 0, 42, c.radial(["#ffc23d", "#f59a1f"]))
        + ellipse(-10, -14, 13, 8, "#fff", opacity(0.7))
    )
    slices = "".join(
        group(ellipse(0, 0, 96, 30, "#7fae4e") + ellipse(0, 2, 84, 22, "#d9e88f"), 0, y, 1, -12)
        for y in (-80, -36, 8, 52, 96)
    )
    c.add(group(dish.plate(c, 390, p.second), w * 0.47, h * 0.48, 1.02 * k))
    c.add(
        c.drop(group(bread + egg, w * 0.33, h * 0.44, 1.08 * k, -12)),
        c.drop(group(bread + slices, w * 0.64, h * 0.53, 1.08 * k, 10)),
    )
    c.add(
        group(dish.coffee_top(c, p.accent, p.wall, "#8a4f2a"), w * 0.8, h * 0.14, 0.95 * k),
        group(leafspray(0, 0, 240, -30, p.leaf, 7), w * 0.02, h * 0.97),
    )
    for x, y in ((0.2, 0.86), (0.3, 0.9), (0.75, 0.86), (0.85, 0.82)):
        c.add(
            c.drop(
                circle(w * x, h * y, 44, "#ee4a35")
                + ellipse(w * x - 14, h * y - 16, 13, 8, "#fff", opacity(0.5))
                + line(f"M{w * x} {h * y - 40} l8 -16", "#4c7a34", 6)
            )
        )


def _congee(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, 1)
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    porridge = (
        dish.bowl(c, p.accent, ("#fffaf0", "#f3e6cc"))
        + group(dish.boiled_egg(c, 1.3), 60, -60)
        + group(dish.boiled_egg(c, 1.3), -70, 20, 1, 60)
        + dish.onions(c, 16)
    )
    porridge += "".join(circle(x, y, 13, "#d64a3a") for x, y in dish.scatter(c, 9, 40, 220))
    stick = (
        rect(-46, -280, 92, 560, c.side("#e0993f", 0.45, 0.25), 46)
        + line("M-4 -250 Q8 0 -4 250", "#a6621f", 10, opacity(0.6))
        + line("M-28 -230 V210", "#ffe0a0", 9, opacity(0.7))
    )
    c.add(
        group(porridge, w * 0.42, h * 0.36, 1.1 * k),
        group(dish.plate(c, 230, p.second), w * 0.64, h * 0.78, 1.1 * k),
    )
    c.add(
        c.drop(group(stick, w * 0.54, h * 0.77, 0.85 * k, 38)),
        c.drop(group(stick, w * 0.68, h * 0.79, 0.85 * k, 44)),
        c.drop(group(dish.bun(c), w * 0.16, h * 0.77, 1.0 * k)),
    )
    c.add(
        c.drop(group(dish.bun(c), w * 0.2, h * 0.91, 0.95 * k)),
        group(dish.chopsticks(c, p.ink, p.main), w * 0.86, h * 0.04, 0.62, 12),
    )


def _steamer(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    basket = dish.steamer(c)
    if v % 2 == 0:
        basket += "".join(
            c.drop(group(dish.bun(c), x, y, 0.98), 4, 8, 6)
            for x, y in (
                (0, 0),
                *(
                    (180 * a, 180 * b)
                    for a, b in ((1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0), (-0.5, -0.87), (0.5, -0.87))
                ),
            )
        )
    else:
        colours = ("#fff4dd", "#d8ecb4", "#ffe0b8", "#fff4dd", "#ffd9cf", "#d8ecb4")
        basket += "".join(
            c.drop(
                group(dish.dumpling(c, colours[i]), (-110, 110)[i % 2], -150 + 150 * (i // 2), 0.95, -8),
                4,
                8,
                6,
            )
            for i in range(6)
        )
    c.add(group(basket, w * 0.49, h * 0.46, 1.25 * k), dish.steam(c, w * 0.5, h * 0.4, 1.3))
    c.add(
        group(
            dish.plate(c, 110, p.main) + circle(0, 0, 68, "#4a2413") + ellipse(-16, -20, 22, 11, "#8a4a2a"),
            w * 0.17,
            h * 0.89,
            k,
        ),
        group(dish.chopsticks(c, p.ink, p.main), w * 0.5, h * 0.8, 0.6, -48),
    )
    _corner(c, p)


def _dumpling_plate(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v + 1)
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    c.add(group(dish.plate(c, 390, p.accent), w * 0.5, h * 0.5, 1.05 * k))
    for i in range(9):
        x, y = (i % 3 - 1) * 190, (i // 3 - 1) * 150
        c.add(
            c.drop(
                group(
                    dish.dumpling(c, ("#fff4dd", "#ffe6b8")[v % 2]),
                    w * 0.5 + x * k,
                    h * 0.5 + y * k,
                    0.98 * k,
                    -14 + 9 * (i % 3),
                ),
                4,
                8,
                6,
            )
        )
    c.add(
        group(
            dish.plate(c, 120, p.second)
            + circle(0, 0, 74, "#7a2e17")
            + "".join(circle(x, y, 5, "#ffcf7a") for x, y in dish.scatter(c, 9, 10, 60)),
            w * 0.83,
            h * 0.87,
            k,
        )
    )
    c.add(
        group(dish.chopsticks(c, p.ink, p.main), w * 0.02, h * 0.66, 0.62, -6),
        group(leafspray(0, 0, 240, 215, p.leaf, 7), w, h * 0.14),
    )


SCENES = (
    Scene(
        "noodles",
        noodles,
        (
            ("一碗豚骨拉面", "a bowl of pork ramen"),
            ("一碗红烧牛肉面", "a bowl of braised beef noodles"),
            ("一碗芝麻凉面", "a bowl of sesame noodles"),
        ),
        "cream coral mint sky lemon rose",
        "ttstts",
    ),
    Scene(
        "hotpot",
        hotpot,
        (
            ("红油火锅与涮菜", "a spicy hot pot with plates to cook"),
            ("鸳鸯火锅与涮菜", "a two-flavour hot pot with plates to cook"),
        ),
        "peach cream mint coral cocoa",
        "ttstt",
    ),
    Scene(
        "breakfast",
        stage(_croissants, _toast, _congee),
        (
            ("拿铁与可颂早餐", "a latte and a croissant for breakfast"),
            ("煎蛋牛油果吐司早餐", "toast with egg and avocado for breakfast"),
            ("白粥、油条和包子", "rice porridge, fried dough and buns"),
        ),
        "rose mint cream lemon sky",
        "ttttt",
    ),
    Scene(
        "dumplings",
        stage(_steamer, _dumpling_plate),
        (
            ("一笼小笼包", "a steamer of soup buns"),
            ("一盘饺子", "a plate of dumplings"),
            ("一笼彩色蒸饺", "a steamer of coloured dumplings"),
            ("一盘煎饺", "a plate of fried dumplings"),
        ),
        "sage ocean peach cream",
        "ttts",
    ),
)
