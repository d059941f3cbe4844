"""Reads of the accounts app."""

from shancha.apps.accounts.queries.people import (
    BLOCKED_USERS_SQL,
    HIDDEN_USERS_SQL,
    avatar_url,
    blocked_user_ids,
    brief_sql,
    cover_url,
    hidden_user_ids,
    is_blocked_between,
    is_following,
)
from shancha.apps.accounts.queries.profiles import (
    brief_of,
    find_user,
    interests_of,
    privacy_of,
    visitor_choices,
)

__all__ = [
    "BLOCKED_USERS_SQL",
    "HIDDEN_USERS_SQL",
    "avatar_url",
    "blocked_user_ids",
    "brief_of",
    "brief_sql",
    "cover_url",
    "find_user",
    "hidden_user_ids",
    "interests_of",
    "is_blocked_between",
    "is_following",
    "privacy_of",
    "visitor_choices",
]
