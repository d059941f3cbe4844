"""A member's page shows the stores that the member runs."""

import pytest

from shancha.apps.accounts import services as accounts
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.services.store_follows import follow_store
from shancha.apps.mall.tests.factories import make_merchant, make_store
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db


def test_open_stores_of_their_owner_alone(api):
    owner, worker, reader = make_user(), make_user(), make_user()
    merchant = make_merchant(owner)
    store = make_store(merchant=merchant, staff={"manager": worker})
    closing = make_store(merchant=merchant, status="closing", closing_at=now())
    for status in ("closed", "suspended"):
        make_store(merchant=merchant, status=status)
    make_store()
    follow_store(user_id=reader.id, store_id=store.id)
    cards = api(reader).get(f"/users/{owner.handle}/stores").json()
    assert [(card["id"], card["is_followed"]) for card in cards] == [
        (str(store.id), True),
        (str(closing.id), False),
    ]
    assert [card["is_followed"] for card in api().get(f"/users/{owner.handle}/stores").json()] == [False] * 2
    assert api().get(f"/users/{worker.handle}/stores").json() == []


def test_nobody_sees_the_stores_of_who_blocked_them(api):
    owner, foe = make_user(), make_user()
    make_store(owner)
    accounts.block_user(blocker_id=owner.id, blocked_id=foe.id)
    assert api(foe).get(f"/users/{owner.handle}/stores").status_code == 404
    assert api().get("/users/nobody-here/stores").status_code == 404
