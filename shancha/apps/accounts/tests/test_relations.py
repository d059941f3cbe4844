"""Follows, blocks and mutes."""

import pytest

from shancha.apps.accounts import errors, queries, services
from shancha.apps.accounts.tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_following_twice_counts_once() -> None:
    fan, idol = make_user(), make_user()
    assert services.follow_user(follower_id=fan.id, followee_id=idol.id)
    assert not services.follow_user(follower_id=fan.id, followee_id=idol.id)
    fan.refresh_from_db()
    idol.refresh_from_db()
    assert (fan.following_count, idol.follower_count) == (1, 1)
    assert services.unfollow_user(follower_id=fan.id, followee_id=idol.id)
    assert not services.unfollow_user(follower_id=fan.id, followee_id=idol.id)
    idol.refresh_from_db()
    assert idol.follower_count == 0


def test_block_ends_follows_both_ways_and_hides() -> None:
    one, other = make_user(), make_user()
    services.follow_user(follower_id=one.id, followee_id=other.id)
    services.follow_user(follower_id=other.id, followee_id=one.id)
    assert services.block_user(blocker_id=one.id, blocked_id=other.id)
    for user in (one, other):
        user.refresh_from_db()
        assert (user.follower_count, user.following_count) == (0, 0)
    assert queries.hidden_user_ids(other.id) == {one.id}
    with pytest.raises(errors.BlockedError):
        services.follow_user(follower_id=other.id, followee_id=one.id)
