""" "Want it here": counting who misses what."""

from uuid import UUID

from django.db import transaction

from shancha.apps.mall.barcodes import is_barcode
from shancha.apps.mall.errors import WantInvalidError
from shancha.apps.mall.models import Product, Wanted
from shancha.apps.mall.wanting import is_barcode_key, key_of_text, product_key
from shancha.kit import limits, sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.text import clean_line

A_DAY = 50


def key_of(*, barcode: str = "", words: str = "", product_id: UUID | None = None) -> tuple[str, str, str]:
    """(key, kind, label) of what is wanted: exactly one of the three; words that are a
    barcode count as one. Raises WantInvalidError."""
    if sum((bool(barcode), bool(words), product_id is not None)) != 1:
        raise WantInvalidError
    if product_id is not None:
        title = Product.objects.filter(id=product_id, published_at__isnull=False).values_list("title").first()
        if title is None:
            raise WantInvalidError
        return product_key(product_id), Wanted.Kind.PRODUCT, title[0][:80]
    if barcode:
        if not is_barcode(barcode):
            raise WantInvalidError
        words = barcode
    key = key_of_text(words)
    if key is None:
        raise WantInvalidError
    kind = Wanted.Kind.BARCODE if is_barcode_key(key) else Wanted.Kind.WORDS
    return key, kind, clean_line(words)[:80]


@transaction.atomic
def want(
    *,
    user_id: UUID,
    source: str,
    barcode: str = "",
    words: str = "",
    product_id: UUID | None = None,
    note_id: UUID | None = None,
) -> tuple[str, int]:
    """A member wants a thing here; repeated, it counts once. Returns its key and how many want it. Raises
    WantInvalidError, RateLimitedError (fifty things a day)."""
    key, kind, label = key_of(barcode=barcode, words=words, product_id=product_id)
    limits.check("mall.want", str(user_id), limit=A_DAY, seconds=86_400)
    at = now()
    sql.execute(
        """
        insert into mall_wanted (key, kind, label, people, first_at, last_at)
        values (%(key)s, %(kind)s, %(label)s, 0, %(now)s, %(now)s) on conflict do nothing
        """,
        {"key": key, "kind": kind, "label": label, "now": at},
    )
    added = sql.execute(
        """
        insert into mall_want (id, wanted_id, user_id, source, note_id, created_at)
        values (%(id)s, %(key)s, %(user)s, %(source)s,
            (select n.id from community_note n where n.id = %(note)s::uuid and n.state = 'public'), %(now)s)
        on conflict do nothing
        """,
        {"id": new_id(), "key": key, "user": user_id, "source": source, "note": note_id, "now": at},
    )
    return key, _move_count(key, added)


@transaction.atomic
def unwant(*, user_id: UUID, key: str) -> int:
    """Takes it back; repeated, nothing happens. Returns how many still want it."""
    removed = sql.execute("delete from mall_want where wanted_id = %s and user_id = %s", [key, user_id])
    return _move_count(key, -removed)


def forget_member(user_id: UUID) -> None:
    """A member who is gone wants nothing."""
    for (key,) in sql.fetch_rows("select wanted_id from mall_want where user_id = %s", [user_id]):
        unwant(user_id=user_id, key=key)


def _move_count(key: str, step: int) -> int:
    count = sql.fetch_value(
        """
        update mall_wanted set people = people + %(step)s,
            last_at = case when %(step)s > 0 then %(now)s else last_at end
        where key = %(key)s returning people
        """,
        {"step": step, "now": now(), "key": key},
    )
    return int(count or 0)
