"""Gives the tests their environment before Django's settings are read: a PostgreSQL of their own.

`SHANCHA_TEST_DB` names the test database, so that several runs can go on side by side.
"""

import os
import tempfile

os.environ["SHANCHA_MODE"] = "test"
os.environ.setdefault("SHANCHA_DATA_DIR", ".shancha/test")
os.environ["SHANCHA_ENV_FILE"] = ""
os.environ["SHANCHA_SECRET_KEY"] = "only-for-tests-0123456789012345678901234567890123456789"
os.environ["SHANCHA_ENCRYPTION_KEYS"] = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
os.environ["SHANCHA_MEDIA_DIR"] = tempfile.mkdtemp(prefix="shancha-media-")
os.environ["SHANCHA_LOG_LEVEL"] = "ERROR"
