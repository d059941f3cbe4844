"""Stores' released money leaves for their bank, by itself each morning or when they ask; what bounces is
theirs again on the platform."""

from uuid import UUID

from django.db import transaction

from shancha.apps.mall.policies import FINANCE
from shancha.apps.orders.errors import PayoutAccountMissingError
from shancha.apps.orders.models import Payout, PayoutAccount
from shancha.apps.orders.services import claim_holds
from shancha.apps.orders.services.money_notices import tell_operators
from shancha.apps.orders.services.notices import tell_store
from shancha.apps.wallet.accounts import store_account
from shancha.apps.wallet.errors import WalletFrozenError
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import Receiver, check_receiver, request_withdrawal
from shancha.apps.wallet.services.withdrawals import DAY_FEN
from shancha.kit import sql
from shancha.kit.apart import each_apart
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError
from shancha.kit.money import exact_yuan
from shancha.kit.turns import take_turn

LEAST = 10_000
# One transfer on the schedule, in fen; more leaves in several.
MOST = DAY_FEN["store"]
Status = Payout.Status
_OF_WITHDRAWAL = {"paid": Status.PAID, "failed": Status.BOUNCED, "rejected": Status.REJECTED}


@transaction.atomic
def set_payout_account(*, store_id: UUID, method: str, account: str, real_name: str) -> PayoutAccount:
    """Where the store's money goes from now on, encrypted. Raises WithdrawalAccountError."""
    checked = check_receiver(Receiver(method=method, account=account, real_name=real_name))
    kept, _ = PayoutAccount.objects.update_or_create(
        store_id=store_id,
        defaults={
            "method": method,
            "account": checked.account,
            "account_hint": checked.hint,
            "real_name": checked.real_name,
            "updated_at": now(),
        },
    )
    return kept


@transaction.atomic
def request_payout(*, store_id: UUID, actor_id: UUID, amount: int) -> Payout:
    """Sends so many fen of what is available to the store's bank. Raises PayoutAccountMissingError,
    InsufficientBalanceError, WithdrawalLimitError, WalletFrozenError, AmountInvalidError."""
    return _send(store_id, actor_id, amount, is_scheduled=False)


def pay_out_all() -> int:
    """The job's work: sends everything available from 100 yuan on, for each store with an account, in its
    owner's name; returns how many stores. Tells operators of stores whose money could not be sent."""
    rows = sql.fetch_rows(
        """
        select a.owner_id, m.owner_id from wallet_account a
        join orders_payoutaccount p on p.store_id = a.owner_id
        join mall_store s on s.id = a.owner_id join mall_merchant m on m.id = s.merchant_id
        where a.owner_kind = 'store' and a.kind = 'available' and a.balance >= %s
        order by a.owner_id
        """,
        [LEAST],
    )
    stuck: list[UUID] = []

    def pay(row: tuple[UUID, UUID]) -> bool:
        try:
            return _pay_out(*row)
        except WalletFrozenError:
            return False
        except ProblemError:
            stuck.append(row[0])
            return False

    try:
        return each_apart([(row[0], row[1]) for row in rows], pay, failed=lambda row: stuck.append(row[0]))
    finally:
        if stuck:
            tell_operators("payouts_stuck", count=len(stuck))


@transaction.atomic
def _pay_out(store_id: UUID, owner_id: UUID) -> bool:
    """Sends all of it, in parts where it is more than one transfer may be."""
    take_turn("store money", store_id)
    left = balance_of(store_account(store_id, "available"))
    if left < LEAST:
        return False
    while left:
        part = min(left, MOST)
        # No rest that is too small for a transfer of its own.
        part -= LEAST if 0 < left - part < LEAST else 0
        _send(store_id, owner_id, part, is_scheduled=True)
        left -= part
    return True


def _send(store_id: UUID, actor_id: UUID, amount: int, *, is_scheduled: bool) -> Payout:
    account = PayoutAccount.objects.filter(store_id=store_id).first()
    if account is None:
        raise PayoutAccountMissingError
    take_turn("store money", store_id)
    withdrawal = request_withdrawal(
        owner_kind="store",
        owner_id=store_id,
        requested_by=actor_id,
        amount=amount,
        receiver=Receiver(method=account.method, account=account.account, real_name=account.real_name),
        is_scheduled=is_scheduled,
    )
    return Payout.objects.create(store_id=store_id, withdrawal=withdrawal, amount=amount)


@transaction.atomic
def follow_withdrawal(*, withdrawal_id: UUID, status: str, reason: str) -> None:
    """The withdrawal behind a payout moved on: it never stands as paid once the bank sent it back."""
    payout = Payout.objects.select_for_update(no_key=True).filter(withdrawal_id=withdrawal_id).first()
    if payout is None or status not in _OF_WITHDRAWAL:
        return
    payout.status, payout.reason, payout.finished_at = _OF_WITHDRAWAL[status], reason, now()
    payout.save(update_fields=["status", "reason", "finished_at"])
    if payout.status != Status.PAID:
        claim_holds.spread(payout.store_id, key=f"claim_fill:{payout.id}")
    tell_store(
        payout.store_id,
        f"payout_{payout.status}",
        subject_id=payout.store_id,
        subject_kind="store",
        roles=FINANCE,
        amount=exact_yuan(payout.amount),
        reason=reason,
    )
