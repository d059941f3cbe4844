"""What notes name of the mall."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from shancha.apps.accounts.authentication import member, require_viewer, viewer_of, visitor, writer
from shancha.apps.community.errors import NoteNotFoundError
from shancha.apps.community.queries.drafts import get_draft
from shancha.apps.community.queries.notes import is_visible
from shancha.apps.mall.queries import note_goods
from shancha.apps.mall.schemas.shopping import NoteGoodsList, Tags, TagsPut
from shancha.apps.mall.services import note_tags
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.language import is_english

router = Router(tags=["mall"])


def _goods(note_id: UUID) -> dict[str, Any]:
    return {
        "is_ad": note_goods.is_marked(note_id),
        "items": note_goods.list_goods(note_id=note_id, english=is_english()),
    }


@router.get("/notes/{note_id}/goods", auth=visitor, response={200: NoteGoodsList, **problems(401, 404, 422)})
def list_note_goods(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """What a note names, with price and stock as they are now; what can't be bought degrades politely."""
    viewer = viewer_of(request)
    if not is_visible(note_id=note_id, viewer_id=viewer.id if viewer else None):
        raise NoteNotFoundError
    return json_response(_goods(note_id))


@router.put(
    "/notes/{note_id}/tags", auth=writer, response={200: NoteGoodsList, **problems(401, 403, 404, 422)}
)
def set_note_tags(request: HttpRequest, note_id: UUID, payload: TagsPut) -> HttpResponse:
    """Puts tags on a note of one's own in place of those there were. One that names goods which can be
    bought carries the mark 广告 from now on; it can't be switched off."""
    note_tags.set_note_tags(
        actor_id=require_viewer(request).id, note_id=note_id, tags=[tag.dict() for tag in payload.tags]
    )
    return json_response(_goods(note_id))


@router.get("/drafts/{draft_id}/tags", auth=member, response={200: Tags, **problems(401, 403, 404, 422)})
def get_draft_tags(request: HttpRequest, draft_id: UUID) -> Any:
    """The tags beside a draft of one's own; for an edit that has none yet, those of the note."""
    draft = get_draft(owner_id=require_viewer(request).id, draft_id=draft_id)
    pictures = note_tags.picture_ids_of_draft(draft_id)
    tags = note_goods.draft_tags(draft_id=draft_id, pictures=pictures)
    if tags is None:
        tags = note_goods.note_tags(note_id=draft["note_id"]) if draft["note_id"] else []
    return {"tags": tags}


@router.put("/drafts/{draft_id}/tags", auth=writer, response={204: None, **problems(401, 403, 404, 422)})
def set_draft_tags(request: HttpRequest, draft_id: UUID, payload: TagsPut) -> Any:
    """Keeps tags beside a draft of one's own until it is published."""
    note_tags.set_draft_tags(
        actor_id=require_viewer(request).id, draft_id=draft_id, tags=[tag.dict() for tag in payload.tags]
    )
    return 204, None
