"""Pictures and videos: from an upload to something that can be shown, and away again."""

import hashlib
import tempfile
import threading
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from PIL import Image

from shancha.apps.community.errors import (
    AltRefusedError,
    AssetNotFoundError,
    AssetRetryError,
    UploadIncompleteError,
    VideoTooLongError,
    VideoUnreadableError,
)
from shancha.apps.community.models import Asset, Upload
from shancha.apps.community.queries.media import find_twin_id, list_unused_assets
from shancha.apps.community.services import uploads, video_files
from shancha.apps.community.services.note_media import lock_notes_of_assets, refresh_notes_of_assets
from shancha.apps.moderation.services import screen
from shancha.kit import jobs, motion, pictures, storage
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError
from shancha.kit.ids import new_id, new_key
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line
from shancha.kit.turns import take_turn

WIDTHS = (360, 720, 1080)
UNUSED_FOR = timedelta(days=7)
_HEAVY_BYTES = 12 * 1024 * 1024
_HEAVY_PIXELS = 20_000_000
# Decoding holds up to 180 MB; more than two at a time would grow a small server beyond its means.
_decoders = threading.BoundedSemaphore(2)


def create_asset(*, actor_id: UUID, upload_id: UUID, alt: str = "") -> Asset:
    """Makes an asset of a finished upload and ends the upload. Asked twice, it answers with the same.

    Ordinary pictures are ready at once; heavy ones and videos are queued. Raises AltRefusedError (the upload
    stays), and what is wrong with the file: PictureUnreadableError, PictureTooLargeError,
    VideoUnreadableError, VideoTooLongError.
    """
    known = Asset.objects.filter(id=upload_id, owner_id=actor_id).first()
    if known:
        return known
    upload = uploads.get_upload(actor_id=actor_id, upload_id=upload_id)
    alt = _screened_alt(actor_id, alt)
    with uploads.locked_spool(upload.id) as file:
        if file.seek(0, 2) != upload.size or not upload.size:
            raise UploadIncompleteError
        try:
            asset = _make(upload, file, alt)
        except ProblemError:
            uploads.delete_upload(upload)
            raise
    uploads.delete_upload(upload)
    return asset


@transaction.atomic
def store_prepared_picture(
    *,
    owner_id: UUID,
    variants: Mapping[int, bytes],
    width: int,
    height: int,
    placeholder: pictures.Placeholder,
    perceptual_hash: int | None = None,
    alt: str = "",
) -> Asset:
    """An asset from WebP variants that we rendered ourselves, such as the demo world's."""
    digest = hashlib.sha256(b"".join(variants[size] for size in sorted(variants))).hexdigest()
    asset = _new_asset(owner_id, Asset.Kind.IMAGE, digest, sum(map(len, variants.values())), alt)
    twin = _find_twin(asset)
    if twin is None:
        for size, content in variants.items():
            storage.put(f"{asset.folder}/{size}.webp", content)
        asset.width, asset.height, asset.widths = width, height, sorted(variants)
        asset.color, asset.tiny, asset.perceptual_hash = placeholder.color, placeholder.tiny, perceptual_hash
    else:
        _copy_result(twin, asset)
    asset.save(force_insert=True)
    return asset


def share_picture(picture: Asset, *, owner_id: UUID, alt: str) -> Asset:
    """A ready picture as another member's own too, by the same files."""
    asset = _new_asset(owner_id, picture.kind, picture.content_hash, picture.byte_size, alt)
    _copy_result(picture, asset)
    asset.save(force_insert=True)
    return asset


def update_asset_alt(*, actor_id: UUID, asset_id: UUID, alt: str) -> Asset:
    """Changes what a picture is described as to people who can't see it, also where it is shown already: so
    the words are screened like a note's. Raises AssetNotFoundError, AltRefusedError."""
    alt = _screened_alt(actor_id, alt)
    with transaction.atomic():
        lock_notes_of_assets([asset_id])
        asset = Asset.objects.select_for_update().filter(id=asset_id, owner_id=actor_id).first()
        if asset is None:
            raise AssetNotFoundError
        asset.alt = alt
        asset.save(update_fields=["alt"])
        refresh_notes_of_assets([asset.id])
    return asset


