"""Water towns, cities at night and trains."""

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
from shancha.demo.art.props.nature import cloud, ridge, tree
from shancha.demo.art.props.places import house, lights, pearl_tower, stars, twist, wheel
from shancha.demo.art.scenes.base import Scene, stage

DUSKS = (
    (("#3c4f86", "#8a6fae", "#f29c8a", "#ffd7a3"), ("#f2a58c", "#8a6fae", "#2c335f")),
    (("#bfe0ea", "#d9efe6", "#f3f6e4"), ("#a9d6cf", "#6fb0ad", "#3f7f86")),
    (("#141c46", "#3b2f7a", "#8f5a9c"), ("#5d4a8f", "#2f2a66", "#12163a")),
)


def _banks(c: Canvas, y: float, v: int) -> str:
    w, k = c.w, c.h / 1200
    if v % 2 == 0:
        houses = (
            house(c, -30, y, 240, 270 * k, "#f3e6d6")
            + house(c, w * 0.72, y, 290, 330 * k, "#efe0cf")
            + house(c, w * 0.29, y, 170, 200 * k, "#e8d6c6")
        )
    else:
        houses = (
            house(c, w * 0.64, y, 200, 240 * k, "#f6ece0")
            + house(c, w * 0.84, y, 240, 400 * k, "#efe0cf")
            + house(c, -60, y, 320, 380 * k, "#f3e6d6")
        )
    return houses


def _bridge(c: Canvas, y: float, v: int) -> str:
    w = c.w
    a = w * (0.34 if v % 2 == 0 else 0.24)
    bridge = path(
        f"M{a} {y + 8} Q{a + w * 0.22} {y - 190} {a + w * 0.44} {y + 8} h-46 Q{a + w * 0.22} {y - 110}"
        f" {a + 46} {y + 8}Z",
        "#cbb8ad",
    )
    bridge += line(f"M{a - 10} {y - 8} Q{a + w * 0.22} {y - 214} {a + w * 0.45} {y - 8}", "#a8948c", 9)
    return bridge


def watertown(c: Canvas, p: Palette, v: int) -> None:
    """Old houses, a bridge and a boat, mirrored in a canal."""
    w, h = c.w, c.h
    sky, water = DUSKS[v % 3]
    y = h * 0.66
    c.add(
        rect(0, 0, w, h, c.linear(list(sky), 0, 0, 0, 0.72)),
        circle(w * 0.74, h * 0.16, 66, "#fff1cf"),
        c.glow(w * 0.74, h * 0.16, 150, "#fff1cf", 0.5),
    )
    for i in range(3):
        c.add(
            path(
                ridge(c, h * (0.4 + 0.035 * i), h * 0.05, 50 + i + v),
                mix(sky[1], water[2], 0.25 + 0.25 * i),
                opacity(0.8),
            )
        )
    c.add(rect(0, y, w, h - y, c.linear(list(water))))
    houses, bridge = _banks(c, y, v), _bridge(c, y, v)
    c.add(
        houses,
        bridge,
        f'<g transform="translate(0 {2 * y:.0f}) scale(1 -1)" opacity=".28" {c.blur(4)}>{houses}{bridge}</g>',
    )
    for _ in range(22):
        c.add(
            rect(
                c.near(0, w),
                y + 10 + c.rng.random() ** 1.4 * (h - y) * 0.95,
                c.near(50, 190),
                4,
                c.pick("#ffd7a3", "#fff1cf", "#fffaf0"),
                2,
                opacity(c.near(0.2, 0.5)),
            )
        )
    boat = (
        path("M-170 0 Q0 60 170 -6 L130 40 Q0 60 -130 40Z", "#3b2a2a")
        + path("M-70 6 Q-60 -92 10 -92 Q80 -92 86 6Z", "#6b4634")
        + line("M-40 -60 Q10 -70 62 -60", "#8a5f46", 6)
    )
    c.add(group(boat + ellipse(-112, -30, 16, 20, c.radial(["#ffd98a", "#f2642e"])), w * 0.42, h * 0.83, 1.3))
    willow = "".join(
        line(
            f"M{w * 0.06 * i} {-10} q{-20 + 8 * i} {h * 0.12} {6 - 4 * i} {h * (0.17 + 0.03 * (i * 7 % 5))}",
            dark(p.leaf, 0.15),
            9,
            'stroke-dasharray="1 13"',
        )
        for i in range(9)
    )
    c.add(willow)
    if v % 3 != 1:
        stars(c, 16, 0.24)


