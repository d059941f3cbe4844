"""Setting what is asked of members."""

from shancha.apps.accounts.models import WritingRule
from shancha.kit.clock import now


def set_phone_required(*, is_required: bool) -> None:
    """From now on members need a verified phone to write, or not."""
    WritingRule.objects.update_or_create(id=1, defaults={"phone_required": is_required, "updated_at": now()})
