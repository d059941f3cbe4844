"""WeChat Pay API v3, by wechatpayv3: a QR code on computers (Native), a page on phones (H5). Answers and
callbacks are checked with WeChat Pay's public key (微信支付公钥), so that no certificates are fetched."""

import csv
import gzip
import io
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import orjson
from django.conf import settings

from shancha.apps.payments.providers.amounts import as_fen, as_rounded_fen
from shancha.apps.payments.providers.base import (
    TIMEOUT_SECONDS,
    Callback,
    CallbackReply,
    CallbackRequest,
    ChargeKey,
    ChargeRequest,
    ChargeState,
    Label,
    ProviderError,
    RefundRequest,
    RefundState,
    SignatureError,
    StatementRow,
)
from shancha.apps.payments.providers.keys import read_key
from shancha.kit.clock import now
from shancha.kit.numbers import HOME_ZONE

_TOLERANCE_SECONDS = 300
_CHARGES: dict[str, Any] = {
    "SUCCESS": "succeeded",
    "REFUND": "succeeded",
    "CLOSED": "closed",
    "REVOKED": "closed",
    "PAYERROR": "failed",
}
_REFUNDS: dict[str, Any] = {"SUCCESS": "succeeded", "CLOSED": "failed", "ABNORMAL": "failed"}


class WechatPay:
    """See `base.Provider`."""

    name = "wechat"
    label = Label("微信支付", "WeChat Pay", actions=("qr", "redirect"))
    is_phone_apart = True
    is_address_bound = True

    def __init__(self, client: Any, key_id: str) -> None:
        self._client = client
        self._key_id = key_id

    def start_charge(self, request: ChargeRequest) -> dict[str, Any]:
        """A QR code to scan, or WeChat's page for phones, from where one comes back to `return_url`."""
        from wechatpayv3 import WeChatPayType  # noqa: PLC0415 - loaded late

        status, answer = self._ask(
            self._client.pay,
            description=request.subject,
            out_trade_no=request.number,
            amount={"total": request.amount, "currency": "CNY"},
            time_expire=request.expires_at.astimezone(HOME_ZONE).isoformat(timespec="seconds"),
            notify_url=request.notify_url,
            pay_type=WeChatPayType.H5 if request.is_phone else WeChatPayType.NATIVE,
            scene_info={"payer_client_ip": request.client_ip, "h5_info": {"type": "Wap"}}
            if request.is_phone
            else None,
        )
        if status != 200:
            raise ProviderError(_reason(answer))
        if request.is_phone:
            back = quote(request.return_url, safe="")
            return {"kind": "redirect", "url": f"{answer['h5_url']}&redirect_url={back}"}
        return {"kind": "qr", "text": str(answer["code_url"])}

    def action_life(self, *, is_phone: bool) -> timedelta | None:
        """WeChat: an `h5_url` is good for five minutes, a `code_url` for two hours; a minute is kept for the
        way there."""
        return timedelta(minutes=4) if is_phone else timedelta(minutes=119)

    def query_charge(self, key: ChargeKey) -> ChargeState:
        """A trade that WeChat does not know is open."""
        status, answer = self._ask(self._client.query, out_trade_no=key.number)
        if status == 404:
            return ChargeState(status="open")
        if status != 200:
            raise ProviderError(_reason(answer))
        return _charge_state(answer)

    def close_charge(self, key: ChargeKey) -> ChargeState:
        """WeChat refuses to close what is paid."""
        status, _ = self._ask(self._client.close, out_trade_no=key.number)
        return ChargeState(status="closed") if status in {200, 204, 404} else self.query_charge(key)

    def refund(self, request: RefundRequest) -> RefundState:
        """WeChat takes it and tells the end by callback."""
        status, answer = self._ask(
            self._client.refund,
            out_refund_no=request.number,
            out_trade_no=request.charge.number,
            amount={"refund": request.amount, "total": request.charge.amount, "currency": "CNY"},
            reason=request.reason[:80],
            notify_url=request.notify_url,
        )
        if status == 200:
            return _refund_state(answer)
        if status in {400, 403, 404} and answer.get("code") != "FREQUENCY_LIMITED":
            return RefundState(status="failed", failure=_reason(answer))
        raise ProviderError(_reason(answer))

    def query_refund(self, request: RefundRequest) -> RefundState:
        """A refund that WeChat does not know is sent again."""
        status, answer = self._ask(self._client.query_refund, out_refund_no=request.number)
        if status == 404:
            return self.refund(request)
        if status != 200:
            raise ProviderError(_reason(answer))
        return _refund_state(answer)

    def read_callback(self, request: CallbackRequest) -> Callback:
        """Signed with WeChat Pay's key within the last five minutes, its resource encrypted for us."""
        headers = {name: request.headers.get(name, "") for name in _SIGNED}
        stamp = headers["wechatpay-timestamp"]
        is_fresh = stamp.isdigit() and abs(now().timestamp() - int(stamp)) <= _TOLERANCE_SECONDS
        if not is_fresh or headers["wechatpay-serial"] != self._key_id:
            raise SignatureError
        try:
            event = self._client.callback(headers, request.body)
        except Exception as error:
            raise SignatureError from error
        if not event:
            raise SignatureError
        return _read_event(event)

    def callback_reply(self) -> CallbackReply:
        """An empty 200 would do; the code is for people."""
        return CallbackReply(status=200, content_type="application/json", body='{"code":"SUCCESS"}')

    def statement(self, day: date) -> list[StatementRow]:
        """The trade bill: gzipped CSV."""
        status, answer = self._ask(self._client.trade_bill, bill_date=day.isoformat())
        if answer.get("code") == "NO_STATEMENT_EXIST":
            return []
        if status != 200:
            raise ProviderError(_reason(answer))
        code, content = self._send(self._client.download_bill, str(answer["download_url"]))
        if code != 200:
            raise ProviderError(f"bill {code}")
        return read_bill(content if isinstance(content, bytes) else content.encode())

    def _send(self, call: Any, *positional: Any, **named: Any) -> tuple[int, Any]:
        try:
            status, content = call(*positional, **named)
        except Exception as error:
            raise ProviderError(f"{type(error).__name__}: {error}"[:200]) from error
        return int(status), content

    def _ask(self, call: Any, **named: Any) -> tuple[int, Mapping[str, Any]]:
        status, content = self._send(call, **named)
        try:
            answer = orjson.loads(content) if content else {}
        except orjson.JSONDecodeError as error:
            raise ProviderError("no JSON") from error
        if status >= 500:
            raise ProviderError(_reason(answer))
        return status, answer


