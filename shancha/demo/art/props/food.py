"""Dishes and drinks seen from above, centred on the origin, and a few seen from the side."""

from shancha.demo.art.kit import (
    PAPER,
    SHADOW,
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
    ring,
)

EGG = "#fffdf6"


def scatter(c: Canvas, count: int, low: float, high: float) -> list[tuple[float, float]]:
    """Random points in a ring."""
    return [polar(c.near(low, high), c.near(0, 360)) for _ in range(count)]


def boiled_egg(c: Canvas, k: float = 1) -> str:
    """Half a boiled egg."""
    yolk = circle(4, 0, 29, c.radial(["#ffb02e", "#f28a1c"]))
    return group(ellipse(0, 0, 64, 52, EGG) + yolk + ellipse(-6, -8, 9, 6, "#fff", opacity(0.6)), k=k)


def mushroom(k: float = 1) -> str:
    """Half a mushroom cap with its stem."""
    d = "M-60 14 Q-64 -44 0 -50 Q64 -44 60 14 Q30 24 24 14 V54 Q0 66 -24 54 V14 Q-30 24 -60 14Z"
    out = path(d, "#f1dcc0") + path("M-60 14 Q-64 -44 0 -50 Q64 -44 60 14 Q0 34 -60 14Z", "#b98259")
    return group(out + line("M-24 -24 L24 -4 M24 -26 L-22 -2", "#f6e5cc", 8), k=k)


def shrimp() -> str:
    """A curled shrimp."""
    out = line("M60 -30 A64 64 0 1 0 30 56", "#ff8a5c", 44) + line(
        "M60 -30 A64 64 0 1 0 30 56", "#ffb08a", 26
    )
    out += "".join(
        group(line("M0 -46 V-88", "#f0683c", 6, opacity(0.7)), rot=a) for a in (-60, -95, -130, -165, -200)
    )
    return out + path("M30 46 L76 60 L50 84Z", "#f0683c") + circle(58, -40, 7, "#3a2318")


def greens(c: Canvas, k: float = 1) -> str:
    """A bok choy head."""
    leaf = "M0 0 C-60 -30 -70 -120 0 -150 C70 -120 60 -30 0 0Z"
    out = "".join(
        group(
            path(leaf, mix("#4c9a4a", "#8cc56a", i / 3)) + line("M0 -10 V-120", "#dff0c8", 8),
            rot=(-34, 34, 0)[i],
        )
        for i in range(3)
    )
    return group(out + path("M-34 0 Q-40 60 0 74 Q40 60 34 0 Q0 -20 -34 0Z", "#eef6d8"), k=k)


def bowl(c: Canvas, rim: str, soup: tuple[str, str]) -> str:
    """A wide bowl of soup, 320 across from its middle."""
    out = circle(14, 26, 330, SHADOW, f"{opacity(0.25)} {c.blur(18)}")
    out += circle(0, 0, 322, c.linear([lite(rim, 0.25), dark(rim, 0.15)], 0, 0, 1, 1)) + circle(
        0, 0, 296, "#fff8ea"
    )
    return out + circle(0, 0, 278, dark(rim, 0.12)) + circle(0, 0, 270, c.radial(list(soup)))


def onions(c: Canvas, count: int = 9) -> str:
    """Rings of spring onion."""
    return "".join(ring(x, y, 15, "#6fb454", 8) for x, y in scatter(c, count, 60, 210))


def noodle_waves(colours: tuple[str, str]) -> str:
    """Noodles that fill a bowl."""
    out = ""
    for i in range(11):
        y = -150 + i * 26
        wide = (250**2 - y * y) ** 0.5 * 0.86
        wave = (
            f"M{-wide:.0f} {y} q{wide * 0.25:.0f} {18 * (-1) ** i} {wide * 0.5:.0f} 0"
            + f" t{wide * 0.5:.0f} 0" * 3
        )
        out += line(wave, colours[i % 2], 13)
    return out


