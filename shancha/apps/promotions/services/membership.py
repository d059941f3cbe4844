"""The card (小红卡): tried, bought, renewed on a bill of its own, ended, and refunded for what is left."""

import calendar
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.messaging.services import notify
from shancha.apps.payments.services import close_payment, request_payment, request_refund
from shancha.apps.promotions.errors import (
    NotMemberError,
    PlanNotFoundError,
    PurchaseNotFoundError,
    TrialUsedError,
)
from shancha.apps.promotions.events import MembershipEnded, MembershipStarted
from shancha.apps.promotions.models import Membership, MembershipPeriod, MembershipPlan, MembershipUse
from shancha.apps.wallet.accounts import platform_account, user_account
from shancha.apps.wallet.services.ledger import post
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.ids import new_id
from shancha.kit.money import exact_yuan, portion, yuan

PAY_WITHIN = timedelta(minutes=30)
REMIND_BEFORE = timedelta(days=3)
BILL_OPEN_FOR = timedelta(days=7)
# Within this time a purchase that has given nothing yet is refunded whole.
CHANGE_OF_MIND = timedelta(days=7)
BATCH = 500
Period, Status = MembershipPeriod, Membership.Status


@transaction.atomic
def start_trial(*, user_id: UUID, plan_id: UUID) -> None:
    """Tries a card, once in a life and only before the first purchase. It ends by itself, without a bill.
    Raises PlanNotFoundError, TrialUsedError."""
    plan = _plan(plan_id)
    if plan.trial_days == 0:
        raise PlanNotFoundError
    ends_at = now() + timedelta(days=plan.trial_days)
    if not _open_card(user_id, plan.id, status=Status.TRIAL, ends_at=ends_at, trial_used_at=now()):
        raise TrialUsedError
    Period.objects.create(
        user_id=user_id, plan=plan, kind="trial", status="paid", starts_at=now(), ends_at=ends_at
    )
    publish(MembershipStarted(user_id=user_id, ends_at=ends_at, kind="trial"))


@transaction.atomic
def buy_membership(*, user_id: UUID, plan_id: UUID, renews: bool | None = None) -> MembershipPeriod:
    """Asks for the price of a plan; the card is in force once it is paid, after what is left of the present
    one. `renews`: wants a bill before it ends, from the payment on; None leaves it as it is. A purchase that
    waits for its payment is given again, or closed in favour of another plan. Raises PlanNotFoundError."""
    plan = _plan(plan_id)
    waiting = (
        Period.objects.select_for_update(of=("self",))
        .select_related("payment")
        .filter(user_id=user_id, status="pending")
        .first()
    )
    if waiting is not None and _still_good(waiting, plan):
        waiting.renews = renews
        waiting.save(update_fields=["renews"])
        return waiting
    if waiting is not None:
        _give_up(waiting)
    try:
        with transaction.atomic():
            return _ask(user_id, plan, kind="purchase", expires_at=now() + PAY_WITHIN, renews=renews)
    except IntegrityError:  # asked for twice at once: the other one is it
        return Period.objects.get(user_id=user_id, status="pending")


@transaction.atomic
def settle_purchase(*, period_id: UUID, amount: int, provider: str) -> None:
    """The bill is paid: the time begins now, or where the present card ends. Safe to call twice."""
    period = Period.objects.select_for_update().select_related("plan").get(id=period_id)
    if period.status == "paid":
        return
    membership = _membership_for(period)
    starts_at = max(membership.ends_at, now())
    period.status, period.starts_at = Period.Status.PAID, starts_at
    period.ends_at = add_months(starts_at, period.months)
    period.save(update_fields=["status", "starts_at", "ends_at"])
    if membership.ends_at <= now():
        membership.starts_at = now()
    membership.plan, membership.status, membership.ends_at = period.plan, Status.ACTIVE, period.ends_at
    if period.renews is not None:
        membership.renews = period.renews
    membership.updated_at = now()
    membership.save(update_fields=["plan", "status", "starts_at", "ends_at", "renews", "updated_at"])
    post(
        kind="membership",
        reference_kind="membership",
        reference_id=period.id,
        key=f"membership:{period.id}",
        legs=[
            (platform_account(f"clearing:{provider}"), -amount),
            (platform_account("membership"), amount),
        ],
    )
    publish(MembershipStarted(user_id=period.user_id, ends_at=period.ends_at, kind=period.kind))
    notify(
        user_id=period.user_id,
        lane="process",
        kind="membership_started",
        subject_kind="membership",
        subject_id=period.id,
        payload={"date": _day(period.ends_at)},
    )


@transaction.atomic
def close_purchase(*, period_id: UUID) -> None:
    """Its bill was not paid in time."""
    Period.objects.filter(id=period_id, status="pending").update(status="closed")


