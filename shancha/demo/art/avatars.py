"""128 avatars: portraits that differ in face, hair and clothes, and some animals, plants and objects."""

import random
from collections.abc import Callable

from shancha.demo.art.crests import CREATURES
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
)
from shancha.demo.art.palettes import PALETTES, Palette
from shancha.demo.art.props.nature import cloud, flower, leafspray

COUNT, SIZE = 128, 600
SKINS = ("#f8d8c0", "#f3c6a6", "#e9b48f", "#d69a70", "#a86e48")
HAIRS = ("#1f1a24", "#2e1f1a", "#3a2318", "#5a3723", "#8a5433", "#b9783f", "#5a4a6a", "#a8434f", "#7a8a9a")
WEAR = ("tee", "collar", "hoodie", "turtleneck", "dungarees")
LOOKS = ("none", "none", "none", "round", "square", "none", "shades")
HATS = ("none", "none", "none", "beret", "none", "cap", "none", "beanie", "straw", "none", "bow")
STYLES = {
    "long": ("长发", "long hair"),
    "bob": ("波波头", "a bob"),
    "bun": ("丸子头", "a bun"),
    "tails": ("双马尾", "two tails"),
    "curly": ("卷发", "curls"),
    "pony": ("马尾", "a ponytail"),
    "short": ("短发", "short hair"),
    "side": ("侧分短发", "a side parting"),
    "crop": ("寸头", "a crop"),
    "wave": ("波浪长发", "wavy hair"),
}
NAMES = list(STYLES)


