"""Weights, bottles and a bicycle."""

from shancha.demo.art.kit import (
    PAPER,
    Canvas,
    circle,
    dark,
    group,
    line,
    lite,
    opacity,
    path,
    rect,
    ring,
    text,
)
from shancha.demo.art.props.nature import (
    flower,
)


def dumbbell(colour: str) -> str:
    """A dumbbell, centred, 250 long."""
    out = rect(-60, -13, 120, 26, "#9aa3ad", 8) + rect(-60, -11, 120, 8, "#dfe5ea", 4)
    for x, w, h, tone in (
        (-96, 34, 108, colour),
        (62, 34, 108, colour),
        (-124, 28, 78, dark(colour, 0.18)),
        (96, 28, 78, dark(colour, 0.18)),
    ):
        out += rect(x, -h / 2, w, h, tone, 10)
    return (
        out
        + rect(-92, -48, 8, 96, lite(colour, 0.5), 4, opacity(0.6))
        + rect(66, -48, 8, 96, lite(colour, 0.5), 4, opacity(0.6))
    )


def kettlebell(c: Canvas, colour: str) -> str:
    """A kettlebell with its foot at the origin."""
    out = line("M-48 -120 C-66 -230 66 -230 48 -120", dark(colour, 0.25), 30)
    out += path(
        "M-60 -2 Q-104 -40 -96 -90 Q-86 -142 0 -146 Q86 -142 96 -90 Q104 -40 60 -2 Q0 8 -60 -2Z",
        c.ball(colour, 0.35, 0.25),
    )
    return out + circle(0, -76, 38, PAPER, opacity(0.92)) + text(0, -62, "8", 42, dark(colour, 0.3))


def bottle(c: Canvas, colour: str) -> str:
    """A water bottle with its foot at the origin."""
    out = rect(-46, -250, 92, 250, c.side(colour, 0.5), 24) + rect(
        -34, -230, 11, 200, "#fff", 5, opacity(0.5)
    )
    out += rect(-38, -300, 76, 56, dark(colour, 0.4), 14) + line(
        "M-20 -300 C-20 -336 20 -336 20 -300", dark(colour, 0.4), 10
    )
    return out + rect(-46, -150, 92, 34, PAPER, 0, opacity(0.85))


def bicycle(c: Canvas, colour: str, basket: str) -> str:
    """A city bicycle facing right, wheels on the origin's line, 620 wide."""
    wheels = ""
    for x in (-210, 210):
        wheels += ring(x, -140, 132, "#2b2f3a", 16) + ring(x, -140, 118, "#cfd6dc", 5)
        wheels += "".join(
            group(line("M0 -116 V116", "#9aa3ad", 2.5, opacity(0.8)), x, -140, 1, a)
            for a in range(0, 180, 20)
        ) + circle(x, -140, 14, "#6b7280")
    frame = line(
        "M-210 -140 L-90 -330 L130 -330 L-30 -140 Z M-90 -330 L-30 -140 M210 -140 L140 -380", colour, 17
    ) + line("M-104 -356 L-84 -320", "#6b7280", 12)
    seat = path("M-170 -372 Q-110 -396 -50 -366 Q-80 -346 -130 -350 Q-166 -352 -170 -372Z", "#6b4630")
    bars = line("M140 -380 L130 -430 Q170 -462 214 -430", "#6b7280", 13) + line(
        "M196 -444 L222 -424", "#6b4630", 20
    )
    carrier = (
        path("M170 -400 H310 L290 -290 H190Z", basket)
        + "".join(
            line(f"M{172 + i} {-376 + 30 * i // 10} H{306 - i}", dark(basket, 0.2), 5) for i in (0, 10, 20)
        )
        + "".join(
            group(flower(f, 40), x, y)
            for f, x, y in ((lite(colour, 0.3), 200, -424), (PAPER, 250, -440), (colour, 290, -420))
        )
    )
    return (
        wheels
        + line("M-210 -140 L-30 -140", "#2b2f3a", 8)
        + frame
        + circle(-30, -140, 34, "#6b7280")
        + line("M-30 -140 L0 -90 M-12 -86 h32", "#2b2f3a", 10)
        + seat
        + bars
        + carrier
    )
