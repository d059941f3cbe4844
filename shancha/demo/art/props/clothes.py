"""Clothes, shoes and bags. Clothes hang from the origin; shoes and bags stand on it."""

from shancha.demo.art.kit import (
    GOLD,
    PAPER,
    Canvas,
    circle,
    dark,
    ellipse,
    group,
    line,
    lite,
    opacity,
    path,
    rect,
    ring,
)
from shancha.demo.art.props.nature import flower


def hanger(colour: str = "#b98a5e") -> str:
    """A wooden hanger."""
    hook = line("M0 -70 Q0 -100 22 -100 Q44 -100 40 -78 Q38 -64 0 -52", colour, 8)
    return hook + line("M-120 20 Q-20 -40 0 -52 Q20 -40 120 20", colour, 11)


def tee(c: Canvas, colour: str, motif: int) -> str:
    """A T-shirt: striped, with a flower, or with a sun."""
    d = (
        "M-70 -14 Q0 26 70 -14 L128 8 L206 118 L136 168 L118 140 V372 Q0 388 -118 372 V140 L-136 168 L-206"
        " 118 L-128 8Z"
    )
    out = path(d, c.linear([lite(colour, 0.18), colour, dark(colour, 0.14)], 0, 0, 1, 0.4))
    out += path("M-70 -14 Q0 26 70 -14 L58 -20 Q0 8 -58 -20Z", dark(colour, 0.22))
    out += line("M-70 -14 Q0 26 70 -14", lite(colour, 0.4), 7)
    out += line("M118 140 L104 92 M-118 140 L-104 92", dark(colour, 0.2), 5, opacity(0.6))
    if motif % 3 == 0:
        return out + "".join(
            rect(-118, 120 + i * 58, 236, 26, lite(colour, 0.75), 0, opacity(0.85)) for i in range(4)
        )
    if motif % 3 == 1:
        return out + group(flower("#ffffff", 52), 0, 150)
    return (
        out + circle(0, 160, 58, lite(colour, 0.6)) + path("M-58 160 A58 58 0 0 1 58 160Z", dark(colour, 0.1))
    )


def knit(c: Canvas, colour: str) -> str:
    """A cable-knit jumper."""
    d = (
        "M-64 -18 Q0 10 64 -18 L140 14 Q196 60 214 260 Q216 290 196 292 L150 292 L132 150 V360 Q0 376 -132"
        " 360 "
    )
    d += "V150 L-150 292 L-196 292 Q-216 290 -214 260 Q-196 60 -140 14Z"
    out = path(d, c.linear([lite(colour, 0.2), colour, dark(colour, 0.16)], 0, 0, 1, 0.4))
    out += rect(-132, 338, 264, 38, dark(colour, 0.1), 10)
    out += "".join(line(f"M{x} 342 V372", dark(colour, 0.22), 4) for x in range(-120, 130, 16))
    out += path("M-64 -18 Q0 10 64 -18 L62 8 Q0 40 -62 8Z", dark(colour, 0.14))
    twist = " q14 14 0 28 q-14 14 0 28" * 5
    return out + "".join(line(f"M{x} 52{twist}", lite(colour, 0.28), 8, opacity(0.8)) for x in (-60, 0, 60))


def shirt(c: Canvas, colour: str) -> str:
    """A shirt with a collar and buttons."""
    d = (
        "M-58 -18 L58 -18 L132 12 Q186 60 200 270 L146 282 L124 130 V380 Q0 396 -124 380 V130 L-146 282 L-200"
        " 270 "
    )
    d += "Q-186 60 -132 12Z"
    out = path(d, c.linear([lite(colour, 0.3), colour, dark(colour, 0.14)], 0, 0, 1, 0.4))
    out += rect(-13, 20, 26, 362, lite(colour, 0.25)) + "".join(
        circle(0, y, 6, dark(colour, 0.4)) for y in range(70, 380, 62)
    )
    out += path("M-58 -20 L0 40 L-44 74 L-86 2Z", lite(colour, 0.45)) + path(
        "M58 -20 L0 40 L44 74 L86 2Z", lite(colour, 0.2)
    )
    return out + path("M34 130 h66 v62 l-33 16 l-33 -16Z", dark(colour, 0.08))


