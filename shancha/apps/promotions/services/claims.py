"""Coupons come into the pocket: from the centre, by code, or given by the platform."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from shancha.apps.promotions.errors import (
    CouponGoneError,
    CouponLimitError,
    CouponNotFoundError,
    CouponNotOpenError,
    GiftCodeInvalidError,
    GiftCodeUsedError,
    MembersOnlyError,
)
from shancha.apps.promotions.events import CouponClaimed
from shancha.apps.promotions.models import Coupon, GiftCode
from shancha.apps.promotions.policies import is_member
from shancha.apps.promotions.services.coupon_log import log_claims
from shancha.kit import limits, sql
from shancha.kit.clock import now
from shancha.kit.crypto import keyed_hash
from shancha.kit.events import publish
from shancha.kit.ids import new_id

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 O 1 I, which people mix up
CODE_LENGTH = 12
CODES_AT_ONCE = 10_000

# Takes one of the quantity. The row stays locked, so that what follows sees all earlier claims of it.
_TAKE = """
update promotions_coupon set claimed_count = claimed_count + 1
where id = %(coupon)s and claimed_count < quantity and status = 'active'
    and claim_starts_at <= %(now)s and (claim_ends_at is null or claim_ends_at > %(now)s)
    and (valid_until is null or valid_until > %(now)s)
returning per_user, valid_from, valid_until, valid_days, members_only
"""
_PUT = """
insert into promotions_couponclaim
    (id, coupon_id, user_id, serial, status, source, valid_from, valid_until, created_at)
select %(id)s, %(coupon)s, %(user)s, count(*) + 1, 'open', %(source)s, %(from)s, %(until)s, %(now)s
from promotions_couponclaim where coupon_id = %(coupon)s and user_id = %(user)s
having count(*) < %(per_user)s
"""


class _Taken(NamedTuple):
    per_user: int
    valid_from: datetime | None
    valid_until: datetime | None
    valid_days: int | None
    members_only: bool


@transaction.atomic
def claim_coupon(*, user_id: UUID, coupon_id: UUID) -> UUID:
    """Puts a coupon of the centre into the member's pocket and returns the claim's id.

    However many ask at once, no more are handed out than there are, and nobody gets more than their share.
    Raises CouponNotFoundError, CouponNotOpenError, CouponGoneError, CouponLimitError, MembersOnlyError.
    """
    known = Coupon.objects.filter(id=coupon_id).exclude(status="draft").values_list("code_only").first()
    if known is None or known[0]:
        raise CouponNotFoundError
    return _claim(user_id, coupon_id, source="centre")


@transaction.atomic
def grant_coupon(*, user_id: UUID, coupon_id: UUID) -> UUID:
    """The platform puts a coupon into a member's pocket (care, rewards). Counts like any claim."""
    return _claim(user_id, coupon_id, source="grant")


@transaction.atomic
def redeem_code(*, user_id: UUID, code: str) -> UUID:
    """Turns a gift code into a coupon; returns the claim's id. Twenty tries an hour. Raises
    GiftCodeInvalidError, GiftCodeUsedError, and what `claim_coupon` raises."""
    limits.check("gift_code", str(user_id), limit=20, seconds=3600, durable=True)
    found = sql.fetch_rows(
        """
        update promotions_giftcode set used = used + 1
        where code_hash = %(hash)s and used < max_uses and (ends_at is null or ends_at > %(now)s)
        returning id, coupon_id
        """,
        {"hash": keyed_hash(_plain(code)), "now": now()},
    )
    if not found:
        raise GiftCodeInvalidError
    code_id, coupon_id = found[0]
    if sql.fetch_rows(
        "select 1 from promotions_giftcodeuse where code_id = %s and user_id = %s", [code_id, user_id]
    ):
        raise GiftCodeUsedError
    claim_id = _claim(user_id, coupon_id, source="code")
    sql.execute(
        "insert into promotions_giftcodeuse (code_id, user_id, claim_id, at) values (%s, %s, %s, %s)",
        [code_id, user_id, claim_id, now()],
    )
    return claim_id


@transaction.atomic
def make_codes(
    *, coupon_id: UUID, count: int, max_uses: int = 1, label: str = "", ends_at: datetime | None = None
) -> list[str]:
    """New codes for a coupon, in plain text: this is the only time they can be seen. At most 10,000."""
    if not Coupon.objects.filter(id=coupon_id).exists() or not 1 <= count <= CODES_AT_ONCE:
        raise CouponNotFoundError
    codes = ["".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)) for _ in range(count)]
    GiftCode.objects.bulk_create(
        [
            GiftCode(
                coupon_id=coupon_id,
                code_hash=keyed_hash(code),
                hint=code[-4:],
                label=label,
                max_uses=max_uses,
                ends_at=ends_at,
            )
            for code in codes
        ],
        batch_size=1000,
    )
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def _plain(code: str) -> str:
    """As the code is stored: capital letters and digits only, however people write it."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _claim(user_id: UUID, coupon_id: UUID, *, source: str) -> UUID:
    rows = sql.fetch_rows(_TAKE, {"coupon": coupon_id, "now": now()})
    if not rows:
        raise _why_not(coupon_id)
    taken = _Taken(*rows[0])
    if taken.members_only and not is_member(user_id):
        raise MembersOnlyError
    claim_id, begins = new_id(), max(taken.valid_from or now(), now())
    ends = taken.valid_until or begins + timedelta(days=taken.valid_days or 0)
    values = {"id": claim_id, "coupon": coupon_id, "user": user_id, "source": source, "now": now()}
    if not sql.execute(_PUT, {**values, "from": begins, "until": ends, "per_user": taken.per_user}):
        raise CouponLimitError
    log_claims([claim_id], "claimed")
    publish(CouponClaimed(claim_id=claim_id, coupon_id=coupon_id, user_id=user_id, source=source))
    return claim_id


def _why_not(coupon_id: UUID) -> Exception:
    coupon = Coupon.objects.filter(id=coupon_id).first()
    if coupon is None:
        return CouponNotFoundError()
    is_open = (
        coupon.status == "active"
        and coupon.claim_starts_at <= now()
        and (coupon.claim_ends_at is None or coupon.claim_ends_at > now())
        and (coupon.valid_until is None or coupon.valid_until > now())
    )
    return CouponGoneError() if is_open else CouponNotOpenError()
