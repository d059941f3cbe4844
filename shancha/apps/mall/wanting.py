"""Keys of what people want here: the same thing, however it was typed or scanned, has one key."""

import unicodedata
from uuid import UUID

from shancha.apps.mall.barcodes import barcode_of, longest_writing
from shancha.kit.text import clean_line

LONGEST_WORDS = 60
_BARCODE = "barcode:"


def key_of_text(text: str) -> str | None:
    """What was typed or scanned as a key: "barcode:" and the digits of a barcode in the longest writing, else
    "words:" and the first sixty characters in one width and case, without spaces and punctuation; None
    where nothing is left."""
    folded = unicodedata.normalize("NFKC", clean_line(text))
    if code := barcode_of(folded):
        return f"{_BARCODE}{longest_writing(code)}"
    kept = "".join(character for character in folded[:LONGEST_WORDS].lower() if character.isalnum())
    return f"words:{kept}" if kept else None


def product_key(product_id: UUID) -> str:
    """ "product:" and the id."""
    return f"product:{product_id}"


def is_barcode_key(key: str) -> bool:
    """Whether a key is that of a barcode."""
    return key.startswith(_BARCODE)
