"""Answers that bypass model validation because PostgreSQL or orjson already gave them their shape."""

import ipaddress
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse


def json_bytes(body: bytes | str, *, status: int = 200) -> HttpResponse:
    """An answer whose JSON is ready."""
    return HttpResponse(body, status=status, content_type="application/json")


def json_response(value: Any, *, status: int = 200) -> HttpResponse:
    """An answer encoded by orjson (knows UUID, datetime and dataclasses)."""
    return json_bytes(orjson.dumps(value), status=status)


def client_address(request: HttpRequest) -> str:
    """The caller's address. Proxies are trusted only as far as settings.TRUSTED_PROXIES says."""
    forwarded = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
    ]
    hops = int(settings.TRUSTED_PROXIES)
    if hops and len(forwarded) >= hops:
        return str(forwarded[-hops])
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """The network that an address belongs to, as one household or office has it: /24, in IPv6 /56."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{known}/{24 if known.version == 4 else 56}", strict=False))


def form_fits(request: HttpRequest, longest: int) -> bool:
    """Whether a form says that it holds no more than a file of `longest` bytes."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) <= longest + 64 * 1024
