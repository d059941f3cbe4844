"""The ledger at size: a million postings, then any balance within 5 ms, and books that add up to zero.

    python -m bench.ledger                        1,000,000 postings
    python -m bench.ledger --postings 100000

Postings come by COPY through the table's own triggers: every entry is checked to sum to zero as in real life.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import orjson

from bench import cluster

cluster.configure()

MEMBERS = 10_000
CHUNK = 25_000  # entries of one transaction
READS = 2_000
WRITES = 500


@dataclass(frozen=True, slots=True)
class Books:
    """What was found. Times in ms; `difference` is the sum of all balances in fen."""

    postings: int
    copied_per_second: float
    balance_p50: float
    balance_p99: float
    balance_max: float
    page_max: float
    trial_seconds: float
    difference: int
    wrong_accounts: int
    posts_per_second: float


def measure_ledger(*, postings: int = 1_000_000) -> Books:
    """Fills the ledger up to the size, and reads it."""
    from shancha.apps.wallet.accounts import platform_account  # noqa: PLC0415
    from shancha.apps.wallet.queries.balances import balance_of, trial_balance  # noqa: PLC0415
    from shancha.apps.wallet.queries.wallets import list_postings  # noqa: PLC0415

    rng = random.Random(7)
    members = _members()
    copied_per_second = _fill(members, postings, rng)
    hot = platform_account("clearing:bench")
    wanted = [hot, *(_account(rng.choice(members)) for _ in range(READS))]
    balances = sorted(_milliseconds(lambda account=account: balance_of(account)) for account in wanted)
    pages = [_milliseconds(lambda account=account: list_postings(account=account)) for account in wanted[:50]]
    started = time.perf_counter()
    report = trial_balance()
    trial_seconds = time.perf_counter() - started
    return Books(
        postings=report["postings"],
        copied_per_second=copied_per_second,
        balance_p50=balances[len(balances) // 2],
        balance_p99=balances[len(balances) * 99 // 100],
        balance_max=balances[-1],
        page_max=max(pages),
        trial_seconds=trial_seconds,
        difference=sum(abs(total) for total in orjson.loads(report["sums"]).values()),
        wrong_accounts=len(report["wrong"]),
        posts_per_second=_post_rate(members, rng),
    )


def describe(books: Books) -> str:
    """The books in rows for people."""
    zero = "zero" if books.difference == 0 and books.wrong_accounts == 0 else "NOT ZERO"
    return (
        f"ledger: {books.postings:,} postings, copied at {books.copied_per_second:,.0f} a second\n"
        f"balance of any account: {books.balance_p50:.2f} ms (p50), {books.balance_p99:.2f} ms (p99), "
        f"{books.balance_max:.2f} ms (worst of {READS:,})\n"
        f"a page of an account's postings: {books.page_max:.1f} ms (worst of 50)\n"
        f"trial balance: {zero}, in {books.trial_seconds:.1f} s\n"
        f"entries by the service, one commit each: {books.posts_per_second:,.0f} a second"
    )


def _members() -> list[UUID]:
    """Owners of accounts; the ledger knows them by id alone."""
    rng = random.Random(11)
    return [UUID(int=rng.getrandbits(128), version=4) for _ in range(MEMBERS)]


def _account(member_id: UUID):
    from shancha.apps.wallet.accounts import user_account  # noqa: PLC0415

    return user_account(member_id, "balance")


def _milliseconds(call) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def _fill(members: list[UUID], postings: int, rng: random.Random) -> float:
    """Copies what is missing; returns postings a second (0 where nothing was)."""
    from django.db import connection, transaction  # noqa: PLC0415

    from shancha.apps.wallet.accounts import platform_account  # noqa: PLC0415
    from shancha.kit import sql  # noqa: PLC0415

    hot = platform_account("clearing:bench")
    accounts = [hot, *(_account(member) for member in members)]
    sql.execute(
        """
        insert into wallet_account
            (id, owner_kind, owner_id, kind, currency, balance, allows_negative, created_at)
        select id, owner_kind, owner_id, kind, 'CNY', 0, owner_kind = 'platform', now()
        from unnest(%s::uuid[], %s::text[], %s::uuid[], %s::text[]) t(id, owner_kind, owner_id, kind)
        on conflict (id) do nothing
        """,
        [
            [getattr(account, name) for account in accounts]
            for name in ("id", "owner_kind", "owner_id", "kind")
        ],
    )
    there = sql.fetch_value("select count(*) from wallet_posting")
    missing = max(postings - there, 0) // 2
    balances: dict[UUID, int] = defaultdict(
        int, dict(sql.fetch_rows("select id, balance from wallet_account"))
    )
    started = time.perf_counter()
    for begun in range(0, missing, CHUNK):
        entries = list(_entries(accounts, balances, min(CHUNK, missing - begun), rng))
        with transaction.atomic(), connection.cursor() as cursor:
            with cursor.copy(
                "copy wallet_entry (id, kind, reference_kind, reference_id, key, memo, created_at) from stdin"
            ) as copy:
                for entry_id, _ in entries:
                    copy.write_row((entry_id, "top_up", "bench", entry_id, f"bench:{entry_id}", "{}", "now"))
            with cursor.copy(
                "copy wallet_posting (entry_id, account_id, amount, balance_after, created_at) from stdin"
            ) as copy:
                for entry_id, legs in entries:
                    for account_id, amount, balance in legs:
                        copy.write_row((entry_id, account_id, amount, balance, "now"))
            sql.execute(
                """
                update wallet_account a set balance = t.balance
                from unnest(%s::uuid[], %s::bigint[]) t(id, balance) where a.id = t.id
                """,
                [list(balances), list(balances.values())],
            )
    if missing:
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze wallet_posting, wallet_account, wallet_entry")
    return 2 * missing / (time.perf_counter() - started) if missing else 0.0


def _entries(accounts: list, balances: dict[UUID, int], count: int, rng: random.Random) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Money from the provider into wallets: (entry, [(account, amount, balance after)])."""
    from shancha.kit.ids import new_id  # noqa: PLC0415

    hot = accounts[0].id
    for _ in range(count):
        member, amount = accounts[rng.randrange(1, len(accounts))].id, rng.randint(1, 50_000)
        legs = []
        for account_id, signed in ((hot, -amount), (member, amount)):
            balances[account_id] += signed
            legs.append((account_id, signed, balances[account_id]))
        yield new_id(), legs


def _post_rate(members: list[UUID], rng: random.Random) -> float:
    from shancha.apps.wallet.accounts import platform_account  # noqa: PLC0415
    from shancha.apps.wallet.services.ledger import post  # noqa: PLC0415
    from shancha.kit.ids import new_id  # noqa: PLC0415

    hot = platform_account("clearing:bench")
    started = time.perf_counter()
    for _ in range(WRITES):
        reference = new_id()
        post(
            kind="top_up",
            reference_kind="bench",
            reference_id=reference,
            key=f"bench:{reference}",
            legs=[(hot, -100), (_account(rng.choice(members)), 100)],
        )
    return WRITES / (time.perf_counter() - started)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--postings", type=int, default=1_000_000)
    arguments = parser.parse_args()

    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    print(describe(measure_ledger(postings=arguments.postings)))


if __name__ == "__main__":
    main()
