"""What a tracking provider can do. Another is a class with these, named in `tracking/__init__.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class TrackingError(Exception):
    """The provider did not answer; ask again later."""


class NoticeRefusedError(Exception):
    """What claims to come from the provider is not signed by it, or can't be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which parcel. `phone_tail` are the last four digits of the receiver's phone, which some carriers ask
    for; `is_abroad` when it passes the customs; `destination` is "" where only the carrier knows it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a provider told by itself of a parcel."""

    carrier: str
    tracking_number: str
    scans: Sequence[Scan]


class TrackingProvider(Protocol):
    """Asks a carrier, or a service that knows many. `name` stands in the address that it calls back."""

    name: str

    def track(self, ask: Ask) -> Sequence[Scan]:
        """All that is known of a parcel, in any order. Raises TrackingError."""
        ...

    def follow(self, ask: Ask, notify_url: str) -> bool:
        """Asks to be told of a parcel at an address from now on; False where this provider tells nothing.
        Raises TrackingError."""
        ...

    def read_notice(self, form: Mapping[str, str]) -> Told:
        """What the provider posted, after its signature was checked. Raises NoticeRefusedError."""
        ...
