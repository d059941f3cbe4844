"""A recall reaches everybody who has the goods, once."""

import pytest

from shancha.apps.mall.models import Recall
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.models import RecallNotice
from shancha.apps.orders.services import cancelling
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order


@pytest.mark.django_db
def test_buyers_are_told_once_and_those_who_gave_it_back_are_not() -> None:
    variant, loyal = make_goods(), make_buyer()
    make_order(loyal, variant)
    make_order(loyal, variant)
    make_order(make_buyer(), variant)
    make_order()
    gone = make_order(make_buyer(), variant)
    cancelling.cancel_paid(order_id=gone.id, actor="buyer", actor_id=gone.buyer_id, reason="changed_mind")
    recall = Recall.objects.create(product_id=variant.product_id, reason="批次检出超标", advice="请停止使用")
    for _ in range(2):
        tasks.tell_of_recall(recall_id=str(recall.id))
    assert RecallNotice.objects.filter(recall_id=recall.id).count() == 2
    told = Notification.objects.filter(kind="product_recalled")
    assert told.count() == 2
    assert told.filter(user_id=loyal.id).count() == 1
