"""Cats."""

from shancha.demo.art.kit import (
    Canvas,
    circle,
    dark,
    group,
    line,
    lite,
    opacity,
    path,
    rect,
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props import animals
from shancha.demo.art.props.furniture import rug
from shancha.demo.art.props.nature import (
    backdrop,
    leafspray,
    plant,
    rings,
    window,
)
from shancha.demo.art.scenes.base import Scene, stage


def _sitting_cat(c: Canvas, p: Palette, v: int) -> None:
    k = 0.3 + 0.7 * c.k
    backdrop(c, p, ("arch", "sun", "leaf")[v % 3], 0.76)
    y = c.h * 0.88
    c.add(
        rug(c.cx, y + 10, 400, p.main),
        c.shadow(c.cx, y + 36, 270, 34, 0.3),
        plant(c, c.w * 0.1, y - 40, 1.2 * k, p.second, p.leaf),
    )
    c.add(group(animals.cat(c, animals.FURS[v % 5], p.main), c.cx - 30, y, 1.28 * k))
    ball = (
        circle(0, -60, 64, c.ball(p.accent, 0.4))
        + line(
            "M-54 -84 Q0 -40 54 -84 M-60 -52 Q0 -6 60 -52 M-30 -114 Q-50 -60 -20 -4", lite(p.accent, 0.4), 6
        )
        + line("M50 -10 Q110 10 150 -10", p.accent, 7)
    )
    c.add(c.put(ball, c.w * 0.82, y + 70, 1.1 * k, 64))


def _cat_face(c: Canvas, p: Palette, v: int) -> None:
    rings(c, (p.main, p.second, p.accent)[v % 3])
    c.add(
        group(leafspray(0, 0, 330, 20, p.leaf, 8), -10, c.h * 0.08),
        group(leafspray(0, 0, 330, 200, p.leaf, 8), c.w + 10, c.h * 0.2),
    )
    c.add(
        c.drop(
            group(
                animals.cat_head(c, animals.FURS[(v + 2) % 5], v % 2 == 1),
                c.cx,
                c.h * 0.56,
                1.62 * (0.3 + 0.7 * c.k),
            ),
            14,
            26,
            16,
        )
    )
    bow = (
        path("M0 0 L-130 -70 Q-156 0 -124 66Z", p.main)
        + path("M0 0 L130 -70 Q156 0 124 66Z", dark(p.main, 0.1))
        + circle(0, 0, 36, lite(p.main, 0.3))
    )
    c.add(c.drop(group(bow, c.cx, c.h * 0.56 + 320 * (0.3 + 0.7 * c.k), 1.1), 6, 10, 6))


def _cat_sofa(c: Canvas, p: Palette, v: int) -> None:
    w, h, k = c.w, c.h, 0.3 + 0.7 * c.k
    backdrop(c, p, "window", 0.6)
    c.add(
        rect(w * 0.02, h * 0.42, w * 0.96, h * 0.4, c.linear([lite(p.main, 0.15), dark(p.main, 0.06)]), 90),
        rect(w * 0.05, h * 0.62, w * 0.9, h * 0.26, c.linear([lite(p.main, 0.4), p.main]), 70),
    )
    c.add(
        group(
            rect(-130, -130, 260, 260, p.second, 50)
            + "".join(line(f"M-100 {y} H100", lite(p.second, 0.5), 12) for y in (-60, 0, 60)),
            w * 0.82,
            h * 0.52,
            k,
            12,
        )
    )
    c.add(
        c.shadow(w * 0.46, h * 0.8, 330, 36, 0.3),
        group(animals.sleeping_cat(animals.FURS[(v + 1) % 5]), w * 0.46, h * 0.78, 3.2 * k),
    )
    c.add(
        *[
            path(
                f"M{w * x} {h * y} h{size} l{-size} {size} h{size}",
                "none",
                f'stroke="{p.ink}" stroke-width="9" stroke-linejoin="round" opacity=".75"',
            )
            for x, y, size in ((0.5, 0.34, 34), (0.58, 0.26, 46), (0.68, 0.16, 60))
        ]
    )


def catwindow(c: Canvas, p: Palette, v: int) -> None:
    """A cat on a window sill, looking out or at the viewer."""
    w, h, k = c.w, c.h, 0.3 + 0.7 * c.k
    c.add(
        rect(0, 0, w, h, c.linear([lite(p.wall, 0.2), p.wall])),
        window(c, w * 0.12, h * 0.06, w * 0.76, h * 0.64, v % 3 == 1),
    )
    for x, turn in ((0.0, 1), (1.0, -1)):
        c.add(
            path(
                f"M{w * x} 0 h{turn * w * 0.2} q{-turn * w * 0.02} {h * 0.4} {-turn * w * 0.12} {h * 0.8}"
                f" h{-turn * w * 0.08}Z",
                c.side(lite(p.main, 0.35), 0.3, 0.08),
                opacity(0.96),
            )
        )
    y = h * 0.76
    c.add(
        rect(0, y, w, h - y, c.linear([lite(p.floor, 0.3), p.floor])),
        rect(0, y - 8, w, 30, lite(p.floor, 0.6), 6),
    )
    fur = animals.FURS[(v + 1) % 5]
    animal = animals.cat_back(c, fur) if v % 2 == 0 else animals.cat(c, fur, p.main)
    c.add(
        c.shadow(c.cx, y + 26, 240, 26, 0.3),
        group(animal, c.cx + 20, y + (10 if v % 2 == 0 else 24), (1.05, 1.0)[v % 2] * k),
        plant(c, w * 0.15, y + 20, 1.0 * k, p.accent, p.leaf),
        plant(c, w * 0.88, y + 24, 0.8 * k, p.second, p.leaf),
    )


SCENES = (
    Scene(
        "cat",
        stage(_sitting_cat, _cat_face, _cat_sofa),
        (
            ("地毯上坐着的猫与毛线球", "a cat and a ball of wool on a rug"),
            ("戴蝴蝶结的猫脸", "the face of a cat with a bow"),
            ("沙发上睡觉的猫", "a cat asleep on a sofa"),
        ),
        "sky coral mint peach lilac rose",
        "tsttst",
    ),
    Scene(
        "catwindow",
        catwindow,
        (("窗台上看风景的猫", "a cat looking out of the window"), ("窗台上的猫", "a cat on a window sill")),
        "peach sky sage lilac cream",
        "ttttt",
    ),
)
