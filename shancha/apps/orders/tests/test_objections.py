"""What came back after an early refund is not what was sent: the store objects, the platform rules."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.tests.factories import picture_bytes, send_file
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.models import AfterSale, Objection, OrderLine, Parcel
from shancha.apps.orders.services import objections, tracking
from shancha.apps.orders.tests.factories import make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive
from shancha.apps.orders.tests.test_member_care import ask, desk_of, hours_pass, member, sent_back, ship_back
from shancha.apps.orders.tests.test_placing import give_balance
from shancha.apps.orders.tracking import Scan
from shancha.apps.wallet.accounts import platform_account, store_account, user_account
from shancha.apps.wallet.queries.balances import balance_of, trial_balance
from shancha.apps.wallet.services import check_ledger
from shancha.kit.clock import held_at, now
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db
LATER = timedelta(days=3)


def came_back(buyer: Any = None, *, is_delivered: bool = True, **order: Any) -> AfterSale:
    """Refunded early, and three days later at the store's."""
    buyer = buyer or member()
    case = ship_back(ask(deliver(make_order(buyer, make_goods(price=10_000), **order))))
    assert hours_pass(case, 13).status in {"refunding", "done"}
    refunds_arrive()
    if is_delivered:
        parcel = Parcel.objects.get(after_sale=case)
        at = now() + timedelta(days=2)
        tracking.keep_scans(parcel.id, [Scan(at=at, status="delivered", text="已签收")])
    case.refresh_from_db()
    return case


def object_to(api: Any, case: AfterSale, **fields: Any) -> Any:
    """The store says that nothing was in the parcel, or what else is given."""
    store, path = desk_of(api, case)
    shown = [] if "asset_ids" in fields else [send_file(store, picture_bytes()).json()["id"]]
    body = {"reason": "empty", "text": "箱子里没有商品", "asset_ids": shown, **fields}
    return store.send("POST", f"{path}/objection", body)


def uphold(case: AfterSale, **fields: Any) -> AfterSale:
    operator = make_user(is_operator=True)
    return objections.rule(
        case_id=case.id, operator_id=operator.id, is_upheld=True, text="开箱视频清楚", **fields
    )


def money(case: AfterSale) -> tuple[int, int]:
    """What the buyer owes, and what the store has."""
    store = store_account(case.store_id, "available"), store_account(case.store_id, "debt")
    return -balance_of(user_account(case.buyer_id, "debt")), sum(map(balance_of, store))


def test_the_store_objects_to_what_came_and_is_made_whole(api: Any) -> None:
    case = came_back()
    before = money(case)[1]
    with held_at(now() + LATER):
        store, path = desk_of(api, case)
        shown = store.get(path).json()
        assert ("object" in shown["may"], shown["object_until"] is not None) == (True, True)
        made = object_to(api, case)
        assert (made.status_code, made.json()["objection"]["status"]) == (200, "open")
        assert object_to(api, case).json()["code"] == "orders.after_sale_state", "once"
        assert made.json()["may"] == ["evidence"], "its stock waits for the ruling"
        buyer = api(case.buyer)
        theirs = buyer.get(f"/after-sales/{case.id}").json()
        assert (theirs["status"], theirs["may"], theirs["objection"]["amount"]) == (
            "done",
            ["evidence"],
            case.agreed_amount,
        )
        listed = buyer.get("/after-sales?state=disputed").json()["items"]
        assert [(each["id"], each["is_objected"]) for each in listed] == [(str(case.id), True)]
        said = {"text": "寄出时商品完好", "asset_ids": []}
        assert buyer.send("POST", f"/after-sales/{case.id}/evidence", said).status_code == 200
        uphold(case)
    line = OrderLine.objects.get(order_id=case.order_id)
    commission = case.agreed_amount * line.commission_bp // 10_000
    assert money(case) == (case.agreed_amount, before + case.agreed_amount - commission)
    ruled = buyer.get(f"/after-sales/{case.id}").json()
    assert ruled["objection"]["granted_amount"] == case.agreed_amount
    assert (ruled["may"], ruled["rule_by"]) == (["repay"], None)
    assert buyer.get("/wallet").json()["debt"] == case.agreed_amount
    assert Notification.objects.filter(kind="after_sale_objection_upheld").count() == 2
    assert check_ledger().is_right


