"""With Redis: wake-ups, cache and limits go over processes, and its death costs nobody anything."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
import redis
from django.core.cache import cache

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.messaging import services
from shancha.apps.messaging.services import stream
from shancha.config.env import environment
from shancha.kit import limits
from shancha.stream.tests.test_stream import Listener, stream_process, wait_until
from tests.flows.site import free_port
from tests.run import REDIS, ROOT

pytestmark = pytest.mark.django_db(transaction=True)
_COUNT = """
import django; django.setup()
from shancha.kit import limits
limits.check("probe", "one", limit=10, seconds=3600)
"""


class RedisServer:
    """A Redis of the tests' own, without a file."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: psutil.Popen | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = psutil.Popen([REDIS, *options], stdout=subprocess.DEVNULL)
        wait_until(self._answers)

    def _answers(self) -> bool:
        try:
            return bool(redis.Redis.from_url(self.url).ping())
        except redis.RedisError:
            return False

    def kill(self) -> None:
        """As a crash does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None


@pytest.fixture
def server(settings: Any) -> Iterator[RedisServer]:
    """A running Redis that cache, limits and wake-ups use."""
    own = RedisServer()
    own.start()
    usual = settings.CACHES
    settings.ENV = environment().model_copy(update={"redis_url": own.url})
    settings.CACHES = {"default": {"BACKEND": "shancha.kit.cache.RedisCache", "LOCATION": own.url}}
    stream._redis.cache_clear()
    yield own
    settings.CACHES = usual
    stream._redis.cache_clear()
    own.kill()


def test_limits_are_counted_over_processes(server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANCHA_REDIS_URL", server.url)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "shancha.config.settings")
    subprocess.run([sys.executable, "-c", _COUNT], check=True, cwd=ROOT)
    for _ in range(9):
        limits.check("probe", "one", limit=10, seconds=3600)
    with pytest.raises(limits.RateLimitedError) as refused:
        limits.check("probe", "one", limit=10, seconds=3600)
    assert 0 < refused.value.retry_after <= 3601


def test_a_wake_up_goes_through_redis_and_its_death_costs_no_event(server: RedisServer) -> None:
    user = make_user()
    with stream_process(SHANCHA_REDIS_URL=server.url) as port, Listener(port, user.id) as device:
        services.push([user.id], "probe", {"n": 1})
        wait_until(lambda: "probe" in device.kinds())
        server.kill()
        services.push([user.id], "probe", {"n": 2})
        server.start()
        wait_until(lambda: device.kinds().count("probe") == 2)
        services.push([user.id], "probe", {"n": 3})
        wait_until(lambda: device.kinds().count("probe") == 3)
        assert [data["n"] for kind, data in device.events if kind == "probe"] == [1, 2, 3]


def test_without_its_redis_the_site_goes_on(server: RedisServer, api: Any) -> None:
    client = api(make_user())
    cache.set("kept", "here")
    assert cache.get("kept") == "here"
    assert client.get("/transparency").status_code == 200
    server.kill()
    assert cache.get("kept") is None
    assert cache.get_many(["kept"]) == {}
    for _ in range(3):
        assert client.get("/stream/ticket").status_code == 200
    assert client.get("/transparency").status_code == 200
    server.start()
    cache.set("kept", "again")
    assert cache.get("kept") == "again"
