"""Cosmetics and care: each stands with its foot at the origin, lit from the left."""

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
    mix,
    opacity,
    path,
    rect,
)


def _across(c: Canvas, *colours: str) -> str:
    return c.linear(list(colours), 0, 0, 1, 0)


def lipstick(c: Canvas, colour: str, case: str, gold: str = GOLD) -> str:
    """An open lipstick."""
    bullet = "M-31 -232 V-318 Q-31 -332 -20 -340 L14 -366 Q31 -376 31 -350 V-232Z"
    face = "M-31 -322 Q-29 -332 -20 -340 L14 -366 Q30 -375 31 -352 Q20 -340 0 -325 Q-16 -314 -31 -322Z"
    return (
        rect(-46, -150, 92, 150, _across(c, lite(case, 0.3), case, dark(case, 0.35)), 10)
        + rect(-46, -158, 92, 22, _across(c, lite(gold, 0.6), gold, dark(gold, 0.3)), 5)
        + rect(-37, -232, 74, 80, _across(c, lite(gold, 0.7), gold, dark(gold, 0.35)), 6)
        + path(bullet, c.side(colour, 0.3, 0.22))
        + path(face, lite(colour, 0.35), opacity(0.75))
        + rect(-32, -140, 9, 124, "#fff", 5, opacity(0.35))
    )


def gloss(c: Canvas, colour: str, cap: str) -> str:
    """A tube of lip gloss."""
    return (
        rect(-36, -190, 72, 190, _across(c, lite(colour, 0.5), colour, dark(colour, 0.15)), 16)
        + rect(-30, -400, 60, 214, _across(c, lite(cap, 0.4), cap, dark(cap, 0.25)), 12)
        + rect(-33, -204, 66, 18, GOLD, 4)
        + rect(-24, -176, 9, 150, "#fff", 5, opacity(0.6))
        + rect(-18, -386, 8, 160, "#fff", 4, opacity(0.4))
    )


def serum(c: Canvas, colour: str, label: str = PAPER, cap: str = "") -> str:
    """A dropper bottle."""
    cap = cap or dark(colour, 0.55)
    glass = "M-78 -20 V-215 Q-78 -262 -34 -268 H34 Q78 -262 78 -215 V-20 Q78 0 58 0 H-58 Q-78 0 -78 -20Z"
    liquid = "M-66 -22 V-170 Q0 -186 66 -170 V-22 Q66 -10 54 -10 H-54 Q-66 -10 -66 -22Z"
    bulb = "M-24 -310 V-372 Q-24 -404 0 -404 Q24 -404 24 -372 V-310Z"
    return (
        path(glass, _across(c, lite(colour, 0.5), lite(colour, 0.08), dark(colour, 0.2)))
        + path(liquid, c.linear([lite(colour, 0.12), dark(colour, 0.12)]), opacity(0.65))
        + rect(-56, -160, 112, 106, label, 8, opacity(0.95))
        + rect(-34, -138, 68, 9, dark(colour, 0.45), 4)
        + rect(-26, -118, 52, 6, dark(colour, 0.2), 3, opacity(0.6))
        + circle(0, -84, 13, mix(colour, label, 0.3))
        + rect(-38, -310, 76, 48, _across(c, lite(cap, 0.45), cap, dark(cap, 0.3)), 6)
        + path(bulb, _across(c, lite(cap, 0.55), lite(cap, 0.12), dark(cap, 0.1)))
        + rect(-66, -235, 12, 200, "#fff", 6, opacity(0.55))
    )


def jar(c: Canvas, colour: str, lid: str = "") -> str:
    """A closed cream jar."""
    lid = lid or lite(colour, 0.65)
    return (
        _jar_body(c, colour)
        + rect(-116, -186, 232, 72, _across(c, lite(lid, 0.6), lid, dark(lid, 0.2)), 14)
        + ellipse(0, -182, 112, 13, lite(lid, 0.6))
    )


def _jar_body(c: Canvas, colour: str) -> str:
    return (
        rect(-112, -120, 224, 120, _across(c, lite(colour, 0.5), colour, dark(colour, 0.25)), 26)
        + rect(-98, -104, 14, 80, "#fff", 7, opacity(0.5))
        + rect(-50, -80, 100, 38, PAPER, 6, opacity(0.92))
        + rect(-30, -68, 60, 6, dark(colour, 0.4), 3)
        + rect(-22, -57, 44, 4, dark(colour, 0.2), 2, opacity(0.6))
    )


