"""The real providers' adapters, with keys of our own on both sides: what we sign they can check, what they
sign we believe, and nothing else. The network's edge is faked."""

import base64
import gzip
import hmac
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl, quote_plus, urlencode

import pytest
import requests
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.test import Client

from shancha.apps.payments import providers, services
from shancha.apps.payments.errors import ProviderUnavailableError
from shancha.apps.payments.models import Charge, Payment, ProviderNotice, Refund
from shancha.apps.payments.providers import alipay, stripe, wechat
from shancha.apps.payments.providers.base import (
    CallbackRequest,
    ChargeKey,
    ChargeRequest,
    ChargeState,
    ProviderError,
    RefundRequest,
    SignatureError,
)
from shancha.apps.payments.services import apply_charge_result
from shancha.apps.payments.tests.factories import make_payment, queued, send_all_refunds, start
from shancha.kit import clock
from shancha.kit.clock import now
from shancha.kit.ids import new_id

OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
THEIRS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGERS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
API_KEY = "0123456789abcdef0123456789abcdef"
SECRET = "whsec_of_our_own"


def private_pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def public_pem(key: rsa.RSAPrivateKey) -> str:
    return (
        key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def signed(key: rsa.RSAPrivateKey, text: str) -> str:
    return base64.b64encode(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()


@pytest.fixture(autouse=True)
def _configured(settings: Any) -> Any:
    providers._load.cache_clear()
    settings.ENV = settings.ENV.model_copy(
        update={
            "alipay_app_id": "2026000000000001",
            "alipay_private_key": private_pem(OURS).replace("\n", "\\n"),
            "alipay_public_key": public_pem(THEIRS),
            "wechat_pay_merchant_id": "1900000001",
            "wechat_pay_app_id": "wx0000000000000001",
            "wechat_pay_api_key": API_KEY,
            "wechat_pay_private_key": private_pem(OURS),
            "wechat_pay_certificate_serial": "AA00",
            "wechat_pay_public_key": public_pem(THEIRS),
            "wechat_pay_public_key_id": "PUB_KEY_ID_1",
            "stripe_secret_key": "sk_test_of_our_own",
            "stripe_webhook_secret": SECRET,
        }
    )
    yield
    providers._load.cache_clear()


def charge_request(**fields: Any) -> ChargeRequest:
    known = {
        "number": "C26112800000001",
        "subject": "山茶集 · 订单",
        "amount": 12_345,
        "currency": "CNY",
        "expires_at": now() + timedelta(minutes=30),
        "notify_url": "https://shop.example/api/v1/payments/callbacks/x",
        "return_url": "https://shop.example/orders",
        "client_ip": "203.0.113.7",
        "is_phone": False,
    }
    return ChargeRequest(**{**known, **fields})


KEY = ChargeKey(number="C26112800000001", provider_number="T1", amount=12_345, action={})
REFUND = RefundRequest(
    number="R1", amount=100, reason="不想要了", charge=KEY, notify_url="https://shop.example/x"
)


def test_all_are_offered_once_configured() -> None:
    assert providers.available() == ["alipay", "wechat", "stripe", "sandbox"]


# Alipay ------------------------------------------------------------------------------------------------


def alipay_form(key: rsa.RSAPrivateKey = THEIRS, **fields: str) -> bytes:
    known = {
        "notify_id": "n1",
        "app_id": "2026000000000001",
        "out_trade_no": "C26112800000001",
        "trade_no": "2026112822001",
        "trade_status": "TRADE_SUCCESS",
        "total_amount": "123.45",
        "subject": "山茶集 · 订单",
        "charset": "utf-8",
        **fields,
    }
    text = "&".join(f"{name}={value}" for name, value in sorted(known.items()))
    return urlencode({**known, "sign": signed(key, text), "sign_type": "RSA2"}).encode()


def test_alipay_can_check_what_we_sign() -> None:
    way = alipay.make()
    for is_phone, method in ((False, "alipay.trade.page.pay"), (True, "alipay.trade.wap.pay")):
        url = way.start_charge(charge_request(is_phone=is_phone))["url"]
        assert url.startswith("https://openapi.alipay.com/gateway.do?")
        fields = dict(parse_qsl(url.partition("?")[2]))
        signature = base64.b64decode(fields.pop("sign"))
        text = "&".join(f"{name}={value}" for name, value in sorted(fields.items()))
        OURS.public_key().verify(signature, text.encode(), padding.PKCS1v15(), hashes.SHA256())
        assert fields["method"] == method
        content = json.loads(fields["biz_content"])
        assert (content["out_trade_no"], content["total_amount"]) == ("C26112800000001", "123.45")


def test_alipay_is_believed_only_with_its_key_and_for_our_app() -> None:
    way = alipay.make()
    callback = way.read_callback(CallbackRequest(headers={}, body=alipay_form()))
    assert callback.charge is not None
    assert (callback.number, callback.event_key) == ("C26112800000001", "n1")
    assert (callback.charge.status, callback.charge.amount) == ("succeeded", 12_345)
    for body in (
        alipay_form(STRANGERS),
        alipay_form(app_id="2026000000000002"),
        alipay_form().replace(b"123.45", b"923.45"),
        alipay_form().replace(b"sign_type=RSA2", b"sign_type=RSA"),
        b"",
        b"sign=x&app_id=2026000000000001&sign_type=RSA2",
    ):
        with pytest.raises(SignatureError):
            way.read_callback(CallbackRequest(headers={}, body=body))


def alipay_answers(monkeypatch: pytest.MonkeyPatch, key: rsa.RSAPrivateKey = THEIRS, **content: str) -> None:
    def answer(url: str, timeout: float) -> io.BytesIO:
        method = dict(parse_qsl(url.partition("?")[2]))["method"].replace(".", "_")
        text = json.dumps(content, separators=(",", ":"))
        return io.BytesIO(f'{{"{method}_response":{text},"sign":"{signed(key, text)}"}}'.encode())

    monkeypatch.setattr("alipay.urlopen", answer)


def test_alipay_answers_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    way = alipay.make()
    paid = {"code": "10000", "trade_status": "TRADE_SUCCESS", "trade_no": "T1", "total_amount": "123.45"}
    alipay_answers(monkeypatch, **paid)
    assert way.query_charge(KEY).amount == 12_345
    alipay_answers(monkeypatch, STRANGERS, **paid)
    with pytest.raises(ProviderError):
        way.query_charge(KEY)
    alipay_answers(monkeypatch, code="40004", sub_code="ACQ.TRADE_NOT_EXIST")
    assert way.query_charge(KEY).status == "open"
    assert way.close_charge(KEY).status == "closed"
    alipay_answers(monkeypatch, code="10000", trade_no="T1", fund_change="Y")
    assert way.refund(REFUND).status == "succeeded"
    alipay_answers(monkeypatch, code="40004", sub_code="ACQ.SELLER_BALANCE_NOT_ENOUGH", sub_msg="余额不足")
    assert way.refund(REFUND).failure == "余额不足"
    alipay_answers(monkeypatch, code="20000", msg="Service Currently Unavailable")
    with pytest.raises(ProviderError):
        way.refund(REFUND)


def test_alipay_bill_is_read() -> None:
    head = "支付宝交易号,商户订单号,业务类型,商品名称,订单金额（元）,退款批次号/请求号,服务费（元）\n"
    text = (
        "#支付宝业务明细查询\n"
        + head
        + "2026112822001\t,C1\t,交易,订单,123.45,,-0.74\n"
        + "2026112822001\t,C1\t,退款,订单,-1.00,R1,0.01\n#导出时间\n"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("20881_20261128_业务明细.csv", text.encode("gb18030"))
        archive.writestr("20881_20261128_业务明细(汇总).csv", b"x")
    rows = alipay.read_bill(file.getvalue())
    assert [(row.kind, row.number, row.amount, row.fee) for row in rows] == [
        ("charge", "C1", 12_345, 74),
        ("refund", "R1", 100, 1),
    ]
    with pytest.raises(ProviderError):
        alipay.read_bill(b"no zip")


@pytest.mark.django_db
def test_alipay_from_cashier_to_paid() -> None:
    payment = make_payment()
    charge = start(payment, "alipay")
    assert charge.action["kind"] == "redirect"
    form = alipay_form(out_trade_no=charge.number)
    for _ in range(3):
        answer = Client().post(
            "/api/v1/payments/callbacks/alipay", form, content_type="application/x-www-form-urlencoded"
        )
        assert (answer.status_code, answer.content) == (200, b"success")
    assert Payment.objects.get().status == "paid"
    assert ProviderNotice.objects.get().copies == 3


# WeChat Pay --------------------------------------------------------------------------------------------


def wechat_notice(
    resource: dict[str, Any],
    *,
    kind: str = "TRANSACTION.SUCCESS",
    key: rsa.RSAPrivateKey = THEIRS,
    **changes: str,
) -> CallbackRequest:
    nonce = "0123456789ab"
    sealed = AESGCM(API_KEY.encode()).encrypt(nonce.encode(), json.dumps(resource).encode(), b"transaction")
    body = json.dumps(
        {
            "id": "EV-1",
            "event_type": kind,
            "resource_type": "encrypt-resource",
            "resource": {
                "algorithm": "AEAD_AES_256_GCM",
                "ciphertext": base64.b64encode(sealed).decode(),
                "associated_data": "transaction",
                "nonce": nonce,
            },
        }
    )
    stamp = changes.get("stamp", str(int(now().timestamp())))
    headers = {
        "wechatpay-timestamp": stamp,
        "wechatpay-nonce": "n",
        "wechatpay-signature": signed(key, f"{stamp}\nn\n{body}\n"),
        "wechatpay-serial": changes.get("serial", "PUB_KEY_ID_1"),
        "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
    }
    return CallbackRequest(headers=headers, body=body.encode())


PAID = {
    "out_trade_no": "C26112800000001",
    "transaction_id": "4200001",
    "trade_state": "SUCCESS",
    "amount": {"total": 12_345},
}


def test_wechat_is_believed_only_with_its_key_and_in_time() -> None:
    way = wechat.make()
    callback = way.read_callback(wechat_notice(PAID))
    assert callback.charge is not None
    assert (callback.event_key, callback.number, callback.charge.amount) == (
        "EV-1",
        "C26112800000001",
        12_345,
    )
    back = way.read_callback(
        wechat_notice(
            {"out_refund_no": "R1", "refund_id": "50", "refund_status": "SUCCESS"}, kind="REFUND.SUCCESS"
        )
    )
    assert back.refund is not None
    assert (back.number, back.refund.status) == ("R1", "succeeded")
    tampered = wechat_notice(PAID)
    for request in (
        wechat_notice(PAID, key=STRANGERS),
        wechat_notice(PAID, stamp=str(int(now().timestamp()) - 400)),
        wechat_notice(PAID, stamp="soon"),
        wechat_notice(PAID, serial="OTHER"),
        CallbackRequest(headers=tampered.headers, body=tampered.body.replace(b"EV-1", b"EV-2")),
        CallbackRequest(headers={}, body=b""),
    ):
        with mock.patch.object(requests, "get", side_effect=AssertionError), pytest.raises(SignatureError):
            way.read_callback(request)


def wechat_answers(monkeypatch: pytest.MonkeyPatch, status: int, content: Any, **changes: Any) -> list[Any]:
    asked: list[Any] = []

    def answer(**request: Any) -> SimpleNamespace:
        asked.append(request)
        text = json.dumps(content) if content is not None else ""
        stamp = str(int(now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "Wechatpay-Timestamp": stamp,
            "Wechatpay-Nonce": "n",
            "Wechatpay-Signature": signed(changes.get("key", THEIRS), f"{stamp}\nn\n{text}\n"),
            "Wechatpay-Serial": "PUB_KEY_ID_1",
            "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
        }
        return SimpleNamespace(status_code=status, headers=headers, text=text, content=text.encode())

    monkeypatch.setattr(requests, "get", answer)
    monkeypatch.setattr(requests, "post", answer)
    return asked


@pytest.mark.django_db
def test_wechat_is_asked_again_for_another_device_and_when_its_answer_has_aged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    payment = make_payment()
    asked = wechat_answers(monkeypatch, 200, {"code_url": "weixin://wxpay/x"})
    code = start(payment, "wechat")
    assert start(payment, "wechat").action == code.action == {"kind": "qr", "text": "weixin://wxpay/x"}
    assert len(asked) == 1
    asked = wechat_answers(monkeypatch, 200, {"h5_url": "https://wx.tenpay.com/x?a=1"})
    phone = start(payment, "wechat", is_phone=True)
    assert (phone.number != code.number, phone.action["kind"]) == (True, "redirect")
    with clock.held_at(now() + timedelta(minutes=3)):
        assert start(payment, "wechat", is_phone=True).action == phone.action
    assert len(asked) == 1
    with clock.held_at(now() + timedelta(minutes=5)):
        asked = wechat_answers(monkeypatch, 200, {"h5_url": "https://wx.tenpay.com/x?a=2"})
        later = start(payment, "wechat", is_phone=True)
    assert later.action["url"].startswith("https://wx.tenpay.com/x?a=2")
    # No number is asked for in two ways; who is superseded is closed there.
    assert asked[0]["json"]["out_trade_no"] == later.number
    assert len({code.number, phone.number, later.number}) == 3
    assert [job["charge_id"] for job in queued("payments.close_charge")] == [str(code.id), str(phone.id)]
    assert list(Charge.objects.filter(status="open")) == [later]


def pay_both_and_keep_one(payment: Payment, first: Charge, second: Charge) -> None:
    """Both charges succeed: the first pays, the second goes back."""
    for place, charge in enumerate((first, second)):
        state = ChargeState(status="succeeded", provider_number=f"W{place}", amount=payment.amount)
        assert apply_charge_result(charge_id=charge.id, state=state) == "applied"
    payment.refresh_from_db()
    assert (payment.status, payment.paid_amount) == ("paid", payment.amount)
    refund = Refund.objects.get()
    assert (refund.charge_id, refund.amount, refund.is_surplus) == (second.id, payment.amount, True)


@pytest.mark.django_db
@pytest.mark.parametrize("first_paid", ["old", "new"])
def test_a_phone_at_another_address_gets_a_link_that_works_there_and_is_charged_once(
    monkeypatch: pytest.MonkeyPatch, first_paid: str
) -> None:
    payment = make_payment()
    asked = wechat_answers(monkeypatch, 200, {"h5_url": "https://wx.tenpay.com/x?a=1"})
    home = start(payment, "wechat", is_phone=True, client_ip="198.51.100.7")
    assert start(payment, "wechat", is_phone=True, client_ip="198.51.100.7").action == home.action
    assert len(asked) == 1, "the same address has its link back"
    asked = wechat_answers(monkeypatch, 200, {"h5_url": "https://wx.tenpay.com/x?a=2"})
    road = start(payment, "wechat", is_phone=True, client_ip="203.0.113.9")
    assert asked[0]["json"]["scene_info"]["payer_client_ip"] == "203.0.113.9"
    assert asked[0]["json"]["out_trade_no"] == road.number != home.number
    assert road.action["url"].startswith("https://wx.tenpay.com/x?a=2")
    assert [job["charge_id"] for job in queued("payments.close_charge")] == [str(home.id)]
    assert "203.0.113.9" not in str(Charge.objects.filter(id=road.id).values().get())
    first, second = (home, road) if first_paid == "old" else (road, home)
    pay_both_and_keep_one(payment, first, second)


@pytest.mark.django_db
def test_addresses_matter_only_where_the_provider_binds_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    payment = make_payment()
    wechat_answers(monkeypatch, 200, {"code_url": "weixin://wxpay/x"})
    code = start(payment, "wechat", client_ip="198.51.100.7")
    assert start(payment, "wechat", client_ip="203.0.113.9").id == code.id
    page = start(payment, "alipay", is_phone=True, client_ip="198.51.100.7")
    assert start(payment, "alipay", is_phone=True, client_ip="203.0.113.9").id == page.id


@pytest.mark.django_db
def test_an_unanswered_link_is_asked_for_anew_from_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    payment = make_payment()
    wechat_answers(monkeypatch, 500, {"code": "SYSTEM_ERROR"})
    for address in ("198.51.100.7", "198.51.100.7", "203.0.113.9"):
        with pytest.raises(ProviderUnavailableError):
            start(payment, "wechat", is_phone=True, client_ip=address)
    assert sorted(Charge.objects.values_list("status", flat=True)) == ["open", "superseded"]


@pytest.mark.django_db
@pytest.mark.parametrize("first_paid", ["old", "new"])
def test_a_payment_on_the_other_device_is_neither_lost_nor_counted_twice(
    api: Any, monkeypatch: pytest.MonkeyPatch, first_paid: str
) -> None:
    payment = make_payment()

    def ask(*, is_phone: bool) -> Charge:
        body = {"provider": "wechat", "return_path": "/orders", "is_phone": is_phone}
        key = {"Idempotency-Key": str(new_id())}
        answer = api(payment.payer).send("POST", f"/payments/{payment.id}/charges", body, **key)
        assert answer.status_code == 201, answer.content
        return Charge.objects.get(payment=payment, status="open")

    wechat_answers(monkeypatch, 200, {"code_url": "weixin://wxpay/x"})
    old = ask(is_phone=False)
    wechat_answers(monkeypatch, 200, {"h5_url": "https://wx.tenpay.com/x?a=1"})
    new = ask(is_phone=True)
    first, second = (old, new) if first_paid == "old" else (new, old)
    pay_both_and_keep_one(payment, first, second)


@pytest.mark.django_db
def test_an_old_charge_counts_although_it_was_closed_for_the_other_device(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    payment = make_payment()
    page = start(payment, "alipay")
    assert start(payment, "alipay").id == page.id
    wap = start(payment, "alipay", is_phone=True)
    assert (page.number == wap.number, "trade.wap.pay" in wap.action["url"]) == (False, True)
    apply_charge_result(charge_id=page.id, state=ChargeState(status="closed"))
    paid = ChargeState(status="succeeded", provider_number="A1", amount=payment.amount)
    assert apply_charge_result(charge_id=page.id, state=paid) == "applied"
    payment.refresh_from_db()
    assert (payment.status, Refund.objects.count()) == ("paid", 0)
    assert str(wap.id) in [job["charge_id"] for job in queued("payments.close_charge")]


def test_wechat_can_check_what_we_sign_and_answers_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    way = wechat.make()
    asked = wechat_answers(monkeypatch, 200, {"code_url": "weixin://wxpay/x"})
    assert way.start_charge(charge_request()) == {"kind": "qr", "text": "weixin://wxpay/x"}
    fields = dict(
        part.split("=", 1) for part in asked[0]["headers"]["Authorization"].split(" ", 1)[1].split(",")
    )
    text = (
        f"POST\n/v3/pay/transactions/native\n{fields['timestamp'].strip(chr(34))}\n"
        f"{fields['nonce_str'].strip(chr(34))}\n{json.dumps(asked[0]['json'])}\n"
    )
    signature = base64.b64decode(fields["signature"].strip('"'))
    OURS.public_key().verify(signature, text.encode(), padding.PKCS1v15(), hashes.SHA256())
    wechat_answers(monkeypatch, 200, {"h5_url": "https://wx.tenpay.com/x?a=1"})
    url = way.start_charge(charge_request(is_phone=True))["url"]
    assert url == f"https://wx.tenpay.com/x?a=1&redirect_url={quote_plus('https://shop.example/orders')}"
    wechat_answers(monkeypatch, 200, PAID)
    assert way.query_charge(KEY).amount == 12_345
    wechat_answers(monkeypatch, 200, PAID, key=STRANGERS)
    with pytest.raises(ProviderError):
        way.query_charge(KEY)
    wechat_answers(monkeypatch, 404, {"code": "ORDER_NOT_EXIST"})
    assert way.query_charge(KEY).status == "open"
    wechat_answers(monkeypatch, 204, None)
    assert way.close_charge(KEY).status == "closed"
    wechat_answers(monkeypatch, 200, {"status": "PROCESSING", "refund_id": "50"})
    assert way.refund(REFUND).status == "pending"
    wechat_answers(monkeypatch, 400, {"code": "PARAM_ERROR", "message": "订单金额不一致"})
    assert way.refund(REFUND).failure == "订单金额不一致"
    wechat_answers(monkeypatch, 500, {"code": "SYSTEM_ERROR"})
    with pytest.raises(ProviderError):
        way.refund(REFUND)


def test_wechat_bill_is_read() -> None:
    text = (
        "\ufeff交易时间,微信订单号,商户订单号,交易状态,微信退款单号,商户退款单号,"
        "手续费,订单金额,申请退款金额\n"
        "`2026-11-28 10:00:00,`42001,`C1,`SUCCESS,`0,`0,`0.74000,`123.45,`0.00\n"
        "`2026-11-28 11:00:00,`42001,`C1,`REFUND,`50,`R1,`-0.01000,`123.45,`1.00\n"
        "总交易单数,应结订单总金额\n`2,`123.45\n"
    )
    rows = wechat.read_bill(gzip.compress(text.encode()))
    assert [(row.kind, row.number, row.amount, row.fee) for row in rows] == [
        ("charge", "C1", 12_345, 74),
        ("refund", "R1", 100, 1),
    ]


@pytest.mark.django_db
def test_wechat_from_code_to_refund(monkeypatch: pytest.MonkeyPatch) -> None:
    wechat_answers(monkeypatch, 200, {"code_url": "weixin://wxpay/x"})
    payment = make_payment()
    charge = start(payment, "wechat")

    def call_back(request: CallbackRequest) -> int:
        answer = Client().post(
            "/api/v1/payments/callbacks/wechat",
            request.body,
            content_type="application/json",
            headers=dict(request.headers),
        )
        return int(answer.status_code)

    assert call_back(wechat_notice({**PAID, "out_trade_no": charge.number})) == 200
    assert Payment.objects.get().status == "paid"
    refund = services.request_refund(payment_id=payment.id, amount=5, reason="x", reference_id=new_id())
    asked = wechat_answers(monkeypatch, 200, {"status": "PROCESSING", "refund_id": "50"})
    send_all_refunds()
    assert asked[0]["json"]["amount"] == {"refund": 5, "total": 12_345, "currency": "CNY"}
    done = {"out_refund_no": refund.number, "refund_id": "50", "refund_status": "SUCCESS"}
    notice = wechat_notice(done, kind="REFUND.SUCCESS")
    body = notice.body.replace(b"EV-1", b"EV-2")
    stamp = notice.headers["wechatpay-timestamp"]
    headers = {**notice.headers, "wechatpay-signature": signed(THEIRS, f"{stamp}\nn\n{body.decode()}\n")}
    assert call_back(CallbackRequest(headers=headers, body=body)) == 200
    assert Refund.objects.get().status == "succeeded"


# Stripe ------------------------------------------------------------------------------------------------


def stripe_event(kind: str, thing: dict[str, Any], *, secret: str = SECRET, age: int = 0) -> CallbackRequest:
    body = json.dumps(
        {"id": "evt_1", "object": "event", "type": kind, "data": {"object": thing}, "api_version": "x"}
    )
    stamp = int(now().timestamp()) - age
    digest = hmac.new(secret.encode(), f"{stamp}.{body}".encode(), "sha256").hexdigest()
    return CallbackRequest(headers={"stripe-signature": f"t={stamp},v1={digest}"}, body=body.encode())


SESSION = {
    "object": "checkout.session",
    "id": "cs_1",
    "client_reference_id": "C26112800000001",
    "payment_intent": "pi_1",
    "payment_status": "paid",
    "amount_total": 12_345,
    "status": "complete",
}


def test_stripe_is_believed_only_with_its_secret_and_in_time() -> None:
    way = stripe.make()
    callback = way.read_callback(stripe_event("checkout.session.completed", SESSION))
    assert callback.charge is not None
    assert (callback.number, callback.charge.provider_number) == ("C26112800000001", "pi_1")
    assert (callback.charge.status, callback.charge.amount) == ("succeeded", 12_345)
    refund = {"object": "refund", "id": "re_1", "status": "succeeded", "metadata": {"number": "R1"}}
    back = way.read_callback(stripe_event("refund.updated", refund))
    assert back.refund is not None
    assert (back.number, back.refund.status) == ("R1", "succeeded")
    assert way.read_callback(stripe_event("customer.created", {"object": "customer"})).kind == "other"
    genuine = stripe_event("checkout.session.completed", SESSION)
    for request in (
        stripe_event("checkout.session.completed", SESSION, secret="whsec_of_a_stranger"),
        stripe_event("checkout.session.completed", SESSION, age=600),
        CallbackRequest(headers=genuine.headers, body=genuine.body.replace(b"12345", b"99999")),
        CallbackRequest(headers={}, body=genuine.body),
    ):
        with pytest.raises(SignatureError):
            way.read_callback(request)


class StripeWire:
    """Stands where Stripe's servers stand: remembers what was sent, answers what it is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[tuple[str, str, dict[str, str], dict[str, str]]] = []
        self.answers: list[dict[str, Any]] = []
        monkeypatch.setattr("stripe.RequestsClient.request", self._answer)

    def _answer(self, method: str, url: str, headers: Any, post_data: Any = None) -> tuple[bytes, int, Any]:
        self.sent.append((method, url, dict(parse_qsl(post_data or "")), dict(headers)))
        return json.dumps(self.answers.pop(0)).encode(), 200, {}


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> StripeWire:
    return StripeWire(monkeypatch)


def test_stripe_requests_are_idempotent_by_our_numbers(wire: StripeWire) -> None:
    way = stripe.make()
    wire.answers = [{**SESSION, "url": "https://checkout.stripe.com/c/x"}] * 2
    action = way.start_charge(charge_request())
    assert action == {"kind": "redirect", "url": "https://checkout.stripe.com/c/x", "session": "cs_1"}
    assert way.start_charge(charge_request()) == action
    assert wire.sent[0][2] == wire.sent[1][2]
    assert wire.sent[0][3]["Idempotency-Key"] == "charge-C26112800000001"
    assert wire.sent[0][2]["line_items[0][price_data][unit_amount]"] == "12345"
    wire.answers = [{"object": "refund", "id": "re_1", "status": "pending"}]
    key = ChargeKey(number="C1", provider_number="pi_1", amount=12_345, action=action)
    request = RefundRequest(number="R1", amount=100, reason="x", charge=key, notify_url="")
    assert way.refund(request).status == "pending"
    assert wire.sent[-1][3]["Idempotency-Key"] == "refund-R1"
    opened = {**SESSION, "payment_status": "unpaid", "status": "open"}
    wire.answers = [opened, {**opened, "status": "expired"}]
    assert way.close_charge(key).status == "closed"
    wire.answers = [SESSION]
    assert way.close_charge(key).status == "succeeded"


def test_stripe_refunds_once_although_it_forgot_the_key(wire: StripeWire) -> None:
    way = stripe.make()
    key = ChargeKey(number="C1", provider_number="pi_1", amount=12_345, action={})
    request = RefundRequest(number="R1", amount=100, reason="x", charge=key, notify_url="")
    known = {"object": "refund", "id": "re_1", "status": "pending", "metadata": {"number": "R1"}}
    wire.answers = [{**known, "status": "succeeded"}]
    state = way.query_refund(replace(request, provider_number="re_1"))
    assert (state.status, wire.sent[-1][0]) == ("succeeded", "get")

    listed = {"object": "list", "has_more": False, "url": "/v1/refunds"}
    other = {**known, "id": "re_0", "metadata": {"number": "R0"}}
    wire.answers = [{**listed, "data": [other, known]}]
    state = way.query_refund(request)
    assert (state.status, state.provider_number) == ("pending", "re_1")
    assert {sent[0] for sent in wire.sent} == {"get"}

    wire.answers = [{**listed, "data": [{**known, "status": "failed"}]}, {**known, "id": "re_2"}]
    assert way.query_refund(request).provider_number == "re_2"
    assert wire.sent[-1][3]["Idempotency-Key"] == "refund-R1-1"


def test_stripe_statement_is_read(wire: StripeWire) -> None:
    charge = {"id": "ch_1", "payment_intent": "pi_1", "amount": 12_345, "metadata": {"number": "C1"}}
    refund = {"id": "re_1", "amount": 100, "metadata": {"number": "R1"}}
    lines = [
        {"object": "balance_transaction", "id": "txn_1", "type": "charge", "fee": 74, "source": charge},
        {"object": "balance_transaction", "id": "txn_2", "type": "refund", "fee": 0, "source": refund},
        {"object": "balance_transaction", "id": "txn_3", "type": "payout", "fee": 0, "source": {}},
    ]
    wire.answers = [{"object": "list", "data": lines, "has_more": False, "url": "/v1/balance_transactions"}]
    rows = stripe.make().statement(date(2026, 11, 28))
    assert [(row.kind, row.number, row.amount, row.fee) for row in rows] == [
        ("charge", "C1", 12_345, 74),
        ("refund", "R1", 100, 0),
    ]


@pytest.mark.django_db
def test_stripe_from_checkout_to_paid(wire: StripeWire) -> None:
    wire.answers = [{**SESSION, "url": "https://checkout.stripe.com/c/x"}]
    charge = start(make_payment(), "stripe")
    request = stripe_event("checkout.session.completed", {**SESSION, "client_reference_id": charge.number})
    answer = Client().post(
        "/api/v1/payments/callbacks/stripe",
        request.body,
        content_type="application/json",
        headers=dict(request.headers),
    )
    assert answer.status_code == 200
    assert Payment.objects.get().status == "paid"
    assert Charge.objects.get().provider_number == "pi_1"


def test_each_provider_names_who_paid_where_it_knows() -> None:
    def payer(way: Any, request: CallbackRequest) -> str:
        charge = way.read_callback(request).charge
        assert charge is not None
        return str(charge.payer)

    by_alipay = [{"buyer_id": "2088001"}, {"buyer_open_id": "074a", "buyer_id": "2088001"}, {}]
    assert [
        payer(alipay.make(), CallbackRequest(headers={}, body=alipay_form(**fields))) for fields in by_alipay
    ] == ["2088001", "074a", ""]
    unpaid = alipay_form(buyer_id="2088001", trade_status="TRADE_CLOSED")
    assert payer(alipay.make(), CallbackRequest(headers={}, body=unpaid)) == ""
    assert payer(wechat.make(), wechat_notice({**PAID, "payer": {"openid": "oUpF8"}})) == "oUpF8"
    assert payer(wechat.make(), wechat_notice(PAID)) == ""
    for session, expected in (
        ({"customer": "cus_1"}, "cus_1"),
        ({"customer": None, "customer_details": {"email": "Anna@Example.com"}}, "anna@example.com"),
        ({}, ""),
    ):
        event = stripe_event("checkout.session.completed", {**SESSION, **session})
        assert payer(stripe.make(), event) == expected
