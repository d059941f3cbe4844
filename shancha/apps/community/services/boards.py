"""Boards (专辑): made, named, ordered, opened to others or not. What is in them: see `collects`."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from shancha.apps.community.errors import (
    BoardInvalidError,
    BoardLimitError,
    BoardNameTakenError,
    BoardNotFoundError,
)
from shancha.apps.community.models import Board, BoardItem
from shancha.apps.moderation.services import screen
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, clean_text, grapheme_length

BOARD_LIMIT = 100
MAX_NAME = 20
DEFAULT_NAME = "默认专辑"


def ensure_default_board(owner_id: UUID) -> Board:
    """The board for what is kept without naming one; made on first use, also by two at once."""
    board = Board.objects.filter(owner_id=owner_id, is_default=True).first()
    if board:
        return board
    name = DEFAULT_NAME
    while Board.objects.filter(owner_id=owner_id, name=name).exists():
        name += "·"
    Board.objects.bulk_create([Board(owner_id=owner_id, name=name, is_default=True)], ignore_conflicts=True)
    return Board.objects.get(owner_id=owner_id, is_default=True)


@transaction.atomic
def create_board(*, actor_id: UUID, name: str, introduction: str = "", is_public: bool = True) -> Board:
    """Makes a board at the end of the list. Raises BoardInvalidError, BoardNameTakenError,
    BoardLimitError."""
    own = Board.objects.filter(owner_id=actor_id)
    if own.count() >= BOARD_LIMIT:
        raise BoardLimitError
    last = own.aggregate(last=Max("position"))["last"] or 0
    board = Board(owner_id=actor_id, is_public=is_public, position=last + 1)
    _describe(board, name, introduction)
    _save(board)
    return board


@transaction.atomic
def update_board(
    *,
    actor_id: UUID,
    board_id: UUID,
    name: str | None = None,
    introduction: str | None = None,
    is_public: bool | None = None,
    cover_note_id: UUID | None = None,
) -> Board:
    """Changes what is given. The cover is one of the board's notes. Raises BoardNotFoundError,
    BoardInvalidError, BoardNameTakenError."""
    board = _lock_own(actor_id, board_id)
    if name is not None or introduction is not None:
        _describe(
            board,
            board.name if name is None else name,
            board.introduction if introduction is None else introduction,
        )
    if is_public is not None:
        board.is_public = is_public
    if cover_note_id is not None:
        if not BoardItem.objects.filter(board=board, note_id=cover_note_id).exists():
            message = bilingual("封面需是专辑中的笔记", "The cover must be one of the board's notes")
            raise BoardInvalidError(fields={"cover_note_id": message})
        board.cover_note_id = cover_note_id
    board.updated_at = now()
    _save(board)
    return board


@transaction.atomic
def order_boards(*, actor_id: UUID, board_ids: Sequence[UUID]) -> None:
    """Puts the member's boards in this order; those not named come after. Raises BoardNotFoundError."""
    own = {
        board.id: board
        for board in Board.objects.select_for_update().filter(owner_id=actor_id).order_by("id")
    }
    if any(board_id not in own for board_id in board_ids):
        raise BoardNotFoundError
    rest = sorted(own.values(), key=lambda board: (board.position, board.id))
    ordered = list(dict.fromkeys([*board_ids, *(board.id for board in rest)]))
    for position, board_id in enumerate(ordered):
        own[board_id].position = position
    Board.objects.bulk_update(own.values(), ["position"])


def decide_board(*, board_id: UUID, action: str) -> None:
    """Leaves a board to its owner alone, or lets others see it again. Runs in the caller's transaction."""
    if action in {"hide", "restore"}:
        Board.objects.filter(id=board_id).update(is_withheld=action == "hide")


def _lock_own(actor_id: UUID, board_id: UUID) -> Board:
    board = Board.objects.select_for_update(no_key=True).filter(id=board_id, owner_id=actor_id).first()
    if board is None:
        raise BoardNotFoundError
    return board


def _describe(board: Board, name: str, introduction: str) -> None:
    name, introduction = clean_line(name), clean_text(introduction)
    problems = {}
    if not 1 <= grapheme_length(name) <= MAX_NAME or len(name) > 40:
        problems["name"] = bilingual(f"请填写 1-{MAX_NAME} 个字", f"Between 1 and {MAX_NAME} characters")
    if grapheme_length(introduction) > 100 or len(introduction) > 200:
        problems["introduction"] = bilingual("最多 100 个字", "At most 100 characters")
    if (
        not problems
        and screen(kind="board", author_id=board.owner_id, text=f"{name}\n{introduction}").decision != "allow"
    ):
        problems["name"] = bilingual("含有平台规则不允许的内容", "This breaks the platform's rules")
    if problems:
        raise BoardInvalidError(fields=problems)
    board.name, board.introduction = name, introduction


def _save(board: Board) -> None:
    try:
        with transaction.atomic():
            board.save()
    except IntegrityError as error:
        raise BoardNameTakenError from error
