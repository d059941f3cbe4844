"""Who may bear which name."""

from uuid import UUID

from shancha.apps.accounts import errors, names
from shancha.apps.accounts.models import User
from shancha.apps.accounts.models.people import Role


def check_nickname_free(nickname: str, *, role: str = Role.MEMBER, user_id: UUID | None = None) -> None:
    """Raises NicknameReservedError when a name reads like a verified member's, or carries a word
    that only official accounts may carry."""
    refusal = errors.NicknameReservedError(fields={"nickname": errors.NicknameReservedError.detail})
    key = names.nickname_key(nickname)
    if role != Role.OFFICIAL and any(names.nickname_key(word) in key for word in names.RESERVED_WORDS):
        raise refusal
    if (
        User.objects.filter(nickname_key=key)
        .exclude(role=Role.MEMBER)
        .exclude(id__in=[user_id] if user_id else [])
        .exists()
    ):
        raise refusal
