"""People as others see them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema

BadgeKind = Literal["creator", "star", "official"]


class Badge(Schema):
    """What was verified: by kind, in the verified words, and in which category (its slug). Either of the last
    two may be empty."""

    kind: BadgeKind
    label: str
    category: str


class UserBrief(Schema):
    """A member wherever one is named. `avatar` is an address or empty."""

    id: UUID
    handle: str
    nickname: str
    avatar: str
    badge: Badge | None


class ViewerRelation(Schema):
    """What stands between the asker and this member."""

    follows: bool
    followed_by: bool


class PersonCard(UserBrief):
    """A member in a list of people."""

    bio: str
    follower_count: int
    note_count: int
    viewer: ViewerRelation


class PersonPage(Schema):
    """A stretch of a list of people."""

    items: list[PersonCard]
    next_cursor: str | None


class SuggestionReason(Schema):
    """Why somebody is suggested: followed_by (a nickname), interest (a category's slug), city (its
    name), verified (the badge's words) or popular (nothing)."""

    code: Literal["followed_by", "interest", "city", "verified", "popular"]
    arg: str


class SuggestedPerson(PersonCard):
    """A member one may want to follow."""

    reason: SuggestionReason


class SuggestedPeople(Schema):
    """People to follow, best first."""

    items: list[SuggestedPerson]


class ProfileCounts(Schema):
    """Figures on a profile."""

    following: int
    followers: int
    liked_and_collected: int
    notes: int


class ProfileViewer(ViewerRelation):
    """What stands between the asker and the profile's owner."""

    blocked: bool
    muted: bool
    is_me: bool


class Profile(UserBrief):
    """A member's page. Gender, city and age are absent where the member does not show them; `tabs`
    are those that the asker may open; `is_demo` marks who was made with the demo world."""

    bio: str
    gender: str | None
    city: str | None
    cover: str
    counts: ProfileCounts
    viewer: ProfileViewer
    tabs: list[Literal["notes", "collected", "liked"]]
    can_list_following: bool
    can_list_followers: bool
    status: Literal["active", "suspended"]
    joined_at: datetime
    is_demo: bool


class FollowState(Schema):
    """After a follow or unfollow: how things stand now."""

    follows: bool
    followed_by: bool
    follower_count: int


class RelationState(Schema):
    """After a block or mute: whether it holds now."""

    is_on: bool