def ramen(c: Canvas, rim: str) -> str:
    """Ramen with pork, egg, fish cake and seaweed."""
    out = bowl(c, rim, ("#f2b25c", "#d97b32")) + noodle_waves(("#ffe7b0", "#f8d68c"))
    for x, y, rot in ((-120, -60, -15), (-150, 20, 10)):
        pork = ellipse(0, 0, 88, 60, "#c5764b") + ellipse(-4, -4, 80, 52, "#e8ab83")
        out += group(
            pork + line("M-56 -8 q40 -26 100 -4 M-50 18 q40 -16 90 -4", "#c5764b", 8, opacity(0.6)),
            x,
            y,
            1,
            rot,
        )
    out += group(boiled_egg(c), 95, -100, 1, 20) + group(boiled_egg(c), 150, -20, 1, 70)
    cake = circle(0, 0, 52, "#fffdf8") + line(
        "M0 0 a10 10 0 0 1 20 0 a22 22 0 0 1 -42 4 a30 30 0 0 1 26 -32", "#f27a96", 8
    )
    out += group(cake, 40, 120) + path("M-60 -250 L-10 -250 L0 -90 L-80 -80Z", "#28523f")
    return out + path("M-6 -256 L54 -236 L44 -90 L4 -92Z", "#1f4434") + onions(c)


def beef_noodles(c: Canvas, rim: str) -> str:
    """Red-braised beef noodles with greens."""
    out = bowl(c, rim, ("#c8632e", "#8f3a1c")) + noodle_waves(("#fff0c8", "#f4dca4"))
    for i, (x, y) in enumerate(((-110, -40), (-60, 50), (-150, 60), (10, -20), (-90, 130))):
        beef = rect(-56, -40, 112, 80, c.slant("#8a4327", 0.2, 0.2), 22) + line(
            "M-40 -10 q40 14 80 -4 M-36 16 q36 8 70 0", "#c98a62", 6, opacity(0.7)
        )
        out += group(beef, x, y, 1, i * 37)
    out += group(greens(c, 1.0), 120, 30, 1, 30) + group(greens(c, 0.9), 150, 110, 1, 70)
    out += "".join(circle(x, y, c.near(5, 13), "#ffb04f", opacity(0.6)) for x, y in scatter(c, 16, 30, 240))
    chilli = path("M-60 0 Q-20 -34 40 -14 Q70 -4 64 6 Q20 4 -10 24 Q-50 34 -60 0Z", "#c8261c")
    return out + group(chilli, 60, -150, 1, 20) + group(chilli, -10, 200, 0.8, 200) + onions(c, 12)


def cold_noodles(c: Canvas, rim: str) -> str:
    """Sesame noodles with cucumber, carrot and egg."""
    out = bowl(c, rim, ("#e9c894", "#d3a35f")) + noodle_waves(("#fff3d0", "#f6e0a6"))
    for i, colour in enumerate(("#7fbf5a", "#ff9a4d", "#ffd75e", "#f2efe6")):
        strands = "".join(
            line(
                f"M{-90 + j * 5} {-24 + j * 9} L{80 - j * 8} {-30 + j * 9}",
                mix(colour, "#ffffff", 0.12 * (j % 2)),
                9,
            )
            for j in range(7)
        )
        x, y = polar(150, i * 90 + 45)
        out += group(strands, x, y, 1, i * 90 + 10)
    out += group(boiled_egg(c, 1.2), 0, -10) + "".join(
        ellipse(x, y, 5, 3.4, "#fff8e6") for x, y in scatter(c, 36, 20, 230)
    )
    return out + line("M-120 -190 q40 30 80 0 t80 10 t80 -6", "#8a4f2a", 12, opacity(0.6))


