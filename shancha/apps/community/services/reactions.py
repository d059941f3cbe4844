"""What readers do with a note: like it, say that it helped. The row and the count change in one
statement, so that no two clicks can disagree; doing it again changes nothing."""

from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.services import adjust_counts
from shancha.apps.community.errors import NoteNotFoundError, OwnNoteError
from shancha.apps.community.events import NoteFoundHelpful, NoteLiked, NoteUnliked
from shancha.apps.community.models import Note
from shancha.apps.community.queries.visibility import VISIBLE
from shancha.apps.community.services.note_notices import note_payload
from shancha.apps.messaging.services import notify
from shancha.kit import limits, sql
from shancha.kit.clock import now
from shancha.kit.events import publish

# The state is read from the updated row, so that a note hidden in the same moment credits nobody.
_ADD = """
with note as (
    select n.id, n.author_id from community_note n
    where n.id = %(note)s::uuid and n.state = 'public' and {visible}
), made as (
    insert into {table} (user_id, note_id, created_at)
    select %(viewer)s::uuid, note.id, %(now)s from note where note.author_id <> %(viewer)s::uuid
    on conflict do nothing returning note_id
), counted as (
    update community_note n set {count} = n.{count} + 1 from made where n.id = made.note_id returning n.state
)
select note.author_id, counted.state from note left join counted on true
"""
_REMOVE = """
with gone as (
    delete from {table} where user_id = %(viewer)s::uuid and note_id = %(note)s::uuid returning note_id
)
update community_note n set {count} = greatest(n.{count} - 1, 0)
from gone where n.id = gone.note_id returning n.author_id, n.state
"""
_LIKE = _ADD.format(visible=VISIBLE, table="community_like", count="like_count")
_UNLIKE = _REMOVE.format(table="community_like", count="like_count")
_HELPFUL = _ADD.format(visible=VISIBLE, table="community_helpful", count="helpful_count")
_UNHELPFUL = _REMOVE.format(table="community_helpful", count="helpful_count")


@transaction.atomic
def like_note(*, actor_id: UUID, note_id: UUID) -> None:
    """Likes a note. Raises NoteNotFoundError, OwnNoteError, RateLimitedError."""
    limits.check("like", str(actor_id), limit=600, seconds=3600)
    author_id, is_new = _add(_LIKE, actor_id, note_id)
    if not is_new:
        return
    adjust_counts(author_id, liked=1)
    tell_author(actor_id=actor_id, note_id=note_id, kind="note_liked")
    publish(NoteLiked(note_id=note_id, author_id=author_id, user_id=actor_id))


@transaction.atomic
def unlike_note(*, actor_id: UUID, note_id: UUID) -> None:
    """Takes a like back; silent where there is none."""
    author_id, is_counted = _remove(_UNLIKE, actor_id, note_id)
    if author_id is None:
        return
    if is_counted:
        adjust_counts(author_id, liked=-1)
    publish(NoteUnliked(note_id=note_id, author_id=author_id, user_id=actor_id))


@transaction.atomic
def mark_helpful(*, actor_id: UUID, note_id: UUID) -> None:
    """Says that a note helped ("对我有用"). Raises NoteNotFoundError, OwnNoteError, RateLimitedError."""
    limits.check("helpful", str(actor_id), limit=300, seconds=3600)
    author_id, is_new = _add(_HELPFUL, actor_id, note_id)
    if is_new:
        publish(NoteFoundHelpful(note_id=note_id, author_id=author_id, user_id=actor_id))


@transaction.atomic
def unmark_helpful(*, actor_id: UUID, note_id: UUID) -> None:
    """Takes it back; silent where it was not said."""
    _remove(_UNHELPFUL, actor_id, note_id)


def tell_author(*, actor_id: UUID, note_id: UUID, kind: str) -> None:
    """Tells the author of a like or collect; those of one note collapse into one notice."""
    note = Note.objects.only("id", "author_id", "title", "body", "cover").get(id=note_id)
    notify(
        user_id=note.author_id,
        lane="likes",
        kind=kind,
        actor_id=actor_id,
        subject_kind="note",
        subject_id=note_id,
        group_key=f"{kind}:{note_id}",
        payload=note_payload(note),
    )


def _add(statement: str, actor_id: UUID, note_id: UUID) -> tuple[UUID, bool]:
    """The author, and whether it is new. Raises NoteNotFoundError, OwnNoteError."""
    rows = sql.fetch_rows(statement, {"viewer": actor_id, "note": note_id, "now": now()})
    if not rows:
        raise NoteNotFoundError
    author_id, state = rows[0]
    if author_id == actor_id:
        raise OwnNoteError
    return author_id, state == Note.State.PUBLIC


def _remove(statement: str, actor_id: UUID, note_id: UUID) -> tuple[UUID | None, bool]:
    """The author (None where there was nothing), and whether it counted for them."""
    rows = sql.fetch_rows(statement, {"viewer": actor_id, "note": note_id})
    if not rows:
        return None, False
    return rows[0][0], rows[0][1] == Note.State.PUBLIC
