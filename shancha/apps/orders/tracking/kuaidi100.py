"""快递100 (kuaidi100.com), which knows the carriers of China: asked by 实时查询 (poll/query.do), and it tells
what is new by 订阅推送 (poll). Of the receiver it learns district and the phone's last four digits."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx
import orjson

from shancha.apps.orders.tracking.base import Ask, NoticeRefusedError, Scan, Told, TrackingError
from shancha.kit.crypto import keyed_hash
from shancha.kit.numbers import HOME_ZONE

QUERY_URL = "https://poll.kuaidi100.com/poll/query.do"
FOLLOW_URL = "https://poll.kuaidi100.com/poll"
_TIMEOUT_SECONDS = 8.0
_NOTHING_YET = "500"
_FOLLOWED_BEFORE = "501"
# Ours, theirs. Carriers that are not named here can't be asked about.
_CARRIERS = {
    "sf": "shunfeng",
    "jd": "jd",
    "zto": "zhongtong",
    "yto": "yuantong",
    "sto": "shentong",
    "yunda": "yunda",
    "jtexpress": "jtexpress",
    "ems": "ems",
    "dhl": "dhl",
}
_OURS = {theirs: ours for ours, theirs in _CARRIERS.items()}
# 基础状态; refined ones (resultv2=4) begin with the digit of theirs, but for those of the customs and 在途.
_STATUS = {
    "0": "moving",
    "1": "sent",
    "2": "trouble",
    "3": "delivered",
    "4": "trouble",
    "5": "delivering",
    "6": "trouble",
    "7": "moving",
    "8": "customs",
    "10": "customs",
    "11": "customs",
    "12": "customs",
    "13": "trouble",
    "14": "trouble",
}


class Kuaidi100:
    """See the module. `customer` and `key` come with the contract."""

    name = "kuaidi100"

    def __init__(self, customer: str, key: str) -> None:
        self._customer = customer
        self._key = key

    def track(self, ask: Ask) -> Sequence[Scan]:
        """One query, signed with MD5 over param, key and customer."""
        carrier = _CARRIERS.get(ask.carrier)
        if carrier is None:
            return ()
        param = orjson.dumps(
            {
                "com": carrier,
                "num": ask.tracking_number,
                "phone": ask.phone_tail,
                "to": ask.destination,
                "resultv2": "4",
                "show": "0",
                "order": "desc",
            }
        ).decode()
        sign = _md5(param + self._key + self._customer)
        answer = _post(QUERY_URL, {"customer": self._customer, "sign": sign, "param": param})
        if answer.get("status") == "200":
            return _scans(answer)
        if str(answer.get("returnCode")) == _NOTHING_YET:
            return ()
        raise TrackingError(str(answer.get("message"))[:200])

    def follow(self, ask: Ask, notify_url: str) -> bool:
        """Subscribes to a parcel; what is new will be posted with a signature over our salt."""
        carrier = _CARRIERS.get(ask.carrier)
        if carrier is None:
            return False
        wanted = {
            "company": carrier,
            "number": ask.tracking_number,
            "to": ask.destination,
            "key": self._key,
            "parameters": {
                "callbackurl": notify_url,
                "salt": self._salt,
                "resultv2": "4",
                "phone": ask.phone_tail,
            },
        }
        answer = _post(FOLLOW_URL, {"schema": "json", "param": orjson.dumps(wanted).decode()})
        if str(answer.get("returnCode")) in {"200", _FOLLOWED_BEFORE}:
            return True
        raise TrackingError(str(answer.get("message"))[:200])

    def read_notice(self, form: Mapping[str, str]) -> Told:
        """A post of theirs: `sign` is MD5 over param and the salt."""
        param = form.get("param", "")
        if not hmac.compare_digest(_md5(param + self._salt).encode(), form.get("sign", "").upper().encode()):
            raise NoticeRefusedError
        try:
            result = orjson.loads(param)["lastResult"]
            carrier, number = _OURS[result["com"]], str(result["nu"])
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise NoticeRefusedError from error
        return Told(carrier=carrier, tracking_number=number, scans=_scans(result))

    @property
    def _salt(self) -> str:
        """Known to us and to them, the same in every process, and no key of anything else."""
        return keyed_hash(f"kuaidi100:{self._customer}:{self._key}")[:32]


def _md5(text: str) -> str:
    """Their signature: MD5 in upper-case hex."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest().upper()


def _post(url: str, form: dict[str, str]) -> dict[str, Any]:
    try:
        answer = httpx.post(url, data=form, timeout=_TIMEOUT_SECONDS)
        answer.raise_for_status()
        found = orjson.loads(answer.content)
    except (httpx.HTTPError, orjson.JSONDecodeError) as error:
        raise TrackingError(type(error).__name__) from error
    if not isinstance(found, dict):
        raise TrackingError("unreadable")
    return found


def _scans(result: Mapping[str, Any]) -> list[Scan]:
    """Their lines, without those that tell no time or nothing."""
    rows = result.get("data") or ()
    return [scan for row in rows if isinstance(row, dict) and (scan := _scan(row))]


def _scan(row: Mapping[str, Any]) -> Scan | None:
    text = str(row.get("context") or "").strip()
    try:
        seen = datetime.fromisoformat(str(row.get("ftime") or row.get("time")))
    except ValueError:
        return None
    if not text:
        return None
    place = str(row.get("areaName") or "").rpartition(",")[2]
    return Scan(
        at=seen.replace(tzinfo=HOME_ZONE),
        status=_status(str(row.get("statusCode") or "0")),
        text=text[:200],
        place=place[:60],
    )


def _status(code: str) -> str:
    if code.startswith("100"):  # 1001, 1002, 1003: on the way, not 揽收
        return "moving"
    return _STATUS.get(code) or _STATUS.get(code[:1], "moving")
