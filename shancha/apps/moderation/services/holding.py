"""Opening cases: by the machine's doubt, by reports, by a moderator on patrol."""

from datetime import datetime, timedelta
from uuid import UUID

import orjson

from shancha.apps.moderation import subjects
from shancha.apps.moderation.models import Case
from shancha.apps.moderation.models.cases import CaseSource
from shancha.apps.moderation.reasons import REASONS, reason_of_signal
from shancha.apps.moderation.screening import Screening
from shancha.apps.moderation.screening.normalise import normalise
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id

_OPEN = """
    insert into moderation_case (id, subject_kind, subject_id, author_id, state, source, reason, reasons,
        snapshot, signals, fingerprint, harm, reach, probability, priority, report_count, report_weight,
        machine_action, due_at, is_on_legal_hold, note, opened_at)
    values (%(id)s, %(kind)s::text, %(subject)s, %(author)s::uuid, 'open', %(source)s::text, %(reason)s::text,
        array[%(reason)s::text]::varchar[], %(snapshot)s::jsonb, %(signals)s::jsonb, %(fingerprint)s,
        %(harm)s, %(reach)s, %(probability)s, 0, 0, 0, %(machine_action)s::text, %(due)s, %(legal_hold)s,
        '', %(now)s)
    on conflict (subject_kind, subject_id) where state = 'open'
        do update set due_at = moderation_case.due_at
    returning id
"""
# A reader's chance to meet the subject weighs with the logarithm: ten times the reach, one step more.
REACH_STEP = 0.25
GRAVE_BONUS = 10


def hold_subject(
    *, kind: str, subject_id: UUID, author_id: UUID | None, text: str, screening: Screening
) -> Case:
    """Puts a text that the machine doubts before the moderators; nothing of it is public yet."""
    reason = reason_of_signal(screening.signals[0].code if screening.signals else "other")
    snapshot = subjects.SubjectSnapshot(author_id=author_id, title="", text=text, url="")
    case = open_case(
        subject_kind=kind,
        subject_id=subject_id,
        snapshot=snapshot,
        source=CaseSource.SCREENING,
        reason=reason.code,
        due_at=now() + min(reason.promise, timedelta(hours=24)),
        signals=[signal.as_dict() for signal in screening.signals],
        machine_action="hold",
    )
    case.probability = max(case.probability, screening.score)
    case.machine_action = "hold"
    case.signals = [signal.as_dict() for signal in screening.signals]
    case.snapshot = snapshot_dict(snapshot)
    case.fingerprint = normalise(text).fingerprint
    weigh(case, [reason.code])
    case.save()
    return case


def open_case(
    *,
    subject_kind: str,
    subject_id: UUID,
    snapshot: subjects.SubjectSnapshot,
    source: str,
    reason: str,
    due_at: datetime,
    signals: list[dict[str, object]] | None = None,
    machine_action: str = "",
) -> Case:
    """The subject's open case, made where there is none, and locked until the transaction ends. Reports that
    arrive at once meet in it."""
    case_id = sql.fetch_value(
        _OPEN,
        {
            "id": new_id(),
            "kind": subject_kind,
            "subject": subject_id,
            "author": snapshot.author_id,
            "source": source,
            "reason": reason,
            "snapshot": orjson.dumps(snapshot_dict(snapshot)).decode(),
            "signals": orjson.dumps(signals or []).decode(),
            "fingerprint": normalise(f"{snapshot.title}\n{snapshot.text}").fingerprint,
            "harm": REASONS[reason].harm,
            "reach": snapshot.reach,
            "probability": 0.3,
            "machine_action": machine_action,
            "due": due_at,
            "legal_hold": REASONS[reason].is_grave,
            "now": now(),
        },
    )
    return Case.objects.select_for_update().get(id=case_id)


def snapshot_dict(snapshot: subjects.SubjectSnapshot) -> dict[str, object]:
    """The evidence as it is stored."""
    return {
        "title": snapshot.title,
        "text": snapshot.text,
        "url": snapshot.url,
        "pictures": snapshot.pictures,
        "taken_at": now().isoformat(),
    }


def keep_version(case: Case, text: str) -> None:
    """Adds the subject's present text to a locked case's evidence where it was changed since; the caller
    saves. The first text and the last five changes are kept."""
    versions = list(case.snapshot.get("versions", []))
    last = versions[-1]["text"] if versions else case.snapshot.get("text")
    if text and text != last:
        versions.append({"text": text, "taken_at": now().isoformat()})
        case.snapshot["versions"] = versions[-5:]


def weigh(case: Case, reasons: list[str]) -> None:
    """Reckons harm and priority of a locked case anew after `reasons` joined it; the caller saves."""
    case.reasons = list(dict.fromkeys([*case.reasons, *reasons]))
    gravest = max((REASONS[code] for code in case.reasons if code in REASONS), key=lambda reason: reason.harm)
    case.reason = gravest.code
    case.harm = gravest.harm
    case.is_on_legal_hold = case.is_on_legal_hold or gravest.is_grave
    reach = 1 + REACH_STEP * len(str(max(case.reach, 1)))
    # Grave reasons jump the queue, however few have seen the subject.
    case.priority = case.harm * reach * case.probability + (GRAVE_BONUS if gravest.is_grave else 0)
