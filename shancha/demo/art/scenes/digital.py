"""Digital: laptops, headphones, cameras, phones and keyboards."""

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
from shancha.demo.art.props.devices import (
    camera_body,
    headset,
    keys,
    laptop_body,
    phone_back,
    phone_body,
    wallpaper,
)
from shancha.demo.art.props.food import coffee_top, mug
from shancha.demo.art.props.furniture import book_pile, desk_lamp
from shancha.demo.art.props.nature import (
    backdrop,
    burst,
    flower,
    leafspray,
    plant,
    rings,
    table,
    window,
)
from shancha.demo.art.scenes.base import Scene, stage

METAL, GRAPHITE = "#cfd6dc", "#2b2f3a"


def _laptop_desk(c: Canvas, p: Palette, v: int) -> None:
    w, h, k = c.w, c.h, 0.35 + 0.65 * c.k
    c.add(
        rect(0, 0, w, h, c.linear([lite(p.wall, 0.4), mix(p.wall, p.floor, 0.35)])),
        window(c, w * 0.32, h * 0.06, w * 0.5, h * 0.32, v % 2 == 1),
    )
    y = h * 0.8
    c.add(rect(0, y - 70, w, h, c.linear(["#e0b07c", "#b97f4f"])), rect(0, y - 70, w, 12, "#ecc9a0"))
    c.add(
        c.put(group(desk_lamp(c, p.accent), 0, 0, 1.5), w * 0.13, y - 40, k, 60),
        plant(c, w * 0.92, y - 30, 1.0 * k, p.second, p.leaf),
    )
    c.add(
        c.shadow(c.cx, y + 26, 400, 26, 0.35),
        group(laptop_body(c, p, v), c.cx, y + 22, 1.0 * (0.3 + 0.7 * k)),
        c.put(mug(c, p.accent), w * 0.84, h * 0.95, 0.72 * k, 120),
        c.put(book_pile((p.main, p.second)), w * 0.2, h * 0.97, 0.85 * k, 150),
    )


