"""Notes over HTTP: the page, lists of notes, settings and deletion."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Router

from shancha.apps.accounts.authentication import (
    member,
    moderator,
    require_viewer,
    viewer_of,
    visitor,
    writer,
)
from shancha.apps.accounts.errors import UserNotFoundError
from shancha.apps.accounts.queries.people import is_blocked_between
from shancha.apps.accounts.queries.profiles import find_user, privacy_of
from shancha.apps.community.errors import NoteNotFoundError
from shancha.apps.community.queries import note_lists
from shancha.apps.community.queries import notes as queries
from shancha.apps.community.schemas.cards import NoteCard, NoteState, OwnNoteCard
from shancha.apps.community.schemas.notes import (
    Category,
    FeatureCreate,
    Note,
    NotePage,
    NoteUpdate,
    NoteVersion,
    OwnNoteCounts,
)
from shancha.apps.community.services import notes
from shancha.kit.errors import problems
from shancha.kit.http import json_bytes
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["community"])


@router.get("/categories", auth=visitor, response={200: list[Category], **problems(401, 403)})
def list_categories(request: HttpRequest) -> Any:
    """The categories that notes are filed under, in their order."""
    return queries.list_categories(english=_is_english())


@router.get("/notes/{note_id}", auth=visitor, response={200: NotePage, **problems(401, 403, 404, 422)})
def get_note(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """A note with its ten hottest comments. What the asker may not see does not exist."""
    viewer = viewer_of(request)
    page = queries.find_note_page(
        note_id=note_id,
        viewer_id=viewer.id if viewer else None,
        is_staff=viewer is not None and viewer.is_staff,
        english=_is_english(),
    )
    if page is None:
        raise NoteNotFoundError
    return json_bytes(page)


@router.patch("/notes/{note_id}", auth=writer, response={200: Note, **problems(401, 403, 404, 409, 422)})
def update_note(request: HttpRequest, note_id: UUID, payload: NoteUpdate) -> HttpResponse:
    """Changes who may see or comment one's own note. For its content use `POST /notes/{id}/edit`."""
    notes.update_note_settings(
        actor_id=require_viewer(request).id,
        note_id=note_id,
        visibility=payload.visibility,
        comment_policy=payload.comment_policy,
    )
    return note_answer(request, note_id)


@router.delete("/notes/{note_id}", auth=member, response={204: None, **problems(401, 403, 404, 422)})
def delete_note(request: HttpRequest, note_id: UUID) -> Any:
    """Deletes one's own note; its pictures' addresses end at once."""
    notes.delete_note(actor_id=require_viewer(request).id, note_id=note_id)
    return 204, None


@router.get(
    "/notes/{note_id}/history",
    auth=member,
    response={200: list[NoteVersion], **problems(401, 403, 404, 422)},
)
def list_note_history(request: HttpRequest, note_id: UUID) -> Any:
    """Earlier wordings of a note, latest first: for its author and moderators, since what was taken out, or
    written while the note was private, is nobody else's. Others see that it was edited, and when."""
    viewer = require_viewer(request)
    if not viewer.is_staff and not queries.is_by(note_id=note_id, author_id=viewer.id):
        raise NoteNotFoundError
    return queries.list_history(note_id=note_id)


@router.get(
    "/notes/{note_id}/related", auth=visitor, response={200: list[NoteCard], **problems(401, 403, 404, 422)}
)
def list_related_notes(request: HttpRequest, note_id: UUID, limit: Limit = 20) -> Any:
    """Notes on the same topics, category or place."""
    viewer_id = _require_visible(request, note_id)
    return note_lists.list_related(note_id=note_id, viewer_id=viewer_id, limit=limit)


@router.put(
    "/notes/{note_id}/feature", auth=moderator, response={204: None, **problems(401, 403, 404, 409, 422)}
)
def feature_note(request: HttpRequest, note_id: UUID, payload: FeatureCreate) -> Any:
    """Picks a note (精选); for moderators and operators. The author is told the reason."""
    notes.feature_note(actor=require_viewer(request), note_id=note_id, reason=payload.reason)
    return 204, None


@router.delete(
    "/notes/{note_id}/feature", auth=moderator, response={204: None, **problems(401, 403, 404, 422)}
)
def unfeature_note(request: HttpRequest, note_id: UUID) -> Any:
    """Takes the mark back."""
    notes.unfeature_note(note_id=note_id)
    return 204, None


@router.get(
    "/users/{handle}/notes", auth=visitor, response={200: Page[NoteCard], **problems(401, 403, 404, 422)}
)
def list_user_notes(
    request: HttpRequest,
    handle: str,
    tab: Literal["notes", "collected", "liked"] = "notes",
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """A profile's tab. A tab that its owner keeps to themselves does not exist for others."""
    viewer = viewer_of(request)
    viewer_id = viewer.id if viewer else None
    user = find_user(handle)
    if user is None or is_blocked_between(viewer_id, user.id):
        raise UserNotFoundError
    if tab == "notes":
        return note_lists.list_notes_of(author_id=user.id, viewer_id=viewer_id, cursor=cursor, limit=limit)
    if user.id != viewer_id and not privacy_of(user)[f"show_{tab}"]:
        raise UserNotFoundError
    listed = note_lists.list_liked_by if tab == "liked" else note_lists.list_collected_by
    return listed(owner_id=user.id, viewer_id=viewer_id, cursor=cursor, limit=limit)


@router.get("/me/notes", auth=member, response={200: Page[OwnNoteCard], **problems(401, 403, 422)})
def list_my_notes(
    request: HttpRequest, state: NoteState | None = None, cursor: CursorText = "", limit: Limit = 20
) -> Any:
    """One's own notes, in every state or in one, newest first."""
    return note_lists.list_own_notes(
        viewer_id=require_viewer(request).id, state=state, cursor=cursor, limit=limit
    )


@router.get("/me/notes/counts", auth=member, response={200: OwnNoteCounts, **problems(401, 403)})
def count_my_notes(request: HttpRequest) -> Any:
    """How many notes one has in each state, and how many drafts."""
    return note_lists.count_own_notes(viewer_id=require_viewer(request).id)


def note_answer(request: HttpRequest, note_id: UUID, *, status: int = 200) -> HttpResponse:
    """The note as the asker sees it."""
    viewer = require_viewer(request)
    note = queries.find_note(note_id=note_id, viewer_id=viewer.id, english=_is_english())
    if note is None:
        raise NoteNotFoundError
    return json_bytes(note, status=status)


def _require_visible(request: HttpRequest, note_id: UUID) -> UUID | None:
    """The asker's id; raises NoteNotFoundError where they may not see the note."""
    viewer = viewer_of(request)
    viewer_id = viewer.id if viewer else None
    if not queries.is_visible(note_id=note_id, viewer_id=viewer_id):
        raise NoteNotFoundError
    return viewer_id


def _is_english() -> bool:
    return (get_language() or "").startswith("en")
