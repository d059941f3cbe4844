"""From an application to an open store, and out again."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest

from shancha.apps.accounts.events import UserDeleted
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.tests.factories import picture_bytes
from shancha.apps.mall.handlers import merchants as merchant_handlers
from shancha.apps.mall.models import Merchant, MerchantMeasure, MerchantPaper, Store, StoreStaff
from shancha.apps.mall.queries.own_data import export_user
from shancha.apps.mall.services import contracts, measures, merchant_notices, merchants, staff
from shancha.apps.mall.services.merchant_file import is_credit_code
from shancha.apps.mall.tests.factories import make_store
from shancha.apps.messaging.models import Notification
from shancha.apps.payments.events import PaymentSucceeded
from shancha.apps.wallet.accounts import store_account
from shancha.apps.wallet.queries.balances import balance_of
from shancha.kit import clock, events

pytestmark = pytest.mark.django_db
# The example of GB 32100-2015, and ones with a wrong check character.
CODE = "91350100M000100Y43"
FACTS = {
    "legal_name": "茶山贸易有限公司",
    "licence_number": CODE,
    "address": "上海市黄浦区某路 1 号",
    "contact_name": "李茶",
    "contact_phone": "13800000000",
    "store_name": "茶山小铺",
    "brand_names": ["茶山"],
}


def apply(client, **fields):
    answer = client.send("POST", "/merchant/applications", {**FACTS, **fields})
    assert answer.status_code == 200, answer.content
    return answer.json()


def add_licence(client, merchant_id, content=None):
    file = BytesIO(content or picture_bytes())
    file.name = "执照.jpg"
    return client.post(f"/merchant/applications/{merchant_id}/papers", {"kind": "licence", "file": file})


def test_credit_codes():
    assert is_credit_code(CODE)
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("91350100M0001OOY43")
    assert not is_credit_code("")


def test_from_application_to_an_open_store(api):
    owner, operator = make_user(), make_user(is_operator=True)
    client = api(owner)
    file = apply(client)
    path = f"/merchant/applications/{file['id']}"
    refusal = client.send("POST", f"{path}/submit")
    assert (refusal.status_code, list(refusal.json()["fields"])) == (422, ["papers"])
    paper = add_licence(client, file["id"])
    assert paper.status_code == 201, paper.content
    assert client.send("POST", f"{path}/submit").json()["status"] == "submitted"
    assert client.send("POST", "/merchant/applications", {"address": "别处"}).status_code == 409
    content = client.get(f"{path}/papers/{paper.json()['id']}")
    assert (content.status_code, content["Content-Type"]) == (200, "image/webp")
    assert content["Cache-Control"] == "private, no-store"

    store = merchants.approve_merchant(
        merchant_id=file["id"], operator_id=operator.id, commission_bp=600, deposit_due=100_000
    )
    shown = client.get(path).json()
    assert (shown["status"], shown["papers"][0]["status"]) == ("approved", "approved")
    assert Notification.objects.get(user=owner, lane="process").kind == "merchant_approved"
    assert store.status == "suspended"
    assert client.send("POST", f"{path}/contracts/1/signature").json()["stores"][0]["status"] == "suspended"
    key = {"Idempotency-Key": "deposit-0001"}
    asked = [client.send("POST", f"{path}/deposit", **key).json() for _ in range(2)]
    assert (asked[0], asked[0]["amount"]) == (asked[1], 100_000)
    paid = PaymentSucceeded(
        payment_id=asked[0]["payment_id"],
        purpose="deposit",
        reference_id=UUID(asked[0]["id"]),
        amount=100_000,
        payer_id=owner.id,
        provider="sandbox",
    )
    events.publish(paid)
    events.publish(paid)
    assert balance_of(store_account(store.id, "deposit")) == 100_000
    assert client.get(path).json()["stores"][0]["status"] == "suspended"
    settings = f"/merchant/stores/{store.id}"
    refused = client.send("PATCH", settings, {"phone": " ", "hours": ""})
    assert (refused.status_code, set(refused.json()["fields"])) == (422, {"phone", "hours"})
    assert client.send("PATCH", settings, {"phone": "021-12345678"}).json()["status"] == "suspended"
    assert client.send("PATCH", settings, {"hours": "9:00-21:00"}).json()["status"] == "open"
    assert client.get(path).json()["stores"][0]["status"] == "open"
    own = client.get("/merchant/stores").json()
    assert [(each["name"], each["role"]) for each in own] == [("茶山小铺", "owner")]
    assert client.get(f"/merchant/stores/{store.id}").json()["commission_bp"] == 600


def test_an_application_names_everything_that_is_missing(api):
    client = api(make_user())
    file = apply(client, licence_number="123", address="", licence_expires_at="2020-01-01")
    fields = client.send("POST", f"/merchant/applications/{file['id']}/submit").json()["fields"]
    assert set(fields) == {"address", "licence_number", "licence_expires_at", "papers"}


def test_a_licence_is_used_once(api):
    make_store(name="先来").merchant.__class__.objects.update(licence_number=CODE)
    client = api(make_user())
    file = apply(client)
    add_licence(client, file["id"])
    answer = client.send("POST", f"/merchant/applications/{file['id']}/submit")
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["licence_number"])


def test_papers_are_pictures_or_pdf_and_nobody_elses(api):
    client = api(make_user())
    file = apply(client)
    assert add_licence(client, file["id"], b"<html>").status_code == 422
    assert add_licence(client, file["id"], b"%PDF-1.7 tiny").status_code == 201
    paper_id = MerchantPaper.objects.get().id
    path = f"/merchant/applications/{file['id']}"
    for other in (make_user(), make_user(is_operator=True)):
        assert api(other).get(f"{path}/papers/{paper_id}").status_code == 404
        assert api(other).get(path).status_code == 404
        assert add_licence(api(other), file["id"]).status_code == 404
    assert client.send("DELETE", f"{path}/papers/{paper_id}").status_code == 204


def test_a_refused_application_comes_back(api):
    client = api(make_user())
    file = apply(client)
    add_licence(client, file["id"])
    path = f"/merchant/applications/{file['id']}"
    client.send("POST", f"{path}/submit")
    merchants.reject_merchant(
        merchant_id=file["id"], operator_id=make_user(is_operator=True).id, reason="执照不清晰"
    )
    assert client.get(path).json()["reason"] == "执照不清晰"
    assert apply(client, address="新地址")["id"] == file["id"]
    assert client.send("POST", f"{path}/submit").json()["status"] == "submitted"
    assert client.send("POST", f"{path}/withdraw").json()["status"] == "draft"


def test_measures_are_public_and_shut_the_stores(api):
    store = make_store()
    measures.suspend_merchant(merchant_id=store.merchant_id, reason="出售假货")
    store.refresh_from_db()
    assert (store.status, store.merchant.owner_id) == ("suspended", store.merchant.owner_id)
    listed = api().get("/mall/measures").json()["items"]
    assert [(each["kind"], each["reason"]) for each in listed] == [("suspended", "出售假货")]
    measures.restore_merchant(merchant_id=store.merchant_id)
    store.refresh_from_db()
    assert store.status == "open"
    first = api().get("/mall/measures?limit=1").json()
    second = api().get(f"/mall/measures?limit=1&cursor={first['next_cursor']}").json()
    assert [each["kind"] for each in first["items"] + second["items"]] == ["restored", "suspended"]


def test_leaving_takes_thirty_days(api):
    store = make_store()
    client, path = api(store.merchant.owner), f"/merchant/applications/{store.merchant_id}/exit"
    assert client.send("POST", path).json()["status"] == "exiting"
    store.refresh_from_db()
    assert store.status == "closing"
    assert client.send("DELETE", path).json()["stores"][0]["status"] == "open"
    client.send("POST", path)
    with clock.held_at(clock.now() + timedelta(days=29)):
        assert measures.close_due_stores() == 0
    with clock.held_at(clock.now() + timedelta(days=31)):
        assert (measures.close_due_stores(), measures.close_due_stores()) == (1, 0)
    store.refresh_from_db()
    assert (store.status, Merchant.objects.get().status) == ("closed", "closed")


def test_a_store_whose_contract_was_signed_while_leaving_opens_when_it_stays(api):
    store = make_store()
    merchant, client = store.merchant, api(store.merchant.owner)
    second = contracts.make_another_store(merchant_id=merchant.id, name="二店")
    contract = contracts.propose_contract(merchant_id=merchant.id, commission_bp=300)
    path = f"/merchant/applications/{merchant.id}"
    client.send("POST", f"{path}/exit")
    client.send("POST", f"{path}/contracts/{contract.version}/signature")
    second.refresh_from_db()
    assert second.status == "suspended"
    client.send("DELETE", f"{path}/exit")
    second.refresh_from_db()
    assert (second.status, second.closing_at, Merchant.objects.get().status) == ("open", None, "approved")


def test_an_owner_who_departs_leaves_in_order():
    store, clerk = make_store(), make_user()
    StoreStaff.objects.create(store=store, user=clerk, role="service")
    for user_id in (clerk.id, store.merchant.owner_id):
        for _ in range(2):
            merchant_handlers.let_departed_go(UserDeleted(user_id=user_id))
    store.refresh_from_db()
    assert (store.status, Merchant.objects.get().status) == ("closing", "exiting")
    assert list(StoreStaff.objects.values_list("role", flat=True)) == ["owner"]


def test_own_data_can_be_taken_along():
    store = make_store()
    files = dict(export_user(store.merchant.owner_id))
    assert files["merchant.json"][0]["legal_name"] == store.merchant.legal_name
    assert files["store_staff.json"][0]["role"] == "owner"
    assert set(files) >= {"wishes.json", "wants.json", "followed_stores.json"}


def test_the_clock_of_renewal():
    store, operator = make_store(), make_user(is_operator=True)
    with clock.held_at(clock.now() + timedelta(days=151)):
        assert (merchant_notices.tell_due_renewals(), merchant_notices.tell_due_renewals()) == (1, 0)
        assert Notification.objects.filter(kind="merchant_renewal").count() == 1
    with clock.held_at(clock.now() + timedelta(days=196)):
        assert measures.suspend_overdue() == 1
        merchants.renew_merchant(merchant_id=store.merchant_id, operator_id=operator.id)
        measures.restore_merchant(merchant_id=store.merchant_id)
        assert measures.suspend_overdue() == 0
    assert MerchantMeasure.objects.filter(kind="suspended").count() == 1


def test_staff_have_ranks(api):
    store = make_store(staff={"manager": make_user(handle="boss_2")})
    owner, manager = api(store.merchant.owner), api(StoreStaff.objects.get(role="manager").user)
    path = f"/merchant/stores/{store.id}/staff"
    clerk, friend = make_user(handle="clerk_1"), make_user(handle="friend_1")
    asked, answer = f"/merchant/stores/{store.id}/invitations", f"/merchant/invitations/{store.id}"
    assert manager.send("POST", asked, {"handle": "clerk_1", "role": "shipping"}).status_code == 201
    assert api(clerk).send("POST", answer, {"role": "shipping"}).status_code == 200
    assert manager.send("POST", asked, {"handle": "friend_1", "role": "manager"}).status_code == 409
    assert owner.send("POST", asked, {"handle": "friend_1", "role": "manager"}).status_code == 201
    assert manager.send("POST", asked, {"handle": "friend_1", "role": "service"}).status_code == 409
    assert manager.send("DELETE", f"{asked}/{friend.id}").status_code == 409
    assert api(friend).send("POST", answer, {"role": "manager"}).json()[0]["role"] == "manager"
    assert manager.send("DELETE", f"{path}/{friend.id}").status_code == 409
    assert manager.send("PATCH", f"{path}/{friend.id}", {"role": "service"}).status_code == 409
    assert owner.send("PATCH", f"{path}/{clerk.id}", {"role": "finance"}).status_code == 200
    assert Notification.objects.get(user=clerk, kind="store_staff_changed").payload["role_en"] == "finance"
    own_place = f"{path}/{store.merchant.owner_id}"
    assert owner.send("PATCH", own_place, {"role": "finance"}).status_code == 409
    assert owner.send("DELETE", own_place).status_code == 409
    assert api(clerk).get(asked).status_code == 403
    assert api(clerk).send("POST", asked, {"handle": "friend_1", "role": "service"}).status_code == 403
    assert api(clerk).send("DELETE", f"{path}/{clerk.id}").status_code == 204
    assert api(clerk).get(path).status_code == 404
    assert owner.send("POST", asked, {"handle": "nobody_9", "role": "service"}).status_code == 409


def _told(owner, by):
    """What the owner heard of this member, in order."""
    found = Notification.objects.filter(user=owner, actor_ids=[by.id]).order_by("created_at", "id")
    return list(found.values_list("kind", flat=True))


def test_nobody_joins_a_staff_without_consent(api):
    store, clerk = make_store(), make_user(handle="clerk_1")
    owner, client = api(store.merchant.owner), api(clerk)
    asked, answer = f"/merchant/stores/{store.id}/invitations", f"/merchant/invitations/{store.id}"
    offer = {"handle": "clerk_1", "role": "service"}
    pending = owner.send("POST", asked, offer).json()
    assert [(each["handle"], each["role"]) for each in pending] == [("clerk_1", "service")]
    assert Notification.objects.get(user=clerk, lane="process").kind == "store_staff_invited"
    assert owner.send("POST", asked, {**offer, "role": "finance"}).json()[0]["role"] == "finance"
    assert owner.send("POST", asked, {**offer, "role": "finance"}).status_code == 201
    changed = Notification.objects.get(user=clerk, kind="store_staff_offer_changed")
    assert changed.payload["role_en"] == "finance"
    refusal = client.send("POST", answer, {"role": "service"})
    assert (refusal.status_code, refusal.json()["code"]) == (409, "mall.invitation_changed")
    assert client.send("POST", answer).status_code == 422
    assert client.get("/merchant/stores").json() == []
    assert client.get(f"/merchant/stores/{store.id}").status_code == 404
    assert [each["name"] for each in client.get("/merchant/invitations").json()] == [store.name]
    assert owner.send("DELETE", f"{asked}/{clerk.id}").status_code == 204
    assert client.send("POST", answer, {"role": "finance"}).status_code == 404
    owner.send("POST", asked, offer)
    assert client.send("DELETE", answer).status_code == 204
    assert (client.send("POST", answer, offer).status_code, owner.get(asked).json()) == (404, [])
    assert _told(store.merchant.owner, clerk) == ["store_staff_declined"]
    assert owner.send("POST", asked, offer).json()["fields"].keys() == {"handle"}
    with clock.held_at(clock.now() + timedelta(days=31)):
        assert owner.send("POST", asked, offer).status_code == 201
        assert client.send("POST", answer, offer).status_code == 200
        assert _told(store.merchant.owner, clerk) == ["store_staff_declined", "store_staff_joined"]
        assert owner.send("POST", asked, offer).json()["fields"].keys() == {"handle"}
    assert client.get(f"/merchant/stores/{store.id}").json()["role"] == "service"


def test_who_is_blocked_cannot_be_asked_and_offers_end_with_who_made_them(api):
    store = make_store(staff={"manager": make_user()})
    owner, manager = store.merchant.owner, StoreStaff.objects.get(role="manager").user
    asked = f"/merchant/stores/{store.id}/invitations"
    critic, clerk = make_user(handle="critic_1"), make_user(handle="clerk_1")
    api(critic).send("PUT", f"/users/{owner.id}/block")
    refusal = api(owner).send("POST", asked, {"handle": "critic_1", "role": "service"})
    assert (refusal.status_code, list(refusal.json()["fields"])) == (409, ["handle"])
    api(manager).send("POST", asked, {"handle": "clerk_1", "role": "service"})
    api(owner).send("DELETE", f"/merchant/stores/{store.id}/staff/{manager.id}")
    accepting = f"/merchant/invitations/{store.id}"
    assert api(clerk).send("POST", accepting, {"role": "service"}).status_code == 404
    leaving = make_user()
    StoreStaff.objects.create(store=store, user=leaving, role="manager")
    api(leaving).send("POST", asked, {"handle": "clerk_1", "role": "service"})
    merchant_handlers.let_departed_go(UserDeleted(user_id=leaving.id))
    assert api(clerk).get("/merchant/invitations").json() == []
    assert api(clerk).send("POST", accepting, {"role": "service"}).status_code == 404


def test_as_many_as_the_staff_holds_are_asked(api, monkeypatch):
    monkeypatch.setattr(staff, "STAFF_LIMIT", 2)
    store = make_store()
    asked = f"/merchant/stores/{store.id}/invitations"
    answers = [
        api(store.merchant.owner).send("POST", asked, {"handle": make_user().handle, "role": "service"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 409]


def test_settings_keep_their_limits(api):
    store, other = make_store(), make_store(name="占用的名字")
    client, path = api(store.merchant.owner), f"/merchant/stores/{store.id}"
    changed = {"intro": "手作器皿", "phone": "021-12345678", "theme": {"accent": "#AA2233", "layout": "list"}}
    answer = client.send("PATCH", path, changed)
    assert answer.status_code == 200, answer.content
    assert answer.json()["theme"] == {"accent": "#aa2233", "layout": "list"}
    for wrong, field in (
        ({"theme": {"accent": "#ffee00"}}, "theme.accent"),
        ({"phone": "call me"}, "phone"),
        ({"name": other.name}, "name"),
        ({"intro": "本店拥有最终解释权"}, "intro"),
        ({"logo_asset_id": str(store.id)}, "logo_asset_id"),
    ):
        refusal = client.send("PATCH", path, wrong)
        assert (refusal.status_code, list(refusal.json()["fields"])) == (422, [field])
    assert Store.objects.get(id=store.id).theme == {"accent": "#aa2233", "layout": "list"}
