"""What can be reported and judged: the apps above register their kinds of subject here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from shancha.kit.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class SubjectSnapshot:
    """A subject as it stands: evidence for a case and words for notices.

    `reach` is about how many people saw it. `text` is what was written, whole. `pictures` are addresses.
    """

    author_id: UUID | None
    title: str
    text: str
    url: str
    pictures: list[str] = field(default_factory=list)
    reach: int = 0


def picture_addresses(pictures: Iterable[Mapping[str, Any] | None]) -> list[str]:
    """Where a person who judges sees these stored pictures, each in its smallest width; what has none is
    left out."""
    return [f"{each['base']}{each['widths'][0]}.webp" for each in pictures if each and each.get("widths")]


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of subject: "note", "comment", "user", "topic".

    `describe` answers None for what does not exist. `is_visible_to(subject_id, viewer_id)` keeps private
    things from being probed by reports. `machine_action` is what enough reports do before a person looks:
    comments fold at once, larger works lose reach, "" leaves it to people.
    """

    kind: str
    describe: Callable[[UUID], SubjectSnapshot | None]
    name_zh: str = ""
    name_en: str = ""
    machine_action: Literal["", "fold", "limit"] = ""
    actions: tuple[str, ...] = ("none", "fold", "limit", "hide", "remove", "restore")
    is_visible_to: Callable[[UUID, UUID], bool] | None = None


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    """Makes a kind known; called from the owning app's `AppConfig.ready`. A second call replaces."""
    _kinds[kind.kind] = kind


def find_kind(kind: str) -> SubjectKind:
    """The registered kind; raises NotFoundError for unknown ones."""
    try:
        return _kinds[kind]
    except KeyError:
        raise NotFoundError from None


def known_kinds() -> list[str]:
    """Names of all registered kinds."""
    return sorted(_kinds)


def kind_name(kind: str) -> str:
    """How moderators call a kind; the kind itself where it is unknown or has no name."""
    found = _kinds.get(kind)
    return (found.name_zh if found else "") or kind


def describe(kind: str, subject_id: UUID) -> SubjectSnapshot:
    """The subject as it stands; raises NotFoundError."""
    snapshot = find_kind(kind).describe(subject_id)
    if snapshot is None:
        raise NotFoundError
    return snapshot
