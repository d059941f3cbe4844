"""Laptops, keyboards, headphones, cameras and phones."""

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
from shancha.demo.art.props.nature import flower

METAL, GRAPHITE = "#cfd6dc", "#2b2f3a"


def wallpaper(c: Canvas, p: Palette, x: float, y: float, w: float, h: float, kind: int) -> str:
    out = rect(x, y, w, h, c.linear([p.main, mix(p.main, p.second, 0.6), p.second], 0, 0, 1, 1))
    if kind % 3 == 0:
        out += circle(x + w * 0.64, y + h * 0.4, min(w, h) * 0.17, "#fff3d1")
        for i in range(3):
            out += path(
                f"M{x} {y + h * (0.62 + 0.13 * i)} q{w * 0.25} {-h * 0.16} {w * 0.5} 0 t{w * 0.5} {-h * 0.04}"
                f" V{y + h} H{x}Z",
                mix(p.main, p.ink, 0.25 + 0.25 * i),
            )
    elif kind % 3 == 1:
        out += "".join(
            circle(x + w * a, y + h * b, min(w, h) * r, colour, opacity(0.85))
            for a, b, r, colour in (
                (0.2, 0.3, 0.3, p.accent),
                (0.8, 0.72, 0.42, lite(p.main, 0.3)),
                (0.55, 0.2, 0.16, PAPER),
            )
        )
    else:
        out += group(flower(lite(p.main, 0.5), min(w, h) * 0.4), x + w * 0.5, y + h * 0.5)
    return out


def laptop_body(c: Canvas, p: Palette, kind: int) -> str:
    """An open laptop from the front with its base on the origin, about 800 wide."""
    screen = rect(-310, -470, 620, 420, GRAPHITE, 24) + c.clip(
        wallpaper(c, p, -290, -450, 580, 368, kind), rect(-290, -450, 580, 368, "#fff", 8)
    )
    bars = (
        rect(-262, -420, 180, 130, PAPER, 12, opacity(0.92))
        + rect(-240, -396, 90, 14, p.main, 7)
        + "".join(rect(-240, -368 + i * 22, 130 - i * 26, 9, mix(p.floor, p.ink, 0.2), 4) for i in range(3))
    )
    base = path(
        "M-400 -50 H400 L390 -16 Q386 0 366 0 H-366 Q-386 0 -390 -16Z", c.linear(["#f4f6f8", "#b9c2ca"])
    ) + rect(-70, -50, 140, 14, "#9aa3ad", 7)
    return screen + bars + path("M-290 -450 H0 L-160 -82 H-290Z", "#fff", opacity(0.1)) + base


def keys(c: Canvas, cap: str, accent: str, rows: int, columns: int, key: float) -> str:
    out = ""
    for row in range(rows):
        x = 0.0
        while x < columns - 0.1:
            wide = 5.0 if row == rows - 1 and 2.9 < x < 3.1 else 1.0
            colour = (
                accent
                if (row, round(x)) in ((0, 0), (rows - 2, columns - 1), (rows - 1, 3))
                else mix(cap, accent, 0.18 * ((row + round(x)) % 5 == 0))
            )
            out += rect(
                x * key, row * key + 5, key * wide - 6, key - 6, dark(colour, 0.25), key * 0.16
            ) + rect(
                x * key + 4, row * key, key * wide - 14, key - 14, c.slant(colour, 0.3, 0.04), key * 0.14
            )
            x += wide
    return out


def headset(c: Canvas, colour: str, pad: str) -> str:
    band = (
        line("M-230 40 C-250 -380 250 -380 230 40", dark(colour, 0.15), 54)
        + line("M-230 40 C-250 -380 250 -380 230 40", lite(colour, 0.15), 30)
        + line("M-140 -214 Q0 -300 140 -214", lite(colour, 0.6), 8, opacity(0.7))
    )
    cups = ""
    for x, turn in ((-230, 8), (230, -8)):
        cups += group(
            rect(-70, -110, 140, 260, c.side(colour, 0.35, 0.2), 66)
            + rect(-52 if x > 0 else -88, -96, 140, 232, c.side(pad, 0.25, 0.25), 64)
            + ellipse(0, 20, 30, 60, lite(colour, 0.3), opacity(0.5)),
            x,
            90,
            1,
            turn,
        )
    return band + cups


