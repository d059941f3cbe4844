"""Parcels by 快递100: what is asked, how its answers are read, and whose notices are believed."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import orjson
import pytest

from shancha.apps.messaging.models import Notification
from shancha.apps.orders.models import Order, Parcel, TrackingEvent
from shancha.apps.orders.services import tracking
from shancha.apps.orders.tests.factories import make_order
from shancha.apps.orders.tests.money import arrive
from shancha.apps.orders.tracking import configured_provider, kuaidi100
from shancha.kit.clock import held_at, now

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
CUSTOMER, KEY = "CUSTOMER1", "key-of-ours"
CALLBACK = "/tracking/callbacks/kuaidi100"


def row(time: str, text: str, code: str, area: str = "") -> dict[str, str]:
    return {"time": time, "ftime": time, "context": text, "statusCode": code, "areaName": area}


ROWS = [
    row("2026-03-02 10:05:00", "已签收，签收人：门卫", "301", "广东,广州,天河"),
    row("2026-03-02 08:00:00", "快递员正在派送", "5"),
    row("2026-03-01 22:10:00", "到达派件城市", "1001"),
    row("2026-03-01 09:00:00", "快递员已揽收", "103"),
    row("soon", "没有时间的一行", "0"),
]


class Service:
    """快递100 at the network's edge: keeps what it was sent, and answers what it was told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, Any] = {
            kuaidi100.QUERY_URL: {"message": "ok", "status": "200", "state": "3", "data": ROWS},
            kuaidi100.FOLLOW_URL: {"result": True, "returnCode": "200", "message": "提交成功"},
        }

    def post(self, url: str, *, data: dict[str, str], timeout: float) -> httpx.Response:
        assert timeout < 10
        self.asked.append((url, data))
        answer = self.answers[url]
        if isinstance(answer, Exception):
            raise answer
        content = answer if isinstance(answer, bytes) else orjson.dumps(answer)
        return httpx.Response(200, content=content, request=httpx.Request("POST", url))

    def params(self, url: str) -> list[dict[str, Any]]:
        return [orjson.loads(form["param"]) for asked, form in self.asked if asked == url]


@pytest.fixture
def service(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(settings.ENV, "kuaidi100_customer", CUSTOMER)
    monkeypatch.setattr(settings.ENV, "kuaidi100_key", KEY)
    made = Service()
    monkeypatch.setattr(httpx, "post", made.post)
    return made


@pytest.fixture(autouse=True)
def day_before_the_rows() -> Iterator[None]:
    with held_at(datetime(2026, 2, 28, 12, tzinfo=UTC)):
        yield


def sent() -> Parcel:
    arrive(make_order())
    return Parcel.objects.get()


def md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest().upper()


def test_it_is_used_where_both_keys_are_set(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def name() -> str:
        provider = configured_provider()
        return provider.name if provider else ""

    assert name() == "simulator"
    monkeypatch.setattr(settings.ENV, "kuaidi100_customer", CUSTOMER)
    monkeypatch.setattr(settings.ENV, "mode", "production")
    assert not name()
    monkeypatch.setattr(settings.ENV, "kuaidi100_key", KEY)
    assert name() == "kuaidi100"


def test_a_query_is_signed_and_its_answer_kept(service: Service) -> None:
    parcel = sent()
    tracking.poll_parcel(parcel.id)
    form = next(form for url, form in service.asked if url == kuaidi100.QUERY_URL)
    assert form["customer"] == CUSTOMER
    assert form["sign"] == md5(form["param"] + KEY + CUSTOMER)
    asked = orjson.loads(form["param"])
    assert (asked["com"], asked["num"], asked["phone"]) == ("shunfeng", parcel.tracking_number, "8000")
    assert "13800138000" not in str(service.asked), "the last four digits suffice"
    events = TrackingEvent.objects.filter(parcel=parcel).order_by("at")
    assert [each.status for each in events] == ["sent", "moving", "delivering", "delivered"]
    last = events.reverse()[0]
    assert (last.at, last.place) == (datetime(2026, 3, 2, 2, 5, tzinfo=UTC), "天河")
    parcel.refresh_from_db()
    assert (parcel.status, parcel.poll_at) == ("delivered", None)
    assert Order.objects.get().auto_confirm_at is not None


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ConnectTimeout("slow"),
        b"<html>502</html>",
        [],
        {"result": False, "returnCode": "503", "message": "验证签名失败"},
        {"result": False, "returnCode": "500", "message": "查询无结果，请隔段时间再查"},
    ],
)
def test_no_answer_is_asked_for_again(service: Service, answer: Any) -> None:
    service.answers = dict.fromkeys(service.answers, answer)
    parcel = sent()
    tracking.poll_parcel(parcel.id)
    parcel.refresh_from_db()
    assert (parcel.status, parcel.followed_at) == ("sent", None)
    assert parcel.poll_at is not None
    assert parcel.poll_at - now() < timedelta(hours=3)


