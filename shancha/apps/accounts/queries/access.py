"""Who holds a session cookie or an API token: one statement for each request."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shancha.kit import sql

# A sanction whose time is over no longer counts, even before the sweep has noted it.
_STATUS = """
    case when u.status = 'muted' and u.muted_until <= now() then 'active'
         when u.status = 'suspended' and u.suspended_until <= now() then 'active'
         else u.status end
"""
_VIEWER = f"""
    u.id, u.role, u.is_moderator, u.is_operator, {_STATUS},
    u.phone_verified_at is not null or not coalesce((select phone_required from accounts_writingrule), true),
    u.personalised, u.minor_mode, u.language, u.dwell_consent
"""
_BY_SESSION = f"""
    select {_VIEWER}, s.last_seen_at < now() - interval '10 minutes', s.created_at
    from accounts_session s join accounts_user u on u.id = s.user_id
    where s.session_key = %s and s.expire_date > now() and u.status <> 'deleted'
"""
_BY_TOKEN = f"""
    select {_VIEWER}, coalesce(t.last_used_at < now() - interval '10 minutes', true), t.created_at,
        t.scopes, t.id
    from accounts_apitoken t join accounts_user u on u.id = t.user_id
    where t.token_hash = %s and (t.expires_at is null or t.expires_at > now()) and u.status <> 'deleted'
"""


def find_by_session(session_key: str) -> tuple[Any, ...] | None:
    """The member's facts behind a stored session key: ten of the viewer, whether to touch, since when."""
    rows = sql.fetch_rows(_BY_SESSION, [session_key])
    return rows[0] if rows else None


def find_by_token(token_hash: str) -> tuple[Any, ...] | None:
    """The member's facts behind an API token, with its scopes and id at the end."""
    rows = sql.fetch_rows(_BY_TOKEN, [token_hash])
    return rows[0] if rows else None


def touch_session(session_key: str, *, expires_at: datetime) -> None:
    """Notes that a session is in use and prolongs it."""
    sql.execute(
        "update accounts_session set last_seen_at = now(), expire_date = %s where session_key = %s",
        [expires_at, session_key],
    )


def touch_token(token_id: UUID) -> None:
    """Notes that a token is in use."""
    sql.execute("update accounts_apitoken set last_used_at = now() where id = %s", [token_id])
