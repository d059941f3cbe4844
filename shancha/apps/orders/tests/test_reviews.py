"""Reviews: by who received the goods, once; answered, folded, never gone; and the start of a note."""

from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Draft
from shancha.apps.community.tests.factories import picture_bytes, send_file
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.mall.models import Product
from shancha.apps.orders.models import Order, OrderLine, Review
from shancha.apps.orders.services import aftersales, reviews
from shancha.apps.orders.tests.factories import make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of

pytestmark = pytest.mark.django_db


def line_of(order: Order) -> OrderLine:
    return OrderLine.objects.get(order=order)


def write(api: Any, order: Order, user: Any = None, **body: Any) -> Any:
    path = f"/orders/{order.id}/lines/{line_of(order).id}/review"
    return api(user or order.buyer).send("POST", path, {"rating": 5, "text": "颜色很正", **body})


def test_only_who_received_it_reviews_it_and_once(api: Any) -> None:
    order = make_order()
    assert write(api, order).status_code == 409
    deliver(order)
    assert write(api, order, make_user()).status_code == 404
    assert write(api, order, rating=6).status_code == 422
    assert write(api, order).status_code == 201
    assert write(api, order).status_code == 409
    order.refresh_from_db()
    assert order.status == "completed", "its last line was reviewed"
    product = Product.objects.get(id=line_of(order).product_id)
    assert (product.rating_sum, product.rating_count, product.review_count) == (5, 1, 1)
    listed = api().get(f"/products/{product.id}/reviews").json()["items"]
    assert [(each["text"], each["author"]["handle"]) for each in listed] == [("颜色很正", order.buyer.handle)]
    summary = api().get(f"/products/{product.id}/reviews/summary").json()
    assert (summary["count"], summary["rating"], summary["stars"]["5"]) == (1, 5.0, 1)


def test_reviews_are_found_by_stars_pictures_and_follow_ups(api: Any) -> None:
    variant = make_goods()
    product_id = variant.product_id
    for rating in range(1, 6):
        order = deliver(make_order(variant=variant))
        review_id = write(api, order, rating=rating).json()["id"]
        if rating in {2, 4}:
            said = {"text": "用了一个月"}
            assert api(order.buyer).send("POST", f"/reviews/{review_id}/follow-up", said).status_code == 204
    Review.objects.filter(rating=3).update(pictures=[{"id": "x"}])
    client = api()

    def found(**asked: Any) -> list[int]:
        page = client.get(f"/products/{product_id}/reviews", asked).json()
        return sorted(each["rating"] for each in page["items"])

    assert found() == [1, 2, 3, 4, 5]
    assert [found(stars=stars) for stars in ("good", "medium", "poor")] == [[4, 5], [3], [1, 2]]
    assert (found(rating=4), found(with_follow_up=True)) == ([4], [2, 4])
    assert found(stars="poor", with_follow_up=True) == [2]
    assert client.get(f"/products/{product_id}/reviews", {"stars": "fine"}).status_code == 422
    summary = client.get(f"/products/{product_id}/reviews/summary").json()
    assert (summary["with_pictures"], summary["with_follow_up"]) == (1, 2)


def test_what_went_back_is_not_reviewed(api: Any) -> None:
    order = deliver(make_order())
    case = aftersales.open_case(
        buyer_id=order.buyer_id,
        order_id=order.id,
        line_id=line_of(order).id,
        kind="refund_only",
        reason="quality",
        quantity=1,
    )
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff_of(order).id)
    refunds_arrive()
    assert write(api, order).status_code == 409


def test_nobody_removes_a_review_and_a_fold_says_why(api: Any) -> None:
    order = deliver(make_order())
    review_id = write(api, order, rating=1, text="和图片差很多", is_anonymous=True).json()["id"]
    product_id = line_of(order).product_id
    staff = api(staff_of(order))
    path = f"/merchant/stores/{order.store_id}/reviews/{review_id}"
    for method in ("DELETE", "PATCH"):
        assert staff.send(method, path).status_code in {404, 405}
    assert staff.send("PUT", f"{path}/reply", {"text": "抱歉，已联系您换货"}).status_code == 204
    assert api(make_user()).send("PUT", f"{path}/reply", {"text": "路过"}).status_code == 404
    mine = api(order.buyer)
    assert mine.send("POST", f"/reviews/{review_id}/follow-up", {"text": "换货后满意"}).status_code == 204
    assert mine.send("POST", f"/reviews/{review_id}/follow-up", {"text": "再说一次"}).status_code == 409
    reviews.fold_review(review_id=Review.objects.get().id, reason="irrelevant")
    shown = api().get(f"/products/{product_id}/reviews").json()["items"][0]
    assert shown["author"] is None
    assert (shown["fold_reason"], shown["fold_text"]) == ("irrelevant", "与商品无关")
    assert (shown["text"], shown["follow_up"], shown["reply"]) == (
        "和图片差很多",
        "换货后满意",
        "抱歉，已联系您换货",
    )
    assert Product.objects.get(id=product_id).rating_sum == 1, "folded stars still count"


