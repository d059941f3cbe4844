"""Plants, food and objects that people use as avatars, drawn on 600 by 600."""

from shancha.demo.art.creatures import INK, eyes
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
from shancha.demo.art.props import bakery, food
from shancha.demo.art.props.nature import flower, leafspray, monstera, plant, vase


def camellia(c: Canvas, p: Palette) -> str:
    """A camellia with two leaves."""
    leaf = "M0 0 C60 -80 180 -80 230 0 C180 70 60 70 0 0Z"
    out = group(path(leaf, p.leaf) + line("M10 0 H200", lite(p.leaf, 0.4), 6), 330, 350, 1.1, 25) + group(
        path(leaf, dark(p.leaf, 0.12)) + line("M10 0 H200", lite(p.leaf, 0.3), 6), 270, 350, 1.1, 155
    )
    for r, count, tone, turn in (
        (230, 8, p.main, 0),
        (170, 7, lite(p.main, 0.18), 20),
        (110, 6, lite(p.main, 0.34), 8),
    ):
        petal = path(
            f"M0 0 C{-r * 0.6} {-r * 0.2} {-r * 0.56} {-r} 0 {-r} C{r * 0.56} {-r} {r * 0.6} {-r * 0.2} 0 0Z",
            c.linear([lite(tone, 0.2), tone]),
            f'stroke="{dark(tone, 0.12)}" stroke-width="3"',
        )
        out += group("".join(group(petal, rot=turn + i * 360 / count) for i in range(count)), 300, 300)
    return (
        out
        + circle(300, 300, 46, "#f6c64f")
        + "".join(
            circle(300 + dx, 300 + dy, 9, "#fff1c4")
            for dx, dy in ((-20, -10), (14, -22), (22, 12), (-8, 22), (0, 0))
        )
    )


def sunflower(c: Canvas, p: Palette) -> str:
    """A sunflower with a smile."""
    out = line("M300 360 V640", p.leaf, 26) + group(leafspray(0, 0, 200, -30, p.leaf, 4), 300, 600)
    out += "".join(
        group(
            path("M0 0 C-60 -90 -40 -190 0 -230 C40 -190 60 -90 0 0Z", ("#ffc93d", "#f5ac22")[i % 2]),
            300,
            290,
            1,
            i * 24,
        )
        for i in range(15)
    )
    return (
        out
        + circle(300, 290, 124, c.ball("#7a4a26", 0.2))
        + eyes(276, 44, 15)
        + line("M266 316 q34 32 68 0", "#3a2013", 9)
        + "".join(circle(300 + s * 78, 312, 18, "#f58f7c", opacity(0.5)) for s in (-1, 1))
    )


def succulent(c: Canvas, p: Palette) -> str:
    """A plant in a pot."""
    return plant(c, 300, 570, 1.55, p.main, p.leaf, 9)


def big_leaf(c: Canvas, p: Palette) -> str:
    """Two monstera leaves."""
    return group(monstera(dark(p.leaf, 0.15), 260), 360, 600, 1, 26) + group(
        monstera(p.leaf, 290), 270, 600, 1, -12
    )


def bouquet(c: Canvas, p: Palette) -> str:
    """A vase of flowers."""
    return group(vase(c, p.accent, p.main, p.leaf), 300, 590, 1.1)


def coffee(c: Canvas, p: Palette) -> str:
    """A latte from above."""
    return group(food.coffee_top(c, p.main, p.second), 290, 300, 1.35, -12)


def mug(c: Canvas, p: Palette) -> str:
    """A mug with a heart."""
    return food.steam(c, 290, 230, 0.8) + c.put(food.mug(c, p.main), 280, 520, 1.4, 120)


def strawberry(c: Canvas, p: Palette) -> str:
    """A strawberry with a face."""
    return (
        c.drop(group(bakery.strawberry(c), 300, 330, 3.6))
        + "".join(circle(300 + s * 62, 320, 13, INK) for s in (-1, 1))
        + line("M276 346 q24 24 48 0", INK, 8)
    )


def orange(c: Canvas, p: Palette) -> str:
    """A slice of orange."""
    out = circle(300, 310, 224, "#f28a2e") + circle(300, 310, 198, "#fff1d8")
    wedge = path("M0 -18 L-74 -160 Q0 -204 74 -160Z", c.linear(["#ffb347", "#ff9a2e"]))
    return c.drop(out + group("".join(group(wedge, rot=i * 45) for i in range(8)), 300, 310))


def cake(c: Canvas, p: Palette) -> str:
    """A cupcake."""
    return c.put(bakery.cupcake(c, p.main, lite(p.second, 0.4)), 300, 550, 1.5, 90)


