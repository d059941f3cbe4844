"""Fashion: clothes on rails and tables, shoes, bags and small things to wear."""

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
from shancha.demo.art.props import clothes as wear
from shancha.demo.art.props.nature import (
    backdrop,
    flower,
    leafspray,
    plant,
    podium,
    rings,
    slanted_light,
    table,
    window,
)
from shancha.demo.art.scenes.base import Scene, stage

CREAM, DENIM, CAMEL = "#fffaf2", "#5f86ad", "#cfa97e"


def _garments(c: Canvas, p: Palette, v: int) -> list[str]:
    sets = (
        lambda: [
            wear.coat(c, p.main),
            wear.dress(c, p.second, True),
            wear.knit(c, lite(p.wall, 0.45)),
            wear.dress(c, p.accent, False),
        ],
        lambda: [
            wear.dress(c, p.main, True),
            wear.coat(c, CAMEL),
            wear.tee(c, p.accent, 0),
            wear.skirt(c, p.second),
        ],
        lambda: [
            wear.shirt(c, lite(p.second, 0.4)),
            wear.jeans(c, DENIM),
            wear.knit(c, p.main),
            wear.coat(c, mix(p.ink, p.main, 0.3)),
        ],
    )
    return sets[v % 3]()


def rail(c: Canvas, p: Palette, v: int) -> None:
    """Clothes on a rail beside a plant."""
    backdrop(c, p, ("window", "arch", "leaf")[v % 3], 0.84)
    w, h, k = c.w, c.h, c.h / 1200
    y = h * 0.17
    posts = dark(p.ink, 0.05)
    c.add(rect(w * 0.1, y, w * 0.8, 14, c.linear([lite(p.ink, 0.45), dark(p.ink, 0.1)]), 7))
    c.add(rect(w * 0.13, y, 13, h * 0.71, posts, 6), rect(w * 0.855, y, 13, h * 0.71, posts, 6))
    garments = _garments(c, p, v)
    for i in (0, 3, 1, 2):
        x, size = w * (0.235 + 0.178 * i), 1.0 * k
        clothes = group(wear.hanger(), 0, 0, 0.9) + group(garments[i], 0, 12, 1)
        c.add(c.drop(group(clothes, x, y + 86 * size, size), 14, 12, 10, 0.2))
    c.add(plant(c, w * 0.9, h * 0.965, 0.8, lite(p.wall, 0.4), p.leaf))
    c.add(
        c.put(wear.sneaker(c, PAPER, p.main), w * 0.22, h * 0.94, 0.66, 150),
        c.put(wear.bag(c, p.accent), w * 0.55, h * 0.95, 0.72, 150),
    )


def flatlay(c: Canvas, p: Palette, v: int) -> None:
    """An outfit laid out on a table."""
    table(c, p, 0 if v % 2 == 0 else v)
    w, h, k = c.w, c.h, c.h / 1200
    tops = (
        wear.tee(c, p.main, v),
        wear.knit(c, p.second),
        wear.shirt(c, lite(p.wall, 0.6)),
        wear.tee(c, p.accent, 0),
    )
    bottoms = (
        wear.jeans(c, DENIM),
        wear.skirt(c, p.main),
        wear.skirt(c, p.accent),
        wear.jeans(c, mix(p.ink, DENIM, 0.4)),
    )
    side = -1 if v % 2 else 1

    def lay(thing: str, x: float, y: float, size: float, rot: float) -> None:
        c.add(c.drop(group(thing, c.cx + side * x * w, h * y, size * k, side * rot), 12, 16, 10, 0.24))

    lay(group(wear.hanger()) + tops[v % 4], -0.14, 0.15, 1.32, -6)
    lay(bottoms[v % 4], 0.19, 0.42, 1.22, 6)
    lay(wear.bag(c, p.accent), -0.27, 0.78, 1.05, -6)
    lay(wear.sneaker(c, PAPER, p.main) if v % 3 else wear.heel(c, p.main), -0.2, 0.94, 1.0, 3)
    lay(wear.hat(c, "#e6cfa0", p.ink), 0.29, 0.18, 1.0, 10)
    lay(wear.glasses(p.ink), 0.3, 0.31, 0.95, -10)