def dress(c: Canvas, colour: str, dots: bool) -> str:
    """A summer dress, plain or with dots."""
    d = "M-54 -18 L-40 40 Q0 62 40 40 L54 -18 L78 -14 L86 60 Q82 120 72 172 Q150 330 176 520 Q90 548 0 548 "
    d += "Q-90 548 -176 520 Q-150 330 -72 172 Q-82 120 -86 60 L-78 -14Z"
    out = path(d, c.linear([lite(colour, 0.22), colour, dark(colour, 0.16)], 0, 0, 1, 0.3))
    out += rect(-76, 162, 152, 24, dark(colour, 0.28), 8)
    folds = (f"M{x} 192 Q{x * 1.6} 360 {x * 2.1} 520" for x in (-50, -22, 8, 36, 58))
    out += "".join(line(fold, dark(colour, 0.16), 5, opacity(0.5)) for fold in folds)
    if not dots:
        return out
    rows = ((90, 44), (140, 40), (240, 62), (330, 84), (410, 100), (490, 112))
    at = [(x * wide / 2, y + 10 * (x % 2)) for y, wide in rows for x in (-2, -1, 0, 1, 2)]
    return out + "".join(circle(x, y, 8, lite(colour, 0.8)) for x, y in at)


def coat(c: Canvas, colour: str) -> str:
    """A belted trench coat."""
    d = "M-60 -20 L0 60 L60 -20 L138 12 Q180 60 196 330 L146 338 L128 160 L142 540 Q0 560 -142 540 L-128 160 "
    d += "L-146 338 L-196 330 Q-180 60 -138 12Z"
    out = path(d, c.linear([lite(colour, 0.22), colour, dark(colour, 0.18)], 0, 0, 1, 0.3))
    out += path("M-60 -20 L0 60 L-16 180 L-92 70 L-104 18Z", lite(colour, 0.2))
    out += path("M60 -20 L0 60 L16 180 L92 70 L104 18Z", dark(colour, 0.1)) + line(
        "M0 66 V548", dark(colour, 0.3), 5
    )
    out += "".join(circle(x, y, 10, dark(colour, 0.5)) for x in (-28, 28) for y in (230, 310))
    out += rect(-136, 388, 74, 16, dark(colour, 0.22), 6) + rect(62, 388, 74, 16, dark(colour, 0.28), 6)
    buckle = f'stroke="{lite(colour, 0.5)}" stroke-width="7"'
    return out + rect(-134, 268, 268, 30, dark(colour, 0.2), 6) + rect(-22, 262, 44, 42, "none", 6, buckle)


def jeans(c: Canvas, colour: str) -> str:
    """Straight jeans with turned-up hems."""
    d = "M-96 0 H96 L118 470 Q70 484 24 472 L0 130 L-24 472 Q-70 484 -118 470Z"
    out = path(d, c.linear([lite(colour, 0.25), colour, dark(colour, 0.2)], 0, 0, 1, 0.3))
    out += rect(-98, -4, 196, 34, dark(colour, 0.2), 6) + circle(0, 13, 9, "#e2b36a")
    seams = "M0 30 V110 Q0 128 -18 128 M-96 70 Q-58 78 -50 34 M96 70 Q58 78 50 34"
    out += line(seams, lite(colour, 0.5), 4, 'stroke-dasharray="9 7"')
    out += path("M-114 440 Q-70 454 -25 442 L-24 472 Q-70 484 -118 470Z", lite(colour, 0.45))
    return out + path("M114 440 Q70 454 25 442 L24 472 Q70 484 118 470Z", lite(colour, 0.4))


def skirt(c: Canvas, colour: str) -> str:
    """A pleated skirt."""
    fill = c.linear([lite(colour, 0.22), colour, dark(colour, 0.16)], 0, 0, 1, 0.3)
    out = path("M-84 0 H84 L160 250 Q0 284 -160 250Z", fill)
    for x in (-62, -24, 14, 52):
        y = 262 - abs(x) * 0.12
        out += path(
            f"M{x} 26 L{x * 1.85 - 8} {y} L{x * 1.85 + 14} {y} L{x + 10} 26Z",
            dark(colour, 0.14),
            opacity(0.6),
        )
    return out + rect(-86, -6, 172, 32, dark(colour, 0.24), 6)


