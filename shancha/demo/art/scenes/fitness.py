"""Fitness: yoga, running, weights, cycling and trails."""

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
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props import people
from shancha.demo.art.props.nature import (
    BACKDROPS,
    backdrop,
    cloud,
    flower,
    pine,
    plant,
    ridge,
    rings,
    table,
    tree,
)
from shancha.demo.art.props.sport import bicycle, bottle, dumbbell, kettlebell
from shancha.demo.art.scenes.base import Scene, stage


def yoga(c: Canvas, p: Palette, v: int) -> None:
    """A woman on a mat in one of three poses."""
    w, h, k = c.w, c.h, c.h / 1200
    backdrop(c, p, ("sun", "window", "arch", "leaf")[v % 4], 0.7)
    y = h * 0.88
    c.add(
        path(
            f"M{w * 0.06} {y + 60} L{w * 0.18} {y - 50} H{w * 0.86} L{w * 0.97} {y + 60}Z",
            c.side(p.main, 0.3, 0),
        ),
        path(f"M{w * 0.06} {y + 60} H{w * 0.97} v16 H{w * 0.06}Z", dark(p.main, 0.22)),
    )
    c.add(ellipse(w * 0.5, y, 200, 22, dark(p.main, 0.5), f"{opacity(0.35)} {c.blur(8)}"))
    pose = (people.tree_pose, people.lotus_pose, people.warrior_pose)[v % 3]
    figure = pose(
        (p.accent, p.second, p.accent)[v % 3], dark(p.ink, 0.05), people.SKINS[v % 3], people.HAIRS[v % 3]
    )
    c.add(
        group(figure, c.cx, y + 6, (1.12, 1.45, 1.22)[v % 3] * k),
        c.put(bottle(c, p.accent), w * 0.9, h * 0.96, 0.85, 50),
        c.put(dumbbell(p.ink), w * 0.17, h * 0.955, 0.95, 110, -4),
    )
    c.add(plant(c, w * 0.1, h * 0.76, 0.95 * k, lite(p.wall, 0.3), p.leaf))


def _park(c: Canvas, p: Palette, v: int, horizon: float) -> None:
    w, h = c.w, c.h
    c.add(
        rect(
            0,
            0,
            w,
            h,
            c.linear(
                [mix("#8fd0ee", p.main, 0.15 + 0.2 * (v % 2)), lite(p.second, 0.55), "#fff6e4"], 0, 0, 0, 0.7
            ),
        ),
        circle(w * 0.78, h * 0.18, 84, "#fff3cf"),
        c.glow(w * 0.78, h * 0.18, 190, "#fff3cf", 0.6),
        cloud(w * 0.24, h * 0.15, 1.1),
    )
    for i in range(3):
        c.add(
            path(
                ridge(c, h * (horizon - 0.12 + 0.05 * i), h * 0.05, 60 + i + v),
                mix("#b5d6d8", p.leaf, 0.2 + 0.3 * i),
            )
        )
    c.add(
        path(
            f"M0 {h * horizon} Q{w / 2} {h * (horizon - 0.03)} {w} {h * horizon} V{h} H0Z",
            c.linear([lite(p.leaf, 0.4), p.leaf]),
        )
    )


