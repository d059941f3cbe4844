"""Reads of the accounts app."""

from shancha.apps.accounts.queries.people import (
    BLOCKED_USERS_SQL,
    HIDDEN_USERS_SQL,
    blocked_user_ids,
    hidden_user_ids,
    is_blocked_between,
)

__all__ = [
    "BLOCKED_USERS_SQL",
    "HIDDEN_USERS_SQL",
    "blocked_user_ids",
    "hidden_user_ids",
    "is_blocked_between",
]
