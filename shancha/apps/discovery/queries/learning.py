"""Whether a member's acts may be remembered for recommendation."""

from uuid import UUID

from shancha.kit import sql


def is_learning_allowed(user_id: UUID) -> bool:
    """True while the member has personalisation on and isn't in the minors' mode."""
    return bool(
        sql.fetch_value("select personalised and not minor_mode from accounts_user where id = %s", [user_id])
    )


def is_visitor_learning_allowed(key: str) -> bool:
    """False for the key of a browser without an account where personalisation was switched off."""
    if not key.startswith("v:"):
        return True
    return bool(
        sql.fetch_value(
            "select coalesce((select personalised from accounts_visitor where key = %s), true)", [key[2:]]
        )
    )
