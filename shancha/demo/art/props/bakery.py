"""Cakes, pastry and berries."""

import math

from shancha.demo.art.kit import SHADOW, Canvas, circle, dark, ellipse, group, line, lite, opacity, path, rect


def croissant(c: Canvas) -> str:
    """A croissant."""
    under = "M-215 78 Q-170 -96 0 -112 Q170 -96 215 78 Q120 -6 0 14 Q-120 -6 -215 78Z"
    out = path(under, SHADOW, f'{opacity(0.22)} transform="translate(10 26)" {c.blur(10)}')
    body = "M-50 62 Q-66 -6 -40 -76 Q0 -96 40 -76 Q66 -6 50 62 Q0 92 -50 62Z"
    for turn, k in ((-72, 0.5), (72, 0.5), (-52, 0.72), (52, 0.72), (-29, 0.92), (29, 0.92), (0, 1.08)):
        roll = path(body, c.linear(["#ffdc94", "#e59a45", "#b5651f"], 0, 0, 0.5, 1)) + line(
            "M-22 -62 Q-38 -6 -24 50", "#fff0c4", 8, opacity(0.65)
        )
        roll += line("M40 -76 Q66 -6 50 62", "#a65a1a", 5, opacity(0.6))
        out += group(
            roll, 178 * math.sin(math.radians(turn)), 150 - 178 * math.cos(math.radians(turn)), k, turn * 0.95
        )
    return out


def strawberry(c: Canvas, colour: str = "#e63b3b") -> str:
    """A strawberry."""
    out = path("M0 -64 Q56 -50 40 0 Q24 40 0 46 Q-24 40 -40 0 Q-56 -50 0 -64Z", c.slant(colour, 0.3, 0.1))
    out += path("M-34 -54 Q0 -30 34 -54 Q10 -76 0 -60 Q-10 -76 -34 -54Z", "#5b9a4c")
    return out + "".join(
        ellipse(x, y, 3.5, 5.5, "#ffe9b8") for x, y in ((-18, -20), (12, -24), (0, 2), (-14, 20), (20, 8))
    )


def blueberry() -> str:
    """A blueberry."""
    return (
        circle(0, 0, 28, "#4c5fb0")
        + circle(-8, -9, 8, "#9aa9e6")
        + path("M-10 -4 L0 -14 L10 -4 L0 6Z", "#37468c")
    )


def cake_slice(c: Canvas, colour: str) -> str:
    """A slice of layer cake with a strawberry."""
    drip = (
        "M-90 50 q18 60 34 -8 q16 50 36 -10 q20 66 40 -12 q18 40 36 -10 q20 60 40 -12 q18 44 38 -10 q18 40 56"
        " -18 L190 -30Z"
    )
    out = path("M-150 -20 L-90 50 V200 L-150 120Z", dark(colour, 0.2)) + path(
        "M-90 50 L190 -30 V110 L-90 200Z", c.linear(["#f8dfaf", "#eec488"])
    )
    out += path("M-90 86 L190 6 V34 L-90 116Z", colour) + path("M-90 140 L190 58 V82 L-90 168Z", "#fff6e6")
    out += path(
        "M-150 -20 L130 -90 L190 -30 L-90 50Z", c.linear([lite(colour, 0.65), lite(colour, 0.35)], 0, 0, 1, 1)
    )
    return out + path(drip, lite(colour, 0.5)) + group(strawberry(c), 20, -70)


def cake(c: Canvas, colour: str, drip: str) -> str:
    """A whole cake on a stand, seen from the side, its foot at the origin."""
    out = (
        ellipse(0, 0, 150, 22, "#e9edf0")
        + rect(-22, -90, 44, 90, c.side("#e9edf0", 0.6))
        + ellipse(0, -96, 330, 40, c.linear(["#ffffff", "#dfe4e8"]))
    )
    out += path("M-260 -110 V-360 H260 V-110 A260 34 0 0 1 -260 -110Z", c.side(colour, 0.4, 0.12)) + path(
        "M-260 -240 A260 34 0 0 0 260 -240 V-210 A260 34 0 0 1 -260 -210Z", "#fff6e6"
    )
    wave = "".join(f" q20 {70 + 26 * (i % 3)} 43 0 q0 -10 0 0" for i in range(12))
    out += path(f"M-260 -360{wave} V-380 H-260Z", drip) + ellipse(
        0, -364, 260, 40, c.linear([lite(drip, 0.3), drip], 0, 0, 1, 1)
    )
    for i in range(7):
        x = -180 + i * 60
        out += group(circle(0, 0, 40, c.ball("#fffaf0", 0.5, 0.08)), x, -384 - 14 * (i % 2)) + group(
            strawberry(c), x, -420 - 14 * (i % 2), 0.85, -12 + i * 4
        )
    return out


def cupcake(c: Canvas, case: str, cream: str) -> str:
    """A cupcake with its foot at the origin."""
    out = path("M-84 -110 H84 L60 0 H-60Z", c.side(case, 0.3)) + "".join(
        line(f"M{x * 1.35} -106 L{x} -4", dark(case, 0.18), 5) for x in (-40, -20, 0, 20, 40)
    )
    for y, r in ((-120, 100), (-172, 80), (-218, 54)):
        out += path(
            f"M{-r} {y + 10} Q{-r} {y - 46} 0 {y - 52} Q{r} {y - 46} {r} {y + 10} Q{r * 0.5} {y + 34} 0"
            f" {y + 20} Q{-r * 0.5} {y + 34} {-r} {y + 10}Z",
            c.slant(cream, 0.5, 0.08),
        )
    return out + group(strawberry(c), 0, -276, 0.8)
