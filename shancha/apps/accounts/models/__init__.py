"""Tables of the accounts app."""

from shancha.apps.accounts.models.access import (
    ApiToken,
    LoginRecord,
    OneTimeCode,
    OutgoingMessage,
    PendingSignUp,
    Session,
)
from shancha.apps.accounts.models.people import User
from shancha.apps.accounts.models.relations import Block, Follow, Interest, Mute, Visitor
from shancha.apps.accounts.models.requests import Consent, EvidencePicture, ExportRequest, VerificationRequest
from shancha.apps.accounts.models.rules import WritingRule
from shancha.apps.accounts.models.ties import Tie

__all__ = [
    "ApiToken",
    "Block",
    "Consent",
    "EvidencePicture",
    "ExportRequest",
    "Follow",
    "Interest",
    "LoginRecord",
    "Mute",
    "OneTimeCode",
    "OutgoingMessage",
    "PendingSignUp",
    "Session",
    "Tie",
    "User",
    "VerificationRequest",
    "Visitor",
    "WritingRule",
]