def test_the_wallet_pays_first_and_the_buyer_the_rest(api: Any) -> None:
    buyer = member()
    case = came_back(buyer)
    give_balance(buyer, 4_000)
    with held_at(now() + LATER):
        object_to(api, case)
    with held_at(now() + LATER + timedelta(hours=49)):
        uphold(case)
    assert [objections.collect(case_id=case.id) for _ in range(2)] == [4_000, 0]
    client, url = api(buyer), f"/after-sales/{case.id}/repayment"
    refused = client.send("POST", url, {})
    assert (refused.status_code, refused.json()["code"]) == (409, "wallet.insufficient")
    assert not sent_back(buyer).refunds_early, "the card waits until it is settled"
    give_balance(buyer, case.agreed_amount)
    for _ in range(2):
        assert client.send("POST", url, {}).json()["objection"]["paid_amount"] == case.agreed_amount
    assert (money(case)[0], balance_of(user_account(buyer.id, "balance"))) == (0, 4_000)
    assert sent_back(buyer).refunds_early
    assert trial_balance()["wrong"] == []


def test_a_part_is_claimed_back_and_never_more_than_was_asked(api: Any) -> None:
    case = came_back()
    with held_at(now() + LATER):
        assert object_to(api, case, amount=case.agreed_amount + 1).json()["fields"].keys() == {"amount"}
        assert object_to(api, case, asset_ids=[]).json()["fields"].keys() == {"asset_ids"}
        assert object_to(api, case, reason="not_arrived").json()["fields"].keys() == {"reason"}
        assert object_to(api, case, amount=3_000, reason="damaged").status_code == 200
    with held_at(now() + LATER + timedelta(hours=49)):
        with pytest.raises(objections.AfterSaleInvalidError):
            uphold(case, amount=3_001)
        uphold(case, amount=2_500)
        with pytest.raises(objections.AfterSaleStateError):
            uphold(case)
    assert money(case)[0] == 2_500


def test_a_ruling_against_a_silent_buyer_waits_for_the_evidence(api: Any) -> None:
    case = came_back()
    with held_at(now() + LATER):
        object_to(api, case)
        with pytest.raises(objections.AfterSaleInvalidError):
            uphold(case)
    assert Objection.objects.get().status == "open"


def test_a_rejected_objection_leaves_the_refund(api: Any) -> None:
    case = came_back()
    before = money(case)
    with held_at(now() + LATER):
        object_to(api, case)
        operator = make_user(is_operator=True)
        objections.rule(case_id=case.id, operator_id=operator.id, is_upheld=False, text="照片看不出问题")
        store, path = desk_of(api, case)
        shown = store.get(path).json()
    assert (shown["objection"]["status"], shown["may"], money(case)) == ("rejected", ["restock"], before)
    assert sent_back(case.buyer).refunds_early


@pytest.mark.parametrize("day", [2, 10])
def test_only_in_the_seven_days_after_it_came(api: Any, day: int) -> None:
    case = came_back()
    with held_at(now() + timedelta(days=day) - timedelta(hours=1)):
        assert object_to(api, case).json()["code"] == "orders.after_sale_state"


def test_goods_that_went_to_stock_were_well(api: Any) -> None:
    case = came_back()
    store, path = desk_of(api, case)
    with held_at(now() + LATER):
        store.send("POST", f"{path}/restock", {"restock": True})
        assert object_to(api, case).json()["code"] == "orders.after_sale_state"


def test_what_never_came_is_objected_to_when_it_counts_as_lost(api: Any) -> None:
    case = came_back(is_delivered=False)
    with held_at(now() + timedelta(days=19)):
        assert object_to(api, case, reason="not_arrived", asset_ids=[]).status_code == 409
    with held_at(now() + timedelta(days=21)):
        assert object_to(api, case).json()["fields"].keys() == {"reason"}
        assert object_to(api, case, reason="not_arrived", asset_ids=[]).status_code == 200
    parcel = Parcel.objects.get(after_sale=case)
    tracking.keep_scans(parcel.id, [Scan(at=now() + timedelta(days=21), status="delivered", text="已签收")])
    store, path = desk_of(api, case)
    told = [event["kind"] for event in store.get(path).json()["events"]]
    assert told[-1] == "return_delivered", "both sides and the platform see that it came after all"


