"""Which queries many people make: reckoned from the log, screened, ready for suggestions and the hot list."""

from shancha.apps.discovery.search.sounds import sound_sequence
from shancha.apps.discovery.search.words import fold, runs
from shancha.apps.moderation.services import screen
from shancha.kit import clock, sql

# A query is shown to others once so many people made it: fewer could be somebody's secret.
ENOUGH_PEOPLE = 3
HALF_LIFE_HOURS = 12
# However many come from one network, they weigh like three.
MOST_FROM_NETWORK = 3
_TOP = 5_000

_COUNT = """
    with persons as (
        select query, person, network, max(created_at) as at, bool_or(result_count = 0) as is_missing
        from discovery_searchlog where created_at > %(now)s - interval '30 days'
        group by query, person, network
    ), ranked as (
        select *, row_number() over (partition by query, network order by at desc) as place from persons
    )
    select query, count(*)::int as people, (count(*) filter (where is_missing))::int as missing_people,
        sum(0.5 ^ (extract(epoch from %(now)s - at) / 3600 / %(half)s))::float8 as heat
    from ranked where place <= %(most)s
    group by query order by heat desc limit %(top)s"""

_SAVE = """
    insert into discovery_searchquery
        (query, spelled, initials, people, missing_people, heat, is_clean, is_hidden, updated_at)
    select v.*, false, %(now)s from unnest(%(queries)s::text[], %(spelled)s::text[], %(initials)s::text[],
        %(people)s::int[], %(missing)s::int[], %(heat)s::float8[], %(clean)s::bool[]) v
    on conflict (query) do update set people = excluded.people, missing_people = excluded.missing_people,
        heat = excluded.heat, is_clean = excluded.is_clean, updated_at = excluded.updated_at"""


def reckon() -> int:
    """Counts the last thirty days anew and returns how many queries are known. Words on the moderators' lists
    and contact data are kept off; so is what only one or two people asked."""
    at = clock.now()
    rows = sql.fetch_all(_COUNT, {"now": at, "half": HALF_LIFE_HOURS, "most": MOST_FROM_NETWORK, "top": _TOP})
    sounds = [_sounds(row["query"]) for row in rows]
    sql.execute(
        _SAVE,
        {
            "now": at,
            "queries": [row["query"] for row in rows],
            "spelled": [spelled for spelled, _ in sounds],
            "initials": [initials for _, initials in sounds],
            "people": [row["people"] for row in rows],
            "missing": [row["missing_people"] for row in rows],
            "heat": [row["heat"] for row in rows],
            "clean": [row["people"] >= ENOUGH_PEOPLE and _is_clean(row["query"]) for row in rows],
        },
    )
    sql.execute(
        """
        delete from discovery_searchquery
        where updated_at < %s and not is_hidden and pinned_position is null
        """,
        [at],
    )
    return len(rows)


def _is_clean(query: str) -> bool:
    return screen(kind="topic", author_id=None, text=query).decision == "allow"


def _sounds(query: str) -> tuple[str, str]:
    """How the query is typed: in full, and by initials. Latin words stand as they are."""
    folded = fold(query)
    parts = [sound for run in runs(folded) for sound in (sound_sequence(run) if not run.isascii() else [run])]
    parts = [part for part in parts if part != "."]
    return "".join(parts)[:160], "".join(part[0] for part in parts)[:60]
