"""Many things at the same moment: counts stay exact, a code opens one account, tries stay bounded."""

from collections.abc import Callable
from uuid import UUID

import pytest

from shancha.apps.accounts import services
from shancha.apps.accounts.errors import CodeWrongError
from shancha.apps.accounts.models import Follow, OneTimeCode, OutgoingMessage, User
from shancha.apps.accounts.services import codes, sign_in
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.accounts.tests.test_phone import code_for
from shancha.apps.accounts.tests.test_relations import counts
from shancha.kit.limits import RateLimitedError
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_counts_stay_exact_when_everybody_follows_everybody_at_once() -> None:
    people = [make_user() for _ in range(6)]
    pairs = [(one, other) for one in people for other in people if one is not other]

    def both_ways(one: User, other: User) -> Callable[[], None]:
        def work() -> None:
            services.follow_user(follower_id=one.id, followee_id=other.id)
            services.follow_user(follower_id=one.id, followee_id=other.id)

        return work

    assert run_together(both_ways(one, other) for one, other in pairs) == []
    assert {counts(person) for person in people} == {(5, 5)}
    services_at_once = [
        lambda one=one, other=other: services.unfollow_user(follower_id=one.id, followee_id=other.id)
        for one, other in pairs[:15]
    ] + [
        lambda one=one, other=other: services.block_user(blocker_id=one.id, blocked_id=other.id)
        for one, other in pairs[:6]
    ]
    assert run_together(services_at_once) == []
    for person in people:
        assert counts(person) == (
            Follow.objects.filter(followee=person).count(),
            Follow.objects.filter(follower=person).count(),
        )


def test_one_follow_asked_by_many_threads_counts_once() -> None:
    fan, idol = make_user(), make_user()
    raised = run_together(
        (lambda: services.follow_user(follower_id=fan.id, followee_id=idol.id)) for _ in range(8)
    )
    assert raised == []
    assert counts(idol) == (1, 0)
    assert counts(fan) == (0, 1)


def test_codes_asked_for_at_once_send_one_message() -> None:
    refused = run_together([lambda: codes.request_code(number="+8613800138000", purpose="sign_in")] * 4)
    assert [type(error) for error in refused] == [RateLimitedError] * 3
    assert OneTimeCode.objects.count() == 1


def test_one_code_used_by_many_at_once_opens_one_account() -> None:
    code = code_for()
    raised = run_together(
        lambda: sign_in.enter_by_phone(number="+8613800138000", code=code) for _ in range(6)
    )
    assert User.objects.count() == 1
    assert [type(error) for error in raised] == [CodeWrongError] * 5


def test_guessing_in_parallel_gets_five_tries_all_the_same() -> None:
    code = code_for()
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    run_together(
        lambda: codes.use_code(number="+8613800138000", purpose="sign_in", code=wrong) for _ in range(10)
    )
    assert OneTimeCode.objects.get().tries == 5
    with pytest.raises(CodeWrongError):
        codes.use_code(number="+8613800138000", purpose="sign_in", code=code)


def test_a_code_proves_one_thing_however_many_are_asked_at_once() -> None:
    user = make_user(phone="13800138000")
    codes.request_code(number=user.phone, purpose="verify")
    code = OutgoingMessage.objects.latest("created_at").code
    done: list[UUID] = []

    def prove() -> None:
        with codes.spending(codes.check_code(number=user.phone, purpose="verify", code=code)):
            done.append(user.id)

    raised = run_together([prove] * 4)
    assert len(done) == 1
    assert [type(error) for error in raised] == [CodeWrongError] * 3