def _one_shoe(c: Canvas, p: Palette, v: int) -> None:
    rings(c, (p.main, p.accent)[v % 2])
    trim = (p.accent, p.second)[v % 2]
    for i in range(5):
        c.add(
            line(f"M-40 {c.h * (0.22 + 0.09 * i)} H{c.w * (0.2 + 0.06 * (i % 3))}", "#fff", 9, opacity(0.5))
        )
    c.add(ellipse(c.cx + 20, c.h * 0.69, 330, 34, "#2a120c", f"{opacity(0.35)} {c.blur(16)}"))
    c.add(group(wear.sneaker(c, PAPER, trim), c.cx, c.h * 0.65, 2.15, -9))


def _heels(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("arch", "window")[v % 2])
    y = c.h * 0.8
    c.add(podium(c, c.cx + 60, y - 210 * c.k, 250, 210 * c.k, lite(p.floor, 0.3)))
    c.add(c.put(wear.heel(c, p.main), c.cx + 40, y - 196 * c.k, 1.35, 170))
    c.add(c.put(wear.heel(c, p.main), c.cx - 110, y + 96 * c.k, 1.6, 170))
    c.add(
        group(flower(lite(p.main, 0.5), 66), c.w * 0.84, y + 100 * c.k),
        group(flower(lite(p.second, 0.3), 46), c.w * 0.74, y + 140 * c.k),
    )


def _boots(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("sun", "leaf")[v % 2], 0.7)
    y = c.h * 0.85
    c.add(
        ellipse(c.cx, y - 6, 400, 84, lite(p.floor, 0.4)), ellipse(c.cx, y - 6, 330, 64, lite(p.main, 0.55))
    )
    c.add(
        c.put(wear.boot(c, dark(p.main, 0.1)), c.cx + 110, y - 50, 1.6 * c.k, 170),
        c.put(wear.boot(c, p.main), c.cx - 90, y + 8, 1.75 * c.k, 170),
    )
    c.add(plant(c, c.w * 0.1, c.h * 0.76, 1.05 * c.k, p.second, p.leaf))


def _pairs(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, 1)
    w, h, k = c.w, c.h, c.k
    for i, (colour, trim) in enumerate(((PAPER, p.main), (p.second, PAPER), (p.accent, lite(p.second, 0.5)))):
        for j in (0, 1):
            shoe = group(
                wear.sneaker(c, colour, trim),
                w * (0.3 + 0.4 * j),
                h * (0.3 + 0.28 * i) + j * 12,
                1.18 * k,
                -8 + 4 * j,
            )
            c.add(c.drop(shoe))
    c.add(group(leafspray(0, 0, 260, 205, p.leaf, 7), w * 1.02, h * 0.14))


def _single_bag(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("arch", "sun")[v % 2])
    y = c.h * 0.8
    c.add(
        group(leafspray(0, 0, 420, -125, p.leaf, 9), c.cx - 170, y),
        group(leafspray(0, 0, 400, -55, dark(p.leaf, 0.15), 9), c.cx + 180, y),
    )
    c.add(
        podium(c, c.cx, y, 330, 90, lite(p.wall, 0.35)),
        c.put(wear.bag(c, p.main), c.cx, y + 16, 1.9 * c.k, 160),
    )
    c.add(
        group(flower(lite(p.second, 0.2), 56), c.cx - 270, y + 110),
        group(flower(lite(p.main, 0.5), 42), c.cx - 190, y + 140),
    )


def _three_bags(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, "window", 0.7)
    y = c.h * 0.84
    c.add(
        rect(c.w * 0.05, c.h * 0.47, c.w * 0.9, 22, lite(p.floor, 0.35), 6),
        rect(c.w * 0.05, c.h * 0.47 + 22, c.w * 0.9, 10, dark(p.floor, 0.2), 4, opacity(0.4)),
    )
    c.add(
        c.put(wear.bag(c, p.accent), c.w * 0.3, c.h * 0.47, 1.15 * c.k, 150),
        plant(c, c.w * 0.76, c.h * 0.47, 0.95 * c.k, p.second, p.leaf),
    )
    c.add(
        c.put(wear.tote(c, lite(p.wall, 0.5), p.main), c.w * 0.3, y, 1.25 * c.k, 150),
        c.put(wear.backpack(c, p.main, p.second), c.w * 0.7, y + 30, 1.15 * c.k, 150),
    )


