"""What a member's wallet still holds when they want to leave."""

from collections.abc import Iterator
from uuid import UUID

from shancha.apps.accounts.departures import Obstacle
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.queries.balances import balances_of


def obstacles(user_id: UUID) -> Iterator[Obstacle]:
    """Money that is the member's must be spent or withdrawn first; points go with the account."""
    kinds = ("balance", "held", "withdrawing", "points")
    refs = {kind: user_account(user_id, kind) for kind in kinds}
    found = balances_of(refs.values())
    money = found[refs["balance"]] + found[refs["held"]]
    if money:
        yield Obstacle("balance", amount=money)
    if found[refs["withdrawing"]]:
        yield Obstacle("withdrawals", amount=found[refs["withdrawing"]])
    if found[refs["points"]]:
        yield Obstacle("points", is_blocking=False, amount=found[refs["points"]])
