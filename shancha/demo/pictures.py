"""The demo's pictures: drawn by `shancha.demo.art`, stored as if their authors had sent them."""

import io
import json
import random
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import imageio_ffmpeg
from PIL import Image

from shancha.apps.community.models import Asset
from shancha.apps.community.services import media, uploads
from shancha.kit import pictures

FOLDER = Path(__file__).parent / "pictures"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A drawn picture as it is stored: its variants by width, its size in pixels, what stands in for it."""

    variants: dict[int, bytes]
    width: int
    height: int
    placeholder: pictures.Placeholder


def prepare(path: Path, small: int) -> Prepared:
    """Reads a drawn picture; it is WebP already, so only the one of `small` pixels is made, the quick way."""
    content = path.read_bytes()
    image = pictures.flatten(Image.open(io.BytesIO(content))).convert("RGB")
    variants = {small: pictures.encode_webp(image, small, method=1), image.width: content}
    return Prepared(variants, image.width, image.height, pictures.placeholder(image))


def keep(owner_id: UUID, prepared: Prepared, alt: str) -> Asset:
    """The prepared picture as an asset of this member."""
    return media.store_prepared_picture(
        owner_id=owner_id,
        variants=prepared.variants,
        width=prepared.width,
        height=prepared.height,
        placeholder=prepared.placeholder,
        alt=alt,
    )


@lru_cache(maxsize=1)
def _by_scene() -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for entry in json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8")):
        found[entry["category"], entry["scene"]].append(entry)
    return found


def files_of(category: str, scene: str) -> list[Path]:
    """The pictures of a scene."""
    return [FOLDER / entry["file"] for entry in _by_scene()[category, scene]]


@cache
def _begin(file: str) -> Future[Prepared]:
    """Prepares a picture once, beside the work on the database."""
    return _aside().submit(prepare, FOLDER / file, 360)


@cache
def _aside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1)


def prepare_all(entries: Iterable[dict[str, Any]]) -> None:
    """Has pictures prepared while the first notes are being published."""
    for entry in entries:
        _begin(entry["file"])


class Gallery:
    """Hands out pictures so that the same one comes back as late as possible."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._used: dict[str, int] = defaultdict(int)

    def choose(self, category: str, scene: str, count: int) -> list[dict[str, Any]]:
        """Cover first, from the scene; the others from the same scene, then the same category."""
        scenes = _by_scene()
        own = scenes.get((category, "textcard" if scene == "memo" else scene), [])
        others = [
            entry
            for (slug, name), entries in scenes.items()
            if slug == category and name != scene
            for entry in entries
        ]
        chosen = self._least_used(own, count)
        chosen += self._least_used([entry for entry in others if entry not in chosen], count - len(chosen))
        for entry in chosen:
            self._used[entry["file"]] += 1
        return chosen

    def _least_used(self, entries: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
        shuffled = self._rng.sample(entries, len(entries))
        return sorted(shuffled, key=lambda entry: self._used[entry["file"]])[: max(0, count)]


class Album:
    """Stores pictures for their owners; the files of each only once."""

    def __init__(self) -> None:
        self._stored: dict[str, Asset] = {}

    def store(self, owner_id: UUID, entry: dict[str, Any]) -> Asset:
        """The picture as an asset of this member."""
        if known := self._stored.get(entry["file"]):
            return media.share_picture(known, owner_id=owner_id, alt=entry["alt_zh"])
        asset = keep(owner_id, _begin(entry["file"]).result(), entry["alt_zh"])
        self._stored[entry["file"]] = asset
        return asset


def store_video(owner_id: UUID, entry: dict[str, Any]) -> Asset:
    """A slow pan over the picture, sent as a member would send it; the worker makes it playable."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "clip.mp4"
        _film(FOLDER / entry["file"], target)
        content = target.read_bytes()
    upload = uploads.create_upload(actor_id=owner_id, size=len(content), kind="video", filename="clip.mp4")
    uploads.append_to_upload(upload=upload, offset=0, length=len(content), pieces=[content])
    return media.create_asset(actor_id=owner_id, upload_id=upload.id, alt=entry["alt_zh"])


def _film(picture: Path, target: Path) -> None:
    with tempfile.NamedTemporaryFile(suffix=".png") as still:
        with picture.open("rb") as source:
            pictures.open_picture(source).save(still.name)
        pan = "zoompan=z='1+0.12*on/100':d=100:x='iw*0.06*on/100':y='ih*0.05*on/100':s=540x720:fps=25"
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(),
            "-loglevel",
            "error",
            "-y",
            "-loop",
            "1",
            "-i",
            still.name,
        ]
        command += [
            "-vf",
            pan,
            "-t",
            "4",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
            str(target),
        ]
        subprocess.run(command, check=True)
