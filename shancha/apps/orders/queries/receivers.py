"""Whom a parcel goes to: in full for the buyer and those who send it, masked for others and afterwards."""

from collections.abc import Mapping
from typing import Any

import orjson

from shancha.kit.crypto import decrypt

_EMPTY = {"receiver": "", "phone": "", "detail": ""}


def open_receiver(stored: str) -> dict[str, str]:
    """Name, phone and address; empty once they were forgotten."""
    return orjson.loads(decrypt(stored)) if stored else dict(_EMPTY)


def masked(receiver: Mapping[str, Any]) -> dict[str, str]:
    """Enough to recognise, too little to find somebody."""
    name, phone = receiver["receiver"], receiver["phone"]
    return {
        "receiver": f"{name[:1]}{'*' * (len(name) - 1)}",
        "phone": f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else "",
        "detail": "***" if receiver["detail"] else "",
    }
