"""Backup and restore: what goes in comes out, elsewhere, with its pictures and its encrypted columns."""

import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
import pytest

from shancha.operate.backup import RestoreRefusedError, restore
from tests.migrated import fresh_database, scratch_server
from tests.small_world import plain_environment, small_world

ROOT = Path(__file__).resolve().parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("supervisor")]

_PHONE = """
import django; django.setup()
from shancha.apps.accounts.models import User
from shancha.apps.accounts.phones import phone_hash
user = User.objects.order_by('joined_at').first()
if {write}:
    user.phone, user.phone_hash = '+8613800138000', phone_hash('+8613800138000')
    user.save(update_fields=['phone', 'phone_hash'])
print(User.objects.get(phone_hash=phone_hash('+8613800138000')).phone)
"""


def _environment(folder: Path, url: str) -> dict[str, str]:
    return plain_environment() | {
        "SHANCHA_MODE": "test",
        "SHANCHA_DATA_DIR": str(folder),
        "SHANCHA_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "shancha.config.settings",
    }


def _run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def _counts(url: str) -> dict[str, int]:
    tables = ("accounts_user", "community_note", "community_comment", "community_like", "moderation_rule")
    with psycopg.connect(url) as connection:
        return {name: connection.execute(f"select count(*) from {name}").fetchone()[0] for name in tables}  # noqa: S608


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "kind"), [("../outside", tarfile.REGTYPE), ("media/link", tarfile.SYMTYPE)])
def test_an_archive_that_reaches_outside_is_refused(tmp_path: Path, name: str, kind: bytes) -> None:
    archive = tmp_path / "hostile.tar"
    with tarfile.open(archive, "w") as tar:
        for each in ("database.dump", "about.json"):
            tar.addfile(tarfile.TarInfo(each))
        hostile = tarfile.TarInfo(name)
        hostile.type, hostile.linkname = kind, "/etc/passwd"
        tar.addfile(hostile)
    with pytest.raises(RestoreRefusedError, match="no backup of Shancha holds"):
        restore(archive, print)


def test_a_community_comes_back_whole(tmp_path: Path) -> None:
    server = scratch_server()
    urls = {
        "backup_from": small_world(server, "backup_from", tmp_path / "from"),
        "backup_to": fresh_database(server, "backup_to"),
    }
    source = _environment(tmp_path / "from", urls["backup_from"])
    target = _environment(tmp_path / "to", urls["backup_to"])
    archive = tmp_path / "shancha.tar"

    assert _run(source, "-c", _PHONE.format(write=True)).stdout.strip() == "+8613800138000"
    paper = tmp_path / "from" / "private" / "papers" / "licence.pdf"
    paper.parent.mkdir(parents=True, exist_ok=True)
    paper.write_bytes(b"%PDF")
    made = _run(source, "-m", "shancha.cli", "backup", str(archive))
    assert made.returncode == 0, made.stderr
    restored = _run(target, "-m", "shancha.cli", "restore", str(archive))
    assert restored.returncode == 0, restored.stderr

    assert _counts(urls["backup_to"]) == _counts(urls["backup_from"])
    for kind in ("media", "private"):
        assert _files(tmp_path / "to" / kind) == _files(tmp_path / "from" / kind)
    assert _run(target, "-c", _PHONE.format(write=False)).stdout.strip() == "+8613800138000"

    again = _run(target, "-m", "shancha.cli", "restore", str(archive))
    assert again.returncode == 1
    assert "already holds members" in again.stderr
