"""One-time codes: six digits, hashed, five minutes, five tries, used once.

Tries are counted outside any transaction, so that a refusal does not give the try back.
"""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts import errors, letters
from shancha.apps.accounts.models import OneTimeCode
from shancha.apps.accounts.phones import phone_hash
from shancha.apps.accounts.services.outgoing import send_sms
from shancha.kit import clock, sql
from shancha.kit.crypto import keyed_hash
from shancha.kit.ids import new_id
from shancha.kit.limits import RateLimitedError, check
from shancha.kit.turns import take_turn

LIFETIME = timedelta(minutes=5)
RESEND_AFTER = timedelta(seconds=60)
MAX_TRIES = 5
PURPOSES = ("sign_in", "change", "verify")


@dataclass(frozen=True, slots=True)
class CodeSent:
    """When a code may be asked for again, and how long this one lasts, in seconds."""

    resend_after_seconds: int
    expires_in_seconds: int


def request_code(*, number: str, purpose: str) -> CodeSent:
    """Sends a fresh code to a number in E.164; earlier ones of the purpose stop working.

    At most one in 60 s, five in an hour and ten in a day for a number, whoever asks: raises
    RateLimitedError. Never tells whether the number is known.
    """
    target = phone_hash(number)
    _check_pause(target)
    check("accounts.code_hour", target, limit=5, seconds=3600, durable=True)
    check("accounts.code_day", target, limit=10, seconds=86400, durable=True)
    code, identifier = f"{secrets.randbelow(1_000_000):06}", new_id()
    expires_at = clock.now() + LIFETIME
    with transaction.atomic():
        take_turn("one-time code", target)
        # Of two asked for at once, the second finds the first here.
        _check_pause(target)
        OneTimeCode.objects.create(
            id=identifier,
            target_hash=target,
            purpose=purpose,
            code_hash=keyed_hash(f"{identifier}:{code}"),
            expires_at=expires_at,
        )
        send_sms(to=number, body=letters.code_text(code), code=code, expires_at=expires_at)
    return CodeSent(int(RESEND_AFTER.total_seconds()), int(LIFETIME.total_seconds()))


def _check_pause(target: str) -> None:
    latest = (
        OneTimeCode.objects.filter(target_hash=target)
        .order_by("-created_at")
        .values_list("created_at", flat=True)
        .first()
    )
    if latest is not None and latest + RESEND_AFTER > clock.now():
        raise RateLimitedError(retry_after=int((latest + RESEND_AFTER - clock.now()).total_seconds()) + 1)


def use_code(*, number: str, purpose: str, code: str) -> None:
    """Proves control of a number, once. Raises what check_code raises."""
    _spend(check_code(number=number, purpose=purpose, code=code))


def check_code(*, number: str, purpose: str, code: str) -> UUID:
    """Makes sure of a code without using it up, and says which it is, for `spending`. Raises CodeWrongError
    (after five tries also for the right code) and RateLimitedError beyond thirty tries an hour for a number.
    """
    target = phone_hash(number)
    check("accounts.code_tries", target, limit=30, seconds=3600, durable=True)
    row = sql.fetch_rows(
        """
        update accounts_onetimecode set tries = tries + 1
        where id = (select id from accounts_onetimecode where target_hash = %s and purpose = %s
                    order by created_at desc, id desc limit 1)
          and tries < %s and used_at is null and expires_at > %s
        returning id, code_hash
        """,
        [target, purpose, MAX_TRIES, clock.now()],
    )
    if not row or not hmac.compare_digest(row[0][1], keyed_hash(f"{row[0][0]}:{code}")):
        raise errors.CodeWrongError(fields={"code": errors.CodeWrongError.detail})
    return UUID(str(row[0][0]))


@contextmanager
def spending(*code_ids: UUID | None) -> Iterator[None]:
    """A transaction that uses codes up together with what they were given for: where that is refused, they
    stay good. Two at once with the same code come one after the other. Raises CodeWrongError for a used one.
    """
    with transaction.atomic():
        for code_id in code_ids:
            if code_id is not None:
                _spend(code_id)
        yield


def _spend(code_id: UUID) -> None:
    if not OneTimeCode.objects.filter(id=code_id, used_at=None).update(used_at=clock.now()):
        raise errors.CodeWrongError(fields={"code": errors.CodeWrongError.detail})


def sweep_codes() -> None:
    """Removes codes a day after they lapsed."""
    OneTimeCode.objects.filter(expires_at__lt=clock.now() - timedelta(days=1)).delete()
