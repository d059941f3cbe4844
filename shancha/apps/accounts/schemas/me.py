"""What a member sees and changes of oneself."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from shancha.apps.accounts.departures import ObstacleCode
from shancha.apps.accounts.schemas.people import ProfileCounts, UserBrief

Gender = Literal["unspecified", "female", "male", "other"]
LanguageCode = Literal["zh-Hans", "en"]
Audience = Literal["everyone", "followers", "none"]
CategorySlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
Pin = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]


class City(Schema):
    """A place by its administrative code."""

    code: str
    name: str


class Me(UserBrief):
    """The member who is asking."""

    bio: str
    gender: Gender
    birth_date: date | None
    city: City | None
    cover: str
    language: LanguageCode
    role: Literal["member", "creator", "star", "official"]
    is_moderator: bool
    is_operator: bool
    status: Literal["active", "muted", "suspended", "deleting"]
    status_until: datetime | None
    phone: str | None
    email: str | None
    phone_verified: bool
    may_write: bool
    has_password: bool
    interests: list[str]
    can_change_handle: bool
    minor_mode: bool
    delete_at: datetime | None
    counts: ProfileCounts
    joined_at: datetime


class ProfileUpdate(Schema):
    """Fields to change; those not sent stay. `city` is a code, empty for none; `handle` changes once."""

    nickname: Annotated[str, Field(max_length=80)] | None = None
    handle: Annotated[str, Field(max_length=40)] | None = None
    bio: Annotated[str, Field(max_length=800)] | None = None
    gender: Gender | None = None
    birth_date: date | None = None
    city: Annotated[str, Field(max_length=6)] | None = None
    language: LanguageCode | None = None


class PictureAddress(Schema):
    """Where the new picture is, empty when it was taken away."""

    url: str


class Privacy(Schema):
    """What others see, and who may come near."""

    show_liked: bool = False
    show_collected: bool = True
    show_following: bool = True
    show_followers: bool = True
    show_city: bool = True
    show_gender: bool = True
    comment_policy: Audience = "everyone"
    mention_policy: Audience = "everyone"


class PrivacyUpdate(Schema):
    """Switches to change; those not sent stay."""

    show_liked: bool | None = None
    show_collected: bool | None = None
    show_following: bool | None = None
    show_followers: bool | None = None
    show_city: bool | None = None
    show_gender: bool | None = None
    comment_policy: Audience | None = None
    mention_policy: Audience | None = None


class Notices(Schema):
    """Which notices are wanted, by kind. Those of the platform (decisions, security) always come."""

    likes: bool = True
    collects: bool = True
    comments: bool = True
    mentions: bool = True
    follows: bool = True
    topics: bool = True
    coupons: bool = True


class NoticesUpdate(Schema):
    """Switches to change; those not sent stay."""

    likes: bool | None = None
    collects: bool | None = None
    comments: bool | None = None
    mentions: bool | None = None
    follows: bool | None = None
    topics: bool | None = None
    coupons: bool | None = None


class MinorMode(Schema):
    """Whether the minors' mode is on."""

    is_on: bool


class MinorModeUpdate(Schema):
    """On with a new PIN of four digits, off with the same."""

    is_on: bool
    pin: Pin


class Settings(Schema):
    """All switches of an account."""

    privacy: Privacy
    notices: Notices
    personalised: bool
    dwell_consent: bool
    minor_mode: MinorMode
    language: LanguageCode


class SettingsUpdate(Schema):
    """Groups and switches to change; those not sent stay. In the minors' mode the guardian's `pin` opens
    privacy, recommendation and the measuring of reading time."""

    privacy: PrivacyUpdate | None = None
    notices: NoticesUpdate | None = None
    personalised: bool | None = None
    dwell_consent: bool | None = None
    minor_mode: MinorModeUpdate | None = None
    language: LanguageCode | None = None
    pin: Pin | None = None


class InterestsChoice(Schema):
    """At least three categories. A place is optional: a city's code ("" takes it away), or a
    position in degrees, of which only a cell of 0.05° is kept."""

    categories: Annotated[list[CategorySlug], Field(min_length=3, max_length=30)]
    city: Annotated[str, Field(max_length=6)] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lng: Annotated[float, Field(ge=-180, le=180)] | None = None


class Interests(Schema):
    """What was chosen, and the place."""

    interests: list[str]
    city: City | None


class ConsentUpdate(Schema):
    """Switches that visitors have too; those not sent stay. In the minors' mode they go on with the
    guardian's `pin`."""

    personalised: bool | None = None
    dwell: bool | None = None
    pin: Pin | None = None