def sneaker(c: Canvas, colour: str, trim: str) -> str:
    """A sneaker pointing right."""
    upper = "M-150 -8 Q-158 -70 -140 -120 Q-128 -140 -112 -128 Q-80 -104 -52 -118 Q-30 -140 -8 -128 L66 -72 "
    upper += "Q142 -58 156 -34 Q162 -14 158 0 H-150Z"
    out = path(upper, c.linear([lite(colour, 0.35), colour, dark(colour, 0.15)], 0, 0, 0.3, 1))
    out += path("M-150 -30 Q-60 -6 30 -30 Q90 -56 156 -34 Q162 -14 158 0 H-150Z", dark(colour, 0.08))
    out += path("M-84 -14 Q-50 -90 -8 -128 L36 -96 Q-10 -60 -30 -14Z", trim)
    out += line("M-20 -118 l40 -12 M4 -100 l40 -14 M28 -84 l38 -14", "#ffffff", 9)
    out += rect(-160, -14, 326, 34, PAPER, 16) + rect(-160, 6, 326, 16, trim, 8)
    return out + path("M-152 -96 Q-140 -140 -112 -128 L-96 -118 Q-120 -90 -152 -70Z", trim)


def heel(c: Canvas, colour: str) -> str:
    """A high-heeled pump pointing right."""
    out = path("M-150 -150 Q-156 -60 -146 0 L-128 0 Q-130 -70 -96 -110Z", dark(colour, 0.28))
    d = "M-154 -166 Q-158 -190 -132 -196 Q-40 -30 60 -70 Q120 -60 176 -14 Q182 0 166 0 L62 0 Q-10 -6 -60 -78 "
    out += path(
        d + "Q-96 -126 -150 -142Z", c.linear([lite(colour, 0.35), colour, dark(colour, 0.12)], 0, 0, 0.6, 1)
    )
    out += path("M-132 -196 Q-40 -30 60 -70 Q20 -40 -30 -58 Q-90 -86 -144 -190Z", dark(colour, 0.4))
    out += line("M70 -52 Q118 -42 150 -20", "#fff", 8, opacity(0.55)) + circle(64, -62, 13, GOLD)
    return out + line("M-60 -78 Q-10 -6 62 0 H166", dark(colour, 0.4), 7)


def boot(c: Canvas, colour: str) -> str:
    """An ankle boot pointing right."""
    d = "M-120 -300 Q-40 -286 30 -300 L36 -150 Q44 -110 100 -98 Q164 -84 170 -26 H-126 Q-136 -160 -120 -300Z"
    out = path(d, c.linear([lite(colour, 0.3), colour, dark(colour, 0.2)], 0, 0, 0.8, 0.5))
    out += path("M-50 -292 Q-10 -292 -6 -280 L-12 -190 Q-30 -180 -44 -192Z", dark(colour, 0.35))
    out += rect(-130, -30, 304, 20, dark(colour, 0.5), 8) + path(
        "M-130 -14 H-44 L-50 26 H-124Z", dark(colour, 0.55)
    )
    out += path("M-44 -14 H174 Q176 6 150 10 H-20 Q-40 10 -44 -14Z", dark(colour, 0.55))
    out += line("M-124 -276 Q-40 -262 32 -276", lite(colour, 0.4), 7) + line(
        "M60 -88 Q130 -76 148 -50", "#fff", 8, opacity(0.35)
    )
    return out + rect(-112, -316, 26, 40, lite(colour, 0.2), 8)


def bag(c: Canvas, colour: str, gold: str = GOLD) -> str:
    """A handbag with a clasp."""
    body = (
        "M-130 -160 H130 Q146 -160 150 -140 L166 -24 Q168 0 140 0 H-140 Q-168 0 -166 -24 L-150 -140 Q-146"
        " -160 -130 -160Z"
    )
    out = line("M-70 -150 C-80 -290 80 -290 70 -150", dark(colour, 0.2), 16) + path(
        body, c.slant(colour, 0.25, 0.2)
    )
    out += path(
        "M-146 -160 H146 Q150 -60 0 -56 Q-150 -60 -146 -160Z",
        c.linear([lite(colour, 0.35), lite(colour, 0.02)]),
    )
    out += line(
        "M-138 -150 Q-140 -68 0 -66 Q140 -68 138 -150",
        lite(colour, 0.5),
        3,
        'stroke-dasharray="8 6" opacity=".6"',
    )
    return (
        out
        + rect(-24, -84, 48, 48, c.slant(gold, 0.6, 0.2), 10)
        + rect(-10, -70, 20, 20, dark(colour, 0.2), 4)
    )


