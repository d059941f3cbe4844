"""Fixtures of the moderation tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from shancha.apps.moderation import subjects
from shancha.apps.moderation.events import (
    AppealJudged,
    AuthorInformed,
    DecisionMade,
    ReportAnswered,
    RuleAnnounced,
)
from shancha.apps.moderation.queries.words import forget_words
from shancha.apps.moderation.tests.factories import World
from shancha.kit import events


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Subjects of our own in the registry."""
    made = World()
    for kind, subject in made.kinds().items():
        monkeypatch.setitem(subjects._kinds, kind, subject)
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Everything moderation announces."""
    heard: list[Any] = []
    for event_type in (DecisionMade, AuthorInformed, ReportAnswered, AppealJudged, RuleAnnounced):
        subscriber = events._Subscriber(f"tests.{event_type.__name__}", heard.append, later=False)
        monkeypatch.setitem(events._subscribers, event_type, [*events._subscribers[event_type], subscriber])
    return heard


@pytest.fixture(autouse=True)
def _fresh_words() -> Iterator[None]:
    forget_words()
    yield
    forget_words()