def _screened_alt(actor_id: UUID, alt: str) -> str:
    """A description, clean and fit to be shown. Raises AltRefusedError."""
    alt = clean_line(alt)[:200]
    if alt and screen(kind="note", author_id=actor_id, text=alt).decision != "allow":
        raise AltRefusedError(fields={"alt": AltRefusedError.detail})
    return alt


def retry_asset(*, actor_id: UUID, asset_id: UUID) -> Asset:
    """Queues a failed asset again while what was sent is still kept."""
    with transaction.atomic():
        asset = Asset.objects.select_for_update().filter(id=asset_id, owner_id=actor_id).first()
        if asset is None:
            raise AssetNotFoundError
        if asset.state != Asset.State.FAILED or not storage.exists(_source_path(asset)):
            raise AssetRetryError(
                bilingual("无法重试，请重新上传", "This can't be retried; please upload again")
            )
        queue_processing(asset)
    return asset


def process_asset(asset_id: UUID) -> None:
    """The job's work: makes a queued asset ready or failed. Run twice, the second finds nothing to do."""
    asset = Asset.objects.filter(id=asset_id).first()
    if asset is None or asset.state in {Asset.State.READY, Asset.State.FAILED}:
        return
    _note_progress(asset.id, 0)
    try:
        with tempfile.TemporaryDirectory(prefix="shancha-media-") as folder:
            source = _fetch_source(asset, Path(folder))
            if asset.kind == Asset.Kind.VIDEO:
                _process_video(asset, source, Path(folder))
            else:
                with source.open("rb") as file:
                    _render(asset, file)
                    _render_motion(asset, file)
        asset.state, asset.progress, asset.error = Asset.State.READY, 100, ""
    except ProblemError as error:
        asset.state, asset.error = Asset.State.FAILED, error.code
    except video_files.VideoTimeoutError:
        asset.state, asset.error = Asset.State.FAILED, "community.video_timeout"
    except FileNotFoundError:
        asset.state, asset.error = Asset.State.FAILED, "community.source_missing"
    with transaction.atomic():
        lock_notes_of_assets([asset.id])
        asset.touched_at = now()
        # The address may have been changed meanwhile, so it is not among what is written.
        made = ["state", "progress", "error", "width", "height", "widths", "duration_ms", "color", "tiny"]
        asset.save(update_fields=[*made, "is_moving", "perceptual_hash", "touched_at"])
        refresh_notes_of_assets([asset.id])
    if asset.state == Asset.State.READY:
        storage.delete(_source_path(asset))


def animate_asset(asset_id: UUID) -> None:
    """The job's work: has a picture that is ready move, and all that are made of the same bytes. Run twice,
    the second finds nothing to do."""
    asset = Asset.objects.filter(id=asset_id, state=Asset.State.READY, is_moving=False).first()
    if asset is None or not storage.exists(_source_path(asset)):
        return
    with (
        tempfile.TemporaryDirectory(prefix="shancha-media-") as folder,
        _fetch_source(asset, Path(folder)).open("rb") as file,
    ):
        _render_motion(asset, file)
    with transaction.atomic():
        same = list(Asset.objects.filter(folder=asset.folder).values_list("id", flat=True))
        if not same:  # forgotten meanwhile, and its files with it
            storage.delete_folder(asset.folder)
        lock_notes_of_assets(same)
        Asset.objects.filter(id__in=same).update(is_moving=asset.is_moving)
        refresh_notes_of_assets(same)
    storage.delete(_source_path(asset))


def requeue_stalled_assets() -> None:
    """Queues again what has shown no sign of life for a while: its worker was lost."""
    quiet = now() - timedelta(minutes=15)
    stalled = Asset.objects.filter(state__in=[Asset.State.QUEUED, Asset.State.WORKING], touched_at__lt=quiet)
    for asset_id in list(stalled.values_list("id", flat=True)[:100]):
        with transaction.atomic():
            asset = stalled.select_for_update(skip_locked=True).filter(id=asset_id).first()
            if asset:
                queue_processing(asset)


