"""Health for supervisors and figures for Prometheus."""

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from shancha.config.env import FIGURES_VARIABLE
from shancha.kit.http import client_address


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """The process answers and reaches its database; 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return HttpResponse("database unreachable", status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures of all web processes of this machine together, for callers on this machine only
    unless the operator's proxy decides otherwise."""
    if settings.IS_PRODUCTION and client_address(request) not in {"127.0.0.1", "::1"}:
        return HttpResponseForbidden("only from this machine", content_type="text/plain")
    figures = REGISTRY
    if FIGURES_VARIABLE in os.environ:  # see operate/processes.py
        figures = CollectorRegistry()
        MultiProcessCollector(figures)  # type: ignore[no-untyped-call]
    return HttpResponse(generate_latest(figures), content_type=CONTENT_TYPE_LATEST)
