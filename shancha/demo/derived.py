"""What grows out of reading and searching: views, hot searches, heat of topics, scores, the search index."""

import random
from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.accounts.models import User
from shancha.apps.community.models import Note, NoteTopic
from shancha.apps.community.services import notes, topic_heat, topics
from shancha.apps.discovery.services import hot_searches, rebuild_scores, rebuild_search_index, search_log
from shancha.kit.clock import held_at

_QUERIES = (
    *("敏感肌换季", "通勤穿搭", "露营装备", "早餐", "空气炸锅", "租房改造", "猫粮", "绘本推荐", "防晒"),
    *("机械键盘", "跑步", "周末去哪", "口红", "火锅", "徒步路线"),
)


def build(rng: random.Random, people: list[User], *, until: datetime) -> None:
    """Readers come by and search; then everything that jobs keep current is made current."""
    _read(rng)
    _search(rng, people, until)
    topic_heat.refresh_heat()
    topic_heat.recount_participants()
    rebuild_scores()
    rebuild_search_index()


def _read(rng: random.Random) -> None:
    """Many read for each one who likes."""
    counts = dict(Note.objects.filter(is_demo=True).values_list("id", "like_count"))
    views = {note_id: likes * rng.randint(14, 40) + rng.randint(20, 160) for note_id, likes in counts.items()}
    notes.add_views(views)
    of_topics: dict[UUID, int] = {}
    for note_id, topic_id in NoteTopic.objects.filter(note_id__in=list(views)).values_list(
        "note_id", "topic_id"
    ):
        of_topics[topic_id] = of_topics.get(topic_id, 0) + views[note_id]
    topics.add_views(of_topics)


def _search(rng: random.Random, people: list[User], until: datetime) -> None:
    for rank, query in enumerate(_QUERIES):
        for number, person in enumerate(rng.sample(people, max(4, len(people) // (rank // 2 + 4)))):
            with held_at(until - timedelta(minutes=rng.randint(5, 2800))):
                # Addresses reserved for documentation (RFC 5737): each as if from a network of its own.
                address = f"203.0.{number}.7"
                search_log.log_search(query=query, person=str(person.id), address=address, result_count=9)
    hot_searches.reckon()
