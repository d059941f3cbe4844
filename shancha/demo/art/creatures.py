"""What is not a person among the avatars: animals, plants and objects, drawn on 600 by 600."""

from collections.abc import Callable

from shancha.demo.art.kit import (
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
from shancha.demo.art.props import animals
from shancha.demo.art.props.nature import leafspray

Drawing = Callable[[Canvas, Palette], str]
INK = "#2b2230"


def eyes(y: float, gap: float, r: float = 22) -> str:
    return "".join(
        circle(300 + s * gap, y, r, INK) + circle(300 + s * gap + r * 0.35, y - r * 0.35, r * 0.34, "#fff")
        for s in (-1, 1)
    )


def _cheeks(y: float, gap: float) -> str:
    return "".join(circle(300 + s * gap, y, 32, "#f58f7c", opacity(0.45)) for s in (-1, 1))


def _smile(y: float, colour: str = "#4a2f2a") -> str:
    return line(f"M300 {y} v14 q-26 26 -46 6 M300 {y + 14} q26 26 46 6", colour, 8)


def cat_of(fur: str, asleep: bool = False) -> Drawing:
    """A cat's face in some fur."""
    return lambda c, p: (
        path("M130 620 Q150 470 300 470 Q450 470 470 620Z", fur)
        + group(animals.cat_head(c, fur, asleep), 300, 340, 1.0)
        + rect(200, 506, 200, 28, p.main, 14)
        + circle(300, 540, 24, "#f4c04e")
    )


def dog_of(fur: str, ear: str) -> Drawing:
    """A dog's head and chest."""
    return lambda c, p: group(animals.dog(c, fur, ear, p.main), 300, 690, 0.94)


def bear_of(fur: str, muzzle: str) -> Drawing:
    """A bear's face, or a panda's when the ears are dark."""

    def draw(c: Canvas, p: Palette) -> str:
        ears = "".join(
            circle(300 + s * 160, 180, 72, fur) + circle(300 + s * 160, 180, 38, lite(fur, 0.35))
            for s in (-1, 1)
        )
        face = ellipse(300, 340, 222, 196, c.ball(fur, 0.25, 0.06)) + ellipse(300, 400, 100, 80, muzzle)
        body = path("M110 620 Q130 480 300 480 Q470 480 490 620Z", p.main)
        return (
            body
            + ears
            + face
            + eyes(310, 92)
            + ellipse(300, 370, 34, 24, INK)
            + _smile(392)
            + _cheeks(380, 150)
        )

    return draw


def panda(c: Canvas, p: Palette) -> str:
    """A panda's face."""
    out = path("M110 620 Q130 480 300 480 Q470 480 490 620Z", INK) + "".join(
        circle(300 + s * 160, 180, 72, INK) for s in (-1, 1)
    )
    out += ellipse(300, 340, 226, 196, c.ball("#ffffff", 0.2, 0.06)) + "".join(
        ellipse(300 + s * 96, 322, 52, 64, INK, f'transform="rotate({s * 20} {300 + s * 96} 322)"')
        for s in (-1, 1)
    )
    out += "".join(
        circle(300 + s * 88, 316, 18, "#fff") + circle(300 + s * 86, 318, 11, INK) for s in (-1, 1)
    )
    return (
        out
        + ellipse(300, 392, 30, 21, INK)
        + _smile(412)
        + _cheeks(410, 160)
        + group(leafspray(0, 0, 160, -50, p.leaf, 5), 330, 560)
    )


def rabbit_of(fur: str) -> Drawing:
    """A rabbit's face."""

    def draw(c: Canvas, p: Palette) -> str:
        ears = "".join(
            ellipse(300 + s * 90, 150, 52, 150, fur, f'transform="rotate({s * 8} 300 300)"')
            + ellipse(300 + s * 90, 160, 26, 110, "#f6b6b0", f'transform="rotate({s * 8} 300 300)"')
            for s in (-1, 1)
        )
        body = path("M130 620 Q150 500 300 500 Q450 500 470 620Z", p.accent)
        face = ellipse(300, 390, 200, 166, c.ball(fur, 0.3, 0.05))
        return (
            ears
            + body
            + face
            + eyes(370, 84)
            + path("M278 416 H322 Q318 440 300 442 Q282 440 278 416Z", "#ef8f8a")
            + _smile(440)
            + _cheeks(430, 132)
        )

    return draw


def fox(c: Canvas, p: Palette) -> str:
    """A fox's face."""
    fur = "#f0843c"
    out = path("M120 620 Q150 490 300 490 Q450 490 480 620Z", fur) + "".join(
        path(f"M{300 + s * 70} 220 L{300 + s * 220} 90 L{300 + s * 220} 330Z", fur)
        + path(f"M{300 + s * 120} 210 L{300 + s * 196} 146 L{300 + s * 196} 270Z", "#5a2e1c")
        for s in (-1, 1)
    )
    out += path(
        "M76 330 Q180 170 300 180 Q420 170 524 330 Q420 470 300 510 Q180 470 76 330Z", c.ball(fur, 0.25, 0.06)
    ) + path("M76 330 Q200 320 300 430 Q400 320 524 330 Q420 470 300 510 Q180 470 76 330Z", "#fff6ea")
    return out + eyes(330, 100) + ellipse(300, 470, 32, 24, INK) + _cheeks(390, 160)


def penguin(c: Canvas, p: Palette) -> str:
    """A penguin with a scarf."""
    out = path("M120 640 Q90 140 300 130 Q510 140 480 640Z", c.side("#34405e", 0.2, 0.15)) + path(
        "M190 640 Q160 330 230 290 Q280 270 300 320 Q320 270 370 290 Q440 330 410 640Z", "#fffaf2"
    )
    return (
        out
        + eyes(320, 66)
        + path("M264 360 H336 L300 404Z", "#f5a02c")
        + _cheeks(380, 96)
        + rect(150, 440, 300, 58, p.main, 29)
        + rect(350, 470, 62, 130, dark(p.main, 0.08), 20)
    )


def frog(c: Canvas, p: Palette) -> str:
    """A frog's face."""
    skin = "#7fbf5a"
    out = path("M100 620 Q120 480 300 480 Q480 480 500 620Z", dark(skin, 0.1)) + "".join(
        circle(300 + s * 130, 210, 78, c.ball(skin))
        + circle(300 + s * 130, 204, 50, "#fff")
        + circle(300 + s * 130, 208, 27, INK)
        + circle(308 + s * 130, 198, 9, "#fff")
        for s in (-1, 1)
    )
    return (
        out
        + ellipse(300, 360, 240, 166, c.ball(skin, 0.3, 0.06))
        + line("M160 370 Q300 480 440 370", "#3f6a2c", 11)
        + _cheeks(390, 180)
        + circle(276, 330, 7, "#3f6a2c")
        + circle(324, 330, 7, "#3f6a2c")
    )


def hamster(c: Canvas, p: Palette) -> str:
    """A hamster with a seed."""
    return group(animals.hamster(c, "#e9b06a", "#5a3f2e"), 300, 590, 1.08)


def chick(c: Canvas, p: Palette) -> str:
    """A chick."""
    out = ellipse(300, 380, 220, 226, c.ball("#ffd24d", 0.4, 0.08)) + line(
        "M280 160 q-10 -50 20 -70 M310 158 q10 -40 44 -48", "#f2b52c", 16
    )
    return (
        out
        + eyes(330, 88)
        + path("M262 372 Q300 350 338 372 Q318 408 300 412 Q282 408 262 372Z", "#f28a2e")
        + _cheeks(390, 140)
        + path(
            "M90 400 Q60 470 130 500 Q150 450 130 410Z M510 400 Q540 470 470 500 Q450 450 470 410Z", "#f2b52c"
        )
    )


def whale(c: Canvas, p: Palette) -> str:
    """A spouting whale."""
    blue = mix(p.main, "#3f8fc4", 0.6)
    out = path(
        "M60 360 Q70 220 260 216 Q420 220 450 360 Q470 300 440 250 Q500 250 520 290 Q550 250 590 260 Q590 340"
        " 500 370 Q480 520 270 520 Q70 510 60 360Z",
        c.ball(blue, 0.3, 0.1),
    ) + path("M66 400 Q250 450 440 420 Q400 520 270 520 Q90 510 66 400Z", "#f4fbff")
    return (
        out
        + circle(160, 350, 18, INK)
        + circle(166, 344, 6, "#fff")
        + circle(190, 390, 26, "#f58f7c", opacity(0.4))
        + line("M230 200 q0 -60 -44 -80 M230 200 q0 -60 44 -80", "#fff", 16)
        + line("M70 400 q30 20 60 10", dark(blue, 0.3), 7)
    )
