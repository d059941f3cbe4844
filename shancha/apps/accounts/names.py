"""Rules of nicknames and handles."""

import re
import secrets
import unicodedata

from shancha.apps.accounts import errors
from shancha.kit.text import clean_line, grapheme_length

NICKNAME_LENGTH = 20
HANDLE_PATTERN = re.compile(r"[a-z][a-z0-9_-]{3,19}")
RESERVED_HANDLES = frozenset({
    "admin", "administrator", "moderator", "operator", "official", "shancha", "support", "service", "help",
    "root", "system", "staff", "security", "anonymous", "deleted", "kefu", "guanfang",
})  # fmt: skip
# Words that only the platform's own accounts may carry in their name.
RESERVED_WORDS = ("山茶集", "官方", "管理员", "客服", "shancha", "official")
_LOOKALIKES = str.maketrans("0135l", "oiesi")


def clean_nickname(text: str) -> str:
    """The nickname as it is kept. Raises NicknameInvalidError."""
    cleaned = clean_line(text)
    if not 1 <= grapheme_length(cleaned) <= NICKNAME_LENGTH or len(cleaned) > 40 or not nickname_key(cleaned):
        raise errors.NicknameInvalidError(fields={"nickname": errors.NicknameInvalidError.detail})
    return cleaned


def nickname_key(text: str) -> str:
    """What is left of a nickname when dress is taken off: width, case, accents, spaces, signs and
    look-alike digits. Two names with one key read alike; an empty key means nothing to read."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c for c in folded if unicodedata.category(c)[0] in "LN")
    return kept.translate(_LOOKALIKES)[:40] or _symbols(folded)


def _symbols(text: str) -> str:
    """Names of emoji alone are names too."""
    return "".join(c for c in text if unicodedata.category(c) == "So")[:40]


def check_handle(handle: str) -> str:
    """The handle as it is kept. Raises HandleInvalidError or HandleTakenError for reserved ones."""
    lowered = handle.strip().lower()
    if not HANDLE_PATTERN.fullmatch(lowered):
        raise errors.HandleInvalidError(fields={"handle": errors.HandleInvalidError.detail})
    if lowered in RESERVED_HANDLES or lowered.startswith("gone-"):
        raise errors.HandleTakenError(fields={"handle": errors.HandleTakenError.detail})
    return lowered


def random_handle() -> str:
    """A handle for a new member: nine digits after a letter."""
    return f"s{secrets.randbelow(900_000_000) + 100_000_000}"


def random_nickname() -> str:
    """A friendly name for a new member who has not chosen one yet."""
    return f"山茶{secrets.randbelow(90_000_000) + 10_000_000}"
