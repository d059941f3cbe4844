"""The cache in Redis. A Redis that is away is an empty cache: never a reason to refuse a request."""

from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

import structlog
from django.core.cache.backends import redis
from redis import RedisError

log = structlog.get_logger("shancha.cache")


class _Forgiven:
    """Lets what follows happen instead where Redis fails inside."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, RedisError):
            return False
        log.warning("cache_away", error=str(error))
        return True


class _Client(redis.RedisCacheClient):
    """Django's client, with an answer where Redis has none."""

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        with _Forgiven():
            return bool(super().add(key, value, timeout))
        return False

    def get(self, key: Any, default: Any) -> Any:
        with _Forgiven():
            return super().get(key, default)
        return default

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        with _Forgiven():
            super().set(key, value, timeout)

    def touch(self, key: Any, timeout: Any) -> bool:
        with _Forgiven():
            return bool(super().touch(key, timeout))
        return False

    def delete(self, key: Any) -> bool:
        with _Forgiven():
            return bool(super().delete(key))
        return False

    def get_many(self, keys: Iterable[Any]) -> dict[Any, Any]:
        with _Forgiven():
            return dict(super().get_many(keys))
        return {}

    def has_key(self, key: Any) -> bool:
        with _Forgiven():
            return bool(super().has_key(key))
        return False

    def incr(self, key: Any, delta: int) -> int:
        with _Forgiven():
            return int(super().incr(key, delta))
        raise ValueError(f"Key {key!r} not found.")

    def set_many(self, data: Mapping[Any, Any], timeout: Any) -> None:
        with _Forgiven():
            super().set_many(data, timeout)

    def delete_many(self, keys: Iterable[Any]) -> None:
        with _Forgiven():
            super().delete_many(keys)

    def clear(self) -> bool:
        with _Forgiven():
            return bool(super().clear())
        return False


class RedisCache(redis.RedisCache):
    """Django's Redis cache, which outlives its Redis: meanwhile nothing is found, nothing kept, and limits
    that the cache counts let pass (those on signing in are counted in the database)."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
