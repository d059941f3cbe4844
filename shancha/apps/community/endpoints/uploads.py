"""Resumable uploads after tus 1.0.0 (creation, termination, expiration, checksum), and assets."""

import base64
import binascii
from collections.abc import Iterator
from email.utils import format_datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from shancha.apps.accounts.authentication import (
    member,
    require_viewer,
    require_writer,
    visitor,
    writer,
)
from shancha.apps.community import errors
from shancha.apps.community.models import Upload
from shancha.apps.community.queries import media as media_queries
from shancha.apps.community.queries.pictures import asset_json
from shancha.apps.community.schemas.media import Asset, AssetCreate, AssetUpdate
from shancha.apps.community.services import media, uploads
from shancha.kit.errors import InvalidInputError, problems
from shancha.kit.language import bilingual

router = Router(tags=["community"])

_VERSION = "1.0.0"
_PIECE_TYPE = "application/offset+octet-stream"
_TUS = {
    "name": "Tus-Resumable",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "enum": [_VERSION]},
}
_CREATION = {
    "parameters": [
        _TUS,
        {
            "name": "Upload-Length",
            "in": "header",
            "required": True,
            "schema": {"type": "integer", "minimum": 1},
        },
        {
            "name": "Upload-Metadata",
            "in": "header",
            "description": "tus pairs: `kind` (image or video) and `filename`, values in base64",
            "schema": {"type": "string"},
        },
    ]
}
_PIECE = {
    "parameters": [
        _TUS,
        {
            "name": "Upload-Offset",
            "in": "header",
            "required": True,
            "schema": {"type": "integer", "minimum": 0},
        },
        {"name": "Upload-Checksum", "in": "header", "schema": {"type": "string"}},
    ],
    "requestBody": {
        "required": True,
        "content": {_PIECE_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    },
}


@router.api_operation(["OPTIONS"], "/uploads", auth=visitor, response={204: None, **problems(401, 403)})
def get_upload_options(request: HttpRequest) -> HttpResponse:
    """What the upload server can do, in tus headers."""
    response = _answer(204)
    response["Tus-Version"] = _VERSION
    response["Tus-Extension"] = "creation,termination,expiration,checksum"
    response["Tus-Checksum-Algorithm"] = ",".join(uploads.CHECKSUMS)
    response["Tus-Max-Size"] = str(uploads.size_limit("video"))
    return response


@router.post(
    "/uploads",
    auth=member,
    response={201: None, **problems(401, 403, 412, 413, 422, 429)},
    openapi_extra=_CREATION,
)
def create_upload(request: HttpRequest) -> HttpResponse:
    """Opens an upload; `Location` says where to send the pieces. It expires after 24 hours. Pictures may be
    uploaded in whatever standing, as evidence is; who sees them is decided where they are used."""
    _check_version(request)
    names = _metadata(request)
    is_picture = names.get("kind") == "image"
    actor = require_viewer(request) if is_picture else require_writer(request)
    upload = uploads.create_upload(
        actor_id=actor.id,
        size=_header_number(request, "Upload-Length", least=1),
        kind="image" if is_picture else "video",
        filename=names.get("filename", ""),
    )
    response = _answer(201, upload, 0)
    response["Location"] = f"{request.path.rstrip('/')}/{upload.id}"
    return response


@router.api_operation(
    ["HEAD"],
    "/uploads/{upload_id}",
    auth=member,
    response={200: None, **problems(401, 403, 404, 412, 422)},
    openapi_extra={"parameters": [_TUS]},
)
def head_upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """How much has arrived: `Upload-Offset`. Continue from there."""
    _check_version(request)
    upload = uploads.get_upload(actor_id=require_viewer(request).id, upload_id=upload_id)
    return _answer(200, upload, uploads.upload_offset(upload.id))


@router.patch(
    "/uploads/{upload_id}",
    auth=member,
    response={204: None, **problems(401, 403, 404, 409, 412, 413, 415, 422, 423, 460)},
    openapi_extra=_PIECE,
)
def append_to_upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Adds one piece of at most 8 MB at `Upload-Offset`."""
    _check_version(request)
    if request.content_type != _PIECE_TYPE:
        raise errors.UploadMediaTypeError
    upload = uploads.get_upload(actor_id=require_viewer(request).id, upload_id=upload_id)
    offset = uploads.append_to_upload(
        upload=upload,
        offset=_header_number(request, "Upload-Offset", least=0),
        length=_header_number(request, "Content-Length", least=0),
        pieces=_pieces(request),
        checksum=_checksum(request),
    )
    return _answer(204, upload, offset)


@router.delete(
    "/uploads/{upload_id}",
    auth=member,
    response={204: None, **problems(401, 403, 404, 412, 422)},
    openapi_extra={"parameters": [_TUS]},
)
def delete_upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Gives an upload up and frees its space."""
    _check_version(request)
    uploads.delete_upload(uploads.get_upload(actor_id=require_viewer(request).id, upload_id=upload_id))
    return _answer(204)


@router.post("/assets", auth=member, response={201: Asset, **problems(401, 403, 404, 409, 413, 422, 423)})
def create_asset(request: HttpRequest, payload: AssetCreate) -> Any:
    """Makes a picture or video of a finished upload. Sent twice, it answers with the same asset.

    Pictures are mostly ready at once; a video is queued, its poster is there already.
    """
    actor = require_viewer(request)
    return 201, asset_json(
        media.create_asset(actor_id=actor.id, upload_id=payload.upload_id, alt=payload.alt)
    )


@router.get("/assets/{asset_id}", auth=member, response={200: Asset, **problems(401, 403, 404, 422)})
def get_asset(request: HttpRequest, asset_id: UUID) -> Any:
    """One's own asset with its state and progress in percent."""
    return asset_json(media_queries.get_asset(owner_id=require_viewer(request).id, asset_id=asset_id))


@router.patch("/assets/{asset_id}", auth=writer, response={200: Asset, **problems(401, 403, 404, 422)})
def update_asset(request: HttpRequest, asset_id: UUID, payload: AssetUpdate) -> Any:
    """Describes a picture to people who can't see it."""
    actor = require_viewer(request)
    return asset_json(media.update_asset_alt(actor_id=actor.id, asset_id=asset_id, alt=payload.alt))


@router.post(
    "/assets/{asset_id}/retry", auth=writer, response={200: Asset, **problems(401, 403, 404, 409, 422)}
)
def retry_asset(request: HttpRequest, asset_id: UUID) -> Any:
    """Tries a failed asset again."""
    return asset_json(media.retry_asset(actor_id=require_viewer(request).id, asset_id=asset_id))


def _answer(status: int, upload: Upload | None = None, offset: int = 0) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Tus-Resumable"] = _VERSION
    response["Cache-Control"] = "no-store"
    if upload:
        response["Upload-Offset"] = str(offset)
        response["Upload-Length"] = str(upload.size)
        response["Upload-Expires"] = format_datetime(upload.expires_at, usegmt=True)
    return response


def _check_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != _VERSION:
        raise errors.UploadProtocolError


def _header_number(request: HttpRequest, name: str, *, least: int) -> int:
    value = request.headers.get(name, "")
    if not value.isascii() or not value.isdigit() or len(value) > 15 or int(value) < least:
        raise InvalidInputError(fields={name: bilingual("需要一个数字", "A number is needed")})
    return int(value)


def _metadata(request: HttpRequest) -> dict[str, str]:
    """The tus pairs `name base64value,name base64value`."""
    result = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            result[name] = base64.b64decode(value, validate=True).decode().replace("\0", "")
        except (binascii.Error, UnicodeDecodeError) as error:
            message = bilingual("格式不对", "Wrong format")
            raise InvalidInputError(fields={"Upload-Metadata": message}) from error
    return result


def _checksum(request: HttpRequest) -> str:
    value = request.headers.get("Upload-Checksum", "")
    if value and value.partition(" ")[0] not in uploads.CHECKSUMS:
        raise InvalidInputError(fields={"Upload-Checksum": bilingual("不支持的算法", "Unknown algorithm")})
    return value


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body as it arrives; ends early where the connection breaks, so that what came is kept."""
    while True:
        try:
            piece = request.read(256 * 1024)
        except OSError:
            return
        if not piece:
            return
        yield piece