def queue_processing(asset: Asset) -> None:
    """Stores the job that will process the asset; call it inside a transaction."""
    asset.state, asset.progress, asset.error, asset.touched_at = Asset.State.QUEUED, 0, "", now()
    asset.save(update_fields=["state", "progress", "error", "touched_at"])
    jobs.defer("community.process_asset", lock=f"asset:{asset.id}", asset_id=str(asset.id))


def rotate_asset_keys(asset_ids: Iterable[UUID]) -> None:
    """Gives assets new addresses, so that the old ones lead nowhere, and rewrites what shows them.
    Call it inside the transaction that makes them less public."""
    ids = list(asset_ids)
    for asset_id in ids:
        Asset.objects.filter(id=asset_id).update(key=new_key())
    refresh_notes_of_assets(ids)


def retire_asset(*, asset_id: UUID) -> None:
    """Ends the address of a single picture whose comment went away; the sweep removes its files later."""
    rotate_asset_keys([asset_id])


def delete_assets(asset_ids: Iterable[UUID]) -> None:
    """Forgets assets; their files go once nothing else is made of the same bytes. Inside a transaction."""
    for asset in Asset.objects.filter(id__in=list(asset_ids)):
        jobs.defer("community.delete_media", folder=asset.folder, source=_source_path(asset))
        asset.delete()


def delete_media(*, folder: str, source: str) -> None:
    """Removes the files of a forgotten asset unless another asset shows them."""
    with transaction.atomic():
        _lock_folder(folder)
        if not Asset.objects.filter(folder=folder).exists():
            storage.delete_folder(folder)
    storage.delete(source)


def delete_unused_assets(asset_ids: Iterable[UUID]) -> None:
    """Forgets those of these assets that nothing shows any more. Inside a transaction."""
    delete_assets(list_unused_assets(asset_ids=list(asset_ids)))


def sweep_unused_assets() -> None:
    """Forgets assets that nothing has used for a week."""
    with transaction.atomic():
        delete_assets(list_unused_assets(before=now() - UNUSED_FOR))


def _make(upload: Upload, file: BinaryIO, alt: str) -> Asset:
    file.seek(0)
    demuxer = video_files.video_demuxer(file.read(64))
    kind = Asset.Kind.VIDEO if demuxer else Asset.Kind.IMAGE
    if not demuxer and upload.kind == Asset.Kind.VIDEO and not pictures.is_picture(file):
        raise VideoUnreadableError
    if not demuxer and upload.size > pictures.MAX_BYTES:
        raise pictures.PictureTooLargeError
    file.seek(0)
    digest = _digest(file)
    asset = _new_asset(upload.owner_id, kind, digest, upload.size, alt)
    asset.id = upload.id
    with transaction.atomic():
        twin = _find_twin(asset)
        if twin:
            _copy_result(twin, asset)
            asset.save(force_insert=True)
            return asset
    if demuxer:
        _prepare_video(asset, uploads.spool_path(upload.id), demuxer)
    elif not _is_heavy(file, upload.size):
        _render(asset, file)
        with transaction.atomic():
            asset.save(force_insert=True)
            if motion.is_moving(file):
                file.seek(0)
                storage.put(_source_path(asset), file)
                jobs.defer("community.animate_asset", lock=f"asset:{asset.id}", asset_id=str(asset.id))
        return asset
    file.seek(0)
    storage.put(_source_path(asset), file)
    with transaction.atomic():
        asset.save(force_insert=True)
        queue_processing(asset)
    return asset


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(1024 * 1024):
        digest.update(piece)
    return digest.hexdigest()


def _new_asset(owner_id: UUID, kind: str, digest: str, size: int, alt: str) -> Asset:
    name = new_id().hex
    folder = f"assets/{name[-2:]}/{name}"
    return Asset(owner_id=owner_id, kind=kind, content_hash=digest, byte_size=size, alt=alt, folder=folder)


