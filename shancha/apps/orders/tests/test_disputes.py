"""Before the platform: clocks, who is told, and what a ruling does."""

import re
from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Store, StoreStaff
from shancha.apps.mall.services import stores
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import case_words, tasks
from shancha.apps.orders.errors import (
    AfterSaleStateError,
    CompensationError,
    RefundTooLargeError,
    ReturnAddressMissingError,
)
from shancha.apps.orders.models import AfterSale, Order
from shancha.apps.orders.services import aftersales, disputes
from shancha.apps.orders.services.compensating import compensation_of, statutory_compensation
from shancha.apps.orders.tests.factories import make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.orders.tests.test_aftersales import ask
from shancha.apps.wallet.accounts import store_account, user_account
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import check_ledger
from shancha.kit.clock import held_at, now

pytestmark = pytest.mark.django_db
PARCEL = {"carrier": "sf", "tracking_number": "SF1234567"}


def dispute(kind: str = "refund_only", **fields: Any) -> AfterSale:
    """Refused by the store, brought before the platform."""
    order = deliver(make_order())
    case = ask(order, kind, "quality", **fields)
    aftersales.refuse(store_id=case.store_id, case_id=case.id, actor_id=staff_of(order).id, text="使用痕迹")
    return aftersales.call_platform(buyer_id=order.buyer_id, case_id=case.id, text="没有用过")


def told(kind: str) -> set[Any]:
    return set(Notification.objects.filter(kind=kind).values_list("user_id", flat=True))


@pytest.mark.parametrize("kind", ["refund_only", "claim", "exchange"])
def test_a_return_first_keeps_the_operators_amount_until_the_goods_are_there(kind: str, api: Any) -> None:
    case = dispute(kind)
    operator = make_user(is_operator=True)
    ruling = {"case_id": case.id, "operator_id": operator.id, "text": "先退回再退款"}
    with pytest.raises(RefundTooLargeError):
        disputes.rule(**ruling, verdict="return", amount=case.order.paid_amount + 1)
    disputes.rule(**ruling, verdict="return", amount=4_321)
    shown = api(case.buyer).get(f"/after-sales/{case.id}").json()
    assert (shown["status"], shown["ruled_for"], shown["ruled_amount"]) == ("agreed", "buyer", 4_321)
    assert shown["return_to"]["address"] == case.store.return_address
    assert (shown["may"][-1], bool(shown["due_at"])) == ("send_back", True)
    sent = api(case.buyer).send("POST", f"/after-sales/{case.id}/return-parcel", PARCEL)
    assert sent.json()["status"] == "returning"
    staff = staff_of(case.order)
    assert api(staff).get(f"/merchant/stores/{case.store_id}/after-sales/{case.id}").json()["may"] == [
        "evidence",
        "contest",
        "receive",
    ]
    aftersales.receive_return(store_id=case.store_id, case_id=case.id, actor_id=staff.id, restock=True)
    refunds_arrive()
    case.refresh_from_db()
    assert (case.status, case.agreed_amount) == ("done", 4_321)
    assert Order.objects.get(id=case.order_id).refunded_amount == 4_321


def test_a_ruling_may_give_a_compensation_from_the_store() -> None:
    case = dispute("claim")
    debt = store_account(case.store_id, "debt")
    ruling = {"case_id": case.id, "operator_id": make_user(is_operator=True).id, "text": "构成欺诈"}
    most = statutory_compensation(case.order.paid_amount, is_food=True)
    with pytest.raises(CompensationError):
        disputes.rule(**ruling, verdict="refund", compensation=most + 1)
    assert AfterSale.objects.get(id=case.id).status == "disputed"
    disputes.rule(**ruling, verdict="refund", compensation=50_000)
    assert compensation_of(case.id) == balance_of(user_account(case.buyer_id, "balance")) == 50_000
    assert balance_of(debt) == -50_000
    assert told("compensation_received") == {case.buyer_id}
    assert check_ledger().is_right


def test_an_operator_rules_by_the_form(api: Any) -> None:
    case = dispute("claim")
    page = f"/admin/orders/aftersale/{case.id}/change/"
    client = api(make_user(is_operator=True))
    shown = client.get(page).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(-[^"]+)" value="([^"]*)"', shown))
    ruling = {"verdict": "reject", "compensation": "50000", "words": "构成欺诈", **hidden}
    assert "只有支持买家时才有赔偿" in client.post(page, ruling).content.decode()
    client.post(page, {**ruling, "verdict": "refund"})
    case.refresh_from_db()
    assert (case.ruled_for, case.ruling, compensation_of(case.id)) == ("buyer", "构成欺诈", 50_000)


