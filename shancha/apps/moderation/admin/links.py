"""Which accounts look like one hand, and why: beside a case, on a member's page, and the queue's rings."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from shancha.apps.accounts.models import User
from shancha.apps.moderation.admin import pieces
from shancha.apps.moderation.models import Case
from shancha.apps.moderation.models.cases import CaseState
from shancha.apps.moderation.queries import links

_GRADES = {"strong": "强", "home": "可能是家人或室友", "weak": "弱，仅供参考"}
_CASES = 60


def links_table(user_id: UUID | None) -> SafeString:
    """The accounts linked to a member, what links them, and how much that says."""
    found = links.find_links([user_id])[: links.SHOWN] if user_id else []
    people = User.objects.in_bulk([link.other for link in found])
    rows = (
        (_member(people[link.other]), people[link.other].get_status_display(), _signals([link]),
         f"{link.score:.2f}", _GRADES[link.grade])
        for link in found if link.other in people
    )  # fmt: skip
    return pieces.table(("账号", "状态", "关联信号", "强度", "判断"), rows)


def rings_page(request: HttpRequest, site: AdminSite, opts: Any) -> HttpResponse:
    """The rings around those whom open cases are about, with these cases."""
    rings = links.find_rings()
    people = User.objects.in_bulk({user_id for ring in rings for user_id in ring.members})
    cases = _open_cases(people)
    context = {
        **site.each_context(request),
        "title": f"团伙线索 {len(rings)}",
        "opts": opts,
        "rings": [
            {
                "size": len(ring.members),
                "signals": _signals(ring.links),
                "members": _members(ring.members, people),
                "cases": pieces.cases_table(
                    [case for user_id in ring.members for case in cases.get(user_id, ())][:_CASES]
                ),
            }
            for ring in rings
        ],
    }
    return TemplateResponse(request, "moderation/rings.html", context)


def _open_cases(authors: Iterable[UUID]) -> dict[UUID | None, list[Case]]:
    found: dict[UUID | None, list[Case]] = defaultdict(list)
    for case in Case.objects.filter(author_id__in=list(authors), state=CaseState.OPEN).order_by("-opened_at"):
        found[case.author_id].append(case)
    return found


def _members(members: Iterable[UUID], people: dict[UUID, User]) -> SafeString:
    found = (people[user_id] for user_id in members if user_id in people)
    named = sorted(found, key=lambda user: user.handle)
    return format_html_join("、", "{}", ((_member(user),) for user in named))


def _member(user: User) -> SafeString:
    return format_html(
        '<a class="underline" href="{}">{}</a>',
        reverse("admin:moderation_member", args=[user.pk]),
        f"{user.nickname} @{user.handle}",
    )


def _signals(found: Iterable[links.Link]) -> SafeString:
    """Each kind once, with the most that was seen of it."""
    strongest: dict[str, links.Signal] = {}
    for signal in (signal for link in found for signal in link.signals):
        known = strongest.get(signal.kind.name)
        if known is None or (signal.people, signal.count) > (known.people, known.count):
            strongest[signal.kind.name] = signal
    return format_html_join("；", "{}", ((_words(signal),) for signal in strongest.values()))


def _words(signal: links.Signal) -> str:
    if signal.kind is links.TEXT:
        return f"{signal.kind.label}（{signal.count} 篇）"
    return f"{signal.kind.label}（{signal.people} 个账号在用）"
