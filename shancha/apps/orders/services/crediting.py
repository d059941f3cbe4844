"""Notes are credited with the sales they led to: touches are remembered, weighed when the order is paid, and
the credit shrinks with every refund."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.community.models import Note
from shancha.apps.orders.attribution import share_sale
from shancha.apps.orders.models import AttributionRule, Credit, Order, OrderLine, Settlement, Touch
from shancha.apps.orders.queries.line_facts import line_facts
from shancha.apps.orders.refunding import goods_kept, goods_value
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.money import split
from shancha.kit.numbers import home_date

KEPT = timedelta(days=90)

_TOUCH = """
insert into orders_touch (id, user_id, visitor_key, note_id, product_id, kind, day, at)
select t.id, %(user)s::uuid, %(visitor)s::text, n.id, p.id, t.kind, %(day)s::date, %(now)s::timestamptz
from unnest(%(ids)s::uuid[], %(notes)s::uuid[], %(products)s::uuid[], %(kinds)s::text[])
    as t (id, note_id, product_id, kind)
join community_note n on n.id = t.note_id and n.state = 'public'
left join mall_product p on p.id = t.product_id
where (t.product_id is null or p.id is not null)
    and (%(user)s::uuid is null or n.author_id <> %(user)s::uuid)
    and exists (select 1 from mall_noteproduct k where k.note_id = n.id
        and (t.product_id is null or k.product_id = t.product_id))
on conflict do nothing
"""
# Days on which the buyer met the product through a note, by note and kind, before the order was placed.
_MET = """
select t.note_id, t.kind, count(distinct t.day)::int
from orders_touch t
join community_note n on n.id = t.note_id and n.author_id <> %(buyer)s
join mall_noteproduct k on k.note_id = t.note_id and k.product_id = %(product)s
where t.user_id = %(buyer)s and t.at >= %(since)s and t.at <= %(until)s
    and (t.product_id is null or t.product_id = %(product)s)
group by 1, 2
"""
_ADOPT = """
with moved as (
    delete from orders_touch where user_id is null and visitor_key = %(visitor)s
    returning id, note_id, product_id, kind, day, at
)
insert into orders_touch (id, user_id, visitor_key, note_id, product_id, kind, day, at)
select id, %(user)s, '', note_id, product_id, kind, day, at from moved on conflict do nothing
"""


@dataclass(frozen=True, slots=True)
class Met:
    """One touch as a client tells it."""

    note_id: UUID
    product_id: UUID | None
    kind: str


@transaction.atomic
def record_touches(*, user_id: UUID | None, visitor_key: str, touches: Iterable[Met]) -> int:
    """Remembers touches, one of a kind a day; those with notes that name no (such) product, and an author's
    with their own notes, are passed over. Returns how many were new."""
    met = list(touches)
    return sql.execute(
        _TOUCH,
        {
            "user": user_id,
            "visitor": "" if user_id else visitor_key,
            "ids": [new_id() for _ in met],
            "notes": [each.note_id for each in met],
            "products": [each.product_id for each in met],
            "kinds": [each.kind for each in met],
            "day": home_date(),
            "now": now(),
        },
    )


@transaction.atomic
def adopt_touches(*, user_id: UUID, visitor_key: str) -> None:
    """A visitor signed in: what they met before is theirs."""
    sql.execute(_ADOPT, {"user": user_id, "visitor": visitor_key})


def rule_at(moment: datetime) -> AttributionRule:
    """The rule that holds at a moment."""
    return AttributionRule.objects.filter(active_from__lte=moment).latest("active_from", "version")


@transaction.atomic
def credit_notes(*, group_id: UUID) -> int:
    """Credits the notes that led to a paid group's lines; returns how many credits. Once for each line, also
    when run twice. What was refunded, cancelled or settled meanwhile counts as if it came later."""
    orders = list(Order.objects.select_for_update(no_key=True).filter(group_id=group_id).order_by("id"))
    lines = list(OrderLine.objects.filter(order__in=orders).select_related("order").order_by("id"))
    done = set(Credit.objects.filter(line__in=lines).values_list("line_id", flat=True))
    made: list[Credit] = []
    for line in lines:
        if line.id not in done:
            made += _credits_of(line)
    Credit.objects.bulk_create(made)
    for line in lines:
        shrink_credits(line)
    for order_id in _settled(orders):
        keep_credits(order_id)
    return len(made)


def _settled(orders: Iterable[Order]) -> list[UUID]:
    settled = Settlement.objects.filter(order__in=orders, status=Settlement.Status.RELEASED)
    return list(settled.values_list("order_id", flat=True))


def _credits_of(line: OrderLine) -> list[Credit]:
    order = line.order
    rule = rule_at(order.created_at)
    touches = touches_before(line, rule)
    facts = line_facts([line])[line.id]
    authors = dict(Note.objects.filter(id__in=list(touches)).values_list("id", "author_id"))
    return [
        Credit(
            line=line,
            note_id=share.note_id,
            author_id=authors[share.note_id],
            store_id=order.store_id,
            product_id=line.product_id,
            rule=rule,
            share_bp=share.share_bp,
            amount=share.amount,
            touches=dict(touches[share.note_id]),
        )
        for share in share_sale(goods_value(facts), touches, rule.weights)
    ]


def touches_before(line: OrderLine, rule: AttributionRule) -> Mapping[UUID, Mapping[str, int]]:
    """By note and kind: on how many days its buyer met the line's product before ordering, within the rule's
    window. The note from which it was put into the cart counts as such."""
    order = line.order
    met: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows = sql.fetch_rows(
        _MET,
        {
            "buyer": order.buyer_id,
            "product": line.product_id,
            "since": order.created_at - timedelta(days=rule.window_days),
            "until": order.created_at,
        },
    )
    for note_id, kind, days in rows:
        met[note_id][kind] = days
    note_id = _cart_note(line, order.buyer_id)
    if note_id is not None:
        met[note_id]["cart"] = max(met[note_id].get("cart", 0), 1)
    return met


def _cart_note(line: OrderLine, buyer_id: UUID) -> UUID | None:
    named = line.touch.get("note_id")
    if not named:
        return None
    found: UUID | None = sql.fetch_value(
        """
        select n.id from community_note n
        join mall_noteproduct k on k.note_id = n.id and k.product_id = %s
        where n.id::text = %s and n.author_id <> %s
        """,
        [line.product_id, str(named), buyer_id],
    )
    return found


def shrink_credits(line: OrderLine) -> None:
    """After a refund of the line: each credit keeps its share of what is kept. Called with the line
    locked."""
    given = list(Credit.objects.select_for_update(no_key=True).filter(line=line).order_by("id"))
    if not given:
        return
    kept = goods_kept(line_facts([line])[line.id])
    for credit, amount in zip(given, split(kept, [each.amount for each in given]), strict=True):
        credit.returned = max(credit.returned, credit.amount - amount)
        if kept == 0:
            credit.status = Credit.Status.REVERSED
    Credit.objects.bulk_update(given, ["returned", "status"])


def drop_credits(line_id: UUID) -> None:
    """The line's order was cancelled."""
    sql.execute(
        "update orders_credit set returned = amount, status = 'reversed' where line_id = %s", [line_id]
    )


def keep_credits(order_id: UUID) -> None:
    """The order is settled: what is left of its credits stands."""
    Credit.objects.filter(line__order_id=order_id, status=Credit.Status.PENDING).update(
        status=Credit.Status.KEPT
    )


def forget_touches() -> int:
    """The job's work: touches older than every window; returns how many went."""
    day = home_date(now() - KEPT)
    return Touch.objects.filter(day__lt=day).delete()[0]