def tote(c: Canvas, colour: str, motif: str) -> str:
    """A canvas tote with a printed flower."""
    out = line("M-74 -250 C-70 -400 70 -400 74 -250", dark(colour, 0.25), 18)
    out += path("M-140 -270 H140 L156 -10 Q156 0 144 0 H-144 Q-156 0 -156 -10Z", c.slant(colour, 0.3, 0.14))
    out += line("M-60 -270 C-56 -380 56 -380 60 -270", dark(colour, 0.1), 16) + rect(
        -140, -272, 280, 20, dark(colour, 0.12), 4
    )
    return (
        out
        + group(flower(motif, 72), 0, -120)
        + line("M-146 -14 H146", dark(colour, 0.3), 3, 'stroke-dasharray="8 6"')
    )


def backpack(c: Canvas, colour: str, trim: str) -> str:
    """A rucksack with a front pocket."""
    out = line("M-40 -330 C-40 -390 40 -390 40 -330", dark(colour, 0.3), 16)
    out += rect(-150, -340, 300, 340, c.side(colour, 0.3), 80) + path(
        "M-150 -220 Q-150 -340 0 -340 Q150 -340 150 -220Z", c.slant(colour, 0.35, 0.02)
    )
    out += line("M-150 -216 H150", dark(colour, 0.35), 8) + rect(
        -108, -166, 216, 140, c.slant(trim, 0.2, 0.12), 26
    )
    out += line("M-96 -120 H96", dark(trim, 0.35), 6) + rect(60, -128, 14, 36, GOLD, 6)
    return out + rect(-14, -250, 28, 70, trim, 6) + rect(-22, -196, 44, 26, GOLD, 6)


def hat(c: Canvas, colour: str, band: str) -> str:
    """A straw hat."""
    out = ellipse(0, 0, 170, 48, c.linear([lite(colour, 0.3), dark(colour, 0.08)]))
    out += path(
        "M-92 -6 Q-100 -120 0 -124 Q100 -120 92 -6 Q0 26 -92 -6Z",
        c.linear([lite(colour, 0.35), colour, dark(colour, 0.15)], 0, 0, 1, 0),
    )
    return out + path("M-94 -34 Q0 0 94 -34 L92 -6 Q0 26 -92 -6Z", band)


def glasses(colour: str) -> str:
    """Sunglasses."""
    out = circle(-58, 0, 46, colour, opacity(0.92)) + circle(58, 0, 46, colour, opacity(0.92))
    out += line("M-16 -8 Q0 -20 16 -8 M-102 -14 L-130 -30 M102 -14 L130 -30", colour, 10)
    shine = opacity(0.25)
    return (
        out
        + path("M-86 -18 L-50 -34 L-76 20Z", "#fff", shine)
        + path("M30 -18 L66 -34 L40 20Z", "#fff", shine)
    )


def watch(c: Canvas, colour: str, gold: str = GOLD) -> str:
    """A wristwatch lying flat, centred."""
    out = path("M-44 -80 L-34 -250 H34 L44 -80Z M-44 80 L-34 270 Q0 290 34 270 L44 80Z", c.side(colour, 0.25))
    out += (
        circle(0, 0, 98, c.slant(gold, 0.6, 0.25))
        + circle(0, 0, 82, PAPER)
        + rect(96, -14, 20, 28, dark(gold, 0.1), 6)
    )
    out += "".join(group(rect(-3, -74, 6, 16, dark(colour, 0.4), 2), rot=i * 30) for i in range(12))
    return (
        out
        + line("M0 0 L0 -52", dark(colour, 0.5), 7)
        + line("M0 0 L36 20", dark(colour, 0.5), 6)
        + circle(0, 0, 8, gold)
    )


def earring(c: Canvas, gold: str, gem: str) -> str:
    """A drop earring hanging from the origin."""
    return (
        ring(0, 30, 30, gold, 8)
        + path("M0 60 Q44 120 0 150 Q-44 120 0 60Z", c.ball(gem, 0.6))
        + circle(0, 0, 10, lite(gold, 0.4))
    )


def scarf(c: Canvas, colour: str, stripe: str) -> str:
    """A folded scarf lying flat, centred."""
    out = rect(-190, -130, 380, 260, c.slant(colour, 0.2, 0.12), 24)
    out += "".join(rect(-190, y, 380, 22, stripe, 0, opacity(0.8)) for y in (-92, -48, 70))
    out += "".join(rect(x, -130, 18, 260, lite(stripe, 0.4), 0, opacity(0.45)) for x in (-130, -40, 96))
    out += line("M-180 0 H180", dark(colour, 0.25), 5, opacity(0.5))
    return out + "".join(line(f"M{x} 132 v30", dark(colour, 0.1), 6) for x in range(-176, 190, 22))
