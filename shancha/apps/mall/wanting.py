"""Keys of what people want here: the same thing, however it was typed or scanned, has one key."""

import unicodedata
from uuid import UUID

from shancha.apps.mall.barcodes import is_barcode
from shancha.kit.text import clean_line

LONGEST_WORDS = 60


def words_key(words: str) -> str | None:
    """ "words:" and the words in one width and case, without spaces and punctuation; None where nothing is
    left."""
    folded = unicodedata.normalize("NFKC", clean_line(words)).lower()
    kept = "".join(character for character in folded if character.isalnum())
    return f"words:{kept[:LONGEST_WORDS]}" if kept else None


def barcode_key(barcode: str) -> str:
    """ "barcode:" and the digits in the longest writing."""
    return f"barcode:{barcode.zfill(14)}"


def product_key(product_id: UUID) -> str:
    """ "product:" and the id."""
    return f"product:{product_id}"


def is_barcode_key(key: str) -> bool:
    """Whether a key is one that `barcode_key` makes."""
    return key.startswith("barcode:") and is_barcode(key.removeprefix("barcode:"))
