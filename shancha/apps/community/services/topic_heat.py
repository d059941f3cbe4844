"""How hot a topic is: the velocity of its discussion, counted by people who stand apart from each other.

What counts, within 72 hours: a note in the topic (3), a comment under one (1), a follow (0.5), each worn
down by half every 12 hours. Then, so that nobody pumps it:

- one person counts at most like one fresh note and two comments, however much they write;
- a person weighs by standing: a day-old account 0.05, a week-old 0.3, a month-old 0.7, then 1; unverified
  phones half; suspended ones nothing;
- a person who has k others of this topic close by (they follow each other, signed in from the same address
  or device within thirty days or still are, were paid for by the same payer, or both are new) weighs
  1 / (1 + k). Over any group in which all are close this sums to one person (it is Caro and Wei's lower bound
  of how many are independent), while strangers keep their full weight;
- where many discuss, a sample that nobody can choose to be in stands for all, and whoever is close to a
  person is counted among all, or estimated for all, not among the sample alone: a ring of any size weighs
  what one person does and takes nobody's place.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.accounts.queries.ties import SIGNED_IN_WITHIN, ties_sql
from shancha.kit import clock, sql
from shancha.kit.crypto import keyed_hash

WINDOW = timedelta(hours=72)
HALF_LIFE_HOURS = 12
PERSON_CAP = 5.0
NEW_ACCOUNT = timedelta(days=7)
SAMPLE = 600  # people whose follows are looked at in one topic; beyond it the sample stands for the rest
AT_ONCE = 10_000  # people who are looked up with one statement
SMALL = 50  # behind a value that more share, all are close anyway: the number is enough

_ACTIVITY = """
    with activity as (
        select nt.topic_id, n.author_id as user_id, nt.published_at as at, 3.0 as points
        from community_notetopic nt join community_note n on n.id = nt.note_id
        where nt.published_at > %(since)s and n.state = 'public' and not n.is_limited
        union all
        select nt.topic_id, c.author_id, c.created_at, 1.0
        from community_comment c join community_notetopic nt on nt.note_id = c.note_id
        where c.created_at > %(since)s and c.state = 'public' and nt.published_at is not null
        union all
        select f.topic_id, f.user_id, f.created_at, 0.5
        from community_topicfollow f where f.created_at > %(since)s
    ), people as (
        select topic_id, user_id, least(%(cap)s, sum(
            points * exp(-0.693147 * extract(epoch from %(now)s - at) / (3600 * %(half)s)))) as points
        from activity where at <= %(now)s group by topic_id, user_id
    )
    select p.topic_id, string_agg(p.user_id::text, ','), array_agg(p.points::float8)
    from people p join accounts_user u on u.id = p.user_id
    where u.status in ('active', 'muted') group by p.topic_id"""

_STANDING = f"""
    select u.id::text, u.joined_at, u.phone_verified_at is not null,
        array(select r.tie from {ties_sql("u.id", sessions="e.expire_date > %(now)s")} r)
    from accounts_user u where u.id = any(%(ids)s::uuid[])"""  # noqa: S608 - a fragment of ours

_MUTUAL = """
    with present as materialized (select unnest(%(ids)s::uuid[]) as id)
    select a.follower_id::text, a.followee_id::text
    from present one join accounts_follow a on a.follower_id = one.id
    join present other on other.id = a.followee_id
    join accounts_follow b on b.follower_id = a.followee_id and b.followee_id = a.follower_id
    where a.follower_id < a.followee_id"""


# Ids of people are texts here: there may be a hundred thousand of them at once.
Friends = dict[str, set[str]]
Standing = tuple[datetime, bool, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Participant:
    """One person's part in a topic's discussion."""

    user_id: str
    points: float
    joined_at: datetime
    is_verified: bool
    ties: frozenset[str]


def trust(participant: Participant, at: datetime) -> float:
    """What a person's voice weighs by the account's age and proof, from 0.025 to 1."""
    days = (at - participant.joined_at).total_seconds() / 86_400
    weight = next((w for limit, w in ((1, 0.05), (7, 0.3), (30, 0.7)) if days < limit), 1.0)
    return weight if participant.is_verified else weight / 2


def heat(people: Sequence[Participant], friends: Friends, at: datetime) -> float:
    """The heat of one topic from its participants and who of all is friends with whom: follows and is
    followed."""
    sample = _sample(people)
    present = {person.user_id for person in sample}
    share = len(people) / max(len(sample), 1)
    groups = _groups(people, at)
    total = 0.0
    for person in sample:
        near = _near(person, groups, friends.get(person.user_id, set()) & present, share)
        total += person.points * trust(person, at) / (1 + near)
    return total * share


def _sample(people: Sequence[Participant]) -> Sequence[Participant]:
    """All, or those whose keyed hashes are the smallest: the same the next time, and nobody's choice."""
    if len(people) <= SAMPLE:
        return people
    return sorted(people, key=lambda person: keyed_hash(f"heat:{person.user_id}"))[:SAMPLE]


