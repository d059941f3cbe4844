"""What happens to a note once it is there: settings, deletion, featuring, decisions, the final purge."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.community.errors import NoteNotFoundError, NoteUnavailableError
from shancha.apps.community.events import NoteFeatured, NoteLifted
from shancha.apps.community.models import (
    Board,
    Collect,
    Comment,
    CommentLike,
    Draft,
    Helpful,
    Like,
    Mention,
    Note,
    NoteAsset,
    NoteHistory,
    NoteTopic,
    Share,
    TopicFollow,
    Upload,
)
from shancha.apps.community.services import media
from shancha.apps.community.services.collects import uncollect_note
from shancha.apps.community.services.comment_likes import unlike_comment
from shancha.apps.community.services.comments import delete_comments_of
from shancha.apps.community.services.note_notices import tell_author_of_featuring, tell_authors_of_lift
from shancha.apps.community.services.note_states import change_note, lock_note
from shancha.apps.community.services.reactions import unlike_note, unmark_helpful
from shancha.apps.community.services.topics import unfollow_topic
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.text import clean_line

KEPT = timedelta(days=30)
_BY_DECISION = {"hide": Note.State.HIDDEN, "remove": Note.State.REMOVED}


@transaction.atomic
def update_note_settings(
    *, actor_id: UUID, note_id: UUID, visibility: str | None = None, comment_policy: str | None = None
) -> None:
    """Changes who may see or comment a note of the member's own, without an edit; an edit that is open goes
    on with the same. Raises NoteNotFoundError, NoteUnavailableError (hidden or removed notes)."""
    drafts = Draft.objects.filter(note_id=note_id, owner_id=actor_id)
    drafts.select_for_update().first()  # before the note, as publishing does
    note = _lock_own(actor_id, note_id)
    if note.state in {Note.State.HIDDEN, Note.State.REMOVED}:
        raise NoteUnavailableError
    changes: dict[str, Any] = {}
    if visibility is not None and visibility != note.visibility:
        changes["visibility"] = visibility
    if comment_policy is not None:
        changes["comment_policy"] = comment_policy
    if changes:
        change_note(note, **changes)
        drafts.update(**changes, version=F("version") + 1, updated_at=now())


@transaction.atomic
def delete_note(*, actor_id: UUID, note_id: UUID) -> None:
    """Deletes a note of the member's own: gone for everybody at once, purged after 30 days."""
    note = _lock_own(actor_id, note_id)
    bury_note(note)


def bury_note(note: Note) -> None:
    """Makes a locked note a deleted one and drops its edit."""
    change_note(note, state=Note.State.DELETED, deleted_at=now(), featured_at=None)
    Draft.objects.filter(note=note).delete()


def decide_note(*, note_id: UUID, action: str) -> None:
    """Carries out a moderator's decision. Repeating changes nothing; deleted notes stay deleted.

    `hide` leaves the note to its author, `remove` takes it away, `limit` and `fold` keep it out of
    recommendations, `restore` undoes all of it, and both `restore` and `none` publish what was held
    for review: at its hour where that is still to come.
    """
    with transaction.atomic():
        note = lock_note(note_id)
        if note is None or note.state == Note.State.DELETED:
            return
        changes: dict[str, Any] = {}
        if action in _BY_DECISION:
            changes = {"state": _BY_DECISION[action]}
        elif action in {"limit", "fold"}:
            changes = {"is_limited": True}
        elif action == "restore" and note.state != Note.State.DRAFT:
            changes = {"is_limited": False, **_released(note)}
        elif action == "none" and note.state == Note.State.REVIEW:
            changes = _released(note)
        changes = {name: value for name, value in changes.items() if getattr(note, name) != value}
        if changes:
            change_note(note, **changes)


def _released(note: Note) -> dict[str, Any]:
    if note.scheduled_at and note.scheduled_at > now():
        return {"state": Note.State.DRAFT}
    return {"state": Note.State.PUBLIC, "scheduled_at": None}


@transaction.atomic
def feature_note(*, actor: Viewer, note_id: UUID, reason: str) -> None:
    """Picks a note (精选); its author is told why. Repeating changes nothing."""
    note = lock_note(note_id)
    if note is None or note.state != Note.State.PUBLIC or note.visibility != Note.Visibility.PUBLIC:
        raise NoteUnavailableError
    if note.featured_at:
        return
    reason = clean_line(reason)[:200]
    change_note(note, featured_at=now(), featured_by_id=actor.id, featured_reason=reason)
    tell_author_of_featuring(note, reason)
    publish(NoteFeatured(note_id=note.id, author_id=note.author_id, is_featured=True))


@transaction.atomic
def unfeature_note(*, note_id: UUID) -> None:
    """Takes the mark back; the author is not told."""
    note = lock_note(note_id)
    if note is None or not note.featured_at:
        return
    change_note(note, featured_at=None, featured_by_id=None, featured_reason="")
    publish(NoteFeatured(note_id=note.id, author_id=note.author_id, is_featured=False))