def peach(c: Canvas, p: Palette) -> str:
    """A peach."""
    body = path(
        "M300 180 Q460 120 490 300 Q500 450 300 540 Q100 450 110 300 Q140 120 300 180Z",
        c.ball("#ff9a8a", 0.5, 0.05),
    )
    leaves = path("M300 180 Q360 60 470 90 Q440 190 300 180Z", p.leaf) + path(
        "M300 180 Q240 80 150 110 Q180 190 300 180Z", dark(p.leaf, 0.1)
    )
    return c.drop(
        body
        + path("M300 184 Q250 340 300 530", "none", 'stroke="#e8706a" stroke-width="9" opacity=".6"')
        + leaves
    )


def moon(c: Canvas, p: Palette) -> str:
    """A crescent moon and stars at night."""
    night = rect(0, 0, 600, 600, c.linear([mix(p.ink, "#1a2048", 0.6), mix(p.main, "#4a3f8f", 0.6)]))
    stars = "".join(
        path(
            "M0 -26 Q4 -4 26 0 Q4 4 0 26 Q-4 4 -26 0 Q-4 -4 0 -26Z",
            "#fff1c4",
            f'transform="translate({x} {y}) scale({k})"',
        )
        for x, y, k in ((120, 140, 1), (470, 120, 1.4), (500, 330, 0.8), (110, 420, 0.9), (420, 500, 0.7))
    )
    return (
        night
        + c.glow(300, 310, 260, "#ffe9b0", 0.5)
        + path("M360 120 A200 200 0 1 0 470 420 A160 160 0 1 1 360 120Z", c.slant("#ffe29a", 0.4, 0.08))
        + stars
    )


def peaks(c: Canvas, p: Palette) -> str:
    """Mountains at sunrise."""
    sky = rect(0, 0, 600, 600, c.linear([p.main, lite(p.second, 0.3), lite(p.second, 0.7)])) + circle(
        390, 240, 76, "#fff3d1"
    )
    return sky + "".join(
        path(
            f"M-20 {380 + i * 70} L{130 + i * 60} {230 + i * 70} L{260 + i * 40} {350 + i * 70}"
            f" L{430 - i * 50} {250 + i * 80} L640 {400 + i * 70} V640 H-20Z",
            mix(p.main, p.ink, 0.3 + 0.28 * i),
        )
        for i in range(3)
    )


def waves(c: Canvas, p: Palette) -> str:
    """The sea with a small boat."""
    out = rect(0, 0, 600, 600, c.linear(["#8fd0ee", "#fdf1d8"])) + circle(430, 150, 66, "#fff6d8")
    boat = (
        path("M-90 0 Q0 40 90 0 L70 30 Q0 46 -70 30Z", "#7b3f25")
        + rect(-4, -150, 8, 152, "#5a2e1c")
        + path("M8 -150 Q104 -70 86 -14 H8Z", PAPER)
        + path("M-8 -130 Q-66 -60 -60 -14 H-8Z", p.main)
    )
    out += group(boat, 270, 370, 1.35)
    return out + "".join(
        path(
            f"M0 {390 + i * 62} q75 {-34 + i * 6} 150 0 t150 0 t150 0 t150 0 V600 H0Z",
            ("#3f9ec2", "#2f8fb8", "#1f7aa0", "#17658a")[i],
        )
        for i in range(4)
    )


def camera(c: Canvas, p: Palette) -> str:
    """A little camera."""
    out = (
        rect(90, 190, 420, 290, c.slant("#efe9e0", 0.3, 0.12), 40)
        + rect(90, 260, 420, 150, c.side(p.main, 0.2, 0.15))
        + path("M220 190 L244 140 H356 L380 190Z", "#d9d2c6")
        + circle(450, 226, 16, "#e8503f")
    )
    return c.drop(
        out
        + circle(300, 335, 116, "#2b2f3a")
        + circle(300, 335, 82, c.radial(["#6f8fe0", "#2a2f6a", "#0d0f20"]))
        + ellipse(272, 302, 24, 16, "#fff", opacity(0.8))
    )


def record(c: Canvas, p: Palette) -> str:
    """A vinyl record."""
    out = (
        circle(300, 300, 224, "#17131f")
        + "".join(ring(300, 300, r, "#3a3348", 4) for r in range(104, 220, 22))
        + path(
            "M300 300 L140 140 A226 226 0 0 1 236 84Z M300 300 L460 460 A226 226 0 0 1 364 516Z",
            "#fff",
            opacity(0.14),
        )
    )
    return c.drop(out + circle(300, 300, 84, p.main) + circle(300, 300, 13, PAPER))


def daisy(c: Canvas, p: Palette) -> str:
    """Three flowers."""
    return c.drop(
        group(flower(p.main, 190), 240, 270)
        + group(flower(p.second, 130), 430, 400, 1, 20)
        + group(flower(PAPER, 100), 170, 480, 1, 10),
        6,
        10,
        8,
    )
