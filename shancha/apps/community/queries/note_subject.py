"""Notes as moderation sees them: what they say and show, whatever their state."""

from uuid import UUID

from shancha.apps.community.models import Note
from shancha.apps.community.queries.notes import is_visible
from shancha.apps.moderation.subjects import SubjectKind, SubjectSnapshot, picture_addresses


def describe_note(note_id: UUID) -> SubjectSnapshot | None:
    """A note as it stands, with the addresses of its pictures in the smallest width."""
    note = Note.objects.filter(id=note_id).first()
    if note is None or note.purged_at:
        return None
    return SubjectSnapshot(
        author_id=note.author_id,
        title=note.title or note.body[:40],
        text="\n".join(part for part in (note.title, note.body, _evaluation(note)) if part),
        url=f"/n/{note.id}",
        pictures=picture_addresses(note.pictures or [note.cover]),
        reach=int(note.view_count),
    )


def is_note_visible(note_id: UUID, viewer_id: UUID) -> bool:
    """Whether the viewer may see the note, so that reports can't probe what is hidden."""
    return is_visible(note_id=note_id, viewer_id=viewer_id)


def _evaluation(note: Note) -> str:
    shown = note.evaluation or {}
    words = [shown.get("product", ""), *shown.get("pros", []), *shown.get("cons", []), shown.get("suits", "")]
    return "\n".join(word for word in words if word)


NOTE = SubjectKind(
    kind="note",
    describe=describe_note,
    name_zh="笔记",
    name_en="note",
    machine_action="limit",
    actions=("none", "limit", "hide", "remove", "restore"),
    is_visible_to=is_note_visible,
)