def running(c: Canvas, p: Palette, v: int) -> None:
    """A runner in a park or on a track."""
    w, h, k = c.w, c.h, c.h / 1200
    _park(c, p, v, 0.66)
    for x, size in ((0.08, 1.3), (0.93, 1.5)):
        c.add(tree(c, w * x, h * 0.7, size * k, mix(p.leaf, "#3f8f5a", 0.3)))
    if v % 2:
        for i in range(4):
            c.add(
                path(
                    f"M{-w * 0.2} {h * (0.78 + 0.06 * i)} Q{w / 2} {h * (0.73 + 0.06 * i)} {w * 1.2}"
                    f" {h * (0.78 + 0.06 * i)} V{h} H0Z",
                    mix("#e2725b", "#c94f3d", i / 4),
                ),
                line(
                    f"M{-w * 0.2} {h * (0.78 + 0.06 * i)} Q{w / 2} {h * (0.73 + 0.06 * i)} {w * 1.2}"
                    f" {h * (0.78 + 0.06 * i)}",
                    "#fff",
                    5,
                    opacity(0.8),
                ),
            )
    else:
        c.add(
            path(
                f"M0 {h * 0.82} Q{w / 2} {h * 0.77} {w} {h * 0.82} V{h * 0.97} Q{w / 2} {h * 0.92} 0"
                f" {h * 0.97}Z",
                "#f0dcba",
            )
        )
        for _ in range(14):
            c.add(
                group(
                    flower(c.pick(p.main, p.second, "#fff"), 20, petals=5),
                    c.near(0, w),
                    h * c.near(0.95, 0.99),
                )
            )
    c.add(c.shadow(c.cx, h * 0.9, 230, 24, 0.35))
    figure = people.runner(
        (p.main, p.accent, p.second)[v % 3],
        dark(p.ink, 0.05),
        people.SKINS[(v + 1) % 4],
        people.HAIRS[v % 4],
        (p.accent, p.main)[v % 2],
    )
    c.add(
        group(figure, c.cx + 20, h * 0.9, 1.1 * k),
        *[
            line(f"M{w * 0.03} {h * (0.48 + 0.07 * i)} h{90 + 40 * (i % 2)}", "#fff", 10, opacity(0.7))
            for i in range(4)
        ],
    )


def _weights(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, BACKDROPS[v % 4], 0.66)
    y, k = c.h * 0.84, c.k
    c.add(
        path(
            f"M0 {y + 120} L90 {y - 110} H{c.w - 90} L{c.w} {y + 120}Z",
            c.side(mix(p.main, p.ink, 0.3), 0.2, 0.1),
        )
    )
    c.add(
        c.put(kettlebell(c, p.accent), c.w * 0.7, y - 60, 2.1 * k, 90),
        c.put(bottle(c, p.second), c.w * 0.9, y - 20, 1.2 * k, 50),
    )
    c.add(
        c.put(group(dumbbell(p.main), 0, -54), c.w * 0.34, y - 40, 1.9 * k, 120),
        c.put(group(dumbbell(p.ink), 0, -54), c.w * 0.46, y + 90 * k, 2.2 * k, 120, -4),
    )