def _find_twin(asset: Asset) -> Asset | None:
    """A ready asset of the same bytes whose files may be shared: the owner's, or one that is public.
    Holds its folder until the transaction ends, so that the files are not removed meanwhile."""
    twin_id = find_twin_id(owner_id=asset.owner_id, kind=asset.kind, content_hash=asset.content_hash)
    twin = Asset.objects.filter(id=twin_id).first() if twin_id else None
    if twin is None:
        return None
    _lock_folder(twin.folder)
    return twin if Asset.objects.filter(id=twin.id).exists() else None


def _lock_folder(folder: str) -> None:
    take_turn("media folder", folder)


def _copy_result(twin: Asset, asset: Asset) -> None:
    same = ["folder", "state", "progress", "perceptual_hash", "width", "height", "widths", "duration_ms"]
    for name in [*same, "color", "tiny", "is_moving"]:
        setattr(asset, name, getattr(twin, name))


def _is_heavy(file: BinaryIO, size: int) -> bool:
    """Whether decoding takes so long that a job should do it. JPEG is decoded at a reduced scale."""
    file.seek(0)
    try:
        image = Image.open(file, formats=pictures.FORMATS)
    except Exception:  # noqa: BLE001 - whatever is wrong is said by open_picture
        return False
    pixels = image.width * image.height
    return image.format != "JPEG" and (size > _HEAVY_BYTES or _HEAVY_PIXELS < pixels <= pictures.MAX_PIXELS)


def _render(asset: Asset, file: BinaryIO) -> None:
    """Stores the variants and notes what the picture looks like."""
    file.seek(0)
    with _decoders:
        image = pictures.open_picture(file)
        for width, content in pictures.variants(image, WIDTHS).items():
            storage.put(f"{asset.folder}/{width}.webp", content)
            asset.widths = sorted({*asset.widths, width})
        asset.width, asset.height = image.size
        asset.perceptual_hash = pictures.perceptual_hash(image)
        mark = pictures.placeholder(image)
    asset.color, asset.tiny = mark.color, mark.tiny


def _render_motion(asset: Asset, file: BinaryIO) -> None:
    """Stores the moving picture beside the variants, which stand still."""
    with _decoders:
        content = motion.animated_webp(file)
    asset.is_moving = content is not None
    if content is not None:
        storage.put(f"{asset.folder}/motion.webp", content)


def _prepare_video(asset: Asset, path: Path, demuxer: str) -> None:
    """Inspects the video and stores its poster, so that a note has a cover from the first moment."""
    info = video_files.inspect_video(path, demuxer)
    longest = int(settings.ENV.max_video_seconds)
    if info.duration_ms > longest * 1000 + 999:
        raise VideoTooLongError(
            bilingual(f"视频太长了，最多 {longest} 秒", f"The video is too long: at most {longest} seconds")
        )
    asset.duration_ms = info.duration_ms
    with tempfile.TemporaryFile() as frame:
        frame.write(video_files.grab_frame(path, info))
        _render(asset, frame)


def _process_video(asset: Asset, source: Path, folder: Path) -> None:
    with source.open("rb") as file:
        demuxer = video_files.video_demuxer(file.read(64)) or ""
    info = video_files.inspect_video(source, demuxer)
    target = folder / "video.mp4"
    made = video_files.transcode(source, target, info, lambda percent: _note_progress(asset.id, percent))
    with target.open("rb") as file:
        storage.put(f"{asset.folder}/video.mp4", file)
    asset.duration_ms, asset.width, asset.height = made.duration_ms, made.width, made.height


def _note_progress(asset_id: UUID, percent: int) -> None:
    Asset.objects.filter(id=asset_id).update(state=Asset.State.WORKING, progress=percent, touched_at=now())


def _fetch_source(asset: Asset, folder: Path) -> Path:
    path = folder / "source"
    with storage.open_file(_source_path(asset)) as source, path.open("wb") as target:
        while piece := source.read(1024 * 1024):
            target.write(piece)
    return path


def _source_path(asset: Asset) -> str:
    return f"sources/{asset.id}"
