"""Members named by @handle in notes and comments."""

import re
from uuid import UUID

from shancha.apps.community.queries.naming import may_name_sql
from shancha.kit import clock, sql

MAX_MENTIONS = 10
_HANDLE = re.compile(r"@([A-Za-z][A-Za-z0-9_-]{3,19})(?![A-Za-z0-9_-])")


def find_handles(text: str) -> list[str]:
    """The handles named in a text, lower case, in order, each once, ten at most."""
    return list(dict.fromkeys(match.lower() for match in _HANDLE.findall(text)))[:MAX_MENTIONS]


def set_note_mentions(*, note_id: UUID, author_id: UUID, text: str) -> list[UUID]:
    """Makes a note's mentions those of its text and returns the members that were not named before.

    People who block the author, whom the author blocks, or who don't let the author name them, are left
    out. Call it inside the transaction that writes the note; whoever calls it sends the notices.
    """
    handles = find_handles(text)
    rows = sql.fetch_rows(
        f"""
        with wanted as (
            select u.id from accounts_user u
            where u.handle = any(%(handles)s) and u.id <> %(author)s and {may_name_sql("%(author)s")}
              and not exists (select 1 from accounts_block b
                  where (b.blocker_id = u.id and b.blocked_id = %(author)s)
                     or (b.blocker_id = %(author)s and b.blocked_id = u.id))
        ), gone as (
            delete from community_mention m
            where m.note_id = %(note)s and m.comment_id is null and m.user_id not in (select id from wanted)
        )
        insert into community_mention (note_id, user_id, created_at)
        select %(note)s, id, %(now)s from wanted
        on conflict do nothing
        returning user_id
        """,  # noqa: S608 - a fragment of ours
        {"note": note_id, "author": author_id, "handles": handles, "now": clock.now()},
    )
    return [row[0] for row in rows]
