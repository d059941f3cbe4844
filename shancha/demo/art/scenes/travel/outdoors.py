"""Travel: mountains, the sea, water towns, cities at night, camping and trains."""

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
from shancha.demo.art.props.nature import cloud, pine, ridge
from shancha.demo.art.props.places import birds, chair, fire, palm, parasol, sailboat, stars, tent
from shancha.demo.art.scenes.base import Scene, stage


def _lake(c: Canvas, p: Palette, v: int) -> None:
    w, h = c.w, c.h
    c.add(
        rect(
            0,
            0,
            w,
            h,
            c.linear(
                [p.main, mix(p.main, p.second, 0.55), lite(p.second, 0.45), lite(p.second, 0.7)],
                0,
                0,
                0,
                0.75,
            ),
        )
    )
    c.add(circle(w * 0.66, h * 0.27, 92, "#fff3d1"), c.glow(w * 0.66, h * 0.27, 220, "#fff3d1"))
    base = mix(p.main, p.ink, 0.55)
    for i in range(5):
        top, foot = (
            mix(lite(p.second, 0.4), base, 0.18 + 0.19 * i),
            mix(lite(p.second, 0.55), base, 0.05 + 0.17 * i),
        )
        c.add(
            path(
                ridge(c, h * (0.4 + 0.055 * i), h * (0.085 - 0.012 * i), v * 31 + i, 18, 0.55),
                c.linear([top, foot], 0, 0.3, 0, 0.8),
            )
        )
    y = h * 0.68
    c.add(
        rect(
            0,
            y,
            w,
            h - y,
            c.linear([lite(p.second, 0.5), mix(p.main, p.second, 0.35), mix(p.main, p.ink, 0.35)]),
        )
    )
    for i in range(16):
        c.add(
            rect(
                w * 0.66 - 150 + c.near(-50, 50) - i * 3,
                y + 14 + i * i * 1.5,
                c.near(120, 260) + i * 6,
                4 + i * 0.35,
                "#fff3d1",
                3,
                opacity(0.55 - 0.025 * i),
            )
        )
    for i in range(9):
        x = c.near(-0.02, 0.42) * w if i % 3 else c.near(0.84, 1.02) * w
        c.add(
            pine(x, h * 0.93 + c.near(-20, 40), c.near(0.9, 1.55), mix(p.ink, "#0b1d1d", c.near(0.1, 0.45)))
        )
    c.add(
        path(f"M0 {h * 0.95} Q{w * 0.4} {h * 0.9} {w} {h * 0.97} V{h} H0Z", dark(p.ink, 0.35)),
        group(sailboat("#7b3f25", "#ffd9a8"), w * 0.56, h * 0.76, 0.9),
    )
    c.add(birds(c, w * 0.2, h * 0.17, dark(p.ink, 0.1)))


def _peak(c: Canvas, p: Palette, v: int) -> None:
    w, h = c.w, c.h
    c.add(
        rect(0, 0, w, h, c.linear(["#7fbfe6", "#cfe8f2", lite(p.second, 0.6)])),
        cloud(w * 0.22, h * 0.16, 1.2),
        cloud(w * 0.84, h * 0.24, 0.9),
    )
    rock = mix(p.main, "#51617f", 0.55)
    for x, top, half, tone in ((0.2, 0.3, 0.42, 0.25), (0.82, 0.34, 0.4, 0.15), (0.52, 0.13, 0.55, 0.0)):
        a, y0, y1 = w * x, h * top, h * 0.72
        left, right = a - w * half, a + w * half
        c.add(
            path(f"M{left} {y1} L{a} {y0} L{right} {y1}Z", lite(rock, tone + 0.15)),
            path(
                f"M{a} {y0} L{right} {y1} H{a - 40} L{a + 30} {y0 + (y1 - y0) * 0.5}Z",
                dark(rock, 0.15 - tone * 0.3),
            ),
        )
        t = 0.3
        snow = (
            f"M{a} {y0} L{a - w * half * t} {y0 + (y1 - y0) * t} l50 -26 l40 44 l48 -50 l36 40"
            f" L{a + w * half * t} {y0 + (y1 - y0) * t}Z"
        )
        c.add(
            path(snow, "#fffdf8"),
            path(f"M{a} {y0} L{a + w * half * t} {y0 + (y1 - y0) * t} l-60 -18 l-36 -30Z", "#cfdceb"),
        )
    for i, tone in enumerate((0.25, 0.1, 0.0)):
        c.add(
            path(
                ridge(c, h * (0.7 + 0.08 * i), h * 0.04, 40 + i + v),
                c.linear([lite(p.leaf, tone + 0.15), dark(p.leaf, 0.15 - tone)]),
            )
        )
        for _ in range(7):
            c.add(
                pine(
                    c.near(0, w),
                    h * (0.74 + 0.09 * i),
                    c.near(0.5, 0.8) + 0.25 * i,
                    mix(p.leaf, "#10332c", c.near(0.3, 0.7)),
                )
            )
    c.add(
        path(
            f"M{w * 0.5} {h * 0.74} Q{w * 0.68} {h * 0.82} {w * 0.45} {h * 0.88} Q{w * 0.3} {h * 0.93}"
            f" {w * 0.36} {h} H{w * 0.62} Q{w * 0.5} {h * 0.94} {w * 0.62} {h * 0.88} Q{w * 0.78} {h * 0.81}"
            f" {w * 0.52} {h * 0.74}Z",
            "#f2dfb8",
        )
    )


