"""What narrows a list of goods down, as clauses for the index."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import tantivy

from shancha.apps.discovery.search.index import SCHEMA

_MUST = tantivy.Occur.Must
_INTEGER = tantivy.FieldType.Integer


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader chose. Ids of categories, brands, stores; prices in fen, both ends included."""

    place: UUID | None = None
    brands: tuple[UUID, ...] = ()
    stores: tuple[UUID, ...] = ()
    shelf: UUID | None = None
    modes: tuple[str, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool = False
    barcode: str = ""
    nothing: bool = field(default=False)  # something chosen does not exist

    def chosen(self) -> frozenset[str]:
        """The names of the choices that have facets of their own."""
        names = {
            "brands": bool(self.brands),
            "modes": bool(self.modes),
            "price": self.price_min is not None or self.price_max is not None,
            "in_stock": self.in_stock,
        }
        return frozenset(name for name, is_chosen in names.items() if is_chosen)

    def without(self, name: str) -> "Filters":
        """The same without one choice: what a facet of that choice is counted over."""
        if name == "price":
            return replace(self, price_min=None, price_max=None)
        return replace(self, **{name: getattr(Filters(), name)})


NOTHING_CHOSEN = Filters()


def narrowed(query: Any | None, filters: Filters) -> Any:
    """The query within what was chosen; every product where there is neither."""
    clauses = [] if query is None else [(_MUST, query)]
    clauses += [(_MUST, tantivy.Query.const_score_query(clause, 0.0)) for clause in _clauses(filters)]
    if not clauses:
        return tantivy.Query.all_query()
    return clauses[0][1] if len(clauses) == 1 else tantivy.Query.boolean_query(clauses)


def after_key(query: Any, key_field: str, key: int, *, upwards: bool) -> Any:
    """The query beyond a place in an order."""
    low, high = (key, None) if upwards else (None, key)
    beyond = tantivy.Query.range_query(
        SCHEMA, key_field, _INTEGER, low, high, include_lower=low is None, include_upper=high is None
    )
    return tantivy.Query.boolean_query([(_MUST, query), (_MUST, beyond)])


def _clauses(filters: Filters) -> Iterable[Any]:
    if filters.nothing:
        yield tantivy.Query.empty_query()
    if filters.barcode:
        yield _any_of("barcode", [filters.barcode])
    if filters.stores:
        yield _any_of("store", [store.hex for store in filters.stores])
    if filters.shelf:
        yield _any_of("shelf", [filters.shelf.hex])
    if filters.place:
        yield _any_of("place", [filters.place.hex])
    if filters.brands:
        yield _any_of("brand", [brand.hex for brand in filters.brands])
    if filters.modes:
        yield _any_of("mode", filters.modes)
    if filters.in_stock:
        yield _any_of("stock", ["1"])
    if filters.price_min is not None or filters.price_max is not None:
        yield tantivy.Query.range_query(SCHEMA, "price", _INTEGER, filters.price_min, filters.price_max)


def _any_of(name: str, values: Iterable[str]) -> Any:
    terms = list(values)
    if len(terms) == 1:
        return tantivy.Query.term_query(SCHEMA, name, terms[0], "basic")
    return tantivy.Query.term_set_query(SCHEMA, name, terms)
