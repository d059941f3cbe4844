"""Packaging that many goods share: labels, bottles, tins, boxes, pouches. Each stands with its "
"foot at the origin."""

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
from shancha.demo.art.props.nature import flower, leafspray

STEEL, GRAPHITE, KRAFT = "#cfd6dc", "#2b2f3a", "#d9b48a"


def across(c: Canvas, *colours: str) -> str:
    """A gradient from left to right."""
    return c.linear(list(colours), 0, 0, 1, 0)


def words(x: float, y: float, word: str, wide: float, high: float, fill: str) -> str:
    """A word as large as a field of this size lets it be, centred on x, its foot at y."""
    length = sum(1.0 if ord(letter) > 0x2E80 else 0.64 for letter in word)
    return text(x, y, word, min(high, wide / max(length, 1)), fill)


def _plain(c: Canvas, p: Palette, w: float, h: float) -> str:
    return line(f"M{-w * 0.28} {-h * 0.3} H{w * 0.28}", p.main, 5) + circle(0, -h * 0.12, h * 0.07, p.accent)


def _disc(c: Canvas, p: Palette, w: float, h: float) -> str:
    r = min(w * 0.26, h * 0.2)
    return circle(0, -h * 0.2, r, c.ball(p.main, 0.3, 0.1)) + circle(
        r * 0.9, -h * 0.2 - r * 0.6, r * 0.34, p.second
    )


def _branch(c: Canvas, p: Palette, w: float, h: float) -> str:
    return group(leafspray(0, 0, min(w * 0.66, h * 0.5), -58, p.leaf, 6), -w * 0.16, -h * 0.01)


def _wave(c: Canvas, p: Palette, w: float, h: float) -> str:
    d = (
        f"M{-w / 2} {-h * 0.12} q{w / 8} {-h * 0.14} {w / 4} 0 t{w / 4} 0 t{w / 4} 0 t{w / 4} 0 "
        f"V{-h / 2} H{-w / 2}Z"
    )
    return path(d, p.second) + circle(w * 0.2, -h * 0.33, min(w, h) * 0.08, PAPER)


def _stripes(c: Canvas, p: Palette, w: float, h: float) -> str:
    return "".join(
        rect(-w / 2, -h / 2 + i * h * 0.12, w, h * 0.07, (p.main, p.second, p.accent)[i % 3])
        for i in range(3)
    )


def _bloom(c: Canvas, p: Palette, w: float, h: float) -> str:
    r = min(w * 0.24, h * 0.2)
    return group(flower(p.main, r), 0, -h * 0.2) + group(flower(p.second, r * 0.5), w * 0.27, -h * 0.05)


_MARKS = (_plain, _disc, _branch, _wave, _stripes, _bloom)


def label(c: Canvas, p: Palette, w: float, h: float, v: int, word: str, paper: str = PAPER) -> str:
    """A label of this size centred on the origin: one of six designs, with a word below."""
    shape = rect(-w / 2, -h / 2, w, h, paper, 6)
    ink = dark(p.main, 0.5)
    out = shape + c.clip(_MARKS[v % 6](c, p, w, h), shape)
    out += words(0, h * 0.2, word, w * 0.8, h * 0.17, ink)
    return (
        out
        + rect(-w * 0.26, h * 0.28, w * 0.52, h * 0.025, ink, 2, opacity(0.6))
        + rect(-w * 0.18, h * 0.35, w * 0.36, h * 0.02, ink, 2, opacity(0.4))
    )


def shine(x: float, y: float, w: float, h: float, op: float = 0.45) -> str:
    """The light along the left of something glossy."""
    return rect(x, y, w, h, "#fff", w / 2, opacity(op))


def carton(c: Canvas, p: Palette, w: float, h: float, v: int, word: str, colour: str = "") -> str:
    """A box seen a little from the right, w by h in front."""
    colour, d = colour or p.main, w * 0.22
    out = path(
        f"M{w / 2} 0 l{d} {-d * 0.55} V{-h - d * 0.55} L{w / 2} {-h}Z",
        c.linear([dark(colour, 0.22), dark(colour, 0.38)]),
    )
    out += path(f"M{-w / 2} {-h} l{d} {-d * 0.55} H{w / 2 + d} L{w / 2} {-h}Z", lite(colour, 0.4))
    out += rect(-w / 2, -h, w, h, c.linear([lite(colour, 0.2), colour], 0, 0, 1, 0.4), 3)
    return out + group(label(c, p, w * 0.78, h * 0.8, v, word), 0, -h / 2)


def tin(c: Canvas, p: Palette, w: float, h: float, v: int, word: str, colour: str = "") -> str:
    """A round tin with a lid."""
    colour, r = colour or p.main, w * 0.09
    out = path(
        f"M{-w / 2} {-h} V{-r} A{w / 2} {r} 0 0 0 {w / 2} {-r} V{-h}Z",
        across(c, lite(colour, 0.45), colour, dark(colour, 0.3)),
    )
    out += group(label(c, p, w * 0.62, h * 0.62, v, word), 0, -h * 0.44)
    lid = lite(colour, 0.3)
    out += path(
        f"M{-w / 2 - 8} {-h - 46} V{-h + 10} A{w / 2 + 8} {r} 0 0 0 {w / 2 + 8} {-h + 10} V{-h - 46}Z",
        across(c, lite(lid, 0.5), lid, dark(colour, 0.28)),
    )
    return (
        out
        + ellipse(0, -h - 46, w / 2 + 8, r, c.linear([lite(lid, 0.6), lite(lid, 0.2)]))
        + shine(-w * 0.44, -h * 0.9, w * 0.05, h * 0.8, 0.35)
    )


