"""Keeping the search index in step with the database.

Whatever changes what can be found writes a line into `discovery_indexchange` in its own transaction and asks
for a run of the writer; the line is removed only after the index has taken the change, so a crash at any
point costs nothing but doing it again. A sweep every minute catches changes made past the events.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

import structlog

from shancha.apps.discovery.goods.documents import product_fields, store_fields
from shancha.apps.discovery.queries import search_sources
from shancha.apps.discovery.search import index
from shancha.apps.discovery.search.documents import note_fields, topic_fields, user_fields
from shancha.apps.discovery.search.index import Generation, Shelf
from shancha.kit import clock, jobs, sql

JOB = "discovery.refresh_search_index"
LOCK = "search-index"
BATCH = 500
_REBUILD_BATCH = 2_000
_FOLLOW_EVERY = 5
# Waiting a moment gathers what is published at the same time into one commit, and lets the transactions that
# saw this job waiting (and so asked for none of their own) come to their end.
GATHER_SECONDS = 0.25
_FIELDS: dict[Shelf, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "note": note_fields,
    "user": user_fields,
    "topic": topic_fields,
    "goods": product_fields,
    "store": store_fields,
}

log = structlog.get_logger("shancha.search")


def note_changed(note_id: UUID) -> None:
    """A note may have to enter, change in or leave the index; call it in the transaction of the change."""
    _changed("note", [note_id])


def notes_changed(note_ids: Sequence[UUID]) -> None:
    """The same of several."""
    if note_ids:
        _changed("note", note_ids)


def user_changed(user_id: UUID) -> None:
    """The same of a member."""
    _changed("user", [user_id])


def user_figures_changed(user_id: UUID) -> None:
    """A member's follower count moved: the index takes it up with its next run, within a minute, however
    many followers come meanwhile."""
    _note_change("user", [user_id])


def topic_changed(topic_id: UUID) -> None:
    """The same of a topic."""
    _changed("topic", [topic_id])


def products_changed(product_ids: Iterable[UUID]) -> None:
    """The same of products."""
    _changed("goods", product_ids)


def product_figures_changed(product_ids: Iterable[UUID]) -> None:
    """What products are ordered by moved (sold, stock): taken up with the next run, within a minute."""
    _note_change("goods", product_ids)


def store_changed(store_id: UUID) -> None:
    """The same of a store, and of all its products: they carry its name and leave the shelf with it."""
    _note_change("store", [store_id])
    sql.execute(
        """
        insert into discovery_indexchange (kind, subject_id)
        select 'goods', id from mall_product where store_id = %s and status = 'on_sale'
        """,
        [store_id],
    )
    _ask_for_run()


def notes_of_author_changed(author_id: UUID) -> None:
    """Whether any of a member's notes may be found has changed."""
    added = sql.execute(
        """
        insert into discovery_indexchange (kind, subject_id)
        select 'note', id from community_note where author_id = %s and state = 'public'
        """,
        [author_id],
    )
    if added:
        _ask_for_run()


def _changed(shelf: Shelf, ids: Iterable[UUID]) -> None:
    _note_change(shelf, ids)
    _ask_for_run()


def _note_change(shelf: Shelf, ids: Iterable[UUID]) -> None:
    sql.execute(
        "insert into discovery_indexchange (kind, subject_id) select %s, unnest(%s::uuid[])",
        [shelf, list(ids)],
    )


def _ask_for_run() -> None:
    """One waiting job suffices for any number of changes."""
    is_waiting = sql.fetch_value(
        "select 1 from procrastinate_jobs where task_name = %s and lock = %s and status = 'todo' limit 1",
        [JOB, LOCK],
    )
    if not is_waiting:
        jobs.defer(JOB, lock=LOCK)


def refresh_search_index(*, gather_seconds: float = GATHER_SECONDS) -> int:
    """Takes all waiting changes into the index and returns how many; builds the index where there is none.
    Where another process writes, the changes wait for it."""
    time.sleep(gather_seconds)
    with index.writing() as is_ours:
        if not is_ours:
            return 0
        with index.open_current() as generation:
            if generation is not None:
                return len(_follow(generation))
        _build()
        return 0


