"""Wallets for tests."""

from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.wallet.accounts import platform_account, user_account
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import give_identity, grant_points, post
from shancha.kit.ids import new_id

CARD = "6222020000000000000"


def make_rich(balance: int = 0, points: int = 0) -> User:
    """A member with money and points."""
    user, reference = make_user(), new_id()
    if balance:
        post(
            kind="top_up",
            reference_kind="test",
            reference_id=reference,
            key=f"test:{reference}",
            legs=[(platform_account("gifts"), -balance), (user_account(user.id, "balance"), balance)],
        )
    if points:
        give_points(user, points)
    return user


def give_points(user: User, amount: int, *, days: int = 365) -> None:
    """Points that live so many days."""
    grant_points(
        user_id=user.id,
        amount=amount,
        kind="points_gift",
        reference_kind="test",
        reference_id=user.id,
        key=f"test:{new_id()}",
        valid_days=days,
    )


def standing(user: User) -> tuple[int, int, int, int]:
    """Balance, held, points, points held."""
    kinds = ("balance", "held", "points", "points_held")
    balance, held, points, points_held = (balance_of(user_account(user.id, kind)) for kind in kinds)
    return balance, held, points, points_held


def identify(user: User, name: str = "林晓") -> None:
    """Says who the wallet's owner is; the number is made up, its check digit right."""
    give_identity(user_id=user.id, real_name=name, number="110101199003074514")
