"""Following stores."""

from uuid import UUID

from django.db import transaction

from shancha.apps.mall.errors import StoreNotFoundError
from shancha.apps.mall.queries.store_pages import find_store_id
from shancha.kit import sql
from shancha.kit.clock import now


@transaction.atomic
def follow_store(*, user_id: UUID, store_id: UUID) -> int:
    """Follows a store; repeated, nothing happens. Returns its followers. Raises StoreNotFoundError."""
    if find_store_id(str(store_id)) is None:
        raise StoreNotFoundError
    added = sql.execute(
        "insert into mall_storefollow (user_id, store_id, created_at) values (%s, %s, %s)"
        " on conflict do nothing",
        [user_id, store_id, now()],
    )
    return _move_count(store_id, added)


@transaction.atomic
def unfollow_store(*, user_id: UUID, store_id: UUID) -> int:
    """Takes it back, also from a store that is shut; repeated, nothing happens. Returns its followers."""
    removed = sql.execute(
        "delete from mall_storefollow where user_id = %s and store_id = %s", [user_id, store_id]
    )
    return _move_count(store_id, -removed)


def forget_member(user_id: UUID) -> None:
    """A member who is gone follows nobody."""
    stores = sql.fetch_rows("select store_id from mall_storefollow where user_id = %s", [user_id])
    for (store_id,) in stores:
        unfollow_store(user_id=user_id, store_id=store_id)


def _move_count(store_id: UUID, step: int) -> int:
    count = sql.fetch_value(
        "update mall_store set follower_count = follower_count + %s where id = %s returning follower_count"
        if step
        else "select follower_count + %s from mall_store where id = %s",
        [step, store_id],
    )
    if count is None:
        raise StoreNotFoundError
    return int(count)