def _tote(c: Canvas, p: Palette, v: int) -> None:
    rings(c, p.second)
    c.add(
        c.shadow(c.cx, c.h * 0.82, 300, 40, 0.35),
        group(wear.tote(c, PAPER, p.main), c.cx, c.h * 0.82, 1.85 * c.k, -4),
    )
    c.add(
        group(flower(p.main, 80), c.w * 0.14, c.h * 0.88),
        group(flower(p.accent, 60), c.w * 0.86, c.h * 0.13),
        group(flower(lite(p.main, 0.4), 54), c.w * 0.88, c.h * 0.9),
    )


def _trinkets(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v % 2 * 2)
    w, h, k = c.w, c.h, c.k
    things = (
        (wear.hat(c, "#e6cfa0", p.main), 0.33, 0.24, 1.45, -8),
        (wear.glasses(p.ink), 0.68, 0.42, 1.5, 10),
        (wear.watch(c, p.accent), 0.24, 0.64, 1.0, 14),
        (wear.scarf(c, p.main, p.second), 0.66, 0.76, 1.15, -8),
    )
    for thing, x, y, size, rot in things:
        c.add(c.drop(group(thing, w * x, h * y, size * k, rot)))
    for i in (0, 1):
        c.add(
            c.drop(
                group(wear.earring(c, GOLD, p.accent), w * (0.74 + 0.1 * i), h * 0.14, 1.1 * k, 8 - 16 * i),
                6,
                8,
                5,
            )
        )


def _jewels(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("leaf", "arch")[v % 2])
    y, k = c.h * 0.84, c.k
    bust = path(
        "M-70 -560 H70 Q64 -440 170 -390 Q240 -350 230 -180 Q210 -40 120 0 H-120 Q-210 -40 -230 -180 Q-240"
        " -350 -170 -390 Q-64 -440 -70 -560Z",
        c.side(lite(p.floor, 0.45), 0.5, 0.12),
    )
    beads = "".join(
        circle(x * 1.2, -440 + 190 * (1 - (x / 80) ** 2), 15, c.ball("#fff6ea", 0.6))
        for x in range(-80, 81, 10)
    )
    bust += (
        beads
        + path("M0 -240 Q34 -196 0 -166 Q-34 -196 0 -240Z", c.ball(p.main, 0.5))
        + ellipse(0, -560, 70, 16, lite(p.floor, 0.65))
    )
    c.add(c.put(bust, c.cx - 60, y, 1.15 * k, 150), podium(c, c.w * 0.83, y + 30, 110, 60, lite(p.wall, 0.4)))
    for i in (-1, 1):
        c.add(group(wear.earring(c, GOLD, p.accent), c.w * 0.83 + i * 46, y - 130, 0.9))
    c.add(
        line(f"M{c.w * 0.83 - 80} {y - 130} h160", GOLD, 9), rect(c.w * 0.83 - 5, y - 130, 10, 160, GOLD, 4)
    )


def _mannequin(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("arch", "window", "leaf")[v % 3], 0.8)
    k, y = c.h / 1200, c.h * 0.12
    colour = (p.main, p.accent, p.second)[v % 3]
    stand = rect(-8, 500, 16, 420, "#8a5a3c") + line(
        "M0 910 L-120 950 M0 910 L120 950 M0 910 V950", "#8a5a3c", 16
    )
    stand += path("M-34 -70 H34 Q30 -20 66 0 H-66 Q-30 -20 -34 -70Z", "#ead7bd") + ellipse(
        0, -70, 34, 11, WOODEN
    )
    c.add(
        c.shadow(c.cx, y + 900 * k, 190, 28),
        group(stand + group(wear.dress(c, colour, v % 2 == 0), 0, 0, 1.3), c.cx, y + 40 * k, 1.0 * k),
    )
    c.add(
        plant(c, c.w * 0.13, c.h * 0.9, 1.2 * k, lite(p.wall, 0.3), p.leaf),
        c.put(wear.heel(c, p.main), c.w * 0.8, c.h * 0.93, 0.8 * k, 140),
    )
    c.add(c.put(wear.hat(c, "#e6cfa0", p.ink), c.w * 0.82, c.h * 0.83, 0.85 * k, 130))


