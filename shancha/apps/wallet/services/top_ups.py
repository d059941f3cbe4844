"""Money into the wallet, through a payment."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.payments.services import request_payment
from shancha.apps.wallet.accounts import platform_account, user_account
from shancha.apps.wallet.errors import AmountInvalidError
from shancha.apps.wallet.events import BalanceToppedUp
from shancha.apps.wallet.models import TopUp
from shancha.apps.wallet.services.holds import require_unfrozen
from shancha.apps.wallet.services.ledger import post
from shancha.kit import events
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual

MIN_FEN, MAX_FEN = 100, 5_000_000
OPEN_FOR = timedelta(minutes=30)


@transaction.atomic
def request_top_up(*, user_id: UUID, amount: int) -> TopUp:
    """Asks for a payment of 1 to 50,000 yuan (fen) into the wallet. Raises AmountInvalidError,
    WalletFrozenError."""
    if not MIN_FEN <= amount <= MAX_FEN:
        raise AmountInvalidError(
            fields={"amount": bilingual("请填 1 至 50,000 元", "Between 1 and 50,000 yuan")}
        )
    require_unfrozen("user", user_id)
    top_up_id = new_id()
    payment = request_payment(
        payer_id=user_id,
        purpose="top_up",
        reference_id=top_up_id,
        subject="山茶集 · 钱包充值",
        amount=amount,
        expires_at=now() + OPEN_FOR,
    )
    return TopUp.objects.create(id=top_up_id, user_id=user_id, amount=amount, payment=payment)


@transaction.atomic
def finish_top_up(*, top_up_id: UUID, provider: str, amount: int) -> None:
    """Puts paid money on the balance, once. Publishes BalanceToppedUp."""
    top_up = TopUp.objects.select_for_update(no_key=True).get(id=top_up_id)
    if top_up.status == TopUp.Status.DONE:
        return
    post(
        kind="top_up",
        reference_kind="top_up",
        reference_id=top_up.id,
        key=f"top_up:{top_up.id}",
        legs=[
            (platform_account(f"clearing:{provider}"), -amount),
            (user_account(top_up.user_id, "balance"), amount),
        ],
    )
    top_up.status, top_up.finished_at = TopUp.Status.DONE, now()
    top_up.save(update_fields=["status", "finished_at"])
    events.publish(BalanceToppedUp(top_up_id=top_up.id, user_id=top_up.user_id, amount=amount))


@transaction.atomic
def close_top_up(*, top_up_id: UUID) -> None:
    """Its payment ran out."""
    TopUp.objects.filter(id=top_up_id, status=TopUp.Status.PENDING).update(
        status=TopUp.Status.CLOSED, finished_at=now()
    )
