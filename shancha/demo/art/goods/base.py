"""What a good's picture is: a form in a palette, set large on a lit ground."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from shancha.demo.art.kit import SHADOW, Canvas, circle, dark, ellipse, group, lite, mix, opacity, path, rect
from shancha.demo.art.palettes import PALETTES, Palette
from shancha.demo.art.props.nature import podium, slanted_light

SIDE = 900
_FILL_WIDE, _FILL_HIGH, _FLOOR = 680.0, 670.0, 790.0

Draw = Callable[[Canvas, Palette, int], str]


class Form(NamedTuple):
    """One kind of good: how it is drawn, the box it fills, what it is called, and the palettes it comes in.

    A form stands on the ground (`stand`), lies on it seen from above (`lie`) or hangs before a wall (`hang`).
    """

    name: str
    draw: Draw
    box: tuple[float, float, float, float]
    zh: str
    en: str
    palettes: str
    pose: str = "stand"

    def takes(self) -> Iterator["Good"]:
        """The pictures of this form, one for each palette."""
        for i, name in enumerate(self.palettes.split()):
            yield Good(self, i, PALETTES[name])


class Good(NamedTuple):
    """One picture of a form."""

    form: Form
    number: int
    palette: Palette

    @property
    def slug(self) -> str:
        """The picture's name without folder and ending."""
        return f"{self.form.name}-{self.number + 1}"

    @property
    def alts(self) -> tuple[str, str]:
        """What the picture shows, in both languages."""
        zh, en = self.palette.zh, self.palette.en
        return f"插画：{self.form.zh}，{zh}", f"Illustration: {self.form.en}, {en}"

    def svg(self) -> str:
        """The picture as SVG; the same each time."""
        c = Canvas(SIDE, SIDE, f"good {self.slug}")
        kind = c.rng.randrange(4)
        if self.form.pose == "stand":
            _STANDING[kind](c, self.palette, _floor(self.form.box))
            _stand(c, self)
        else:
            _LYING[kind % 3](c, self.palette)
            _lay(c, self)
        return c.svg()


def _scale(box: tuple[float, float, float, float]) -> float:
    return min(_FILL_WIDE / (box[2] - box[0]), _FILL_HIGH / (box[3] - box[1]))


def _floor(box: tuple[float, float, float, float]) -> float:
    """Where the good's foot stands: low things stand higher, so that they come to the middle."""
    return _FLOOR - max(0.0, (_FILL_HIGH - _scale(box) * (box[3] - box[1])) / 2 - 30)


def _stand(c: Canvas, good: Good) -> None:
    """Foot on the floor, a tight dark shadow under it and a long soft one away from the light."""
    x0, y0, x1, y1 = good.form.box
    k = _scale(good.form.box)
    x, half = c.cx - k * (x0 + x1) / 2, k * (x1 - x0) / 2
    high = k * (y1 - y0)
    floor = _floor(good.form.box)
    long = path(
        f"M{c.cx - half * 0.8} {floor} L{c.cx + half * 0.9} {floor} l{min(high, 420) * 0.62} "
        f"{-high * 0.16} h{-half * 1.3}Z",
        SHADOW,
        f"{opacity(0.13)} {c.blur(22)}",
    )
    c.add(
        long,
        ellipse(c.cx + half * 0.12, floor, half * 1.04, 24, SHADOW, f"{opacity(0.24)} {c.blur(15)}"),
        ellipse(c.cx + half * 0.04, floor - 2, half * 0.9, 10, SHADOW, f"{opacity(0.34)} {c.blur(6)}"),
        group(good.form.draw(c, good.palette, good.number), x, floor - k * y1, k),
    )


def _lay(c: Canvas, good: Good) -> None:
    """In the middle, its shadow falling to the lower right."""
    x0, y0, x1, y1 = good.form.box
    k = _scale(good.form.box)
    inner = group(
        good.form.draw(c, good.palette, good.number), c.cx - k * (x0 + x1) / 2, 450 - k * (y0 + y1) / 2, k
    )
    dx, dy, soft = (16, 20, 14) if good.form.pose == "lie" else (22, 26, 20)
    c.add(c.drop(inner, dx, dy, soft, 0.28))


