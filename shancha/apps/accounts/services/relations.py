"""Follow, block, mute: idempotent, and exact in their counts under any concurrency."""

from uuid import UUID

from django.db import transaction

from shancha.apps.accounts import errors
from shancha.apps.accounts.events import MuteChanged, UserBlocked, UserFollowed, UserUnblocked, UserUnfollowed
from shancha.apps.accounts.models import Mute
from shancha.apps.accounts.queries import is_blocked_between
from shancha.kit import clock, events, sql

FOLLOW_LIMIT = 5_000


@transaction.atomic
def follow_user(*, follower_id: UUID, followee_id: UUID) -> bool:
    """Follows a member; False when it was so already. Raises UserNotFoundError, BlockedError,
    SelfRelationError, FollowLimitError. Publishes UserFollowed."""
    following = _lock_pair(follower_id, followee_id)
    if is_blocked_between(follower_id, followee_id):
        raise errors.BlockedError
    if following >= FOLLOW_LIMIT:
        raise errors.FollowLimitError
    added = sql.execute(
        "insert into accounts_follow (follower_id, followee_id, created_at) values (%s, %s, %s)"
        " on conflict do nothing",
        [follower_id, followee_id, clock.now()],
    )
    if not added:
        return False
    _count(follower_id, followee_id, by=1)
    events.publish(UserFollowed(follower_id=follower_id, followee_id=followee_id))
    return True


@transaction.atomic
def unfollow_user(*, follower_id: UUID, followee_id: UUID) -> bool:
    """Ends a follow; False when there was none. Publishes UserUnfollowed."""
    _lock_pair(follower_id, followee_id)
    return _remove_follow(follower_id, followee_id)


@transaction.atomic
def block_user(*, blocker_id: UUID, blocked_id: UUID) -> bool:
    """Blocks a member and ends the follows both ways; False when it was so already.
    Publishes UserUnfollowed for each follow that ends, and UserBlocked."""
    _lock_pair(blocker_id, blocked_id)
    added = sql.execute(
        "insert into accounts_block (blocker_id, blocked_id, created_at) values (%s, %s, %s)"
        " on conflict do nothing",
        [blocker_id, blocked_id, clock.now()],
    )
    if not added:
        return False
    _remove_follow(blocker_id, blocked_id)
    _remove_follow(blocked_id, blocker_id)
    events.publish(UserBlocked(blocker_id=blocker_id, blocked_id=blocked_id))
    return True


@transaction.atomic
def unblock_user(*, blocker_id: UUID, blocked_id: UUID) -> bool:
    """Lifts a block; False when there was none. Publishes UserUnblocked."""
    removed = sql.execute(
        "delete from accounts_block where blocker_id = %s and blocked_id = %s", [blocker_id, blocked_id]
    )
    if removed:
        events.publish(UserUnblocked(blocker_id=blocker_id, blocked_id=blocked_id))
    return bool(removed)


@transaction.atomic
def mute_user_for(*, muter_id: UUID, muted_id: UUID) -> bool:
    """Takes a member out of the muter's lists; False when it was so already. The muted is not told."""
    _lock_pair(muter_id, muted_id)
    is_new = sql.execute(
        "insert into accounts_mute (muter_id, muted_id, created_at) values (%s, %s, %s)"
        " on conflict do nothing",
        [muter_id, muted_id, clock.now()],
    )
    if is_new:
        events.publish(MuteChanged(muter_id=muter_id, muted_id=muted_id))
    return bool(is_new)


@transaction.atomic
def unmute_user_for(*, muter_id: UUID, muted_id: UUID) -> bool:
    """Puts a member back into the muter's lists; False when nothing was muted."""
    was_muted = Mute.objects.filter(muter_id=muter_id, muted_id=muted_id).delete()[0]
    if was_muted:
        events.publish(MuteChanged(muter_id=muter_id, muted_id=muted_id))
    return bool(was_muted)


def _lock_pair(one: UUID, other: UUID) -> int:
    """Locks both members in the order of their ids, so that two opposite calls can't deadlock.
    Returns how many people `one` follows."""
    if one == other:
        raise errors.SelfRelationError
    rows = sql.fetch_all(
        """
        select id, following_count, status from accounts_user where id in (%s, %s)
        order by id for no key update
        """,
        [one, other],
    )
    found = {row["id"]: row for row in rows if row["status"] != "deleted"}
    if len(found) < 2:
        raise errors.UserNotFoundError
    return int(found[one]["following_count"])


def _remove_follow(follower_id: UUID, followee_id: UUID) -> bool:
    removed = sql.execute(
        "delete from accounts_follow where follower_id = %s and followee_id = %s", [follower_id, followee_id]
    )
    if not removed:
        return False
    _count(follower_id, followee_id, by=-1)
    events.publish(UserUnfollowed(follower_id=follower_id, followee_id=followee_id))
    return True


def _count(follower_id: UUID, followee_id: UUID, *, by: int) -> None:
    sql.execute(
        """
        update accounts_user set
            following_count = following_count + case when id = %(follower)s then %(by)s else 0 end,
            follower_count = follower_count + case when id = %(followee)s then %(by)s else 0 end
        where id in (%(follower)s, %(followee)s)
        """,
        {"follower": follower_id, "followee": followee_id, "by": by},
    )
