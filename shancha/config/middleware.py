"""What every request passes: an id, one log line, metrics, and the content security policy."""

import time
from collections.abc import Callable
from functools import lru_cache

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from prometheus_client import Counter, Histogram

from shancha.config.request_log import RequestLog
from shancha.kit.ids import new_key

log = structlog.get_logger("shancha.request")
Next = Callable[[HttpRequest], HttpResponse]

REQUESTS = Counter("shancha_requests_total", "Requests answered", ["method", "status"])
SECONDS = Histogram(
    "shancha_request_seconds",
    "Time to answer",
    ["method"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)


_answered = lru_cache(REQUESTS.labels)
_took = lru_cache(SECONDS.labels)


class RequestMiddleware:
    """Names the request, measures it, keeps it in the log of requests, and says aloud when it was slow or
    failed."""

    SLOW_SECONDS = 0.5
    TRUSTED_SECONDS = 1.0

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        folder = settings.REQUEST_LOG_DIR
        self._kept = RequestLog(folder, days=settings.ENV.log_retention_days) if folder else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds `X-Request-Id` to the answer."""
        request.request_id = request_id = new_key()  # type: ignore[attr-defined]
        started = time.perf_counter()
        self._trust_a_busy_connection(started)
        response = self.get_response(request)
        seconds = time.perf_counter() - started
        method = request.method or "GET"
        _answered(method, response.status_code).inc()
        _took(method).observe(seconds)
        response["X-Request-Id"] = request_id
        if self._kept is not None:
            self._kept.note(request, status=response.status_code, seconds=seconds, request_id=request_id)
        if response.status_code >= 500 or seconds > self.SLOW_SECONDS:
            log.warning(
                "request",
                method=method,
                path=request.path,
                status=response.status_code,
                ms=round(seconds * 1000),
                request_id=request_id,
            )
        return response

    def _trust_a_busy_connection(self, now: float) -> None:
        """Django asks the database for a sign of life before each request; a connection that served one
        within the last second needs none."""
        if now - getattr(connection, "last_request", 0.0) < self.TRUSTED_SECONDS:
            connection.health_check_done = True  # type: ignore[attr-defined] # not in the stubs
        connection.last_request = now  # type: ignore[attr-defined] # our own mark on it


class LanguageMiddleware:
    """Answers in the reader's language, by cookie or browser. Django's own middleware looks for a language in
    every address as well, where we never have one."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds `Content-Language` and `Vary` to the answer."""
        language = translation.get_language_from_request(request)
        translation.activate(language)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language",))
        return response


class ContentSecurityMiddleware:
    """The content security policy. Scripts come from this host alone, never inline. Alpine.js, on which the
    back office's theme is built, reckons its attributes with `new Function`: `unsafe-eval` is for its pages
    alone (docs/adr/0015)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        stream = (
            settings.ENV.stream_url
            or f"http://127.0.0.1:{settings.ENV.stream_port} http://localhost:{settings.ENV.stream_port}"
        )
        base = (
            "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; "
            f"style-src 'self' 'unsafe-inline'; connect-src 'self' {stream}; worker-src 'self' blob:; "
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
        self.policy = f"{base}; script-src 'self' 'wasm-unsafe-eval'"
        self.back_office_policy = f"{base}; script-src 'self' 'unsafe-eval'"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds the headers to the answer."""
        response = self.get_response(request)
        is_back_office = request.path.startswith("/admin/")
        response["Content-Security-Policy"] = self.back_office_policy if is_back_office else self.policy
        response["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(self), payment=()"
        return response