def hot_soup(c: Canvas, r: float, spicy: bool) -> str:
    """The surface of a hot pot's broth."""
    base = c.radial(["#ef6a45", "#c23522"] if spicy else ["#fff3d8", "#efd7a6"])
    out = circle(0, 0, r, base)
    drops = ("#ffb56b", "#8f1d13", "#f9dd8a") if spicy else ("#fffaf0", "#f0cf8c", "#c9e2a0")
    out += "".join(
        circle(x, y, c.near(5, 16), c.pick(*drops), opacity(0.75)) for x, y in scatter(c, 26, 0, r * 0.9)
    )
    if not spicy:
        return out
    chilli = path("M-60 0 Q-20 -34 40 -14 Q70 -4 64 6 Q20 4 -10 24 Q-50 34 -60 0Z", "#a81d14") + line(
        "M60 0 q18 -2 24 -14", "#4c7a34", 8
    )
    return out + "".join(group(chilli, x, y, 0.8, c.near(0, 360)) for x, y in scatter(c, 7, 40, r * 0.75))


def hotpot(c: Canvas, rim: str, split: bool) -> str:
    """A hot pot: red broth, or red and white divided by a wave."""
    out = bowl(c, rim, ("#ef6a45", "#c23522")) + hot_soup(c, 270, True)
    if split:
        half = "M0 -270 A270 270 0 0 0 0 270 C-90 180 90 90 0 0 C-90 -90 90 -180 0 -270Z"
        out += c.clip(hot_soup(c, 270, False), path(half, "#fff")) + line(
            "M0 270 C-90 180 90 90 0 0 C-90 -90 90 -180 0 -270", "#b3bcc6", 20
        )
    for x, y in ((-90, 40), (60, -110), (130, 60)):
        out += group(mushroom(0.95), x, y, 1, c.near(-30, 30))
    out += group(shrimp(), -120, -90, 0.8, 20) + group(greens(c, 0.8), 40, 170, 1, -20)
    for x, y in ((-30, -180), (170, -40), (-170, 100)):
        out += circle(x, y, 40, c.ball("#f3e0cb", 0.5, 0.1))
    return out + onions(c, 6)


def plate(c: Canvas, r: float, colour: str) -> str:
    """A plate with a coloured well."""
    well = circle(
        0, 0, r * 0.76, mix("#fffdf8", colour, 0.35), f'stroke="{lite(colour, 0.2)}" stroke-width="5"'
    )
    disc = circle(0, 0, r, c.linear(["#fffdf8", dark(colour, 0.04)], 0, 0, 1, 1))
    return circle(10, 18, r, SHADOW, f"{opacity(0.22)} {c.blur(13)}") + disc + well


def chopsticks(c: Canvas, colour: str, tips: str) -> str:
    """A pair of chopsticks that lean to the right."""
    sticks = line("M0 0 L300 560", colour, 16) + line("M44 -16 L344 540", colour, 16)
    return c.drop(sticks + line("M0 0 L50 93 M44 -16 L94 77", tips, 17), 12, 14, 6)


def coffee_top(c: Canvas, cup: str, saucer: str, brew: str = "#b9743f") -> str:
    """A latte on its saucer, from above."""
    out = plate(c, 190, saucer) + circle(8, 12, 130, SHADOW, f"{opacity(0.25)} {c.blur(9)}")
    out += line("M112 -40 q76 -30 84 26 q0 40 -78 36", lite(cup, 0.2), 26)
    out += circle(0, 0, 132, c.linear([lite(cup, 0.4), dark(cup, 0.1)], 0, 0, 1, 1)) + circle(
        0, 0, 114, dark(brew, 0.35)
    )
    out += circle(0, 0, 110, c.radial([lite(brew, 0.12), brew])) + path(
        "M0 74 C-88 10 -62 -66 0 -28 C62 -66 88 10 0 74Z", "#fff1d9"
    )
    return (
        out
        + path("M0 52 C-56 6 -42 -40 0 -10 C42 -40 56 6 0 52Z", brew)
        + path("M0 36 C-34 4 -26 -20 0 2 C26 -20 34 4 0 36Z", "#fff1d9")
    )


