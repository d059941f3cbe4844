"""Events for members' devices: a durable row and a wake-up, both in the caller's transaction."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
import structlog
from django.conf import settings
from django.db import transaction

from shancha.apps.messaging import wire
from shancha.kit import sql
from shancha.kit.clock import now

if TYPE_CHECKING:
    import redis

log = structlog.get_logger("shancha.messaging")
# One wake-up names at most this many members: PostgreSQL's payloads end at 8,000 bytes.
_WAKE_UP_SIZE = 200

_PUSH = """
    with written as (
        insert into messaging_streamevent (user_id, kind, payload, transaction_id, created_at)
        select unnest(%(users)s::uuid[]), %(kind)s::text, %(payload)s::jsonb,
            pg_current_xact_id()::text::bigint, %(now)s::timestamptz
    )
    select case when %(wake)s::bool then pg_notify(%(channel)s::text, %(names)s::text) end
"""


def push(user_ids: Iterable[UUID], kind: str, payload: dict[str, Any]) -> None:
    """Tells all devices of these members. Call it inside the transaction that makes the news true: they
    commit or vanish together. `kind` becomes the event's name, `payload` its data (small, JSON)."""
    users = sorted(set(user_ids))
    for start in range(0, len(users), _WAKE_UP_SIZE):
        part = users[start : start + _WAKE_UP_SIZE]
        sql.fetch_value(
            _PUSH,
            {
                "users": part,
                "kind": kind,
                "payload": orjson.dumps(payload, default=str).decode(),
                "now": now(),
                "wake": wakes_by_database(),
                "channel": wire.CHANNEL,
                "names": ",".join(user.hex for user in part),
            },
        )
        wake_by_redis(part)


def wakes_by_database() -> bool:
    """Whether NOTIFY wakes the stream process; with Redis configured, Redis does."""
    return not settings.ENV.redis_url


def wake_by_redis(users: Iterable[UUID]) -> None:
    """Publishes the wake-up through Redis once the transaction has committed. The rows are safe already:
    a failing Redis delays the news until the device next connects or is next woken."""
    if wakes_by_database():
        return
    names = ",".join(user.hex for user in users)
    transaction.on_commit(lambda: _publish(names))


@lru_cache(maxsize=1)
def _redis() -> "redis.Redis":
    from redis import Redis  # noqa: PLC0415 - 20 MB that only installations with Redis should pay

    return Redis.from_url(settings.ENV.redis_url, socket_timeout=2)


def _publish(names: str) -> None:
    from redis import RedisError  # noqa: PLC0415 - see above

    try:
        _redis().publish(wire.CHANNEL, names)
    except RedisError as error:
        log.warning("wake_up_failed", error=str(error))


def sweep_stream() -> int:
    """Removes events older than three days, in portions; returns how many."""
    total = 0
    while True:
        removed = sql.execute(
            """
            delete from messaging_streamevent where id in (
                select id from messaging_streamevent
                where created_at < now() - make_interval(secs => %s) order by created_at limit 5000)
            """,
            [wire.KEEP_SECONDS],
        )
        total += removed
        if removed < 5000:
            return total
