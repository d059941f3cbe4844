"""The ledger: what was decided, line after line, each sealed with the one before it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db import transaction

from shancha.apps.moderation.models import LedgerEntry
from shancha.kit import sql
from shancha.kit.clock import now

GENESIS = "0" * 64
# Lines are written one at a time; the lock is taken last in a transaction and given back at its end.
_LOCK = 7_204_911


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """The result of reading the whole ledger: how many lines hold, and the first that does not."""

    entries: int
    head: str
    broken_at: int | None


def append_to_ledger(kind: str, body: dict[str, Any]) -> LedgerEntry:
    """Adds a line in the caller's transaction. `body` holds no personal data: kinds, counts, clauses, whole
    numbers of minutes and opaque ids of decisions."""
    assert transaction.get_connection().in_atomic_block
    sql.fetch_value("select pg_advisory_xact_lock(%s)", [_LOCK])
    last = LedgerEntry.objects.order_by("-sequence").first()
    sequence = last.sequence + 1 if last else 1
    previous = last.hash if last else GENESIS
    at = now()
    return LedgerEntry.objects.create(
        sequence=sequence,
        at=at,
        kind=kind,
        body=body,
        previous_hash=previous,
        hash=seal(sequence, at, kind, body, previous),
    )


def seal(sequence: int, at: datetime, kind: str, body: dict[str, Any], previous: str) -> str:
    """SHA-256 of a line in canonical JSON (keys sorted, time in microseconds UTC) with the seal before it."""
    line = {
        "sequence": sequence,
        "at": int(at.timestamp() * 1_000_000),
        "kind": kind,
        "body": body,
        "previous": previous,
    }
    return hashlib.sha256(orjson.dumps(line, option=orjson.OPT_SORT_KEYS)).hexdigest()


def verify_ledger() -> LedgerCheck:
    """Reads every line and reckons its seal anew: a changed, missing or swapped line shows."""
    previous, expected, count = GENESIS, 1, 0
    for entry in LedgerEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        sealed = seal(entry.sequence, entry.at, entry.kind, entry.body, previous)
        if entry.sequence != expected or entry.previous_hash != previous or entry.hash != sealed:
            return LedgerCheck(count, previous, expected)
        previous, expected, count = entry.hash, expected + 1, count + 1
    return LedgerCheck(count, previous, None)
