"""Each night a provider's statement of the day before is held against our books, and the differences stay
listed until somebody has resolved them or a later look finds them gone."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Min, QuerySet, Sum

from shancha.apps.payments.events import GapsFound, StatementsMissing
from shancha.apps.payments.models import Charge, ReconciliationGap, Refund, Statement, StatementLine
from shancha.apps.payments.providers import ProviderError, available, provider_named
from shancha.apps.payments.providers.base import StatementRow
from shancha.kit import events
from shancha.kit.apart import each_apart
from shancha.kit.clock import now
from shancha.kit.models import Fact
from shancha.kit.numbers import HOME_ZONE, home_date
from shancha.kit.text import clean_line

Kind = ReconciliationGap.Kind
LOOK_BACK_DAYS = 3
# A server that stood still catches up on so many days.
MISSED_DAYS = 31
# Of statements that could not be had, so many are asked for at a time, those that waited longest first.
RETRIED = 60
RETRY_AFTER = timedelta(minutes=50)
LAST_RUN = "payments.reconciliation_last_run"


class Gap(NamedTuple):
    """A difference, as it is found: amounts in fen, None where one side has nothing."""

    kind: str
    line_kind: str
    number: str
    ours: int | None
    theirs: int | None


def reconcile_recent() -> None:
    """The last three days of every provider, days that were missed, and those whose statement could not be
    had so far; one that fails does not hold up the others. A day is looked at again on the following nights,
    so that what crossed midnight or came late resolves itself. Publishes StatementsMissing while any is."""
    today = home_date()
    days = [(name, day) for name in available() for day in _due_days(name, today)]
    try:
        _look_at([*days, *(pair for pair in _failed(RETRIED) if pair not in days)])
    finally:
        _tell_missing(len(days))


def retry_statements() -> int:
    """Asks again for statements that could not be had; returns how many were asked for."""
    return _look_at(_failed(RETRIED // 6, before=now() - RETRY_AFTER))


def _look_at(days: Iterable[tuple[str, date]]) -> int:
    return each_apart(
        days,
        lambda pair: reconcile(provider=pair[0], day=pair[1]),
        failed=lambda pair: _note_failure(*pair, "对账程序出错 the comparison itself failed"),
    )


def _due_days(provider: str, today: date) -> list[date]:
    """The days to look back at, and those since the last one that was looked at."""
    last = Statement.objects.filter(provider=provider).aggregate(day=Max("day"))["day"]
    missed = min((today - last).days - 1, MISSED_DAYS) if last else 0
    return [today - timedelta(days=back) for back in range(max(LOOK_BACK_DAYS, missed), 0, -1)]


def _failed(limit: int, before: datetime | None = None) -> list[tuple[str, date]]:
    failed = Statement.objects.filter(status=Statement.Status.FAILED)
    if before is not None:
        failed = failed.filter(checked_at__lt=before)
    return list(failed.order_by("checked_at", "id").values_list("provider", "day")[:limit])


@transaction.atomic
def _tell_missing(looked_at: int) -> None:
    missing = Statement.objects.filter(status=Statement.Status.FAILED).aggregate(
        count=Count("id"), since=Min("day")
    )
    told = {"at": now().isoformat(), "days": looked_at, "failed": missing["count"]}
    Fact.objects.update_or_create(name=LAST_RUN, defaults={"value": told})
    if missing["count"]:
        events.publish(StatementsMissing(count=missing["count"], since=missing["since"].isoformat()))


def reconcile(*, provider: str, day: date) -> Statement:
    """Fetches a provider's statement of one day (Asia/Shanghai), keeps it and compares. Publishes GapsFound
    while there are differences. The provider is asked outside the transaction."""
    way = provider_named(provider)
    try:
        if way is None:
            raise ProviderError("not configured")
        rows = way.statement(day)
    except ProviderError as error:
        return _note_failure(provider, day, str(error)[:200])
    return _compare(provider, day, rows)


@transaction.atomic
def _note_failure(provider: str, day: date, failure: str) -> Statement:
    statement, is_new = Statement.objects.get_or_create(
        provider=provider, day=day, defaults={"status": Statement.Status.FAILED, "failure": failure}
    )
    if not is_new:
        statement.failure, statement.checked_at = failure, now()
        statement.save(update_fields=["failure", "checked_at"])
    return statement


@transaction.atomic
def _compare(provider: str, day: date, rows: Iterable[StatementRow]) -> Statement:
    Statement.objects.get_or_create(provider=provider, day=day)
    statement = Statement.objects.select_for_update().get(provider=provider, day=day)
    _keep_lines(statement, rows)
    gaps = [*_charge_gaps(statement), *_refund_gaps(statement)]
    _keep_gaps(statement, gaps)
    open_count = statement.gaps.filter(resolved_at__isnull=True).count()
    lines = StatementLine.objects.filter(statement=statement)
    statement.line_count = lines.count()
    statement.charged_total = _total(lines, "charge", "amount")
    statement.refunded_total = _total(lines, "refund", "amount")
    statement.fee_total = lines.aggregate(total=Sum("fee"))["total"] or 0
    statement.gap_count, statement.failure, statement.checked_at = open_count, "", now()
    statement.status = Statement.Status.GAPS if open_count else Statement.Status.MATCHED
    statement.save()
    if open_count:
        events.publish(GapsFound(provider=provider, day=day.isoformat(), count=open_count))
    return statement


def _total(lines: QuerySet[StatementLine], kind: str, field: str) -> int:
    return int(lines.filter(kind=kind).aggregate(total=Sum(field))["total"] or 0)


def _keep_lines(statement: Statement, rows: Iterable[StatementRow]) -> None:
    StatementLine.objects.filter(statement=statement).delete()
    StatementLine.objects.bulk_create(
        (
            StatementLine(
                statement=statement,
                kind=row.kind,
                number=row.number[:80],
                provider_number=row.provider_number[:80],
                amount=row.amount,
                fee=row.fee,
            )
            for row in rows
        ),
        ignore_conflicts=True,
        batch_size=2000,
    )


def _span(day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time.min, HOME_ZONE)
    return start, start + timedelta(days=1)


def _stated_elsewhere(statement: Statement, kind: str, numbers: list[str]) -> set[str]:
    """Numbers that some other day of the provider's states: movements that crossed midnight."""
    return set(
        StatementLine.objects.filter(
            statement__provider=statement.provider, kind=kind, number__in=numbers
        ).values_list("number", flat=True)
    )


