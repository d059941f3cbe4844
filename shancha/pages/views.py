"""The web client's shell, served for every address that is not another's."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID
from xml.sax.saxutils import escape

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from shancha.apps.accounts.authentication import viewer_of, visitor_key_of
from shancha.apps.community.queries.notes import find_note_page
from shancha.apps.discovery.endpoints.rates import check_rate
from shancha.apps.discovery.endpoints.search import SEARCHES_A_MINUTE
from shancha.apps.discovery.queries.viewers import viewer_key
from shancha.apps.discovery.search.query import LONGEST_QUERY
from shancha.apps.discovery.services import feed, search
from shancha.kit.http import client_address
from shancha.kit.language import is_english
from shancha.kit.limits import RateLimitedError
from shancha.pages import heads, mall_heads, preloads, queries
from shancha.pages.heads import Head

_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_PRIVATE = (
    "/me",
    "/messages",
    "/settings",
    "/publish",
    "/login",
    "/welcome",
    "/outbox",
    "/reports",
    "/cart",
    "/checkout",
    "/pay",
    "/orders",
    "/merchant",
)
_NO_LINKS = SafeString("")
_FILES = re.compile(r"\.[a-z0-9]{2,5}$")


@lru_cache(maxsize=1)
def _shell(path: Path, changed_ns: int) -> str:
    return path.read_text()


def _render(
    request: HttpRequest,
    head: Head,
    *,
    links: SafeString = _NO_LINKS,
    status: int = 200,
    answers: dict[str, Any] | None = None,
) -> HttpResponse:
    path = settings.WEB_DIST / "index.html"
    if not path.exists():
        return HttpResponse(
            "The web client is not built yet: run make demo.", status=503, content_type="text/plain"
        )
    get_token(request)  # sets the cookie that the client's writes must echo
    html = _TITLE.sub(lambda _: heads.title_tag(head), _shell(path, path.stat().st_mtime_ns), count=1)
    html = html.replace("<!--head-->", head.render() + links).replace("<!--noscript-->", head.render_text())
    html = html.replace("<!--boot-->", heads.boot_block(answers) if answers else "")
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "private, no-cache" if answers else "no-cache"
    return response


def _feed_answer(request: HttpRequest) -> dict[str, Any] | None:
    """What a visitor's home page asks for first, so that it comes with the page: the feed's first page."""
    if request.get_full_path() != "/" or viewer_of(request) is not None:
        return None
    ask = feed.FeedAsk(viewer=None, visitor_key=visitor_key_of(request))
    return {"/api/v1/feed?channel=discover": feed.get_page(ask, cursor=None, limit=20)}


def _search_answer(request: HttpRequest) -> dict[str, Any] | None:
    """What a visitor's page of results asks for first, where nothing narrows them: the first page of all."""
    text = request.GET.get("q", "").strip()
    if list(request.GET) != ["q"] or not 0 < len(text) <= LONGEST_QUERY or viewer_of(request) is not None:
        return None
    try:
        check_rate(request, None, "discovery.search", SEARCHES_A_MINUTE)
    except RateLimitedError:
        return None
    key, address = viewer_key(None, visitor_key_of(request)), client_address(request)
    found = search.search(search.SearchAsk(viewer=None, key=key, address=address, text=text))
    return {f"/api/v1/search?q={quote(text, safe='!~*()')}&type=all&order=relevance": found}


def _note_answer(request: HttpRequest, note_id: UUID) -> dict[str, Any] | None:
    """What a visitor's page of a note asks for first: the note with its first comments."""
    if viewer_of(request) is not None:
        return None
    page = find_note_page(note_id=note_id, viewer_id=None, english=is_english())
    return {f"/api/v1/notes/{note_id}": orjson.Fragment(page)} if page else None


@require_safe
def note_page(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """A note. One that strangers may not read gets the plain shell with 404: the client then shows it
    to those who may."""
    note = queries.find_note(note_id)
    if note is None:
        return _render_known(request, "note", None)
    links = preloads.page_links("note") + preloads.note_picture_link(note)
    return _render(request, heads.note_head(note), links=links, answers=_note_answer(request, note_id))


@require_safe
def member_page(request: HttpRequest, handle: str) -> HttpResponse:
    """A profile."""
    member = queries.find_member(handle)
    return _render_known(request, "member", heads.member_head(member) if member else None)


@require_safe
def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic."""
    topic = queries.find_topic(slug)
    return _render_known(request, "topic", heads.topic_head(topic) if topic else None)


@require_safe
def product_page(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Goods on sale. What is sold no more keeps its page, without a preview."""
    return _render_known(request, "product", mall_heads.product_head(product_id))


@require_safe
def store_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A store."""
    return _render_known(request, "store", mall_heads.store_head(slug))


def _render_known(request: HttpRequest, page: str, head: Head | None) -> HttpResponse:
    links = preloads.page_links(page)
    if head is None:
        head = heads.site_head(request.path, robots="noindex")
        return _render(request, head, links=links, status=404)
    return _render(request, head, links=links)


@require_safe
def client_page(request: HttpRequest) -> HttpResponse:
    """Any other page of the client. Missing files are missing, not pages."""
    if _FILES.search(request.path) or request.path.startswith(("/assets/", "/api/", "/media/", "/static/")):
        raise Http404
    robots = "noindex" if request.path.startswith(_PRIVATE) else ""
    head = heads.site_head(request.path, robots=robots)
    if request.path == "/":
        return _render(request, head, answers=_feed_answer(request))
    if request.path == "/search":
        answers = _search_answer(request)
        links = preloads.page_links("search") + preloads.cover_links(answers)
        return _render(request, head, links=links, answers=answers)
    return _render(request, head)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone."""
    lines = [
        "User-agent: *",
        "Disallow: /api/",
        "Disallow: /admin/",
        *(f"Disallow: {path}" for path in _PRIVATE),
    ]
    lines.append(f"Sitemap: {heads.absolute('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The newest public notes and the hottest topics (sitemaps.org 0.9)."""
    entries = "".join(
        f"<url><loc>{escape(heads.absolute(path))}</loc><lastmod>{changed.date().isoformat()}</lastmod></url>"
        for path, changed in queries.list_sitemap()
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    return HttpResponse(body, content_type="application/xml")
