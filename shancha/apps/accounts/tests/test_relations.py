"""Follows, blocks and mutes: idempotent, exact under concurrency, and felt in every list."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shancha.apps.accounts import queries, services
from shancha.apps.accounts.events import UserFollowed
from shancha.apps.accounts.models import Follow, User
from shancha.apps.accounts.tests.factories import make_user
from shancha.kit import events
from shancha.kit.ids import new_id

Api = Callable[..., Any]


def follow(follower: User, *followees: User) -> None:
    for followee in followees:
        services.follow_user(follower_id=follower.id, followee_id=followee.id)


def counts(user: User) -> tuple[int, int]:
    user.refresh_from_db()
    return user.follower_count, user.following_count


def handles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [person["handle"] for person in answer.json()["items"]]


@pytest.mark.django_db
def test_following_twice_counts_once_and_tells_once(api: Api, monkeypatch: Any) -> None:
    told: list[UserFollowed] = []
    subscriber = events._Subscriber("test", told.append, later=False)
    monkeypatch.setitem(events._subscribers, UserFollowed, [subscriber])
    fan, idol = make_user(), make_user()
    client = api(fan)
    for _ in range(2):
        answer = client.send("PUT", f"/users/{idol.id}/follow")
        assert answer.json() == {"follows": True, "followed_by": False, "follower_count": 1}
    assert told == [UserFollowed(follower_id=fan.id, followee_id=idol.id)]
    assert (counts(fan), counts(idol)) == ((0, 1), (1, 0))
    for _ in range(2):
        assert client.send("DELETE", f"/users/{idol.id}/follow").json()["follower_count"] == 0
    assert (counts(fan), counts(idol)) == ((0, 0), (0, 0))


@pytest.mark.django_db
def test_nobody_follows_themselves_or_nobody(api: Api) -> None:
    user = make_user()
    client = api(user)
    for deed in ("follow", "block", "mute"):
        answer = client.send("PUT", f"/users/{user.id}/{deed}")
        assert (answer.status_code, answer.json()["code"]) == (422, "accounts.self_relation")
        assert client.send("PUT", f"/users/{new_id()}/{deed}").status_code == 404
        assert api().send("PUT", f"/users/{user.id}/{deed}").status_code == 401


@pytest.mark.django_db
def test_five_thousand_at_most(api: Api) -> None:
    user = make_user(following_count=5000)
    answer = api(user).send("PUT", f"/users/{make_user().id}/follow")
    assert (answer.status_code, answer.json()["code"]) == (409, "accounts.follow_limit")


@pytest.mark.django_db
def test_a_block_ends_follows_both_ways_and_hides_both(api: Api) -> None:
    one, other, third = make_user(), make_user(), make_user()
    follow(one, other, third)
    follow(other, one, third)
    assert api(one).send("PUT", f"/users/{other.id}/block").json() == {"is_on": True}
    assert (counts(one), counts(other), counts(third)) == ((0, 1), (0, 1), (2, 0))
    answer = api(other).send("PUT", f"/users/{one.id}/follow")
    assert (answer.status_code, answer.json()["code"]) == (403, "accounts.blocked")
    assert api(other).get(f"/users/{one.handle}").status_code == 404
    assert api(other).get(f"/users/{one.handle}/followers").status_code == 404
    assert api(one).get(f"/users/{other.handle}").json()["viewer"]["blocked"] is True
    assert handles(api(one).get(f"/users/{third.handle}/followers")) == [one.handle]
    assert handles(api(other).get(f"/users/{third.handle}/followers")) == [other.handle]
    assert handles(api().get(f"/users/{third.handle}/followers")) == [other.handle, one.handle]
    assert handles(api(one).get("/me/blocks")) == [other.handle]
    assert queries.hidden_user_ids(one.id) == {other.id}
    assert queries.hidden_user_ids(other.id) == {one.id}
    assert api(one).send("DELETE", f"/users/{other.id}/block").json() == {"is_on": False}
    assert api(other).get(f"/users/{one.handle}").status_code == 200
    assert Follow.objects.count() == 2


@pytest.mark.django_db
def test_a_mute_is_felt_by_the_muter_alone(api: Api) -> None:
    one, other, third = make_user(), make_user(), make_user()
    follow(one, third)
    follow(other, third)
    client = api(one)
    assert client.send("PUT", f"/users/{other.id}/mute").json() == {"is_on": True}
    assert client.send("PUT", f"/users/{other.id}/mute").json() == {"is_on": True}
    assert handles(client.get(f"/users/{third.handle}/followers")) == [one.handle]
    assert handles(api(other).get(f"/users/{third.handle}/followers")) == [other.handle, one.handle]
    assert handles(client.get("/me/mutes")) == [other.handle]
    page = client.get(f"/users/{other.handle}").json()
    assert page["viewer"]["muted"] is True
    assert api(other).get(f"/users/{one.handle}").json()["viewer"]["muted"] is False
    client.send("DELETE", f"/users/{other.id}/mute")
    assert queries.hidden_user_ids(one.id) == frozenset()


@pytest.mark.django_db
def test_lists_page_without_repeat(api: Api) -> None:
    idol = make_user()
    fans = [make_user() for _ in range(5)]
    for fan in fans:
        follow(fan, idol)
    seen: list[str] = []
    cursor = ""
    while True:
        page = api(fans[0]).get(f"/users/{idol.handle}/followers", {"limit": 2, "cursor": cursor}).json()
        seen += [person["handle"] for person in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [fan.handle for fan in reversed(fans)]
    assert api().get(f"/users/{idol.handle}/followers", {"cursor": "junk"}).status_code == 422


@pytest.mark.django_db
def test_private_lists_stay_private(api: Api) -> None:
    user = make_user(privacy={"show_followers": False})
    answer = api(make_user()).get(f"/users/{user.handle}/followers")
    assert (answer.status_code, answer.json()["code"]) == (403, "accounts.list_hidden")
    assert api(user).get(f"/users/{user.handle}/followers").status_code == 200
    page = api().get(f"/users/{user.handle}").json()
    assert (page["can_list_followers"], page["can_list_following"]) == (False, True)


@pytest.mark.django_db
def test_lists_cost_the_same_for_one_and_for_twenty(api: Api) -> None:
    one, many = make_user(), make_user()
    people = [make_user() for _ in range(20)]
    follow(people[0], one)
    for person in people:
        follow(person, many)
        services.block_user(blocker_id=many.id, blocked_id=make_user().id)
    services.block_user(blocker_id=one.id, blocked_id=people[5].id)
    for short, long in (
        (f"/users/{one.handle}/followers", f"/users/{many.handle}/followers"),
        (f"/users/{one.handle}/following", f"/users/{people[3].handle}/following"),
    ):
        client = api(people[1])
        assert _statements(client, short) == _statements(client, long)
    assert _statements(api(one), "/me/blocks") == _statements(api(many), "/me/blocks")
    assert _statements(api(one), "/me/sessions") == _statements(api(many), "/me/sessions")


def _statements(client: Any, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.django_db
def test_suggestions_say_why(api: Api) -> None:
    me = make_user(interests=["food", "travel", "pets"], city_code="530100")
    friend, friends_friend = make_user(nickname="阿树"), make_user(note_count=1)
    follow(me, friend)
    follow(friend, friends_friend, me)
    shared = make_user(interests=["food", "travel"], note_count=1)
    near = make_user(city_code="530100", note_count=1)
    star = make_user(role="star", badge_label="演员")
    blocked, muted, suspended = (
        make_user(interests=["food"]),
        make_user(interests=["food"]),
        make_user(interests=["food"]),
    )
    services.block_user(blocker_id=me.id, blocked_id=blocked.id)
    services.mute_user_for(muter_id=me.id, muted_id=muted.id)
    services.suspend_user(user_id=suspended.id)
    people = api(me).get("/users/suggested").json()["items"]
    reasons = {person["handle"]: person["reason"] for person in people}
    assert reasons[friends_friend.handle] == {"code": "followed_by", "arg": "阿树"}
    assert reasons[shared.handle] == {"code": "interest", "arg": "food"}
    assert reasons[near.handle] == {"code": "city", "arg": "昆明"}
    assert reasons[star.handle] == {"code": "verified", "arg": "演员"}
    assert {me.handle, friend.handle, blocked.handle, muted.handle, suspended.handle}.isdisjoint(reasons)
    api(me).send("PATCH", "/me/settings", {"personalised": False})
    people = api(me).get("/users/suggested").json()["items"]
    assert {person["reason"]["code"] for person in people} <= {"verified", "popular"}
    visitor = api()
    visitor.send("PUT", "/me/interests", {"categories": ["food", "travel", "pets"]})
    first = visitor.get("/users/suggested", {"limit": 1}).json()["items"][0]
    assert first["reason"]["code"] == "interest"


@pytest.mark.django_db
def test_suggestions_name_nobody_who_keeps_it_private_or_is_muted(api: Api) -> None:
    me = make_user(city_code="530100")
    private, bore, open_friend = make_user(nickname="不公开"), make_user(nickname="屏蔽的"), make_user()
    known, hidden_tie, muted_tie = (make_user(note_count=1) for _ in range(3))
    follow(me, private, bore, open_friend)
    follow(private, hidden_tie, known)
    follow(bore, muted_tie, known)
    follow(open_friend, known)
    quiet_neighbour = make_user(city_code="530100", note_count=1)
    for user, switch in ((private, "show_following"), (quiet_neighbour, "show_city")):
        api(user).send("PATCH", "/me/settings", {"privacy": {switch: False}})
    services.mute_user_for(muter_id=me.id, muted_id=bore.id)

    people = api(me).get("/users/suggested", {"limit": 20}).json()["items"]

    reasons = {person["handle"]: person["reason"] for person in people}
    assert reasons[known.handle] == {"code": "followed_by", "arg": open_friend.nickname}
    for silent in (hidden_tie, muted_tie, quiet_neighbour):
        assert reasons[silent.handle]["code"] == "popular"
