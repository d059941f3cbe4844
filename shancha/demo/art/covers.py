"""The wide pictures at the head of a profile."""

from typing import NamedTuple

from shancha.demo.art.emblems import camellia
from shancha.demo.art.kit import PAPER, Canvas, circle, dark, group, lite, mix, opacity, path, rect
from shancha.demo.art.palettes import PALETTES, Palette
from shancha.demo.art.props.food import coffee_top
from shancha.demo.art.props.furniture import book_pile
from shancha.demo.art.props.nature import (
    cloud,
    flower,
    leafspray,
    monstera,
    pine,
    plant,
    ridge,
    slanted_light,
    vase,
    window,
)
from shancha.demo.art.scenes.base import Draw
from shancha.demo.art.scenes.travel.towns import nightcity

WIDTH, HEIGHT = 1200, 480


class Cover(NamedTuple):
    """A profile header: its name, its drawing, its palette and what it shows."""

    name: str
    draw: Draw
    palette: str
    zh: str
    en: str


def hills(c: Canvas, p: Palette, v: int) -> None:
    """Hills at sunrise."""
    c.add(
        rect(0, 0, c.w, c.h, c.linear([p.main, mix(p.main, p.second, 0.6), lite(p.second, 0.5)])),
        c.glow(820, 190, 260, "#fff3d1", 0.6),
        circle(820, 190, 74, "#fff3d1"),
    )
    for i in range(5):
        c.add(
            path(
                ridge(c, c.h * (0.5 + 0.1 * i), 60 - 6 * i, 11 + i, 16),
                mix(lite(p.second, 0.3), mix(p.main, p.ink, 0.6), 0.2 + 0.2 * i),
            )
        )
    for i in range(14):
        c.add(
            pine(
                c.near(0, 340) if i % 2 else c.near(900, 1200),
                460 + c.near(-10, 30),
                c.near(0.5, 0.9),
                dark(p.ink, 0.2),
            )
        )


def sea(c: Canvas, p: Palette, v: int) -> None:
    """Waves under a bright sky."""
    c.add(
        rect(0, 0, c.w, c.h, c.linear(["#7cc7ea", "#d9f0f4", "#fff3d8"])),
        circle(240, 120, 60, "#fff6d8"),
        cloud(620, 110, 1.0),
        cloud(1000, 150, 0.8),
        cloud(430, 70, 0.5),
    )
    sail = (
        path("M-90 0 Q0 40 90 0 L70 26 Q0 44 -70 26Z", "#fff")
        + rect(-3, -120, 6, 124, "#5a2e1c")
        + path("M6 -120 Q80 -60 70 -14 H6Z", PAPER)
        + path("M-6 -104 Q-50 -50 -46 -14 H-6Z", p.main)
    )
    c.add(group(sail, 780, 270, 1.1))
    for i, colour in enumerate(("#56bfd0", "#3aa6c6", "#2f8fb8", "#1f7aa0")):
        c.add(
            path(
                f"M0 {270 + i * 56} q100 {-30 + i * 4} 200 0 t200 0 t200 0 t200 0 t200 0 t200 0 V480 H0Z",
                colour,
            )
        )


def camellias(c: Canvas, p: Palette, v: int) -> None:
    """Camellias on a quiet ground."""
    c.add(rect(0, 0, c.w, c.h, c.slant(p.wall, 0.4, 0.04)))
    for x, y, k in (
        (-60, 40, 0.62),
        (180, 210, 0.42),
        (760, 180, 0.5),
        (930, -60, 0.66),
        (1000, 250, 0.36),
        (420, -90, 0.4),
    ):
        c.add(c.drop(group(camellia(c, p), x, y, k), 8, 10, 8, 0.16))


def leaves(c: Canvas, p: Palette, v: int) -> None:
    """Large leaves around an arch of light."""
    c.add(
        rect(0, 0, c.w, c.h, c.slant(lite(p.wall, 0.2), 0.3, 0.04)),
        circle(600, 330, 220, lite(p.second, 0.35)),
    )
    for x, y, k, turn in (
        (60, 520, 240, 30),
        (210, 540, 190, -10),
        (1140, 520, 250, -32),
        (980, 540, 190, 8),
        (0, 300, 170, 70),
        (1200, 270, 180, -72),
    ):
        c.add(c.drop(group(monstera(mix(p.leaf, p.ink, 0.25 * (k < 200)), k), x, y, 1, turn), 6, 8, 8, 0.2))
    c.add(
        group(leafspray(0, 0, 330, 20, dark(p.leaf, 0.1), 8), 0, 30),
        group(leafspray(0, 0, 330, 160, dark(p.leaf, 0.1), 8), 1200, 30),
    )


