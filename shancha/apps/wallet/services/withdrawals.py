"""Money out of the wallet: asked for, looked at, paid by the bank, sometimes sent back."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Sum

from shancha.apps.accounts.services import record_tie
from shancha.apps.wallet.accounts import owner_account, platform_account, user_account
from shancha.apps.wallet.errors import (
    AmountInvalidError,
    IdentityFixedError,
    IdentityInvalidError,
    IdentityRequiredError,
    WithdrawalAccountError,
    WithdrawalLimitError,
    WithdrawalNotFoundError,
    WithdrawalStateError,
)
from shancha.apps.wallet.events import WithdrawalDecided
from shancha.apps.wallet.models import WalletIdentity, Withdrawal
from shancha.apps.wallet.queries.balances import balances_of
from shancha.apps.wallet.services.holds import require_unfrozen
from shancha.apps.wallet.services.ledger import post
from shancha.apps.wallet.ties import PAYOUT
from shancha.kit import events
from shancha.kit.citizens import clean_citizen_number
from shancha.kit.clock import now
from shancha.kit.crypto import keyed_hash
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual
from shancha.kit.money import exact_yuan
from shancha.kit.numbers import new_number
from shancha.kit.text import clean_line
from shancha.kit.turns import take_turn

MIN_FEN = 100
DAY_FEN = {"user": 2_000_000, "store": 100_000_000}
DAY_COUNT = 3
_NAME = re.compile(r"[\u3400-\u9fff·]{2,20}|[A-Za-z][A-Za-z .'-]{1,39}")
_BANK = re.compile(r"\d{12,19}")
_ALIPAY = re.compile(r"1\d{10}|[^@\s]{1,64}@[^@\s]{1,64}\.[A-Za-z]{2,20}")
_OUT = platform_account("withdrawals_out")
Status = Withdrawal.Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Where the money goes: `method` alipay (phone or e-mail) or bank (card number), and who owns it."""

    method: str
    account: str
    real_name: str


@dataclass(frozen=True, slots=True)
class CheckedReceiver:
    """A receiver that passed the checks; `hint` is how its account is shown."""

    account: str
    real_name: str
    hint: str


@transaction.atomic
def give_identity(*, user_id: UUID, real_name: str, number: str) -> WalletIdentity:
    """Stores who the wallet's owner is, encrypted, once. Raises IdentityInvalidError (name, number by
    GB 11643), IdentityFixedError when another was given before."""
    name, clean = clean_line(real_name), clean_citizen_number(number)
    problems = {}
    if not _NAME.fullmatch(name):
        problems["real_name"] = bilingual("请填写证件上的姓名", "The name as on the identity card")
    if clean is None:
        problems["number"] = bilingual("身份证号不正确", "Not a valid identity number")
    if problems or clean is None:
        raise IdentityInvalidError(fields=problems)
    identity, is_new = WalletIdentity.objects.get_or_create(
        user_id=user_id,
        defaults={
            "real_name": name,
            "number": clean,
            "number_hash": keyed_hash(clean),
            "consent_at": now(),
        },
    )
    if not is_new and (identity.real_name, identity.number) != (name, clean):
        raise IdentityFixedError
    return identity


def forget_identity(*, user_id: UUID) -> None:
    """The account goes: so does the identity. Withdrawals keep theirs, encrypted, as records of money."""
    WalletIdentity.objects.filter(user_id=user_id).delete()


