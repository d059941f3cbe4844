"""The history of claims: what happened to each, and for which order."""

from collections.abc import Sequence
from uuid import UUID

from shancha.kit import sql
from shancha.kit.clock import now


def log_claims(claim_ids: Sequence[UUID], kind: str, reference_id: UUID | None = None) -> None:
    """Writes one event for each claim, in the present transaction."""
    if claim_ids:
        sql.execute(
            """
            insert into promotions_couponevent (id, claim_id, kind, reference_id, at)
            select uuidv7(), id, %(kind)s::text, %(reference)s::uuid, %(now)s::timestamptz
            from unnest(%(ids)s::uuid[]) t(id)
            """,
            {"ids": list(claim_ids), "kind": kind, "reference": reference_id, "now": now()},
        )
