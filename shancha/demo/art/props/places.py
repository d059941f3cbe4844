"""Boats, tents, houses and towers."""

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
    polar,
    rect,
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props.nature import leafspray


def stars(c: Canvas, count: int, deep: float) -> None:
    for _ in range(count):
        c.add(
            circle(
                c.near(0, c.w),
                c.rng.random() ** 1.5 * c.h * deep,
                c.near(1, 3.4),
                "#fff",
                opacity(c.near(0.4, 1)),
            )
        )


def sailboat(hull: str, sail: str) -> str:
    out = path("M-90 0 Q0 40 90 0 L70 26 Q0 44 -70 26Z", hull) + rect(-3, -120, 6, 124, "#5a2e1c")
    return out + path("M6 -120 Q80 -60 70 -14 H6Z", PAPER) + path("M-6 -104 Q-50 -50 -46 -14 H-6Z", sail)


def birds(c: Canvas, x: float, y: float, colour: str) -> str:
    return "".join(
        line(f"M{x + i * 46} {y + (i % 2) * 26} q12 -14 20 0 q8 -14 20 0", colour, 5) for i in range(5)
    )


def palm(c: Canvas) -> str:
    out = line("M0 0 Q-60 -260 40 -520", "#9a6a3c", 34) + line("M0 0 Q-60 -260 40 -520", "#b98452", 20)
    for turn in (-170, -140, -105, -70, -35, -5, 30):
        out += group(
            leafspray(0, 0, 310, 0, mix("#3f8f5a", "#1f5f45", c.rng.random()), 10), 40, -520, 1, turn
        )
    return out


def parasol(c: Canvas, p: Palette) -> str:
    out = ellipse(70, 250, 190, 34, "#8a5a2c", opacity(0.25)) + rect(
        -6, -10, 12, 260, PAPER, 6, 'transform="rotate(8)"'
    )
    for i in range(6):
        (x1, y1), (x2, y2) = polar(1, -180 + i * 30), polar(1, -150 + i * 30)
        out += path(
            f"M0 -20 L{210 * x1:.0f} {150 * y1 - 20:.0f} A210 150 0 0 1 {210 * x2:.0f} {150 * y2 - 20:.0f}Z",
            (p.main, PAPER)[i % 2],
        )
    return out


def house(c: Canvas, x: float, y: float, w: float, h: float, wall: str) -> str:
    top = y - h
    roof = (
        f"M{x - 44} {top + 4} Q{x + w * 0.2} {top - 20} {x + w * 0.5} {top - 96} Q{x + w * 0.8} {top - 20}"
        f" {x + w + 44} {top + 4} Q{x + w * 0.5} {top - 14} {x - 44} {top + 4}Z"
    )
    out = (
        rect(x, top, w, h, c.linear([wall, dark(wall, 0.12)]))
        + path(roof, "#2b2f4f")
        + line(f"M{x - 50} {top} Q{x + w * 0.5} {top - 18} {x + w + 50} {top}", "#1f2240", 11)
    )
    bays = max(1, int(w / 86))
    for i in range(bays):
        for j in range(int(h / 130)):
            a, b = x + w * (i + 0.5) / bays - 24, top + 44 + j * 124
            out += rect(a, b, 48, 66, c.linear(["#ffe7a8", "#ffb959"]), 4) + line(
                f"M{a + 24} {b} v66 M{a} {b + 33} h48", "#7a4a2c", 4
            )
    for i in range(bays + 1):
        a = x + w * i / bays
        out += (
            line(f"M{a} {top + 6} v22", "#5a1d18", 3)
            + ellipse(a, top + 46, 17, 21, c.radial(["#ffb36b", "#e23d2e"]))
            + rect(a - 7, top + 66, 14, 5, "#ffd27d")
        )
    return out


