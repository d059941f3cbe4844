"""Stars: concerts, posters, microphones, light sticks and instant photographs."""

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
    text,
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props.music import microphone, polaroid, stick
from shancha.demo.art.props.nature import burst, flower, leafspray, table
from shancha.demo.art.props.people import HAIRS, SKINS, singer
from shancha.demo.art.scenes.base import Scene, stage

NIGHT = "#150f33"


def _glitter(c: Canvas, count: int, low: float, high: float, colours: tuple[str, ...]) -> None:
    for _ in range(count):
        x, y = c.near(0, c.w), c.near(low, high) * c.h
        c.add(
            rect(
                x,
                y,
                c.near(6, 13),
                c.near(10, 20),
                c.pick(*colours),
                3,
                f'{opacity(c.near(0.5, 1))} transform="rotate({c.near(0, 90):.0f} {x:.0f} {y:.0f})"',
            )
        )


def _beams(c: Canvas, p: Palette) -> None:
    w, h = c.w, c.h
    for i, x in enumerate((0.04, 0.28, 0.5, 0.72, 0.96)):
        colour = (p.main, p.second, "#ffffff", p.second, p.main)[i]
        aim = (0.62, 0.3, 0.5, 0.7, 0.38)[i]
        beam = c.linear([(lite(colour, 0.3), 0.75), (colour, 0.0)])
        c.add(
            path(
                f"M{w * x - 12} {h * 0.06} L{w * aim - 130} {h * 0.76} H{w * aim + 130} L{w * x + 12}"
                f" {h * 0.06}Z",
                beam,
                opacity(0.6),
            )
        )
        c.add(rect(w * x - 26, h * 0.03, 52, 34, "#0b0820", 8), c.glow(w * x, h * 0.065, 50, "#fff", 0.9))
    c.add(
        rect(0, h * 0.02, w, 18, "#0b0820"),
        line(f"M0 {h * 0.05} " + "".join(f"l{w / 24} {22 * (-1) ** i} " for i in range(24)), "#2a2352", 5),
    )


def _crowd(c: Canvas, p: Palette, y: float, sticks: bool) -> None:
    w = c.w
    for row in range(3):
        for i in range(10):
            x, z = w * (i + 0.5 * (row % 2)) / 9 + c.near(-14, 14), y + row * 74 + c.near(-14, 14)
            tone = mix("#2a1d52", "#07040f", row / 2)
            if sticks and c.rng.random() < 0.55:
                colour = c.pick(*p.trio, "#ffffff")
                tip = z - 150 - c.near(0, 40)
                c.add(
                    line(f"M{x + 34} {z + 30} L{x + 50} {tip + 60}", tone, 26),
                    c.glow(x + 54, tip, 74, colour, 0.85),
                    line(f"M{x + 50} {tip + 54} L{x + 57} {tip - 22}", lite(colour, 0.65), 15),
                )
            c.add(
                circle(x, z, 46, tone),
                path(
                    f"M{x - 84} {z + 140} Q{x - 80} {z + 44} {x} {z + 44} Q{x + 80} {z + 44} {x + 84}"
                    f" {z + 140}Z",
                    tone,
                ),
            )


