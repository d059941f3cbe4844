"""Callbacks of providers: kept as they came, checked, counted once."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.payments.errors import CallbackRefusedError, ProviderUnavailableError
from shancha.apps.payments.models import ProviderNotice, Refund
from shancha.apps.payments.providers import SignatureError, provider_named
from shancha.apps.payments.providers.base import Callback, CallbackReply, CallbackRequest
from shancha.apps.payments.services.refunds import apply_refund_result
from shancha.apps.payments.services.results import apply_charge_result
from shancha.kit import limits, sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id

MAX_BODY = 65_536
KEPT_FORGED = timedelta(days=7)
KEPT = timedelta(days=1100)  # three years (电子商务法 31)
Outcome = ProviderNotice.Outcome


def record_notice(*, provider: str, headers: Mapping[str, str], body: bytes, client_ip: str) -> CallbackReply:
    """Keeps a callback and does what it says, in one transaction: when this fails the provider sends it
    again. The same event again changes nothing and is answered alike. Raises ProviderUnavailableError,
    CallbackRefusedError for a signature that does not hold."""
    way = provider_named(provider)
    if way is None:
        raise ProviderUnavailableError
    try:
        if len(body) > MAX_BODY:
            raise SignatureError
        callback = way.read_callback(CallbackRequest(headers=headers, body=body))
    except (SignatureError, KeyError, ValueError) as error:
        _keep_forged(provider, body[:2000], client_ip)
        raise CallbackRefusedError from error
    _take(provider, callback, body)
    return way.callback_reply()


def _keep_forged(provider: str, body: bytes, client_ip: str) -> None:
    """At most ten a minute from one address, so that nobody fills the table."""
    try:
        limits.check("forged_callbacks", client_ip, limit=10, seconds=60)
    except limits.RateLimitedError:
        return
    digest = hashlib.sha256(body).hexdigest()[:40]
    with transaction.atomic():
        _insert(provider, Callback(event_key=f"forged:{digest}", kind="other"), body, verified=False)


@transaction.atomic
def _take(provider: str, callback: Callback, body: bytes) -> None:
    notice_id, is_new, charge_id = _insert(provider, callback, body, verified=True)
    if not is_new:
        return
    outcome = _apply(provider, callback, charge_id)
    sql.execute(
        "update payments_notice set outcome = %s, processed_at = %s where id = %s",
        [str(outcome), now(), notice_id],
    )


def _insert(
    provider: str, callback: Callback, body: bytes, *, verified: bool
) -> tuple[UUID, bool, UUID | None]:
    """The row of the event, whether it is new, and the charge of its number. Waits for a transaction that is
    taking the same one."""
    row_id = new_id()
    rows = sql.fetch_rows(
        """
        insert into payments_notice (id, provider, event_key, kind, number, verified, body, outcome, copies,
            received_at)
        values (%s, %s, %s, %s, %s, %s, %s, %s, 1, %s)
        on conflict (provider, event_key) do update set copies = payments_notice.copies + 1
        returning id, (select c.id from payments_charge c
            where c.provider = payments_notice.provider and c.number = payments_notice.number)
        """,
        [
            row_id,
            provider,
            callback.event_key[:160],
            callback.kind,
            callback.number[:80],
            verified,
            body.decode("utf-8", "replace").replace("\x00", ""),
            Outcome.WAITING if verified else Outcome.FORGED,
            now(),
        ],
    )
    stored, charge_id = rows[0]
    return stored, stored == row_id, charge_id


def _apply(provider: str, callback: Callback, charge_id: UUID | None) -> str:
    if callback.charge is not None:
        if charge_id is None:
            return Outcome.UNKNOWN
        return Outcome(apply_charge_result(charge_id=charge_id, state=callback.charge))
    if callback.refund is not None:
        refund_id = (
            Refund.objects.filter(charge__provider=provider, number=callback.number)
            .values_list("id", flat=True)
            .first()
        )
        if refund_id is None:
            return Outcome.UNKNOWN
        return Outcome(apply_refund_result(refund_id=refund_id, state=callback.refund))
    return Outcome.IGNORED


def sweep_notices() -> int:
    """Forgets forged callbacks after a week and genuine ones after three years; returns how many."""
    forged = ProviderNotice.objects.filter(verified=False, received_at__lt=now() - KEPT_FORGED).delete()[0]
    return forged + ProviderNotice.objects.filter(received_at__lt=now() - KEPT).delete()[0]
