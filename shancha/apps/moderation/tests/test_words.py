"""The word list: versioned, shielded by longer words, read by sound where asked, kept by operators."""

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.moderation import errors, services
from shancha.apps.moderation.models import Word, WordChange, WordList
from shancha.apps.moderation.queries.words import forget_words, word_matcher
from shancha.apps.moderation.screening import judge
from shancha.apps.moderation.screening.words import sounds_of

pytestmark = pytest.mark.django_db


def codes(text):
    forget_words()
    return [signal.code for signal in judge(kind="comment", text=text, words=word_matcher()).signals]


def save(text, level="review", category="other", **fields):
    return services.save_word(
        actor=make_user(is_operator=True), word=Word(text=text, level=level, category=category, **fields)
    )


def test_a_change_raises_the_version_and_is_kept():
    before = WordList.objects.get().version
    word = save("星河计划")
    word.level = "block"
    services.save_word(actor=make_user(is_operator=True), word=word)
    assert WordList.objects.get().version == before + 2
    changes = list(WordChange.objects.order_by("version").values_list("before", "after"))
    assert changes[0][0] is None
    assert (changes[1][0]["level"], changes[1][1]["level"]) == ("review", "block")
    assert codes("参加星 河 计 划吗") == ["other"]
    services.delete_word(actor=make_user(is_operator=True), word=word)
    assert codes("参加星河计划吗") == []
    assert WordChange.objects.count() == 3


def test_a_longer_allowed_word_shields():
    save("河豚")
    save("河豚火锅", "allow")
    assert codes("吃河豚去") == ["other"]
    assert codes("吃河豚火锅去") == []


def test_inactive_words_are_silent():
    save("河豚", is_active=False)
    assert codes("吃河豚去") == []


def test_words_in_letters_stand_alone():
    save("abc")
    assert codes("abc") == codes("说abc啊") == ["other"]
    assert codes("abcd") == codes("cabc") == []


def test_sound_alikes_and_pinyin():
    save("白条套", is_matched_by_sound=True)
    assert codes("百条套") == codes("bai条tao") == codes("白條套") == ["other"]
    assert codes("白条套") == ["other"]
    assert sounds_of("套")[0].endswith("|tao")


@pytest.mark.parametrize(("text", "by_sound"), [("！！", False), ("套现", True)])
def test_words_that_cannot_be_matched(text, by_sound):
    with pytest.raises(errors.WordInvalidError):
        save(text, is_matched_by_sound=by_sound)


def test_only_operators_change_words():
    with pytest.raises(errors.RoleRequiredError):
        services.save_word(
            actor=make_user(is_moderator=True), word=Word(text="某某", category="other", level="block")
        )
    assert not Word.objects.filter(text="某某").exists()
