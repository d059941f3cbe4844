"""Private files: exports and evidence. Never below the media address, read through checked endpoints only."""

from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages


def _storage() -> Storage:
    return storages["private"]


def keep(path: str, content: bytes | IO[bytes]) -> None:
    """Stores a private file."""
    file = ContentFile(content) if isinstance(content, bytes) else File(content)
    _storage().save(path, file)


def open_kept(path: str) -> IO[bytes]:
    """Opens a private file for reading; raises FileNotFoundError."""
    return _storage().open(path, "rb")


def discard(path: str) -> None:
    """Removes a private file; silent where it is gone."""
    if path:
        _storage().delete(path)
