"""What operators have set for everybody."""

from shancha.apps.accounts.models import WritingRule


def is_phone_required() -> bool:
    """Whether members must have verified a phone before they write (网络安全法 26)."""
    return WritingRule.objects.values_list("phone_required", flat=True).first() is not False
