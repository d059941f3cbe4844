"""Requests that cost money are done once, however often they arrive.

The client sends an `Idempotency-Key` with each such request. The first one does the work and stores its
answer in the same transaction; a second one with the same key waits for the first and is given that
answer. A refusal stores nothing: the same key may be tried again.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

import orjson
from django.db import transaction
from django.http import HttpResponse
from ninja import Header

from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError
from shancha.kit.http import json_bytes
from shancha.kit.language import bilingual

KEPT = timedelta(days=30)
IdempotencyKey = Annotated[
    str,
    Header(alias="Idempotency-Key", min_length=8, max_length=100, pattern=r"^[A-Za-z0-9_\-]+$"),
]


class IdempotencyMismatchError(ProblemError):
    """The key was used before, for another request."""

    code = "kit.idempotency_mismatch"
    status = 409
    detail = bilingual(
        "这次提交与之前的内容不同，请刷新后重试", "This key was used for another request; please reload"
    )


def once(
    *, scope: str, owner_id: UUID, key: str, payload: Any, action: Callable[[], tuple[int, Any]]
) -> HttpResponse:
    """The answer of `action`, which runs once for each (scope, owner, key), in one transaction with what it
    writes. `action` gives the status and a JSON-able body. The same key with another `payload` (what the
    client sent, JSON-able) raises IdempotencyMismatchError."""
    digest = hashlib.sha256(orjson.dumps(payload, default=str)).hexdigest()
    with transaction.atomic():
        if not _claim(scope, owner_id, key, digest):
            return _replay(scope, owner_id, key, digest)
        status, value = action()
        body = orjson.dumps(value, default=str)
        sql.execute(
            """
            update kit_idempotency set status = %s, body = %s
            where scope = %s and owner_id = %s and key = %s
            """,
            [status, body.decode(), scope, owner_id, key],
        )
    return json_bytes(body, status=status)


def sweep() -> int:
    """Forgets keys that are older than 30 days; returns how many."""
    return sql.execute("delete from kit_idempotency where created_at < %s", [now() - KEPT])


def _claim(scope: str, owner_id: UUID, key: str, digest: str) -> bool:
    """Whether the key is new. Waits while another transaction holds the same one."""
    return bool(
        sql.execute(
            """
            insert into kit_idempotency (scope, owner_id, key, digest, status, body, created_at)
            values (%s, %s, %s, %s, 0, '', %s) on conflict do nothing
            """,
            [scope, owner_id, key, digest, now()],
        )
    )


def _replay(scope: str, owner_id: UUID, key: str, digest: str) -> HttpResponse:
    rows = sql.fetch_rows(
        "select digest, status, body from kit_idempotency where scope = %s and owner_id = %s and key = %s",
        [scope, owner_id, key],
    )
    if not rows or rows[0][0] != digest:
        raise IdempotencyMismatchError
    response = json_bytes(rows[0][2], status=rows[0][1])
    response["Idempotency-Replayed"] = "true"
    return response
