"""Lists and search of goods."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shancha.apps.accounts.authentication import viewer_of, visitor, visitor_key_of
from shancha.apps.discovery.endpoints.rates import check_rate
from shancha.apps.discovery.goods.clauses import Filters
from shancha.apps.discovery.goods.fields import Sort, TradeMode
from shancha.apps.discovery.queries import goods_names, goods_suggestions
from shancha.apps.discovery.queries.viewers import viewer_key
from shancha.apps.discovery.schemas.goods import GoodsPage, GoodsSuggestions
from shancha.apps.discovery.search.query import LONGEST_QUERY
from shancha.apps.discovery.services import goods
from shancha.apps.mall.errors import StoreNotFoundError
from shancha.kit.errors import problems
from shancha.kit.http import client_address, json_bytes, json_response
from shancha.kit.pagination import CursorText, Limit

router = Router(tags=["discovery"])
SEARCHES_A_MINUTE = 120
SUGGESTIONS_A_MINUTE = 300
Slug = Annotated[str, Field(max_length=60)]
Price = Annotated[int | None, Field(ge=0, le=10**12, description="fen")]


class GoodsFilters(Schema):
    """What to look for. `brand` and `trade_mode` may be given several times; what isn't known finds nothing.
    `self_run` looks in the platform's own stores (福利社); `store_category` is one of a store's own."""

    q: Annotated[str, Field(max_length=LONGEST_QUERY)] = ""
    category: Slug = ""
    brand: Annotated[list[Slug], Field(max_length=20)] = []
    store: Slug = ""
    self_run: bool = False
    store_category: UUID | None = None
    trade_mode: Annotated[list[TradeMode], Field(max_length=3)] = []
    price_min: Price = None
    price_max: Price = None
    in_stock: bool = False
    sort: Sort = "comprehensive"


@router.get("/goods", auth=visitor, response={200: GoodsPage, **problems(401, 422, 429)})
def list_goods(
    request: HttpRequest, chosen: Query[GoodsFilters], cursor: CursorText | None = None, limit: Limit = 20
) -> HttpResponse:
    """Goods on sale: all of them, or what fits what was typed (words, pinyin, a barcode) and chosen, with
    the exact number found and what they are made of. The same for everybody who asks. Searches by words and
    "comprehensive" may be paged through the best thousand, everything else to the end."""
    viewer = viewer_of(request)
    text = chosen.q.strip()
    if text:
        check_rate(request, viewer, "discovery.goods", SEARCHES_A_MINUTE)
    ask = goods.GoodsAsk(
        viewer=viewer,
        key=viewer_key(viewer, "" if viewer else visitor_key_of(request)) if text else "",
        address=client_address(request),
        text=text,
        filters=_filters(chosen),
        sort=chosen.sort,
        cursor=cursor,
        limit=limit,
    )
    return json_bytes(goods.list_goods(ask))


@router.get(
    "/stores/{store}/products", auth=visitor, response={200: GoodsPage, **problems(401, 404, 422, 429)}
)
def list_store_products(  # noqa: PLR0917 - parameters of the address
    request: HttpRequest,
    store: Slug,
    q: Annotated[str, Field(max_length=LONGEST_QUERY)] = "",
    sort: Sort = "comprehensive",
    store_category: UUID | None = None,
    in_stock: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    cursor: CursorText | None = None,
    limit: Limit = 20,
) -> HttpResponse:
    """All goods of a store, by the name in its address, or those that fit what was typed."""
    if store not in goods_names.stores().by_slug:
        raise StoreNotFoundError
    chosen = GoodsFilters(q=q, store=store, sort=sort, store_category=store_category, in_stock=in_stock)
    return list_goods(request, chosen, cursor, limit)


@router.get("/goods/suggestions", auth=visitor, response={200: GoodsSuggestions, **problems(401, 422, 429)})
def list_goods_suggestions(
    request: HttpRequest,
    q: Annotated[str, Field(max_length=LONGEST_QUERY)],
    store: Slug = "",
) -> HttpResponse:
    """What one may mean while typing: brands, categories, stores, frequent queries, titles; within a store
    its titles."""
    check_rate(request, viewer_of(request), "discovery.goods_suggest", SUGGESTIONS_A_MINUTE)
    known = goods_names.stores().by_slug.get(store) if store else None
    if store and known is None:
        return json_response({"items": []})
    return json_response({"items": goods_suggestions.suggest(q, store_id=known.id if known else None)})


def _filters(chosen: GoodsFilters) -> Filters:
    """Names become ids; a name that nobody knows finds nothing."""
    place = goods_names.categories().by_slug.get(chosen.category)
    known, stores = goods_names.brands().by_slug, _stores(chosen)
    brands = [known[slug].id for slug in chosen.brand if slug in known]
    is_unknown = (
        (chosen.category and place is None)
        or ((chosen.store or chosen.self_run) and not stores)
        or (chosen.brand and not brands)
    )
    return Filters(
        place=place.id if place else None,
        brands=tuple(dict.fromkeys(brands)),
        stores=stores,
        shelf=chosen.store_category,
        modes=tuple(dict.fromkeys(chosen.trade_mode)),
        price_min=chosen.price_min,
        price_max=chosen.price_max,
        in_stock=chosen.in_stock,
        nothing=bool(is_unknown),
    )


def _stores(chosen: GoodsFilters) -> tuple[UUID, ...]:
    names = goods_names.stores()
    if chosen.store:
        store = names.by_slug.get(chosen.store)
        return (store.id,) if store and (store.is_self_run or not chosen.self_run) else ()
    return tuple(each.id for each in names.by_slug.values() if each.is_self_run) if chosen.self_run else ()
