"""How the process learns that somebody has news: PostgreSQL's NOTIFY, or Redis where it is configured.

Both reconnect by themselves; after every gap the hub looks for everybody's news, so none is lost.
"""

import asyncio
from typing import Any

import psycopg
import structlog

from shancha.apps.messaging import wire
from shancha.stream.hub import Hub

log = structlog.get_logger("shancha.stream")
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0


async def listen(hub: Hub, *, dsn: str, redis_url: str = "") -> None:
    """Wakes the hub until cancelled."""
    pause = _FIRST_PAUSE
    while True:
        try:
            if redis_url:
                await _listen_to_redis(hub, redis_url)
            else:
                await _listen_to_postgres(hub, dsn)
            pause = _FIRST_PAUSE
        except (psycopg.Error, OSError, ConnectionError) as error:
            log.warning("wake_ups_lost", error=str(error))
        except Exception as error:
            # The Redis client's own errors, which are imported only where Redis is used.
            if type(error).__module__.partition(".")[0] != "redis":
                raise
            log.warning("wake_ups_lost", error=str(error))
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


async def _listen_to_postgres(hub: Hub, dsn: str) -> None:
    connection = await psycopg.AsyncConnection.connect(
        dsn, autocommit=True, application_name="shancha-stream-listen", connect_timeout=5
    )
    async with connection:
        await connection.execute(f"listen {wire.CHANNEL}")
        hub.wake_all()
        while True:
            async for notification in connection.notifies(timeout=30):
                hub.wake_users(notification.payload)
            await connection.execute("select 1")  # notices a dead connection


async def _listen_to_redis(hub: Hub, redis_url: str) -> None:
    from redis import asyncio as redis  # noqa: PLC0415 - costs memory only where it is used

    client: Any = redis.Redis.from_url(redis_url, health_check_interval=30)
    async with client, client.pubsub(ignore_subscribe_messages=True) as subscription:
        await subscription.subscribe(wire.CHANNEL)
        hub.wake_all()
        while True:
            message = await subscription.get_message(timeout=30)
            if message is not None:
                hub.wake_users(message["data"].decode())
