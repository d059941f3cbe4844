"""The index on disk: a shelf for each kind of thing (notes, users, topics, goods, stores), one writer,
readers that keep up by themselves.

    <data folder>/search-<version>/CURRENT        name of the generation in use
                                  /LOCK           held by whoever writes
                                  /<generation>/{note,user,topic,goods,store}/

A generation is written beside the one in use and comes into use by replacing CURRENT, so that readers never
see half of it. What is on disk is derived from the database and may be deleted at any time.
"""

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import structlog
import tantivy
from django.conf import settings

from shancha.apps.discovery.goods import fields as goods

# Raise it whenever the schema or the cutting of words changes: the next start then builds anew.
VERSION = 4
Shelf = Literal["note", "user", "topic", "goods", "store"]
SHELVES: tuple[Shelf, ...] = ("note", "user", "topic", "goods", "store")

_RELOAD_SECONDS = 0.5
_WRITER_BYTES = 20_000_000
_BUILDER_BYTES = 80_000_000
_OLD_GENERATION_SECONDS = 60.0
_TEXT_FIELDS = {
    "text": "freq",  # words of title, body, topics, place
    "title": "freq",  # words of the title or the name
    "grams": "basic",  # characters and pairs, for what dictionary words miss
    "sounds": "position",  # syllables of the title or the name
    "spelled": "basic",  # typed pinyin and initials of its words
    "prefix": "basic",  # beginnings of names
}
_NUMBERS = ("hi", "lo", "category_code")
_MEASURES = ("published", "hot", "weight")

log = structlog.get_logger("shancha.search")


class IndexMissingError(Exception):
    """There is no usable index yet; it is being built or was damaged."""


def make_schema() -> Any:
    """The fields of every shelf. Nothing is stored: an id lies in two numbers, its rows in the database."""
    builder = tantivy.SchemaBuilder()
    for name in ("id", "author", "category"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name, option in _TEXT_FIELDS.items():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in goods.TERMS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*_NUMBERS, *goods.NUMBERS):
        builder.add_integer_field(name, fast=True)
    for name in _MEASURES:
        builder.add_float_field(name, fast=True)
    return builder.build()


SCHEMA = make_schema()


def id_numbers(subject_id: UUID) -> tuple[int, int]:
    """A UUID as two signed numbers of 64 bits."""
    high, low = subject_id.int >> 64, subject_id.int & (2**64 - 1)
    return high - 2**63, low - 2**63


def id_of(high: int, low: int) -> UUID:
    """The UUID that `id_numbers` took apart."""
    return UUID(int=((high + 2**63) << 64) | (low + 2**63))


def folder() -> Path:
    """Where this version's index lies."""
    return _folder_in(settings.DATA_DIR)


@cache
def _folder_in(data_dir: str | Path) -> Path:
    return Path(data_dir) / f"search-{VERSION}"


def current_generation() -> str | None:
    """The generation in use, or None where there is none."""
    try:
        name = (folder() / "CURRENT").read_text().strip()
    except OSError:
        return None
    return name if name and (folder() / name).is_dir() else None


# --- reading -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Opened:
    index: Any
    meta: Path
    stamp: int


class _Reader:
    """The shelves of the generation in use, looked at again every half second at most."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._root: Path | None = None
        self._checked_at = 0.0
        self._generation: str | None = None
        self._opened: dict[str, _Opened] = {}

    def searcher(self, shelf: Shelf) -> Any:
        """An unchanging view of a shelf. Raises IndexMissingError."""
        with self._lock:
            root = folder()
            if root != self._root or time.monotonic() - self._checked_at > _RELOAD_SECONDS:
                self._look(root)
            opened = self._opened.get(shelf)
        if opened is None:
            raise IndexMissingError
        return opened.index.searcher()

    def state(self, shelf: Shelf) -> object:
        """What changes whenever a shelf's entries do, as of the last call of `searcher`."""
        with self._lock:
            opened = self._opened.get(shelf)
            return (self._root, self._generation, opened.stamp if opened else 0)

    def forget(self) -> None:
        """Makes the next call look again."""
        with self._lock:
            self._checked_at = 0.0

    def _look(self, root: Path) -> None:
        self._checked_at = time.monotonic()
        name = current_generation()
        if root != self._root or name != self._generation:
            self._root, self._generation, self._opened = root, name, {}
        if name is None:
            return
        try:
            for shelf in SHELVES:
                self._refresh(shelf, root / name / shelf)
        except (OSError, ValueError) as error:
            log.warning("search_index_unreadable", error=str(error))
            self._opened = {}

    def _refresh(self, shelf: Shelf, path: Path) -> None:
        meta = path / "meta.json"
        stamp = meta.stat().st_mtime_ns
        known = self._opened.get(shelf)
        if known is None:
            index = tantivy.Index.open(str(path))
            index.config_reader("manual")
            index.reload()
            self._opened[shelf] = _Opened(index, meta, stamp)
        elif known.stamp != stamp:
            known.index.reload()
            known.stamp = stamp