def camera_body(c: Canvas, skin: str, metal: str) -> str:
    """A camera from the front, centred on its lens."""
    out = (
        rect(-200, -270, 130, 60, c.side(metal, 0.4), 14)
        + rect(110, -262, 90, 50, c.side(metal, 0.4), 18)
        + path("M-90 -220 L-60 -290 H60 L90 -220Z", c.side(metal, 0.4))
    )
    out += rect(-310, -226, 620, 420, c.linear([lite(metal, 0.4), metal, dark(metal, 0.12)]), 50) + rect(
        -310, -130, 620, 240, c.side(skin, 0.2, 0.2), 0
    )
    out += (
        "".join(line(f"M{x} -120 V100", dark(skin, 0.14), 3, opacity(0.5)) for x in range(-296, 310, 16))
        + rect(-262, -200, 84, 44, "#2b2f3a", 10)
        + circle(250, -176, 20, "#e8503f")
    )
    for r, fill in (
        (196, c.slant(metal, 0.4, 0.3)),
        (172, GRAPHITE),
        (140, "#15181f"),
        (112, c.radial(["#5f7fd0", "#2a2f6a", "#0d0f20"])),
    ):
        out += circle(0, 0, r, fill)
    return (
        out
        + ellipse(-40, -46, 34, 24, "#fff", opacity(0.75))
        + circle(42, 50, 14, "#b9a4ff", opacity(0.6))
        + ring(0, 0, 156, "#4a5060", 5)
    )


def phone_body(c: Canvas, p: Palette, kind: int) -> str:
    """A phone standing upright, centred, 340 x 700."""
    out = (
        rect(-176, -356, 352, 712, GRAPHITE, 58)
        + rect(-170, -350, 340, 700, "#454b5a", 54)
        + c.clip(wallpaper(c, p, -156, -336, 312, 672, kind), rect(-156, -336, 312, 672, "#fff", 42))
    )
    out += rect(-50, -318, 100, 26, "#15181f", 13)
    for i in range(8):
        out += rect(
            -126 + (i % 4) * 66,
            130 + (i // 4) * 84,
            54,
            54,
            (p.main, PAPER, p.accent, p.second)[(i + i // 4) % 4],
            16,
            opacity(0.95),
        )
    return (
        out
        + rect(-126, -250, 252, 130, PAPER, 26, opacity(0.9))
        + circle(-76, -186, 34, p.main)
        + rect(-24, -212, 120, 16, mix(p.ink, PAPER, 0.3), 8)
        + rect(-24, -180, 80, 12, mix(p.ink, PAPER, 0.6), 6)
        + path("M-156 -336 H40 L-156 120Z", "#fff", opacity(0.12))
    )


def phone_back(c: Canvas, colour: str) -> str:
    out = (
        rect(-176, -356, 352, 712, dark(colour, 0.25), 58)
        + rect(-170, -350, 340, 700, c.slant(colour, 0.35, 0.12), 54)
        + rect(-146, -326, 150, 170, c.slant(lite(colour, 0.25), 0.2, 0.1), 40)
    )
    out += "".join(
        circle(x, y, 36, GRAPHITE)
        + circle(x, y, 24, c.radial(["#5f7fd0", "#15181f"]))
        + circle(x - 9, y - 9, 7, "#fff", opacity(0.8))
        for x, y in ((-104, -284), (-104, -198), (-38, -241))
    )
    return out + group(flower(lite(colour, 0.55), 54), 0, 60)
