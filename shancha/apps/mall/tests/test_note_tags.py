"""Tags of notes, what they name now, and the mark 广告 that nobody can switch off."""

from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Asset, Draft, DraftAsset, Note, NoteAsset
from shancha.apps.community.services.notes import update_note_settings
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.mall.models import NoteProduct, NoteTag, Product, Stock
from shancha.apps.mall.services import note_products
from shancha.apps.mall.tests.factories import (
    first_variant,
    make_brand,
    make_product,
    make_store,
    make_warehouse,
)

pytestmark = pytest.mark.django_db


def picture(owner: Any) -> Asset:
    return Asset.objects.create(
        owner=owner, kind="image", state="ready", folder="x", content_hash=str(owner.id), widths=[360]
    )


def note_with_pictures(count: int = 2) -> tuple[Note, list[Asset]]:
    author = make_user()
    note = make_public_note(author)
    assets = [picture(author) for _ in range(count)]
    for position, asset in enumerate(assets):
        NoteAsset.objects.create(note=note, asset=asset, position=position)
    return note, assets


def put(api: Any, note: Note, *tags: dict[str, Any], user: Any = None) -> Any:
    return api(user or note.author).send("PUT", f"/notes/{note.id}/tags", {"tags": list(tags)})


def on_product(product: Product, **more: Any) -> dict[str, Any]:
    return {"kind": "product", "product_id": str(product.id), **more}


def test_tags_show_price_and_stock_as_they_are_and_dead_goods_degrade(api):
    note, _ = note_with_pictures()
    product, brand = make_product(price=8_800), make_brand(name_zh="青禾")
    variant = first_variant(product)
    answer = put(
        api,
        note,
        on_product(product, picture=0, x=0.2, y=0.8),
        {"kind": "variant", "product_id": str(product.id), "variant_id": str(variant.id)},
        {"kind": "brand", "brand": brand.slug, "picture": 1, "x": 0.5, "y": 0.5},
        {"kind": "words", "label": "外婆的碗"},
    )
    assert answer.status_code == 200, answer.content

    def states() -> list[str]:
        items = api().get(f"/notes/{note.id}/goods").json()["items"]
        return [item["state"] for item in items]

    assert states() == ["available", "brand", "available", "words"]
    items = api().get(f"/notes/{note.id}/goods").json()["items"]
    assert (items[0]["product"]["min_price"], items[0]["x"], items[2]["variant"]["price"]) == (
        8_800,
        0.2,
        8_800,
    )
    assert items[3]["want"]["key"] == "words:外婆的碗"
    Stock.objects.filter(variant=variant).update(on_hand=0)
    assert states() == ["sold_out", "brand", "sold_out", "words"]
    for status, state in (("off_shelf", "off_shelf"), ("removed", "gone")):
        Product.objects.filter(id=product.id).update(status=status)
        assert states() == [state, "brand", state, "words"]
    brand.is_active = False
    brand.save()
    assert states()[1] == "gone"


def test_only_ones_own_note_and_within_limits(api):
    note, _ = note_with_pictures(1)
    product = make_product()
    assert put(api, note, on_product(product), user=make_user()).status_code == 404
    for tag, field in (
        (on_product(product, picture=3, x=0.1, y=0.1), "tags.0.picture"),
        (on_product(product, picture=0), "tags.0.x"),
        ({"kind": "product", "product_id": str(note.id)}, "tags.0.product_id"),
        ({"kind": "variant", "product_id": str(product.id), "variant_id": str(note.id)}, "tags.0.variant_id"),
        ({"kind": "brand", "brand": "nobody"}, "tags.0.brand"),
        ({"kind": "words"}, "tags.0.label"),
    ):
        answer = put(api, note, tag)
        assert answer.status_code == 422
        assert field in answer.json()["fields"]
    crowd = [{"kind": "words", "label": f"物{n}", "picture": 0, "x": 0.1, "y": 0.1} for n in range(9)]
    assert "tags" in put(api, note, *crowd).json()["fields"]
    assert not NoteTag.objects.exists()


