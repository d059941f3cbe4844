"""Reads one at a time, over one connection of the process."""

import threading
import time

import pytest
from django.db import connection, connections

from shancha.kit import lane, sql
from shancha.kit.lane import Lane
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
_BACKEND = "select pg_backend_pid()"


@pytest.fixture
def way(monkeypatch):
    monkeypatch.setattr(lane, "PATIENCE_SECONDS", 30)
    made = Lane()
    yield made
    with made.reading():
        connections["default"].close()


def test_reads_take_turns_over_one_connection(way):
    within, most, backends = 0, 0, set()

    def read():
        nonlocal within, most
        for _ in range(20):
            with way.reading():
                within += 1
                most = max(most, within)
                backends.add(sql.fetch_value(_BACKEND))
                time.sleep(0.001)
                within -= 1

    assert run_together([read] * 4) == []
    assert most == 1
    assert len(backends) == 1
    assert sql.fetch_value(_BACKEND) not in backends


def test_a_slow_read_holds_up_nobody(way, monkeypatch):
    begun, may_end = threading.Event(), threading.Event()

    def slow():
        with way.reading():
            sql.fetch_value(_BACKEND)
            begun.set()
            assert may_end.wait(30)

    def quick():
        assert begun.wait(30)
        monkeypatch.setattr(lane, "PATIENCE_SECONDS", 0.01)
        before = sql.fetch_value(_BACKEND)
        with way.reading():
            assert sql.fetch_value(_BACKEND) == before
        may_end.set()

    assert run_together([slow, quick]) == []


def test_a_read_that_fails_leaves_the_way_free_and_the_own_connection_back(way):
    own = connections["default"]

    def fail():
        with way.reading():
            assert connections["default"] is not own
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert connections["default"] is own
    with way.reading():
        assert sql.fetch_value("select 1") == 1


def test_a_broken_connection_is_replaced(way):
    with way.reading():
        backend = sql.fetch_value(_BACKEND)
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s)", [backend])
    with way.reading():
        shared = connections["default"]
        shared.close_if_unusable_or_obsolete()  # as Django does before each request
        assert sql.fetch_value(_BACKEND) != backend
