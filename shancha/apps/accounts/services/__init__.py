"""Writes of the accounts app, one use case each, one transaction each."""

from shancha.apps.accounts.services.accounts import adjust_counts, create_user, note_bound_provider
from shancha.apps.accounts.services.consents import record_consent
from shancha.apps.accounts.services.relations import (
    block_user,
    follow_user,
    mute_user_for,
    unblock_user,
    unfollow_user,
    unmute_user_for,
)
from shancha.apps.accounts.services.staff import appoint_operator, set_staff_roles
from shancha.apps.accounts.services.standing import mute_user, suspend_user, unmute_user, unsuspend_user
from shancha.apps.accounts.services.ties import record_tie

__all__ = [
    "adjust_counts",
    "appoint_operator",
    "block_user",
    "create_user",
    "follow_user",
    "mute_user",
    "mute_user_for",
    "note_bound_provider",
    "record_consent",
    "record_tie",
    "set_staff_roles",
    "suspend_user",
    "unblock_user",
    "unfollow_user",
    "unmute_user",
    "unmute_user_for",
    "unsuspend_user",
]
