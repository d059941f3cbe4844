"""Pets: a cat sitting or sleeping, a dog, a hamster and fish."""

from shancha.demo.art.kit import PAPER, Canvas, circle, dark, ellipse, group, line, lite, opacity, path, rect

FURS = ("#f2b46a", "#6b6f7d", "#f6efe4", "#8a5a3c", "#e8c9a0")


def stripe_of(fur: str) -> str:
    """The colour of a cat's stripes."""
    return "#e9a45c" if fur == "#f6efe4" else dark(fur, 0.22)


def sleeping_cat(fur: str) -> str:
    """A small curled-up cat, about 200 wide."""
    eyes = line("M-44 -46 q7 7 14 0 M-20 -46 q7 7 14 0", "#5a3318", 5)
    out = path("M-70 20 Q-100 -50 -30 -64 Q60 -84 92 -20 Q100 30 20 30Z", fur) + path(
        "M-60 -44 L-66 -92 L-28 -66Z", fur
    )
    out += (
        path("M-14 -66 L14 -98 L22 -60Z", fur)
        + circle(-26, -44, 40, lite(fur, 0.12))
        + eyes
        + line("M92 -10 q50 20 10 44", fur, 20)
    )
    return out + line("M40 -70 q6 20 0 36 M62 -62 q6 20 0 36", stripe_of(fur), 8)


def cat_head(c: Canvas, fur: str, asleep: bool = False) -> str:
    """A cat's face centred on its nose bridge, 440 wide."""
    stripe = stripe_of(fur)
    out = path("M-196 -50 L-206 -220 L-70 -150Z", fur) + path("M196 -50 L206 -220 L70 -150Z", fur)
    out += path("M-178 -80 L-186 -180 L-100 -136Z", "#f6b6a8") + path(
        "M178 -80 L186 -180 L100 -136Z", "#f6b6a8"
    )
    out += ellipse(0, 0, 222, 186, c.radial([lite(fur, 0.2), fur], 0.4, 0.35, 0.8))
    marks = ("M0 -176 V-120", "M-46 -168 L-38 -124", "M46 -168 L38 -124", "M-214 0 L-160 8", "M214 0 L160 8")
    out += "".join(line(d, stripe, 22) for d in marks) + ellipse(0, 48, 96, 76, PAPER, opacity(0.9))
    if asleep:
        out += line("M-126 -10 q34 30 68 0 M58 -10 q34 30 68 0", "#2b2230", 11)
    else:
        out += (
            ellipse(-92, -16, 32, 40, "#2b2230")
            + ellipse(92, -16, 32, 40, "#2b2230")
            + circle(-82, -32, 12, "#fff")
            + circle(102, -32, 12, "#fff")
        )
    out += path("M-20 22 H20 Q14 46 0 48 Q-14 46 -20 22Z", "#ef8f8a") + line(
        "M0 48 V64 Q-30 90 -52 64 M0 64 Q30 90 52 64", "#5a3a3a", 7
    )
    out += circle(-140, 40, 30, "#f58f7c", opacity(0.35)) + circle(140, 40, 30, "#f58f7c", opacity(0.35))
    return out + line(
        "M-120 44 L-230 28 M-120 60 L-228 74 M120 44 L230 28 M120 60 L228 74", "#fff", 5, opacity(0.8)
    )


def cat(c: Canvas, fur: str, collar: str, asleep: bool = False) -> str:
    """A sitting cat, feet at the origin, about 640 high."""
    stripe = stripe_of(fur)
    out = line("M170 10 Q330 20 300 -130 Q280 -190 340 -210", fur, 62) + line(
        "M318 -196 Q310 -206 340 -210", stripe, 62
    )
    out += path(
        "M-190 20 Q-220 -250 -90 -360 H90 Q220 -250 190 20 Q0 60 -190 20Z",
        c.linear([lite(fur, 0.12), dark(fur, 0.06)]),
    )
    out += path("M-80 30 Q-100 -170 0 -230 Q100 -170 80 30Z", PAPER, opacity(0.9)) + group(
        cat_head(c, fur, asleep), 0, -420
    )
    out += rect(-120, -274, 240, 30, collar, 15) + circle(0, -238, 24, "#f4c04e")
    return out + ellipse(-86, 26, 62, 40, lite(fur, 0.25)) + ellipse(86, 26, 62, 40, lite(fur, 0.25))


