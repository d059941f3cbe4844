"""Toys and a pram."""

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
    opacity,
    path,
    rect,
    ring,
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props.nature import flower


def bear(c: Canvas, fur: str, bow: str) -> str:
    """A sitting teddy bear with its seat at the origin, about 640 high."""
    out = ellipse(-190, -250, 66, 110, dark(fur, 0.06), 'transform="rotate(28 -190 -250)"') + ellipse(
        190, -250, 66, 110, dark(fur, 0.1), 'transform="rotate(-28 190 -250)"'
    )
    out += (
        ellipse(0, -180, 190, 200, c.ball(fur, 0.25, 0.08))
        + ellipse(0, -160, 112, 126, lite(fur, 0.5))
        + circle(-150, -610, 72, fur)
        + circle(150, -610, 72, dark(fur, 0.06))
    )
    out += (
        circle(-150, -610, 40, lite(fur, 0.45))
        + circle(150, -610, 40, lite(fur, 0.45))
        + ellipse(0, -490, 206, 180, c.ball(fur, 0.3, 0.06))
        + ellipse(0, -430, 96, 76, lite(fur, 0.6))
    )
    out += (
        circle(-84, -514, 20, "#2b2230")
        + circle(84, -514, 20, "#2b2230")
        + circle(-78, -522, 7, "#fff")
        + circle(90, -522, 7, "#fff")
        + ellipse(0, -458, 30, 21, "#4a2f2a")
    )
    out += (
        line("M0 -440 V-420 Q-26 -394 -46 -414 M0 -420 Q26 -394 46 -414", "#4a2f2a", 8)
        + circle(-136, -450, 28, "#f58f7c", opacity(0.4))
        + circle(136, -450, 28, "#f58f7c", opacity(0.4))
    )
    out += (
        path("M0 -320 L-110 -370 Q-130 -310 -104 -270Z", bow)
        + path("M0 -320 L110 -370 Q130 -310 104 -270Z", dark(bow, 0.08))
        + circle(0, -320, 30, lite(bow, 0.25))
    )
    return out + "".join(
        ellipse(x, -20, 92, 84, c.ball(fur, 0.25, 0.1)) + ellipse(x, -14, 50, 46, lite(fur, 0.5))
        for x in (-150, 150)
    )


def rattle_rings(p: Palette) -> str:
    """A stacking-rings toy with its foot at the origin."""
    out = rect(-10, -400, 20, 380, WOOD, 10) + rect(-150, -34, 300, 34, WOOD, 16)
    for i, colour in enumerate((p.main, p.second, p.accent, lite(p.main, 0.45), p.leaf)):
        w = 270 - i * 42
        out += rect(-w / 2, -104 - i * 68, w, 68, colour, 34) + rect(
            -w / 2 + 24, -92 - i * 68, w * 0.4, 12, lite(colour, 0.55), 6
        )
    return out + circle(0, -420, 40, p.main)


def toy_car(c: Canvas, colour: str, wheel: str) -> str:
    """A wooden toy car with its wheels on the origin."""
    out = path(
        "M-190 -60 V-130 Q-186 -160 -150 -160 H-110 L-60 -240 Q-50 -256 -30 -256 H70 Q90 -256 102 -236 L140"
        " -160 Q190 -156 196 -110 V-60 Q196 -40 170 -40 H-160 Q-190 -40 -190 -60Z",
        c.slant(colour, 0.3, 0.12),
    )
    out += path("M-80 -164 L-40 -226 H10 V-164Z M34 -164 V-226 H70 L104 -164Z", "#e6f4fa")
    return (
        out
        + "".join(circle(x, -40, 54, wheel) + circle(x, -40, 26, lite(wheel, 0.5)) for x in (-104, 110))
        + circle(182, -110, 14, "#ffe08a")
    )


def pram(c: Canvas, p: Palette) -> str:
    """A pram facing left with its wheels on the origin, about 640 wide."""
    hood = path(
        "M-20 -330 A250 250 0 0 1 -270 -330 Q-260 -560 -20 -580Z",
        c.slant(p.main, 0.3, 0.1),
        'transform="translate(20 0)"',
    ) + "".join(line(f"M0 -330 L{x} {y}", dark(p.main, 0.18), 6) for x, y in ((-190, -500), (-90, -566)))
    body = path(
        "M-260 -330 H240 Q240 -170 90 -150 H-110 Q-260 -170 -260 -330Z", c.slant(lite(p.main, 0.1), 0.3, 0.14)
    ) + rect(-270, -348, 520, 34, dark(p.main, 0.14), 17)
    frame = line("M230 -330 L330 -470 H390 M-150 -150 L150 -60 M130 -150 L-130 -60", "#8a93a0", 14) + line(
        "M330 -470 H392", p.ink, 24
    )
    wheels = "".join(
        ring(x, -74, 66, "#2b2f3a", 16)
        + circle(x, -74, 16, "#8a93a0")
        + "".join(group(line("M0 -52 V52", "#9aa3ad", 4), x, -74, 1, a) for a in (0, 60, 120))
        for x in (-150, 150)
    )
    blanket = path("M20 -348 H230 Q236 -280 214 -250 Q120 -300 20 -262Z", lite(p.second, 0.3)) + "".join(
        circle(x, -306, 12, p.second) for x in (66, 116, 168)
    )
    return hood + frame + body + blanket + wheels + group(flower(PAPER, 50), -60, -240)
