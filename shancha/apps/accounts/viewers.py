"""The member who is asking, as every app sees them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

TOKEN_PREFIX = "shc_"  # noqa: S105 - a mark that secret scanners can look for


@dataclass(frozen=True, slots=True)
class Viewer:
    """The member who is asking. `scopes` is None for a session and a set for an API token; `has_needed_phone`
    says that a phone is verified, or that none is asked of those who write."""

    id: UUID
    role: str
    is_moderator: bool
    is_operator: bool
    status: str
    has_needed_phone: bool
    personalised: bool
    minor_mode: bool
    language: str
    dwell_consent: bool
    scopes: frozenset[str] | None
    session_key: str
    since: datetime

    @property
    def is_staff(self) -> bool:
        """Whether the back office is open to them."""
        return (self.is_moderator or self.is_operator) and self.status in {"active", "muted"}

    @property
    def is_personal(self) -> bool:
        """Whether what they do may be remembered and shape what they see; never in the minors' mode."""
        return self.personalised and not self.minor_mode


def token_hash(token: str) -> str:
    """What is stored of an API token; it is random, so that a plain hash suffices."""
    return hashlib.sha256(token.encode()).hexdigest()
