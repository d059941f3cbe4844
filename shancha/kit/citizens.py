"""Identity numbers of Chinese citizens (GB 11643-1999)."""

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def clean_citizen_number(text: str) -> str | None:
    """The number in its one form (18 characters, capital X), or None where it is not one: wrong length, a
    birthday that no calendar has or that lies in the future, or a wrong check digit (ISO 7064 MOD 11-2)."""
    number = "".join(text.split()).upper()
    if len(number) != 18 or not (number.isascii() and number[:17].isdigit()) or number[0] == "0":
        return None
    try:
        birthday = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    if not date(1850, 1, 1) <= birthday <= date.today():  # noqa: DTZ011 - a day's difference does not matter
        return None
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number if _CHECKS[total % 11] == number[17] else None


def mask_citizen_number(number: str) -> str:
    """How it is shown: the first three and the last two characters."""
    return f"{number[:3]}{'*' * 13}{number[-2:]}"