class Person:
    """The choices that make one portrait, all from its number."""

    def __init__(self, number: int) -> None:
        rng = random.Random(f"avatar {number}")
        self.style = NAMES[number % len(NAMES)]
        self.skin = SKINS[(number * 3 + number // 10) % 5] if number % 4 else SKINS[number // 4 % 3]
        self.hair = rng.choice(HAIRS[:6] if number % 5 else HAIRS)
        self.wear = WEAR[(number * 7 + number // 9) % 5]
        self.look = LOOKS[(number * 5 + number // 7) % 7]
        self.hat = HATS[(number * 3 + number // 11) % 11] if self.style != "bun" else "none"
        self.mood = rng.randrange(4)
        self.rng = rng
        self.is_man = self.style in ("short", "side", "crop")
        self.beard = self.is_man and rng.random() < 0.25
        self.earrings = not self.is_man and rng.random() < 0.5


def avatars() -> list[tuple[str, str]]:
    """The description of every avatar, in Chinese and English."""
    return [_describe(number) for number in range(1, COUNT + 1)]


def shows(number: int) -> str:
    """What the avatar with this number shows: a "woman", a "man" or some "creature"."""
    if _creature(number):
        return "creature"
    return "man" if Person(number).is_man else "woman"


def _describe(number: int) -> tuple[str, str]:
    creature = _creature(number)
    if creature:
        return f"头像：{creature[1]}", f"Avatar: {creature[2]}"
    person = Person(number)
    zh, en = STYLES[person.style]
    extra = {
        "round": ("戴圆框眼镜", "round glasses"),
        "square": ("戴方框眼镜", "square glasses"),
        "shades": ("戴墨镜", "sunglasses"),
    }
    more = extra.get(person.look, ("", ""))
    return (
        f"头像：{zh}{'，' if more[0] else ''}{more[0]}",
        f"Avatar: a person with {en}{' and ' if more[1] else ''}{more[1]}",
    )


def _creature(number: int) -> tuple[Callable[[Canvas, Palette], str], str, str] | None:
    if number % 7 not in (3, 6):
        return None
    index = number // 7 * 2 + (number % 7 == 6)
    return CREATURES[index % len(CREATURES)]


def avatar_svg(number: int) -> str:
    """The avatar with this number, from 1."""
    c = Canvas(SIZE, SIZE, f"avatar {number}")
    names = list(PALETTES)
    p = PALETTES[names[(number * 5 + number // 14) % len(names)]]
    _ground(c, p, number)
    creature = _creature(number)
    c.add(creature[0](c, p) if creature else portrait(c, p, Person(number)))
    return c.svg()


def _ground(c: Canvas, p: Palette, number: int) -> None:
    base = (p.wall, p.floor, lite(p.second, 0.3), lite(p.main, 0.45), lite(p.accent, 0.45))[number % 5]
    c.add(rect(0, 0, SIZE, SIZE, c.slant(base, 0.25, 0.06)))
    kind = number // 2 % 6
    if kind == 0:
        c.add(circle(320, 290, 230, lite(base, 0.4)))
    elif kind == 1:
        c.add(*[circle(x, y, 15, lite(base, 0.45)) for x in range(40, 600, 104) for y in range(40, 600, 104)])
    elif kind == 2:
        c.add(
            group(leafspray(0, 0, 330, 40, mix(p.leaf, base, 0.35), 7), -20, 20),
            group(leafspray(0, 0, 330, 215, mix(p.leaf, base, 0.35), 7), 620, 150),
        )
    elif kind == 3:
        c.add(*[line(f"M{x} -20 L{x - 260} 640", lite(base, 0.35), 34) for x in range(60, 900, 120)])
    elif kind == 4:
        c.add(
            *[
                group(flower(mix(lite(p.main, 0.3), base, 0.4), 52), x, y, 1, x)
                for x, y in ((70, 90), (530, 70), (50, 360), (560, 330), (300, 40))
            ]
        )
    else:
        c.add(
            cloud(110, 130, 0.8, lite(base, 0.6)),
            cloud(510, 210, 0.9, lite(base, 0.6)),
            circle(480, 90, 46, lite(p.second, 0.4)),
        )


def portrait(c: Canvas, p: Palette, who: Person) -> str:
    """Head and shoulders, centred."""
    neck = path("M248 380 H352 V480 Q300 530 248 480Z", dark(who.skin, 0.12))
    head = ellipse(168, 320, 26, 36, dark(who.skin, 0.06)) + ellipse(432, 320, 26, 36, dark(who.skin, 0.1))
    head += path(
        "M170 290 Q168 150 300 150 Q432 150 430 290 Q428 446 300 452 Q172 446 170 290Z",
        c.linear([lite(who.skin, 0.14), who.skin, dark(who.skin, 0.05)], 0, 0, 1, 0.3),
    )
    parts = (
        _back_hair(c, who)
        + _clothes(c, p, who)
        + neck
        + _collar(c, p, who)
        + head
        + _features(who)
        + _front_hair(c, who)
    )
    return parts + _glasses(p, who) + _hat(c, p, who) + (_earrings(p) if who.earrings else "")


def _features(who: Person) -> str:
    ink = "#2b2026"
    brow = line(
        "M212 250 q28 -18 56 -4 M332 246 q28 -14 56 4",
        dark(who.hair, 0.1) if who.hair != "#7a8a9a" else "#5a6470",
        9,
    )
    open_eyes = "".join(ellipse(x, 300, 17, 21, ink) + circle(x + 6, 292, 6, "#fff") for x in (242, 358))
    closed = line("M220 300 q22 20 44 0 M336 300 q22 20 44 0", ink, 9)
    wink = (
        ellipse(242, 300, 17, 21, ink) + circle(248, 292, 6, "#fff") + line("M336 302 q22 -20 44 0", ink, 9)
    )
    eyes = (open_eyes, closed, wink, open_eyes)[who.mood]
    smile = line("M262 382 q38 34 76 0", "#a83c42", 10)
    mouth = (
        smile,
        smile,
        path("M256 376 H344 Q340 424 300 424 Q260 424 256 376Z", "#a83c42")
        + path("M272 380 H328 V392 H272Z", "#fff"),
        line("M272 388 q28 16 56 0", "#a83c42", 10),
    )[who.mood]
    cheeks = circle(206, 354, 30, "#f0766a", opacity(0.35)) + circle(394, 354, 30, "#f0766a", opacity(0.35))
    nose = line("M298 318 q-12 26 6 28", dark(who.skin, 0.22), 7)
    beard = (
        path(
            "M178 340 Q186 452 300 456 Q414 452 422 340 Q400 372 352 364 Q300 344 248 364 Q200 372 178 340Z",
            who.hair,
            opacity(0.92),
        )
        if who.beard
        else ""
    )
    return beard + cheeks + brow + eyes + nose + mouth


def _back_hair(c: Canvas, who: Person) -> str:
    hair = c.side(who.hair, 0.12, 0.2)
    shapes = {
        "long": "M140 300 Q130 110 300 108 Q470 110 460 300 L478 560 H122Z",
        "bob": "M136 300 Q126 110 300 108 Q474 110 464 300 Q476 420 440 436 H160 Q124 420 136 300Z",
        "wave": (
            "M140 300 Q130 108 300 106 Q470 108 460 300 Q510 360 470 420 Q520 480 470 560 H130 Q80 480 130"
            " 420 Q90 360 140 300Z"
        ),
    }
    if who.style in shapes:
        return path(shapes[who.style], hair)
    if who.style == "bun":
        return circle(300, 92, 66, hair)
    if who.style == "tails":
        return path("M160 220 Q40 230 66 420 Q80 480 110 440 Q120 330 180 290Z", hair) + path(
            "M440 220 Q560 230 534 420 Q520 480 490 440 Q480 330 420 290Z", hair
        )
    if who.style == "curly":
        spots = (
            (170, 190, 66),
            (240, 132, 70),
            (340, 126, 70),
            (424, 180, 68),
            (144, 280, 60),
            (456, 276, 62),
            (150, 370, 54),
            (452, 370, 54),
        )
        return "".join(circle(x, y, r, hair) for x, y, r in spots)
    if who.style == "pony":
        return path("M400 150 Q540 150 536 330 Q530 450 486 470 Q500 330 420 260Z", hair)
    return ""


def _front_hair(c: Canvas, who: Person) -> str:
    hair = c.side(who.hair, 0.22, 0.14)
    fringe = "M158 300 Q146 124 300 122 Q454 124 442 300 Q428 240 396 222 Q300 232 230 214 Q176 236 158 300Z"
    swept = "M158 306 Q140 120 310 118 Q456 124 442 306 Q424 218 350 196 Q250 236 190 232 Q166 256 158 306Z"
    parted = "M158 300 Q150 124 300 122 Q450 124 442 300 Q432 214 300 176 Q168 214 158 300Z"
    spiky = (
        "M162 268 Q150 130 236 116 L262 92 L296 112 L336 86 L364 112 Q452 130 438 268 Q420 214 380 204 L340"
        " 222 L300 200 L256 222 L214 204 Q178 222 162 268Z"
    )
    side = (
        "M160 276 Q146 128 270 110 Q420 80 444 180 Q450 230 438 276 Q428 214 396 200 Q280 220 206 196 Q170"
        " 222 160 276Z"
    )
    crop = "M164 250 Q168 128 300 126 Q432 128 436 250 Q410 186 300 182 Q190 186 164 250Z"
    table = {
        "long": parted,
        "bob": fringe,
        "bun": swept,
        "tails": parted,
        "curly": fringe,
        "pony": swept,
        "short": spiky,
        "side": side,
        "crop": crop,
        "wave": swept,
    }
    shine = line("M214 164 Q256 136 306 138", lite(who.hair, 0.4), 11, opacity(0.45))
    return path(table[who.style], hair) + shine


def _clothes(c: Canvas, p: Palette, who: Person) -> str:
    colour = (p.main, p.accent, p.second, PAPER, p.ink)[who.rng.randrange(5)]
    out = path("M60 620 Q60 470 210 448 H390 Q540 470 540 620Z", c.side(colour, 0.2, 0.16))
    if who.wear == "tee":
        return (
            out + "".join(rect(60, y, 480, 20, lite(colour, 0.6), 0, opacity(0.6)) for y in (520, 564))
            if who.rng.random() < 0.5
            else out
        )
    if who.wear == "hoodie":
        return (
            path(
                "M150 500 Q170 400 300 400 Q430 400 450 500 Q380 560 300 560 Q220 560 150 500Z",
                dark(colour, 0.15),
            )
            + out
        )
    if who.wear == "dungarees":
        return (
            path("M60 620 Q60 470 210 448 H390 Q540 470 540 620Z", c.side(lite(p.second, 0.5), 0.2, 0.12))
            + rect(176, 440, 44, 190, "#5f86ad", 8)
            + rect(380, 440, 44, 190, "#5f86ad", 8)
            + rect(176, 540, 248, 90, "#6f96bd", 14)
            + circle(198, 556, 13, "#e2b36a")
            + circle(402, 556, 13, "#e2b36a")
        )
    return out


def _collar(c: Canvas, p: Palette, who: Person) -> str:
    shade = dark(p.floor, 0.05)
    if who.wear == "collar":
        return (
            path("M232 446 L300 520 L258 560 L196 468Z", PAPER)
            + path("M368 446 L300 520 L342 560 L404 468Z", dark(PAPER, 0.05))
            + circle(300, 566, 9, p.ink)
        )
    if who.wear == "turtleneck":
        return rect(232, 418, 136, 70, c.side(p.second, 0.25, 0.16), 26) + line(
            "M240 446 H360", dark(p.second, 0.14), 5
        )
    if who.wear == "hoodie":
        return line("M250 490 v70 M350 490 v70", PAPER, 9)
    return path("M236 452 Q300 520 364 452 L376 458 Q300 546 224 458Z", shade)


def _glasses(p: Palette, who: Person) -> str:
    if who.look == "round":
        return "".join(ring(x, 300, 46, p.ink, 9) for x in (242, 358)) + line(
            "M288 296 q12 -10 24 0 M196 292 l-26 -8 M404 292 l26 -8", p.ink, 9
        )
    if who.look == "square":
        frame = f'stroke="{p.ink}" stroke-width="9"'
        return (
            rect(192, 264, 94, 70, "none", 18, frame)
            + rect(314, 264, 94, 70, "none", 18, frame)
            + line("M286 292 H314 M192 288 l-22 -6 M408 288 l22 -6", p.ink, 9)
        )
    if who.look == "shades":
        lenses = "".join(
            rect(x, 262, 100, 72, "#2b2230", 30) + path(f"M{x + 16} 276 h34 l-24 40Z", "#fff", opacity(0.25))
            for x in (188, 312)
        )
        return lenses + line("M286 284 H314 M190 284 l-22 -8 M410 284 l22 -8", "#2b2230", 10)
    return ""


def _hat(c: Canvas, p: Palette, who: Person) -> str:
    if who.hat == "beret":
        return path(
            "M132 200 Q140 84 320 74 Q490 84 476 176 Q440 214 300 196 Q180 196 132 200Z",
            c.slant(p.main, 0.25, 0.1),
        ) + line("M320 74 l10 -26", p.main, 14)
    if who.hat == "cap":
        return (
            path("M154 214 Q150 82 300 78 Q450 82 446 214 Q300 176 154 214Z", c.side(p.accent, 0.25, 0.15))
            + path(
                "M150 216 Q300 160 450 216 Q560 226 566 248 Q430 250 300 212 Q220 208 150 232Z",
                dark(p.accent, 0.12),
            )
            + circle(300, 80, 13, lite(p.accent, 0.3))
        )
    if who.hat == "beanie":
        rib = "".join(line(f"M{x} 176 V228", dark(p.second, 0.14), 6) for x in range(170, 440, 26))
        return (
            path("M156 196 Q150 66 300 62 Q450 66 444 196Z", c.side(p.second, 0.25, 0.14))
            + rect(146, 168, 308, 66, c.side(p.second, 0.1, 0.2), 28)
            + rib
            + circle(300, 56, 38, lite(p.second, 0.5))
        )
    if who.hat == "straw":
        return (
            ellipse(300, 186, 236, 50, c.slant("#e6cfa0", 0.3, 0.1))
            + path("M178 186 Q176 62 300 60 Q424 62 422 186 Q300 220 178 186Z", c.side("#e6cfa0", 0.35, 0.14))
            + path("M177 156 Q300 196 423 156 V188 Q300 224 177 188Z", p.main)
        )
    if who.hat == "bow":
        return path(
            "M392 140 L322 96 Q308 150 330 178Z M392 140 L464 100 Q476 154 452 180Z", p.main
        ) + circle(392, 140, 20, lite(p.main, 0.3))
    return ""


def _earrings(p: Palette) -> str:
    return circle(166, 368, 13, p.second) + circle(434, 368, 13, p.second)
