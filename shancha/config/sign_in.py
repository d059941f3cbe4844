"""Settings of the ways in that depend on what the operator has configured."""

from typing import Any
from urllib.parse import unquote, urlsplit

from shancha.config.env import Environment


def oauth_providers(environment: Environment) -> dict[str, Any]:
    """allauth's providers with their keys; only those that have some are offered."""
    keys = {
        "weixin": (environment.wechat_app_id, environment.wechat_app_secret),
        "weibo": (environment.weibo_app_key, environment.weibo_app_secret),
    }
    return {
        name: {"APPS": [{"client_id": identifier, "secret": secret}]}
        for name, (identifier, secret) in keys.items()
        if identifier and secret
    }


def email_settings(url: str) -> dict[str, Any]:
    """Django's mail settings from `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`.

    Raises ValueError for another scheme or a missing host.
    """
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("SHANCHA_EMAIL_URL must look like smtp://user:password@host:587 or smtps://host:465")
    implicit_tls = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if implicit_tls else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit_tls,
        "EMAIL_USE_TLS": not implicit_tls and parts.port != 25,
        "EMAIL_TIMEOUT": 10,
    }
