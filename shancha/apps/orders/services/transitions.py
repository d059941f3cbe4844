"""The only writer of an order's state. It asks `orders.states` whether a step exists, changes the rows only
while they are still where they must come from, and leaves an event for the timeline."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.orders.errors import OrderStateError
from shancha.apps.orders.states import Actor, Status, moment_of, sources
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id

# What a step may set beside the status and its own moment.
_EXTRAS = {
    Status.TO_SHIP: ("ship_by", "arrive_by"),
    Status.TO_RECEIVE: ("auto_confirm_at",),
    Status.CANCELLED: ("cancel_reason",),
}

# What else is true of an order in a state, whatever brought it there.
_FACTS = {Status.TO_SHIP: ", paid_amount = o.payable_amount"}

_MOVE = """
    with locked as (
        select id, status from orders_order where id = any(%(ids)s::uuid[]) order by id for no key update
    ), moved as (
        update orders_order o set status = %(to)s::text, {moment} = %(at)s::timestamptz {extras}
        from locked
        where o.id = locked.id and locked.status = any(%(sources)s::text[])
        returning o.id, locked.status as source
    ), told as (
        insert into orders_orderevent
            (id, order_id, kind, from_status, to_status, actor_kind, actor_id, reason, data, created_at)
        select (%(events)s::uuid[])[row_number() over (order by id)], id, 'moved', source, %(to)s::text,
            %(actor)s::text, %(actor_id)s::uuid, %(reason)s::text, %(data)s::jsonb, %(at)s::timestamptz
        from moved returning 1
    )
    select (select count(*) from told)
"""


def move_all(
    order_ids: Sequence[UUID],
    to: Status,
    *,
    actor: Actor,
    actor_id: UUID | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    **extras: datetime | str,
) -> None:
    """Brings all these orders to `to`, or none: raises OrderStateError when one is elsewhere or the actor may
    not take the step. Locks them in the order of their ids. `extras` are columns that belong to the step
    (`ship_by`, `auto_confirm_at`, `cancel_reason`). Call it inside the use case's transaction."""
    unknown = set(extras) - set(_EXTRAS.get(to, ()))
    assert not unknown, f"{unknown} do not belong to {to}"
    statement = _MOVE.format(
        moment=moment_of(to),
        extras=_FACTS.get(to, "") + "".join(f", {name} = %({name})s" for name in sorted(extras)),
    )
    moved = sql.fetch_value(
        statement,
        {
            "ids": list(order_ids),
            "to": str(to),
            "at": now(),
            "sources": sources(to, actor),
            "events": [new_id() for _ in order_ids],
            "actor": actor,
            "actor_id": actor_id,
            "reason": reason,
            "data": orjson.dumps(data or {}, default=str).decode(),
            **extras,
        },
    )
    if moved != len(order_ids):
        raise OrderStateError


def move(
    order_id: UUID,
    to: Status,
    *,
    actor: Actor,
    actor_id: UUID | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    **extras: datetime | str,
) -> None:
    """Brings one order to `to`; see `move_all`."""
    move_all([order_id], to, actor=actor, actor_id=actor_id, reason=reason, data=data, **extras)


def record(
    order_id: UUID,
    kind: str,
    *,
    actor: Actor,
    actor_id: UUID | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """Leaves an event that changes no state (a parcel sent, a refund made) in the order's timeline."""
    sql.execute(
        """
        insert into orders_orderevent
            (id, order_id, kind, from_status, to_status, actor_kind, actor_id, reason, data, created_at)
        values (%s, %s, %s, '', '', %s, %s, %s, %s::jsonb, %s)
        """,
        [
            new_id(),
            order_id,
            kind,
            actor,
            actor_id,
            reason,
            orjson.dumps(data or {}, default=str).decode(),
            now(),
        ],
    )
