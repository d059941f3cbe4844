"""Cart and checkout: guests fill new carts, and buyers go the whole way to a paid order, over and over.

python -m bench.orders                     200,000 products, 15 seconds a scenario
python -m bench.orders --scale 0.05 --seconds 10

A whole checkout is the buyer's requests (into the cart, checkout, order, charge, what became of it) and the
provider's signed callback, which the load sends as a provider would: everything that the app and the database
do for an order counts, the load and the provider do not.
"""

import argparse
import json
import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import orjson
import psutil

from bench import cluster
from bench.goods import prepare, say
from bench.load import Measured, Request, beside_hello, cpu_spent, cpu_times, measure_beside_hello
from bench.report import HEADER, Targets, row

API = "/api/v1"
BUYERS = 400
GUESTS = Targets("into the cart as a new guest", 120, 300, 17)
ORDERS = Targets("whole checkout to a paid order", 30, 60, 4, p99_limit=150)


@dataclass(slots=True)
class Tally:
    """What one run showed: seconds of each whole checkout, and of each request by name."""

    checkouts: list[float] = field(default_factory=list)
    requests: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Wire:
    """The least of an HTTP client: what the load takes of the processors, the site lacks."""

    def __init__(self) -> None:
        address = urlsplit(cluster.BASE)
        self._address = (address.hostname or "", address.port or 80)
        self._socket: socket.socket | None = None

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Sends a whole request; returns the answer's status and body."""
        if self._socket is None:
            self._socket = socket.create_connection(self._address)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        head, body = self._receive(b"", lambda got: b"\r\n\r\n" in got).split(b"\r\n\r\n", 1)
        lines = head.lower().split(b"\r\n")
        size = next(int(line[16:]) for line in lines if line.startswith(b"content-length: "))
        body = self._receive(body, lambda got: len(got) >= size)
        if b"connection: close" in lines:
            self.close()
        return int(head[9:12]), body

    def close(self) -> None:
        """The next request begins a new connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _receive(self, got: bytes, is_enough: Callable[[bytes], bool]) -> bytes:
        assert self._socket is not None
        while not is_enough(got):
            more = self._socket.recv(1 << 16)
            if not more:
                raise ConnectionError("the site hung up")
            got += more
        return got


class Buyer:
    """Goes from the cart to the paid order over a connection of its own."""

    def __init__(self, cookie: str, csrf: str, variants: list[str], tally: Tally) -> None:
        self.wire = Wire()
        host = urlsplit(cluster.BASE).netloc
        self.headers = (
            f" HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-CSRFToken: {csrf}\r\n"
            "Content-Type: application/json\r\n"
        )
        self.variants, self.tally = variants, tally

    def ask(
        self, name: str, method: str, path: str, body: object = None, **headers: str
    ) -> dict[str, object]:
        """One request, timed under a name."""
        raw = body if isinstance(body, bytes) else orjson.dumps(body) if body is not None else b""
        more = "".join(f"{field}: {value}\r\n" for field, value in headers.items())
        request = f"{method} {path}{self.headers}{more}Content-Length: {len(raw)}\r\n\r\n".encode() + raw
        started = time.perf_counter()
        status, text = self.wire.ask(request)
        spent = time.perf_counter() - started
        with self.tally.lock:
            self.tally.requests.setdefault(name, []).append(spent)
        if status >= 300:
            raise RuntimeError(f"{name}: {status} {text[:200]!r}")
        return orjson.loads(text) if text.startswith(b"{") else {}

    def order(self, rng: random.Random) -> None:
        """One whole checkout."""
        started = time.perf_counter()
        for _ in range(rng.choice((1, 1, 2))):
            self.ask("into the cart", "POST", f"{API}/cart/lines", {"variant_id": rng.choice(self.variants)})
        checkout = self.ask("checkout", "POST", f"{API}/checkouts", {"source": "cart"})
        key = {"Idempotency-Key": uuid4().hex}
        placed = self.ask(
            "order",
            "POST",
            f"{API}/checkouts/{checkout['id']}/order",
            {"digest": checkout["digest"]},
            **key,
        )
        body = {"provider": "sandbox", "return_path": "/orders"}
        path = f"{API}/payments/{placed['payment_id']}/charges"
        charge = self.ask("charge", "POST", path, body, **key)
        self.call_back(charge, placed)
        group = self.ask("what became of it", "GET", f"{API}/order-groups/{placed['group_id']}")
        if group["status"] != "paid":
            raise RuntimeError(f"not paid: {group['status']}")
        with self.tally.lock:
            self.tally.checkouts.append(time.perf_counter() - started)

    def call_back(self, charge: dict[str, object], placed: dict[str, object]) -> None:
        """What the provider sends once the payer has paid. It knows the charge by its number."""
        from shancha.apps.payments.providers.sandbox import sign  # noqa: PLC0415
        from shancha.kit import sql  # noqa: PLC0415

        number = sql.fetch_value("select number from payments_charge where id = %s", [charge["id"]])
        event = {
            "id": f"evt_{uuid4().hex}",
            "type": "charge.succeeded",
            "number": number,
            "trade_number": f"SB{uuid4().hex[:24]}",
            "amount": placed["payable_amount"],
            "failure": "",
        }
        body = orjson.dumps(event)
        signature = {"Sandbox-Signature": sign(body, int(time.time()))}
        self.ask("callback", "POST", f"{API}/payments/callbacks/sandbox", body, **signature)


def make_buyers() -> list[UUID]:
    """Members with an address, made through the services once."""
    from shancha.apps.accounts.models import User  # noqa: PLC0415
    from shancha.apps.accounts.services import create_user  # noqa: PLC0415
    from shancha.apps.orders.services.addresses import create_address  # noqa: PLC0415

    known = list(User.objects.filter(handle__startswith="benchpayer").values_list("id", flat=True))
    for number in range(len(known), BUYERS):
        user = create_user(
            handle=f"benchpayer{number:04}", nickname=f"测量买家{number:04}", is_phone_verified=True
        )
        create_address(
            user_id=user.id,
            receiver="测量",
            phone="13800138000",
            region_code="310101",
            detail=f"某路 {number} 号",
        )
        known.append(user.id)
    return known


def pick_variants(count: int) -> list[str]:
    """Variants of goods from inside the country that have plenty of stock."""
    from shancha.kit import sql  # noqa: PLC0415

    rows = sql.fetch_rows(
        """
        select v.id from mall_product p join mall_variant v on v.product_id = p.id and v.is_active
        join mall_stock k on k.variant_id = v.id
        join mall_warehouse w on w.id = k.warehouse_id and w.kind = p.trade_mode and w.store_id = p.store_id
        where p.status = 'on_sale' and p.trade_mode = 'domestic' and p.return_class = 'seven_days'
        order by md5(v.id::text) limit %s
        """,
        [count],
    )
    ids = [row[0] for row in rows]
    sql.execute("update mall_stock set on_hand = 1000000 where variant_id = any(%s)", [ids])
    return [str(each) for each in ids]


def run_checkouts(buyers: list[Buyer], seconds: float) -> None:
    """Each connection orders as fast as it is answered."""
    deadline = time.monotonic() + seconds

    def work(number: int) -> None:
        rng = random.Random(number)
        mine = buyers[number :: cluster.CONCURRENCY]
        turn = 0
        while time.monotonic() < deadline:
            buyer = mine[turn % len(mine)]
            turn += 1
            try:
                buyer.order(rng)
            except (RuntimeError, OSError) as error:
                with buyer.tally.lock:
                    buyer.tally.errors.append(str(error))
                buyer.wire.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(cluster.CONCURRENCY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measure_checkouts(
    buyers: list[Buyer], tally: Tally, app: list[psutil.Process], seconds: float
) -> Measured:
    """What the buyers' whole checkouts cost app and database."""
    before, started = cpu_times(app + cluster.postgres_processes()), time.monotonic()
    run_checkouts(buyers, seconds)
    elapsed = time.monotonic() - started
    spent = cpu_spent(before, cpu_times(app + cluster.postgres_processes()))
    done = len(tally.checkouts)
    return Measured(
        rate=done / elapsed,
        p50=at(tally.checkouts, 0.5),
        p99=at(tally.checkouts, 0.99),
        per_cpu=done / spent,
        errors=len(tally.errors),
        requests=done,
    )


