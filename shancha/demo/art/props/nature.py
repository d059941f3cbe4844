"""Backdrops and growing things: walls of light, leaves, flowers, plants, hills and clouds."""

import math
import random

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
    polar,
    rect,
)
from shancha.demo.art.palettes import Palette

BACKDROPS = ("arch", "window", "sun", "leaf")


def backdrop(c: Canvas, p: Palette, kind: str = "", horizon: float = 0.74) -> None:
    """A wall and a floor, with an arch, a sun disc, slanted window light or a leaf's shadow."""
    y = c.h * horizon
    c.add(
        rect(0, 0, c.w, c.h, c.linear([lite(p.wall, 0.35), p.wall, mix(p.wall, p.floor, 0.35)], 0, 0, 0.4, 1))
    )
    kind = kind or c.rng.choice(BACKDROPS)
    if kind == "arch":
        c.add(_arch(c, p, y))
    elif kind == "sun":
        light = c.linear([lite(p.second, 0.25), mix(p.second, p.floor, 0.5)], 0, 0, 0.3, 1)
        c.add(circle(c.cx + c.w * 0.06, c.h * 0.4, min(c.w, c.h) * 0.33, light))
    c.add(rect(0, y, c.w, c.h - y, c.linear([mix(p.floor, p.wall, 0.15), dark(p.floor, 0.1)])))
    c.add(rect(0, y, c.w, 5, lite(p.floor, 0.5), 0, opacity(0.5)))
    if kind == "window":
        slanted_light(c, 0.26)
    elif kind == "leaf":
        tone = dark(p.floor, 0.5)
        shade = leafspray(c.w * 0.95, -30, c.w * 0.9, 150, tone) + leafspray(
            c.w * 0.05, c.h * 0.1, c.w / 2, 60, tone
        )
        c.add(f'<g opacity=".13" {c.blur(7)}>{shade}</g>')


def _arch(c: Canvas, p: Palette, y: float) -> str:
    wide, top = c.w * 0.62, c.h * 0.14
    half = wide / 2
    left, right = c.cx - half, c.cx + half
    outer = f"M{left} {y} V{top + half} A{half} {half} 0 0 1 {right} {top + half} V{y}"
    fill = c.linear([mix(p.wall, p.floor, 0.75), mix(p.wall, p.floor, 0.35)], 0, 0, 1, 1)
    inner = f"h-16 V{top + half} A{half - 16} {half - 16} 0 0 0 {left + 16} {top + half} V{y}Z"
    return path(outer + "Z", fill) + path(outer + inner, lite(p.wall, 0.6), opacity(0.55))


def slanted_light(c: Canvas, op: float = 0.22) -> None:
    """Sunlight that falls through a window across the picture."""
    w, h = c.w, c.h
    beams = "".join(
        path(f"M{w * a} -20 l{w * 0.17} 0 l{-w * 0.4} {h * 1.05} l{-w * 0.17} 0Z", "#fff")
        for a in (0.45, 0.72, 1)
    )
    c.add(f'<g opacity="{op}" {c.blur(6)}>{beams}</g>')


def table(c: Canvas, p: Palette, kind: int = 0) -> None:
    """A surface seen from above: plain with a wave, planks, or checked cloth."""
    w, h = c.w, c.h
    if kind % 3 == 0:
        c.add(rect(0, 0, w, h, c.linear([lite(p.wall, 0.3), mix(p.wall, p.floor, 0.3)], 0, 0, 1, 1)))
        wave = f"M0 {h * 0.62} Q{w * 0.4} {h * 0.48} {w} {h * 0.64} V{h} H0Z"
        c.add(path(wave, c.slant(mix(p.wall, p.floor, 0.55), 0.1, 0.04)))
    elif kind % 3 == 1:
        c.add(rect(0, 0, w, h, c.linear([mix(p.floor, p.wall, 0.45), p.floor], 0, 0, 1, 1)))
        for i in range(9):
            c.add(
                rect(
                    i * w / 8 - 6,
                    0,
                    w / 8 - 5,
                    h,
                    mix(p.floor, p.wall, 0.25 + 0.2 * (i % 2)),
                    0,
                    opacity(0.5),
                )
            )
    else:
        c.add(rect(0, 0, w, h, c.linear([lite(p.wall, 0.5), p.wall], 0, 0, 1, 1)))
        step = w / 8
        for i in range(int(max(w, h) / step) + 1):
            c.add(rect(i * step, 0, step / 2, h, p.main, 0, opacity(0.13)))
            c.add(rect(0, i * step, w, step / 2, p.main, 0, opacity(0.13)))
    slanted_light(c, 0.2)


def burst(c: Canvas, colour: str, spokes: int = 14) -> None:
    """A ground of rays from the middle, as on a poster."""
    c.add(rect(0, 0, c.w, c.h, c.slant(colour, 0.3, 0.02)))
    far = c.w * 1.2
    for i in range(spokes):
        a = i * 360 / spokes
        (x1, y1), (x2, y2) = polar(far, a), polar(far, a + 180 / spokes)
        c.add(
            path(
                f"M0 0 L{x1:.0f} {y1:.0f} L{x2:.0f} {y2:.0f}Z", lite(colour, 0.3), _at(c.cx, c.h * 0.5, 0.45)
            )
        )