class Consent(Schema):
    """Whether recommendations may be personal and reading time measured."""

    personalised: bool
    dwell: bool


class Device(Schema):
    """A signed-in device."""

    id: UUID
    device: str
    address: str | None
    created_at: datetime
    last_seen_at: datetime
    is_current: bool


class Devices(Schema):
    """Signed-in devices, the latest first."""

    items: list[Device]


class EndedSessions(Schema):
    """How many devices were signed out."""

    count: int


class Token(Schema):
    """An API token; `hint` is the end of it."""

    id: UUID
    name: str
    hint: str
    scopes: list[Literal["read", "write"]]
    expires_at: datetime | None
    last_used_at: datetime | None
    created_at: datetime


class TokenCreate(Schema):
    """A token's name, what it may do, and for how many days (none: for ever)."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
    scopes: Annotated[list[Literal["read", "write"]], Field(min_length=1, max_length=2)]
    days: Annotated[int, Field(ge=1, le=3650)] | None = None


class NewToken(Token):
    """A fresh token; `token` can be read only now."""

    token: str


class Tokens(Schema):
    """The member's API tokens."""

    items: list[Token]


class SignInMethods(Schema):
    """The ways into the account."""

    phone: str | None
    email: str | None
    has_password: bool
    passkey_count: int
    oauth: list["OAuthBinding"]


class OAuthBinding(Schema):
    """A WeChat or Weibo account that opens this one."""

    id: str
    name: str
    is_bound: bool


class Export(Schema):
    """An order of all own data; `size` of the file in bytes."""

    id: UUID
    state: Literal["queued", "ready", "failed", "expired"]
    size: int
    created_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None


class Exports(Schema):
    """Orders, the latest first."""

    items: list[Export]


class Proof(Schema):
    """Proof of the person: the password, or a code (purpose `verify`) sent to the account's phone.
    Neither is needed within 15 minutes of signing in to an account that has neither."""

    password: Annotated[str, Field(max_length=128)] = ""
    code: Annotated[str, Field(max_length=6)] = ""


class PhoneChange(Schema):
    """A new number, the code it was sent (purpose `change`), and proof of the person."""

    phone: Annotated[str, Field(max_length=40)]
    code: Annotated[str, Field(max_length=6)]
    proof: Proof = Proof()


class EmailChange(Schema):
    """A new address and proof of the person."""

    email: Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    proof: Proof = Proof()


class EmailKey(Schema):
    """The key of a link in an e-mail."""

    key: Annotated[str, Field(max_length=600)]


class PasswordChange(Schema):
    """A new password and proof of the person."""

    password: Annotated[str, Field(min_length=8, max_length=128)]
    proof: Proof = Proof()


class DeletionObstacle(Schema):
    """One thing that must be settled before the account can go (`is_blocking`), or that goes with it.
    Money in fen: `balance`, `withdrawals`; `points` in points; the others are counted."""

    code: ObstacleCode
    is_blocking: bool
    count: int
    amount: int


class DeletionCheck(Schema):
    """What deleting the account would meet, what blocks first."""

    delete_at: datetime | None
    items: list[DeletionObstacle]


class DeletionPlan(Schema):
    """When the account will be gone."""

    delete_at: datetime


class Verification(Schema):
    """An application for a verified role."""

    id: UUID
    role: Literal["creator", "star", "official"]
    category: str
    label: str
    source: Literal["applied", "rule", "operator"]
    state: Literal["pending", "approved", "refused", "withdrawn", "revoked"]
    reason: str
    created_at: datetime
    decided_at: datetime | None


class Verifications(Schema):
    """The member's applications, the latest first, and the badge held."""

    items: list[Verification]


class VerificationForm(Schema):
    """An application: the role, the category it is about, the badge's words, the evidence in words."""

    role: Literal["creator", "star", "official"]
    category: Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9-]*$")] = ""
    label: Annotated[str, Field(min_length=1, max_length=40)]
    evidence: Annotated[str, Field(min_length=10, max_length=2000)]


class Passkey(Schema):
    """A passkey by the name its owner gave."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


class Passkeys(Schema):
    """The member's passkeys."""

    items: list[Passkey]


class PasskeyOptions(Schema):
    """What the browser's `navigator.credentials` call takes; bytes in base64url."""

    publicKey: dict[str, Any]  # noqa: N815 - WebAuthn's own name


class PasskeyCreate(Schema):
    """A passkey that the browser made, and a name for it."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    credential: dict[str, Any]


class PasskeySignIn(Schema):
    """The browser's answer to a challenge."""

    credential: dict[str, Any]
