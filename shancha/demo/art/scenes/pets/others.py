"""Dogs, hamsters and fish."""

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
from shancha.demo.art.props import animals
from shancha.demo.art.props.furniture import rug
from shancha.demo.art.props.nature import backdrop, cloud, flower, plant, ridge, tree
from shancha.demo.art.scenes.base import Scene, stage


def dog(c: Canvas, p: Palette, v: int) -> None:
    """A sitting dog indoors, or in a meadow."""
    w, h, k = c.w, c.h, 0.3 + 0.7 * c.k
    fur, ear = (
        ("#e9b06a", "#b9733a"),
        ("#8a5a3c", "#5a3723"),
        ("#f6efe4", "#d9a25f"),
        ("#b9bcc6", "#6b6f7d"),
    )[v % 4]
    if v % 2:
        c.add(
            rect(0, 0, w, h, c.linear(["#8fd0ee", "#def2f4", "#fff6e4"], 0, 0, 0, 0.7)),
            circle(w * 0.8, h * 0.16, 76, "#fff3cf"),
            cloud(w * 0.3, h * 0.14, 1.2),
        )
        for i in range(2):
            c.add(
                path(
                    ridge(c, h * (0.52 + 0.06 * i), h * 0.05, 33 + i + v),
                    mix("#b5d6d8", p.leaf, 0.35 + 0.3 * i),
                )
            )
        c.add(
            rect(0, h * 0.64, w, h * 0.4, c.linear([lite(p.leaf, 0.4), p.leaf])),
            tree(c, w * 0.1, h * 0.72, 1.6 * k, p.leaf),
            *[
                group(
                    flower(c.pick(p.main, p.second, "#fff"), 26, petals=5),
                    c.near(0, w),
                    c.near(0.7, 0.98) * h,
                )
                for _ in range(18)
            ],
        )
    else:
        backdrop(c, p, ("arch", "sun")[v // 2 % 2], 0.76)
        c.add(rug(c.cx, h * 0.9, 400, p.main), plant(c, w * 0.9, h * 0.84, 1.2 * k, p.second, p.leaf))
    y = h * 0.9
    bowl = (
        path("M-130 -90 H130 L150 0 H-150Z", c.side(p.main, 0.35))
        + ellipse(0, -90, 130, 22, dark(p.main, 0.25))
        + "".join(circle(x, -98, 20, "#b97f4f") for x in (-80, -44, -8, 30, 66))
        + group(
            rect(-36, -9, 72, 18, PAPER, 9)
            + circle(-38, -9, 12, PAPER)
            + circle(-38, 9, 12, PAPER)
            + circle(38, -9, 12, PAPER)
            + circle(38, 9, 12, PAPER),
            0,
            -40,
        )
    )
    c.add(
        c.shadow(c.cx, y + 34, 270, 34, 0.32),
        group(animals.dog(c, fur, ear, p.main), c.cx - 30 + 60 * (v % 2), y, 1.28 * k),
        c.put(bowl, w * (0.84 if v % 2 == 0 else 0.16), y + 70, 0.85 * k, 140),
    )


def _hamster_home(c: Canvas, p: Palette, v: int) -> None:
    k, y = 0.3 + 0.7 * c.k, c.h * 0.87
    if v % 2 == 0:
        c.add(
            ring(c.w * 0.66, y - 330 * k, 300 * k, p.main, 26),
            ring(c.w * 0.66, y - 330 * k, 262 * k, lite(p.main, 0.5), 8),
            *[
                group(line(f"M0 {-250 * k} V{250 * k}", lite(p.main, 0.4), 9), c.w * 0.66, y - 330 * k, 1, a)
                for a in range(0, 180, 30)
            ],
            line(
                f"M{c.w * 0.66} {y - 330 * k} L{c.w * 0.5} {y} M{c.w * 0.66} {y - 330 * k} L{c.w * 0.84} {y}",
                dark(p.main, 0.2),
                22,
            ),
        )
    else:
        c.add(
            path(
                f"M{c.cx - 360 * k} {y} V{y - 400 * k} L{c.cx} {y - 720 * k} L{c.cx + 360 * k} {y - 400 * k}"
                f" V{y}Z",
                c.slant(lite(p.main, 0.2), 0.25, 0.1),
            ),
            line(
                f"M{c.cx - 410 * k} {y - 370 * k} L{c.cx} {y - 730 * k} L{c.cx + 410 * k} {y - 370 * k}",
                p.main,
                40,
            ),
            circle(c.cx, y - 300 * k, 250 * k, dark(p.main, 0.35)),
            rect(c.cx - 250 * k, y - 300 * k, 500 * k, 300 * k, dark(p.main, 0.35)),
        )


def hamster(c: Canvas, p: Palette, v: int) -> None:
    """A round hamster with a seed, by its wheel or in its house."""
    k = 0.3 + 0.7 * c.k
    backdrop(c, p, ("sun", "window", "arch")[v % 3], 0.72)
    y = c.h * 0.87
    _hamster_home(c, p, v)
    c.add(
        *[
            line(
                f"M{c.near(-20, c.w)} {y + c.near(10, 90)} q30 -14 70 {c.near(-6, 8):.0f}",
                c.pick("#f0cf8c", "#e0b46a", "#fbe6b8"),
                8,
            )
            for _ in range(50)
        ]
    )
    c.add(
        c.shadow(c.cx - 30, y + 16, 260, 30, 0.3),
        group(
            animals.hamster(c, ("#e9b06a", "#c9b6a6", "#f0cf9c", "#b98a5e")[v % 4], "#5a3f2e"),
            c.cx - 40 * (v % 2 == 0),
            y,
            1.25 * k,
        ),
    )
    c.add(
        *[
            c.drop(
                group(
                    path("M0 -34 Q22 -4 0 26 Q-22 -4 0 -34Z", "#5a3f2e") + line("M0 -26 V18", "#c9b6a6", 3),
                    c.w * x,
                    y + 90,
                    1.1,
                    rot,
                ),
                3,
                5,
                3,
            )
            for x, rot in ((0.12, 30), (0.2, -50), (0.8, 70), (0.9, 10))
        ]
    )


def _bowl(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("window", "arch")[v % 2], 0.78)
    k, y = 0.3 + 0.7 * c.k, c.h * 0.88
    r = 370 * k
    cy = y - r * 0.86
    glass = circle(c.cx, cy, r, "#fff")
    water = rect(
        c.cx - r, cy - r * 0.55, r * 2, r * 1.6, c.linear([lite("#7fd0e6", 0.35), "#4fb0d0"])
    ) + ellipse(c.cx, cy - r * 0.55, r * 0.84, r * 0.1, "#d7f2f6")
    weeds = "".join(
        line(
            f"M{c.cx + x * k} {cy + r * 0.8} q{30 * (-1) ** i} {-100 * k} 0 {-190 * k} t0 {-170 * k}",
            mix(p.leaf, "#4fbf7a", i / 5),
            24,
        )
        for i, x in enumerate((-210, -150, 190, 240))
    )
    pebbles = "".join(
        ellipse(c.cx + x * k, cy + r * (0.84 + 0.04 * (x % 3)), 50, 34, c.pick(*p.trio, PAPER))
        for x in range(-240, 260, 52)
    )
    c.add(
        c.shadow(c.cx, y + 20, 330 * k, 36, 0.3),
        circle(c.cx, cy, r, "#ffffff", opacity(0.35)),
        c.clip(water + weeds + pebbles, glass),
    )
    c.add(
        group(animals.goldfish(c, "#ff8a3d", "#ff6a3d"), c.cx - 20 * k, cy - 10, 1.12 * k),
        group(animals.goldfish(c, p.main, lite(p.main, 0.3)), c.cx + 110 * k, cy + 150 * k, 0.6 * k, 10),
    )
    c.add(
        ring(c.cx, cy, r, "#ffffff", 10, opacity(0.8)),
        ellipse(c.cx, cy - r * 0.9, r * 0.48, r * 0.09, "#fff", opacity(0.75)),
        path(
            f"M{c.cx - r * 0.8} {cy + r * 0.1} A{r * 0.82} {r * 0.82} 0 0 1 {c.cx - r * 0.4} {cy - r * 0.68}",
            "none",
            'stroke="#fff" stroke-width="22" stroke-linecap="round" opacity=".7"',
        ),
    )
    c.add(
        *[
            ring(c.cx - 200 * k + i * 14, cy - i * 60 * k, 12 + i * 3, "#fff", 4, opacity(0.8))
            for i in range(4)
        ],
        plant(c, c.w * 0.06, y - 20, 0.9 * k, p.second, p.leaf),
    )


def _tank(c: Canvas, p: Palette, v: int) -> None:
    w, h, k = c.w, c.h, 0.3 + 0.7 * c.k
    c.add(
        rect(
            0,
            0,
            w,
            h,
            c.linear(
                [
                    lite(mix(p.main, "#4fb0d0", 0.6), 0.45),
                    mix(p.main, "#2f8fb8", 0.7),
                    mix(p.ink, "#1f5f86", 0.5),
                ]
            ),
        )
    )
    for x in (0.1, 0.36, 0.64):
        c.add(path(f"M{w * x} -20 h{w * 0.1} l{w * 0.22} {h} h{-w * 0.3}Z", "#fff", opacity(0.1)))
    for i, x in enumerate((0.05, 0.13, 0.8, 0.88, 0.95)):
        c.add(
            line(
                f"M{w * x} {h * 0.95} q{46 * (-1) ** i} {-h * 0.1} 0 {-h * 0.2} t0 {-h * (0.14 + 0.03 * i)}",
                mix(p.leaf, "#5fcf8a", i / 5),
                36,
            )
        )
    c.add(
        path(
            f"M0 {h * 0.9} Q{w * 0.3} {h * 0.86} {w * 0.6} {h * 0.91} T{w} {h * 0.88} V{h} H0Z",
            c.linear(["#f8e3b4", "#e0bd80"]),
        )
    )
    for x, colour in ((0.3, p.main), (0.7, p.accent)):
        c.add(
            group(
                "".join(
                    line(
                        f"M0 0 Q{a * 0.3} -70 {a} {-150 + abs(a) * 0.6} M{a * 0.45} -74 q{a * 0.5} -10"
                        f" {a * 0.6} -60",
                        lite(colour, 0.1),
                        24,
                    )
                    for a in (-90, -40, 14, 66, 110)
                ),
                w * x,
                h * 0.92,
                1.1 * k,
            )
        )
    for colour, fin, x, y, size, turn in (
        ("#ff8a3d", "#ff6a3d", 0.42, 0.36, 1.35, -6),
        (p.second, lite(p.second, 0.4), 0.66, 0.6, 1.0, 8),
        (p.accent, lite(p.accent, 0.4), 0.28, 0.68, 0.8, 0),
        (PAPER, "#ff8a6a", 0.74, 0.17, 0.75, 4),
    ):
        c.add(group(animals.goldfish(c, colour, fin), w * x, h * y, size * k, turn))
    for _ in range(22):
        x, y, r = c.near(0, w), c.near(0.03, 0.85) * h, c.near(7, 24)
        c.add(ring(x, y, r, "#fff", 4, opacity(0.6)), circle(x - r * 0.3, y - r * 0.3, r * 0.2, "#fff"))


SCENES = (
    Scene(
        "dog",
        dog,
        (("家里坐着的小狗与饭碗", "a dog and its bowl at home"), ("草地上的小狗", "a dog in a meadow")),
        "lemon ocean rose coral mint",
        "tttst",
    ),
    Scene(
        "hamster",
        hamster,
        (
            ("跑轮前抱着瓜子的仓鼠", "a hamster with a seed before its wheel"),
            ("小屋里的仓鼠", "a hamster in its house"),
        ),
        "mint coral lilac lemon",
        "ttst",
    ),
    Scene(
        "fish",
        stage(_bowl, _tank),
        (("鱼缸里的金鱼", "goldfish in a bowl"), ("水草缸里的小鱼", "fish in a planted tank")),
        "peach ocean lilac mint",
        "ttst",
    ),
)
