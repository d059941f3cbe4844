"""A tiny SVG drawing kit: colours mixed in OKLab, gradients, soft shadows, shapes, and rendering to WebP."""

import math
import random
from collections.abc import Sequence

Stop = str | tuple[str, float]
SHADOW = "#3a2016"
PAPER = "#fffaf2"
GOLD = "#e3b778"
WOOD = "#c9925f"
FONT = "Noto Sans CJK SC"


def _linear(channel: float) -> float:
    channel /= 255
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> int:
    channel = max(0.0, min(1.0, channel))
    return round(255 * (12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055))


def oklab(colour: str) -> tuple[float, float, float]:
    """The OKLab coordinates of a #rrggbb or #rgb colour."""
    colour = colour.lstrip("#")
    colour = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    r, g, b = (_linear(int(colour[i : i + 2], 16)) for i in (0, 2, 4))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    mid = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.793617785 * mid - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * mid + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * mid - 0.808675766 * short,
    )


def hex_of(lightness: float, a: float, b: float) -> str:
    """The #rrggbb colour nearest to OKLab coordinates."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    red = _gamma(4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short)
    green = _gamma(-1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short)
    blue = _gamma(-0.0041960863 * long - 0.7034186147 * mid + 1.707614701 * short)
    return f"#{red:02x}{green:02x}{blue:02x}"


def mix(one: str, two: str, t: float) -> str:
    """The colour a share `t` of the way from `one` to `two`."""
    a, b = oklab(one), oklab(two)
    return hex_of(*(x + (y - x) * t for x, y in zip(a, b, strict=True)))


def lite(colour: str, t: float) -> str:
    """A lighter `colour`."""
    return mix(colour, "#ffffff", t)


def dark(colour: str, t: float) -> str:
    """A darker `colour` that keeps most of its chroma."""
    lightness, a, b = oklab(colour)
    return hex_of(lightness * (1 - t), a * (1 - t * 0.35), b * (1 - t * 0.35))


def opacity(value: float) -> str:
    """The attribute that makes a shape see-through."""
    return f'opacity="{value:.2f}"'


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, extra: str = "") -> str:
    """A rectangle, `r` rounding its corners."""
    size = f'width="{w:.1f}" height="{h:.1f}" rx="{r:.1f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{fill}" {extra}/>'


def circle(x: float, y: float, r: float, fill: str, extra: str = "") -> str:
    """A disc, or a ring when `extra` carries a stroke."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" {extra}/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, extra: str = "") -> str:
    """A filled ellipse."""
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}" {extra}/>'


def path(d: str, fill: str, extra: str = "") -> str:
    """A filled path."""
    return f'<path d="{d}" fill="{fill}" {extra}/>'


def line(d: str, colour: str, width: float, extra: str = "") -> str:
    """A stroked path with round ends."""
    cap = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" {cap} {extra}/>'


def ring(x: float, y: float, r: float, colour: str, width: float, extra: str = "") -> str:
    """A circle drawn as a line."""
    return circle(x, y, r, "none", f'stroke="{colour}" stroke-width="{width:.1f}" {extra}')


def group(inner: str, x: float = 0, y: float = 0, k: float = 1, rot: float = 0, extra: str = "") -> str:
    """`inner` moved to x, y, turned by `rot` degrees and scaled by `k`."""
    return f'<g transform="translate({x:.1f} {y:.1f}) rotate({rot:.1f}) scale({k:.3f})" {extra}>{inner}</g>'


def flip(inner: str, x: float = 0) -> str:
    """`inner` mirrored left to right about the vertical at `x`."""
    return f'<g transform="translate({2 * x:.1f} 0) scale(-1 1)">{inner}</g>'


def text(
    x: float, y: float, words: str, size: float, fill: str, anchor: str = "middle", weight: int = 700
) -> str:
    """A line of words in the demo's font."""
    look = f'font-family="{FONT}" font-size="{size:.1f}" font-weight="{weight}" text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look} fill="{fill}">{words}</text>'


def polar(r: float, degrees: float) -> tuple[float, float]:
    """The point at distance `r` in a direction."""
    return r * math.cos(math.radians(degrees)), r * math.sin(math.radians(degrees))