def concert(c: Canvas, p: Palette, v: int) -> None:
    """A singer or a band in the beams of a stage, before a crowd."""
    w, h = c.w, c.h
    c.add(rect(0, 0, w, h, c.linear([NIGHT, mix(NIGHT, p.main, 0.55), mix(p.main, p.second, 0.3)])))
    _beams(c, p)
    if v % 2:
        c.add(
            c.glow(c.cx, h * 0.36, 330, p.second, 0.7),
            ring(c.cx, h * 0.36, 240 * c.k, lite(p.second, 0.5), 14),
            ring(c.cx, h * 0.36, 200 * c.k, "#fff", 4, opacity(0.8)),
        )
    y = h * 0.76
    c.add(
        ellipse(c.cx, y, w * 0.6, 70, lite(p.main, 0.25)),
        ellipse(c.cx, y - 12, w * 0.6, 66, c.linear([lite(p.second, 0.6), p.main])),
    )
    k = c.h / 1200
    if v % 3 == 1:
        for i, x in enumerate((0.22, 0.78, 0.5)):
            c.add(
                c.put(
                    singer(c, (p.accent, p.second, PAPER)[i], SKINS[i], HAIRS[i], i == 2),
                    w * x,
                    y + (0, 0, 20)[i],
                    (0.62, 0.62, 0.76)[i] * k,
                    100,
                )
            )
    else:
        c.add(
            c.put(
                singer(c, (PAPER, p.accent, p.second)[v % 3], SKINS[v % 3], HAIRS[v % 4], v % 3 == 0),
                c.cx + 16,
                y + 8,
                0.86 * k,
                120,
            )
        )
    _glitter(c, 46, 0.1, 0.7, (p.second, "#fff", p.accent, lite(p.main, 0.4)))
    _crowd(c, p, h * 0.85, v % 2 == 0)


def poster(c: Canvas, p: Palette, v: int) -> None:
    """A concert poster on a wall, with an abstract sun, a record or a singer."""
    w, h, k = c.w, c.h, c.h / 1200
    c.add(rect(0, 0, w, h, c.slant(mix(p.wall, p.floor, 0.5), 0.3, 0.08)))
    for i in range(12):
        for j in range(16):
            c.add(
                rect(
                    j % 2 * -40 + i * 90,
                    j * h / 16 + 3,
                    84,
                    h / 16 - 6,
                    mix(p.wall, p.floor, 0.4 + 0.06 * ((i * 3 + j) % 4)),
                    4,
                    opacity(0.6),
                )
            )
    x, y, pw, ph = w * 0.13, h * 0.08, w * 0.74, h * 0.82
    ground = ((p.main, p.second), (p.ink, p.main), (p.second, p.accent))[v % 3]
    art = rect(x, y, pw, ph, c.linear([lite(ground[0], 0.05), ground[0]]))
    if v % 3 == 0:
        art += "".join(
            circle(c.cx, h * 0.44, r * k, mix(p.second, p.main, i / 5))
            for i, r in enumerate((330, 270, 210, 150, 90))
        )
        art += group(singer(c, PAPER, SKINS[0], HAIRS[0], True), c.cx + 10, h * 0.74, 0.78 * k)
    elif v % 3 == 1:
        art += (
            circle(c.cx, h * 0.44, 290 * k, "#15101f")
            + "".join(ring(c.cx, h * 0.44, r * k, "#3a3348", 3) for r in range(130, 280, 22))
            + circle(c.cx, h * 0.44, 105 * k, p.second)
            + circle(c.cx, h * 0.44, 16, PAPER)
        )
        art += path(
            f"M{c.cx} {h * 0.44} l{-260 * k} {-120 * k} a290 290 0 0 1 90 -100Z", "#fff", opacity(0.12)
        ) + group(flower(p.main, 60 * k), c.cx, h * 0.44)
    else:
        art += "".join(
            path(
                f"M{x + pw * 0.1} {h * (0.24 + 0.085 * i)} q{pw * 0.2} {-90 * k} {pw * 0.4} 0 t{pw * 0.4} 0",
                "none",
                f'stroke="{(p.main, p.accent, PAPER)[i % 3]}" stroke-width="{30 * k:.0f}"'
                ' stroke-linecap="round"',
            )
            for i in range(6)
        )
    art += text(c.cx, y + 108 * k, ("LIVE TOUR", "VINYL NIGHT", "SUMMER FEST")[v % 3], 82 * k, PAPER) + rect(
        x + pw * 0.1, y + ph - 150 * k, pw * 0.8, 4, PAPER
    )
    art += text(
        c.cx,
        y + ph - 84 * k,
        ("山茶乐队 · 巡回演唱会", "山茶唱片 · 听歌之夜", "山茶音乐节 · 夏日现场")[v % 3],
        48 * k,
        PAPER,
    ) + text(c.cx, y + ph - 32 * k, "08.18 – 08.20", 34 * k, PAPER)
    c.add(c.drop(art, 14, 20, 14, 0.3))
    for a, b, rot in ((x + 30, y - 6, -30), (x + pw - 30, y - 6, 30)):
        c.add(group(rect(-56, -18, 112, 36, lite(p.accent, 0.5), 2, opacity(0.85)), a, b, 1, rot))