def test_folded_ones_come_last_and_pages_do_not_repeat(api: Any) -> None:
    first = deliver(make_order())
    variant = line_of(first).variant
    orders = [first, *(deliver(make_order(variant=variant)) for _ in range(4))]
    for place, order in enumerate(orders):
        write(api, order, text=f"第{place}条")
    reviews.fold_review(review_id=Review.objects.get(text="第4条").id, reason="abuse")
    seen, cursor = [], ""
    while True:
        page = api().get(f"/products/{variant.product_id}/reviews", {"limit": 2, "cursor": cursor}).json()
        seen += [each["text"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ["第3条", "第2条", "第1条", "第0条", "第4条"]


def test_a_review_becomes_a_note(api: Any) -> None:
    order = deliver(make_order())
    review_id = write(api, order).json()["id"]
    assert api(make_user()).send("POST", f"/reviews/{review_id}/draft").status_code == 404
    made = api(order.buyer).send("POST", f"/reviews/{review_id}/draft")
    assert made.status_code == 201
    again = api(order.buyer).send("POST", f"/reviews/{review_id}/draft")
    assert (again.json(), Draft.objects.count()) == (made.json(), 1), "one, as long as it is there"
    draft = Draft.objects.get(id=made.json()["draft_id"])
    assert (draft.owner_id, draft.body) == (order.buyer_id, "颜色很正")
    tags = api(order.buyer).get(f"/drafts/{draft.id}/tags").json()["tags"]
    bought = OrderLine.objects.get(order=order).product_id
    assert [(tag["kind"], tag["product_id"]) for tag in tags] == [("product", str(bought))]
    assert api(order.buyer).send("DELETE", f"/drafts/{draft.id}").status_code == 204
    anew = api(order.buyer).send("POST", f"/reviews/{review_id}/draft").json()["draft_id"]
    assert anew == str(Draft.objects.get().id) != made.json()["draft_id"]


def test_note_and_order_of_an_anonymous_review_are_told_to_its_author_alone(api: Any) -> None:
    order, named = deliver(make_order()), deliver(make_order())
    for each, is_anonymous in ((order, True), (named, False)):
        review_id = write(api, each, is_anonymous=is_anonymous).json()["id"]
        api(each.buyer).send("POST", f"/reviews/{review_id}/draft")
        reviews.follow_draft(
            draft_id=Review.objects.get(id=review_id).draft_id, note_id=make_public_note().id
        )

    def told(client: Any, path: str, name: str = "note_id") -> bool:
        return client.get(path).json()["items"][0][name] is not None

    for each, is_told in ((order, False), (named, True)):
        assert told(api(), f"/products/{line_of(each).product_id}/reviews") is is_told
        for name in ("note_id", "order_id", "line_id"):
            assert told(api(staff_of(each)), f"/merchant/stores/{each.store_id}/reviews", name) is is_told
            assert told(api(each.buyer), "/me/reviews", name)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("community-rules 1.4", "irrelevant"),
        ("community-rules 2.1", "abuse"),
        ("community-rules 2.3", "privacy"),
        ("community-rules 3.2", "advert"),
        ("community-rules 4.1", "illegal"),
        ("community-rules 5.3", "privacy"),
        ("community-rules 6.4", "rewarded"),
        ("community-rules 1.1", "rules"),
        ("user-agreement 4.1", "rules"),
        ("", "rules"),
    ],
)
def test_a_decision_folds_for_what_the_broken_clause_is_about(rule: str, reason: str, api: Any) -> None:
    write(api, deliver(make_order()))
    review = Review.objects.get()
    for action, folded in (("none", ""), ("fold", reason), ("restore", "")):
        reviews.follow_decision(review_id=review.id, action=action, rule=rule)
        review.refresh_from_db()
        assert review.fold_reason == folded


def test_pictures_of_a_shut_review_are_shut_too(api: Any) -> None:
    order = deliver(make_order())
    asset = send_file(api(order.buyer), picture_bytes()).json()
    address = f"{asset['picture']['base']}{asset['picture']['widths'][0]}.webp"
    review_id = write(api, order, asset_ids=[asset["id"]]).json()["id"]
    people = (None, order.buyer, make_user(), make_user(is_moderator=True))

    def who_sees(address: str) -> list[int]:
        return [api(person).get(address).status_code for person in people]

    assert who_sees(address) == [200, 200, 200, 200]
    reviews.fold_review(review_id=review_id, reason="abuse")
    assert who_sees(address) == [200, 200, 200, 200], "folded ones may be opened"
    reviews.fold_review(review_id=review_id, reason="illegal")
    assert who_sees(address) == [404, 200, 404, 200]
    later = send_file(api(order.buyer), picture_bytes(seed=2)).json()
    said = {"text": "再说一次", "asset_ids": [later["id"]]}
    assert api(order.buyer).send("POST", f"/reviews/{review_id}/follow-up", said).status_code == 204
    assert who_sees(f"{later['picture']['base']}{later['picture']['widths'][0]}.webp") == [404, 200, 404, 200]
    reviews.fold_review(review_id=review_id, reason="")
    assert who_sees(address) == [200, 200, 200, 200]
