"""Rate limits: fixed windows, counted in the cache or, where it must hold everywhere, in the database."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.cache import cache

from shancha.kit import sql
from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual


class RateLimitedError(ProblemError):
    """Too many calls of one kind; `retry_after` says when the next may come."""

    code = "kit.rate_limited"
    status = 429
    detail = bilingual("操作太频繁了，请稍后再试", "Too many attempts; please wait a little")


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

    `durable` counts in PostgreSQL, exact over all processes; otherwise the cache counts, which
    without Redis is per process.
    """
    if _suspended.get():
        return
    window = int(time.time() // seconds)
    digest = hashlib.blake2b(key.encode(), digest_size=12).hexdigest()
    name = f"limit:{scope}:{digest}:{window}"
    count = _count_durably(name, seconds) if durable else _count_in_cache(name, seconds)
    if count > limit:
        raise RateLimitedError(retry_after=int((window + 1) * seconds - time.time()) + 1)


def _count_in_cache(name: str, seconds: int) -> int:
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