def test_usual_refunds_are_not_objected_to(api: Any) -> None:
    case = sent_back(member(early_refund_amount=0))
    store, path = desk_of(api, case)
    store.send("POST", f"{path}/receive", {"restock": False, "pay_now": True})
    refunds_arrive()
    assert object_to(api, case).json()["code"] == "orders.after_sale_state"
    body = {"reason": "empty", "text": "箱子里没有商品", "asset_ids": []}
    assert api(make_user()).send("POST", f"{path}/objection", body).status_code == 404
    assert api(case.buyer).send("POST", f"/after-sales/{case.id}/repayment", {}).status_code == 409


def test_operators_are_reminded_once_and_rule_by_the_form(api: Any) -> None:
    operator = make_user(is_operator=True)
    case = came_back()
    with held_at(now() + LATER):
        object_to(api, case)
    with held_at(now() + LATER + timedelta(days=8)):
        tasks.pass_after_sale_deadlines()
        tasks.pass_after_sale_deadlines()
        assert Notification.objects.filter(kind="dispute_overdue", user=operator).count() == 1
        client, page = api(operator), f"/admin/orders/aftersale/{case.id}/change/"
        shown = client.get(page).content.decode()
        assert "空包裹" in shown
        assert "支持商家：关闭售后" not in shown
        hidden = dict(re.findall(r'<input type="hidden" name="(-[^"]+)" value="([^"]*)"', shown))
        form = {"verdict": "uphold", "words": "开箱视频清楚", **hidden}
        assert "0.01-" in client.post(page, {**form, "fen": "99999999"}).content.decode()
        client.post(page, {**form, "fen": "6000"})
    assert (Objection.objects.get().granted, money(case)[0]) == (6_000, 6_000)


def test_the_stores_debts_and_the_platforms_share(api: Any) -> None:
    case = came_back()
    with held_at(now() + LATER):
        object_to(api, case)
    commission, subsidy = platform_account("commission"), platform_account("subsidy")
    before = [balance_of(commission), balance_of(subsidy)]
    owed = balance_of(store_account(case.store_id, "debt"))
    with held_at(now() + LATER + timedelta(hours=49)):
        uphold(case)
    after = [balance_of(commission), balance_of(subsidy)]
    line = OrderLine.objects.get(order_id=case.order_id)
    assert after[0] - before[0] == case.agreed_amount * line.commission_bp // 10_000
    assert balance_of(store_account(case.store_id, "debt")) >= owed
    assert after[1] == before[1]


@pytest.mark.django_db(transaction=True)
def test_rulings_and_payments_at_once_count_once(api: Any) -> None:
    buyer = member()
    case = came_back(buyer)
    give_balance(buyer, 25_000)
    with held_at(now() + LATER):
        object_to(api, case)
    moment = now() + LATER + timedelta(hours=49)

    def at(work: Any) -> Any:
        def run() -> None:
            with held_at(moment):
                try:
                    work()
                except objections.AfterSaleStateError:
                    pass
                finally:
                    connection.close()

        return run

    operator = make_user(is_operator=True)
    ruling = {"case_id": case.id, "operator_id": operator.id, "is_upheld": True, "text": "开箱视频清楚"}
    assert run_together([at(lambda: objections.rule(**ruling)) for _ in range(4)]) == []
    assert money(case)[0] == case.agreed_amount
    pays = [at(lambda: objections.repay(buyer_id=buyer.id, case_id=case.id)) for _ in range(3)]
    collects = [at(lambda: objections.collect(case_id=case.id)) for _ in range(3)]
    assert run_together([*pays, *collects]) == []
    assert balance_of(user_account(buyer.id, "balance")) == 25_000 - case.agreed_amount
    assert Objection.objects.get().paid == case.agreed_amount
    assert trial_balance()["wrong"] == []
