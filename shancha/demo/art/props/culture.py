"""Books, records and other things of culture."""

from shancha.demo.art.kit import PAPER, Canvas, circle, line, lite, mix, opacity, path, rect, ring
from shancha.demo.art.palettes import Palette

BLACK = "#17131f"


def open_book(p: Palette) -> str:
    """An open book seen from above, centred, 700 wide."""
    page = "M0 -220 Q-150 -270 -340 -230 V230 Q-150 190 0 240 Q150 190 340 230 V-230 Q150 -270 0 -220Z"
    out = (
        path(page, p.main, 'transform="translate(0 16) scale(1.05)"')
        + path(page, PAPER)
        + path("M0 -220 Q-50 -244 -100 -248 V208 Q-50 214 0 240Z", "#000", opacity(0.07))
    )
    for i in range(9):
        for x in (-300, 50):
            out += line(
                f"M{x} {-180 + i * 42} q{110} -24 {(250, 220, 240, 160)[i % 4]} 4",
                mix(p.floor, p.ink, 0.35),
                7,
                opacity(0.45),
            )
    return (
        out
        + rect(60, -150, 130, 110, lite(p.second, 0.3), 8)
        + circle(124, -96, 34, p.main)
        + path("M-30 -234 L-30 300 L-6 270 L18 304 V-226Z", p.accent)
    )


def record(c: Canvas, label: str) -> str:
    """A vinyl record, centred, 300 from its middle."""
    out = (
        circle(0, 0, 300, BLACK)
        + "".join(ring(0, 0, r, "#3a3348", 3) for r in range(120, 296, 16))
        + path(
            "M0 0 L-210 -214 A300 300 0 0 1 -90 -286Z M0 0 L210 214 A300 300 0 0 1 90 286Z",
            "#fff",
            opacity(0.12),
        )
    )
    return out + circle(0, 0, 104, label) + circle(0, 0, 76, lite(label, 0.3)) + circle(0, 0, 12, PAPER)
