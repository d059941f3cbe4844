"""Points: oldest end first, back to where they came from, over when their time is."""

from datetime import timedelta

import pytest
from django.db import transaction

from shancha.apps.wallet import tasks
from shancha.apps.wallet.errors import InsufficientPointsError
from shancha.apps.wallet.models import PointsLot
from shancha.apps.wallet.services import (
    capture,
    check_ledger,
    hold,
    release,
    reverse,
    spend_points,
    take_back_points,
)
from shancha.apps.wallet.tests.factories import give_points, make_rich, standing
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db


def lots() -> list[int]:
    return list(PointsLot.objects.order_by("expires_at").values_list("remaining", flat=True))


def test_what_ends_first_is_spent_first_and_comes_back() -> None:
    user, reference = make_rich(), new_id()
    give_points(user, 50, days=90)
    give_points(user, 50, days=10)
    hold(user_id=user.id, reference_kind="order", reference_id=reference, points=70)
    assert lots() == [0, 30]
    release(reference_kind="order", reference_id=reference)
    assert lots() == [50, 50]


def test_ended_points_are_not_spent_also_before_they_are_swept() -> None:
    user = make_rich()
    give_points(user, 50, days=10)
    give_points(user, 50, days=90)
    with held_at(now() + timedelta(days=11)):
        with pytest.raises(InsufficientPointsError), transaction.atomic():
            spend_points(user_id=user.id, amount=51, reference_kind="x", reference_id=new_id())
        tasks.expire_points()
        tasks.expire_points()
        assert standing(user)[2:] == (50, 0)
        spend_points(user_id=user.id, amount=50, reference_kind="x", reference_id=new_id())
    assert check_ledger().is_right


def test_points_of_a_refund_live_again_when_their_lot_had_ended() -> None:
    user, reference = make_rich(), new_id()
    give_points(user, 50, days=10)
    hold(user_id=user.id, reference_kind="order", reference_id=reference, points=50)
    capture(reference_kind="order", reference_id=reference)
    with held_at(now() + timedelta(days=20)):
        reverse(reference_kind="order", reference_id=reference, key="r", points=20)
        tasks.expire_points()
        assert standing(user)[2] == 20
    with held_at(now() + timedelta(days=51)):
        tasks.expire_points()
        assert standing(user)[2] == 0
    assert check_ledger().is_right


def test_granted_points_are_taken_back_as_far_as_they_are_there() -> None:
    user = make_rich(points=30)
    for _ in range(2):
        taken = take_back_points(
            user_id=user.id, amount=50, kind="x", reference_kind="x", reference_id=new_id(), key="t"
        )
    assert (taken, standing(user)[2]) == (0, 0)
    assert check_ledger().is_right