_SIGNED = (
    "wechatpay-timestamp",
    "wechatpay-nonce",
    "wechatpay-signature",
    "wechatpay-serial",
    "wechatpay-signature-type",
)


def _reason(answer: Mapping[str, Any]) -> str:
    return str(answer.get("message") or answer.get("code") or "refused")[:200]


def _charge_state(trade: Mapping[str, Any]) -> ChargeState:
    status = _CHARGES.get(str(trade.get("trade_state")), "open")
    return ChargeState(
        status=status,
        provider_number=trade.get("transaction_id") or None,
        amount=int(trade.get("amount", {}).get("total", 0)) if status == "succeeded" else 0,
        failure=str(trade.get("trade_state_desc", ""))[:200] if status == "failed" else "",
        payer=str((trade.get("payer") or {}).get("openid") or "") if status == "succeeded" else "",
    )


def _refund_state(refund: Mapping[str, Any]) -> RefundState:
    stated = str(refund.get("status") or refund.get("refund_status"))
    status = _REFUNDS.get(stated, "pending")
    return RefundState(
        status=status,
        provider_number=str(refund.get("refund_id", "")),
        failure=stated if status == "failed" else "",
    )


def _read_event(event: Mapping[str, Any]) -> Callback:
    kind, resource = str(event.get("event_type", "")), event["resource"]
    if kind.startswith("TRANSACTION."):
        return Callback(
            event_key=str(event["id"]),
            kind="charge",
            number=str(resource.get("out_trade_no", "")),
            charge=_charge_state(resource),
        )
    if kind.startswith("REFUND."):
        return Callback(
            event_key=str(event["id"]),
            kind="refund",
            number=str(resource.get("out_refund_no", "")),
            refund=_refund_state(resource),
        )
    return Callback(event_key=str(event.get("id", "")), kind="other")


def read_bill(content: bytes) -> list[StatementRow]:
    """The rows of WeChat's trade bill: gzipped, every value after a backtick, a summary of two lines at the
    end."""
    try:
        text = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    except (OSError, EOFError) as error:
        raise ProviderError("no bill") from error
    rows = []
    for line in csv.DictReader(io.StringIO(text.decode("utf-8-sig", "replace"))):
        cells = {name: str(value).lstrip("`") for name, value in line.items() if name and value}
        if "商户订单号" not in cells or "交易状态" not in cells:
            break
        is_refund = cells["交易状态"] == "REFUND"
        rows.append(
            StatementRow(
                kind="refund" if is_refund else "charge",
                number=cells.get("商户退款单号", "") if is_refund else cells["商户订单号"],
                provider_number=cells.get("微信退款单号" if is_refund else "微信订单号", ""),
                amount=as_fen(cells.get("申请退款金额" if is_refund else "订单金额", "0")),
                fee=abs(as_rounded_fen(cells.get("手续费", "0"))),
            )
        )
    return rows


def make() -> WechatPay:
    """With the operator's keys."""
    from wechatpayv3 import WeChatPay, WeChatPayType  # noqa: PLC0415 - loaded when first used

    env = settings.ENV
    client = WeChatPay(
        wechatpay_type=WeChatPayType.NATIVE,
        mchid=env.wechat_pay_merchant_id,
        private_key=read_key(env.wechat_pay_private_key, "PRIVATE KEY"),
        cert_serial_no=env.wechat_pay_certificate_serial,
        appid=env.wechat_pay_app_id,
        apiv3_key=env.wechat_pay_api_key,
        public_key=read_key(env.wechat_pay_public_key, "PUBLIC KEY"),
        public_key_id=env.wechat_pay_public_key_id,
        timeout=(5, TIMEOUT_SECONDS),
    )
    return WechatPay(client, env.wechat_pay_public_key_id)