def _gym_flat(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h, k = c.w, c.h, c.k
    mat = (
        rect(-130, -400, 260, 800, c.side(p.main, 0.3), 16)
        + "".join(line(f"M-110 {y} H110", dark(p.main, 0.12), 4, opacity(0.5)) for y in range(-360, 380, 60))
        + ellipse(0, -400, 130, 40, dark(p.main, 0.1))
        + ellipse(0, -400, 90, 26, lite(p.main, 0.2))
        + ellipse(0, -400, 46, 13, dark(p.main, 0.2))
    )
    c.add(
        c.drop(group(mat, w * 0.2, h * 0.52, k, 8), 16, 20, 12),
        c.drop(group(dumbbell(p.accent), w * 0.66, h * 0.22, 1.9 * k, -24)),
        c.drop(group(dumbbell(p.accent), w * 0.7, h * 0.4, 1.9 * k, -14)),
    )
    c.add(
        c.drop(group(bottle(c, p.second), w * 0.56, h * 0.86, 1.35 * k, -10)),
        c.drop(
            group(
                line("M-150 0 C-260 -200 200 -260 120 -40 C60 120 -60 60 20 160", p.ink, 14)
                + rect(-176, -16, 60, 120, p.main, 24)
                + rect(0, 120, 60, 120, p.main, 24),
                w * 0.82,
                h * 0.72,
                0.85 * k,
            )
        ),
    )


def bike(c: Canvas, p: Palette, v: int) -> None:
    """A bicycle on a bold ground, in a park or before a wall."""
    k = 0.5 + 0.5 * c.k
    if v % 3 == 0:
        _park(c, p, v, 0.7)
        c.add(
            tree(c, c.w * 0.12, c.h * 0.76, 1.7 * c.k, p.leaf),
            path(f"M0 {c.h * 0.8} Q{c.cx} {c.h * 0.77} {c.w} {c.h * 0.8} V{c.h * 0.95} H0Z", "#f0dcba"),
        )
        y = c.h * 0.88
    elif v % 3 == 1:
        backdrop(c, p, "arch", 0.78)
        c.add(plant(c, c.w * 0.1, c.h * 0.84, 1.3 * c.k, p.second, p.leaf))
        y = c.h * 0.88
    else:
        rings(c, p.main)
        y = c.h * 0.76
    colour = p.main if v % 3 < 2 else PAPER
    c.add(c.shadow(c.cx, y, 400, 26, 0.35), group(bicycle(c, colour, "#d9a25f"), c.cx - 10, y, 1.22 * k))


def trail(c: Canvas, p: Palette, v: int) -> None:
    """A hiker before mountains, or boots and a map."""
    w, h, k = c.w, c.h, c.h / 1200
    sky = (["#7fc2e6", "#d4edf2", "#fff3d8"], ["#8a6fae", "#f29c8a", "#ffe0b0"])[v % 2]
    c.add(
        rect(0, 0, w, h, c.linear(list(sky), 0, 0, 0, 0.65)),
        circle(w * 0.26, h * 0.24, 84, "#fff3cf"),
        c.glow(w * 0.26, h * 0.24, 220, "#fff3cf", 0.6),
        cloud(w * 0.7, h * 0.14, 1.0, op=0.8),
    )
    for i in range(5):
        c.add(
            path(
                ridge(c, h * (0.42 + 0.07 * i), h * (0.1 - 0.014 * i), 23 * v + i, 16),
                mix(mix(sky[1], p.leaf, 0.35), dark(p.leaf, 0.35), i / 5),
            )
        )
    c.add(
        path(
            f"M0 {h * 0.9} Q{w * 0.3} {h * 0.78} {w * 0.6} {h * 0.82} T{w} {h * 0.8} V{h} H0Z",
            c.linear([lite(p.leaf, 0.25), dark(p.leaf, 0.2)]),
        )
    )
    c.add(
        path(
            f"M{w * 0.3} {h} Q{w * 0.46} {h * 0.92} {w * 0.56} {h * 0.84} L{w * 0.62} {h * 0.84} Q{w * 0.62}"
            f" {h * 0.93} {w * 0.66} {h}Z",
            "#f2dfb8",
        )
    )
    for x in (0.06, 0.16, 0.88, 0.97):
        c.add(pine(w * x, h * (0.84 + 0.05 * (x < 0.1)), 1.5 * k, dark(p.leaf, 0.35)))
    figure = people.hiker(
        (p.main, p.accent)[v % 2],
        dark(p.ink, 0.05),
        people.SKINS[v % 3],
        people.HAIRS[v % 4],
        (p.second, p.main)[v % 2],
    )
    c.add(c.shadow(w * 0.52, h * 0.93, 130, 18, 0.35), group(figure, w * 0.52, h * 0.93, 0.86 * k))


SCENES = (
    Scene(
        "yoga",
        yoga,
        (
            ("瑜伽垫上的树式", "a woman in tree pose on a mat"),
            ("瑜伽垫上的打坐", "a woman meditating on a mat"),
            ("瑜伽垫上的战士式", "a woman in warrior pose on a mat"),
        ),
        "mint lilac coral peach sky rose",
        "ttttst",
    ),
    Scene(
        "running",
        running,
        (("公园里晨跑的人", "a morning runner in a park"), ("跑道上的跑者", "a runner on a track")),
        "coral ocean lemon rose sage",
        "tttst",
    ),
    Scene(
        "dumbbells",
        stage(_weights, _gym_flat),
        (
            ("哑铃、壶铃和水壶", "dumbbells, a kettlebell and a bottle"),
            ("平铺的瑜伽垫、哑铃和跳绳", "a mat, dumbbells and a skipping rope laid out"),
        ),
        "mint coral sky lilac",
        "ttst",
        words=True,
    ),
    Scene(
        "bike",
        bike,
        (
            ("公园小路上的自行车", "a bicycle on a park path"),
            ("拱门前带花篮的自行车", "a bicycle with flowers before an arch"),
            ("一辆自行车", "a bicycle"),
        ),
        "coral rose ocean sky mint",
        "twstt",
    ),
    Scene(
        "trail",
        trail,
        (("登山的背影与群山", "a hiker before mountains"), ("夕阳下的徒步者", "a hiker at sunset")),
        "lemon coral ocean rose",
        "tttt",
    ),
)
