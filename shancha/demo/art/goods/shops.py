"""What shops and brands show of themselves: logos, banners and marks, from the mall's content files."""

from collections.abc import Callable
from typing import Any

from shancha.demo.art.goods.base import Form
from shancha.demo.art.goods.packs import words
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
from shancha.demo.art.props.nature import flower, leafspray, slanted_light

LOGO, MARK, BANNER = (256, 256), (192, 192), (1200, 400)
Symbol = Callable[[Palette, str], str]


def _house(p: Palette, tone: str) -> str:
    return (
        path("M-96 -8 L0 -96 L96 -8 V84 H-96Z", tone)
        + rect(-24, 20, 48, 64, p.main, 24)
        + circle(0, -30, 15, p.second)
    )


def _wave(p: Palette, tone: str) -> str:
    return "".join(
        line(f"M-104 {y} q26 -44 52 0 t52 0 t52 0 t52 0", (tone, lite(p.second, 0.2), tone)[i], 20)
        for i, y in enumerate((-44, 8, 60))
    )


def _sun(p: Palette, tone: str) -> str:
    return circle(0, 0, 52, tone) + "".join(
        group(rect(-8, -104, 16, 34, (tone, p.second)[i % 2], 8), rot=i * 36) for i in range(10)
    )


def _heart(p: Palette, tone: str) -> str:
    return path("M0 88 C-150 -10 -100 -118 0 -48 C100 -118 150 -10 0 88Z", tone) + path(
        "M0 44 C-66 -4 -44 -56 0 -22 C44 -56 66 -4 0 44Z", p.second
    )


def _drop(p: Palette, tone: str) -> str:
    return path("M0 -108 Q86 0 62 56 Q40 96 0 96 Q-40 96 -62 56 Q-86 0 0 -108Z", tone) + path(
        "M-30 24 Q-26 66 10 70", "none", f'stroke="{p.main}" stroke-width="13" stroke-linecap="round"'
    )


def _star(p: Palette, tone: str) -> str:
    return path("M0 -108 Q14 -20 108 0 Q14 20 0 108 Q-14 20 -108 0 Q-14 -20 0 -108Z", tone) + path(
        "M74 -100 Q78 -72 104 -66 Q78 -60 74 -32 Q70 -60 44 -66 Q70 -72 74 -100Z", p.second
    )


def _leaf(p: Palette, tone: str) -> str:
    return group(leafspray(-10, 84, 210, -76, tone, 7), 0, 0)


def _arch(p: Palette, tone: str) -> str:
    return "".join(
        path(
            f"M{-r} 88 V0 A{r} {r} 0 0 1 {r} 0 V88 H{r - 22} V0 A{r - 22} {r - 22} 0 0 0 {22 - r} 0 V88Z",
            (tone, p.second)[i % 2],
        )
        for i, r in enumerate((104, 70, 36))
    )


def _diamond(p: Palette, tone: str) -> str:
    return path("M-60 -84 H60 L108 -20 L0 100 L-108 -20Z", tone) + line(
        "M-108 -20 H108 M-36 -20 L0 92 L36 -20 L0 -80Z", p.main, 8
    )


def _mountain(p: Palette, tone: str) -> str:
    return (
        circle(44, -58, 30, p.second)
        + path("M-116 84 L-34 -62 L26 30 L58 -14 L116 84Z", tone)
        + path("M-34 -62 L-58 -18 L-34 -30 L-12 -18Z", p.main)
    )


def _cup(p: Palette, tone: str) -> str:
    return (
        line("M64 -20 q54 0 50 36 q-6 34 -62 34", tone, 18)
        + path("M-90 -44 H72 L56 70 Q52 88 34 88 H-52 Q-70 88 -74 70Z", tone)
        + line("M-40 -74 q-14 -20 0 -40 M10 -74 q-14 -20 0 -40", p.second, 13)
    )


def _flame(p: Palette, tone: str) -> str:
    return path(
        "M0 -112 Q90 -30 70 40 Q54 96 0 98 Q-54 96 -70 40 Q-80 -4 -34 -46 Q-30 -16 -8 -10 Q10 -50 0 -112Z",
        tone,
    ) + path("M4 -4 Q44 34 32 64 Q20 88 0 88 Q-20 88 -30 64 Q-36 40 4 -4Z", p.second)


def _compass(p: Palette, tone: str) -> str:
    return (
        ring(0, 0, 98, tone, 15)
        + path("M52 -62 L18 18 L-52 62 L-18 -18Z", tone)
        + path("M52 -62 L18 18 L-18 -18Z", p.second)
        + circle(0, 0, 11, p.main)
    )


def _paw(p: Palette, tone: str) -> str:
    return ellipse(0, 40, 60, 48, tone) + "".join(
        ellipse(x, y, 24, 32, (tone, p.second)[i % 2])
        for i, (x, y) in enumerate(((-76, -16), (-29, -60), (29, -60), (76, -16)))
    )


