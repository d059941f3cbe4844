"""The mark 广告 on notes. The community shows it; what makes a note an advertisement is known above (goods
that one can buy through it, rewards), so that the apps there compute it and nobody can switch it off."""

from uuid import UUID

from django.db import transaction

from shancha.apps.community.events import NoteChanged
from shancha.apps.community.models import Note
from shancha.apps.community.services.note_states import lock_note
from shancha.kit.events import publish


@transaction.atomic
def set_ad_mark(*, note_id: UUID, is_ad: bool) -> bool:
    """Sets or takes away the mark of a note; returns whether it changed. A declared paid cooperation keeps
    it whatever is asked. Announces NoteChanged where others can see the note. A missing note is no fault:
    then there is nothing to mark."""
    note = lock_note(note_id)
    if note is None or note.state == Note.State.DELETED:
        return False
    is_ad = is_ad or note.is_paid_cooperation
    if note.is_ad == is_ad:
        return False
    note.is_ad = is_ad
    note.save(update_fields=["is_ad"])
    if note.state == Note.State.PUBLIC:
        publish(NoteChanged(note_id=note.id, author_id=note.author_id))
    return True
