"""Product barcodes: EAN-13, EAN-8, UPC-A, GTIN-14 by their check digit (GS1 General Specifications 7.9)."""

LENGTHS = frozenset({8, 12, 13, 14})


def check_digit(digits: str) -> int:
    """The last digit that belongs after these: weights 3 and 1 from the right, to a multiple of ten."""
    weighted = (int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -sum(weighted) % 10


def is_barcode(text: str) -> bool:
    """Whether the text is a barcode with a right check digit."""
    return (
        len(text) in LENGTHS and text.isascii() and text.isdigit() and check_digit(text[:-1]) == int(text[-1])
    )


def writings(barcode: str) -> tuple[str, ...]:
    """How the same code may be written: with or without the leading zeros of the longer kinds."""
    bare = barcode.lstrip("0")
    found = [barcode, *(bare.zfill(length) for length in sorted(LENGTHS) if len(bare) <= length)]
    return tuple(dict.fromkeys(found))
