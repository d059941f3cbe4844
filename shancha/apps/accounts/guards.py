"""Rate limits of the ways in: for each address and each browser, on top of those of phones and mailboxes."""

from django.http import HttpRequest

from shancha.apps.accounts.authentication import existing_visitor_key
from shancha.kit.crypto import keyed_hash
from shancha.kit.http import client_address
from shancha.kit.limits import check

HOUR = 3600


def guard_address(request: HttpRequest, scope: str, *, limit: int, seconds: int = HOUR) -> None:
    """Limits a step for the caller's address and browser, durably over all processes."""
    check(f"accounts.{scope}.address", client_address(request), limit=limit, seconds=seconds, durable=True)
    key = existing_visitor_key(request)
    if key:
        check(f"accounts.{scope}.visitor", key, limit=max(5, limit // 3), seconds=seconds, durable=True)


def guard_subject(scope: str, subject: str, *, limit: int, seconds: int = HOUR) -> None:
    """Limits a step for a mailbox, a member or the like, whoever asks; only a hash of it is kept."""
    check(f"accounts.{scope}", keyed_hash(subject)[:40], limit=limit, seconds=seconds, durable=True)
