"""Links between notes and goods follow the notes, and so does the mark 广告."""

from shancha.apps.community import events as community
from shancha.apps.mall import events
from shancha.apps.mall.services import note_products, note_tags
from shancha.kit.events import subscribe


@subscribe(community.DraftPublished)
def take_over_tags(event: community.DraftPublished) -> None:
    """Tags made beside a draft go along with it, so that the note has its mark from the first moment."""
    note_tags.take_over_draft_tags(draft_id=event.draft_id, note_id=event.note_id)


@subscribe(community.NotePublished)
def follow_published_note(event: community.NotePublished) -> None:
    """Goods are counted by the notes that everybody can see."""
    note_products.follow_note(event.note_id)


@subscribe(community.NoteChanged)
def follow_changed_note(event: community.NoteChanged) -> None:
    """Visibility may have changed, or a cooperation been declared."""
    note_products.follow_note(event.note_id)


@subscribe(community.NoteWithdrawn)
def follow_withdrawn_note(event: community.NoteWithdrawn) -> None:
    """A note that nobody sees counts no more."""
    note_products.follow_note(event.note_id)


@subscribe(events.ProductPublished, later=True)
def mark_notes_about(event: events.ProductPublished) -> None:
    """Notes that named it before it could be bought are advertisements now."""
    note_products.remark_notes_about(event.product_id)
