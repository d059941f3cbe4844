"""The stream process, run for real beside the test database: live, resumable, bounded."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import httpx
import psutil
import psycopg
import pytest
from django.conf import settings
from django.db import connection

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.messaging import services, wire
from shancha.apps.messaging.tests.factories import give_like

ORIGIN = "http://127.0.0.1:8000"


pytestmark = pytest.mark.django_db(transaction=True)


def database_url() -> str:
    """The test database as a URL for another process."""
    own = connection.settings_dict
    return psycopg.conninfo.make_conninfo(
        "",
        dbname=own["NAME"],
        user=own["USER"],
        password=own["PASSWORD"] or None,
        host=own["HOST"],
        port=own["PORT"] or None,
    )


@pytest.fixture(scope="module")
def port(django_db_setup) -> Iterator[int]:
    """A running stream process; yields its port."""
    with stream_process() as number:
        yield number


@contextmanager
def stream_process(**variables: str) -> Iterator[int]:
    """Runs the stream process beside the test database, with these variables of the environment; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    environment = {
        **os.environ,
        "SHANCHA_DATABASE_URL": database_url(),
        "SHANCHA_SECRET_KEY": settings.SECRET_KEY,
        "SHANCHA_BASE_URL": ORIGIN,
        **variables,
    }
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(number),
    ]
    command += ["--no-ws", "--log-level", "warning", "shancha.stream.app:application"]
    root = Path(__file__).resolve().parents[3]
    process = subprocess.Popen(command, env=environment, cwd=root)
    try:
        wait_until(lambda: is_healthy(number), seconds=60)
        yield number
    finally:
        process.terminate()
        process.wait(15)  # open streams do not hold the process back


def is_healthy(number: int) -> bool:
    """Whether the process answers."""
    try:
        return httpx.get(f"http://127.0.0.1:{number}/healthz").status_code == 200
    except httpx.HTTPError:
        return False