def cat_back(c: Canvas, fur: str) -> str:
    """A cat seen from behind, looking out."""
    stripe = stripe_of(fur)
    out = line("M150 0 Q300 10 250 120 Q230 170 270 210", fur, 54) + path(
        "M-170 20 Q-210 -240 -90 -350 H90 Q210 -240 170 20 Q0 50 -170 20Z", c.side(fur, 0.2, 0.12)
    )
    out += (
        path("M-140 -430 L-150 -560 L-40 -500Z", fur)
        + path("M140 -430 L150 -560 L40 -500Z", dark(fur, 0.06))
        + ellipse(0, -410, 164, 138, c.side(fur, 0.2, 0.1))
    )
    return out + "".join(
        line(d, stripe, 18)
        for d in (
            "M0 -540 V-470",
            "M-40 -532 L-34 -480",
            "M40 -532 L34 -480",
            "M-60 -250 Q0 -230 60 -250",
            "M-76 -180 Q0 -156 76 -180",
            "M-84 -110 Q0 -84 84 -110",
        )
    )


def dog(c: Canvas, fur: str, ear: str, collar: str) -> str:
    """A sitting dog, feet at the origin, about 650 high."""
    out = line("M160 -20 Q260 -30 280 -120", fur, 46) + path(
        "M-190 20 Q-200 -230 -90 -340 H90 Q200 -230 190 20 Q0 60 -190 20Z",
        c.linear([lite(fur, 0.15), dark(fur, 0.06)]),
    )
    out += (
        path("M-84 30 Q-110 -160 0 -250 Q110 -160 84 30Z", PAPER, opacity(0.9))
        + rect(-70, -120, 60, 140, lite(fur, 0.22), 30)
        + rect(10, -120, 60, 140, lite(fur, 0.22), 30)
    )
    out += (
        ellipse(-50, 22, 66, 38, PAPER)
        + ellipse(50, 22, 66, 38, PAPER)
        + path("M-150 -540 Q-290 -560 -270 -380 Q-250 -300 -190 -330 Q-150 -400 -140 -480Z", ear)
    )
    out += path(
        "M150 -540 Q290 -560 270 -380 Q250 -300 190 -330 Q150 -400 140 -480Z", dark(ear, 0.08)
    ) + path(
        "M-190 -440 Q-190 -610 0 -610 Q190 -610 190 -440 Q180 -270 0 -260 Q-180 -270 -190 -440Z",
        c.ball(fur, 0.3, 0.05),
    )
    out += path(
        "M-40 -608 Q0 -520 -60 -400 Q-110 -300 0 -262 Q110 -300 60 -400 Q0 -520 40 -608Z",
        PAPER,
        opacity(0.92),
    )
    out += (
        ellipse(-92, -450, 25, 30, "#2b2230")
        + ellipse(92, -450, 25, 30, "#2b2230")
        + circle(-84, -462, 9, "#fff")
        + circle(100, -462, 9, "#fff")
    )
    out += (
        path("M-40 -392 Q0 -420 40 -392 Q34 -356 0 -350 Q-34 -356 -40 -392Z", "#2b2230")
        + ellipse(-12, -394, 12, 6, "#fff", opacity(0.5))
        + path("M-26 -320 Q-30 -250 0 -246 Q30 -250 26 -320Z", "#f07f86")
    )
    out += (
        line("M0 -350 V-334 Q-36 -304 -66 -330 M0 -334 Q36 -304 66 -330", "#4a2f2a", 8)
        + circle(-140, -380, 28, "#f58f7c", opacity(0.35))
        + circle(140, -380, 28, "#f58f7c", opacity(0.35))
    )
    return out + rect(-116, -262, 232, 34, collar, 17) + circle(0, -222, 26, "#f4c04e")


