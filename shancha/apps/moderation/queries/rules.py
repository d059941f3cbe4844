"""The platform's rules: what binds now, what is announced, what a clause says, what waits for acceptance."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shancha.apps.moderation.models import Rule
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.language import bilingual

_CLAUSE = re.compile(r"^(?:\*\*)?(\d+\.\d+)(?:\*\*)?[ \u3000]+(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the version that binds now."""

    rule: str
    version: int
    title: str
    text: str


def current_rules() -> list[Rule]:
    """The version of each rule that binds now, in the order shown."""
    newest: dict[str, Rule] = {}
    for rule in Rule.objects.filter(effective_at__lte=now()).order_by("position", "slug", "version"):
        newest[rule.slug] = rule
    return list(newest.values())


def rule_versions(slug: str) -> list[Rule]:
    """All versions of a rule, newest first, announced ones among them."""
    return list(Rule.objects.filter(slug=slug).order_by("-version"))


def find_clause(rule: str) -> Clause | None:
    """The clause that "slug number" names, by the version that binds now; None for unknown ones."""
    slug, _, number = rule.partition(" ")
    found = Rule.objects.filter(slug=slug, effective_at__lte=now()).order_by("-version").first()
    if found is None:
        return None
    chinese: dict[str, str] = dict(_CLAUSE.findall(found.body_zh))
    english: dict[str, str] = dict(_CLAUSE.findall(found.body_en))
    if number not in chinese:
        return None
    return Clause(
        rule=rule,
        version=found.version,
        title=bilingual(found.title_zh, found.title_en),
        text=bilingual(chinese[number], english.get(number, chinese[number])),
    )


def list_clauses(slug: str) -> list[tuple[str, str]]:
    """Number and Chinese text of every clause of a rule that binds now, for moderators to choose from."""
    found = Rule.objects.filter(slug=slug, effective_at__lte=now()).order_by("-version").first()
    return _CLAUSE.findall(found.body_zh) if found else []


def pending_rule(user_id: UUID) -> tuple[str, int] | None:
    """The first rule whose present version the member still has to accept: one statement."""
    rows = sql.fetch_rows(
        """
        select r.slug, r.version from (
            select distinct on (slug) slug, version, position, must_accept from moderation_rule
            where effective_at <= now() order by slug, version desc) as r
        where r.must_accept and not exists (
            select 1 from accounts_consent c
            where c.user_id = %s and c.kind = r.slug and c.version = r.version::text and c.granted)
        order by r.position limit 1
        """,
        [user_id],
    )
    return (rows[0][0], rows[0][1]) if rows else None


def pending_rule_of(_request: object, viewer: Any) -> dict[str, object] | None:
    """The field `rules_version_pending` of GET /session."""
    pending = pending_rule(viewer.id) if viewer is not None else None
    return {"slug": pending[0], "version": str(pending[1])} if pending else None
