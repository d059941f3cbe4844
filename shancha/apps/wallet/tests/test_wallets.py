"""A member's wallet over the API: money in, money out, everything listed."""

from typing import Any

import pytest

from shancha.apps.accounts.models import Tie
from shancha.apps.accounts.services.ties import digest_of
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.payments.models import Payment
from shancha.apps.payments.tests.factories import choose, deliver_all, start
from shancha.apps.wallet import services
from shancha.apps.wallet.accounts import platform_account, user_account
from shancha.apps.wallet.errors import InsufficientBalanceError, WithdrawalLimitError, WithdrawalStateError
from shancha.apps.wallet.models import Withdrawal
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import Receiver, check_ledger
from shancha.apps.wallet.services.ledger import post
from shancha.apps.wallet.tests.factories import CARD, identify, make_rich, standing
from shancha.kit.tests.threads import run_together

KEY = {"Idempotency-Key": "key-00000001"}
WISH = {"amount": 6_000, "method": "bank", "account": CARD, "real_name": "林晓"}


@pytest.mark.django_db
def test_money_put_in_arrives_once(api: Any) -> None:
    user = make_user()
    client = api(user)
    asked = [client.send("POST", "/wallet/top-ups", {"amount": 10_000}, **KEY).json() for _ in range(2)]
    assert asked[0] == asked[1]
    assert client.send("POST", "/wallet/top-ups", {"amount": 9_999}, **KEY).status_code == 409
    payment = Payment.objects.get(id=asked[0]["payment_id"])
    choose(start(payment), "duplicates")
    deliver_all()
    wallet = client.get("/wallet").json()
    assert (wallet["balance"], wallet["held"], wallet["frozen"]) == (10_000, 0, False)
    posting = client.get("/wallet/postings").json()["items"][0]
    assert (posting["name"], posting["amount"], posting["balance_after"]) == ("充值", 10_000, 10_000)
    assert check_ledger().is_right, "what lies at the provider agrees with payments"
    for amount in (99, 5_000_001):
        answer = client.send(
            "POST", "/wallet/top-ups", {"amount": amount}, **{"Idempotency-Key": "key-00000002"}
        )
        assert answer.status_code == 422


@pytest.mark.django_db
def test_a_withdrawal_needs_who_one_is_and_ones_own_account(api: Any) -> None:
    user = make_rich(10_000)
    client = api(user)
    assert (
        client.send("POST", "/wallet/withdrawals", WISH, **KEY).json()["code"] == "wallet.identity_required"
    )
    given = {"real_name": "林晓", "number": "110101199003074514", "consent": True}
    for bad in ({"number": "110101199003074515"}, {"real_name": "1"}, {"consent": False}):
        assert client.send("PUT", "/wallet/identity", {**given, **bad}).status_code == 422
    assert client.send("PUT", "/wallet/identity", given).json()["identity"] == {
        "real_name": "林*",
        "number": "110*************14",
    }
    assert client.send("PUT", "/wallet/identity", {**given, "real_name": "别人"}).status_code == 409
    for bad in ({"real_name": "别人"}, {"account": "6222020000000000001"}, {"account": "12"}):
        answer = client.send("POST", "/wallet/withdrawals", {**WISH, **bad}, **KEY)
        assert answer.status_code == 422, answer.content
    for _ in range(2):
        made = client.send("POST", "/wallet/withdrawals", WISH, **KEY)
        assert made.status_code == 201
    assert made.json()["account"] == "**** 0000"
    assert standing(user)[0] == 4_000
    assert [each["number"] for each in client.get("/wallet/withdrawals").json()["items"]] == [
        made.json()["number"]
    ]
    stored = Withdrawal.objects.values_list("account", "real_name").get()
    assert stored == (CARD, "林晓")
    assert Tie.objects.get(user=user, kind="payout").digest == digest_of("payout", f"bank {CARD}")
    assert api(make_user()).get("/wallet/withdrawals").json()["items"] == []


@pytest.mark.django_db
def test_what_a_member_owes_stays_in_the_wallet(api: Any) -> None:
    user = make_rich(10_000)
    identify(user)
    debt, store = user_account(user.id, "debt"), platform_account("subsidy")
    post(
        kind="goods_claimed_back",
        reference_kind="after_sale",
        reference_id=user.id,
        key="owed",
        legs=[(debt, -9_000), (store, 9_000)],
    )
    client = api(user)
    refused = client.send("POST", "/wallet/withdrawals", {**WISH, "amount": 1_001}, **KEY)
    assert refused.status_code == 422
    assert "90.00" in refused.json()["fields"]["amount"][0]
    assert client.send("POST", "/wallet/withdrawals", {**WISH, "amount": 1_000}, **KEY).status_code == 201


