"""How a message leaves the house: through an HTTP gateway, by SMTP, or not at all (the outbox)."""

from dataclasses import dataclass
from typing import Protocol

import httpx
from django.conf import settings
from django.core.mail import EmailMessage

_TIMEOUT_SECONDS = 8.0


class DeliveryError(Exception):
    """The carrier did not take the message; the job tries again."""


class Carrier(Protocol):
    """Delivers one message. Raises DeliveryError when it should be tried again."""

    def deliver(self, *, recipient: str, subject: str, body: str) -> None:
        """Hands the message over."""


@dataclass(frozen=True, slots=True)
class HttpSms:
    """Posts `{"to": "+86…", "text": "…"}` to the operator's gateway with a bearer token.

    Any 2xx answer counts as taken. Small adapters for the big vendors speak this on the other side.
    """

    url: str
    token: str

    def deliver(self, *, recipient: str, subject: str, body: str) -> None:
        """One POST, eight seconds at most, no redirects."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            answer = httpx.post(
                self.url, json={"to": recipient, "text": body}, headers=headers, timeout=_TIMEOUT_SECONDS
            )
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise DeliveryError(type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class SmtpMail:
    """Django's SMTP back end, set up from SHANCHA_EMAIL_URL."""

    def deliver(self, *, recipient: str, subject: str, body: str) -> None:
        """One plain-text mail."""
        try:
            EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [recipient]).send()
        except OSError as error:  # smtplib's errors are OSErrors
            raise DeliveryError(type(error).__name__) from error


def is_outbox_open() -> bool:
    """Whether messages may be read in the developer's outbox: never on a public server."""
    return not settings.ENV.is_production


def sms_carrier() -> Carrier | None:
    """The way text messages go, or None for the outbox (or nowhere)."""
    if settings.ENV.sms_provider == "http" and settings.ENV.sms_http_url:
        return HttpSms(settings.ENV.sms_http_url, settings.ENV.sms_http_token)
    return None


def can_send_sms() -> bool:
    """Whether a code by text message reaches anybody."""
    return sms_carrier() is not None or (settings.ENV.sms_provider == "outbox" and is_outbox_open())


def email_carrier() -> Carrier | None:
    """The way e-mails go, or None for the outbox (or nowhere)."""
    return SmtpMail() if settings.ENV.email_url else None


def can_send_email() -> bool:
    """Whether an e-mail reaches anybody."""
    return email_carrier() is not None or is_outbox_open()
