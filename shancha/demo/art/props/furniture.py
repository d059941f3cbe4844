"""Furniture and things of a home, each with its foot at the origin."""

from shancha.demo.art.kit import (
    PAPER,
    SHADOW,
    WOOD,
    Canvas,
    circle,
    dark,
    ellipse,
    line,
    lite,
    mix,
    opacity,
    path,
    rect,
)

IRON = "#4a3a33"


def sofa(c: Canvas, colour: str) -> str:
    """A two-seat sofa, 744 wide."""
    out = rect(-330, -230, 660, 190, c.linear([lite(colour, 0.15), dark(colour, 0.08)]), 54)
    for x in (-300, 4):
        out += rect(x, -150, 296, 110, c.linear([lite(colour, 0.35), colour]), 28)
    out += rect(-372, -176, 104, 170, c.linear([lite(colour, 0.28), dark(colour, 0.08)]), 46)
    out += rect(268, -176, 104, 170, c.linear([lite(colour, 0.1), dark(colour, 0.16)]), 46) + rect(
        -330, -50, 660, 46, dark(colour, 0.14), 20
    )
    return out + rect(-290, -8, 18, 40, "#6b4630", 6) + rect(272, -8, 18, 40, "#6b4630", 6)


def armchair(c: Canvas, colour: str) -> str:
    """A round armchair."""
    out = line("M-110 -10 L-130 40 M110 -10 L130 40", "#6b4630", 18) + rect(
        -170, -330, 340, 300, c.side(colour, 0.3, 0.16), 130
    )
    out += rect(-140, -150, 280, 110, c.linear([lite(colour, 0.4), colour]), 44)
    return (
        out
        + rect(-206, -190, 84, 170, c.side(colour, 0.35, 0.1), 42)
        + rect(122, -190, 84, 170, c.side(colour, 0.2, 0.2), 42)
    )


def cushion(colour: str, mark: bool) -> str:
    """A cushion, centred."""
    pattern = (
        circle(0, 0, 26, lite(colour, 0.5))
        if mark
        else line("M-40 -20 H40 M-40 16 H40", lite(colour, 0.5), 8)
    )
    return rect(-64, -64, 128, 128, colour, 24) + pattern


def floor_lamp(c: Canvas) -> str:
    """A standing lamp with a warm shade."""
    out = rect(-7, -620, 14, 620, IRON) + ellipse(0, 0, 80, 14, IRON)
    return (
        c.glow(0, -580, 240, "#ffe9b0", 0.6)
        + out
        + path("M-60 -700 H60 L112 -580 H-112Z", c.linear(["#fff1cf", "#ffd58a"]))
    )


def desk_lamp(c: Canvas, colour: str) -> str:
    """A jointed desk lamp."""
    out = line("M0 0 L-60 -150 L40 -260", IRON, 11) + path("M10 -300 L96 -250 L60 -190 L-10 -226Z", colour)
    return c.glow(60, -140, 190, "#ffe9b0", 0.7) + out + ellipse(0, 0, 56, 11, IRON)


def pendant(c: Canvas, colour: str) -> str:
    """A lamp that hangs from above; its cord ends at the origin."""
    out = line("M0 -400 V0", IRON, 6) + path(
        "M-30 0 H30 Q84 20 92 84 H-92 Q-84 20 -30 0Z", c.side(colour, 0.2, 0.1)
    )
    return c.glow(0, 120, 300, "#fff1cf", 0.6) + out + ellipse(0, 84, 92, 14, "#fff1cf")


def frame(c: Canvas, x: float, y: float, w: float, h: float, ground: str, mark: str, sun: bool) -> str:
    """A picture on the wall."""
    out = (
        rect(x + 6, y + 10, w, h, SHADOW, 3, f"{opacity(0.2)} {c.blur(6)}")
        + rect(x, y, w, h, PAPER, 3)
        + rect(x + 14, y + 14, w - 28, h - 28, ground)
    )
    if sun:
        return out + circle(x + w / 2, y + h * 0.5, w * 0.22, mark)
    return out + path(
        f"M{x + 14} {y + h - 14} v{-h * 0.3} q{w * 0.3} {-h * 0.3} {w - 28} 0 v{h * 0.3}Z", mark
    )


