"""Likes, collects, helpful votes and shares over HTTP. Repeating any of them changes nothing."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router

from shancha.apps.accounts.authentication import (
    member,
    require_viewer,
    viewer_of,
    visitor,
    writer,
)
from shancha.apps.community.schemas.boards import CollectUpdate
from shancha.apps.community.schemas.notes import ShareAddress, ShareArrival, ShareCreate
from shancha.apps.community.services import collects, reactions, shares
from shancha.kit.errors import problems
from shancha.kit.http import client_address

router = Router(tags=["community"])
_WRITE = {204: None, **problems(401, 403, 404, 409, 422, 429)}
_UNDO = {204: None, **problems(401, 403, 422)}
_Code = Annotated[str, Path(max_length=12, pattern="^[A-Za-z0-9]+$")]


@router.put("/notes/{note_id}/like", auth=writer, response=_WRITE)
def like_note(request: HttpRequest, note_id: UUID) -> Any:
    """Likes somebody else's note."""
    reactions.like_note(actor_id=require_viewer(request).id, note_id=note_id)
    return 204, None


@router.delete("/notes/{note_id}/like", auth=member, response=_UNDO)
def unlike_note(request: HttpRequest, note_id: UUID) -> Any:
    """Takes a like back."""
    reactions.unlike_note(actor_id=require_viewer(request).id, note_id=note_id)
    return 204, None


@router.put("/notes/{note_id}/collect", auth=writer, response=_WRITE)
def collect_note(request: HttpRequest, note_id: UUID, payload: CollectUpdate) -> Any:
    """Keeps a note in exactly these boards; without any, in the default board."""
    collects.collect_note(actor_id=require_viewer(request).id, note_id=note_id, board_ids=payload.board_ids)
    return 204, None


@router.delete("/notes/{note_id}/collect", auth=member, response=_UNDO)
def uncollect_note(request: HttpRequest, note_id: UUID) -> Any:
    """Keeps a note no longer, in no board; also one that is gone."""
    collects.uncollect_note(actor_id=require_viewer(request).id, note_id=note_id)
    return 204, None


@router.put("/notes/{note_id}/helpful", auth=writer, response=_WRITE)
def mark_note_helpful(request: HttpRequest, note_id: UUID) -> Any:
    """Says that somebody else's note helped ("对我有用")."""
    reactions.mark_helpful(actor_id=require_viewer(request).id, note_id=note_id)
    return 204, None


@router.delete("/notes/{note_id}/helpful", auth=member, response=_UNDO)
def unmark_note_helpful(request: HttpRequest, note_id: UUID) -> Any:
    """Takes it back."""
    reactions.unmark_helpful(actor_id=require_viewer(request).id, note_id=note_id)
    return 204, None


@router.post(
    "/notes/{note_id}/share", auth=visitor, response={200: ShareAddress, **problems(401, 403, 404, 422, 429)}
)
def share_note(request: HttpRequest, note_id: UUID, payload: ShareCreate) -> Any:
    """The address to send on; arrivals by it are attributed to whoever shared. That it was sent on is told
    afterwards (`/shares/{code}/done`)."""
    viewer = viewer_of(request)
    url = shares.offer_share(
        actor_id=viewer.id if viewer else None,
        address=client_address(request),
        note_id=note_id,
        channel=payload.channel,
    )
    return {"url": url}


@router.post("/shares/{code}/done", auth=visitor, response={204: None, **problems(401, 403, 404, 422, 429)})
def record_share(request: HttpRequest, code: _Code) -> Any:
    """Tells that the note was sent on by the address that the caller was given: the link copied, the poster
    saved, the device's own way gone to its end. Counted once for each person, note and day; visitors of a
    network count as one."""
    viewer = viewer_of(request)
    shares.count_share(actor_id=viewer.id if viewer else None, address=client_address(request), code=code)
    return 204, None


@router.post(
    "/shares/{code}/arrivals", auth=visitor, response={200: ShareArrival, **problems(401, 403, 404, 422, 429)}
)
def record_share_arrival(request: HttpRequest, code: _Code) -> Any:
    """Tells that somebody came by a shared address (`?s=`); counted once per member, and once a day for the
    visitors of a network."""
    viewer = viewer_of(request)
    note_id = shares.record_arrival(
        code=code, address=client_address(request), user_id=viewer.id if viewer else None
    )
    return {"note_id": note_id}
