"""The WSGI application that Granian serves: one handler for the API, one for pages and back office.

Every middleware costs each request, so the API passes only those that it needs (settings.API_MIDDLEWARE,
a part of settings.MIDDLEWARE in the same order).
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shancha.config.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.core.cache import close_caches  # noqa: E402
from django.core.handlers.base import reset_urlconf  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.signals import request_finished, request_started  # noqa: E402
from django.db import close_old_connections, reset_queries  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from shancha.kit import garbage  # noqa: E402
from shancha.kit.lane import Lane  # noqa: E402

StartResponse = Callable[..., Any]


class _Handler(WSGIHandler):
    """Django's handler with a middleware list of its own."""

    def __init__(self, middleware: list[str]) -> None:
        everything = settings.MIDDLEWARE
        settings.MIDDLEWARE = middleware  # read once, by the line below
        try:
            super().__init__()
        finally:
            settings.MIDDLEWARE = everything


_pages = _Handler(settings.MIDDLEWARE)
_api = _Handler(settings.API_MIDDLEWARE)
_lane = Lane()
get_resolver().url_patterns  # noqa: B018 - loads the API now rather than with the first request

garbage.settle()
# Of what Django does at the ends of every request one thing has an effect here: a connection that is too old
# or broken is closed before the next begins.
request_started.disconnect(reset_queries)
request_finished.disconnect(close_old_connections)
request_finished.disconnect(close_caches)
request_finished.disconnect(reset_urlconf)


def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answers a request at once, over this thread's database connection."""
    handler = _api if environ["PATH_INFO"].startswith("/api/") else _pages
    return handler(environ, start_response)


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answers a request; reads from the API go through the process one at a time."""
    if environ["REQUEST_METHOD"] != "GET" or not environ["PATH_INFO"].startswith("/api/"):
        return answer(environ, start_response)
    with _lane.reading():
        return answer(environ, start_response)
