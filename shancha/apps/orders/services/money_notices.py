"""What members and operators are told of money: the wallet stands below the notices, so it is done here."""

from typing import Any
from uuid import UUID

from shancha.apps.messaging.services import Notice, notify, notify_many
from shancha.kit import sql
from shancha.kit.money import exact_yuan


def tell_member(user_id: UUID, kind: str, *, amount: int | None = None, **payload: Any) -> None:
    """Tells a member something of their money; `amount` in fen is said in yuan."""
    notify(user_id=user_id, lane="process", kind=kind, payload={**payload, **_yuan(amount)})


def tell_operators(
    kind: str, *, subject_id: UUID | None = None, amount: int | None = None, **payload: Any
) -> None:
    """Tells every operator; one unread notice of a kind is enough."""
    operators = sql.fetch_rows(
        "select id from accounts_user where is_operator and status = 'active' order by id limit 50"
    )
    notify_many(
        Notice(
            user_id=user_id,
            lane="system",
            kind=kind,
            subject_kind="payment" if subject_id else "",
            subject_id=subject_id,
            group_key=kind,
            payload={**payload, **_yuan(amount)},
        )
        for (user_id,) in operators
    )


def _yuan(fen: int | None) -> dict[str, str]:
    return {} if fen is None else {"amount": exact_yuan(fen)}
