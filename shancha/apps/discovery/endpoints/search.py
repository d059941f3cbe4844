"""Operations of search: results, suggestions, hot searches, one's own history."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import Viewer, viewer_of, visitor, visitor_key_of
from shancha.apps.accounts.queries import hidden_user_ids
from shancha.apps.discovery.endpoints.rates import check_rate
from shancha.apps.discovery.queries import search_suggestions
from shancha.apps.discovery.queries.search_hits import Order
from shancha.apps.discovery.queries.viewers import viewer_key
from shancha.apps.discovery.schemas.feed import CategorySlug
from shancha.apps.discovery.schemas.search import (
    HotSearches,
    SearchEntries,
    SearchPage,
    SearchSuggestions,
)
from shancha.apps.discovery.search.query import LONGEST_QUERY
from shancha.apps.discovery.services import search as service
from shancha.apps.discovery.services import search_log
from shancha.apps.discovery.services.profiles import is_learning
from shancha.apps.discovery.services.search import SearchAsk, SearchType
from shancha.kit.errors import problems
from shancha.kit.http import client_address, json_response
from shancha.kit.pagination import CursorText, Limit

router = Router(tags=["discovery"])
SEARCHES_A_MINUTE = 120
SUGGESTIONS_A_MINUTE = 300
Typed = Annotated[str, Field(max_length=LONGEST_QUERY)]


def _key(request: HttpRequest, viewer: Viewer | None) -> str:
    return viewer_key(viewer, "" if viewer else visitor_key_of(request))


@router.get("/search", auth=visitor, response={200: SearchPage, **problems(401, 422, 429)})
def search(  # noqa: PLR0917 - parameters of the address
    request: HttpRequest,
    q: Typed,
    type: SearchType = "all",  # noqa: A002 - the name in the address
    order: Order = "relevance",
    category: CategorySlug = "",
    cursor: CursorText | None = None,
    limit: Limit = 20,
) -> HttpResponse:
    """Notes, members, topics, goods and stores for what was typed: Chinese words, pinyin, initials, with
    slips mended. The order is the same for everybody. "hot" orders members and stores by followers, goods
    by sales; `category` applies to notes, and to members verified in it. One may page through the best
    thousand."""
    viewer = viewer_of(request)
    check_rate(request, viewer, "discovery.search", SEARCHES_A_MINUTE)
    ask = SearchAsk(
        viewer=viewer,
        key=_key(request, viewer),
        address=client_address(request),
        text=q,
        type=type,
        order=order,
        category=category,
        cursor=cursor,
        limit=limit,
    )
    return json_response(service.search(ask))


@router.get("/search/suggestions", auth=visitor, response={200: SearchSuggestions, **problems(401, 422, 429)})
def list_search_suggestions(request: HttpRequest, q: Typed) -> HttpResponse:
    """What one may mean while typing: own and frequent queries, topics, members, titles."""
    viewer = viewer_of(request)
    check_rate(request, viewer, "discovery.suggest", SUGGESTIONS_A_MINUTE)
    key = _key(request, viewer)
    items = search_suggestions.suggest(
        q,
        viewer_id=viewer.id if viewer else None,
        hidden=hidden_user_ids(viewer.id if viewer else None),
        history_key=key if is_learning(viewer, key) else None,
    )
    return json_response({"items": items})


@router.get("/search/hot", auth=visitor, response={200: HotSearches, **problems(401, 422)})
def list_hot_searches(request: HttpRequest, limit: Limit = 10) -> HttpResponse:
    """What many people search for now, screened; the same for everybody."""
    return json_response({"items": search_suggestions.list_hot(limit)})


@router.get("/search/history", auth=visitor, response={200: SearchEntries, **problems(401)})
def list_search_history(request: HttpRequest) -> HttpResponse:
    """What this member or browser searched for lately."""
    return json_response({"items": search_suggestions.list_history(_key(request, viewer_of(request)))})


@router.delete("/search/history", auth=visitor, response={204: None, **problems(401, 403)})
def clear_search_history(request: HttpRequest) -> tuple[int, None]:
    """Forgets one's own search history."""
    search_log.clear_history(key=_key(request, viewer_of(request)))
    return 204, None


@router.delete("/search/history/{entry_id}", auth=visitor, response={204: None, **problems(401, 403, 422)})
def remove_from_search_history(
    request: HttpRequest, entry_id: Annotated[int, Field(ge=1, le=2**63 - 1)]
) -> tuple[int, None]:
    """Strikes one entry from one's own history."""
    search_log.remove_from_history(key=_key(request, viewer_of(request)), entry_id=entry_id)
    return 204, None
