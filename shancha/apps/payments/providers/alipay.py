"""Alipay, by python-alipay-sdk: page payment on computers, wap payment on phones, keys (RSA2)."""

import csv
import io
import zipfile
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl

import httpx
from django.conf import settings

from shancha.apps.payments.providers.amounts import as_fen
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
from shancha.kit.money import exact_yuan
from shancha.kit.numbers import HOME_ZONE

_GATEWAY = "https://openapi.alipay.com/gateway.do?"
_STATES: dict[str, Any] = {
    "WAIT_BUYER_PAY": "open",
    "TRADE_SUCCESS": "succeeded",
    "TRADE_FINISHED": "succeeded",
    "TRADE_CLOSED": "closed",
}


class Alipay:
    """See `base.Provider`."""

    name = "alipay"
    label = Label("支付宝", "Alipay")
    is_phone_apart = True
    is_address_bound = False

    def __init__(self, client: Any, app_id: str) -> None:
        self._client = client
        self._app_id = app_id

    def start_charge(self, request: ChargeRequest) -> dict[str, Any]:
        """A signed address at Alipay's cashier; nothing is sent from here."""
        pay = (
            self._client.api_alipay_trade_wap_pay
            if request.is_phone
            else self._client.api_alipay_trade_page_pay
        )
        query = pay(
            subject=request.subject,
            out_trade_no=request.number,
            total_amount=exact_yuan(request.amount),
            return_url=request.return_url,
            notify_url=request.notify_url,
            time_expire=f"{request.expires_at.astimezone(HOME_ZONE):%Y-%m-%d %H:%M:%S}",
        )
        return {"kind": "redirect", "url": _GATEWAY + query}

    def action_life(self, *, is_phone: bool) -> timedelta | None:
        """The address carries the payment's own end."""
        return None

    def query_charge(self, key: ChargeKey) -> ChargeState:
        """A trade that Alipay does not know yet (nobody opened the cashier) is open."""
        answer = self._ask("alipay.trade.query", {"out_trade_no": key.number})
        if answer.get("sub_code") == "ACQ.TRADE_NOT_EXIST":
            return ChargeState(status="open")
        self._require_success(answer)
        return _charge_state(answer)

    def close_charge(self, key: ChargeKey) -> ChargeState:
        """A trade that Alipay does not know cannot be paid later either: its address has run out by then."""
        answer = self._ask("alipay.trade.close", {"out_trade_no": key.number})
        if answer.get("code") == "10000" or answer.get("sub_code") == "ACQ.TRADE_NOT_EXIST":
            return ChargeState(status="closed")
        return self.query_charge(key)

    def refund(self, request: RefundRequest) -> RefundState:
        """Alipay answers at once; `fund_change` N with success is a repeated one."""
        answer = self._ask(
            "alipay.trade.refund",
            {
                "out_trade_no": request.charge.number,
                "refund_amount": exact_yuan(request.amount),
                "out_request_no": request.number,
                "refund_reason": request.reason,
            },
        )
        if answer.get("code") == "10000":
            return RefundState(status="succeeded", provider_number=str(answer.get("trade_no", "")))
        if (
            answer.get("sub_code") in {"ACQ.SYSTEM_ERROR", "aop.ACQ.SYSTEM_ERROR"}
            or answer.get("code") == "20000"
        ):
            raise ProviderError(str(answer.get("sub_code")))
        return RefundState(status="failed", failure=str(answer.get("sub_msg") or answer.get("msg"))[:200])

    def query_refund(self, request: RefundRequest) -> RefundState:
        """Success is stated; anything else counts as still on its way."""
        answer = self._ask(
            "alipay.trade.fastpay.refund.query",
            {"out_trade_no": request.charge.number, "out_request_no": request.number},
        )
        if answer.get("refund_status") == "REFUND_SUCCESS":
            return RefundState(status="succeeded", provider_number=str(answer.get("trade_no", "")))
        return self.refund(request)

    def read_callback(self, request: CallbackRequest) -> Callback:
        """The form that Alipay posts, signed with its key, for our app."""
        fields = dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
        signature = fields.pop("sign", "")
        if not signature or fields.get("app_id") != self._app_id or fields.get("sign_type") != "RSA2":
            raise SignatureError
        try:
            is_genuine = self._client.verify(dict(fields), signature)
        except ValueError as error:  # no base64
            raise SignatureError from error
        if not is_genuine:
            raise SignatureError
        if fields.get("trade_status") not in _STATES:
            return Callback(event_key=fields.get("notify_id", ""), kind="other")
        return Callback(
            event_key=fields.get("notify_id", ""),
            kind="charge",
            number=fields.get("out_trade_no", ""),
            charge=_charge_state(fields),
        )

    def callback_reply(self) -> CallbackReply:
        """Alipay wants the bare word."""
        return CallbackReply(status=200, content_type="text/plain", body="success")

    def statement(self, day: date) -> list[StatementRow]:
        """The trade bill: a ZIP with a table of details."""
        answer = self._ask(
            "alipay.data.dataservice.bill.downloadurl.query",
            {"bill_type": "trade", "bill_date": day.isoformat()},
        )
        if answer.get("sub_code") == "isp.bill_not_exist":
            return []
        self._require_success(answer)
        try:
            file = httpx.get(str(answer["bill_download_url"]), timeout=TIMEOUT_SECONDS * 5)
            file.raise_for_status()
        except (httpx.HTTPError, KeyError) as error:
            raise ProviderError(type(error).__name__) from error
        return read_bill(file.content)

    def _ask(self, method: str, content: dict[str, Any]) -> dict[str, Any]:
        from alipay.exceptions import AliPayException, AliPayValidationError  # noqa: PLC0415 - loaded late

        try:
            answer: dict[str, Any] = self._client.server_api(method, content)
        except (OSError, ValueError, AliPayValidationError, AliPayException) as error:
            raise ProviderError(str(error)[:200] or type(error).__name__) from error
        return answer

    @staticmethod
    def _require_success(answer: dict[str, Any]) -> None:
        if answer.get("code") != "10000":
            raise ProviderError(str(answer.get("sub_msg") or answer.get("msg"))[:200])