def _beach(c: Canvas, p: Palette, v: int) -> None:
    w, h = c.w, c.h
    c.add(
        rect(0, 0, w, h * 0.6, c.linear(["#7cc7ea", "#c4e8f2", "#fdf1d8"])),
        circle(w * 0.24, h * 0.18, 78, "#fff6d8"),
        c.glow(w * 0.24, h * 0.18, 170, "#fff6d8"),
    )
    c.add(cloud(w * 0.66, h * 0.14, 1.1), cloud(w * 0.42, h * 0.31, 0.6, op=0.6))
    c.add(
        path(
            f"M{w * 0.5} {h * 0.44} Q{w * 0.64} {h * 0.35} {w * 0.8} {h * 0.385} Q{w * 0.92} {h * 0.35} {w}"
            f" {h * 0.4} V{h * 0.46} H{w * 0.5}Z",
            "#7fb5a4",
        )
    )
    for i, colour in enumerate(("#2f8fb8", "#3aa6c6", "#56bfd0", "#84d4d8", "#c3ece4")):
        c.add(
            path(
                f"M0 {h * (0.44 + 0.065 * i)} q{w / 8} {-14 + i * 2} {w / 4} 0 t{w / 4} 0 t{w / 4} 0 t{w / 4}"
                f" 0 V{h} H0Z",
                colour,
            )
        )
    for lift, fill in ((0.0, "#fffaf0"), (0.017, c.linear(["#f8dfae", "#ecc284"]))):
        c.add(
            path(
                f"M0 {h * (0.74 + lift)} Q{w * 0.3} {h * (0.69 + lift)} {w * 0.6} {h * (0.77 + lift)} T{w}"
                f" {h * (0.75 + lift)} V{h} H0Z",
                fill,
            )
        )
    c.add(
        group(sailboat("#fff", p.main), w * 0.68, h * 0.5, 1.0),
        group(parasol(c, p), w * 0.3, h * 0.71, 1.25 * c.k, -10),
    )
    towel = rect(-150, 0, 300, 62, p.second, 14) + "".join(
        rect(-150 + i * 60, 0, 26, 62, lite(p.second, 0.5)) for i in range(5)
    )
    c.add(
        group(towel, w * 0.36, h * 0.9, 1.15, -4),
        circle(w * 0.72, h * 0.91, 56, "#fff"),
        *[
            group(path("M0 0 L56 0 A56 56 0 0 1 28 48Z", colour), w * 0.72, h * 0.91, 1, i * 120)
            for i, colour in enumerate((p.main, "#3f9ec2", p.second))
        ],
    )
    c.add(group(palm(c), w * 0.93, h * 0.9, 1.2 * c.k, 4))


def _lighthouse(c: Canvas, p: Palette, v: int) -> None:
    w, h = c.w, c.h
    sky = ["#35588f", "#b186b8", "#ffb48f", "#ffe0b0"] if v % 2 == 0 else ["#6fb8e0", "#bfe3ee", "#eaf6ee"]
    c.add(
        rect(0, 0, w, h, c.linear(list(sky), 0, 0, 0, 0.62)),
        circle(w * 0.24, h * 0.4, 80, "#fff1cf"),
        c.glow(w * 0.24, h * 0.4, 240, "#fff1cf", 0.5),
        cloud(w * 0.2, h * 0.16, 0.9, op=0.6),
    )
    y = h * 0.56
    sea = mix(p.main, "#1f5f8f", 0.6)
    for i in range(6):
        c.add(
            path(
                f"M0 {y + h * 0.06 * i} q{w / 8} {-12 - 3 * i} {w / 4} 0 t{w / 4} 0 t{w / 4} 0 t{w / 4} 0"
                f" V{h} H0Z",
                mix(lite(sea, 0.35), dark(sea, 0.25), i / 5),
            )
        )
    k = c.h / 1200
    tower = path("M-90 0 L-62 -500 H62 L90 0Z", c.side("#fffaf2", 0.3, 0.2)) + "".join(
        path(
            f"M{-85 + i * 10} {-90 - i * 180} L{-80 + i * 10} {-180 - i * 180} H{80 - i * 10} L{85 - i * 10}"
            f" {-90 - i * 180}Z",
            c.side(p.main, 0.25),
        )
        for i in range(3)
    )
    tower += (
        rect(-80, -524, 160, 26, p.ink, 6)
        + rect(-50, -610, 100, 88, "#ffe9a8", 6)
        + line("M-50 -566 H50 M0 -610 V-522", p.ink, 6)
        + path("M-66 -606 Q0 -720 66 -606Z", p.main)
        + rect(-22, -70, 44, 70, p.ink, 20)
    )
    c.add(
        path(
            f"M{w * 0.36} {h * 0.74} Q{w * 0.5} {h * 0.62} {w * 0.7} {h * 0.63} Q{w * 0.92} {h * 0.6} {w}"
            f" {h * 0.66} V{h} H{w * 0.3} Q{w * 0.4} {h * 0.84} {w * 0.36} {h * 0.74}Z",
            c.linear([mix(p.leaf, "#8a7a6a", 0.3), dark(p.leaf, 0.35)]),
        )
    )
    c.add(
        path(f"M{w * 0.7} {h * 0.65 - 566 * k} L0 {h * 0.02} V{h * 0.28}Z", "#fff1c4", opacity(0.3)),
        group(tower, w * 0.7, h * 0.65, k),
        c.glow(w * 0.7, h * 0.65 - 566 * k, 150, "#fff1c4", 0.8),
    )
    c.add(group(sailboat("#7b3f25", p.second), w * 0.22, h * 0.7, 1.2))
    for _ in range(5):
        c.add(cloud(c.near(0.1, 0.9) * w, h * 0.99, c.near(0.5, 0.9), "#fff", 0.85))


