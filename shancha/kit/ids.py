"""Identifiers: time-ordered, so that new rows stay together in an index."""

import secrets
from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562)."""
    return compat.uuid7()


def new_key() -> str:
    """An unguessable URL-safe name of 22 characters (128 bits)."""
    return secrets.token_urlsafe(16)