def _friends(mutual: Iterable[tuple[str, str]]) -> Friends:
    friends: Friends = defaultdict(set)
    for one, other in mutual:
        friends[one].add(other)
        friends[other].add(one)
    return friends


def _groups(people: Iterable[Participant], at: datetime) -> dict[str, list[set[str]]]:
    """For each person the groups of all who share a tie with them, the new accounts being one."""
    sharing: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for tie in person.ties:
            sharing[tie].add(person.user_id)
        if at - person.joined_at < NEW_ACCOUNT:
            sharing["new"].add(person.user_id)
    groups: dict[str, list[set[str]]] = defaultdict(list)
    for members in sharing.values():
        for user_id in members:
            groups[user_id].append(members)
    return groups


def _near(person: Participant, groups: dict[str, list[set[str]]], friends: set[str], share: float) -> float:
    """How many others of the topic are close to a person; friends outside the sample are estimated."""
    own = groups[person.user_id]
    tied = set[str]().union(*(members for members in own if len(members) <= SMALL)) - {person.user_id}
    crowd = max((len(members) - 1 for members in own), default=0)
    return max(crowd, len(tied) + len(friends - tied) * share)


def compute_heat(at: datetime | None = None) -> dict[UUID, float]:
    """The present heat of every topic that was discussed within the window."""
    at = at or clock.now()
    rows = sql.fetch_rows(
        _ACTIVITY, {"since": at - WINDOW, "now": at, "cap": PERSON_CAP, "half": HALF_LIFE_HOURS}
    )
    ids = list({user_id for _, user_ids, _ in rows for user_id in user_ids.split(",")})
    standing, friends = _standing(ids, at), _friends(sql.fetch_rows(_MUTUAL, {"ids": sql.array(ids)}))
    return {
        topic_id: heat(_participants(user_ids.split(","), points, standing), friends, at)
        for topic_id, user_ids, points in rows
    }


def _standing(ids: Sequence[str], at: datetime) -> dict[str, Standing]:
    """Of each person when they joined, whether their phone is verified, and their ties: looked up once,
    however many topics they are in."""
    moment = {"now": at, "signed_in_since": at - SIGNED_IN_WITHIN}
    found = {}
    for start in range(0, len(ids), AT_ONCE):
        part = sql.array(ids[start : start + AT_ONCE])
        for user_id, joined_at, is_verified, ties in sql.fetch_rows(_STANDING, {**moment, "ids": part}):
            found[user_id] = (joined_at, is_verified, frozenset(ties))
    return found


def _participants(
    user_ids: Iterable[str], points: Iterable[float], standing: dict[str, Standing]
) -> list[Participant]:
    """One topic's, without those who are gone meanwhile."""
    return [
        Participant(user_id, each, *standing[user_id])
        for user_id, each in zip(user_ids, points, strict=True)
        if user_id in standing
    ]


def refresh_heat(at: datetime | None = None) -> int:
    """Writes the present heat of all topics, with operators' promotion.

    Safe to run twice. Returns how many topics are hot.
    """
    at = at or clock.now()
    found = compute_heat(at)
    sql.execute(
        """
        with locked as materialized (
            select o.id, v.heat
            from community_topic o
            left join unnest(%(ids)s::uuid[], %(heats)s::float8[]) v(id, heat) on v.id = o.id
            where o.hot <> 0 or v.heat is not null
            order by o.id for no key update of o
        )
        update community_topic t set
            hot = case when t.state = 'active' then coalesce(l.heat, 0) * (1 + t.promotion) else 0 end,
            hot_at = %(at)s
        from locked l where t.id = l.id
        """,
        {"at": at, "ids": list(found), "heats": list(found.values())},
    )
    return len(found)


def recount_participants(at: datetime | None = None) -> None:
    """Counts the writers of each topic that got a note within the window. Run it now and then."""
    sql.execute(
        """
        with p as (
            select nt.topic_id, count(distinct n.author_id) as count
            from community_notetopic nt join community_note n on n.id = nt.note_id
            where nt.published_at is not null and nt.topic_id in (
                select distinct topic_id from community_notetopic where published_at > %(since)s)
            group by nt.topic_id
        ), locked as materialized (
            select o.id, p.count from community_topic o join p on p.topic_id = o.id
            where o.participant_count <> p.count order by o.id for no key update of o
        )
        update community_topic t set participant_count = l.count from locked l where t.id = l.id
        """,
        {"since": (at or clock.now()) - WINDOW},
    )
