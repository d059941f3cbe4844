"""Where people met goods, counted: visits, wishes, orders by source, topics, the operators' page."""

from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import NoteTopic, Topic
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.mall.models import NoteProduct, Product
from shancha.apps.mall.services import wishes
from shancha.apps.orders import tasks
from shancha.apps.orders.models import NoteTouches, OrderLine, StoreTouches, Visit
from shancha.apps.orders.services import crediting
from shancha.apps.orders.services.crediting import Met
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order
from shancha.apps.orders.tests.money import staff_of
from shancha.kit.clock import held_at, now

pytestmark = pytest.mark.django_db


def met(kind: str, source: str, **ids: Any) -> dict[str, Any]:
    named = {name: str(value) for name, value in ids.items()}
    return {"kind": kind, **named, "context": {"surface": "product", "source": source}}


def tell(client: Any, *events: dict[str, Any]) -> int:
    answer = client.send("POST", "/events", {"events": list(events)})
    assert answer.status_code == 202, answer.content
    return int(answer.json()["accepted"])


def funnel(api: Any, order: Any) -> dict[str, Any]:
    tasks.count_touches()
    found = api(staff_of(order)).get(f"/merchant/stores/{order.store_id}/figures/funnel?days=7").json()
    return {**found, "by_source": {each["source"]: each for each in found["sources"]}}


def test_each_source_has_its_funnel_and_everybody_counts_once_a_day(api: Any) -> None:
    goods, buyer = make_goods(price=10_000), make_buyer()
    view = met("product_open", "flash", product_id=goods.product_id)
    assert tell(api(buyer), view, view, met("product_cart", "flash", product_id=goods.product_id)) == 3
    assert tell(api(buyer), view) == 1
    assert tell(api(), view) == 1
    tell(api(buyer), met("store_open", "store_notes", store_id=goods.store_id))
    tell(api(buyer), met("product_open", "store_notes", product_id=goods.product_id))
    wishes.put_wish(owner_id=buyer.id, product_id=goods.product_id)
    order = make_order(buyer, goods)
    OrderLine.objects.filter(order=order).update(touch={"source": "flash"})
    sources = funnel(api, order)["by_source"]
    assert set(sources) == {"note", "direct", "flash", "store_notes"}
    flash, tab = sources["flash"], sources["store_notes"]
    assert [flash[step] for step in ("opens", "views", "wants", "carts", "orders")] == [0, 2, 1, 1, 1]
    assert [tab[step] for step in ("opens", "views", "wants", "carts", "orders")] == [1, 1, 1, 0, 0]
    assert sources["direct"]["orders"] == 0


def test_what_is_not_on_sale_or_comes_from_nowhere_is_not_counted(api: Any) -> None:
    goods = make_goods()
    Product.objects.filter(id=goods.product_id).update(status="off_shelf")
    assert tell(api(), met("product_open", "mall", product_id=goods.product_id)) == 0
    for wrong in (
        met("product_open", "note", product_id=goods.product_id),
        met("product_open", "", product_id=goods.product_id),
        met("product_open", "mall", store_id=goods.store_id),
        met("store_open", "mall", store_id=goods.store_id),
    ):
        assert api().send("POST", "/events", {"events": [wrong]}).status_code == 422
    assert not Visit.objects.exists()


def test_visits_of_minors_and_of_who_is_not_to_be_known_are_not_kept(api: Any) -> None:
    goods = make_goods()
    view = met("product_open", "mall", product_id=goods.product_id)
    for fields in ({"minor_mode": True}, {"personalised": False}):
        assert tell(api(make_user(**fields)), view) == 1
    assert not Visit.objects.exists()
    assert tell(api(make_user()), view) == 1
    assert Visit.objects.count() == 1


def test_visits_are_forgotten_and_their_counts_stay(api: Any) -> None:
    goods = make_goods()
    tell(api(), met("product_open", "scan", product_id=goods.product_id))
    tasks.count_touches()
    with held_at(now() + timedelta(days=4)):
        tasks.forget_touches()
        tasks.count_touches()
    assert not Visit.objects.exists()
    assert StoreTouches.objects.get(store_id=goods.store_id, source="scan").views == 1


def test_notes_and_topics_show_what_they_led_to(api: Any, django_assert_max_num_queries: Any) -> None:
    goods, buyer, topic = (
        make_goods(price=10_000),
        make_buyer(),
        Topic.objects.create(slug="tea", name="喝茶", name_key="喝茶"),
    )
    notes = [make_public_note() for _ in range(22)]
    for note in notes:
        NoteProduct.objects.create(
            note=note, product_id=goods.product_id, author_id=note.author_id, published_at=now()
        )
        NoteTopic.objects.create(note=note, topic=topic, published_at=now())
        crediting.record_touches(user_id=buyer.id, visitor_key="", touches=[Met(note.id, None, "open")])
    leading = notes[5]
    crediting.record_touches(
        user_id=buyer.id, visitor_key="", touches=[Met(leading.id, goods.product_id, "tag")]
    )
    order = make_order(buyer, goods)
    OrderLine.objects.filter(order=order).update(touch={"note_id": str(leading.id), "source": "note"})
    tasks.credit_notes(group_id=str(order.group_id))
    with django_assert_max_num_queries(40):
        found = funnel(api, order)
    assert (len(found["notes"]), found["notes"][0]["id"]) == (20, str(leading.id))
    assert found["notes"][0]["credited_amount"] > found["notes"][1]["credited_amount"]
    (led,) = found["topics"]
    assert (led["slug"], led["opens"], led["views"], led["orders"]) == ("tea", 22, 1, 1)
    assert NoteTouches.objects.count() == 22
    with held_at(now() + timedelta(days=100)):
        tasks.forget_touches()
    assert not NoteTouches.objects.exists()


def test_operators_see_what_the_market_sells(api: Any) -> None:
    goods = make_goods(price=10_000)
    tell(api(), met("product_open", "brand", product_id=goods.product_id))
    tasks.count_touches()
    order = make_order(variant=goods)
    path = "/admin/orders/sales/"
    operator = api(make_user(is_operator=True))
    page = operator.get(f"{path}?days=7")
    assert page.status_code == 200
    shown = page.content.decode()
    assert all(text in shown for text in ("品牌", order.store.name, "直接打开", "付款率"))
    assert operator.get(f"{path}?days=x").status_code == 200
    assert api(make_user(is_moderator=True)).get(path).status_code == 403
    assert api(make_user()).get(path).status_code == 302