_reader = _Reader()


def searcher(shelf: Shelf) -> Any:
    """A view of a shelf, at most half a second old. Raises IndexMissingError where there is none."""
    return _reader.searcher(shelf)


def state(shelf: Shelf) -> object:
    """Equal as long as a shelf holds the same."""
    return _reader.state(shelf)


def forget_reader() -> None:
    """Makes this process look at the disk again at once."""
    _reader.forget()


# --- writing -------------------------------------------------------------------------------------


@contextmanager
def writing(*, wait: bool = False) -> Iterator[bool]:
    """Holds the right to write within this data folder; yields False where another has it."""
    root = folder()
    root.mkdir(parents=True, exist_ok=True)
    with (root / "LOCK").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)


class Generation:
    """A generation being written. Changes show only once committed; use it inside `writing`."""

    def __init__(self, name: str, *, is_new: bool = False) -> None:
        self.name = name
        self._path = folder() / name
        self._heap = _BUILDER_BYTES if is_new else _WRITER_BYTES
        self._indexes: dict[str, Any] = {}
        self._writers: dict[str, Any] = {}
        for shelf in SHELVES:
            path = self._path / shelf
            if is_new:
                path.mkdir(parents=True, exist_ok=True)
                self._indexes[shelf] = tantivy.Index(SCHEMA, path=str(path), reuse=False)
            else:
                self._indexes[shelf] = tantivy.Index.open(str(path))

    def _writer(self, shelf: Shelf) -> Any:
        if shelf not in self._writers:
            self._writers[shelf] = self._indexes[shelf].writer(self._heap, 1)
        return self._writers[shelf]

    def add(self, shelf: Shelf, subject_id: UUID, fields: dict[str, Any]) -> None:
        """Adds an entry; the id must not be there yet."""
        high, low = id_numbers(subject_id)
        values = {"id": subject_id.hex, "hi": high, "lo": low, **fields}
        self._writer(shelf).add_document(tantivy.Document.from_dict(values, SCHEMA))

    def replace(self, shelf: Shelf, subject_id: UUID, fields: dict[str, Any] | None) -> None:
        """Puts an entry in place of an older one, or takes it out."""
        self._writer(shelf).delete_documents_by_term("id", subject_id.hex)
        if fields is not None:
            self.add(shelf, subject_id, fields)

    def commit(self) -> None:
        """Makes all changes visible and lasting."""
        for writer in self._writers.values():
            writer.commit()

    def close(self) -> None:
        """Waits until merging is done and lets the shelves go. Uncommitted changes are lost."""
        for writer in self._writers.values():
            writer.wait_merging_threads()
        self._writers.clear()

    def come_into_use(self) -> None:
        """Readers take this generation from now on; older ones are removed after a minute."""
        for shelf in SHELVES:
            self._writer(shelf).commit()
        self.close()
        pointer = folder() / "CURRENT.new"
        pointer.write_text(self.name)
        pointer.replace(folder() / "CURRENT")
        forget_reader()


@contextmanager
def open_current() -> Iterator[Generation | None]:
    """The generation in use, for changes; None where there is none or it is damaged. Inside `writing`."""
    name = current_generation()
    generation = None
    if name is not None:
        try:
            generation = Generation(name)
        except (OSError, ValueError) as error:
            log.warning("search_index_damaged", error=str(error))
    try:
        yield generation
    finally:
        if generation is not None:
            generation.close()


def new_generation() -> Generation:
    """An empty generation beside the one in use. Inside `writing`."""
    return Generation(f"g{time.time_ns():x}-{os.getpid()}", is_new=True)


def remove_leftovers() -> None:
    """Removes generations that are no longer in use or were never finished, and other versions' folders.
    Inside `writing`."""
    current = current_generation()
    root = folder()
    for path in root.iterdir():
        is_old = path.is_dir() and time.time() - path.stat().st_mtime > _OLD_GENERATION_SECONDS
        if is_old and path.name != current:
            shutil.rmtree(path, ignore_errors=True)
    for path in root.parent.glob("search-*"):
        if path != root and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
