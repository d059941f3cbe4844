"""Keeping notes in boards (专辑). A note is kept once, in one board or several; a member's own notes
can be kept too, but count for nothing."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.services import adjust_counts
from shancha.apps.community.errors import BoardNotFoundError, DefaultBoardError, NoteNotFoundError
from shancha.apps.community.events import NoteCollected, NoteUncollected
from shancha.apps.community.models import Board, BoardItem, Collect, Note
from shancha.apps.community.queries.visibility import VISIBLE
from shancha.apps.community.services.boards import ensure_default_board
from shancha.apps.community.services.reactions import tell_author
from shancha.kit import limits, sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.turns import take_turn

_COLLECT = f"""
with note as (
    select n.id, n.author_id from community_note n
    where n.id = %(note)s::uuid and n.state = 'public' and {VISIBLE}
), made as (
    insert into community_collect (user_id, note_id, created_at)
    select %(viewer)s::uuid, note.id, %(now)s from note on conflict do nothing returning note_id
), counted as (
    update community_note n set collect_count = n.collect_count + 1
    from made, note where n.id = made.note_id and note.author_id <> %(viewer)s::uuid returning n.state
)
select note.author_id, (select count(*) from made), counted.state from note left join counted on true
"""  # noqa: S608 - constants of ours
_UNCOLLECT = """
with gone as (
    delete from community_collect
    where user_id = %(viewer)s::uuid and note_id = %(note)s::uuid returning note_id
), counted as (
    update community_note n set collect_count = greatest(n.collect_count - 1, 0)
    from gone where n.id = gone.note_id and n.author_id <> %(viewer)s::uuid returning n.id, n.state
)
select n.author_id, counted.state from gone join community_note n on n.id = gone.note_id
left join counted on counted.id = n.id
"""
_PUT_INTO = """
with wanted as (
    select b.id from community_board b where b.id = any(%(boards)s::uuid[]) order by b.id for no key update
), made as (
    insert into community_boarditem (board_id, note_id, created_at)
    select wanted.id, %(note)s::uuid, %(now)s from wanted on conflict do nothing returning board_id
)
update community_board b set note_count = b.note_count + 1, updated_at = %(now)s
from made where b.id = made.board_id
"""
_TAKE_OUT = """
with wanted as (
    select b.id from community_board b
    where b.owner_id = %(viewer)s::uuid and not (b.id = any(%(keep)s::uuid[]))
    order by b.id for no key update
), gone as (
    delete from community_boarditem i using wanted
    where i.board_id = wanted.id and i.note_id = %(note)s::uuid returning i.board_id
)
update community_board b set note_count = greatest(b.note_count - 1, 0), updated_at = %(now)s,
    cover_note_id = nullif(b.cover_note_id, %(note)s::uuid)
