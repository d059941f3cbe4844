"""Boards over HTTP."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, require_viewer, viewer_of, visitor, writer
from shancha.apps.accounts.errors import UserNotFoundError
from shancha.apps.accounts.queries.people import is_blocked_between
from shancha.apps.accounts.queries.profiles import find_user
from shancha.apps.community.queries import boards as queries
from shancha.apps.community.schemas.boards import Board, BoardCreate, BoardNote, BoardOrder, BoardUpdate
from shancha.apps.community.services import boards, collects
from shancha.kit.errors import problems
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["community"])


@router.get("/me/boards", auth=member, response={200: list[Board], **problems(401, 403, 422)})
def list_my_boards(request: HttpRequest, note_id: UUID | None = None) -> Any:
    """One's own boards in their order. With `note_id`, `has_note` tells which hold that note."""
    viewer_id = require_viewer(request).id
    return queries.list_boards(owner_id=viewer_id, viewer_id=viewer_id, note_id=note_id)


@router.post("/me/boards", auth=writer, response={201: Board, **problems(401, 403, 409, 422)})
def create_board(request: HttpRequest, payload: BoardCreate) -> Any:
    """Makes a board."""
    viewer_id = require_viewer(request).id
    board = boards.create_board(
        actor_id=viewer_id,
        name=payload.name,
        introduction=payload.introduction,
        is_public=payload.is_public,
    )
    return 201, queries.get_board(board_id=board.id, viewer_id=viewer_id)


@router.put("/me/boards/order", auth=writer, response={204: None, **problems(401, 403, 404, 422)})
def order_boards(request: HttpRequest, payload: BoardOrder) -> Any:
    """Puts one's boards in this order."""
    boards.order_boards(actor_id=require_viewer(request).id, board_ids=payload.board_ids)
    return 204, None


@router.get(
    "/users/{handle}/boards", auth=visitor, response={200: list[Board], **problems(401, 403, 404, 422)}
)
def list_user_boards(request: HttpRequest, handle: str) -> Any:
    """A member's public boards."""
    viewer = viewer_of(request)
    viewer_id = viewer.id if viewer else None
    user = find_user(handle)
    if user is None or is_blocked_between(viewer_id, user.id):
        raise UserNotFoundError
    return queries.list_boards(owner_id=user.id, viewer_id=viewer_id)


@router.get("/boards/{board_id}", auth=visitor, response={200: Board, **problems(401, 403, 404, 422)})
def get_board(request: HttpRequest, board_id: UUID) -> Any:
    """A public board, or one of one's own."""
    viewer = viewer_of(request)
    return queries.get_board(board_id=board_id, viewer_id=viewer.id if viewer else None)


@router.patch("/boards/{board_id}", auth=writer, response={200: Board, **problems(401, 403, 404, 409, 422)})
def update_board(request: HttpRequest, board_id: UUID, payload: BoardUpdate) -> Any:
    """Changes a board of one's own."""
    viewer_id = require_viewer(request).id
    boards.update_board(
        actor_id=viewer_id,
        board_id=board_id,
        name=payload.name,
        introduction=payload.introduction,
        is_public=payload.is_public,
        cover_note_id=payload.cover_note_id,
    )
    return queries.get_board(board_id=board_id, viewer_id=viewer_id)


@router.delete("/boards/{board_id}", auth=member, response={204: None, **problems(401, 403, 404, 409, 422)})
def delete_board(request: HttpRequest, board_id: UUID) -> Any:
    """Deletes a board; what was in no other is no longer kept. The default board stays."""
    collects.delete_board(actor_id=require_viewer(request).id, board_id=board_id)
    return 204, None


@router.get(
    "/boards/{board_id}/notes", auth=visitor, response={200: Page[BoardNote], **problems(401, 403, 404, 422)}
)
def list_board_notes(request: HttpRequest, board_id: UUID, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """The notes of a board, latest first. Its owner also sees where notes are gone."""
    viewer = viewer_of(request)
    viewer_id = viewer.id if viewer else None
    queries.get_board(board_id=board_id, viewer_id=viewer_id)
    return queries.list_board_notes(board_id=board_id, viewer_id=viewer_id, cursor=cursor, limit=limit)


@router.put(
    "/boards/{board_id}/notes/{note_id}",
    auth=writer,
    response={204: None, **problems(401, 403, 404, 422, 429)},
)
def add_note_to_board(request: HttpRequest, board_id: UUID, note_id: UUID) -> Any:
    """Keeps a note in one more board."""
    collects.add_to_board(actor_id=require_viewer(request).id, board_id=board_id, note_id=note_id)
    return 204, None


@router.delete(
    "/boards/{board_id}/notes/{note_id}", auth=member, response={204: None, **problems(401, 403, 404, 422)}
)
def remove_note_from_board(request: HttpRequest, board_id: UUID, note_id: UUID) -> Any:
    """Takes a note out of a board; from its last one it is no longer kept."""
    collects.remove_from_board(actor_id=require_viewer(request).id, board_id=board_id, note_id=note_id)
    return 204, None
