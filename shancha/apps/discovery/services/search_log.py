"""Remembering searches: for the platform without names, for the viewer as a history of their own."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.discovery.events import SearchMade
from shancha.apps.discovery.search.query import LONGEST_QUERY
from shancha.apps.discovery.services.profiles import is_learning
from shancha.kit import clock, events, sql
from shancha.kit.crypto import keyed_hash

HISTORY = 20
VISITOR_HISTORY_DAYS = 90

# The sum of nothing keeps the planner from walking through everybody's last hour by the index of times.
_LOG = """
    insert into discovery_searchlog (query, person, network, result_count, created_at)
    select %(query)s::text, %(person)s::text, %(network)s::text, %(count)s::int, %(now)s::timestamptz
    from (select set_config('synchronous_commit', 'off', true)) unhurried
    where not exists (
        select 1 from discovery_searchlog
        where person = %(person)s::text and query = %(query)s::text
          and created_at + interval '0 s' > %(hour_ago)s)"""
_REMEMBER = """
    with gone as (
        delete from discovery_searchhistory where id in (
            select id from discovery_searchhistory where key = %(key)s::text and query <> %(query)s::text
            order by at desc offset %(most)s))
    insert into discovery_searchhistory (key, query, at) values (%(key)s::text, %(query)s::text, %(now)s)
    on conflict (key, query) do update set at = excluded.at"""


@transaction.atomic
def count_search(
    *, viewer: Viewer | None, key: str, address: str, text: str, kind: str, result_count: int
) -> None:
    """Counts one search of whatever kind: for the platform's figures, for the viewer's history while
    personalisation is on, and announces it. `text` is folded; `key` names the viewer or browser."""
    visitor = "" if viewer else key.removeprefix("v:")
    log_search(query=text, person=key if viewer else address, address=address, result_count=result_count)
    if is_learning(viewer, key):
        remember_search(key=key, query=text)
    events.publish(SearchMade(viewer.id if viewer else None, visitor, text, kind, result_count))


def log_search(*, query: str, person: str, address: str, result_count: int) -> None:
    """Counts a search for the platform's figures. `person` and the network of `address` are kept as hashes
    with the day in them, so that nobody's searches can be strung together over days. The transaction it is
    called in is not waited for on disk: a crash may cost the searches of its last half second."""
    at = clock.now()
    day = at.date().isoformat()
    parameters = {
        "query": query[:LONGEST_QUERY],
        "person": keyed_hash(f"search:{day}:{person}")[:32],
        "network": keyed_hash(f"network:{day}:{network_of(address)}")[:32],
        "count": result_count,
        "now": at,
        "hour_ago": at - timedelta(hours=1),
    }
    sql.execute(_LOG, parameters)


def remember_search(*, key: str, query: str) -> None:
    """Puts a query on top of a viewer's history of at most twenty."""
    sql.execute(
        _REMEMBER,
        {"key": key, "query": query[:LONGEST_QUERY], "now": clock.now(), "most": HISTORY - 1},
    )


def clear_history(*, key: str) -> None:
    """Forgets all that a viewer searched for."""
    sql.execute("delete from discovery_searchhistory where key = %s", [key])


def remove_from_history(*, key: str, entry_id: int) -> None:
    """Strikes one entry; silent where it isn't there."""
    sql.execute("delete from discovery_searchhistory where key = %s and id = %s", [key, entry_id])


def sweep() -> None:
    """Removes log lines beyond the retention, and histories of browsers that stayed away for ninety days."""
    at = clock.now()
    sql.execute(
        "delete from discovery_searchlog where created_at < %s",
        [at - timedelta(days=settings.ENV.log_retention_days)],
    )
    sql.execute(
        "delete from discovery_searchhistory where left(key, 2) = 'v:' and at < %s",
        [at - timedelta(days=VISITOR_HISTORY_DAYS)],
    )


def network_of(address: str) -> str:
    """The network an address belongs to: its first three numbers, or the first three groups of IPv6."""
    return ":".join(address.split(":")[:3]) if ":" in address else address.rpartition(".")[0]
