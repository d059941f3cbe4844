"""From where members came: the sign-ins of the last weeks, and the sessions that live on without one. Signing
out hides nobody, and neither does staying signed in."""

from datetime import timedelta

SIGNED_IN_WITHIN = timedelta(days=30)


def addresses_sql(user: str, *, sessions: str = "true") -> str:
    """A subquery of the latest twenty addresses of either kind of the member with this id, a column; of the
    sessions `e` those that `sessions` says. Uses %(signed_in_since)s."""
    return f"""(
        (select l.address from accounts_loginrecord l
         where l.user_id = {user} and l.at > %(signed_in_since)s and l.address is not null
         order by l.at desc limit 20)
        union
        (select e.address from accounts_session e
         where e.user_id = {user} and {sessions} and e.address is not null
         order by e.last_seen_at desc limit 20))"""
