"""Names behind the numbers of facets and the choices of filters: categories, brands, stores. Kept in the
process for a few seconds."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from shancha.apps.discovery.goods.fields import code_of
from shancha.apps.discovery.queries.kept import Kept
from shancha.apps.discovery.search.sounds import spellings
from shancha.apps.discovery.search.words import fold
from shancha.kit import sql

_MOST = 20_000
_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Named:
    """A category, brand or store by its names. `path` are the ids from the root to a category itself."""

    id: UUID
    slug: str
    zh: str
    en: str
    path: tuple[UUID, ...] = ()
    is_self_run: bool = False
    position: int = 0

    def name(self, *, english: bool) -> str:
        """In the reader's language."""
        return self.en if english and self.en else self.zh


@dataclass(frozen=True, slots=True)
class Names:
    """One kind of names, by whatever they are asked by; `parents` have others below them."""

    by_slug: dict[str, Named]
    by_code: dict[int, Named]
    by_id: dict[UUID, Named]
    parents: frozenset[UUID]


def _names(statement: str) -> Names:
    found = [
        Named(row[0], row[1], row[2], row[3], tuple(row[4] or ()), *row[5:])
        for row in sql.fetch_rows(f"{statement} limit {_MOST}")
    ]
    return Names(
        by_slug={each.slug: each for each in found},
        by_code={code_of(each.id): each for each in found},
        by_id={each.id: each for each in found},
        parents=frozenset(above for each in found for above in each.path[:-1]),
    )


@lru_cache(maxsize=2 * _MOST)
def _ways(zh: str, en: str) -> tuple[str, ...]:
    """What somebody may type for a thing of these names: either, its pinyin, its initials."""
    zh, en = "".join(fold(zh).split()), "".join(fold(en).split())
    whole = [way for way in spellings(zh) if len(way) >= min(2, len(zh))]
    return tuple(dict.fromkeys(way for way in (zh, en, *whole) if way))


_categories = Kept(
    lambda: _names(
        "select id, slug, name_zh, name_en, path, false, position from mall_category where is_active"
        " order by position, slug"
    ),
    seconds=_SECONDS,
)
_brands = Kept(
    lambda: _names(
        "select id, slug, name_zh, name_en, null::uuid[] from mall_brand where is_active"
        " order by product_count desc, slug"
    ),
    seconds=_SECONDS,
)
_stores = Kept(
    lambda: _names(
        "select id, slug, name, '', null::uuid[], is_self_run from mall_store"
        " where status in ('open', 'closing') order by follower_count desc, id"
    ),
    seconds=_SECONDS,
)


def categories() -> Names:
    """The categories of the mall that are in use."""
    return _categories.get()


def brands() -> Names:
    """The brands in use."""
    return _brands.get()


def stores() -> Names:
    """The stores that readers can enter."""
    return _stores.get()


def forget_names() -> None:
    """Makes this process read them again."""
    for kept in (_categories, _brands, _stores):
        kept.forget()


def find_typed(names: Names, typed: str, most: int) -> list[Named]:
    """Those whose name begins with what was typed (folded, without spaces), then those that hold it."""
    begins, holds = [], []
    for named in names.by_id.values():
        ways = _ways(named.zh, named.en)
        if any(way.startswith(typed) for way in ways):
            begins.append(named)
        elif len(typed) > 1 and any(typed in way for way in ways):
            holds.append(named)
    return [*begins, *holds][:most]