def at(times: list[float], share: float) -> float:
    """A percentile in milliseconds."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seconds", type=int, default=15)
    arguments = parser.parse_args()
    prepare(arguments.scale)
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from bench.sessions import CSRF, sign_in  # noqa: PLC0415

    members, variants = sign_in(make_buyers()), pick_variants(3000)
    connection.close()
    cookie = f"{settings.CSRF_COOKIE_NAME}={CSRF}"
    bodies = [json.dumps({"variant_id": variant}) for variant in variants]
    guests = [Request(f"{API}/cart/lines", "POST", cookie, CSRF, body) for body in bodies]
    cluster.read_into_memory()
    with cluster.running() as nursery, cluster.saying_hello() as bare:
        time.sleep(3)
        app = cluster.web_processes(nursery)
        print(HEADER)
        print(row(GUESTS, measure_beside_hello(guests, app, bare, seconds=arguments.seconds)), flush=True)
        warm = Tally()
        run_checkouts([Buyer(each.cookie, CSRF, variants, warm) for each in members], 3)
        tally = Tally()
        buyers = [Buyer(each.cookie, CSRF, variants, tally) for each in members]
        orders = beside_hello(lambda: measure_checkouts(buyers, tally, app, arguments.seconds), bare)
        print(row(ORDERS, orders), flush=True)
        for error in tally.errors[:2]:
            say(error)
        for name, times in tally.requests.items():
            say(f"  {name}: {len(times)}, p50 {at(times, 0.5):.1f} ms, p99 {at(times, 0.99):.1f} ms")


if __name__ == "__main__":
    main()