def _big_mic(c: Canvas, p: Palette, v: int) -> None:
    burst(c, p.main if v % 2 == 0 else p.accent)
    c.add(
        circle(c.cx, c.h * 0.46, min(c.w, c.h) * 0.4, lite(p.second, 0.1)),
        c.drop(group(microphone(c, p), c.w * 0.5 + 50 * c.k, c.h * 0.46, 1.12 * c.k, 18), 22, 26, 14, 0.3),
    )
    for i, (x, y, k) in enumerate(((0.14, 0.3, 1.2), (0.84, 0.2, 1.5), (0.2, 0.76, 1.5), (0.86, 0.72, 1.1))):
        note = (
            ellipse(0, 0, 30, 22, PAPER, 'transform="rotate(-20)"')
            + rect(22, -120, 9, 122, PAPER, 4)
            + path("M24 -120 Q70 -100 60 -50 Q56 -84 31 -86Z", PAPER)
        )
        c.add(c.drop(group(note, c.w * x, c.h * y, k, -14 + 9 * i), 5, 7, 4))


def _stand_mic(c: Canvas, p: Palette, v: int) -> None:
    w, h = c.w, c.h
    c.add(rect(0, 0, w, h, c.linear([NIGHT, mix(NIGHT, p.main, 0.6)])))
    for i in range(15):
        x = w * i / 14
        c.add(
            path(
                f"M{x} 0 h{w / 14} Q{x + w / 28 + 14} {h * 0.5} {x + w / 14} {h * 0.82} h{-w / 14} Q{x - 14}"
                f" {h * 0.5} {x} 0Z",
                mix(p.main, p.ink, 0.15 + 0.35 * (i % 2)),
            )
        )
    c.add(
        path(
            f"M{w * 0.3} -10 L{w * 0.08} {h * 0.9} H{w * 0.92} L{w * 0.7} -10Z",
            c.linear([("#fff6d8", 0.6), ("#fff6d8", 0.08)]),
        ),
        rect(0, h * 0.82, w, h * 0.2, c.linear([mix(p.second, p.ink, 0.5), dark(p.ink, 0.3)])),
        ellipse(c.cx, h * 0.9, 340, 60, "#fff1cf", opacity(0.45)),
    )
    k = c.h / 1200
    stand = (
        rect(-9, 0, 18, 760, c.side("#8a8fa0", 0.5))
        + ellipse(0, 764, 170, 30, "#2b2438")
        + ellipse(0, 756, 170, 26, "#5a5468")
    )
    retro = (
        rect(-120, -330, 240, 300, c.side("#c9d0d8", 0.6, 0.35), 110)
        + "".join(rect(-104, y, 208, 14, "#4a4756", 7) for y in range(-286, -90, 34))
        + rect(-20, -326, 40, 250, c.side("#e5e9ee", 0.5, 0.3))
        + rect(-124, -190, 248, 44, c.side(p.second, 0.5, 0.3), 8)
        + rect(-40, -40, 80, 60, "#4a4756", 14)
    )
    c.add(group(stand + retro, c.cx, h * 0.36, 0.98 * k, 0))
    _glitter(c, 30, 0.05, 0.8, (p.second, "#fff", p.accent))