def dumpling(c: Canvas, colour: str = "#fff4dd") -> str:
    """A crescent dumpling."""
    out = path(
        "M-110 30 Q-112 -62 0 -70 Q112 -62 110 30 Q60 58 0 56 Q-60 58 -110 30Z", c.slant(colour, 0.4, 0.07)
    )
    folds = "".join(
        f"M{x} {-58 + abs(x) * 0.32:.0f} q{x * 0.1:.0f} 26 {-x * 0.08:.0f} 42 "
        for x in (-78, -48, -18, 12, 42, 72)
    )
    return (
        out
        + line(folds, dark(colour, 0.14), 6)
        + line("M-104 -2 Q-70 -64 0 -70 Q70 -64 104 -2", lite(colour, 0.7), 8)
    )


def bun(c: Canvas, colour: str = "#fff6e6") -> str:
    """A steamed bun from above."""
    out = circle(0, 0, 104, c.ball(colour, 0.5, 0.1))
    pleats = "".join(
        group(path("M-7 -18 Q-26 -60 -8 -88 Q10 -56 7 -18Z", dark(colour, 0.09)), rot=i * 36)
        for i in range(10)
    )
    return (
        out + pleats + circle(0, 0, 17, dark(colour, 0.14)) + ellipse(-40, -48, 22, 14, "#fff", opacity(0.7))
    )


def steamer(c: Canvas, wood: str = "#d9a25f") -> str:
    """An empty bamboo steamer from above."""
    out = (
        circle(14, 24, 330, SHADOW, f"{opacity(0.28)} {c.blur(16)}")
        + circle(0, 0, 322, c.slant(wood, 0.35, 0.2))
        + circle(0, 0, 284, dark(wood, 0.3))
    )
    slats = "".join(rect(-280, y, 560, 30, lite(wood, 0.3)) for y in range(-270, 280, 40))
    return out + c.clip(slats, circle(0, 0, 276, "#fff")) + ring(0, 0, 304, dark(wood, 0.15), 4)


def steam(c: Canvas, x: float, y: float, k: float = 1) -> str:
    """Three curls of steam above a dish."""
    curls = "".join(line(f"M{i * 70} 0 q-34 -50 0 -100 t0 -100", "#fff", 20) for i in (-1, 0, 1))
    return group(f'<g opacity=".5" {c.blur(7)}>{curls}</g>', x, y, k)


def glass_drink(c: Canvas, drink: str, cream: str = "#fff6e8") -> str:
    """A tall iced drink with its foot at the origin."""
    out = path(
        "M-92 -380 H92 L70 0 Q0 12 -70 0Z",
        c.linear([(cream, 0.95), (mix(drink, cream, 0.5), 0.95), (drink, 0.95), (dark(drink, 0.2), 0.95)]),
    )
    out += "".join(
        group(rect(-30, -30, 60, 60, "#fff", 12, opacity(0.4)), x, y, 1, rot)
        for x, y, rot in ((-34, -320, 12), (32, -290, 30), (-10, -238, -16))
    )
    out += path("M-98 -400 H98 L74 4 Q0 18 -74 4Z", "#ffffff", opacity(0.16)) + path(
        "M-80 -380 L-60 -20 H-46 L-60 -380Z", "#fff", opacity(0.6)
    )
    return line("M20 -380 L70 -540", "#f2f2f2", 16) + out + ellipse(0, -392, 96, 16, "#fff", opacity(0.5))


def mug(c: Canvas, colour: str, mark: str = PAPER) -> str:
    """A mug from the side with its foot at the origin."""
    out = line("M104 -180 q90 -6 90 66 q0 70 -104 66", colour, 26) + rect(
        -120, -230, 240, 230, c.side(colour, 0.35), 34
    )
    heart = path("M0 40 C-60 0 -40 -50 0 -20 C40 -50 60 0 0 40Z", mark)
    return (
        out
        + ellipse(0, -226, 114, 22, dark(colour, 0.25))
        + ellipse(0, -222, 100, 16, "#8a5330")
        + group(heart, 0, -110)
        + rect(-98, -196, 16, 160, "#fff", 8, opacity(0.45))
    )
