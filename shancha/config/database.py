"""Which database this process talks to: the operator's by URL, else the embedded one."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from shancha.config.env import Environment
from shancha.kit.postgres import EmbeddedPostgres

DATABASE_NAME = "shancha"


def embedded(environment: Environment) -> EmbeddedPostgres:
    """The embedded server of this data folder (not yet started)."""
    return EmbeddedPostgres(environment.data_dir / "postgres", durable=environment.mode != "test")


def connection_url(environment: Environment) -> str:
    """The operator's URL, or the embedded server's after making sure that it runs."""
    if environment.database_url:
        return environment.database_url
    server = embedded(environment)
    url = server.start()
    server.ensure_database(DATABASE_NAME)
    return url


def connection_string(environment: Environment) -> str:
    """The same with the database's name, for those who connect without Django."""
    url = connection_url(environment)
    return url if environment.database_url else make_conninfo(url, dbname=DATABASE_NAME)


def django_database(url: str, *, is_embedded: bool) -> dict[str, Any]:
    """Django's connection settings for a PostgreSQL URL. Raises psycopg.ProgrammingError for junk."""
    parts: dict[str, Any] = conninfo_to_dict(url)
    options = {
        key: value
        for key, value in parts.items()
        if key not in {"user", "password", "host", "port", "dbname"}
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE_NAME if is_embedded else parts.get("dbname", DATABASE_NAME),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        # One lasting connection for each of the bounded web threads.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Django switches preparing off altogether; so high a threshold leaves it to those who ask for it.
        "OPTIONS": {"application_name": "shancha", "prepare_threshold": 1_000_000_000, **options},
    }
