"""The one way in which money and points move: an entry whose legs sum to zero, written once by its key.

Locks: the keys of entries in order, then accounts in the order of their ids. Whoever writes several entries
in one transaction gives them to `post_all` together, and locks its own rows before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.wallet.accounts import AccountRef
from shancha.apps.wallet.errors import (
    EntryMismatchError,
    InsufficientBalanceError,
    InsufficientPointsError,
    UnbalancedEntryError,
)
from shancha.apps.wallet.models import JournalEntry
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id

Leg = tuple[AccountRef, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """An entry to write: `kind` says what happened, `reference` what it belongs to, `key` makes it happen
    once; legs are (account, amount), amounts on one account add up, zeros fall away."""

    kind: str
    reference_kind: str
    reference_id: UUID
    key: str
    legs: Sequence[Leg]
    memo: Mapping[str, Any] = field(default_factory=dict)


def post(
    *,
    kind: str,
    reference_kind: str,
    reference_id: UUID,
    key: str,
    legs: Sequence[Leg],
    memo: Mapping[str, Any] | None = None,
) -> JournalEntry:
    """Writes one entry; see `post_all`."""
    draft = EntryDraft(
        kind=kind,
        reference_kind=reference_kind,
        reference_id=reference_id,
        key=key,
        legs=legs,
        memo=memo or {},
    )
    return post_all([draft])[0]


@transaction.atomic(savepoint=False)
def post_all(drafts: Sequence[EntryDraft]) -> list[JournalEntry]:
    """Writes entries in the caller's transaction, in their order, all or none. An entry whose key is known
    is not written again. Raises InsufficientBalanceError or InsufficientPointsError when an account of a
    member or a store would fall below zero, UnbalancedEntryError when legs do not sum to zero, and
    EntryMismatchError when a known key comes with other legs."""
    sums = [_summed(draft) for draft in drafts]
    entries = [_entry_of(draft) for draft in drafts]
    fresh = _insert_entries(entries)
    _recall_known(entries, sums, fresh)
    written = [(entry, legs) for entry, legs in zip(entries, sums, strict=True) if entry.id in fresh]
    if any(legs for _, legs in written):
        _move(written)
    return entries


def _summed(draft: EntryDraft) -> dict[AccountRef, int]:
    amounts: dict[AccountRef, int] = defaultdict(int)
    totals: dict[str, int] = defaultdict(int)
    for account, amount in draft.legs:
        amounts[account] += amount
        totals[account.currency] += amount
    if any(totals.values()):
        raise UnbalancedEntryError(draft.key)
    return {account: amount for account, amount in amounts.items() if amount}


def _entry_of(draft: EntryDraft) -> JournalEntry:
    return JournalEntry(
        id=new_id(),
        kind=draft.kind,
        reference_kind=draft.reference_kind,
        reference_id=draft.reference_id,
        key=draft.key,
        memo=dict(draft.memo),
        created_at=now(),
    )


def _insert_entries(entries: Iterable[JournalEntry]) -> set[UUID]:
    """Stores those whose key is new; waits for a transaction that is writing the same key."""
    ordered = sorted(entries, key=lambda entry: entry.key)
    rows = sql.fetch_rows(
        """
        insert into wallet_entry (id, kind, reference_kind, reference_id, key, memo, created_at)
        select id, kind, reference_kind, reference_id, key, memo::jsonb, %s from unnest(
            %s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::text[], %s::text[]
        ) as t (id, kind, reference_kind, reference_id, key, memo)
        on conflict (key) do nothing returning id
        """,
        [
            now(),
            [entry.id for entry in ordered],
            [entry.kind for entry in ordered],
            [entry.reference_kind for entry in ordered],
            [entry.reference_id for entry in ordered],
            [entry.key for entry in ordered],
            [orjson.dumps(entry.memo, default=str).decode() for entry in ordered],
        ],
    )
    return {row[0] for row in rows}


def _recall_known(
    entries: Sequence[JournalEntry], sums: Sequence[dict[AccountRef, int]], fresh: set[UUID]
) -> None:
    """Gives entries written before their stored id, after seeing that they are the same."""
    known = {
        entry.key: (entry, legs) for entry, legs in zip(entries, sums, strict=True) if entry.id not in fresh
    }
    if not known:
        return
    rows = sql.fetch_rows(
        """
        select e.key, e.id, coalesce(jsonb_object_agg(p.account_id, p.amount)
            filter (where p.id is not null), '{}')::text
        from wallet_entry e left join wallet_posting p on p.entry_id = e.id
        where e.key = any(%s) group by e.key, e.id
        """,
        [list(known)],
    )
    for key, entry_id, stored in rows:
        entry, legs = known[key]
        if orjson.loads(stored) != {str(account.id): amount for account, amount in legs.items()}:
            raise EntryMismatchError(key)
        entry.id = entry_id


def _move(written: Sequence[tuple[JournalEntry, Mapping[AccountRef, int]]]) -> None:
    """Locks the accounts, checks them and writes the postings with the balance after each."""
    accounts = {account.id: account for _, legs in written for account in legs}
    balances = _lock(accounts)
    postings: list[tuple[UUID, UUID, int, int]] = []
    for entry, legs in written:
        for account, amount in legs.items():
            balance = balances[account.id] = balances[account.id] + amount
            postings.append((entry.id, account.id, amount, balance))
            if balance < 0 and amount < 0 and not account.allows_negative:
                raise InsufficientPointsError if account.currency == "PTS" else InsufficientBalanceError
    moment = now()
    sql.execute(
        """
        with settled as (
            update wallet_account a set balance = t.balance
            from unnest(%s::uuid[], %s::bigint[]) as t (id, balance) where a.id = t.id
        )
        insert into wallet_posting (entry_id, account_id, amount, balance_after, created_at)
        select entry_id, account_id, amount, balance, %s from unnest(
            %s::uuid[], %s::uuid[], %s::bigint[], %s::bigint[]
        ) with ordinality as t (entry_id, account_id, amount, balance, place) order by place
        """,
        [
            list(balances),
            list(balances.values()),
            moment,
            *([posting[column] for posting in postings] for column in range(4)),
        ],
    )


def _lock(accounts: Mapping[UUID, AccountRef]) -> dict[UUID, int]:
    """Balances by account, rows locked in the order of ids; opens accounts that do not exist yet. Nothing is
    locked before all are there: whoever held some while opening others could stand in a ring with those who
    see the new ones already."""
    rows = _lock_all(accounts)
    if not rows:
        _open([accounts[account_id] for account_id in sorted(accounts)])
        rows = _lock_all(accounts)
    return dict(rows)


def _lock_all(accounts: Mapping[UUID, AccountRef]) -> list[sql.Row]:
    """Id and balance of each, locked; no row and no lock where one is missing."""
    return sql.fetch_rows(
        """
        select id, balance from wallet_account where id = any(%(ids)s)
            and (select count(*) from wallet_account where id = any(%(ids)s)) = %(count)s
        order by id for no key update
        """,
        {"ids": list(accounts), "count": len(accounts)},
    )


def _open(accounts: Sequence[AccountRef]) -> None:
    sql.execute(
        """
        insert into wallet_account
            (id, owner_kind, owner_id, kind, currency, balance, allows_negative, created_at)
        select id, owner_kind, owner_id, kind, currency, 0, negative, %s from unnest(
            %s::uuid[], %s::text[], %s::uuid[], %s::text[], %s::text[], %s::bool[]
        ) as t (id, owner_kind, owner_id, kind, currency, negative)
        on conflict do nothing
        """,
        [
            now(),
            [account.id for account in accounts],
            [account.owner_kind for account in accounts],
            [account.owner_id for account in accounts],
            [account.kind for account in accounts],
            [account.currency for account in accounts],
            [account.allows_negative for account in accounts],
        ],
    )
