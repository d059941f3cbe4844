"""Shapes of the event log."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, model_validator

from shancha.apps.orders.sources import TABS, Source

MOST_EVENTS = 50
_WAYS = frozenset(Source) - {Source.NOTE}
# From where goods and stores are met, by kind of event.
VISITED = {"product_open": _WAYS, "product_cart": _WAYS, "store_open": frozenset(TABS)}
Name = Annotated[str, Field(max_length=60)]


class EventContext(Schema):
    """Where something was seen: the surface, what it showed, and the place in it."""

    surface: Annotated[str, Field(max_length=20)] = ""
    channel: Annotated[str, Field(max_length=24)] = ""
    category: Annotated[str, Field(max_length=24)] = ""
    position: Annotated[int, Field(ge=0, le=100_000)] | None = None
    query: Name = ""
    share: Annotated[str, Field(max_length=24)] = ""
    source: Annotated[str, Field(max_length=20)] = ""


class EventCreate(Schema):
    """Something seen, opened or read. `ms` is how long, for dwell; `at` is when, by the client's clock:
    what is not within the last hour counts as now. A product's opening, its way into the cart and a store
    tab's opening name their source (`orders.sources`), but for those through notes (`/touches`)."""

    kind: Literal[
        "impression",
        "open",
        "dwell",
        "share_arrival",
        "search_click",
        "topic_open",
        "product_open",
        "product_cart",
        "store_open",
    ]
    note_id: UUID | None = None
    topic_id: UUID | None = None
    product_id: UUID | None = None
    store_id: UUID | None = None
    at: AwareDatetime | None = None
    ms: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    context: EventContext = EventContext()

    @model_validator(mode="after")
    def check_subject(self) -> "EventCreate":
        """An event names what it concerns, and where goods are met, by which way; a dwell has a length."""
        if self.subject() is None:
            raise ValueError("the id of what was seen is missing")
        if self.kind in VISITED and self.context.source not in VISITED[self.kind]:
            raise ValueError("the source is missing or unknown")
        if self.kind == "dwell" and self.ms is None:
            raise ValueError("a dwell has a length in ms")
        return self

    def subject(self) -> UUID | None:
        """The id of what the event concerns, by its kind."""
        named = {
            "topic_open": self.topic_id,
            "product_open": self.product_id,
            "product_cart": self.product_id,
            "store_open": self.store_id,
        }
        return named.get(self.kind, self.note_id)


class EventBatch(Schema):
    """At most fifty events."""

    events: Annotated[list[EventCreate], Field(max_length=MOST_EVENTS)]


class EventsAccepted(Schema):
    """How many were taken; those on unknown notes and reading times without consent are not."""

    accepted: int
