"""Shapes of the event log."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, model_validator

MOST_EVENTS = 50
Name = Annotated[str, Field(max_length=60)]


class EventContext(Schema):
    """Where something was seen: the surface, what it showed, and the place in it."""

    surface: Annotated[str, Field(max_length=20)] = ""
    channel: Annotated[str, Field(max_length=24)] = ""
    category: Annotated[str, Field(max_length=24)] = ""
    position: Annotated[int, Field(ge=0, le=100_000)] | None = None
    query: Name = ""
    share: Annotated[str, Field(max_length=24)] = ""


class EventCreate(Schema):
    """Something seen, opened or read. `ms` is how long, for dwell; `at` is when, by the client's clock:
    what is not within the last hour counts as now."""

    kind: Literal["impression", "open", "dwell", "share_arrival", "search_click", "topic_open"]
    note_id: UUID | None = None
    topic_id: UUID | None = None
    at: AwareDatetime | None = None
    ms: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    context: EventContext = EventContext()

    @model_validator(mode="after")
    def check_subject(self) -> "EventCreate":
        """Events concern a note, a topic's opening a topic; a dwell has a length."""
        if (self.topic_id if self.kind == "topic_open" else self.note_id) is None:
            raise ValueError("the id of what was seen is missing")
        if self.kind == "dwell" and self.ms is None:
            raise ValueError("a dwell has a length in ms")
        return self


class EventBatch(Schema):
    """At most fifty events."""

    events: Annotated[list[EventCreate], Field(max_length=MOST_EVENTS)]


class EventsAccepted(Schema):
    """How many were taken; those on unknown notes and reading times without consent are not."""

    accepted: int