def hamster(c: Canvas, fur: str, snack: str) -> str:
    """A round hamster holding a seed, feet at the origin."""
    out = (
        circle(-150, -370, 58, fur)
        + circle(150, -370, 58, dark(fur, 0.06))
        + circle(-148, -366, 34, "#f6b6a8")
        + circle(148, -366, 34, "#f6b6a8")
    )
    out += path(
        "M-240 -150 Q-250 -430 0 -430 Q250 -430 240 -150 Q230 20 0 24 Q-230 20 -240 -150Z",
        c.ball(fur, 0.3, 0.08),
    ) + path(
        "M-170 -130 Q-170 -270 0 -270 Q170 -270 170 -130 Q160 10 0 14 Q-160 10 -170 -130Z",
        PAPER,
        opacity(0.95),
    )
    out += (
        ellipse(-160, -220, 84, 66, PAPER)
        + ellipse(160, -220, 84, 66, PAPER)
        + circle(-92, -296, 27, "#2b2230")
        + circle(92, -296, 27, "#2b2230")
        + circle(-84, -306, 9, "#fff")
        + circle(100, -306, 9, "#fff")
    )
    out += (
        ellipse(0, -250, 22, 15, "#ef8f8a")
        + line("M0 -236 V-226 Q-22 -206 -40 -224 M0 -226 Q22 -206 40 -224", "#5a3a3a", 6)
        + rect(-13, -214, 26, 22, "#fff", 4)
        + circle(-170, -216, 30, "#f58f7c", opacity(0.4))
        + circle(170, -216, 30, "#f58f7c", opacity(0.4))
    )
    seed = path("M0 -70 Q46 -10 0 50 Q-46 -10 0 -70Z", snack) + line(
        "M0 -56 V36 M-15 -26 V14 M15 -26 V14", lite(snack, 0.7), 5
    )
    return (
        out
        + group(seed, 0, -100, 1.15)
        + ellipse(-58, -104, 42, 30, lite(fur, 0.3))
        + ellipse(58, -104, 42, 30, lite(fur, 0.3))
        + ellipse(-90, 20, 56, 26, "#f6b6a8")
        + ellipse(90, 20, 56, 26, "#f6b6a8")
    )


def goldfish(c: Canvas, colour: str, fin: str) -> str:
    """A fan-tailed goldfish heading left, centred."""
    out = (
        path(
            "M90 0 Q190 -130 280 -90 Q240 -30 210 0 Q260 40 270 110 Q170 110 90 0Z",
            c.linear([(fin, 0.95), (lite(fin, 0.5), 0.75)], 0, 0, 1, 0),
        )
        + path("M-40 -80 Q10 -170 100 -130 Q70 -80 50 -60Z", fin)
        + path("M-20 80 Q20 150 90 140 Q70 90 40 70Z", fin)
    )
    out += path(
        "M-170 10 Q-150 -96 -10 -100 Q90 -90 130 0 Q90 92 -10 98 Q-150 96 -170 10Z", c.ball(colour, 0.4, 0.1)
    )
    out += "".join(
        line(f"M{x} {y} q18 16 0 34", lite(colour, 0.45), 5, opacity(0.7))
        for x, y in ((-10, -50), (34, -40), (74, -26), (-10, 6), (34, 10), (74, 4))
    )
    return (
        out
        + circle(-100, -22, 27, "#fff")
        + circle(-106, -22, 16, "#2b2230")
        + circle(-110, -28, 5, "#fff")
        + line("M-168 22 q16 8 28 -2", dark(colour, 0.35), 6)
        + path("M-30 20 Q20 40 10 80 Q-40 70 -30 20Z", fin, opacity(0.8))
    )