def _charge_state(fields: dict[str, Any]) -> ChargeState:
    status = _STATES.get(str(fields.get("trade_status")), "open")
    return ChargeState(
        status=status,
        provider_number=str(fields["trade_no"]) if fields.get("trade_no") else None,
        amount=as_fen(str(fields.get("total_amount", "0"))) if status == "succeeded" else 0,
        payer=_payer(fields) if status == "succeeded" else "",
    )


def _payer(fields: dict[str, Any]) -> str:
    """Newer merchants are told an id that holds for themselves alone instead of the user's number. Queries
    name it otherwise than callbacks do."""
    known = (fields.get(name) for name in ("buyer_open_id", "buyer_id", "buyer_user_id"))
    return next((str(value) for value in known if value), "")


def read_bill(content: bytes) -> list[StatementRow]:
    """The rows of Alipay's trade bill (a ZIP with tables in GBK; lines beginning with # are remarks)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name.endswith(".csv") and not _is_summary(name)]
            texts = [archive.read(name).decode("gb18030", "replace") for name in names]
    except zipfile.BadZipFile as error:
        raise ProviderError("no bill") from error
    return [row for text in texts for row in _bill_rows(text)]


def _is_summary(name: str) -> bool:
    return "汇总" in name or "汇总".encode("gbk").decode("cp437") in name


def _bill_rows(text: str) -> list[StatementRow]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = []
    for line in csv.DictReader(lines):
        cells = {(name or "").strip(): (value or "").strip() for name, value in line.items() if name}
        is_refund = cells.get("业务类型", "").startswith("退款")
        number = cells.get("退款批次号/请求号") if is_refund else cells.get("商户订单号")
        if not number:
            continue
        rows.append(
            StatementRow(
                kind="refund" if is_refund else "charge",
                number=number,
                provider_number=cells.get("支付宝交易号", ""),
                amount=abs(as_fen(cells.get("订单金额（元）", "0"))),
                fee=abs(as_fen(cells.get("服务费（元）", "0"))),
            )
        )
    return rows


def make() -> Alipay:
    """With the operator's keys."""
    from alipay import AliPay  # noqa: PLC0415 - loaded when first used
    from alipay.utils import AliPayConfig  # noqa: PLC0415

    env = settings.ENV
    client = AliPay(
        appid=env.alipay_app_id,
        app_private_key_string=read_key(env.alipay_private_key, "PRIVATE KEY"),
        alipay_public_key_string=read_key(env.alipay_public_key, "PUBLIC KEY"),
        sign_type="RSA2",
        config=AliPayConfig(timeout=TIMEOUT_SECONDS),
    )
    return Alipay(client, env.alipay_app_id)