@transaction.atomic
def request_withdrawal(
    *,
    owner_kind: str,
    owner_id: UUID,
    requested_by: UUID,
    amount: int,
    receiver: Receiver,
    is_scheduled: bool = False,
) -> Withdrawal:
    """Sets the amount aside and queues it for an operator. A member's money goes only to an account in the
    member's own name, and what the member owes stays in the wallet. The day's limit guards against somebody
    who took an account over; what the platform itself sends on its schedule (`is_scheduled`) comes in parts
    of at most that much. Raises AmountInvalidError, IdentityRequiredError, WithdrawalAccountError,
    WithdrawalLimitError, InsufficientBalanceError, WalletFrozenError."""
    if amount < MIN_FEN:
        raise AmountInvalidError(fields={"amount": bilingual("至少 1 元", "At least 1 yuan")})
    require_unfrozen(owner_kind, owner_id)
    checked = check_receiver(receiver)
    if owner_kind == "user":
        _require_own_name(owner_id, checked.real_name)
        record_tie(user_id=owner_id, kind=PAYOUT.name, value=f"{receiver.method} {checked.account}")
    if is_scheduled:
        assert amount <= DAY_FEN[owner_kind]
    else:
        _hold_day_limit(owner_kind, owner_id, amount)
    if owner_kind == "user":
        _keep_what_is_owed(owner_id, amount)
    withdrawal = Withdrawal(
        id=new_id(),
        number=_free_number(),
        owner_kind=owner_kind,
        owner_id=owner_id,
        requested_by_id=requested_by,
        amount=amount,
        method=receiver.method,
        account=checked.account,
        account_hint=checked.hint,
        real_name=checked.real_name,
    )
    source = owner_account(owner_kind, owner_id, "balance" if owner_kind == "user" else "available")
    target = owner_account(owner_kind, owner_id, "withdrawing")
    _post(withdrawal, "withdrawal", "out", [(source, -amount), (target, amount)])
    withdrawal.save(force_insert=True)
    return withdrawal


def _keep_what_is_owed(user_id: UUID, amount: int) -> None:
    balance, debt = user_account(user_id, "balance"), user_account(user_id, "debt")
    standing = balances_of([balance, debt])
    owed = -standing[debt]
    if owed and amount > standing[balance] - owed:
        message = bilingual(
            f"还有 {exact_yuan(owed)} 元待归还，请先还清",
            f"{exact_yuan(owed)} yuan are still owed: pay that first",
        )
        raise AmountInvalidError(fields={"amount": message})


def check_receiver(receiver: Receiver) -> CheckedReceiver:
    """The account and name in their clean form: a card number by ISO/IEC 7812-1, a phone or an e-mail for
    Alipay. Raises WithdrawalAccountError."""
    name, account = clean_line(receiver.real_name), re.sub(r"\s", "", receiver.account)
    pattern = {"bank": _BANK, "alipay": _ALIPAY}.get(receiver.method)
    problems = {}
    if pattern is None or not pattern.fullmatch(account):
        problems["account"] = bilingual("账号格式不正确", "Not a valid account")
    if receiver.method == "bank" and not problems and not _passes_luhn(account):
        problems["account"] = bilingual("银行卡号不正确", "Not a valid card number")
    if not 2 <= len(name) <= 60:
        problems["real_name"] = bilingual("请填写账户姓名", "The name on the account")
    if problems:
        raise WithdrawalAccountError(fields=problems)
    return CheckedReceiver(account, name, _hint(account))


