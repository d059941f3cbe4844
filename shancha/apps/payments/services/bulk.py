"""Many payments asked for at once, as in a flash sale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """What one member owes, in fen above zero; as `request_payment`."""

    payer_id: UUID
    reference_id: UUID
    subject: str
    amount: int


def request_payments(
    *, purpose: str, drafts: Sequence[PaymentDraft], expires_at: datetime
) -> dict[UUID, UUID]:
    """Asks for fresh payments, with one statement in the caller's transaction; returns each one's id by its
    reference. A reference that has a payment already is an IntegrityError."""
    ids = {draft.reference_id: new_id() for draft in drafts}
    sql.execute(
        """
        insert into payments_payment (id, payer_id, purpose, reference_id, subject, amount, currency, status,
            paid_amount, refunded_amount, expires_at, created_at)
        select id, payer, %(purpose)s, reference, subject, amount, 'CNY', 'pending', 0, 0,
            %(expires)s, %(now)s
        from unnest(%(ids)s::uuid[], %(payers)s::uuid[], %(references)s::uuid[], %(subjects)s::text[],
            %(amounts)s::bigint[]) t(id, payer, reference, subject, amount)
        """,
        {
            "purpose": purpose,
            "expires": expires_at,
            "now": now(),
            "ids": list(ids.values()),
            "payers": [draft.payer_id for draft in drafts],
            "references": list(ids),
            "subjects": [draft.subject[:120] for draft in drafts],
            "amounts": [draft.amount for draft in drafts],
        },
    )
    return ids