from gone where b.id = gone.board_id
"""


@transaction.atomic
def collect_note(*, actor_id: UUID, note_id: UUID, board_ids: Sequence[UUID] | None = None) -> None:
    """Keeps a note in exactly these boards of the member's own; without any given, in the default board
    unless it is kept somewhere already. Raises NoteNotFoundError, BoardNotFoundError, RateLimitedError."""
    limits.check("collect", str(actor_id), limit=600, seconds=3600)
    _hold_boards(actor_id)
    wanted = list(dict.fromkeys(board_ids or ()))
    if Board.objects.filter(id__in=wanted, owner_id=actor_id).count() != len(wanted):
        raise BoardNotFoundError
    author_id, is_new, is_counted = _collect(actor_id, note_id)
    if wanted:
        _take_out(actor_id, note_id, keep=wanted)
        _put_into(wanted, note_id)
    elif is_new:
        _put_into([ensure_default_board(actor_id).id], note_id)
    if is_new:
        _credit(actor_id, author_id, note_id, is_counted=is_counted)


@transaction.atomic
def uncollect_note(*, actor_id: UUID, note_id: UUID) -> None:
    """Keeps a note no longer, in no board; silent where it was not kept. Works for notes that are gone."""
    _hold_boards(actor_id)
    _take_out(actor_id, note_id, keep=[])
    _uncollect(actor_id, [note_id])


@transaction.atomic
def add_to_board(*, actor_id: UUID, board_id: UUID, note_id: UUID) -> None:
    """Keeps a note in one more board. Raises BoardNotFoundError, NoteNotFoundError, RateLimitedError."""
    limits.check("collect", str(actor_id), limit=600, seconds=3600)
    _hold_boards(actor_id)
    _own_board(actor_id, board_id)
    author_id, is_new, is_counted = _collect(actor_id, note_id)
    _put_into([board_id], note_id)
    if is_new:
        _credit(actor_id, author_id, note_id, is_counted=is_counted)


@transaction.atomic
def remove_from_board(*, actor_id: UUID, board_id: UUID, note_id: UUID) -> None:
    """Takes a note out of one board; from the last one it is no longer kept at all."""
    _hold_boards(actor_id)
    _own_board(actor_id, board_id)
    others = list(Board.objects.filter(owner_id=actor_id).exclude(id=board_id).values_list("id", flat=True))
    _take_out(actor_id, note_id, keep=others)
    if not BoardItem.objects.filter(board__owner_id=actor_id, note_id=note_id).exists():
        _uncollect(actor_id, [note_id])


@transaction.atomic
def delete_board(*, actor_id: UUID, board_id: UUID) -> None:
    """Deletes a board of the member's own; what was in no other is no longer kept. Raises
    BoardNotFoundError, DefaultBoardError."""
    _hold_boards(actor_id)
    board = Board.objects.filter(id=board_id, owner_id=actor_id).first()
    if board is None:
        raise BoardNotFoundError
    if board.is_default:
        raise DefaultBoardError
    note_ids = set(BoardItem.objects.filter(board=board).values_list("note_id", flat=True))
    board.delete()
    still = BoardItem.objects.filter(board__owner_id=actor_id, note_id__in=note_ids)
    _uncollect(actor_id, sorted(note_ids - set(still.values_list("note_id", flat=True))))


def _hold_boards(actor_id: UUID) -> None:
    """One change of a member's boards at a time."""
    take_turn("boards", actor_id)


def _own_board(actor_id: UUID, board_id: UUID) -> None:
    if not Board.objects.filter(id=board_id, owner_id=actor_id).exists():
        raise BoardNotFoundError


def _collect(actor_id: UUID, note_id: UUID) -> tuple[UUID, bool, bool]:
    """Author, whether it is new, whether it counts. A note that is gone can still be moved between boards."""
    rows = sql.fetch_rows(_COLLECT, {"viewer": actor_id, "note": note_id, "now": now()})
    if rows:
        author_id, made, state = rows[0]
        return author_id, bool(made), state == Note.State.PUBLIC
    kept = Collect.objects.filter(user_id=actor_id, note_id=note_id).values_list("note__author_id", flat=True)
    if not kept:
        raise NoteNotFoundError
    return kept[0], False, False


def _uncollect(actor_id: UUID, note_ids: Sequence[UUID]) -> None:
    """Ends the keeping of notes. Authors' counts move last and in one order: nobody waits in a ring."""
    lost: Counter[UUID] = Counter()
    for note_id in note_ids:
        for author_id, state in sql.fetch_rows(_UNCOLLECT, {"viewer": actor_id, "note": note_id}):
            lost[author_id] += state == Note.State.PUBLIC
            publish(NoteUncollected(note_id=note_id, author_id=author_id, user_id=actor_id))
    for author_id in sorted(lost):
        adjust_counts(author_id, liked=-lost[author_id])


def _put_into(board_ids: Sequence[UUID], note_id: UUID) -> None:
    sql.execute(_PUT_INTO, {"boards": list(board_ids), "note": note_id, "now": now()})


def _take_out(actor_id: UUID, note_id: UUID, *, keep: Sequence[UUID]) -> None:
    sql.execute(_TAKE_OUT, {"viewer": actor_id, "note": note_id, "keep": list(keep), "now": now()})


def _credit(actor_id: UUID, author_id: UUID, note_id: UUID, *, is_counted: bool) -> None:
    if is_counted:
        adjust_counts(author_id, liked=1)
        tell_author(actor_id=actor_id, note_id=note_id, kind="note_collected")
    publish(NoteCollected(note_id=note_id, author_id=author_id, user_id=actor_id))
