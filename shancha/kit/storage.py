"""Files: a local folder by default, S3 or another django-storages back end when configured."""

from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage


def put(path: str, content: bytes | IO[bytes]) -> None:
    """Stores content under a path, replacing what was there."""
    if default_storage.exists(path):
        default_storage.delete(path)
    file = ContentFile(content) if isinstance(content, bytes) else File(content)
    default_storage.save(path, file)


def open_file(path: str) -> IO[bytes]:
    """Opens a stored file for reading; raises FileNotFoundError."""
    return default_storage.open(path, "rb")


def exists(path: str) -> bool:
    """Whether something is stored under the path."""
    return default_storage.exists(path)


def delete(path: str) -> None:
    """Removes a file; silent where it is gone already."""
    default_storage.delete(path)


def delete_folder(path: str) -> None:
    """Removes a folder and everything in it; silent where it is gone already."""
    if not default_storage.exists(path):
        return
    folders, files = default_storage.listdir(path)
    for name in files:
        default_storage.delete(f"{path}/{name}")
    for name in folders:
        delete_folder(f"{path}/{name}")
    default_storage.delete(path)
