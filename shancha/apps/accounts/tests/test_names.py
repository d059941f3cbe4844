"""Names and numbers from outside never break the rules or the server."""

from hypothesis import given
from hypothesis import strategies as st

from shancha.apps.accounts import devices, errors, names, phones
from shancha.kit.text import grapheme_length


@given(st.text(max_size=60))
def test_a_nickname_is_clean_or_refused(text: str) -> None:
    try:
        nickname = names.clean_nickname(text)
    except errors.NicknameInvalidError:
        return
    assert names.clean_nickname(nickname) == nickname
    assert 1 <= grapheme_length(nickname) <= 20
    assert len(nickname) <= 40
    key = names.nickname_key(nickname)
    assert key
    assert len(key) <= 40


@given(st.text(max_size=60))
def test_a_handle_is_plain_or_refused(text: str) -> None:
    try:
        handle = names.check_handle(text)
    except (errors.HandleInvalidError, errors.HandleTakenError):
        return
    assert names.HANDLE_PATTERN.fullmatch(handle)


@given(st.text(alphabet="0123456789+- ()", max_size=24) | st.text(max_size=60))
def test_a_phone_is_whole_or_refused(text: str) -> None:
    try:
        number = phones.read_phone(text)
    except errors.PhoneInvalidError:
        return
    assert phones.read_phone(number) == number
    assert number.startswith("+")
    assert number not in phones.mask_phone(number)


@given(st.text(max_size=400))
def test_every_device_has_a_short_name(user_agent: str) -> None:
    assert 1 <= len(devices.device_name(user_agent)) <= 80


def test_made_up_names_keep_the_rules() -> None:
    for _ in range(50):
        assert names.check_handle(names.random_handle())
        assert names.clean_nickname(names.random_nickname())
