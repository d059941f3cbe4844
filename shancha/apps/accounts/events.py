"""What happens to people, for the domains above to act on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class UserRegistered:
    """An account came to be; `method` is phone, email, weixin, weibo or made (by the platform)."""

    user_id: UUID
    method: str


@dataclass(frozen=True, slots=True)
class VisitorAdopted:
    """A browser that was used without an account now belongs to a member, who signed in on it."""

    user_id: UUID
    visitor_key: str


@dataclass(frozen=True, slots=True)
class UserSignedIn:
    """Somebody signed in; `is_new_device` when no earlier sign-in of the account looked like it."""

    user_id: UUID
    method: str
    device: str
    is_new_device: bool


@dataclass(frozen=True, slots=True)
class UserFollowed:
    """The follower now follows the followee, who was not followed before."""

    follower_id: UUID
    followee_id: UUID


@dataclass(frozen=True, slots=True)
class UserUnfollowed:
    """The follower no longer follows the followee, by own will or by a block."""

    follower_id: UUID
    followee_id: UUID


@dataclass(frozen=True, slots=True)
class UserBlocked:
    """Neither shall meet the other any more."""

    blocker_id: UUID
    blocked_id: UUID


@dataclass(frozen=True, slots=True)
class UserUnblocked:
    """The block is lifted; follows do not come back by themselves."""

    blocker_id: UUID
    blocked_id: UUID


@dataclass(frozen=True, slots=True)
class ProfileChanged:
    """Something that lists show of the member changed: name, picture, badge, place."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class InterestsChanged:
    """The member's chosen categories changed."""

    user_id: UUID
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UserSuspended:
    """The account may no longer write; `until` is None for good."""

    user_id: UUID
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class MuteChanged:
    """A member took another out of their lists, or put them back."""

    muter_id: UUID
    muted_id: UUID


@dataclass(frozen=True, slots=True)
class UserUnsuspended:
    """The suspension is over or lifted."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class UserMuted:
    """The account may not post until then."""

    user_id: UUID
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class UserUnmuted:
    """The account may post again."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class DeletionRequested:
    """The account will be gone at `delete_at` unless its owner comes back."""

    user_id: UUID
    delete_at: datetime


@dataclass(frozen=True, slots=True)
class DeletionPutOff:
    """Something has to be settled before the account can go; it is tried again at `delete_at`."""

    user_id: UUID
    delete_at: datetime


@dataclass(frozen=True, slots=True)
class DeletionCancelled:
    """The owner came back in time."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class UserDeleted:
    """The account is anonymised; what it made must go or lose its name."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class ContactChanged:
    """A phone or e-mail was changed with proof; `kind` is phone or email."""

    user_id: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class ProviderBound:
    """An account of WeChat or Weibo now opens this one."""

    user_id: UUID
    provider: str


@dataclass(frozen=True, slots=True)
class RoleGranted:
    """A member got a verified role without an application: by the published rule, or from an operator
    (`source` is rule or operator)."""

    user_id: UUID
    role: str
    category: str
    source: str


@dataclass(frozen=True, slots=True)
class RoleRevoked:
    """A member no longer has the verified role; `reason` is what the member reads."""

    user_id: UUID
    role: str
    reason: str


@dataclass(frozen=True, slots=True)
class VerificationDecided:
    """An application for a verified role was decided."""

    user_id: UUID
    request_id: UUID
    role: str
    is_approved: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ExportReady:
    """The member's data can be fetched for seven days."""

    user_id: UUID
    export_id: UUID
