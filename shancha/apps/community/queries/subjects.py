"""Comments, topics and boards as moderation sees them: what was said, by whom, where."""

from uuid import UUID

from shancha.apps.community.errors import BoardNotFoundError
from shancha.apps.community.models import Board, BoardItem, Comment, Topic
from shancha.apps.community.queries.boards import get_board
from shancha.apps.community.queries.comments import find_comment
from shancha.apps.community.queries.notes import is_visible
from shancha.apps.moderation.subjects import SubjectKind, SubjectSnapshot, picture_addresses
from shancha.kit import sql


def describe_comment(comment_id: UUID) -> SubjectSnapshot | None:
    """A comment as it stands; its reach is about that of its note."""
    comment = Comment.objects.select_related("note").filter(id=comment_id).first()
    if comment is None:
        return None
    return SubjectSnapshot(
        author_id=comment.author_id,
        title=comment.note.title or comment.note.body[:40],
        text=comment.body,
        url=f"/n/{comment.note_id}?comment={comment.id}",
        pictures=picture_addresses([comment.picture]),
        reach=int(comment.note.view_count),
    )


def is_comment_visible(comment_id: UUID, viewer_id: UUID) -> bool:
    """Whether the viewer sees the comment, so that reports can't probe what is hidden."""
    comment = find_comment(comment_id=comment_id, viewer_id=viewer_id)
    return comment is not None and is_visible(note_id=UUID(comment["note_id"]), viewer_id=viewer_id)


def describe_topic(topic_id: UUID) -> SubjectSnapshot | None:
    """A topic as it stands; nobody is its author."""
    topic = Topic.objects.filter(id=topic_id).first()
    if topic is None:
        return None
    return SubjectSnapshot(
        author_id=None,
        title=f"#{topic.name}",
        text=f"{topic.name}\n{topic.introduction}".strip(),
        url=f"/t/{topic.slug}",
        reach=int(topic.view_count),
    )


def is_topic_visible(topic_id: UUID, _viewer_id: UUID) -> bool:
    """Topics that are open or ended can be seen by everybody."""
    return bool(
        sql.fetch_value(
            "select 1 from community_topic where id = %(id)s and state in ('active', 'ended')",
            {"id": topic_id},
        )
    )


def describe_board(board_id: UUID) -> SubjectSnapshot | None:
    """A board as it stands: its words, and the covers of the notes that were put into it last."""
    board = Board.objects.filter(id=board_id).first()
    if board is None:
        return None
    latest = BoardItem.objects.filter(board=board, note__state="public").order_by("-created_at")
    return SubjectSnapshot(
        author_id=board.owner_id,
        title=board.name,
        text=f"{board.name}\n{board.introduction}".strip(),
        url=f"/board/{board.id}",
        pictures=picture_addresses(latest.values_list("note__cover", flat=True)[:6]),
    )


def is_board_visible(board_id: UUID, viewer_id: UUID) -> bool:
    """Whether the viewer sees the board."""
    try:
        get_board(board_id=board_id, viewer_id=viewer_id)
    except BoardNotFoundError:
        return False
    return True


COMMENT = SubjectKind(
    kind="comment",
    describe=describe_comment,
    name_zh="评论",
    name_en="comment",
    machine_action="fold",
    actions=("none", "fold", "hide", "remove", "restore"),
    is_visible_to=is_comment_visible,
)
BOARD = SubjectKind(
    kind="board",
    describe=describe_board,
    name_zh="专辑",
    name_en="board",
    actions=("none", "hide", "restore"),
    is_visible_to=is_board_visible,
)
TOPIC = SubjectKind(
    kind="topic",
    describe=describe_topic,
    name_zh="话题",
    name_en="topic",
    actions=("none", "remove", "restore"),
    is_visible_to=is_topic_visible,
)
