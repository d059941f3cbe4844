"""Books with coffee, shelves and records."""

from shancha.demo.art.kit import (
    GOLD,
    PAPER,
    Canvas,
    circle,
    dark,
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
from shancha.demo.art.props.animals import sleeping_cat
from shancha.demo.art.props.culture import open_book, record
from shancha.demo.art.props.food import coffee_top, mug
from shancha.demo.art.props.furniture import book_pile
from shancha.demo.art.props.nature import (
    flower,
    leafspray,
    plant,
    rings,
    table,
    vase,
    window,
)
from shancha.demo.art.scenes.base import Scene, stage

BLACK, METAL = "#17131f", "#cfd6dc"


def _book_coffee(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    c.add(
        c.drop(group(open_book(p), w * 0.47, h * 0.64, 1.2 * k, -9), 16, 20, 12),
        group(coffee_top(c, p.main, p.second), w * 0.68, h * 0.22, 1.25 * k),
    )
    c.add(
        group(leafspray(0, 0, 330, 34, p.leaf, 8), -6, h * 0.06),
        group(flower(p.accent, 60), w * 0.12, h * 0.3),
        group(flower(lite(p.main, 0.3), 46), w * 0.24, h * 0.25),
    )
    spectacles = (
        ring(-64, 0, 56, p.ink, 11)
        + ring(64, 0, 56, p.ink, 11)
        + line("M-10 -10 Q0 -20 10 -10 M-118 -16 L-170 -90 M118 -16 L170 -90", p.ink, 11)
        + path("M-96 -20 L-56 -42 L-84 26Z", "#fff", opacity(0.5))
    )
    c.add(c.drop(group(spectacles, w * 0.76, h * 0.93, 0.95 * k, -8), 6, 9, 6))


def _reading_nook(c: Canvas, p: Palette, v: int) -> None:
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    c.add(
        rect(0, 0, w, h, c.linear([lite(p.wall, 0.3), mix(p.wall, p.floor, 0.3)])),
        window(c, w * 0.1, h * 0.06, w * 0.8, h * 0.5, v % 2 == 1),
        rect(0, h * 0.72, w, h * 0.3, c.linear(["#d9a877", "#b97f4f"])),
        rect(0, h * 0.72, w, 16, "#ecc9a0"),
    )
    c.add(
        c.put(book_pile((p.main, p.second, p.accent, lite(p.main, 0.4))), w * 0.36, h * 0.88, 1.5 * k, 170),
        c.put(mug(c, p.accent), w * 0.76, h * 0.9, 1.15 * k, 120),
    )
    c.add(
        group(sleeping_cat("#f2b46a"), w * 0.37, h * 0.88 - 340 * k, 1.7 * k),
        plant(c, w * 0.93, h * 0.8, 0.9 * k, PAPER, p.leaf),
    )


def bookshelf(c: Canvas, p: Palette, v: int) -> None:
    """Shelves full of books, plants and small things."""
    w, h = c.w, c.h
    c.add(rect(0, 0, w, h, c.linear([lite(p.wall, 0.3), mix(p.wall, p.floor, 0.4)])))
    rows = 4 if h > 1000 else 3
    step = h * 0.94 / rows
    tone = ("#b97f4f", "#8a5a3c", PAPER)[v % 3]
    c.add(
        rect(w * 0.04, h * 0.03, w * 0.92, h * 0.94, dark(tone, 0.12), 10),
        rect(w * 0.07, h * 0.045, w * 0.86, h * 0.91, mix(tone, p.wall, 0.55) if v % 3 < 2 else p.wall),
    )
    shades = (
        p.main,
        p.second,
        p.accent,
        lite(p.main, 0.45),
        p.leaf,
        mix(p.ink, p.main, 0.35),
        lite(p.accent, 0.35),
    )
    for row in range(rows):
        y = h * 0.03 + step * (row + 1) - 6
        gap = (row + v) % 3
        x = w * 0.09 + (210 if gap == 0 else 0)
        end = w * 0.91 - (210 if gap == 1 else 0)
        c.add(rect(w * 0.07, y - step + 26, w * 0.86, 40, "#000", 0, opacity(0.08)))
        while x < end - 30:
            wide, high = c.near(32, 62), step * c.near(0.58, 0.8)
            colour = c.rng.choice(shades)
            lean = 8 if c.rng.random() < 0.07 and x < end - 120 else 0
            book = (
                rect(0, -high, wide, high, c.side(colour, 0.2, 0.14), 5)
                + rect(wide * 0.22, -high * 0.86, wide * 0.56, high * 0.22, lite(colour, 0.6), 4)
                + rect(0, -high * 0.2, wide, 8, GOLD, 0, opacity(0.8))
            )
            c.add(group(book, x, y, 1, lean))
            x += wide + 3 + lean * 3
        place = w * 0.09 + 100 if gap == 0 else w * 0.91 - 100
        if gap < 2:
            things = (
                plant(c, place, y, step / 420, p.second, p.leaf),
                c.put(vase(c, p.accent, p.main, p.leaf, 3), place, y, step / 560, 60),
                group(sleeping_cat("#f2b46a"), place, y - 24, step / 300),
                c.put(mug(c, p.main), place, y, step / 420, 100),
            )
            c.add(things[(row * 2 + v) % 4])
        c.add(rect(w * 0.05, y, w * 0.9, 20, c.linear([lite(tone, 0.25), tone]), 4))


def _turntable(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h = c.w, c.h
    k = 0.3 + 0.7 * c.k
    deck = (
        rect(-400, -400, 800, 800, c.slant(("#c9925f", p.main)[v % 2], 0.3, 0.16), 50)
        + circle(-50, 0, 330, dark(p.ink, 0.1))
        + group(record(c, p.main if v % 2 == 0 else p.second), -50, 0, 1.04)
    )
    arm = (
        circle(310, -300, 62, METAL)
        + circle(310, -300, 36, "#8a93a0")
        + line("M310 -300 L320 60 L190 190", METAL, 20)
        + rect(150, 170, 66, 90, GOLD, 10, 'transform="rotate(45 180 210)"')
        + circle(320, 320, 40, METAL)
        + circle(240, 340, 22, p.accent)
    )
    c.add(
        c.drop(group(deck + arm, w * 0.5, h * 0.46, 1.03 * k, -4), 20, 28, 16),
        group(flower(p.accent, 66), w * 0.12, h * 0.93),
        group(flower(lite(p.main, 0.3), 48), w * 0.23, h * 0.96),
        group(leafspray(0, 0, 280, 205, p.leaf, 7), w * 1.02, h * 0.98),
    )


def _sleeves(c: Canvas, p: Palette, v: int) -> None:
    rings(c, lite(p.main, 0.1))
    w, h, k = c.w, c.h, 0.3 + 0.7 * c.k
    c.add(c.drop(group(record(c, p.accent), w * 0.63, h * 0.42, 1.05 * k), 16, 22, 12))
    art = (
        rect(-310, -310, 620, 620, p.second, 6)
        + "".join(
            circle(0, 40, r, mix(p.second, p.main, i / 5)) for i, r in enumerate((250, 200, 150, 100, 54))
        )
        + path("M-310 180 Q-100 60 80 170 T310 150 V310 H-310Z", p.accent)
        + path("M-310 240 Q-60 140 310 240 V310 H-310Z", p.ink)
        + rect(-310, -310, 620, 620, c.linear([("#ffffff", 0.25), ("#ffffff", 0.0)], 0, 0, 1, 1), 6)
    )
    c.add(c.drop(group(art, w * 0.4, h * 0.54, 1.0 * k, -6), 18, 24, 14))
    c.add(plant(c, w * 0.88, h * 0.97, 1.1 * k, PAPER, p.leaf))


SCENES = (
    Scene(
        "bookcoffee",
        stage(_book_coffee, _reading_nook),
        (
            ("摊开的书与拿铁", "an open book and a latte"),
            ("窗边的书堆、咖啡与猫", "a pile of books, coffee and a cat by the window"),
        ),
        "cream rose sage peach sky",
        "ttstt",
    ),
    Scene(
        "bookshelf",
        bookshelf,
        (
            ("木书架与绿植", "a wooden bookshelf with plants"),
            ("深色书架上的书", "books on a dark bookshelf"),
            ("白色书架", "a white bookshelf"),
        ),
        "mint wine sky peach lemon",
        "tttst",
    ),
    Scene(
        "vinyl",
        stage(_turntable, _sleeves),
        (("黑胶唱机", "a turntable"), ("黑胶唱片与封套", "a record and its sleeve")),
        "peach ocean sage lilac",
        "sttt",
    ),
)