def test_both_sides_and_operators_know_until_when() -> None:
    operator = make_user(is_operator=True)
    case = dispute()
    assert case.due_at is not None
    assert case.rule_by is not None
    assert case.rule_by - case.due_at == timedelta(days=5)
    assert told("after_sale_disputed") == {case.buyer_id, staff_of(case.order).id}
    assert told("dispute_opened") == {operator.id}
    with held_at(now() + timedelta(hours=49)):
        tasks.pass_after_sale_deadlines()
    case.refresh_from_db()
    assert (case.status, case.due_at) == ("disputed", case.rule_by), "the store has answered: it is ruled"
    assert not told("dispute_overdue")
    with held_at(now() + timedelta(days=7, minutes=1)):
        tasks.pass_after_sale_deadlines()
        tasks.pass_after_sale_deadlines()
    assert told("dispute_overdue") == {operator.id}
    assert told("after_sale_ruling_late") == {case.buyer_id, staff_of(case.order).id}
    disputes.rule(case_id=case.id, operator_id=operator.id, verdict="reject", text="证据不足")
    case.refresh_from_db()
    assert (case.status, case.rule_by) == ("closed", None)


def test_a_store_that_stays_silent_has_lost() -> None:
    order = deliver(make_order())
    case = ask(order, "refund_only", "damaged", amount=3_000)
    with held_at(now() + timedelta(hours=49)):
        tasks.pass_after_sale_deadlines()
    assert AfterSale.objects.get().status == "disputed"
    with held_at(now() + timedelta(hours=98)):
        tasks.pass_after_sale_deadlines()
    refunds_arrive()
    case.refresh_from_db()
    assert (case.status, case.ruled_for, case.agreed_amount) == ("done", "buyer", 3_000)
    assert case.ruling == case_words.STORE_SILENT


def test_a_silent_store_gets_its_goods_back_first() -> None:
    order = deliver(make_order())
    case = ask(order, "exchange", "damaged")
    for hours in (49, 98):
        with held_at(now() + timedelta(hours=hours)):
            tasks.pass_after_sale_deadlines()
    case.refresh_from_db()
    assert (case.status, case.ruled_amount, bool(case.return_to)) == ("agreed", order.paid_amount, True)


def test_silence_does_not_prove_a_fake() -> None:
    order = deliver(make_order())
    case = ask(order, "claim", "fake")
    for hours in (49, 98):
        with held_at(now() + timedelta(hours=hours)):
            tasks.pass_after_sale_deadlines()
    case.refresh_from_db()
    assert (case.status, case.due_at) == ("disputed", case.rule_by)


def test_the_console_shows_the_oldest_first_and_what_is_late(api: Any) -> None:
    client = api(make_user(is_operator=True))
    first = dispute()
    ask(deliver(make_order()), "refund_only", "damaged")
    with held_at(now() + timedelta(days=8)):
        second = dispute()
        page = client.get("/admin/orders/aftersale/").content.decode()
    assert page.index(first.number) < page.index(second.number)
    assert page.count("已超时") == 1


def test_what_may_be_done_depends_on_the_role_too(api: Any) -> None:
    case = ask(deliver(make_order()), "return", "quality")
    path = f"/merchant/stores/{case.store_id}/after-sales/{case.id}"

    def may(role: str) -> list[str]:
        user = make_user()
        StoreStaff.objects.create(store_id=case.store_id, user=user, role=role)
        return list(api(user).get(path).json()["may"])

    assert may("service") == ["evidence", "refuse", "agree"]
    assert may("shipping") == ["evidence"]
    assert may("catalogue") == may("finance") == []
    assert api(case.buyer).get(f"/after-sales/{case.id}").json()["may"] == ["withdraw", "evidence"]
    aftersales.withdraw(buyer_id=case.buyer_id, case_id=case.id)
    assert may("manager") == []


# Where returns go --------------------------------------------------------------------------------------


def test_the_address_is_kept_as_it_was() -> None:
    order = deliver(make_order())
    case = ask(order)
    Store.objects.filter(id=case.store_id).update(return_address="别处")
    case.refresh_from_db()
    assert "示例路 1 号" in case.return_to


def test_a_store_without_an_address_is_asked_for_it_and_the_buyer_waits_no_longer_than_two_days() -> None:
    order = deliver(make_order())
    Store.objects.filter(id=order.store_id).update(return_address="")
    staff = staff_of(order)
    asked = ask(order, "exchange", "wrong_item")
    with pytest.raises(ReturnAddressMissingError):
        aftersales.agree(store_id=order.store_id, case_id=asked.id, actor_id=staff.id)
    aftersales.withdraw(buyer_id=order.buyer_id, case_id=asked.id)
    case = ask(order)
    assert (case.status, case.return_to) == ("agreed", "")
    assert told("return_address_missing") == {staff.id}
    with held_at(now() + timedelta(hours=1)):
        given = {"return_address": "上海市示例路 9 号"}
        stores.update_store(actor_id=staff.id, store_id=order.store_id, given=given)
        case.refresh_from_db()
        assert case.due_at == now() + timedelta(days=7)
    assert "示例路 9 号" in case.return_to
    assert told("after_sale_agreed") == {order.buyer_id}
    with pytest.raises(AfterSaleStateError):
        aftersales.call_platform(buyer_id=order.buyer_id, case_id=case.id, text="没有地址")


def test_without_an_address_the_platform_steps_in() -> None:
    order = deliver(make_order())
    Store.objects.filter(id=order.store_id).update(return_address="")
    case = ask(order)
    with held_at(now() + timedelta(hours=49)):
        tasks.pass_after_sale_deadlines()
    case.refresh_from_db()
    assert case.status == "disputed"