def _moon(p: Palette, tone: str) -> str:
    return path("M36 -100 A100 100 0 1 0 92 56 A84 84 0 1 1 36 -100Z", tone) + path(
        "M66 -52 Q70 -24 96 -18 Q70 -12 66 16 Q62 -12 36 -18 Q62 -24 66 -52Z", p.second
    )


def _bloom(p: Palette, tone: str) -> str:
    return group(flower(tone, 104, p.second), 0, 0)


_SYMBOLS: dict[str, Symbol] = {
    "house": _house,
    "wave": _wave,
    "sun": _sun,
    "heart": _heart,
    "drop": _drop,
    "star": _star,
    "leaf": _leaf,
    "arch": _arch,
    "diamond": _diamond,
    "mountain": _mountain,
    "cup": _cup,
    "flame": _flame,
    "compass": _compass,
    "paw": _paw,
    "moon": _moon,
    "flower": _bloom,
}


def logo_svg(store: dict[str, Any]) -> str:
    """A store's sign: one symbol on a ground in the store's palette."""
    p = PALETTES[store["palette"]]
    c = Canvas(400, 400, f"logo {store['slug']}")
    c.add(rect(0, 0, 400, 400, c.slant(p.main, 0.22, 0.12)), circle(96, 70, 210, "#ffffff", opacity(0.09)))
    symbol = store["symbol"]
    drawn = (
        words(0, 62, store["zh"][0], 190, 190, PAPER) if symbol == "letter" else _SYMBOLS[symbol](p, PAPER)
    )
    c.add(group(drawn, 200, 204, 1.18))
    if store["kind"] == "self_run":
        c.add(ring(200, 200, 176, lite(p.second, 0.35), 7))
    return c.svg()


def banner_svg(store: dict[str, Any], forms: dict[str, Form]) -> str:
    """A wide picture of five of the store's goods on a shelf in its light."""
    p = PALETTES[store["palette"]]
    c = Canvas(*BANNER, f"banner {store['slug']}")
    c.add(
        rect(0, 0, 1200, 400, c.linear([lite(p.wall, 0.45), p.wall, mix(p.wall, p.floor, 0.4)], 0, 0, 0.5, 1))
    )
    for x, r in ((210, 190), (1010, 240)):
        c.add(circle(x, 200, r, mix(p.wall, p.floor, 0.4), opacity(0.5)))
    slanted_light(c, 0.2)
    c.add(
        rect(0, 338, 1200, 62, c.linear([mix(p.floor, p.wall, 0.25), dark(p.floor, 0.1)])),
        rect(0, 338, 1200, 4, lite(p.floor, 0.6), 0, opacity(0.6)),
    )
    for i, name in enumerate(store["banner"]):
        form, x = forms[name], 152 + i * 224
        x0, y0, x1, y1 = form.box
        k = min(190 / (x1 - x0), (270 if i % 2 == 0 else 236) / (y1 - y0))
        half = k * (x1 - x0) / 2
        y = 362.0 if form.pose == "stand" else 330.0
        if form.pose == "stand":
            c.add(ellipse(x + half * 0.1, y, half, 11, dark(p.floor, 0.5), f"{opacity(0.4)} {c.blur(7)}"))
        drawn = group(form.draw(c, p, i), x - k * (x0 + x1) / 2, y - k * y1, k)
        c.add(drawn if form.pose == "stand" else c.drop(drawn, 8, 10, 7, 0.25))
    return c.svg()


def _frames(p: Palette, c: Canvas) -> tuple[tuple[str, str], ...]:
    """The frames of marks, each with the colour its letters take."""
    fill, outline = c.slant(p.main, 0.2, 0.12), f'stroke="{p.main}" stroke-width="13" stroke-linejoin="round"'
    petals = "".join(
        group(ellipse(0, -92, 62, 84, lite(p.main, 0.12 * (i % 2))), rot=i * 45) for i in range(8)
    )
    return (
        (circle(0, 0, 150, fill), PAPER),
        (ring(0, 0, 144, p.main, 14) + ring(0, 0, 122, p.second, 4), p.main),
        (rect(-140, -140, 280, 280, fill, 74), PAPER),
        (path("M0 -160 L138 -80 V80 L0 160 L-138 80 V-80Z", fill), PAPER),
        (path("M-120 150 V-30 A120 120 0 0 1 120 -30 V150Z", fill), PAPER),
        (petals + circle(0, 0, 100, p.main), PAPER),
        (path("M0 -164 L164 0 L0 164 L-164 0Z", "none", outline), p.main),
        (line("M-150 118 H150 M-150 -118 H150", p.main, 12) + circle(0, -118, 16, p.second), p.main),
    )


def mark_svg(brand: dict[str, Any], number: int) -> str:
    """A brand's mark: its letters in one of eight frames."""
    p = PALETTES[brand["palette"]]
    c = Canvas(400, 400, f"mark {brand['slug']}")
    frame, ink = _frames(p, c)[(number * 5 + number // 8) % 8]
    size = 150 if len(brand["letters"]) == 1 else 190
    c.add(
        rect(0, 0, 400, 400, lite(p.wall, 0.6)),
        group(frame + words(0, 52, brand["letters"], size, 142, ink), 200, 200),
    )
    return c.svg()
