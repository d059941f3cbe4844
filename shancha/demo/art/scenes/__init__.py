"""Every scene of the demo world, by category."""

from importlib import import_module

from shancha.demo.art.scenes.base import Subject, Take

CATEGORIES = (
    *("fashion", "makeup", "skincare", "stars", "food", "travel", "home"),
    *("fitness", "parenting", "digital", "pets", "reading", "memo"),
)


def scenes(category: str) -> tuple[Subject, ...]:
    """The scenes of one category."""
    found: tuple[Subject, ...] = import_module(f"{__name__}.{category}").SCENES
    return found


def takes() -> list[Take]:
    """Every note picture, in order."""
    return [take for name in CATEGORIES for scene in scenes(name) for take in scene.takes(name)]