@pytest.mark.django_db
def test_a_withdrawal_is_decided_paid_and_sometimes_bounces() -> None:
    user, operator = make_rich(10_000), make_user(is_operator=True)
    identify(user)

    def ask(amount: int) -> Withdrawal:
        receiver = Receiver(method="bank", account=CARD, real_name="林晓")
        return services.request_withdrawal(
            owner_kind="user", owner_id=user.id, requested_by=user.id, amount=amount, receiver=receiver
        )

    refused, bounced = ask(1_000), ask(2_000)
    services.decide_withdrawal(
        withdrawal_id=refused.id, operator_id=operator.id, approve=False, reason="不符"
    )
    assert standing(user)[0] == 8_000
    services.decide_withdrawal(withdrawal_id=bounced.id, operator_id=operator.id, approve=True)
    with pytest.raises(WithdrawalStateError):
        services.decide_withdrawal(withdrawal_id=bounced.id, operator_id=operator.id, approve=False)
    services.mark_withdrawal_paid(withdrawal_id=bounced.id, operator_id=operator.id, transfer_number="B1")
    assert balance_of(user_account(user.id, "withdrawing")) == 0
    services.mark_withdrawal_failed(withdrawal_id=bounced.id, operator_id=operator.id, reason="退汇")
    with pytest.raises(WithdrawalStateError):
        services.mark_withdrawal_failed(withdrawal_id=bounced.id, operator_id=operator.id, reason="退汇")
    bounced.refresh_from_db()
    assert (bounced.status, standing(user)[0]) == ("failed", 10_000)
    assert check_ledger().is_right
    for amount in (100, 100, 100):
        ask(amount)
    with pytest.raises(WithdrawalLimitError):
        ask(100)


@pytest.mark.django_db(transaction=True)
def test_sixteen_withdrawals_at_once_take_what_is_there() -> None:
    user = make_rich(10_000)
    identify(user)
    receiver = Receiver(method="bank", account=CARD, real_name="林晓")
    raised = run_together(
        [
            lambda: services.request_withdrawal(
                owner_kind="user", owner_id=user.id, requested_by=user.id, amount=4_000, receiver=receiver
            )
        ]
        * 16
    )
    assert len(raised) == 14
    assert {type(error) for error in raised} == {InsufficientBalanceError}
    assert standing(user)[0] == 2_000


@pytest.mark.django_db
def test_a_frozen_wallet_gives_nothing_out(api: Any) -> None:
    user = make_rich(10_000)
    identify(user)
    services.freeze_wallet(owner_kind="user", owner_id=user.id, operator_id=None, reason="核查中")
    services.freeze_wallet(owner_kind="user", owner_id=user.id, operator_id=None, reason="核查中")
    client = api(user)
    wallet = client.get("/wallet").json()
    assert (wallet["frozen"], wallet["frozen_reason"]) == (True, "核查中")
    assert client.send("POST", "/wallet/withdrawals", WISH, **KEY).json()["code"] == "wallet.frozen"
    assert client.send("POST", "/wallet/top-ups", {"amount": 100}, **KEY).json()["code"] == "wallet.frozen"
    services.unfreeze_wallet(owner_kind="user", owner_id=user.id)
    assert client.send("POST", "/wallet/withdrawals", WISH, **KEY).status_code == 201


@pytest.mark.django_db
def test_postings_page_without_repeats(api: Any) -> None:
    user = make_rich(100, 10)
    for step in range(5):
        services.hold(
            user_id=user.id,
            reference_kind="order",
            reference_id=user.id if not step else make_user().id,
            balance=1,
        )
    client = api(user)
    seen, cursor = [], ""
    while True:
        page = client.get("/wallet/postings", {"limit": 2, "cursor": cursor}).json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 6
    assert client.get("/wallet/postings", {"currency": "PTS"}).json()["items"][0]["amount"] == 10
    assert client.get("/wallet/postings", {"cursor": "junk"}).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 10])
def test_postings_take_the_same_number_of_queries(
    rows: int, api: Any, django_assert_max_num_queries: Any
) -> None:
    user = make_rich(100)
    for _ in range(rows):
        services.hold(user_id=user.id, reference_kind="order", reference_id=make_user().id, balance=1)
    client = api(user)
    client.get("/wallet")
    with django_assert_max_num_queries(3):
        client.get("/wallet/postings")
