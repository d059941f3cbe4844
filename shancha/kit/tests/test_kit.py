"""The kit's small promises."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from shancha.kit import clock, crypto, ids, jobs, limits, pagination, text
from shancha.kit.language import bilingual


def test_bilingual_follows_the_active_language() -> None:
    message = bilingual("你好", "Hello")
    with translation.override("zh-hans"):
        assert str(message) == "你好"
    with translation.override("en"):
        assert str(message) == "Hello"


def test_ids_are_ordered_in_time() -> None:
    made = [ids.new_id() for _ in range(50)]
    assert made == sorted(made)
    assert made[0].version == 7
    assert clock.now().tzinfo is not None


@given(st.lists(st.one_of(st.integers(-(2**50), 2**50), st.text(max_size=10)), min_size=1, max_size=4))
def test_a_cursor_comes_back_as_it_was(values: list[int | str]) -> None:
    packed = pagination.encode_cursor(*values)
    assert pagination.decode_cursor(packed, *[type(value) for value in values]) == tuple(values)


@given(st.text(max_size=60))
def test_a_junk_cursor_is_refused(junk: str) -> None:
    try:
        result = pagination.decode_cursor(junk, int, str)
    except pagination.CursorInvalidError:
        return
    assert result is None or isinstance(result, tuple)


@given(st.text(max_size=80))
def test_cleaning_text_twice_changes_nothing(dirty: str) -> None:
    once = text.clean_text(dirty)
    assert text.clean_text(once) == once
    assert "\u202e" not in once
    assert "\x00" not in once


def test_people_count_joined_emoji_once() -> None:
    assert text.grapheme_length("山茶👨‍👩‍👧🇨🇳👍🏽") == 5


def test_encrypted_text_needs_the_key() -> None:
    token = crypto.encrypt("13800138000")
    assert "138" not in token
    assert crypto.decrypt(token) == "13800138000"
    assert crypto.keyed_hash("a") != crypto.keyed_hash("b")


@pytest.mark.django_db
@pytest.mark.parametrize("durable", [False, True])
def test_a_limit_holds(durable: bool) -> None:
    for _ in range(3):
        limits.check("test", "someone", limit=3, seconds=3600, durable=durable)
    with pytest.raises(limits.RateLimitedError) as refused:
        limits.check("test", "someone", limit=3, seconds=3600, durable=durable)
    assert 0 < refused.value.retry_after <= 3601
    limits.check("test", "somebody else", limit=3, seconds=3600, durable=durable)


def test_an_unknown_job_is_refused() -> None:
    with pytest.raises(jobs.UnknownJobError):
        jobs.defer("kit.no_such_job")
