"""Topics of before: those that only hidden notes made are hidden, those at an address of ours get another."""

from importlib import import_module

import pytest
from django.db import connection

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Topic, TopicAlias
from shancha.apps.community.services import topic_operations, topics
from shancha.apps.community.tests.note_factories import make_public_note

pytestmark = pytest.mark.django_db
migration = import_module("shancha.apps.community.migrations.0014_unused_topics")


def run(statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements)


def test_what_only_hidden_notes_used_is_hidden_and_nothing_else(api) -> None:
    make_public_note(topics=("我要离婚",), visibility="private")
    Topic.objects.update(state="active")
    make_public_note(topics=("露营",))
    followed = topic_operations.create_topic(name="有人关注")
    topics.follow_topic(actor_id=make_user().id, topic_id=followed.id)
    topic_operations.create_topic(name="有主持人", host_id=make_user().id)
    operator = api(make_user(is_operator=True))
    operator.post("/admin/community/topic/add/", {"name": "运营建的", "promotion": "0"})
    run(migration._HIDE_UNUSED)
    hidden = Topic.objects.exclude(state="active")
    assert list(hidden.values_list("name", "state")) == [("我要离婚", "unused")]
    assert Topic.objects.count() == 5


def test_fixed_addresses_are_given_up(api) -> None:
    hot = topic_operations.create_topic(name="火热", slug="hot")
    topic_operations.create_topic(name="热度")
    TopicAlias.objects.create(name_key="new", slug="new", topic=hot)
    run(migration._FREE_RESERVED_SLUGS)
    hot.refresh_from_db()
    assert hot.slug.startswith("hot-")
    for slug in (hot.slug, TopicAlias.objects.get().slug):
        assert slug not in topics.RESERVED_SLUGS
        assert api().get(f"/topics/{slug}").json()["name"] == "火热"
    assert Topic.objects.get(name="热度").slug == "redu"
