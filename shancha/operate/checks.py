"""What this installation lacks: `shancha check`, and with `--deploy` what a public server needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from shancha.config.env import Environment


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `ok`, `warning` or `error`, in a sentence."""

    level: Literal["ok", "warning", "error"]
    text: str


def check_installation(environment: Environment, *, deploy: bool) -> list[Finding]:
    """Looks at everything and reports it all, rather than stopping at the first fault."""
    findings = [*_database(), *_files()]
    if deploy:
        findings += [*_deployment(environment)]
    return findings


def _database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("show server_version")
            version = str(cursor.fetchone()[0])
    except DatabaseError as error:
        yield Finding("error", f"the database does not answer: {error}")
        return
    is_recent = int(version.split(".", maxsplit=1)[0]) >= 16
    yield Finding("ok" if is_recent else "error", f"PostgreSQL {version} (16 or newer needed)")
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield Finding(
        "error" if pending else "ok", f"{len(pending)} migrations pending (shancha migrate applies them)"
    )


def _files() -> Iterator[Finding]:
    built = settings.WEB_DIST.joinpath("index.html").exists()
    yield Finding(
        "ok" if built else "error",
        "web client built" if built else "web client not built (make demo builds it)",
    )
    try:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        probe = settings.MEDIA_ROOT / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
        yield Finding("ok", f"media folder {settings.MEDIA_ROOT} can be written")
    except OSError as error:
        yield Finding("error", f"media folder cannot be written: {error}")


def _deployment(environment: Environment) -> Iterator[Finding]:
    needs: list[tuple[bool, Literal["warning", "error"], str]] = [
        (environment.is_production, "error", "SHANCHA_MODE=production"),
        (bool(environment.secret_key), "error", "SHANCHA_SECRET_KEY set by the operator"),
        (
            bool(environment.encryption_keys),
            "error",
            "SHANCHA_ENCRYPTION_KEYS set by the operator and kept apart",
        ),
        (environment.base_url.startswith("https://"), "error", "SHANCHA_BASE_URL with https"),
        ("*" not in environment.allowed_hosts, "error", "SHANCHA_ALLOWED_HOSTS names the hosts"),
        (
            bool(environment.database_url),
            "warning",
            "SHANCHA_DATABASE_URL: a PostgreSQL with backups of its own",
        ),
        (
            bool(environment.operator_name),
            "warning",
            "SHANCHA_OPERATOR_NAME: the page About names the operator",
        ),
        (
            bool(environment.operator_email or environment.service_phone),
            "warning",
            "SHANCHA_OPERATOR_EMAIL or SHANCHA_SERVICE_PHONE: the page About says how to reach the operator",
        ),
        (environment.sms_provider != "outbox", "error", "SHANCHA_SMS_PROVIDER sends real messages"),
        (bool(environment.email_url), "warning", "SHANCHA_EMAIL_URL sends real mail"),
        (
            bool(environment.kuaidi100_customer and environment.kuaidi100_key),
            "warning",
            "SHANCHA_KUAIDI100_CUSTOMER and _KEY: parcels are followed",
        ),
        (
            environment.web_processes == 1 or bool(environment.redis_url),
            "warning",
            "SHANCHA_REDIS_URL beside several web processes",
        ),
        (environment.trusted_proxies > 0, "warning", "SHANCHA_TRUSTED_PROXIES counts the proxies in front"),
        (
            bool(environment.stream_url),
            "warning",
            "SHANCHA_STREAM_URL: the public address of the event stream",
        ),
    ]
    for fulfilled, level, text in needs:
        yield Finding("ok" if fulfilled else level, text)
