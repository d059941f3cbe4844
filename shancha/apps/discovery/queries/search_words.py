"""What the operators taught search: synonyms and pinned results. Kept in the process for a few seconds."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from shancha.apps.accounts.queries.people import HIDDEN_USERS_SQL
from shancha.apps.community.queries.cards import cards
from shancha.apps.community.queries.topics import get_topic
from shancha.apps.discovery.queries.kept import Kept
from shancha.apps.discovery.search.words import fold
from shancha.kit import clock, sql
from shancha.kit.errors import ProblemError


def _load_synonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for (group,) in sql.fetch_rows(
        "select words from discovery_synonym where is_active order by id limit 5000"
    ):
        folded = tuple(dict.fromkeys(" ".join(fold(word).split()) for word in group if word.strip()))
        for word in folded:
            found[word] = tuple(dict.fromkeys((*found.get(word, ()), *folded)))
    return found


def _load_pinned() -> dict[str, list[dict[str, Any]]]:
    rows = sql.fetch_all(
        """
        select words, kind, target, title, text, label, starts_at, ends_at from discovery_pinnedresult
        where ends_at is null or ends_at > now() - interval '1 day' order by position, id limit 2000
        """
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        for word in row["words"]:
            found.setdefault(key_of(word), []).append(row)
    return found


_synonyms = Kept(_load_synonyms)
_pinned = Kept(_load_pinned)


def key_of(text: str) -> str:
    """A query as it is compared with chosen words: folded, without spaces and the topic sign."""
    return "".join(fold(text).split()).lstrip("#")


def forget_words() -> None:
    """Makes this process read the tables again."""
    _synonyms.forget()
    _pinned.forget()


def synonyms() -> dict[str, tuple[str, ...]]:
    """Each word that has synonyms, with its whole group, folded."""
    return _synonyms.get()


def find_pinned(text: str, *, viewer_id: UUID | None) -> dict[str, Any] | None:
    """What the operators put first for exactly these words today: {title, text, url, label}. A target that
    the viewer may not meet is passed over."""
    at = clock.now()
    for row in _pinned.get().get(key_of(text), ()):
        if row["starts_at"] <= at and (row["ends_at"] is None or at < row["ends_at"]):
            shown = _SHOWN[row["kind"]](row, viewer_id)
            if shown is not None:
                title, url = shown
                return {
                    "title": row["title"] or title,
                    "text": row["text"],
                    "url": url,
                    "label": row["label"],
                }
    return None


def _link(row: dict[str, Any], _viewer: UUID | None) -> tuple[str, str]:
    return row["target"], row["target"]


def _note(row: dict[str, Any], viewer_id: UUID | None) -> tuple[str, str] | None:
    try:
        note_id = UUID(row["target"])
    except ValueError:
        return None
    found = cards([note_id], viewer_id)
    return (found[0]["title"], f"/n/{note_id}") if found else None


def _topic(row: dict[str, Any], viewer_id: UUID | None) -> tuple[str, str] | None:
    try:
        topic = get_topic(slug=row["target"], viewer_id=viewer_id)
    except ProblemError:
        return None
    return topic["name"], f"/t/{topic['slug']}"


def _user(row: dict[str, Any], viewer_id: UUID | None) -> tuple[str, str] | None:
    found = sql.fetch_rows(
        f"""
        select u.nickname, u.handle from accounts_user u
        where u.handle = %(handle)s and u.status in ('active', 'muted') and u.id not in ({HIDDEN_USERS_SQL})
        """,
        {"handle": row["target"].lstrip("@").lower(), "viewer_id": viewer_id},
    )
    return (found[0][0], f"/u/{found[0][1]}") if found else None


_SHOWN: dict[str, Callable[[dict[str, Any], UUID | None], tuple[str, str] | None]] = {
    "link": _link,
    "note": _note,
    "topic": _topic,
    "user": _user,
}