def nightcity(c: Canvas, p: Palette, v: int) -> None:
    """A skyline at night with a tower, mirrored in the river."""
    w, h, y = c.w, c.h, c.h * 0.7
    warm = lite(mix(p.main, p.second, 0.35), 0.15)
    c.add(
        rect(
            0,
            0,
            w,
            h,
            c.linear(
                ["#101a48", mix(p.ink, "#3a2f7d", 0.6), mix(p.main, "#6a4a9c", 0.35), warm], 0, 0, 0, 0.75
            ),
        )
    )
    c.add(circle(w * 0.22, h * 0.15, 58, "#ffe9c2"), c.glow(w * 0.22, h * 0.15, 150, "#ffe9c2", 0.4))
    stars(c, 40, 0.35)
    for layer, (colour, low, high, wide) in enumerate(
        (("#5d3f8f", 0.2, 0.34, 90), ("#33306f", 0.12, 0.3, 110), ("#1b1d4a", 0.06, 0.2, 120))
    ):
        x = -30.0
        while x < w:
            bw, bh = c.near(0.6, 1.2) * wide, h * c.near(low, high)
            c.add(rect(x, y - bh, bw, bh, mix(colour, p.ink, 0.45), 6 if layer else 10))
            if c.rng.random() < 0.4:
                c.add(rect(x + bw / 2 - 3, y - bh - 46, 6, 50, colour))
            if layer:
                lights(c, x, y - bh, bw, bh)
            x += bw + c.near(-4, 10)
    c.add((pearl_tower, wheel, twist)[v % 3](c, w * 0.62, y, h))
    c.add(rect(0, y, w, h - y, c.linear([warm, mix(p.main, "#4d3f8f", 0.6), "#101a48"])))
    for _ in range(60):
        c.add(
            rect(
                c.near(0, w),
                y + 6 + c.rng.random() ** 1.5 * (h - y),
                c.near(30, 150),
                5,
                c.pick("#ffd98a", "#ff9fb0", "#8fd3ff", "#c7a4ff"),
                3,
                opacity(c.near(0.15, 0.55)),
            )
        )


def _train_window(c: Canvas, p: Palette, v: int) -> None:
    w, h = c.w, c.h
    x, y, ww, wh = w * 0.09, h * 0.07, w * 0.82, h * 0.6
    view = (
        rect(x, y, ww, wh, c.linear(["#8fcbe8", "#d7eef2", lite(p.second, 0.5)]))
        + cloud(x + ww * 0.3, y + wh * 0.2, 1.1)
        + cloud(x + ww * 0.78, y + wh * 0.3, 0.8)
    )
    view += circle(x + ww * 0.7, y + wh * 0.16, 50, "#fff6d8")
    for i in range(4):
        view += path(
            ridge(c, y + wh * (0.5 + 0.12 * i), wh * (0.1 - 0.02 * i), 7 + i + v),
            mix(mix("#9cc4d4", p.leaf, 0.3), p.leaf, i / 3),
        )
    view += "".join(
        rect(x, y + wh * (0.9 + 0.035 * i), ww, wh * 0.02, ("#f2dc8a", "#e0c060", "#f2dc8a")[i], 4)
        for i in range(3)
    ) + tree(c, x + ww * 0.2, y + wh * 0.9, 0.9, p.leaf)
    c.add(
        rect(0, 0, w, h, c.linear([lite(p.wall, 0.3), mix(p.wall, p.floor, 0.4)])),
        rect(x - 26, y - 26, ww + 52, wh + 52, c.slant(lite(p.floor, 0.3), 0.4, 0.12), 70),
    )
    c.add(
        c.clip(view, rect(x, y, ww, wh, "#fff", 50)),
        path(
            f"M{x + ww * 0.5} {y} L{x + ww * 0.2} {y + wh} h120 L{x + ww * 0.68} {y}Z", "#fff", opacity(0.14)
        ),
    )
    c.add(
        rect(0, h * 0.77, w, 34, c.linear(["#e0b07c", "#b97f4f"]), 10),
        rect(0, h * 0.77 + 34, w, h, c.linear([dark(p.floor, 0.08), dark(p.floor, 0.25)])),
    )
    cup = (
        path("M-60 -190 H60 L46 0 H-46Z", c.side(PAPER, 0.2))
        + path("M-57 -150 H57 L50 -60 H-50Z", p.main)
        + rect(-66, -206, 132, 24, p.ink, 8)
    )
    book = (
        path("M-170 -10 Q-86 -46 0 -14 Q86 -46 170 -10 V-34 Q86 -74 0 -42 Q-86 -74 -170 -34Z", PAPER)
        + line("M0 -40 V-14", "#d9c9b4", 4)
        + path("M-176 0 Q-86 -36 0 -6 Q86 -36 176 0 V-10 Q86 -46 0 -14 Q-86 -46 -176 -10Z", p.main)
    )
    c.add(c.put(cup, w * 0.24, h * 0.785, 1.25 * c.k, 60), c.put(book, w * 0.62, h * 0.795, 1.5 * c.k, 160))


