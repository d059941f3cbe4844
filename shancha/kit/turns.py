"""One after the other: changes of a thing that has no row of its own to lock."""

from uuid import UUID

from shancha.kit import sql


def take_turn(what: str, of: UUID | str = "") -> None:
    """Waits until no other transaction changes `what` (of this owner or thing, where there are several), and
    holds the turn until the end of the present one."""
    sql.fetch_value("select pg_advisory_xact_lock(hashtextextended(%s, 0))::text", [f"{what} {of}"])


def share_turn(what: str, of: UUID | str = "") -> None:
    """Waits while another transaction has taken the turn, and keeps others from taking it until the end of
    the present one; any number share it. Call it before reading what must not change, and before locking rows
    that who takes the turn locks too."""
    sql.fetch_value("select pg_advisory_xact_lock_shared(hashtextextended(%s, 0))::text", [f"{what} {of}"])
