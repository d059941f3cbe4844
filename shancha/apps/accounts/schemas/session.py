"""The session and the ways to begin one."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from shancha.apps.accounts.schemas.me import City, Consent, Me

Email = Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
CodeText = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
PhoneText = Annotated[str, Field(max_length=40)]
PasswordText = Annotated[str, Field(min_length=1, max_length=128)]


class OAuthProvider(Schema):
    """A way in by another service: its page is /accounts/<id>/login/."""

    id: str
    name: str


class Features(Schema):
    """Which ways in and which helps this server offers."""

    phone_login: bool
    email_login: bool
    oauth: list[OAuthProvider]
    passkeys: bool
    outbox: bool
    phone_required_to_write: bool


class VisitorChoices(Schema):
    """What was chosen before signing in."""

    interests: list[str]
    city: City | None


class RulesPending(Schema):
    """A version of the rules that awaits the member's consent."""

    slug: str
    version: str


class Session(Schema):
    """Who is here and what is on offer. `csrf_token` goes into the `X-CSRFToken` header."""

    viewer: Me | None
    visitor: VisitorChoices
    features: Features
    csrf_token: str
    stream_url: str | None
    consent: Consent
    rules_version_pending: RulesPending | None


class AcceptedRule(Schema):
    """A document of the rules in the version that was read and accepted."""

    slug: Annotated[str, Field(max_length=40)]
    version: Annotated[str, Field(max_length=20)]


AcceptedRules = Annotated[list[AcceptedRule], Field(max_length=10)]


class CodeRequest(Schema):
    """Where to send a code and what it is for. For `verify` the account's own phone is taken."""

    phone: PhoneText = ""
    purpose: Literal["sign_in", "change", "verify"] = "sign_in"


class CodeSent(Schema):
    """When another code may be asked for, and how long this one lasts."""

    resend_after_seconds: int
    expires_in_seconds: int


class PhoneSignIn(Schema):
    """A phone, its code, and the rules accepted with it."""

    phone: PhoneText
    code: CodeText
    rules: AcceptedRules = []


class EmailSignUp(Schema):
    """An address, a password of at least eight characters, and a nickname if wished."""

    email: Email
    password: Annotated[str, Field(min_length=8, max_length=128)]
    nickname: Annotated[str, Field(max_length=80)] = ""
    rules: AcceptedRules = []


class EmailSignIn(Schema):
    """An address and its password."""

    email: Email
    password: PasswordText


class EmailOnly(Schema):
    """An address."""

    email: Email


class KeyOnly(Schema):
    """The key of a link in an e-mail."""

    key: Annotated[str, Field(max_length=600)]


class PasswordReset(Schema):
    """The key of the link, and the new password."""

    key: Annotated[str, Field(max_length=600)]
    password: Annotated[str, Field(min_length=8, max_length=128)]


class LetterSent(Schema):
    """A letter is on its way, if there is anything to say; the answer never tells which."""

    is_accepted: bool


class CityPlace(Schema):
    """A city: administrative code, centre in degrees, tier from 1 (largest) to 5."""

    code: str
    name: str
    province: str
    lat: float
    lng: float
    tier: int


class Places(Schema):
    """Cities that match, best first."""

    items: list[CityPlace]


class OutboxMessage(Schema):
    """A message that a real server would have sent."""

    id: str
    channel: Literal["sms", "email"]
    recipient: str
    subject: str
    body: str
    code: str
    created_at: str


class Outbox(Schema):
    """The latest messages, newest first."""

    items: list[OutboxMessage]