def _train_outside(c: Canvas, p: Palette, v: int) -> None:
    w, h = c.w, c.h
    c.add(
        rect(0, 0, w, h, c.linear(["#7fc2e6", "#d4edf2", "#fdf3dc"], 0, 0, 0, 0.6)),
        cloud(w * 0.25, h * 0.15, 1.2),
        cloud(w * 0.78, h * 0.24, 0.9),
    )
    for i in range(3):
        c.add(
            path(ridge(c, h * (0.4 + 0.06 * i), h * 0.07, 17 + i + v), mix("#a8cfd8", p.leaf, 0.25 + 0.3 * i))
        )
    y = h * 0.7
    c.add(
        rect(0, y, w, h - y, c.linear([lite(p.leaf, 0.35), p.leaf])),
        path(f"M0 {y + 14} H{w} V{y + 60} H0Z", "#b9a08a"),
        *[rect(i * 60, y + 26, 34, 16, "#7a5f4a", 4) for i in range(16)],
        rect(0, y + 16, w, 9, "#6b7280"),
    )
    body = c.linear(["#ffffff", "#f4f1ec", "#cfd3da"])
    train = path(
        f"M-40 {y + 8} V{y - 300} H{w * 0.52} Q{w * 0.86} {y - 290} {w * 0.95} {y - 60} Q{w * 0.97} {y + 8}"
        f" {w * 0.86} {y + 8}Z",
        body,
    )
    train += path(f"M-40 {y - 96} H{w * 0.93} Q{w * 0.95} {y - 70} {w * 0.95} {y - 52} H-40Z", p.main) + path(
        f"M{w * 0.66} {y - 262} Q{w * 0.82} {y - 230} {w * 0.89} {y - 120} H{w * 0.7} Q{w * 0.64} {y - 180}"
        f" {w * 0.66} {y - 262}Z",
        c.linear(["#33507a", "#16243f"]),
    )
    train += "".join(
        rect(i * 134 + 20, y - 244, 100, 104, c.linear(["#bfe3f2", "#6fa3c4"]), 18) for i in range(4)
    ) + rect(-40, y - 30, w * 0.9, 10, p.second)
    c.add(c.drop(train, 8, 18, 14))
    for _ in range(26):
        c.add(
            group(
                circle(0, 0, 14, p.main) + circle(0, 0, 6, "#ffe08a"),
                c.near(0, w),
                c.near(0.83, 0.99) * h,
                c.near(0.7, 1.6),
            ),
            "",
        )
    c.add(tree(c, w * 0.1, h * 0.98, 1.3 * c.k, dark(p.leaf, 0.1)))


SCENES = (
    Scene(
        "watertown",
        watertown,
        (
            ("黄昏的江南水乡", "a water town at dusk"),
            ("清晨的江南水乡", "a water town in the morning"),
            ("夜色里的江南水乡", "a water town at night"),
        ),
        "peach mint lilac sage cream",
        "tttwt",
    ),
    Scene(
        "nightcity",
        nightcity,
        (
            ("城市夜景与电视塔", "a city at night with a television tower"),
            ("城市夜景与摩天轮", "a city at night with a big wheel"),
            ("城市夜景与摩天楼", "a city at night with a skyscraper"),
        ),
        "rose lilac ocean coral berry",
        "tttwt",
    ),
    Scene(
        "train",
        stage(_train_window, _train_outside),
        (("火车窗外的风景", "the view from a train window"), ("驶过田野的列车", "a train passing fields")),
        "cream sky mint coral",
        "ttts",
    ),
)
