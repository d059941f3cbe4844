"""Notes that strangers rush upon: many who came within the hour, and odd ones among them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.accounts.queries.ties import SIGNED_IN_WITHIN, ties_sql
from shancha.kit import sql

WINDOW = timedelta(hours=1)
YOUNG = timedelta(days=7)
# So many odd accounts make an alarm, where they are half of all who came.
ENOUGH = 8
# An address or a device is shared by coincidence in a family, not by three strangers under one note.
SHARING = 3

_RUSHES = f"""
    with came as (
        select note_id, author_id as user_id from community_comment
        where created_at > %(since)s and state <> 'deleted'
        union
        select subject_id, reporter_id from moderation_report
        where id > %(first_id)s and subject_kind = 'note' and reporter_id is not null
        union
        select c.note_id, r.reporter_id
        from moderation_report r join community_comment c on c.id = r.subject_id
        where r.id > %(first_id)s and r.subject_kind = 'comment' and r.reporter_id is not null
    ), busy as (
        select c.note_id, n.author_id, count(*) as people from came c
        join community_note n on n.id = c.note_id and n.state = 'public' and n.comment_policy = 'everyone'
        where c.user_id <> n.author_id
        group by 1, 2 having count(*) >= %(enough)s order by 3 desc limit 200
    ), strangers as (
        select b.*, u.id as user_id, u.joined_at > %(young)s as is_young
        from busy b join came c on c.note_id = b.note_id and c.user_id <> b.author_id
        join accounts_user u on u.id = c.user_id
        where not exists (
            select 1 from accounts_follow where follower_id = u.id and followee_id = b.author_id)
    ), came_from as (
        select s.note_id, s.user_id, t.tie, count(*) over (partition by s.note_id, t.tie) as sharing
        from strangers s cross join lateral {ties_sql("s.user_id")} t
    ), odd as (
        select note_id, author_id, people, is_young or (note_id, user_id) in (
            select note_id, user_id from came_from where sharing >= %(sharing)s) as is_odd
        from strangers
    )
    select note_id, author_id, count(*) from odd where is_odd
    group by note_id, author_id, people having count(*) >= %(enough)s and count(*) * 2 >= people
"""


@dataclass(frozen=True, slots=True)
class Rush:
    """A note under which `people` odd accounts commented or reported within the hour."""

    note_id: UUID
    author_id: UUID
    people: int


def find_rushes(at: datetime) -> list[Rush]:
    """Public notes open to everybody's comments on which, in the hour before `at`, at least eight accounts
    commented or reported that don't follow the author and are a week old at most or share an address, a
    device or another tie with two others of them, where these are at least half of all who came. The busiest
    200 notes are looked at."""
    since = at - WINDOW
    parameters = {
        "since": since,
        # Ids of reports begin with their time.
        "first_id": UUID(int=int(since.timestamp() * 1000) << 80),
        "young": at - YOUNG,
        "signed_in_since": at - SIGNED_IN_WITHIN,
        "enough": ENOUGH,
        "sharing": SHARING,
    }
    return [Rush(*row) for row in sql.fetch_rows(_RUSHES, parameters)]
