"""Messages to people's phones and mailboxes: stored encrypted, sent by a job, then emptied."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts import providers
from shancha.apps.accounts.models import OutgoingMessage
from shancha.kit import clock, jobs

_State = OutgoingMessage.State
_KEEP_FOR = timedelta(days=1)


@transaction.atomic
def send_sms(*, to: str, body: str, code: str = "", expires_at: datetime | None = None) -> None:
    """Sends a text message soon. With the outbox it can be read there at once."""
    _send(OutgoingMessage.Channel.SMS, to=to, subject="", body=body, code=code, expires_at=expires_at)


@transaction.atomic
def send_email(
    *, to: str, subject: str, body: str, code: str = "", expires_at: datetime | None = None
) -> None:
    """Sends a plain-text e-mail soon. With the outbox it can be read there at once; `code` is the
    link or code that the outbox offers to click."""
    _send(OutgoingMessage.Channel.EMAIL, to=to, subject=subject, body=body, code=code, expires_at=expires_at)


def _send(
    channel: OutgoingMessage.Channel,
    *,
    to: str,
    subject: str,
    body: str,
    code: str,
    expires_at: datetime | None,
) -> None:
    carrier = _carrier(channel)
    if carrier is None and not providers.is_outbox_open():
        return  # nobody could read it: nothing secret is kept
    message = OutgoingMessage.objects.create(
        channel=channel,
        recipient=to,
        subject=subject,
        body=body,
        code=code,
        expires_at=expires_at,
        state=_State.QUEUED if carrier else _State.KEPT,
    )
    if carrier is not None:
        jobs.defer("accounts.send_message", message_id=str(message.id))


def deliver_message(message_id: UUID) -> None:
    """Hands one queued message to its carrier and empties it. A second run finds it sent and does
    nothing; one that has lapsed is not sent. Raises DeliveryError so that the job tries again."""
    message = OutgoingMessage.objects.filter(id=message_id, state=_State.QUEUED).first()
    if message is None:
        return
    carrier = _carrier(OutgoingMessage.Channel(message.channel))
    lapsed = carrier is None or (message.expires_at is not None and message.expires_at <= clock.now())
    if carrier is not None and not lapsed:
        carrier.deliver(recipient=message.recipient, subject=message.subject, body=message.body)
    OutgoingMessage.objects.filter(id=message_id).update(
        state=_State.LAPSED if lapsed else _State.SENT, body="", code="", recipient=""
    )


def sweep_messages() -> None:
    """Removes messages older than a day, the outbox's among them."""
    OutgoingMessage.objects.filter(created_at__lt=clock.now() - _KEEP_FOR).delete()


def _carrier(channel: OutgoingMessage.Channel) -> providers.Carrier | None:
    return providers.sms_carrier() if channel == OutgoingMessage.Channel.SMS else providers.email_carrier()
