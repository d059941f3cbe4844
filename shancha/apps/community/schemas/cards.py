"""The shape in which notes stand in lists."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema

from shancha.apps.accounts.schemas.people import UserBrief
from shancha.apps.community.schemas.media import Picture

NoteKind = Literal["images", "video"]
NoteState = Literal["draft", "review", "public", "hidden", "removed"]
Visibility = Literal["public", "followers", "private"]
ContentClass = Literal["ugc", "pugc", "pgc"]


class Why(Schema):
    """A reason why a note stands in a list, and what it refers to (a topic's name, a city, …)."""

    code: Literal[
        "interest", "place", "follow", "topic", "store", "similar", "newcomer", "hot", "fresh", "featured"
    ]
    arg: str


class NoteCard(Schema):
    """A note in a list. `distance_km` and `why` are filled by lists that know them. `is_ad` must be shown as
    广告: computed from what one can buy through the note or what its author gets for it."""

    id: UUID
    kind: NoteKind
    title: str
    cover: Picture
    picture_count: int
    author: UserBrief
    like_count: int
    liked: bool
    published_at: datetime | None
    place: str | None
    distance_km: float | None
    content_class: ContentClass
    is_paid_cooperation: bool
    is_ad: bool
    is_featured: bool
    is_demo: bool
    why: list[Why]


class OwnNoteCard(NoteCard):
    """A note in its author's own lists: also how often others opened it, and when its reception brought it to
    everybody's home page."""

    state: NoteState
    visibility: Visibility
    scheduled_at: datetime | None
    view_count: int
    lifted_at: datetime | None
