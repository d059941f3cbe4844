"""Export of all own data: ordered, built by a job, kept privately for seven days."""

import shutil
import tempfile
import zipfile
from datetime import timedelta
from typing import IO, Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction

from shancha.apps.accounts import errors, exports, vault
from shancha.apps.accounts.events import ExportReady
from shancha.apps.accounts.models import ExportRequest, User
from shancha.kit import clock, events, jobs
from shancha.kit.errors import NotFoundError
from shancha.kit.ids import new_key

KEEP_FOR = timedelta(days=7)
_State = ExportRequest.State
_README = """山茶集 · 你的数据 / Shancha · your data

accounts/  账号、资料、设置、关注、设备 / account, profile, settings, relations, devices
community/ 笔记、草稿、专辑 / notes, drafts and boards
           media/ 图片与视频：我们保存的最大尺寸（图片为 WebP，视频为 MP4）；上传的原文件处理后不再保留
           media/ pictures and videos in the largest form we keep (WebP, MP4); uploads are not kept as sent
其他文件夹由各功能命名 / other folders are named after the feature they come from
时间均为 UTC，文本为 UTF-8 / times are UTC, text is UTF-8
"""


def request_export(*, user_id: UUID) -> ExportRequest:
    """Orders an export. Raises ExportPendingError while one is being made."""
    try:
        with transaction.atomic():
            request = ExportRequest.objects.create(user_id=user_id)
            jobs.defer("accounts.build_export", export_id=str(request.id))
    except IntegrityError as error:
        raise errors.ExportPendingError from error
    return request


def build_export(export_id: UUID) -> None:
    """Writes the ZIP and announces it (ExportReady). A second run of a finished export does nothing."""
    request = ExportRequest.objects.filter(id=export_id, state=_State.QUEUED).first()
    if request is None:
        return
    path = f"exports/{new_key()}.zip"
    with tempfile.TemporaryFile() as file:
        _write_zip(file, request.user_id)
        size = file.tell()
        file.seek(0)
        vault.keep(path, file)
    now = clock.now()
    with transaction.atomic():
        ready = ExportRequest.objects.filter(id=export_id, state=_State.QUEUED).update(
            state=_State.READY, path=path, size=size, ready_at=now, expires_at=now + KEEP_FOR
        )
        if ready:
            events.publish(ExportReady(user_id=request.user_id, export_id=export_id))
    if not ready:
        vault.discard(path)


def _write_zip(file: IO[bytes], user_id: UUID) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _README)
        for path, content in exports.collect(user_id):
            _add(archive, path, content)


def _add(archive: zipfile.ZipFile, path: str, content: Any) -> None:
    """Large files come open and are copied in pieces; media are not compressed again."""
    entry = zipfile.ZipInfo(path, clock.now().timetuple()[:6])
    is_text = path.endswith((".json", ".txt", ".csv"))
    entry.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
    if hasattr(content, "read"):
        with content, archive.open(entry, "w", force_zip64=True) as target:
            shutil.copyfileobj(content, target)
    else:
        archive.writestr(entry, content if isinstance(content, bytes) else _as_json(content))


def _as_json(content: object) -> bytes:
    return orjson.dumps(content, default=str, option=orjson.OPT_INDENT_2)


def open_export(*, user_id: UUID, export_id: UUID) -> IO[bytes]:
    """The file of one's own export. Raises NotFoundError for another's and ExportGoneError once it
    has lapsed or before it is made."""
    request = ExportRequest.objects.filter(user_id=user_id, id=export_id).first()
    if request is None:
        raise NotFoundError
    if request.state != _State.READY or request.expires_at is None or request.expires_at <= clock.now():
        raise errors.ExportGoneError
    return vault.open_kept(request.path)


def sweep_exports() -> None:
    """Removes lapsed files, and gives up exports whose job has failed for a day."""
    now = clock.now()
    for request in ExportRequest.objects.filter(state=_State.READY, expires_at__lte=now)[:200]:
        vault.discard(request.path)
        ExportRequest.objects.filter(id=request.id).update(state=_State.EXPIRED, path="")
    ExportRequest.objects.filter(state=_State.QUEUED, created_at__lt=now - timedelta(days=1)).update(
        state=_State.FAILED
    )


def discard_exports(user: User) -> None:
    """Removes a member's files at once."""
    for request in ExportRequest.objects.filter(user=user, state=_State.READY):
        vault.discard(request.path)
    ExportRequest.objects.filter(user=user).delete()
