"""Public figures by month, from the ledger alone (and the counts of reports and of reported cases that wait
past the time promised)."""

from collections import Counter
from typing import Any

from django.core.cache import cache

from shancha.kit import sql

MONTHS = 24
_CACHE_SECONDS = 300

_ROWS = """
    select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, kind,
        coalesce(body ->> 'action', body ->> 'outcome', '') as outcome,
        coalesce(body ->> 'sanction', '') as sanction,
        coalesce(body ->> 'reason', '') as reason,
        coalesce((body ->> 'automatic')::boolean, false) as is_automatic,
        coalesce((body ->> 'reports')::int, 0) > 0 as is_reported,
        coalesce((body ->> 'in_time')::boolean, true) as is_in_time,
        coalesce(body ->> 'held_by_machine', '') as held,
        count(*) as count, coalesce(sum((body ->> 'checked')::int), 0) as checked,
        coalesce(sum((body ->> 'held')::int), 0) as held_count,
        coalesce(sum((body ->> 'blocked')::int), 0) as blocked,
        coalesce(sum((body ->> 'newcomers_checked')::int), 0) as newcomers_checked,
        coalesce(sum((body ->> 'newcomers_held')::int), 0) as newcomers_held
    from moderation_ledgerentry where at > now() - make_interval(months => %s)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
"""
# How long people who reported something waited for a person's answer.
_MEDIANS = """
    select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM'),
        percentile_cont(0.5) within group (order by (body ->> 'minutes')::int)
    from moderation_ledgerentry
    where at > now() - make_interval(months => %s) and kind = 'decision'
      and not (body ->> 'automatic')::boolean and (body ->> 'reports')::int > 0
    group by 1
"""
# By the month in which the answer was due.
_OVERDUE = """
    select to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM'), count(*)
    from moderation_case where state = 'open' and report_count > 0
      and due_at between now() - make_interval(months => %s) and now()
    group by 1
"""
_REPORTS = """
    select to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM'), count(*)
    from moderation_report where created_at > now() - make_interval(months => %s) group by 1
"""


def transparency() -> dict[str, Any]:
    """Monthly figures, newest first, and the ledger's head; at most five minutes old."""
    known: dict[str, Any] | None = cache.get("moderation.transparency")
    if known is not None:
        return known
    months: dict[str, _Month] = {}
    for row in sql.fetch_all(_ROWS, [MONTHS]):
        months.setdefault(row["month"], _Month()).add(row)
    for month, count in sql.fetch_rows(_REPORTS, [MONTHS]):
        months.setdefault(month, _Month()).reports = count
    for month, median in sql.fetch_rows(_MEDIANS, [MONTHS]):
        months[month].median_hours = round(median / 60, 1)
    for month, count in sql.fetch_rows(_OVERDUE, [MONTHS]):
        months.setdefault(month, _Month()).totals["overdue"] = count
    head = sql.fetch_rows("select sequence, hash from moderation_ledgerentry order by sequence desc limit 1")
    figures = {
        "months": [{"month": month, **months[month].as_dict()} for month in sorted(months, reverse=True)],
        "ledger_entries": head[0][0] if head else 0,
        "ledger_head": head[0][1] if head else "",
    }
    cache.set("moderation.transparency", figures, _CACHE_SECONDS)
    return figures


class _Month:
    """One month's figures while they are added up."""

    def __init__(self) -> None:
        self.reports = 0
        self.actions: Counter[str] = Counter()
        self.sanctions: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.totals: Counter[str] = Counter()
        self.median_hours: float | None = None

    def add(self, row: dict[str, Any]) -> None:
        """Adds one group of ledger lines."""
        if row["kind"] == "decision":
            self._add_decision(row)
        elif row["kind"] == "appeal":
            self.totals["appeals"] += row["count"]
            self.totals["overturned"] += row["count"] if row["outcome"] == "overturned" else 0
        elif row["kind"] == "reading":
            self.totals["readings"] += row["count"]
            self.totals["reversed"] += row["count"] if row["outcome"] == "reversed" else 0
        else:
            for name in ("checked", "blocked", "newcomers_checked", "newcomers_held"):
                self.totals[name] += row[name]
            self.totals["held"] += row["held_count"]

    def _add_decision(self, row: dict[str, Any]) -> None:
        count = row["count"]
        self.totals["decisions"] += count
        self.totals["automatic"] += count if row["is_automatic"] else 0
        if row["is_reported"] and not row["is_automatic"]:
            self.totals["answered"] += count
            self.totals["in_time"] += count if row["is_in_time"] else 0
        # With nothing done to the subject, a measure against its author is what was done.
        if row["outcome"] != "none" or not row["sanction"]:
            self.actions[row["outcome"]] += count
        self.reasons[row["reason"]] += count
        if row["sanction"]:
            self.sanctions[row["sanction"]] += count
        if row["held"] and not row["is_automatic"]:
            self.totals["machine_judged"] += count
            self.totals["machine_wrong"] += count if row["outcome"] == "restore" else 0

    def as_dict(self) -> dict[str, Any]:
        """The month as it is published."""
        totals = self.totals
        return {
            "reports": self.reports,
            "decisions": totals["decisions"],
            "automatic_share": _share(totals["automatic"], totals["decisions"]),
            "in_time_share": _share(totals["in_time"], totals["answered"] + totals["overdue"]),
            "median_hours": self.median_hours,
            "actions": dict(self.actions),
            "sanctions": dict(self.sanctions),
            "reasons": dict(self.reasons),
            "appeals": totals["appeals"],
            "overturned": totals["overturned"],
            "overturned_share": _share(totals["overturned"], totals["appeals"]),
            "second_readings": totals["readings"],
            "reversed_share": _share(totals["reversed"], totals["readings"]),
            "screened": totals["checked"],
            "held": totals["held"],
            "blocked": totals["blocked"],
            "newcomers_held_share": _share(totals["newcomers_held"], totals["newcomers_checked"]),
            "machine_overruled_share": _share(totals["machine_wrong"], totals["machine_judged"]),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
