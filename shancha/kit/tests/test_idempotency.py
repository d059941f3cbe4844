"""One request, one effect: also when it comes twice, at once, or with another body."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import orjson
import pytest
from django.db import connection

from shancha.kit.idempotency import IdempotencyMismatchError, once
from shancha.kit.ids import new_id
from shancha.kit.models import Fact


class BoardingError(Exception):
    """A refusal."""


def _book(owner: UUID, key: str, payload: object = None) -> int:
    def action() -> tuple[int, object]:
        Fact.objects.create(name=str(new_id()), value=1)
        return 201, {"facts": Fact.objects.filter(value=1).count()}

    response = once(scope="test", owner_id=owner, key=key, payload=payload, action=action)
    return int(orjson.loads(response.content)["facts"])


@pytest.mark.django_db
def test_the_second_gets_the_answer_of_the_first() -> None:
    owner = new_id()
    assert _book(owner, "key-0001") == _book(owner, "key-0001") == 1
    assert _book(owner, "key-0002") == 2
    assert _book(new_id(), "key-0001") == 3


@pytest.mark.django_db
def test_a_key_serves_one_request_only() -> None:
    owner = new_id()
    _book(owner, "key-0001", {"amount": 1})
    with pytest.raises(IdempotencyMismatchError):
        _book(owner, "key-0001", {"amount": 2})


@pytest.mark.django_db
def test_a_refusal_frees_the_key() -> None:
    owner = new_id()

    def refuse() -> tuple[int, object]:
        raise BoardingError

    with pytest.raises(BoardingError):
        once(scope="test", owner_id=owner, key="key-0001", payload=None, action=refuse)
    assert _book(owner, "key-0001") == 1


@pytest.mark.django_db(transaction=True)
def test_twins_at_once_do_it_once() -> None:
    owner = new_id()

    def call(_: int) -> int:
        try:
            return _book(owner, "key-0001")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(call, range(16))) == {1}
    assert Fact.objects.filter(value=1).count() == 1
