"""Accounts that look like one hand: what ties them, how sure that is, and the rings that they form.

For moderators to look at. Nothing is done to anybody by it: families share a phone, a network and a payer,
and strangers copy a line that they like.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import prod
from uuid import UUID

from shancha.apps.accounts.queries.ties import shared_ties
from shancha.apps.accounts.ties import TieKind, kind_named
from shancha.apps.moderation.models import Case
from shancha.apps.moderation.models.cases import CaseState
from shancha.apps.moderation.queries.texts import alike_writers
from shancha.kit.clock import now
from shancha.kit.language import bilingual

TIED_WITHIN = timedelta(days=180)
WRITTEN_WITHIN = timedelta(days=30)
# One line that two people copied is little; several are a script.
TEXT = TieKind("text", bilingual("近似的文字", "Nearly the same words"), 0.3, is_of_a_home=False)
SEVERAL_TEXTS = 0.6
HOME = 5
STRONG = 0.7
SHOWN = 50
# Authors of so many open cases, the newest, are where rings are looked for.
SEEDS = 200
RING = 3


@dataclass(frozen=True, slots=True)
class Signal:
    """One kind of tie between two accounts: `count` values or texts of it, `people` accounts behind one."""

    kind: TieKind
    count: int
    people: int

    @property
    def weight(self) -> float:
        """How much it says."""
        return SEVERAL_TEXTS if self.kind is TEXT and self.count > 1 else self.kind.weight


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts and what ties them, the strongest first."""

    one: UUID
    other: UUID
    signals: tuple[Signal, ...]

    @property
    def score(self) -> float:
        """0-1, the more independent signals the higher."""
        return 1 - prod(1 - signal.weight for signal in self.signals)

    @property
    def grade(self) -> str:
        """`strong` takes two kinds of which one is no family's, or more people than a family has; `home` is
        what a family looks like; `weak` is everything else."""
        is_home = all(signal.kind.is_of_a_home for signal in self.signals)
        is_crowded = any(signal.people > HOME for signal in self.signals)
        if len(self.signals) > 1 and self.score >= STRONG and (is_crowded or not is_home):
            return "strong"
        return "home" if len(self.signals) > 1 and is_home and not is_crowded else "weak"


@dataclass(frozen=True, slots=True)
class Ring:
    """Accounts that are strongly linked, each with another of them."""

    members: frozenset[UUID]
    links: tuple[Link, ...]


def find_links(user_ids: Sequence[UUID]) -> list[Link]:
    """What links these members to others, strongest first. Two statements, whatever the number."""
    found: dict[tuple[UUID, UUID], list[Signal]] = defaultdict(list)
    for tie in shared_ties(user_ids, since=now() - TIED_WITHIN):
        found[tie.one, tie.other].append(Signal(kind_named(tie.kind), tie.count, tie.people))
    for one, other, count in alike_writers(user_ids, since=now() - WRITTEN_WITHIN):
        found[one, other].append(Signal(TEXT, count, 0))
    links = [
        Link(one, other, tuple(sorted(signals, key=lambda signal: -signal.weight)))
        for (one, other), signals in found.items()
    ]
    return sorted(links, key=lambda link: (-link.score, link.one, link.other))


def find_rings() -> list[Ring]:
    """Rings around the authors of the newest 200 open cases, the largest first: three accounts or more that
    are strongly linked. One account's ties lead to the next for one step alone."""
    authors = (
        Case.objects.filter(state=CaseState.OPEN, author__isnull=False)
        .order_by("-opened_at")
        .values_list("author_id", flat=True)[:SEEDS]
    )
    strong = [link for link in find_links(list(set(authors))) if link.grade == "strong"]
    return _joined(strong)


def _joined(links: Iterable[Link]) -> list[Ring]:
    links = list(links)
    leader: dict[UUID, UUID] = {}

    def lead(member: UUID) -> UUID:
        leader.setdefault(member, member)
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for link in links:
        leader[lead(link.one)] = lead(link.other)
    groups: dict[UUID, list[Link]] = defaultdict(list)
    for link in links:
        groups[lead(link.one)].append(link)
    rings = [
        Ring(frozenset(user_id for link in group for user_id in (link.one, link.other)), tuple(group))
        for group in groups.values()
    ]
    return sorted((ring for ring in rings if len(ring.members) >= RING), key=lambda ring: -len(ring.members))
