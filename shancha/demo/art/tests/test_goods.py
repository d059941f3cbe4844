"""The mall's pictures: drawn the same each time, well formed, and in step with the manifest."""

import json
import xml.etree.ElementTree as ET

from PIL import Image

from shancha.demo.art.goods.listing import PICTURES, forms, jobs

LIMIT = 6_000_000


def manifest() -> list[dict[str, str | int]]:
    """What is committed beside the pictures."""
    entries: list[dict[str, str | int]] = json.loads((PICTURES / "manifest.json").read_text(encoding="utf-8"))
    return entries


def test_forms_are_many_and_distinct() -> None:
    names = [form.name for form in forms()]
    assert len(names) == len(set(names))
    assert len(names) >= 60


def test_every_picture_is_well_formed_and_drawn_the_same_each_time() -> None:
    for job in list(jobs())[::7]:
        svg = job.svg()
        assert svg == job.svg(), job.entry["file"]
        assert sum(1 for _ in ET.fromstring(svg).iter()) > 4, job.entry["file"]  # noqa: S314 - our own words


def test_the_manifest_lists_what_would_be_made() -> None:
    assert manifest() == [job.entry for job in jobs()]


def test_the_manifest_matches_the_files() -> None:
    assert {str(entry["file"]) for entry in manifest()} == {
        str(file.relative_to(PICTURES)) for file in PICTURES.rglob("*.webp")
    }
    for entry in manifest():
        with Image.open(PICTURES / str(entry["file"])) as image:
            assert image.size == (entry["width"], entry["height"]), entry["file"]


def test_all_pictures_together_stay_small() -> None:
    assert sum(file.stat().st_size for file in PICTURES.rglob("*.webp")) < LIMIT
