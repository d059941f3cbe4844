"""Whether the database stands at this version already: asked without loading Django, so that a start that has
nothing to do is quick."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import psycopg

_ROOT = Path(__file__).resolve().parents[2]
# Whatever tables are made of: our own migrations, and the versions of the libraries that bring theirs.
_MADE_OF = ("shancha/**/migrations/*.py", "requirements/base.txt")
PREPARED = "prepared"


def code_version(*more: str) -> str:
    """A digest of everything that migrations are made of, and of what these patterns name besides."""
    digest = hashlib.sha256()
    for pattern in (*_MADE_OF, *more):
        for path in sorted(_ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_prepared(url: str, *, facts: Sequence[str] = ()) -> bool:
    """Whether this version's migrations have run in the database at `url` and these facts are known there."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            rows = connection.execute(
                "select name, value #>> '{}' from kit_fact where name = any(%s)", [[PREPARED, *facts]]
            ).fetchall()
    except psycopg.Error:
        return False  # no such table yet, or no database: whoever prepares it says what is wrong
    known: dict[str, str] = dict(rows)
    return known.get(PREPARED) == code_version() and all(fact in known for fact in facts)


def note_prepared() -> None:
    """Notes that this version's migrations have run. Call it with Django loaded, after them."""
    from shancha.kit.models import Fact  # noqa: PLC0415 - whoever only asks does without Django

    Fact.objects.update_or_create(name=PREPARED, defaults={"value": code_version()})