def _charge_gaps(statement: Statement) -> list[Gap]:
    """Charges are matched by our number, or, where a payer paid one number twice, by theirs."""
    lines = list(statement.lines.filter(kind="charge"))
    succeeded = Charge.objects.filter(provider=statement.provider)
    by_number = {each.number: each for each in succeeded.filter(number__in=[line.number for line in lines])}
    by_theirs = {
        each.provider_number: each
        for each in succeeded.filter(provider_number__in=[line.provider_number for line in lines])
    }
    gaps, seen = [], set[UUID]()
    for line in lines:
        ours = by_theirs.get(line.provider_number) or by_number.get(line.number)
        if ours is None:
            gaps.append(
                Gap(Kind.MISSING_HERE, "charge", line.number or line.provider_number, None, line.amount)
            )
            continue
        seen.add(ours.id)
        if ours.status != Charge.Status.SUCCEEDED:
            gaps.append(Gap(Kind.STATE, "charge", line.number, None, line.amount))
        elif ours.amount != line.amount:
            gaps.append(Gap(Kind.AMOUNT, "charge", line.number, ours.amount, line.amount))
    start, end = _span(statement.day)
    day = succeeded.filter(
        status=Charge.Status.SUCCEEDED, succeeded_at__gte=start, succeeded_at__lt=end
    ).exclude(id__in=seen)
    missing = {each.number: each.amount for each in day}
    known = _stated_elsewhere(statement, "charge", list(missing))
    gaps += [
        Gap(Kind.MISSING_THERE, "charge", number, amount, None)
        for number, amount in missing.items()
        if number not in known
    ]
    return gaps


def _refund_gaps(statement: Statement) -> list[Gap]:
    lines = {line.number: line for line in statement.lines.filter(kind="refund")}
    own = Refund.objects.filter(charge__provider=statement.provider)
    known = {each.number: each for each in own.filter(number__in=list(lines))}
    gaps = []
    for number, line in lines.items():
        ours = known.get(number)
        if ours is None:
            gaps.append(Gap(Kind.MISSING_HERE, "refund", number or line.provider_number, None, line.amount))
        elif ours.status in {Refund.Status.FAILED, Refund.Status.REROUTED}:
            gaps.append(Gap(Kind.STATE, "refund", number, ours.amount, line.amount))
        elif ours.amount != line.amount:
            gaps.append(Gap(Kind.AMOUNT, "refund", number, ours.amount, line.amount))
    start, end = _span(statement.day)
    day = own.filter(status=Refund.Status.SUCCEEDED, finished_at__gte=start, finished_at__lt=end).exclude(
        number__in=list(lines)
    )
    missing = {each.number: each.amount for each in day}
    stated = _stated_elsewhere(statement, "refund", list(missing))
    gaps += [
        Gap(Kind.MISSING_THERE, "refund", number, amount, None)
        for number, amount in missing.items()
        if number not in stated
    ]
    return gaps


def _keep_gaps(statement: Statement, gaps: list[Gap]) -> None:
    """New ones are listed; ones that are no longer found are resolved by themselves."""
    found = {(gap.kind, gap.line_kind, gap.number): gap for gap in gaps}
    for gap in statement.gaps.filter(resolved_at__isnull=True):
        if (gap.kind, gap.line_kind, gap.number) not in found:
            gap.resolved_at, gap.note = now(), "再次核对时已一致 agrees now"
            gap.save(update_fields=["resolved_at", "note"])
    ReconciliationGap.objects.bulk_create(
        (
            ReconciliationGap(
                statement=statement,
                kind=gap.kind,
                line_kind=gap.line_kind,
                number=gap.number[:80],
                ours=gap.ours,
                theirs=gap.theirs,
            )
            for gap in found.values()
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def resolve_gap(*, gap_id: UUID, operator_id: UUID, note: str) -> None:
    """An operator has dealt with a difference, and says how."""
    gap = ReconciliationGap.objects.select_for_update().get(id=gap_id)
    if gap.resolved_at is not None:
        return
    gap.resolved_at, gap.resolved_by_id, gap.note = now(), operator_id, clean_line(note)[:300]
    gap.save(update_fields=["resolved_at", "resolved_by", "note"])
    left = ReconciliationGap.objects.filter(statement_id=gap.statement_id, resolved_at__isnull=True).count()
    Statement.objects.filter(id=gap.statement_id).update(
        gap_count=left, status=Statement.Status.GAPS if left else Statement.Status.MATCHED
    )
