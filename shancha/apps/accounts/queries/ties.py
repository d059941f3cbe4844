"""Who is tied to whom: by the sign-ins of the last weeks, the sessions that live on without one, and what the
apps noted (`ties`). Signing out hides nobody, and neither does staying signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.accounts.ties import known_kinds
from shancha.kit import sql

SIGNED_IN_WITHIN = timedelta(days=30)
# People behind one value that are looked at; the count says no more than that there are many.
MANY = 60

# IPv6 by household (/56): every device of one has addresses of its own.
_HOUSEHOLD = """case family({0}) when 4 then host({0}) else network(set_masklen({0}, 56))::text end"""

_SHARED = """
    with met as (
        select s.id as one, t.kind, t.digest
        from unnest(%(ids)s::uuid[]) s(id) cross join lateral (
            select kind, digest from accounts_tie
            where user_id = s.id and last_at > %(since)s order by last_at desc limit 40) t
    ), shared as (
        select one, kind, array(
            select o.user_id from accounts_tie o
            where o.kind = met.kind and o.digest = met.digest and o.last_at > %(since)s
            order by o.last_at desc limit %(many)s) as people
        from met
    )
    select s.one, other, s.kind, max(cardinality(s.people)), count(*)
    from shared s
    join unnest(%(kinds)s::text[], %(crowds)s::int[]) k(kind, crowd) on k.kind = s.kind
    cross join lateral unnest(s.people) other
    join accounts_user u on u.id = other and u.status <> 'deleted'
    where other <> s.one and cardinality(s.people) <= k.crowd
    group by s.one, other, s.kind
"""


def ties_sql(user: str, *, sessions: str = "true") -> str:
    """A subquery of one column `tie`, text, for the member with this id, a column: the latest twenty
    addresses of either kind, IPv6 by household, and forty ties of other kinds; of the sessions `e` those that
    `sessions` says. Uses %(signed_in_since)s."""
    return f"""(
        (select {_HOUSEHOLD.format("l.address")} as tie from accounts_loginrecord l
         where l.user_id = {user} and l.at > %(signed_in_since)s and l.address is not null
         order by l.at desc limit 20)
        union
        (select {_HOUSEHOLD.format("e.address")} from accounts_session e
         where e.user_id = {user} and {sessions} and e.address is not null
         order by e.last_seen_at desc limit 20)
        union
        (select t.kind || ' ' || t.digest from accounts_tie t
         where t.user_id = {user} and t.last_at > %(signed_in_since)s and t.kind <> 'address'
         order by t.last_at desc limit 40))"""


@dataclass(frozen=True, slots=True)
class SharedTie:
    """`one` and `other` share `count` values of a kind; at most `people` (60 stands for more) stand behind
    one of them."""

    one: UUID
    other: UUID
    kind: str
    people: int
    count: int


def shared_ties(user_ids: Sequence[UUID], *, since: datetime) -> list[SharedTie]:
    """Whom these members share values with, met after `since`. Of each member the latest forty values are
    looked at, of each value the latest sixty people; a value that a crowd shares ties nobody."""
    kinds = known_kinds()
    rows = sql.fetch_rows(
        _SHARED,
        {
            "ids": list(user_ids),
            "since": since,
            "many": MANY,
            "kinds": [kind.name for kind in kinds],
            "crowds": [MANY if kind.crowd is None else kind.crowd for kind in kinds],
        },
    )
    return [SharedTie(*row) for row in rows]