def open_jar(c: Canvas, colour: str) -> str:
    """A jar without its lid, with a swirl of cream."""
    swirl = (
        "M-84 -126 Q-70 -168 -20 -170 Q-10 -206 22 -214 Q20 -192 44 -180 Q86 -162 84 -126 Q0 -104 -84 -126Z"
    )
    return (
        _jar_body(c, colour)
        + ellipse(0, -120, 112, 28, lite(colour, 0.55))
        + ellipse(0, -122, 96, 21, dark(colour, 0.12))
        + path(swirl, c.slant("#fff6ec", 0.6, 0.08))
        + line("M-60 -140 Q0 -116 64 -142 M-24 -168 Q10 -154 40 -176", "#e9d3c0", 5, opacity(0.8))
    )


def perfume(c: Canvas, colour: str, gold: str = GOLD) -> str:
    """A square perfume bottle."""
    return (
        rect(-108, -236, 216, 236, c.linear([lite(colour, 0.75), lite(colour, 0.35), colour], 0, 0, 1, 1), 22)
        + rect(-88, -170, 176, 152, c.slant(colour, 0.18, 0.1), 14, opacity(0.85))
        + rect(-60, -140, 120, 84, PAPER, 4, opacity(0.95))
        + line("M-30 -112 H30 M-18 -94 H18", dark(colour, 0.5), 6)
        + rect(-34, -268, 68, 36, _across(c, lite(gold, 0.7), gold, dark(gold, 0.3)), 4)
        + rect(-54, -352, 108, 88, _across(c, lite(gold, 0.6), gold, dark(gold, 0.28)), 16)
        + rect(-94, -216, 16, 190, "#fff", 8, opacity(0.5))
        + rect(-40, -340, 12, 62, "#fff", 6, opacity(0.5))
    )


def pump(c: Canvas, colour: str, cap: str = PAPER) -> str:
    """A bottle with a pump."""
    spout = (
        "M-26 -408 Q-26 -416 -14 -416 H24 Q34 -416 34 -406 V-384 H-70 Q-84 -384 -88 -370 V-360 H-100 V-374"
        " Q-98 -408 -66 -408Z"
    )
    return (
        rect(-76, -300, 152, 300, _across(c, lite(colour, 0.45), colour, dark(colour, 0.22)), 30)
        + rect(-60, -280, 14, 250, "#fff", 7, opacity(0.4))
        + rect(-40, -210, 80, 120, PAPER, 6, opacity(0.92))
        + line("M-18 -184 H18 M-22 -164 H22", dark(colour, 0.4), 6)
        + circle(0, -124, 14, lite(colour, 0.25))
        + rect(-30, -334, 60, 40, _across(c, lite(cap, 0.3), cap, dark(cap, 0.18)), 5)
        + rect(-9, -384, 18, 52, dark(cap, 0.12))
        + path(spout, c.linear([cap, dark(cap, 0.15)]))
    )


def tube(c: Canvas, colour: str, cap: str, motif: str = "") -> str:
    """A tube standing on its cap, with a sun on it."""
    sun = "".join(group(rect(-4, -52, 8, 18, motif or PAPER, 4), rot=i * 45) for i in range(8))
    return (
        path("M-100 -430 H100 L84 -70 H-84Z", _across(c, lite(colour, 0.5), colour, dark(colour, 0.16)))
        + rect(-104, -452, 208, 30, _across(c, lite(colour, 0.4), dark(colour, 0.12)), 6)
        + "".join(line(f"M{x} -446 V-428", dark(colour, 0.2), 3, opacity(0.4)) for x in range(-92, 96, 12))
        + rect(-76, -76, 152, 76, _across(c, lite(cap, 0.45), cap, dark(cap, 0.25)), 12)
        + group(circle(0, 0, 28, motif or PAPER) + sun, 0, -300)
        + line("M-44 -204 H44 M-30 -178 H30", motif or PAPER, 10)
        + path("M-82 -412 L-70 -90 H-54 L-62 -412Z", "#fff", opacity(0.4))
    )