def rings(c: Canvas, colour: str) -> None:
    """A bold ground with two lighter discs, for a single product."""
    c.add(rect(0, 0, c.w, c.h, c.slant(colour, 0.25, 0.06)))
    r = min(c.w, c.h) * 0.42
    c.add(
        circle(c.cx, c.h * 0.48, r, lite(colour, 0.26)), circle(c.cx, c.h * 0.48, r * 0.74, lite(colour, 0.4))
    )


def _at(x: float, y: float, op: float) -> str:
    return f'transform="translate({x:.0f} {y:.0f})" opacity="{op}"'


def podium(c: Canvas, x: float, y: float, wide: float, high: float, colour: str) -> str:
    """A round stand whose top is centred on x, y."""
    ry = wide * 0.2
    body = f"M{x - wide} {y} V{y + high} A{wide} {ry} 0 0 0 {x + wide} {y + high} V{y}Z"
    return (
        c.shadow(x + wide * 0.25, y + high + ry * 0.3, wide * 1.12, ry * 1.15, 0.3)
        + path(body, c.linear([lite(colour, 0.22), colour, dark(colour, 0.16)], 0, 0, 1, 0))
        + ellipse(x, y, wide, ry, c.linear([lite(colour, 0.55), lite(colour, 0.2)], 0, 0, 1, 1))
    )


def leafspray(x: float, y: float, length: float, rot: float, colour: str, pairs: int = 9) -> str:
    """A feathered branch that starts at x, y."""
    out = line(f"M0 0 Q{length * 0.5} {-length * 0.12} {length} 0", colour, length * 0.014)
    for i in range(1, pairs + 1):
        t = i / (pairs + 0.4)
        k = length * 0.36 * (1 - 0.55 * abs(t - 0.45)) * (1.1 - t * 0.5)
        leaf = (
            f"M0 0 C{k * 0.3} {-k * 0.2} {k * 0.75} {-k * 0.18} {k} 0 C{k * 0.75} {k * 0.14} {k * 0.3}"
            f" {k * 0.14} 0 0Z"
        )
        for turn in (1, -1):
            out += group(
                path(leaf, colour), length * t, -length * 0.24 * t * (1 - t), 1, turn * (52 - 18 * t)
            )
    return group(out, x, y, 1, rot)


def flower(colour: str, r: float, heart: str = "#f6c64f", petals: int = 6) -> str:
    """A flower seen from the front."""
    out = ""
    for i in range(petals):
        petal = (
            f"M0 0 C{-r * 0.62} {-r * 0.35} {-r * 0.5} {-r} 0 {-r} C{r * 0.5} {-r} {r * 0.62} {-r * 0.35}"
            " 0 0Z"
        )
        vein = line(f"M0 {-r * 0.25} V{-r * 0.7}", dark(colour, 0.14), r * 0.045, opacity(0.6))
        out += group(path(petal, lite(colour, 0.12 * (i % 2))) + vein, rot=i * 360 / petals)
    return out + circle(0, 0, r * 0.24, heart) + circle(-r * 0.06, -r * 0.06, r * 0.12, lite(heart, 0.5))


def pot(c: Canvas, colour: str) -> str:
    """A flower pot with its foot at the origin."""
    body = path("M-62 -110 H62 L48 0 Q0 10 -48 0Z", c.side(colour, 0.3))
    return body + rect(-70, -128, 140, 30, c.linear([lite(colour, 0.4), dark(colour, 0.08)], 0, 0, 1, 0), 10)


def plant(c: Canvas, x: float, y: float, k: float, colour: str, leaf: str, leaves: int = 7) -> str:
    """A potted plant with upright leaves."""
    out = ""
    for i in range(leaves):
        off = i - (leaves - 1) / 2
        length = c.near(190, 280) * (1 - 0.5 * abs(off) / leaves)
        tone = mix(leaf, dark(leaf, 0.35), c.rng.random())
        d = f"M0 0 C{length * 0.25} {-length * 0.2} {length * 0.7} {-length * 0.2} {length} 0 "
        d += f"C{length * 0.7} {length * 0.16} {length * 0.25} {length * 0.16} 0 0Z"
        vein = line(
            f"M8 0 Q{length * 0.5} {-length * 0.02} {length * 0.9} 0", lite(tone, 0.3), 3, opacity(0.6)
        )
        out += group(path(d, tone) + vein, 0, -100, 1, -90 + off * 120 / leaves + c.near(-6, 6))
    return c.shadow(x + 10 * k, y + 2, 80 * k, 15 * k) + group(out + pot(c, colour), x, y, k)


