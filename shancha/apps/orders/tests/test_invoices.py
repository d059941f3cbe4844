"""The electronic invoice: given by the store, read by whom it concerns."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shancha.apps.accounts import vault
from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import StoreStaff
from shancha.apps.messaging.models import Notification
from shancha.apps.orders.models import Invoice, Order, RefundPart
from shancha.apps.orders.refunding import Back, LineFacts, invoiced
from shancha.apps.orders.services import aftersales, cancelling, departing, invoices
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.orders.tests.test_aftersales import ask
from shancha.apps.orders.tests.test_placing import give_balance, give_points

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
XML = b'<?xml version="1.0" encoding="UTF-8"?><EInvoice><Amount>99.00</Amount></EInvoice>'


def ofd(name: str = "OFD.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>")
    return buffer.getvalue()


def with_invoice() -> Order:
    order = make_order()
    invoices.request_invoice(user_id=order.buyer_id, order_id=order.id, kind="personal", title="林小满")
    return order


def attach(client: Any, order: Order, content: bytes, name: str = "发票.bin") -> Any:
    path = f"/merchant/stores/{order.store_id}/orders/{order.id}/invoice/file"
    return client.post(path, {"file": SimpleUploadedFile(name, content)})


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "pdf"), (ofd(), "ofd"), (XML, "xml"), (b"\xef\xbb\xbf" + XML, "xml")]
)
def test_the_store_gives_the_file_and_the_buyer_has_it(api: Api, content: bytes, kind: str) -> None:
    order = with_invoice()
    staff, buyer = api(staff_of(order)), api(order.buyer)
    assert buyer.get(f"/orders/{order.id}").json()["invoice"]["file"] is None
    given = attach(staff, order, content, "发票.exe")
    assert given.json()["file"] == {"format": kind, "size": len(content)}
    path = f"/merchant/stores/{order.store_id}/orders/{order.id}"
    assert staff.send("POST", path + "/invoice", {"number": "26312000000012345678"}).status_code == 204
    shown = buyer.get(f"/orders/{order.id}").json()["invoice"]
    assert shown["file"] == staff.get(path).json()["invoice"]["file"] == given.json()["file"]
    answer = buyer.get(f"/orders/{order.id}/invoice/file")
    assert content_of(answer) == content
    assert answer["Cache-Control"] == "private, no-store"
    assert f'attachment; filename="26312000000012345678.{kind}"' in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_file_is_for_whom_it_concerns(api: Api) -> None:
    order = with_invoice()
    address = f"/orders/{order.id}/invoice/file"
    assert api(order.buyer).get(address).status_code == 404, "there is none yet"
    attach(api(staff_of(order)), order, PDF)
    helpers = {}
    for role in ("service", "finance", "catalogue"):
        helpers[role] = make_user()
        StoreStaff.objects.create(store_id=order.store_id, user=helpers[role], role=role)
    seers: list[User] = [staff_of(order), helpers["service"], helpers["finance"], make_user(is_operator=True)]
    for user in seers:
        assert api(user).get(address).status_code == 200
    for other in (make_user(), make_user(is_moderator=True), helpers["catalogue"], staff_of(make_order())):
        assert api(other).get(address).json()["code"] == "orders.invoice_file_not_found"
    assert api().get(address).status_code == 401


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90\x00", b"<html><p>open", BOMB, ofd("word/document.xml"), b"PK\x03\x04broken"],
)
def test_anything_else_is_refused(api: Api, content: bytes) -> None:
    order = with_invoice()
    assert attach(api(staff_of(order)), order, content).status_code == 422
    assert not Invoice.objects.get(order=order).file_path


def test_size_role_and_asking_are_checked(api: Api) -> None:
    order = with_invoice()
    staff = api(staff_of(order))
    large = attach(staff, order, PDF + b" " * (5 * 1024 * 1024))
    assert large.json()["code"] == "orders.invoice_file_invalid"
    packer = make_user()
    StoreStaff.objects.create(store_id=order.store_id, user=packer, role="shipping")
    assert attach(api(packer), order, PDF).status_code == 403
    assert attach(api(make_user()), order, PDF).status_code == 404
    unasked = make_order()
    assert attach(api(staff_of(unasked)), unasked, PDF).status_code == 404


def test_another_file_takes_its_place(
    api: Api, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    order = with_invoice()
    staff = api(staff_of(order))
    attach(staff, order, PDF)
    invoices.issue_invoice(store_id=order.store_id, order_id=order.id, number="123")
    before = Invoice.objects.get(order=order).file_path
    with django_capture_on_commit_callbacks(execute=True):
        assert attach(staff, order, XML).json()["file"]["format"] == "xml"
    with pytest.raises(FileNotFoundError):
        vault.open_kept(before)
    told = Notification.objects.filter(user=order.buyer, kind="invoice_file_added")
    assert told.count() == 1, "it came after the invoice was issued"


def test_the_file_goes_with_the_account(api: Api) -> None:
    order = with_invoice()
    attach(api(staff_of(order)), order, PDF)
    path = Invoice.objects.get(order=order).file_path
    deliver(order)
    Order.objects.filter(id=order.id).update(status="completed")
    User.objects.filter(id=order.buyer_id).update(status="deleted")
    departing.forget_receivers()
    invoice = Invoice.objects.get(order=order)
    assert (invoice.file_path, invoice.title, invoice.file) == ("", "", None)
    with pytest.raises(FileNotFoundError):
        vault.open_kept(path)


# Over how much ------------------------------------------------------------------------------------------


def mixed_order(pieces: int = 2) -> Order:
    """100 yuan a piece, paid by 30 yuan of points, 50 of the wallet, and the rest through the provider."""
    buyer = make_buyer()
    give_points(buyer, 3_000)
    give_balance(buyer, 5_000)
    order = make_order(buyer, make_goods(price=10_000), quantity=pieces, points=3_000, use_wallet=True)
    invoices.request_invoice(user_id=buyer.id, order_id=order.id, kind="personal", title="林小满")
    assert (order.points_amount, order.wallet_amount) == (3_000, 5_000)
    return order


def issue(order: Order) -> Invoice:
    invoices.issue_invoice(store_id=order.store_id, order_id=order.id, number="26312000000012345678")
    return Invoice.objects.get(order=order)


def give_back(order: Order, pieces: int) -> None:
    case = ask(order, "refund_only", "damaged", quantity=pieces)
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff_of(order).id)


def test_points_are_not_money(api: Api) -> None:
    order = mixed_order()
    shown = api(staff_of(order)).get(f"/merchant/stores/{order.store_id}/orders/{order.id}").json()
    assert shown["invoice"]["amount"] == 17_000, "the store sees over how much before it issues it"
    assert issue(order).amount == order.paid_amount + order.wallet_amount == 17_000


def test_what_went_back_as_points_or_money_before_is_told_apart() -> None:
    order = deliver(mixed_order())
    give_back(order, 1)
    part = RefundPart.objects.get(order=order)
    assert part.to_points > 0
    assert issue(order).amount == 17_000 - part.to_provider - part.to_wallet


def test_import_tax_is_not_on_the_invoice() -> None:
    facts = LineFacts(quantity=1, provider=10_910, wallet=0, points=0, freight=0, tax=910, platform=0)
    assert invoiced(facts) == 10_000
    assert invoiced(replace(facts, back=Back(provider=10_910))) == 0
    assert invoiced(replace(facts, provider=0)) == 0


def test_a_refund_after_it_was_issued_corrects_it_and_the_last_one_makes_it_void(api: Api) -> None:
    order = deliver(mixed_order())
    issue(order)
    give_back(order, 1)
    part = RefundPart.objects.get(order=order)
    invoice = Invoice.objects.get(order=order)
    off = part.to_provider + part.to_wallet
    assert (invoice.status, invoice.amount) == ("issued", 17_000 - off)
    assert [each.amount for each in invoice.corrections] == [off]
    assert Notification.objects.filter(user=staff_of(order), kind="invoice_to_correct").count() == 1
    path = f"/merchant/stores/{order.store_id}/orders/{order.id}/invoice/corrections"
    given = api(staff_of(order)).send("POST", path, {"number": "26312000000099999999"})
    assert given.json()["corrections"][0]["number"] == "26312000000099999999"
    assert api(staff_of(order)).send("POST", path, {"number": "2"}).status_code == 409
    refunds_arrive()
    give_back(order, 1)
    shown = api(order.buyer).get(f"/orders/{order.id}").json()["invoice"]
    assert (shown["status"], shown["amount"]) == ("void", 0)
    assert sum(each["amount"] for each in shown["corrections"]) == 17_000


def test_a_cancelled_order_has_no_invoice() -> None:
    waiting, issued = mixed_order(), mixed_order()
    issue(issued)
    for order in (waiting, issued):
        cancelling.cancel_paid(order_id=order.id, actor="buyer", actor_id=order.buyer_id, reason="other")
    assert set(Invoice.objects.values_list("status", "amount")) == {("void", 0)}
    assert Invoice.objects.get(order=issued).corrections[0].amount == 17_000
    assert Invoice.objects.get(order=waiting).corrections == []


def test_the_buyer_changes_it_until_it_is_issued(api: Api) -> None:
    order = mixed_order()
    company = {"kind": "company", "title": "示例有限公司", "tax_number": "91310000MA1FL0000X"}
    path = f"/orders/{order.id}/invoice"
    assert api(make_user()).send("PUT", path, company).status_code == 404
    bad = api(order.buyer).send("PUT", path, {**company, "tax_number": "1"}).json()
    assert set(bad["fields"]) == {"tax_number"}, "named as they stand in what was sent"
    nameless = api(order.buyer).send("PUT", path, {**company, "title": " "}).json()
    assert set(nameless["fields"]) == {"title"}
    assert api(order.buyer).send("PUT", path, company).json()["title"] == "示例有限公司"
    assert Invoice.objects.get(order=order).tax_number == company["tax_number"]
    issue(order)
    assert api(order.buyer).send("PUT", path, company).status_code == 409