def add_views(views: dict[UUID, int]) -> None:
    """Adds to notes' view counts; the numbers come from the event log, bounded per person there."""
    sql.execute(
        """
        with v as materialized (
            select n.id, x.count from unnest(%(ids)s::uuid[], %(counts)s::bigint[]) x(id, count)
            join community_note n on n.id = x.id order by n.id for no key update of n
        )
        update community_note n set view_count = n.view_count + v.count from v where n.id = v.id
        """,
        {"ids": list(views), "counts": list(views.values())},
    )


@transaction.atomic
def mark_lifted(note_ids: Sequence[UUID]) -> int:
    """Notes that the ranking shows on everybody's home page for their reception: marks those that were not
    yet, and tells their authors, once. Returns how many. Publishes NoteLifted."""
    lifted = list(
        Note.objects.select_for_update(no_key=True, of=("self",))
        .filter(id__in=note_ids, lifted_at=None, is_recommendable=True)
        .order_by("id")
    )
    Note.objects.filter(id__in=[note.id for note in lifted]).update(lifted_at=now())
    for note in lifted:
        publish(NoteLifted(note_id=note.id, author_id=note.author_id))
    tell_authors_of_lift(lifted)
    return len(lifted)


def limit_notes_of_author(*, author_id: UUID, is_limited: bool) -> None:
    """Keeps the notes of a suspended author out of recommendations, or lets them back."""
    Note.objects.filter(author_id=author_id).exclude(is_author_limited=is_limited).update(
        is_author_limited=is_limited
    )


def delete_everything_of(author_id: UUID) -> None:
    """Deletes what a departed member wrote, said, kept, liked and followed, in small transactions; run
    again, it goes on."""
    alive = Note.objects.filter(author_id=author_id).exclude(state=Note.State.DELETED)
    for note_id in list(alive.values_list("id", flat=True)):
        with transaction.atomic():
            note = lock_note(note_id)
            if note and note.state != Note.State.DELETED:
                bury_note(note)
    Draft.objects.filter(owner_id=author_id).delete()
    for note_id in list(Like.objects.filter(user_id=author_id).values_list("note_id", flat=True)):
        unlike_note(actor_id=author_id, note_id=note_id)
    for note_id in list(Collect.objects.filter(user_id=author_id).values_list("note_id", flat=True)):
        uncollect_note(actor_id=author_id, note_id=note_id)
    for note_id in list(Helpful.objects.filter(user_id=author_id).values_list("note_id", flat=True)):
        unmark_helpful(actor_id=author_id, note_id=note_id)
    delete_comments_of(author_id)
    for comment_id in list(
        CommentLike.objects.filter(user_id=author_id).values_list("comment_id", flat=True)
    ):
        unlike_comment(actor_id=author_id, comment_id=comment_id)
    for topic_id in list(TopicFollow.objects.filter(user_id=author_id).values_list("topic_id", flat=True)):
        unfollow_topic(actor_id=author_id, topic_id=topic_id)
    Board.objects.filter(owner_id=author_id).delete()
    Upload.objects.filter(owner_id=author_id).update(expires_at=now())


def purge_deleted_notes() -> None:
    """Empties notes deleted 30 days ago. The bare row stays, so that boards can list it as gone."""
    due = Note.objects.filter(state=Note.State.DELETED, purged_at=None, deleted_at__lt=now() - KEPT)
    for note_id in list(due.order_by("deleted_at").values_list("id", flat=True)[:500]):
        _purge_note(note_id)


@transaction.atomic
def _purge_note(note_id: UUID) -> None:
    note = lock_note(note_id)
    if note is None or note.purged_at:
        return
    asset_ids = list(NoteAsset.objects.filter(note=note).values_list("asset_id", flat=True))
    asset_ids += list(
        Comment.objects.filter(note=note).exclude(asset=None).values_list("asset_id", flat=True)
    )
    asset_ids += [note.receipt_asset_id] if note.receipt_asset_id else []
    for table in (NoteAsset, NoteHistory, NoteTopic, Mention, Like, Helpful, Share, Comment):
        table._default_manager.filter(note=note).delete()  # noqa: SLF001 - Django's public name for it
    media.delete_unused_assets(asset_ids)
    emptied: dict[str, Any] = {
        "title": "",
        "body": "",
        "place_name": "",
        "city_code": "",
        "city_name": "",
        "lat": None,
        "lng": None,
        "evaluation": None,
        "cover": None,
        "pictures": [],
        "video": None,
        "text_marks": [],
        "like_count": 0,
        "comment_count": 0,
        "purged_at": now(),
    }
    Note.objects.filter(id=note_id).update(**emptied)


def _lock_own(actor_id: UUID, note_id: UUID) -> Note:
    note = lock_note(note_id)
    if note is None or note.author_id != actor_id or note.state == Note.State.DELETED:
        raise NoteNotFoundError
    return note