def wait_until(condition, *, seconds: float = 30) -> None:
    """Waits for something to come true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


class Listener:
    """A device: reads its stream in a thread."""

    def __init__(self, port: int, user_id, *, last_id: str = "") -> None:
        ticket = wire.make_ticket(user_id, settings.SECRET_KEY)
        self.url = f"http://127.0.0.1:{port}/stream?ticket={ticket}"
        self.headers = {"Origin": ORIGIN, **({"Last-Event-ID": last_id} if last_id else {})}
        self.events: list[tuple[str, dict]] = []
        self.ids: list[str] = []
        self.status = 0
        self.answer_headers: httpx.Headers | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        wait_until(lambda: self.status != 0 and (self.status != 200 or self.events))
        return self

    def _read(self) -> None:
        kind = ""
        try:
            with (
                httpx.Client(timeout=httpx.Timeout(30)) as client,
                client.stream("GET", self.url, headers=self.headers) as answer,
            ):
                self.status, self.answer_headers = answer.status_code, answer.headers
                if self.status != 200:
                    return
                for line in answer.iter_lines():
                    if self._stop.is_set():
                        return
                    if line.startswith("id: "):
                        self.ids.append(line[4:])
                    elif line.startswith("event: "):
                        kind = line[7:]
                    elif line.startswith("data: "):
                        self.events.append((kind, json.loads(line[6:])))
        except httpx.HTTPError:
            return

    def __exit__(self, *_: object) -> None:
        self._stop.set()

    def kinds(self) -> list[str]:
        """The names of the events so far."""
        return [kind for kind, _ in self.events]


def test_a_notice_arrives_live_with_counts(port):
    user, fan = make_user(), make_user()
    services.read_notifications(user_id=user.id)
    with Listener(port, user.id) as device:
        assert device.events[0] == (
            "counts",
            {"likes": 0, "follows": 0, "comments": 0, "system": 0, "process": 0, "total": 0},
        )
        give_like(user.id, fan.id)
        wait_until(lambda: device.kinds()[-1] == "counts" and device.events[-1][1]["likes"] == 1)
        assert "notification" in device.kinds()
        assert device.answer_headers["access-control-allow-origin"] == ORIGIN
        assert device.answer_headers["content-type"].startswith("text/event-stream")


def test_reading_on_one_device_is_seen_on_the_other(port, api):
    user, fan = make_user(), make_user()
    with Listener(port, user.id) as phone, Listener(port, user.id) as laptop:
        give_like(user.id, fan.id)
        for device in (phone, laptop):
            wait_until(lambda device=device: device.events[-1][1].get("likes") == 1)
        api(user).send("POST", "/notifications/read", {"lane": "likes"})
        for device in (phone, laptop):
            wait_until(lambda device=device: device.events[-1][1].get("likes") == 0)
            assert "read" in device.kinds()


def test_others_hear_nothing(port):
    user, stranger = make_user(), make_user()
    with Listener(port, stranger.id) as device:
        give_like(user.id, make_user().id)
        services.push([stranger.id], "probe", {})
        wait_until(lambda: "probe" in device.kinds())
        assert "notification" not in device.kinds()


def test_coming_back_brings_what_was_missed_once_and_in_order(port):
    user = make_user()
    with Listener(port, user.id) as device:
        services.push([user.id], "probe", {"n": 1})
        wait_until(lambda: device.kinds()[-1] == "counts" and "probe" in device.kinds())
        last_id = device.ids[-1]
    for number in (2, 3):
        services.push([user.id], "probe", {"n": number})
    with Listener(port, user.id, last_id=last_id) as device:
        wait_until(lambda: device.kinds().count("probe") == 2)
        services.push([user.id], "probe", {"n": 4})
        wait_until(lambda: device.kinds().count("probe") == 3)
        assert [data["n"] for kind, data in device.events if kind == "probe"] == [2, 3, 4]


def test_a_slow_transaction_with_a_smaller_id_is_not_lost(port):
    """Its event gets its number first and commits last; a plain "after id" would skip it for ever.

    A third transaction, of anybody on the server, began between the two and is still open: then what came
    fast must not come twice either.
    """
    user = make_user()
    slow, other = connection.copy(), connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(
                "insert into messaging_streamevent (user_id, kind, payload, transaction_id, created_at)"
                " values (%s, 'probe', '{\"n\": \"slow\"}', pg_current_xact_id()::text::bigint, now())",
                [user.id],
            )
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("select pg_current_xact_id()")
        with Listener(port, user.id) as device:
            services.push([user.id], "probe", {"n": "fast"})
            wait_until(lambda: device.kinds()[-1] == "counts" and "probe" in device.kinds())
            last_id = device.ids[-1]
        slow.commit()
        with Listener(port, user.id, last_id=last_id) as device:
            wait_until(lambda: "probe" in device.kinds())
            for number in (1, 2):
                services.push([user.id], "probe", {"n": number})
                wait_until(lambda number=number: {"n": number} in [data for _, data in device.events])
            assert [data["n"] for kind, data in device.events if kind == "probe"] == ["slow", 1, 2]
    finally:
        slow.close()
        other.close()


def test_a_lost_database_connection_costs_no_event(port):
    user = make_user()
    with Listener(port, user.id) as device:
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where application_name like 'shancha-stream%'"
            )
        services.push([user.id], "probe", {"n": 1})
        wait_until(lambda: "probe" in device.kinds())
        assert device.kinds().count("probe") == 1


@pytest.mark.parametrize("cursor", ["9000000000000.{now}", "5.1000"])
def test_a_cursor_of_another_time_or_database_resets(port, cursor):
    user = make_user()
    with Listener(port, user.id, last_id=cursor.format(now=int(time.time()))) as device:
        wait_until(lambda: len(device.events) >= 2)
        assert device.kinds()[:2] == ["reset", "counts"]


@pytest.mark.parametrize("ticket", ["", "x", "a.b.c", "old", "forged"])
def test_bad_tickets_open_nothing(port, ticket):
    user = make_user()
    if ticket == "old":
        ticket = wire.make_ticket(user.id, settings.SECRET_KEY, at=time.time() - 200)
    elif ticket == "forged":
        ticket = wire.make_ticket(user.id, "another key")
    answer = httpx.get(f"http://127.0.0.1:{port}/stream", params={"ticket": ticket})
    assert answer.status_code == 401


def test_a_member_holds_six_streams_at_most(port):
    user = make_user()
    devices = [Listener(port, user.id) for _ in range(6)]
    for device in devices:
        device.__enter__()
    seventh = httpx.get(devices[0].url)
    assert seventh.status_code == 429
    assert int(seventh.headers["retry-after"]) > 0
    for device in devices:
        device.__exit__()


def test_the_ticket_operation_leads_to_the_stream(port, api):
    user = make_user()
    answer = api(user).get("/stream/ticket").json()
    assert wire.read_ticket(answer["url"].partition("ticket=")[2], settings.SECRET_KEY) == user.id
    assert answer["expires_in_seconds"] == 120


def test_other_origins_are_not_allowed_to_read(port):
    user = make_user()
    device = Listener(port, user.id)
    device.headers["Origin"] = "https://elsewhere.example"
    with device:
        assert "access-control-allow-origin" not in device.answer_headers


def test_the_process_stays_small(port):
    own = next(
        each for each in psutil.net_connections("tcp") if each.status == "LISTEN" and each.laddr.port == port
    )
    process = psutil.Process(own.pid)
    family = {process, *process.children(recursive=True), *([process.parent()] if process.parent() else [])}
    used = sum(each.memory_info().rss for each in family if "granian" in " ".join(each.cmdline()))
    print(f"stream: {used / 1e6:.0f} MB over {len(family)} processes")
    assert used < 160e6