def test_a_note_that_leads_to_a_purchase_is_an_advertisement(api):
    note, _ = note_with_pictures()
    assert api().get(f"/notes/{note.id}").json()["note"]["is_ad"] is False
    answer = put(api, note, on_product(make_product()))
    assert answer.json()["is_ad"] is True
    page = api().get(f"/notes/{note.id}").json()["note"]
    assert (page["is_ad"], page["is_paid_cooperation"]) == (True, False)
    # No draft, no setting takes it away.
    draft = api(note.author).send("POST", f"/notes/{note.id}/edit")
    assert draft.status_code in {200, 201}
    client = api(note.author)
    client.send("PATCH", f"/notes/{note.id}", {"visibility": "followers"})
    note.refresh_from_db()
    assert note.is_ad is True
    assert put(api, note, {"kind": "words", "label": "碗"}).json()["is_ad"] is False


def test_paid_cooperation_and_rewards_mark_too():
    paid = make_public_note(is_paid_cooperation=True)
    note_products.follow_note(paid.id)
    paid.refresh_from_db()
    assert paid.is_ad is True
    rewarded = make_public_note()
    note_products.record_reward(note_id=rewarded.id, kind="commission", reference_id=paid.id)
    note_products.follow_note(rewarded.id)
    rewarded.refresh_from_db()
    assert rewarded.is_ad is True


def test_goods_that_come_on_sale_later_mark_the_notes_that_name_them(api):
    note, _ = note_with_pictures()
    product = make_product(status="off_shelf")
    assert put(api, note, on_product(product)).json()["is_ad"] is True  # it was on sale once
    other, _ = note_with_pictures()
    fresh = make_product(status="draft", published_at=None)
    NoteTag.objects.create(note=other, position=0, kind="product", product=fresh)
    note_products.remark_notes_about(fresh.id)
    other.refresh_from_db()
    assert other.is_ad is False
    Product.objects.filter(id=fresh.id).update(status="on_sale", published_at=note.published_at)
    note_products.remark_notes_about(fresh.id)
    other.refresh_from_db()
    assert other.is_ad is True


def test_counts_follow_tags_visibility_and_buyers(api):
    note, _ = note_with_pictures()
    product, other = make_product(), make_product()

    def counted() -> tuple[int, int]:
        return tuple(Product.objects.get(id=each.id).note_count for each in (product, other))

    note_products.mark_buyers(user_id=note.author_id, product_ids=[product.id])
    put(api, note, on_product(product), on_product(other))
    assert counted() == (1, 1)
    assert NoteProduct.objects.get(note=note, product=product).is_buyer is True
    put(api, note, on_product(product))
    assert counted() == (1, 0)
    update_note_settings(actor_id=note.author_id, note_id=note.id, visibility="private")
    assert counted() == (0, 0)
    update_note_settings(actor_id=note.author_id, note_id=note.id, visibility="public")
    assert counted() == (1, 0)
    note_products.mark_buyers(user_id=note.author_id, product_ids=[product.id], kept=False)
    assert NoteProduct.objects.get(note=note, product=product).is_buyer is False


def test_tags_stay_on_their_picture_when_pictures_are_reordered(api):
    note, (first, second) = note_with_pictures()
    put(api, note, on_product(make_product(), picture=1, x=0.5, y=0.5))
    NoteAsset.objects.filter(note=note).delete()
    NoteAsset.objects.create(note=note, asset=second, position=0)
    item = api().get(f"/notes/{note.id}/goods").json()["items"][0]
    assert (item["picture"], item["x"]) == (0, 0.5)
    NoteAsset.objects.filter(note=note).update(asset=first)
    item = api().get(f"/notes/{note.id}/goods").json()["items"][0]
    assert (item["picture"], item["x"]) == (None, None)


def test_tags_made_beside_a_draft_go_along_and_mark_the_note_from_the_first_moment(api):
    author, product = make_user(), make_product()
    draft = Draft.objects.create(owner=author, title="新瓶子", body="好看", category_slug="home")
    asset = picture(author)
    DraftAsset.objects.create(draft=draft, asset=asset, position=0)
    client = api(author)
    tags = {"tags": [on_product(product, picture=0, x=0.5, y=0.4)]}
    assert client.send("PUT", f"/drafts/{draft.id}/tags", tags).status_code == 204
    assert client.get(f"/drafts/{draft.id}/tags").json()["tags"][0]["picture"] == 0
    assert api(make_user()).get(f"/drafts/{draft.id}/tags").status_code == 404
    answer = client.send("POST", f"/drafts/{draft.id}/publish", {})
    assert answer.status_code in {200, 201}, answer.content
    note = Note.objects.get(author=author)
    assert note.is_ad is True
    goods = api().get(f"/notes/{note.id}/goods").json()
    assert (goods["is_ad"], goods["items"][0]["picture"]) == (True, 0)
    assert Product.objects.get(id=product.id).note_count == 1


