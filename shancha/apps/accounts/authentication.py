"""Who is asking: a session cookie, an API token, or a visitor; and what each operation demands.

An operation names one of these as its `auth`:

- `visitor`: anybody
- `member`: signed in, in whatever standing
- `participant`: a member who is neither suspended nor leaving (to follow, to like)
- `writer`: a participant who may post: not muted, and with a verified phone where that is asked
- `owner`: a member by session, not by API token (account security)
- `moderator`, `operator`: by role, by session

Sessions must send the CSRF token with every unsafe method, also where a visitor may ask.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from ninja.security.base import AuthBase

from shancha.apps.accounts import errors
from shancha.apps.accounts.queries import access
from shancha.apps.accounts.sessions import stored_key
from shancha.apps.accounts.viewers import TOKEN_PREFIX, Viewer, token_hash
from shancha.kit import clock
from shancha.kit.ids import new_key

__all__ = [
    "Account",
    "Viewer",
    "device_key_of",
    "existing_visitor_key",
    "forget_viewer",
    "member",
    "moderator",
    "operator",
    "owner",
    "participant",
    "require_viewer",
    "require_writer",
    "viewer_of",
    "visitor",
    "visitor_key_of",
    "writer",
]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
VISITOR_COOKIE = "shancha_visitor"
VISITOR_SALT = "shancha.visitor"
DEVICE_COOKIE = "shancha_device"
_DEVICE_KEY = re.compile(r"[A-Za-z0-9_-]{20,40}", re.ASCII)


class Visitor:
    """Stands in `request.auth` for somebody who is not signed in."""


_VISITOR: Final = Visitor()
_UNSET: Final = object()


def _answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


# Django's check by itself, to be asked by hand.
_CSRF: Final = CsrfViewMiddleware(_answer)


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The member behind this request, or None. Costs one statement the first time, nothing after."""
    known = getattr(request, "_shancha_viewer", _UNSET)
    if known is _UNSET:
        known = _resolve(request)
        request._shancha_viewer = known  # type: ignore[attr-defined]  # noqa: SLF001 - our own mark on the request
    return known if isinstance(known, Viewer) else None


def forget_viewer(request: HttpRequest) -> None:
    """Makes the next `viewer_of` look again: after signing in or out within a request."""
    if hasattr(request, "_shancha_viewer"):
        del request._shancha_viewer  # noqa: SLF001 - our own mark on the request


def require_viewer(request: HttpRequest) -> Viewer:
    """The member behind this request; raises SignInRequiredError where there is none."""
    viewer = viewer_of(request)
    if viewer is None:
        raise errors.SignInRequiredError
    return viewer


def require_writer(request: HttpRequest) -> Viewer:
    """The member behind this request, who may post; raises the refusals of `writer` otherwise. For operations
    where that depends on what is asked."""
    viewer = require_viewer(request)
    _check_writer(viewer)
    return viewer


def visitor_key_of(request: HttpRequest) -> str:
    """The lasting nameless key of this browser. A new one is made at need, and the answer sets it
    as a signed cookie (`middleware.VisitorMiddleware`)."""
    known: str | None = getattr(request, "_shancha_visitor", None)
    if known is None:
        known = existing_visitor_key(request) or _make_visitor_key(request)
        request._shancha_visitor = known  # type: ignore[attr-defined]  # noqa: SLF001 - our own mark on the request
    return known


def existing_visitor_key(request: HttpRequest) -> str | None:
    """The browser's key if it sent a genuine one."""
    value = request.COOKIES.get(VISITOR_COOKIE)
    if not value:
        return None
    try:
        return signing.Signer(salt=VISITOR_SALT).unsign(value)
    except signing.BadSignature:
        return None


def device_key_of(request: HttpRequest) -> str:
    """The lasting key of this browser that serves security alone, apart from the visitor's. Asked for at
    sign-in, where a new one is made at need; the answer sets or prolongs the cookie."""
    sent = request.COOKIES.get(DEVICE_COOKIE, "")
    key = sent if _DEVICE_KEY.fullmatch(sent) else new_key()
    request.device_cookie = key  # type: ignore[attr-defined]
    return key


def _make_visitor_key(request: HttpRequest) -> str:
    key = new_key()
    request.new_visitor_cookie = signing.Signer(salt=VISITOR_SALT).sign(key)  # type: ignore[attr-defined]
    return key


