"""Product barcodes: EAN-13, EAN-8, UPC-A, GTIN-14 by their check digit (GS1 General Specifications 7.9), and
UPC-E, which is UPC-A with zeros left out (the same, 5.2.2)."""

import re
import unicodedata

_GAPS = re.compile(r"[\s-]")
LENGTHS = frozenset({8, 12, 13, 14})


def check_digit(digits: str) -> int:
    """The last digit that belongs after these: weights 3 and 1 from the right, to a multiple of ten."""
    weighted = (int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -sum(weighted) % 10


def barcode_of(text: str) -> str | None:
    """The digits of a barcode that may have been typed with spaces and hyphens or in full width; None for
    anything else."""
    digits = _GAPS.sub("", unicodedata.normalize("NFKC", text))
    return digits if is_barcode(digits) else None


def is_barcode(text: str) -> bool:
    """Whether the text is a barcode with a right check digit."""
    return _is_checked(text) or _upc_a_of(text) is not None


def _is_checked(text: str) -> bool:
    return (
        len(text) in LENGTHS and text.isascii() and text.isdigit() and check_digit(text[:-1]) == int(text[-1])
    )


def _upc_a_of(text: str) -> str | None:
    """The UPC-A behind eight digits of UPC-E; None for what is none."""
    if len(text) != 8 or text[0] not in "01" or not (text.isascii() and text.isdigit()):
        return None
    system, body, last, check = text[0], text[1:6], text[6], text[7]
    if last in "012":
        middle = f"{body[:2]}{last}0000{body[2:]}"
    elif last == "3":
        middle = f"{body[:3]}00000{body[3:]}"
    elif last == "4":
        middle = f"{body[:4]}00000{body[4]}"
    else:
        middle = f"{body}0000{last}"
    whole = f"{system}{middle}{check}"
    return whole if _is_checked(whole) else None


def longest_writing(barcode: str) -> str:
    """The fourteen digits that all writings of a code share; UPC-E as the UPC-A that it stands for."""
    whole = None if _is_checked(barcode) else _upc_a_of(barcode)
    return (whole or barcode).zfill(14)


def writings(barcode: str) -> tuple[str, ...]:
    """How the same code may be written: with or without the leading zeros of the longer kinds; UPC-E also as
    the UPC-A that it stands for."""
    whole = None if _is_checked(barcode) else _upc_a_of(barcode)
    bare = (whole or barcode).lstrip("0")
    found = [barcode, *(bare.zfill(length) for length in sorted(LENGTHS) if len(bare) <= length)]
    return tuple(dict.fromkeys(found))