def _laptop_top(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h, k = c.w, c.h, c.k
    body = (
        rect(-330, -30, 660, 450, c.slant(METAL, 0.5, 0.08), 26)
        + group(keys(c, GRAPHITE, p.main, 4, 12, 48), -288, 0)
        + rect(-120, 220, 240, 160, dark(METAL, 0.08), 16)
    )
    lid = rect(-330, -470, 660, 440, GRAPHITE, 26) + c.clip(
        wallpaper(c, p, -308, -448, 616, 396, v + 1), rect(-308, -448, 616, 396, "#fff", 8)
    )
    c.add(c.drop(group(lid + body, w * 0.47, h * 0.45, 1.1 * k, -8), 18, 24, 14))
    c.add(
        group(coffee_top(c, p.accent, p.wall), w * 0.84, h * 0.84, 0.78 * k),
        group(leafspray(0, 0, 300, -36, p.leaf, 8), -10, h * 0.98),
    )
    note = (
        rect(-110, -140, 220, 280, PAPER, 8)
        + rect(-110, -140, 34, 280, p.main, 8)
        + "".join(rect(-54, -100 + i * 40, 130, 8, lite(p.floor, 0.2), 4) for i in range(6))
    )
    c.add(c.drop(group(note, w * 0.36, h * 0.9, k, 8)))


def _headphones_hero(c: Canvas, p: Palette, v: int) -> None:
    rings(c, (p.main, p.second)[v % 2])
    tone = (p.second, p.main)[v % 2]
    c.add(c.drop(group(headset(c, tone, p.ink), c.cx, c.h * 0.48, 1.3 * c.k, 10), 24, 30, 18, 0.3))
    for i, (x, y) in enumerate(((0.12, 0.2), (0.88, 0.16), (0.1, 0.84), (0.88, 0.86))):
        note = (
            ellipse(0, 0, 28, 20, PAPER, 'transform="rotate(-20)"')
            + rect(20, -112, 9, 114, PAPER, 4)
            + path("M22 -112 Q66 -92 56 -44 Q52 -78 29 -80Z", PAPER)
        )
        c.add(group(note, c.w * x, c.h * y, 1.2, -12 + 8 * i, opacity(0.85)))


def _headphones_stand(c: Canvas, p: Palette, v: int) -> None:
    backdrop(c, p, ("arch", "leaf")[v % 2], 0.76)
    k, y = c.k, c.h * 0.86
    stand = (
        ellipse(0, 0, 170, 26, "#b97f4f")
        + ellipse(0, -10, 170, 26, "#e0b07c")
        + rect(-16, -560, 32, 550, c.side("#c9925f", 0.4))
        + rect(-80, -590, 160, 46, c.side("#c9925f", 0.4), 22)
    )
    c.add(c.put(stand + group(headset(c, p.main, p.ink), 0, -290, 0.98), c.w * 0.44, y, 1.12 * k, 170))
    case = (
        rect(-110, -120, 220, 120, c.side(PAPER, 0.2, 0.14), 54)
        + line("M-106 -70 H106", dark(PAPER, 0.15), 4)
        + circle(0, -44, 7, "#7fcf9a")
    )
    buds = "".join(
        group(
            ellipse(0, -90, 36, 40, PAPER)
            + rect(-14, -90, 26, 90, c.side(PAPER, 0.1, 0.15), 13)
            + ellipse(-10, -96, 14, 18, GRAPHITE),
            x,
            -96,
        )
        for x in (-44, 44)
    )
    c.add(
        c.put(buds + case, c.w * 0.82, y + 60, 1.15 * k, 110),
        plant(c, c.w * 0.1, y - 20, 0.95 * k, p.second, p.leaf),
    )


def _camera_hero(c: Canvas, p: Palette, v: int) -> None:
    if v % 2:
        burst(c, p.second)
    else:
        rings(c, p.main)
    skin = (p.ink, p.main)[v % 2]
    strap = line("M-300 -190 C-460 -420 -300 -560 0 -520 S460 -420 300 -190", dark(p.accent, 0.05), 26)
    c.add(
        c.drop(
            group(strap + camera_body(c, skin, "#e3dfd8"), c.cx, c.h * 0.56, 1.2 * (0.4 + 0.6 * c.k), -5),
            20,
            28,
            16,
            0.3,
        )
    )
    c.add(
        group(flower(lite(p.second, 0.3) if v % 2 == 0 else p.main, 66), c.w * 0.14, c.h * 0.9),
        group(flower(PAPER, 50), c.w * 0.86, c.h * 0.1),
    )


def _camera_flat(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    w, h, k = c.w, c.h, c.k
    c.add(c.drop(group(camera_body(c, p.main, "#d9d4cc"), w * 0.42, h * 0.34, 1.05 * k, -8), 16, 22, 12))
    for i, (x, y, rot) in enumerate(((0.3, 0.74, -8), (0.6, 0.8, 10))):
        photo = rect(-130, -150, 260, 320, "#fffdf8", 4) + c.clip(
            wallpaper(c, p, -110, -130, 220, 220, i), rect(-110, -130, 220, 220, "#fff")
        )
        c.add(c.drop(group(photo, w * x, h * y, 1.1 * k, rot)))
    roll = (
        rect(-60, -90, 120, 180, c.side(p.accent, 0.3), 8)
        + rect(-66, -104, 132, 26, GRAPHITE, 6)
        + rect(-66, 78, 132, 26, GRAPHITE, 6)
        + rect(-18, -130, 36, 30, GRAPHITE, 5)
        + rect(-60, -30, 120, 60, PAPER, 0, opacity(0.9))
    )
    c.add(
        c.drop(group(roll, w * 0.86, h * 0.66, 1.1 * k, 14)),
        group(leafspray(0, 0, 300, 210, p.leaf, 8), w, h * 0.13),
    )


def _phones(c: Canvas, p: Palette, v: int) -> None:
    if v % 2:
        rings(c, lite(p.main, 0.2))
    else:
        backdrop(c, p, "sun", 0.8)
    k = c.h / 1200
    c.add(
        c.drop(
            group(phone_back(c, (p.accent, p.second)[v % 2]), c.w * 0.64, c.h * 0.46, 1.12 * k, 12),
            18,
            24,
            14,
        ),
        c.drop(group(phone_body(c, p, v), c.w * 0.38, c.h * 0.52, 1.2 * k, -8), 18, 24, 14),
    )
    c.add(
        group(flower(lite(p.main, 0.4), 70), c.w * 0.88, c.h * 0.9),
        group(flower(p.second, 50), c.w * 0.78, c.h * 0.95),
    )


def _phone_desk(c: Canvas, p: Palette, v: int) -> None:
    table(c, p, v)
    k = c.h / 1200
    c.add(
        c.drop(group(phone_body(c, p, v + 2), c.w * 0.44, c.h * 0.44, 1.2 * k, -10), 18, 24, 14),
        group(coffee_top(c, p.accent, p.second), c.w * 0.83, c.h * 0.2, 0.85 * k),
        group(leafspray(0, 0, 320, -34, p.leaf, 8), -14, c.h * 0.98),
    )
    c.add(
        c.drop(
            line(
                f"M{c.w * 0.52} {c.h * 0.77} C{c.w * 0.56} {c.h * 0.95} {c.w * 0.86} {c.h * 0.98}"
                f" {c.w * 0.84} {c.h * 0.8} S{c.w * 0.68} {c.h * 0.7} {c.w * 0.74} {c.h * 0.62}",
                PAPER,
                13,
            ),
            6,
            8,
            5,
        ),
        c.drop(rect(c.w * 0.74 - 40, c.h * 0.52, 80, 120, PAPER, 20)),
    )


def keyboard(c: Canvas, p: Palette, v: int) -> None:
    """A mechanical keyboard on a desk, whole or close."""
    table(c, p, v)
    w, h, k = c.w, c.h, c.k
    if v % 2 == 0:
        board = (
            rect(-430, -190, 860, 390, c.slant(lite(p.main, 0.3), 0.3, 0.14), 34)
            + rect(-404, -164, 808, 338, dark(p.main, 0.35), 20)
            + group(keys(c, PAPER, p.main, 5, 12, 64), -382, -150)
        )
        mouse = (
            path(
                "M-86 -40 Q-86 -160 0 -160 Q86 -160 86 -40 V60 Q86 160 0 160 Q-86 160 -86 60Z",
                c.side(PAPER, 0.2, 0.16),
            )
            + line("M0 -158 V-20 M-84 -20 H84", dark(PAPER, 0.2), 5)
            + rect(-13, -112, 26, 60, p.accent, 13)
        )
        c.add(
            c.drop(
                group(rect(-450, -310, 900, 620, lite(p.accent, 0.45), 30), w * 0.5, h * 0.46, 1.02 * k),
                6,
                8,
                6,
                0.16,
            ),
            c.drop(group(board, w * 0.5, h * 0.4, 0.98, -7), 16, 22, 12),
        )
        c.add(
            c.drop(group(mouse, w * 0.8, h * 0.77, 1.1 * k, 10)),
            group(coffee_top(c, p.main, p.wall), w * 0.22, h * 0.82, 0.95 * k),
            group(leafspray(0, 0, 260, 205, p.leaf, 7), w * 1.02, h * 0.12),
        )
    else:
        board = (
            rect(-60, -60, 1500, 860, c.slant(p.main, 0.3, 0.14), 60)
            + rect(-26, -26, 1440, 790, dark(p.main, 0.4), 36)
            + keys(c, lite(p.wall, 0.4), p.accent, 5, 9, 150)
        )
        c.add(c.drop(group(board, -40, h * 0.24, 0.92, -14), 18, 26, 14))
        c.add(
            plant(c, w * 0.84, h * 0.2, 0.85 * k, p.second, p.leaf),
            c.drop(group(book_pile((p.accent, p.second)), w * 0.24, h * 0.17, 0.7 * k)),
        )


SCENES = (
    Scene(
        "laptop",
        stage(_laptop_desk, _laptop_top),
        (
            ("窗前桌上的笔记本电脑", "a laptop on a desk by the window"),
            ("俯视的笔记本电脑、咖啡与笔记", "a laptop, coffee and a notebook from above"),
        ),
        "sky cream lilac mint coral",
        "ttstt",
    ),
    Scene(
        "headphones",
        stage(_headphones_hero, _headphones_stand),
        (
            ("一副头戴式耳机", "a pair of headphones"),
            ("耳机架上的耳机与无线耳塞", "headphones on a stand and wireless earbuds"),
        ),
        "coral sage ocean rose lemon",
        "sttst",
    ),
    Scene(
        "camera",
        stage(_camera_hero, _camera_flat),
        (("一台复古相机", "a retro camera"), ("相机、相片与胶卷", "a camera, photographs and a film")),
        "ocean peach rose cream mint",
        "sttts",
    ),
    Scene(
        "phone",
        stage(_phones, _phone_desk),
        (
            ("手机的正面与背面", "a phone from the front and the back"),
            ("桌上的手机与充电线", "a phone and its cable on a table"),
        ),
        "lilac peach sky mint coral",
        "ttstt",
    ),
    Scene(
        "keyboard",
        keyboard,
        (
            ("机械键盘、鼠标与咖啡", "a mechanical keyboard, a mouse and coffee"),
            ("键盘特写", "a keyboard up close"),
        ),
        "mint lilac peach ocean",
        "ttst",
    ),
)
