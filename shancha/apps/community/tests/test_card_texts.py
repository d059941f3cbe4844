"""The card that is written as text is the card of all other lists, whatever stands in it."""

import orjson
import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Note
from shancha.apps.community.queries.cards import CARD_TEXTS, cards, finished_card
from shancha.apps.community.schemas.cards import NoteCard
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.kit import sql

pytestmark = pytest.mark.django_db

HARD = 'a"b\\c\n{}<>\u2028 {u} 中文😀'


def test_both_ways_of_writing_a_card_agree():
    plain = make_public_note(make_user())
    author = make_user()
    author.role, author.badge_label, author.avatar_key, author.nickname = "creator", HARD, "k_-9", HARD
    author.save()
    full = make_public_note(author, title=HARD)
    Note.objects.filter(id=full.id).update(place_name=HARD, is_ad=True, is_demo=True, cover={"alt": HARD})
    ids = [full.id, plain.id]
    reader = make_user().id
    found = sql.fetch_rows(CARD_TEXTS, {"ids": sql.array(ids), "viewer": reader})
    written = [orjson.loads(orjson.dumps(finished_card(text, why=[]))) for *_, text in found]
    assert written == cards(ids, reader)
    assert [(is_ad, name) for _, is_ad, name, _ in found] == [(True, HARD), (False, plain.author.nickname)]
    assert [card["is_demo"] for card in written] == [True, False]
    assert set(written[0]) == set(NoteCard.model_fields)
