"""Citizen identity numbers by GB 11643-1999: region, day of birth, sequence, check digit."""

import re
from datetime import date

from shancha.apps.orders.regions import is_province

_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def normalise(number: str) -> str:
    """Without spaces, with a capital X."""
    return number.replace(" ", "").upper()


def is_valid(number: str, today: date) -> bool:
    """Whether a normalised number can exist: a province, a day of birth that has been, the check digit."""
    if not _SHAPE.fullmatch(number) or not is_province(number[:2]):
        return False
    born = birthday(number)
    return born is not None and date(1900, 1, 1) <= born <= today and check_digit(number) == number[17]


def check_digit(number: str) -> str:
    """The eighteenth character that belongs to the first seventeen."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11]


def birthday(number: str) -> date | None:
    """The day of birth in it; None for a day that the calendar does not have."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def age_on(number: str, today: date) -> int:
    """Full years on that day. The number must be valid."""
    born = birthday(number)
    assert born is not None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def mask_number(number: str) -> str:
    """First and last two characters: enough for its owner to know it by."""
    return f"{number[:2]}{'*' * 14}{number[-2:]}"


def mask_name(name: str) -> str:
    """The last character alone: **丽."""
    return "*" * (len(name) - 1) + name[-1]
