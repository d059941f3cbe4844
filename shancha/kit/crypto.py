"""Personal data at rest: encrypted columns and keyed hashes to find them again."""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def _cipher() -> MultiFernet:
    return _cipher_of(tuple(settings.ENCRYPTION_KEYS))


@lru_cache(maxsize=4)
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Encrypts with the newest key (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Decrypts with whichever key made it; raises cryptography.fernet.InvalidToken for junk."""
    return _cipher().decrypt(token.encode()).decode()


def keyed_hash(text: str) -> str:
    """A look-up value (HMAC-SHA256, hex) that tells nothing without the server's key."""
    return hmac.new(settings.HASH_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A text column that is encrypted in the database and plain in Python. Not searchable."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypts on the way in."""
        return encrypt(value) if value else value

    def from_db_value(self, value: Any, _expression: object, _connection: object) -> Any:
        """Decrypts on the way out."""
        return decrypt(value) if value else value