def _passes_luhn(number: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _require_own_name(user_id: UUID, name: str) -> None:
    identity = WalletIdentity.objects.filter(user_id=user_id).first()
    if identity is None:
        raise IdentityRequiredError
    if identity.real_name != name:
        message = bilingual("收款人须与实名一致", "The account must be in your own name")
        raise WithdrawalAccountError(fields={"real_name": message})


def _hold_day_limit(owner_kind: str, owner_id: UUID, amount: int) -> None:
    """Counts under a lock of the owner's, so that requests at once do not pass together."""
    take_turn("withdrawals", owner_id)
    today = Withdrawal.objects.filter(
        owner_kind=owner_kind, owner_id=owner_id, created_at__gt=now() - timedelta(days=1)
    ).exclude(status__in=[Status.REJECTED, Status.FAILED])
    sums = today.aggregate(number=Count("id"), total=Sum("amount"))
    if sums["number"] >= DAY_COUNT or (sums["total"] or 0) + amount > DAY_FEN[owner_kind]:
        raise WithdrawalLimitError


def _free_number() -> str:
    number = new_number("TX")
    while Withdrawal.objects.filter(number=number).exists():
        number = new_number("TX")
    return number


def _hint(account: str) -> str:
    name, at, host = account.partition("@")
    return f"{name[:2]}***{at}{host}" if at else f"{'*' * 4} {account[-4:]}"


def _post(withdrawal: Withdrawal, kind: str, step: str, legs: list) -> None:  # type: ignore[type-arg]
    post(
        kind=kind,
        reference_kind="withdrawal",
        reference_id=withdrawal.id,
        key=f"withdrawal:{withdrawal.id}:{step}",
        legs=legs,
        memo={"number": withdrawal.number},
    )


def _lock(withdrawal_id: UUID, *allowed: str) -> Withdrawal:
    withdrawal = Withdrawal.objects.select_for_update(no_key=True).filter(id=withdrawal_id).first()
    if withdrawal is None:
        raise WithdrawalNotFoundError
    if withdrawal.status not in allowed:
        raise WithdrawalStateError
    return withdrawal


@transaction.atomic
def decide_withdrawal(
    *, withdrawal_id: UUID, operator_id: UUID, approve: bool, reason: str = ""
) -> Withdrawal:
    """Lets a request go to the bank, or refuses it with a reason and gives the money back. Raises
    WithdrawalNotFoundError, WithdrawalStateError. Publishes WithdrawalDecided."""
    withdrawal = _lock(withdrawal_id, Status.REQUESTED)
    withdrawal.decided_by_id, withdrawal.decided_at = operator_id, now()
    if approve:
        return _finish(withdrawal, Status.APPROVED, reason)
    _give_back(withdrawal, from_bank=False)
    return _finish(withdrawal, Status.REJECTED, reason)


@transaction.atomic
def mark_withdrawal_paid(*, withdrawal_id: UUID, operator_id: UUID, transfer_number: str) -> Withdrawal:
    """The bank has taken it; `transfer_number` is the bank's. Raises WithdrawalNotFoundError,
    WithdrawalStateError. Publishes WithdrawalDecided."""
    withdrawal = _lock(withdrawal_id, Status.APPROVED)
    source = owner_account(withdrawal.owner_kind, withdrawal.owner_id, "withdrawing")
    _post(withdrawal, "withdrawal_paid", "paid", [(source, -withdrawal.amount), (_OUT, withdrawal.amount)])
    withdrawal.decided_by_id, withdrawal.transfer_number = operator_id, transfer_number[:80]
    return _finish(withdrawal, Status.PAID, "")


@transaction.atomic
def mark_withdrawal_failed(*, withdrawal_id: UUID, operator_id: UUID, reason: str) -> Withdrawal:
    """The bank refused it, or sent it back after it counted as paid: the money returns to the wallet.
    Raises WithdrawalNotFoundError, WithdrawalStateError. Publishes WithdrawalDecided."""
    withdrawal = _lock(withdrawal_id, Status.APPROVED, Status.PAID)
    _give_back(withdrawal, from_bank=withdrawal.status == Status.PAID)
    withdrawal.decided_by_id = operator_id
    return _finish(withdrawal, Status.FAILED, reason)


def _give_back(withdrawal: Withdrawal, *, from_bank: bool) -> None:
    kind, owner = withdrawal.owner_kind, withdrawal.owner_id
    source = _OUT if from_bank else owner_account(kind, owner, "withdrawing")
    target = owner_account(kind, owner, "balance" if kind == "user" else "available")
    legs = [(source, -withdrawal.amount), (target, withdrawal.amount)]
    _post(withdrawal, "withdrawal_returned", "back", legs)


def _finish(withdrawal: Withdrawal, status: str, reason: str) -> Withdrawal:
    withdrawal.status, withdrawal.reason = status, clean_line(reason)[:200]
    if status != Status.APPROVED:
        withdrawal.finished_at = now()
    withdrawal.save()
    events.publish(
        WithdrawalDecided(
            withdrawal_id=withdrawal.id,
            number=withdrawal.number,
            owner_kind=withdrawal.owner_kind,
            owner_id=withdrawal.owner_id,
            requested_by=withdrawal.requested_by_id,
            amount=withdrawal.amount,
            status=withdrawal.status,
            reason=withdrawal.reason,
        )
    )
    return withdrawal
