"""Home: living rooms, desks, bedrooms, kitchens and house plants."""

from shancha.demo.art.kit import (
    PAPER,
    WOOD,
    Canvas,
    circle,
    dark,
    flip,
    group,
    line,
    lite,
    mix,
    opacity,
    path,
    rect,
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props import furniture as room
from shancha.demo.art.props.animals import sleeping_cat
from shancha.demo.art.props.food import mug
from shancha.demo.art.props.nature import flower, monstera, plant, pot, slanted_light, vase, window
from shancha.demo.art.scenes.base import Scene


def _walls(c: Canvas, p: Palette, horizon: float) -> float:
    w, h, y = c.w, c.h, c.h * horizon
    wall = mix(p.wall, p.floor, 0.25)
    c.add(
        rect(0, 0, w, h, c.linear([lite(wall, 0.35), wall], 0, 0, 1, 1)),
        rect(0, y, w, h - y, c.linear(["#d9a877", "#b97f4f"])),
    )
    c.add(
        *[line(f"M0 {y + 18 + i * i * 13 + i * 22} H{w}", "#a87145", 3, opacity(0.45)) for i in range(6)],
        rect(0, y - 16, w, 18, lite(wall, 0.7)),
    )
    return y


def livingroom(c: Canvas, p: Palette, v: int) -> None:
    """A sofa or an armchair by a window."""
    w, h, k = c.w, c.h, 0.4 + 0.6 * c.k
    _walls(c, p, 0.76)
    night = v % 4 == 3
    if v % 2 == 0:
        c.add(
            window(c, w * 0.1, h * 0.12, w * 0.34, h * 0.38, night),
            rect(w * 0.06, h * 0.105, w * 0.42, 14, "#8a5a3c", 7),
        )
        c.add(
            path(
                f"M{w * 0.05} {h * 0.11} h{w * 0.1} q{w * 0.02} {h * 0.22} {-w * 0.05} {h * 0.44}"
                f" h{-w * 0.05}Z",
                lite(p.main, 0.45),
            ),
            path(
                f"M{w * 0.49} {h * 0.11} h{-w * 0.1} q{-w * 0.02} {h * 0.22} {w * 0.05} {h * 0.44}"
                f" h{w * 0.05}Z",
                lite(p.main, 0.35),
            ),
        )
        c.add(
            room.frame(c, w * 0.58, h * 0.15, 150, 190 * k, lite(p.second, 0.55), p.main, True),
            room.frame(c, w * 0.78, h * 0.2, 130, 130 * k, lite(p.accent, 0.5), p.accent, False),
        )
        c.add(
            room.rug(c.cx, h * 0.93, 400, p.main),
            c.shadow(c.cx, h * 0.875, 370, 34, 0.35),
            group(room.sofa(c, p.accent), c.cx - 10, h * 0.85, 1.08),
        )
        c.add(
            group(room.cushion(p.second, False), w * 0.25, h * 0.85 - 130, 0.95, -10),
            group(room.cushion(p.main, True), w * 0.72, h * 0.85 - 130, 0.95, 9),
            group(sleeping_cat("#f2b46a"), w * 0.5, h * 0.85 - 120, 0.8),
        )
        c.add(
            group(room.floor_lamp(c), w * 0.9, h * 0.87, 0.98 * k),
            plant(c, w * 0.09, h * 0.92, 1.25 * k, lite(p.wall, 0.5), p.leaf),
        )
    else:
        c.add(
            window(c, w * 0.42, h * 0.08, w * 0.5, h * 0.46, night), room.rug(w * 0.5, h * 0.9, 420, p.second)
        )
        c.add(
            c.put(room.armchair(c, p.main), w * 0.58, h * 0.87, 1.45 * k, 210),
            group(room.cushion(p.accent, True), w * 0.58, h * 0.87 - 210 * k, 1.1 * k, -8),
        )
        c.add(
            c.put(room.stool(WOOD), w * 0.2, h * 0.92, 1.15 * k, 110),
            group(mug(c, p.accent), w * 0.17, h * 0.92 - 176 * k, 0.42),
            group(room.book_pile((p.main, p.second)), w * 0.26, h * 0.92 - 176 * k, 0.3),
        )
        c.add(
            group(room.floor_lamp(c), w * 0.22, h * 0.8, 1.05 * k),
            plant(c, w * 0.92, h * 0.9, 1.35 * k, lite(p.wall, 0.5), p.leaf),
        )


def desk(c: Canvas, p: Palette, v: int) -> None:
    """A desk with a screen, a lamp, books and a window or a pinboard."""
    w, h, k = c.w, c.h, 0.3 + 0.7 * c.k
    _walls(c, p, 0.84)
    y = h * 0.7
    if v % 2 == 0:
        c.add(window(c, w * 0.12, h * 0.07, w * 0.46, h * 0.32, v % 4 == 0))
    else:
        c.add(c.drop(rect(w * 0.1, h * 0.07, w * 0.5, h * 0.3, "#d9b184", 8)))
        for i in range(6):
            c.add(
                group(
                    rect(-46, -50, 92, 100, (p.main, p.second, p.accent, PAPER)[i % 4], 4),
                    w * (0.19 + 0.16 * (i % 3)),
                    h * (0.15 + 0.145 * (i // 3)),
                    k,
                    -6 + 5 * (i % 3),
                )
            )
    c.add(
        room.shelf(c, w * 0.68, h * 0.36, w * 0.28),
        group(room.books((p.main, p.second, p.accent)), w * 0.71, h * 0.36, 0.9 * k),
        plant(c, w * 0.9, h * 0.36, 0.55 * k, p.main, p.leaf),
    )
    c.add(
        c.shadow(c.cx, h * 0.95, 380, 26),
        rect(w * 0.09, y + 28, 22, h * 0.24, "#a87145"),
        rect(w * 0.88, y + 28, 22, h * 0.24, "#a87145"),
        rect(w * 0.6, y + 28, w * 0.29, h * 0.13, "#cf9a66", 6),
        line(f"M{w * 0.7} {y + 28 + h * 0.06} h{w * 0.09}", "#8a5a3c", 9),
    )
    c.add(
        rect(w * 0.04, y, w * 0.92, 30, c.linear(["#e0b07c", "#b97f4f"]), 8),
        group(room.monitor(c, p.main, p.second), w * 0.47, y, 1.12 * k),
    )
    c.add(
        group(room.desk_lamp(c, p.main), w * 0.13, y, 1.25 * k),
        group(mug(c, p.accent), w * 0.78, y, 0.42 * k),
        group(room.books((p.accent, p.main, p.second, lite(p.main, 0.4))), w * 0.83, y, 0.95 * k),
    )
    chair = (
        rect(-110, -270, 220, 230, c.side(p.main, 0.3), 56)
        + rect(-130, -50, 260, 60, dark(p.main, 0.15), 28)
        + rect(-11, 10, 22, 100, room.IRON)
        + line("M-90 130 L0 100 L90 130", room.IRON, 15)
    )
    c.add(group(chair, w * 0.42, h * 0.87, 1.1 * k))


def bedroom(c: Canvas, p: Palette, v: int) -> None:
    """A made bed under a lamp or a window."""
    w, h, k = c.w, c.h, 0.4 + 0.6 * c.k
    _walls(c, p, 0.76)
    if v % 2 == 0:
        arch = (
            f"M{w * 0.18} {h * 0.62} V{h * 0.38} A{w * 0.32} {w * 0.32 * k} 0 0 1 {w * 0.82} {h * 0.38}"
            f" V{h * 0.62}Z"
        )
        c.add(
            path(arch, c.slant(p.main, 0.1, 0.06)),
            group(room.pendant(c, p.second), w * 0.5, h * 0.13, 1.2 * k),
        )
    else:
        c.add(
            window(c, w * 0.3, h * 0.06, w * 0.4, h * 0.34, True),
            rect(w * 0.12, h * 0.44, w * 0.76, h * 0.3, c.slant(p.main, 0.15, 0.1), 50),
        )
        c.add(
            group(room.pendant(c, p.second), w * 0.1, h * 0.3, 0.7 * k),
            group(room.pendant(c, p.second), w * 0.9, h * 0.3, 0.7 * k),
        )
    quilt = (p.accent, p.second)[v % 2]
    c.add(
        c.shadow(c.cx, h * 0.9, 410, 36, 0.3),
        rect(w * 0.12, h * 0.52, w * 0.76, h * 0.2, PAPER, 40),
        group(rect(-130, -66, 260, 132, lite(p.second, 0.4), 52), w * 0.32, h * 0.56, k, -4),
        group(rect(-130, -66, 260, 132, lite(p.accent, 0.45), 52), w * 0.68, h * 0.56, k, 4),
    )
    edge = (
        f"M{w * 0.08} {h * 0.66} Q{w * 0.3} {h * 0.72} {w * 0.5} {h * 0.665} T{w * 0.92} {h * 0.67}"
        f" V{h * 0.645} Q{w * 0.92} {h * 0.6} {w * 0.88} {h * 0.6} H{w * 0.12} Q{w * 0.08} {h * 0.6}"
        f" {w * 0.08} {h * 0.645}Z"
    )
    c.add(
        rect(w * 0.08, h * 0.62, w * 0.84, h * 0.25, c.linear([lite(quilt, 0.2), quilt]), 44),
        path(edge, lite(quilt, 0.6)),
        *[
            group(flower(lite(quilt, 0.55), 26), w * (0.15 + 0.1 * i), h * (0.75 + 0.06 * (i % 2)))
            for i in range(8)
        ],
    )
    c.add(
        rect(w * 0.12, h * 0.87, 28, 42, "#8a5a3c", 6),
        rect(w * 0.85, h * 0.87, 28, 42, "#8a5a3c", 6),
        group(sleeping_cat(("#f2b46a", "#8a8f9a")[v % 2]), w * 0.62, h * 0.63, 1.3 * k),
    )
    c.add(
        plant(c, w * 0.08, h * 0.96, 1.15 * k, p.main, p.leaf),
        group(
            rect(-70, -120, 140, 120, WOOD, 10) + rect(-50, -100, 100, 40, "#b97f4f", 6),
            w * 0.92,
            h * 0.95,
            k,
        ),
        group(vase(c, p.second, p.main, p.leaf, 3), w * 0.92, h * 0.95 - 120 * k, 0.55 * k),
    )


def _counter(c: Canvas, p: Palette) -> None:
    w, h, k = c.w, c.h, 0.4 + 0.6 * c.k
    y = h * 0.66
    c.add(
        rect(0, y, w, 34, c.linear(["#fffdf8", "#dcd5cb"]), 4),
        rect(0, y + 34, w, h - y, c.linear([p.main, dark(p.main, 0.14)])),
    )
    c.add(
        rect(w * 0.52, y + 60, w * 0.36, h * 0.24, "#2f3440", 16),
        rect(w * 0.55, y + 110, w * 0.3, h * 0.15, c.linear(["#5a4a44", "#f2a65a"]), 10),
        line(f"M{w * 0.57} {y + 88} h{w * 0.26}", "#cfd6dc", 10),
        rect(0, h * 0.95, w, h * 0.05, dark(p.ink, 0.1)),
    )
    for i in (0, 1):
        c.add(
            rect(w * (0.03 + 0.245 * i), y + 60, w * 0.225, h * 0.24, lite(p.main, 0.12), 14),
            line(f"M{w * (0.11 + 0.245 * i)} {y + 96} h60", "#e3b778", 10),
        )
    c.add(
        group(room.pan(c, p.accent), w * 0.7, y + 2, 1.0 * k),
        group(room.kettle(c, p.second), w * 0.32, y + 2, 0.95 * k),
        plant(c, w * 0.1, y + 4, 0.85 * k, PAPER, p.leaf),
    )
    c.add(
        group(
            circle(0, -44, 44, "#f28a2e") + circle(70, -40, 40, "#ffb84d") + circle(36, -104, 38, "#f2a03a"),
            w * 0.47,
            y,
            0.8 * k,
        ),
        group(
            line("M0 0 q-24 -40 0 -80 t0 -80 M60 0 q-24 -40 0 -80 t0 -80", "#fff", 14, opacity(0.6)),
            w * 0.68,
            y - 310 * k,
            0.8 * k,
        ),
    )


def kitchen(c: Canvas, p: Palette, v: int) -> None:
    """A kitchen counter with a stove, shelves and a window."""
    w, h, k = c.w, c.h, 0.4 + 0.6 * c.k
    c.add(rect(0, 0, w, h, c.linear([lite(p.wall, 0.4), p.wall])))
    for i in range(8):
        for j in range(3):
            c.add(
                rect(
                    i * w / 8 + 4,
                    h * (0.47 + 0.06 * j),
                    w / 8 - 8,
                    h * 0.054,
                    mix(lite(p.main, 0.6), PAPER, 0.25 * ((i + j) % 3)),
                    6,
                )
            )
    if v % 2 == 0:
        c.add(window(c, w * 0.08, h * 0.06, w * 0.36, h * 0.34))
        shelves = ((w * 0.54, h * 0.18), (w * 0.54, h * 0.36))
    else:
        c.add(
            path(
                f"M{w * 0.58} 0 H{w * 0.78} V{h * 0.16} L{w * 0.9} {h * 0.34} H{w * 0.46} L{w * 0.58}"
                f" {h * 0.16}Z",
                c.side("#dfe4e8", 0.5, 0.15),
            ),
            rect(w * 0.46, h * 0.34, w * 0.44, 26, "#b9c2ca", 6),
        )
        shelves = ((w * 0.06, h * 0.19), (w * 0.06, h * 0.38))
    for i, (x, y) in enumerate(shelves):
        c.add(room.shelf(c, x, y, w * 0.38))
        for j in range(4):
            colour = (p.main, p.second, p.accent, lite(p.main, 0.5))[(i + j) % 4]
            c.add(
                rect(x + 18 + j * 80, y - 84 * k, 62, 84 * k, c.side(colour, 0.35), 12),
                rect(x + 22 + j * 80, y - 98 * k, 54, 20, WOOD, 6),
                rect(x + 32 + j * 80, y - 56 * k, 34, 24, PAPER, 3),
            )
    _counter(c, p)


def plants(c: Canvas, p: Palette, v: int) -> None:
    """House plants on the floor and on shelves."""
    w, h, k = c.w, c.h, 0.4 + 0.6 * c.k
    _walls(c, p, 0.8)
    if v % 2 == 0:
        c.add(window(c, w * 0.3, h * 0.07, w * 0.4, h * 0.46))
    slanted_light(c, 0.2)
    fronds = "".join(
        group(monstera(mix(p.leaf, dark(p.leaf, 0.3), i % 3 / 3), 130), 0, -110, 1, turn)
        for i, turn in enumerate((-64, 62, -34, 36, 0))
    )
    stems = "".join(
        line(f"M0 -100 Q{x * 0.3} {z * 0.6} {x} {z}", dark(p.leaf, 0.2), 9)
        + group(monstera(mix(p.leaf, "#8cc56a", 0.25 * (i % 2)), 118), x, z, 1, x * 0.3)
        for i, (x, z) in enumerate(((-170, -280), (180, -300), (-80, -430), (90, -450)))
    )
    big = fronds + stems + pot(c, p.main)
    c.add(
        c.put(big, w * (0.42, 0.58)[v % 2], h * 0.93, 1.28 * k, 90),
        plant(c, w * (0.84, 0.16)[v % 2], h * 0.95, 1.35 * k, p.second, p.leaf, 9),
    )
    cactus = (
        rect(-52, -300, 104, 220, c.side("#5f9f6a", 0.3), 52)
        + line("M-90 -220 V-180 Q-90 -150 -50 -150 M92 -250 V-210 Q92 -180 50 -180", "#5f9f6a", 46)
        + group(flower("#f58fa6", 36), 0, -304)
        + pot(c, p.accent)
    )
    c.add(c.put(cactus, w * (0.12, 0.88)[v % 2], h * 0.97, 0.9 * k, 70))
    if v % 2:
        for i, x in enumerate((0.2, 0.5, 0.8)):
            trail = "".join(
                line(
                    f"M{dx} -60 q{dx * 0.6} 60 {dx * 0.3} {170 + 40 * (j % 2)}",
                    mix(p.leaf, "#9ccf7a", j / 6),
                    24,
                    'stroke-dasharray="1 24"',
                )
                for j, dx in enumerate((-60, -30, 0, 30, 60))
            )
            c.add(
                line(f"M{w * x} 0 V{h * (0.14 + 0.05 * (i % 2))}", WOOD, 5),
                group(pot(c, p.trio[i]) + trail, w * x, h * (0.22 + 0.05 * (i % 2)), 0.95 * k),
            )
    can = (
        line("M-110 -130 Q-190 -150 -180 -60 Q-170 -20 -110 -30", dark(p.second, 0.2), 18)
        + path("M100 -90 L210 -190 L232 -170 L100 -40Z", p.second)
        + path("M-110 -160 H110 L120 0 H-120Z", c.side(p.second, 0.35))
    )
    c.add(
        c.put(can, w * (0.7, 0.3)[v % 2], h * 0.985, 0.8 * k, 100)
        if v % 2 == 0
        else flip(c.put(can, w * 0.3, h * 0.985, 0.8 * k, 100), w * 0.3)
    )


SCENES = (
    Scene(
        "livingroom",
        livingroom,
        (
            ("客厅里的双人沙发与落地灯", "a sofa and a floor lamp in a living room"),
            ("窗边的单人沙发", "an armchair by the window"),
        ),
        "mint peach cream sky rose",
        "tttst",
    ),
    Scene(
        "desk",
        desk,
        (
            ("窗前的书桌与显示器", "a desk and a screen before a window"),
            ("有软木板的书桌", "a desk below a pinboard"),
        ),
        "sky sage lilac coral cream",
        "tttst",
    ),
    Scene(
        "bedroom",
        bedroom,
        (
            ("吊灯下的卧室", "a bedroom under a lamp"),
            ("月夜的卧室，猫睡在床上", "a bedroom on a moonlit night with a sleeping cat"),
        ),
        "peach lilac mint ocean rose",
        "ttstt",
    ),
    Scene(
        "kitchen",
        kitchen,
        (
            ("有窗的厨房台面", "a kitchen counter by a window"),
            ("油烟机下的厨房", "a kitchen with a cooker hood"),
        ),
        "sage coral sky cream",
        "ttst",
    ),
    Scene(
        "plants",
        plants,
        (
            ("窗前的龟背竹与绿植", "a monstera and house plants by a window"),
            ("吊盆与龟背竹", "hanging pots and a monstera"),
        ),
        "cream mint peach sky lemon",
        "ttttt",
    ),
)
