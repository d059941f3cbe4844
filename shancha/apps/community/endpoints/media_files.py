"""Serves pictures and videos: the address tells nothing, the database decides who may see it."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path, re_path
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from shancha.apps.accounts.authentication import viewer_of
from shancha.apps.community import private_media
from shancha.apps.community.queries.media import MediaFile, find_media_file, may_see_media
from shancha.kit import storage

# A player that asks for "the rest" gets this much and asks again, so that nobody holds a thread long.
_RANGE_LIMIT = 4 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@require_safe
def picture(request: HttpRequest, key: str, width: int) -> HttpResponseBase:
    """One width of a picture or poster."""
    file = _permitted(request, key)
    if file is None or width not in file.widths:
        return _missing()
    return _serve(request, file, f"{width}.webp", "image/webp")


@require_safe
def moving(request: HttpRequest, key: str) -> HttpResponseBase:
    """The animated form of a picture that moves."""
    file = _permitted(request, key)
    if file is None or not file.is_moving:
        return _missing()
    return _serve(request, file, "motion.webp", "image/webp")


@require_safe
def video(request: HttpRequest, key: str) -> HttpResponseBase:
    """A transcoded video; answers range requests."""
    file = _permitted(request, key)
    if file is None or file.state != "ready":
        return _missing()
    return _serve(request, file, "video.mp4", "video/mp4")


@require_safe
def portrait(request: HttpRequest, kind: str, key: str, width: int) -> HttpResponseBase:
    """A member's avatar or cover: public, under a key that changes with the picture."""
    tag = f'"{key}-{width}"'
    if request.headers.get("If-None-Match") == tag:
        return _labelled(HttpResponse(status=304), tag, "public, max-age=604800, immutable")
    try:
        with storage.open_file(f"{kind}/{key}/{width}.webp") as file:
            response = HttpResponse(file.read(), content_type="image/webp")
    except FileNotFoundError:
        return _missing()
    return _labelled(response, tag, "public, max-age=604800, immutable")


media_urls = [
    re_path(
        r"^media/(?P<kind>avatars|covers)/(?P<key>[\w-]{10,40})/(?P<width>\d{2,4})\.webp$",
        lambda request, kind, key, width: portrait(request, kind, key, int(width)),
    ),
    re_path(
        r"^media/(?P<key>[\w-]{10,40})/(?P<width>\d{2,4})\.webp$",
        lambda request, key, width: picture(request, key, int(width)),
    ),
    re_path(r"^media/(?P<key>[\w-]{10,40})/motion\.webp$", moving),
    re_path(r"^media/(?P<key>[\w-]{10,40})/video\.mp4$", video),
    path("media/<path:rest>", lambda request, rest: _missing()),
]


def _permitted(request: HttpRequest, key: str) -> MediaFile | None:
    """The file unless the asker may not see it; moderators see everything."""
    file = find_media_file(key)
    if file is None or file.is_public:
        return file
    viewer = viewer_of(request)
    if viewer is None:
        return None
    asked = {"asset_id": file.asset_id, "viewer_id": viewer.id}
    is_allowed = viewer.is_staff or may_see_media(**asked) or private_media.is_shown_to(**asked)
    return file if is_allowed else None


def _serve(request: HttpRequest, file: MediaFile, name: str, content_type: str) -> HttpResponseBase:
    tag = f'"{file.asset_id.hex}-{name.partition(".")[0]}"'
    cache = "public, max-age=3600" if file.is_public else "private, no-store"
    if request.headers.get("If-None-Match") == tag:
        return _labelled(HttpResponse(status=304), tag, cache)
    try:
        content = storage.open_file(f"{file.folder}/{name}")
    except FileNotFoundError:
        return _missing()
    response = _respond(request, content, content_type)
    response["Last-Modified"] = http_date(file.modified_at)
    return _labelled(response, tag, cache)


def _respond(request: HttpRequest, content: IO[bytes], content_type: str) -> HttpResponseBase:
    """The whole file, or the range asked for; closes what it read from."""
    size = content.seek(0, 2)
    wanted = request.headers.get("Range", "")
    span = _span(wanted, size) if wanted else None
    if wanted and span is None:
        content.close()
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    first, last = span or (0, size - 1)
    content.seek(first)
    response: HttpResponseBase
    if span or size <= _RANGE_LIMIT:
        with content:
            response = HttpResponse(content.read(last - first + 1), content_type=content_type)
    else:
        response = StreamingHttpResponse(_stream(content), content_type=content_type)
    if span:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = str(last - first + 1)
    return response


def _span(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range; None for what can't be satisfied."""
    match = _RANGE.fullmatch(header.strip())
    if match is None or match[1] == match[2] == "" or not size:
        return None
    if not match[1]:
        first, last = max(0, size - int(match[2])), size - 1
    else:
        first, last = int(match[1]), min(int(match[2] or size), size - 1)
    if first > last:
        return None
    return first, min(last, first + _RANGE_LIMIT - 1)


def _stream(content: IO[bytes]) -> Iterator[bytes]:
    with content:
        while piece := content.read(256 * 1024):
            yield piece


def _labelled(response: HttpResponseBase, tag: str, cache: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Cache-Control"] = cache
    if "private" in cache:
        response["Vary"] = "Cookie, Authorization"
    return response


def _missing() -> HttpResponse:
    """Says the same for what never was, is gone, or is none of the asker's business."""
    response = HttpResponse("Not found", status=404, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
