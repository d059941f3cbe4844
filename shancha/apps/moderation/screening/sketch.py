"""A sketch of a text by which near-equal ones are found: MinHash over three-character shingles, two hashes to
a band (Broder 1997; Leskovec, Rajaraman and Ullman, ch. 3).

Of two texts whose shingles overlap by the part j, a band is the same with probability j²; two of the twelve
bands alike mean that about half of the shingles are shared, as in a script in which two words are exchanged,
while strangers' texts (j about 0.02) share no band in practice, so that an index over bands finds few
candidates.
"""

from zlib import crc32

from shancha.apps.moderation.screening.normalise import View

BANDS = 12
# So many bands alike make two texts near-equal.
ALIKE = 2
# Short courtesies are the same everywhere, and so is one laugh for a line.
MIN_SHINGLES = 10
# The same shingles of two near-equal long texts are kept: those with the smallest hashes.
MAX_SHINGLES = 128
MAX_CHARACTERS = 4000
# A hash of each shingle is there already: its exclusive or with a mask orders the shingles anew.
_MASKS = tuple(crc32(f"mask {number}".encode()) for number in range(2 * BANDS))


def sketch(view: View) -> list[int]:
    """Twelve signed 32-bit bands of the reading's letters and digits; empty for texts too short to tell by.
    0.05 ms for a comment, at most 1.5 ms."""
    core = "".join(character for character in view.text[:MAX_CHARACTERS] if character.isalnum())
    shingles = {crc32(core[place : place + 3].encode()) for place in range(len(core) - 2)}
    if len(shingles) < MIN_SHINGLES:
        return []
    kept = sorted(shingles)[:MAX_SHINGLES]
    least = [min(map(mask.__xor__, kept)) for mask in _MASKS]
    return [_band(number, least[2 * number], least[2 * number + 1]) for number in range(BANDS)]


def _band(number: int, first: int, second: int) -> int:
    value = crc32(f"{number} {first} {second}".encode())
    return value - 2**32 if value >= 2**31 else value
