"""Signed-in members for the load: real session rows, made in bulk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from bench.dataset import copy_rows
from bench.load import Request

CSRF = "b" * 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A member with a session."""

    user_id: UUID
    cookie: str

    def get(self, path: str) -> Request:
        """A read."""
        return Request(path, cookie=self.cookie)

    def send(self, method: str, path: str, body: str) -> Request:
        """A write."""
        return Request(path, method, self.cookie, CSRF, body)


def sign_in(user_ids: list[UUID]) -> list[SignedIn]:
    """Stores a fresh session for each member."""
    from django.conf import settings  # noqa: PLC0415

    from shancha.apps.accounts.models import Session  # noqa: PLC0415

    Session.objects.all().delete()
    keys = {user_id: f"bench{user_id.hex}" for user_id in user_ids}
    copy_rows(Session, _rows(keys))
    cookie = f"{settings.SESSION_COOKIE_NAME}={{key}}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    return [SignedIn(user_id, cookie.format(key=key)) for user_id, key in keys.items()]


def _rows(keys: dict[UUID, str]) -> Iterator[dict[str, Any]]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415

    from shancha.apps.accounts.models import User  # noqa: PLC0415
    from shancha.apps.accounts.sessions import SessionStore, stored_key  # noqa: PLC0415
    from shancha.kit.clock import now  # noqa: PLC0415
    from shancha.kit.ids import new_id  # noqa: PLC0415

    store = SessionStore()
    for user in User.objects.filter(id__in=list(keys)):
        data = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        yield {
            "id": new_id(),
            "session_key": stored_key(keys[user.pk]),
            "session_data": store.encode(data),
            "expire_date": now() + timedelta(days=30),
            "user_id": user.pk,
        }