def eyeshadows(c: Canvas, pans: list[str], case: str, across: int = 4) -> str:
    """A palette of eyeshadow seen from above, centred."""
    down = len(pans) // across
    w, h = across * 74 + 44, down * 97 + 42
    out = rect(-w / 2, -h / 2, w, h, c.slant(case, 0.3, 0.12), 26)
    out += rect(-w / 2 + 16, -h / 2 + 16, w - 32, h - 32, dark(case, 0.3), 16)
    for i, pan in enumerate(pans):
        x, y = -w / 2 + 26 + (i % across) * 74, -h / 2 + 25 + (i // across) * 97
        out += rect(x, y, 66, 90, c.slant(pan, 0.25, 0.08), 8)
        out += line(f"M{x + 12} {y + 68} L{x + 52} {y + 14}", "#fff", 7, opacity(0.22))
    return out


def brush(c: Canvas, hair: str, handle: str, wide: float = 44) -> str:
    """A make-up brush with its bristles up and its handle's end at the origin."""
    tip = path(
        f"M-26 -300 Q{-wide * 1.3} -380 {-wide * 0.4} -440 Q0 -462 {wide * 0.4} -440 Q{wide * 1.3} -380 26"
        " -300Z",
        c.side(hair, 0.35),
    )
    tip += "".join(
        line(f"M{x} -312 L{x * 1.6:.0f} -420", dark(hair, 0.2), 2.5, opacity(0.4)) for x in (-16, -6, 5, 15)
    )
    ferrule = path("M-26 -300 H26 L19 -200 H-19Z", _across(c, lite(GOLD, 0.6), GOLD, dark(GOLD, 0.3)))
    return (
        path("M-19 -204 H19 Q22 -100 8 -4 Q0 6 -8 -4 Q-22 -100 -19 -204Z", c.side(handle, 0.3))
        + ferrule
        + tip
    )


def compact(c: Canvas, case: str, powder: str) -> str:
    """An open blush compact with its mirror, centred on the powder."""
    mirror = circle(0, -330, 172, c.slant(case, 0.35, 0.15)) + circle(
        0, -330, 144, c.linear(["#f4fbff", "#bcd8e6"], 0, 0, 1, 1)
    )
    mirror += path("M-90 -300 L20 -440 L60 -420 L-60 -262Z", "#fff", opacity(0.6)) + rect(
        -50, -182, 100, 36, dark(case, 0.2), 10
    )
    pan = (
        circle(0, 0, 182, c.slant(case, 0.3, 0.2))
        + circle(0, 0, 152, dark(case, 0.25))
        + circle(0, 0, 142, c.ball(powder, 0.25, 0.06))
    )
    petals = "".join(group(ellipse(0, -62, 30, 52, lite(powder, 0.18)), rot=i * 72) for i in range(5))
    return mirror + pan + petals + circle(0, 0, 22, lite(powder, 0.32))


def polish(c: Canvas, colour: str, cap: str = "#2b2230") -> str:
    """A bottle of nail polish."""
    return (
        path(
            "M-74 -150 Q-70 -176 -34 -178 H34 Q70 -176 74 -150 L80 -20 Q80 0 58 0 H-58 Q-80 0 -80 -20Z",
            _across(c, lite(colour, 0.45), colour, dark(colour, 0.22)),
        )
        + rect(-60, -138, 15, 112, "#fff", 7, opacity(0.5))
        + path(
            "M-32 -178 L-26 -372 Q0 -386 26 -372 L32 -178Z", _across(c, lite(cap, 0.45), cap, dark(cap, 0.2))
        )
        + rect(-16, -356, 8, 160, "#fff", 4, opacity(0.35))
    )


def swatch(c: Canvas, colour: str) -> str:
    """A smear of cream colour, centred."""
    d = "M-150 20 Q-160 -30 -90 -34 Q0 -52 90 -36 Q170 -30 156 0 Q150 36 80 30 Q0 46 -70 36 Q-140 44 -150 20Z"
    return path(d, c.linear([lite(colour, 0.15), colour, dark(colour, 0.1)])) + line(
        "M-110 -8 Q0 -30 120 -12", lite(colour, 0.45), 8, opacity(0.6)
    )


def candle(c: Canvas, colour: str) -> str:
    """A lit candle in a glass."""
    flame = path("M0 -200 Q26 -166 0 -140 Q-26 -166 0 -200Z", "#ffb84d") + path(
        "M0 -178 Q12 -160 0 -146 Q-12 -160 0 -178Z", "#fff1c4"
    )
    return (
        c.glow(0, -168, 110, "#ffd98a", 0.7)
        + rect(-66, -128, 132, 128, _across(c, lite(colour, 0.6), lite(colour, 0.2), colour), 18)
        + rect(-40, -84, 80, 46, PAPER, 5, opacity(0.9))
        + line("M0 -142 V-124", "#4a3a33", 5)
        + ellipse(0, -124, 62, 12, lite(colour, 0.75))
        + flame
    )


def towels(c: Canvas, colours: tuple[str, ...]) -> str:
    """A stack of folded towels."""
    out = ""
    for i, colour in enumerate(colours):
        y = -74 * (i + 1)
        out += rect(
            -170 + i * 8,
            y,
            340 - i * 16,
            76,
            c.linear([lite(colour, 0.35), colour, dark(colour, 0.12)], 0, 0, 0.3, 1),
            36,
        )
        out += line(f"M{-150 + i * 8} {y + 40} H{140 - i * 8}", dark(colour, 0.15), 4, opacity(0.6))
    return out


def hand(c: Canvas, skin: str, nails: list[str], rest: float = 0) -> str:
    """A hand pointing up from the origin, palm down, with painted nails."""
    tone = _across(c, lite(skin, 0.2), skin, dark(skin, 0.1))
    fingers = (
        (-118, -330, 62, 250, -9),
        (-40, -400, 66, 330, -3),
        (42, -412, 66, 340, 3),
        (118, -356, 60, 280, 9),
    )
    out = group(rect(-32, -240, 66, 260, tone, 33) + _nail(c, nails[4], -222, 44), 150, -120, 1, 46)
    for (x, y, w, h, rot), nail in zip(fingers, nails, strict=False):
        finger = rect(-w / 2, 0, w, h + 120, tone, w / 2) + _nail(c, nail, 10, w * 0.7)
        finger += line(f"M{-w * 0.22} {h * 0.42} h{w * 0.44}", dark(skin, 0.18), 4, opacity(0.6))
        out += group(finger, x, y - 60, 1, rot + rest)
    palm = (
        "M-150 -120 Q-160 -206 -112 -214 Q-20 -262 92 -232 Q150 -226 154 -160 Q166 -30 108 70 "
        "Q86 120 84 420 H-84 Q-84 120 -110 60 Q-150 -30 -150 -120Z"
    )
    thumb = ellipse(112, -70, 62, 96, tone, 'transform="rotate(24 112 -70)"')
    cuff = rect(-118, 210, 236, 320, c.side(PAPER, 0.2, 0.12), 24) + line(
        "M-104 262 H104", dark(PAPER, 0.15), 5
    )
    return (
        out
        + thumb
        + path(palm, tone)
        + line("M-60 -150 Q-20 -120 40 -160", dark(skin, 0.12), 5, opacity(0.5))
        + cuff
    )


def _nail(c: Canvas, colour: str, y: float, w: float) -> str:
    body = rect(-w / 2, y - 34, w, w * 1.9, c.side(colour, 0.3), w / 2)
    return body + rect(-w * 0.28, y - 22, w * 0.16, w * 1.1, "#fff", w * 0.08, opacity(0.65))


def shell(c: Canvas, colour: str) -> str:
    """A scallop shell, its hinge at the origin."""
    out = path(
        "M0 0 Q-110 -50 -120 -130 Q-90 -190 0 -196 Q90 -190 120 -130 Q110 -50 0 0Z",
        c.slant(colour, 0.5, 0.08),
    )
    ribs = "".join(
        line(f"M0 -8 Q{x * 0.7} -90 {x} {-186 + abs(x) * 0.45}", dark(colour, 0.14), 6, opacity(0.7))
        for x in (-88, -46, 0, 46, 88)
    )
    return out + ribs + rect(-30, -18, 60, 22, dark(colour, 0.06), 9)
