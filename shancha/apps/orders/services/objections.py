"""A store objects to what came back after an early refund; the platform rules with both sides' evidence.

The case stays as it is, done: its refund stands, and what a ruling claims back is a debt of the buyer's, on
its own. The store has it at once; the buyer's wallet pays what it has, the rest stands until the buyer pays
it, and no further return is refunded early until then (see `member_care`). A buyer's silence is no verdict:
an operator always rules.

Locks: the rows of the order (see `refunds.lock_line`), the case, its objection, then the store's money.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from shancha.apps.orders.aftersale_acts import object_until
from shancha.apps.orders.aftersale_states import EVIDENCE_WITHIN, RULE_WITHIN
from shancha.apps.orders.errors import AfterSaleInvalidError, AfterSaleStateError
from shancha.apps.orders.models import AfterSale, AfterSaleEvent, Objection, Parcel, RefundPart
from shancha.apps.orders.queries.aftersales import find_parcel
from shancha.apps.orders.refunding import goods_value
from shancha.apps.orders.services import bookkeeping, claim_holds
from shancha.apps.orders.services.aftersale_ends import lock_order_of, required_words
from shancha.apps.orders.services.aftersale_moves import lock_case, tell
from shancha.apps.orders.services.aftersale_notices import tell_both, tell_buyer_of
from shancha.apps.orders.services.money_notices import tell_operators
from shancha.apps.orders.services.pictures import take_pictures
from shancha.apps.orders.services.refunds import Locked
from shancha.apps.orders.states import Actor
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import require_unfrozen
from shancha.kit.clock import now
from shancha.kit.jobs import defer
from shancha.kit.language import bilingual
from shancha.kit.money import exact_yuan, part, yuan

Reason, Status = Objection.Reason, Objection.Status


@transaction.atomic
def object_to(
    *,
    store_id: UUID,
    case_id: UUID,
    actor_id: UUID,
    reason: str,
    text: str,
    asset_ids: Sequence[UUID] = (),
    amount: int | None = None,
) -> AfterSale:
    """The store objects, once, in the seven days after the goods came (or count as lost), and asks `amount`
    fen back, else all of the refund. Pictures are needed of what came. Both sides may add evidence for 48
    hours; a ruling is promised within seven days. Raises AfterSaleNotFoundError, AfterSaleStateError,
    AfterSaleInvalidError, PicturesInvalidError."""
    case = lock_case(case_id, store_id=store_id)
    parcel = find_parcel(case, to_buyer=False)
    if parcel is None or object_until(case, parcel) is None:
        raise AfterSaleStateError
    asked = case.agreed_amount if amount is None else amount
    words = required_words(text)
    _check(case, parcel, reason, asked, has_pictures=bool(asset_ids))
    pictures = take_pictures(owner_id=actor_id, asset_ids=asset_ids)
    case.rule_by = rule_by = now() + RULE_WITHIN
    case.updated_at = now()
    case.save(update_fields=["rule_by", "updated_at"])
    Objection.objects.create(
        after_sale=case, buyer_id=case.buyer_id, reason=reason, amount=asked, due_at=rule_by
    )
    tell(case, "objected", actor="merchant", actor_id=actor_id, text=words, pictures=pictures)
    tell_buyer_of(case, "after_sale_objected", amount=exact_yuan(asked))
    tell_operators("dispute_opened", case_number=case.number)
    return case


def _check(case: AfterSale, parcel: Parcel, reason: str, amount: int, *, has_pictures: bool) -> None:
    problems = {}
    is_lost = parcel.delivered_at is None
    if reason not in Reason.values or (reason == Reason.NOT_ARRIVED) != is_lost:
        problems["reason"] = (
            bilingual("快递没有送达，只能选“一直没有送达”", "It was not delivered: no other reason is open")
            if is_lost
            else bilingual("请选择问题", "Choose what is wrong")
        )
    if not is_lost and not has_pictures:
        problems["asset_ids"] = bilingual("请附上开箱照片", "Add pictures of what came")
    if not 0 < amount <= case.agreed_amount:
        most = yuan(case.agreed_amount)
        problems["amount"] = bilingual(f"金额为 0.01-{most} 元", f"Between 0.01 and {most} yuan")
    if problems:
        raise AfterSaleInvalidError(fields=problems)


@transaction.atomic
def rule(
    *, case_id: UUID, operator_id: UUID, is_upheld: bool, text: str, amount: int | None = None
) -> AfterSale:
    """The platform rules on an open objection. Upheld, `amount` fen (else what the store asked) are claimed
    back from the buyer and the store has them at once; the wallet pays what it can by a job. It is not upheld
    before the buyer has answered or 48 hours are over. Raises AfterSaleNotFoundError, AfterSaleStateError,
    AfterSaleInvalidError."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id)
    objection = _lock(case)
    if objection is None or objection.status != Status.OPEN:
        raise AfterSaleStateError
    objection.ruling = required_words(text)[:500]
    objection.ruled_by_id, objection.ruled_at = operator_id, now()
    objection.due_at = case.rule_by = None
    if is_upheld:
        _grant(case, objection, locked, amount)
    else:
        objection.status = Status.REJECTED
    objection.save()
    case.updated_at = now()
    case.save(update_fields=["rule_by", "updated_at"])
    kind = "objection_upheld" if is_upheld else "objection_rejected"
    tell(case, kind, actor="platform", actor_id=operator_id, text=objection.ruling)
    tell_both(case, f"after_sale_{kind}", ruling=objection.ruling, amount=exact_yuan(objection.granted))
    return case


