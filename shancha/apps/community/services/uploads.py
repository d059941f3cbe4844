"""Files on their way in: resumable, owned, bounded, swept when abandoned.

A piece is appended to a file in the spool whose length is the offset. A lock on that file (not a row
lock, which a slow sender would hold for minutes) keeps two writers apart.
"""

import base64
import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from shancha.apps.community.errors import (
    UploadBusyError,
    UploadChecksumError,
    UploadChunkTooLargeError,
    UploadNotFoundError,
    UploadOffsetError,
    UploadQuotaError,
    UploadTooLargeError,
)
from shancha.apps.community.models import Upload
from shancha.kit import limits, pictures
from shancha.kit.clock import now
from shancha.kit.language import bilingual

CHUNK_LIMIT = 8 * 1024 * 1024
OPEN_LIMIT = 40
LIFETIME = timedelta(hours=24)
CHECKSUMS = ("sha1", "sha256")


def size_limit(kind: str) -> int:
    """The most bytes a file of this kind may have."""
    if kind == "image":
        return pictures.MAX_BYTES
    return int(settings.ENV.max_video_megabytes) * 1024 * 1024


def create_upload(*, actor_id: UUID, size: int, kind: str, filename: str) -> Upload:
    """Opens an upload; refuses by size and by what the member has under way, before a byte flows."""
    limit = size_limit(kind)
    if size > limit:
        megabytes = limit // (1024 * 1024)
        raise UploadTooLargeError(
            bilingual(f"文件太大了，最多 {megabytes} MB", f"The file is too large: at most {megabytes} MB")
        )
    limits.check("uploads", str(actor_id), limit=300, seconds=3600, durable=True)
    with transaction.atomic():
        own = Upload.objects.filter(owner_id=actor_id, expires_at__gt=now())
        total = own.aggregate(total=Sum("size"))["total"] or 0
        if own.count() >= OPEN_LIMIT or total + size > 2 * size_limit("video"):
            raise UploadQuotaError
        upload = Upload.objects.create(
            owner_id=actor_id, size=size, kind=kind, filename=filename[:255], expires_at=now() + LIFETIME
        )
    path = spool_path(upload.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    return upload


def get_upload(*, actor_id: UUID, upload_id: UUID) -> Upload:
    """The member's own upload; anyone else's does not exist."""
    upload = Upload.objects.filter(id=upload_id, owner_id=actor_id, expires_at__gt=now()).first()
    if upload is None or not spool_path(upload_id).exists():
        raise UploadNotFoundError
    return upload


def upload_offset(upload_id: UUID) -> int:
    """How many bytes have arrived."""
    return spool_path(upload_id).stat().st_size


def append_to_upload(
    *, upload: Upload, offset: int, length: int, pieces: Iterable[bytes], checksum: str = ""
) -> int:
    """Adds one piece at its offset and returns the new offset.

    What had arrived when the connection broke is kept, unless a checksum ("sha1 <base64>") is given
    that does not match: then the piece is dropped whole.
    """
    if length > CHUNK_LIMIT:
        raise UploadChunkTooLargeError
    with locked_spool(upload.id) as file:
        if file.seek(0, 2) != offset:
            raise UploadOffsetError
        if offset + length > upload.size:
            raise UploadTooLargeError
        name, _, expected = checksum.partition(" ")
        digest = hashlib.new(name) if checksum else None
        for piece in pieces:
            file.write(piece)
            if digest:
                digest.update(piece)
        if digest and base64.b64encode(digest.digest()).decode() != expected:
            file.truncate(offset)
            raise UploadChecksumError
        return file.tell()


@contextmanager
def locked_spool(upload_id: UUID) -> Iterator[BinaryIO]:
    """The spool file, open for writing, with every other writer kept out; raises UploadBusyError."""
    try:
        file = spool_path(upload_id).open("r+b")
    except FileNotFoundError as error:
        raise UploadNotFoundError from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UploadBusyError from error
        yield file


def delete_upload(upload: Upload) -> None:
    """Forgets an upload and its bytes; silent where they are gone."""
    Upload.objects.filter(id=upload.id).delete()
    spool_path(upload.id).unlink(missing_ok=True)


def sweep_uploads() -> None:
    """Removes expired uploads, and spool files that no row knows."""
    for upload in Upload.objects.filter(expires_at__lte=now())[:1000]:
        delete_upload(upload)
    folder = _spool_folder()
    if not folder.exists():
        return
    oldest = (now() - 2 * LIFETIME).timestamp()
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest and not Upload.objects.filter(id=path.name).exists():
            path.unlink(missing_ok=True)


def spool_path(upload_id: UUID) -> Path:
    """Where the bytes of an upload lie."""
    return _spool_folder() / str(upload_id)


def _spool_folder() -> Path:
    return Path(settings.DATA_DIR) / "uploads"
