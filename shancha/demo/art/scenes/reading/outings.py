"""Films and museums."""

from shancha.demo.art.kit import (
    GOLD,
    PAPER,
    WOOD,
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
from shancha.demo.art.props.furniture import frame
from shancha.demo.art.props.nature import backdrop, flower, leafspray, rings
from shancha.demo.art.scenes.base import Scene, stage


def _cinema(c: Canvas, p: Palette, v: int) -> None:
    w, h, k = c.w, c.h, c.h / 1200
    c.add(rect(0, 0, w, h, c.linear([dark(p.ink, 0.35), dark(p.ink, 0.1)])))
    x, y, sw, sh = w * 0.12, h * 0.14, w * 0.76, h * 0.36
    view = rect(x, y, sw, sh, c.linear([p.main, lite(p.second, 0.2), lite(p.second, 0.6)])) + circle(
        x + sw * 0.66, y + sh * 0.4, 60, "#fff3d1"
    )
    for i in range(3):
        view += path(
            f"M{x} {y + sh * (0.66 + 0.12 * i)} q{sw * 0.25} {-sh * 0.2} {sw * 0.5} 0 t{sw * 0.5} 0 V{y + sh}"
            f" H{x}Z",
            mix(p.main, p.ink, 0.3 + 0.25 * i),
        )
    c.add(
        c.glow(c.cx, y + sh / 2, w * 0.75, lite(p.second, 0.4), 0.5, h * 0.42),
        c.clip(view, rect(x, y, sw, sh, "#fff", 8)),
    )
    for side in (0, 1):
        for i in range(5):
            a = (w * 0.025 * i - 8) if side == 0 else w - w * 0.025 * i - 22
            c.add(rect(a, 0, 34, h * 0.62, c.side(("#a8323c", "#c8434c")[i % 2], 0.1, 0.2), 12))
    c.add(
        path(
            f"M0 0 H{w} V{h * 0.05} "
            + "".join(f"q{-w / 16} {h * 0.055} {-w / 8} 0 " for _ in range(8))
            + "Z",
            "#b93a44",
        )
    )
    for row in range(3):
        for i in range(5 + row % 2):
            sx, sy, size = (
                w * (i + (0.5 if row % 2 == 0 else 0)) / 5,
                h * (0.66 + 0.12 * row),
                (0.8 + 0.16 * row) * k,
            )
            seat = rect(
                -80,
                -130,
                160,
                220,
                c.linear([mix("#c8434c", p.ink, 0.45 - 0.1 * row), mix("#8f2630", p.ink, 0.55 - 0.1 * row)]),
                44,
            )
            head = circle(0, -150, 52, dark(p.ink, 0.45)) if (i + row + v) % 3 == 0 else ""
            c.add(group(head + seat, sx, sy + 20, size))
    corn = (
        path("M-110 -230 H110 L80 0 H-80Z", PAPER)
        + "".join(path(f"M{-104 + i * 60} -230 h34 l{-6 - i} 230 h-22Z", "#d6404a") for i in range(4))
        + "".join(
            circle(
                -96 + (i % 6) * 38, -250 - (i // 6) * 36, 32, c.ball(("#fff3cf", "#ffe29a")[i % 2], 0.5, 0.08)
            )
            for i in range(12)
        )
    )
    c.add(c.put(corn, w * 0.78, h * 0.985, 1.15 * k, 100))


def _film_flat(c: Canvas, p: Palette, v: int) -> None:
    rings(c, (p.main, p.accent)[v % 2])
    w, h, k = c.w, c.h, 0.3 + 0.7 * c.k
    clapper = (
        rect(-280, -120, 560, 380, c.slant("#2b2f3a", 0.15, 0.2), 20)
        + "".join(rect(-240, -70 + i * 76, 480, 12, "#fff", 6, opacity(0.25)) for i in range(4))
        + rect(-240, 200, 220, 14, p.second, 7)
    )
    stripes = c.clip(
        rect(-280, -210, 560, 90, PAPER)
        + "".join(path(f"M{-330 + i * 130} -120 l60 -90 h60 l-60 90Z", "#2b2f3a") for i in range(6)),
        rect(-280, -210, 560, 86, "#fff", 12),
    )
    top = group(
        c.clip(
            rect(0, -86, 560, 86, PAPER)
            + "".join(path(f"M{-50 + i * 130} -86 l60 86 h60 l-60 -86Z", "#2b2f3a") for i in range(6)),
            rect(0, -86, 560, 84, "#fff", 12),
        ),
        -280,
        -206,
        1,
        -14,
    )
    reel = (
        circle(0, 0, 190, c.slant("#8a93a0", 0.4, 0.25))
        + "".join(
            circle(108 * a, 108 * b, 50, dark(p.main, 0.3))
            for a, b in ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31))
        )
        + circle(0, 0, 34, "#5a6270")
    )
    c.add(
        c.drop(group(reel, w * 0.74, h * 0.28, 1.1 * k), 14, 18, 10),
        c.drop(group(clapper + stripes + top, w * 0.46, h * 0.56, 1.15 * k, -5), 18, 24, 14),
    )
    ticket = (
        path(
            "M-170 -70 H170 V-24 A24 24 0 0 0 170 24 V70 H-170 V24 A24 24 0 0 0 -170 -24Z",
            c.slant(p.second, 0.3, 0.08),
        )
        + line("M80 -60 V60", dark(p.second, 0.3), 5, 'stroke-dasharray="3 14"')
        + rect(-130, -36, 160, 20, dark(p.second, 0.35), 10)
        + rect(-130, 4, 110, 14, dark(p.second, 0.25), 7)
    )
    c.add(
        c.drop(group(ticket, w * 0.3, h * 0.89, 1.1 * k, 8)),
        c.drop(group(ticket, w * 0.68, h * 0.9, 1.1 * k, -10)),
    )