def _sweep(c: Canvas, p: Palette, floor: float) -> None:
    """One seamless ground that darkens towards the back."""
    c.add(rect(0, 0, SIDE, SIDE, c.linear([mix(p.wall, p.floor, 0.3), lite(p.wall, 0.1), lite(p.wall, 0.5)])))
    c.add(c.glow(330, 380, 520, "#ffffff", 0.55))
    c.add(rect(0, floor - 140, SIDE, SIDE, c.linear([(p.floor, 0), (p.floor, 0.22)])))


def _wall(c: Canvas, p: Palette, floor: float) -> None:
    """A wall, and a floor in the palette's second tone."""
    c.add(rect(0, 0, SIDE, SIDE, c.linear([lite(p.wall, 0.4), p.wall], 0, 0, 0.6, 1)))
    c.add(c.glow(300, 300, 460, "#ffffff", 0.5))
    y = floor - 140
    c.add(rect(0, y, SIDE, SIDE - y, c.linear([mix(p.floor, p.wall, 0.45), mix(p.floor, p.wall, 0.15)])))
    c.add(rect(0, y, SIDE, 4, lite(p.floor, 0.6), 0, opacity(0.5)))


def _disc(c: Canvas, p: Palette, floor: float) -> None:
    """A pale disc behind the good."""
    c.add(rect(0, 0, SIDE, SIDE, c.linear([lite(p.wall, 0.55), lite(p.wall, 0.05)], 0, 0, 0.5, 1)))
    c.add(
        circle(
            450, 410, 352, c.linear([mix(p.wall, p.floor, 0.55), mix(p.wall, p.floor, 0.15)], 0, 0, 0.8, 1)
        )
    )
    y = floor - 88
    c.add(rect(0, y, SIDE, SIDE - y, c.linear([lite(p.wall, 0.2), mix(p.wall, p.floor, 0.4)])))


def _stage(c: Canvas, p: Palette, floor: float) -> None:
    """A low round stage in window light."""
    c.add(rect(0, 0, SIDE, SIDE, c.linear([lite(p.wall, 0.45), mix(p.wall, p.floor, 0.25)], 0, 0, 0.5, 1)))
    slanted_light(c, 0.24)
    y = floor - 60
    c.add(rect(0, y, SIDE, SIDE - y, c.linear([mix(p.floor, p.wall, 0.35), dark(p.floor, 0.03)])))
    c.add(podium(c, 450, floor - 8, 405, 70, lite(p.wall, 0.35)))


_STANDING = (_sweep, _wall, _disc, _stage)


def _paper(c: Canvas, p: Palette) -> None:
    """A sheet of paper in one tone."""
    c.add(rect(0, 0, SIDE, SIDE, c.linear([lite(p.wall, 0.5), mix(p.wall, p.floor, 0.2)], 0, 0, 1, 1)))
    c.add(c.glow(280, 260, 560, "#ffffff", 0.5))


def _halves(c: Canvas, p: Palette) -> None:
    """Two papers that meet on a slant."""
    c.add(rect(0, 0, SIDE, SIDE, c.linear([lite(p.wall, 0.45), p.wall], 0, 0, 1, 1)))
    c.add(
        path(
            "M0 640 L900 420 V900 H0Z",
            c.linear([mix(p.wall, p.floor, 0.5), mix(p.wall, p.floor, 0.7)], 0, 0, 1, 1),
        )
    )


def _round(c: Canvas, p: Palette) -> None:
    """A round mat under the good."""
    c.add(rect(0, 0, SIDE, SIDE, c.linear([lite(p.wall, 0.55), lite(p.wall, 0.05)], 0, 0, 1, 1)))
    c.add(circle(450, 450, 384, c.linear([mix(p.wall, p.floor, 0.3), mix(p.wall, p.floor, 0.6)], 0, 0, 1, 1)))


_LYING = (_paper, _halves, _round)
