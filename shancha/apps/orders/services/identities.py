"""Who a buyer of goods from abroad is: given by consent, shown masked, wiped when no longer needed."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Greatest

from shancha.apps.orders.errors import IdentityInvalidError, IdentityLimitError, IdentityNotFoundError
from shancha.apps.orders.models import BuyerIdentity, Order
from shancha.apps.orders.regions import is_province
from shancha.kit import limits, sql
from shancha.kit.citizens import clean_citizen_number, mask_citizen_number
from shancha.kit.clock import now
from shancha.kit.crypto import keyed_hash
from shancha.kit.language import bilingual
from shancha.kit.numbers import home_date
from shancha.kit.turns import take_turn

IDENTITY_LIMIT = 5
CONSENT_VERSION = "2026-01"
# The records of a cross-border order are kept three years (电子商务法 31); an identity that no order uses
# goes a year after it was last confirmed.
KEPT_UNUSED = timedelta(days=365)
KEPT_AFTER_ORDER = timedelta(days=3 * 366)
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]{1,15}(·[\u3400-\u9fff]{1,15}){0,4}")


@transaction.atomic
def add_identity(*, user_id: UUID, real_name: str, number: str, is_default: bool = False) -> BuyerIdentity:
    """Keeps a buyer's name and number after the owner consented. The same number again corrects the name.
    Raises IdentityInvalidError (also below 18 years), IdentityLimitError, RateLimitedError."""
    limits.check("orders.identity", str(user_id), limit=20, seconds=86_400, durable=True)
    name, number = real_name.strip(), _checked(real_name.strip(), number)
    take_turn("identities", user_id)
    own = BuyerIdentity.objects.filter(user_id=user_id, removed_at=None)
    hashed = keyed_hash(f"identity:{number}")
    identity = own.filter(number_hash=hashed).first()
    if identity is None:
        if own.count() >= IDENTITY_LIMIT:
            raise IdentityLimitError
        identity = BuyerIdentity(user_id=user_id, number=number, number_hash=hashed)
        identity.masked_number = mask_citizen_number(number)
    identity.real_name, identity.masked_name = name, "*" * (len(name) - 1) + name[-1]
    identity.consent_version, identity.consent_at = CONSENT_VERSION, now()
    identity.purge_at = max(identity.purge_at or now(), now() + KEPT_UNUSED)
    if is_default or not own.exists():
        own.exclude(id=identity.id).update(is_default=False)
        identity.is_default = True
    identity.save()
    return identity


@transaction.atomic
def make_default(*, user_id: UUID, identity_id: UUID) -> BuyerIdentity:
    """Proposes this identity first from now on. Raises IdentityNotFoundError."""
    take_turn("identities", user_id)
    own = BuyerIdentity.objects.filter(user_id=user_id, removed_at=None)
    identity = own.filter(id=identity_id).first()
    if identity is None:
        raise IdentityNotFoundError
    own.exclude(id=identity_id).update(is_default=False)
    identity.is_default = True
    identity.save(update_fields=["is_default"])
    return identity


@transaction.atomic
def remove_identity(*, user_id: UUID, identity_id: UUID) -> None:
    """Takes an identity away. Where an order used it, name and number stay out of sight until the duty to
    keep them ends; otherwise they are wiped at once. Raises IdentityNotFoundError."""
    identity = (
        BuyerIdentity.objects.select_for_update()
        .filter(id=identity_id, user_id=user_id, removed_at=None)
        .first()
    )
    if identity is None:
        raise IdentityNotFoundError
    if Order.objects.filter(buyer_id=user_id, identity_id=identity_id).exists():
        identity.removed_at, identity.is_default = now(), False
        identity.save(update_fields=["removed_at", "is_default"])
    else:
        identity.delete()


def keep_for_order(identity_id: UUID, placed_at: datetime) -> None:
    """An order was placed with it: it must be kept as long as the order's record."""
    BuyerIdentity.objects.filter(id=identity_id).update(
        purge_at=Greatest("purge_at", placed_at + KEPT_AFTER_ORDER)
    )


@transaction.atomic
def purge_identities(limit: int = 500) -> int:
    """Wipes names and numbers whose time is over; returns how many. The keyed hash stays: the year's
    allowance hangs on it."""
    return sql.execute(
        """
        update orders_buyeridentity set real_name = '', number = '', masked_name = '', masked_number = '',
            is_default = false, removed_at = coalesce(removed_at, %(now)s), purged_at = %(now)s
        where id in (select id from orders_buyeridentity where purge_at <= %(now)s and purged_at is null
            order by purge_at limit %(limit)s for update skip locked)
        """,
        {"now": now(), "limit": limit},
    )


def _checked(name: str, number: str) -> str:
    """The number in its one form. Raises IdentityInvalidError."""
    problems: dict[str, str] = {}
    if not _NAME.fullmatch(name):
        problems["real_name"] = bilingual("请填写身份证上的姓名", "Give the name as on the identity card")
    clean = clean_citizen_number(number)
    if clean is None or not is_province(clean[:2]):
        problems["number"] = bilingual("身份证号不正确", "This is not a valid identity number")
    elif not _is_of_age(clean):
        problems["number"] = bilingual("订购人须年满 18 周岁", "The buyer must be at least 18")
    if problems or clean is None:
        raise IdentityInvalidError(fields=problems)
    return clean


def _is_of_age(number: str) -> bool:
    """Whether the eighteenth birthday has come; the number is valid. YYYYMMDD compares as the days do."""
    today = home_date()
    return int(number[6:14]) + 18_00_00 <= int(f"{today:%Y%m%d}")
