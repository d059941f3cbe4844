"""What a tracking provider can do. Another is a class with this method, named in `tracking/__init__.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class TrackingError(Exception):
    """The provider did not answer; ask again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which parcel. `phone_tail` are the last four digits of the receiver's phone, which some carriers ask
    for; `is_abroad` when it passes the customs."""

    carrier: str
    tracking_number: str
    shipped_at: datetime
    phone_tail: str
    is_abroad: bool
    destination: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Something the carrier saw, with a parcel status (`models.ParcelStatus`) and the carrier's words."""

    at: datetime
    status: str
    text: str
    place: str = ""


class TrackingProvider(Protocol):
    """Asks a carrier, or a service that knows many."""

    def track(self, ask: Ask) -> Sequence[Scan]:
        """All that is known of a parcel, in any order. Raises TrackingError."""
        ...
