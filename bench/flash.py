"""A flash sale: 20,000 buyers want 1,000 pieces of one variant. Exactly 1,000 orders must stand, on disk.

    python -m bench.flash                     20,000 buyers, 1,000 pieces, 64 threads
    python -m bench.flash --buyers 2000 --pieces 100

Through the service that the API calls, in one process. Held against what this PostgreSQL can do at most when
each buyer decrements one row alone, guarded, with a commit each (pgbench, as many connections, in the same
run). Both are durable: fsync and synchronous_commit on.
"""

import argparse
import queue
import subprocess
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from bench import cluster

cluster.configure()

WARM = 6  # PostgreSQL plans a prepared statement anew for its first five runs
RATE = 1500  # placed orders a second that are wanted at most
BARE = "update bench_counter set pieces = pieces - 1 where id = 1 and pieces > 0;\n"


@dataclass(frozen=True, slots=True)
class Rush:
    """What came of it. Rates per second; `answered`: until the last buyer knew."""

    buyers: int
    pieces: int
    placed: int
    stored: int
    place_rate: float
    answered: float
    bare_rate: float

    @property
    def is_exact(self) -> bool:
        """Whether exactly the pieces there were are sold, and every order is there."""
        return self.placed == self.stored == min(self.pieces, self.buyers)


def measure_rush(*, buyers: int = 20_000, pieces: int = 1_000, threads: int = 64, seconds: int = 5) -> Rush:
    """Makes the buyers and the sale and lets them rush; measures the bare rate before and after."""
    from shancha.apps.orders.models import Order  # noqa: PLC0415
    from shancha.apps.promotions.models import FlashClaim  # noqa: PLC0415
    from shancha.kit import garbage  # noqa: PLC0415

    item_id = _make_item(pieces)
    people = _make_buyers(buyers)
    bare_rates = [_bare_rate(threads, seconds)]
    garbage.settle()  # as a web process does after its start
    results, last_placed, answered = _rush(item_id, people, threads)
    bare_rates.append(_bare_rate(threads, seconds))
    _let_lie()
    unexpected = set(results) - {"placed", "FlashSoldOutError"}
    if unexpected:
        raise SystemExit(f"unexpected answers: {results}")
    groups = FlashClaim.objects.filter(item_id=item_id).values("reference_id")
    stored = Order.objects.filter(group_id__in=groups).count()
    placed = results["placed"]
    return Rush(buyers, pieces, placed, stored, placed / last_placed, answered, sum(bare_rates) / 2)


def describe(rush: Rush) -> str:
    """The rush in rows for people."""
    exact = "exact" if rush.is_exact else "NOT EXACT"
    wanted = min(RATE, rush.bare_rate)
    return (
        f"flash sale: {rush.buyers:,} buyers, {rush.pieces:,} pieces, {rush.stored:,} orders ({exact})\n"
        f"placed orders a second: {rush.place_rate:,.0f}; all answered after {rush.answered:.1f} s\n"
        f"bare guarded decrements of one row a second: {rush.bare_rate:,.0f}; "
        f"of the lower of that and {RATE:,}: {rush.place_rate / wanted:.2f}"
    )


def _rush(item_id: UUID, people: list[tuple[UUID, UUID]], threads: int) -> tuple[Counter[str], float, float]:
    from django.db import connections  # noqa: PLC0415

    from shancha.apps.orders.services.flash_orders import place_flash_order  # noqa: PLC0415
    from shancha.kit.errors import ProblemError  # noqa: PLC0415

    waiting: queue.SimpleQueue[tuple[UUID, UUID]] = queue.SimpleQueue()
    for person in people:
        waiting.put(person)
    results: Counter[str] = Counter()
    moments: list[float] = []
    start = threading.Barrier(threads + 1)

    warm = _make_item(threads * WARM)

    def work(number: int) -> None:
        _warm_up(warm, people[number * WARM : (number + 1) * WARM])
        start.wait()
        while True:
            try:
                user_id, address_id = waiting.get_nowait()
            except queue.Empty:
                break
            try:
                place_flash_order(user_id=user_id, item_id=item_id, quantity=1, address_id=address_id)
                moments.append(time.perf_counter())
                outcome = "placed"
            except ProblemError as error:
                outcome = type(error).__name__
            results[outcome] += 1  # a lost count would show: they are added up below
        connections.close_all()

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    start.wait()
    began = time.perf_counter()
    for worker in workers:
        worker.join()
    answered = time.perf_counter() - began
    return results, max(moments) - began, answered


