"""The guardian's PIN: what in the minors' mode waits for it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password

from shancha.apps.accounts import errors
from shancha.apps.accounts.models import User
from shancha.apps.accounts.queries.profiles import privacy_of
from shancha.kit import limits

# Audiences from the narrowest to the widest; switches open from False to True.
_WIDTHS = {False: 0, True: 1, "none": 0, "followers": 1, "everyone": 2}


def check_opening(
    *,
    user_id: UUID,
    pin: str,
    privacy: Mapping[str, Any] | None = None,
    personalised: bool | None = None,
    dwell_consent: bool | None = None,
) -> None:
    """In the minors' mode, lets settings be opened with the guardian's PIN only: recommendation and the
    measuring of reading time turned on, privacy made wider. What narrows them is free.
    Raises PinNeededError without a PIN, and what `check_pin` raises."""
    user = User.objects.get(id=user_id)
    if not user.minor_mode:
        return
    before = privacy_of(user)
    widens = any(_WIDTHS[value] > _WIDTHS[before[name]] for name, value in (privacy or {}).items())
    if not (widens or personalised or dwell_consent):
        return
    if not pin:
        raise errors.PinNeededError
    check_pin(user, pin)


def check_pin(user: User, pin: str) -> None:
    """Raises PinWrongError, RateLimitedError after five tries in a quarter of an hour. Call it outside a
    transaction, lest the count of tries be rolled back."""
    limits.check("accounts.minor_pin", str(user.id), limit=5, seconds=900, durable=True)
    if not check_password(pin, user.minor_pin):
        raise errors.PinWrongError(fields={"pin": errors.PinWrongError.detail})