def _wardrobe(c: Canvas, p: Palette, v: int) -> None:
    c.add(rect(0, 0, c.w, c.h, c.linear([lite(p.wall, 0.4), mix(p.wall, p.floor, 0.3)])))
    c.add(
        window(c, c.w * 0.1, c.h * 0.1, c.w * 0.3, c.h * 0.5),
        rect(0, c.h * 0.86, c.w, c.h, c.linear([p.floor, dark(p.floor, 0.1)])),
    )
    slanted_light(c, 0.2)
    k = c.h / 1200
    for i, (x, dots) in enumerate(((0.42, True), (0.7, False))):
        dress = group(wear.hanger(), 0, -14, 1) + wear.dress(c, (p.main, p.second)[(i + v) % 2], dots)
        c.add(c.drop(group(dress, c.w * x, c.h * (0.2 + 0.05 * i), 1.45 * k, 2 - 4 * i), 20, 16, 14, 0.24))
    c.add(
        rect(c.w * 0.28, c.h * 0.085, c.w * 0.66, 14, p.ink, 7),
        c.put(wear.bag(c, p.accent), c.w * 0.2, c.h * 0.93, 0.9 * k, 150),
    )


WOODEN = "#c9a67a"

SCENES = (
    Scene(
        "rail",
        rail,
        (
            ("衣架上挂着风衣、毛衣和连衣裙", "a clothes rail with a trench coat, a jumper and dresses"),
            (
                "拱门前的衣架，挂着连衣裙、条纹上衣和半裙",
                "a clothes rail before an arch with a dress, a striped top and a skirt",
            ),
            (
                "叶影下的衣架，挂着衬衫、牛仔裤和毛衣",
                "a clothes rail in leaf shadow with a shirt, jeans and a jumper",
            ),
        ),
        "peach sage sky rose mint",
    ),
    Scene(
        "flatlay",
        flatlay,
        (
            ("平铺的一套穿搭：上衣、牛仔裤、包和鞋", "an outfit laid flat: a top, jeans, a bag and shoes"),
            (
                "平铺的毛衣与半裙，配手袋和草帽",
                "a jumper and a skirt laid flat with a handbag and a straw hat",
            ),
            ("平铺的衬衫与百褶裙，配墨镜", "a shirt and a pleated skirt laid flat with sunglasses"),
            ("平铺的条纹上衣与深色牛仔裤", "a striped top and dark jeans laid flat"),
        ),
        "rose cream ocean milk coral lilac",
        "tttttt",
    ),
    Scene(
        "shoes",
        stage(_one_shoe, _heels, _boots, _pairs),
        (
            ("一只运动鞋", "a sneaker"),
            ("展台上的一双高跟鞋", "a pair of high heels on a stand"),
            ("一双短靴", "a pair of ankle boots"),
            ("三双平铺的运动鞋", "three pairs of sneakers laid out"),
        ),
        "sky wine cocoa mint coral",
        "sttts",
    ),
    Scene(
        "bag",
        stage(_single_bag, _three_bags, _tote),
        (
            ("圆台上的手提包", "a handbag on a round stand"),
            ("层架上的手袋、帆布袋和双肩包", "a handbag, a tote and a rucksack on shelves"),
            ("印花帆布袋", "a canvas tote with a printed flower"),
        ),
        "berry cream ocean coral sage",
    ),
    Scene(
        "accessories",
        stage(_trinkets, _jewels),
        (
            ("桌上的草帽、墨镜、手表和丝巾", "a straw hat, sunglasses, a watch and a scarf on a table"),
            ("珍珠项链与耳环", "a pearl necklace and earrings"),
        ),
        "peach lilac mint wine",
    ),
    Scene(
        "dress",
        stage(_mannequin, _wardrobe),
        (
            ("人台上的连衣裙", "a dress on a mannequin"),
            ("窗边挂着两条连衣裙", "two dresses hanging by a window"),
        ),
        "rose sky lemon lilac mint",
        "ttttt",
    ),
)
