"""Likes of comments."""

from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.community.errors import CommentNotFoundError
from shancha.apps.community.events import CommentLiked, CommentUnliked
from shancha.apps.community.services.comment_heat import HEAT
from shancha.apps.messaging.services import notify, withdraw_notice
from shancha.kit import clock, limits, sql
from shancha.kit.events import publish

_LIKE = f"""
    with comment as (
        select c.id, c.author_id, c.note_id, c.body from community_comment c
        join community_note n on n.id = c.note_id
        left join community_comment root on root.id = c.parent_id
        where c.id = %(id)s and c.state in ('public', 'folded') and n.state = 'public'
          and (root.id is null or root.state in ('public', 'folded'))
          and (n.visibility = 'public' or n.author_id = %(user)s or (n.visibility = 'followers' and exists (
              select 1 from accounts_follow f where f.follower_id = %(user)s
                  and f.followee_id = n.author_id)))
          and not exists (select 1 from accounts_block b
              where (b.blocker_id = %(user)s and b.blocked_id in (c.author_id, root.author_id, n.author_id))
                 or (b.blocked_id = %(user)s and b.blocker_id in (c.author_id, root.author_id, n.author_id)))
    ), made as (
        insert into community_commentlike (comment_id, user_id, created_at)
        select id, %(user)s, %(now)s from comment on conflict do nothing returning comment_id
    ), counted as (
        update community_comment c set like_count = c.like_count + 1,
            hot = {HEAT.format(c="c", likes="(c.like_count + 1)", replies="c.reply_count")}
        from made where c.id = made.comment_id
    )
    select comment.author_id, comment.note_id, comment.body, (select count(*) from made) from comment"""  # noqa: S608 - constants of ours

_UNLIKE = f"""
    with gone as (
        delete from community_commentlike where comment_id = %(id)s and user_id = %(user)s
            returning comment_id
    )
    update community_comment c set like_count = greatest(c.like_count - 1, 0),
        hot = {HEAT.format(c="c", likes="greatest(c.like_count - 1, 0)", replies="c.reply_count")}
    from gone where c.id = gone.comment_id returning c.author_id"""  # noqa: S608 - constants of ours


@transaction.atomic
def like_comment(*, actor: Viewer, comment_id: UUID) -> None:
    """Likes a comment; doing it again changes nothing. Raises CommentNotFoundError, RateLimitedError."""
    limits.check("comment_like", str(actor.id), limit=600, seconds=3600)
    rows = sql.fetch_rows(_LIKE, {"id": comment_id, "user": actor.id, "now": clock.now()})
    if not rows:
        raise CommentNotFoundError
    author_id, note_id, body, made = rows[0]
    if not made:
        return
    if author_id != actor.id:
        notify(
            user_id=author_id,
            lane="likes",
            kind="comment_liked",
            actor_id=actor.id,
            subject_kind="comment",
            subject_id=comment_id,
            group_key=f"comment_liked:{comment_id}",
            payload={"note_id": str(note_id), "comment_id": str(comment_id), "excerpt": body[:80]},
        )
    publish(CommentLiked(comment_id=comment_id, note_id=note_id, user_id=actor.id))


@transaction.atomic
def unlike_comment(*, actor_id: UUID, comment_id: UUID) -> None:
    """Takes a like back; silent where there was none."""
    author_id = sql.fetch_value(_UNLIKE, {"id": comment_id, "user": actor_id})
    if author_id is not None:
        withdraw_notice(user_id=author_id, group_key=f"comment_liked:{comment_id}", actor_id=actor_id)
        publish(CommentUnliked(comment_id=comment_id, user_id=actor_id))