def _let_lie() -> None:
    """Nobody pays these orders: left alone, the worker would give them up in the middle of a later run."""
    from shancha.kit import sql  # noqa: PLC0415

    for table, column, waiting in (
        ("orders_ordergroup", "pay_by", "to_pay"),
        ("orders_order", "pay_by", "to_pay"),
        ("payments_payment", "expires_at", "pending"),
    ):
        sql.execute(
            f"update {table} set {column} = {column} + interval '50 years' "
            f"where status = %s and {column} < now() + interval '1 year'",
            [waiting],
        )


def _warm_up(item_id: UUID, people: list[tuple[UUID, UUID]]) -> None:
    """Orders in another sale, one by one, so that this thread's connection has planned its statements, as
    pgbench's have and as those of a web process that has run for a while."""
    from shancha.apps.orders.services.flash_orders import _commit  # noqa: PLC0415
    from shancha.apps.orders.services.flash_rows import FlashAsk, FlashFacts, prepare_batch  # noqa: PLC0415
    from shancha.kit.clock import now  # noqa: PLC0415
    from shancha.kit.ids import new_id  # noqa: PLC0415

    for user_id, address_id in people:
        ask = FlashAsk(new_id(), user_id, 1, address_id, confirms_no_return=False, at=now())
        _commit(prepare_batch(facts=FlashFacts(item_id), asks=[ask]))


def _bare_rate(clients: int, seconds: int) -> float:
    """Transactions a second that only decrement one row."""
    from django.db import connection  # noqa: PLC0415

    from shancha.operate.backup import program  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("create table if not exists bench_counter (id int primary key, pieces bigint)")
        cursor.execute(
            "insert into bench_counter values (1, 1000000000) "
            "on conflict (id) do update set pieces = 1000000000"
        )
    database = connection.settings_dict
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(BARE)
        file.flush()
        command = [program("pgbench"), "-n", "-M", "prepared", f"-c{clients}", "-j2", f"-T{seconds}"]
        command += ["-f", file.name, "-h", database["HOST"], "-U", database["USER"], database["NAME"]]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return next(float(line.split()[2]) for line in output.splitlines() if line.startswith("tps ="))


def _make_item(pieces: int) -> UUID:
    """A fresh product of the bench's own store in a sale that runs."""
    from shancha.apps.accounts.tests.factories import make_user  # noqa: PLC0415
    from shancha.apps.mall.models import Store  # noqa: PLC0415
    from shancha.apps.mall.tests.factories import make_store  # noqa: PLC0415
    from shancha.apps.promotions.tests.factories import make_flash_item  # noqa: PLC0415

    store = Store.objects.filter(slug="bench-rush").first() or make_store(
        make_user(handle="bench_rush", nickname="秒杀"), slug="bench-rush", name="秒杀"
    )
    return make_flash_item(quantity=pieces, stock=pieces, store=store).id


def _make_buyers(count: int) -> list[tuple[UUID, UUID]]:
    """Members with an address each, made once."""
    from shancha.kit import sql  # noqa: PLC0415
    from shancha.kit.crypto import encrypt  # noqa: PLC0415

    sql.execute(
        """
        insert into accounts_user (id, handle, nickname, password, joined_at, privacy, notices, status)
        select uuidv7(), 'rush' || n, 'rush' || n, '', now(), '{}', '{}', 'active'
        from generate_series(1, %s) n on conflict (handle) do nothing
        """,
        [count],
    )
    sql.execute(
        """
        insert into orders_address (id, user_id, contact, region_code, province, city, district, tag,
            is_default, created_at, updated_at)
        select uuidv7(), u.id, %s, '310101', '上海市', '', '黄浦区', '', true, now(), now()
        from accounts_user u
        where u.handle like 'rush%%' and not exists (select 1 from orders_address a where a.user_id = u.id)
        """,
        [encrypt('{"receiver":"林小满","phone":"13800138000","detail":"南京东路 1 号"}')],
    )
    return [
        (row[0], row[1])
        for row in sql.fetch_rows(
            """
            select u.id, a.id from accounts_user u join orders_address a on a.user_id = u.id
            where u.handle like 'rush%%' order by u.id limit %s
            """,
            [count],
        )
    ]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--buyers", type=int, default=20_000)
    parser.add_argument("--pieces", type=int, default=1_000)
    parser.add_argument("--threads", type=int, default=64)
    parser.add_argument("--seconds", type=int, default=5)
    arguments = parser.parse_args()

    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    print(describe(measure_rush(**vars(arguments))))


if __name__ == "__main__":
    main()