@transaction.atomic
def set_renewal(*, user_id: UUID, renews: bool) -> None:
    """Whether a bill comes before the card ends. Raises NotMemberError."""
    changed = Membership.objects.filter(user_id=user_id, ends_at__gt=now()).update(
        renews=renews, updated_at=now()
    )
    if not changed:
        raise NotMemberError


@transaction.atomic
def refund_membership(*, user_id: UUID) -> int:
    """Ends a paid card now and gives back what is left of it, in fen: whole days of each paid period in
    proportion; everything where it was bought within seven days and has given nothing yet. What is left of
    a trial before it stays: the card is then that trial again. Raises NotMemberError, PurchaseNotFoundError.
    """
    membership = Membership.objects.select_for_update().filter(user_id=user_id, ends_at__gt=now()).first()
    if membership is None:
        raise NotMemberError
    periods = list(
        Period.objects.select_for_update()
        .filter(user_id=user_id, status="paid", amount__gt=0, ends_at__gt=now())
        .order_by("id")
    )
    if not periods:
        raise PurchaseNotFoundError
    given_back = sum(_refund(period) for period in periods)
    _end(membership)
    return given_back


@transaction.atomic
def book_refund(*, refund_id: UUID, period_id: UUID, amount: int, provider: str, time: int = 0) -> None:
    """The refund of a purchase has left the provider. Once, and once more after each `time` that it came
    back."""
    post(
        kind="membership_refund",
        reference_kind="membership",
        reference_id=period_id,
        key=f"membership_refund:{refund_id}" + (f":{time}" if time else ""),
        legs=[
            (platform_account("membership"), -amount),
            (platform_account(f"clearing:{provider}"), amount),
        ],
    )


@transaction.atomic
def book_refund_returned(*, refund_id: UUID, period_id: UUID, amount: int, provider: str, time: int) -> None:
    """The refund of a purchase came back to the provider: it is due again, and the member is told. Once for
    each `time`."""
    post(
        kind="membership_refund_returned",
        reference_kind="membership",
        reference_id=period_id,
        key=f"membership_refund_returned:{refund_id}:{time}",
        legs=[
            (platform_account(f"clearing:{provider}"), -amount),
            (platform_account("membership"), amount),
        ],
    )
    _tell_of_refund(period_id, "refund_came_back", amount)


@transaction.atomic
def give_refund_to_wallet(*, refund_id: UUID, period_id: UUID, amount: int) -> None:
    """The member's wallet gets what the provider could not give. Once for each refund."""
    user_id = Period.objects.values_list("user_id", flat=True).get(id=period_id)
    post(
        kind="membership_refund_rerouted",
        reference_kind="membership",
        reference_id=period_id,
        key=f"membership_refund_rerouted:{refund_id}",
        legs=[(platform_account("membership"), -amount), (user_account(user_id, "balance"), amount)],
    )
    _tell_of_refund(period_id, "refund_to_wallet", amount)


def _tell_of_refund(period_id: UUID, kind: str, amount: int) -> None:
    user_id = Period.objects.values_list("user_id", flat=True).get(id=period_id)
    notify(user_id=user_id, lane="process", kind=kind, payload={"amount": exact_yuan(amount)})


@transaction.atomic
def remind_endings() -> int:
    """The job's work: three days before a card ends its holder is told, with a bill where they wished one;
    nothing is charged by itself. Once for each end; returns how many were told."""
    due = (
        Membership.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("plan")
        .filter(status__in=["trial", "active"], ends_at__gt=now(), ends_at__lte=now() + REMIND_BEFORE)
        .exclude(reminded_for__isnull=False, reminded_for__gte=now())
        .order_by("user_id")[:BATCH]
    )
    told = 0
    for membership in due:
        membership.reminded_for = membership.ends_at
        membership.save(update_fields=["reminded_for"])
        _remind(membership)
        told += 1
    return told


@transaction.atomic
def expire_memberships() -> int:
    """The job's work: cards whose time is over are marked so; returns how many."""
    due = list(
        Membership.objects.select_for_update(skip_locked=True)
        .filter(status__in=["trial", "active"], ends_at__lte=now())
        .order_by("user_id")[:BATCH]
    )
    for membership in due:
        membership.status, membership.updated_at = Status.EXPIRED, now()
        membership.save(update_fields=["status", "updated_at"])
        publish(MembershipEnded(user_id=membership.user_id))
        notify(
            user_id=membership.user_id,
            lane="process",
            kind="membership_ended",
            subject_kind="membership",
            payload={"saved": yuan(membership.saved_amount)},
        )
    return len(due)


def add_months(moment: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))


def _plan(plan_id: UUID) -> MembershipPlan:
    plan = MembershipPlan.objects.filter(id=plan_id, is_active=True).first()
    if plan is None:
        raise PlanNotFoundError
    return plan


