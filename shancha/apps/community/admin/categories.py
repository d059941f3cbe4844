"""Categories: named, ordered, switched off; never deleted, as notes keep their slug."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from shancha.apps.community.models import Category


@admin.register(Category)
class CategoryAdmin(ModelAdmin):  # type: ignore[misc]
    """Operators edit the list; Django's log keeps who changed what."""

    list_display = ("slug", "name_zh", "name_en", "position", "is_active")
    list_editable = ("position", "is_active")
    ordering = ("position", "slug")

    def get_readonly_fields(self, request: HttpRequest, obj: Category | None = None) -> tuple[str, ...]:
        """A slug is for ever."""
        return ("slug",) if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Operators alone."""
        return bool(getattr(request.user, "is_operator", False))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators alone."""
        return bool(getattr(request.user, "is_operator", False))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Switch it off instead."""
        return False