def camping(c: Canvas, p: Palette, v: int) -> None:
    """A lit tent among firs, by a camp fire or under a canopy by day."""
    w, h = c.w, c.h
    day = v % 2 == 1
    sky = ["#6fb5dc", "#bfe2ea", "#f6efd2"] if day else ["#13294f", "#2c5f86", "#7fb7a8", "#ffd9a0"]
    c.add(rect(0, 0, w, h, c.linear(list(sky), 0, 0, 0, 0.7)))
    if day:
        c.add(
            circle(w * 0.8, h * 0.14, 70, "#fff6d8"),
            cloud(w * 0.28, h * 0.14, 1.1),
            cloud(w * 0.6, h * 0.24, 0.7),
        )
    else:
        stars(c, 50, 0.42)
    far, near = ("#9cc4b4", "#5f9f86") if day else ("#3d7f86", "#12303f")
    for i in range(3):
        c.add(path(ridge(c, h * (0.46 + 0.07 * i), h * 0.08, 90 + i + v), mix(far, near, 0.15 + 0.3 * i)))
    for i in range(14):
        tone = mix("#3f8f6a", "#1f5f4a", c.rng.random()) if day else mix("#1d4a4a", "#0c2429", c.rng.random())
        c.add(pine(w * (i + 0.5) / 14 + c.near(-20, 20), h * 0.68 + c.near(-10, 20), c.near(0.7, 1.25), tone))
    grass = ["#9cc96a", "#5f9a4d"] if day else ["#4f7a4d", "#24452f"]
    c.add(
        path(f"M0 {h * 0.7} Q{w * 0.5} {h * 0.66} {w} {h * 0.71} V{h} H0Z", c.linear(list(grass))),
        ellipse(w * 0.46, h * 0.86, 330, 60, "#0c2419", f"{opacity(0.35)} {c.blur(14)}"),
    )
    c.add(
        group(tent(c, p, day), w * 0.42, h * 0.86, 1.1 * (0.3 + 0.7 * c.k)),
        group(chair(p) if day else fire(c), w * 0.83, h * 0.92, 1.15),
    )
    bunting = (
        "".join(
            path(f"M{w * (0.05 + 0.1 * i)} {h * 0.4 + 30 - abs(i - 4) * 8} h46 l-23 44Z", p.trio[i % 3])
            for i in range(9)
        )
        if day
        else ""
    )
    lamps = "".join(
        c.glow(w * (0.06 + 0.1 * i), h * 0.46 + 60 - 4 * (i - 4.5) ** 2, 34, "#ffe9b0", 0.9)
        + circle(w * (0.06 + 0.1 * i), h * 0.46 + 60 - 4 * (i - 4.5) ** 2, 9, "#ffe9b0")
        for i in range(10)
    )
    c.add(bunting or lamps)


SCENES = (
    Scene(
        "mountains",
        stage(_lake, _peak),
        (
            ("群山环抱的湖与帆船", "a lake with a sailing boat among mountains"),
            ("雪山与山间小路", "snowy peaks and a winding path"),
        ),
        "peach sky lilac coral ocean rose",
        "ttwtst",
    ),
    Scene(
        "sea",
        stage(_beach, _lighthouse),
        (
            ("沙滩、阳伞和帆船", "a beach with a parasol and a sailing boat"),
            ("海边的灯塔", "a lighthouse by the sea"),
        ),
        "coral sky rose ocean lemon peach",
        "ttwtst",
    ),
    Scene(
        "camping",
        camping,
        (
            ("星空下的帐篷与篝火", "a tent and a camp fire under the stars"),
            ("草地上的帐篷与彩旗", "a tent and bunting on the grass"),
        ),
        "coral ocean lemon mint berry",
        "ttwtt",
    ),
)
