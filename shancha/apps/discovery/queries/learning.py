"""Whether a member's acts may be remembered for recommendation."""

from uuid import UUID

from shancha.kit import sql


def is_learning_allowed(user_id: UUID) -> bool:
    """True while the member has personalisation on and isn't in the minors' mode."""
    return bool(
        sql.fetch_value("select personalised and not minor_mode from accounts_user where id = %s", [user_id])
    )
