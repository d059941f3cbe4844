"""Rings are found by device, payer, payout, phone, address and near-equal words; families are no rings."""

from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts.models import Tie
from shancha.apps.accounts.services import record_tie
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.moderation import services
from shancha.apps.moderation.queries.links import find_links, find_rings
from shancha.apps.moderation.screening.normalise import normalise
from shancha.apps.moderation.screening.sketch import ALIKE, BANDS, sketch
from shancha.apps.moderation.tests.factories import make_moderator, report
from shancha.apps.moderation.tests.test_admin import office, page
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db

SCRIPT = "韩国代购第三年，{}全程小票直播，三天到手，上一批姐妹都说{}，要的扣一我私你"
CHATTER = "昨天和朋友去了城西那家新开的面馆，汤头很鲜，排队四十分钟也值得"


def tie(kind: str, value: str, *users: Any) -> None:
    for user in users:
        record_tie(user_id=user.id, kind=kind, value=value)


def write(user: Any, text: str) -> None:
    services.screen(kind="comment", author_id=user.id, text=text)


def grades(user: Any) -> dict[Any, str]:
    return {link.other: link.grade for link in find_links([user.id])}


def signals(user: Any, other: Any) -> set[str]:
    (link,) = (link for link in find_links([user.id]) if link.other == other.id)
    return {signal.kind.name for signal in link.signals}


def overlap(one: str, other: str) -> int:
    return len(set(sketch(normalise(one))) & set(sketch(normalise(other))))


def test_a_sketch_is_alike_for_near_equal_texts_alone():
    first, second = SCRIPT.format("神仙水", "好用"), SCRIPT.format("神仙水", "真香")
    assert overlap(first, second) >= ALIKE
    assert overlap(first, f"🔥{first}🔥") == len(sketch(normalise(first)))
    assert overlap(first, CHATTER) == 0
    assert sketch(normalise("好喜欢求链接")) == []
    assert sketch(normalise("哈" * 200)) == []
    long = "".join(f"第{number}天吃了{number * 7}克燕麦，" for number in range(2000))
    assert len(sketch(normalise(long))) == BANDS


def test_each_kind_of_tie_links_and_says_so():
    one, other, stranger = make_user(), make_user(), make_user()
    for kind in ("device", "payer", "payout", "receiver", "address"):
        tie(kind, f"a {kind}", one, other)
        tie(kind, f"another {kind}", stranger)
    write(one, SCRIPT.format("神仙水", "好用"))
    write(other, SCRIPT.format("神仙水", "真香"))
    write(stranger, CHATTER)
    assert signals(one, other) == {"device", "payer", "payout", "receiver", "address", "text"}
    assert grades(one) == {other.id: "strong"}
    assert find_links([stranger.id]) == []


def test_a_family_is_no_ring_and_one_signal_is_weak(world):
    family = [make_user() for _ in range(4)]
    for kind in ("device", "address", "receiver", "payer"):
        tie(kind, "home", *family)
    copier, copied = make_user(), make_user()
    write(copier, SCRIPT.format("神仙水", "好用"))
    write(copied, SCRIPT.format("神仙水", "好用"))
    report(world.add(family[0]))
    report(world.add(copier))
    assert set(grades(family[0]).values()) == {"home"}
    assert grades(copier) == {copied.id: "weak"}
    assert find_rings() == []


def test_a_network_that_a_crowd_shares_ties_nobody_but_a_device_does():
    crowd = [make_user() for _ in range(25)]
    tie("address", "campus", *crowd)
    assert find_links([crowd[0].id]) == []
    tie("device", "farm", *crowd)
    assert len(find_links([crowd[0].id])) == 24


def test_ties_and_texts_of_long_ago_link_nobody():
    one, other = make_user(), make_user()
    tie("device", "sold", one, other)
    Tie.objects.filter(user=other).update(last_at=now() - timedelta(days=200))
    assert find_links([one.id]) == []


def test_the_number_of_statements_stays(django_assert_num_queries):
    ring = [make_user() for _ in range(6)]
    tie("device", "x", *ring)
    for user in ring:
        write(user, SCRIPT.format("神仙水", "好用"))
    with django_assert_num_queries(2):
        find_links([user.id for user in ring])


@pytest.fixture
def ring(world):
    """Six accounts of fake shoppers on two phones with one script; the first is reported."""
    users = [make_user() for _ in range(6)]
    tie("device", "phone 1", *users[:4])
    tie("device", "phone 2", *users[3:])
    tie("payer", "alipay 2088", *users)
    for number, user in enumerate(users):
        write(user, SCRIPT.format("神仙水", f"好用{number}"))
    report(world.add(users[3], text="代购"), reason="fake_agent")
    return users


def test_moderators_see_what_links_the_accounts_and_nobody_is_punished(ring):
    client = office(make_moderator())
    text = page(client, "case/rings/")
    assert "6 个账号" in text
    assert "同一设备" in text
    assert "同一付款人" in text
    assert "近似的文字" in text
    for user in ring:
        assert f"@{user.handle}" in text
        user.refresh_from_db()
        assert user.status == "active"
    member = page(client, f"sanction/member/{ring[3].id}/")
    assert member.count("强") >= 5
    assert f"@{ring[0].handle}" in member


def test_a_case_shows_the_accounts_linked_to_its_author(world, ring):
    case = report(world.add(ring[0]))
    text = page(office(make_moderator()), f"case/{case.id}/change/")
    assert "关联账号" in text
    assert "同一付款人（6 个账号在用）" in text
    assert office(make_user()).get("/admin/moderation/case/rings/").status_code == 302
