"""Where the apps above add what they know, without this app knowing them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

TextCheck = Callable[[str, str], None]
SessionPart = Callable[[HttpRequest, Any], Any]

_text_checks: list[TextCheck] = []
_session_parts: dict[str, SessionPart] = {}
_member_pages: dict[str, str] = {}
_categories: list[Callable[[], frozenset[str]]] = []


def register_text_check(check: TextCheck) -> None:
    """Adds a check of public profile texts: `check(field, text)` with the fields nickname, bio and
    badge_label; it raises a ProblemError to refuse."""
    if check not in _text_checks:
        _text_checks.append(check)


def check_text(field: str, text: str) -> None:
    """Runs the checks; raises what they raise."""
    for check in _text_checks:
        check(field, text)


def register_session_part(name: str, function: SessionPart) -> None:
    """Fills a field of GET /session: `function(request, viewer)` for `stream_url` (text or None) or
    `rules_version_pending` ({slug, version} or None). It is called once a page load: keep it cheap."""
    _session_parts[name] = function


def session_part(name: str, request: HttpRequest, viewer: Any) -> Any:
    """The field's value, None while nobody fills it."""
    function = _session_parts.get(name)
    return function(request, viewer) if function else None


def register_member_page(label: str, view_name: str) -> None:
    """Adds a page of the back office about one member: the view takes the member's id."""
    _member_pages[label] = view_name


def member_pages() -> dict[str, str]:
    """Label and view of each page about a member."""
    return dict(_member_pages)


def register_categories(function: Callable[[], frozenset[str]]) -> None:
    """Tells which category slugs exist, so that interests can be checked against them."""
    _categories[:] = [function]


def known_categories() -> frozenset[str] | None:
    """The category slugs, or None while nobody tells."""
    return _categories[0]() if _categories else None
