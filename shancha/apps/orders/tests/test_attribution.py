"""From impression to kept order: several touches, a versioned rule, exact sums, refunds that take back."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.mall.models import NoteProduct, Variant
from shancha.apps.mall.services import wishes
from shancha.apps.orders import tasks
from shancha.apps.orders.admin.settlements import AttributionRuleForm
from shancha.apps.orders.attribution import share_sale
from shancha.apps.orders.models import AttributionRule, Credit, Order, OrderLine, StoreTouches, Touch
from shancha.apps.orders.queries.line_facts import line_facts
from shancha.apps.orders.refunding import goods_value
from shancha.apps.orders.services import aftersales, cancelling, crediting
from shancha.apps.orders.services.crediting import Met
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id

WEIGHTS = {"impression": 1, "open": 4, "tag": 10, "cart": 20}


def note_about(variant: Variant) -> Any:
    note = make_public_note()
    NoteProduct.objects.create(
        note=note, product_id=variant.product_id, author_id=note.author_id, published_at=now()
    )
    return note


def meet(user: Any, note: Any, *kinds: str, variant: Variant | None = None) -> int:
    return crediting.record_touches(
        user_id=user.id,
        visitor_key="",
        touches=[Met(note.id, variant.product_id if variant else None, kind) for kind in kinds],
    )


def credit(order: Order) -> list[Credit]:
    tasks.credit_notes(group_id=str(order.group_id))
    tasks.credit_notes(group_id=str(order.group_id))
    return list(Credit.objects.filter(line__order=order).order_by("-share_bp", "id"))


@given(
    st.integers(0, 10_000_000),
    st.dictionaries(
        st.uuids(),
        st.dictionaries(
            st.sampled_from(["impression", "open", "tag", "cart"]), st.integers(1, 9), min_size=1
        ),
        max_size=30,
    ),
)
def test_shares_sum_to_the_pool_and_are_the_same_each_time(pool: int, touches: Any) -> None:
    weights = {"impression": 1, "open": 4, "tag": 10, "cart": 20}
    shares = share_sale(pool, touches, weights)
    assert shares == share_sale(pool, dict(reversed(touches.items())), weights)
    assert sum(share.amount for share in shares) == (pool if touches else 0)
    assert len(shares) <= 20
    assert all(1 <= share.share_bp <= 10_000 for share in shares)


@pytest.mark.django_db
def test_several_notes_share_a_sale_by_how_close_they_led() -> None:
    buyer, variant = make_buyer(), make_goods()
    near, far, unseen = (note_about(variant) for _ in range(3))
    assert meet(buyer, near, "impression", "open", "tag") == 3
    assert meet(buyer, near, "open") == 0, "once a day"
    with held_at(now() - timedelta(days=2)):
        assert meet(buyer, far, "impression", variant=variant) == 1
    with held_at(now() - timedelta(days=40)):
        assert meet(buyer, unseen, "tag") == 1
    order = make_order(buyer, variant)
    credits_made = credit(order)
    assert [each.note_id for each in credits_made] == [near.id, far.id], "the window is 30 days"
    assert [each.share_bp for each in credits_made] == [9_375, 625]
    line = OrderLine.objects.get(order=order)
    pool = goods_value(line_facts([line])[line.id])
    assert sum(each.amount for each in credits_made) == pool
    rule = AttributionRule.objects.get(version=1)
    replayed = share_sale(pool, crediting.touches_before(line, rule), rule.weights)
    assert {(share.note_id, share.amount) for share in replayed} == {
        (each.note_id, each.amount) for each in credits_made
    }, "told again it is the same to the fen"


@pytest.mark.django_db
def test_ones_own_note_and_notes_about_other_things_are_not_credited() -> None:
    buyer, variant = make_buyer(), make_goods()
    own = make_public_note(buyer)
    NoteProduct.objects.create(
        note=own, product_id=variant.product_id, author_id=buyer.id, published_at=now()
    )
    other = note_about(make_goods())
    bare = make_public_note()
    assert meet(buyer, own, "open") == 0
    assert meet(buyer, bare, "open") == 0
    assert meet(buyer, other, "open", variant=variant) == 0
    meet(buyer, other, "open")
    assert credit(make_order(buyer, variant)) == []


@pytest.mark.django_db
def test_a_refund_takes_its_part_back_and_a_settled_order_keeps_the_rest(api: Any) -> None:
    buyer, variant = make_buyer(), make_goods()
    notes = [note_about(variant), note_about(variant)]
    meet(buyer, notes[0], "tag")
    meet(buyer, notes[1], "open")
    order = make_order(buyer, variant, quantity=2)
    before = {each.note_id: each.amount for each in credit(order)}
    deliver(order)
    line = OrderLine.objects.get(order=order)
    case = aftersales.open_case(
        buyer_id=buyer.id,
        order_id=order.id,
        line_id=line.id,
        kind="refund_only",
        reason="quality",
        quantity=1,
    )
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff_of(order).id)
    refunds_arrive()
    for each in Credit.objects.all():
        assert abs(2 * each.returned - before[each.note_id]) <= 2
    with held_at(now() + timedelta(days=9)):
        tasks.release_settlements()
    assert set(Credit.objects.values_list("status", flat=True)) == {"kept"}

    mine = api(notes[0].author).get("/me/credits").json()["items"]
    assert [each["note_id"] for each in mine] == [str(notes[0].id)]
    assert not any("buyer" in name or "order" in name for name in mine[0])
    totals = api(notes[0].author).get("/me/credits/totals").json()
    assert totals["kept_amount"] == mine[0]["amount"] - mine[0]["returned"]
    store = api(staff_of(order)).get(f"/merchant/stores/{order.store_id}/credits/totals").json()
    assert [each["note_id"] for each in store["notes"]] == [str(note.id) for note in notes]
    assert api(make_user()).get(f"/merchant/stores/{order.store_id}/credits").status_code == 404


@pytest.mark.django_db
def test_a_new_rule_holds_for_new_orders_alone() -> None:
    buyer, variant = make_buyer(), make_goods()
    note = note_about(variant)
    meet(buyer, note, "impression")
    first = make_order(buyer, variant)
    AttributionRule.objects.create(version=2, window_days=7, weights={"tag": 1}, active_from=now())
    second = make_order(buyer, variant)
    assert [each.rule_id for each in credit(first)] == [1]
    assert credit(second) == []


@pytest.mark.django_db
def test_a_visitors_touches_become_the_members() -> None:
    variant, buyer = make_goods(), make_buyer()
    note = note_about(variant)
    key = "visitor-key-1"
    crediting.record_touches(user_id=None, visitor_key=key, touches=[Met(note.id, None, "open")])
    crediting.adopt_touches(user_id=buyer.id, visitor_key=key)
    assert Touch.objects.get().user_id == buyer.id
    assert len(credit(make_order(buyer, variant))) == 1
    with held_at(now() + timedelta(days=120)):
        assert crediting.forget_touches() == 1


@pytest.mark.django_db
def test_touches_come_over_the_api(api: Any) -> None:
    variant = make_goods()
    note = note_about(variant)
    body = {"touches": [{"note_id": str(note.id), "kind": "open"}, {"note_id": str(new_id()), "kind": "tag"}]}
    assert api(make_user()).send("POST", "/touches", body).status_code == 204
    assert api().send("POST", "/touches", body).status_code == 204
    assert Touch.objects.count() == 2
    assert api().send("POST", "/touches", {"touches": []}).status_code == 422


@pytest.mark.django_db
def test_a_stores_funnel_from_the_first_sight_to_the_kept_order(api: Any) -> None:
    goods, buyer, other = make_goods(price=10_000), make_buyer(), make_buyer()
    note = note_about(goods)
    for person in (buyer, other):
        meet(person, note, "impression", "open")
        meet(person, note, "impression", "open")
    meet(buyer, note, "tag", "cart", variant=goods)
    wishes.put_wish(owner_id=buyer.id, product_id=goods.product_id)
    foreign = make_goods()
    meet(buyer, note_about(foreign), "impression", "tag", variant=foreign)
    kept = deliver(make_order(buyer, goods))
    credit(kept)
    lost = make_order(variant=goods)
    api(lost.buyer).send("POST", f"/orders/{lost.id}/cancel", {"reason": "too_slow"})
    tasks.count_touches()
    tasks.count_touches()
    path = f"/merchant/stores/{kept.store_id}/figures/funnel"
    found = api(staff_of(kept)).get(f"{path}?days=7").json()
    by_note, direct = found["sources"]
    (best,) = found["notes"]
    assert (best["id"], best["title"], best["views"], best["kept_orders"]) == (str(note.id), note.title, 1, 1)
    assert best["credited_amount"] == sum(each.amount for each in Credit.objects.filter(note=note))
    assert found["topics"] == []
    assert by_note == {
        "source": "note",
        "impressions": 2,
        "opens": 2,
        "views": 1,
        "wants": 1,
        "carts": 1,
        "orders": 1,
        "paid_orders": 1,
        "paid_amount": kept.paid_amount,
        "refunded_amount": 0,
        "kept_orders": 1,
        "kept_amount": kept.paid_amount,
    }
    assert (direct["orders"], direct["paid_orders"], direct["kept_orders"]) == (1, 1, 0)
    assert (len(found["days"]), found["days"][-2]["impressions"]) == (14, 2)
    assert found["losses"] == [{"stage": "cancelled", "reason": "too_slow", "count": 1}]
    (category,) = found["categories"]
    assert (category["slug"], category["orders"], category["pieces"]) == ("decor", 2, 2)
    assert category["net_amount"] == kept.paid_amount
    assert api(buyer).get(path).status_code == 404
    assert api(staff_of(kept)).get(f"{path}?days=365").status_code == 422
    with held_at(now() + timedelta(days=40)):
        empty = api(staff_of(kept)).get(path).json()
    assert sum(each["orders"] for each in empty["sources"]) == 0


@pytest.mark.django_db
def test_counted_touches_outlive_the_touches() -> None:
    goods = make_goods()
    meet(make_buyer(), note_about(goods), "impression")
    tasks.count_touches()
    with held_at(now() + timedelta(days=100)):
        tasks.forget_touches()
        tasks.count_touches()
    assert not Touch.objects.exists()
    assert StoreTouches.objects.get(store_id=goods.store_id).impressions == 1


@pytest.mark.django_db
def test_what_ended_before_the_job_ran_is_credited_as_if_it_ended_after() -> None:
    variant = make_goods(stock=99)

    def bought(quantity: int = 1) -> Order:
        buyer = make_buyer()
        meet(buyer, note_about(variant), "tag")
        return make_order(buyer, variant, quantity=quantity)

    cancelled, part, settled = bought(), bought(2), bought()
    cancelling.cancel_by_buyer(user_id=cancelled.buyer_id, order_id=cancelled.id, reason="other")
    line = OrderLine.objects.get(order=part)
    aftersales.open_case(
        buyer_id=part.buyer_id,
        order_id=part.id,
        line_id=line.id,
        kind="cancel",
        reason="changed_mind",
        quantity=1,
    )
    deliver(settled)
    with held_at(now() + timedelta(days=9)):
        tasks.release_settlements()
    (gone,), (half,), (kept,) = credit(cancelled), credit(part), credit(settled)
    assert (gone.status, gone.returned) == ("reversed", gone.amount)
    assert (half.status, half.returned) == ("pending", half.amount // 2)
    assert (kept.status, kept.returned) == ("kept", 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("window_days", 91),
        ("window_days", 0),
        ("weights", {"open": 4, "tag": 10, "cart": 20}),
        ("weights", {**WEIGHTS, "gaze": 1}),
        ("weights", {**WEIGHTS, "tag": "10"}),
        ("weights", {**WEIGHTS, "tag": True}),
        ("weights", {**WEIGHTS, "tag": -1}),
        ("weights", dict.fromkeys(WEIGHTS, 0)),
        ("weights", [1, 2]),
        ("active_from", now() - timedelta(minutes=1)),
    ],
)
def test_the_back_office_takes_no_rule_that_credits_could_not_follow(field: str, value: Any) -> None:
    good = {"version": 2, "window_days": 90, "weights": WEIGHTS, "active_from": now() + timedelta(days=1)}

    def form(**changes: Any) -> AttributionRuleForm:
        entered = {**good, **changes}
        return AttributionRuleForm({**entered, "weights": orjson.dumps(entered["weights"]).decode()})

    assert form().is_valid(), form().errors
    assert list(form(**{field: value}).errors) == [field]
