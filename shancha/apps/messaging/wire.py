"""What web and stream process agree on: tickets, cursors, the statements of the event stream.

Free of Django, so that the stream process stays small.

**Cursors.** An event's id is given out before its transaction commits, so "everything after id 7" would
miss event 6 of a slower transaction. A cursor therefore holds the oldest transaction that was still running
when it was made (its horizon), the time, and the ids already delivered from the horizon on:
`horizon.time.id.id…`. Reading from a cursor gives every event of the horizon's transaction or later ones,
less the ids named. Nothing is missed and nothing comes twice.
"""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass, field
from uuid import UUID

CHANNEL = "shancha_stream"
TICKET_SECONDS = 120
MAX_NAMED_IDS = 200
KEEP_SECONDS = 3 * 24 * 3600

READ_EVENTS = """
    select c.n, e.id, e.transaction_id, e.kind, e.payload::text
    from unnest(%s::int[], %s::uuid[], %s::bigint[]) as c(n, user_id, horizon)
    join lateral (
        select id, transaction_id, kind, payload from messaging_streamevent
        where user_id = c.user_id and transaction_id >= c.horizon order by id limit 500
    ) e on true
    order by c.n, e.id
"""

READ_HORIZON = """
    select pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint
    from pg_current_snapshot() as s
"""

# How many unread rows of a lane are counted before the answer is "99+"; muted people do not count.
COUNT_LIMIT = 100
LANES = ("likes", "follows", "comments", "process", "system")
_COUNT_LANE = """
    (select count(*) from (
        select 1 from messaging_notification
        where user_id = u.user_id and lane = '{lane}' and read_at is null
          and not (actor_ids <> '{{}}' and actor_ids <@ m.ids)
        limit {limit}) as unread)
"""
COUNT_UNREAD = f"""
    select u.user_id, {", ".join(_COUNT_LANE.format(lane=lane, limit=COUNT_LIMIT) for lane in LANES)}
    from unnest(%s::uuid[]) as u(user_id), lateral (
        select coalesce(array_agg(muted_id), '{{}}') as ids from accounts_mute
        where muter_id = u.user_id) as m
"""  # noqa: S608 - made of the constants above


class TicketInvalidError(ValueError):
    """A ticket that is forged, mangled or too old."""


def make_ticket(user_id: UUID, secret: str, *, at: float | None = None) -> str:
    """A signed pass to one member's event stream, good for TICKET_SECONDS to open it."""
    body = f"{user_id.hex}.{int(time.time() if at is None else at) + TICKET_SECONDS}"
    return f"{body}.{_sign(body, secret)}"


def read_ticket(ticket: str, secret: str) -> UUID:
    """Whose stream a ticket opens; raises TicketInvalidError."""
    body, _, signature = ticket.rpartition(".")
    if not hmac.compare_digest(_sign(body, secret).encode(), signature.encode()):
        raise TicketInvalidError
    user, _, expires = body.partition(".")
    if int(expires) < time.time():
        raise TicketInvalidError
    return UUID(user)


def _sign(body: str, secret: str) -> str:
    digest = hmac.new(f"shancha.stream:{secret}".encode(), body.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


@dataclass(slots=True)
class Cursor:
    """How far one device has read; see above. A `horizon` of 0 means: from now on.

    `delivered` maps the ids that came from the horizon on to their transactions.
    """

    horizon: int = 0
    made_at: int = 0
    delivered: dict[int, int] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Reads a cursor; junk starts from now."""
        try:
            numbers = [int(part) for part in text.split(".")[: MAX_NAMED_IDS + 2]]
        except ValueError:
            return cls()
        if len(numbers) < 2 or any(not 0 <= number < 2**63 for number in numbers):
            return cls()
        horizon, made_at, *named = numbers
        return cls(horizon, made_at, dict.fromkeys(named, horizon))

    def is_lost(self, newest_transaction: int) -> bool:
        """Whether events may be gone that this cursor asks for: it is older than they are kept, or of
        another database (one restored from a backup counts transactions anew)."""
        too_old = self.made_at < time.time() - KEEP_SECONDS
        return bool(self.horizon) and (too_old or self.horizon > newest_transaction)

    def advance(self, horizon: int) -> None:
        """Moves on after everything visible was delivered, and forgets ids that are settled."""
        self.horizon = max(horizon, self.horizon)
        self.made_at = int(time.time())
        self.delivered = {key: value for key, value in self.delivered.items() if value >= self.horizon}

    def __str__(self) -> str:
        return ".".join(map(str, [self.horizon, self.made_at, *sorted(self.delivered)[-MAX_NAMED_IDS:]]))