def lights(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    for a in range(int(w // 26)):
        for b in range(int(h // 34)):
            if c.rng.random() < 0.5:
                colour = c.pick("#ffd98a", "#ff9fb0", "#8fd3ff", "#fff1cf")
                c.add(rect(x + 10 + a * 26, y + 14 + b * 34, 13, 18, colour, 2, opacity(c.near(0.5, 1))))


def pearl_tower(c: Canvas, x: float, y: float, h: float) -> str:
    legs = path(
        f"M{x - 18} {h * 0.5} L{x - 84} {y} h26 L{x} {h * 0.54} L{x + 58} {y} h26 L{x + 18} {h * 0.5}Z",
        "#ff8fa8",
    )
    shaft = rect(x - 7, h * 0.14, 14, y - h * 0.14, "#ff9fb0") + circle(
        x, h * 0.3, 36, c.radial(["#fff1cf", "#ff6f91"])
    )
    return shaft + circle(x, h * 0.48, 62, c.radial(["#ffe2c2", "#e8508a"])) + legs


def wheel(c: Canvas, x: float, y: float, h: float) -> str:
    r, cy = h * 0.21, y - h * 0.24
    out = line(f"M{x} {cy} L{x - r * 0.6} {y} M{x} {cy} L{x + r * 0.6} {y}", "#c7a4ff", 13) + circle(
        x, cy, r, "none", 'stroke="#ffb3c7" stroke-width="10"'
    )
    for i in range(12):
        dx, dy = polar(r, i * 30)
        out += line(f"M{x} {cy} L{x + dx:.0f} {cy + dy:.0f}", "#ffb3c7", 3, opacity(0.7)) + circle(
            x + dx, cy + dy, 19, ("#ffd98a", "#8fd3ff", "#ff8fa8")[i % 3]
        )
    return out + circle(x, cy, 26, "#fff1cf") + c.glow(x, cy, r * 1.3, "#ffd9e8", 0.35)


def twist(c: Canvas, x: float, y: float, h: float) -> str:
    body = path(
        f"M{x - 74} {y} Q{x - 104} {h * 0.4} {x - 26} {h * 0.12} L{x + 34} {h * 0.09} Q{x + 96} {h * 0.4}"
        f" {x + 78} {y}Z",
        c.linear(["#8fd3ff", "#6a6fd0", "#3a3f9a"], 0, 0, 1, 0),
    )
    bands = "".join(
        line(
            f"M{x - 84 + i * 3} {y - 40 - i * 62 * h / 1200} q80 -30 {158 - i * 6} -18",
            "#ffe9c2",
            5,
            opacity(0.7),
        )
        for i in range(10)
    )
    return body + bands


def tent(c: Canvas, p: Palette, day: bool) -> str:
    inside = c.linear(["#fffaf0", lite(p.second, 0.4)]) if day else c.linear(["#ffe9b0", "#ffb04f"])
    out = path("M-300 0 L-40 -360 L250 0Z", c.slant(p.main, 0.2, 0)) + path(
        "M-40 -360 L250 0 H350 L60 -340Z", dark(p.main, 0.28)
    )
    out += path("M-150 0 L-36 -300 L90 0Z", inside) + path("M-150 0 L-36 -300 L-62 0Z", lite(p.main, 0.35))
    return (
        out
        + line("M-40 -360 L-380 20 M60 -340 L420 20", "#f2e6cf", 4)
        + rect(-96, -46, 150, 46, p.accent, 12)
    )


def fire(c: Canvas) -> str:
    out = ellipse(0, 8, 90, 18, "#ffb04f", f"{opacity(0.6)} {c.blur(12)}") + line(
        "M-60 6 L60 -14 M-56 -14 L60 8", "#5a3723", 20
    )
    out += path("M-44 -16 Q-58 -90 -6 -150 Q-6 -110 26 -96 Q60 -70 40 -16Z", "#ff8a3d")
    return (
        c.glow(0, -60, 190, "#ffb04f", 0.5)
        + out
        + path("M-22 -16 Q-30 -60 2 -92 Q8 -64 22 -54 Q32 -36 22 -16Z", "#ffe08a")
    )


def chair(p: Palette) -> str:
    legs = line("M-70 0 L50 -120 M60 0 L-60 -120 M60 -110 L84 -260", "#6b4a33", 12)
    return (
        legs
        + path("M-76 -128 H62 L84 -250 H100 L80 -104 Q0 -92 -76 -104Z", p.accent)
        + path("M-76 -128 H62 V-104 Q0 -92 -76 -104Z", dark(p.accent, 0.2))
    )
