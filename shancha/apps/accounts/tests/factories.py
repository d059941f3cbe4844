"""Members for tests."""

import itertools
from typing import Any

from shancha.apps.accounts import services
from shancha.apps.accounts.authentication import Viewer
from shancha.apps.accounts.models import User
from shancha.apps.accounts.queries.rules import is_phone_required
from shancha.kit import clock

_numbers = itertools.count(1)


def make_user(**fields: Any) -> User:
    """A member who may write. Fields are those of `services.create_user`; others are set afterwards."""
    number = next(_numbers)
    known = services.create_user.__wrapped__.__kwdefaults__  # type: ignore[attr-defined]
    made = {
        "handle": f"user{number:05}",
        "nickname": f"成员{number:05}",
        "is_phone_verified": True,
        **{name: value for name, value in fields.items() if name in known},
    }
    user = services.create_user(**made)
    rest = {name: value for name, value in fields.items() if name not in known}
    if rest:
        User.objects.filter(id=user.id).update(**rest)
        user.refresh_from_db()
    return user


def make_viewer(user: User | None = None, **fields: Any) -> Viewer:
    """The viewer that a session of this member would give."""
    user = user or make_user(**fields)
    return Viewer(
        id=user.id,
        role=user.role,
        is_moderator=user.is_moderator,
        is_operator=user.is_operator,
        status=user.status,
        has_needed_phone=user.phone_verified_at is not None or not is_phone_required(),
        personalised=user.personalised,
        minor_mode=user.minor_mode,
        language=user.language,
        dwell_consent=user.dwell_consent,
        scopes=None,
        session_key="",
        since=clock.now(),
    )
