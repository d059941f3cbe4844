"""The rule of creators, set by operators."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from shancha.apps.accounts.admin import SingleRowAdmin
from shancha.apps.community.models import CreatorRule
from shancha.kit.clock import now


@admin.register(CreatorRule)
class CreatorRuleAdmin(SingleRowAdmin):
    """Thresholds that everybody reads; Django's log keeps who changed what."""

    fields = ("is_on", "days", "note_count", "praise_count", "follower_count", "account_days")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators alone."""
        return bool(getattr(request.user, "is_operator", False))

    def save_model(self, request: HttpRequest, obj: CreatorRule, form: Any, change: Any) -> None:
        """Notes when."""
        obj.updated_at = now()
        obj.save()