def lightsticks(c: Canvas, p: Palette, v: int) -> None:
    """Hands that raise glowing sticks."""
    w, h = c.w, c.h
    c.add(
        rect(0, 0, w, h, c.linear([mix(NIGHT, p.main, 0.15), mix(NIGHT, p.main, 0.5), NIGHT])),
        c.glow(c.cx, h * 0.3, w * 0.7, p.second, 0.35),
    )
    for _ in range(60):
        colour = c.pick(*p.trio)
        x, y = c.near(0, w), c.near(0.12, 0.6) * h
        c.add(c.glow(x, y, c.near(12, 34), lite(colour, 0.3), 0.8))
    k = c.h / 1200
    for i, (x, y, rot, size) in enumerate(
        (
            (0.12, 0.82, -14, 0.9),
            (0.88, 0.8, 14, 0.9),
            (0.33, 0.94, -8, 1.2),
            (0.68, 0.96, 8, 1.2),
            (0.5, 0.76, 1, 1.05),
        )
    ):
        c.add(
            group(
                stick(c, p.trio[(i + v) % 3], SKINS[i % 3], p.ink, (i + v) % 2 == 0),
                w * x,
                h * y,
                size * k,
                rot,
            )
        )
    _crowd(c, p, h * 1.0, False)
    _glitter(c, 30, 0.02, 0.5, ("#fff", p.second, p.accent))


def polaroids(c: Canvas, p: Palette, v: int) -> None:
    """Instant photographs pegged on a line or spread on a table."""
    table(c, p, v)
    w, h, k = c.w, c.h, c.k
    if v % 2 == 0:
        spots = ((0.28, 0.3, -8), (0.7, 0.26, 7), (0.3, 0.73, 6), (0.72, 0.72, -7))
    else:
        spots = ((0.3, 0.24, -14), (0.74, 0.34, 10), (0.3, 0.64, 8), (0.7, 0.78, -10))
    for i, (x, y, rot) in enumerate(spots):
        c.add(c.drop(group(polaroid(c, p, (i + v) % 5), w * x, h * y, 1.12 * k, rot), 12, 16, 9))
    if v % 2 == 0:
        for y in (0.09, 0.53):
            c.add(
                line(f"M0 {h * y} Q{c.cx} {h * (y + 0.03)} {w} {h * y}", p.ink, 5),
                *[rect(w * x - 10, h * (y + 0.005), 20, 62, "#d9a25f", 5) for x in (0.29, 0.71)],
            )
    else:
        c.add(
            group(flower(p.main, 74), w * 0.92, h * 0.08),
            group(leafspray(0, 0, 260, -40, p.leaf, 7), 0, h * 0.98),
            group(rect(-70, -18, 140, 36, lite(p.accent, 0.4), 2, opacity(0.85)), w * 0.3, h * 0.075, 1, -14),
        )


SCENES = (
    Scene(
        "stage",
        concert,
        (
            ("舞台追光下的歌手", "a singer in the beams of a stage"),
            ("舞台上的三人组合", "a group of three on stage"),
            ("演唱会现场与应援灯海", "a concert and a sea of light sticks"),
        ),
        "rose lilac coral ocean berry",
        "tttst",
    ),
    Scene(
        "poster",
        poster,
        (
            ("虚构乐队的巡演海报", "a tour poster of an invented band"),
            ("唱片之夜的海报", "a poster for a vinyl night"),
            ("夏日音乐节的海报", "a poster for a summer festival"),
        ),
        "coral cocoa mint rose ocean",
        "ttttt",
        words=True,
    ),
    Scene(
        "mic",
        stage(_big_mic, _stand_mic),
        (
            ("一支麦克风与音符", "a microphone and notes"),
            ("聚光灯下的复古麦克风", "a retro microphone in a spotlight"),
        ),
        "lemon wine sky berry",
        "ttst",
    ),
    Scene(
        "lightsticks",
        lightsticks,
        (
            ("高举的应援棒", "raised light sticks"),
            ("粉丝举起的发光应援棒", "fans raising glowing light sticks"),
        ),
        "lilac rose ocean coral",
        "ttst",
    ),
    Scene(
        "polaroids",
        polaroids,
        (
            ("夹在绳上的拍立得", "instant photographs on a line"),
            ("桌上的四张拍立得", "four instant photographs on a table"),
        ),
        "peach lilac mint cream sky",
        "tttst",
    ),
)
