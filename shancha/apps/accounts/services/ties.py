"""Notes what ties accounts to each other, as keyed hashes alone."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from shancha.apps.accounts.models import Tie
from shancha.apps.accounts.ties import kind_named
from shancha.kit import clock, sql
from shancha.kit.crypto import keyed_hash

# Met again within the hour, a tie is not written anew.
_RECORD = """
    insert into accounts_tie as t (user_id, kind, digest, first_at, last_at)
    values (%(user)s, %(kind)s, %(digest)s, %(now)s, %(now)s)
    on conflict (user_id, kind, digest) do update set last_at = excluded.last_at
    where t.last_at < excluded.last_at - interval '1 hour'
"""


def record_tie(*, user_id: UUID, kind: str, value: str) -> None:
    """Notes that a member was met with a value of a registered kind; nothing for an empty value. One short
    statement in the caller's transaction."""
    if value:
        known = {"user": user_id, "kind": kind_named(kind).name, "digest": digest_of(kind, value)}
        sql.execute(_RECORD, {**known, "now": clock.now()})


def digest_of(kind: str, value: str) -> UUID:
    """The first half of a keyed hash; the same value of another kind has another."""
    return UUID(keyed_hash(f"tie:{kind}:{value}")[:32])


def sweep_ties() -> None:
    """Removes what was not met for as long as logs are kept."""
    oldest = clock.now() - timedelta(days=settings.ENV.log_retention_days)
    Tie.objects.filter(last_at__lt=oldest).delete()