def _still_good(waiting: MembershipPeriod, plan: MembershipPlan) -> bool:
    """Whether a purchase that waits for payment is what is wanted, with time left to pay it."""
    return (
        waiting.plan_id == plan.id
        and waiting.amount == plan.price
        and waiting.payment is not None
        and waiting.payment.expires_at > now() + timedelta(minutes=1)
    )


def _give_up(waiting: MembershipPeriod) -> None:
    if waiting.payment_id:
        close_payment(payment_id=waiting.payment_id)
    Period.objects.filter(id=waiting.id, status="pending").update(status="closed")


def _ask(
    user_id: UUID, plan: MembershipPlan, *, kind: str, expires_at: datetime, renews: bool | None = None
) -> MembershipPeriod:
    period_id = new_id()
    payment = request_payment(
        payer_id=user_id,
        purpose="membership",
        reference_id=period_id,
        subject=f"山茶集 · 小红卡 {plan.name_zh}",
        amount=plan.price,
        expires_at=expires_at,
    )
    return Period.objects.create(
        id=period_id,
        user_id=user_id,
        plan=plan,
        payment=payment,
        kind=kind,
        status="pending",
        amount=plan.price,
        months=plan.months,
        renews=renews,
    )


def _open_card(
    user_id: UUID,
    plan_id: UUID,
    *,
    status: str,
    ends_at: datetime,
    trial_used_at: datetime | None = None,
) -> bool:
    """A member's first card; returns whether it was. Two at once open one."""
    return bool(
        sql.execute(
            """
            insert into promotions_membership (user_id, plan_id, status, starts_at, ends_at, renews,
                trial_used_at, deliveries_used, deliveries_since, saved_amount, created_at, updated_at)
            values (%(user)s, %(plan)s, %(status)s, %(now)s, %(ends)s, false, %(trial)s, 0, %(now)s, 0,
                %(now)s, %(now)s)
            on conflict (user_id) do nothing
            """,
            {
                "user": user_id,
                "plan": plan_id,
                "status": str(status),
                "ends": ends_at,
                "trial": trial_used_at,
                "now": now(),
            },
        )
    )


def _membership_for(period: MembershipPeriod) -> Membership:
    """The buyer's card, locked; a first one begins empty."""
    _open_card(period.user_id, period.plan_id, status=Status.EXPIRED, ends_at=now())
    return Membership.objects.select_for_update().get(user_id=period.user_id)


def _end(membership: Membership) -> None:
    """A refunded card ends, or goes on as the trial before it while its days last."""
    trials = Period.objects.select_related("plan").filter(user_id=membership.user_id, kind=Period.Kind.TRIAL)
    trial = trials.filter(status=Period.Status.PAID, ends_at__gt=now()).first()
    if trial is not None and trial.ends_at is not None:
        membership.plan, membership.status, membership.ends_at = trial.plan, Status.TRIAL, trial.ends_at
    else:
        membership.status, membership.ends_at = Status.CANCELLED, now()
    membership.renews, membership.updated_at = False, now()
    membership.save(update_fields=["plan", "status", "ends_at", "renews", "updated_at"])
    if trial is None:
        publish(MembershipEnded(user_id=membership.user_id))


def _refund(period: MembershipPeriod) -> int:
    assert period.starts_at is not None
    assert period.ends_at is not None
    assert period.payment_id is not None
    amount = _left_of(period, period.starts_at, period.ends_at)
    if amount:
        request_refund(payment_id=period.payment_id, amount=amount, reason="会员退订", reference_id=period.id)
    period.status, period.refunded_amount = Period.Status.REFUNDED, amount
    period.save(update_fields=["status", "refunded_amount"])
    return amount


def _left_of(period: MembershipPeriod, starts_at: datetime, ends_at: datetime) -> int:
    has_given = MembershipUse.objects.filter(
        membership_id=period.user_id, created_at__gte=period.created_at
    ).exclude(status="returned")
    if now() - period.created_at <= CHANGE_OF_MIND and not has_given.exists():
        return period.amount
    days = max((ends_at - starts_at).days, 1)
    left = min(max((ends_at - now()).days, 0), days)
    return portion(period.amount, parts=days, done=0, count=left)


def _remind(membership: Membership) -> None:
    bill = None
    if membership.renews and membership.plan.is_active:
        bill = Period.objects.filter(user_id=membership.user_id, status="pending").first() or _ask(
            membership.user_id, membership.plan, kind="renewal", expires_at=now() + BILL_OPEN_FOR
        )
    notify(
        user_id=membership.user_id,
        lane="process",
        kind="membership_bill" if bill else "membership_ending",
        subject_kind="membership",
        subject_id=bill.id if bill else None,
        payload={
            "date": _day(membership.ends_at),
            "saved": yuan(membership.saved_amount),
            **({"price": yuan(bill.amount), "payment_id": str(bill.payment_id)} if bill else {}),
        },
    )


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")
