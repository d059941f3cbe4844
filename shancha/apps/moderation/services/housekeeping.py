"""What keeps moderation honest over time: daily figures, the backlog alarm, evidence no longer needed."""

from datetime import timedelta

from django.db import transaction

from shancha.apps.moderation.events import BacklogGrew
from shancha.apps.moderation.models import LedgerEntry
from shancha.apps.moderation.services.ledger import append_to_ledger
from shancha.kit import events, sql
from shancha.kit.clock import now

KEEP_ALLOWED_DAYS = 30
KEEP_STOPPED_DAYS = 365
KEEP_EVIDENCE_DAYS = 365


@transaction.atomic
def enter_screening_figures() -> None:
    """Enters yesterday's screening figures (UTC) in the ledger, once; nothing where none was screened."""
    day = (now() - timedelta(days=1)).date().isoformat()
    if LedgerEntry.objects.filter(kind="screening", body__day=day).exists():
        return
    row = sql.fetch_all(
        """
        select count(*) as checked, count(*) filter (where s.decision = 'review') as held,
            count(*) filter (where s.decision = 'block') as blocked,
            count(*) filter (where u.joined_at > s.created_at - interval '7 days') as newcomers_checked,
            count(*) filter (where u.joined_at > s.created_at - interval '7 days'
                             and s.decision <> 'allow') as newcomers_held
        from moderation_screening s left join accounts_user u on u.id = s.author_id
        where s.created_at >= %s::date and s.created_at < %s::date + 1
        """,
        [day, day],
    )[0]
    if row["checked"]:
        append_to_ledger("screening", {"day": day, **row})


@transaction.atomic
def alarm_backlog() -> int:
    """Tells the moderators when cases, appeals or second readings have passed their promised time; returns
    how many have."""
    rows = sql.fetch_rows(
        """
        select count(*), min(due_at) from (
            select due_at from moderation_case where state = 'open' and due_at < now()
            union all
            select due_at from moderation_appeal where state = 'open' and due_at < now()
            union all
            select due_at from moderation_secondreading where state = 'open' and due_at < now()) as overdue
        """
    )
    count, oldest = rows[0]
    if count:
        events.publish(BacklogGrew(overdue_count=count, oldest_due_at=oldest))
    return int(count)


def sweep_evidence() -> int:
    """Removes screenings past their time, and the evidence of cases closed a year ago unless they are on
    legal hold, and traces of measures that are over; the decisions and the ledger stay. Returns how many rows
    were touched."""
    over = sql.execute("delete from moderation_sanctiontrace where ends_at < now()", [])
    allowed = sql.execute(
        """
        delete from moderation_screening
        where decision = 'allow' and created_at < now() - make_interval(days => %s)
        """,
        [KEEP_ALLOWED_DAYS],
    )
    stopped = sql.execute(
        "delete from moderation_screening where created_at < now() - make_interval(days => %s)",
        [KEEP_STOPPED_DAYS],
    )
    evidence = sql.execute(
        """
        update moderation_case set snapshot = '{}', signals = '[]'
        where state = 'decided' and not is_on_legal_hold and snapshot <> '{}'
          and closed_at < now() - make_interval(days => %s)
        """,
        [KEEP_EVIDENCE_DAYS],
    )
    return allowed + stopped + evidence + over
