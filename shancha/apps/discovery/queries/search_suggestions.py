"""What one may mean while typing, what one sought lately, and what many seek now."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from shancha.apps.discovery.queries import search_fallback, search_rows
from shancha.apps.discovery.queries.search_hits import Hit, Scope, id_of_hit, run
from shancha.apps.discovery.search import query
from shancha.apps.discovery.search.index import IndexMissingError, Shelf
from shancha.apps.discovery.search.words import fold, is_latin
from shancha.kit import sql

MOST = 10
_QUERIES, _TOPICS, _PEOPLE, _TITLES, _OWN = 5, 3, 3, 3, 2

_SHOWN = "not is_hidden and is_clean and people >= 3 and people > missing_people"
_FREQUENT = f"""
    select query from (
        (select query, people from discovery_searchquery where query like %(begins)s and {_SHOWN}
         order by people desc limit 20)
        union
        (select query, people from discovery_searchquery
         where %(letters)s <> '' and spelled like %(letters)s and {_SHOWN} order by people desc limit 20)
        union
        (select query, people from discovery_searchquery
         where %(letters)s <> '' and initials like %(letters)s and {_SHOWN} order by people desc limit 20)
    ) found order by people desc, query limit {_QUERIES}"""
_HISTORY = (
    "select id, query, at from discovery_searchhistory where key = %s order by at desc, id desc limit 20"
)
_OWN_BEGINNING = f"""
    select query from discovery_searchhistory
    where key = %s and query like %s order by at desc limit {_OWN}"""
_HOT = f"""
    select query, heat, pinned_position from discovery_searchquery
    where not is_hidden and (pinned_position is not null or ({_SHOWN} and heat > 0.5))
    order by pinned_position nulls last, heat desc, query limit %s"""


def suggest(
    text: str, *, viewer_id: UUID | None, hidden: Collection[UUID], history_key: str | None
) -> list[dict[str, Any]]:
    """At most ten: own and frequent queries, topics, members, titles. `history_key` is None where nothing
    personal may be used."""
    typed = query.clean(text)
    if not typed:
        return []
    queries = [] if history_key is None else _own(history_key, typed)
    queries += frequent_queries(typed)
    found = [_item("query", word) for word in dict.fromkeys(queries) if fold(word) != typed]
    found += _topics(typed, viewer_id)
    found += _people(typed, viewer_id, hidden)
    if len(found) < MOST and len(typed) > 1:
        found += _titles(typed, viewer_id, hidden)
    distinct = {(item["kind"], item["text"], item["handle"]): item for item in found}
    return list(distinct.values())[:MOST]


def list_history(key: str) -> list[dict[str, Any]]:
    """The viewer's latest searches: {id, query, at}."""
    return sql.fetch_all(_HISTORY, [key])


def list_hot(limit: int) -> list[dict[str, Any]]:
    """What many seek now, what operators pinned first: {query, heat, is_pinned}."""
    return [
        {"query": row[0], "heat": round(row[1], 2), "is_pinned": row[2] is not None}
        for row in sql.fetch_rows(_HOT, [limit])
    ]


def _item(kind: str, text: str, **rest: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "text": text,
        "slug": None,
        "handle": None,
        "id": None,
        "avatar": None,
        "count": None,
        **rest,
    }


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    return f"{escaped}%"


def _own(key: str, typed: str) -> list[str]:
    return [row[0] for row in sql.fetch_rows(_OWN_BEGINNING, [key, _like(typed)])]


def frequent_queries(typed: str) -> list[str]:
    """What several people search for that begins with what was typed, most frequent first."""
    letters = typed.replace(" ", "")
    parameters = {"begins": _like(typed), "letters": _like(letters) if is_latin(letters) else ""}
    return [row[0] for row in sql.fetch_rows(_FREQUENT, parameters)]


def _ids(shelf: Shelf, typed: str, hidden: Collection[UUID], most: int) -> list[UUID]:
    built = query.titled(typed) if shelf == "note" else query.begins(typed)
    scope = Scope(shelf=shelf, hidden=hidden)
    try:
        hits: list[Hit] = run(built, scope, depth=most * 4)
    except IndexMissingError:
        return search_fallback.find_ids(shelf, typed, category="", hidden=hidden)[:most]
    return [id_of_hit(hit) for hit in hits[: most * 2]]


def _topics(typed: str, viewer_id: UUID | None) -> list[dict[str, Any]]:
    topics = search_rows.find_topics(_ids("topic", typed.lstrip("#"), (), _TOPICS), viewer_id)
    return [
        _item("topic", topic["name"], slug=topic["slug"], count=topic["note_count"])
        for topic in topics[:_TOPICS]
    ]


def _people(typed: str, viewer_id: UUID | None, hidden: Collection[UUID]) -> list[dict[str, Any]]:
    people = search_rows.find_people(_ids("user", typed.lstrip("@"), hidden, _PEOPLE), viewer_id)
    return [
        _item(
            "user",
            each["nickname"],
            handle=each["handle"],
            avatar=each["avatar"],
            count=each["follower_count"],
        )
        for each in people[:_PEOPLE]
    ]


def _titles(typed: str, viewer_id: UUID | None, hidden: Collection[UUID]) -> list[dict[str, Any]]:
    notes = search_rows.find_notes(_ids("note", typed, hidden, _TITLES), viewer_id)
    return [_item("note", title, id=str(note_id)) for note_id, title, _ in notes[:_TITLES]]
