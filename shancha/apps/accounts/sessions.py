"""Django's session engine over our own table, which knows whose session it is and on what device.

The cookie carries a random key; the table holds its digest. `request.session["device"]` and
`["address"]`, set at sign-in, go to columns of their own.
"""

import hashlib
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.utils import timezone

from shancha.apps.accounts.models import Session


def stored_key(cookie_value: str) -> str:
    """The digest under which a session is stored (160 bits, 40 hexadecimal characters)."""
    return hashlib.blake2b(cookie_value.encode(), digest_size=20).hexdigest()


class SessionStore(DatabaseSessionStore):
    """Sessions in `accounts_session`. Rows are changed, never replaced, so that their dates last."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        session = Session.objects.filter(
            session_key=stored_key(str(self.session_key)), expire_date__gt=timezone.now()
        ).first()
        if session is None:
            self._session_key = None
        return session

    def exists(self, session_key: str) -> bool:
        """Whether the key is taken."""
        return Session.objects.filter(session_key=stored_key(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for this state of the session."""
        digest = stored_key(self._get_or_create_session_key())  # type: ignore[attr-defined]
        session = Session.objects.filter(session_key=digest).first() or Session(session_key=digest)
        session.session_data = self.encode(data)
        session.expire_date = self.get_expiry_date()
        session.user_id = data.get(SESSION_KEY)
        session.device = data.get("device", "")
        session.address = data.get("address") or None
        return session

    def delete(self, session_key: str | None = None) -> None:
        """Ends the session."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=stored_key(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Removes sessions whose time is over."""
        Session.objects.filter(expire_date__lt=timezone.now()).delete()