def sill(c: Canvas, p: Palette, v: int) -> None:
    """Plants, books and flowers on a window sill."""
    c.add(
        rect(0, 0, c.w, c.h, c.linear([lite(p.wall, 0.3), p.wall])),
        window(c, 380, 30, 440, 320),
        rect(0, 400, c.w, 80, c.linear(["#e0b07c", "#b97f4f"])),
        rect(0, 396, c.w, 10, "#ecc9a0"),
    )
    c.add(
        plant(c, 150, 420, 0.95, p.main, p.leaf),
        c.put(book_pile((p.main, p.second, p.accent)), 330, 420, 0.75, 150),
        c.put(vase(c, p.accent, p.main, p.leaf), 920, 420, 0.75, 70),
        plant(c, 1090, 424, 0.8, p.second, p.leaf),
    )
    slanted_light(c, 0.18)


def desk(c: Canvas, p: Palette, v: int) -> None:
    """A table from above with coffee, flowers and leaves."""
    c.add(rect(0, 0, c.w, c.h, c.slant(mix(p.wall, p.floor, 0.4), 0.4, 0.05)))
    slanted_light(c, 0.25)
    sheet = rect(-150, -190, 300, 380, PAPER, 8) + "".join(
        rect(-110, -140 + i * 46, 220 - 40 * (i % 3), 9, lite(p.floor, 0.1), 4) for i in range(7)
    )
    c.add(
        c.drop(group(sheet, 560, 260, 1, -8)),
        group(coffee_top(c, p.main, p.second), 880, 230, 0.95),
        group(leafspray(0, 0, 360, 30, p.leaf, 9), 20, 60),
    )
    c.add(
        *[
            c.drop(group(flower(colour, r), x, y), 4, 6, 5, 0.18)
            for colour, r, x, y in (
                (p.main, 74, 170, 340),
                (lite(p.main, 0.4), 54, 280, 400),
                (p.accent, 46, 1100, 400),
                (p.second, 60, 330, 180),
            )
        ]
    )


def clouds(c: Canvas, p: Palette, v: int) -> None:
    """Pink clouds and a moon."""
    c.add(
        rect(
            0, 0, c.w, c.h, c.linear([mix(p.main, "#4a4f9f", 0.45), lite(p.main, 0.4), lite(p.second, 0.5)])
        ),
        c.glow(300, 130, 170, "#fff1cf", 0.6),
        circle(300, 130, 54, "#fff6dc"),
    )
    for _ in range(26):
        c.add(circle(c.near(0, 1200), c.near(0, 220), c.near(1, 3), "#fff", opacity(0.8)))
    for row in range(3):
        for i in range(8):
            c.add(
                cloud(
                    i * 180 + c.near(-50, 50),
                    300 + row * 80,
                    c.near(0.9, 1.5),
                    mix(lite(p.main, 0.75), "#ffffff", row * 0.4),
                    0.85,
                )
            )


COVERS = (
    Cover("hills", hills, "peach", "插画：日出时的山峦", "Illustration: hills at sunrise"),
    Cover("sea", sea, "coral", "插画：海浪与帆船", "Illustration: waves and a sailing boat"),
    Cover("camellias", camellias, "rose", "插画：山茶花", "Illustration: camellias"),
    Cover("leaves", leaves, "mint", "插画：龟背竹叶", "Illustration: monstera leaves"),
    Cover("sill", sill, "cream", "插画：窗台上的花与书", "Illustration: flowers and books on a window sill"),
    Cover("desk", desk, "milk", "插画：桌上的咖啡与花", "Illustration: coffee and flowers on a table"),
    Cover("clouds", clouds, "lilac", "插画：云海与月亮", "Illustration: clouds and the moon"),
    Cover("city", nightcity, "ocean", "插画：城市夜景", "Illustration: a city at night"),
)


def cover_svg(number: int) -> str:
    """The cover with this number, from 1."""
    cover = COVERS[number - 1]
    c = Canvas(WIDTH, HEIGHT, f"cover {number}")
    cover.draw(c, PALETTES[cover.palette], 0)
    return c.svg()
