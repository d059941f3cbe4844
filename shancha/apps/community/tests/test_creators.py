"""Members become creators by the published rule."""

from datetime import timedelta

import pytest

from shancha.apps.accounts.services import verification
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import CreatorRule
from shancha.apps.community.services import creators
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.moderation.models import Case, Decision, Sanction
from shancha.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_rule():
    CreatorRule.objects.update_or_create(
        id=1, defaults={"note_count": 2, "praise_count": 10, "follower_count": 3, "days": 30}
    )


def member(**fields):
    joined = clock.now() - timedelta(days=60)
    return make_user(**{"follower_count": 3, "joined_at": joined, **fields})


def write(author, *, category="food", notes=2, **fields):
    for _ in range(notes):
        make_public_note(author, category_id=category, **{"like_count": 3, "collect_count": 2, **fields})


def role_of(user):
    user.refresh_from_db()
    return user.role, user.badge_category


def test_who_meets_the_rule_is_a_creator_of_the_category_praised_most(api):
    user = member()
    write(user)
    write(user, category="pets", like_count=9)
    assert creators.grant_earned_roles() == 1
    assert role_of(user) == ("creator", "pets")
    badge = api(user).get("/me").json()["badge"]
    assert badge == {"kind": "creator", "label": "", "category": "pets"}
    assert api(user).get("/me/verification").json()["items"][0]["source"] == "rule"
    kinds = [each["kind"] for each in api(user).get("/notifications", {"lane": "system"}).json()["items"]]
    assert kinds.count("role_earned") == 1
    assert creators.grant_earned_roles() == 0


@pytest.mark.parametrize(
    ("person", "work"),
    [
        ({}, {"notes": 1}),
        ({}, {"like_count": 2}),
        ({}, {"is_paid_cooperation": True}),
        ({}, {"visibility": "private"}),
        ({}, {"state": "hidden"}),
        ({}, {"published_at": clock.now() - timedelta(days=31)}),
        ({"follower_count": 2}, {}),
        ({"joined_at": clock.now() - timedelta(days=3)}, {}),
        ({"role": "star"}, {}),
        ({"status": "suspended", "suspended_at": clock.now()}, {}),
    ],
)
def test_who_misses_one_thing_is_not(person, work):
    user = member(**person)
    write(user, **work)
    assert creators.grant_earned_roles() == 0


def test_praise_over_several_categories_is_no_vertical():
    user = member()
    write(user, notes=1)
    write(user, notes=1, category="pets")
    assert creators.grant_earned_roles() == 0


def test_nothing_is_given_while_a_measure_or_a_revocation_is_fresh(api):
    revoked, sanctioned = member(), member()
    for user in (revoked, sanctioned):
        write(user)
    verification.grant_role(user_id=revoked.id, role="creator", category="food")
    verification.revoke_role(user_id=revoked.id, operator_id=make_user(is_operator=True).id, reason="搬运")
    case = Case.objects.create(
        subject_kind="user", subject_id=sanctioned.id, reason="other", due_at=clock.now()
    )
    decision = Decision.objects.create(
        case=case, author=sanctioned, action="none", subject_kind="user", subject_id=sanctioned.id
    )
    sanction = Sanction.objects.create(user=sanctioned, decision=decision, kind="mute")
    assert creators.grant_earned_roles() == 0
    for user in (revoked, sanctioned):
        assert api(user).get("/creators/progress").json()["is_waiting"]
    sanction.lifted_at = clock.now()
    sanction.save()
    assert creators.grant_earned_roles() == 1
    assert role_of(sanctioned) == ("creator", "food")


def test_a_name_like_a_verified_one_waits_and_stops_nobody_else():
    make_user(nickname="沈雨棠", role="star")
    namesake, other = member(), member()
    type(namesake).objects.filter(id=namesake.id).update(nickname="沈雨棠", nickname_key="沈雨棠")
    for user in (namesake, other):
        write(user)
    assert creators.grant_earned_roles() == 1
    assert role_of(namesake)[0] == "member"
    assert role_of(other)[0] == "creator"


def test_the_rule_is_public_and_the_progress_ones_own(api):
    user = member()
    write(user, notes=1)
    rule = api().get("/creators/rule").json()
    assert rule == {
        "is_on": True, "days": 30, "note_count": 2, "praise_count": 10, "follower_count": 3,
        "account_days": 30, "wait_days": 180,
    }  # fmt: skip
    assert api().get("/creators/progress").status_code == 401
    assert api(user).get("/creators/progress").json() == {
        "rule": rule, "category": "food", "note_count": 1, "praise_count": 5, "follower_count": 3,
        "account_days": 60, "is_waiting": False,
    }  # fmt: skip
    newcomer = api(make_user()).get("/creators/progress").json()
    assert (newcomer["category"], newcomer["note_count"], newcomer["account_days"]) == (None, 0, 0)


def test_operators_set_the_rule_and_can_switch_it_off(api):
    path = "/admin/community/creatorrule/1/change/"
    form = {
        "note_count": 1, "praise_count": 1, "follower_count": 0, "days": 30, "account_days": 0,
    }  # fmt: skip
    assert api(make_user(is_moderator=True)).post(path, form).status_code == 403
    operator = api(make_user(is_operator=True))
    assert operator.get("/admin/community/creatorrule/").status_code == 200
    assert operator.post(path, {**form, "days": 3}).status_code == 200
    assert operator.post(path, form).status_code == 302
    user = member()
    write(user)
    assert api().get("/creators/rule").json()["is_on"] is False
    assert creators.grant_earned_roles() == 0
