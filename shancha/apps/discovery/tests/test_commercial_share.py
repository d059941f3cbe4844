"""The share of advertising on a page of the feed never exceeds the operators' ceiling."""

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.services.ad_marks import set_ad_mark
from shancha.apps.discovery.ranking.rules import most_commercial, spread_commercial, trimmed, within_ceiling
from shancha.apps.discovery.ranking.types import Candidate, Ranked
from shancha.apps.discovery.services import commercial, scores
from shancha.apps.discovery.tests.feed_world import make_world
from shancha.apps.mall.models import CommercialShare
from shancha.apps.mall.services import dial


@pytest.fixture(autouse=True)
def _fresh_ceiling() -> Iterator[None]:
    commercial.forget_ceiling()
    yield
    commercial.forget_ceiling()


def _ranked(flags: list[bool]) -> list[Ranked]:
    return [
        Ranked(Candidate(str(place), str(place), "home", 1.0, 1.0, 0.0, "", flag, place), 1.0, [])
        for place, flag in enumerate(flags)
    ]


def test_ten_thousand_pages_keep_below_any_ceiling():
    rng = random.Random(4)
    for _ in range(10_000):
        share_bp = rng.choice((0, 1, 500, 1_000, 1_500, 2_000, 3_333, 5_000, 9_999, 10_000))
        limit, density = rng.randint(1, 50), rng.random()
        cards = [rng.random() < density for _ in range(rng.randint(0, 80))]
        page: list[bool] = []
        while len(page) < limit and cards:
            part, cards = cards[: limit - len(page)], cards[limit - len(page) :]
            page += [
                part[place]
                for place in within_ceiling(part, limit=limit, share_bp=share_bp, before=sum(page))
            ]
        if len(page) < limit:
            page = [page[place] for place in trimmed(page, share_bp)]
        assert sum(page) * 10_000 <= share_bp * len(page)


@hypothesis(max_examples=200)
@given(flags=st.lists(st.booleans(), max_size=60), share_bp=st.integers(0, 10_000), goes_on=st.booleans())
def test_spreading_keeps_the_order_and_everything_that_is_no_advertising(flags, share_bp, goes_on):
    ranked = _ranked(flags)
    spread = spread_commercial(ranked, share_bp, goes_on=goes_on)
    for kind in (True, False):
        before = [item.candidate.mark for item in ranked if item.candidate.is_paid is kind]
        after = [item.candidate.mark for item in spread if item.candidate.is_paid is kind]
        assert after == before[: len(after)]
        assert kind or after == before
    places = [place for place, item in enumerate(spread) if item.candidate.is_paid]
    if share_bp:
        gap = -(-10_000 // share_bp)
        assert all(later - earlier >= gap for earlier, later in pairwise(places))
    else:
        assert not places


def test_most_is_rounded_down():
    assert most_commercial(20, 2_000) == 4
    assert most_commercial(19, 2_000) == 3
    assert most_commercial(4, 2_000) == 0


@pytest.mark.django_db
def test_the_feed_keeps_it_whatever_the_notes_are_and_the_measure_is_told(api):
    commercial.write_counts()
    CommercialShare.objects.all().delete()
    world = make_world()
    for note in world[::2]:
        set_ad_mark(note_id=note.id, is_ad=True)
    scores.rebuild_scores()
    for share_bp, limit in ((2_000, 10), (1_000, 20), (0, 10)):
        dial.set_max_share(max_share_bp=share_bp)
        seen: list[Any] = []
        client, cursor = api(), None
        while cursor is not None or not seen:
            page = client.get("/feed", {"limit": limit, **({"cursor": cursor} if cursor else {})}).json()
            shown = [card["is_ad"] for card in page["items"]]
            assert sum(shown) * 10_000 <= share_bp * max(1, len(shown))
            seen += page["items"]
            cursor = page["next_cursor"]
        assert len({card["id"] for card in seen}) == len(seen)
        assert sum(not card["is_ad"] for card in seen) == len(world) - len(world[::2])
    commercial.write_counts()
    told = api().get("/commercial-share").json()
    assert told["max_share_bp"] == 0
    assert told["days"][0]["highest_bp"] <= 2_000
    assert told["days"][0]["cards"] == CommercialShare.objects.get().cards > 0


@pytest.mark.django_db
def test_only_operators_set_the_ceiling(api):
    body = {"max_share_bp": 500}
    assert api(make_user()).send("PUT", "/commercial-share", body).status_code == 403
    answer = api(make_user(is_operator=True)).send("PUT", "/commercial-share", body)
    assert (answer.status_code, answer.json()["max_share_bp"]) == (200, 500)
    assert (
        api(make_user(is_operator=True))
        .send("PUT", "/commercial-share", {"max_share_bp": 10_001})
        .status_code
        == 422
    )