def _gallery(c: Canvas, p: Palette, v: int) -> None:
    w, h, k = c.w, c.h, c.h / 1200
    y = h * 0.74
    c.add(
        rect(0, 0, w, h, c.linear([lite(p.wall, 0.55), lite(p.wall, 0.1)])),
        rect(
            0, y, w, h - y, c.linear([mix(p.floor, "#d9b48a", 0.5), dark(mix(p.floor, "#d9b48a", 0.5), 0.15)])
        ),
        rect(0, y - 16, w, 18, "#fff", 0, opacity(0.8)),
    )
    for i in range(3):
        x = w * (0.2 + 0.3 * i)
        c.add(
            path(
                f"M{x - 14} 0 L{x - 150} {h * 0.6} H{x + 150} L{x + 14} 0Z",
                c.linear([("#fff6d8", 0.75), ("#fff6d8", 0.0)]),
            ),
            rect(x - 20, 0, 40, 40, p.ink, 6),
        )
    x, fw, fh = w * 0.1, w * 0.46, h * 0.44
    scene = (
        rect(x, h * 0.13, fw, fh, c.linear([p.main, lite(p.second, 0.3)]))
        + circle(x + fw * 0.65, h * 0.26, 60 * k, "#fff3d1")
        + "".join(
            path(
                f"M{x} {h * (0.4 + 0.05 * i)} q{fw * 0.25} {-h * 0.07} {fw * 0.5} 0 t{fw * 0.5} 0"
                f" V{h * 0.13 + fh} H{x}Z",
                mix(p.main, p.ink, 0.25 * i + 0.2),
            )
            for i in range(3)
        )
    )
    c.add(
        c.drop(rect(x - 24, h * 0.13 - 24, fw + 48, fh + 48, c.slant(GOLD, 0.4, 0.25), 4), 10, 14, 10),
        c.clip(scene, rect(x, h * 0.13, fw, fh, "#fff")),
    )
    c.add(
        frame(c, w * 0.66, h * 0.13, w * 0.24, h * 0.19, lite(p.accent, 0.5), p.accent, True),
        frame(c, w * 0.66, h * 0.37, w * 0.24, h * 0.2, lite(p.second, 0.5), p.main, False),
    )
    hair = ("#3a2318", "#1f1a24")[v % 2]
    person = (
        line("M-26 -200 V-20 M30 -200 V-20", p.ink, 50)
        + path("M-84 -190 Q-96 -400 -60 -450 Q0 -480 60 -450 Q96 -400 84 -190Z", p.main)
        + line("M-70 -420 Q-110 -320 -90 -220 M70 -420 Q110 -320 90 -220", dark(p.main, 0.1), 40)
        + path("M-66 -540 Q-70 -630 0 -630 Q70 -630 66 -540 L72 -430 H-72Z", hair)
        + rect(40, -330, 90, 110, p.accent, 14)
        + line("M50 -440 L90 -330", dark(p.accent, 0.2), 8)
    )
    c.add(c.put(person, w * 0.36, h * 0.95, 1.0 * k, 90))
    bench = (
        rect(-190, -110, 380, 40, WOOD, 14)
        + rect(-160, -74, 22, 74, "#8a5a3c")
        + rect(138, -74, 22, 74, "#8a5a3c")
    )
    c.add(c.put(bench, w * 0.74, h * 0.93, 0.9 * k, 180))


