"""An operator's stop on a wallet, and the nightly look at the whole ledger."""

from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.wallet.events import LedgerWrong, WalletFrozen
from shancha.apps.wallet.models import LedgerCheck, WalletFreeze
from shancha.apps.wallet.queries.balances import clearing_differences, trial_balance
from shancha.kit import events
from shancha.kit.clock import now
from shancha.kit.text import clean_line


@transaction.atomic
def freeze_wallet(*, owner_kind: str, owner_id: UUID, operator_id: UUID | None, reason: str) -> None:
    """Nothing is spent or withdrawn from now on; refunds still arrive. Freezing twice changes nothing.
    Publishes WalletFrozen."""
    if WalletFreeze.objects.filter(owner_kind=owner_kind, owner_id=owner_id, lifted_at__isnull=True).exists():
        return
    text = clean_line(reason)[:200]
    freeze = WalletFreeze(owner_kind=owner_kind, owner_id=owner_id, frozen_by_id=operator_id, reason=text)
    WalletFreeze.objects.bulk_create([freeze], ignore_conflicts=True)
    events.publish(WalletFrozen(owner_kind=owner_kind, owner_id=owner_id, is_frozen=True, reason=text))


@transaction.atomic
def unfreeze_wallet(*, owner_kind: str, owner_id: UUID) -> None:
    """Lifts the stop. Publishes WalletFrozen where there was one."""
    lifted = WalletFreeze.objects.filter(
        owner_kind=owner_kind, owner_id=owner_id, lifted_at__isnull=True
    ).update(lifted_at=now())
    if lifted:
        events.publish(WalletFrozen(owner_kind=owner_kind, owner_id=owner_id, is_frozen=False, reason=""))


@transaction.atomic
def check_ledger() -> LedgerCheck:
    """Compares every account with its postings, every currency with zero, and what the books say lies at
    each provider with what payments took and gave back there; keeps the finding. Publishes LedgerWrong."""
    found = trial_balance()
    sums = orjson.loads(found["sums"])
    wrong = list(found["wrong"])
    clearing = clearing_differences()
    check = LedgerCheck.objects.create(
        account_count=found["accounts"],
        posting_count=found["postings"],
        sums=sums,
        wrong_accounts=wrong,
        clearing=clearing,
        is_right=not wrong and not any(sums.values()) and not clearing,
    )
    if not check.is_right:
        events.publish(LedgerWrong(check_id=check.id, accounts=len(wrong), providers=len(clearing)))
    return check