def test_a_parcel_is_subscribed_to_once_and_asked_about_less(service: Service) -> None:
    service.answers[kuaidi100.QUERY_URL] = {"status": "200", "data": ROWS[3:4]}
    parcel = sent()
    tracking.poll_parcel(parcel.id)
    tracking.poll_parcel(parcel.id)
    (wanted,) = service.params(kuaidi100.FOLLOW_URL)
    assert (wanted["company"], wanted["number"], wanted["key"]) == ("shunfeng", parcel.tracking_number, KEY)
    assert wanted["parameters"]["callbackurl"].endswith("/api/v1" + CALLBACK)
    assert len(service.params(kuaidi100.QUERY_URL)) == 2
    parcel.refresh_from_db()
    assert parcel.poll_at is not None
    assert parcel.poll_at - now() > timedelta(hours=11)


def test_a_subscription_from_before_is_one(service: Service) -> None:
    service.answers[kuaidi100.FOLLOW_URL] = {"result": False, "returnCode": "501", "message": "重复订阅"}
    parcel = sent()
    tracking.poll_parcel(parcel.id)
    parcel.refresh_from_db()
    assert parcel.followed_at is not None


def test_unknown_carriers_are_not_asked_about(service: Service) -> None:
    parcel = sent()
    Parcel.objects.update(carrier="other")
    tracking.poll_parcel(parcel.id)
    assert service.asked == []


def notice(
    service: Service, parcel: Parcel, *, com: str = "shunfeng", rows: list[dict[str, str]] = ROWS
) -> dict[str, str]:
    salt = service.params(kuaidi100.FOLLOW_URL)[0]["parameters"]["salt"]
    last = {"com": com, "nu": parcel.tracking_number, "state": "3", "status": "200", "data": rows}
    param = orjson.dumps({"status": "shutdown", "message": "", "lastResult": last}).decode()
    return {"param": param, "sign": md5(param + salt)}


def test_its_notices_move_the_parcel_once(api: Api, service: Service) -> None:
    service.answers[kuaidi100.QUERY_URL] = {"status": "200", "data": []}
    parcel = sent()
    tracking.poll_parcel(parcel.id)
    form = notice(service, parcel)
    for _ in range(2):
        answer = api().post(CALLBACK, form)
        assert answer.json() == {"result": True, "returnCode": "200", "message": "成功"}
    parcel.refresh_from_db()
    assert (parcel.status, parcel.poll_at) == ("delivered", None)
    assert TrackingEvent.objects.filter(parcel=parcel).count() == 4


def test_a_notice_that_comes_late_turns_nothing_back(api: Api, service: Service) -> None:
    service.answers[kuaidi100.QUERY_URL] = {"status": "200", "data": []}
    parcel = sent()
    tracking.poll_parcel(parcel.id)
    for rows in (ROWS, ROWS[1:], ROWS):
        assert api().post(CALLBACK, notice(service, parcel, rows=rows)).status_code == 200
        parcel.refresh_from_db()
        assert (parcel.status, parcel.poll_at) == ("delivered", None)
    assert Notification.objects.filter(kind="order_delivered").count() == 1


def test_what_it_did_not_sign_is_refused(api: Api, service: Service) -> None:
    service.answers[kuaidi100.QUERY_URL] = {"status": "200", "data": []}
    parcel = sent()
    tracking.poll_parcel(parcel.id)
    good = notice(service, parcel)
    wrong = [
        {},
        {**good, "sign": md5(good["param"])},
        {**good, "sign": "签名"},
        {**good, "param": good["param"].replace("301", "5")},
        notice(service, parcel, com="nobody"),
    ]
    for form in wrong:
        answer = api().post(CALLBACK, form)
        assert (answer.status_code, answer.json()["code"]) == (400, "orders.tracking_notice_refused")
    assert api().post("/tracking/callbacks/simulator", good).status_code == 400
    assert not TrackingEvent.objects.exists()


def test_where_it_is_not_used_its_notices_are_refused(api: Api) -> None:
    assert api().post(CALLBACK, {"param": "{}", "sign": ""}).status_code == 400


def test_refined_states_are_read() -> None:
    codes = {
        "0": "moving",
        "101": "sent",
        "1002": "moving",
        "2": "trouble",
        "301": "delivered",
        "501": "delivering",
        "8": "customs",
        "11": "customs",
        "13": "trouble",
        "14": "trouble",
        "x": "moving",
    }
    assert {code: kuaidi100._status(code) for code in codes} == codes
    assert kuaidi100._scans({"data": None}) == []
