"""Operations on comments."""

from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from shancha.apps.accounts.authentication import member, require_viewer, viewer_of, visitor, writer
from shancha.apps.community.errors import CommentNotFoundError, NoteNotFoundError
from shancha.apps.community.queries import comments as queries
from shancha.apps.community.queries.notes import is_visible
from shancha.apps.community.schemas.comments import (
    Comment,
    CommentCreate,
    CommentFilterWords,
    CommentPage,
)
from shancha.apps.community.services import comment_filter, comment_likes, comments
from shancha.kit.errors import problems
from shancha.kit.http import json_bytes, json_response
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["community"])


@router.get("/notes/{uuid:note_id}/comments", auth=visitor, response={200: CommentPage, **problems(404, 422)})
def list_comments(
    request: HttpRequest,
    note_id: UUID,
    order: Literal["hot", "new"] = "hot",
    cursor: CursorText | None = None,
    limit: Limit = 20,
) -> HttpResponse:
    """Root comments with their first two replies, by heat or newest first; the pinned one leads."""
    viewer = viewer_of(request)
    viewer_id = viewer.id if viewer else None
    _require_visible_note(note_id, viewer_id)
    return json_bytes(
        queries.list_comments(note_id=note_id, viewer_id=viewer_id, order=order, cursor=cursor, limit=limit)
    )


@router.post(
    "/notes/{uuid:note_id}/comments",
    auth=writer,
    response={201: Comment, **problems(401, 403, 404, 409, 422, 429)},
)
def post_comment(request: HttpRequest, note_id: UUID, payload: CommentCreate) -> HttpResponse:
    """Writes a comment or a reply. It may come back in state "review": then only its writer sees it
    until a moderator has decided. Sending the same again within a minute returns the first."""
    comment = comments.post_comment(
        actor=require_viewer(request),
        note_id=note_id,
        body=payload.body,
        parent_id=payload.parent_id,
        reply_to_id=payload.reply_to_id,
        asset_id=payload.asset_id,
    )
    return json_response(comment, status=201)


@router.get("/comments/{uuid:comment_id}", auth=visitor, response={200: Comment, **problems(404)})
def get_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """One comment, as a notice leads to it."""
    viewer = viewer_of(request)
    return json_response(_require_visible(comment_id, viewer.id if viewer else None))


@router.get(
    "/comments/{uuid:comment_id}/replies", auth=visitor, response={200: Page[Comment], **problems(404, 422)}
)
def list_replies(
    request: HttpRequest, comment_id: UUID, cursor: CursorText | None = None, limit: Limit = 20
) -> HttpResponse:
    """The replies below a root comment, oldest first."""
    viewer = viewer_of(request)
    viewer_id = viewer.id if viewer else None
    _require_visible(comment_id, viewer_id)
    return json_response(
        queries.list_replies(comment_id=comment_id, viewer_id=viewer_id, cursor=cursor, limit=limit)
    )


def _require_visible(comment_id: UUID, viewer_id: UUID | None) -> dict[str, object]:
    """The comment if the viewer may see it and its note."""
    comment = queries.find_comment(comment_id=comment_id, viewer_id=viewer_id)
    if comment is None:
        raise CommentNotFoundError
    _require_visible_note(UUID(comment["note_id"]), viewer_id)
    return comment


def _require_visible_note(note_id: UUID, viewer_id: UUID | None) -> None:
    if not is_visible(note_id=note_id, viewer_id=viewer_id):
        raise NoteNotFoundError


@router.delete("/comments/{uuid:comment_id}", auth=member, response={204: None, **problems(401, 403, 404)})
def delete_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Deletes a comment with the replies below it; its writer and the note's author may."""
    comments.delete_comment(actor=require_viewer(request), comment_id=comment_id)
    return HttpResponse(status=204)


@router.put(
    "/comments/{uuid:comment_id}/like", auth=writer, response={204: None, **problems(401, 403, 404, 429)}
)
def like_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Likes a comment; repeating changes nothing."""
    comment_likes.like_comment(actor=require_viewer(request), comment_id=comment_id)
    return HttpResponse(status=204)


@router.delete("/comments/{uuid:comment_id}/like", auth=member, response={204: None, **problems(401, 403)})
def unlike_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Takes a like back; silent where there was none."""
    comment_likes.unlike_comment(actor_id=require_viewer(request).id, comment_id=comment_id)
    return HttpResponse(status=204)


@router.put(
    "/comments/{uuid:comment_id}/pin", auth=writer, response={204: None, **problems(401, 403, 404, 409)}
)
def pin_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Keeps a root comment on top of the own note; the one pinned before gives way."""
    comments.pin_comment(actor=require_viewer(request), comment_id=comment_id)
    return HttpResponse(status=204)


@router.delete(
    "/comments/{uuid:comment_id}/pin", auth=writer, response={204: None, **problems(401, 403, 404)}
)
def unpin_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Lets a pinned comment go back to its place."""
    comments.unpin_comment(actor=require_viewer(request), comment_id=comment_id)
    return HttpResponse(status=204)


@router.put(
    "/comments/{uuid:comment_id}/release", auth=writer, response={204: None, **problems(401, 403, 404)}
)
def release_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Shows a comment that the own filter words had caught; the note's author may."""
    comments.release_comment(actor=require_viewer(request), comment_id=comment_id)
    return HttpResponse(status=204)


@router.get("/me/comment-filter", auth=member, response={200: CommentFilterWords, **problems(401, 403)})
def get_comment_filter(request: HttpRequest) -> HttpResponse:
    """The words that keep comments below the own notes out of sight."""
    return json_response({"words": comment_filter.get_words(user_id=require_viewer(request).id)})


@router.put("/me/comment-filter", auth=member, response={200: CommentFilterWords, **problems(401, 403, 422)})
def put_comment_filter(request: HttpRequest, payload: CommentFilterWords) -> HttpResponse:
    """Replaces the words. Comments that are there already stay."""
    words = comment_filter.set_words(user_id=require_viewer(request).id, words=payload.words)
    return json_response({"words": words})