def rebuild_search_index() -> dict[str, int]:
    """Builds the whole index anew beside the one in use, then puts it in its place; returns how many entries
    each shelf holds. Takes about three minutes for a million notes; searching and indexing go on
    meanwhile."""
    with index.writing(wait=True):
        return _build()


def sweep_search_index() -> None:
    """Finds notes that changed past the events (their `search_version` moved on) and lets the index follow;
    topics whose heat moved are taken up too. A version may be committed after a higher one, so that the sweep
    reads again from `settled`, which trails by two minutes."""
    settled = sql.fetch_value(
        """
        insert into discovery_indexstate (id, settled, seen, seen_at)
        select 1, coalesce(max(search_version), 0), coalesce(max(search_version), 0), %(now)s
        from community_note
        on conflict (id) do update set
            settled = case when discovery_indexstate.seen_at < %(now)s - interval '2 minutes'
                then discovery_indexstate.seen else discovery_indexstate.settled end,
            seen = case when discovery_indexstate.seen_at < %(now)s - interval '2 minutes'
                then excluded.seen else discovery_indexstate.seen end,
            seen_at = case when discovery_indexstate.seen_at < %(now)s - interval '2 minutes'
                then %(now)s else discovery_indexstate.seen_at end
        returning settled
        """,
        {"now": clock.now()},
    )
    sql.execute(
        """
        insert into discovery_indexchange (kind, subject_id)
        (select 'note', id from community_note where search_version > %(settled)s
         order by search_version limit 20000)
        union
        (select 'topic', id from community_topic where hot_at > %(now)s - interval '70 seconds'
         order by hot desc limit 300)
        """,
        {"settled": settled, "now": clock.now()},
    )
    is_waiting = sql.fetch_value("select 1 from discovery_indexchange limit 1")
    if is_waiting or index.current_generation() is None:
        _ask_for_run()


def _follow(*generations: Generation) -> set[tuple[Shelf, UUID]]:
    """Takes waiting changes into these generations until none is left; returns what changed."""
    done: set[tuple[Shelf, UUID]] = set()
    while True:
        changes = search_sources.take_changes(BATCH)
        if not changes:
            return done
        subjects = {(shelf, subject_id) for _, shelf, subject_id in changes}
        for generation in generations:
            _put(generation, subjects)
            generation.commit()
        search_sources.drop_changes([number for number, _, _ in changes])
        done |= subjects
        if len(changes) < BATCH:
            return done


def _put(generation: Generation, subjects: Iterable[tuple[Shelf, UUID]]) -> None:
    by_shelf: dict[Shelf, list[UUID]] = {}
    for shelf, subject_id in subjects:
        by_shelf.setdefault(shelf, []).append(subject_id)
    for shelf, ids in by_shelf.items():
        rows = search_sources.find_rows(shelf, ids)
        for subject_id in ids:
            row = rows.get(subject_id)
            generation.replace(shelf, subject_id, _fields(shelf, row) if row else None)


def _fields(shelf: Shelf, row: dict[str, Any]) -> dict[str, Any]:
    return _FIELDS[shelf](row)


def _build() -> dict[str, int]:
    """Streams everything into a new generation; the one in use follows changes now and then, and the new one
    takes up at the end what changed while it was written."""
    started = time.monotonic()
    index.remove_leftovers()
    counts: dict[str, int] = {}
    changed: set[tuple[Shelf, UUID]] = set()
    generation = index.new_generation()
    with index.open_current() as old:
        for shelf in index.SHELVES:
            counts[shelf] = 0
            for number, rows in enumerate(search_sources.stream_rows(shelf, batch=_REBUILD_BATCH), 1):
                for row in rows:
                    generation.add(shelf, row["id"], _fields(shelf, row))
                counts[shelf] += len(rows)
                if number % _FOLLOW_EVERY == 0:
                    changed |= _follow(old) if old else _follow_nowhere()
        changed |= _follow(old) if old else _follow_nowhere()
    generation.commit()
    _put(generation, changed)
    generation.come_into_use()
    log.info("search_index_built", seconds=round(time.monotonic() - started, 1), **counts)
    return counts


def _follow_nowhere() -> set[tuple[Shelf, UUID]]:
    """Changes while there is no older index: kept in mind for the new one."""
    return _follow()
