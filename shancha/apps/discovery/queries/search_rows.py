"""From ids to what is shown: only rows that the viewer may meet, each shelf in its own shape."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.accounts.queries.people import HIDDEN_USERS_SQL, brief_sql
from shancha.apps.community.queries.cards import CARD_TEXT, finished_card
from shancha.apps.community.queries.minors import fit_for_viewer_sql
from shancha.apps.community.queries.topics import load_topics
from shancha.apps.community.queries.visibility import LISTABLE
from shancha.apps.discovery.search.index import Shelf
from shancha.apps.mall.queries.product_cards import listed_cards
from shancha.apps.mall.queries.store_cards import store_cards
from shancha.kit import sql
from shancha.kit.language import is_english

_PEOPLE = f"""
    with hidden as materialized ({HIDDEN_USERS_SQL})
    select coalesce(json_agg({brief_sql("u")} || jsonb_build_object(
        'bio', u.bio, 'follower_count', u.follower_count, 'note_count', u.note_count,
        'viewer', jsonb_build_object(
            'follows', exists (select 1 from accounts_follow x
                where x.follower_id = %(viewer_id)s::uuid and x.followee_id = u.id),
            'followed_by', exists (select 1 from accounts_follow x
                where x.follower_id = u.id and x.followee_id = %(viewer_id)s::uuid)))
        order by wanted.place), '[]')::text
    from unnest(%(ids)s::uuid[]) with ordinality wanted(id, place)
    join accounts_user u on u.id = wanted.id
    where u.status in ('active', 'muted') and u.id not in (select * from hidden)
"""
_NOTES = f"""
    select n.id, coalesce(nullif(n.title, ''), left(n.body, 40)), {CARD_TEXT}
    from unnest(%(ids)s::uuid[]) with ordinality wanted(id, place)
    join community_note n on n.id = wanted.id
    join accounts_user u on u.id = n.author_id
    where n.is_recommendable and {LISTABLE} and {fit_for_viewer_sql()}
    order by wanted.place
"""
_FIT = f"""
    select n.id from unnest(%(ids)s::uuid[]) wanted(id) join community_note n on n.id = wanted.id
    where n.is_recommendable and {LISTABLE} and {fit_for_viewer_sql()}
"""
_NAMES: dict[Shelf, str] = {
    "note": """select n.title from unnest(%(ids)s::uuid[]) with ordinality w(id, place)
        join community_note n on n.id = w.id where n.is_recommendable order by w.place""",
    "user": """select n.nickname from unnest(%(ids)s::uuid[]) with ordinality w(id, place)
        join accounts_user n on n.id = w.id where n.status in ('active', 'muted') order by w.place""",
    "topic": """select n.name from unnest(%(ids)s::uuid[]) with ordinality w(id, place)
        join community_topic n on n.id = w.id where n.state = 'active' order by w.place""",
    "goods": """select concat_ws(' ', n.title, n.title_en, b.name_zh, b.name_en)
        from unnest(%(ids)s::uuid[]) with ordinality w(id, place) join mall_product n on n.id = w.id
        left join mall_brand b on b.id = n.brand_id where n.status = 'on_sale' order by w.place""",
    "store": """select n.name from unnest(%(ids)s::uuid[]) with ordinality w(id, place)
        join mall_store n on n.id = w.id where n.status in ('open', 'closing') order by w.place""",
}


def find_people(ids: Sequence[UUID], viewer_id: UUID | None) -> list[dict[str, Any]]:
    """Member cards in the order given, without those hidden from the viewer."""
    if not ids:
        return []
    found = sql.fetch_value(_PEOPLE, {"ids": list(ids), "viewer_id": viewer_id})
    return orjson.loads(found)  # type: ignore[no-any-return]


def find_notes(ids: Sequence[UUID], viewer_id: UUID | None) -> list[tuple[UUID, str, str]]:
    """Id, title and CARD_TEXT of notes in the order given: only what everybody may find and this viewer may
    meet."""
    if not ids:
        return []
    return sql.fetch_rows(_NOTES, {"ids": sql.array(ids), "viewer": viewer_id})


def fit_for_minor(ids: Sequence[UUID], viewer_id: UUID) -> set[UUID]:
    """Which of these notes a member in the minors' mode may be shown."""
    return {row[0] for row in sql.fetch_rows(_FIT, {"ids": sql.array(ids), "viewer": viewer_id})}


def find_topics(ids: Sequence[UUID], viewer_id: UUID | None) -> list[dict[str, Any]]:
    """Topics in the order given, only open ones."""
    if not ids:
        return []
    return [topic for topic in load_topics(ids=list(ids), viewer_id=viewer_id) if topic["state"] == "active"]


def find_items(shelf: Shelf, ids: Sequence[UUID], viewer_id: UUID | None) -> list[Any]:
    """Cards of any shelf, ready for orjson."""
    if shelf == "note":
        return [finished_card(text) for *_, text in find_notes(ids, viewer_id)]
    if shelf == "user":
        return find_people(ids, viewer_id)
    if shelf == "goods":
        return orjson.loads(listed_cards(ids, english=is_english())[1])  # type: ignore[no-any-return]
    if shelf == "store":
        return store_cards(ids, viewer_id=viewer_id)
    return find_topics(ids, viewer_id)


def find_names(shelf: Shelf, ids: Sequence[UUID]) -> list[str]:
    """Titles or names of what everybody may find, in the order given."""
    return [row[0] for row in sql.fetch_rows(_NAMES[shelf], {"ids": list(ids)})] if ids else []