def _porcelain(c: Canvas) -> str:
    jar = path(
        "M-70 -520 H70 Q64 -470 90 -440 Q220 -340 200 -190 Q170 -40 90 0 H-90 Q-170 -40 -200 -190 Q-220"
        " -340 -90 -440 Q-64 -470 -70 -520Z",
        c.side("#f4f6fb", 0.4, 0.2),
    ) + ellipse(0, -520, 74, 18, "#dfe5ee")
    blue = "#2f5aa8"
    jar += (
        line("M-88 -440 Q0 -410 88 -440 M-94 -20 Q0 6 94 -20 M-196 -230 Q0 -170 196 -230", blue, 9)
        + "".join(group(flower(blue, 64, PAPER, 7), x, z) for x, z in ((-70, -320), (76, -310), (0, -120)))
        + "".join(group(leafspray(0, 0, 120, a, blue, 5), 0, -250) for a in (20, 160))
        + path(
            "M-150 -300 Q-180 -200 -140 -110",
            "none",
            'stroke="#fff" stroke-width="18" stroke-linecap="round" opacity=".8"',
        )
    )
    return jar


def _plaster(c: Canvas) -> str:
    stone = c.side("#efe9e0", 0.4, 0.22)
    bust = path("M-70 -300 H70 V-170 Q220 -150 240 0 H-240 Q-220 -150 -70 -170Z", stone) + path(
        "M-130 -430 Q-140 -600 0 -604 Q140 -600 130 -430 Q120 -300 0 -260 Q-120 -300 -130 -430Z", stone
    )
    bust += (
        "".join(
            circle(x, z, 44, c.ball("#e6ded2", 0.4, 0.16))
            for x, z in (
                (-120, -520),
                (-84, -584),
                (-22, -616),
                (44, -610),
                (98, -568),
                (126, -508),
                (-138, -450),
                (140, -440),
            )
        )
        + line("M-70 -440 q24 14 48 0 M22 -440 q24 14 48 0 M-30 -330 q30 14 60 0", "#b9ac9c", 9)
        + path("M0 -440 L-20 -372 H12", "none", 'stroke="#b9ac9c" stroke-width="8"')
        + path("M-240 0 Q-160 -120 0 -90 Q160 -120 240 0Z", lite("#efe9e0", 0.3), opacity(0.6))
    )
    return bust


def _statue(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("arch", "window")[v % 2], 0.8)
    k, y = c.h / 1200, c.h * 0.9
    c.add(
        c.shadow(c.cx, y + 6, 260, 30, 0.3),
        rect(c.cx - 190 * k, y - 250 * k, 380 * k, 250 * k, c.side(PAPER, 0.2, 0.16)),
        rect(c.cx - 220 * k, y - 270 * k, 440 * k, 40 * k, c.side(PAPER, 0.3, 0.1), 6),
        rect(c.cx - 220 * k, y - 30 * k, 440 * k, 40 * k, c.side(PAPER, 0.3, 0.1), 6),
        rect(c.cx - 90 * k, y - 170 * k, 180 * k, 70 * k, c.slant(GOLD, 0.4, 0.2), 6),
    )
    if v % 2 == 0:
        c.add(group(_porcelain(c), c.cx, y - 268 * k, 1.12 * k))
    else:
        c.add(group(_plaster(c), c.cx, y - 268 * k, 1.1 * k))
    for x in (0.12, 0.88):
        c.add(
            ellipse(c.w * x, y - 8, 40, 12, GOLD),
            rect(c.w * x - 7, y - 210 * k, 14, 205 * k, GOLD),
            circle(c.w * x, y - 214 * k, 17, lite(GOLD, 0.3)),
        )
    c.add(
        line(
            f"M{-40} {y - 196 * k} Q{c.w * 0.02} {y - 120 * k} {c.w * 0.12} {y - 196 * k} Q{c.cx}"
            f" {y + 10 * k} {c.w * 0.88} {y - 196 * k} Q{c.w * 0.98} {y - 120 * k} {c.w + 40} {y - 196 * k}",
            "#b93a44",
            16,
        )
    )


SCENES = (
    Scene(
        "film",
        stage(_cinema, _film_flat),
        (
            ("电影院里的银幕与观众", "a screen and an audience in a cinema"),
            ("场记板、胶片盘与电影票", "a clapperboard, a reel and cinema tickets"),
        ),
        "coral mint lilac lemon",
        "ttts",
    ),
    Scene(
        "museum",
        stage(_gallery, _statue),
        (
            ("美术馆里看画的人", "a visitor before paintings in a museum"),
            ("展柜上的青花瓷瓶", "a blue and white vase on a plinth"),
            ("美术馆的画与长椅", "paintings and a bench in a museum"),
            ("展台上的石膏像", "a plaster bust on a plinth"),
        ),
        "sky cream rose milk sage",
        "ttttt",
    ),
)