def _resolve(request: HttpRequest) -> Viewer | None:
    header = request.META.get("HTTP_AUTHORIZATION", "")
    if header:
        return _resolve_token(header)
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return _resolve_session(request, cookie) if cookie else None


def _resolve_session(request: HttpRequest, cookie: str) -> Viewer | None:
    key = stored_key(cookie)
    row = access.find_by_session(key)
    if row is None:
        return None
    *facts, is_stale, since = row
    if is_stale:
        access.touch_session(key, expires_at=clock.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
        request.renewed_session_cookie = cookie  # type: ignore[attr-defined]
    return _viewer(facts, scopes=None, session_key=key, since=since)


def _viewer(facts: list[Any], **rest: Any) -> Viewer:
    return Viewer(*facts, **rest)


def _resolve_token(header: str) -> Viewer | None:
    """A wrong or lapsed token is refused at once rather than treated as a visitor."""
    kind, _, token = header.partition(" ")
    row = (
        access.find_by_token(token_hash(token))
        if kind.lower() == "bearer" and token.startswith(TOKEN_PREFIX)
        else None
    )
    if row is None:
        raise errors.SignInRequiredError
    *facts, is_stale, since, scopes, token_id = row
    if is_stale:
        access.touch_token(token_id)
    return _viewer(facts, scopes=frozenset(scopes), session_key="", since=since)


def _guard(request: HttpRequest) -> Viewer | None:
    """The viewer, after the checks that hold for every operation: CSRF and token scopes."""
    viewer = viewer_of(request)
    is_safe = request.method in SAFE_METHODS
    if viewer is not None and viewer.scopes is not None:
        if ("read" if is_safe else "write") not in viewer.scopes:
            raise errors.TokenScopeError
    elif not is_safe and not _has_csrf_token(request):
        raise errors.CsrfFailedError
    return viewer


def _has_csrf_token(request: HttpRequest) -> bool:
    """Whether the request bears the browser's token. Django's middleware, which has seen it already, lets
    pass whatever comes to the API: a bearer of a token of ours needs none."""
    request.csrf_processing_done = False  # type: ignore[attr-defined] # says that it was let pass
    return _CSRF.process_view(request, _answer, (), {}) is None


def _check_owner(viewer: Viewer) -> None:
    if viewer.scopes is not None:
        raise errors.TokenNotAllowedError


def _check_participant(viewer: Viewer) -> None:
    refusal = _REFUSALS.get(viewer.status)
    if refusal is not None:
        raise refusal


def _check_writer(viewer: Viewer) -> None:
    _check_participant(viewer)
    if viewer.status == "muted":
        raise errors.MutedError
    if not viewer.has_needed_phone:
        raise errors.PhoneRequiredError


def _check_moderator(viewer: Viewer) -> None:
    _check_owner(viewer)
    if not viewer.is_staff:
        raise errors.RoleRequiredError


def _check_operator(viewer: Viewer) -> None:
    _check_owner(viewer)
    if not (viewer.is_staff and viewer.is_operator):
        raise errors.RoleRequiredError


_REFUSALS = {
    "suspended": errors.SuspendedError,
    "deleting": errors.DeletingError,
}


class Account(AuthBase):
    """Demands a signed-in member who passes `check`. Raises refusals; never returns a falsy value."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = (
        "An API token with the scope `read` or `write`, or the `shancha_session` cookie with the "
        "`X-CSRFToken` header on unsafe methods."
    )

    def __init__(self, check: Callable[[Viewer], None] | None = None) -> None:
        super().__init__()
        self._check = check

    def __call__(self, request: HttpRequest) -> Any:
        """The viewer, for `request.auth`."""
        viewer = _guard(request)
        if viewer is None:
            raise errors.SignInRequiredError
        if self._check is not None:
            self._check(viewer)
        return viewer


def visitor(request: HttpRequest) -> Viewer | Visitor:
    """Anybody may ask; `viewer_of(request)` tells who it is."""
    return _guard(request) or _VISITOR


member = Account()
owner = Account(_check_owner)
participant = Account(_check_participant)
writer = Account(_check_writer)
moderator = Account(_check_moderator)
operator = Account(_check_operator)
