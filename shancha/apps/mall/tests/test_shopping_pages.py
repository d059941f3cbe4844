"""Products, stores and the mall's home as readers see them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Note
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.mall.models import (
    BatchPaper,
    Category,
    MallBlock,
    Merchant,
    NoteProduct,
    Product,
    Store,
    StoreCategory,
    StoreStaff,
)
from shancha.apps.mall.queries import subjects
from shancha.apps.mall.services import heat, note_products, store_follows
from shancha.apps.mall.services.special_prices import end_special_prices, offer_special_prices
from shancha.apps.mall.tests.factories import first_variant, make_brand, make_product, make_store
from shancha.kit import clock
from shancha.kit.tests.threads import run_together

SCORES = {5: "good", 3: "middling", 1: "poor"}


def link(product: Product, note: Any, *, is_buyer: bool = False) -> None:
    NoteProduct.objects.create(
        note=note,
        product=product,
        author_id=note.author_id,
        is_buyer=is_buyer,
        published_at=note.published_at,
    )


def evaluation(stars: int | None) -> Any:
    return None if stars is None else {"product": "x", "scores": [{"name": "质感", "score": stars}]}


@pytest.mark.django_db
def test_the_page_tells_everything_in_one_statement(api):
    product = make_product(
        make_store(phone="400-000", hours="9-21"),
        brand=make_brand(name_zh="青禾", name_en="Qinghe"),
        variants=[{"price": 5_000, "stock": 0}, {"price": 7_000, "member_price": 6_500, "stock": 3}],
        trade_mode="bonded",
        origin="日本",
        importer="某进口商",
        label_zh="成分：水",
        lowest_30=4_900,
    )
    BatchPaper.objects.create(
        product=product, batch_no="B1", kind="customs", path="x", filename="x", content_type="x",
        byte_size=1, is_public=True,
    )  # fmt: skip
    client = api()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(f"/products/{product.id}").json()
    assert len(asked) == 1
    assert [each["available"] for each in page["variants"]] == [0, 3]
    assert page["delivery"][0]["kind"] == "bonded"
    assert page["tax"] == {"is_cross_border": True, "vat_bp": 1300, "consumption_tax": "none"}
    assert page["returns"]["seven_days"] is True
    assert (page["prices"]["lowest_30"], page["papers"][0]["batch_no"]) == (4_900, "B1")
    assert page["store"]["phone"] == "400-000"
    assert [each["slug"] for each in page["category_path"]][-1] == "decor"
    english = client.get(f"/products/{product.id}", headers={"Accept-Language": "en"}).json()
    assert english["brand"]["name"] == "Qinghe"
    history = client.get(f"/products/{product.id}/prices").json()
    assert {point["price"] for point in history["items"]} == {5_000, 7_000}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "code"),
    [("off_shelf", 200), ("recalled", 200), ("removed", 404), ("review", 404), ("draft", 404)],
)
def test_what_left_the_shelf_is_told_and_what_was_never_there_is_not(api, status, code):
    product = make_product(status=status)
    answer = api().get(f"/products/{product.id}")
    assert answer.status_code == code
    if code == 200:
        assert answer.json()["is_on_sale"] is False
    cards = api().get("/products", {"ids": [str(product.id)]}).json()["items"]
    assert len(cards) == (1 if code == 200 else 0)


@pytest.mark.django_db
def test_a_store_without_categories_of_its_own_shows_the_malls(api):
    store = make_store()
    cups, decor = (Category.objects.get(slug=slug) for slug in ("kitchen", "decor"))
    for category, count in ((cups, 2), (decor, 1)):
        for _ in range(count):
            make_product(store, category=category)
    make_product(store, category=cups, status="off_shelf")
    make_product(category=cups)
    root = cups.parent
    client, path = api(), f"/stores/{store.slug}/categories"
    (top,) = client.get(path).json()
    assert (top["category"], top["name"], top["product_count"]) == (root.slug, root.name_zh, 3)
    assert {part["category"]: part["product_count"] for part in top["children"]} == {
        "kitchen": 2,
        "decor": 1,
    }
    english = client.get(path, headers={"Accept-Language": "en"}).json()
    assert english[0]["name"] == root.name_en
    StoreCategory.objects.create(store=store, name="花器")
    assert [(node["name"], node["category"]) for node in client.get(path).json()] == [("花器", None)]
    assert client.get(f"/stores/{make_store().slug}/categories").json() == []


@pytest.mark.django_db
def test_the_house_has_no_next_check_of_its_papers(api):
    due = clock.now() + timedelta(days=90)
    own, theirs = make_store(is_self_run=True), make_store()
    Merchant.objects.filter(id__in=[own.merchant_id, theirs.merchant_id]).update(renewal_due_at=due)
    assert api().get(f"/stores/{own.slug}").json()["licence"]["next_check_at"] is None
    assert api().get(f"/stores/{theirs.slug}").json()["licence"]["next_check_at"] is not None


@pytest.mark.django_db
def test_notes_of_a_product_come_with_buyers_first_and_page_without_gaps(api):
    product = make_product()
    notes = [make_public_note() for _ in range(7)]
    for place, note in enumerate(notes):
        link(product, note, is_buyer=place in {1, 4})
    link(product, make_public_note(visibility="private"))
    client, seen, cursor = api(), [], None
    while cursor is not None or not seen:
        page = client.get(
            f"/products/{product.id}/notes", {"limit": 3, **({"cursor": cursor} if cursor else {})}
        ).json()
        seen += [(item["note"]["id"], item["is_buyer"]) for item in page["items"]]
        cursor = page["next_cursor"]
    order = [4, 1, 6, 5, 3, 2, 0]
    assert seen == [(str(notes[place].id), place in {1, 4}) for place in order]
    assert api().get(f"/products/{make_user().id}/notes").status_code == 404


@pytest.mark.django_db
def test_the_store_page_shows_who_runs_it(api):
    store = make_store(phone="021-1", hours="全天")
    StoreCategory.objects.create(store=store, name="花器")
    page = api().get(f"/stores/{store.slug}").json()
    assert page == api().get(f"/stores/{store.id}").json()
    assert page["licence"]["number"] == store.merchant.licence_number
    assert (page["phone"], page["hours"], page["is_self_run"], page["is_staff"]) == (
        "021-1",
        "全天",
        False,
        False,
    )
    assert page["is_platform_reached"] is False
    assert api(store.merchant.owner).get(f"/stores/{store.slug}").json()["is_staff"] is True
    assert api().get(f"/stores/{store.slug}/categories").json()[0]["name"] == "花器"
    silent = make_store(phone="", hours="")
    with override_settings(SERVICE_PHONE="400-123", SERVICE_HOURS="8:00-22:00"):
        reached = api().get(f"/stores/{silent.slug}").json()
        asked = api().get(f"/products/{make_product(silent).id}").json()["store"]
        own = api().get(f"/products/{make_product(store).id}").json()["store"]
    facts = ("phone", "hours", "is_platform_reached")
    for shown in (reached, asked):
        assert [shown[name] for name in facts] == ["400-123", "8:00-22:00", True]
    assert [own[name] for name in facts] == ["021-1", "全天", False]
    untold = api().get(f"/stores/{silent.slug}").json()
    assert [untold[name] for name in facts] == ["", "", False]
    Store.objects.filter(id=store.id).update(status="suspended")
    assert api().get(f"/stores/{store.slug}").status_code == 404
    assert api(make_user()).send("PUT", f"/stores/{store.id}/follow").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_followers_are_counted_exactly_under_many_hands():
    store, people = make_store(), [make_user() for _ in range(5)]
    calls = [
        lambda who=who: store_follows.follow_store(user_id=who.id, store_id=store.id)
        for who in people
        for _ in range(2)
    ]
    assert run_together(calls) == []
    store.refresh_from_db()
    assert store.follower_count == 5
    calls = [lambda: store_follows.unfollow_store(user_id=people[0].id, store_id=store.id)] * 3
    assert run_together(calls) == []
    store.refresh_from_db()
    assert store.follower_count == 4


@pytest.mark.django_db
def test_following_shows_in_ones_own_list(api):
    store, reader = make_store(), make_user()
    client = api(reader)
    assert client.send("PUT", f"/stores/{store.id}/follow").json() == {
        "is_followed": True,
        "follower_count": 1,
    }
    assert client.send("PUT", f"/stores/{store.id}/follow").json()["follower_count"] == 1
    assert [each["id"] for each in client.get("/me/followed-stores").json()["items"]] == [str(store.id)]
    assert client.send("DELETE", f"/stores/{store.id}/follow").json()["follower_count"] == 0


def _fill_store(store: Store, counts: dict[tuple[bool, int | None], int]) -> list[Product]:
    products = [make_product(store) for _ in range(2)]
    number = 0
    for (is_buyer, stars), count in counts.items():
        for _ in range(count):
            note = make_public_note(evaluation=evaluation(stars))
            link(products[number % 2], note, is_buyer=is_buyer)
            number += 1
    return products


@pytest.mark.django_db
def test_the_sample_is_like_the_whole_and_its_rule_is_printed(api, settings):
    store = make_store()
    counts = {(True, 5): 30, (True, 1): 10, (False, 5): 40, (False, 3): 20, (False, 1): 20, (False, None): 20}
    _fill_store(store, counts)
    page = api().get(f"/stores/{store.slug}/notes", {"limit": 20}).json()
    assert (page["total"], "抽样规则" in page["rule"]) == (140, True)
    items, cursor = page["items"], page["next_cursor"]
    while cursor:
        page = api().get(f"/stores/{store.slug}/notes", {"limit": 20, "cursor": cursor}).json()
        items, cursor = items + page["items"], page["next_cursor"]
    assert len({item["note"]["id"] for item in items}) == len(items) == 60
    buyers = [item["is_buyer"] for item in items]
    assert buyers == sorted(buyers, reverse=True)
    told = {(kind["is_buyer"], kind["stars"]): kind["count"] for kind in page["kinds"]}
    shown: dict[tuple[bool, str], int] = {}
    for item in items:
        found = Note.objects.get(id=item["note"]["id"]).evaluation
        stars = SCORES[found["scores"][0]["score"]] if found else "none"
        shown[item["is_buyer"], stars] = shown.get((item["is_buyer"], stars), 0) + 1
    for kind, count in told.items():
        assert abs(shown.get(kind, 0) - count * 60 / 140) <= 1, kind


@pytest.mark.django_db
def test_nothing_that_a_merchant_does_changes_the_sample(api, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    store = make_store()
    products = _fill_store(store, {(True, 1): 4, (False, 5): 6})

    def sample() -> list[str]:
        page = api().get(f"/stores/{store.slug}/notes", {"limit": 50}).json()
        return [item["note"]["id"] for item in page["items"]]

    before = sample()
    assert len(before) == 10
    # Taking criticised goods off the shelf, writing praise oneself or through staff, paying for it.
    Product.objects.filter(id=products[0].id).update(status="off_shelf")
    helper = make_user()
    StoreStaff.objects.create(store=store, user=helper, role="catalogue")
    for author, fields in (
        (store.merchant.owner, {}),
        (helper, {}),
        (make_user(), {"is_paid_cooperation": True}),
    ):
        link(products[1], make_public_note(author, evaluation=evaluation(5), **fields))
    rewarded = make_public_note(evaluation=evaluation(5))
    link(products[1], rewarded)
    note_products.record_reward(note_id=rewarded.id, kind="brief", reference_id=rewarded.id)
    # Hiring one's critic.
    critic = NoteProduct.objects.filter(product=products[0]).first().author_id
    StoreStaff.objects.create(store=store, user_id=critic, role="service")
    assert sample() == before
    # Hiring somebody, letting them praise, and parting; then again, with the praise of the first time kept.
    answer, boss = f"/merchant/invitations/{store.id}", api(store.merchant.owner)
    hired = make_user()
    for _ in range(2):
        offer = {"handle": hired.handle, "role": "catalogue"}
        boss.send("POST", f"/merchant/stores/{store.id}/invitations", offer)
        assert api(hired).send("POST", answer, offer).status_code == 200
        link(products[1], make_public_note(hired, evaluation=evaluation(5)))
        path = f"/merchant/stores/{store.id}/staff/{hired.id}"
        assert boss.send("DELETE", path).status_code == 204
        assert sample() == before
    heat.reckon_heat()
    figures = sorted(Product.objects.values_list("id", "heat"))
    Note.objects.filter(author=hired).update(like_count=500)
    heat.reckon_heat()
    assert sorted(Product.objects.values_list("id", "heat")) == figures
    # What somebody writes who has left is a reader's word again, as criticism by one now hired stays.
    link(products[1], make_public_note(hired, evaluation=evaluation(5)))
    assert len(sample()) == len(before) + 1


@pytest.mark.django_db
def test_an_empty_installation_has_a_home_and_nothing_stands_in_it_twice(api):
    kinds = [block["kind"] for block in api().get("/mall/home").json()["blocks"]]
    assert kinds == ["banner", "categories", "member", "flash"]
    ours = make_store(is_self_run=True)
    for number in range(4):
        make_product(ours, heat=9 - number, note_count=number)
    for number in range(8):
        make_product(make_store(), heat=number, note_count=number % 2)
    make_brand(is_column=True)
    blocks = {block["kind"]: block for block in api().get("/mall/home").json()["blocks"]}
    assert list(blocks) == [
        "banner",
        "categories",
        "member",
        "flash",
        "self_run",
        "brands",
        "hot_notes",
        "goods",
    ]
    shown = [card["id"] for block in blocks.values() for card in block["products"]]
    assert len(set(shown)) == len(shown) == 12
    assert all(card["store"]["is_self_run"] for card in blocks["self_run"]["products"])


@pytest.mark.django_db
def test_goods_in_the_flash_sale_stand_in_its_block_only(api):
    ours = make_store(is_self_run=True)
    reduced, later, usual = (make_product(ours, heat=heat) for heat in (9, 8, 7))
    soon = clock.now() + timedelta(hours=1)
    for product, begins in ((reduced, soon - timedelta(hours=2)), (later, soon)):
        offer_special_prices(
            reference_id=product.id,
            prices=[(first_variant(product), 100)],
            starts_at=begins,
            ends_at=soon + timedelta(hours=1),
        )

    def shown() -> list[str]:
        blocks = api().get("/mall/home").json()["blocks"]
        return [card["id"] for block in blocks for card in block["products"]]

    assert shown() == [str(later.id), str(usual.id)]
    end_special_prices(reference_id=reduced.id)
    assert shown() == [str(reduced.id), str(usual.id)]
    MallBlock.objects.filter(kind="flash").update(is_active=False)
    assert shown() == [str(product.id) for product in (reduced, later, usual)]


@pytest.mark.django_db
def test_blocks_are_for_audiences_and_times(api):
    MallBlock.objects.create(kind="guide", title_zh="新人攻略", config={"to": "/rules"}, audience="new")
    later = clock.now().replace(year=2100)
    MallBlock.objects.create(kind="guide", title_zh="以后", config={"to": "/later"}, starts_at=later)
    veteran = make_user(joined_at=clock.now().replace(year=2020))

    def titles(user: Any) -> set[str]:
        return {block["title"] for block in api(user).get("/mall/home").json()["blocks"]}

    assert "新人攻略" in titles(None)
    assert "新人攻略" in titles(make_user())
    assert "新人攻略" not in titles(veteran)
    assert "以后" not in titles(None)
    twice = MallBlock(kind="flash", title_zh="又一个")
    from django.core.exceptions import ValidationError  # noqa: PLC0415

    with pytest.raises(ValidationError):
        twice.full_clean()


@pytest.mark.django_db
def test_heat_counts_voices_and_no_rings():
    honest, ring, loud = make_product(), make_product(), make_product()
    old = clock.now().replace(year=2020)
    for _ in range(3):
        link(honest, make_public_note(make_user(joined_at=old), like_count=10))
    for _ in range(12):
        link(ring, make_public_note(make_user(), like_count=10))
    one = make_user(joined_at=old)
    for _ in range(20):
        link(loud, make_public_note(one, like_count=10))
    staff = make_public_note(loud.store.merchant.owner, like_count=500)
    link(loud, staff)
    critic = make_user(joined_at=old)
    link(honest, make_public_note(critic, like_count=10))
    StoreStaff.objects.create(store=honest.store, user=critic, role="service")
    heat.reckon_heat()
    found = {product.id: product.heat for product in Product.objects.all()}
    assert found[honest.id] > 2 * found[ring.id]
    assert found[honest.id] == pytest.approx(4 * found[loud.id], rel=0.01)
    assert first_variant(honest).price == 9_900


@pytest.mark.django_db
def test_moderators_are_led_to_the_pages_that_there_are():
    product = make_product()
    assert subjects.describe_product(product.id).url == f"/product/{product.id}"
    assert subjects.describe_store(product.store_id).url == f"/store/{product.store.slug}"
