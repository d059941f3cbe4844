"""Drafts over HTTP: save often, publish once."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from shancha.apps.accounts.authentication import member, require_viewer, writer
from shancha.apps.community.endpoints.notes import note_answer
from shancha.apps.community.queries import drafts as queries
from shancha.apps.community.schemas.drafts import Draft, DraftCreate, DraftPublish, DraftUpdate
from shancha.apps.community.schemas.notes import Note
from shancha.apps.community.services import drafts, publishing
from shancha.kit.errors import problems

router = Router(tags=["community"])


@router.get("/drafts", auth=member, response={200: list[Draft], **problems(401, 403)})
def list_drafts(request: HttpRequest) -> Any:
    """All one's drafts, last touched first (100 at most)."""
    return queries.list_drafts(owner_id=require_viewer(request).id)


@router.post("/drafts", auth=writer, response={201: Draft, **problems(401, 403, 404, 409, 422)})
def create_draft(request: HttpRequest, payload: DraftCreate) -> Any:
    """Starts a draft."""
    return 201, drafts.create_draft(actor_id=require_viewer(request).id, content=_content(payload))


@router.get("/drafts/{draft_id}", auth=member, response={200: Draft, **problems(401, 403, 404, 422)})
def get_draft(request: HttpRequest, draft_id: UUID) -> Any:
    """One of one's drafts, from whichever device it was written."""
    return queries.get_draft(owner_id=require_viewer(request).id, draft_id=draft_id)


@router.put("/drafts/{draft_id}", auth=writer, response={200: Draft, **problems(401, 403, 404, 409, 422)})
def save_draft(request: HttpRequest, draft_id: UUID, payload: DraftUpdate) -> Any:
    """Replaces a draft. Where another device saved in between: 409 with the stored draft as `theirs`."""
    return drafts.save_draft(
        actor_id=require_viewer(request).id,
        draft_id=draft_id,
        version=payload.version,
        content=_content(payload),
    )


@router.delete("/drafts/{draft_id}", auth=writer, response={204: None, **problems(401, 403, 404, 422)})
def delete_draft(request: HttpRequest, draft_id: UUID) -> Any:
    """Throws a draft away. A published note that it was editing stays as it is."""
    drafts.delete_draft(actor_id=require_viewer(request).id, draft_id=draft_id)
    return 204, None


@router.post(
    "/drafts/{draft_id}/publish",
    auth=writer,
    response={201: Note, **problems(401, 403, 404, 409, 422, 429)},
)
def publish_draft(request: HttpRequest, draft_id: UUID, payload: DraftPublish) -> HttpResponse:
    """Publishes a draft now or at its hour. `state` tells what became of it: public, review (a moderator
    looks first) or draft (waits for `scheduled_at`). What is missing is named in `fields`."""
    note_id = publishing.publish_draft(
        actor=require_viewer(request), draft_id=draft_id, scheduled_at=payload.scheduled_at
    )
    return note_answer(request, note_id, status=201)


@router.post("/notes/{note_id}/edit", auth=writer, response={200: Draft, **problems(401, 403, 404, 409, 422)})
def edit_note(request: HttpRequest, note_id: UUID) -> Any:
    """The draft in which one's own note is edited; publishing it changes the note."""
    return drafts.start_edit(actor_id=require_viewer(request).id, note_id=note_id)


def _content(payload: DraftCreate) -> drafts.DraftContent:
    values = payload.model_dump(mode="json", exclude={"version", "asset_ids", "scheduled_at"})
    return drafts.DraftContent(**values, asset_ids=payload.asset_ids, scheduled_at=payload.scheduled_at)