def pouch(c: Canvas, p: Palette, w: float, h: float, v: int, word: str, colour: str = "") -> str:
    """A stand-up pouch with a sealed top."""
    colour = colour or p.main
    body = (
        f"M{-w * 0.46} {-h} H{w * 0.46} L{w * 0.5} -26 Q{w * 0.5} 0 {w * 0.42} 0 Q0 26 {-w * 0.42} 0 "
        f"Q{-w * 0.5} 0 {-w * 0.5} -26Z"
    )
    out = path(body, across(c, lite(colour, 0.35), colour, lite(colour, 0.1), dark(colour, 0.22)))
    out += rect(-w * 0.47, -h - 14, w * 0.94, 40, across(c, lite(colour, 0.4), dark(colour, 0.12)), 4)
    out += "".join(
        line(f"M{x} {-h - 10} v32", dark(colour, 0.2), 2, opacity(0.4))
        for x in range(int(-w * 0.45), int(w * 0.46), 10)
    )
    out += path(
        f"M{-w * 0.4} {-h + 44} Q{-w * 0.34} {-h / 2} {-w * 0.42} -40 L{-w * 0.36} -40 "
        f"Q{-w * 0.28} {-h / 2} {-w * 0.33} {-h + 44}Z",
        "#fff",
        opacity(0.3),
    )
    return out + group(label(c, p, w * 0.6, h * 0.56, v, word), 0, -h * 0.46)


def bag(c: Canvas, p: Palette, w: float, h: float, v: int, word: str, colour: str = "") -> str:
    """A gusseted bag with a folded top."""
    colour = colour or p.main
    out = path(
        f"M{-w / 2} {-h} H{w / 2} L{w / 2 + 10} -10 Q{w / 2} 4 {w / 2 - 14} 2 H{-w / 2 + 14} "
        f"Q{-w / 2} 4 {-w / 2 - 10} -10Z",
        across(c, lite(colour, 0.35), colour, dark(colour, 0.2)),
    )
    out += path(
        f"M{w / 2 - 34} {-h} L{w / 2 - 22} 2 H{w / 2 - 14} Q{w / 2} 4 {w / 2 + 10} -10 L{w / 2} {-h}Z",
        dark(colour, 0.26),
        opacity(0.8),
    )
    out += rect(
        -w / 2 - 4,
        -h - 44,
        w + 8,
        56,
        across(c, lite(colour, 0.45), lite(colour, 0.1), dark(colour, 0.24)),
        6,
    )
    out += line(f"M{-w / 2 + 10} {-h - 16} H{w / 2 - 10}", dark(colour, 0.25), 4, opacity(0.5))
    return out + group(label(c, p, w * 0.66, h * 0.56, v, word), -w * 0.02, -h * 0.46)


def flask(c: Canvas, colour: str, w: float, h: float, neck: float, shoulder: float, lo: float = 0.22) -> str:
    """The body of a bottle with round shoulders, without a cap."""
    d = (
        f"M{-w / 2} -24 V{-h + shoulder} Q{-w / 2} {-h} {-neck / 2} {-h} H{neck / 2} Q{w / 2} {-h} "
        f"{w / 2} {-h + shoulder} V-24 Q{w / 2} 0 {w / 2 - 24} 0 H{-w / 2 + 24} "
        f"Q{-w / 2} 0 {-w / 2} -24Z"
    )
    return path(d, across(c, lite(colour, 0.5), colour, dark(colour, lo))) + shine(
        -w * 0.41, -h + shoulder, w * 0.07, h - shoulder - 40
    )


def cap(c: Canvas, colour: str, w: float, top: float, h: float, r: float = 6, ribs: bool = False) -> str:
    """A cap whose upper edge is at `top`."""
    out = rect(-w / 2, top, w, h, across(c, lite(colour, 0.5), colour, dark(colour, 0.3)), r)
    if ribs:
        out += "".join(
            line(f"M{x} {top + 8} v{h - 16}", dark(colour, 0.25), 3, opacity(0.5))
            for x in range(int(-w / 2) + 10, int(w / 2) - 6, 11)
        )
    return out + shine(-w * 0.38, top + 6, w * 0.09, h - 14, 0.35)


def jam(c: Canvas, p: Palette, filling: str, v: int, word: str, lid: str) -> str:
    """A glass jar with a filling, a label and a screw lid; 260 wide, 330 high."""
    glass = (
        "M-120 -30 V-220 Q-120 -262 -86 -270 H86 Q120 -262 120 -220 V-30 Q120 0 92 0 H-92 Q-120 0 -120 -30Z"
    )
    out = path(glass, c.linear([lite(filling, 0.55), lite(filling, 0.2)]), opacity(0.7))
    inner = "M-108 -30 V-196 Q0 -210 108 -196 V-30 Q108 -12 88 -12 H-88 Q-108 -12 -108 -30Z"
    out += path(inner, across(c, lite(filling, 0.25), filling, dark(filling, 0.25)))
    for _ in range(9):
        out += circle(c.near(-90, 90), c.near(-180, -30), c.near(5, 13), lite(filling, 0.35), opacity(0.5))
    out += group(label(c, p, 150, 130, v, word), 0, -100) + shine(-106, -220, 14, 190, 0.6)
    return out + cap(c, lid, 210, -336, 70, 12, True) + ellipse(0, -334, 100, 10, lite(lid, 0.5))


def seal(p: Palette, x: float, y: float, r: float, word: str) -> str:
    """A round seal with a word."""
    return (
        circle(x, y, r, p.accent)
        + ring(x, y, r * 0.84, PAPER, 3, opacity(0.8))
        + words(x, y + r * 0.22, word, r * 1.3, r * 0.6, PAPER)
    )


def blend(p: Palette, t: float = 0.3) -> str:
    """A quiet tone between the wall and the main colour."""
    return mix(p.wall, p.main, t)