def test_the_stock_of_a_choice_is_that_of_the_fullest_warehouse_that_may_send_it(api):
    note, _ = note_with_pictures(1)
    product = make_product(variants=[{"price": 5_000, "stock": 3}])
    variant = first_variant(product)
    for owner, count in ((product.store, 2), (make_store(), 40), (None, 50)):
        Stock.objects.create(variant=variant, warehouse=make_warehouse(owner), on_hand=count)
    put(api, note, {"kind": "variant", "product_id": str(product.id), "variant_id": str(variant.id)})
    assert api().get(f"/notes/{note.id}/goods").json()["items"][0]["variant"]["available"] == 3
    assert api().get(f"/products/{product.id}").json()["variants"][0]["available"] == 3


def judging(*stars: int, cons: tuple[str, ...] = ()) -> dict[str, Any]:
    scores = [{"name": f"方面{place}", "score": each} for place, each in enumerate(stars)]
    return {"product": "面霜", "scores": scores, "pros": [], "cons": list(cons)}


def test_critical_notes_are_found_and_follow_the_evaluation(api):
    product = make_product()
    evaluations = {
        "praise": judging(5, 4),
        "flawed": judging(4, 3, cons=("太贵",)),
        "mild": judging(4, 3),
        "bad": judging(2, 2),
        "silent": None,
    }
    notes = {name: make_public_note(evaluation=value) for name, value in evaluations.items()}
    for note in notes.values():
        assert put(api, note, on_product(product)).status_code == 200
    names = {str(note.id): name for name, note in notes.items()}

    def found(verdict: str) -> list[str]:
        seen, cursor = [], ""
        while cursor is not None:
            asked = {"verdict": verdict, "limit": 1, "cursor": cursor}
            page = api().get(f"/products/{product.id}/notes", asked).json()
            seen += [(names[item["note"]["id"]], item["verdict"]) for item in page["items"]]
            cursor = page["next_cursor"]
        assert verdict == "" or {each for _, each in seen} <= {verdict}
        return [name for name, _ in seen]

    assert found("") == ["silent", "bad", "mild", "flawed", "praise"]
    assert (found("good"), found("critical")) == (["praise"], ["bad", "flawed"])
    assert api().get(f"/products/{product.id}/notes", {"verdict": "kind"}).status_code == 422
    Note.objects.filter(id=notes["praise"].id).update(evaluation=judging(1, 1))
    note_products.follow_note(notes["praise"].id)
    assert (found("good"), found("critical")) == ([], ["bad", "flawed", "praise"])


def test_a_brand_joins_its_shops_and_the_notes_about_it_and_its_goods(api, django_assert_num_queries):
    official, other, closed = make_store(), make_store(), make_store(status="closed")
    ours = make_store(is_self_run=True)
    brand = make_brand(official_store=official)
    rated = make_product(official, brand=brand, rating_sum=9, rating_count=2)
    for store, number in ((other, 2), (ours, 1), (closed, 1)):
        for _ in range(number):
            make_product(store, brand=brand)
    with django_assert_num_queries(1):
        page = api().get(f"/mall/brands/{brand.slug}").json()
    assert page["official_store"]["id"] == str(official.id)
    assert [store["id"] for store in page["sellers"]] == [str(ours.id), str(other.id)]
    assert (page["rating"], page["rating_count"]) == (4.5, 2)

    by_name, by_goods, hidden = (make_public_note() for _ in range(3))
    assert put(api, by_name, {"kind": "brand", "brand": brand.slug}).status_code == 200
    for note in (by_goods, hidden):
        assert put(api, note, on_product(rated)).status_code == 200
    update_note_settings(actor_id=hidden.author_id, note_id=hidden.id, visibility="private")

    def notes() -> list[str]:
        seen, cursor = [], ""
        while cursor is not None:
            asked = {"limit": 1, "cursor": cursor}
            found = api().get(f"/mall/brands/{brand.slug}/notes", asked).json()
            seen += [note["id"] for note in found["items"]]
            cursor = found["next_cursor"]
        return seen

    assert notes() == [str(by_goods.id), str(by_name.id)]
    assert put(api, by_goods).status_code == 200
    assert notes() == [str(by_name.id)]
    assert api().get("/mall/brands/nobody/notes").status_code == 404
    assert api().get("/mall/brands/nobody").status_code == 404
