"""Rate limits: fixed windows, counted for all processes of this machine, in Redis for all machines, or in the
database where it must outlive both."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.cache import cache

from shancha.kit import sql
from shancha.kit.counters import Counters
from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual


class RateLimitedError(ProblemError):
    """Too many calls of one kind; `retry_after` says when the next may come."""

    code = "kit.rate_limited"
    status = 429
    detail = bilingual("操作太频繁了，请稍后再试", "Too many attempts; please wait a little")


counters = Counters(settings.DATA_DIR / "counts.sqlite")
_suspended: ContextVar[bool] = ContextVar("limits_suspended", default=False)


@contextmanager
def suspended() -> Iterator[None]:
    """Within it nothing is counted: for building the demo world, which lives months in a minute."""
    token = _suspended.set(True)
    try:
        yield
    finally:
        _suspended.reset(token)


def check(scope: str, key: str, *, limit: int, seconds: int, durable: bool = False) -> None:
    """Counts one call and raises RateLimitedError when the window's limit is passed.

    `durable` counts in PostgreSQL: exact over all machines, and kept. Otherwise Redis counts, where there is
    one; else a file, exact over all processes of this machine.
    """
    if _suspended.get():
        return
    window = int(time.time() // seconds)
    digest = hashlib.blake2b(key.encode(), digest_size=12).hexdigest()
    name = f"limit:{scope}:{digest}:{window}"
    ends_at = (window + 1) * seconds
    if durable:
        count = _count_durably(name, seconds)
    elif settings.ENV.redis_url:
        count = _count_in_redis(name, seconds)
    else:
        count = counters.count(name, ends_at=ends_at)
    if count > limit:
        raise RateLimitedError(retry_after=int(ends_at - time.time()) + 1)


def _count_in_redis(name: str, seconds: int) -> int:
    cache.add(name, 0, timeout=seconds + 1)
    try:
        return cache.incr(name)
    except ValueError:  # evicted between the two calls
        cache.set(name, 1, timeout=seconds + 1)
        return 1


def _count_durably(name: str, seconds: int) -> int:
    return int(
        sql.fetch_value(
            """
            insert into kit_ratelimit (name, count, expires_at)
            values (%s, 1, now() + make_interval(secs => %s))
            on conflict (name) do update set count = kit_ratelimit.count + 1
            returning count
            """,
            [name, seconds],
        )
    )
