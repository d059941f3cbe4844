"""Things of concerts: a microphone, light sticks and instant photographs."""

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
from shancha.demo.art.props.nature import cloud, flower, leafspray
from shancha.demo.art.props.people import HAIRS, SKINS, singer


def microphone(c: Canvas, p: Palette) -> str:
    grip = path(
        "M-64 0 L-40 560 Q0 576 40 560 L64 0Z", c.linear(["#6b6478", "#2b2438", "#120d1c"], 0, 0, 1, 0)
    ) + rect(-78, -46, 156, 60, c.side(p.second, 0.5, 0.3), 12)
    head = circle(0, -170, 150, c.ball("#c9d0d8", 0.6, 0.45))
    mesh = "".join(
        line(
            f"M-150 {y} Q0 {y + 50} 150 {y} M{y + 170} -320 Q{y + 210} -170 {y + 170} -20",
            "#4a4756",
            6,
            opacity(0.55),
        )
        for y in range(-300, -30, 34)
    )
    return (
        grip
        + rect(-15, 120, 30, 74, p.main, 14)
        + rect(-46, 40, 13, 480, "#fff", 6, opacity(0.25))
        + head
        + c.clip(mesh, circle(0, -170, 148, "#fff"))
        + rect(-152, -186, 304, 34, c.side(p.second, 0.5, 0.3), 8)
        + ellipse(-56, -236, 40, 24, "#fff", opacity(0.5))
    )


def stick(c: Canvas, colour: str, skin: str, sleeve: str, globe: bool) -> str:
    arm = (
        path("M-46 420 L-36 60 H44 L62 420Z", c.side(lite(sleeve, 0.15), 0.2))
        + rect(-50, -20, 100, 110, skin, 42)
        + rect(-26, -120, 52, 220, c.side("#f4f1f8", 0.3), 16)
    )
    fingers = "".join(
        rect(-56, -14 + i * 25, 92, 27, mix(skin, dark(skin, 0.12), 0.3 * (i % 2)), 13) for i in range(4)
    )
    if globe:
        light = (
            c.glow(0, -220, 240, colour, 0.9)
            + circle(0, -220, 104, c.radial(["#ffffff", lite(colour, 0.45), colour]))
            + group(path("M0 60 C-80 0 -60 -64 0 -24 C60 -64 80 0 0 60Z", "#fff", opacity(0.85)), 0, -220)
            + ring(0, -220, 104, lite(colour, 0.7), 6)
        )
    else:
        light = (
            c.glow(0, -290, 190, colour, 0.8, 320)
            + rect(
                -30,
                -470,
                60,
                360,
                c.linear([lite(colour, 0.5), "#ffffff", lite(colour, 0.5)], 0, 0, 1, 0),
                30,
            )
            + ring(0, -470 + 30, 10, "#fff", 4)
        )
    return light + arm + fingers


def polaroid(c: Canvas, p: Palette, subject: int) -> str:
    box = rect(-140, -170, 280, 290, "#fff")
    sky = rect(
        -140,
        -170,
        280,
        290,
        c.linear([(p.main, "#8fcbe8", p.accent, p.second, p.ink)[subject], lite(p.second, 0.5)]),
    )
    if subject == 0:
        sky += group(singer(c, PAPER, SKINS[0], HAIRS[0], True), 10, 130, 0.34)
    elif subject == 1:
        sky += (
            circle(50, -90, 34, "#fff6d8")
            + "".join(
                path(
                    f"M-140 {-10 + i * 40} q70 -60 140 0 t140 0 V120 H-140Z", mix("#3f8fb8", "#1f5f86", i / 2)
                )
                for i in range(3)
            )
            + cloud(-50, -100, 0.6)
        )
    elif subject == 2:
        sky += group(flower(p.main, 100), 0, -20) + group(leafspray(0, 0, 120, 60, p.leaf, 5), 10, 40)
    elif subject == 3:
        sky += portrait(c, p)
    else:
        sky += "".join(
            path(f"M{-120 + i * 60} -170 L{-30 + i * 14} 130 h60Z", lite(p.trio[i % 3], 0.3), opacity(0.5))
            for i in range(5)
        ) + group(singer(c, p.main, SKINS[1], HAIRS[1], False), 0, 130, 0.33)
    pen = line("M-70 168 q20 -24 34 0 t34 0 t34 0 q16 -14 30 4", p.main, 7)
    return rect(-164, -194, 328, 400, "#fffdf8", 6) + c.clip(sky, box) + pen


def portrait(c: Canvas, p: Palette) -> str:
    skin, hair = SKINS[2], HAIRS[2]
    out = (
        ellipse(0, -20, 96, 110, hair)
        + path("M-110 130 Q-100 50 0 50 Q100 50 110 130Z", p.main)
        + rect(-22, 30, 44, 50, dark(skin, 0.08), 20)
    )
    out += ellipse(0, -26, 68, 76, skin) + path(
        "M-74 -30 Q-74 -116 0 -118 Q74 -116 74 -30 Q40 -80 -20 -84 Q-60 -60 -74 -30Z", hair
    )
    return (
        out
        + line("M-36 -24 q9 9 18 0 M18 -24 q9 9 18 0 M-12 14 q12 10 24 0", dark(skin, 0.55), 5)
        + circle(-44, 0, 12, "#f0836f", opacity(0.4))
        + circle(44, 0, 12, "#f0836f", opacity(0.4))
    )
