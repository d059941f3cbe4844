"""Notices written at the same moment: counted exactly, and nobody waits for anybody for ever."""

import pytest
from django.db import transaction

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.messaging import services
from shancha.apps.messaging.models import Notification
from shancha.apps.messaging.services import Notice
from shancha.apps.messaging.tests.factories import give_like
from shancha.kit.ids import new_id
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_likes_at_once_and_two_devices_agree(api):
    author = make_user()
    note_id = new_id()
    fans = [make_user().id for _ in range(20)]

    def like(part):
        for fan in part:
            with transaction.atomic():
                give_like(author.id, fan, note_id=note_id)

    assert run_together(lambda start=start: like(fans[start::4]) for start in range(4)) == []
    row = Notification.objects.get(user_id=author.id, lane="likes")
    assert row.count == 20
    assert len(set(row.actor_ids)) == 20
    phone, laptop = api(author), api(author)
    assert phone.get("/notifications/counts").json() == laptop.get("/notifications/counts").json()
    phone.send("POST", "/notifications/read", {"lane": "likes"})
    assert laptop.get("/notifications/counts").json()["likes"] == 0


def test_telling_the_same_people_in_other_orders_does_not_deadlock():
    people = [make_user().id for _ in range(6)]
    actors = [make_user().id, make_user().id]

    def tell(actor, order):
        for _ in range(15):
            with transaction.atomic():
                services.notify_many(
                    Notice(
                        user_id=user,
                        lane="comments",
                        kind="note_mention",
                        actor_id=actor,
                        group_key="same",
                    )
                    for user in order
                )

    orders = zip(actors, [people, people[::-1]], strict=True)
    assert run_together(lambda pair=pair: tell(*pair) for pair in orders) == []
    assert set(Notification.objects.filter(group_key="same").values_list("count", flat=True)) == {30}