class Canvas:
    """One picture being drawn: its size, its random numbers, its definitions and its shapes."""

    def __init__(self, width: float, height: float, seed: str) -> None:
        self.w, self.h = width, height
        self.cx = width / 2
        self.k = min(1.0, height / 1180)
        self.rng = random.Random(seed)
        self._defs: list[str] = []
        self._shapes: list[str] = []
        self._ids = 0
        self.mirrored = False

    def add(self, *shapes: str) -> None:
        """Put shapes on top of what is there."""
        self._shapes.extend(shapes)

    def near(self, low: float, high: float) -> float:
        """A random number between two bounds."""
        return self.rng.uniform(low, high)

    def pick(self, *choices: str) -> str:
        """One of the given colours."""
        return self.rng.choice(choices)

    def _define(self, head: str, body: str, tail: str) -> str:
        self._ids += 1
        self._defs.append(head.replace("ID", f"d{self._ids}") + body + tail)
        return f"d{self._ids}"

    @staticmethod
    def _stops(stops: Sequence[Stop]) -> str:
        out = ""
        for i, stop in enumerate(stops):
            colour, alpha = (stop, 1.0) if isinstance(stop, str) else stop
            at = i / (len(stops) - 1)
            out += f'<stop offset="{at:.3f}" stop-color="{colour}" stop-opacity="{alpha:.2f}"/>'
        return out

    def linear(
        self, stops: Sequence[Stop], x1: float = 0, y1: float = 0, x2: float = 0, y2: float = 1
    ) -> str:
        """A linear gradient over a shape's box, from top to bottom unless told otherwise."""
        head = f'<linearGradient id="ID" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">'
        return f"url(#{self._define(head, self._stops(stops), '</linearGradient>')})"

    def radial(self, stops: Sequence[Stop], cx: float = 0.5, cy: float = 0.5, r: float = 0.5) -> str:
        """A radial gradient over a shape's box."""
        head = f'<radialGradient id="ID" cx="{cx}" cy="{cy}" r="{r}">'
        return f"url(#{self._define(head, self._stops(stops), '</radialGradient>')})"

    def side(self, colour: str, hi: float = 0.4, lo: float = 0.2) -> str:
        """A round body lit from the left."""
        return self.linear([lite(colour, hi), colour, dark(colour, lo)], 0, 0, 1, 0)

    def slant(self, colour: str, hi: float = 0.25, lo: float = 0.12) -> str:
        """A flat face lit from the upper left."""
        return self.linear([lite(colour, hi), colour, dark(colour, lo)], 0, 0, 1, 1)

    def ball(self, colour: str, hi: float = 0.4, lo: float = 0.18) -> str:
        """A sphere lit from the upper left."""
        return self.radial([lite(colour, hi), colour, dark(colour, lo)], 0.36, 0.3, 0.8)

    def glow(self, x: float, y: float, rx: float, colour: str, op: float = 0.6, ry: float = 0) -> str:
        """Light that fades outwards."""
        return ellipse(x, y, rx, ry or rx, self.radial([(colour, op), (colour, op * 0.35), (colour, 0)]))

    def blur(self, k: float) -> str:
        """The attribute that softens a shape by `k` pixels."""
        name = f"b{round(k)}"
        body = f'x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="{round(k)}"/>'
        made = f'<filter id="{name}" {body}</filter>'
        if made not in self._defs:
            self._defs.append(made)
        return f'filter="url(#{name})"'

    def drop(self, inner: str, dx: float = 12, dy: float = 16, soft: int = 9, op: float = 0.26) -> str:
        """`inner` with a soft shadow of its own outline, as things lying on a table have."""
        name = f"s{dx:.0f}_{dy:.0f}_{soft}_{op * 100:.0f}".replace("-", "m")
        body = f'<feDropShadow dx="{dx:.0f}" dy="{dy:.0f}" stdDeviation="{soft}" flood-color="{SHADOW}"'
        made = f'<filter id="{name}" x="-20%" y="-20%" width="145%" height="145%">{body} '
        made += f'flood-opacity="{op:.2f}"/></filter>'
        if made not in self._defs:
            self._defs.append(made)
        return f'<g filter="url(#{name})">{inner}</g>'

    def clip(self, inner: str, shape: str) -> str:
        """`inner` seen only inside `shape`."""
        name = self._define('<clipPath id="ID">', shape, "</clipPath>")
        return f'<g clip-path="url(#{name})">{inner}</g>'

    def shadow(
        self, x: float, y: float, rx: float, ry: float = 0, op: float = 0.28, colour: str = SHADOW
    ) -> str:
        """A soft contact shadow, falling a little to the right."""
        ry = ry or rx * 0.16
        return ellipse(x + rx * 0.12, y, rx, ry, colour, f"{opacity(op)} {self.blur(max(6, ry * 0.55))}")

    def put(self, thing: str, x: float, y: float, k: float = 1, width: float = 80, rot: float = 0) -> str:
        """A thing standing with its foot at x, y, over a shadow `width` wide."""
        return self.shadow(x + 16 * k, y, width * k, width * k * 0.2) + group(thing, x, y, k, rot)

    def svg(self) -> str:
        """The whole picture as SVG."""
        size = f'viewBox="0 0 {self.w:.0f} {self.h:.0f}" width="{self.w:.0f}" height="{self.h:.0f}"'
        shapes = "".join(self._shapes)
        if self.mirrored:
            shapes = flip(shapes, self.cx)
        body = f"<defs>{''.join(self._defs)}</defs>{shapes}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'