def monstera(colour: str, r: float) -> str:
    """A split leaf; its stalk is at the origin and it grows upwards."""
    out = path(
        f"M0 0 C{-r * 0.9} {-r * 0.1} {-r} {-r * 1.1} 0 {-r * 1.5} C{r} {-r * 1.1} {r * 0.9} {-r * 0.1} 0 0Z",
        colour,
    )
    cut = dark(colour, 0.3)
    out += line(f"M0 0 V{-r * 1.4}", lite(colour, 0.3), r * 0.05)
    for i in range(4):
        y = -r * (0.35 + 0.26 * i)
        for turn in (1, -1):
            out += line(
                f"M{turn * r * 0.2} {y} l{turn * r * (0.34, 0.4, 0.32, 0.12)[i]} {-r * 0.12}", cut, r * 0.07
            )
    return out


def ridge(c: Canvas, y: float, height: float, seed: int, step: int = 20, rough: float = 0.5) -> str:
    """The outline of hills, closed at the foot of the picture."""
    phases = [random.Random(seed + i).uniform(0, 6.28) for i in range(5)]
    points = []
    for i in range(int(c.w / step) + 2):
        at = i * step / c.w * 6.28 * 0.75
        waves = (math.sin(at * f + phases[k]) * rough**k for k, f in enumerate((1, 2.1, 4.3, 8.7, 15)))
        points.append(f"{i * step} {y - height * sum(waves) / 1.6:.0f}")
    return f"M0 {c.h:.0f} L{' L'.join(points)} L{c.w:.0f} {c.h:.0f}Z"


def pine(x: float, y: float, k: float, colour: str) -> str:
    """A fir tree."""
    tree = path("M0 -200 L46 -120 H24 L66 -50 H30 L78 20 H-78 L-30 -50 H-66 L-24 -120 H-46Z", colour)
    return group(tree + rect(-9, 20, 18, 34, dark(colour, 0.3)), x, y, k)


def tree(c: Canvas, x: float, y: float, k: float, colour: str) -> str:
    """A round tree with its foot at x, y."""
    crown = "".join(
        circle(a, b, r, c.ball(colour, 0.25)) for a, b, r in ((-60, -170, 78), (62, -176, 74), (0, -240, 92))
    )
    return group(rect(-13, -130, 26, 132, "#8a5a3c", 8) + crown, x, y, k)


def cloud(x: float, y: float, k: float, colour: str = "#fff", op: float = 0.9) -> str:
    """A small cloud."""
    d = "M-120 30 Q-150 30 -150 4 Q-150 -26 -116 -26 Q-108 -70 -58 -70 Q-26 -70 -12 -46 "
    d += "Q2 -62 30 -58 Q64 -54 70 -22 Q120 -26 122 6 Q122 30 92 30Z"
    return group(path(d, colour), x, y, k, 0, opacity(op))


def window(c: Canvas, x: float, y: float, w: float, h: float, night: bool = False) -> str:
    """A window on hills, arched when it is much taller than wide."""
    r = w / 2 if h > w * 1.2 else 8
    sky = c.linear(["#1f2c66", "#7a5aa8"] if night else ["#9fd4ef", "#e2f3f3"])
    far, close = ("#4c4a86", "#2f2f63") if night else ("#8fc09a", "#5f9f78")
    view = rect(x, y, w, h, sky)
    view += (
        circle(x + w * 0.75, y + h * 0.2, w * 0.07, "#fff1cf")
        if night
        else cloud(x + w * 0.4, y + h * 0.3, w / 500)
    )
    view += path(
        f"M{x} {y + h * 0.72} q{w * 0.3} {-h * 0.22} {w * 0.6} {-h * 0.02} T{x + w} {y + h * 0.62} V{y + h}"
        f" H{x}Z",
        far,
    )
    view += path(f"M{x} {y + h * 0.86} q{w * 0.5} {-h * 0.18} {w} 0 V{y + h} H{x}Z", close)
    frame = rect(x, y, w, h, "none", r, f'stroke="{PAPER}" stroke-width="18"')
    bars = line(f"M{x + w / 2} {y} v{h} M{x} {y + h * 0.5} h{w}", PAPER, 11)
    return c.clip(view, rect(x, y, w, h, "#fff", r)) + frame + bars


def vase(c: Canvas, colour: str, petals: str, leaf: str, stems: int = 5) -> str:
    """A vase of flowers with its foot at the origin."""
    out = ""
    for i in range(stems):
        x = (i - (stems - 1) / 2) * 62
        y = -330 - c.near(0, 110)
        out += line(f"M0 -150 Q{x * 0.4:.0f} {y * 0.7:.0f} {x:.0f} {y:.0f}", dark(leaf, 0.1), 7)
        out += group(leafspray(0, 0, 130, 0, leaf, 5), x * 0.3, -190, 1, -90 + x * 0.7)
    for i in range(stems):
        x = (i - (stems - 1) / 2) * 66
        out += group(
            flower(lite(petals, 0.18 * (i % 3)), 58 + 8 * (i % 2)), x, -350 - (i * 53) % 110, 1, i * 23
        )
    body = path(
        "M-40 -190 H40 Q34 -150 66 -100 Q84 -30 50 0 H-50 Q-84 -30 -66 -100 Q-34 -150 -40 -190Z",
        c.side(colour),
    )
    return out + body + path("M-50 -90 Q-66 -50 -44 -16 L-34 -18 Q-52 -50 -38 -92Z", "#fff", opacity(0.4))
