"""What a scene is: a drawing function with the palettes and shapes it is made in."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from shancha.demo.art.kit import Canvas
from shancha.demo.art.palettes import PALETTES, Palette

WIDTH = 900
HEIGHTS = {"t": 1200, "s": 900, "w": 675}

Draw = Callable[[Canvas, Palette, int], None]


class Take(NamedTuple):
    """One picture of a scene."""

    category: str
    scene: str
    number: int
    palette: Palette
    height: int
    draw: Draw
    zh: str
    en: str
    suits: str = ""
    mirrored: bool = False

    @property
    def file(self) -> str:
        """The picture's file, below the pictures folder."""
        number = f"{self.number:02}" if self.suits else f"{self.number}"
        return f"notes/{self.category}-{self.scene}-{number}.webp"

    def svg(self) -> str:
        """The picture as SVG; the same each time."""
        canvas = Canvas(WIDTH, self.height, f"{self.category}-{self.scene}-{self.number}")
        canvas.mirrored = self.mirrored
        self.draw(canvas, self.palette, self.number - 1)
        return canvas.svg()


class Scene(NamedTuple):
    """A subject with its compositions: take n draws composition n modulo the number of descriptions.

    Every second time a composition comes round it is mirrored, unless there are words in it.
    """

    name: str
    draw: Draw
    alts: tuple[tuple[str, str], ...]
    palettes: str
    shapes: str = "ttstt"
    words: bool = False

    def takes(self, category: str) -> Iterator[Take]:
        """The pictures to make of this scene, one for each palette."""
        for i, name in enumerate(self.palettes.split()):
            zh, en = self.alts[i % len(self.alts)]
            palette = PALETTES[name]
            height = HEIGHTS[self.shapes[i % len(self.shapes)]]
            zh, en = f"插画：{zh}，{palette.zh}调", f"Illustration: {en}, in {palette.en}"
            mirrored = i // len(self.alts) % 2 == 1 and not self.words
            yield Take(category, self.name, i + 1, palette, height, self.draw, zh, en, mirrored=mirrored)


def stage(*compositions: Draw) -> Draw:
    """A drawing function that takes the compositions in turn."""

    def draw(c: Canvas, p: Palette, v: int) -> None:
        compositions[v % len(compositions)](c, p, v // len(compositions))

    return draw


class Subject(Protocol):
    """Anything that gives pictures: a scene, or the text cards."""

    @property
    def name(self) -> str:
        """The scene's slug."""

    def takes(self, category: str) -> Iterator[Take]:
        """The pictures to make."""
