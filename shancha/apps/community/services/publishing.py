"""From a draft to a note: checked, screened, stored, announced; and edits of what is published."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.accounts.models import User
from shancha.apps.accounts.models.people import Status
from shancha.apps.community.errors import NoteBlockedError, NoteInvalidError, NoteUnavailableError
from shancha.apps.community.events import DraftPublished
from shancha.apps.community.models import Asset, Draft, Note, NoteAsset, NoteHistory
from shancha.apps.community.queries.drafts import list_draft_assets
from shancha.apps.community.services.drafts import EDITABLE, lock_draft
from shancha.apps.community.services.evaluations import stored_evaluation
from shancha.apps.community.services.mentions import set_note_mentions
from shancha.apps.community.services.note_checks import NoteContent, check_draft, words_of
from shancha.apps.community.services.note_media import refresh_note_media
from shancha.apps.community.services.note_notices import tell_mentioned
from shancha.apps.community.services.note_states import change_note, lock_note
from shancha.apps.community.services.originality import Marks, find_original, first_quality, text_marks
from shancha.apps.community.services.topics import set_note_topics
from shancha.apps.moderation.queries.releases import was_released
from shancha.apps.moderation.queries.sanctions import is_reach_limited
from shancha.apps.moderation.screening import Screening
from shancha.apps.moderation.services import screen
from shancha.apps.moderation.services.holding import hold_subject
from shancha.kit import jobs, limits
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual

# How long a scheduled note waits for an author who is muted, suspended or leaving.
ASKED_AGAIN = timedelta(hours=6)
CONTENT_CLASSES = {"member": "ugc", "creator": "pugc", "star": "pugc", "official": "pgc"}


def publish_draft(*, actor: Viewer, draft_id: UUID, scheduled_at: datetime | None = None) -> UUID:
    """Publishes a draft, or the edit of a note that it holds, and ends the draft. Returns the note's id.

    The note is public at once, waits for a moderator ("review"), or waits for its hour ("draft" with
    `scheduled_at`). Raises DraftNotFoundError, NoteInvalidError (with fields), AssetNotReadyError,
    NoteBlockedError (refused by screening; the draft stays), NoteUnavailableError, RateLimitedError.
    """
    with transaction.atomic():
        draft = lock_draft(actor_id=actor.id, draft_id=draft_id)
        content = check_draft(draft, list_draft_assets(draft.id), scheduled_at)
        limits.check("publish", str(actor.id), limit=60, seconds=3600, durable=True)
        note_id = draft.note_id or new_id()
        screening = screen(kind="note", author_id=actor.id, text=content.words, subject_id=note_id)
        if screening.decision != "block":
            needs_review = screening.decision == "review"
            if draft.note_id:
                _edit_note(draft, content, needs_review=needs_review)
            else:
                _create_note(actor, note_id, draft, content, needs_review=needs_review)
            publish(DraftPublished(draft_id=draft.id, note_id=note_id, author_id=actor.id))
            draft.delete()
    if screening.decision == "block":
        # Raised outside, so that the screening stays on record.
        raise _refusal(screening)
    return note_id


def publish_scheduled(note_id: UUID) -> None:
    """The hour of a scheduled note has come: screens once more and publishes; what the machine would refuse
    goes before the moderators, unless they have released it already. An author who may not post now is
    waited for. Run twice or too early, it does nothing."""
    with transaction.atomic():
        note = lock_note(note_id)
        if note is None or note.state != Note.State.DRAFT or not note.scheduled_at:
            return
        if note.scheduled_at > now():
            return
        if not User.objects.filter(id=note.author_id, status=Status.ACTIVE).exists():
            change_note(note, scheduled_at=now() + ASKED_AGAIN)
            _defer_publication(note)
            return
        is_fine = was_released(kind="note", subject_id=note.id) or _is_fine(note)
        change_note(note, state=Note.State.PUBLIC if is_fine else Note.State.REVIEW, scheduled_at=None)


def _is_fine(note: Note) -> bool:
    """What the machine says at the hour; a case is open where it says no."""
    text = words_of(note)
    screening = screen(kind="note", author_id=note.author_id, text=text, subject_id=note.id)
    if screening.decision == "block":
        hold_subject(
            kind="note", subject_id=note.id, author_id=note.author_id, text=text, screening=screening
        )
    return screening.decision == "allow"


def publish_due_notes() -> None:
    """Publishes scheduled notes whose own job was lost."""
    due = Note.objects.filter(state=Note.State.DRAFT, scheduled_at__lte=now())
    for note_id in list(due.order_by("scheduled_at").values_list("id", flat=True)[:200]):
        publish_scheduled(note_id)


def _refusal(screening: Screening) -> NoteBlockedError:
    reasons = [
        {"code": reason.code, "clause": reason.clause, "text": str(reason.text)}
        for reason in screening.reasons
    ]
    fields = {"body": screening.reasons[0].text} if screening.reasons else {}
    return NoteBlockedError(fields=fields, extra={"reasons": reasons})


def _create_note(
    actor: Viewer, note_id: UUID, draft: Draft, content: NoteContent, *, needs_review: bool
) -> None:
    note = Note(
        id=note_id,
        author_id=actor.id,
        kind=draft.kind,
        state=Note.State.DRAFT,
        content_class=CONTENT_CLASSES[actor.role],
        is_author_limited=is_reach_limited(actor.id),
        is_demo=draft.owner.is_demo,
        created_at=now(),
        **_columns(note_id, draft, content),
    )
    note.save(force_insert=True)
    _attach(note, content)
    set_note_topics(note_id=note.id, names=content.topics, category_slug=note.category_id, published_at=None)
    set_note_mentions(note_id=note.id, author_id=actor.id, text=content.body)
    if needs_review:
        change_note(note, state=Note.State.REVIEW, scheduled_at=content.scheduled_at)
    elif content.scheduled_at:
        change_note(note, scheduled_at=content.scheduled_at)
    else:
        change_note(note, state=Note.State.PUBLIC)
    if note.scheduled_at:
        _defer_publication(note)


def _edit_note(draft: Draft, content: NoteContent, *, needs_review: bool) -> None:
    """Takes an edit over. A note that waits for its hour gets another one or is published now; one that waits
    for a moderator goes on waiting; the paid-cooperation mark can be set later, never taken back."""
    note = lock_note(draft.note_id) if draft.note_id else None
    if note is None or note.state not in EDITABLE:
        raise NoteUnavailableError
    if note.announced_at and note.is_paid_cooperation and not draft.is_paid_cooperation:
        raise NoteInvalidError(
            fields={
                "is_paid_cooperation": bilingual(
                    "已声明的合作不能取消", "A declared cooperation can't be undeclared"
                )
            }
        )
    changes: dict[str, Any] = {"kind": draft.kind, **_columns(note.id, draft, content)}
    if note.published_at:
        _keep_history(note)
        changes["edited_at"] = now()
    elif note.state in {Note.State.DRAFT, Note.State.REVIEW}:
        changes["scheduled_at"] = content.scheduled_at
    if needs_review:
        changes["state"] = Note.State.REVIEW
    elif note.state == Note.State.DRAFT and not content.scheduled_at:
        changes["state"] = Note.State.PUBLIC
    note.kind = draft.kind
    note.save(update_fields=["kind"])
    _attach(note, content)
    listed_at = note.published_at if note.state == "public" and note.visibility == "public" else None
    set_note_topics(
        note_id=note.id, names=content.topics, category_slug=draft.category_slug, published_at=listed_at
    )
    newly_named = set_note_mentions(note_id=note.id, author_id=note.author_id, text=content.body)
    was_announced = note.announced_at is not None
    change_note(note, **changes)
    if note.scheduled_at:
        _defer_publication(note)
    if was_announced and note.state == Note.State.PUBLIC and note.visibility != Note.Visibility.PRIVATE:
        tell_mentioned(note, newly_named)


def _columns(note_id: UUID, draft: Draft, content: NoteContent) -> dict[str, Any]:
    """The columns that follow from the content."""
    marks = Marks(
        text=text_marks(content.body),
        pictures=[asset.perceptual_hash for asset in content.assets if asset.perceptual_hash is not None],
    )
    original_id = (
        None
        if draft.owner.is_demo
        else find_original(note_id=note_id, author_id=draft.owner_id, now=now(), marks=marks)
    )
    receipt_id = content.evaluation.receipt_asset_id if content.evaluation else None
    return {
        "title": content.title,
        "body": content.body,
        "category_id": draft.category_slug,
        "visibility": draft.visibility,
        "comment_policy": draft.comment_policy,
        "is_paid_cooperation": draft.is_paid_cooperation,
        "evaluation": stored_evaluation(content.evaluation),
        "receipt_asset_id": receipt_id,
        "text_marks": marks.text,
        "original_note_id": original_id,
        "quality": first_quality(
            picture_count=len(content.assets),
            body=content.body,
            has_evaluation=content.evaluation is not None,
            is_copy=original_id is not None,
        ),
        **content.place,
    }


def _attach(note: Note, content: NoteContent) -> None:
    NoteAsset.objects.filter(note=note).delete()
    NoteAsset.objects.bulk_create(
        NoteAsset(note=note, asset=asset, position=position) for position, asset in enumerate(content.assets)
    )
    # Of two changes at once the later sees the earlier: a video may have become ready meanwhile.
    list(
        Asset.objects.select_for_update().filter(id__in=[asset.id for asset in content.assets]).order_by("id")
    )
    refresh_note_media([note.id])
    note.refresh_from_db(fields=["cover", "pictures", "video", "cover_asset"])


def _keep_history(note: Note) -> None:
    asset_ids = NoteAsset.objects.filter(note=note).order_by("position").values_list("asset_id", flat=True)
    NoteHistory.objects.create(
        note=note,
        version=NoteHistory.objects.filter(note=note).count() + 1,
        title=note.title,
        body=note.body,
        category_slug=note.category_id,
        visibility=note.visibility,
        is_paid_cooperation=note.is_paid_cooperation,
        evaluation=note.evaluation,
        asset_ids=[str(asset_id) for asset_id in asset_ids],
    )


def _defer_publication(note: Note) -> None:
    jobs.defer("community.publish_scheduled", schedule_at=note.scheduled_at, note_id=str(note.id))
