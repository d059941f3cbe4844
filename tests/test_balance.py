"""Connections even out over the web processes."""

import mmap
import multiprocessing
import os
import signal

import pytest

from shancha.operate import balance
from shancha.operate.balance import Place, evened


@pytest.fixture(autouse=True)
def table(monkeypatch):
    monkeypatch.setattr(balance, "_table", mmap.mmap(-1, 2 * balance._PLACE.size))


@pytest.fixture
def other():
    """Another process, with as many requests as it is told of."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()

    def live():
        place = Place()
        theirs.send("ready")
        while theirs.recv():
            place.begin()
            theirs.send("begun")

    process = context.Process(target=live)
    process.start()
    assert ours.recv() == "ready"
    yield process, ours
    process.kill()
    process.join()


def _is_ended(others):
    """Whether an answer ends its connection, given while so many others are being given."""
    given = []

    def application(environ, start_response):
        if environ["others"]:
            return answer({"others": environ["others"] - 1}, start_response)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]

    answer = evened(application)
    assert answer({"others": others}, lambda _status, headers: given.extend(headers)) == [b"ok"]
    assert ("Content-Type", "text/plain") in given
    return ("Connection", "close") in given


def test_a_process_alone_keeps_its_connections():
    assert not _is_ended(others=2)


@pytest.mark.parametrize(("others", "is_ended"), [(0, False), (1, True)])
def test_the_busier_process_ends_a_connection(other, others, is_ended):
    assert _is_ended(others) is is_ended


def test_only_a_difference_beyond_chance_counts(other):
    _process, pipe = other
    place = Place()
    for _ in range(2):
        assert not place.is_busier()
        place.begin()
    assert place.is_busier()
    pipe.send(True)
    assert pipe.recv() == "begun"
    assert not place.is_busier()
    place.begin()
    assert place.is_busier()
    place.end()
    assert not place.is_busier()


def test_who_has_died_counts_no_more_and_leaves_its_place(other):
    process, _pipe = other
    place = Place()
    place.begin()
    place.begin()
    assert place.is_busier()
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert not place.is_busier()
    Place()  # there are two places


def test_a_request_that_fails_is_over():
    def application(_environ, _start_response):
        raise ZeroDivisionError

    answer = evened(application)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            answer({}, lambda *_: None)
    assert all(count == 0 for _, count in balance._PLACE.iter_unpack(balance._table))