def books(colours: tuple[str, ...], low: float = 150) -> str:
    """Upright books that start at the origin."""
    out = ""
    for i, colour in enumerate(colours):
        high = low + (i * 37 % 3) * 18
        out += rect(i * 34, -high, 32, high, colour, 3) + rect(
            i * 34 + 6, -high + 18, 20, 8, lite(colour, 0.6), 2
        )
    return out


def book_pile(colours: tuple[str, ...]) -> str:
    """A pile of lying books."""
    out = ""
    for i, colour in enumerate(colours):
        w, x = 300 - i * 16, (i * 53 % 40) - 20
        out += (
            rect(-w / 2 + x, -54 * (i + 1), w, 52, colour, 7)
            + rect(w / 2 - 18 + x, -54 * (i + 1) + 8, 14, 36, PAPER, 3)
            + rect(-w / 2 + 30 + x, -54 * (i + 1) + 18, 90, 12, lite(colour, 0.6), 5)
        )
    return out


def stool(colour: str) -> str:
    """A small round side table."""
    return (
        ellipse(0, -150, 120, 26, colour)
        + ellipse(0, -156, 120, 26, lite(colour, 0.3))
        + line("M-70 -140 L-90 0 M70 -140 L90 0 M0 -130 V6", dark(colour, 0.3), 14)
    )


def monitor(c: Canvas, main: str, second: str) -> str:
    """A desktop screen showing a sunset."""
    out = (
        rect(-24, -60, 48, 60, "#2a2f45")
        + rect(-90, -10, 180, 12, "#2a2f45", 5)
        + rect(-240, -360, 480, 304, "#2a2f45", 18)
    )
    view = rect(-224, -344, 448, 272, c.linear([main, second], 0, 0, 1, 1)) + circle(-60, -190, 54, "#fff3d1")
    view += path("M-224 -120 q120 -90 240 0 t208 -30 v90 h-448Z", dark(main, 0.3))
    return out + c.clip(view, rect(-224, -344, 448, 272, "#fff", 8))


def pan(c: Canvas, colour: str) -> str:
    """A cooking pot with two handles and a lid."""
    out = line("M-190 -120 h-46 M190 -120 h46", dark(colour, 0.4), 26) + rect(
        -190, -180, 380, 180, c.side(colour, 0.35), 36
    )
    return (
        out
        + path("M-196 -180 Q-180 -262 0 -264 Q180 -262 196 -180Z", c.side(lite(colour, 0.25), 0.4))
        + circle(0, -280, 26, dark(colour, 0.35))
        + rect(-160, -150, 18, 120, "#fff", 9, opacity(0.4))
    )


def kettle(c: Canvas, colour: str) -> str:
    """A kettle."""
    out = line("M-70 -220 C-80 -330 80 -330 70 -220", dark(colour, 0.4), 20) + path(
        "M110 -120 Q170 -130 190 -220 L214 -214 Q206 -90 120 -70Z", dark(colour, 0.1)
    )
    return (
        out
        + path(
            "M-120 0 Q-150 -60 -120 -150 Q-90 -230 0 -230 Q90 -230 120 -150 Q150 -60 120 0 Q0 16 -120 0Z",
            c.side(colour, 0.4),
        )
        + circle(0, -236, 18, dark(colour, 0.35))
        + path(
            "M-96 -40 Q-110 -110 -70 -180",
            "none",
            'stroke="#fff" stroke-width="14" stroke-linecap="round" opacity=".5"',
        )
    )


def shelf(c: Canvas, x: float, y: float, w: float) -> str:
    """A wooden board on the wall."""
    return rect(x, y + 14, w, 12, SHADOW, 4, opacity(0.18)) + rect(
        x, y, w, 18, c.linear(["#e0b07c", WOOD]), 5
    )


def rug(x: float, y: float, rx: float, colour: str) -> str:
    """An oval rug in three tones."""
    return (
        ellipse(x, y, rx, rx * 0.16, lite(colour, 0.35))
        + ellipse(x, y, rx * 0.86, rx * 0.13, lite(colour, 0.6))
        + ellipse(x, y, rx * 0.6, rx * 0.085, mix(lite(colour, 0.35), "#ffffff", 0.2))
    )
