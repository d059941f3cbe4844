"""The pictures: drawn the same each time, well formed, and in step with the manifest."""

import json
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from shancha.demo.art.catalogue import PICTURES, jobs
from shancha.demo.art.kit import dark, lite, mix
from shancha.demo.art.scenes import CATEGORIES, scenes, takes
from shancha.demo.art.scenes.base import Take

LIMIT = 8_000_000
FIRST_TAKES = {(take.category, take.scene): take for take in reversed(takes())}


def manifest() -> list[dict[str, str | int]]:
    """What is committed beside the pictures."""
    entries: list[dict[str, str | int]] = json.loads((PICTURES / "manifest.json").read_text(encoding="utf-8"))
    return entries


def shapes_in(svg: str) -> int:
    """How many elements a picture has."""
    return sum(1 for _ in ET.fromstring(svg).iter())  # noqa: S314 - our own words


def test_colours_mix_between_their_ends() -> None:
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ffffff", 1) == "#ffffff"
    assert lite("#e8745a", 0) == "#e8745a"
    assert dark("#fff", 0.5) < "#999999"


@pytest.mark.parametrize("take", FIRST_TAKES.values(), ids=lambda take: f"{take.category}-{take.scene}")
def test_a_scene_is_drawn_the_same_each_time(take: Take) -> None:
    svg = take.svg()
    assert svg == take.svg()
    assert shapes_in(svg) > 20


def test_every_picture_is_well_formed() -> None:
    for job in jobs():
        assert shapes_in(job.svg()) > 10, job.entry["file"]


def test_every_category_has_scenes_with_distinct_names() -> None:
    for category in CATEGORIES:
        names = [scene.name for scene in scenes(category)]
        assert names
        assert len(names) == len(set(names))


def test_the_manifest_lists_what_would_be_made() -> None:
    assert manifest() == [job.entry for job in jobs()]


def test_the_manifest_matches_the_files() -> None:
    listed = {str(entry["file"]) for entry in manifest()}
    assert listed == {str(file.relative_to(PICTURES)) for file in PICTURES.rglob("*.webp")}
    for entry in manifest():
        with Image.open(PICTURES / str(entry["file"])) as image:
            assert image.size == (entry["width"], entry["height"]), entry["file"]


def test_all_pictures_together_stay_small() -> None:
    assert sum(file.stat().st_size for file in PICTURES.rglob("*.webp")) < LIMIT
