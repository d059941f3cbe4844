"""Pieces of pages: evidence with marks, tables of reports and decisions."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from shancha.apps.accounts.models import User
from shancha.apps.accounts.queries import avatar_url, cover_url
from shancha.apps.moderation.models import Case, Decision, Report, Sanction
from shancha.apps.moderation.models.cases import CaseState
from shancha.apps.moderation.reasons import REASONS
from shancha.apps.moderation.screening.normalise import normalise
from shancha.apps.moderation.subjects import describe
from shancha.kit.errors import NotFoundError

_CELL = '<td style="padding:.15rem .8rem .15rem 0">{}</td>'
_HEAD = '<th style="text-align:left;padding-right:.8rem">{}</th>'


def marked_text(text: str, signals: Iterable[dict[str, Any]]) -> SafeString:
    """A text with what the machine noticed marked in place."""
    parts: list[SafeString] = []
    position = 0
    for signal in sorted(signals, key=lambda each: (each["start"], -each["end"])):
        start, end = signal["start"], signal["end"]
        if start < position or end <= start:
            continue
        parts.append(format_html("{}", text[position:start]))
        parts.append(format_html('<mark title="{}">{}</mark>', signal["code"], text[start:end]))
        position = end
    parts.append(format_html("{}", text[position:]))
    whole = format_html_join("", "{}", ((part,) for part in parts))
    return format_html('<div style="white-space:pre-wrap;max-width:46rem">{}</div>', whole)


def evidence(case: Case) -> SafeString:
    """What a case is about, as it stood: text, normalised reading, pictures out of sight until wanted. What
    is held was seen by nobody yet, so its pictures and where it belongs are taken from the thing itself."""
    snapshot = case.snapshot
    if case.state == CaseState.OPEN and case.machine_action == "hold":
        snapshot = {**snapshot, **_held(case)}
    text = str(snapshot.get("text", ""))
    reading = normalise(text).text
    pictures = _pictures(snapshot.get("pictures", []))
    versions = format_html_join(
        "",
        "<p><small>后来改为（{}）：{}</small></p>",
        ((each["taken_at"][:16], each["text"]) for each in snapshot.get("versions", [])),
    )
    return format_html(
        "<b>{}</b>{}{}{}{}{}",
        snapshot.get("title", ""),
        marked_text(text, case.signals),
        versions,
        format_html("<small>读作：{}</small>", reading) if reading != text else "",
        format_html("<details><summary>图片</summary>{}</details>", pictures) if pictures else "",
        format_html(' <a href="{}" target="_blank" rel="noopener">打开原内容</a>', snapshot["url"])
        if snapshot.get("url")
        else "",
    )


def _held(case: Case) -> dict[str, Any]:
    try:
        found = describe(case.subject_kind, case.subject_id)
    except NotFoundError:
        return {}
    return {"title": found.title, "url": found.url, "pictures": found.pictures}


def _pictures(addresses: Iterable[str]) -> SafeString:
    return format_html_join(
        " ",
        '<img src="{}" alt="" style="max-height:16rem;display:inline-block" loading="lazy">',
        ((url,) for url in addresses),
    )


def signals_table(signals: Iterable[dict[str, Any]]) -> SafeString:
    """What the machine noticed, strongest first."""
    rows = ((each["code"], f"{each['weight']:.2f}", each["step"], each["detail"]) for each in signals)
    return table(("信号", "权重", "步骤", "命中"), rows)


def reports_table(case: Case) -> SafeString:
    """Who reported what, when, and how far their word carries."""
    reports = Report.objects.filter(case=case).select_related("reporter").order_by("-id")[:50]
    rows = (
        (
            _local(each.created_at),
            REASONS[each.reason].label if each.reason in REASONS else each.reason,
            each.text,
            f"{each.weight:.2f}",
            each.reporter or "—",
        )
        for each in reports
    )
    return table(("时间", "原因", "说明", "权重", "举报人"), rows)


def decisions_table(decisions: Iterable[Decision]) -> SafeString:
    """Decisions with links to their cases."""
    rows = (
        (
            format_html(
                '<a href="{}">{}</a>',
                reverse("admin:moderation_case_change", args=[each.case_id]),
                _local(each.created_at),
            ),
            each.get_action_display(),
            each.clause,
            each.reason,
            "机器" if each.is_automatic else (each.moderator or "—"),
            "已撤销" if each.overturned_at else "",
        )
        for each in decisions
    )
    return table(("时间", "处理", "条款", "说明", "决定人", ""), rows)


def profile(user: User) -> SafeString:
    """What a member shows to everybody, as moderators must see it to judge it."""
    return format_html(
        "{}<p><b>{}</b> @{} · {} · "
        '<a class="underline" href="/u/{}" target="_blank" rel="noopener">打开主页</a></p>'
        '<p style="white-space:pre-wrap;max-width:46rem">{}</p>',
        _pictures([url for url in (avatar_url(user.avatar_key), cover_url(user.cover_key)) if url]),
        user.nickname,
        user.handle,
        user.get_status_display(),
        user.handle,
        user.bio or "（没有简介）",
    )


def sanctions_table(user_id: UUID) -> SafeString:
    """Measures against a member, newest first, with links to where they are lifted."""
    found = Sanction.objects.filter(user_id=user_id).order_by("-starts_at")[:30]
    rows = (
        (
            format_html(
                '<a class="underline" href="{}">{}</a>',
                reverse("admin:moderation_sanction_change", args=[each.pk]),
                each.get_kind_display(),
            ),
            _local(each.starts_at),
            _local(each.ends_at) if each.ends_at else "—",
            "已解除" if each.lifted_at else "",
        )
        for each in found
    )
    return table(("处罚", "开始", "结束", ""), rows)


def cases_table(cases: Iterable[Case]) -> SafeString:
    """Cases with the words that they are about."""
    rows = (
        (
            format_html(
                '<a href="{}">{}</a>',
                reverse("admin:moderation_case_change", args=[each.pk]),
                _local(each.opened_at),
            ),
            REASONS[each.reason].label if each.reason in REASONS else each.reason,
            str(each.snapshot.get("text") or each.snapshot.get("title") or "—")[:80],
            each.report_count,
            each.get_state_display(),
        )
        for each in cases
    )
    return table(("时间", "原因", "内容", "举报", "状态"), rows)


def alike_table(case: Case) -> SafeString:
    """The other cases about the same words, and where the open ones of them are decided together."""
    if not case.fingerprint:
        return format_html("—")
    same = Case.objects.filter(fingerprint=case.fingerprint, subject_kind=case.subject_kind)
    others = list(same.exclude(id=case.id).order_by("-opened_at")[:30])
    is_open = [each.pk for each in others if each.state == CaseState.OPEN]
    if case.state != CaseState.OPEN or not is_open:
        return cases_table(others)
    ids = ",".join(str(each) for each in [case.pk, *is_open])
    address = f"{reverse('admin:moderation_case_together')}?cases={ids}"
    link = format_html('<p><a href="{}">一并处理这 {} 个</a></p>', address, len(is_open) + 1)
    return format_html("{}{}", link, cases_table(others))


def _local(moment: Any) -> str:
    return f"{localtime(moment):%m-%d %H:%M}"


def table(head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> SafeString:
    """A table of cells, or a dash where there are none."""
    body = format_html_join(
        "",
        "<tr>{}</tr>",
        ((format_html_join("", _CELL, ((cell,) for cell in row)),) for row in rows),
    )
    if not body:
        return format_html("—")
    cells = format_html_join("", _HEAD, ((title,) for title in head))
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", cells, body)