def _grant(case: AfterSale, objection: Objection, locked: Locked, amount: int | None) -> None:
    granted = objection.amount if amount is None else amount
    if not 0 < granted <= objection.amount:
        most = yuan(objection.amount)
        raise AfterSaleInvalidError(
            fields={"amount": bilingual(f"金额为 0.01-{most} 元", f"Between 0.01 and {most} yuan")}
        )
    if objection.created_at + EVIDENCE_WITHIN > now() and not _was_answered(case, objection):
        message = bilingual("买家还在 48 小时举证期内", "The buyer still has time for evidence")
        raise AfterSaleInvalidError(fields={"verdict": message})
    objection.status, objection.granted = Status.UPHELD, granted
    refund = RefundPart.objects.filter(after_sale=case).order_by("id")[0]
    bookkeeping.book_claimed_back(
        case_id=case.id,
        store_id=case.store_id,
        buyer_id=case.buyer_id,
        amount=granted,
        platform_funded=refund.platform_back * granted // refund.amount,
        commission=_commission(locked, granted),
    )
    claim_holds.spread(case.store_id, key=f"claim_objection:{case.id}")
    defer("orders.collect_claimed", case_id=str(case.id))


def _commission(locked: Locked, amount: int) -> int:
    """What the platform has of what the store gets: the line's own rate on its goods' share of `amount`."""
    facts, rate = locked.facts, locked.line.commission_bp
    return part(goods_value(facts) * amount // facts.paid, rate) if facts.paid else 0


def _was_answered(case: AfterSale, objection: Objection) -> bool:
    said = AfterSaleEvent.objects.filter(after_sale=case, actor_kind="buyer")
    return said.filter(created_at__gte=objection.created_at).exists()


@transaction.atomic
def collect(*, case_id: UUID) -> int:
    """The job's work: takes what a ruling claimed back from the buyer's wallet, as far as it is there;
    returns how much, fen. Safe to run twice."""
    case = lock_case(case_id)
    objection = _lock(case)
    there = balance_of(user_account(case.buyer_id, "balance"))
    taken = min(objection.left, there) if objection else 0
    if objection is not None and taken > 0:
        _pay(case, objection, taken, actor="system")
    return taken


@transaction.atomic
def repay(*, buyer_id: UUID, case_id: UUID) -> AfterSale:
    """The buyer pays all that is still owed from the wallet; nothing where it is paid. Raises
    AfterSaleNotFoundError, AfterSaleStateError, InsufficientBalanceError, WalletFrozenError."""
    case = lock_case(case_id, buyer_id=buyer_id)
    objection = _lock(case)
    if objection is None or objection.status != Status.UPHELD:
        raise AfterSaleStateError
    if objection.left:
        require_unfrozen("user", buyer_id)
        _pay(case, objection, objection.left, actor="buyer")
    return case


def _pay(case: AfterSale, objection: Objection, amount: int, *, actor: Actor) -> None:
    bookkeeping.book_debt_repaid(
        case_id=case.id, buyer_id=case.buyer_id, amount=amount, before=objection.paid
    )
    objection.paid += amount
    objection.settled_at = None if objection.left else now()
    objection.save(update_fields=["paid", "settled_at"])
    tell(case, "debt_repaid", actor=actor, text=f"¥{yuan(amount)}")


def _lock(case: AfterSale) -> Objection | None:
    """The objection of a locked case."""
    return Objection.objects.select_for_update(no_key=True).filter(after_sale=case).first()


def remind_of_rulings(limit: int = 200) -> int:
    """The job's work: tells both sides and the operators, once, of objections that were not ruled in the
    promised time; returns how many."""
    due = Objection.objects.filter(due_at__lte=now(), status=Status.OPEN).order_by("due_at", "pk")
    return sum(map(_remind, due.values_list("after_sale_id", flat=True)[:limit]))


@transaction.atomic
def _remind(case_id: UUID) -> bool:
    case = lock_case(case_id)
    objection = _lock(case)
    if objection is None or objection.due_at is None or objection.due_at > now():
        return False
    objection.due_at = None
    objection.save(update_fields=["due_at"])
    tell_both(case, "after_sale_ruling_late")
    tell_operators("dispute_overdue", case_number=case.number)
    return True
